"""What tests share: one real index of the two pages, a real server on a free port, a real browser.

The encoder is the one that `make setup` prepared. Nothing but 127.0.0.1 can be reached (pytest-socket).
"""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "ingest" / "articles"
MODELS = Path(os.environ.get("INDEX_MODELS", ROOT / "data" / "models"))

# A developer's .env may name a model; tests never call it.
NO_MODEL = {f"ASSISTANT_{name}": "" for name in ("BASE_URL", "MODEL", "API_KEY", "API_KEY_FILE")}

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def index_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two pages, synced once for the whole run."""
    from ingest.sync import sync

    path = tmp_path_factory.mktemp("index")
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
def served(latest: Any, writer: Any) -> Iterator[str]:
    """The application with a language model, or none, on a free port; gives its address."""
    import socket

    import uvicorn

    from assistant.serve import create_app
    from assistant.settings import AssistantSettings

    listening = socket.create_server(("127.0.0.1", 0))
    app = create_app(latest, writer, AssistantSettings(feedback=os.devnull, journal_days=0), loopback=True)
    running = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not running.started:
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    running.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    path = next(found for name in names if name and (found := shutil.which(name)))
    flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=flags)
        yield started
        started.close()
