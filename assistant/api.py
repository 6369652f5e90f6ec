"""The HTTP API. Errors are JSON in Chinese and plain words; never a traceback."""

import json
import logging
import secrets
import threading
from collections.abc import Generator, Sequence
from contextlib import aclosing
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from fastapi import Depends, FastAPI
from fastapi import Request as HttpRequest
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.routing import Route

from assistant.answer import Answer, as_json
from assistant.ask import Request, RequestError, check, serve_reply
from assistant.generation.endpoint import Writer
from assistant.library import Latest
from assistant.refuse import refusal
from assistant.serving.access import Access, Caller, within
from assistant.serving.completions import add_completions
from assistant.serving.contract import ERRORS, AnswerTold, ArticleTold, ReceiptTold, WholeArticleTold
from assistant.serving.events import Stream, events, grow
from assistant.serving.guard import error
from assistant.serving.journal import Journal
from assistant.serving.limits import Refused
from assistant.serving.nowhere import Nowhere
from assistant.serving.reference import add_reference
from assistant.settings import AssistantSettings
from assistant.staff.audit import cite
from assistant.staff.bundle import VERSION
from assistant.staff.user import Who, nobody
from assistant.understanding.personal import strike
from assistant.widget.pages import add_widget
from index import corpus
from index.passage import Passage
from index.problem import Problem

_log = logging.getLogger(__name__)
_UNREAD = 400  # a body that is no text of the encoding that it says
_LOOK = 0.25  # seconds until it is seen that a caller who waits for a whole answer has left
_STREAMED: dict[str, object] = {"text/event-stream": {"schema": {"type": "string"}}}


class Feedback(BaseModel):
    """What somebody thinks of an answer."""

    model_config = ConfigDict(extra="ignore")

    answer_id: str = Field(min_length=1, max_length=64)
    verdict: Literal["good", "wrong_answer", "wrong_citation", "missing"]
    comment: str = Field(default="", max_length=2000)


