"""The OpenAI protocol, so that Open WebUI, Dify or any other client can use the assistant as a model.

Only what the user said is read: the last message is the question, those before lean on it. What the assistant is
told to be (`system`), and how it should sample, changes nothing. Tokens are not counted, so there is no `usage`.
"""

import json
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing
from functools import partial
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi import Request as HttpRequest
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from assistant.answer import Answer, as_json, as_text
from assistant.ask import Mode, Request, Text, check, serve_reply
from assistant.generation.endpoint import Writer
from assistant.library import Latest
from assistant.serving.access import Access, Caller, within
from assistant.serving.contract import ERRORS
from assistant.serving.events import SIGN, SILENT, Start, Stream, grow
from assistant.serving.limits import Place

MODELS: Mapping[str, Mode] = {"six-actions": "auto", "six-actions-quotes": "extractive"}
_GIVEN: dict[str, object] = {"content": {"text/event-stream": {"schema": {"type": "string"}}}}
_LOOK = 0.25  # seconds until it is seen that a caller who waits for a whole answer has left
_REMEMBERED = 10  # earlier questions


class Part(BaseModel):
    """A piece of a message; only text is read."""

    model_config = ConfigDict(extra="ignore")

    type: str = "text"
    text: Text = ""


class Message(BaseModel):
    """What somebody said in a conversation."""

    model_config = ConfigDict(extra="ignore")

    role: str
    content: Text | list[Part] | None = None

    @property
    def text(self) -> str:
        """Its text."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class Chat(BaseModel):
    """A request of the OpenAI protocol; what is not named here is passed over."""

    model_config = ConfigDict(extra="ignore")

    model: str = "six-actions"
    messages: list[Message] = Field(min_length=1, max_length=500)
    stream: bool = False


def add_completions(
    app: FastAPI,
    access: Access,
    latest: Latest,
    complete: Writer | None,
    keep: Callable[[Request, HttpRequest, Answer], None],
    tell: Callable[[Exception], Mapping[str, object]],
) -> None:
    """Add /v1; `keep` is told what was answered, `tell` says what an event of an error holds."""
    may = access.may("ask")

    @app.get("/v1/models", dependencies=[Depends(may)], summary="可以使用的模型名称", responses=ERRORS)
    def models() -> dict[str, object]:
        return {"object": "list", "data": [_model(name) for name in MODELS]}

    @app.post("/v1/chat/completions", summary="以 OpenAI 的协议提问", responses={200: _GIVEN, **ERRORS})
    async def chat(asked: Chat, request: HttpRequest, caller: Annotated[Caller, Depends(may)]) -> Response:
        put = within(_question(asked), caller.site)
        check(put, latest()[0].articles, complete)
        place = access.line.enter(complete is not None and put.mode != "extractive")
        start = partial(serve_reply, put, latest, complete, partial(keep, put, request))
        if asked.stream:
            return Stream(place, _chunks(asked.model, place, start, tell))
        whole = None
        async with aclosing(grow(place, start, _LOOK)) as growing:
            async for made in growing:
                whole = made or whole
                if made is None and await request.is_disconnected():
                    break
        return JSONResponse(_completion(asked.model, whole) if whole else None, headers={"cache-control": "no-store"})


def _question(asked: Chat) -> Request:
    """The request that a conversation comes down to. Raises HTTPException where there is none."""
    if asked.model not in MODELS:
        raise HTTPException(404, f"没有这个模型：请用 {' 或 '.join(MODELS)}。")
    said = [message.text for message in asked.messages if message.role == "user"]
    if not said:
        raise HTTPException(400, "没有问题：messages 中要有一条 role 为 user 的消息。")
    return Request(question=said[-1], history=said[:-1][-_REMEMBERED:], mode=MODELS[asked.model])


def _model(name: str) -> dict[str, object]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "six-actions-assistant"}


def _footnotes(answer: Answer) -> str:
    """Where the quotes stand, and the label, as they follow the text."""
    return as_text(answer).removeprefix(answer.text)


def _about(answer: Answer) -> dict[str, object]:
    """What the protocol has no place for."""
    told = as_json(answer)
    return {name: told[name] for name in ("citations", "status", "mode", "label")}


def _completion(model: str, answer: Answer) -> dict[str, object]:
    message = {"role": "assistant", "content": answer.text + _footnotes(answer)}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {**_head(model, answer, "chat.completion"), "choices": [choice], **_about(answer)}


def _head(model: str, answer: Answer, kind: str) -> dict[str, object]:
    return {"id": f"chatcmpl-{answer.id}", "object": kind, "created": int(time.time()), "model": model}


async def _chunks(
    model: str, place: Place, start: Start, tell: Callable[[Exception], Mapping[str, object]]
) -> AsyncIterator[str]:
    """The answer in chunks: its text as it grows, the footnotes, and a last one that has the citations."""
    whole, told = None, ""
    try:
        async with aclosing(grow(place, start, SIGN)) as growing:
            async for made in growing:
                if made is None:
                    yield SILENT
                    continue
                role = {} if whole else {"role": "assistant"}
                yield _chunk(model, made, {**role, "content": made.text.removeprefix(told)})
                whole, told = made, made.text
    except Exception as problem:  # the stream has begun: an error can only be one of its events
        yield _data(tell(problem))
        return
    if whole:
        yield _chunk(model, whole, {"content": _footnotes(whole)})
        yield _chunk(model, whole, {}, "stop", **_about(whole))
        yield "data: [DONE]\n\n"


def _chunk(model: str, answer: Answer, delta: Mapping[str, object], finish: str | None = None, **about: object) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return _data({**_head(model, answer, "chat.completion.chunk"), "choices": [choice], **about})


def _data(told: Mapping[str, object]) -> str:
    return f"data: {json.dumps(told, ensure_ascii=False)}\n\n"
