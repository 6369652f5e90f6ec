"""An OpenAI-compatible language model: the only file that reaches it.

It is read with the openai client itself. LlamaIndex's OpenAILike hands out no request that could be ended from
elsewhere while the model is silent, joins the whole reply anew for every piece, drops why a reply ended, and takes 1.7
seconds to import. Reading goes on in an event loop of its own, because there a request can be cancelled at any
moment: while it connects, while the model thinks, and between two words.
"""

import asyncio
import importlib
import queue
import threading
from collections.abc import Callable, Generator, Iterable, MutableMapping
from concurrent.futures import Future
from contextlib import closing
from typing import Any, Protocol

from assistant.answer import Fault
from assistant.generation.breaker import Breaker
from assistant.generation.client import open_client
from assistant.generation.fault import ModelError, fault_of
from assistant.generation.reply import Whole, read_stream, read_whole
from assistant.generation.thinking import STRAY, spoken
from assistant.settings import AssistantSettings

Complete = Callable[[str], str]
"""A prompt -> the whole reply. Raises ModelError."""

Write = Callable[[str], Iterable[str]]
"""A prompt -> the pieces of the reply as they come. Raises ModelError while it is read; closing it ends the request."""

LONGEST_PAUSE = 5.0  # seconds that somebody who waits for an answer is kept waiting for a second try
PAUSE = 0.5
_TRIES = 2
_POLL = 0.04  # seconds until a stop is seen
_PAUSED = 2  # of these in a row without a piece: a sentence that seems whole is not kept for longer
_AGAIN = {Fault.UNREACHABLE, Fault.BUSY, Fault.FAILED, Fault.CUT, Fault.UNREADABLE, Fault.EMPTY}


class Writer(Protocol):
    """A Write that somebody else may end by setting `stop`; it then raises Stopped."""

    def __call__(self, prompt: str, stop: threading.Event | None = None) -> Generator[str]:
        """The pieces of the reply to a prompt."""


class Stopped(Exception):
    """Nobody waits for the reply any longer, and the request was ended."""


