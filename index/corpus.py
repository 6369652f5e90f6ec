"""The truth: one SQLite file of sources, articles, passages and vectors, from which all else is derived.

Rows are never changed. Sources are keyed by the digest of their text and of what is known
about it, articles and passages by ids that
follow from it, vectors by encoder and text; a generation is a numbered list of passages. So an old
generation stays whole until it is pruned, and an unchanged text is never embedded twice.
"""

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from index.passage import About, Article, Finding, Passage, Settled, Source, Span
from index.problem import Problem

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sources (
    digest TEXT, name TEXT, text TEXT NOT NULL, facts TEXT NOT NULL, PRIMARY KEY (digest, name));
CREATE TABLE IF NOT EXISTS articles (
    id TEXT PRIMARY KEY, digest TEXT NOT NULL, source TEXT NOT NULL, recipe TEXT NOT NULL, position INTEGER NOT NULL,
    title TEXT NOT NULL, author TEXT NOT NULL, role TEXT NOT NULL, org TEXT NOT NULL,
    region TEXT NOT NULL, action TEXT NOT NULL, published TEXT, publisher TEXT NOT NULL, address TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS articles_of_source ON articles (digest, source);
CREATE TABLE IF NOT EXISTS passages (
    id TEXT PRIMARY KEY, article TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL,
    text TEXT NOT NULL, spans TEXT NOT NULL, seam TEXT NOT NULL, sentences TEXT NOT NULL,
    cut_start INTEGER NOT NULL, cut_end INTEGER NOT NULL, needs_review INTEGER NOT NULL, instructs INTEGER NOT NULL,
    section TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS passages_of_article ON passages (article, position);
CREATE TABLE IF NOT EXISTS vectors (
    encoder TEXT, digest BLOB, vector BLOB NOT NULL, PRIMARY KEY (encoder, digest)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS generation_rows (
    generation TEXT, row INTEGER, passage TEXT NOT NULL, first_sentence INTEGER NOT NULL,
    PRIMARY KEY (generation, row)) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS row_of_passage ON generation_rows (generation, passage);
"""
PASSAGE = """
SELECT p.id, p.kind, p.text, p.spans, p.seam, p.sentences, p.cut_start, p.cut_end, p.needs_review, p.instructs,
       p.section, a.id, a.title, a.author, a.role, a.org, a.region, a.action, a.published, a.source, a.publisher,
       a.address
FROM passages p JOIN articles a ON a.id = p.article
"""
_FORM = 2  # of the tables
PATIENCE = 30.0  # seconds to wait for another writer


class CorpusError(Problem):
    """The corpus file is missing or damaged; the message ends with the command that mends it."""


def open_corpus(path: Path, write: bool = False) -> sqlite3.Connection:
    """Open the corpus; only with `write` is a missing file created. Raises CorpusError."""
    try:
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=PATIENCE)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            made = connection.execute("PRAGMA user_version").fetchone()[0]
            if made > _FORM:
                raise sqlite3.DatabaseError("it was made by a later version")
            if made < _FORM:
                # Sources are read again from their files; vectors, the dear part, stay.
                tables = ("sources", "articles", "passages")
                dropped = "".join(f"DROP TABLE IF EXISTS {name};" for name in tables)
                connection.executescript(f"BEGIN; {dropped} {_SCHEMA} PRAGMA user_version = {_FORM}; COMMIT;")
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
    """Add a source with the passages that `recipe` made of it, in page order; those that are there already stay."""
    articles = list(dict.fromkeys(passage.article for passage in passages))
    corpus.execute(
        "INSERT INTO sources VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET facts = excluded.facts",
        (source.digest, source.name, source.text, _facts(source)),
    )
    corpus.executemany(
        "INSERT OR IGNORE INTO articles VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
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
                a.publisher,
                a.address,
            )
            for i, a in enumerate(articles)
        ],
    )
    corpus.executemany(
        "INSERT OR IGNORE INTO passages VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
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
                p.instructs,
                p.section,
            )
            for i, p in enumerate(passages)
        ],
    )


def find_source(corpus: sqlite3.Connection, digest: str, name: str) -> Source | None:
    """A source that was added before."""
    found = corpus.execute("SELECT text, facts FROM sources WHERE digest = ? AND name = ?", (digest, name)).fetchone()
    return source_of(name, digest, *found) if found else None


def source_text(corpus: sqlite3.Connection, article: str) -> str:
    """The whole text of the source that holds an article."""
    found = corpus.execute(
        "SELECT s.text FROM sources s JOIN articles a ON a.digest = s.digest AND a.source = s.name WHERE a.id = ?",
        (article,),
    ).fetchone()
    return str(found[0]) if found else ""


def page_starts(corpus: sqlite3.Connection, article: str) -> tuple[int, ...]:
    """The characters at which the pages of an article's source begin; none where it has no pages."""
    found = corpus.execute(
        "SELECT s.facts FROM sources s JOIN articles a ON a.digest = s.digest AND a.source = s.name WHERE a.id = ?",
        (article,),
    ).fetchone()
    return tuple(json.loads(found[0]).get("pages", ())) if found else ()


def has_source(corpus: sqlite3.Connection, digest: str, name: str, recipe: str) -> bool:
    """Whether the passages that `recipe` makes of a source are there."""
    query = "SELECT 1 FROM articles WHERE digest = ? AND source = ? AND recipe = ? LIMIT 1"
    return corpus.execute(query, (digest, name, recipe)).fetchone() is not None


def passages_of_article(corpus: sqlite3.Connection, article: str) -> list[Passage]:
    """The passages of one article in reading order."""
    return [passage_of(row) for row in corpus.execute(PASSAGE + "WHERE a.id = ? ORDER BY p.position", (article,))]


def _facts(source: Source) -> str:
    facts = {
        "about": asdict(source.about),
        "start": source.start,
        "whole": source.whole,
        "settled": [asdict(one) for one in source.settled],
        "findings": [asdict(one) for one in source.findings],
        "pages": source.pages,
    }
    return json.dumps(facts, ensure_ascii=False)


def source_of(name: str, digest: str, text: str, facts: str) -> Source:
    """A row of the sources as the type."""
    stored = json.loads(facts)
    return Source(
        name=name,
        text=text,
        digest=digest,
        about=About(**stored["about"]),
        start=stored["start"],
        whole=stored["whole"],
        settled=tuple(Settled(**one) for one in stored["settled"]),
        findings=tuple(Finding(**one) for one in stored["findings"]),
        pages=tuple(stored.get("pages", ())),  # sources that were read before pages were counted
    )


def digest(text: str) -> str:
    """The digest under which a source's text is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def _dump(spans: Sequence[Span]) -> str:
    return json.dumps([[span.start, span.end] for span in spans])


@lru_cache(maxsize=8192)
def _load(text: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in json.loads(text))


def passage_of(row: Sequence[Any]) -> Passage:
    """A row of PASSAGE as the type."""
    id_, kind, text, spans, seam, sentences, cut_start, cut_end, review, instructs, section, *article = row
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
        instructs=bool(instructs),
        section=section,
    )
