"""A question understood: what goes from understanding to search and choosing."""

from dataclasses import dataclass

from assistant.understanding.asked import Asked
from index.patterns import compiled

THIS_YEAR = 2025  # 今年 in the articles of 2025
CHECKS = compiled(
    r"(?:吗|(?<![什怎这那多])么|还是[^，。？]{1,12})[？? ]*$|不(?:也)?是[^，。？]{2,24}(?:吗|嘛|么)(?=[，,？? ])|"
    r"了吧(?=[，,？? ]|$)|对吧|是吧|对不对|是不是|没错吧|没记错|是不[？? ]*$|"
    r", right[? ]*$"
)

_MARKS = compiled(r"[\s，,、；;：:。？?！!]")


@dataclass(frozen=True, slots=True)
class Part:
    """One question of several asked at once: its words and the kind of thing asked for.

    `around` has the other words that were asked with it. `measure` is what a number is to be counted in ("" if not
    said), `items` how many things are asked for (0 likewise), `item` which thing of a list (0 for all, -1 for the
    last), `must` has words that an answer cannot do without. `speakers` are those of whom one has to have said it, ()
    if anybody may; `year`, `region` and `action` where the parts ask for different ones; `label` is how such a part is
    called.
    `in_chinese` has the words of an English question, each with the ways of saying it; `checked` the figure that it
    asks to have confirmed: number, measure, thing; `about` the ways of naming what is counted or listed.
    """

    text: str
    asked: Asked
    measure: str
    items: int
    around: str = ""
    item: int = 0
    must: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    year: int | None = None
    region: str = ""
    action: str = ""
    label: str = ""
    in_chinese: tuple[tuple[str, ...], ...] = ()
    checked: tuple[str, str, str] | None = None
    about: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """How it is named where it is missing: by its label, or its own words without those that it borrows."""
        own = self.text.split()
        borrows = len(own) > 1 and bool(self.around) and "".join(own) not in _MARKS.sub("", self.around)
        return self.label or (own[-1] if borrows else self.text)

    @property
    def checks(self) -> bool:
        """Whether it asks if something is so: then the true words answer, whatever it takes for granted."""
        return bool(CHECKS.search(self.text))


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood. `text` stands alone and is searched; "" and None mean that nothing was said of it.

    `person` is the one whose words are asked for, `speakers` those of whom one has to have said it. `elsewhere` has
    places that no article speaks for, `periods` spans other than a year: an answer has to name them. `gloss` is an
    English question in Chinese words, `before` what was asked before it, standing alone; `of_author` says that it asks
    of whoever answered that one, `own` are the things named by a question that leans only because it is short,
    `itself` says that one which leans names a subject of its own, `dated_from` which part is the first that names the
    year, `unresolved` that it may lean on earlier ones in a way that no rule resolves.
    """

    text: str
    parts: tuple[Part, ...]
    action: str
    region: str
    person: str
    year: int | None
    elsewhere: tuple[str, ...]
    periods: tuple[str, ...]
    organisation: str = ""
    speakers: tuple[str, ...] = ()
    gloss: str = ""
    before: str = ""
    of_author: bool = False
    own: tuple[str, ...] = ()
    itself: bool = False
    dated_from: int = 0
    unresolved: bool = False

    def asked_in(self, part: Part, names: tuple[str, ...]) -> tuple[str, ...]:
        """Of the places or periods of a question those that concern a part: its own, and what no other part names."""
        others = [one.text for one in self.parts if one.text != part.text]
        return tuple(name for name in names if name in part.text or not any(name in other for other in others))

    def year_of(self, part: Part) -> int | None:
        """The year of a part: its own, or that of the question unless only a later part names it."""
        earlier = part.text in [one.text for one in self.parts[: self.dated_from]]
        return part.year or (None if earlier else self.year)

    @property
    def searched(self) -> str:
        """What is searched for: an English question with its Chinese words, which the keyword leg needs."""
        return f"{self.text} {self.gloss}".strip()
