"""A generation of the index, opened for reading only (index/build.py writes it)."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import corpus, lexical, manifest, rows, store
from index.encoder import Encoder
from index.facets import Facets
from index.manifest import IndexDamaged, Manifest
from index.passage import Article


@dataclass(frozen=True)
class Index:
    """An opened generation. `passages` and `sentences` are memory-mapped float16 matrices of vectors; `articles` are in
    the order of their first passages, `facets` has their rows, and `home` says of each passage whether its article is
    about the actions.

    `close` gives back what Chroma holds; nobody may search the generation afterwards.
    """

    manifest: Manifest
    encoder: Encoder
    corpus: sqlite3.Connection
    collection: store.Collection
    keywords: lexical.Keywords
    passages: NDArray[np.float16]
    sentences: NDArray[np.float16]
    articles: tuple[Article, ...]
    facets: Facets
    home: NDArray[np.bool_]
    close: Callable[[], None]


def open_index(path: Path, encoder: Encoder, generation: str = "") -> Index:
    """Open the generation that is served, or a named one.

    Raises IndexMissing, IndexMismatch, IndexDamaged or corpus.CorpusError, each with the command that mends it.
    """
    generation = generation or manifest.current(path)
    known = manifest.read(path, generation)
    manifest.check(known, encoder.name, encoder.fingerprint)
    if wrong := manifest.missing_files(path, known):
        raise _damaged(path, f"{wrong[0]} is gone or cut short")
    place = manifest.folder(path, generation)
    try:
        collection, close = store.open_store(place / "chroma")
        truth = corpus.open_corpus(manifest.corpus_file(path))
        articles = tuple(rows.articles_of_generation(truth, generation))
        article_of = np.array(rows.articles_by_row(truth, generation), dtype=np.int32)
        at_home = np.array([bool(article.action) for article in articles], dtype=np.bool_)
        opened = Index(
            manifest=known,
            encoder=encoder,
            corpus=truth,
            collection=collection,
            keywords=lexical.open_keywords(place / "keywords"),
            # Mapped all the same, without the subclass whose every slice costs microseconds.
            passages=np.load(place / "passages.npy", mmap_mode="r").view(np.ndarray),
            sentences=np.load(place / "sentences.npy", mmap_mode="r").view(np.ndarray),
            articles=articles,
            facets=Facets(articles, article_of),
            home=at_home[article_of],
            close=close,
        )
        counts = {len(opened.passages), opened.collection.count(), lexical.count(opened.keywords)}
        counts.add(rows.count_rows(opened.corpus, generation))
    except corpus.CorpusError:
        raise
    except Exception as error:  # each library has its own ways to say that a file is broken
        raise _damaged(path, type(error).__name__) from error
    if counts != {known.passages} or len(opened.sentences) != known.sentences:
        raise _damaged(path, f"it holds {sorted(counts)} of {known.passages} passages")
    return opened


def _damaged(path: Path, what: str) -> IndexDamaged:
    return IndexDamaged(f"The index at {path} is damaged ({what}): run `python -m ingest sync --rebuild`.")
