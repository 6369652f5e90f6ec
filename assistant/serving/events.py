"""An answer as it grows, for everybody who asks over HTTP: its turn in the line, and server-sent events."""

import json
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Mapping
from contextlib import aclosing

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from assistant.answer import Answer, as_json
from assistant.serving.flow import flow
from assistant.serving.limits import Place

Start = Callable[[threading.Event], Generator[Answer]]

_SEARCHING = "正在查找原文"
SIGN = 15.0  # seconds until a stream that is silent gives a sign, so that no proxy takes it for dead
SILENT = ": \n\n"


class Stream(StreamingResponse):
    """Server-sent events, whose place in the line is left however they end, or never begin."""

    def __init__(self, place: Place, lines: AsyncIterator[str]) -> None:
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        super().__init__(lines, media_type="text/event-stream", headers=headers)
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send them."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._place.leave()


async def grow(place: Place, start: Start, tick: float) -> AsyncGenerator[Answer | None]:
    """The states of the answer that start(stop) makes once it has its turn, and None whenever `tick` seconds went by.

    The place is left at the end.
    """
    try:
        while not await place.turn(tick):
            yield None
        async with aclosing(flow(start, tick)) as growing:
            async for made in growing:
                yield made
    finally:
        place.leave()


async def events(place: Place, start: Start, tell: Callable[[Exception], Mapping[str, object]]) -> AsyncIterator[str]:
    """`status` for each stage, `delta` with text to append, `answer` with the whole JSON last.

    The stream has begun when something goes wrong, so an error can only be an event: `tell` says what is in it.
    """
    yield _event("status", {"stage": "searching", "message": _SEARCHING})
    whole, told = None, ""
    try:
        async with aclosing(grow(place, start, SIGN)) as growing:
            async for made in growing:
                if made is None:
                    yield SILENT
                    continue
                for line in made.text.removeprefix(told).splitlines(keepends=True):
                    yield _event("delta", {"text": line})
                whole, told = made, made.text
    except Exception as problem:
        yield _event("error", tell(problem))
        return
    if whole:
        yield _event("answer", as_json(whole))


def _event(name: str, data: Mapping[str, object]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
