"""Reads a reply as it comes from the client: a stream, or the one body of a server that does not stream."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Fault
from assistant.generation.fault import ModelError

MOST_RECEIVED = 100_000  # characters of a reply, with what a model thinks aloud
_MOST_BYTES = 12 * MOST_RECEIVED  # of a body of JSON, in which half a character may take six


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Message(_Part):
    content: str | None = None


class _Choice(_Part):
    message: _Message
    finish_reason: str | None = None


class _Usage(_Part):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class Whole(_Part):
    """A chat completion of the OpenAI protocol; of its choices the first is read."""

    choices: list[_Choice] = []
    usage: _Usage = _Usage()
    error: Any = None

    @property
    def content(self) -> str:
        """What the model wrote."""
        return self.choices[0].message.content or ""

    @property
    def ended(self) -> str:
        """Why it ended; a whole body that does not say was not cut off."""
        return self.choices[0].finish_reason or "stop"


async def read_stream(stream: Any, put: Callable[[str], None], count: Callable[[Any], None], about: str) -> str:
    """Put the pieces of a stream and count the usage that it tells; gives why it ended, "" where it does not say.

    Raises the client's errors, and ModelError for one without an end.
    """
    ended, length = "", 0
    async for chunk in stream:
        count(getattr(chunk, "usage", None))
        for choice in (chunk.choices or [])[:1]:
            content = _text(getattr(choice.delta, "content", None), about)
            # Thoughts that come beside the content are not read, but they too have to end.
            length += max(1, len(content), len(getattr(choice.delta, "reasoning_content", None) or ""))
            ended = choice.finish_reason or ended
            if content:
                put(content)
        if length > MOST_RECEIVED:
            raise ModelError(Fault.ENDLESS, f"{about}: more than {MOST_RECEIVED} characters")
    return ended


def _text(content: Any, about: str) -> str:
    """The text of a piece, which some servers send in parts, as the protocol has it for what users write.

    Raises ModelError for anything else.
    """
    if isinstance(content, list):
        parts = [part.get("text", "") if isinstance(part, dict) else part for part in content]
        content = "".join(parts) if all(isinstance(part, str) for part in parts) else parts
    if content is not None and not isinstance(content, str):
        raise ModelError(Fault.UNREADABLE, f"{about}: a piece that is no text")
    return content or ""


async def read_whole(response: Any, about: str) -> Whole:
    """The body of an httpx.Response as a reply. Raises ModelError and httpx's errors."""
    body = b""
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) > _MOST_BYTES:
            raise ModelError(Fault.ENDLESS, f"{about}: a body of more than {_MOST_BYTES} bytes")
    try:
        whole = Whole.model_validate_json(body)
    except ValidationError as error:
        raise ModelError(
            Fault.UNREADABLE, f"{about}: JSON in place of a stream, and no reply ({error.error_count()})"
        ) from None
    if whole.error:
        raise ModelError(Fault.FAILED, f"{about}: an error in place of a reply")
    if not whole.choices:
        raise ModelError(Fault.UNREADABLE, f"{about}: a body without a choice in place of a stream")
    return whole
