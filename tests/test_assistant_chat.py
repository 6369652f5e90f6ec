"""The chat page: gradio's holes stay shut, and the journey of a user works in a real browser."""

import json
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from chat_page import Page

from assistant.answer import as_text
from assistant.page import message, plain
from assistant.route import Library, answer
from index.manifest import IndexMissing

QUESTION = "呼和浩特2025年要谋划实施多少个项目，年度计划投资多少？"


def test_text_from_outside_stays_text() -> None:
    nasty = (
        "<img src=x onerror=alert(1)> ![a](http://x.test/y) [l](javascript:1) **b** `c` $d$ www.x.test a@b.test\n# e"
    )
    shown = plain(nasty)
    for sign in ("<img", "![a", "](", "**", "http://", "www.", "@"):
        assert sign not in shown
    assert plain('What\'s R&D = "x"?') == 'What\'s R&amp;D \\= "x"?'


def test_a_message_links_its_markers_and_carries_its_label(library: Library) -> None:
    made = answer(QUESTION, library)
    shown = message(made)
    assert f"(#cite-{made.id}-1 " in shown
    assert "伊德尔" in shown
    assert "*原文摘录*" in shown
    assert "原文摘录" in as_text(made)
    assert f"(#copy-{made.id})" in shown
    assert f"(#say-{made.id}-wrong_citation)" in shown
    assert "#copy-" not in message(made, whole=False)


def join(client: httpx.Client, server: str, data: list[Any], fn_index: int = 0) -> httpx.Response:
    return client.post(
        f"{server}/gradio_api/queue/join",
        json={"data": data, "fn_index": fn_index, "session_hash": "attack", "event_data": None, "trigger_id": None},
    )


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=https://example.com/",
        "/gradio_api/upload",
        "/gradio_api/info",
        "/gradio_api/call/respond",
        "/gradio_api/run/predict",
        "/gradio_api/run/respond",
        "/gradio_api/queue/../file=/etc/passwd",
        "/config",
        "/file=/etc/passwd",
        "/openapi.json",
        "/docs",
        "/login",
        "/monitoring",
    ],
)
def test_paths_that_the_page_does_not_need_are_shut(server: str, path: str) -> None:
    for method in ("GET", "POST"):
        given = httpx.request(method, server + path, timeout=10)
        assert given.status_code in (404, 405), path
        assert "root:" not in given.text


