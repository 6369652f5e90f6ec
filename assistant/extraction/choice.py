"""What was chosen for a part of a question, and how likely it is right."""

import math
from dataclasses import dataclass

from assistant.extraction.candidate import Candidate
from assistant.understanding.query import Part

THRESHOLD = 1.54  # of evidence; below it a sentence answers nothing (docs/quoting.md)
LIKELY_START, LIKELY_SLOPE = 1.52, 7.2
NOTED = 0.95  # how likely what is printed of a person is right


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for a part of the question: sentences in reading order, or none. `near` is the best miss,
    `unexplained` the thing asked about that they only name; `cut` says that the source breaks off at the miss;
    `not_by` is the person to whom the question gives words that are another's, `whose` that other, `of_other` the place
    or year that the chosen figure is of, and the one that the question takes it for; `nobody` says that a person was
    asked for whom the articles do not have, `absent` who that is, where the question says it; `narrated` that what
    somebody is asked for to have said is told by a reporter."""

    part: Part
    chosen: tuple[Candidate, ...]
    near: Candidate | None
    unexplained: str = ""
    cut: bool = False
    not_by: str = ""
    whose: str = ""
    of_other: tuple[str, str] = ("", "")
    nobody: bool = False
    absent: str = ""
    narrated: bool = False


def likelihood(choice: Choice) -> float:
    """How likely what was chosen is right and complete, from 0 to 1; a part that found nothing does not count.

    A logistic curve through the dev set's answers (`python -m eval calibrate` fits it again).
    """
    best = choice.near
    if not choice.chosen or best is None or best.passage.kind != "body":
        return NOTED
    return 1 / (1 + math.exp(-(LIKELY_SLOPE * (best.evidence - THRESHOLD) + LIKELY_START)))