def create_api(
    latest: Latest,
    complete: Writer | None,
    settings: AssistantSettings,
    journal: Journal,
    open_to_all: bool,
    who: Who = nobody,
) -> FastAPI:
    """The API on an index, for all or for those whom `who` knows and who bring a bearer key of ASSISTANT_KEYS."""
    app = FastAPI(title="六个行动问答", version=VERSION, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    registry = CollectorRegistry()
    answers = Counter("assistant_answers", "Answers given, by status.", ["status"], registry=registry)
    faults = Counter(
        "assistant_model_faults", "Answers that a model did not write whole.", ["fault"], registry=registry
    )
    seconds = Histogram("assistant_answer_seconds", "Seconds from question to answer.", registry=registry)
    access = Access(settings, open_to_all, who)
    app.state.sites = access.sites
    writing = threading.Lock()

    def keep(asked: Request, request: HttpRequest, made: Answer) -> None:
        journal.keep(made, asked.history, asked.action)
        cite(request, [citation.passage.id for citation in made.citations])
        answers.labels(made.status.value).inc()
        if made.checks.fault:
            faults.labels(made.checks.fault.value).inc()
        seconds.observe(made.seconds.total)

    @app.post("/api/ask", summary="提问", responses={200: {"model": AnswerTold, "content": _STREAMED}, **ERRORS})
    async def ask(
        asked: Request, request: HttpRequest, caller: Annotated[Caller, Depends(access.may("ask"))]
    ) -> Response:
        asked = within(asked, caller.site)
        check(asked, latest()[0].articles, complete)
        refused = refusal(asked.question)
        if refused:
            return error(400, refused.status.value, caller.told(refused).text)

        def start(stop: threading.Event) -> Generator[Answer]:
            for made in serve_reply(asked, latest, complete, partial(keep, asked, request), stop):
                yield caller.told(made)

        place = access.line.enter(complete is not None and asked.mode != "extractive")
        if "text/event-stream" in request.headers.get("accept", ""):
            return Stream(place, events(place, start, _as_event))
        whole = None
        async with aclosing(grow(place, start, _LOOK)) as growing:
            async for made in growing:
                whole = made or whole
                if made is None and await request.is_disconnected():
                    break
        return JSONResponse(as_json(whole) if whole else None, headers={"cache-control": "no-store"})

    add_reference(app)
    add_completions(app, access, latest, complete, keep, _as_event)

    Reader: TypeAlias = Annotated[Caller, Depends(access.may("articles"))]
    reading: dict[str, Any] = {"response_model": None}

    @app.get("/api/articles", summary="收录的文章", responses={200: {"model": list[ArticleTold]}, **ERRORS}, **reading)
    def articles(caller: Reader) -> list[dict[str, object]]:
        index, _ = latest()
        return [asdict(article) for article in index.articles if caller.reads(article)]

    whole_article: dict[int | str, dict[str, Any]] = {200: {"model": WholeArticleTold}, **ERRORS}

    @app.get("/api/articles/{article}", summary="一篇文章的全文", responses=whole_article, **reading)
    def one_article(article: str, caller: Reader) -> dict[str, object]:
        index, _ = latest()
        passages = corpus.passages_of_article(index.corpus, article)
        if not passages or not caller.reads(passages[0].article):
            raise HTTPException(404, "没有这篇文章：它可能已被更新或移出资料库。")
        return {**asdict(passages[0].article), "passages": [_passage(passage) for passage in passages]}

    rating: dict[int | str, dict[str, Any]] = {200: {"model": ReceiptTold}, **ERRORS}

    @app.post(
        "/api/feedback",
        summary="对回答的反馈，得到回执号",
        dependencies=[Depends(access.may("feedback"))],
        response_model=None,
        responses=rating,
    )
    def feedback(given: Feedback) -> dict[str, str]:
        receipt = secrets.token_hex(6)
        record = {"receipt": receipt, "at": datetime.now(UTC).isoformat(timespec="seconds"), **given.model_dump()}
        record["comment"] = strike(given.comment)
        path = Path(settings.feedback)
        with writing:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        return {"receipt": receipt}

    for prefix in ("/api", "/v1"):
        app.router.routes.append(Route(f"{prefix}/{{rest:path}}", Nowhere, include_in_schema=False))

    @app.get("/health", summary="是否在运行")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/ready", summary="能否回答", responses={503: ERRORS[503]})
    def ready() -> dict[str, str]:
        index, _ = latest()
        return {"status": "ok", "generation": index.manifest.generation}

    @app.get("/metrics", summary="运行数据（Prometheus）", response_class=PlainTextResponse)
    def metrics() -> PlainTextResponse:
        return PlainTextResponse(generate_latest(registry).decode(), media_type="text/plain; version=0.0.4")

    add_widget(app, access, writes=complete is not None)
    app.router.routes.append(Route("/widget/{rest:path}", Nowhere, include_in_schema=False))
    app.mount("/web", StaticFiles(directory=Path(__file__).with_name("web")), name="web")
    _tell_errors(app)
    return app


def _passage(passage: Passage) -> dict[str, object]:
    return {
        "id": passage.id,
        "kind": passage.kind,
        "text": passage.text,
        "spans": [[span.start, span.end] for span in passage.spans],
        "cut_start": passage.cut_start,
        "cut_end": passage.cut_end,
        "needs_review": passage.needs_review,
    }


def _tell_errors(app: FastAPI) -> None:
    """Every error as JSON with a sentence."""

    @app.exception_handler(Refused)
    async def refused(_request: HttpRequest, problem: Refused) -> JSONResponse:
        return told_refused(problem)

    @app.exception_handler(HTTPException)
    async def http(_request: HttpRequest, problem: HTTPException) -> JSONResponse:
        unread = "请求的正文读不出来：请用 UTF-8 编码的 JSON。" if problem.status_code == _UNREAD else "请求无法处理。"
        sentence = problem.detail if any("\u4e00" <= c <= "\u9fff" for c in str(problem.detail)) else unread
        told_ = error(problem.status_code, f"http_{problem.status_code}", sentence)
        told_.headers.update(problem.headers or {})
        return told_

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: HttpRequest, problem: RequestValidationError) -> JSONResponse:
        if any(one["type"] == "json_invalid" for one in problem.errors()):
            return error(422, "invalid_request", "请求不是有效的 JSON，请检查引号、逗号和括号。")
        fields = "、".join(sorted({_field(one["loc"]) for one in problem.errors()}))
        return error(422, "invalid_request", f"请求的格式不对，请检查：{fields}。")

    @app.exception_handler(Exception)
    async def other(_request: HttpRequest, problem: Exception) -> JSONResponse:
        return _told(problem)

    # Named apart, because the handler of Exception raises again after it has answered.
    app.exception_handler(Problem)(other)


def _field(place: Sequence[str | int]) -> str:
    """Where a request is wrong, as its sender wrote it: history[0]."""
    named = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in place[1:]).lstrip(".")
    return named or "正文（应是 JSON，并带有 Content-Type: application/json）"


def told_refused(problem: Refused) -> JSONResponse:
    """Who is refused, and when to try again."""
    again = {"retry_after": problem.retry_after} if problem.retry_after else {}
    headers = {"retry-after": str(problem.retry_after)} if problem.retry_after else None
    about = {"code": problem.code, "message": problem.message, **again}
    return JSONResponse({"error": about}, problem.status, headers)


def _told(problem: Exception) -> JSONResponse:
    status, code = (400, "bad_request") if isinstance(problem, RequestError) else (500, "internal")
    if not isinstance(problem, RequestError) and isinstance(problem, Problem):
        status, code = 503, "not_ready"
    return error(status, code, told(problem))


def _as_event(problem: Exception) -> dict[str, object]:
    told_: dict[str, object] = json.loads(bytes(_told(problem).body))
    return told_


def told(problem: Exception) -> str:
    """The sentence for whoever asked; what an administrator needs goes into the log."""
    if isinstance(problem, RequestError):
        return str(problem)
    known = isinstance(problem, Problem)
    _log.error("%s", problem, exc_info=not known)
    if known:
        return "资料库暂时不能使用，请联系管理员查看服务日志。"
    return "服务出错了，请稍后再试；如果一再出现，请联系管理员。"
