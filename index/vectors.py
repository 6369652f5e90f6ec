"""The cache of vectors in the corpus file, keyed by encoder and text: what was embedded once never is again."""

import hashlib
import sqlite3
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 500  # SQLite allows some thousand parameters


def missing(corpus: sqlite3.Connection, encoder: str, texts: Sequence[str]) -> list[str]:
    """Those of the texts that have no vector yet, each once, in order."""
    keys = {_key(text): text for text in texts}
    for some in _slices(list(keys)):
        marks = ",".join("?" * len(some))
        query = f"SELECT digest FROM vectors WHERE encoder = ? AND digest IN ({marks})"  # noqa: S608
        for (key,) in corpus.execute(query, (encoder, *some)):
            keys.pop(key, None)
    return list(keys.values())


def vectors(corpus: sqlite3.Connection, encoder: str, texts: Sequence[str]) -> NDArray[np.float16] | None:
    """The stored vectors of texts, at least one, shape (len(texts), dimensions); None if one of them is missing."""
    keys = [_key(text) for text in texts]
    found: dict[bytes, bytes] = {}
    for some in _slices(list(dict.fromkeys(keys))):
        marks = ",".join("?" * len(some))
        query = f"SELECT digest, vector FROM vectors WHERE encoder = ? AND digest IN ({marks})"  # noqa: S608
        found.update(corpus.execute(query, (encoder, *some)).fetchall())
    if any(key not in found for key in keys):
        return None
    return np.stack([np.frombuffer(found[key], dtype=np.float16) for key in keys])


def add_vectors(corpus: sqlite3.Connection, encoder: str, texts: Sequence[str], rows: NDArray[np.float32]) -> None:
    """Store vectors, shape (len(texts), dimensions), in half precision: retrieval loses nothing by it."""
    corpus.executemany(
        "INSERT OR REPLACE INTO vectors VALUES (?,?,?)",
        [(encoder, _key(text), row.astype(np.float16).tobytes()) for text, row in zip(texts, rows, strict=True)],
    )


def _slices(keys: Sequence[bytes]) -> list[Sequence[bytes]]:
    return [keys[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE)]


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:16]
