// A button in a closed shadow root and, at its first click, the page /widget in a frame. It styles by script, which
// the strictest policy of a host page allows, and is served without indentation and comment lines: at most 3 KB.
(() => {
  const page = document, { dataset: data, src } = page.currentScript, { origin } = new URL(src);
  const host = page.createElement("six-actions");
  if (!host.attachShadow || page.querySelector("six-actions")) return;
  const root = host.attachShadow({ mode: "closed" });
  const en = /^en/.test(data.lang), side = data.position == "left" ? "left" : "right";
  const accent = /^#[\da-f]{6}$/i.test(data.accent) ? data.accent : "#1f5c4a";
  const fixed = "position:fixed;z-index:99999;";
  // Dark on white, so that letters stand out whatever the accent is.
  const press = `font:16px system-ui;min-width:48px;min-height:48px;border:3px solid ${accent};border-radius:24px;` +
    "background:#fff;color:#111;margin-left:4px;display:";
  let label = data.label || (en ? "Ask" : "问“六个行动”");
  let frame, timer, ready, open, away;
  try { away = sessionStorage.sixActions; } catch {}

  const add = (parent, name, onclick) =>
    Object.assign(parent.appendChild(page.createElement(name)), { onclick });
  const box = add(root, "div"), bar = add(root, "div");
  const button = add(bar, "button", () => {
    open = !open;
    put("");
    if (open) frame ? frame.focus() : load();
  });
  const hide = add(bar, "button", () => put(1));
  hide.textContent = en ? "Hide" : "收起";

  function draw() {
    const h = innerHeight, full = innerWidth < 600 || h < 500;
    const foot = !open && [...page.querySelectorAll("footer,#footer,.footer")].pop();
    const lift = foot ? Math.max(0, h - foot.getBoundingClientRect().top) : 0;
    bar.style.cssText = fixed + side + `:${away ? 0 : 16}px;bottom:${Math.min(lift + 16, h - 60)}px;display:` +
      (open && ready ? "none" : "flex");
    button.style.cssText = press + "block;padding:0 14px";
    button.textContent = open ? "…" : away ? "?" : label;
    button.title = label;
    button.setAttribute("aria-expanded", !!open);
    hide.style.cssText = press + (away || open ? "none" : "block");
    box.style.cssText = fixed + (full ? "top:0;left:0;width:100%;height:100%;" : side +
      ":16px;bottom:16px;width:400px;height:80%;box-shadow:0 0 9px;") + (open ? ready ? "background:#fff" : "visibility:hidden" : "display:none");
  }
  function put(where) {
    away = where;
    try { sessionStorage.sixActions = where; } catch {}
    draw();
  }
  function close() {
    if (open) button.click();
    button.focus();
  }
  function load() {
    frame = add(box, "iframe");
    frame.style.cssText = "width:100%;height:100%;border:0";
    frame.title = label;
    frame.src = origin + "/widget?" + new URLSearchParams(data);
    frame.onload = () => wait(2e3);
    wait(2e4);
  }
  // A frame that is refused or does not come tells nobody: it is the one that does not report.
  function wait(time) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (ready) return;
      frame = frame.remove();
      label = en ? "Failed: retry" : "打不开，再试";
      close();
    }, time);
  }

  addEventListener("message", (e) => {
    if (!frame || e.source != frame.contentWindow || e.origin != origin) return;
    if (e.data == "close") return close();
    ready = 1;
    draw();
    frame.focus();
  });
  addEventListener("keydown", (e) => open && e.key == "Escape" && close());
  ["scroll", "resize"].map((on) => addEventListener(on, draw));
  draw();
  page.body.append(host);
})();
