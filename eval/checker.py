"""The checker is checked: the verifier held against claims that were labelled by hand (eval/sets/claims.jsonl).

What decides whether a sentence is shown, and every figure on grounding, is our own verifier (assistant/verify.py). Its
precision says how many of the claims that it lets pass are true to their quotes; its recall how many of the true ones
it lets pass. A claim that passes wrongly is the worse mistake.
"""

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.generation.draft import Draft
from assistant.verify import support
from eval.cases import Place, Row, read_rows
from eval.interval import Interval, wilson
from index.passage import Article, Passage, Span

CLAIMS = Path(__file__).with_name("sets") / "claims.jsonl"
PAIRS = Path(__file__).with_name("sets") / "pairs.jsonl"
KEPT = Path("data/eval/.verdicts")
_CODE = tuple(Path(__file__).parents[1] / name for name in ("assistant", "index"))


class Quote(BaseModel):
    """A sentence that a claim cites: its words, their places in the source, and what is printed of its article."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    places: list[Place]
    article: str
    author: str
    role: str
    org: str
    region: str
    action: str


class Pair(Row):
    """A claim with its quotes, and whether these carry it by a person's judgement."""

    claim: str
    supported: bool
    kind: str
    quotes: list[Quote]
    note: str = ""


@dataclass(frozen=True)
class Checked:
    """What the verifier is worth: `precision` and `recall` (0 to 1) of the claims that it lets pass, with intervals;
    `by_kind` the share of each kind of claim that it judges rightly; `wrong` the pairs that it does not."""

    pairs: int
    passed: int
    precision: float
    precision_interval: Interval
    recall: float
    recall_interval: Interval
    by_kind: dict[str, float]
    wrong: tuple[str, ...]
    caught: float = 0.0  # the share of the unsupported that it stops; runs of before have none

    @staticmethod
    def of(stored: Mapping[str, Any]) -> "Checked":
        """What a file of scores says of it."""
        intervals = {name: Interval(**stored[name]) for name in ("precision_interval", "recall_interval")}
        return Checked(**{**stored, **intervals, "wrong": tuple(stored["wrong"])})


def read_pairs(path: Path) -> list[Pair]:
    """The labelled pairs of a JSONL file; raises CaseError."""
    return read_rows(path, Pair)


def carries(pair: Pair) -> bool:
    """Whether the verifier lets a claim pass."""
    return support(Draft(pair.claim, tuple(as_passage(quote) for quote in pair.quotes))) is not None


def held_out(pair: Pair) -> bool:
    """Whether a pair is in the half of its set whose single rows are not looked at."""
    return hashlib.sha256(pair.id.encode()).digest()[0] % 2 == 1


def part_of(pair: Pair) -> str:
    """The part of its set that a pair belongs to. What was written after the first two halves, as a good model writes
    in Chinese and in English, was all read."""
    if pair.id.startswith("later-"):
        return "written later"
    if pair.id.startswith("english-"):
        return "in English"
    return "held out" if held_out(pair) else "seen"


def check_halves(path: Path = PAIRS) -> dict[str, Checked]:
    """The verifier held against each part of a set."""
    pairs = read_pairs(path)
    passed = dict(zip((pair.id for pair in pairs), verdicts(path, pairs), strict=True))
    parts: dict[str, list[Pair]] = {"seen": [], "held out": []}
    for pair in pairs:
        parts.setdefault(part_of(pair), []).append(pair)
    return {name: compare(part, [passed[pair.id] for pair in part]) for name, part in parts.items()}


def check(path: Path = CLAIMS, passes: Callable[[Pair], bool] | None = None) -> Checked:
    """Hold a judge (the verifier, unless another is given) against the labelled pairs of a file."""
    pairs = read_pairs(path)
    return compare(pairs, [passes(pair) for pair in pairs] if passes else verdicts(path, pairs))


def verdicts(path: Path, pairs: Sequence[Pair], kept: Path = KEPT) -> list[bool]:
    """Which pairs of a file the verifier lets pass; kept for as long as neither they nor any of our code changes."""
    key = hashlib.sha256(path.read_bytes())
    for code in sorted(one for folder in _CODE for one in folder.iterdir() if one.suffix in (".py", ".json")):
        key.update(code.read_bytes())
    place = kept / f"{key.hexdigest()[:32]}.json"
    with suppress(OSError, ValueError):
        found = json.loads(place.read_text("utf-8"))
        if isinstance(found, list) and len(found) == len(pairs):
            return list(map(bool, found))
    made = [carries(pair) for pair in pairs]
    with suppress(OSError):  # where nothing can be written it takes a second more
        kept.mkdir(parents=True, exist_ok=True)
        whole = kept / f"{place.stem}.{os.getpid()}"
        whole.write_text(json.dumps(made), "utf-8")
        whole.replace(place)
    return made


def compare(pairs: Sequence[Pair], passed: Sequence[bool]) -> Checked:
    """What a judge is worth that let these claims pass."""
    true = sum(one and pair.supported for pair, one in zip(pairs, passed, strict=True))
    wanted = sum(pair.supported for pair in pairs)
    kinds: dict[str, list[bool]] = {}
    for pair, one in zip(pairs, passed, strict=True):
        kinds.setdefault(pair.kind, []).append(one == pair.supported)
    return Checked(
        pairs=len(pairs),
        passed=sum(passed),
        precision=true / max(1, sum(passed)),
        precision_interval=wilson(true, sum(passed)),
        recall=true / max(1, wanted),
        recall_interval=wilson(true, wanted),
        by_kind={kind: sum(good) / len(good) for kind, good in sorted(kinds.items())},
        wrong=tuple(pair.id for pair, one in zip(pairs, passed, strict=True) if one != pair.supported),
        caught=1 - (sum(passed) - true) / max(1, len(pairs) - wanted),
    )


def as_passage(quote: Quote) -> Passage:
    """A quote as a passage of one sentence, for the verifier."""
    article = Article(
        quote.article, quote.article, quote.author, quote.role, quote.org, quote.region, quote.action, None, ""
    )
    spans = tuple(Span(place.start, place.end) for place in quote.places)
    return Passage("", article, "body", quote.text, spans, "", (Span(0, len(quote.text)),), False, False, False)
