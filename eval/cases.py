"""Cases: questions with what must be said, by whom and on which words, or that nothing can be said."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from index.passage import bare
from index.problem import Problem

SETS = Path(__file__).with_name("sets")


class CaseError(Problem):
    """A set of cases cannot be read; the message names file and line."""


class Place(BaseModel):
    """Characters [start, end) of a source that an honest answer rests on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    start: int
    end: int


class Row(BaseModel):
    """One row of a set, with a name of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str


class Case(Row):
    """One row of a set; eval/sets/README.md explains it."""

    kind: str
    question: str
    history: list[str] = []
    action: str = ""
    answerable: Literal["yes", "partial", "no"]
    spans: list[Place] = []
    slots: list[list[str]] = []
    speaker: str = ""
    forbidden: list[str] = []
    missing: str = ""
    note: str = ""


SomeRow = TypeVar("SomeRow", bound=Row)


def read_cases(path: Path) -> list[Case]:
    """The cases of a JSONL file, in order; raises CaseError."""
    return read_rows(path, Case)


def read_rows(path: Path, kind: type[SomeRow]) -> list[SomeRow]:
    """The rows of a JSONL file, each with an id of its own; raises CaseError, which names file and line."""
    rows: list[SomeRow] = []
    seen: dict[str, int] = {}
    try:
        lines = path.read_text("utf-8-sig").rstrip("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path} cannot be read ({error}): name a file of eval/sets.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            raise CaseError(f"{path.name}, line {number}: the line is empty: delete it or write a case.")
        try:
            row = kind.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the line"
            raise CaseError(f"{path.name}, line {number}: {where}: {first['msg']}.") from error
        if row.id in seen:
            raise CaseError(f"{path.name}, line {number}: the id {row.id} stands in line {seen[row.id]} already.")
        seen[row.id] = number
        rows.append(row)
    return rows


def digest(cases: Sequence[Case]) -> str:
    """A digest of the rows of a set: runs are compared only where it is the same."""
    rows = "\n".join(case.model_dump_json() for case in cases)
    return hashlib.sha256(rows.encode()).hexdigest()[:16]


def problems(cases: Sequence[Case], sources: Mapping[str, str]) -> Iterator[str]:
    """What does not hold of a set: spans outside their source, slots that their words do not say."""
    for case in cases:
        words = ""
        for place in case.spans:
            text = sources.get(place.source, "")
            if not 0 <= place.start < place.end <= len(text):
                yield f"{case.id}: {place.source} has no characters {place.start} to {place.end}"
            words += text[place.start : place.end]
        if (case.answerable == "no") == bool(case.slots):
            yield f"{case.id}: what can be answered has slots, what cannot has none"
        for forms in case.slots:
            if not any(bare(form) in bare(words) for form in forms):
                yield f"{case.id}: none of {forms} stands in its spans"
