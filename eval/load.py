"""What the widget costs the server and the line: one server process, asked over real sockets as the widget asks.

Client and server share the machine, so waits hold the client's work too; the limits are ratios or bytes.
"""

import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SERIAL = 60  # questions, one after the other, whose stream is held against the engine
_BURSTS = 3
_ROUNDS = 5  # of the questions while memory is looked at, after each of which it is noted
_BUSY = 16  # that ask at the same time while memory is looked at
_FREE = {f"ASSISTANT_RATE_{kind}": "0" for kind in ("ADDRESS", "TOKEN", "SITE", "TOTAL")}
_ALONE = {"ASSISTANT_BASE_URL": "", "ASSISTANT_MODEL": "", "ASSISTANT_JOURNAL_DAYS": "0", "ASSISTANT_SITES": ""}
_PARTS = ("/widget.js", "/widget?site=demo", "/widget/page.css", "/widget/page.js")


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, and the most that it may be."""

    name: str
    value: float
    at_most: float
    unit: str = ""

    @property
    def met(self) -> bool:
        """Whether it is within its limit."""
        return self.value <= self.at_most

    def __str__(self) -> str:
        return f"{self.value:8.2f}{self.unit} (at most {self.at_most}, {'ok' if self.met else 'MISSED'})  {self.name}"


def load(widgets: int, questions: int) -> Iterator[Figure]:
    """Measure everything, each figure as it is known; ten thousand questions take some minutes."""
    from eval.cases import SETS, read_cases

    asked = [case.question for case in read_cases(SETS / "dev.jsonl") if len(case.question) <= 500]
    with _serving() as (address, process):
        figures = _measure(address, process, asked, widgets, questions)
        with asyncio.Runner() as runner:
            while figure := runner.run(_next(figures)):
                yield figure


async def _next(figures: AsyncIterator[Figure]) -> Figure | None:
    return await anext(figures, None)


async def _measure(
    address: str, process: int, asked: Sequence[str], widgets: int, questions: int
) -> AsyncIterator[Figure]:
    import httpx

    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=limits) as http:
        sizes = {path: (await http.get(path)).num_bytes_downloaded for path in _PARTS}
        yield Figure("the loader", sizes["/widget.js"] / 1000, 3, " KB")
        yield Figure("everything until the first question", sum(sizes.values()) / 1000, 25, " KB")
        tokens = [await _token(http) for _ in range(widgets)]

        async def ask(number: int) -> tuple[float, float] | None:
            return await _ask(http, address, tokens[number % widgets], asked[number % len(asked)])

        # Each question once: what is loaded with the first and remembered of each is bounded, and no growth.
        once = iter(range(len(asked)))
        await asyncio.gather(*(_work(ask, once) for _ in range(_BUSY)))
        alone = [told for number in range(_SERIAL) if (told := await ask(number))]
        over = statistics.median(wall - engine for wall, engine in alone) * 1000
        yield Figure("a stream over the engine's own time, median", over, 10, " ms")
        bursts = [await asyncio.gather(*(ask(number) for number in range(widgets))) for _ in range(_BURSTS)]
        failed = sum(told is None for burst in bursts for told in burst)
        yield Figure(f"failures of {widgets} widgets that ask at once, {_BURSTS} times", failed, 0)
        spreads = [_spread([told[0] for told in burst if told]) for burst in bursts]
        spread, middle, late = sorted(spreads)[len(spreads) // 2]
        yield Figure(f"p95 over p50 of them (p50 {middle:.2f} s, p95 {late:.2f} s)", spread, 2, " x")
        held, failed = [_memory(process)], 0
        for round_ in range(_ROUNDS):
            left = iter(range(questions * round_ // _ROUNDS, questions * (round_ + 1) // _ROUNDS))
            failed += sum(await asyncio.gather(*(_work(ask, left) for _ in range(_BUSY))))
            held.append(_memory(process))
        yield Figure(f"failures of {questions} questions, {_BUSY} at a time", failed, 0)
        series = " ".join(f"{one:.0f}" for one in held)
        yield Figure(f"memory after {questions} questions over before ({series} MiB)", held[-1] / held[0], 1.02, " x")


def _spread(waits: Sequence[float]) -> tuple[float, float, float]:
    """p95 over p50, p50 and p95 of some waits."""
    ordered = sorted(waits)
    middle, late = (ordered[int(len(ordered) * share)] for share in (0.5, 0.95))
    return late / middle, middle, late


async def _work(ask: Callable[[int], Any], left: Iterator[int]) -> int:
    """Ask while there are questions left; how many failed."""
    failed = 0
    for number in left:
        failed += (await ask(number)) is None
    return failed


async def _token(http: Any) -> str:
    found = re.search(r'"token":"([^"]+)"', (await http.get("/widget?site=demo")).text)
    return found[1] if found else ""


async def _ask(http: Any, address: str, token: str, question: str) -> tuple[float, float] | None:
    """Seconds until the whole answer was there, and those that the engine says it took; None where there is none."""
    import httpx

    headers = {"x-widget-token": token, "origin": address, "accept": "text/event-stream"}
    started = time.perf_counter()
    try:
        given = await http.post("/api/ask", json={"question": question}, headers=headers)
    except httpx.TransportError as error:
        print(f"  {type(error).__name__} after {time.perf_counter() - started:.2f} s", file=sys.stderr)
        return None
    wall = time.perf_counter() - started
    if given.status_code == 400:  # what cannot be asked is refused before a stream begins
        return wall, wall
    if given.status_code != 200 or "\nevent: answer\n" not in given.text:
        return None
    told = json.loads(given.text.rpartition("data: ")[2])
    return wall, told["seconds"]["total"]


def _memory(process: int) -> float:
    """What a process holds in memory, in MiB."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


@contextmanager
def _serving() -> Iterator[tuple[str, int]]:
    """A server of its own on a free port, without a model; its address and process."""
    serving = subprocess.Popen(
        [sys.executable, "-m", "assistant", "serve", "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **_FREE, **_ALONE},
    )
    try:
        line = next((line for line in serving.stderr or () if "http://" in line), "")
        if not line:
            raise RuntimeError("the server did not start: python -m assistant doctor says why")
        yield line.split()[2], serving.pid
    finally:
        serving.terminate()
        serving.wait(30)
