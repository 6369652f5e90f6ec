// What every page in the widget's frame does: it reports itself, and Esc and the close button put it away.
"use strict";
const framed = window.parent !== window;

function report(what) {
  if (what === "close" && window.speechSynthesis) speechSynthesis.cancel();
  // To whatever page it is: there is nothing in it, and who may be that page is said by frame-ancestors.
  if (framed) window.parent.postMessage(what, "*");
}

for (const one of document.querySelectorAll(".close")) {
  one.hidden = !framed;
  one.addEventListener("click", () => report("close"));
}
// On the window, and so after whatever else Esc may close.
window.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) report("close");
});
window.addEventListener("focus", () => {
  const question = document.getElementById("question");
  if (question && document.activeElement === document.body) question.focus({ preventScroll: true });
});
report("ready");
