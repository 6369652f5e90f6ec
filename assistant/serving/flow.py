"""A generator that blocks, read by a server's event loop: whoever leaves ends it at once."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import suppress
from typing import TypeVar, cast

import anyio.to_thread
from anyio.lowlevel import RunVar

from assistant.settings import THREADS

Some = TypeVar("Some")

# Threads of their own: those that wait for a slow model must not keep other requests from theirs.
_threads: RunVar[anyio.CapacityLimiter] = RunVar("_threads")
_END = object()


async def flow(start: Callable[[threading.Event], Generator[Some]], tick: float) -> AsyncGenerator[Some | None]:
    """The items of start(stop), each as it comes, and None whenever `tick` seconds went by without one.

    When this is closed or cancelled, `stop` is set, and the generator is closed or left to end by itself.
    """
    try:
        limiter = _threads.get()
    except LookupError:
        limiter = anyio.CapacityLimiter(THREADS)
        _threads.set(limiter)
    stop = threading.Event()
    items = start(stop)

    def step() -> object:
        item = next(items, _END)
        if stop.is_set():
            _close(items)  # whoever left while this ran could not
        return item

    task: asyncio.Future[object] | None = None
    try:
        while True:
            task = asyncio.ensure_future(anyio.to_thread.run_sync(step, abandon_on_cancel=True, limiter=limiter))
            while not (await asyncio.wait({task}, timeout=tick))[0]:
                yield None
            if (item := task.result()) is _END:
                return
            yield cast(Some, item)
    finally:
        stop.set()
        if task is not None:
            task.cancel()
        _close(items)


def _close(items: Generator[object]) -> None:
    """Close a generator; one that runs in another thread cannot be, and is where it comes to its next item."""
    with suppress(ValueError):
        items.close()
