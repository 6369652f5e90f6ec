// What can be done with an answer (copy, say what is wrong) and with the page (large type, dark, log out).
import { change, dress, dressed, looks, UNDRESSED } from "./look.js";
import { fetchJson, make, tell, words } from "./words.js";

async function write(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  // Without TLS there is no clipboard but the one of a selection.
  const box = make("textarea", "unseen");
  box.value = text;
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  if (!done) throw new Error(words.notCopied);
  return undefined;
}

async function copy(answer) {
  try {
    const got = await fetch(`/staff/answers/${answer}.txt`);
    if (!got.ok) throw new Error(words.failed);
    await write(await got.text());
    tell(words.copied);
  } catch (problem) {
    tell(problem.message || words.notCopied);
  }
}

function say(answer, verdict, opener) {
  const box = make("dialog", "say");
  const form = make("form", "");
  const label = make("label", "", verdict === "good" ? words.praise : words.comment);
  const comment = make("textarea", "");
  comment.maxLength = 2000;
  comment.rows = 4;
  label.append(comment);
  const send = make("button", "main", words.send);
  const cancel = make("button", "", words.cancel);
  cancel.type = "button";
  cancel.addEventListener("click", () => box.close());
  form.append(make("h3", "", words.say[verdict] || ""), label, make("div", "tools", send, cancel));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true;
    try {
      const told = await fetchJson("/api/feedback", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ answer_id: answer, verdict, comment: comment.value }),
      });
      box.close();
      tell(words.thanks + told.receipt);
    } catch (problem) {
      send.disabled = false; // what was typed stays
      tell(problem.message);
    }
  });
  box.append(form);
  box.addEventListener("close", () => {
    box.remove();
    if (opener.isConnected) opener.focus();
  });
  document.body.append(box);
  box.showModal();
}

async function logOut() {
  await fetch("/logout", { method: "POST" }).catch(() => null);
  location.assign("/login");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest('a[href^="#"]');
  const target = link && link.getAttribute("href").slice(1);
  const [, answer, verdict] = /^say-([0-9a-f]+)-(\w+)$/.exec(target || "") || [];
  if (looks.includes(target)) change(target);
  else if (target === "logout") logOut();
  else if (answer) say(answer, verdict, link);
  else if (/^copy-[0-9a-f]+$/.test(target || "")) copy(target.slice(5));
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);

// What is copied by hand from an answer keeps its label.
document.addEventListener("copy", (event) => {
  const chosen = document.getSelection();
  const message = chosen && chosen.anchorNode && chosen.anchorNode.parentElement.closest('#chat [data-testid="bot"]');
  const label = message && message.querySelector("em");
  const text = String(chosen);
  if (!label || !text.trim() || text.includes(label.textContent)) return;
  event.clipboardData.setData("text/plain", `${text}\n（${label.textContent}）`);
  event.preventDefault();
});

// Who comes to ask may type at once; on a phone the keyboard would cover the page.
let greeted = false;
function greet() {
  const box = document.querySelector("#question textarea");
  if (greeted || !box) return;
  greeted = true;
  const typed = sessionStorage.getItem("typed");
  if (typed && !box.value) {
    box.value = typed;
    box.dispatchEvent(new Event("input"));
  }
  document.getElementById("follow")?.setAttribute("data-label", words.follow);
  if (matchMedia("(min-width: 768px)").matches) box.focus({ preventScroll: true });
}

// Gradio loads the page anew when a server that was gone is back: what was typed is taken along.
addEventListener("pagehide", () => {
  const box = document.querySelector("#question textarea");
  if (box) sessionStorage.setItem("typed", box.value);
});

// Gradio's own notices are English.
function translate() {
  for (const text of document.querySelectorAll('[data-testid="toast-text"]:not([data-said])')) {
    text.dataset.said = "";
    text.textContent = /connection/i.test(text.textContent) ? words.away : words.failed;
    const toast = text.closest('[data-testid="toast-body"]');
    toast.querySelector(".toast-title").firstChild.data = words.notice;
    toast.querySelector('[data-testid="toast-close"]').setAttribute("aria-label", words.close);
  }
}

// The address follows the conversation, so that a reload and the Back button find it again.
let open = "";
let late = ""; // an address that came while the source lay over the chat: the page under it has none yet
function follow() {
  greet();
  translate();
  if (document.querySelector(UNDRESSED)) dress();
  const link = document.querySelector('#take a[href^="/staff/conversations/"]');
  const [, now] = /conversations\/([0-9a-f]+)\./.exec(link ? link.getAttribute("href") : "") || [];
  if (now === open || (!now && !open)) return;
  // From one conversation to another there is a way back; the first question only gives the page its address.
  const step = open && !location.search.includes(now || "-") ? "pushState" : "replaceState";
  open = now || "";
  if (history.state && history.state.reading) late = open;
  history[step](step === "pushState" ? null : history.state, "", open ? `${location.pathname}?c=${open}` : location.pathname);
}
addEventListener("popstate", () => {
  const [, back] = /[?&]c=([0-9a-f]+)/.exec(location.search) || [];
  if (!back && late && late === open) history.replaceState(null, "", `?c=${open}`);
  else if ((back || "") !== open) location.reload();
  late = "";
});

// What is too long is told before it is sent, and stays in the box.
const LONGEST = 500; // characters, as assistant/understand.py has it
function tooLong(event) {
  const box = event.target.closest && event.target.closest("#question");
  const text = box && box.querySelector("textarea");
  const sends = event.type === "click" ? event.target.closest("button") : event.key === "Enter" && !event.shiftKey;
  if (!text || !sends || [...text.value.trim()].length <= LONGEST) return;
  event.preventDefault();
  event.stopPropagation();
  tell(words.tooLong);
}
document.addEventListener("keydown", tooLong, true);
document.addEventListener("click", tooLong, true);

dress();
new MutationObserver(follow).observe(document.documentElement, { childList: true, subtree: true });
addEventListener("DOMContentLoaded", dress);
// Gradio sets its theme when it has started.
new MutationObserver(() => dressed() || dress()).observe(document.body, { attributes: true, attributeFilter: ["class"] });
