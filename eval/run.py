"""Ask every case of a set and keep what came of it, a record a case; judging is another step (eval/score.py)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from eval.cases import Case, CaseError, digest, problems
from eval.folder import Folder, Run, RunError, folders, is_being_written, new_folder, open_writer, read_folder, read_run
from eval.record import AnswerRecord, HitRecord, PassageRecord, Record, asked


@dataclass(frozen=True)
class Made:
    """What a system made of a case: the answer, what it found, the passages of both, and a model's tokens."""

    answer: AnswerRecord
    hits: Sequence[HitRecord]
    passages: Sequence[PassageRecord]
    tokens: dict[str, int]


@dataclass(frozen=True)
class System:
    """Something that answers questions on the articles.

    `key` has everything that can change its answers. `passages` gives all of its passages of some sources, so that what
    holds the truth is known though it was not found; `source_text` the text in which a source's spans are counted.
    """

    name: str
    key: dict[str, str]
    ask: Callable[[Case], Made]
    passages: Callable[[Iterable[str]], Sequence[PassageRecord]]
    source_text: Callable[[str], str]


@dataclass(frozen=True)
class Told:
    """How a run went: its folder, how many records were there already or were taken over from earlier runs, how many
    cases could not be asked, and the earlier runs that could not be read."""

    path: Path
    cases: int
    kept: int
    errors: int
    unread: tuple[str, ...] = ()

    def __str__(self) -> str:
        kept = f", {self.kept} of them from before (nothing that can change them has changed)" if self.kept else ""
        failed = f"; {self.errors} could not be asked and count as wrong" if self.errors else ""
        unread = "".join(f"\nPassed over: {sentence}" for sentence in self.unread)
        return f"{self.cases} cases{kept}{failed}: {self.path}{unread}"


def run(
    cases: Sequence[Case],
    path: Path,
    system: System,
    root: Path,
    again: bool = False,
    out: Path | None = None,
    step: Callable[[], object] = lambda: None,
) -> Told:
    """Ask each case in order and write its record as it comes; `path` is the file of the set.

    A run that was stopped goes on. Answers of earlier runs under `root` are taken over where neither the question nor
    anything in `system.key` has changed, unless `again`. Raises CaseError, RunError.
    """
    if not cases:
        raise CaseError(f"{path} has no cases: name a set that has some.")
    sources = {place.source: system.source_text(place.source) for case in cases for place in case.spans}
    if wrong := list(problems(cases, sources)):
        raise CaseError(f"{path.name}: {'; '.join(wrong[:3])} ({len(wrong)} in all): mend these rows of the set.")
    started = datetime.now(UTC)
    wanted = Run(
        set=path.stem,
        set_path=str(path),
        set_digest=digest(cases),
        system=system.name,
        key=system.key,
        started=started.isoformat(timespec="seconds"),
        cases=len(cases),
    )
    before, unread = ([], ()) if again else _runs_of(system, root)
    folder = out or next((one.path for one in before if _goes_on(one, wanted)), None)
    folder = folder or new_folder(root, f"{started:%Y%m%dT%H%M%S}-{path.stem}-{system.name}")
    earlier = {record.input: (record, one) for one in reversed(before) for record in one.records if record.answer}
    with open_writer(folder, wanted) as writer:
        held = writer.run
        if (held.set_digest, held.system, held.key) != (wanted.set_digest, wanted.system, wanted.key):
            raise RunError(f"{folder} holds a run of another set, system or version: name another --out.")
        writer.add_cases(cases)
        writer.add_passages(system.passages(sorted(sources)))
        again_ = {record.input: record for record in writer.begin_anew()} if writer.failed else {}
        kept = 0
        for case in cases:
            if case.id in writer.done:
                kept += 1
            elif good := again_.get(asked(case)):
                writer.add(good)
                kept += 1
            elif found := earlier.get(asked(case)):
                record, held_by = found
                writer.add_passages(_named(record, held_by))
                writer.add(record.model_copy(update={"case": case.id}))
                kept += 1
            else:
                made, passages = _ask(case, system)
                writer.add_passages(passages)
                writer.add(made)
            step()
        writer.finish({name: system.source_text(name) for name in {*sources, *writer.cited()}})
    errors = sum(record.answer is None for record in writer.done.values())
    return Told(folder, len(cases), kept, errors, tuple(unread))


def _ask(case: Case, system: System) -> tuple[Record, Sequence[PassageRecord]]:
    try:
        made = system.ask(case)
    except Exception as error:  # whatever it is, the case has no answer and must not be lost
        told = f"{type(error).__name__}: {error}"[:500]
        return Record(case=case.id, input=asked(case), answer=None, error=told), ()
    record = Record(
        case=case.id, input=asked(case), answer=made.answer, hits=list(made.hits), tokens=made.tokens, error=""
    )
    return record, made.passages


def _runs_of(system: System, root: Path) -> tuple[list[Folder], list[str]]:
    """The runs of a system as it is now, newest first, and a sentence for each that cannot be read."""
    found, unread = [], []
    for path in folders(root):
        try:
            held = read_run(path)
            if (held.key, held.system) == (system.key, system.name):
                found.append(read_folder(path, whole=False))
        except RunError as error:
            unread.append(str(error))
    return found, unread


def _goes_on(before: Folder, wanted: Run) -> bool:
    """Whether a run is the wanted one, stopped or done; one with cases that could not be asked is made anew."""
    same = (before.run.set, before.run.set_digest) == (wanted.set, wanted.set_digest)
    return same and all(record.answer for record in before.records) and not is_being_written(before.path)


def _named(record: Record, folder: Folder) -> list[PassageRecord]:
    """The passages that a record names."""
    ids = [hit.passage for hit in record.hits]
    ids += [one.passage_id for one in record.answer.citations] if record.answer else []
    return [folder.passages[one] for one in dict.fromkeys(ids) if one in folder.passages]
