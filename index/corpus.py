"""The truth: one SQLite file of sources, articles, passages and vectors, from which all else is derived.

Rows are never changed. Sources are keyed by the digest of their text, articles and passages by ids that
follow from it, vectors by encoder and text; a generation is a numbered list of passages. So an old
generation stays whole until it is pruned, and an unchanged text is never embedded twice.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.passage import Article, Passage, Source, Span
from index.problem import Problem

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sources (digest TEXT, name TEXT, text TEXT NOT NULL, PRIMARY KEY (digest, name));
CREATE TABLE IF NOT EXISTS articles (
    id TEXT PRIMARY KEY, digest TEXT NOT NULL, source TEXT NOT NULL, recipe TEXT NOT NULL, position INTEGER NOT NULL,
    title TEXT NOT NULL, author TEXT NOT NULL, role TEXT NOT NULL, org TEXT NOT NULL,
    region TEXT NOT NULL, action TEXT NOT NULL, published TEXT);
CREATE INDEX IF NOT EXISTS articles_of_source ON articles (digest, source);
CREATE TABLE IF NOT EXISTS passages (
    id TEXT PRIMARY KEY, article TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL,
    text TEXT NOT NULL, spans TEXT NOT NULL, seam TEXT NOT NULL, sentences TEXT NOT NULL,
    cut_start INTEGER NOT NULL, cut_end INTEGER NOT NULL, needs_review INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS passages_of_article ON passages (article, position);
CREATE TABLE IF NOT EXISTS vectors (
    encoder TEXT, digest BLOB, vector BLOB NOT NULL, PRIMARY KEY (encoder, digest)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS generation_rows (
    generation TEXT, row INTEGER, passage TEXT NOT NULL, first_sentence INTEGER NOT NULL,
    PRIMARY KEY (generation, row)) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS row_of_passage ON generation_rows (generation, passage);
"""
_PASSAGE = """
SELECT p.id, p.kind, p.text, p.spans, p.seam, p.sentences, p.cut_start, p.cut_end, p.needs_review,
       a.id, a.title, a.author, a.role, a.org, a.region, a.action, a.published, a.source
FROM passages p JOIN articles a ON a.id = p.article
"""


class CorpusError(Problem):
    """The corpus file is missing or damaged; the message ends with the command that mends it."""


@dataclass(frozen=True)
class Row:
    """A passage's place in a generation: row of its vector, row of its first sentence's vector."""

    row: int
    first_sentence: int
    passage: Passage


def open_corpus(path: Path, write: bool = False) -> sqlite3.Connection:
    """Open the corpus; only with `write` is a missing file created. Raises CorpusError."""
    try:
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=30)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.executescript(_SCHEMA)
        else:
            # Reading threads of the server share one connection; SQLite itself serialises their calls.
            connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            connection.execute("SELECT 1 FROM passages LIMIT 1")
    except sqlite3.Error as error:
        raise CorpusError(
            f"The index's corpus {path} cannot be opened ({error}): run `python -m ingest sync --rebuild`."
        ) from error
    return connection


def add_source(corpus: sqlite3.Connection, source: Source, passages: Sequence[Passage], recipe: str) -> None:
    """Add a source with the passages that `recipe` made of it, in page order; what is there already stays."""
    articles = list(dict.fromkeys(passage.article for passage in passages))
    corpus.execute("INSERT OR IGNORE INTO sources VALUES (?,?,?)", (source.digest, source.name, source.text))
    corpus.executemany(
        "INSERT OR IGNORE INTO articles VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        [
            (
                a.id,
                source.digest,
                source.name,
                recipe,
                i,
                a.title,
                a.author,
                a.role,
                a.org,
                a.region,
                a.action,
                a.published,
            )
            for i, a in enumerate(articles)
        ],
    )
    corpus.executemany(
        "INSERT OR IGNORE INTO passages VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        [
            (
                p.id,
                p.article.id,
                i,
                p.kind,
                p.text,
                _dump(p.spans),
                p.seam,
                _dump(p.sentences),
                p.cut_start,
                p.cut_end,
                p.needs_review,
            )
            for i, p in enumerate(passages)
        ],
    )


def find_source(corpus: sqlite3.Connection, digest: str, name: str) -> Source | None:
    """A source that was added before."""
    found = corpus.execute("SELECT text FROM sources WHERE digest = ? AND name = ?", (digest, name)).fetchone()
    return Source(name, found[0], digest) if found else None


def source_text(corpus: sqlite3.Connection, article: str) -> str:
    """The whole text of the source that holds an article."""
    found = corpus.execute(
        "SELECT s.text FROM sources s JOIN articles a ON a.digest = s.digest AND a.source = s.name WHERE a.id = ?",
        (article,),
    ).fetchone()
    return str(found[0]) if found else ""


def passages_of_source(corpus: sqlite3.Connection, digest: str, name: str, recipe: str) -> list[Passage]:
    """The passages that `recipe` made of a source: articles in page order, passages in reading order."""
    rows = corpus.execute(
        _PASSAGE + "WHERE a.digest = ? AND a.source = ? AND a.recipe = ? ORDER BY a.position, p.position",
        (digest, name, recipe),
    )
    return [_passage(row) for row in rows]


def passages_of_article(corpus: sqlite3.Connection, article: str) -> list[Passage]:
    """The passages of one article in reading order."""
    return [_passage(row) for row in corpus.execute(_PASSAGE + "WHERE a.id = ? ORDER BY p.position", (article,))]


