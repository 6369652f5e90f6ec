"""The HTTP API. Errors are JSON in Chinese and plain words; never a traceback."""

import json
import logging
import secrets
import threading
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import aclosing
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from fastapi import Depends, FastAPI
from fastapi import Request as HttpRequest
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from fastapi.staticfiles import StaticFiles
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from assistant.answer import Answer, as_json
from assistant.ask import Request, RequestError, check, serve_reply
from assistant.endpoint import Writer
from assistant.flow import flow
from assistant.guard import error
from assistant.journal import Journal
from assistant.library import Latest
from assistant.personal import strike
from assistant.route import refusal
from assistant.settings import AssistantSettings
from index import corpus
from index.passage import Article, Passage
from index.problem import Problem

_log = logging.getLogger(__name__)
_SEARCHING = "正在查找原文"
_LOOK = 0.25  # seconds until it is seen that a caller who waits for a whole answer has left
_SIGN = 15.0  # seconds until a stream that is silent gives a sign, so that no proxy takes it for dead


class Feedback(BaseModel):
    """What somebody thinks of an answer."""

    model_config = ConfigDict(extra="ignore")

    answer_id: str = Field(min_length=1, max_length=64)
    verdict: Literal["good", "wrong_answer", "wrong_citation", "missing"]
    comment: str = Field(default="", max_length=2000)


def create_api(
    latest: Latest, complete: Writer | None, settings: AssistantSettings, journal: Journal, open_to_all: bool
) -> FastAPI:
    """The API on an index; `open_to_all` on loopback, elsewhere a bearer key of ASSISTANT_KEYS is asked for."""
    app = FastAPI(title="六个行动问答", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    registry = CollectorRegistry()
    answers = Counter("assistant_answers", "Answers given, by status.", ["status"], registry=registry)
    faults = Counter(
        "assistant_model_faults", "Answers that a model did not write whole.", ["fault"], registry=registry
    )
    seconds = Histogram("assistant_answer_seconds", "Seconds from question to answer.", registry=registry)
    keys = {key.strip() for key in settings.keys.split(",") if key.strip()}
    writing = threading.Lock()

    def allowed(request: HttpRequest) -> None:
        given = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        if not open_to_all and not any(secrets.compare_digest(given.encode(), key.encode()) for key in keys):
            raise HTTPException(401, "需要密钥：请在 Authorization 头中提供管理员发给您的 Bearer 密钥。")

    def keep(asked: Request, made: Answer) -> None:
        journal.keep(made, asked.history, asked.action)
        answers.labels(made.status.value).inc()
        if made.checks.fault:
            faults.labels(made.checks.fault.value).inc()
        seconds.observe(made.seconds.total)

    @app.post("/api/ask", dependencies=[Depends(allowed)])
    async def ask(asked: Request, request: HttpRequest) -> Response:
        check(asked, latest()[0].articles, complete)
        refused = refusal(asked.question)
        if refused:
            return error(400, refused.status.value, refused.text)
        start = partial(serve_reply, asked, latest, complete, partial(keep, asked))
        if "text/event-stream" in request.headers.get("accept", ""):
            return StreamingResponse(
                _events(start),
                media_type="text/event-stream",
                headers={"cache-control": "no-store", "x-accel-buffering": "no"},
            )
        whole = None
        async with aclosing(flow(start, _LOOK)) as growing:
            async for made in growing:
                whole = made or whole
                if made is None and await request.is_disconnected():
                    break
        return JSONResponse(as_json(whole) if whole else None, headers={"cache-control": "no-store"})

    @app.get("/api/articles", dependencies=[Depends(allowed)])
    def articles() -> list[dict[str, object]]:
        index, _ = latest()
        return [_article(article) for article in index.articles]

    @app.get("/api/articles/{article}", dependencies=[Depends(allowed)])
    def one_article(article: str) -> dict[str, object]:
        index, _ = latest()
        passages = corpus.passages_of_article(index.corpus, article)
        if not passages:
            raise HTTPException(404, "没有这篇文章：它可能已被更新或移出资料库。")
        return {**_article(passages[0].article), "passages": [_passage(passage) for passage in passages]}

    @app.post("/api/feedback", dependencies=[Depends(allowed)])
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

    @app.api_route("/api/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    def no_such_route(rest: str) -> None:
        raise HTTPException(404, f"没有这个接口：/api/{rest[:80]}，请看 /api/openapi.json。")

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/ready")
    def ready() -> dict[str, str]:
        index, _ = latest()
        return {"status": "ok", "generation": index.manifest.generation}

    @app.get("/metrics")
    def metrics() -> PlainTextResponse:
        return PlainTextResponse(generate_latest(registry).decode(), media_type="text/plain; version=0.0.4")

    app.mount("/web", StaticFiles(directory=Path(__file__).with_name("web")), name="web")
    _tell_errors(app)
    return app


def _article(article: Article) -> dict[str, object]:
    return asdict(article)


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


async def _events(start: Callable[[threading.Event], Generator[Answer]]) -> AsyncIterator[str]:
    """`status` for each stage, `delta` with text to append, `answer` with the whole JSON last."""
    yield _event("status", {"stage": "searching", "message": _SEARCHING})
    whole, told = None, ""
    try:
        async with aclosing(flow(start, _SIGN)) as growing:
            async for made in growing:
                if made is None:
                    yield ": \n\n"
                    continue
                for line in made.text.removeprefix(told).splitlines(keepends=True):
                    yield _event("delta", {"text": line})
                whole, told = made, made.text
    except Exception as problem:  # the stream has begun: an error can only be an event
        yield _event("error", json.loads(bytes(_told(problem).body)))
        return
    if whole:
        yield _event("answer", as_json(whole))


def _event(name: str, data: dict[str, object]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _tell_errors(app: FastAPI) -> None:
    """Every error as JSON with a sentence."""

    @app.exception_handler(HTTPException)
    async def http(_request: HttpRequest, problem: HTTPException) -> JSONResponse:
        sentence = problem.detail if any("\u4e00" <= c <= "\u9fff" for c in str(problem.detail)) else "请求无法处理。"
        told_ = error(problem.status_code, f"http_{problem.status_code}", sentence)
        told_.headers.update(problem.headers or {})
        return told_

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: HttpRequest, problem: RequestValidationError) -> JSONResponse:
        fields = "、".join(sorted({str(one["loc"][-1]) for one in problem.errors()}))
        return error(422, "invalid_request", f"请求的格式不对，请检查：{fields}。")

    @app.exception_handler(Exception)
    async def other(_request: HttpRequest, problem: Exception) -> JSONResponse:
        return _told(problem)

    # Named apart, because the handler of Exception raises again after it has answered.
    app.exception_handler(Problem)(other)


def _told(problem: Exception) -> JSONResponse:
    status, code = (400, "bad_request") if isinstance(problem, RequestError) else (500, "internal")
    if not isinstance(problem, RequestError) and isinstance(problem, Problem):
        status, code = 503, "not_ready"
    return error(status, code, told(problem))


def told(problem: Exception) -> str:
    """The sentence for whoever asked; what an administrator needs goes into the log."""
    if isinstance(problem, RequestError):
        return str(problem)
    known = isinstance(problem, Problem)
    _log.error("%s", problem, exc_info=not known)
    if known:
        return "资料库暂时不能使用，请联系管理员查看服务日志。"
    return "服务出错了，请稍后再试；如果一再出现，请联系管理员。"
