"""Which article each block belongs to on a page of several columns that was read row by row.

The blocks under the last heading are read as a hidden Markov model: the hidden state is the column a block stands in.
Words speak for a column (ingest/topic.py), a dictionary word across the seam of a broken sentence proves that it
runs on, and a row has its own grammar: blocks of one column follow each other, the next column mostly begins after a
line that breaks off. How a page was mixed is not known, so four ways are weighed against each other, "not at all"
among them, and the posterior of each block is what the reading order can be trusted by. Words and posteriors
are refined in turns (expectation maximisation); see docs/reading-order.md for what this reaches on other pages.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.fold import dictionary_cut
from ingest.topic import Scores, Topics

SURE = 0.99  # posterior from which an owner needs no review ...
_FROM_THE_START = 0.95  # ... if the first round, in which no block speaks for another, came to the same
_UNMOVED = 0.97  # posterior from which a block that stays on a page that may be in order needs no review
_MIXED = 1000.0  # odds that a page must reach before anything on it is moved
_ROUNDS = 3
_SEAM = 3.0  # log-odds of a word across the seam with the first row's broken end
_DIRECT = 100.0  # odds that such a word gives to "the same column goes on" between two blocks
_CERTAIN = 200.0  # log-odds beyond which nothing is told apart
_MOST_ARTICLES, _MOST_BLOCKS, _MOST_TEXT = 16, 300, 100_000  # more is a book, not a page

# How a page may have been mixed: prior, then the odds of (same column, next column, any other) after a block that
# breaks off and after one that ends a sentence.
_WAYS = {
    "row by row": (0.50, (0.12, 0.80, 0.08), (0.75, 0.20, 0.05)),
    "rows, their columns in any order": (0.25, (0.12, 0.10, 0.78), (0.75, 0.05, 0.20)),
    "blocks in any order": (0.15, (0.20, 0.0, 0.80), (0.30, 0.0, 0.70)),
    "not at all": (0.10, (0.98, 0.01, 0.01), (0.98, 0.01, 0.01)),
}
_IN_ORDER = "not at all"
# A first row breaks off in most columns; the end of an article that stands whole hardly ever does.
_BROKEN_END = {"mixed": 0.8, "in order": 0.05}


@dataclass(frozen=True, slots=True)
class Column:
    """The head of an article: its title, and the text that stands under it in the first row."""

    title: str
    text: str
    breaks_off: bool


@dataclass(frozen=True, slots=True)
class Owner:
    """The article a block is given to; `sure` is False where another one may well be right."""

    index: int
    sure: bool


def owners(
    columns: Sequence[Column],
    blocks: Sequence[str],
    breaks_off: Callable[[str], bool],
    settled: Mapping[int, int],
) -> list[Owner]:
    """The owner of each block that is printed under the last of `columns`, the first of them being its own.

    On a page that is not clearly mixed all stay with the last. `settled` maps blocks to the columns that a person has
    given them to.
    """
    last = len(columns) - 1
    large = sum(map(len, blocks)) + sum(len(column.text) for column in columns) > _MOST_TEXT
    if large or len(columns) > _MOST_ARTICLES or not 1 < len(blocks) <= _MOST_BLOCKS or not last:
        return [Owner(settled.get(n, last), True) for n in range(len(blocks))]
    first, posterior, odds = _posteriors(columns, blocks, [breaks_off(block) for block in blocks], settled)
    found = []
    for n, shares in enumerate(posterior):
        best = int(shares.argmax())
        sure = bool(shares[best] >= SURE and first[n, best] >= _FROM_THE_START)
        if n in settled:
            found.append(Owner(settled[n], True))
        elif odds >= _MIXED:
            found.append(Owner(best, sure))
        else:
            # What would be another's on a mixed page stays, but not unnoticed.
            found.append(Owner(last, bool(shares[last] >= _UNMOVED)))
    return found


def runs_over(left: str, right: str) -> bool:
    """Whether a broken word stands across the seam of two texts: proof that the one continues the other.

    A compound of two words proves nothing, since each of them can end or begin a text; nor do digits, which stand
    together by chance.
    """
    seam, at = len(left[-6:]), 0
    for word in dictionary_cut(left[-6:] + right[:6]):
        if at < seam < at + len(word):
            parts = word[: seam - at], word[seam - at :]
            return not word.isascii() and not all(len(dictionary_cut(part)) == 1 < len(part) for part in parts)
        at += len(word)
    return False


def _posteriors(
    columns: Sequence[Column], blocks: Sequence[str], broken: Sequence[bool], settled: Mapping[int, int]
) -> tuple[Scores, Scores, float]:
    """P(column | page) of each block after the first and the last round, shape (blocks, columns), and the odds that
    the page is mixed at all."""
    heads = [column.title + column.text for column in columns[:-1]] + [columns[-1].title]
    topics = Topics(heads, blocks)
    seams = np.zeros((len(blocks), len(columns)))
    for number, column in enumerate(columns[:-1]):
        if column.breaks_off:
            seams[1:, number] = [_SEAM * runs_over(column.text, block) for block in blocks[1:]]
    direct = [broken[n - 1] and runs_over(blocks[n - 1], blocks[n]) for n in range(1, len(blocks))]
    steps = {
        way: [_step(len(columns), after[not broken[n]], direct[n]) for n in range(len(blocks) - 1)]
        for way, (_, *after) in _WAYS.items()
    }
    prior = {way: float(np.log(prior)) for way, (prior, *_) in _WAYS.items()}
    prior[_IN_ORDER] += _end_evidence(columns)
    shares = np.zeros((len(blocks), len(columns)))
    shares[0, -1] = 1.0
    first, odds = shares, 0.0
    for number in range(_ROUNDS):
        scores = topics.scores(shares) + seams
        for block, owner in settled.items():
            scores[block] = np.where(np.arange(len(columns)) == owner, 0.0, -_CERTAIN)
        read = {way: _forward_backward(scores, steps[way]) for way in _WAYS}
        weights = {way: prior[way] + evidence for way, (_, evidence) in read.items()}
        top = max(weights.values())
        linear = {way: float(np.exp(weight - top)) for way, weight in weights.items()}
        total = sum(linear.values())
        shares = sum((linear[way] / total * read[way][0] for way in _WAYS), np.zeros_like(shares))
        odds = (total - linear[_IN_ORDER]) / max(linear[_IN_ORDER], 1e-300)
        first = first if number else shares
    return first, shares, odds


def _end_evidence(columns: Sequence[Column]) -> float:
    """Log-odds of a page in order, by how many articles before the last break off."""
    mixed, whole = _BROKEN_END["mixed"], _BROKEN_END["in order"]
    ends = [column.breaks_off for column in columns[:-1]]
    return float(sum(np.log(whole / mixed if broken else (1 - whole) / (1 - mixed)) for broken in ends))


def _step(columns: int, odds: tuple[float, float, float], direct: bool) -> Scores:
    """Transition probabilities from column to column, shape (columns, columns)."""
    same, following, other = odds
    step = np.full((columns, columns), other / (columns - 1))
    np.fill_diagonal(step, same * (_DIRECT if direct else 1.0))
    for column in range(columns):
        step[column, (column + 1) % columns] += following
    return np.asarray(step / step.sum(axis=1, keepdims=True))


def _forward_backward(scores: Scores, steps: Sequence[Scores]) -> tuple[Scores, float]:
    """Posteriors of a chain that begins in the last column, and the log-evidence for its steps."""
    top = scores.max(axis=1, keepdims=True)
    likelihood = np.exp(np.maximum(scores - top, -_CERTAIN))
    forward, backward = np.zeros_like(scores), np.ones_like(scores)
    forward[0, -1] = 1.0
    evidence = 0.0
    for n, step in enumerate(steps, 1):
        forward[n] = (forward[n - 1] @ step) * likelihood[n]
        total = max(float(forward[n].sum()), 1e-300)
        evidence += float(np.log(total))
        forward[n] /= total
    for n in range(len(steps) - 1, -1, -1):
        backward[n] = steps[n] @ (likelihood[n + 1] * backward[n + 1])
        backward[n] /= max(float(backward[n].sum()), 1e-300)
    posterior = forward * backward
    return posterior / np.maximum(posterior.sum(axis=1, keepdims=True), 1e-300), evidence
