"""What a citizen is told where a connection is silent and where the line is full; the question is kept either way."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any

import httpx
import pytest
from conftest import QUESTION, number_of, served
from model_server import ModelServer, Reply
from pydantic import SecretStr

from assistant.generation.endpoint import Endpoint
from assistant.route import Library
from assistant.settings import AssistantSettings

NO_LIMITS = {"rate_address": 0, "rate_token": 0, "rate_site": 0, "rate_total": 0}
ASKED = "水务局局长是谁？"


class Wire:
    """A line between browser and server that goes dead without being closed: after `letting` bytes of an answer."""

    def __init__(self, server: str) -> None:
        self.letting: int | None = None  # bytes of each connection's next answers that still come; None: all
        self._host, self._port = server.removeprefix("http://").split(":")
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.create_connection((self._host, int(self._port)))
                threading.Thread(target=self._carry, args=(near, far, False), daemon=True).start()
                threading.Thread(target=self._carry, args=(far, near, True), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, answers: bool) -> None:
        let = 0
        with suppress(OSError):
            while data := source.recv(65536):
                if answers and self.letting is not None:
                    data, let = data[: max(0, self.letting - let)], let + len(data)
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._listening.close()


@pytest.fixture
def wire(server: str) -> Iterator[Wire]:
    made = Wire(server)
    yield made
    made.close()


@pytest.mark.parametrize("letting", [0, 700], ids=["before the first byte", "within the stream"])
def test_a_silent_connection_is_told_and_the_question_asked_again(browser: Any, wire: Wire, letting: int) -> None:
    context = browser.new_context(locale="zh-CN")
    tab = context.new_page()
    tab.clock.install()
    tab.goto(f"{wire.address}/widget?site=demo")
    tab.locator(".examples button").first.wait_for()
    wire.letting = letting
    with tab.expect_request("**/api/ask"):
        tab.locator("#question").fill(ASKED)
        tab.locator("#question").press("Enter")
    if letting:
        tab.locator(".waiting[hidden]").wait_for(state="attached")  # the text has begun
    tab.wait_for_timeout(500)
    tab.clock.fast_forward(30_000)
    assert tab.locator(".ended").count() == 0
    tab.clock.fast_forward(20_000)
    told = tab.locator(".ended")
    told.wait_for()
    assert "连接断了" in told.inner_text()
    assert tab.locator("#question").input_value() == ASKED
    assert tab.get_by_role("button", name="提问").is_visible()
    wire.letting = None
    told.get_by_role("button", name="重试").click()
    tab.locator(".offers").wait_for()
    assert "赵廷东" in tab.locator(".answer").last.inner_text()
    assert tab.locator("#question").input_value() == ""
    context.close()


def test_a_full_line_is_told_with_the_time_to_wait(browser: Any, latest: Any, library: Library) -> None:
    number = number_of(library, "城镇新增就业6万人")
    good = f"总目标是城镇新增就业6万人。[{number}]"
    with ModelServer() as model, ExitStack() as held:
        settings = AssistantSettings(base_url=model.url, model="m", api_key=SecretStr("k"), timeout=60.0)
        model.replies = [Reply(good, then="silence") for _ in range(2)]
        with served(latest, Endpoint(settings).write, queue=1, writing=2, **NO_LIMITS) as address:
            host, port = address.removeprefix("http://").split(":")
            body = json.dumps({"question": QUESTION}).encode()
            head = f"POST /api/ask HTTP/1.1\r\nhost: {host}\r\naccept: text/event-stream\r\n"
            head += f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
            for _ in range(3):  # both turns, and the one place behind them
                asking = held.enter_context(socket.create_connection((host, int(port)), 60))
                asking.sendall(head.encode() + body)
                assert asking.recv(12) == b"HTTP/1.1 200"
            model.wait_until_asked(120)
            refused = httpx.post(f"{address}/api/ask", json={"question": QUESTION})
            assert refused.status_code == 503
            assert refused.json()["error"]["code"] == "busy"
            assert refused.json()["error"]["retry_after"] == int(refused.headers["retry-after"]) > 0
            quoted = httpx.post(f"{address}/api/ask", json={"question": ASKED, "mode": "extractive"}, timeout=60)
            assert quoted.status_code == 200  # whoever need not wait is not sent away

            tab = browser.new_page()
            tab.goto(f"{address}/widget?site=demo")
            tab.locator("#question").fill(QUESTION)
            tab.locator("#question").press("Enter")
            told = tab.locator(".ended")
            told.wait_for()
            assert "现在提问的人很多，请5秒后再试" in told.inner_text()
            assert tab.locator("#question").input_value() == QUESTION
            held.close()
            assert model.was_left(30)
            assert model.was_left(30)
            model.replies = [good] * 4
            deadline = time.monotonic() + 60
            while httpx.post(f"{address}/api/ask", json={"question": QUESTION}, timeout=60).status_code != 200:
                assert time.monotonic() < deadline, "the line did not become free"
                time.sleep(0.2)
            told.get_by_role("button", name="重试").click()
            tab.locator(".offers").wait_for()
            assert "6万人" in tab.locator(".answer").last.inner_text()
            tab.close()
