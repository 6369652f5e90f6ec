"""Who sent a request to /api or /v1, what they may do, and how often: a bearer key, the widget's token, or the machine.

An Origin is what a browser says of itself. It keeps foreign pages out, not programs; for those there are limits.
"""

import hashlib
import ipaddress
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request

from assistant import ask
from assistant.answer import HUMAN_CHANNEL, Answer
from assistant.english_sentences import say_in_english
from assistant.serving import tokens
from assistant.serving.limits import Line, Rate, Refused, take
from assistant.serving.sites import Site, Sites
from assistant.settings import AssistantSettings
from assistant.staff.entrance import visit_of
from assistant.staff.user import Who, nobody
from index.passage import Article

Scope = Literal["ask", "articles", "feedback"]
SCOPES: tuple[Scope, ...] = ("ask", "articles", "feedback")
TOKEN_HEADER = "x-widget-token"  # noqa: S105
MAX_WIDGET_BODY = 8 * 1024
_PAGES = 4  # how many times as often as asking a page may be opened or read
_WRONG_KEY = "密钥不对，或已停用：请向管理员核对 Authorization 头中的 Bearer 密钥。"
_NO_KEY = "需要密钥：请在 Authorization 头中提供管理员发给您的 Bearer 密钥。"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: with a key, by the widget of a site, or at the machine itself."""

    kind: Literal["key", "widget", "machine"]
    site: Site | None = None
    english: bool = False

    def reads(self, article: Article) -> bool:
        """Whether an article is theirs to read: a site that offers some actions has none of the others."""
        offered = self.site.actions if self.site else ()
        return not offered or not article.action or article.action in offered

    def told(self, made: Answer) -> Answer:
        """An answer as whoever asked is told it: a site sends people where it says, a widget in English says our own
        sentences in English. What is quoted stays as it stands in the articles."""
        text = made.text.replace(HUMAN_CHANNEL, self.site.human) if self.site else made.text
        if self.english:
            text = "\n".join(map(say_in_english, text.split("\n")))
        return replace(made, text=text) if text != made.text else made


def address_of(request: HTTPConnection) -> str:
    """The address that limits are counted for; of IPv6 the network, whose addresses are one household's."""
    given = visit_of(request).address or (request.client.host if request.client else "")
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return given
    if isinstance(address, ipaddress.IPv4Address):
        return given
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))


def is_own(request: HTTPConnection, origin: str) -> bool:
    """Whether an origin is the server's own, by the name it was reached by."""
    try:
        return urlsplit(origin).netloc == request.headers.get("host")
    except ValueError:
        return False


def within(asked: ask.Request, site: Site | None) -> ask.Request:
    """A request as the site it comes from allows it. Raises ask.RequestError for an action that is not offered."""
    if site is None:
        return asked
    action = asked.action or (site.actions[0] if len(site.actions) == 1 else "")
    if action and site.actions and action not in site.actions:
        raise ask.RequestError(f"这里只能问{'、'.join(site.actions)}。")
    mode = "extractive" if site.mode == "extractive" else asked.mode
    return asked.model_copy(update={"action": action, "mode": mode})


def read_keys(setting: str) -> dict[str, frozenset[str]]:
    """The keys of ASSISTANT_KEYS, by digest, with their scopes: `KEY` may do everything, `KEY:ask+articles` these."""
    keys: dict[str, frozenset[str]] = {}
    for part in (part.strip() for part in setting.split(",")):
        key, _, named = part.rpartition(":")
        scopes = frozenset(named.split("+"))
        if key and scopes <= frozenset(SCOPES):
            keys[_digest(key)] = scopes
        elif part:
            keys[_digest(part)] = frozenset(SCOPES)
    return keys


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


