"""Which article a stray block of text belongs to, by its words.

Cosine of TF-IDF vectors over character bigrams, weighted on the page itself: Chinese needs no word list for
it, and what the articles of one page share weighs nothing.
"""

import itertools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SURE = 1.5  # the best article must score this many times the second


@dataclass(frozen=True, slots=True)
class Owner:
    """The article a block is given to; `sure` is False where another one is nearly as likely."""

    index: int
    sure: bool


def owners(articles: Sequence[str], blocks: Sequence[str], page: Sequence[str]) -> list[Owner]:
    """The owner of each block among `articles`; `page` has the paragraphs that weights are taken from."""
    frequency = Counter(bigram for text in page for bigram in set(_bigrams(text)))
    known = [_vector(text, frequency, len(page)) for text in articles]
    found = []
    for block in blocks:
        vector = _vector(block, frequency, len(page))
        scores = [_cosine(vector, one) for one in known]
        order = sorted(range(len(scores)), key=lambda i: -scores[i])
        second = scores[order[1]] if len(order) > 1 else 0.0
        found.append(Owner(order[0], scores[order[0]] > SURE * second))
    return found


def _bigrams(text: str) -> list[str]:
    letters = [c for c in text if "\u4e00" <= c <= "\u9fff"]
    return [a + b for a, b in itertools.pairwise(letters)]


def _vector(text: str, frequency: Mapping[str, int], total: int) -> dict[str, float]:
    counts = Counter(_bigrams(text))
    return {
        bigram: (1 + math.log(count)) * math.log(total / frequency[bigram])
        for bigram, count in counts.items()
        if 0 < frequency.get(bigram, 0) < total
    }


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    shared = sum(weight * b.get(bigram, 0.0) for bigram, weight in a.items())
    lengths = math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
    return shared / lengths if lengths else 0.0
