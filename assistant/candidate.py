"""A sentence that may answer, before it is decided whether it does."""

from dataclasses import dataclass

from index.passage import Passage, Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a passage found: `span` is its place in the passage's text.

    `coverage` is the share of the question's words it carries, `evidence` what is held against the threshold, `score`
    what candidates are ranked by.
    """

    passage: Passage
    span: Span
    coverage: float
    evidence: float
    score: float

    @property
    def text(self) -> str:
        """The sentence."""
        return self.passage.text[self.span.start : self.span.end]

    @property
    def at_cut(self) -> bool:
        """Whether the source breaks off at this sentence."""
        starts, ends = self.span.start == 0, self.span.end == len(self.passage.text)
        return (self.passage.cut_start and starts) or (self.passage.cut_end and ends)
