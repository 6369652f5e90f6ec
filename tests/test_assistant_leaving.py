"""Whoever leaves ends the model's work: the socket at the model server is closed, from the API and from the page."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from conftest import QUESTION, number_of, served
from model_server import ModelServer, Reply
from pydantic import SecretStr

from assistant.generation.endpoint import Endpoint
from assistant.route import Library
from assistant.settings import AssistantSettings

FIRST, SECOND = "总目标是城镇新增就业6万人。", "总目标是大学生在呼就业5万人。"
SOON = 15.0  # seconds; half of those for which the model may be silent
EVENTS = {"accept": "text/event-stream"}


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    with ModelServer() as started:
        yield started


@pytest.fixture(scope="module")
def writing(latest: Any, model: ModelServer) -> Iterator[str]:
    """The address of an application that writes with the model."""
    settings = AssistantSettings(base_url=model.url, model="m", api_key=SecretStr("k"), timeout=30)
    with served(latest, Endpoint(settings).write) as address:
        yield address


@pytest.fixture
def number(library: Library) -> int:
    """The number under which the prompt shows the passage with the answer."""
    return number_of(library, "城镇新增就业6万人")


def test_a_stream_is_the_answer_piece_by_piece(writing: str, model: ModelServer, number: int) -> None:
    model.replies = [f"{FIRST}[{number}]其余不详[99]。{SECOND}【{number}】"] * 2
    whole = httpx.post(f"{writing}/api/ask", json={"question": QUESTION}, timeout=30).json()
    given = httpx.post(f"{writing}/api/ask", json={"question": QUESTION}, headers=EVENTS, timeout=30)
    events = [block.split("\n") for block in given.text.strip().split("\n\n")]
    told = [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in events]
    assert [name for name, _ in told] == ["status", "delta", "delta", "delta", "answer"]
    assert "".join(data["text"] for name, data in told if name == "delta") == told[-1][1]["text"] == whole["text"]
    assert whole["text"] == f"{FIRST}[1]\n{SECOND}[1]"
    assert "assistant_model_faults_total{" not in httpx.get(f"{writing}/metrics").text
    assert (whole["mode"], whole["checks"]["struck"], whole["checks"]["dropped"]) == ("generated", 1, 1)


def test_a_fault_is_told_and_counted(writing: str, model: ModelServer) -> None:
    model.replies = [401]
    told = httpx.post(f"{writing}/api/ask", json={"question": QUESTION}, timeout=30).json()
    assert (told["mode"], told["checks"]["fault"]) == ("extractive", "key_refused")
    assert told["text"].startswith("（语言模型服务不接受所配置的密钥，以下是原文摘录。）")
    assert 'assistant_model_faults_total{fault="key_refused"} 1.0' in httpx.get(f"{writing}/metrics").text


def test_a_caller_who_leaves_a_stream_ends_the_request(writing: str, model: ModelServer, number: int) -> None:
    for content, until in ((f"{FIRST}[{number}]\n还有", "delta"), ("", "status")):
        model.replies = [Reply(content, then="silence")]
        with httpx.stream("POST", f"{writing}/api/ask", json={"question": QUESTION}, headers=EVENTS, timeout=30) as it:
            lines = it.iter_lines()  # held, because the connection is closed with it
            assert any(until in line for line in lines)
            model.wait_until_asked()
        assert model.was_left(SOON), until


def test_a_caller_who_leaves_before_the_whole_answer_ends_the_request(writing: str, model: ModelServer) -> None:
    model.replies = [Reply(then="silence")]
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{writing}/api/ask", json={"question": QUESTION}, timeout=1.5)
    assert model.was_left(SOON)


class Tab:
    """The chat page in a browser, with a question asked to which the model's reply never ends."""

    def __init__(self, browser: Any, address: str) -> None:
        self.tab = browser.new_page(locale="zh-CN")
        self.tab.goto(address)
        self.last = self.tab.locator("#chat .bot").last
        self.stop = self.tab.get_by_role("button", name="停止")
        self.ask()

    def ask(self) -> None:
        self.tab.locator("#question textarea").fill(QUESTION)
        self.tab.locator("#question textarea").press("Enter")


def test_the_page_grows_by_sentences_and_stop_ends_the_request(
    browser: Any, writing: str, model: ModelServer, number: int
) -> None:
    model.replies = [Reply(f"{FIRST}[{number}]\n还有", then="silence"), f"{SECOND}[{number}]"]
    page = Tab(browser, writing)
    page.last.get_by_text(FIRST).wait_for()
    assert "AI生成" in page.last.inner_text()
    page.tab.locator("#source mark").wait_for()
    page.stop.click()
    assert model.was_left(SOON)
    page.last.get_by_text("已停止").wait_for()
    assert FIRST in page.last.inner_text()
    page.stop.wait_for(state="hidden")
    page.ask()  # the page goes on, and what was stopped is still there
    page.last.get_by_text(SECOND).wait_for()
    assert FIRST in page.tab.locator("#chat").inner_text()
    page.stop.wait_for(state="hidden")
    page.tab.close()


