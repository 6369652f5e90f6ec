"""What a generation needs of vectors and has not: passages and their sentences, each with its context."""

import sqlite3
from collections.abc import Iterator

from index import rows
from index.encoder import Encoder
from index.passage import indexed_text, sentence_text
from index.vectors import add_vectors, missing

_BATCH = 64


def embed(truth: sqlite3.Connection, encoder: Encoder, generation: str, before: str) -> int:
    """Embed every text of a generation that has no vector yet; gives their number. Each batch is kept at once.

    Nothing is looked for that the generation `before`, of the same encoder, has already.
    """
    from tqdm import tqdm

    total = sum(len(texts) for texts in _missing(truth, encoder, generation, before))
    done = 0
    with tqdm(total=total, desc="Embedding", unit="text", disable=None if total else True) as bar:
        for texts in _missing(truth, encoder, generation, before):
            for at in range(0, len(texts), _BATCH):
                batch = texts[at : at + _BATCH]
                with truth:
                    add_vectors(truth, encoder.fingerprint, batch, encoder.encode(batch, "passage"))
                bar.update(len(batch))
                done += len(batch)
    return done


def _missing(truth: sqlite3.Connection, encoder: Encoder, generation: str, before: str) -> Iterator[list[str]]:
    for batch in rows.rows_of_generation(truth, generation, before):
        passages = [row.passage for row in batch]
        texts = [indexed_text(passage) for passage in passages]
        texts += [sentence_text(passage, sentence) for passage in passages for sentence in passage.sentences]
        yield missing(truth, encoder.fingerprint, texts)
