"""The corpus opened for writing, also where it is broken."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from index import corpus

_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def open_truth(path: Path, say: Callable[[str], None], thorough: bool) -> sqlite3.Connection:
    """Open the corpus for writing. One that is no database, or that a `thorough` look finds damaged, is set aside and
    made anew; any other failure, such as a full disk or a lock, raises CorpusError and loses nothing."""
    try:
        truth = corpus.open_corpus(path, write=True)
        if not thorough or _is_sound(truth):
            return truth
        truth.close()
        error = corpus.CorpusError(f"The index's corpus {path} is damaged.")
    except corpus.CorpusError as failure:
        if getattr(failure.__cause__, "sqlite_errorcode", None) not in _BROKEN:
            raise
        error = failure
    aside = path.with_name(f"corpus.broken-{int(time.time())}.sqlite")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    say(f"{error} It was moved to {aside.name}, and a new one is made from the files.")
    return corpus.open_corpus(path, write=True)


def _is_sound(truth: sqlite3.Connection) -> bool:
    try:
        return bool(truth.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False
