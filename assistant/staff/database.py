"""The staff file: one SQLite database of accounts, sessions and failed tries, beside what others keep in it.

A connection lives for one transaction: nothing is shared between threads or processes, and a file that was moved away
is made anew. Readers never wait for writers (WAL).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.problem import Problem

_TABLES = (
    "create table if not exists users (name text primary key, role text not null, password text not null,"
    " created real not null) strict",
    "create table if not exists sessions (token blob primary key, name text not null, mark text not null,"
    " created real not null, seen real not null) strict",
    "create index if not exists sessions_of on sessions (name, created)",
    "create table if not exists failures (kind text not null, key blob not null, count integer not null,"
    " until real not null, last real not null, primary key (kind, key)) strict",
)
_PATIENCE = 5.0  # seconds that a transaction waits for another


class StaffFileError(Problem):
    """The staff file cannot be used."""


@contextmanager
def connected(path: Path, write: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection for one transaction, committed at the end, undone by an exception; raises StaffFileError.

    With `write` no other writer comes between what is read and what is written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)  # SQLite gives its journal the same rights
        elif write and (mode := path.stat().st_mode) & 0o007:  # made by a program that knew of no passwords
            path.chmod(mode & 0o770)
        with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as connection:
            connection.execute("pragma journal_mode = wal")
            for table in _TABLES:
                connection.execute(table)
            connection.execute("begin immediate" if write else "begin")
            try:
                yield connection
            except BaseException:
                if connection.in_transaction:
                    connection.execute("rollback")
                raise
            connection.execute("commit")
    except (OSError, sqlite3.Error) as error:
        raise StaffFileError(
            f"The staff file {path} cannot be used ({error}): make it writable, or name another in ASSISTANT_STAFF."
        ) from None
