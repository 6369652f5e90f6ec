"""Question -> hits: nearest vectors and keywords, fused into one ranking.

The fused score is cosine + KEYWORD_WEIGHT x BM25 / its maximum, over the union of both legs' best. A sum of
scores ranks better than a fusion of ranks (by 1.5 to 4 points of R@1 on Chinese questions); the weight
belongs to the spread of this encoder's cosines.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index import lexical, rows, store
from index.encoder import Vectors
from index.generation import Index
from index.passage import ANY, Hit, Only

KEYWORD_WEIGHT = 0.06
HOME = 0.05
LEG = 50

Rows: TypeAlias = NDArray[np.int64]

_FEW = 4096  # passages that are multiplied through; of more than these Chroma finds some by itself


def search(
    index: Index,
    question: str,
    only: Only = ANY,
    top: int = 10,
    keyword_weight: float = KEYWORD_WEIGHT,
    at_home: int = 0,
) -> list[Hit]:
    """The `top` passages for a question, best first, of the articles that `only` allows; behind them the next best of
    those that are about the actions, until `at_home` of these are among them.

    The question is embedded once, and that is what a search costs; the cosines of sentences come with the hits.

    A filter is applied to the rows themselves: Chroma's own `where` costs 20 to 300 times as much.
    """
    vector = index.encoder.encode([question], "query")[0]
    keywords = lexical.scores(index.keywords, question)
    if only != ANY:
        dense, lexical_rows = _among(index, index.facets.rows(only), vector, keywords)
    else:
        dense, lexical_rows = _anywhere(index, top, vector, keywords)
        own = np.flatnonzero(index.home) if at_home else np.array([], dtype=np.int64)
        if 0 < len(own) <= min(_FEW, len(index.home) - 1):
            # Among very many articles about other things the nearest are mostly of those.
            nearest, said = _among(index, own, vector, keywords)
            dense, lexical_rows = np.union1d(dense, nearest), np.union1d(lexical_rows, said)
    candidates = np.union1d(dense, lexical_rows[keywords[lexical_rows] > 0]) if keyword_weight else np.sort(dense)
    if not len(candidates):
        return []
    cosines = _cosines(index.passages, candidates, vector)
    shares = keywords[candidates] / max(float(keywords.max()), 1e-9)
    home = index.home[candidates]
    # Who asks here asks about the actions: an article about something else has to be nearer to be found.
    fused = cosines + keyword_weight * shares + HOME * home
    order = np.argsort(-fused, kind="stable")
    best, rest = order[:top], order[top:]
    order = np.append(best, rest[home[rest]][: max(0, at_home - int(home[best].sum()))])
    found = rows.find_rows(index.corpus, index.manifest.generation, (int(row) for row in candidates[order]))
    sentences = _sentence_cosines(index, found, vector)
    return [
        Hit(
            passage=row.passage,
            score=float(fused[i]),
            cosine=float(cosines[i]),
            keywords=float(shares[i]),
            sentence_cosines=tuple(sentences[row.first_sentence]),
        )
        for i, row in zip(order, found, strict=True)
    ]


def _among(index: Index, allowed: Rows, vector: Vectors, keywords: NDArray[np.float32]) -> tuple[Rows, Rows]:
    """The best of some rows by vector and by keywords."""
    cosines = _cosines(index.passages, allowed, vector)
    return allowed[np.argsort(-cosines)[:LEG]], allowed[_best(keywords[allowed], LEG)]


def _anywhere(index: Index, top: int, vector: Vectors, keywords: NDArray[np.float32]) -> tuple[Rows, Rows]:
    """The best of all rows by vector and by keywords."""
    ids = store.nearest(index.collection, vector, min(max(LEG, top), index.manifest.passages))
    found = rows.rows_by_passage(index.corpus, index.manifest.generation, ids)
    return np.array(list(found.values()), dtype=np.int64), _best(keywords, LEG)


def _cosines(matrix: NDArray[np.float16], chosen: Rows, vector: Vectors) -> Vectors:
    return np.asarray(matrix[chosen].astype(np.float32) @ vector)


def _sentence_cosines(index: Index, found: Sequence[rows.Row], vector: Vectors) -> dict[int, list[float]]:
    """The cosines of each row's sentences, by the row's first sentence, in one product."""
    spans = [(row.first_sentence, row.first_sentence + len(row.passage.sentences)) for row in found]
    stacked = np.concatenate([index.sentences[start:end] for start, end in spans])
    cosines = (stacked.astype(np.float32) @ vector).tolist()
    by_row, at = {}, 0
    for start, end in spans:
        by_row[start] = cosines[at : at + end - start]
        at += end - start
    return by_row


def _best(scores: NDArray[np.float32], count: int) -> Rows:
    if len(scores) <= count:
        return np.arange(len(scores))
    return np.argpartition(-scores, count)[:count]
