"""What a citizen is told where the widget may not be used or something fails; and nothing that was typed is lost."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import number_of, served
from model_server import ModelServer, Reply
from pydantic import SecretStr
from widget_host import SITES, Host, Visit

from assistant.generation.endpoint import Endpoint
from assistant.route import Library
from assistant.settings import AssistantSettings

QUESTION = "水务局局长是谁？"
VIEW = {"viewport": {"width": 1280, "height": 800}, "locale": "zh-CN"}


class Place:
    """A site whose entry in the list can be changed, and its service."""

    def __init__(self, host: Host, path: Path) -> None:
        self.host, self.path = host, path
        self.enable(True)

    def enable(self, enabled: bool) -> None:
        """Turn the site on or off."""
        self.path.write_text(SITES.format(origin=self.host.origin, enabled=str(enabled).lower()))


@pytest.fixture
def place(latest: Any, tmp_path: Path) -> Iterator[Place]:
    with Host() as host:
        made = Place(host, tmp_path / "sites.yaml")
        with served(latest, None, sites=str(made.path), rate_token=2) as host.service:
            yield made


@pytest.fixture
def visit(browser: Any, place: Place) -> Iterator[Visit]:
    made = Visit(browser.new_context(**VIEW), place.host.origin)
    yield made
    made.context.close()


def test_a_site_that_is_not_listed_may_neither_frame_nor_ask(browser: Any, place: Place) -> None:
    with Host() as other:
        other.service = place.host.service
        other.policy = "default-src * 'unsafe-inline'"
        visit = Visit(browser.new_context(**VIEW), other.origin)
        visit.press()
        visit.tab.wait_for_timeout(500)
        assert any("frame-ancestors" in one for one in visit.said)
        visit.tab.wait_for_timeout(2500)
        assert visit.focused() == "six-actions"  # the button says that it does not open
        assert [frame.url for frame in visit.tab.frames] == [f"{other.origin}/"]
        asked = """async (service) => {
          const told = {method: "POST", body: '{"question": "水务局局长是谁？"}'};
          const seen = [];
          for (const one of [{}, {mode: "no-cors"}, {headers: {"x-widget-token": "a.1.b.c"}},
                             {headers: {"content-type": "application/json"}}]) {
            try { seen.push(await (await fetch(service + "/api/ask", Object.assign({}, told, one))).text()); }
            catch (problem) { seen.push(""); }
          }
          await fetch(service + "/widget?site=bureau").then((page) => seen.push(page.status), () => {});
          return seen.join("");
        }"""
        assert visit.tab.evaluate(asked, other.service) == ""
        visit.context.close()


def test_a_site_is_turned_off_at_once(visit: Visit, place: Place) -> None:
    frame = visit.open()
    assert "赵廷东" in visit.ask(QUESTION).inner_text()
    place.enable(False)
    told = visit.ask("商务局局长是谁？")
    assert "暂时停用" in told.inner_text()
    assert "12345" in told.inner_text()
    assert frame.locator("#question").input_value() == "商务局局长是谁？"
    visit.tab.reload()
    visit.press()
    closed = visit.frame.get_by_text("这里的问答暂时停用")
    closed.wait_for()
    visit.frame.get_by_role("button", name="关闭").click()
    closed.wait_for(state="hidden")
    assert visit.focused() == "six-actions"
    place.enable(True)
    visit.tab.reload()
    visit.open()


def test_too_many_questions_are_told_with_the_time_to_wait(visit: Visit) -> None:
    frame = visit.open()
    for _ in range(2):
        assert "赵廷东" in visit.ask(QUESTION).inner_text()
    told = visit.ask("商务局局长是谁？").inner_text()
    assert "秒后再试" in told
    assert "重试" in told
    assert frame.locator("#question").input_value() == "商务局局长是谁？"


def test_without_a_network_the_question_stays_and_is_asked_again(visit: Visit) -> None:
    frame = visit.open()
    visit.context.set_offline(True)
    told = visit.ask(QUESTION)
    assert "网络不通" in told.inner_text()
    assert frame.locator("#question").input_value() == QUESTION
    visit.context.set_offline(False)
    told.get_by_role("button", name="重试").click()
    frame.locator(".offers").wait_for()
    assert "赵廷东" in frame.locator(".answer").last.inner_text()
    assert frame.locator("#question").input_value() == ""


def test_a_stream_that_breaks_off_is_told(visit: Visit) -> None:
    frame = visit.open()
    half = 'event: status\ndata: {"stage": "searching"}\n\nevent: delta\ndata: {"text": "市水务局"}\n\nevent: de'
    cut = {"body": half, "content_type": "text/event-stream"}
    frame.page.route("**/api/ask", lambda route: route.fulfill(**cut), times=1)
    told = visit.ask(QUESTION)
    assert "连接断了，没有答完" in told.inner_text()
    frame.locator("#question").fill("另一个问题")
    told.get_by_role("button", name="重试").click()
    frame.locator(".offers").wait_for()
    assert "赵廷东" in frame.locator(".answer").last.inner_text()
    assert frame.locator("#question").input_value() == "另一个问题"


def test_a_page_that_stood_open_too_long_gets_a_new_token_by_itself(visit: Visit) -> None:
    frame = visit.open()
    frame.evaluate("token = 'bureau.1.abc.def'")
    assert "赵廷东" in visit.ask(QUESTION).inner_text()


def test_a_service_that_does_not_answer_is_told_on_the_button(visit: Visit, place: Place) -> None:
    visit.context.set_offline(True)
    visit.press()
    visit.tab.wait_for_timeout(3000)
    assert visit.focused() == "six-actions"
    assert len(visit.tab.frames) == 1
    visit.context.set_offline(False)
    visit.press()
    visit.frame.locator(".examples button").first.wait_for()
    assert place.host.service in visit.frame.url


def test_a_question_that_is_too_long_is_not_sent(visit: Visit) -> None:
    frame = visit.open()
    frame.locator("#question").fill("水" * 501)
    frame.locator("#question").press("Enter")
    frame.get_by_text("缩短到500个字以内").wait_for()
    assert frame.locator(".answer").count() == 0
    assert len(frame.locator("#question").input_value()) == 501


def test_a_stop_keeps_what_was_shown_and_ends_the_model(
    browser: Any, latest: Any, library: Library, tmp_path: Path
) -> None:
    number = number_of(library, "城镇新增就业6万人")
    settings = AssistantSettings(base_url="http://127.0.0.1:1", model="m", api_key=SecretStr("k"))
    with ModelServer() as model, Host() as host:
        place = Place(host, tmp_path / "sites.yaml")
        writer = Endpoint(settings.model_copy(update={"base_url": model.url, "timeout": 30.0})).write
        with served(latest, writer, sites=str(place.path), feedback=os.devnull) as host.service:
            visit = Visit(browser.new_context(**VIEW), host.origin)
            frame = visit.open()
            assert "AI生成" in frame.locator("footer").inner_text()
            model.replies = [Reply(f"总目标是城镇新增就业6万人。[{number}]其余的", then="silence")]
            frame.locator("#question").fill("呼和浩特市2025年城镇新增就业的目标是多少？")
            frame.locator("#question").press("Enter")
            frame.locator(".answer").get_by_text("6万人").wait_for()
            frame.get_by_role("button", name="停止").click()
            frame.get_by_text("（已停止。）").wait_for()
            assert "6万人" in frame.locator(".answer").inner_text()
            assert model.was_left(15)
            assert frame.get_by_role("button", name="提问").is_visible()
            visit.context.close()
