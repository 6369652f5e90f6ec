"""How well the blocks of a page fit its articles, by their words.

A block is scored under each article as by a naive Bayes classifier over character bigrams, the article's bigrams mixed
half and half with the page's (Jelinek-Mercer smoothing), so that what all articles of a page share weighs
nothing. Chinese needs no word list for it.
"""

import itertools
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_MIXED_IN = 0.5  # of an article's model is the page's
_BURST = 2  # a bigram says no more for standing in a block a third time
_TEMPER = 0.6  # bigrams overlap and come in clusters: their evidence is less than its sum

Scores = NDArray[np.float64]


class Topics:
    """The bigram counts of a page, made once for all rounds of assignment."""

    def __init__(self, articles: Sequence[str], blocks: Sequence[str]) -> None:
        counted = [Counter(_bigrams(text)) for text in (*articles, *blocks)]
        number = {bigram: n for n, bigram in enumerate(dict.fromkeys(itertools.chain(*counted)))}
        counts = np.zeros((len(counted), len(number)))
        for row, one in enumerate(counted):
            counts[row, [number[bigram] for bigram in one]] = list(one.values())
        self._known, self._blocks = counts[: len(articles)], counts[len(articles) :]
        self._page = counts.sum(axis=0) / max(1.0, counts.sum())

    def scores(self, shares: Scores) -> Scores:
        """Log-likelihood ratios of each block under each article against the page, shape (blocks, articles).

        `shares`, of the same shape, is how far each block is held to be part of each article already; a block's own
        words never speak for itself.
        """
        model = self._known + shares.T @ self._blocks
        sizes = model.sum(axis=1)
        found = np.zeros(shares.shape)
        for block, counts in enumerate(self._blocks):
            at = np.flatnonzero(counts)
            others = np.maximum(0.0, model[:, at] - np.outer(shares[block], counts[at]))
            rest = np.maximum(1.0, sizes - shares[block] * counts.sum())
            page = self._page[at]
            ratio = ((1 - _MIXED_IN) * others / rest[:, None] + _MIXED_IN * page) / page
            found[block] = _TEMPER * (np.log(ratio) @ np.minimum(counts[at], _BURST))
        return found


def _bigrams(text: str) -> list[str]:
    letters = [c for c in text if "\u4e00" <= c <= "\u9fff" or c.isdigit()]
    return [a + b for a, b in itertools.pairwise(letters)]
