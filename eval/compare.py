"""Did a change help: two runs of the same cases, held against each other case by case.

Yes and no by McNemar's test in its exact form (Edwards, 1948: of the cases that flipped, how many went each way); other
measures by the mean of their differences, resampled by article (eval/interval.py).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from eval.folder import Folder, RunError
from eval.interval import Interval, bootstrap
from eval.score import METRICS, CaseScore, Scores

SIGNIFICANT = 0.05
SLACK = 0.005  # a share may be this much lower: processors of another kind round an embedding's last bit otherwise


@dataclass(frozen=True)
class Difference:
    """A metric in both runs: means over the `n` cases to which it applies in both, their difference, its interval."""

    metric: str
    n: int
    before: float
    after: float
    difference: float
    interval: Interval
    better: bool | None


@dataclass(frozen=True)
class Flipped:
    """A case that is right in one run only, with what both answered."""

    id: str
    kind: str
    question: str
    before: str
    after: str
    before_status: str
    after_status: str


@dataclass(frozen=True)
class Comparison:
    """Two runs of the same cases. `p` is the probability of so uneven a number of flips by chance."""

    before: str
    after: str
    gained: list[Flipped]
    lost: list[Flipped]
    p: float
    differences: list[Difference]
    changed: dict[str, tuple[str, str]]
    below: list[str]

    @property
    def worse(self) -> bool:
        """Whether the second run is worse: more cases lost than chance would lose, or below the line of the first."""
        return bool(self.below) or (self.p < SIGNIFICANT and len(self.lost) > len(self.gained))

    def json(self) -> str:
        """All of it as JSON."""
        return json.dumps({**asdict(self), "worse": self.worse}, ensure_ascii=False, indent=1) + "\n"


def compare(before: tuple[Folder, Scores], after: tuple[Folder, Scores]) -> Comparison:
    """Compare two scored runs. Raises RunError where they are not of the same cases."""
    (old, first), (new, second) = before, after
    rows, others = {row.id: row for row in first.rows}, {row.id: row for row in second.rows}
    if first.set_digest != second.set_digest:
        raise RunError(
            f"{old.path.name} and {new.path.name} are not of the same cases and gold ({first.set}, {first.set_digest}; "
            f"{second.set}, {second.set_digest}): run both on the same set."
        )
    gained = [name for name in rows if rows[name].values["right"] < others[name].values["right"]]
    lost = [name for name in rows if rows[name].values["right"] > others[name].values["right"]]
    return Comparison(
        before=old.path.name,
        after=new.path.name,
        gained=_flipped(gained, rows, old, new),
        lost=_flipped(lost, rows, old, new),
        p=mcnemar(len(gained), len(lost)),
        differences=[found for metric in METRICS if (found := _difference(metric.name, metric.more, rows, others))],
        changed={
            name: (first.key.get(name, ""), second.key.get(name, ""))
            for name in sorted(first.key.keys() | second.key.keys())
            if first.key.get(name) != second.key.get(name)
        },
        below=below(first, second),
    )


def mcnemar(gained: int, lost: int) -> float:
    """The two-sided exact p of McNemar's test; 1 where nothing flipped."""
    if not gained + lost:
        return 1.0
    from scipy.stats import binomtest

    return float(binomtest(gained, gained + lost, 0.5).pvalue)


def below(line: Scores, now: Scores) -> list[str]:
    """What of a run lies below another, in words: right answers, right refusals, exact quotes, right speakers, cases
    that could be asked."""
    found = []
    for name, old, new in (
        ("answered rightly", line.answerable.value, now.answerable.value),
        ("refused rightly", line.unanswerable.value, now.unanswerable.value),
    ):
        if new < old - SLACK:
            found.append(f"{name}: {new:.1%}, was {old:.1%}")
    for name, metric in (("inexact quotes", "exact"), ("wrong speakers", "misattributed"), ("forbidden", "forbidden")):
        old_count, new_count = _faults(line, metric), _faults(now, metric)
        if new_count > old_count:
            found.append(f"{name}: {new_count}, were {old_count}")
    if now.errors > line.errors:
        found.append(f"could not be asked: {now.errors}, were {line.errors}")
    return found


def as_text(found: Comparison) -> str:
    """The comparison for a terminal: what changed, the cases that flipped with both answers, the figures."""
    lines = [f"{found.before} -> {found.after}"]
    lines += [f"  {name}: {old or '—'} -> {new or '—'}" for name, (old, new) in found.changed.items()]
    for title, flipped in (("lost", found.lost), ("gained", found.gained)):
        for one in flipped:
            lines += [
                f"{title} {one.id} {one.kind}: {one.question}",
                f"  before: {one.before_status}: {one.before}",
                f"  after:  {one.after_status}: {one.after}",
            ]
    lines.append(f"{len(found.gained)} gained, {len(found.lost)} lost, p = {found.p:.3f} (McNemar, exact)")
    lines += [_line(one) for one in found.differences]
    lines += [f"below the line: {sentence}" for sentence in found.below]
    lines.append("worse" if found.worse else "not worse")
    return "\n".join(lines)


def _line(one: Difference) -> str:
    mark = {True: "better", False: "worse", None: ""}[one.better]
    return (
        f"{one.metric:24}{one.n:5}  {one.before:8.4f} -> {one.after:8.4f}  {one.difference:+.4f} "
        f"[{one.interval.low:+.4f}, {one.interval.high:+.4f}] {mark}".rstrip()
    )


def _faults(scores: Scores, metric: str) -> int:
    """The cases with a fault: an inexact quote, a wrong speaker, forbidden words."""
    faultless = 1.0 if metric == "exact" else 0.0
    return sum(row.values.get(metric, faultless) != faultless for row in scores.rows)


def _flipped(ids: Sequence[str], rows: Mapping[str, CaseScore], old: Folder, new: Folder) -> list[Flipped]:
    answers = [{record.case: record for record in folder.records} for folder in (old, new)]
    found = []
    for name in ids:
        told = []
        for records in answers:
            record = records[name]
            text = record.answer.text if record.answer else record.error
            told.append((record.answer.status if record.answer else "error", text))
        question = next((r.answer.question for records in answers if (r := records[name]).answer), "")
        found.append(Flipped(name, rows[name].kind, question, told[0][1], told[1][1], told[0][0], told[1][0]))
    return found


def _difference(
    metric: str, more: bool, rows: Mapping[str, CaseScore], others: Mapping[str, CaseScore]
) -> Difference | None:
    both = [name for name in rows if metric in rows[name].values and metric in others[name].values]
    if not both:
        return None
    before = [rows[name].values[metric] for name in both]
    after = [others[name].values[metric] for name in both]
    apart = [new - old for old, new in zip(before, after, strict=True)]
    interval = bootstrap(apart, [rows[name].article or name for name in both])
    mean = sum(apart) / len(apart)
    better = None if interval.low <= 0 <= interval.high else (mean > 0) == more
    return Difference(metric, len(both), sum(before) / len(both), sum(after) / len(both), mean, interval, better)
