"""A blocking generator read by an event loop."""

import asyncio
import threading
from collections.abc import Coroutine, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from typing import TypeVar

from assistant.serving.flow import flow

Some = TypeVar("Some")


def _alone(work: Coroutine[object, object, Some]) -> Some:
    """What some work gives in a loop of its own thread: where a browser is driven, this one has a loop already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(work)).result()


def test_what_blocks_is_read_item_by_item_with_signs_of_life() -> None:
    go = threading.Event()

    def items(_stop: threading.Event) -> Generator[str]:
        yield "one"
        assert go.wait(10)
        yield "two"

    async def read() -> list[str | None]:
        found: list[str | None] = []
        async with aclosing(flow(items, 0.05)) as flowing:
            async for item in flowing:
                found.append(item)
                if item is None:
                    go.set()
        return found

    found = _alone(read())
    assert [item for item in found if item] == ["one", "two"]
    assert None in found


def test_whoever_leaves_ends_a_generator_that_runs_in_its_thread() -> None:
    # It comes to its next item after its reader has gone: nobody else is there to close it.
    running, left, closed = (threading.Event() for _ in range(3))
    kept: list[Generator[str]] = []  # as a traceback may keep it

    def items() -> Generator[str]:
        try:
            yield "one"
            running.set()
            assert left.wait(10)
            yield "two"
        finally:
            closed.set()

    def start(_stop: threading.Event) -> Generator[str]:
        kept.append(items())
        return kept[0]

    async def read() -> None:
        async with aclosing(flow(start, 0.02)) as flowing:
            assert await anext(flowing) == "one"
            assert await anext(flowing) is None
            assert running.wait(10)

    _alone(asyncio.wait_for(read(), 30))
    left.set()
    assert closed.wait(10)
