"""What the threshold of quoting costs and saves, and how likely an answer of some evidence is right.

Coverage is the share of the cases that are answered, risk the share of the answers that are not right (El-Yaniv and
Wiener, "On the foundations of noise-free selective classification", JMLR 2010). The likelihood is a logistic curve
through the answers (Platt, "Probabilistic outputs for support vector machines", 1999).
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from eval.cases import Case
from eval.metrics.answering import right
from eval.metrics.citation import misattributed
from eval.metrics.judged import Judged, Known
from eval.record import Record, asked
from eval.run import System

THRESHOLDS = (1.40, 1.44, 1.48, 1.50, 1.52, 1.54, 1.56, 1.58, 1.60, 1.64, 1.68)


@dataclass(frozen=True)
class Point:
    """What came of all cases at one threshold; shares from 0 to 1."""

    threshold: float
    coverage: float
    risk: float
    answered_rightly: float
    refused_rightly: float
    misattributed: int


def ask_all(cases: Sequence[Case], system: System) -> Iterator[Judged]:
    """Each case with its answer, kept nowhere."""
    for case in cases:
        made = system.ask(case)
        known = Known({one.id: one for one in made.passages}, {})
        yield Judged(case, Record(case=case.id, input=asked(case), answer=made.answer), known)


def measure(cases: Sequence[Case], at: Callable[[float], System], threshold: float) -> Point:
    """Ask every case at a threshold."""
    judged = list(ask_all(cases, at(threshold)))
    answered = [one for one in judged if one.answer]
    return Point(
        threshold=threshold,
        coverage=len(answered) / max(1, len(judged)),
        risk=sum(1 - right(one) for one in answered) / max(1, len(answered)),
        answered_rightly=_share([one for one in judged if one.answerable]),
        refused_rightly=_share([one for one in judged if not one.answerable]),
        misattributed=sum(bool(misattributed(one)) for one in judged),
    )


def row(point: Point, chosen: float) -> str:
    """A point as a row of a Markdown table; the threshold in use is bold."""
    mark = "**" if point.threshold == chosen else ""
    return (
        f"| {mark}{point.threshold:.2f}{mark} | {point.coverage:.3f} | {point.risk:.3f} | {point.answered_rightly:.3f} "
        f"| {point.refused_rightly:.3f} | {point.misattributed} |"
    )


def fit(judged: Sequence[Judged], start: float, slope: float, noted: float) -> tuple[float, float] | None:
    """Start and slope of the likelihood that fit these answers, from the confidence that the present ones gave; None
    where all of them are right, or none.

    `noted` is the confidence of what is looked up, which has no evidence and is left out.
    """
    from sklearn.linear_model import LogisticRegression

    sure = [(one.answer.confidence, right(one)) for one in judged if one.answer and 0 < one.answer.confidence < noted]
    evidence = [[(math.log(share / (1 - share)) - start) / slope] for share, _ in sure]
    if len({good for _, good in sure}) < 2:
        return None
    curve = LogisticRegression(C=100.0).fit(evidence, [good for _, good in sure])
    return float(curve.intercept_[0]), float(curve.coef_[0][0])


def _share(judged: Sequence[Judged]) -> float:
    return sum(map(right, judged)) / max(1, len(judged))