def add_generation(corpus: sqlite3.Connection, generation: str, passages: Sequence[Passage]) -> None:
    """Number the passages of a generation, in order."""
    first = 0
    rows = []
    for row, passage in enumerate(passages):
        rows.append((generation, row, passage.id, first))
        first += len(passage.sentences)
    corpus.executemany("INSERT INTO generation_rows VALUES (?,?,?,?)", rows)


def drop_generation(corpus: sqlite3.Connection, generation: str) -> None:
    """Forget a generation, then the sources that no generation has any more. Vectors stay: they are a cache."""
    corpus.execute("DELETE FROM generation_rows WHERE generation = ?", (generation,))
    corpus.execute("DELETE FROM passages WHERE id NOT IN (SELECT passage FROM generation_rows)")
    corpus.execute("DELETE FROM articles WHERE id NOT IN (SELECT article FROM passages)")
    corpus.execute("DELETE FROM sources WHERE (digest, name) NOT IN (SELECT digest, source FROM articles)")


def count_rows(corpus: sqlite3.Connection, generation: str) -> int:
    """How many passages a generation has."""
    found = corpus.execute("SELECT count(*) FROM generation_rows WHERE generation = ?", (generation,)).fetchone()
    return int(found[0])


def rows_by_passage(corpus: sqlite3.Connection, generation: str, ids: Iterable[str]) -> dict[str, int]:
    """The rows of some passages of a generation."""
    wanted = list(ids)
    marks = ",".join("?" * len(wanted))
    return dict(
        corpus.execute(
            f"SELECT passage, row FROM generation_rows WHERE generation = ? AND passage IN ({marks})",  # noqa: S608
            (generation, *wanted),
        ).fetchall()
    )


def rows(corpus: sqlite3.Connection, generation: str, numbers: Iterable[int]) -> list[Row]:
    """Some rows of a generation, in the order asked for."""
    wanted = list(numbers)
    marks = ",".join("?" * len(wanted))
    query = (
        _PASSAGE.replace("SELECT ", "SELECT g.row, g.first_sentence, ", 1)
        + "JOIN generation_rows g ON g.passage = p.id "
        + f"WHERE g.generation = ? AND g.row IN ({marks})"
    )
    found = {row[0]: Row(row[0], row[1], _passage(row[2:])) for row in corpus.execute(query, (generation, *wanted))}
    return [found[number] for number in wanted]


def rows_of_action(corpus: sqlite3.Connection, generation: str, action: str) -> list[int]:
    """The rows of a generation whose article belongs to an action."""
    found = corpus.execute(
        "SELECT g.row FROM generation_rows g JOIN passages p ON p.id = g.passage "
        "JOIN articles a ON a.id = p.article WHERE g.generation = ? AND a.action = ? ORDER BY g.row",
        (generation, action),
    )
    return [row for (row,) in found]


def articles_of_generation(corpus: sqlite3.Connection, generation: str) -> list[Article]:
    """The articles of a generation, in the order of their first passage."""
    found = corpus.execute(
        "SELECT a.id, a.title, a.author, a.role, a.org, a.region, a.action, a.published, a.source "
        "FROM generation_rows g JOIN passages p ON p.id = g.passage JOIN articles a ON a.id = p.article "
        "WHERE g.generation = ? GROUP BY a.id ORDER BY min(g.row)",
        (generation,),
    )
    return [Article(*row) for row in found]


def passages_for_review(corpus: sqlite3.Connection, generation: str) -> list[Passage]:
    """The passages of a generation whose author is in doubt."""
    found = corpus.execute(
        _PASSAGE + "JOIN generation_rows g ON g.passage = p.id WHERE g.generation = ? AND p.needs_review "
        "ORDER BY g.row",
        (generation,),
    )
    return [_passage(row) for row in found]


def vectors(corpus: sqlite3.Connection, encoder: str, texts: Sequence[str]) -> Iterator[NDArray[np.float32] | None]:
    """The stored vector of each text, or None where there is none yet."""
    for text in texts:
        found = corpus.execute(
            "SELECT vector FROM vectors WHERE encoder = ? AND digest = ?", (encoder, _digest(text))
        ).fetchone()
        yield None if found is None else np.frombuffer(found[0], dtype=np.float16).astype(np.float32)


def add_vectors(corpus: sqlite3.Connection, encoder: str, texts: Sequence[str], rows: NDArray[np.float32]) -> None:
    """Store vectors, shape (len(texts), dimensions), in half precision: retrieval loses nothing by it."""
    corpus.executemany(
        "INSERT OR REPLACE INTO vectors VALUES (?,?,?)",
        [(encoder, _digest(text), row.astype(np.float16).tobytes()) for text, row in zip(texts, rows, strict=True)],
    )


def digest(text: str) -> str:
    """The digest under which a source's text is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:16]


def _dump(spans: Sequence[Span]) -> str:
    return json.dumps([[span.start, span.end] for span in spans])


@lru_cache(maxsize=8192)
def _load(text: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in json.loads(text))


def _passage(row: Sequence[Any]) -> Passage:
    id_, kind, text, spans, seam, sentences, cut_start, cut_end, review, *article = row
    return Passage(
        id=id_,
        article=Article(*article),
        kind=kind,
        text=text,
        spans=_load(spans),
        seam=seam,
        sentences=_load(sentences),
        cut_start=bool(cut_start),
        cut_end=bool(cut_end),
        needs_review=bool(review),
    )
