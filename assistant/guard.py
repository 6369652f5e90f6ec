"""Who may reach the server: hosts, origins, body sizes, and only the paths that the page needs.

Gradio 6.31 leaves several doors open when it is mounted in another app (see docs/decisions/gradio.md). What is
shut here is shut before a request reaches it: unknown hosts (DNS rebinding), foreign origins, large bodies, and
every path that the page does not use, file serving and uploads among them.
"""

import ipaddress
import logging
import re
import secrets
from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 64 * 1024
_log = logging.getLogger(__name__)
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_PATHS = re.compile(
    r"/|/api/.*|/health|/ready|/metrics|/web/.*|/theme\.css|/assets/.*|/static/.*|/manifest\.json|/favicon\.ico|"
    r"/gradio_api/(?:queue/join|queue/data|cancel|reset|heartbeat/[^/]+|startup-events)"
)
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"
)


def error(status: int, code: str, message: str) -> JSONResponse:
    """An error as every route gives it."""
    return JSONResponse({"error": {"code": code, "message": message}}, status_code=status)


class Guard:
    """ASGI middleware, outermost. `hosts` and `origins` are what is allowed beside loopback names and addresses."""

    def __init__(self, app: ASGIApp, hosts: Collection[str] = (), origins: Collection[str] = ()) -> None:
        self.app, self.hosts, self.origins = app, set(hosts), set(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or pass it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope["path"], headers)
        if refusal:
            await refusal(scope, receive, send)
            return
        sender = _Sender(send, page=scope["path"] == "/")
        try:
            await self.app(self._quiet(scope), _Body(receive), sender)
        except Exception:  # Gradio raises on every event that is not its own; the caller gets a sentence
            _log.exception("%s %s", scope["method"], scope["path"])
            if not sender.started:
                await error(500, "internal", "服务出错了，请稍后再试。")(scope, receive, send)

    def _refusal(self, path: str, headers: Headers) -> JSONResponse | None:
        if not self._known_host(headers.get("host", "")):
            return error(400, "unknown_host", "不认识的主机名：请在 ASSISTANT_HOSTS 中加入这个名字。")
        origin = headers.get("origin")
        if origin and origin not in self.origins and _place(origin).netloc != headers.get("host"):
            return error(403, "foreign_origin", "不允许从这个网站调用：请联系管理员把它加入 ASSISTANT_ORIGINS。")
        if not _PATHS.fullmatch(path):
            return error(404, "not_found", "没有这个地址。")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MAX_BODY:
            return error(413, "too_large", "请求太大，请缩短后再试。")
        return None

    def _known_host(self, host: str) -> bool:
        """Loopback names, plain addresses (which cannot be rebound) and what was allowed."""
        name = _place(f"//{host}").hostname or ""
        if name in _LOOPBACK or name in self.hosts:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    @staticmethod
    def _quiet(scope: Scope) -> Scope:
        """Leave compression out of the page, so that its scripts can be given their nonce; trust no forwarding."""
        dropped = {b"x-forwarded-host", b"x-forwarded-proto", b"x-forwarded-for"}
        if scope["path"] == "/":
            dropped.add(b"accept-encoding")
        return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in dropped]}


def _place(address: str) -> SplitResult:
    """An address taken apart; all parts empty when it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


class _Body:
    """A request's body, counted: chunked bodies state no length."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._size = receive, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._size += len(message.get("body", b""))
            if self._size > MAX_BODY:
                return {"type": "http.disconnect"}
        return message


class _Sender:
    """Adds the headers that every answer carries, and the page's nonce to its scripts."""

    def __init__(self, send: Send, page: bool) -> None:
        self.started = False
        self._send, self._page = send, page
        self._nonce = secrets.token_urlsafe(16)
        self._start: Message | None = None
        self._html = b""
        self._failed = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            # The bare words of an inner application; the guard says it in a sentence when it raises.
            self._failed = message["status"] == 500 and headers.get("content-type", "").startswith("text/plain")
            headers["x-content-type-options"] = "nosniff"
            headers["referrer-policy"] = "same-origin"
            if self._page and "text/html" in headers.get("content-type", ""):
                headers["content-security-policy"] = _PAGE_POLICY.format(nonce=self._nonce)
                self._start = message
                return
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
        html = html.replace(b'lang="en"', b'lang="zh-CN"', 1)  # what a screen reader chooses its voice by
        MutableHeaders(raw=start["headers"])["content-length"] = str(len(html))
        await self._send(start)
        return {"type": "http.response.body", "body": html}
