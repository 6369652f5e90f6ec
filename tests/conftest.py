"""What tests share: one real index of the two pages, a real server on a free port, a real browser.

The encoder is the one that `make setup` prepared. Nothing but 127.0.0.1 can be reached (pytest-socket).
"""

import os
import re

# Several workers share the cores: a library's pool that spins for work in one of them takes it from the others.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from model_server import ModelServer

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "ingest" / "articles"
MODELS = Path(os.environ.get("INDEX_MODELS", ROOT / "data" / "models"))

# A developer's .env may name a model; tests never call it.
NO_MODEL = {f"ASSISTANT_{name}": "" for name in ("BASE_URL", "MODEL", "API_KEY", "API_KEY_FILE")}

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def index_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two pages, synced once for the whole run, by the worker that comes first."""
    from ingest.sync import sync

    base = tmp_path_factory.getbasetemp()
    path = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "index"
    with FileLock(path.with_suffix(".lock")):
        sync([ARTICLES], path, "", MODELS, lambda _text: None)
    return path


@pytest.fixture
def copied_index(index_path: Path, tmp_path: Path) -> Path:
    """A copy of the index that a test may damage."""
    copy = tmp_path / "index"
    shutil.copytree(index_path, copy)
    return copy


@pytest.fixture(scope="session")
def latest(index_path: Path) -> Any:
    """The opened index and the route's library, as programs get them."""
    from functools import partial

    from assistant.library import latest as make
    from index.encoder import open_encoder

    return make(index_path, partial(open_encoder, "", MODELS))


@pytest.fixture(scope="session")
def library(latest: Any) -> Any:
    """The route's library on the two pages."""
    return latest()[1]


@pytest.fixture
def run(index_path: Path) -> Run:
    """Run one of our programs as a shell would: run("assistant", "ask", "…", input="…", INDEX_PATH="…")."""

    def start(*arguments: str, input: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            input=input,
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
            timeout=120,
            env={**os.environ, **NO_MODEL, "INDEX_PATH": str(index_path), "INDEX_MODELS": str(MODELS), **environment},
        )

    return start


@pytest.fixture(scope="session")
def server(latest: Any) -> Iterator[str]:
    """The whole application served on a free port; gives its address."""
    with served(latest, None) as address:
        yield address


@contextmanager
def served(latest: Any, writer: Any, **given: Any) -> Iterator[str]:
    """The application with a language model, or none, on a free port, or on a given `port`; gives its address. `given`
    are settings."""
    import socket

    import uvicorn

    from assistant.serve import create_app
    from assistant.settings import AssistantSettings

    listening = socket.create_server(("127.0.0.1", given.pop("port", 0)))
    folder = Path(tempfile.mkdtemp())
    kept = {"staff": str(folder / "staff.sqlite"), "articles": str(folder / "articles"), "feedback": os.devnull}
    days = {"journal_days": 0, "audit_days": 0, "conversation_days": 0}
    settings = AssistantSettings(**{**kept, **days, **given})
    app = create_app(latest, writer, settings, loopback=True)
    running = uvicorn.Server(uvicorn.Config(app, log_level="error", proxy_headers=False, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not running.started:
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    running.should_exit = True
    thread.join(timeout=10)
    shutil.rmtree(folder, ignore_errors=True)


FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


def chromium() -> str:
    """Where the browser is."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next(found for name in names if name and (found := shutil.which(name)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def model() -> Iterator[ModelServer]:
    """A model server of a test's own."""
    with ModelServer() as started:
        yield started


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Any]:
    """An empty store of conversations."""
    from assistant.staff.store import Store

    opened = Store(tmp_path / "staff.sqlite", 30)
    yield opened
    opened.close()


# What a model is asked to write about, in the tests of writing.
QUESTION = "呼和浩特市2025年城镇新增就业的目标是多少？"


def number_of(library: Any, words: str) -> int:
    """The number under which the prompt for QUESTION shows the passage with these words."""
    from assistant.route import answer

    prompts: list[str] = []

    def write(prompt: str) -> list[str]:
        prompts.append(prompt)
        return []

    answer(QUESTION, library, complete=write)
    shown = re.findall(r"^\[(\d+)\] .*\n(.*)$", prompts[0], re.MULTILINE)
    return next(int(n) for n, text in shown if words in text)
