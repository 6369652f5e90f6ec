"""What a floor under the nearness of a sentence to its quotes keeps out, and what it costs (verification/meaning.py).

Broken sentences are made from the quotes of the labelled pairs, as small models break them: pieces, repetitions, words
that stand in a quote but not together. Only those count that the checks by words let pass. Pairs of a set for natural
language inference (OCNLI: Hu et al., "OCNLI: Original Chinese Natural Language Inference", EMNLP 2020) show that the
same floor tells nothing of truth.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.generation.draft import Draft
from assistant.verify import support
from eval.cases import Row, read_rows
from eval.checker import Pair, Quote, as_passage, carries, part_of
from index.encoder import Encoder
from index.fold import words

FLOORS = (0.88, 0.89, 0.90, 0.905, 0.91, 0.92, 0.93)
SEED = 6
_SHORTEST = 6  # words of a quote that is broken
_BATCH = 256

Nearnesses = NDArray[np.float32]


class Inference(Row):
    """A premise and a hypothesis with what the one says of the other."""

    premise: str
    hypothesis: str
    label: Literal["entailment", "neutral", "contradiction"]
    genre: str = ""
    level: str = ""
    prem_id: str = ""


def nearnesses(encoder: Encoder, pairs: Sequence[tuple[str, str]]) -> Nearnesses:
    """The cosine of each pair of texts, of shape (len(pairs),)."""
    found = []
    for at in range(0, len(pairs), _BATCH):
        some = pairs[at : at + _BATCH]
        own, other = (encoder.encode([pair[side] for pair in some], "passage") for side in (0, 1))
        found.append(np.sum(own * other, axis=1))
    return np.concatenate(found) if found else np.zeros(0, np.float32)


def true_pairs(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    """The true restatements that may be read and that the checks by words let pass, each with what it cites."""
    some = (one for one in pairs if one.supported and part_of(one) in ("seen", "written later"))
    return [(one.claim, "".join(quote.text for quote in one.quotes)) for one in some if carries(one)]


def broken(pairs: Sequence[Pair], step: Callable[[], object] = lambda: None) -> Iterator[tuple[str, str, str]]:
    """Strings of words that are no sentences and pass the checks by words: how each was made, itself and its quote."""
    chance = random.Random(SEED)  # noqa: S311
    quotes = {quote.text: quote for pair in pairs for quote in pair.quotes}
    for quote in quotes.values():
        step()
        cut = words(quote.text)
        for name, make in _WAYS.items() if len(cut) >= _SHORTEST else ():
            text = f"{''.join(make(cut, chance))}。"
            if _passes(text, quote):
                yield name, text, quote.text


def read_inferences(path: Path) -> list[Inference]:
    """The rows of a JSONL file with premise, hypothesis and label; raises CaseError."""
    return read_rows(path, Inference)


def row(floor: float, chosen: float, columns: Sequence[Nearnesses]) -> str:
    """A floor as a row of a Markdown table with the share of each column below it; the floor in use is bold."""
    mark = "**" if floor == chosen else ""
    shares = " | ".join(f"{np.mean(one < floor):.3f}" if len(one) else "" for one in columns)
    return f"| {mark}{floor:.3f}{mark} | {shares} |"


def _passes(text: str, quote: Quote) -> bool:
    return support(Draft(text, (as_passage(quote),))) is not None


def _piece(cut: Sequence[str], chance: random.Random) -> Sequence[str]:
    start = chance.randrange(len(cut) - 2)
    return cut[start : start + chance.randint(2, 6)]


def _repeated(cut: Sequence[str], chance: random.Random) -> Sequence[str]:
    start = chance.randrange(len(cut) - 2)
    return list(cut[start : start + chance.randint(2, 5)]) * 4


def _picked(cut: Sequence[str], chance: random.Random) -> Sequence[str]:
    return [cut[at] for at in sorted(chance.sample(range(len(cut)), _SHORTEST))]


_WAYS = {"pieces": _piece, "repetitions": _repeated, "picked words": _picked}
