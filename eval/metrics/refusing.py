"""When to answer: refusals, and how well the confidence of an answer tells whether it is right."""

from collections.abc import Sequence
from dataclasses import dataclass

from eval.metrics.answering import right
from eval.metrics.judged import Judged

_BINS = 10


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the risk-coverage curve: the share of all cases that is answered, and of these the share not right."""

    confidence: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose confidence lies in a tenth: how many, their mean confidence, and the share that is right."""

    count: int
    confidence: float
    right: float


def refused_rightly(judged: Judged) -> float | None:
    """Of the questions that were refused, 1 for those that cannot be answered: their mean is the precision of
    refusals. A case that could not be asked was not refused."""
    return float(not judged.answerable) if judged.record.answer and not judged.answer else None


def unanswerable_refused(judged: Judged) -> float | None:
    """Of the questions that cannot be answered, 1 for those refused (or, for what is only named, told not to be
    explained): their mean is the recall of refusals."""
    return right(judged) if not judged.answerable else None


def curve(cases: Sequence[Judged]) -> list[Point]:
    """Risk against coverage, most confident answers first (El-Yaniv and Wiener, JMLR 2010)."""
    answered = sorted(
        ((one.answer.confidence, one.case.id, 1 - right(one)) for one in cases if one.answer),
        key=lambda found: (-found[0], found[1]),
    )
    points, wrong = [], 0.0
    for count, (confidence, _, missed) in enumerate(answered, 1):
        wrong += missed
        points.append(Point(confidence, count / len(cases), wrong / count))
    return points


def area(points: Sequence[Point]) -> float | None:
    """The area under the curve: the mean risk over all coverages reached (Geifman and El-Yaniv, 2017); 0 is best, None
    where nothing was answered. It says nothing of what was not answered: how far the curve reaches does."""
    return sum(point.risk for point in points) / len(points) if points else None


def reliability(cases: Sequence[Judged]) -> list[Bin]:
    """Confidence against the share that is right, by tenths; tenths without an answer are left out."""
    tenths: dict[int, list[tuple[float, float]]] = {}
    for one in cases:
        if one.answer:
            sure = one.answer.confidence
            tenths.setdefault(min(_BINS - 1, int(sure * _BINS)), []).append((sure, right(one)))
    return [
        Bin(len(held), sum(sure for sure, _ in held) / len(held), sum(good for _, good in held) / len(held))
        for _, held in sorted(tenths.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """The mean distance of confidence and share of right answers, weighted by answers (Guo et al., ICML 2017); None
    where nothing was answered."""
    count = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.right) for one in bins) / count if count else None
