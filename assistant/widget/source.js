// The source of a citation: its passage with the quote marked, and the whole article.
"use strict";
const panel = document.getElementById("source");
let opener = null;

// Offsets count characters as the server does; a string of JavaScript counts some of them twice.
function mark(parent, text, span) {
  const signs = Array.from(text);
  add(parent, "span", signs.slice(0, span[0]).join(""));
  const marked = add(parent, "mark", signs.slice(span[0], span[1]).join(""));
  add(parent, "span", signs.slice(span[1]).join(""));
  return marked;
}

function showSource(citation, button) {
  opener = button;
  draw(citation, (main) => {
    const quote = add(main, "blockquote");
    const marked = mark(quote, citation.passage, citation.quote_in_passage);
    if (citation.cut) add(main, "p", words.cut, "small");
    const told = add(main, "p");
    told.setAttribute("role", "status");
    press(main, words.whole, (asked) => {
      asked.disabled = true;
      call("/api/articles/" + encodeURIComponent(citation.article_id), null, "application/json")
        .then((reply) => reply.json())
        .then((article) => showArticle(citation, article))
        .catch((problem) => {
          told.textContent = problem.message;
          asked.disabled = false;
        });
    });
    return marked;
  });
}

function showArticle(citation, article) {
  draw(citation, (main) => {
    let marked = main;
    for (const passage of article.passages) {
      if (passage.kind !== "body" && passage.id !== citation.passage_id) continue;
      const line = add(main, "p", "", "passage");
      if (passage.cut_start) add(line, "span", words.missing);
      if (passage.id === citation.passage_id) marked = mark(line, passage.text, citation.quote_in_passage);
      else add(line, "span", passage.text);
      if (passage.cut_end) add(line, "span", words.missing);
    }
    return marked;
  });
}

function draw(citation, fill) {
  panel.textContent = "";
  const head = add(panel, "header");
  add(head, "h1", words.source);
  const back = press(head, words.back, hideSource);
  const main = add(panel, "main");
  add(main, "h2", "[" + citation.number + "] " + speaker(citation));
  add(main, "p", "《" + citation.article + "》");
  add(main, "p", [(config.names || {})[citation.action] || citation.action, citation.region, citation.published].filter(Boolean).join("　"), "small");
  if (citation.needs_review) add(main, "p", words.review, "small");
  if (/^https?:\/\//.test(citation.source)) {
    const link = add(add(main, "p", words.from, "small"), "a", words.open);
    link.href = citation.source;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  const marked = fill(main);
  panel.hidden = false;
  document.getElementById("top").hidden = true;
  back.focus();
  marked.scrollIntoView({ block: "center" });
}

function hideSource() {
  panel.hidden = true;
  document.getElementById("top").hidden = false;
  if (opener) opener.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden) {
    event.preventDefault();
    hideSource();
  }
});
