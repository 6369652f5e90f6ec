// What the parts of the articles page share: elements made of text alone, requests, questions to the editor.
import { language, say } from "./articles_words.js";

export const at = (id) => document.getElementById(id);

// An element; text from outside only ever becomes a text node.
export function make(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name === "onclick" || name === "onchange" || name === "onsubmit") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

export const button = (text, label, onclick, given = {}) =>
  make("button", { type: "button", "aria-label": label === text ? null : label, onclick, ...given }, text);

// Draw anew without taking the focus from whoever uses the keyboard.
export function redraw(element, children) {
  const key = element.contains(document.activeElement) && document.activeElement.dataset.key;
  element.replaceChildren(...children);
  if (key) element.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

export function notice(text) {
  at("notice").replaceChildren(...(text ? [make("p", { class: "notice" }, text)] : []));
}

export class Failed extends Error {}

// Ask the server; throws Failed with its sentence.
export async function ask(method, path, content) {
  let answer;
  try {
    answer = await fetch(`/staff/files${path}`, {
      method,
      headers: content === undefined ? {} : { "content-type": "application/json" },
      body: content === undefined ? undefined : JSON.stringify(content),
    });
  } catch {
    throw new Failed(say("offline"));
  }
  return read(answer.status, await answer.text());
}

export function read(status, text) {
  let said = null;
  try { said = JSON.parse(text); } catch { /* a proxy's page */ }
  if (status >= 200 && status < 300) return said;
  const error = said && said.error;
  throw new Failed((error && (language.now === "en" && error.english || error.message)) || say("offline"));
}

// Run what an editor asked for; what goes wrong is said at the top.
export async function attempt(work) {
  notice("");
  try {
    return await work();
  } catch (problem) {
    if (!(problem instanceof Failed)) throw problem;
    notice(problem.message);
    at("notice").scrollIntoView({ block: "center" });
    return undefined;
  }
}

// A question with two answers; gives whether it was yes.
export function confirmed(title, lines, yes) {
  const dialog = at("ask");
  at("ask-title").textContent = title;
  at("ask-text").replaceChildren(...lines.map((line) => make("p", {}, line)));
  at("ask-yes").textContent = yes;
  at("ask-no").textContent = say("no");
  dialog.returnValue = "no";
  dialog.showModal();
  at("ask-no").focus();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }));
}
