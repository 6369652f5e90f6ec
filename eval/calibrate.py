"""What the threshold of quoting costs and saves: risk against coverage.

Coverage is the share of the cases that are answered, risk the share of the answers that are not right (El-Yaniv and
Wiener, "On the foundations of noise-free selective classification", JMLR 2010).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from eval.cases import Case
from eval.run import is_misattributed, is_right

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


def measure(cases: Sequence[Case], ask: Callable[[Case, float], Answer], threshold: float) -> Point:
    """Ask every case at a threshold."""
    made = [(case, ask(case, threshold)) for case in cases]
    answered = [(case, answer) for case, answer in made if answer.found]
    rights = {True: [0, 0], False: [0, 0]}
    for case, answer in made:
        group = rights[case.answerable != "no"]
        group[0] += is_right(case, answer)
        group[1] += 1
    return Point(
        threshold=threshold,
        coverage=len(answered) / max(1, len(made)),
        risk=sum(not is_right(case, answer) for case, answer in answered) / max(1, len(answered)),
        answered_rightly=rights[True][0] / max(1, rights[True][1]),
        refused_rightly=rights[False][0] / max(1, rights[False][1]),
        misattributed=sum(is_misattributed(case, answer) for case, answer in made),
    )


def row(point: Point, chosen: float) -> str:
    """A point as a row of a Markdown table; the threshold in use is bold."""
    mark = "**" if point.threshold == chosen else ""
    return (
        f"| {mark}{point.threshold:.2f}{mark} | {point.coverage:.3f} | {point.risk:.3f} | {point.answered_rightly:.3f} "
        f"| {point.refused_rightly:.3f} | {point.misattributed} |"
    )
