"""A generation of the index, written whole from the corpus: nothing is embedded here.

It is read from the corpus some hundred passages at a time, so that what a build needs of memory is what Chroma and
bm25s themselves need.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index import lexical, manifest, rows, store
from index.manifest import IndexDamaged, Manifest
from index.passage import Passage
from index.vectors import vectors

_BATCH = 1000
Matrix: TypeAlias = "np.memmap[tuple[int, int], np.dtype[np.float16]]"
_WORN = 0.3  # of its rows replaced, a Chroma folder is built from nothing again


def write_generation(
    truth: sqlite3.Connection,
    index: Path,
    made: Manifest,
    before: Manifest | None,
    indexed_text: Callable[[Passage], str],
) -> Manifest:
    """Write the folder of a generation from the rows and vectors in the corpus.

    `indexed_text` gives the text under which a passage was embedded. From the generation `before`, of the same
    encoder, Chroma's files are taken over and changed. The manifest is written last: a folder without one is a ruin.
    """
    place = manifest.folder(index, made.generation)
    place.mkdir(parents=True)
    passages = _matrix(place / "passages.npy", made.passages, made.dimensions)
    sentences = _matrix(place / "sentences.npy", made.sentences, made.dimensions)
    row = sentence = 0
    for batch in rows.passages_of_generation(truth, made.generation):
        row = _fill(truth, made, passages, row, [indexed_text(one) for one in batch])
        texts = [one.text_of(span) for one in batch for span in one.sentences]
        sentence = _fill(truth, made, sentences, sentence, texts)
    passages.flush()
    sentences.flush()
    lexical.build(
        (indexed_text(one) for batch in rows.passages_of_generation(truth, made.generation) for one in batch),
        place / "keywords",
    )
    replaced = _write_chroma(truth, index, made, before, passages)
    found = sorted(path for path in place.rglob("*") if path.is_file())
    files = tuple((path.relative_to(place).as_posix(), path.stat().st_size) for path in found)
    complete = replace(made, files=files, replaced=replaced)
    manifest.write(complete, place)
    return complete


def _matrix(path: Path, height: int, width: int) -> Matrix:
    return np.lib.format.open_memmap(path, "w+", np.float16, (height, width))


def _fill(truth: sqlite3.Connection, made: Manifest, matrix: Matrix, at: int, texts: Sequence[str]) -> int:
    if texts:
        found = vectors(truth, made.fingerprint, texts)
        if found is None:
            raise IndexDamaged("A vector is missing in the corpus: run `python -m ingest sync --rebuild`.")
        matrix[at : at + len(texts)] = found
    return at + len(texts)


def _write_chroma(
    truth: sqlite3.Connection, index: Path, made: Manifest, before: Manifest | None, matrix: NDArray[np.float16]
) -> int:
    """The Chroma folder; gives how many of its rows have been replaced since it was built from nothing."""
    folder = manifest.folder(index, made.generation) / "chroma"
    if before and before.fingerprint == made.fingerprint and not manifest.missing_files(index, before):
        gone = [passage for _, passage in rows.new_rows(truth, before.generation, made.generation)]
        added = rows.new_rows(truth, made.generation, before.generation)
        replaced = before.replaced + len(gone)
        if len(added) + replaced <= _WORN * made.passages:
            shutil.copytree(manifest.folder(index, before.generation) / "chroma", folder)
            store.change(folder, gone, _rows(added, matrix))
            return replaced
    store.build(_rows(rows.new_rows(truth, made.generation, ""), matrix), folder)
    return 0


def _rows(
    chosen: Sequence[tuple[int, str]], matrix: NDArray[np.float16]
) -> Iterator[tuple[Sequence[str], NDArray[np.float32]]]:
    for at in range(0, len(chosen), _BATCH):
        numbers, ids = zip(*chosen[at : at + _BATCH], strict=True)
        yield ids, matrix[list(numbers)].astype(np.float32)
