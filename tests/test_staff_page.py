"""Journeys of staff through the page: kept conversations, the whole article, tools of an answer, the other language."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from chat_page import Page
from conftest import served

from assistant.route import Library, answer
from assistant.staff.suggest import suggest
from assistant.staff.words import LANGUAGES, Words

REDUCTIONS = "节水行动的“四减”是哪四减？"
HEAD = "水务局局长是谁？"


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.lang)
def test_every_example_is_answered(words: Words, library: Library) -> None:
    assert len(words.examples) == 6
    assert [one for one in words.examples if answer(one, library).status != "answered"] == []


@pytest.mark.parametrize("question", [REDUCTIONS, HEAD, "张捷对就业有什么建议？", "红烧肉怎么做？"])
def test_no_suggestion_ends_in_a_refusal_or_was_asked_before(question: str, library: Library) -> None:
    made = answer(question, library)
    offered = suggest(made, (question,), library)
    assert offered
    assert suggest(made, (question, offered[0]), library)[:1] != offered[:1]
    assert [one for one in offered if answer(one, library).status != "answered"] == []
    assert question not in offered


def listed(page: Page) -> Any:
    return page.tab.locator("#list label")


def test_a_conversation_survives_a_reload_and_is_found_renamed_deleted_and_had_back(browser: Any, server: str) -> None:
    page = Page(browser, server)
    page.ask(HEAD)
    page.marker.wait_for()
    page.tab.wait_for_url(re.compile(r"\?c=[0-9a-f]{16}$"))
    page.ask("那商务局呢？")
    page.tab.locator("#chat").get_by_text("廖雁渝").first.wait_for()
    address = page.tab.url

    page.tab.reload()
    page.tab.locator("#chat").get_by_text("廖雁渝").first.wait_for()
    assert page.tab.locator("#chat .bot").count() == 2
    page.errors.clear()  # Gradio's own stream, which the reload broke off
    page.ask("他兼任什么职务？")  # what was said before the reload still counts
    assert page.tab.url == address
    page.tab.locator('#chat a[href^="#cite-"]').last.click()
    page.tab.locator("#source mark").wait_for()

    page.tab.get_by_role("button", name="新对话").click()
    page.tab.get_by_text("可以这样问").wait_for()
    page.tab.wait_for_url(lambda url: "?c=" not in url)
    page.ask(REDUCTIONS)
    page.marker.wait_for()
    listed(page).filter(has_text="四减").first.wait_for()

    find = page.tab.get_by_label("查找对话")
    find.press_sequentially("廖雁渝")  # followed letter by letter
    listed(page).filter(has_text="四减").first.wait_for(state="detached")
    listed(page).filter(has_text="水务局局长").first.click()
    page.tab.wait_for_url(address)
    assert page.tab.locator("#chat .bot").count() == 3

    page.tab.get_by_text("改名或删除").click()
    name = page.tab.get_by_label("对话名称")
    name.fill("两位局长")
    name.press("Enter")
    listed(page).filter(has_text="两位局长").wait_for()
    page.tab.get_by_role("button", name="删除这个对话").click()
    listed(page).filter(has_text="两位局长").wait_for(state="detached")
    page.tab.get_by_text("可以这样问").wait_for()
    page.tab.get_by_role("button", name="撤销删除").click()
    listed(page).filter(has_text="两位局长").wait_for()
    page.tab.locator("#chat").get_by_text("廖雁渝").first.wait_for()
    assert page.errors == []
    page.tab.close()


def test_a_page_that_is_ready_late_takes_nothing_from_who_asked_early(browser: Any, server: str) -> None:
    held: list[Any] = []

    def pass_on(route: Any) -> None:
        # What the page itself asks for first, when it is ready.
        if not held and route.request.post_data_json["data"] == [None]:
            held.append(route)
        else:
            route.continue_()

    page = Page(browser, server)
    page.tab.route("**/queue/join*", pass_on)
    page.tab.reload()
    page.ask(HEAD)
    page.marker.wait_for()
    page.tab.wait_for_url(re.compile(r"\?c=[0-9a-f]{16}$"))
    page.tab.locator("#follow button:visible").first.wait_for()
    address = page.tab.url
    (late,) = held
    late.continue_()
    page.tab.locator("#more").click()
    page.tab.get_by_label("地区").click()
    page.tab.get_by_role("option", name="呼和浩特市").wait_for()  # it has come
    assert page.marker.is_visible()
    assert page.tab.locator("#follow button:visible").first.is_visible()
    assert page.tab.url == address
    page.ask("那商务局呢？")
    page.tab.locator("#chat").get_by_text("廖雁渝").first.wait_for()
    page.tab.close()


def press_until_asked(page: Page) -> None:
    """Press Enter, again and again while the question stays in its box."""
    for _ in range(10):
        page.box.press("Enter")
        page.tab.wait_for_timeout(1500)
        if not page.box.input_value():
            return
    raise AssertionError("the question was not taken")


def test_a_page_outlives_its_server(browser: Any, latest: Any, tmp_path: Path) -> None:
    kept_by: dict[str, Any] = {"staff": str(tmp_path / "staff.sqlite"), "conversation_days": 30}
    with served(latest, None, **kept_by) as address:
        page = Page(browser, address)
        page.ask(HEAD)
        page.tab.wait_for_url(re.compile(r"\?c=[0-9a-f]{16}$"))
        kept = page.tab.url
    port = int(address.rpartition(":")[2])
    with served(latest, None, port=port, **kept_by):
        page.box.fill("那商务局呢？")
        press_until_asked(page)  # it may or may not have been noticed that the server was gone
        page.tab.locator("#chat").get_by_text("廖雁渝").first.wait_for()
        assert page.tab.locator("#chat .bot").count() == 2
        assert page.tab.url == kept
    page.box.fill("他兼任什么职务？")
    page.box.press("Enter")
    page.tab.get_by_text("正在重新连接").wait_for()
    assert "Error" not in page.tab.locator(".toast-wrap").inner_html()
    with served(latest, None, port=port, **kept_by):
        page.tab.get_by_text("正在重新连接").wait_for(state="detached")  # it loads anew by itself
        page.tab.locator("#chat .bot").nth(1).wait_for()
        assert page.box.input_value() == "他兼任什么职务？"
        press_until_asked(page)
        page.tab.locator("#chat .bot").nth(2).wait_for()
        assert page.tab.url == kept
    page.tab.close()


def test_the_whole_article_with_every_quote_of_the_answer_marked(browser: Any, server: str) -> None:
    page = Page(browser, server)
    page.ask("呼和浩特市怎样推进节水行动？")
    page.marker.click()
    page.tab.locator("#source").get_by_role("button", name="查看全文").click()
    page.tab.get_by_role("button", name="回到这一段").wait_for()
    assert page.tab.locator("#source mark").count() >= 2
    assert page.tab.locator("#source .passage").count() > 4
    page.tab.keyboard.press("Escape")
    assert page.tab.evaluate("document.activeElement.getAttribute('href')").startswith("#cite-")
    assert page.errors == []
    page.tab.close()


def test_what_is_wrong_is_said_and_what_was_typed_is_not_lost(browser: Any, server: str) -> None:
    page = Page(browser, server)
    page.ask(REDUCTIONS)
    refused = {"status": 503, "content_type": "application/json", "body": json.dumps({"error": {"message": "正忙"}})}
    page.tab.route("**/api/feedback", lambda route: route.fulfill(**refused))
    page.tab.get_by_role("link", name="引用不对").click()
    comment = page.tab.get_by_role("dialog").get_by_role("textbox")
    comment.fill("应引第二段")
    page.tab.get_by_role("button", name="提交").click()
    page.tab.get_by_role("status").get_by_text("正忙").wait_for()
    assert comment.input_value() == "应引第二段"
    page.tab.unroute("**/api/feedback")
    page.tab.get_by_role("button", name="提交").click()
    page.tab.get_by_role("status").get_by_text("编号").wait_for()
    assert page.tab.get_by_role("dialog").count() == 0
    assert page.tab.evaluate("document.activeElement.textContent") == "引用不对"
    page.tab.close()


def test_chips_limit_what_is_searched_and_a_suggestion_is_asked_by_a_click(browser: Any, server: str) -> None:
    page = Page(browser, server)
    page.tab.locator("#action label").nth(6).wait_for()
    assert page.tab.locator("#action label").count() == 7
    page.tab.locator("#action label").filter(has_text="助企行动").click()
    page.ask("方案围绕几个方向，有多少项措施？")
    page.tab.locator("#chat").get_by_text("围绕7个方向").first.wait_for()
    offer = page.tab.locator("#follow button:visible").first
    offer.wait_for()
    asked = offer.inner_text()
    offer.click()
    page.tab.locator("#chat .user").get_by_text(asked).wait_for()
    page.tab.locator("#chat .bot").nth(1).locator('a[href^="#cite-"]').first.wait_for()
    page.tab.close()


def test_large_type_and_dark_are_remembered(browser: Any, server: str) -> None:
    page = Page(browser, server)
    page.ask(REDUCTIONS)
    page.marker.wait_for()
    page.tab.get_by_role("button", name="大字").click()
    page.tab.get_by_role("button", name="深色").click()
    page.tab.reload()
    page.marker.wait_for()
    size = page.tab.locator("#chat .bot p").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= 24  # 18 pt
    named = page.tab.locator("#list label span").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert named >= 24  # dark has sizes of its own in Gradio
    assert page.tab.get_by_role("button", name="大字").get_attribute("aria-pressed") == "true"
    assert page.tab.evaluate("document.body.classList.contains('dark')")
    assert page.tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.tab.close()


@pytest.mark.parametrize("look", ["dark", "english", "large"])
def test_every_look_is_accessible(browser: Any, server: str, look: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = Page(browser, server)
    if look == "english":
        page.tab.goto(f"{server}/en")
        page.ask("Who is the head of the Hohhot water bureau?")
        page.tab.get_by_role("button", name="Whole article").wait_for()
        assert page.tab.evaluate("document.documentElement.lang") == "en"
        shown = page.tab.locator("#columns").inner_text()
        assert not re.search("查看|对话|问题", shown)
    else:
        page.ask(REDUCTIONS)
        page.tab.get_by_role("button", name={"dark": "深色", "large": "大字"}[look]).click()
    page.marker.wait_for()
    page.tab.locator("#source mark").wait_for()
    page.tab.wait_for_timeout(500)
    found = Axe().run(page.tab, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    violations = [(one["id"], one["nodes"][0]["html"][:120]) for one in found.response["violations"]]
    assert violations == [], json.dumps(violations, ensure_ascii=False)
    assert page.foreign == []
    page.tab.close()


def test_another_ones_answer_is_not_there(server: str) -> None:
    for path in ("sources", "articles/1"):
        given = httpx.get(f"{server}/staff/answers/00ff00ff00ff00ff/{path}")
        assert given.status_code == 404
        assert "没有这个回答" in given.json()["error"]["message"]
    for path in ("answers/..%2f..%2fetc/sources", "answers", "", "nothing/of/the/kind"):
        given = httpx.get(f"{server}/staff/{path}")
        assert given.status_code == 404
        assert given.json()["error"]["message"] == "没有这个地址。"


def test_nothing_of_the_page_is_missing_from_the_package() -> None:
    web = Path(__file__).parents[1] / "assistant" / "web"
    linked = {name for one in web.glob("*.js") for name in re.findall(r'from "\./(\w+\.js)"', one.read_text("utf-8"))}
    assert {"words.js"} <= linked <= {one.name for one in web.iterdir()}
