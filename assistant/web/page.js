// Opens the source of a citation: a click or Enter on [1] shows its block in the panel, Esc goes back to the marker.
"use strict";
(() => {
  let opener = null;
  let newest = "";
  let chosen = "";

  const blocks = () => document.querySelectorAll("#sources article");

  function show(block) {
    chosen = block.id;
    for (const one of blocks()) one.classList.toggle("current", one === block);
  }

  function open(link) {
    const block = document.getElementById(link.getAttribute("href").replace("#cite-", "src-"));
    if (!block) return;
    opener = link;
    show(block);
    document.body.classList.add("reading");
    block.focus({ preventScroll: true });
    const mark = block.querySelector("mark");
    if (mark) mark.scrollIntoView({ block: "center" });
  }

  function close() {
    document.body.classList.remove("reading");
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#cite-"]');
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    open(link);
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opener) close();
  });

  // The panel is drawn anew with every answer, and with every sentence of one that is being written: show the newest
  // answer's first source until another is chosen, and then that one again.
  new MutationObserver(() => {
    const all = blocks();
    if (all.length && (all[0].id !== newest || !document.querySelector("#sources article.current"))) {
      show((all[0].id === newest && document.getElementById(chosen)) || all[0]);
      newest = all[0].id;
    }
    if (!document.getElementById("close-panel") && document.getElementById("panel")) {
      const button = document.createElement("button");
      button.id = "close-panel";
      button.textContent = "返回";
      button.addEventListener("click", close);
      document.body.append(button);
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
