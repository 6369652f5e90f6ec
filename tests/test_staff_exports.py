"""Who may have an answer as a file, under which name, over a real socket and in a real browser."""

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
from docx import Document as open_word
from starlette.requests import HTTPConnection
from turn_maker import PARTIAL, PROJECTS, UNKNOWN, keep, notes_of, opened

from assistant.route import Library
from assistant.serving.guard import Guard
from assistant.serving.journal import Journal
from assistant.settings import AssistantSettings
from assistant.staff.aigc import PRODUCT
from assistant.staff.audit import Audit
from assistant.staff.entrance import make_entrance
from assistant.staff.exports import NO_CONVERSATION, create_exports, file_name
from assistant.staff.sources import NO_ANSWER
from assistant.staff.store import Store, Turn
from assistant.staff.user import User


@contextmanager
def serving(latest: Any, store: Store, settings: AssistantSettings) -> Iterator[str]:
    """The API with the exports on a free port; whoever is named by the header x-user has logged in."""
    import socket

    import uvicorn

    from assistant.api import create_api

    app = create_api(latest, None, settings, Journal(Path(settings.journal), 0), open_to_all=True)
    names = {"a": "甲", "b": "乙"}

    def who(request: HTTPConnection) -> User | None:
        return User(names[request.headers["x-user"]], "reader") if "x-user" in request.headers else None

    create_exports(app, who, store, settings)
    app.add_middleware(Guard, entrance=make_entrance(settings, loopback=True), audit=Audit(Path(settings.audit), 0))
    listening = socket.create_server(("127.0.0.1", 0))
    running = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not running.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    running.should_exit = True
    thread.join(timeout=10)


@pytest.fixture
def address(latest: Any, store: Store, tmp_path: Path) -> Iterator[str]:
    settings = AssistantSettings(staff=str(tmp_path / "staff.sqlite"), journal_days=0)
    with serving(latest, store, settings) as running:
        yield running


def paths(turn: Turn) -> list[str]:
    of_answer = [f"/staff/answers/{turn.answer.id}.{kind}" for kind in ("txt", "md", "docx", "json")]
    return [*of_answer, "/staff/conversations/c1.md", "/staff/conversations/c1.docx"]


def test_who_asked_gets_the_files_and_nobody_else(address: str, store: Store, library: Library) -> None:
    turn = keep(store, library, f"{PROJECTS}我的电话13812345678")
    keep(store, library, PARTIAL)
    for path in paths(turn):
        got = httpx.get(address + path, headers={"x-user": "a"})
        assert got.status_code == 200, got.text
        assert got.headers["cache-control"] == "no-store"
        plain, encoded = re.fullmatch(
            r"attachment; filename=\"([\w.]+)\"; filename\*=UTF-8''([\w.%-]+)", got.headers["content-disposition"]
        ).groups()  # type: ignore[union-attr]
        kind = path.rpartition(".")[2]
        assert plain == f"answer.{kind}"
        assert unquote(encoded).startswith(f"{PRODUCT}_呼和浩特2025年要谋划")
        text = got.text
        if kind == "docx":
            word, file = opened(got.content)
            text = "\n".join([*(one.text for one in word.paragraphs), *notes_of(file).values()])
        assert "1200个" in text
        assert "13812345678" not in text + unquote(encoded)
        if "conversations" in path:
            assert "再生水价格" in text
        for headers, status in (({}, 401), ({"x-user": "b"}, 404)):
            refused = httpx.get(address + path, headers=headers)
            assert refused.status_code == status
            assert re.search("[一-鿿]", refused.json()["error"]["message"])


def test_the_whole_application_has_the_routes_before_the_page_that_takes_every_path(server: str) -> None:
    for path in ("/staff/answers/nothing.md", "/staff/conversations/nothing.docx"):
        got = httpx.get(server + path)
        assert got.status_code == 404
        assert got.json()["error"]["message"] in (NO_ANSWER, NO_CONVERSATION)


@pytest.mark.parametrize(
    "path",
    [
        "/staff/answers/nothing.txt",
        "/staff/answers/nothing.pdf",
        "/staff/answers/.json",
        "/staff/answers/..%2F..%2Fstaff.sqlite.key.txt",
        "/staff/conversations/nothing.docx",
        "/staff/conversations/c1.json",
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(address: str, store: Store, library: Library, path: str) -> None:
    keep(store, library, UNKNOWN)
    got = httpx.get(address + path, headers={"x-user": "a"})
    assert got.status_code == 404
    assert got.json()["error"]["message"]


def test_a_browser_saves_the_file_under_the_question(
    address: str, store: Store, library: Library, browser: Any, tmp_path: Path
) -> None:
    turn = keep(store, library, PROJECTS)
    tab = browser.new_page(extra_http_headers={"x-user": "a"})
    tab.goto(f"{address}/health")
    for kind in ("txt", "md", "docx", "json"):
        with tab.expect_download() as saved:
            tab.evaluate("path => { location.href = path }", f"/staff/answers/{turn.answer.id}.{kind}")
        assert saved.value.suggested_filename == file_name(PROJECTS, kind)
        saved.value.save_as(tmp_path / f"answer.{kind}")
        assert (tmp_path / f"answer.{kind}").stat().st_size > 100
    assert open_word(str(tmp_path / "answer.docx")).paragraphs[0].text == PRODUCT
    tab.close()


def test_a_renamed_conversation_is_called_by_its_name(address: str, store: Store, library: Library) -> None:
    keep(store, library, PROJECTS)
    store.rename("甲", "c1", "项目数字 *汇总*")
    got = httpx.get(f"{address}/staff/conversations/c1.md", headers={"x-user": "a"})
    assert "\n# 项目数字 \\*汇总\\*\n" in got.text
    store.delete("甲", "c1")
    assert httpx.get(f"{address}/staff/conversations/c1.md", headers={"x-user": "a"}).status_code == 404


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("项目？", "六个行动问答_项目？.md"),
        ('../a\\b:c*d?"<>|\n\u202ee', "六个行动问答_abcd e.md"),
        ("\u200b ...", "六个行动问答_回答.md"),
        ("长" * 100, f"六个行动问答_{'长' * 40}.md"),
    ],
)
def test_a_file_name_has_no_sign_that_a_system_reserves(title: str, name: str) -> None:
    assert file_name(title, "md") == name