class Endpoint:
    """The model that the settings name. Tokens that the server says it read and wrote are added up in `spent`; with a
    breaker an endpoint that is down is spared. It may be used from any thread."""

    def __init__(
        self,
        settings: AssistantSettings,
        spent: MutableMapping[str, int] | None = None,
        breaker: Breaker | None = None,
    ) -> None:
        self._settings, self._spent, self._breaker = settings, spent, breaker
        self._key = settings.key
        self._begins_thinking = False
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: Any = None

    def complete(self, prompt: str) -> str:
        """The whole reply, without what the model thought aloud. Raises ModelError."""
        return "".join(self.write(prompt)).split(STRAY)[-1]

    def write(self, prompt: str, stop: threading.Event | None = None) -> Generator[str]:
        """The pieces of the reply as they come, without what the model thought aloud; "" where none came for a
        while behind one.

        Raises ModelError, also after some pieces, and Stopped. A fault before the first piece is tried once more
        where that may help. Closing the generator ends the request.
        """
        if self._breaker and not self._breaker.admits():
            raise self._error(Fault.RESTING, "left alone after faults in a row")
        received = False
        try:
            with closing(self._tried(prompt, stop or threading.Event())) as pieces:
                for piece in pieces:
                    received = received or bool(piece)
                    yield piece
        except ModelError as error:
            if self._breaker:
                self._breaker.failed(error.retry_after)
            raise
        except BaseException:
            # Whoever had enough of it ends a reply that came, and whoever left early has not seen how it goes.
            if self._breaker:
                (self._breaker.worked if received else self._breaker.left)()
            raise
        if self._breaker:
            self._breaker.worked()

    def probe(self, seconds: float) -> None:
        """Ask as a question asks, and leave with the first sign of an answer. Raises ModelError."""
        try:
            self._start(self._first()).result(timeout=seconds)
        except TimeoutError:
            raise self._error(Fault.SILENT, f"no answer within {seconds:.0f} s") from None

    def models(self, seconds: float) -> list[str]:
        """The names of the models that the endpoint says it has; [] where it does not say."""
        try:
            listed: list[str] = self._start(self._listed()).result(timeout=seconds)
            return listed
        except (ModelError, TimeoutError):
            return []

    def _tried(self, prompt: str, stop: threading.Event) -> Generator[str]:
        for left in reversed(range(_TRIES)):
            received = False
            try:
                with closing(self._once(prompt, stop)) as pieces:
                    begun, self._begins_thinking = self._begins_thinking, False
                    for piece in spoken(pieces, begun):
                        # What a server's template does in one reply it does in the next.
                        self._begins_thinking = self._begins_thinking or piece == STRAY
                        if piece:
                            received = piece != STRAY  # what came before the end of thoughts was nothing
                        yield piece
                if received:
                    return
                raise self._error(Fault.EMPTY, "no content")
            except ModelError as error:
                pause = error.retry_after or PAUSE
                if received or not left or error.fault not in _AGAIN or pause > LONGEST_PAUSE:
                    raise
            if stop.wait(pause):
                raise Stopped

    def _once(self, prompt: str, stop: threading.Event) -> Generator[str]:
        if stop.is_set():
            raise Stopped
        pieces: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        reading = self._start(self._read(prompt, pieces.put))
        reading.add_done_callback(lambda _: pieces.put(None))
        begun, empty = False, 0
        try:
            while True:
                try:
                    piece = pieces.get(timeout=_POLL)
                except queue.Empty:
                    piece = ""
                if stop.is_set():
                    raise Stopped
                if piece is None:
                    break
                begun, empty = begun or bool(piece), 0 if piece else empty + 1
                if piece or (begun and empty == _PAUSED):
                    yield piece
            reading.result()
        finally:
            reading.cancel()

    def _start(self, work: Any) -> "Future[Any]":
        with self._lock:
            if self._loop is None:
                importlib.import_module("openai")  # a second, in which the loop would stand still
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="model", daemon=True).start()
        return asyncio.run_coroutine_threadsafe(self._told(work), self._loop)

    async def _told(self, work: Any) -> Any:
        """What the work gives; every error of the client becomes a ModelError that does not hold the key."""
        try:
            return await work
        except (ModelError, asyncio.CancelledError):
            raise
        except Exception as error:  # the client raises many kinds
            raise fault_of(error, self._about, self._key) from None

    async def _read(self, prompt: str, put: Callable[[str], None]) -> None:
        """Put the pieces of a reply. Raises the client's errors, and ModelError for a reply without an end."""
        async with asyncio.timeout(self._settings.deadline):
            reply = await self._ask(prompt)
            if isinstance(reply, Whole):
                self._count(reply.usage)
                put(reply.content)
                ended = reply.ended
            else:
                async with reply:
                    ended = await read_stream(reply, put, self._count, self._about)
        if ended == "length":
            raise self._error(Fault.ENDLESS, "the server's own limit was reached")
        if not ended:
            raise self._error(Fault.CUT, "the stream ended without saying so")

    def _count(self, usage: Any) -> None:
        if self._spent is not None and usage:
            self._spent["prompt"] = self._spent.get("prompt", 0) + usage.prompt_tokens
            self._spent["completion"] = self._spent.get("completion", 0) + usage.completion_tokens

    async def _first(self) -> None:
        async with asyncio.timeout(self._settings.deadline):
            stream = await self._ask("你好")
            if isinstance(stream, Whole):
                return
            async with stream:
                async for _ in stream:
                    return
        raise self._error(Fault.EMPTY, "no content")

    async def _ask(self, prompt: str) -> Any:
        """The stream of a request, or the Whole of a server that does not stream. A web page cannot be read."""
        options = {"stream_options": {"include_usage": True}} if self._spent is not None else {}
        raw = await self._opened().chat.completions.with_raw_response.create(
            model=self._settings.model,
            messages=[{"role": "user", "content": prompt}],
            temperature=0.0,
            stream=True,
            **options,
        )
        kind = raw.headers.get("content-type", "")
        if "json" in kind and "event-stream" not in kind:
            try:
                return await read_whole(raw.http_response, self._about)
            finally:
                await raw.http_response.aclose()
        if "html" in kind:
            await raw.http_response.aclose()
            raise self._error(Fault.UNREADABLE, f"{kind} in place of a stream")
        return raw.parse()

    async def _listed(self) -> list[str]:
        return [one.id async for one in self._opened().models.list()]

    def _opened(self) -> Any:
        """The client, which belongs to the loop."""
        if self._client is None:
            self._client = open_client(self._settings, self._key)
        return self._client

    @property
    def _about(self) -> str:
        return f"{self._settings.model} at {self._settings.address}"

    def _error(self, fault: Fault, detail: str) -> ModelError:
        return ModelError(fault, f"{self._about}: {detail}")


def open_model(settings: AssistantSettings, spent: MutableMapping[str, int] | None = None) -> Complete:
    """A function from a prompt to the model's whole reply; it raises ModelError.

    The tokens that the server says it read and wrote are added up in `spent`.
    """
    return Endpoint(settings, spent).complete