class Access:
    """Admits requests. `open_to_all` where no login is asked for: then no key is either; elsewhere those whom `who`
    knows need none."""

    def __init__(
        self,
        settings: AssistantSettings,
        open_to_all: bool,
        who: Who = nobody,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.sites = Sites(Path(settings.sites) if settings.sites else None, demo=open_to_all)
        self.line = Line(settings.queue, writing=settings.writing)
        self._open, self._who, self._clock = open_to_all, who, clock
        self._secret = tokens.key_of(settings.secret.get_secret_value())
        self._keys = read_keys(settings.keys)
        self._trusted = {part.strip() for part in settings.origins.split(",")}
        self._by_address, self._by_token = Rate(settings.rate_address), Rate(settings.rate_token)
        self._by_site, self._in_all = Rate(settings.rate_site), Rate(settings.rate_total)
        self._pages = Rate(settings.rate_address * _PAGES)
        self._ratings = Rate(settings.rate_token)  # of an address, whatever tokens it fetches

    def may(self, scope: Scope) -> Callable[[Request], Awaitable[Caller]]:
        """A dependency that admits whoever may do what the scope says. It raises Refused."""

        async def admit(request: Request) -> Caller:
            if token := request.headers.get(TOKEN_HEADER, ""):
                return await self._widget(request, token, scope)
            origin = request.headers.get("origin", "")
            if origin and not is_own(request, origin) and origin not in self._trusted:
                raise Refused(403, "token_missing", "这个网站只能通过问答窗口提问。")
            scopes = self._scopes(request)
            if scopes is None:
                if not self._open and not self._who(request):
                    given = "authorization" in request.headers
                    raise Refused(401, "key_missing", _WRONG_KEY if given else _NO_KEY)
                return Caller("machine")
            if scope not in scopes:
                raise Refused(403, "scope_missing", f"这个密钥不能用于这个接口：请向管理员申请 {scope} 权限。")
            if scope == "ask":
                take([(self._in_all, "")], self._clock())
            return Caller("key")

        return admit

    def open_page(self, request: Request, name: str) -> tuple[Site, str]:
        """The site of a name and a new token for a page of it. Raises Refused where there is none, or it is off."""
        site = self._site(name)
        take([(self._pages, address_of(request))], self._clock())
        return site, tokens.issue(self._secret, name, self._clock())

    async def _widget(self, request: Request, token: str, scope: Scope) -> Caller:
        name = tokens.read(self._secret, token, self._clock())
        if name is None:
            raise Refused(401, "token_expired", "这个窗口打开得太久了，请重新打开。")
        site = self._site(name)
        self._check_origin(request, site)
        if len(await request.body()) > MAX_WIDGET_BODY:
            raise Refused(413, "too_large", "请求太大，请缩短后再试。")
        address = address_of(request)
        if scope == "ask":
            rates = [(self._by_address, address), (self._by_token, token), (self._by_site, name), (self._in_all, "")]
        elif scope == "feedback":
            rates = [(self._ratings, address)]
        else:
            rates = [(self._pages, address)]
        take(rates, self._clock())
        return Caller("widget", site, english=request.headers.get("accept-language", "").startswith("en"))

    def _site(self, name: str) -> Site:
        site = self.sites.find(name)
        if site is None:
            raise Refused(403, "unknown_site", "这个网站没有登记，不能使用问答窗口：请联系问答服务的管理员。")
        if not site.enabled:
            raise Refused(503, "site_off", f"这里的问答暂时停用，请稍后再来。{site.human}", 3600)
        return site

    @staticmethod
    def _check_origin(request: Request, site: Site) -> None:
        """A browser names where a POST comes from; newer ones also whether that is the same origin."""
        origin = request.headers.get("origin", "")
        fetched = request.headers.get("sec-fetch-site", "same-origin")
        listed = origin in site.origins
        stated = is_own(request, origin) if origin else request.method == "GET"
        if not (listed or (stated and fetched == "same-origin")):
            raise Refused(403, "foreign_origin", "不允许从这个网站提问。")

    def _scopes(self, request: Request) -> frozenset[str] | None:
        """What the key of a request may do; None without a key that is known."""
        given = _digest(request.headers.get("authorization", "").removeprefix("Bearer ").strip())
        found = None
        for digest, scopes in self._keys.items():
            if secrets.compare_digest(given, digest):
                found = scopes
        return found
