"""The people who may log in: their names, roles and password hashes."""

import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from assistant.staff.database import connected
from assistant.staff.password import check_strength, fits, make_hash
from assistant.staff.user import LOCAL, Role
from index.problem import Problem

LONGEST_NAME = 64


class AccountError(Problem):
    """An account that cannot be had: a name that is none, is taken or is unknown."""


@dataclass(frozen=True, slots=True)
class Account:
    """A line of the list: `sessions` are those that have not been logged out of, overdue ones among them."""

    name: str
    role: Role
    sessions: int


def read_name(given: str) -> str:
    """A name in NFC; raises AccountError where it is none.

    Commas part the names of ASSISTANT_EDITORS, and LOCAL's name is that of whoever sits at the machine.
    """
    name = unicodedata.normalize("NFC", given)
    if not name or len(name) > LONGEST_NAME or name == LOCAL.name or "," in name:
        raise AccountError(
            f"{name[:LONGEST_NAME]!r} cannot be a name: use 1 to {LONGEST_NAME} characters without a comma, other than "
            f"{LOCAL.name!r}."
        )
    if name != name.strip() or any(unicodedata.category(c)[0] in "CZ" and c != " " for c in name):
        raise AccountError(
            f"{name!r} has invisible characters or spaces at its ends: a name that looks like another's is none."
        )
    return name


def add_account(path: Path, name: str, role: Role, password: str) -> None:
    """Add a person; raises AccountError or WeakPassword."""
    name = read_name(name)
    check_strength(password, name)
    made = make_hash(password)
    with connected(path, write=True) as staff:
        if staff.execute("select 1 from users where name = ?", (name,)).fetchone():
            raise AccountError(f"{name!r} is there already: user password or user role changes it.")
        staff.execute("insert into users values (?, ?, ?, ?)", (name, role, made, time.time()))


def list_accounts(path: Path) -> list[Account]:
    """Everybody, by name."""
    with connected(path) as staff:
        rows = staff.execute(
            "select name, role, (select count(*) from sessions s where s.name = users.name) from users order by name"
        ).fetchall()
    return [Account(name, cast(Role, role), sessions) for name, role, sessions in rows]


def change_role(path: Path, name: str, role: Role) -> None:
    """Takes effect at the person's next request."""
    _change(path, name, "update users set role = ? where name = ?", role)


def change_password(path: Path, name: str, password: str) -> None:
    """Change a password and end every session of the person; raises AccountError or WeakPassword."""
    check_strength(password, name)
    _change(path, name, "update users set password = ? where name = ?", make_hash(password), ends=True)


def remove_account(path: Path, name: str) -> None:
    """Remove a person and end their sessions."""
    _change(path, name, "delete from users where name = ?", ends=True)


def _change(path: Path, name: str, statement: str, *values: str, ends: bool = False) -> None:
    name = unicodedata.normalize("NFC", name)
    with connected(path, write=True) as staff:
        if not staff.execute(statement, (*values, name)).rowcount:
            raise AccountError(f"Nobody is called {name!r}: user list shows who there is.")
        if ends:
            staff.execute("delete from sessions where name = ?", (name,))


def verify(path: Path, name: str, password: str) -> str | None:
    """The stored hash that a password fits, or None. An unknown name costs the same work as a wrong password."""
    with connected(path) as staff:
        row = staff.execute("select password from users where name = ?", (name,)).fetchone()
    stored = row[0] if row else None
    return stored if fits(password, stored) else None
