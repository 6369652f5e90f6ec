"""A run's scores for a terminal."""

from collections.abc import Iterator, Sequence

from eval.cases import Case
from eval.checker import Checked
from eval.folder import Folder
from eval.score import METRICS, Scores, Total


def as_text(scores: Scores, before: Checked | None) -> str:
    """Every metric with n and interval, right answers by kind, the checker's own worth; the totals last."""
    lines = []
    for metric in METRICS:
        if one := scores.total.get(metric.name):
            high = "95 % up to" if metric.kind == "quantile" else f"{one.interval.low:.3f} to"
            lines.append(f"{metric.name:24}{one.n:5}  {one.value:9.4f}  {high} {one.interval.high:.3f}")
    if scores.area is not None and scores.calibration_error is not None:
        reached = f"  up to a coverage of {scores.curve[-1].coverage:.3f}"
        lines.append(f"{'risk-coverage area':24}{len(scores.curve):5}  {scores.area:9.4f}{reached}")
        lines.append(f"{'calibration error':24}{len(scores.curve):5}  {scores.calibration_error:9.4f}")
    lines += [f"{kind:16} {_count(one)}" for kind, one in scores.by_kind.items()]
    checker = scores.checker
    last = f"; last time {before.precision:.3f} and {before.recall:.3f}" if before else ""
    lines.append(
        f"checker: precision {checker.precision:.3f}, recall {checker.recall:.3f} "
        f"on {checker.pairs} labelled pairs{last}"
    )
    for name, half in scores.halves.items():
        lines.append(f"edits, {name}: caught {half.caught:.3f}, true kept {half.recall:.3f} of {half.pairs} pairs")
        lines.append("  " + ", ".join(f"{kind} {share:.2f}" for kind, share in half.by_kind.items()))
    for name, one in (("answered rightly", scores.answerable), ("refused rightly", scores.unanswerable)):
        lines.append(f"{name}: {_count(one)} ({one.value:.1%}, {one.interval.low:.1%} to {one.interval.high:.1%})")
    wrong = sum(row.values.get("misattributed", 0) > 0 for row in scores.rows)
    inexact = sum(row.values.get("exact", 1) < 1 for row in scores.rows)
    lengths = sorted(
        row.values["length"] for row in scores.rows if row.kind in ("fact", "number") and "length" in row.values
    )
    lines.append(f"wrong speakers: {wrong}, inexact quotes: {inexact}")
    lines.append(f"characters of an answer to a fact, median: {lengths[len(lengths) // 2] if lengths else 0:.0f}")
    return "\n".join(lines)


def wrong_answers(folder: Folder, cases: Sequence[Case], scores: Scores) -> Iterator[str]:
    """The cases that are not right, with what was answered."""
    records = {record.case: record for record in folder.records}
    for case, row in zip(cases, scores.rows, strict=True):
        if row.values["right"] < 1:
            answer = records[case.id].answer
            yield f"{case.id} {case.kind}: {' / '.join([*case.history, case.question])}"
            yield f"  {answer.status}: {answer.text}" if answer else f"  error: {row.error}"


def _count(total: Total) -> str:
    return f"{round(total.value * total.n):3} of {total.n:3}"
