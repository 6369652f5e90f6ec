"""Whether a new generation finds what is in it: run in a process of its own before it is served."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import corpus, lexical, manifest, rows, store
from index.encoder import Encoder
from index.generation import open_index

_SAMPLE = 200
_NEAREST = 10
_ITSELF = 0.998  # a vector with itself, in half precision


def _no_texts(_texts: Sequence[str], _kind: str) -> NDArray[np.float32]:
    return np.zeros((0, 0), dtype=np.float32)


def problems(index: Path, generation: str) -> list[str]:
    """What is wrong with a generation, a sentence each; empty when all is well.

    A sample of passages, evenly spread, must find themselves by vector and by keywords.
    """
    try:
        known = manifest.read(index, generation)
        # Only stored vectors are used, so the encoder itself is not opened here.
        encoder = Encoder(known.encoder, known.fingerprint, known.dimensions, _no_texts)
        opened = open_index(index, encoder, generation)
    except (
        manifest.IndexDamaged,
        manifest.IndexMissing,
        manifest.IndexMismatch,
        corpus.CorpusError,
    ) as error:
        return [str(error)]
    found = []
    step = max(1, known.passages // _SAMPLE)
    count = min(_NEAREST, known.passages)
    for row in rows.find_rows(opened.corpus, generation, range(0, known.passages, step)):
        vector = opened.passages[row.row].astype(np.float32)
        # Copies of one text share a vector, so what must be near is the vector, not the id.
        ids = store.nearest(opened.collection, vector, count)
        near = list(rows.rows_by_passage(opened.corpus, generation, ids).values())
        if not near or float(np.max(opened.passages[near].astype(np.float32) @ vector)) < _ITSELF:
            found.append(f"passage {row.passage.id} does not find itself by its vector")
        scores = lexical.scores(opened.keywords, row.passage.text)
        if scores[row.row] <= 0:
            found.append(f"passage {row.passage.id} does not find itself by its words")
    return found