def test_no_stop_is_left_behind_by_an_answer_that_comes_at_once(
    browser: Any, writing: str, model: ModelServer, number: int
) -> None:
    times = 16
    model.replies = [f"{SECOND}[{number}]"] * (times + 1)
    page = Tab(browser, writing)
    page.last.get_by_text(SECOND).wait_for()
    assert page.tab.locator("#stop, #undo, #follow button").count() == 5  # all are there; what is shut is not in sight
    machine = page.tab.context.new_cdp_session(page.tab)
    for slower in range(times):  # a slow machine shows what was still being built when it was hidden again
        machine.send("Emulation.setCPUThrottlingRate", {"rate": 1 + slower % 8})
        before = page.tab.locator("#chat .bot").count()
        page.ask()
        page.tab.locator("#chat .bot").nth(before).get_by_text(SECOND).wait_for()
        page.stop.wait_for(state="hidden")
    page.tab.close()


def test_stop_before_the_first_sentence(browser: Any, writing: str, model: ModelServer) -> None:
    model.replies = [Reply(thoughts="想" * 9, then="silence")]
    page = Tab(browser, writing)
    page.last.get_by_text("正在查找原文").wait_for()
    model.wait_until_asked()
    page.stop.click()
    assert model.was_left(SOON)
    page.last.get_by_text("已停止").wait_for()
    assert "正在查找原文" not in page.tab.locator("#chat").inner_text()
    page.tab.close()


def test_an_answer_that_is_being_written_never_comes_into_a_conversation_that_was_opened(
    browser: Any, writing: str, model: ModelServer, number: int
) -> None:
    slow = Reply(f"{FIRST}[{number}]\n{SECOND}[{number}]\n" + "还有" * 30, pause=0.1)
    model.replies = [f"{SECOND}[{number}]", slow]
    page = Tab(browser, writing)
    page.last.get_by_text(SECOND).wait_for()
    page.tab.wait_for_url(lambda url: "?c=" in url)
    kept = page.tab.url
    page.tab.get_by_role("button", name="新对话").click()
    page.tab.get_by_text("可以这样问").wait_for()
    page.ask()
    page.tab.locator("#question textarea").press("Enter")  # twice, as by mistake: it is asked once
    page.last.get_by_text(FIRST).wait_for()
    page.tab.locator("#list label").first.click()
    assert model.was_left(SOON)
    page.tab.wait_for_url(kept)
    page.last.get_by_text(SECOND).wait_for()
    page.stop.wait_for(state="hidden")
    page.tab.wait_for_timeout(1500)
    assert FIRST not in page.tab.locator("#chat").inner_text()
    assert page.tab.url == kept
    page.tab.locator("#list label").filter(has_text=QUESTION).first.click()  # what was shown of the other is kept
    page.last.get_by_text(FIRST).wait_for()
    page.tab.close()


def test_on_a_phone_a_source_that_was_opened_early_is_closed_and_the_answer_still_there(
    browser: Any, writing: str, model: ModelServer, number: int
) -> None:
    model.replies = [Reply(f"{FIRST}[{number}]\n{SECOND}[{number}]\n" + "还有" * 10, pause=0.1)]
    page = Tab(browser, writing)
    page.tab.set_viewport_size({"width": 375, "height": 740})
    page.tab.locator('#chat a[href^="#cite-"]').first.press("Enter")
    page.tab.locator("#source mark").wait_for(state="visible")
    page.tab.wait_for_url(lambda url: "?c=" in url)  # the answer is whole only now
    kept = page.tab.url
    page.tab.get_by_role("button", name="返回").click()
    page.tab.locator("#panel").wait_for(state="hidden")
    page.last.get_by_text(SECOND).wait_for()
    page.tab.wait_for_url(kept)
    page.tab.close()


def test_a_closed_tab_ends_the_request(browser: Any, writing: str, model: ModelServer, number: int) -> None:
    for content, shown in ((f"{FIRST}[{number}]\n还有", FIRST), ("", "正在查找")):
        model.replies = [Reply(content, then="silence")]
        page = Tab(browser, writing)
        page.last.get_by_text(shown).wait_for()
        model.wait_until_asked()
        page.tab.close()
        assert model.was_left(SOON), shown
