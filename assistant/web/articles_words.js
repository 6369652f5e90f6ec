// What the articles page says, in both languages; {0} and {1} are filled in.
const ZH = {
  skip: "跳到正文", large: "大字", dark: "深色", chat: "六个行动问答", title: "文章资料库", loading: "正在读取…", document: "文章资料库 · 六个行动问答",
  local: "本机用户", user: "{0}（可修改）", user_reads: "{0}（只能查看）",
  summary: "资料库里有 {0} 个文件、{1} 篇文章，更新于 {2}（版本 {3}）。", and_more: " 等 {0} 个", none: "资料库还是空的。",
  reads: "您可以查看收录了哪些文章；要加入或修改，请联系管理员开通权限。",
  adding: "加入文章", secret: "涉密不上网",
  secret_more: "　请勿上传涉及国家秘密、工作秘密的文件，也不要上传含有不宜公开的个人信息的文件。",
  acknowledge: "我确认这次要上传的文件不涉密", choose: "选择文件",
  hint: "可以选多个，也可以把文件拖到这里。PDF、Word（.docx）、网页（.html）、文本（.txt、.md），每个不超过 {0} MB。上传后先看预览，点“收录”才会进入资料库。",
  tick_first: "请先勾选“我确认这次要上传的文件不涉密”。", sending: "{0}：正在上传…", sent: "{0}：已上传，请看预览。",
  too_big: "{0} 有 {1} MB，超过了 {2} MB：请拆成几份，或只保留文字另存为 .txt。", broken: "{0} 没有传完：请检查网络后重新上传。",
  waiting: "待收录", size: "{0} · {1} 上传 · {2}", editing: "修改中 · {1} · {2}", exists: "资料库里已有同名文件，收录时会请您确认替换",
  look: "预览", look_at: "预览 {0}", discard: "放弃", discard_it: "放弃 {0}", pick: "选中 {0}", take_in: "收录选中的 {0} 个文件",
  discard_title: "放弃这个文件？", discard_text: "“{0}”会从待收录中删除，不能恢复。您电脑上的文件不受影响。", discard_edit: "对“{0}”所做的修改会丢掉，资料库里的不变。",
  replace_title: "替换同名文件？", replace_text: "资料库里已有：{0}。收录后用新的文件替换；原来的移到“已移除”，可以放回。", replace: "替换并收录",
  indexed: "已收录", find: "在列表中查找", found: "找到 {0} 个文件", articles: "{0} 篇文章", no_match: "没有符合的文件。",
  elsewhere: "不在文章目录中，不能在此修改", coming: "正在收录", going: "正在移除", signs: "{0} 个（{1}）", waiting_file: "在文章目录中，还没有收录", missing: "文件已不在目录中，下次收录时会离开资料库",
  review: "{0} 处署名待核", remarks: "{0} 处需要留意", edit: "修改", edit_it: "修改 {0}", remove: "移除", remove_it: "移除 {0}",
  remove_title: "移除这个文件？", remove_text: "“{0}”会离开资料库，回答不再引用它。文件移到“已移除”，可以放回。",
  more: "还有 {0} 个文件没有列出，请用上面的查找。", sync: "按目录重新收录", sync_why: "目录与资料库不一致",
  back: "退回上一版…", back_title: "退回上一版？", back_text: "资料库会回到 {0} 的样子：", back_again: "重新出现：{0}", back_away: "不再收录：{0}", back_changed: "恢复成以前的内容：{0}",
  back_same: "文件没有变化。", back_files: "不再收录的文件会回到“待收录”或“已移除”，不会丢失。", back_yes: "退回", back_none: "没有更早的版本可以退回。",
  gone: "已移除", gone_row: "{0} 移除 · {1}", restore: "放回", restore_it: "放回 {0}", restore_title: "替换现在的文件？", restore_text: "资料库里现在有另一个“{0}”。放回后，现在的移到“已移除”。",
  cancel: "取消", yes: "确定", no: "不了", undo: "撤销", close: "知道了", close_preview: "关闭预览", by: "由 {0} 发起",
  job_take_in: "正在收录 {0}", job_remove: "正在移除 {0}", job_restore: "正在放回 {0}", job_sync: "正在按目录重新收录", job_roll_back: "正在退回上一版", several: "{0} 等 {1} 个文件",
  stage_reading: "读取文件", stage_preparing: "准备模型（仅第一次）", stage_building: "建立新的资料库并自检", stage_embedding: "计算语义", stage_: "即将完成",
  still: "在完成之前，问答一直使用原来的资料库。",
  done_take_in: "已收录 {0} 个文件，资料库现有 {1} 篇文章。", done_none: "没有文件被收录，资料库没有改变。", done_part: "有的文件没能收录，它们回到了“待收录”：", done_noted: "请留意：", done_cannot: "有的文件没能读取：",
  done_remove: "已移除 {0}。", done_restore: "已放回 {0}。", done_sync: "已按目录重新收录，资料库现有 {1} 篇文章。", done_roll_back: "已退回上一版。", done_late: "取消时已经完成。",
  cancelled: "已取消。资料库没有改变，文件还在原处。", failed: "没有完成，原来的资料库继续使用，文件还在原处。",
  reading: "正在读取这个文件…", preview: "预览", preview_why: "下面是收录后的样子，按阅读顺序。", nothing: "这个文件现在不能收录", take_this: "收录这个文件",
  found_title: "需要留意", kind_hidden: "读者看不见的文字，已略去", kind_invisible: "不可见的字符，已略去", kind_instruction: "试图指挥大模型的文字，可以查到，但不会交给模型", kind_stale: "以前的归属选择没有用上",
  place_line: "第 {0} 行", place_page: "第 {0} 页", place_block: "第 {0} 字处",
  doubt_title: "这几段属于哪篇文章？", doubt_why: "原文分栏错乱，程序拿不准。请对照原件选择；不选也可以收录，只是会标明“署名待核”。", doubt: "第 {0} 段", doubt_open: "拿不准（程序猜是：{0}）", doubt_free: "拿不准", doubt_save: "保存选择", doubt_saved: "选择已保存，下面已按它重排。", doubt_done: "已选定",
  facts_title: "补充说明", facts_why: "文件里没有写的，可以在这里补上；写了的不必再填。", facts_save: "保存说明", facts_saved: "说明已保存。",
  fact_title: "标题", fact_date: "日期", fact_source: "来源", fact_author: "作者", fact_role: "职务", fact_org: "单位", fact_region: "地区", fact_action: "行动", fact_url: "网址",
  date_hint: "例如 2025-06-12", url_hint: "以 http:// 或 https:// 开头", unknown: "不填", cut: "〔原文此处缺失〕", doubtful: "〔署名待核〕", instructs: "〔不交给模型〕", untitled: "（没有标题）", unsigned: "未署名", more_text: "后面还有 {0} 段没有显示，收录时都会收录。", empty_article: "（这一篇没有正文）",
  offline: "连不上服务器：请检查网络，稍后再试。",
};
const EN = {
  skip: "Skip to content", large: "Large type", dark: "Dark", chat: "Six Actions Assistant", title: "Articles", loading: "Reading …", document: "Articles · Six Actions Assistant",
  local: "this machine", user: "{0} (may change)", user_reads: "{0} (may look)",
  summary: "Files: {0}, articles: {1}, as of {2} (version {3}).", and_more: " and others, {0} files", none: "Nothing is indexed yet.",
  reads: "You see what is indexed; to add or change articles, ask an administrator for the right.",
  adding: "Add articles", secret: "No secrets online.",
  secret_more: " Upload nothing that holds state or work secrets, or personal data that is not public.",
  acknowledge: "I confirm that the files of this upload hold no secrets", choose: "Choose files",
  hint: "Several at once, or drop them here. PDF, Word (.docx), web pages (.html), text (.txt, .md), {0} MB each at most. You see a preview first; nothing is indexed before you take it in.",
  tick_first: "First confirm that the files hold no secrets.", sending: "{0}: uploading …", sent: "{0}: uploaded, look at the preview.",
  too_big: "{0} has {1} MB, more than {2} MB: split it, or save its text as .txt.", broken: "{0} did not arrive whole: check the network and upload it again.",
  waiting: "Waiting", size: "{0} · uploaded by {1} · {2}", editing: "Being changed · {1} · {2}", exists: "A file of this name is indexed; you will be asked before it is replaced",
  look: "Preview", look_at: "Preview {0}", discard: "Discard", discard_it: "Discard {0}", pick: "Select {0}", take_in: "Take in {0} selected",
  discard_title: "Discard this file?", discard_text: "“{0}” is deleted from the waiting files for good. The file on your computer stays.", discard_edit: "Your changes to “{0}” are lost; what is indexed stays.",
  replace_title: "Replace the file of this name?", replace_text: "Already there: {0}. The new file replaces it; the old one moves to “Removed” and can be put back.", replace: "Replace and take in",
  indexed: "Indexed", find: "Search this list", found: "Files found: {0}", articles: "Articles: {0}", no_match: "No file matches.",
  elsewhere: "Not in the articles folder, cannot be changed here", coming: "being taken in", going: "being removed", signs: "{0} ({1})", waiting_file: "In the folder, not indexed yet", missing: "No longer in the folder; leaves the index with the next change",
  review: "Authors in doubt: {0}", remarks: "Remarks: {0}", edit: "Change", edit_it: "Change {0}", remove: "Remove", remove_it: "Remove {0}",
  remove_title: "Remove this file?", remove_text: "“{0}” leaves the index and is no longer cited. The file moves to “Removed” and can be put back.",
  more: "{0} more files: use the search above.", sync: "Index the folder again", sync_why: "Folder and index differ",
  back: "Go back one version …", back_title: "Go back one version?", back_text: "The index becomes what it was at {0}:", back_again: "Comes back: {0}", back_away: "Leaves: {0}", back_changed: "As it was before: {0}",
  back_same: "The files stay the same.", back_files: "Files that leave return to “Waiting” or “Removed”; nothing is lost.", back_yes: "Go back", back_none: "There is no earlier version.",
  gone: "Removed", gone_row: "removed by {0} · {1}", restore: "Put back", restore_it: "Put back {0}", restore_title: "Replace the present file?", restore_text: "Another “{0}” is indexed now. It would move to “Removed”.",
  cancel: "Cancel", yes: "Yes", no: "No", undo: "Undo", close: "Close", close_preview: "Close preview", by: "started by {0}",
  job_take_in: "Taking in {0}", job_remove: "Removing {0}", job_restore: "Putting back {0}", job_sync: "Indexing the folder again", job_roll_back: "Going back one version", several: "{0} and others, {1} files",
  stage_reading: "reading files", stage_preparing: "preparing the model (once)", stage_building: "building and checking the new index", stage_embedding: "computing meaning", stage_: "almost done",
  still: "Until this is done, questions are answered from the index as it was.",
  done_take_in: "{0} files taken in; {1} articles are indexed now.", done_none: "No file was taken in; the index has not changed.", done_part: "These could not be taken in and wait again:", done_noted: "Please note:", done_cannot: "These could not be read:",
  done_remove: "Removed {0}.", done_restore: "Put back {0}.", done_sync: "The folder is indexed again; {1} articles.", done_roll_back: "Went back one version.", done_late: "It was done before it could be cancelled.",
  cancelled: "Cancelled. The index has not changed; the files are where they were.", failed: "Not done. The index has not changed; the files are where they were.",
  reading: "Reading this file …", preview: "Preview", preview_why: "What would be indexed, in reading order.", nothing: "This file cannot be taken in as it is", take_this: "Take in this file",
  found_title: "Please note", kind_hidden: "Text that no reader sees, left out", kind_invisible: "Invisible characters, left out", kind_instruction: "Text that tries to instruct a language model; it can be found and is never shown to one", kind_stale: "An earlier decision was not used",
  place_line: "line {0}", place_page: "page {0}", place_block: "character {0}",
  doubt_title: "Which article do these belong to?", doubt_why: "The columns of the page were mixed up and the program is not sure. Compare with the original; left open, they are marked as in doubt.", doubt: "Block {0}", doubt_open: "Not sure (likeliest: {0})", doubt_free: "Not sure", doubt_save: "Save choices", doubt_saved: "Saved; the text below follows it.", doubt_done: "settled",
  facts_title: "What is known", facts_why: "Fill in what the file does not say.", facts_save: "Save", facts_saved: "Saved.",
  fact_title: "Title", fact_date: "Date", fact_source: "Source", fact_author: "Author", fact_role: "Post", fact_org: "Body", fact_region: "Region", fact_action: "Action", fact_url: "Address",
  date_hint: "for example 2025-06-12", url_hint: "begins with http:// or https://", unknown: "not given", cut: "〔text missing in the original〕", doubtful: "〔author in doubt〕", instructs: "〔not shown to a model〕", untitled: "(no title)", unsigned: "unsigned", more_text: "{0} more passages are not shown; all are taken in.", empty_article: "(no text)",
  offline: "The server cannot be reached: check the network and try again.",
};

