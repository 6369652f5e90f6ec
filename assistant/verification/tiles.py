"""The longest stretches of a clause that sentences have: what a claim took from its quotes, and from where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.verification.figures import find_figures
from index.fold import terms
from index.patterns import compiled

CLAUSE = compiled(r"[,;:。!?\n]|——")
PRINTED_CLAUSE = compiled("[，；：。,;\\n]")  # of a text that is not in its `plain` form
_TIES = frozenset("和与及的")
SHORTEST = 2  # characters of a stretch


@dataclass(frozen=True, slots=True)
class Tile:
    """Characters [start, end) of a clause, and where they stand: the number of a sentence and the place in it."""

    start: int
    end: int
    sentence: int
    at: int

    @property
    def size(self) -> int:
        """How many characters it has."""
        return self.end - self.start


def tile(clause: str, sentences: Sequence[str]) -> list[Tile]:
    """The longest stretches of a clause, from left to right, that sentences have, each at that one of its places which
    makes the way through the sentences the straightest."""
    choices: list[list[Tile]] = []  # the places of each stretch
    start = 0
    while start < len(clause) - 1:
        size = max((_length(clause, start, sentence) for sentence in sentences), default=0)
        if size == SHORTEST < max(_length(clause, start + 1, sentence) for sentence in sentences):
            size = 0  # 和基|础设施: the longer stretch begins one character later
        elif clause[start] in _TIES and max(_length(clause, start + 1, one) for one in sentences) >= SHORTEST:
            size = 0  # 培育和发展优势产业, where 和发展 stands with something else
        if size >= SHORTEST:
            words = clause[start : start + size]
            choices.append(
                [
                    Tile(start, start + size, number, found.start())
                    for number, sentence in enumerate(sentences)
                    for found in re.finditer(re.escape(words), sentence)
                ]
            )
        start += max(1, size)
    # The best way to each place of the latest tile: its cost, and the tiles along it.
    ways: list[tuple[float, list[Tile]]] = [(0.0, [])]
    for places in choices:
        ways = [min((_further(way, one) for way in ways), key=lambda way: way[0]) for one in places]
    return min(ways, key=lambda way: way[0])[1]


def _further(way: tuple[float, list[Tile]], after: Tile) -> tuple[float, list[Tile]]:
    cost, tiles = way
    return cost + _cost(tiles[-1] if tiles else None, after), [*tiles, after]


def _length(clause: str, start: int, sentence: str) -> int:
    size = 0
    while start + size < len(clause) and clause[start : start + size + 1] in sentence:
        size += 1
    return size


def _cost(before: Tile | None, after: Tile) -> float:
    """How far out of the way a tile lies: in another sentence, behind, or ahead with much between."""
    if before is None:
        return 0.0
    if before.sentence != after.sentence:
        return 3.0
    ahead = after.at - (before.at + before.end - before.start)
    return 2.0 if ahead < 0 else min(1.0, ahead / 100)


def has_half(one: str, other: str) -> bool:
    """Whether another text has at least half of the terms of one."""
    words = set(terms(one))
    return 2 * len(words & set(terms(other))) >= len(words)


def without_figures(text: str) -> str:
    """A text with a # for each figure."""
    for _, start, end in reversed(find_figures(text)):
        text = f"{text[:start]}#{text[end:]}"
    return text
