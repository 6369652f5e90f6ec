"""Records -> scores: fast, offline, and the same bytes every time.

A measure gives a number for a case, or nothing where it does not apply. A case that has no answer where one was wanted
scores 0 and stays in the mean; nothing is left out because it failed.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

from eval.cases import Case, digest, problems
from eval.checker import Checked, check, check_halves
from eval.folder import Folder, RunError
from eval.interval import Interval, bootstrap, wider, wilson
from eval.metrics import answering, citation, cost, grounding, refusing, retrieval
from eval.metrics.judged import Judged, Known
from eval.record import asked

Measure = Callable[[Judged], float | None]
Kind = Literal["share", "mean", "quantile"]


@dataclass(frozen=True)
class Metric:
    """A measure and how its cases are summed: `share` of yes and no, `mean`, or `quantile` (median and 95 %).

    `more` says whether more is better."""

    name: str
    group: str
    measure: Measure
    kind: Kind = "mean"
    more: bool = True


METRICS = (
    Metric("right", "answer", answering.right, "share"),
    Metric("slots", "answer", answering.slots),
    Metric("forbidden", "answer", answering.forbidden, "share", more=False),
    Metric("length", "answer", answering.length, "quantile", more=False),
    Metric("exact", "citations", citation.exact),
    Metric("citation_recall", "citations", citation.recall),
    Metric("citation_precision", "citations", citation.precision),
    Metric("gold_quoted", "citations", citation.gold_quoted),
    Metric("quoted_gold", "citations", citation.quoted_gold),
    Metric("speaker_right", "citations", citation.speaker_right, "share"),
    Metric("misattributed", "citations", citation.misattributed, "share", more=False),
    Metric("unsupported_sentences", "grounding", grounding.unsupported_sentences, more=False),
    Metric("unsupported_numbers", "grounding", grounding.unsupported_numbers, more=False),
    Metric("unsupported_names", "grounding", grounding.unsupported_names, more=False),
    Metric("refusal_precision", "refusals", refusing.refused_rightly, "share"),
    Metric("refusal_recall", "refusals", refusing.unanswerable_refused, "share"),
    *(Metric(name, "retrieval", measure) for name, measure in retrieval.RECALLS.items()),
    Metric("ndcg@10", "retrieval", retrieval.ndcg),
    Metric("reciprocal_rank", "retrieval", retrieval.reciprocal_rank),
    Metric("character_precision@5", "retrieval", retrieval.character_precision),
    *(
        Metric(
            f"seconds_{stage}",
            "cost",
            partial(cost.seconds, stage=stage),
            "quantile",
            more=False,
        )
        for stage in cost.STAGES
    ),
    Metric("tokens", "cost", cost.tokens, "quantile", more=False),
)


@dataclass(frozen=True)
class Total:
    """A metric over some cases: `n` to which it applies, the mean (or median), its interval (or the 95 % quantile as
    `high`)."""

    n: int
    value: float
    interval: Interval


@dataclass(frozen=True)
class CaseScore:
    """What a case scored, by metric; `action` and `article` are of its gold, "" where it has none."""

    id: str
    kind: str
    action: str
    article: str
    error: str
    values: dict[str, float]


@dataclass(frozen=True)
class Scores:
    """What a run scored: in all, by kind, by action, case by case, and what the checker itself is worth."""

    set: str
    set_digest: str
    system: str
    key: dict[str, str]
    cases: int
    errors: int
    total: dict[str, Total]
    answerable: Total
    unanswerable: Total
    by_kind: dict[str, Total]
    by_action: dict[str, Total]
    curve: list[refusing.Point]
    area: float | None
    reliability: list[refusing.Bin]
    calibration_error: float | None
    checker: Checked
    halves: dict[str, Checked]
    rows: list[CaseScore]

    def json(self) -> str:
        """All of it as JSON, the same bytes for the same records; a line for each part and each case."""
        stored = _rounded(asdict(self))
        rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in stored.pop("rows"))
        parts = ",\n".join(
            f"{json.dumps(name)}: {json.dumps(part, ensure_ascii=False)}" for name, part in stored.items()
        )
        return f'{{{parts},\n"rows": [\n{rows}\n]}}\n'


def judge(folder: Folder, cases: Sequence[Case]) -> list[Judged]:
    """Each case with its record. Raises RunError where the records are of other questions."""
    by_id = {record.case: record for record in folder.records}
    wrong = [case.id for case in cases if case.id not in by_id or by_id[case.id].input != asked(case)]
    more = by_id.keys() - {case.id for case in cases}
    if wrong or more:
        raise RunError(
            f"{folder.path} was not made from this set: {len(wrong)} cases have no record ({', '.join(wrong[:3])}), "
            f"{len(more)} records no case; run the set again, or name the set it was made from with --set."
        )
    wrong = list(problems(cases, folder.sources))
    if wrong:
        raise RunError(f"{folder.path}: {'; '.join(wrong[:3])} ({len(wrong)} in all): mend the set, or run it again.")
    gone = {
        f"passage {one.passage_id}"
        for record in folder.records
        for one in (record.answer.citations if record.answer else ())
        if one.passage_id not in folder.passages or folder.passages[one.passage_id].source not in folder.sources
    }
    if gone:
        raise RunError(f"{folder.path} has lost {len(gone)} passages or sources ({min(gone)}): run the set again.")
    known = Known(folder.passages, folder.sources)
    return [Judged(case, by_id[case.id], known) for case in cases]


def score(folder: Folder, cases: Sequence[Case], claims: Path) -> Scores:
    """Score a run by the gold of `cases`; `claims` are the labelled pairs that the checker is held against."""
    judged = judge(folder, cases)
    rows = [_row(one) for one in judged]
    clusters = [row.article or row.id for row in rows]
    curve, bins = refusing.curve(judged), refusing.reliability(judged)
    return Scores(
        set=folder.run.set,
        set_digest=digest(cases),
        system=folder.run.system,
        key=folder.run.key,
        cases=len(rows),
        errors=sum(bool(row.error) for row in rows),
        total={metric.name: total for metric in METRICS if (total := _total(metric, rows, clusters)).n},
        answerable=shares([row for row, one in zip(rows, judged, strict=True) if one.answerable]),
        unanswerable=shares([row for row, one in zip(rows, judged, strict=True) if not one.answerable]),
        by_kind={kind: shares([row for row in rows if row.kind == kind]) for kind in sorted({r.kind for r in rows})},
        by_action={
            action: shares([row for row in rows if row.action == action])
            for action in sorted({row.action for row in rows if row.action})
        },
        curve=curve,
        area=refusing.area(curve),
        reliability=bins,
        calibration_error=refusing.calibration_error(bins),
        checker=check(claims),
        halves=check_halves(),
        rows=rows,
    )


def shares(rows: Sequence[CaseScore]) -> Total:
    """How many of some cases are right."""
    right = sum(row.values["right"] for row in rows)
    clustered = bootstrap([row.values["right"] for row in rows], [row.article or row.id for row in rows])
    return Total(len(rows), right / max(1, len(rows)), wider(clustered, wilson(right, len(rows))))


def _row(judged: Judged) -> CaseScore:
    case = judged.case
    values = {metric.name: value for metric in METRICS if (value := metric.measure(judged)) is not None}
    return CaseScore(
        case.id,
        case.kind,
        next((one.action for one in judged.holding if one.action), case.action),
        next((one.article for one in judged.holding), ""),
        judged.record.error,
        values,
    )


def _total(metric: Metric, rows: Sequence[CaseScore], clusters: Sequence[str]) -> Total:
    found = [
        (row.values[metric.name], name) for row, name in zip(rows, clusters, strict=True) if metric.name in row.values
    ]
    values = [value for value, _ in found]
    if not values:
        return Total(0, 0.0, Interval(0.0, 0.0))
    if metric.kind == "quantile":
        ordered = sorted(values)
        return Total(len(values), _quantile(ordered, 0.5), Interval(ordered[0], _quantile(ordered, 0.95)))
    mean = sum(values) / len(values)
    clustered = bootstrap(values, [name for _, name in found])
    if metric.kind == "share" or clustered.low == clustered.high:
        clustered = wider(clustered, wilson(min(1.0, mean) * len(values), len(values)))
    return Total(len(values), mean, clustered)


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _rounded(value: Any) -> Any:
    """Numbers to six places, so that a sum's last bit changes no byte."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {name: _rounded(one) for name, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, list) else value
