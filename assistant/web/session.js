// A session that ended while its page was open: says so, and lets the page and what is typed in it stay.
(() => {
  const usual = window.fetch;
  window.fetch = async (...given) => {
    const answer = await usual.apply(window, given);
    if (answer.status === 401) tell();
    else if (answer.ok) document.getElementById("session-over")?.remove();
    return answer;
  };

  const english = location.pathname === "/en";

  function tell() {
    if (document.getElementById("session-over")) return;
    const notice = document.createElement("p");
    notice.id = "session-over";
    notice.setAttribute("role", "alert");
    const link = document.createElement("a");
    link.href = "/login";
    link.target = "_blank";
    link.textContent = english ? "log in again in a new page" : "请在新页面重新登录";
    const [before, after] = english
      ? ["Your session has ended: please ", ", then go on here. Nothing on this page is lost."]
      : ["登录已过期：", "，再回到这里继续，本页内容不会丢失。"];
    notice.append(before, link, after);
    document.body.prepend(notice);
  }
})();
