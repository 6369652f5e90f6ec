"""Question -> hits: nearest vectors and keywords, fused into one ranking.

The fused score is cosine + KEYWORD_WEIGHT x BM25 / its maximum, over the union of both legs' best. A sum of
scores ranks better than a fusion of ranks (by 1.5 to 4 points of R@1 on Chinese questions); the weight
belongs to the spread of this encoder's cosines.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index import lexical, rows, store
from index.encoder import Vectors
from index.generation import Index
from index.passage import ANY, Hit, Only

KEYWORD_WEIGHT = 0.06
HOME = 0.05
LEG = 50


def search(
    index: Index, question: str, only: Only = ANY, top: int = 10, keyword_weight: float = KEYWORD_WEIGHT
) -> list[Hit]:
    """The `top` passages for a question, best first, of the articles that `only` allows.

    The question is embedded once, and that is what a search costs; the cosines of sentences come with the hits.

    A filter is applied to the rows themselves: Chroma's own `where` costs 20 to 300 times as much.
    """
    vector = index.encoder.encode([question], "query")[0]
    keywords = lexical.scores(index.keywords, question)
    if only != ANY:
        allowed = index.facets.rows(only)
        if not len(allowed):
            return []
        cosines = _cosines(index.passages, allowed, vector)
        dense = allowed[np.argsort(-cosines)[:LEG]]
        lexical_rows = allowed[_best(keywords[allowed], LEG)]
    else:
        wanted = min(max(LEG, top), index.manifest.passages)
        ids = store.nearest(index.collection, vector, wanted)
        dense = np.array(
            list(rows.rows_by_passage(index.corpus, index.manifest.generation, ids).values()),
            dtype=np.int64,
        )
        lexical_rows = _best(keywords, LEG)
    candidates = np.union1d(dense, lexical_rows[keywords[lexical_rows] > 0]) if keyword_weight else np.sort(dense)
    cosines = _cosines(index.passages, candidates, vector)
    shares = keywords[candidates] / max(float(keywords.max()), 1e-9)
    # Who asks here asks about the actions: an article about something else has to be nearer to be found.
    fused = cosines + keyword_weight * shares + HOME * index.home[candidates]
    order = np.argsort(-fused, kind="stable")[:top]
    found = rows.find_rows(index.corpus, index.manifest.generation, (int(row) for row in candidates[order]))
    if not found:
        return []
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


def _cosines(matrix: NDArray[np.float16], chosen: NDArray[np.int64], vector: Vectors) -> Vectors:
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


def _best(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    if len(scores) <= count:
        return np.arange(len(scores))
    return np.argpartition(-scores, count)[:count]
