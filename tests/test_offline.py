"""Nothing at run time needs a network, and no library tries to reach one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
from conftest import MODELS, ROOT

# Python runs this before anything else; every address that is connected to or looked up is written down.
_HOOK = """
import os, sys
def _watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        target = arguments[1] if event in ("socket.connect", "socket.sendto") else arguments[0]
        host = str(target[0]) if isinstance(target, tuple) else str(target)
        if host not in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "None", ""):
            with open(os.environ["REACHED"], "a") as file:
                file.write(f"{event} {target}\\n")
sys.addaudithook(_watch)
"""


def test_no_library_reaches_for_a_network(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(_HOOK)
    reached = tmp_path / "reached"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GRADIO_", "HF_"))},
        "PYTHONPATH": str(tmp_path),
        "REACHED": str(reached),
        "INDEX_PATH": str(tmp_path / "index"),
        "INDEX_MODELS": str(MODELS),
        "HOME": str(tmp_path),
    }

    def start(*arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", *arguments], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
        )

    article = tmp_path / "water.txt"
    article.write_text("节水行动\n\n水务局局长表示，今年用水总量不再增加。\n", encoding="utf-8")
    assert start("ingest", "sync", str(article)).wait(120) == 0
    assert start("assistant", "ask", "水务局局长是谁？").wait(60) == 0
    assert start("assistant", "doctor").wait(60) == 0
    serving = start("assistant", "serve", "--port", "0")
    try:
        assert serving.stderr is not None
        line = next(line for line in serving.stderr if "http://" in line)
        address = line.split()[2]
        assert httpx.get(address).status_code == 200
        assert httpx.post(f"{address}/api/ask", json={"question": "水务局局长是谁？"}).status_code == 200
        time.sleep(2)  # what a library does in a thread after the start
    finally:
        serving.send_signal(signal.SIGTERM)
        serving.wait(20)
    assert not reached.exists(), reached.read_text()


def test_the_hook_would_notice(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(_HOOK)
    reached = tmp_path / "reached"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "REACHED": str(reached)}
    tried = "import socket\ntry: socket.getaddrinfo('somewhere.invalid', 80)\nexcept OSError: pass"
    subprocess.run([sys.executable, "-c", tried], env=environment, check=True)
    assert "somewhere.invalid" in reached.read_text()
