// The preview of a staged file: what would be indexed, what is in doubt, what an editor knows about it.
import { at, ask, attempt, button, make } from "./articles_page.js";
import { finding, place, say, told } from "./articles_words.js";

const FACTS = ["title", "date", "source", "author", "role", "org", "region", "action", "url"];
let shown = null; // the entry on show, with the actions to choose from and what takes it in
let opener = null;
let reading = 0;

export const previewed = () => shown && shown.entry.id;

export async function openPreview(entry, actions, takeIn) {
  shown = { entry, actions, takeIn };
  opener = document.activeElement && document.activeElement.dataset.key;
  const panel = at("preview");
  panel.hidden = false;
  document.body.classList.add("previewing");
  panel.replaceChildren(...head(), make("p", { class: "muted", role: "status" }, say("reading")));
  panel.setAttribute("aria-busy", "true");
  panel.focus();
  panel.scrollIntoView({ block: "start" });
  await show(() => ask("GET", `/staged/${entry.id}`), "");
}

export function closePreview() {
  if (!shown) return;
  shown = null;
  at("preview").hidden = true;
  document.body.classList.remove("previewing");
  (opener && document.querySelector(`[data-key="${CSS.escape(opener)}"]`) || at("summary")).focus();
}

export const redrawPreview = () => shown && shown.made && draw(shown.made, "");

// Show what a request gives, unless another file was opened meanwhile.
async function show(work, said, focus) {
  const mine = ++reading;
  const made = await attempt(work);
  if (mine !== reading || !shown) return;
  at("preview").removeAttribute("aria-busy");
  if (!made) {
    if (!shown.made) closePreview();
    return;
  }
  shown.made = made;
  draw(made, said);
  if (focus) at(focus)?.focus();
}

function head() {
  return [make("div", { class: "preview-head" },
    make("div", {}, make("p", { class: "muted" }, say("preview")), make("h2", { id: "preview-title" }, shown.entry.name)),
    button(say("close_preview"), say("close_preview"), closePreview, { "data-key": "close-preview" }))];
}

function draw(made, said) {
  const status = make("p", { class: "said", role: "status" }, said);
  const body = made.problem
    ? [make("div", { class: "problem" }, make("h3", {}, say("nothing")), make("p", {}, told(made.problem))), facts(made)]
    : [remarks(made.found), doubts(made), facts(made), make("p", { class: "muted" }, say("preview_why")),
      ...made.articles.map(article), made.more ? make("p", { class: "muted" }, say("more_text", made.more)) : "",
      make("p", { class: "actions" }, button(say("take_this"), say("take_this"), () => shown.takeIn(shown.entry), { class: "main" }))];
  at("preview").replaceChildren(...head(), status, ...body.filter((part) => part));
}

export function remarks(found) {
  if (!found.length) return "";
  const rows = found.map((one) => make("li", {}, make("strong", {}, say(`kind_${one.kind}`)), ` · ${place(one.place)}`,
    make("q", {}, finding(one))));
  return make("div", { class: "remarks" }, make("h3", {}, say("found_title")), make("ul", {}, ...rows));
}

function article(one) {
  const who = [one.org + one.role, one.author || say("unsigned"), one.region, one.action, one.publisher, one.published];
  const text = one.passages.map((passage) => make("p", {},
    passage.needs_review ? make("span", { class: "mark" }, say("doubtful")) : "",
    passage.cut_start ? make("span", { class: "mark" }, say("cut")) : "",
    passage.text,
    passage.cut_end ? make("span", { class: "mark" }, say("cut")) : "",
    passage.instructs ? make("span", { class: "mark" }, say("instructs")) : ""));
  return make("article", { lang: "zh-CN" }, make("h3", {}, one.title || say("untitled")),
    make("p", { class: "byline" }, who.filter((part) => part).join("　")),
    ...(text.length ? text : [make("p", { class: "muted" }, say("empty_article"))]));
}

function doubts(made) {
  if (!made.doubts.length) return "";
  const fields = made.doubts.map((doubt, number) => {
    const id = `doubt-${doubt.start}`;
    const open = doubt.settled ? say("doubt_free") : say("doubt_open", doubt.article);
    const choice = make("select", { id, name: String(doubt.start) }, make("option", { value: "" }, open),
      ...made.titles.map((title) => make("option", { value: title, selected: doubt.settled && title === doubt.article }, title)));
    return make("div", { class: "doubt" },
      make("label", { for: id }, say("doubt", number + 1), doubt.settled ? make("span", { class: "badge" }, say("doubt_done")) : ""),
      make("blockquote", { lang: "zh-CN" }, doubt.text), choice);
  });
  const save = (event) => {
    event.preventDefault();
    const chosen = Object.fromEntries([...new FormData(event.target)].map(([start, title]) => [start, title]));
    show(() => ask("PUT", `/staged/${shown.entry.id}/decisions`, { chosen }), say("doubt_saved"), "settle");
  };
  return make("form", { class: "box", onsubmit: save }, make("h3", {}, say("doubt_title")), make("p", {}, say("doubt_why")),
    ...fields, make("p", { class: "actions" }, make("button", { type: "submit", id: "settle" }, say("doubt_save"))));
}

function facts(made) {
  const fields = FACTS.map((name) => {
    const id = `fact-${name}`;
    const hint = name === "date" ? say("date_hint") : name === "url" ? say("url_hint") : "";
    const given = { id, name, "aria-describedby": hint ? `${id}-hint` : null };
    const field = name === "action"
      ? make("select", given, make("option", { value: "" }, say("unknown")), ...shown.actions.map((action) =>
        make("option", { value: action, selected: action === made.facts.action }, action)))
      : make("input", { ...given, type: "text", value: made.facts[name], autocomplete: "off", maxlength: name === "url" ? 1000 : 300 });
    return make("div", {}, make("label", { for: id }, say(`fact_${name}`)), field,
      hint ? make("span", { class: "muted hint", id: `${id}-hint` }, hint) : "");
  });
  const save = (event) => {
    event.preventDefault();
    show(() => ask("PUT", `/staged/${shown.entry.id}/facts`, Object.fromEntries(new FormData(event.target))), say("facts_saved"), "facts-title");
  };
  const open = Boolean(shown.made && at("facts-box")?.open);
  return make("details", { class: "box", id: "facts-box", open }, make("summary", { id: "facts-title" }, say("facts_title")),
    make("p", { class: "muted" }, say("facts_why")),
    make("form", { onsubmit: save }, make("div", { class: "facts" }, ...fields),
      make("p", { class: "actions" }, make("button", { type: "submit" }, say("facts_save")))));
}
