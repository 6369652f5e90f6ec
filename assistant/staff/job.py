"""A change of the index while it is made and after: what the pages show of it, and what its process said."""

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.staff.refused import Told
from assistant.staff.told import last_line

Kind = Literal["take_in", "remove", "restore", "sync", "roll_back"]
State = Literal["running", "done", "failed", "cancelled"]


class Report(BaseModel):
    """What `ingest sync --json` did, in numbers of files; `failed` and `noted` are its sentences."""

    model_config = ConfigDict(extra="ignore")

    added: int
    updated: int
    removed: int
    unchanged: int
    articles: int
    passages: int
    failed: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """A job as the pages show it. `stage` is what is being done, `done` of `total` how far that is (0 of 0: unknown);
    `left` are the files that it could not take in, `said` the sentences about its result."""

    id: str
    kind: Kind
    by: str
    names: tuple[str, ...]
    started: str
    state: State = "running"
    stage: str = "reading"
    done: int = 0
    total: int = 0
    report: Report | None = None
    left: tuple[str, ...] = ()
    said: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a process ended: whether another generation is served now, which it is, what it reported and said last."""

    switched: bool
    generation: str
    report: Report | None
    cancelled: bool
    code: int
    last: str


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of the files of a job: those that could not be taken in, and sentences on what is wrong now."""

    left: tuple[str, ...]
    said: tuple[Told, ...]


def report_of(out: str) -> Report | None:
    """The report that a sync printed last, None where it printed none."""
    try:
        return Report.model_validate_json(last_line(out))
    except ValidationError:
        return None
