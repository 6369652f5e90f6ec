"""People among thousands: authors of articles, found by name, surname, body or title instead of walking them all."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import overload

from assistant.understanding.naming import same_names
from index.fold import fold, tagged_words
from index.passage import Article
from index.patterns import compiled

_BUREAU = compiled(r"[局委厅办]$")
_PIECE = 3  # characters of a body's name by which it is looked up


def is_expert(person: Article) -> bool:
    """Whether a person is no official of a bureau."""
    return bool(person.author) and not _BUREAU.search(person.org)


def plain_body(org: str) -> str:
    """A body's name as people say it: 社科院, and without the region that it begins with."""
    return org.replace("社会科学院", "社科院").replace("内蒙古自治区", "").replace("内蒙古", "")


_MAY_FOLLOW = "说提讲谈写认主的和与跟在是对就问想要指表介建强也都还呢吗"  # what may follow a name and is no part of it

# 于妍开的药方, 史卉列出的理由: a tagger takes the verb for a part of the name.
_DOES = compiled("(?=(?:[开点举支列倡盼称夸谋](?:[的了出名例招导议举过是到着]))|希望|倡[导议])")


def _in_a_longer_name(name: str, text: str) -> bool:
    """Whether a name stands in a text only as part of another's, or of a place's: 于妍 of 于妍平, 乌兰 of 乌兰察布.

    One of three characters is whole: in 于宏建举了 the tagger takes the verb for a part of it.
    """
    text = re.sub(f"({re.escape(name)}){_DOES.pattern}", r"\1 ", text)
    more = f"[^{_MAY_FOLLOW}]|" if len(name) < len("某某某") else ""
    words = [word for word, tag in tagged_words(text) if word != name and tag.startswith(("nr", "ns"))]
    whole = [word for word in words if re.fullmatch(rf"{re.escape(name)}(?:{more}.*[市盟旗县布])", word)]
    return bool(whole) and all(name not in text.replace(word, "") for word in whole)


class People(Sequence[Article]):
    """Articles whose authors may be asked for, in their order.

    A question is held against those whom it may mean: what it says is looked up, so that it costs the same with ten
    authors and with twenty thousand. Everything is made when it is first asked for.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = tuple(articles)

    @overload
    def __getitem__(self, at: int) -> Article: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Article]: ...
    def __getitem__(self, at: int | slice) -> Article | Sequence[Article]:
        return self._articles[at]

    def __iter__(self) -> Iterator[Article]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)

    @cached_property
    def by_name(self) -> dict[str, tuple[Article, ...]]:
        """The articles of each author, authors in the order of their first."""
        found: dict[str, list[Article]] = {}
        for one in self._articles:
            if one.author:
                found.setdefault(one.author, []).append(one)
        return {name: tuple(ones) for name, ones in found.items()}

    @cached_property
    def names(self) -> frozenset[str]:
        """The authors' names."""
        return frozenset(self.by_name)

    @cached_property
    def persons(self) -> tuple[Article, ...]:
        """Each author's last article, for who and what the author is."""
        return tuple(ones[-1] for ones in self.by_name.values())

    def named_in(self, text: str) -> list[str]:
        """The names that stand in a text, the longest first."""
        pieces = {text[at : at + length] for length in self._lengths for at in range(len(text) - length + 1)}
        found = sorted(pieces & self.names, key=lambda name: (-len(name), name))
        return [name for name in found if not _in_a_longer_name(name, text)] if found else []

    @cached_property
    def _lengths(self) -> frozenset[int]:
        return frozenset(map(len, self.names))

    @cached_property
    def by_surname(self) -> dict[str, tuple[str, ...]]:
        """The names by their first characters."""
        found: dict[str, list[str]] = {}
        for name in self.by_name:
            found.setdefault(name[0], []).append(name)
        return {first: tuple(names) for first, names in found.items()}

    @cached_property
    def experts(self) -> tuple[str, ...]:
        """The names of those who wrote as no officials."""
        return tuple(dict.fromkeys(one.author for one in self._articles if is_expert(one)))

    @cached_property
    def bodies(self) -> dict[str, tuple[str, ...]]:
        """The names of the authors of each body, by its name as printed."""
        found: dict[str, dict[str, None]] = {}
        for one in self._articles:
            if one.author:
                found.setdefault(one.org, {})[one.author] = None
        return {org: tuple(names) for org, names in found.items()}

    @cached_property
    def experts_by_body(self) -> dict[str, tuple[str, ...]]:
        """The experts' names by their body's plain name."""
        found: dict[str, dict[str, None]] = {}
        for one in self._articles:
            if is_expert(one):
                found.setdefault(plain_body(one.org), {})[one.author] = None
        return {body: tuple(names) for body, names in found.items()}

    def bodies_like(self, said: str) -> list[str]:
        """The plain names of experts' bodies of which some three characters stand in a plain text, in their order."""
        pieces = {said[at : at + _PIECE] for at in range(len(said) - _PIECE + 1)}
        found = {at for piece in pieces for at in self._bodies_by_piece.get(piece, ())}
        bodies = list(self.experts_by_body)
        return [bodies[at] for at in sorted(found)]

    @cached_property
    def _bodies_by_piece(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, body in enumerate(self.experts_by_body):
            for piece in {body[at : at + _PIECE] for at in range(len(body) - _PIECE + 1)}:
                found.setdefault(piece, []).append(number)
        return found

    def titled_in(self, text: str) -> list[Article]:
        """The articles whose whole titles stand in a text."""
        said = fold(text)
        pairs = {before + after for before, after in pairwise(said)}
        near = {number for pair in pairs for number in self._by_title_start.get(pair, ())}
        return [self._articles[at] for at in sorted(near) if fold(self._articles[at].title) in said]

    @cached_property
    def _by_title_start(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, one in enumerate(self._articles):
            if len(folded := fold(one.title)) > 1:
                found.setdefault(folded[:2], []).append(number)
        return found

    def of_body(self, body: str) -> tuple[str, ...]:
        """The names of those who speak for a body, by any of its names."""
        if body not in self._holders:
            self._holders[body] = tuple(
                dict.fromkeys(name for org, names in self.bodies.items() if is_of(org, body) for name in names)
            )
        return self._holders[body]

    @cached_property
    def _holders(self) -> dict[str, tuple[str, ...]]:
        return {}


def is_of(org: str, body: str) -> bool:
    """Whether a body's name as printed is one of the names of a body."""
    return bool(org) and same_names(body) in same_names(org)
