// Shows an answer as it grows: a sentence at a time, so that a screen reader keeps pace, and text only as text.
"use strict";
const VOICE = 4000; // ms until a voice that has not begun is not waited for

function add(parent, name, text, kind) {
  const one = document.createElement(name);
  if (text) one.textContent = text;
  if (kind) one.className = kind;
  parent.appendChild(one);
  return one;
}

function press(parent, text, act, kind) {
  const one = add(parent, "button", text, kind);
  one.type = "button";
  one.addEventListener("click", () => act(one));
  return one;
}

class Shown {
  constructor(log) {
    this.block = add(log, "div", "", "answer");
    this.waiting = add(this.block, "p", words.searching, "waiting");
    this.line = null;
    this.text = "";
  }

  // Text to append. Markers wait for their citations: they open nothing yet.
  hear(text) {
    this.waiting.hidden = true;
    this.text += text;
    for (const part of text.split(/(\n|\[\d+\])/)) {
      if (part === "\n") this.line = null;
      else if (part) {
        this.line = this.line || add(this.block, "p");
        const found = /^\[(\d+)\]$/.exec(part);
        if (found) press(this.line, part, () => {}, "marker").disabled = true;
        else this.line.appendChild(document.createTextNode(part));
      }
    }
  }

  // What ends it without an answer: a sentence, and what may be done.
  end(sentence, again) {
    this.waiting.hidden = true;
    const line = add(this.block, "p", sentence, "ended");
    if (again) press(line, words.retry, again);
  }

  finish(answer) {
    this.waiting.hidden = true;
    const cited = {};
    for (const citation of answer.citations) cited[citation.number] = citation;
    for (const marker of this.block.querySelectorAll(".marker")) {
      const citation = cited[marker.textContent.slice(1, -1)];
      if (citation) enable(marker, citation);
      else marker.parentNode.replaceChild(document.createTextNode(marker.textContent), marker);
    }
    if (answer.citations.length) {
      const list = add(this.block, "ul", "", "sources");
      for (const citation of answer.citations) {
        const place = "[" + citation.number + "] " + speaker(citation) + "《" + citation.article + "》";
        enable(press(add(list, "li"), place, () => {}), citation);
      }
      this.label = config.labels ? config.labels[answer.mode] : answer.label;
      add(this.block, "p", this.label, "label");
    }
    this.whole = this.text + "\n\n" + answer.citations.map((one) => (
      "[" + one.number + "] " + speaker(one) + "《" + one.article + "》"
    )).concat(this.label || []).join("\n");
    this.offer(answer);
  }

  // What can be done with it: hear it, copy it, say what it is worth.
  offer(answer) {
    const row = add(this.block, "div", "", "offers");
    row.setAttribute("aria-live", "off");
    if (window.speechSynthesis && window.SpeechSynthesisUtterance) press(row, words.read, (button) => this.read(button));
    press(row, words.copy, (button) => copy(this.whole).then(() => { button.textContent = words.copied; }));
    const told = this.told = add(this.block, "p");
    told.setAttribute("role", "status");
    let sending = false; // a second click of a double one says nothing more
    const rate = (verdict, comment) => {
      if (sending) return;
      sending = true;
      call("/api/feedback", { answer_id: answer.id, verdict, comment: comment || "" }, "application/json")
        .then((reply) => reply.json()).then((given) => {
          told.textContent = words.thanks + given.receipt;
          this.form = this.form && this.form.remove();
        }).catch((problem) => { told.textContent = problem.message; })
        .then(() => { sending = false; });
    };
    press(row, words.good, () => rate("good"), "rate");
    press(row, words.bad, () => this.complain(rate), "rate");
    press(row, words.complain, () => this.complain(rate), "rate");
  }

  complain(rate) {
    if (this.form) this.form.remove();
    this.form = add(this.block, "form", "", "complaint");
    const label = add(this.form, "label", words.why);
    const why = add(label, "select");
    for (const one of [["wrong_answer"], ["wrong_citation"], ["missing", "missing_part"]]) {
      add(why, "option", words[one[1] || one[0]]).value = one[0];
    }
    const comment = add(this.form, "textarea");
    comment.maxLength = 1000;
    comment.placeholder = words.comment;
    comment.setAttribute("aria-label", words.comment);
    add(this.form, "button", words.send);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      rate(why.value, comment.value);
    });
    this.form.scrollIntoView({ block: "nearest" });
    why.focus({ preventScroll: true });
  }

  read(button) {
    const going = speechSynthesis.speaking;
    speechSynthesis.cancel();
    if (going) return;
    const said = new SpeechSynthesisUtterance(this.text.replace(/\[\d+\]/g, ""));
    said.lang = "zh-CN";
    const end = () => { button.textContent = words.read; };
    // A device without a voice says so, or says nothing at all.
    const mute = () => {
      speechSynthesis.cancel();
      end();
      this.told.textContent = words.mute;
      this.told.scrollIntoView({ block: "nearest" });
    };
    const late = setTimeout(mute, VOICE);
    said.onstart = () => clearTimeout(late);
    said.onend = () => { clearTimeout(late); end(); };
    said.onerror = (event) => {
      clearTimeout(late);
      if (event.error === "canceled" || event.error === "interrupted") end();
      else mute();
    };
    button.textContent = words.quiet;
    speechSynthesis.speak(said);
  }
}

function enable(button, citation) {
  button.disabled = false;
  button.title = speaker(citation) + "《" + citation.article + "》";
  button.addEventListener("click", () => showSource(citation, button));
}

function speaker(about) {
  const post = (about.org || "") + (about.role || "");
  return about.author ? about.author + "（" + (post || words.wrote) + "）" : words.editors;
}

// Within a frame of another site the clipboard may be refused to scripts, but not to the user's own command.
function copy(text) {
  const box = add(document.body, "textarea", text, "copied");
  box.select();
  document.execCommand("copy");
  box.remove();
  return Promise.resolve();
}
