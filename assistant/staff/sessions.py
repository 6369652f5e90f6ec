"""Sessions: who is logged in, by an opaque token of which only the hash is kept."""

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from assistant.staff.database import connected
from assistant.staff.user import Role, User

_MOST = 20  # sessions of one person; a further one ends the oldest
_TOUCH = 60.0  # seconds until it is written down again that a session is used


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody logged in. `mark` stands for the session in logs: it says nothing of the token or the person."""

    user: User
    mark: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that has just begun; its token is told this once."""

    token: str = field(repr=False)
    mark: str


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions of the staff file; one ends after `idle` seconds without use, and after `longest` in any case."""

    path: Path
    idle: float
    longest: float
    clock: Callable[[], float] = time.time

    def open(self, name: str, password: str) -> Opened | None:
        """A new session of the person whose password hash is `password`; None if it was changed in the meantime."""
        made, now = Opened(secrets.token_urlsafe(32), secrets.token_hex(8)), self.clock()
        with connected(self.path, write=True) as staff:
            staff.execute("delete from sessions where seen <= ? or created <= ?", self._overdue(now))
            opened = staff.execute(
                "insert into sessions select ?, name, ?, ?, ? from users where name = ? and password = ?",
                (_digest(made.token), made.mark, now, now, name, password),
            ).rowcount
            staff.execute(
                "delete from sessions where name = ? and token not in"
                " (select token from sessions where name = ? order by created desc, rowid desc limit ?)",
                (name, name, _MOST),
            )
        return made if opened else None

    def find(self, token: str) -> Session | None:
        """Whose token this is; the role is that of this moment."""
        now = self.clock()
        with connected(self.path) as staff:
            row = staff.execute(
                "select name, role, mark, seen from sessions join users using (name)"
                " where token = ? and seen > ? and sessions.created > ?",
                (_digest(token), *self._overdue(now)),
            ).fetchone()
        if row is None:
            return None
        name, role, mark, seen = row
        if now - seen > _TOUCH:
            with connected(self.path, write=True) as staff:
                staff.execute("update sessions set seen = ? where token = ?", (now, _digest(token)))
        return Session(User(name, cast(Role, role)), mark)

    def end(self, token: str) -> None:
        """Log out."""
        with connected(self.path, write=True) as staff:
            staff.execute("delete from sessions where token = ?", (_digest(token),))

    def _overdue(self, now: float) -> tuple[float, float]:
        """What was last used, and what was opened, before these moments is over."""
        return now - self.idle, now - self.longest


def _digest(token: str) -> bytes:
    """Tokens are random, so that a plain hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
