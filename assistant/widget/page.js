// The conversation: what is asked, stopped, begun anew, and said when it fails.
"use strict";
const LONGEST = 500; // characters of a question
const KEPT = 4; // earlier questions that go along; a request has 8 KB
const given = new URLSearchParams(location.search); // what the host page asked for, as data attributes
const log = document.getElementById("log");
const box = document.getElementById("question");
const told = document.getElementById("told");
const action = document.getElementById("action");
const send = document.getElementById("send");
const stop = document.getElementById("stop");
let asked = [];
let running = null;

async function put(question) {
  if (running || !question.trim()) return;
  if (Array.from(question).length > LONGEST) {
    told.textContent = words.long;
    return;
  }
  const mine = (running = window.AbortController ? new AbortController() : { abort() {} });
  told.textContent = "";
  for (const example of log.querySelectorAll(".examples")) example.remove();
  add(log, "p", question, "asked");
  const shown = new Shown(log);
  busy(true);
  if (box.value === question) box.value = "";
  follow();
  try {
    const body = { question, history: asked.slice(-KEPT), action: action.value };
    const answer = await ask(body, (text) => { if (running === mine) { shown.hear(text); follow(); } }, mine.signal);
    if (running !== mine) return;
    shown.finish(answer);
    asked.push(question);
  } catch (problem) {
    if (running !== mine) return; // it was stopped, and that has been said
    mine.abort(); // a connection that was lost is not waited for any longer
    if (/^(refused|error|bad)_/.test(problem.code)) { // asking it again would say the same
      shown.end(problem.message);
      return;
    }
    if (!box.value) box.value = question;
    shown.end(problem.message, () => put(question));
  } finally {
    if (running === mine) {
      running = null;
      busy(false);
      follow();
    }
  }
}

function busy(now) {
  send.hidden = now;
  stop.hidden = !now;
}

// Keep the end in sight, unless somebody reads further up.
function follow() {
  const own = getComputedStyle(log.parentNode).overflowY !== "visible";
  const main = own ? log.parentNode : document.scrollingElement;
  if (main.scrollHeight - main.scrollTop - main.clientHeight < 400) log.lastChild.scrollIntoView({ block: "end" });
}

function halt() {
  if (!running) return;
  running.abort();
  running = null;
  busy(false);
  add(log.lastChild, "p", words.stopped, "ended");
  for (const waiting of log.querySelectorAll(".waiting")) waiting.hidden = true;
  box.focus();
}

function begin() {
  halt();
  asked = [];
  while (log.children.length > 1) log.removeChild(log.lastChild);
  const list = given.get("questions") ? given.get("questions").split("|").slice(0, 6) : config.questions;
  const examples = add(log, "div", words.examples, "examples");
  for (const one of list) press(examples, one, () => put(one));
}

document.getElementById("form").addEventListener("submit", (event) => {
  event.preventDefault();
  put(box.value);
});
box.addEventListener("keydown", (event) => {
  // Enter that ends the typing of a Chinese word is not meant to send it.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  put(box.value);
});
box.addEventListener("input", () => {
  told.textContent = Array.from(box.value).length > LONGEST ? words.long : "";
});
stop.addEventListener("click", halt);
document.getElementById("anew").addEventListener("click", () => {
  begin();
  box.focus();
});
document.getElementById("large").addEventListener("click", (event) => {
  const large = document.documentElement.classList.toggle("large");
  event.currentTarget.setAttribute("aria-pressed", large);
});
// What is copied by hand carries its label along.
log.addEventListener("copy", (event) => {
  const label = log.querySelector(".label");
  if (!label) return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", getSelection() + "\n" + label.textContent);
});

for (const name of [""].concat(config.actions)) add(action, "option", (config.names || {})[name] || name || words.all).value = name;
action.value = config.actions.indexOf(given.get("action")) < 0 ? "" : given.get("action");
document.getElementById("only").hidden = config.actions.length < 2;
const accent = /^#[\da-f]{6}$/i.test(given.get("accent")) ? given.get("accent") : config.accent;
document.documentElement.style.setProperty("--accent", accent);
const lightness = [1, 3, 5].reduce((sum, at, n) => sum + parseInt(accent.substr(at, 2), 16) * [0.3, 0.6, 0.1][n], 0);
document.documentElement.style.setProperty("--on-accent", lightness > 115 ? "#111" : "#fff");
if (given.get("greeting")) log.firstElementChild.textContent = given.get("greeting");
const human = document.getElementById("human");
const number = /12345/.exec(human.textContent);
if (number) {
  const rest = human.textContent.split(number[0]);
  human.textContent = rest[0];
  add(human, "a", number[0]).href = "tel:" + number[0];
  add(human, "span", rest.slice(1).join(number[0]));
}
begin();
if (!matchMedia("(pointer: coarse)").matches) box.focus();
