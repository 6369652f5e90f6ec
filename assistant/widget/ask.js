// Asks the server and reads its events; nothing here touches the page.
"use strict";
const config = JSON.parse(document.body.dataset.config);
const words = config.words;
const SILENT = 45000; // ms without a sign until a connection counts as lost; a stream gives one every 15 s
const streams = "body" in Response.prototype && !!window.TextDecoder;
let token = config.token;

function failure(code, message, again) {
  const made = new Error(message);
  made.code = code;
  made.again = again || 0; // seconds until it may be tried again
  return made;
}

// The server tells errors in Chinese, and answers, refusals among them, in the page's language.
function sentence(told) {
  const own = !words.errors || /^(refused|error)_/.test(told.code) ? told.message : words.errors[told.code];
  return own ? own.replace("{n}", told.retry_after) : words.failed;
}

async function call(path, body, accept, signal) {
  for (let renewed = false; ; renewed = true) {
    const headers = { "x-widget-token": token, accept, "accept-language": document.documentElement.lang };
    if (body) headers["content-type"] = "application/json";
    const about = { method: body ? "POST" : "GET", credentials: "omit", headers };
    if (body) about.body = JSON.stringify(body);
    if (signal) about.signal = signal;
    let reply;
    try {
      // Without streams the whole answer is waited for, however long it takes.
      reply = await (streams ? heard(fetch(path, about)) : fetch(path, about));
    } catch (problem) {
      if (problem.code === "broken") throw problem;
      throw failure(problem.name === "AbortError" ? "stopped" : "offline", words.offline);
    }
    if (reply.ok) return reply;
    let told = {};
    try {
      told = (await reply.json()).error || told;
    } catch (problem) {
      // a proxy's own page: there is no sentence in it
    }
    if (reply.status !== 401 || renewed) throw failure(told.code, sentence(told), told.retry_after);
    await renew();
  }
}

async function renew() {
  try {
    const reply = await fetch("/widget/token?site=" + config.site, { method: "POST", credentials: "omit" });
    token = (await reply.json()).token || token;
  } catch (problem) {
    throw failure("offline", words.offline);
  }
}

// The whole answer; `hear` gets the pieces of its text as they come. Throws a failure.
async function ask(body, hear, signal) {
  const reply = await call("/api/ask", body, streams ? "text/event-stream" : "application/json", signal);
  if (!streams) {
    const answer = await reply.json();
    hear(answer.text);
    return answer;
  }
  const reader = reply.body.getReader();
  const decoder = new TextDecoder();
  let held = "";
  for (;;) {
    const piece = await heard(reader.read()).catch((problem) => {
      throw failure(problem.name === "AbortError" ? "stopped" : "broken", words.broken);
    });
    if (piece.done) throw failure("broken", words.broken);
    const blocks = (held + decoder.decode(piece.value, { stream: true })).split("\n\n");
    held = blocks.pop();
    for (const block of blocks) {
      const found = /^event: (\w+)\ndata: (.*)$/.exec(block);
      if (!found) continue;
      const data = JSON.parse(found[2]);
      if (found[1] === "delta") hear(data.text);
      if (found[1] === "error") throw failure(data.error.code, sentence(data.error));
      if (found[1] === "answer") return data;
    }
  }
}

// What a promise gives; a failure where it is silent for too long.
function heard(work) {
  return new Promise((resolve, reject) => {
    const dead = setTimeout(() => reject(failure("broken", words.broken)), SILENT);
    work.then(resolve, reject).then(() => clearTimeout(dead));
  });
}
