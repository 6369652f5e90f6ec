"""The staff page as a person drives it in a real browser."""

from typing import Any


class Page:
    """The chat page in a browser tab, with what it asked of other hosts and what its console said."""

    def __init__(self, browser: Any, server: str, width: int = 1280, height: int = 800) -> None:
        self.tab = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.tab.on(
            "request", lambda r: None if r.url.startswith((server, "data:", "blob:")) else self.foreign.append(r.url)
        )
        self.tab.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        self.tab.on("pageerror", lambda error: self.errors.append(str(error)))
        self.tab.goto(server)
        self.box = self.tab.locator("#question textarea")

    def ask(self, question: str) -> None:
        before = self.tab.locator("#chat .bot").count()
        self.box.fill(question)
        self.box.press("Enter")
        self.tab.locator("#chat .bot").nth(before).wait_for()
        self.tab.get_by_text("正在查找原文").wait_for(state="hidden")

    @property
    def marker(self) -> Any:
        return self.tab.locator('#chat a[href^="#cite-"]').first
