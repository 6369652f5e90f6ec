"""Whose a figure is: the words around it in a claim must be those around it in the quotes."""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.verification.binding import TOPICS
from assistant.verification.figures import Figure, find_figures
from assistant.verification.same_words import FRAMING
from assistant.verification.tiles import without_figures
from index.fold import terms
from index.patterns import compiled

_RATES = compiled("增速|增幅|降幅|人均|户均|平均|同比|环比")
_AROUND = 8  # characters before a figure that say what it is of


def find_misplaced(claim: str, sentences: Sequence[str]) -> list[str]:
    """The figures of a claim that the quotes have for something else; all texts as `figures.plain` gives them.

    What a figure is of stands before it or behind it. The claim's words there must have as much in common with the
    words around the same figure in the quotes as with those around any other.
    """
    spots = [spot for sentence in sentences for spot in _with_words(sentence, ";。\n")]
    # What stands behind a figure may be what the next one begins with, but not across a comma: 20公里的边境线,口岸3个.
    nearest = [(figure, re.split("[,、]", left)[-1], right) for figure, left, right in spots]
    found = []
    for figure, before, behind in _with_words(claim, ",;。\n"):
        sides = []
        for words, near in ((before[-_AROUND:], spots), (behind, nearest)):
            own = [_common(words, f"{left} {right}") for one, left, right in spots if one == figure]
            others = [_common(words, f"{left} {right}") for one, left, right in near if one.value != figure.value]
            sides.append(max(own) - max(others, default=0) if own else 0)
        measured = [set(_RATES.findall(f"{left[-_AROUND:]}")) for one, left, _ in spots if one == figure]
        if measured and all(measured) and not any(set(_RATES.findall(before)) & names for names in measured):
            found.append(figure.value)  # 投资增长2倍, where the quote has 投资增速增长2倍
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
        behind = re.split(r"[,。;:、\n#]", without_figures(text[end:]))[0]
        found.append((figure, before, behind))
    return found


def _common(one: str, other: str) -> int:
    for topic in TOPICS:
        one = one.replace(topic, " ")
    shared = Counter(terms(one)) & Counter(terms(other))
    return sum(count for term, count in shared.items() if term not in FRAMING)
