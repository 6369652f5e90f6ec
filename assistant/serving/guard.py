"""Who may reach the server: hosts, origins, body sizes, logins, and only the paths that the page needs.

Gradio 6.31 leaves several doors open when it is mounted in another app (see docs/decisions/gradio.md). What is
shut here is shut before a request reaches it: unknown hosts (DNS rebinding), foreign origins, large bodies, and
every path that the page does not use, file serving and uploads among them. Where a login is asked for, all that is not
named as open is shut to those who have not logged in.
"""

import ipaddress
import logging
import re
import secrets
from collections.abc import Callable, Collection
from urllib.parse import SplitResult, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.staff.audit import Audit
from assistant.staff.entrance import Entrance, Visit, remember

MAX_BODY = 64 * 1024
MAX_UPLOAD = 48 * 1024 * 1024  # a file for the articles page
_log = logging.getLogger(__name__)
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_PAGES = ("/", "/en")  # Gradio's
_UPLOADS = "/staff/files"
_PATHS = re.compile(
    r"/|/en|/api/.*|/v1/.*|/widget\.js|/widget|/widget/.*|/demo|/health|/ready|"
    r"/metrics|/web/.*|/articles|/staff/.*|/theme\.css|/assets/.*|/static/.*|/manifest\.json|/favicon\.ico|"
    r"/gradio_api/(?:queue/join|queue/data|cancel|reset|app_id|heartbeat/[^/]+|startup-events)"
)
# There only where a login is asked for: Gradio has a /login of its own.
_LOGIN = {"/login", "/logout"}
# What needs no login: /api and /v1 ask for keys of their own, the widget is for everybody.
_OPEN = re.compile(r"/api/.*|/v1/.*|/widget|/widget\.js|/widget/.*|/demo|/health|/ready|/metrics|/web/.*")
_HOST = re.compile(r"[\w.-]+(?::\d+)?|\[[\da-fA-F:.]+\](?::\d+)?")
_SAFE = {"GET", "HEAD", "OPTIONS"}
_NOTHING = {404, 405, 429}  # a locked login too, which would fill the disk
_UNNOTED = re.compile(r"/gradio_api/.*")  # the page notes what is asked there
# What pages that carry the widget may reach under their own name; the API asks them for the widget's token besides.
_OF_SITES = re.compile(r"/widget\.js|/widget|/widget/.*|/api/(?:ask|feedback|articles|articles/[^/]*)")
# What Gradio's page tells networks to show of it: its own name, and a picture that stands elsewhere.
_CARDS = re.compile(rb'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>')
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"
)
# Pages of our own have no inline script or style. A page that says its own policy keeps it.
_PLAIN_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)


def error(status: int, code: str, message: str) -> JSONResponse:
    """An error as every route gives it."""
    return JSONResponse({"error": {"code": code, "message": message}}, status_code=status)


