"""The figures of an English sentence in the form of assistant/verification/figures.py: 170 billion yuan is 1700亿元."""

import re
from dataclasses import dataclass
from decimal import Decimal

from index.patterns import compiled

_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_GREAT = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_UNITS = (
    ("%", r"%|percent\b|per cent\b"),
    ("个百分点", r"percentage points?\b"),
    ("元", r"(?:rmb |chinese )?yuan\b|rmb\b"),
    ("平方公里", r"(?:square|sq\.?) (?:kilomet(?:er|re)s?|km)\b"),
    ("公里", r"kilomet(?:er|re)s?\b|km\b"),
    ("亩", r"mu\b"),
    ("吨", r"tons?\b|tonnes?\b"),
    ("倍", r"times\b"),
)
_BOUNDS = (
    ("near", r"(?:nearly|almost|close to|approaching)"),
    ("over", r"(?:more than|over|above|at least|no (?:less|fewer) than|not less than|exceeding|upwards of)"),
    ("under", r"(?:less than|fewer than|under|below|at most|no more than|up to|not more than)"),
    ("about", r"(?:about|around|approximately|roughly|some)"),
)
_FRACTION = r"(?P<part>one|two|three|a) (?P<whole>thirds?|quarters?|fifths?|half)"
_WHOLES = {"half": 2, "third": 3, "quarter": 4, "fifth": 5}
_FIGURE = compiled(
    rf"(?:\b(?P<bound>{'|'.join(words for _, words in _BOUNDS)}) )?(?:the )?"
    rf"(?:{_FRACTION}|(?P<number>(?<![\w.])(?!20\d\d\b(?!,\d))\d[\d,]*(?:\.\d+)?"
    rf"|\b(?:{'|'.join(_WORDS)})\b(?! of the\b))"
    rf"(?P<great>(?:[ -](?:{'|'.join(_GREAT)}))*)[ -]?(?P<unit>{'|'.join(words for _, words in _UNITS)})?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of characters [start, end) of a sentence; `unit` is a Chinese unit of measure, "" for things counted."""

    value: str
    unit: str
    bound: str
    start: int
    end: int


def find_stated(text: str) -> list[Stated]:
    """The figures of an English sentence in order; years are none."""
    found = []
    for one in _FIGURE.finditer(text):
        bound = next((name for name, words in _BOUNDS if re.fullmatch(words, one["bound"] or "", re.I)), "")
        unit = next((name for name, words in _UNITS if re.fullmatch(words, one["unit"] or "", re.I)), "")
        found.append(Stated(_value(one), unit, bound, one.start(), one.end()))
    return found


def _value(one: re.Match[str]) -> str:
    if one["part"]:
        part = 1 if one["part"].lower() == "a" else _WORDS.index(one["part"].lower())
        return f"{part}/{_WHOLES[one['whole'].lower().removesuffix('s')]}"
    written = one["number"].lower()
    value = Decimal(_WORDS.index(written)) if written in _WORDS else Decimal(written.rstrip(",").replace(",", ""))
    for great in re.findall(r"[a-z]+", one["great"].lower()):
        value *= _GREAT[great]
    return format(value.normalize(), "f")
