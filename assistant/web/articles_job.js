// The job at work or the last one: progress, cancel, and what came of it. Every open page shows the same.
import { at, ask, attempt, button, make } from "./articles_page.js";
import { person, say, told } from "./articles_words.js";

const BUSY = 600; // milliseconds between looks while a job is at work
const IDLE = 5000;
let job = null;
let ended = () => undefined;
let may = false;
let undo = () => undefined;
let timer = 0;
let shown = "";

export const busy = () => Boolean(job) && job.state === "running";

// Whether a file is being moved by the job at work.
export const moving = (name) => busy() && job.names.includes(name);

// Begin to follow jobs: `whenEnded` is called when one has ended, `putBack` undoes a removal.
export function follow(now, editor, whenEnded, putBack) {
  [job, may, ended, undo] = [now, editor, whenEnded, putBack];
  draw();
  plan();
}

export function take(now) {
  const before = job;
  job = now;
  if (busy()) plan();
  draw();
  if (busy() && (!before || before.id !== job.id)) ended(); // the list shows what is under way
  if (before && before.state === "running" && !busy()) ended();
  else if (!busy() && job && (!before || before.id !== job.id)) ended();
}

export const redrawJob = () => { shown = ""; draw(); };

function plan() {
  clearTimeout(timer);
  timer = setTimeout(look, busy() ? BUSY : IDLE);
}

async function look() {
  if (!document.hidden) {
    try { take(await ask("GET", "/job")); } catch { /* the next look may succeed */ }
  }
  plan();
}

function names() {
  return job.names.length > 2 ? say("several", job.names[0], job.names.length) : job.names.map((name) => `“${name}”`).join("、");
}

function draw() {
  const box = at("job");
  const dismissed = job && sessionStorage.getItem("seen") === job.id;
  box.hidden = !job || dismissed;
  if (box.hidden) return;
  if (busy()) {
    progress(box);
    return;
  }
  if (shown === job.id) return;
  shown = job.id;
  const close = () => { sessionStorage.setItem("seen", job.id); draw(); at("summary").focus(); };
  const back = job.kind === "remove" && job.state === "done" && may;
  box.className = job.state === "done" ? "good" : "bad";
  const held = box.contains(document.activeElement);
  box.replaceChildren(...result(), make("p", { class: "actions" },
    back ? button(say("undo"), say("undo"), () => undo(job.names[0]), { "data-key": "undo" }) : "",
    button(say("close"), say("close"), close)));
  if (held) box.focus();
}

function progress(box) {
  const title = say(`job_${job.kind}`, names());
  if (shown !== `${job.id} running`) {
    shown = `${job.id} running`;
    box.className = "running";
    const stop = () => attempt(() => ask("POST", `/job/${job.id}/cancel`));
    box.replaceChildren(
      make("h2", {}, title), make("p", { id: "stage", "aria-live": "off" }),
      make("progress", { id: "bar", "aria-label": title }), make("p", { class: "muted" }, say("still"), " ", say("by", person(job.by))),
      may ? make("p", { class: "actions" }, button(say("cancel"), say("cancel"), stop, { "data-key": "cancel" })) : "");
  }
  at("stage").textContent = say(`stage_${job.stage}`) + (job.total ? ` ${job.done} / ${job.total}` : "");
  if (job.total) [at("bar").max, at("bar").value] = [job.total, job.done];
  else at("bar").removeAttribute("value");
}

function result() {
  const said = job.said.length ? [make("ul", {}, ...job.said.map((one) => make("li", {}, told(one))))] : [];
  if (job.state === "cancelled") return [make("p", {}, say("cancelled"))];
  if (job.state === "failed") return [make("p", {}, say("failed")), ...said];
  const report = job.report;
  const failed = report && report.failed.length;
  const taken = job.names.length - job.left.length;
  const none = job.kind === "take_in" && taken === 0;
  const first = none ? say("done_none")
    : job.kind === "take_in" ? say("done_take_in", taken, report ? report.articles : "") : say(`done_${job.kind}`, names(), report ? report.articles : "");
  const why = failed ? say(job.kind === "take_in" ? "done_part" : "done_cannot") : say("done_noted");
  return [make("p", {}, first), ...(said.length ? [make("p", {}, why), ...said] : [])];
}
