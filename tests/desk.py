"""The articles page on a real server with an index and a folder of its own, for the tests of what editors do."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from conftest import MODELS
from starlette.requests import HTTPConnection

from assistant.staff.user import LOCAL, User


@dataclass
class Desk:
    """A running server: `noted` has the changes that were noted."""

    address: str
    index: Path
    folder: Path
    noted: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)

    def client(self, role: str = "") -> httpx.Client:
        """A client as an editor, or with another role."""
        return httpx.Client(base_url=self.address, timeout=60, cookies={"role": role} if role else {})

    def upload(self, name: str, content: bytes) -> str:
        """Stage a file; gives its id."""
        with self.client() as client:
            given = client.post("/staff/files", params={"name": name, "acknowledged": True}, content=content)
            assert given.status_code == 200, given.text
            return str(given.json()["id"])

    def change(self, path: str, content: Any = None) -> dict[str, Any]:
        """Start a job and wait for its end."""
        with self.client() as client:
            given = client.post(f"/staff/files/{path}", json={} if content is None else content)
            assert given.status_code == 200, given.text
        return self.ended()

    def ended(self) -> dict[str, Any]:
        """The job at work once it has ended."""
        deadline = time.monotonic() + 90
        with self.client() as client:
            while (job := client.get("/staff/files/job").json())["state"] == "running":
                assert time.monotonic() < deadline, job
                time.sleep(0.1)
        return dict(job)

    def state(self, role: str = "") -> dict[str, Any]:
        """What the page shows."""
        with self.client(role) as client:
            return dict(client.get("/staff/files").json())

    def names(self) -> list[str]:
        """What is indexed from the folder."""
        files = self.state()["listing"]["files"]
        return [file["name"] for file in files if file["ours"] and file["state"] == "indexed"]


def by_cookie(request: HTTPConnection) -> User | None:
    """Who sent a request, as a login would tell: the cookie `role` says reader, nobody or another editor."""
    role = request.cookies.get("role", "")
    known = {"reader": User("李明", "reader"), "nobody": None, "second": User("王芳", "editor")}
    return known.get(role, LOCAL)


def plan(of: str) -> bytes:
    """A small article about building something."""
    return f"# {of}建设方案\n\n今年全市要新建{of}三十七座，总投资五亿元。\n".encode()


@contextmanager
def open_desk(place: Path, empty: bool = False) -> Iterator[Desk]:
    """A desk in a folder of its own, with an index of one article from elsewhere, or none."""
    from ingest.sync import sync

    index = place / "index"
    if not empty:
        first = place / "elsewhere" / "first.txt"
        first.parent.mkdir()
        first.write_bytes(plan("水库"))
        sync([first], index, "", MODELS, lambda _text: None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDEX_PATH", str(index))
        patch.setenv("INDEX_MODELS", str(MODELS))
        with served_desk(index, place / "articles") as served:
            yield served


@contextmanager
def served_desk(index: Path, folder: Path) -> Iterator[Desk]:
    """The API, the page and the guard on a free port. INDEX_PATH has to name `index` already."""
    from assistant.api import create_api
    from assistant.library import latest
    from assistant.serving.guard import Guard
    from assistant.serving.journal import Journal
    from assistant.settings import AssistantSettings
    from assistant.staff.audit import Audit
    from assistant.staff.entrance import make_entrance
    from assistant.staff.files import create_files
    from index.encoder import open_encoder

    settings = AssistantSettings(articles=str(folder), feedback="/dev/null", journal_days=0)
    app = create_api(
        latest(index, partial(open_encoder, "", MODELS)), None, settings, Journal(folder, 0, False), open_to_all=True
    )
    desk = Desk("", index, folder)
    create_files(
        app, by_cookie, settings, note=lambda event, *, user, files=(): desk.noted.append((event, user, files))
    )
    app.add_middleware(Guard, entrance=make_entrance(settings, loopback=True), audit=Audit(folder, 0))
    listening = socket.create_server(("127.0.0.1", 0))
    running = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not running.started:
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.05)
    desk.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    yield desk
    running.should_exit = True
    thread.join(timeout=10)
