// The articles page: what is indexed, what waits, what was removed, and uploading.
import { at, ask, attempt, button, confirmed, make, notice, read, redraw, Failed } from "./articles_page.js";
import { busy, follow, moving, redrawJob, take } from "./articles_job.js";
import { closePreview, openPreview, previewed, redrawPreview } from "./articles_preview.js";
import { change, dress, looks } from "./look.js";
import { bytes, finding, language, person, place, say, switchLanguage, when } from "./articles_words.js";

const MOST = 200; // files that are drawn
let state = null;
let following = false;
const left = new Set(); // staged files that are not to be taken in
const lines = new Map(); // uploads and what became of them

async function load() {
  try {
    state = await ask("GET", ""); // what was said before stays on the page
  } catch (problem) {
    if (!(problem instanceof Failed)) throw problem;
    notice(problem.message);
    return;
  }
  draw();
  if (!following) {
    following = true;
    follow(state.job, state.may_edit, load, undoRemoval);
  }
  if (previewed() && !state.staged.some((one) => one.id === previewed())) closePreview();
}

function draw() {
  document.documentElement.lang = language.now === "en" ? "en" : "zh-CN";
  document.title = say("document");
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = say(element.dataset.t);
  at("language").textContent = language.now === "en" ? "中文" : "English";
  document.querySelector(".name a").href = language.now === "en" ? "/en" : "/";
  at("language").lang = language.now === "en" ? "zh-CN" : "en";
  if (!state) return;
  const files = state.listing.files;
  const articles = files.reduce((sum, file) => sum + file.articles.length, 0);
  at("who").textContent = say(state.may_edit ? "user" : "user_reads", person(state.user));
  at("summary").textContent = state.listing.generation
    ? say("summary", files.filter((file) => file.state !== "waiting").length, articles, when(state.listing.created), state.listing.generation) : say("none");
  at("adding").hidden = !state.may_edit;
  at("waiting").hidden = !state.staged.length;
  at("gone").hidden = !state.removed.length;
  at("drop-hint").textContent = say("hint", Math.floor(state.most / 1048576));
  drawUploads();
  redraw(at("staged"), state.staged.map(stagedRow));
  redraw(at("removed"), state.removed.map(removedRow));
  drawTakeIn();
  drawList();
  drawWhole();
}

function stagedRow(one) {
  const pick = make("input", { type: "checkbox", "aria-label": say("pick", one.name), "data-key": `pick-${one.id}`,
    onchange: (event) => { event.target.checked ? left.delete(one.id) : left.add(one.id); drawTakeIn(); } });
  pick.checked = !left.has(one.id);
  return make("li", {}, make("div", { class: "row" }, make("label", { class: "pick" }, pick),
    make("div", { class: "what" }, make("h3", {}, one.name),
      make("p", { class: "muted" }, say(one.edits ? "editing" : "size", bytes(one.size), person(one.by), when(one.at))),
      one.exists && !one.edits ? make("p", { class: "attention" }, say("exists")) : ""),
    make("div", { class: "do" },
      button(say("look"), say("look_at", one.name), () => openPreview(one, state.actions, (entry) => takeIn([entry])), { "data-key": `look-${one.id}` }),
      button(say("discard"), say("discard_it", one.name), () => discard(one), { "data-key": `discard-${one.id}` }))));
}

function removedRow(one) {
  return make("li", {}, make("div", { class: "row" },
    make("div", { class: "what" }, make("h3", {}, one.name), make("p", { class: "muted" }, say("gone_row", person(one.by), when(one.at)))),
    make("div", { class: "do" }, button(say("restore"), say("restore_it", one.name), () => restore(one), { "data-key": `restore-${one.id}` }))));
}

function drawTakeIn() {
  const chosen = state.staged.filter((one) => !left.has(one.id)).length;
  at("take-in").textContent = say("take_in", chosen);
  at("take-in").disabled = !chosen;
}

