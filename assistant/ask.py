"""A request from outside -> an answer: what the command line, the API and the page have in common."""

import json
import threading
from collections.abc import Callable, Generator, MutableMapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.answer import SENTENCES, Answer, Status, blank
from assistant.generation.breaker import Breaker
from assistant.generation.endpoint import Complete, Endpoint, Writer, open_model
from assistant.generation.standalone import briefly
from assistant.library import Latest, latest
from assistant.route import Library, stream
from assistant.settings import AssistantSettings, assistant_settings
from assistant.understand import LONGEST
from index.encoder import open_encoder
from index.passage import Article, Only
from index.problem import Problem
from index.settings import index_settings
from index.terms import Term, load_terms

LIMITS = ("action", "region", "author", "article")
_LISTED = 12  # names that a sentence gives
Mode = Literal["auto", "extractive", "generated"]


def _printable(text: str) -> str:
    """Refuse lone halves of surrogate pairs: they cannot be written to any file or socket."""
    text.encode()
    return text


Text = Annotated[str, AfterValidator(_printable)]


class RequestError(Problem):
    """A request cannot be answered as it was put; the message says how to put it."""


class Request(BaseModel):
    """A question from outside: `history` has the earlier questions, oldest first; action, region, author and title
    (`article`) limit what is searched."""

    model_config = ConfigDict(extra="ignore")

    question: Text
    history: list[Text] = Field(default_factory=list, max_length=500)
    action: str = ""
    region: str = ""
    author: str = ""
    article: str = ""
    mode: Mode = "auto"


def parse_line(line: str, plain: bool = False) -> Request:
    """A line of standard input: plain text, or JSON with question and history. Raises RequestError."""
    try:
        if plain or not line.lstrip().startswith("{"):
            return Request(question=line.rstrip("\r\n"))
        return Request.model_validate(json.loads(line))
    except (ValueError, RecursionError):
        raise RequestError(
            f'这一行既不是普通文字，也不是 {{"question": "…", "history": ["…"]}}：{line.strip()[:60]}'
        ) from None


def open_latest() -> Latest:
    """Open what the settings name; raises the errors of index.encoder and index.generation."""
    settings = index_settings()
    return latest(settings.path, partial(open_encoder, settings.encoder, settings.models))


def limits(request: Request, articles: Sequence[Article]) -> Only:
    """What a request is limited to, by names and aliases; raises RequestError where no article is within it."""
    vocabulary = load_terms()
    only = Only(
        action=_named(request.action, vocabulary.actions),
        region=_named(request.region, vocabulary.regions),
        author=request.author.strip(),
        article=request.article.strip(),
    )
    for name, wanted in (("行动", "action"), ("地区", "region"), ("作者", "author"), ("标题", "article")):
        if not (value := getattr(only, wanted)):
            continue
        printed = {one.title if wanted == "article" else getattr(one, wanted) for one in articles} - {""}
        known = printed | {one.name for one in vocabulary.actions} if wanted == "action" else printed
        if value not in known:
            there = "、".join(sorted(known)[:_LISTED]) + ("等" if len(known) > _LISTED else "")
            raise RequestError(f"没有{name}为“{value}”的文章，可用的有：{there}。")
    return only


def _named(given: str, terms: Sequence[Term]) -> str:
    """The name of the term that has this name or alias; what nobody knows as it was given."""
    given = given.strip()
    return next((term.name for term in terms if given in term.forms), given)


def reply(request: Request, library: Library, complete: Writer | None) -> Answer:
    """Answer a request, written by the model `complete` if there is one and it is not asked to quote.

    Raises RequestError when it asks for what is not there.
    """
    *_, whole = replies(request, library, complete)
    return whole


def replies(
    request: Request, library: Library, complete: Writer | None, stop: threading.Event | None = None
) -> Generator[Answer]:
    """The states of the answer to a request, as they grow (route.stream); whoever sets `stop` ends the model's work.
    Raises RequestError like `reply`."""
    only = check(request, library.articles, complete)
    writer = None if request.mode == "extractive" else complete
    # An earlier question that could not be asked gives a follow-up nothing to lean on.
    history = [one for one in request.history if one.strip() and len(one) <= LONGEST]
    write, restate = (partial(writer, stop=stop), briefly(writer, stop)) if writer else (None, None)
    yield from stream(request.question, library, history, only, write, restate)


def serve_reply(
    request: Request,
    latest: Latest,
    complete: Writer | None,
    keep: Callable[[Answer], None],
    stop: threading.Event,
) -> Generator[Answer]:
    """`replies` for a server: whoever sets `stop` ends the model's writing, and so much as was shown is kept."""
    made = None
    try:
        for made in replies(request, latest()[1], complete, stop):
            yield made
    finally:
        if made:
            keep(made)


def check(request: Request, articles: Sequence[Article], complete: Writer | None) -> Only:
    """What a request is limited to; raises RequestError unless it can be answered as it was put."""
    only = limits(request, articles)
    if request.mode == "generated" and complete is None:
        raise RequestError("没有配置语言模型：请设置 ASSISTANT_BASE_URL 和 ASSISTANT_MODEL，或改用 extractive 模式。")
    return only


def rejected(line: str, problem: RequestError) -> Answer:
    """The answer to a line that is no request, so that each line has one."""
    text = SENTENCES[Status.BAD_REQUEST].format(problem=problem)
    return replace(blank(line.strip()), status=Status.BAD_REQUEST, text=text)


def configured_model(settings: AssistantSettings, spent: MutableMapping[str, int] | None = None) -> Complete | None:
    """The language model that the settings name, if any, for evaluating: each question gets its own try. The tokens
    that the model reads and writes are added up in `spent`."""
    return open_model(settings, spent) if _has_model(settings) else None


def configured_writer(settings: AssistantSettings) -> Writer | None:
    """The language model that the settings name, if any, for answering: one that is down is spared for a while."""
    return Endpoint(settings, breaker=Breaker()).write if _has_model(settings) else None


def _has_model(settings: AssistantSettings) -> bool:
    if bool(settings.base_url) != bool(settings.model):
        raise RequestError("语言模型只配置了一半：请同时设置 ASSISTANT_BASE_URL 和 ASSISTANT_MODEL，或都不设置。")
    return settings.has_model


def opened(limited: Request) -> Callable[[Request], Answer]:
    """A function that answers requests from one opened index, for the command line; `limited` says what holds of all
    of them unless they say otherwise."""
    complete = None if limited.mode == "extractive" else configured_writer(assistant_settings())
    _, library = open_latest()()
    check(limited, library.articles, complete)

    def ask(request: Request) -> Answer:
        told = {name: getattr(request, name) or getattr(limited, name) for name in LIMITS}
        mode = limited.mode if request.mode == "auto" else request.mode
        return reply(request.model_copy(update={**told, "mode": mode}), library, complete)

    return ask
