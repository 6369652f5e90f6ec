"""Conversations that staff keep: one SQLite file, a row a turn; nobody reaches another's.

A turn is kept whole: the answer with its passages and everything that was found, so that an old citation opens after
the articles have changed. Numbers by which a person could be known are struck, as in the journal.
"""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from assistant.answer import Answer
from assistant.understanding.personal import strike

if TYPE_CHECKING:
    from pydantic import TypeAdapter

TITLE = 40  # characters that a conversation is called by, unless it is renamed
_LISTED = 200
_UNDO = timedelta(days=1)  # how long a deleted conversation can be had back
_TABLES = """
create table if not exists conversations (
    id text primary key, user text not null, title text not null, at text not null, deleted text
) strict;
create index if not exists conversations_of on conversations (user, deleted, at);
create table if not exists turns (
    id text primary key, conversation text not null references conversations on delete cascade,
    at text not null, words text not null, told text not null
) strict;
create index if not exists turns_of on turns (conversation, at);
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a question was put: the earlier ones, what was searched, and whether quotes were wanted."""

    history: tuple[str, ...] = ()
    action: str = ""
    region: str = ""
    article: str = ""
    mode: str = "auto"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer as they were given: `at` in UTC, by index `generation`, written by `model` or none."""

    answer: Answer
    asked: Asked
    at: str
    generation: str
    model: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the list shows; `at` is when it was last used, in UTC."""

    id: str
    title: str
    at: str


class Store:
    """The conversations of everybody, in `path`, kept for `days` days after they were last used.

    With 0 days nothing is written down: they last as long as the server runs, a day at most.
    """

    def __init__(self, path: Path, days: int) -> None:
        self.path, self._days, self._swept = path, days or 1, ""
        self._lock = threading.Lock()
        if days:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._rows = sqlite3.connect(path if days else ":memory:", check_same_thread=False, timeout=10)
        self._rows.execute("pragma journal_mode = wal")
        self._rows.execute("pragma foreign_keys = on")
        self._rows.executescript(_TABLES)

    def keep(self, user: str, conversation: str, turn: Turn) -> None:
        """Keep a turn, or what it has grown to; its conversation begins with it."""
        kept = _struck(turn)
        words = "\n".join((kept.answer.question, kept.answer.text))
        with self._write() as rows:
            self._sweep(rows)
            title = " ".join(kept.answer.question.split())[:TITLE]
            rows.execute(
                "insert into conversations values (?, ?, ?, ?, null) on conflict do update set at = excluded.at "
                "where user = excluded.user",
                (conversation, user, title, turn.at),
            )
            rows.execute(
                "insert into turns select ?, id, ?, ?, ? from conversations where id = ? and user = ? "
                "on conflict (id) do update set words = excluded.words, told = excluded.told",
                (turn.answer.id, turn.at, words, _turns().dump_json(kept).decode(), conversation, user),
            )

    def conversations(self, user: str, words: str = "") -> list[Conversation]:
        """A user's conversations, the last used first: those in which all of `words` occur."""
        like = "".join(
            " and (title like ? escape '!' or id in (select conversation from turns where words like ? escape '!'))"
            for _ in words.split()
        )
        given = [f"%{_literal(word)}%" for word in words.split() for _ in range(2)]
        return [
            Conversation(*row)
            for row in self._read(
                f"select id, title, at from conversations where user = ? and deleted is null{like} "  # noqa: S608
                f"order by at desc limit {_LISTED}",
                (user, *given),
            )
        ]

    def turns(self, user: str, conversation: str) -> list[Turn]:
        """The turns of a user's conversation, oldest first; none of one that is deleted or another's."""
        rows = self._read(
            "select told from turns join conversations c on c.id = conversation "
            "where c.id = ? and user = ? and deleted is null order by turns.at, turns.rowid",
            (conversation, user),
        )
        return list(_restored(rows))

    def turn(self, user: str, answer: str) -> Turn | None:
        """The turn with this answer, if it is the user's."""
        rows = self._read(
            "select told from turns join conversations c on c.id = conversation "
            "where turns.id = ? and user = ? and deleted is null",
            (answer, user),
        )
        return next(_restored(rows), None)

    def rename(self, user: str, conversation: str, title: str) -> None:
        """Call a conversation something else; a blank title leaves it as it is."""
        if title := " ".join(title.split())[: 2 * TITLE]:
            with self._write() as rows:
                rows.execute(
                    "update conversations set title = ? where id = ? and user = ?", (title, conversation, user)
                )

    def delete(self, user: str, conversation: str) -> None:
        """Take a conversation out of sight; `restore` brings it back for a day, then it is gone."""
        with self._write() as rows:
            rows.execute("update conversations set deleted = ? where id = ? and user = ?", (_now(), conversation, user))

    def restore(self, user: str, conversation: str) -> None:
        """Undo a deletion."""
        with self._write() as rows:
            rows.execute("update conversations set deleted = null where id = ? and user = ?", (conversation, user))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._rows.close()

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._rows:
            yield self._rows

    def _read(self, query: str, given: Sequence[str]) -> list[tuple[str, ...]]:
        with self._lock:
            return self._rows.execute(query, given).fetchall()

    def _sweep(self, rows: sqlite3.Connection) -> None:
        """Delete what is over its time, once an hour."""
        now = datetime.now(UTC)
        if self._swept != f"{now:%Y-%m-%dT%H}":
            self._swept = f"{now:%Y-%m-%dT%H}"
            over = (now - timedelta(days=self._days)).isoformat(), (now - _UNDO).isoformat()
            rows.execute("delete from conversations where at < ? or deleted < ?", over)


def new_conversation() -> str:
    """The id of a conversation that has yet to begin."""
    return token_hex(8)


def turn_of(answer: Answer, asked: Asked, generation: str, model: str) -> Turn:
    """A turn that was answered just now."""
    return Turn(answer, asked, _now(), generation, model if answer.mode == "generated" else "")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _struck(turn: Turn) -> Turn:
    answer = turn.answer
    kept = replace(
        answer,
        question=strike(answer.question),
        understood=strike(answer.understood),
        text=strike(answer.text) if answer.missing else answer.text,
        missing=tuple(map(strike, answer.missing)),
    )
    return replace(turn, answer=kept, asked=replace(turn.asked, history=tuple(map(strike, turn.asked.history))))


def _literal(word: str) -> str:
    """A word in which nothing stands for other characters in SQL's LIKE."""
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _restored(rows: Sequence[tuple[str, ...]]) -> Iterator[Turn]:
    """The turns of rows; one that an older version wrote in another form is passed over."""
    from pydantic import ValidationError

    for (told,) in rows:
        try:
            yield _turns().validate_json(told)
        except ValidationError:
            continue


@cache
def _turns() -> "TypeAdapter[Turn]":
    from pydantic import TypeAdapter

    return TypeAdapter(Turn)