function matches(file, words) {
  const text = [file.name, ...file.articles.flatMap((one) => [one.title, one.author, one.org, one.action, one.region, one.published || "", one.publisher])].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}

function drawList() {
  const words = at("find").value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = state.listing.files.filter((file) => matches(file, words));
  at("found").textContent = words.length ? (found.length ? say("found", found.length) : say("no_match")) : "";
  const rows = found.slice(0, MOST).map((file) => fileRow(file, words));
  if (found.length > MOST) rows.push(make("li", { class: "muted" }, say("more", found.length - MOST)));
  redraw(at("list"), rows);
}

function fileRow(file, words) {
  const states = moving(file.name) ? { waiting: "coming", missing: "going" } : { waiting: "waiting_file", missing: "missing" };
  const badges = [
    states[file.state] ? say(states[file.state]) : file.ours ? "" : say("elsewhere"),
    file.doubtful.length ? say("review", file.doubtful.length) : "",
    file.findings.length ? say("remarks", file.findings.length) : "",
  ].filter((text) => text).map((text, number) => make("span", { class: number || file.state !== "indexed" || file.ours ? "badge strong" : "badge" }, text));
  const mine = state.may_edit && file.ours && file.state !== "missing" && !moving(file.name);
  const articles = file.articles.map((one) => make("li", {}, make("span", { class: "title", lang: "zh-CN" }, one.title || say("untitled")),
    make("span", { class: "muted" }, [one.author || say("unsigned"), one.action, one.region, one.published].filter((part) => part).join(" · "))));
  const notes = [
    ...file.doubtful.map((one) => make("li", {}, `${say("doubtful")}${one.author || say("unsigned")}：`, make("q", {}, one.text))),
    ...file.findings.map((one) => make("li", {}, `${say(`kind_${one.kind}`)} · ${place(one.place)} `, make("q", {}, finding(one)))),
  ];
  return make("li", {}, make("div", { class: "row" },
    make("div", { class: "what" }, make("h3", {}, file.name), make("p", { class: "badges" }, ...badges)),
    mine ? make("div", { class: "do" },
      button(say("edit"), say("edit_it", file.name), () => edit(file), { "data-key": `edit-${file.name}` }),
      button(say("remove"), say("remove_it", file.name), () => remove(file), { "data-key": `remove-${file.name}` })) : ""),
  notes.length ? make("ul", { class: "notes" }, ...notes) : "",
  articles.length ? make("details", { open: articles.length <= 12 || words.length > 0 }, make("summary", {}, say("articles", articles.length)),
    make("ul", { class: "articles" }, ...articles)) : "");
}

function drawWhole() {
  const differs = state.listing.files.some((file) => file.state !== "indexed" && !moving(file.name));
  redraw(at("whole"), state.may_edit ? [
    state.earlier ? button(say("back"), say("back"), rollBack, { "data-key": "back" }) : make("span", { class: "muted" }, say("back_none")),
    differs ? button(say("sync"), say("sync"), () => start("/sync"), { "data-key": "sync", title: say("sync_why") }) : "",
  ].filter((part) => part) : [make("span", { class: "muted" }, say("reads"))]);
}

const start = (path, content) => attempt(async () => {
  take(await ask("POST", path, content));
  at("job").focus(); // what was pressed may be gone
});

async function takeIn(entries) {
  const old = entries.filter((one) => one.exists && !one.edits);
  if (old.length && !await confirmed(say("replace_title"), [say("replace_text", old.map((one) => one.name).join("、"))], say("replace"))) return;
  await start("/take-in", { ids: entries.map((one) => one.id), replace: entries.filter((one) => one.exists).map((one) => one.id) });
  if (busy()) closePreview();
  await load();
}

async function discard(one) {
  const text = one.edits ? say("discard_edit", one.name) : say("discard_text", one.name);
  if (!await confirmed(say("discard_title"), [text], say("discard"))) return;
  await attempt(() => ask("DELETE", `/staged/${one.id}`));
  await load();
}

