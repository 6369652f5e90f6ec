"""What became of a passage that was quoted: whether its article still says the same.

An article that was read anew from a changed file has another id, so what has the same id is the same. Its successor is
looked for among the articles of the same file or the same title.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from assistant.extraction.candidate import ArticleBody
from index.passage import Article, Passage, bare
from index.patterns import compiled

_TOKEN = compiled(r"\d+(?:[.,]\d+)*[%‰]?|[A-Za-z]+|.", re.DOTALL)
_ALIKE = 0.5  # share of characters in common, from which a passage is taken for a later form of another


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of a revised passage: what stayed, what went, what came."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Revision:
    """How a passage has changed since it was quoted; no changes where nothing of it is left."""

    changes: tuple[Change, ...] = ()


def revision(passage: Passage, articles: Sequence[Article], body: ArticleBody) -> Revision | None:
    """How `passage` reads in the served `articles`; None where it reads as it did."""
    article = passage.article
    if any(one.id == article.id for one in articles):
        return None
    heirs = [one for one in articles if one.source == article.source or one.title == article.title]
    now = [one for heir in heirs for one in body(heir.id) if one.kind == passage.kind]
    if any(bare(one.text) == bare(passage.text) for one in now):
        return None
    likest = max(now, key=lambda one: _likeness(passage.text, one.text), default=None)
    if likest is None or _likeness(passage.text, likest.text) < _ALIKE:
        return Revision()
    return Revision(tuple(_changes(passage.text, likest.text)))


def _likeness(before: str, after: str) -> float:
    return SequenceMatcher(None, before, after, autojunk=False).ratio()


def _changes(before: str, after: str) -> list[Change]:
    """What changed, figures and Latin words whole: of 12 and 15 nobody may read 125."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found = []
    for kind, start, end, start_after, end_after in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Change("same", "".join(old[start:end])))
            continue
        if end > start:
            found.append(Change("removed", "".join(old[start:end])))
        if end_after > start_after:
            found.append(Change("added", "".join(new[start_after:end_after])))
    return found
