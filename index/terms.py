"""The names of this domain, from `terms.json`: actions, regions, bureaus and their aliases. Names, never answers."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Term:
    """A name as it is printed, and other words for it, longest first."""

    name: str
    aliases: tuple[str, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Terms:
    """The six actions, the word for all of them, the places articles speak for (the region first), the bureaus.

    `elsewhere` has other places, which an answer about them has to name, `districts` those of them that are part of one
    of the regions; `topics` and `in_charge` the action and the
    bureau that a word of everyday speech stands for where somebody speaks of it (谈水的那位) or is in charge of it.
    """

    actions: tuple[Term, ...]
    all_actions: Term
    regions: tuple[Term, ...]
    organisations: tuple[Term, ...]
    elsewhere: tuple[str, ...]
    districts: dict[str, str]
    topics: dict[str, str]
    in_charge: dict[str, str]
    pages: dict[str, str]


@cache
def load_terms() -> Terms:
    """The terms that come with the product."""
    stored = json.loads(Path(__file__).with_name("terms.json").read_text("utf-8"))
    return Terms(
        actions=tuple(_term(one) for one in stored["actions"]),
        all_actions=_term(stored["all_actions"]),
        regions=tuple(_term(one) for one in stored["regions"]),
        organisations=tuple(_term(one) for one in stored["organisations"]),
        elsewhere=(*stored["elsewhere"], *stored["districts"]),
        districts=dict(stored["districts"]),
        topics=dict(stored["topics"]),
        in_charge=dict(stored["in_charge"]),
        pages=dict(stored["pages"]),
    )


def _term(stored: dict[str, object]) -> Term:
    aliases = stored["aliases"]
    return Term(str(stored["name"]), tuple(sorted(map(str, aliases), key=len, reverse=True)))  # type: ignore[call-overload]
