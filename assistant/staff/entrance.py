"""Who sent a request: a session's cookie, or a header of a trusted proxy. The guard asks once for every request.

What is found is left in the request's scope, where `who` reads it.
"""

import asyncio
import hashlib
import re
import secrets
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from starlette.requests import HTTPConnection
from starlette.types import Scope

from assistant.settings import AssistantSettings
from assistant.staff.accounts import AccountError, list_accounts, read_name
from assistant.staff.proxies import Proxies, read_proxies
from assistant.staff.sessions import Sessions
from assistant.staff.user import LOCAL, User
from index.problem import Problem
from index.settings import SettingsError

_KEY = "assistant.visit"
# The prefix keeps other hosts of the same domain from planting a cookie; browsers ask for https with it.
_COOKIE, _SECURE_COOKIE = "staff", "__Host-staff"
_threads = ThreadPoolExecutor(4, "entrance")  # so that a slow disk stops no other request


class AccessError(Problem):
    """A server that would be open to everybody, or to nobody."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known of a request: `user` None where nobody is logged in; `address` of the caller, "" if unknown.

    `mark` stands for the session in logs; `secure` tells https; `token` is that of a session's cookie.
    """

    user: User | None = None
    address: str = ""
    mark: str = ""
    secure: bool = False
    token: str = field(default="", repr=False)

    @property
    def unknown(self) -> "Visit":
        """The same visit, of nobody."""
        return replace(self, user=None, mark="", token="")


@dataclass(frozen=True)
class Entrance:
    """How staff are known. Without `login` everybody is LOCAL; `header` is believed from `proxies` alone."""

    login: bool
    sessions: Sessions
    proxies: Proxies = field(default_factory=Proxies)
    header: str = ""
    editors: frozenset[str] = frozenset()
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(16), repr=False)

    async def admit(self, connection: HTTPConnection) -> Visit:
        """The visit of a request; raises StaffFileError."""
        visit = Visit(address=self.proxies.address(connection), secure=self.proxies.secure(connection))
        if not self.login:
            return replace(visit, user=LOCAL)
        if name := self._told(connection):
            user = User(name, "editor" if name in self.editors else "reader")
            mark = hashlib.blake2b(name.encode(), key=self._secret, digest_size=8).hexdigest()
            return replace(visit, user=user, mark=mark)
        token = _cookie(connection, cookie_name(visit.secure))
        if not token:
            return visit
        found = await asyncio.get_running_loop().run_in_executor(_threads, self.sessions.find, token)
        return replace(visit, user=found.user, mark=found.mark, token=token) if found else visit

    def _told(self, connection: HTTPConnection) -> str:
        """The name that a trusted proxy gives, or ""."""
        if not self.header or not self.proxies.trusts(connection):
            return ""
        given = connection.headers.getlist(self.header)
        try:  # headers are bytes, read as Latin-1; proxies write UTF-8
            return read_name(given[0].encode("latin-1").decode("utf-8")) if len(given) == 1 else ""
        except (UnicodeDecodeError, AccountError):
            return ""


def cookie_name(secure: bool) -> str:
    """What the cookie of a session is called."""
    return _SECURE_COOKIE if secure else _COOKIE


def _cookie(connection: HTTPConnection, name: str) -> str:
    """The value of a cookie; "" where it is missing or there are two, one of which somebody else has planted."""
    pairs = (pair.strip().partition("=") for pair in ";".join(connection.headers.getlist("cookie")).split(";"))
    values = {value for key, _, value in pairs if key == name}
    return values.pop() if len(values) == 1 else ""


def remember(scope: Scope, visit: Visit) -> None:
    """Leave a visit in the scope of its request."""
    scope[_KEY] = visit


def visit_of(connection: HTTPConnection) -> Visit:
    """What the guard found out about a request; of nobody where no guard was passed."""
    visit = connection.scope.get(_KEY)
    return visit if isinstance(visit, Visit) else Visit()


def who(connection: HTTPConnection) -> User | None:
    """`Who` of a server behind the guard."""
    return visit_of(connection).user


def make_entrance(settings: AssistantSettings, loopback: bool) -> Entrance:
    """The entrance of a server; raises SettingsError. A login is asked for wherever others may reach the server: on
    loopback too, as soon as a proxy or a name by which it is reached is set."""
    proxies = read_proxies(settings.proxies)
    if settings.user_header and not proxies.networks:
        raise SettingsError(
            "ASSISTANT_USER_HEADER is believed from proxies alone: name their addresses in ASSISTANT_PROXIES."
        )
    if settings.user_header and not re.fullmatch(r"[A-Za-z0-9-]+", settings.user_header):
        raise SettingsError(f"ASSISTANT_USER_HEADER={settings.user_header!r} is no header's name: try X-Remote-User.")
    reached = bool(settings.hosts or settings.proxies)
    return Entrance(
        login=settings.login == "always" or not loopback or reached,
        sessions=Sessions(Path(settings.staff), settings.session_idle * 3600, settings.session_longest * 3600),
        proxies=proxies,
        header=settings.user_header,
        editors=frozenset(unicodedata.normalize("NFC", name.strip()) for name in settings.editors.split(",")),
    )


def check_access(entrance: Entrance) -> None:
    """Raise AccessError where a login is asked for and nobody could log in."""
    if entrance.login and not entrance.header and not list_accounts(entrance.sessions.path):
        raise AccessError(
            "Others may reach this server, and nobody can log in yet: add a person with "
            "`.venv/bin/python -m assistant user add NAME`, or let a proxy say who somebody is (ASSISTANT_USER_HEADER)."
        )
