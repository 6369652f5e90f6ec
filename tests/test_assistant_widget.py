"""The citizens' widget in a real browser, on a page of another origin with the strictest policy."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import FLAGS, chromium, served
from widget_host import SITES, Host, Visit

from assistant.widget.pages import script

QUESTION = "呼和浩特2025年要谋划实施多少个项目，年度计划投资多少？"
TOO_MANY = {"error": {"code": "too_many", "message": "问得太频繁了", "retry_after": 7}}
NO_LIMITS = {"rate_address": 0, "rate_token": 0, "rate_site": 0, "rate_total": 0}


@pytest.fixture(scope="module")
def host(latest: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A listed site, and the service that it uses."""
    path = tmp_path_factory.mktemp("sites") / "sites.yaml"
    with Host() as made:
        path.write_text(SITES.format(origin=made.origin, enabled=True))
        with served(latest, None, sites=str(path), **NO_LIMITS) as address:
            made.service = address
            yield made


@pytest.fixture
def visit(browser: Any, host: Host) -> Iterator[Visit]:
    made = Visit(browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN"), host.origin)
    yield made
    made.context.close()


def test_asked_on_another_site_the_source_opens_and_esc_goes_back_twice(visit: Visit) -> None:
    frame = visit.open()
    answer = visit.ask(QUESTION)
    assert "1200个以上" in answer.inner_text()
    assert "原文摘录" in answer.inner_text()
    answer.locator(".marker").first.click()
    assert "1200个以上" in frame.locator("#source mark").inner_text()
    assert "伊德尔" in frame.locator("#source").inner_text()
    frame.get_by_role("button", name="查看全文").click()
    frame.locator("#source .passage").nth(1).wait_for()
    assert "1200个以上" in frame.locator("#source mark").inner_text()
    visit.tab.keyboard.press("Escape")
    assert frame.evaluate("document.activeElement.className") == "marker"
    visit.tab.keyboard.press("Escape")
    frame.locator("#question").wait_for(state="hidden")
    assert visit.focused() == "six-actions"
    visit.tab.keyboard.press("Enter")
    frame.locator("#question").wait_for(state="visible")
    assert "1200个以上" in frame.locator("#log").inner_text()
    assert visit.said == []


def test_it_is_opened_and_asked_by_the_keyboard_alone(visit: Visit) -> None:
    visit.tab.keyboard.press("Tab")
    assert visit.focused() == "six-actions"
    visit.tab.keyboard.press("Enter")
    frame = visit.frame
    frame.locator(".examples button").first.wait_for()
    for _ in range(12):
        if frame.evaluate("document.activeElement.id") == "question":
            break
        visit.tab.keyboard.press("Tab")
    visit.tab.keyboard.type("水务局局长是谁？")
    visit.tab.keyboard.press("Enter")
    frame.locator(".offers").wait_for()
    assert "赵廷东" in frame.locator(".answer").inner_text()


def test_a_follow_up_is_understood_and_a_new_question_forgets(visit: Visit) -> None:
    frame = visit.open()
    visit.ask("呼和浩特城镇新增就业目标是多少？")
    assert "6.21万人" in visit.ask("那去年呢？").inner_text()
    frame.get_by_role("button", name="新问题").click()
    assert frame.locator(".answer").count() == 0
    assert "6.21万人" not in visit.ask("那去年呢？").inner_text()


def test_the_host_page_is_left_as_it_was_and_its_footer_free(visit: Visit) -> None:
    boxes = "() => [...document.querySelectorAll('h1, p, footer')].map(e => JSON.stringify(e.getBoundingClientRect()))"
    with_widget = visit.tab.evaluate(boxes)
    assert visit.tab.evaluate("document.querySelector('six-actions').shadowRoot") is None
    assert visit.over(1280 - 140, 800 - 40)
    visit.tab.evaluate("scrollTo(0, 1e6)")
    visit.tab.wait_for_timeout(100)
    footer = visit.tab.locator("footer").bounding_box()
    assert not any(visit.over(x, footer["y"] + 20) for x in range(800, 1279, 8))
    visit.tab.evaluate("document.querySelector('six-actions').remove(), scrollTo(0, 0)")
    assert visit.tab.evaluate(boxes) == with_widget


def test_the_button_is_put_away_for_the_tab(visit: Visit) -> None:
    assert visit.over(1280 - 140, 800 - 40)
    visit.tab.mouse.click(1280 - 40, 800 - 40)
    assert not visit.over(1280 - 140, 800 - 40)
    visit.tab.reload()
    visit.tab.wait_for_function("document.querySelector('six-actions')")
    assert not visit.over(1280 - 140, 800 - 40)
    visit.tab.mouse.click(1280 - 24, 800 - 40)
    visit.frame.locator(".examples button").first.wait_for()


def test_no_cookie_nothing_kept_and_nothing_foreign(visit: Visit, host: Host) -> None:
    asked: list[str] = []
    visit.context.on("request", lambda request: asked.append(request.url))
    visit.open()
    visit.ask(QUESTION)
    assert visit.context.cookies() == []
    assert [url for url in asked if not url.startswith((host.service, host.origin, "data:"))] == []
    assert visit.frame.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_it_works_where_third_party_storage_is_blocked(latest: Any, browser: Any, tmp_path: Path) -> None:
    """`localhost` and 127.0.0.1 are two sites for a browser, which two ports of one name are not."""
    preferences = tmp_path / "Default" / "Preferences"
    preferences.parent.mkdir()
    preferences.write_text(json.dumps({"profile": {"block_third_party_cookies": True, "cookie_controls_mode": 1}}))
    sites = tmp_path / "sites.yaml"
    with Host(name="localhost") as other:
        sites.write_text(SITES.format(origin=other.origin, enabled=True))
        with served(latest, None, sites=str(sites)) as other.service:
            context = browser.browser_type.launch_persistent_context(
                str(tmp_path), executable_path=chromium(), args=FLAGS, viewport={"width": 1280, "height": 800}
            )
            visit = Visit(context, other.origin)
            frame = visit.open()
            with pytest.raises(Exception, match="denied"):
                frame.evaluate("localStorage.length")
            assert "1200个以上" in visit.ask(QUESTION).inner_text()
            context.close()


def visit_at_left(browser: Any, host: Host, options: str) -> Visit:
    """A visit to a page with these options, which put the button at the left, after a click on it."""
    host.options = options
    try:
        visit = Visit(browser.new_context(viewport={"width": 1280, "height": 800}), host.origin)
    finally:
        host.options = ""
    visit.tab.mouse.click(40, 800 - 40)
    return visit


def test_options_of_the_host_page_are_text_and_nothing_else(browser: Any, host: Host) -> None:
    nasty = "&lt;img src=x onerror=document.title='owned'&gt;"
    options = (
        f'data-greeting="{nasty}您好" data-questions="水务局局长是谁？|{nasty}" data-action="节水行动" '
        'data-accent="#b32020;background:url(//evil.test)" data-position="left" data-label="问政策"'
    )
    visit = visit_at_left(browser, host, options)
    frame = visit.frame
    frame.locator(".examples button").nth(1).wait_for()
    assert "<img src=x" in frame.locator("#log").inner_text()
    assert frame.locator("#action").input_value() == "节水行动"
    assert frame.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent')") == "#1f5c4a"
    frame.get_by_role("button", name="水务局局长是谁？").click()
    frame.locator(".offers").wait_for()
    assert "赵廷东" in frame.locator(".answer").inner_text()
    visit.ask("<img src=x onerror=document.title='owned'><script>document.title='owned'</script>是什么？")
    assert frame.locator("img, #log script").count() == 0
    assert frame.title() != "owned"
    visit.context.close()


def test_in_english_all_but_the_articles_words_is_english(browser: Any, host: Host) -> None:
    visit = visit_at_left(browser, host, 'data-lang="en" data-position="left"')
    frame = visit.frame
    frame.locator(".examples button").first.wait_for()
    chinese = re.compile("[\u4e00-\u9fff]+")
    # The site has a Chinese name of its own, and quotes are labelled in both languages, as the law asks.
    assert set(chinese.findall(frame.locator("body").inner_text())) == {"某某局问答"}
    assert frame.locator("#action").inner_text().splitlines()[:2] == ["All actions", "Major projects"]
    frame.locator(".examples button").first.click()
    frame.locator(".offers").wait_for()
    assert "Quoted from the articles" in frame.locator(".answer").inner_text()
    refused = visit.ask("How is braised pork made?").locator("p").first.inner_text()
    assert not chinese.search(refused)
    assert "12345 (public service line)" in frame.locator(".answer").last.inner_text()
    frame.locator("#action").select_option("节水行动")
    visit.tab.route("**/api/ask", lambda route: route.fulfill(status=429, json=TOO_MANY))
    assert visit.ask(QUESTION).locator(".ended").inner_text().startswith("Too many questions: please try again in 7")
    visit.context.close()


@pytest.mark.parametrize("large", [False, True])
def test_on_a_small_phone_nothing_scrolls_sideways_and_it_can_be_closed(browser: Any, host: Host, large: bool) -> None:
    visit = Visit(browser.new_context(viewport={"width": 320, "height": 568}, has_touch=True), host.origin)
    frame = visit.open()
    if large:
        frame.get_by_role("button", name="大字").click()
    visit.ask(QUESTION)
    widths = frame.evaluate(
        "[...document.querySelectorAll('html, main, #log')].map(e => e.scrollWidth - e.clientWidth)"
    )
    assert max(widths) <= 0
    small = "e => { const b = e.getBoundingClientRect(); return b.width && (b.width < 44 || b.height < 44) }"
    assert frame.evaluate(f"[...document.querySelectorAll('button, select')].filter({small}).length") == 0
    visit.ask("水务局局长是谁？").locator(".marker").first.click()
    assert frame.locator("#source mark").is_visible()
    frame.get_by_role("button", name="返回").click()
    assert visit.over(10, 10)
    frame.get_by_role("button", name="关闭").click()
    assert visit.closes()
    visit.context.close()


def test_a_complaint_gets_a_receipt_and_the_human_channel_is_there(visit: Visit) -> None:
    frame = visit.open()
    assert frame.locator("footer a").get_attribute("href") == "tel:12345"
    answer = visit.ask(QUESTION)
    answer.get_by_role("button", name="投诉纠错").click()
    answer.locator("textarea").fill("引错了人")
    answer.locator("select").select_option("wrong_citation")
    with visit.tab.expect_request("**/api/feedback") as sent:
        answer.get_by_role("button", name="提交").click()
    assert sent.value.post_data_json["verdict"] == "wrong_citation"
    assert sent.value.post_data_json["comment"] == "引错了人"
    answer.get_by_text("回执号：").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(browser: Any, host: Host, scheme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab = browser.new_page(color_scheme=scheme)
    tab.goto(f"{host.service}/widget?site=bureau")
    tab.locator("#question").fill(QUESTION)
    tab.locator("#question").press("Enter")
    tab.locator(".offers").wait_for()
    tab.get_by_role("button", name="投诉纠错").click()
    asked = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    for address in ("", f"{host.service}/demo"):
        if address:
            tab.goto(address)
        found = Axe().run(tab, options=asked).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
    tab.close()


def test_it_is_small(browser: Any, host: Host) -> None:
    assert len(script("widget.js").encode()) <= 3000
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    seen: list[Any] = []
    context.on("requestfinished", lambda r: seen.append(r) if r.url.startswith(host.service) else None)
    Visit(context, host.origin).open()
    got = {one.url: one.sizes()["responseBodySize"] for one in seen}
    assert all(one.response().header_value("content-encoding") == "gzip" for one in seen if "/widget/page." in one.url)
    context.close()
    assert len(got) == 4
    assert sum(got.values()) <= 25_000, got
