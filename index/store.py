"""The only file that imports chromadb. A Chroma folder is derived data: built whole, then only read.

It is asked for ids and distances alone; texts and metadata stand in the corpus. A writer that is killed
while Chroma flushes leaves a folder that cannot be repaired, so nobody writes to one that is served.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration, CreateHNSWConfiguration
from chromadb.config import Settings
from numpy.typing import NDArray

_NAME = "passages"
# ef_search 200 puts recall@20 on real vectors above .98; the default misses one neighbour in twenty.
# Each batch is persisted (sync_threshold): with less than the default of 1,000 rows Chroma would keep them in its log,
# and empty and write the graph's files anew whenever somebody opens them, beside those who serve them.
_HNSW = CreateHNSWConfiguration(space="cosine", ef_construction=200, ef_search=200, sync_threshold=1)

_AT_ONCE = 1000

Collection = chromadb.Collection


def build(rows: Iterable[tuple[Sequence[str], NDArray[np.float32]]], folder: Path) -> None:
    """Write batches of (ids, vectors of shape (n, dimensions)), some thousand rows each, into a new folder."""
    client = _client(folder)
    configuration = CreateCollectionConfiguration(hnsw=_HNSW)
    collection = client.create_collection(_NAME, embedding_function=None, configuration=configuration)
    for ids, vectors in rows:
        collection.add(ids=list(ids), embeddings=vectors)
    client.close()


def change(folder: Path, gone: Sequence[str], rows: Iterable[tuple[Sequence[str], NDArray[np.float32]]]) -> None:
    """Take passages out of a folder that nobody serves and add others.

    `add` on an id that is there keeps the old row without a word, and `upsert` costs four times as much.
    """
    client = _client(folder)
    collection = client.get_collection(_NAME, embedding_function=None)
    for at in range(0, len(gone), _AT_ONCE):
        collection.delete(ids=list(gone[at : at + _AT_ONCE]))
    for ids, vectors in rows:
        collection.add(ids=list(ids), embeddings=vectors)
    client.close()


def open_store(folder: Path) -> tuple[Collection, Callable[[], None]]:
    """Open a folder that `build` wrote, and give what closes it; raises what chromadb raises when it is damaged."""
    client = _client(folder)
    return client.get_collection(_NAME, embedding_function=None), client.close


def nearest(collection: Collection, vector: NDArray[np.float32], count: int) -> list[str]:
    """The ids of the `count` nearest passages by cosine, nearest first."""
    found = collection.query(query_embeddings=vector[None, :], n_results=count, include=[])
    return found["ids"][0]


def _client(folder: Path) -> Client:
    settings = Settings(anonymized_telemetry=False, allow_reset=False, is_persistent=True)
    # The declared type is the interface, which lacks close().
    return cast("Client", chromadb.PersistentClient(path=str(folder), settings=settings))
