"""How much of a question a sentence has to carry to answer it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.extraction.candidate import Candidate
from assistant.extraction.wanted import Unit
from assistant.understanding.query import Part

FOREIGN = 0.08  # how much lower the threshold is for questions in another language, whose cosines are lower
SIDE = 0.08  # the same for the side of a comparison, of which little is said
TOLD = 0.14  # the same for a figure that says by itself which sentence is meant
LOWEST_COVERAGE = 0.2  # the share of a question's words that an answer must say, in its passage at least by half
WANTING = 0.4  # the same where something that is asked for is in no article
MISSED = 4.0  # the weight of a word that no article has and that an answer cannot do without


@dataclass(frozen=True, slots=True)
class Bar:
    """The evidence that a candidate needs."""

    threshold: float

    def passed(self, candidate: Candidate, part: Part, least: float = LOWEST_COVERAGE) -> bool:
        """Whether a sentence carries enough of what was asked to answer it; `least` is the share that it must say."""
        threshold = self.threshold - (FOREIGN if part.in_chinese else 0.0) - (SIDE if part.speakers else 0.0)
        threshold -= TOLD if part.item else 0.0
        return candidate.evidence >= threshold and candidate.coverage >= least


def least_said(units: Sequence[Unit], own: bool) -> float:
    """The share of a question that an answer must say: more where what is asked for is in no article."""
    missed = any(not unit.known and unit.weight > MISSED for unit in units)
    things = [unit.known for unit in units if unit.thing]
    # Among the sentences of one speaker the word that is known stands in many: 夜市经济 of one who speaks of 经济.
    allowed = 1 if True in things and not own else 0
    strange = things.count(False) > allowed and things.count(False) >= things.count(True)
    return WANTING if missed or strange else LOWEST_COVERAGE
