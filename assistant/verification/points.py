"""Points that an article numbers: what stands under 二是打造文化街区。 is told of that one, up to the next.

A claim that sets the head of one point before what another tells (打造文化地标，保护和改造历史文化街区) has every word
from the article, and says what nobody did.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.verification.attributed import SPEAKS
from index.fold import terms
from index.passage import Passage, Span
from index.patterns import compiled

_CLAUSE = compiled("[，；：。,;\\n]|——")
_NUMBERED = compiled("^第[一二三四五六七八九]$|^(?:首先|其次|再次|最后)$")
_ORDINAL = compiled(
    "^(?:第?[一二三四五六七八九](?:是|要)|第[一二三四五六七八九](?:[个条点项]?(?:方面|举措)?(?:是)?)|其[一二三四五])"
)
_ALSO = compiled("^(?:并|同时|此外|另|以及|而|再|既|更|[一二三四五六七八九]是|第)|^[^，。；]{0,6}?(?:又|也|还|则)")
_IS = compiled("^(?:也?就?是|即|指)")
_TELLS = compiled(f"^[^，。；]{{0,20}}?(?:{SPEAKS})")
_NAMES = 0.75  # the share of a head that a clause must say to name it
_SAYS = 0.6  # the share of a clause that another must say to be what it tells
_ROW = 4  # characters
_OWN = 0.5  # the share of a clause that names a head which may be of other words


@dataclass(frozen=True, slots=True)
class _Clause:
    """A printed clause: its terms, the number of the point that it belongs to (0: none), whether it is that one's
    head."""

    words: frozenset[str]
    point: int
    heads: bool


def find_misheaded(claim: str, sentences: Sequence[tuple[Passage, Span]]) -> list[str]:
    """Clauses that a claim sets behind the head of another point of the cited `sentences` than the one that tells
    them."""
    printed = list(_clauses(sentences))
    if not any(one.heads for one in printed):
        return []
    own = [one for one in _CLAUSE.split(_TELLS.sub("", claim)) if one]
    named = {one.point for words in own for one in printed if one.heads and _names(words, one)}
    found = []
    for before, after in itertools.pairwise(own):
        heads = {one.point for one in printed if one.heads and _names(before, one)}
        alike = before[-_ROW:] == after[-_ROW:]  # …谋划项目，…谋划项目: heads in a row, in other words
        if not heads or alike or _ALSO.match(after):
            continue
        words = frozenset(terms(after))
        telling = [one for one in printed if words and len(words & one.words) >= _SAYS * len(words)]
        best = max(telling, key=lambda one: len(words & one.words), default=None)
        if best is None or not best.point or any(one.point in heads or not one.point for one in telling):
            continue
        if best.point not in named or (best.heads and _IS.match(after)):
            found.append(f"{before}|{after}")
    return found


def _clauses(sentences: Sequence[tuple[Passage, Span]]) -> Iterator[_Clause]:
    """The clauses of some sentences in reading order, each with its point; a point ends with its passage."""
    point, number, last = 0, 0, ""
    for passage, span in sorted(sentences, key=lambda one: (one[0].article.id, one[0].id, one[1].start)):
        if passage.id != last:
            point, last = 0, passage.id
        numbered = False
        for clause in filter(None, _CLAUSE.split(passage.text_of(span))):
            ordinal = _ORDINAL.match(clause)
            if _NUMBERED.match(clause):
                numbered = True
                continue
            heads = numbered or bool(ordinal)
            if heads:
                number += 1
                point = number
            text = clause[ordinal.end() :] if ordinal else clause
            numbered = False
            if words := frozenset(terms(text)):
                yield _Clause(words, point, heads)


def _names(clause: str, head: _Clause) -> bool:
    """Whether a clause says most of a head, and little else."""
    words = frozenset(terms(clause))
    shared = len(words & head.words)
    return shared >= _NAMES * len(head.words) and shared >= _OWN * len(words)
