"""The login page in a real browser: without JavaScript, by keyboard, on a phone, in the dark, in both languages."""

from collections.abc import Iterator
from typing import Any

import pytest
from conftest import served

from assistant.staff.accounts import add_account

NAME, PASSWORD = "张三", "风吹草低见牛羊 1200"
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(scope="module")
def asking(latest: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that asks for a login."""
    staff = tmp_path_factory.mktemp("staff") / "staff.sqlite"
    add_account(staff, NAME, "editor", PASSWORD)
    with served(latest, None, login="always", staff=str(staff)) as address:
        yield address


class Visitor:
    """A browser of its own, with what its console said and what it asked of other hosts."""

    def __init__(self, browser: Any, asking: str, **context: Any) -> None:
        self.context = browser.new_context(**{"locale": "zh-CN", **context})
        self.tab = self.context.new_page()
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self.tab.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        self.tab.on("pageerror", lambda error: self.errors.append(str(error)))
        self.tab.on("request", lambda r: None if r.url.startswith((asking, "data:")) else self.foreign.append(r.url))

    def log_in(self, password: str = PASSWORD) -> None:
        self.tab.get_by_label("用户名").fill(NAME)
        self.tab.get_by_label("密码").fill(password)
        self.tab.get_by_label("密码").press("Enter")


@pytest.fixture
def visit(browser: Any, asking: str) -> Iterator[Any]:
    """Open browsers; they are closed at the end."""
    opened: list[Visitor] = []

    def open_one(**context: Any) -> Visitor:
        opened.append(Visitor(browser, asking, **context))
        return opened[-1]

    yield open_one
    for one in opened:
        one.context.close()


def test_log_in_ask_and_log_out(visit: Any, asking: str) -> None:
    visitor = visit()
    tab = visitor.tab
    tab.goto(f"{asking}/?question=水务局局长是谁？")
    assert tab.title() == "登录 · 六个行动问答"
    assert tab.evaluate("document.activeElement.id") == "name"
    visitor.log_in()
    tab.locator("#chat").get_by_text("赵廷东").first.wait_for()
    assert visitor.errors == []
    assert visitor.foreign == []
    tab.goto(f"{asking}/login")
    tab.get_by_text(NAME).wait_for()
    tab.get_by_role("button", name="退出登录").click()
    tab.get_by_label("用户名").wait_for()
    tab.go_back()
    tab.go_back()
    assert tab.locator("#chat").count() == 0  # nothing is shown out of the browser's memory
    tab.goto(asking)
    tab.get_by_label("用户名").wait_for()
    assert visitor.foreign == []


def test_a_wrong_password_keeps_the_name_and_says_so(visit: Any, asking: str) -> None:
    visitor = visit(java_script_enabled=False)
    tab = visitor.tab
    tab.goto(asking)
    visitor.log_in("wrong")
    assert "用户名或密码不对" in tab.get_by_role("alert").inner_text()
    assert tab.get_by_label("用户名").input_value() == NAME
    assert tab.get_by_label("密码").input_value() == ""
    assert tab.get_by_label("密码").get_attribute("aria-describedby") == "told"
    assert tab.title().startswith("没有登录成功")
    visitor.log_in()
    tab.wait_for_url(f"{asking}/")


def test_the_page_speaks_english_too_and_stays_where_one_was_going(visit: Any, asking: str) -> None:
    tab = visit().tab
    tab.goto(f"{asking}/login?next=/articles")
    tab.get_by_role("link", name="English").press("Enter")
    tab.get_by_label("User name").fill("nobody")
    tab.get_by_label("Password").fill("wrong")
    tab.get_by_role("button", name="Log in").click()
    assert "is wrong" in tab.get_by_role("alert").inner_text()
    assert tab.locator("html").get_attribute("lang") == "en"
    assert tab.locator("input[name=next]").input_value() == "/articles"
    assert tab.get_by_label("User name").get_attribute("autocomplete") == "username"
    assert tab.get_by_label("Password").get_attribute("autocomplete") == "current-password"


def test_a_session_that_ends_is_told_on_the_page_and_taken_up_again(visit: Any, asking: str) -> None:
    visitor = visit()
    tab = visitor.tab
    tab.goto(asking)
    visitor.log_in()
    box = tab.locator("#question textarea")
    box.fill("商务局局长是谁？")
    box.press("Enter")
    tab.locator("#chat").get_by_text("廖雁渝").first.wait_for()
    tab.locator("#follow button:visible").first.wait_for()  # nothing of the page is under way any more
    visitor.context.clear_cookies()
    box.fill("水务局局长是谁？")
    box.press("Enter")
    notice = tab.get_by_role("alert").filter(has_text="登录已过期")
    notice.wait_for()
    with visitor.context.expect_page() as opened:
        notice.get_by_role("link").click()
    opened.value.get_by_label("用户名").fill(NAME)
    opened.value.get_by_label("密码").fill(PASSWORD)
    opened.value.get_by_label("密码").press("Enter")
    opened.value.locator("#question").wait_for()
    assert box.input_value() == "水务局局长是谁？"
    box.press("Enter")
    tab.locator("#chat").get_by_text("赵廷东").first.wait_for()
    notice.wait_for(state="detached")
    assert "廖雁渝" in tab.locator("#chat").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_is_accessible(visit: Any, asking: str, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    visitor = visit(color_scheme=scheme, viewport={"width": width, "height": 640}, bypass_csp=True)
    tab = visitor.tab
    for state in ("empty", "wrong", "inside"):
        tab.goto(f"{asking}/login")
        if state == "wrong":
            visitor.log_in("wrong")
            tab.get_by_role("alert").wait_for()
        elif state == "inside":
            visitor.log_in()
            tab.goto(f"{asking}/login")
            tab.get_by_role("button", name="退出登录").wait_for()
        found = Axe().run(tab, options=AXE)
        assert [(one["id"], one["nodes"][0]["html"][:100]) for one in found.response["violations"]] == [], state
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        for target in tab.locator("a, button, input:not([type=hidden])").all():
            assert target.bounding_box()["height"] >= 44


def test_the_page_asks_for_no_script_and_breaks_no_policy(visit: Any, asking: str) -> None:
    visitor = visit()
    visitor.tab.goto(f"{asking}/login")
    assert visitor.tab.locator("script, [style], [onclick]").count() == 0
    assert visitor.tab.evaluate("getComputedStyle(document.querySelector('button')).minHeight") == "48px"
    assert visitor.errors == []
