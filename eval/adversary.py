"""A weak model as adversary: what it writes is shown only as far as its quotes carry it, and costs no right answer.

Each case is asked twice, with the configured model and by quoting. The finished answers are checked anew, from what
is in them alone: every sentence against the quotes it cites, every quote against its source.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, as_json
from assistant.generation.endpoint import Write
from assistant.route import Library, answer
from eval.cases import Case
from eval.metrics.answering import right
from eval.metrics.citation import is_carried, is_exact
from eval.metrics.judged import Judged, Known
from eval.record import Record, answer_record, asked, passage_record
from index.passage import Only

SAMPLE = 24
SEED = 6


@dataclass(frozen=True)
class Trial:
    """A case asked both ways: whether each answer is right, the shown sentences of the written one and those of them
    that its quotes do not carry, its quotes that are not exact; `sentences` counts what the model wrote."""

    case: str
    mode: str
    fault: str
    right: bool
    quoted_right: bool
    sentences: int
    shown: int
    unsupported: tuple[str, ...]
    inexact: tuple[str, ...]
    seconds: float


def sample(cases: Sequence[Case], count: int = SAMPLE, seed: int = SEED) -> list[Case]:
    """So many cases of a set, the same each time."""
    return random.Random(seed).sample(list(cases), min(count, len(cases)))  # noqa: S311


def ask_both(
    cases: Sequence[Case], library: Library, write: Write, seconds: float, step: Callable[[], object] = lambda: None
) -> Iterator[Trial]:
    """The trial of each case; none is begun after so many seconds."""
    started = time.monotonic()
    for case in cases:
        begun = time.monotonic()
        if begun - started > seconds:
            return
        only = Only(action=case.action)
        written = answer(case.question, library, case.history, only, write)
        took = time.monotonic() - begun
        step()
        yield judge(case, written, answer(case.question, library, case.history, only), library, took)


def judge(case: Case, written: Answer, quoted: Answer, library: Library, seconds: float = 0.0) -> Trial:
    """What the two answers to a case are worth."""
    judged = _judged(case, written, library)
    record = judged.record.answer
    claims = record.claims if record and record.found else []
    return Trial(
        case=case.id,
        mode=written.mode,
        fault=written.checks.fault or "",
        right=right(judged) == 1.0,
        quoted_right=right(_judged(case, quoted, library)) == 1.0,
        sentences=written.checks.sentences,
        shown=len(claims),
        unsupported=tuple(claim.text for claim in claims if not is_carried(claim, judged)),
        inexact=tuple(
            one.quote for one, known in judged.quotes if not is_exact(one, judged.known.sources[known.source])
        ),
        seconds=seconds,
    )


def as_lines(trials: Sequence[Trial], asked_for: int) -> list[str]:
    """The trials summed up; what does not stand is printed."""
    written = [one for one in trials if one.mode == "generated"]
    better = sum(one.right and not one.quoted_right for one in trials)
    worse = sum(one.quoted_right and not one.right for one in trials)
    faults = [one.fault for one in trials if one.fault]
    lines = [f"{one.case}: not carried: {text}" for one in trials for text in one.unsupported]
    lines += [f"{one.case}: not exact: {text}" for one in trials for text in one.inexact]
    lines += [f"{one.case}: right by quoting, wrong as written" for one in trials if one.quoted_right and not one.right]
    told = ", ".join(f"{faults.count(fault)} {fault}" for fault in sorted(set(faults))) or "none"
    return [
        *lines,
        f"asked: {len(trials)} of {asked_for} cases, {sum(one.seconds for one in trials):.0f} s; faults: {told}",
        f"the model wrote {sum(one.sentences for one in trials)} sentences; {len(written)} answers stand as written, "
        f"with {sum(one.shown for one in written)} sentences shown",
        f"shown sentences that their quotes do not carry: {sum(len(one.unsupported) for one in trials)}",
        f"quotes that are not exact: {sum(len(one.inexact) for one in trials)}",
        f"right: {sum(one.right for one in trials)} with the model, {sum(one.quoted_right for one in trials)} "
        f"by quoting ({better} better, {worse} worse)",
    ]


def _judged(case: Case, made: Answer, library: Library) -> Judged:
    record = Record(case=case.id, input=asked(case), answer=answer_record(as_json(made)))
    passages = {one.passage.id: passage_record(one.passage) for one in made.citations}
    texts = {one.passage.article.source: library.source_text(one.passage.article.id) for one in made.citations}
    return Judged(case, record, Known(passages, texts))
