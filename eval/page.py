"""The staff page under its users: many asking at once, and a server that nobody asks.

Questions go in by the page's own queue, as a browser puts them; a user's wait is from the question to the whole answer.
"""

import asyncio
import importlib.util
import json
import os
import re
import secrets
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from eval.bench import Ratio, free_port, until_answers

USERS = 50
VISITS = 6
IDLE = 10.0  # seconds that the idle server is watched
_CONFIG = re.compile(r"window\.gradio_config\s*=\s*(\{.*?\});</script>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Load:
    """What became of `users` who asked at once: seconds of each that was answered, how many were not; `idle` is the
    share of a core that the server took while nobody asked, `paints` are seconds to the first paint of a
    page that the browser has seen before; none where there is no browser."""

    users: int
    waits: tuple[float, ...]
    failed: int
    idle: float
    paints: tuple[float, ...]

    @property
    def slowest(self) -> Ratio:
        """The slowest against the fastest half."""
        fastest = sorted(self.waits)[: max(1, len(self.waits) // 2)]
        return Ratio("the slowest of them", max(self.waits), "the fastest half", statistics.mean(fastest), 3.0)

    def __str__(self) -> str:
        lines = [f"{self.users} users asked at once, {self.failed} were not answered"]
        if self.waits:
            lines.append(str(self.slowest))
        if self.paints:
            lines.append(str(Ratio("first paint of a warm page", statistics.median(self.paints), "a second", 1.0, 1.0)))
        lines.append(f"idle: {self.idle:.1%} of a core (at most 2.0%)")
        return "\n".join(lines)


def load(questions: list[str], users: int = USERS) -> Load:
    """Serve the page as `make run` does and let `users` ask at once."""
    port = free_port()
    command = [sys.executable, "-m", "assistant", "serve", "--port", str(port)]
    serving = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until_answers(serving, port)
        address = f"http://127.0.0.1:{port}"
        asyncio.run(_all(address, questions[:3], 3))  # what is loaded with the first questions
        waits = asyncio.run(_all(address, questions, users))
        time.sleep(3)
        idle = _cpu(serving.pid)
        time.sleep(IDLE)
        idle = (_cpu(serving.pid) - idle) / IDLE
        paints = _paints(address)
    finally:
        serving.terminate()
        serving.wait()
    answered = tuple(one for one in waits if one is not None)
    return Load(users, answered, len(waits) - len(answered), idle, paints)


async def _all(address: str, questions: list[str], users: int) -> list[float | None]:
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=address, timeout=300, limits=limits) as client:
        function, inputs = _event((await client.get("/")).text)
        asked = [questions[n % len(questions)] for n in range(users)]
        return await asyncio.gather(*(_ask(client, function, inputs, question) for question in asked))


def _event(page: str) -> tuple[int, list[Any]]:
    """The number of the event behind the question box, and what the page sends with it."""
    found = _CONFIG.search(page)
    if not found:
        raise RuntimeError("The page carries no configuration of Gradio's: has its form changed?")
    config = json.loads(found[1])
    values = {one["id"]: one["props"].get("value") for one in config["components"]}
    box = next(one["id"] for one in config["components"] if one["props"].get("elem_id") == "question")
    event = next(one for one in config["dependencies"] if [box, "submit"] in one["targets"])
    return event["id"], [values.get(one) for one in event["inputs"]]


async def _ask(client: httpx.AsyncClient, function: int, inputs: list[Any], question: str) -> float | None:
    """Seconds until the answer is whole; None when there is none."""
    started, session = time.perf_counter(), secrets.token_hex(8)
    sent = {"data": [question, *inputs[1:]], "fn_index": function, "session_hash": session}
    if (await client.post("/gradio_api/queue/join", json=sent)).status_code != 200:
        return None
    last = ""
    async with client.stream("GET", f"/gradio_api/queue/data?session_hash={session}") as stream:
        async for line in stream.aiter_lines():
            last += line if '"process_generating"' in line else ""
            if '"process_completed"' in line:
                return time.perf_counter() - started if "#cite-" in last or "没有找到依据" in last else None
    return None


def _paints(address: str) -> tuple[float, ...]:
    """Seconds from asking for the page to its first paint, by Chromium's own clock; the first visit does not count."""
    name = next(
        (found for one in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(one))), ""
    )
    if not name or not importlib.util.find_spec("playwright"):
        return ()
    from playwright.sync_api import sync_playwright

    told = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=name, args=["--no-sandbox", "--disable-dev-shm-usage"])
        tab = browser.new_page()
        seconds = []
        for _ in range(VISITS):
            tab.goto(address)
            tab.locator("#question textarea").wait_for()
            seconds.append(float(tab.evaluate(told)) / 1000)
        browser.close()
    return tuple(seconds[1:])


def _cpu(process: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
