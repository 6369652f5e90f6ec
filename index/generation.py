"""A generation of the index: written whole from the corpus, then opened for reading only."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import corpus, lexical, manifest, store
from index.encoder import Encoder
from index.manifest import IndexDamaged, Manifest
from index.passage import Passage

_BATCH = 1000


@dataclass(frozen=True)
class Index:
    """An opened generation. `passages` and `sentences` are memory-mapped float16 matrices of vectors.

    `close` gives back what Chroma holds; nobody may search the generation afterwards.
    """

    manifest: Manifest
    encoder: Encoder
    corpus: sqlite3.Connection
    collection: store.Collection
    keywords: lexical.Keywords
    passages: NDArray[np.float16]
    sentences: NDArray[np.float16]
    close: Callable[[], None]


def write_generation(
    truth: sqlite3.Connection,
    index: Path,
    made: Manifest,
    passages: Sequence[Passage],
    indexed_text: Callable[[Passage], str],
) -> None:
    """Write the folder of a generation from the vectors in the corpus; nothing is embedded here.

    `indexed_text` gives the text under which a passage was embedded. The manifest is written last: a folder
    without one is a ruin.
    """
    place = manifest.folder(index, made.generation)
    place.mkdir(parents=True)
    texts = [indexed_text(passage) for passage in passages]
    sentences = [passage.text_of(sentence) for passage in passages for sentence in passage.sentences]
    _write_vectors(truth, made, texts, place / "passages.npy")
    _write_vectors(truth, made, sentences, place / "sentences.npy")
    lexical.build(texts, place / "keywords")
    matrix = np.load(place / "passages.npy", mmap_mode="r")
    ids = [passage.id for passage in passages]
    store.build(
        ((ids[at : at + _BATCH], matrix[at : at + _BATCH].astype(np.float32)) for at in range(0, len(ids), _BATCH)),
        place / "chroma",
    )
    found = sorted(path for path in place.rglob("*") if path.is_file())
    files = tuple((path.relative_to(place).as_posix(), path.stat().st_size) for path in found)
    manifest.write(replace(made, files=files), place)


def _write_vectors(truth: sqlite3.Connection, made: Manifest, texts: Sequence[str], path: Path) -> None:
    matrix = np.lib.format.open_memmap(path, "w+", np.float16, (len(texts), made.dimensions))
    for row, vector in enumerate(corpus.vectors(truth, made.fingerprint, texts)):
        if vector is None:
            raise IndexDamaged(f"A vector is missing in {manifest.corpus_file(path.parents[2])}: run the sync again.")
        matrix[row] = vector
    matrix.flush()


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
        opened = Index(
            manifest=known,
            encoder=encoder,
            corpus=corpus.open_corpus(manifest.corpus_file(path)),
            collection=collection,
            keywords=lexical.open_keywords(place / "keywords"),
            # Mapped all the same, without the subclass whose every slice costs microseconds.
            passages=np.load(place / "passages.npy", mmap_mode="r").view(np.ndarray),
            sentences=np.load(place / "sentences.npy", mmap_mode="r").view(np.ndarray),
            close=close,
        )
        counts = {len(opened.passages), opened.collection.count(), lexical.count(opened.keywords)}
        counts.add(corpus.count_rows(opened.corpus, generation))
    except corpus.CorpusError:
        raise
    except Exception as error:  # each library has its own ways to say that a file is broken
        raise _damaged(path, type(error).__name__) from error
    if counts != {known.passages} or len(opened.sentences) != known.sentences:
        raise _damaged(path, f"it holds {sorted(counts)} of {known.passages} passages")
    return opened


def _damaged(path: Path, what: str) -> IndexDamaged:
    return IndexDamaged(f"The index at {path} is damaged ({what}): run `python -m ingest sync --rebuild`.")
