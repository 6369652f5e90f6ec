"""A request from outside -> an answer: what the command line, the API and the page have in common."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import SENTENCES, Answer, Status
from assistant.generate import Complete, open_model
from assistant.library import Latest, latest
from assistant.route import Library, answer, blank
from assistant.settings import AssistantSettings
from index.encoder import open_encoder
from index.settings import IndexSettings
from index.terms import load_terms

Mode = Literal["auto", "extractive", "generated"]

HISTORY = 20  # earlier questions that are looked at; the newest ones stay


class RequestError(Exception):
    """A request cannot be answered as it was put; the message says how to put it."""


class Request(BaseModel):
    """A question from outside: `history` has the earlier questions, oldest first."""

    model_config = ConfigDict(extra="ignore")

    question: str
    history: list[str] = Field(default_factory=list)
    action: str = ""
    mode: Mode = "auto"


def parse_line(line: str, plain: bool = False) -> Request:
    """A line of standard input: plain text, or JSON with question and history. Raises RequestError."""
    if plain or not line.lstrip().startswith("{"):
        return Request(question=line.rstrip("\r\n"))
    try:
        return Request.model_validate(json.loads(line))
    except (ValueError, ValidationError):
        raise RequestError(
            f'这一行既不是普通文字，也不是 {{"question": "…", "history": ["…"]}}：{line.strip()[:60]}'
        ) from None


def open_latest() -> Latest:
    """Open what the settings name; raises the errors of index.encoder and index.generation."""
    settings = IndexSettings()
    return latest(settings.path, partial(open_encoder, settings.encoder, settings.models))


def action_named(name: str) -> str:
    """The action with this name or alias, "" for none; raises RequestError."""
    if not name:
        return ""
    actions = load_terms().actions
    for action in actions:
        if name in action.forms:
            return action.name
    names = "、".join(action.name for action in actions)
    raise RequestError(f"没有名为“{name}”的行动，可用的有：{names}。")


def reply(request: Request, library: Library, complete: Complete | None) -> Answer:
    """Answer a request, written by the model `complete` if there is one and it is not asked to quote.

    Raises RequestError when it asks for what is not there.
    """
    if request.mode == "generated" and complete is None:
        raise RequestError("没有配置语言模型：请设置 ASSISTANT_BASE_URL 和 ASSISTANT_MODEL，或改用 extractive 模式。")
    model = None if request.mode == "extractive" else complete
    return answer(request.question, library, request.history[-HISTORY:], action_named(request.action), model)


def rejected(line: str, problem: RequestError) -> Answer:
    """The answer to a line that is no request, so that each line has one."""
    text = SENTENCES[Status.BAD_REQUEST].format(problem=problem)
    return replace(blank(line.strip()), status=Status.BAD_REQUEST, text=text)


def configured_model(settings: AssistantSettings) -> Complete | None:
    """The language model that the settings name, if any."""
    return open_model(settings) if settings.has_model else None


def opened(action: str, mode: Mode) -> Callable[[Request], Answer]:
    """A function that answers requests from one opened index, for the command line."""
    action = action_named(action)
    complete = None if mode == "extractive" else configured_model(AssistantSettings())
    _, library = open_latest()()
    return lambda request: reply(
        request.model_copy(update={"action": request.action or action, "mode": mode}), library, complete
    )
