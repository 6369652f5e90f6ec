"""Logging in and out over HTTP. The guard holds that a form comes from a page of ours: it refuses foreign origins."""

import asyncio
import logging
import math
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.serving.guard import error
from assistant.staff.accounts import AccountError, read_name, verify
from assistant.staff.database import StaffFileError
from assistant.staff.entrance import Entrance, cookie_name, remember, visit_of
from assistant.staff.failures import Failures
from assistant.staff.login_page import Form, Language, Told, render_form, render_inside
from assistant.staff.sessions import Sessions
from index.patterns import compiled

_log = logging.getLogger(__name__)
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]  # none is left over for Gradio's own /login
_STATUS: dict[Told, int] = {"wrong": 401, "locked": 429, "empty": 400, "busy": 503, "broken": 503}
# A path of this server: no second slash or backslash, by which a browser would leave it.
_LOCAL = compiled(r"/(?:[!-.0-\[\]-~][!-\[\]-~]*)?")
_OWN = compiled(r"/log(?:in|out)(?![\w-])")
_LONGEST_PATH = 2000
_SHOWN = 200  # characters of a name that is shown again
_WAITING = 40  # tries that may wait for their turn
_threads = ThreadPoolExecutor(2, "login")  # a hash takes 32 MiB and a third of a second


class Given(BaseModel):
    """The form."""

    model_config = ConfigDict(extra="ignore")

    name: str = ""
    password: str = ""
    next: str = "/"
    lang: Language = "zh"


@dataclass(frozen=True, slots=True)
class Try:
    """What came of a try: the token and mark of a session, or the seconds to wait before the next (0.0: none)."""

    token: str = field(default="", repr=False)
    mark: str = ""
    wait: float = 0.0


def add_login(app: FastAPI, entrance: Entrance) -> None:
    """Add /login and /logout to the app; before Gradio is mounted, which has a /login of its own."""
    failures = Failures(entrance.sessions.path)
    waiting = 0

    async def login(request: Request) -> Response:
        if request.method == "POST":
            return await enter(request)
        if request.method not in ("GET", "HEAD"):
            return error(405, "http_405", "请求无法处理。")
        visit, query = visit_of(request), request.query_params
        form = Form("en" if query.get("lang") == "en" else "zh", local_path(query.get("next", "/")))
        if visit.user is None:
            return _shown(render_form(form))
        return _shown(render_inside(replace(form, name=visit.user.name), may_leave=bool(visit.token)))

    async def enter(request: Request) -> Response:
        nonlocal waiting
        try:
            async with request.form(max_files=0, max_fields=10) as fields:
                given = Given.model_validate(dict(fields))
        except ValidationError:
            return error(400, "http_400", "请求无法处理。")
        form = Form(given.lang, local_path(given.next), given.name[:_SHOWN])
        if not given.name.strip() or not given.password:
            return _refused(replace(form, told="empty"))
        if waiting >= _WAITING:
            return _refused(replace(form, told="busy"))
        visit = visit_of(request)
        waiting += 1
        try:
            made = await asyncio.get_running_loop().run_in_executor(
                _threads, attempt, entrance.sessions, failures, given.name.strip(), given.password, visit.address
            )
        except StaffFileError as problem:
            _log.error("%s", problem)
            return _refused(replace(form, told="broken"))
        finally:
            waiting -= 1
        if not made.token:
            return _refused(replace(form, told="locked" if made.wait else "wrong", wait=made.wait))
        if visit.token:
            await asyncio.get_running_loop().run_in_executor(_threads, entrance.sessions.end, visit.token)
        remember(request.scope, replace(visit, mark=made.mark))
        answer = RedirectResponse(form.after, 303, headers={"cache-control": "no-store"})
        name = cookie_name(visit.secure)
        answer.set_cookie(name, made.token, path="/", secure=visit.secure, httponly=True, samesite="lax")
        return answer

    async def logout(request: Request) -> Response:
        if request.method != "POST":
            return error(405, "http_405", "请求无法处理。")
        visit = visit_of(request)
        if visit.token:
            await asyncio.get_running_loop().run_in_executor(_threads, entrance.sessions.end, visit.token)
        after = "/login?lang=en" if request.query_params.get("lang") == "en" else "/login"
        answer = RedirectResponse(after, 303, headers={"cache-control": "no-store"})
        name = cookie_name(visit.secure)
        answer.delete_cookie(name, path="/", secure=visit.secure, httponly=True, samesite="lax")
        return answer

    app.add_route("/login", login, methods=_METHODS, include_in_schema=False)
    app.add_route("/logout", logout, methods=_METHODS, include_in_schema=False)


def attempt(sessions: Sessions, failures: Failures, name: str, password: str, address: str) -> Try:
    """Try a name and a password from an address. Unknown names cost and are told the same as wrong passwords."""
    with suppress(AccountError):  # nobody is called so
        name = read_name(name)
    if wait := failures.begin(name, address):
        return Try(wait=wait)
    stored = verify(sessions.path, name, password)
    opened = sessions.open(name, stored) if stored else None
    if opened is None:
        return Try(wait=failures.wait(name, address))
    failures.succeed(name, address)
    return Try(opened.token, opened.mark)


def local_path(asked: str) -> str:
    """Where to go on to after the login: a page of this server, or the chat page."""
    return asked if _LOCAL.fullmatch(asked) and not _OWN.match(asked) and len(asked) <= _LONGEST_PATH else "/"


def _shown(html: str, status: int = 200) -> Response:
    return HTMLResponse(html, status, headers={"cache-control": "no-store"})


def _refused(form: Form) -> Response:
    answer = _shown(render_form(form), _STATUS[form.told])
    if form.wait:
        answer.headers["retry-after"] = str(math.ceil(form.wait))
    return answer