def test_a_file_of_the_disk_cannot_be_read_through_an_event(server: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    stolen = {"path": str(secret), "meta": {"_type": "gradio.FileData"}}
    with httpx.Client(timeout=10) as client:
        for fn_index in range(40):
            for data in ([stolen, "", "", "", "auto", "", []], [[{"role": "user", "content": stolen}]], [stolen, ""]):
                join(client, server, data, fn_index)
        deadline = time.monotonic() + 3
        seen = ""
        try:
            with client.stream("GET", f"{server}/gradio_api/queue/data?session_hash=attack", timeout=3) as stream:
                for line in stream.iter_lines():
                    seen += line
                    if time.monotonic() > deadline:
                        break
        except httpx.ReadTimeout:
            pass
    assert "the secret words" not in seen
    assert list(Path(tempfile.gettempdir(), "gradio").rglob("secret.txt")) == []


def test_the_mounted_page_counts_as_launched(latest: Any) -> None:
    """Without this mark gradio serves every file to everybody."""
    from assistant.serve import create_app
    from assistant.settings import AssistantSettings

    app: Any = create_app(latest, None, AssistantSettings(journal_days=0), loopback=True)
    blocks = [route.app.blocks for route in app.routes if hasattr(getattr(route, "app", None), "blocks")]
    assert blocks
    assert all(one.has_launched for one in blocks)


def test_origins_are_never_echoed(server: str) -> None:
    for host in ("127.0.0.1", "evil.test"):
        given = httpx.options(
            f"{server}/gradio_api/queue/join",
            headers={"host": host, "origin": "https://evil.test", "access-control-request-method": "POST"},
        )
        assert given.status_code in (400, 403)
        assert "access-control-allow-origin" not in given.headers


def test_forwarded_hosts_are_not_believed(server: str) -> None:
    given = httpx.get(server, headers={"x-forwarded-host": "evil.test", "x-forwarded-proto": "https"})
    assert given.status_code == 200
    assert "evil.test" not in given.text
    assert '"og:' not in given.text
    assert '"twitter:' not in given.text


def test_the_page_has_a_strict_policy_and_a_new_nonce_each_time(server: str) -> None:
    policies = [httpx.get(server).headers["content-security-policy"] for _ in range(2)]
    assert policies[0] != policies[1]
    assert all("default-src 'none'" in policy and "unsafe-eval" not in policy for policy in policies)


def test_an_error_behind_the_page_is_a_sentence() -> None:
    from assistant.api import told

    assert "资料库" in told(IndexMissing("There is no index at /some/place"))
    assert "/some/place" not in told(IndexMissing("There is no index at /some/place"))
    assert "服务出错" in told(ZeroDivisionError("division"))


def test_ask_and_read_the_source(browser: Any, server: str) -> None:
    page = Page(browser, server)
    page.ask(QUESTION)
    page.marker.wait_for()
    page.marker.click()
    mark = page.tab.locator("#source mark")
    mark.wait_for()
    assert "1200个以上" in mark.inner_text()
    assert "伊德尔" in page.tab.locator("#source").inner_text()
    page.tab.keyboard.press("Escape")
    assert page.tab.evaluate("document.activeElement.getAttribute('href')").startswith("#cite-")
    page.tab.keyboard.press("Enter")
    page.tab.locator("#source:focus").wait_for()
    assert page.foreign == []
    assert page.errors == []
    page.tab.close()


def test_the_panel_follows_the_newest_answer(browser: Any, server: str) -> None:
    page = Page(browser, server)
    current = page.tab.locator("#source")
    page.ask("水务局局长是谁？")
    current.get_by_text("赵廷东").first.wait_for()
    page.ask("商务局局长是谁？")
    current.get_by_text("廖雁渝").first.wait_for()
    page.ask("红烧肉怎么做？")
    current.get_by_text("没有引用原文").wait_for()
    page.marker.press("Enter")  # a click could miss it, while the chat scrolls to the newest answer
    current.get_by_text("赵廷东").first.wait_for()
    page.tab.close()


def test_an_example_is_answered_by_a_click(browser: Any, server: str) -> None:
    page = Page(browser, server)
    page.tab.get_by_text("节水行动的“四减”是哪四减？").click()
    page.marker.wait_for()
    assert "农业、工业、城乡、生态用水" in page.tab.locator("#chat").inner_text()
    page.tab.close()


def test_an_address_asks_its_questions_in_turn(browser: Any, server: str) -> None:
    asked = urlencode([("history", "水务局局长是谁？"), ("question", "他说的“四减”是哪四减？")])
    page = Page(browser, server)
    page.tab.goto(f"{server}/?{asked}")
    page.tab.locator("#chat").get_by_text("压减农业、工业、城乡、生态用水").first.wait_for()
    assert page.tab.locator("#chat .bot").count() == 2
    assert page.errors == []
    page.tab.close()


def test_what_is_typed_while_the_page_still_loads_is_kept(browser: Any, server: str) -> None:
    page = Page(browser, "about:blank")
    held: list[Any] = []
    page.tab.route("**/gradio_api/queue/data*", lambda route: route.continue_() if held else held.append(route))
    page.tab.goto(server)
    page.box.fill("水务局局长是谁？")
    deadline = time.monotonic() + 30
    while not held:
        assert time.monotonic() < deadline, "the page never told that it was loaded"
        page.tab.wait_for_timeout(50)
    with page.tab.expect_response("**/gradio_api/queue/data*"):
        held[0].continue_()
    page.tab.wait_for_timeout(500)
    assert page.box.input_value() == "水务局局长是谁？"
    page.box.press("Enter")
    page.marker.wait_for()
    page.tab.close()


def test_on_a_phone_nothing_scrolls_sideways_and_the_source_lies_over_the_chat(browser: Any, server: str) -> None:
    page = Page(browser, server, width=375, height=740)
    page.ask(QUESTION)
    page.marker.wait_for()
    assert page.tab.evaluate("document.documentElement.scrollWidth") <= 375
    assert not page.tab.locator("#panel").is_visible()
    page.marker.click()
    page.tab.locator("#source mark").wait_for(state="visible")
    assert page.tab.locator("#panel").bounding_box()["width"] == 375
    page.tab.get_by_role("button", name="返回").click()
    page.tab.locator("#panel").wait_for(state="hidden")
    page.marker.click()
    page.tab.locator("#source mark").wait_for(state="visible")
    page.tab.go_back()  # leads out of the source, not off the page
    page.tab.locator("#panel").wait_for(state="hidden")
    page.marker.wait_for()
    page.tab.close()


def test_refusals_nasty_and_empty_questions_on_the_page(browser: Any, server: str) -> None:
    page = Page(browser, server)
    page.ask("红烧肉怎么做？")
    page.tab.get_by_text("没有找到依据").first.wait_for()
    page.ask("<img src='http://127.0.0.1:1/x.png' onerror='document.title=\"owned\"'> ![x](http://evil.test/x.png)")
    page.ask(
        "<script>document.title='owned'</script><form action=https://evil.test><b style='position:fixed;inset:0'>x"
    )
    page.ask("   ")
    page.tab.get_by_text("问题是空的").first.wait_for()
    assert page.tab.title() != "owned"
    assert page.tab.locator("#chat img, #chat form, #chat script, #chat b[style]").count() == 0
    assert page.foreign == []
    page.tab.close()


def test_two_visitors_do_not_see_each_other(browser: Any, server: str) -> None:
    first, second = Page(browser, server), Page(browser, server)
    first.ask(QUESTION)
    first.marker.wait_for()
    second.ask("水务局局长是谁？")
    second.marker.wait_for()
    assert "1200个" not in second.tab.locator("body").inner_text().replace(QUESTION, "")
    first.tab.close()
    second.tab.close()


def test_the_page_is_accessible(browser: Any, server: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = Page(browser, server)
    page.ask(QUESTION)
    page.marker.wait_for()
    page.tab.wait_for_timeout(500)
    found = Axe().run(page.tab, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    violations = [(one["id"], one["nodes"][0]["html"][:120]) for one in found.response["violations"]]
    assert violations == [], json.dumps(violations, ensure_ascii=False)
    page.tab.close()
