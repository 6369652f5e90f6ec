"""A request from outside -> an answer: what the command line, the API and the page have in common."""

import json
from collections.abc import Callable
from functools import partial
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import Answer
from assistant.library import latest
from assistant.route import Library, answer
from assistant.settings import AssistantSettings
from index.encoder import open_encoder
from index.generation import Index
from index.settings import IndexSettings
from index.terms import load_terms

HISTORY = 20  # earlier questions that are looked at; the newest ones stay


class RequestError(Exception):
    """A request cannot be answered as it was put; the message says how to put it."""


class Request(BaseModel):
    """A question from outside: `history` has the earlier questions, oldest first."""

    model_config = ConfigDict(extra="ignore")

    question: str
    history: list[str] = Field(default_factory=list)
    action: str = ""
    mode: Literal["auto", "extractive", "generated"] = "auto"


def parse_line(line: str, plain: bool = False) -> Request:
    """A line of standard input: plain text, or JSON with question and history. Raises RequestError."""
    if plain or not line.lstrip().startswith("{"):
        return Request(question=line.rstrip("\r\n"))
    try:
        return Request.model_validate(json.loads(line))
    except (ValueError, ValidationError):
        raise RequestError(
            f'This line is neither plain text nor {{"question": "…", "history": ["…"]}}: {line.strip()[:60]}'
        ) from None


def open_latest() -> Callable[[], tuple[Index, Library]]:
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


def reply(request: Request, library: Library, settings: AssistantSettings) -> Answer:
    """Answer a request; raises RequestError when it asks for what is not there."""
    if request.mode == "generated" and not settings.has_model:
        raise RequestError("没有配置语言模型：请设置 ASSISTANT_BASE_URL 和 ASSISTANT_MODEL，或改用 extractive 模式。")
    return answer(request.question, library, request.history[-HISTORY:], action_named(request.action))


def opened(action: str, mode: str) -> Callable[[Request], Answer]:
    """A function that answers requests from one opened index, for the command line."""
    settings = AssistantSettings()
    action = action_named(action)
    _, library = open_latest()()
    return lambda request: reply(
        request.model_copy(update={"action": request.action or action, "mode": mode}), library, settings
    )