export const language = { now: localStorage.getItem("language") === "en" ? "en" : "zh" };

export function say(key, ...values) {
  const text = (language.now === "en" ? EN : ZH)[key] ?? key;
  return text.replace(/\{(\d)\}/g, (_, number) => String(values[Number(number)] ?? ""));
}

export function switchLanguage() {
  language.now = language.now === "en" ? "zh" : "en";
  localStorage.setItem("language", language.now);
}

export const when = (iso) => new Date(iso).toLocaleString(language.now === "en" ? "en-GB" : "zh-CN",
  { year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" });

export const bytes = (size) => size < 1e6 ? `${Math.max(1, Math.round(size / 1e3))} KB` : `${(size / 1e6).toFixed(1)} MB`;

// Who sits at the machine itself has no name.
export const person = (name) => name === "local" ? say("local") : name;

// A sentence that the server gives in both languages.
export const told = (one) => language.now === "en" ? one.en : one.zh;

export function place(text) {
  const found = /^(line|page|block at) (\d+)$/.exec(text);
  return found ? say(`place_${found[1].split(" ")[0]}`, found[2]) : text;
}

// What was found: for invisible characters ingest says how many and which.
export function finding(one) {
  const signs = /^(\d+) characters \((.*)\)$/.exec(one.text);
  return one.kind === "invisible" && signs ? say("signs", signs[1], signs[2]) : one.text;
}
