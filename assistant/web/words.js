// What the scripts of the page say, in the language that the page is in.
// Gradio sets the language of the document to the browser's: a screen reader chooses its voice by it.
const english = location.pathname === "/en";
const speak = () => {
  const lang = english ? "en" : "zh-CN";
  if (document.documentElement.lang !== lang) document.documentElement.lang = lang;
};
speak();
new MutationObserver(speak).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });

export const words = english ? {
  log: "Conversation",
  source: "Source",
  whole: "Whole article",
  passage: "Back to the passage",
  back: "Back",
  none: "This answer quotes nothing.",
  lost: "[missing in the source]",
  now: "How it reads now:",
  removed: "removed",
  added: "added",
  failed: "The server cannot be reached. Please try again.",
  away: "The connection to the server was lost and is being made again. What you typed is kept.",
  notice: "Notice",
  close: "Close",
  copied: "Copied, with sources.",
  notCopied: "Copying failed. Please select the text and copy it.",
  thanks: "Thank you. Receipt: ",
  follow: "You could also ask:",
  tooLong: "The question is longer than 500 characters. Please shorten it; it is still in the box.",
  praise: "Anything to add? (optional; please no personal data)",
  comment: "What is wrong? (optional; please no personal data)",
  send: "Send",
  cancel: "Cancel",
  cited: "Quoted: ",
  say: { good: "Helpful", wrong_answer: "Wrong answer", wrong_citation: "Wrong citation", missing: "Not in the articles" },
} : {
  log: "对话",
  source: "原文",
  whole: "查看全文",
  passage: "回到这一段",
  back: "返回",
  none: "这个回答没有引用原文。",
  lost: "〔原文此处缺失〕",
  now: "现在的文本：",
  removed: "删去",
  added: "新增",
  failed: "连接不上服务，请稍后再试。",
  away: "与服务的连接断了，正在重新连接，您输入的内容会留着。",
  notice: "提示",
  close: "关闭",
  copied: "已复制，附有出处。",
  notCopied: "没有复制成功，请选中文字后复制。",
  thanks: "谢谢，已记录，编号：",
  follow: "还可以问：",
  tooLong: "问题超过了500个字，请缩短后再问，内容还在输入框里。",
  praise: "有什么要补充的？（可不填，请勿填写个人信息）",
  comment: "哪里不对？（可不填，请勿填写个人信息）",
  send: "提交",
  cancel: "取消",
  cited: "引用：",
  say: { good: "有用", wrong_answer: "答错了", wrong_citation: "引用不对", missing: "资料没有" },
};

// An element with a class and what stands in it: texts stay texts.
export const make = (tag, look, ...content) => {
  const made = document.createElement(tag);
  if (look) made.className = look;
  made.append(...content.filter((one) => one !== null && one !== ""));
  return made;
};

let timer = 0;

// A sentence for everybody, also for those who hear the page.
export const tell = (text) => {
  let place = document.getElementById("told");
  if (!place) {
    place = make("p", "");
    place.id = "told";
    place.setAttribute("role", "status");
    document.body.append(place);
  }
  place.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => { place.textContent = ""; }, 6000);
};

// JSON from a route of ours; an error is thrown with the server's own sentence.
export const fetchJson = async (address, options) => {
  let answer;
  try {
    answer = await fetch(address, options);
  } catch {
    throw new Error(words.failed);
  }
  if (answer.status === 401) location.assign("/login");
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error((told.error && told.error.message) || words.failed);
  return told;
};
