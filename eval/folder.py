"""A run's folder: what was asked of whom, a record a line as they come, and what the records name.

    data/eval/20251122T0410-dev-ours/
        run.json          the set, the system, and everything that can change its answers
        cases.jsonl       the rows of the set as they were asked
        records.jsonl     a record a case, in the order of the set
        passages.jsonl    each passage that a record names, before the record, and those that hold the truth
        sources.json      the texts in which spans are counted

A run that is stopped goes on where it was: the lines that are whole are kept, one that is half written is written anew.
"""

import contextlib
import fcntl
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.cases import Case
from eval.record import PassageRecord, Record
from index.problem import Problem

ROOT = Path("data/eval")
CASES = "cases.jsonl"
_RUN, _RECORDS, _PASSAGES, _SOURCES = "run.json", "records.jsonl", "passages.jsonl", "sources.json"

Row = TypeVar("Row", bound=BaseModel)


class RunError(Problem):
    """A run's folder cannot be used; the message names file and line."""


class Run(BaseModel):
    """What `run.json` says. `key` has everything that can change an answer; `set_digest` is of the rows of the set."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    set: str
    set_path: str
    set_digest: str
    system: str
    key: dict[str, str]
    started: str
    cases: int
    finished: bool = False


@dataclass(frozen=True)
class Folder:
    """A run that was read: its records in the order of the set, passages by id, texts of sources by name."""

    path: Path
    run: Run
    records: tuple[Record, ...]
    passages: Mapping[str, PassageRecord]
    sources: Mapping[str, str]


def read_run(path: Path) -> Run:
    """What a run's `run.json` says. Raises RunError."""
    try:
        return Run.model_validate_json((path / _RUN).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise RunError(f"{path / _RUN} cannot be read ({type(error).__name__}): name another run.") from error


def read_folder(path: Path, whole: bool = True) -> Folder:
    """Read a run; with `whole`, one that was not finished is refused. Raises RunError."""
    run = read_run(path)
    if whole and not run.finished:
        raise RunError(f"{path} holds a run that was stopped: give `eval run` the same set again and it goes on.")
    records = _read_rows(path / _RECORDS, Record, torn=not whole)
    passages = _read_rows(path / _PASSAGES, PassageRecord, torn=not whole)
    if whole and len(records) != run.cases:
        raise RunError(f"{path / _RECORDS} has {len(records)} records of {run.cases} cases: run the set again.")
    return Folder(path, run, tuple(records), {one.id: one for one in passages}, read_sources(path))


def read_sources(path: Path) -> dict[str, str]:
    """The texts in which a run's spans are counted, by name."""
    try:
        found = json.loads((path / _SOURCES).read_text("utf-8"))
        return {str(name): str(text) for name, text in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError) as error:
        raise RunError(f"{path / _SOURCES} cannot be read ({type(error).__name__}): run the set again.") from error


def find(named: str, root: Path = ROOT) -> Path:
    """The folder of a run by its path or its name under `root`; the newest finished one for "". Raises RunError."""
    for path in (Path(named), root / named) if named else ():
        if (path / _RUN).is_file():
            return path
    if named:
        raise RunError(f"There is no run {named}: name a folder of {root}, or leave it out for the newest.")
    for path in folders(root):
        with contextlib.suppress(RunError):  # a damaged one is no run to take by itself
            if read_run(path).finished:
                return path
    raise RunError(f"There is no finished run in {root}: start one with `python -m eval run`.")


def new_folder(root: Path, name: str) -> Path:
    """A folder of this name that is not there yet; of two runs in one second the second gets a number."""
    names = [name, *(f"{name}-{number}" for number in range(2, 100))]
    return next(root / one for one in names if not (root / one).exists())


def folders(root: Path) -> list[Path]:
    """The runs under `root`, newest first."""
    return sorted((path.parent for path in root.glob(f"*/{_RUN}")), key=lambda path: path.name, reverse=True)


@dataclass
class Writer:
    """An open run. `done` has the records that were there already, by case."""

    path: Path
    run: Run
    done: dict[str, Record]
    _records: IO[str]
    _passages: IO[str]
    _sources: dict[str, str]

    def add_passages(self, passages: Sequence[PassageRecord]) -> None:
        """Keep passages that are not there yet."""
        for one in passages:
            if one.id not in self._sources:
                self._sources[one.id] = one.source
                self._passages.write(one.model_dump_json() + "\n")
        self._passages.flush()

    def add(self, record: Record) -> None:
        """Keep a record; its passages must be there."""
        self._records.write(record.model_dump_json() + "\n")
        self._records.flush()
        self.done[record.case] = record

    def add_cases(self, cases: Sequence[Case]) -> None:
        """Keep what is asked, so that the run can be scored where its set is gone."""
        _write(self.path / CASES, "\n".join(case.model_dump_json() for case in cases))

    @property
    def failed(self) -> bool:
        """Whether there are cases that could not be asked."""
        return any(record.answer is None for record in self.done.values())

    def begin_anew(self) -> list[Record]:
        """Empty the run, so that what failed is asked in its place; gives the records that were good."""
        good = [record for record in self.done.values() if record.answer]
        self._records.truncate(0)
        self.done.clear()
        return good

    def cited(self) -> set[str]:
        """The sources that the records quote."""
        answers = [record.answer for record in self.done.values() if record.answer]
        return {self._sources[one.passage_id] for answer in answers for one in answer.citations}

    def finish(self, sources: Mapping[str, str]) -> None:
        """Keep the texts of the sources and mark the run as finished."""
        _write(self.path / _SOURCES, json.dumps(dict(sorted(sources.items())), ensure_ascii=False, indent=0))
        _write(self.path / _RUN, self.run.model_copy(update={"finished": True}).model_dump_json(indent=1))


@contextlib.contextmanager
def open_writer(path: Path, run: Run) -> Iterator[Writer]:
    """Begin a run in a folder, or go on with the one that it holds. Raises RunError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        (path / _RECORDS).touch()
    except OSError as error:
        raise RunError(f"{path} cannot be written ({error.strerror}): name another --out.") from error
    with (
        (path / _RECORDS).open("a", encoding="utf-8") as records,
        (path / _PASSAGES).open("a", encoding="utf-8") as seen,
    ):
        try:
            fcntl.flock(records, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise RunError(f"{path} is being written by another run: wait for it, or name another --out.") from None
        for file in (records, seen):
            _drop_half_line(file)
        if not (path / _RUN).is_file():
            if (path / _RECORDS).stat().st_size:
                raise RunError(f"{path} has records of a run that is not known ({_RUN} is gone): name another --out.")
            _write(path / _RUN, run.model_dump_json(indent=1))
        done = _read_rows(path / _RECORDS, Record)
        known = {one.id: one.source for one in _read_rows(path / _PASSAGES, PassageRecord)}
        yield Writer(path, read_run(path), {record.case: record for record in done}, records, seen, known)


def is_being_written(path: Path) -> bool:
    """Whether another process is writing this run."""
    with (path / _RECORDS).open("a", encoding="utf-8") as records:
        try:
            fcntl.flock(records, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def _drop_half_line(file: IO[str]) -> None:
    """Cut off a last line that a kill left half written."""
    path = Path(file.name)
    data = path.read_bytes()
    if data and not data.endswith(b"\n"):
        file.truncate(data.rfind(b"\n") + 1)


def _read_rows(path: Path, kind: type[Row], torn: bool = False) -> list[Row]:
    """The rows of a JSONL file; with `torn`, a last line without an end is left out."""
    try:
        text = path.read_bytes().decode("utf-8", errors="strict" if not torn else "ignore")
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"{path} cannot be read ({type(error).__name__}): run the set again.") from error
    lines = text.split("\n")
    if lines[-1] and not torn:
        raise RunError(f"{path}, line {len(lines)}: half a line; give `eval run` the same set again and it goes on.")
    rows = []
    for number, line in enumerate(lines[:-1], 1):
        try:
            rows.append(kind.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the line"
            raise RunError(f"{path}, line {number}: {where}: {first['msg']}: run the set again.") from error
    return rows


def _write(path: Path, text: str) -> None:
    new = path.with_name(f".{path.name}.new")
    new.write_text(text + "\n", "utf-8")
    new.replace(path)