class Guard:
    """ASGI middleware, outermost. `hosts` and `origins` are what is allowed beside loopback names and addresses,
    `lists` says whether an origin is that of a site that carries the widget."""

    def __init__(
        self,
        app: ASGIApp,
        entrance: Entrance,
        audit: Audit,
        hosts: Collection[str] = (),
        origins: Collection[str] = (),
        lists: Callable[[str], bool] = lambda _origin: False,
    ) -> None:
        self.app, self.entrance, self.audit = app, entrance, audit
        self.hosts, self.origins, self.lists = set(hosts), set(origins), lists

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or pass it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        connection, path = HTTPConnection(scope), scope["path"]
        refusal = self._refusal(path, connection.headers)
        if refusal:
            await refusal(scope, receive, send)
            return
        sender = _Sender(send, page=path in _PAGES, private=self.entrance.login)
        try:
            visit = await self.entrance.admit(connection)
            if self._is_foreign(connection.headers):
                visit = visit.unknown  # another site may ask, but not with the cookie of who looks at it
            if away := self._turn_away(connection, visit):
                await away(scope, receive, send)
                return
            passed = HTTPConnection(self._quiet(scope, visit))
            remember(passed.scope, visit)
            await self._pass_on(passed, receive, sender)
        except Exception:  # Gradio raises on every event that is not its own; the caller gets a sentence
            _log.exception("%s %s", scope["method"], path)
            if not sender.started:
                await error(500, "internal", "服务出错了，请稍后再试。")(scope, receive, send)

    async def _pass_on(self, connection: HTTPConnection, receive: Receive, sender: "_Sender") -> None:
        """Let a request through, and note it unless it only looked or nothing came of it; by the pattern of its route,
        since an address can hold anything."""
        path = connection.scope["path"]
        try:
            await self.app(connection.scope, _Body(receive, _largest(path)), sender)
        finally:
            looked = connection.scope["method"] in _SAFE or sender.status in _NOTHING or _UNNOTED.fullmatch(path)
            if not looked:
                route = getattr(connection.scope.get("route"), "path", path if path in _LOGIN else "")
                self.audit.note(connection, str(route), sender.status or 500)

    def _refusal(self, path: str, headers: Headers) -> JSONResponse | None:
        if not self._known_host(headers.get("host", "")):
            return error(400, "unknown_host", "不认识的主机名：请在 ASSISTANT_HOSTS 中加入这个名字。")
        origin = headers.get("origin", "")
        trusted = origin in self.origins and _OPEN.fullmatch(path)
        carries = _OF_SITES.fullmatch(path) and self.lists(origin)
        if self._is_foreign(headers) and not trusted and not carries:
            return error(403, "foreign_origin", "不允许从这个网站调用：请联系管理员把它加入 ASSISTANT_ORIGINS。")
        if ".." in path.split("/") or "\x00" in path:
            return error(404, "not_found", "没有这个地址。")
        if not _PATHS.fullmatch(path) and not (self.entrance.login and path in _LOGIN):
            return error(404, "not_found", "没有这个地址。")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > _largest(path):
            return error(413, "too_large", "请求太大，请缩短后再试。")
        return None

    @staticmethod
    def _is_foreign(headers: Headers) -> bool:
        """Whether a page of another site sends a request."""
        origin = headers.get("origin")
        return bool(origin) and _place(str(origin)).netloc != headers.get("host")

    @staticmethod
    def _turn_away(connection: HTTPConnection, visit: Visit) -> Response | None:
        """What somebody who has not logged in gets in place of what is theirs alone."""
        # Not connection.url: that is made with the Host header, which may hold a path.
        path, method, query = (connection.scope[name] for name in ("path", "method", "query_string"))
        if visit.user or _OPEN.fullmatch(path) or path in _LOGIN:
            return None
        looks = path in _PAGES or (path == "/articles" and "text/html" in connection.headers.get("accept", ""))
        if looks and method in ("GET", "HEAD"):
            after = f"{path}?{query.decode('latin-1')}" if query else path
            address = "/login" if after == "/" else f"/login?{urlencode({'next': after})}"
            return RedirectResponse(address, 303, headers={"cache-control": "no-store"})
        return error(401, "login_needed", "请先登录：打开 /login，登录后再试。")

    def _known_host(self, host: str) -> bool:
        """Loopback names, plain addresses (which cannot be rebound) and what was allowed."""
        name = (_place(f"//{host}").hostname or "") if _HOST.fullmatch(host) else ""
        if name in _LOOPBACK or name in self.hosts:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _quiet(self, scope: Scope, visit: Visit) -> Scope:
        """Leave compression out of the page, so that its scripts can be given their nonce; hand on no forwarding.

        What is believed of forwarding stands in the visit.
        """
        dropped = {b"x-forwarded-host", b"x-forwarded-proto", b"x-forwarded-for", self.entrance.header.lower().encode()}
        if scope["path"] in _PAGES:
            dropped.add(b"accept-encoding")
        headers = [(name, value) for name, value in scope["headers"] if name not in dropped]
        return {**scope, "headers": headers, "scheme": "https" if visit.secure else scope["scheme"]}


def _largest(path: str) -> int:
    """How many bytes a request to a path may bring."""
    return MAX_UPLOAD if path == _UPLOADS else MAX_BODY


def _place(address: str) -> SplitResult:
    """An address taken apart; all parts empty when it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


class _Body:
    """A request's body, counted: chunked bodies state no length."""

    def __init__(self, receive: Receive, largest: int) -> None:
        self._receive, self._largest, self._size = receive, largest, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._size += len(message.get("body", b""))
            if self._size > self._largest:
                raise HTTPException(413, "请求太大，请缩短后再试。")
        return message


class _Sender:
    """Adds the headers that every answer carries, and the page's nonce to its scripts."""

    def __init__(self, send: Send, page: bool, private: bool) -> None:
        self.started, self.status = False, 0
        self._send, self._page, self._private = send, page, private
        self._nonce = secrets.token_urlsafe(16)
        self._start: Message | None = None
        self._html = b""
        self._failed = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            self.status = message["status"]
            # The bare words of an inner application; the guard says it in a sentence when it raises.
            self._failed = message["status"] == 500 and headers.get("content-type", "").startswith("text/plain")
            headers["x-content-type-options"] = "nosniff"
            headers["referrer-policy"] = "same-origin"
            if "text/html" in headers.get("content-type", ""):
                if self._private:
                    headers["cache-control"] = "no-store"  # or the browser's way back leads in after a logout
                if self._page:
                    headers["content-security-policy"] = _PAGE_POLICY.format(nonce=self._nonce)
                    self._start = message
                    return
                headers.setdefault("content-security-policy", _PLAIN_POLICY)
        elif self._start is not None:
            self._html += message.get("body", b"")
            if message.get("more_body"):
                return
            message = await self._page_start(self._start)
            self._start = None
        if not self._failed:
            self.started = True
            await self._send(message)

    async def _page_start(self, start: Message) -> Message:
        """Send the headers of the page, now that its length is known; gives its body."""
        html = self._html.replace(b"<script", f'<script nonce="{self._nonce}"'.encode())
        html = _CARDS.sub(b"", html)
        html = html.replace(b'lang="en"', b'lang="zh-CN"', 1)  # what a screen reader chooses its voice by
        MutableHeaders(raw=start["headers"])["content-length"] = str(len(html))
        await self._send(start)
        return {"type": "http.response.body", "body": html}
