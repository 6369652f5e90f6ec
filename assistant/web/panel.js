// The panel of sources: a click or Enter on [1] opens its passage with the quote marked, Esc goes back to the marker.
import { fetchJson, make, tell, words } from "./words.js";

const known = new Map(); // answer -> what it quotes
let opener = null;
let newest;
let wanted = 0; // what is fetched late must not take the place of what was asked for after it

const parse = (link) => /#cite-([0-9a-f]+)-(\d+)$/.exec(link.getAttribute("href")) || [];

async function sourceOf(answer, number) {
  const find = () => (known.get(answer) || []).find((one) => one.number === number);
  // An answer that is still being written gains sources.
  if (!find()) known.set(answer, (await fetchJson(`/staff/answers/${answer}/sources`)).sources);
  return find();
}

function passage(view) {
  const block = make("p", view.kind === "body" ? "passage" : "passage field");
  if (view.cut_start) block.append(make("span", "lost", words.lost));
  for (const piece of view.pieces) {
    if (!piece.numbers.length) {
      block.append(piece.text);
      continue;
    }
    const mark = make("mark", "", piece.text);
    mark.title = words.cited + piece.numbers.map((n) => `[${n}]`).join("");
    block.append(mark);
  }
  if (view.cut_end) block.append(make("span", "lost", words.lost));
  return block;
}

function changes(view) {
  if (!view.changes.length) return [];
  const block = make("p", "passage");
  for (const change of view.changes) {
    const tag = { same: "span", removed: "del", added: "ins" }[change.kind];
    const piece = make(tag, "", change.text);
    if (tag !== "span") piece.title = words[change.kind];
    block.append(piece);
  }
  return [make("p", "note", words.now), block];
}

function button(text, act) {
  const made = make("button", "", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function head(view, label) {
  return [
    make("h3", "", label, view.speaker),
    make("p", "title", `《${view.title}》`),
    make("p", "about", view.about),
    make("p", "about", view.source),
  ];
}

function empty() {
  wanted += 1;
  document.getElementById("source")?.remove();
  document.getElementById("panel")?.classList.remove("filled");
}

function show(id, parts, focus) {
  const panel = document.getElementById("panel");
  if (!panel) return;
  document.getElementById("source")?.remove();
  const block = make("article", "", ...parts);
  block.id = "source";
  block.dataset.of = id;
  block.tabIndex = -1;
  block.setAttribute("aria-label", words.source);
  panel.append(block);
  panel.classList.add("filled");
  if (!focus) return;
  // On a phone the panel lies over the chat: the way back leads out of it, not off the page.
  if (!document.body.classList.contains("reading") && matchMedia("(max-width: 767px)").matches) {
    history.pushState({ reading: true }, "");
  }
  document.body.classList.add("reading");
  block.focus({ preventScroll: true });
  const mark = block.querySelector("mark");
  if (!mark) return;
  // Only what scrolls by itself is scrolled: the page around it stays where it is.
  const box = getComputedStyle(block).overflowY === "auto" ? block : panel;
  box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
}

async function open(answer, number, focus) {
  const mine = ++wanted;
  try {
    const view = await sourceOf(answer, number);
    if (mine !== wanted) return;
    if (!view) {
      show(answer, [make("p", "note", words.none)], focus);
      return;
    }
    const tools = make(
      "div", "tools",
      button(words.whole, () => openArticle(answer, number)),
      button(words.back, close),
    );
    show(`${answer}-${number}`, [
      ...head(view, `[${number}] `), view.revised ? make("p", "note revised", view.revised) : null, passage(view.passage),
      ...view.passage.notes.map((note) => make("p", "note", note)), ...changes(view), tools,
    ].filter(Boolean), focus);
  } catch (problem) {
    if (mine !== wanted) return;
    if (focus) tell(problem.message);
    else empty();
  }
}

async function openArticle(answer, number) {
  const mine = ++wanted;
  try {
    const view = await fetchJson(`/staff/answers/${answer}/articles/${number}`);
    if (mine !== wanted) return;
    const tools = make(
      "div", "tools",
      button(words.passage, () => open(answer, number, true)),
      button(words.back, close),
    );
    const blocks = view.passages.flatMap((one) => [passage(one), ...one.notes.map((note) => make("p", "note", note))]);
    show(`${answer}-${number}-article`, [
      ...head(view, ""), view.note ? make("p", "note revised", view.note) : null, tools, ...blocks,
    ].filter(Boolean), true);
  } catch (problem) {
    tell(problem.message);
  }
}

function close() {
  if (history.state && history.state.reading) history.back(); // which comes to leave()
  else leave();
}

function leave() {
  document.body.classList.remove("reading");
  if (opener && opener.isConnected) opener.focus();
  opener = null;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest('a[href^="#cite-"]');
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  opener = link;
  const [, answer, number] = parse(link);
  open(answer, Number(number), true);
}, true);

addEventListener("popstate", leave);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && opener) close();
});

// Gradio's own names are English, and say Markdown in the place of what is shown.
const name = () => {
  const named = document.querySelectorAll('#chat [data-testid="user"][aria-label], #chat [data-testid="bot"][aria-label], #chat button.example[aria-label]');
  for (const one of named) one.removeAttribute("aria-label");
  const log = document.querySelector('#chat [role="log"]');
  if (log && log.getAttribute("aria-label") !== words.log) log.setAttribute("aria-label", words.log);
};

// The first source of a new answer is shown at once, without taking the focus.
new MutationObserver(() => {
  name();
  const links = document.querySelectorAll('#chat a[href^="#cite-"], #chat a[href^="#copy-"]');
  const [, answer] = /#c\w+-([0-9a-f]+)/.exec(links.length ? links[links.length - 1].getAttribute("href") : "") || [];
  if (answer === newest) return;
  newest = answer;
  empty(); // the source of another answer does not stay beside this one
  if (answer) open(answer, 1, false);
}).observe(document.documentElement, { childList: true, subtree: true });
