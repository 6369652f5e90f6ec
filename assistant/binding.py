"""Whether a claim puts together what its quotes put together: the same words in other hands say something else.

A clause of a claim is tiled with the longest stretches that its quotes have. From one tile to the next a restatement
goes on in the same sentence of the quotes; it goes back only where it says that it turns that round (…的是, 由…).
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.added import FRAMING
from assistant.figures import Figure, find_figures
from index.fold import tagged_words, terms

_CLAUSE = re.compile(r"[,;:。!?\n]")
_PARTED = re.compile(r"[,;:。、]")
# Words between two tiles that let the second stand before the first in the quotes.
_TURNS = re.compile("的是|由|为|因|靠|有|指|把|将|被|使|让|通过|以|对|在|包括|的|从|来自|会|将|要|应|可")
_JOINS = re.compile("和|与|及|、|并|同|跟|又|也|至|到|而")
# What stands before its own list in a claim and behind it in the quotes: 目标是城镇新增就业6万人.
_TOPICS = ("目标", "指标", "任务", "抓手", "方面")
# What lies between two things that a claim may not put together: another clause, or the other side of 和, 是 and 向.
_APART = re.compile("[,;。和是向]")
_CAUSES = re.compile("导致|造成|引发|带来|使得")
_ENDED = re.compile("[;。]")
# Between these a list may be left out: its end, or all of a description.
_LEFT_OUT = re.compile("[,;。]|[等的”’》]$")
_SHORTEST = 2
_AROUND = 8  # characters before a figure that say what it is of
_POINT = re.compile("[一二三四五六七八九十]是")


@dataclass(frozen=True, slots=True)
class Tile:
    """Characters [start, end) of a clause, and where they stand: the number of a sentence and the place in it."""

    start: int
    end: int
    sentence: int
    at: int


def tile(clause: str, sentences: Sequence[str]) -> list[Tile]:
    """The longest stretches of a clause, from left to right, that sentences have, each at that one of its places which
    makes the way through the sentences the straightest."""
    choices: list[list[Tile]] = []  # the places of each stretch
    start = 0
    while start < len(clause) - 1:
        size = max((_length(clause, start, sentence) for sentence in sentences), default=0)
        if size == _SHORTEST < max(_length(clause, start + 1, sentence) for sentence in sentences):
            size = 0  # 和基|础设施: the longer stretch begins one character later
        if size >= _SHORTEST:
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


def find_crossed(claim: str, sentences: Sequence[str], printed: str) -> list[str]:
    """Where the words of a claim are put together as its quotes do not; all texts as `figures.plain` gives them."""
    crossed = []
    sentences = [_without_figures(one) for one in sentences]
    for clause in _CLAUSE.split(_without_figures(claim)):
        tiles = [one for one in tile(clause, sentences) if not _says_nothing(clause[one.start : one.end], printed)]
        for before, after in itertools.pairwise(tiles):
            if _crosses(before, after, clause, sentences):
                crossed.append(f"{clause[before.start : before.end]}|{clause[after.start : after.end]}")
    return crossed


def _without_figures(text: str) -> str:
    for _, start, end in reversed(find_figures(text)):
        text = f"{text[:start]}#{text[end:]}"
    return text


def _says_nothing(words: str, printed: str) -> bool:
    return (
        words in printed or words in _TOPICS or words.strip("#") in FRAMING or bool(re.fullmatch(r"20\d\d年?", words))
    )


def _crosses(before: Tile, after: Tile, clause: str, sentences: Sequence[str]) -> bool:
    """Whether two neighbours in a clause are kept apart by the quotes."""
    between = clause[before.end : after.start]
    if _JOINS.search(between):
        return False
    if before.sentence != after.sentence:
        return True
    sentence = sentences[after.sentence]
    ended = before.at + before.end - before.start
    if after.at < ended:
        # From the end of the second, or its last word, to the start of the first, or its first word.
        passed = sentence[after.at + after.end - after.start - 1 : before.at + 1]
        turned = _TURNS.search(between) or clause[: before.end].endswith(_TOPICS)
        # 桥面受损导致雨水偏多: what led to it now follows from it.
        caused = not turned and _CAUSES.search(sentence[after.at + after.end - after.start - 1 : ended])
        return bool(caused or (_ENDED if turned else _APART).search(passed))
    skipped = sentence[ended : after.at]
    # 市区道路由交通局管护，乡村道路由各镇管护: what follows the same words again is of another.
    again = skipped.endswith(clause[before.end - 2 : before.end])
    if (
        again
        and re.search("[,;、]", skipped)
        and not _PARTED.match(skipped)
        and not _POINT.match(clause[before.start :])
    ):
        return True
    skipped = re.sub("[“‘][^”’]*[”’]", "", skipped)
    inside = not _PARTED.match(skipped) and not _PARTED.match(skipped[::-1])
    if not between and "、" in skipped and not _LEFT_OUT.search(skipped) and inside:
        noun = tagged_words(clause[: before.end])[-1][1].startswith(("n", "s"))
        return noun and not re.match(r"[的等#]", clause[after.start :])
    return False


def find_misplaced(claim: str, sentences: Sequence[str]) -> list[str]:
    """The figures of a claim that the quotes have for something else; all texts as `figures.plain` gives them.

    What a figure is of stands before it or behind it. The claim's words there must have as much in common with the
    words around the same figure in the quotes as with those around any other.
    """
    spots = [spot for sentence in sentences for spot in _with_words(sentence, ";。\n")]
    found = []
    for figure, before, behind in _with_words(claim, ",;。\n"):
        sides = []
        for words in (before[-_AROUND:], behind):
            own = [_common(words, f"{left} {right}") for one, left, right in spots if one == figure]
            others = [_common(words, f"{left} {right}") for one, left, right in spots if one.value != figure.value]
            sides.append(max(own) - max(others, default=0) if own else 0)
        # Between two figures stand words of both, so one side that fits is enough.
        if min(sides) < 0 and max(sides) <= 0:
            found.append(figure.value)
    return found


def _with_words(text: str, ends: str) -> list[tuple[Figure, str, str]]:
    """Figures, without dates, with the words before each since the figure or one of `ends` before, and with those
    behind up to the next figure or clause."""
    places = [place for place in find_figures(text) if place[0].unit not in ("月", "日")]
    lasts = [0, *(end for _, _, end in places)]
    found = []
    for (figure, start, end), last in zip(places, lasts, strict=False):
        before = re.split(f"[{ends}]", text[last:start])[-1]
        behind = re.split(r"[,。;:、\n#]", _without_figures(text[end:]))[0]
        found.append((figure, before, behind))
    return found


def _common(one: str, other: str) -> int:
    for topic in _TOPICS:
        one = one.replace(topic, " ")
    shared = Counter(terms(one)) & Counter(terms(other))
    return sum(count for term, count in shared.items() if term not in FRAMING)