async function edit(file) {
  const entry = await attempt(() => ask("POST", "/edit", { name: file.name }));
  if (!entry) return;
  await load();
  await openPreview({ ...entry, exists: true }, state.actions, (one) => takeIn([one]));
}

async function remove(file) {
  if (await confirmed(say("remove_title"), [say("remove_text", file.name)], say("remove"))) await start("/remove", { name: file.name });
}

async function restore(one) {
  if (one.exists && !await confirmed(say("restore_title"), [say("restore_text", one.name)], say("restore"))) return;
  await start("/restore", { id: one.id, replace: one.exists });
}

function undoRemoval(name) {
  const one = state.removed.find((gone) => gone.name === name);
  if (one) restore(one);
}

const few = (names) => names.slice(0, 12).join("、") + (names.length > 12 ? say("and_more", names.length) : "");

async function rollBack() {
  const { created, back, away, changed } = state.earlier;
  const parts = [["back_again", back], ["back_away", away], ["back_changed", changed]].filter(([, names]) => names.length)
    .map(([key, names]) => say(key, few(names)));
  const text = [say("back_text", when(created)), ...(parts.length ? parts : [say("back_same")]), ...(away.length ? [say("back_files")] : [])];
  if (await confirmed(say("back_title"), text, say("back_yes"))) await start("/rollback", { generation: state.listing.generation });
}

// Drawn when something is new and not with every percent, which would be read aloud.
function drawUploads() {
  at("uploads").replaceChildren(...[...lines.values()].map(({ text, bad, bar }) => make("li", { class: bad ? "bad" : "" }, text, bar)));
}

async function upload(files) {
  if (!at("acknowledged").checked) { notice(say("tick_first")); return; }
  notice("");
  lines.clear();
  at("acknowledged").checked = false;
  at("choose").disabled = true;
  const tell = (file, text, bad, bar) => { lines.set(file, { text, bad, bar }); drawUploads(); };
  for (const file of files) {
    const most = state.most;
    if (file.size > most) { tell(file, say("too_big", file.name, Math.ceil(file.size / 1048576), Math.floor(most / 1048576)), true); continue; }
    try {
      const bar = make("progress", { max: 1, value: 0, "aria-label": say("sending", file.name) });
      tell(file, say("sending", file.name), false, bar);
      await send(file, (part) => { bar.value = part; });
      tell(file, say("sent", file.name), false);
    } catch (problem) {
      if (!(problem instanceof Failed)) throw problem;
      tell(file, `${file.name}：${problem.message}`, true);
    }
  }
  at("files").value = "";
  await load();
}

// The one request that is not fetched: only this way its progress is told.
function send(file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/staff/files?acknowledged=true&name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => progress(event.loaded / event.total));
    request.addEventListener("load", () => { try { resolve(read(request.status, request.responseText)); } catch (problem) { reject(problem); } });
    request.addEventListener("error", () => reject(new Failed(say("broken", file.name))));
    request.send(file);
  });
}

at("acknowledged").addEventListener("change", (event) => { at("choose").disabled = !event.target.checked; });
at("choose").addEventListener("click", () => at("files").click());
at("files").addEventListener("change", (event) => upload([...event.target.files]));
at("take-in").addEventListener("click", () => takeIn(state.staged.filter((one) => !left.has(one.id))));
at("find").addEventListener("input", drawList);
for (const look of looks) at(look).addEventListener("click", () => change(look));
at("language").addEventListener("click", () => { switchLanguage(); draw(); redrawJob(); redrawPreview(); });
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => event.preventDefault());
  at("drop").addEventListener(kind, (event) => at("drop").classList.toggle("over", event.type === "dragover"));
}
at("drop").addEventListener("drop", (event) => upload([...event.dataTransfer.files]));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !at("ask").open) closePreview();
});
document.addEventListener("visibilitychange", () => { if (!document.hidden) load(); });
dress();
draw();
load();
