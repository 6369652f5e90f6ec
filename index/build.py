"""A generation of the index, written whole from the corpus: nothing is embedded here.

What the generation before has is taken over row by row; the rest is read from the corpus some hundred passages at a
time, so that what a build needs of memory is what Chroma and bm25s themselves need.
"""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index import lexical, manifest, rows, store
from index.lexical import Numbered
from index.manifest import IndexDamaged, Manifest
from index.passage import indexed_text, sentence_text
from index.vectors import vectors

_BATCH = 1000
Matrix: TypeAlias = "np.memmap[tuple[int, int], np.dtype[np.float16]]"
_WORN = 0.3  # with more of its rows replaced, a generation is built from nothing again


def write_generation(
    truth: sqlite3.Connection,
    index: Path,
    made: Manifest,
    before: Manifest | None,
) -> Manifest:
    """Write the folder of a generation from the rows and vectors in the corpus.

    From the generation `before`, of the same encoder, files are taken over and changed where little is new. The
    manifest is written last: a folder without one is a ruin.
    """
    place = manifest.folder(index, made.generation)
    place.mkdir(parents=True)
    replaced = _replaced(truth, index, made, before)
    base = before.generation if before and replaced is not None else ""
    passages = _matrix(place / "passages.npy", made.passages, made.dimensions)
    sentences = _matrix(place / "sentences.npy", made.sentences, made.dimensions)
    numbered = Numbered({}, [np.zeros(0, dtype=np.int32)] * made.passages)
    if base:
        numbered = _take_over(truth, index, made, base, passages, sentences)
    for batch in rows.rows_of_generation(truth, made.generation, base):
        texts = [indexed_text(one.passage) for one in batch]
        passages[[one.row for one in batch]] = _vectors(truth, made, texts)
        for one, text in zip(batch, texts, strict=True):
            numbered.texts[one.row] = numbered.add(text)
            if words := [sentence_text(one.passage, span) for span in one.passage.sentences]:
                first = one.first_sentence
                sentences[first : first + len(words)] = _vectors(truth, made, words)
    passages.flush()
    sentences.flush()
    lexical.build(numbered, place / "keywords")
    _write_chroma(truth, index, made, base, passages)
    found = sorted(path for path in place.rglob("*") if path.is_file())
    files = tuple((path.relative_to(place).as_posix(), path.stat().st_size) for path in found)
    complete = replace(made, files=files, replaced=replaced or 0)
    manifest.write(complete, place)
    return complete


def _replaced(truth: sqlite3.Connection, index: Path, made: Manifest, before: Manifest | None) -> int | None:
    """How many rows have been replaced since a generation was built from nothing; None if this one has to be."""
    if not before or before.fingerprint != made.fingerprint or manifest.missing_files(index, before):
        return None
    gone = len(rows.new_rows(truth, before.generation, made.generation))
    added = len(rows.new_rows(truth, made.generation, before.generation))
    replaced = before.replaced + gone
    return replaced if added + replaced <= _WORN * made.passages else None


def _matrix(path: Path, height: int, width: int) -> Matrix:
    return np.lib.format.open_memmap(path, "w+", np.float16, (height, width))


def _vectors(truth: sqlite3.Connection, made: Manifest, texts: Sequence[str]) -> NDArray[np.float16]:
    found = vectors(truth, made.fingerprint, texts)
    if found is None:
        raise IndexDamaged("A vector is missing in the corpus: run `python -m ingest sync --rebuild`.")
    return found


def _take_over(
    truth: sqlite3.Connection, index: Path, made: Manifest, base: str, passages: Matrix, sentences: Matrix
) -> Numbered:
    """Copy what both generations have: vectors into the new matrices, terms into what is returned."""
    place = manifest.folder(index, base)
    old_passages, old_sentences = (np.load(place / name, mmap_mode="r") for name in ("passages.npy", "sentences.npy"))
    old = lexical.read_numbered(place / "keywords")
    numbered = Numbered(old.vocabulary, [np.zeros(0, dtype=np.int32)] * made.passages)
    kept = np.array(rows.kept_rows(truth, made.generation, base), dtype=np.int64).reshape(-1, 4)
    row, first, old_row, old_first = kept.T
    passages[row] = old_passages[old_row]
    firsts = np.array([*(first for _, first in rows.first_sentences(truth, made.generation)), made.sentences])
    counts = firsts[row + 1] - first
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    sentences[np.repeat(first, counts) + within] = old_sentences[np.repeat(old_first, counts) + within]
    for new, before in zip(row.tolist(), old_row.tolist(), strict=True):
        numbered.texts[new] = old.texts[before]
    return numbered


def _write_chroma(truth: sqlite3.Connection, index: Path, made: Manifest, base: str, matrix: Matrix) -> None:
    folder = manifest.folder(index, made.generation) / "chroma"
    added = _rows(rows.new_rows(truth, made.generation, base), matrix)
    if not base:
        store.build(added, folder)
        return
    shutil.copytree(manifest.folder(index, base) / "chroma", folder)
    store.change(folder, [passage for _, passage in rows.new_rows(truth, base, made.generation)], added)


def _rows(chosen: Sequence[tuple[int, str]], matrix: Matrix) -> Iterator[tuple[Sequence[str], NDArray[np.float32]]]:
    for at in range(0, len(chosen), _BATCH):
        numbers, ids = zip(*chosen[at : at + _BATCH], strict=True)
        yield ids, matrix[list(numbers)].astype(np.float32)
