"""A sentence that may answer, before it is decided whether it does, and what candidates are taken from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.understanding.roster import People
from index.passage import Article, Hit, Passage, Span

Rarity = Callable[[Iterable[str]], Mapping[str, float]]
ArticleBody = Callable[[str], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a passage found: `span` is its place in the passage's text.

    `own` is the share of the question's words that stand in it or in what heads its article, `coverage` the mean of
    that and the share its whole passage carries, `evidence` what is held against the threshold, `score` what candidates
    are ranked by.
    """

    passage: Passage
    span: Span
    own: float
    coverage: float
    evidence: float
    score: float

    @property
    def text(self) -> str:
        """The sentence."""
        return self.passage.text_of(self.span)

    @property
    def at_cut(self) -> bool:
        """Whether the source breaks off at this sentence."""
        starts, ends = self.span.start == 0, self.span.end == len(self.passage.text)
        return (self.passage.cut_start and starts) or (self.passage.cut_end and ends)


def sentences_of(body: Sequence[Passage], like: Candidate) -> list[Candidate]:
    """The sentences of an article's body in reading order, each with the shares and the evidence of another."""
    passages = (one for one in body if one.kind == "body")
    return [replace(like, passage=one, span=span) for one in passages for span in one.sentences]


@dataclass(frozen=True)
class Ground:
    """What an answer is chosen from: the passages found, the authors, how rare terms are, and articles in order.

    `before` is the article that the question before was about, where this one leans on it.
    """

    hits: Sequence[Hit]
    people: People
    rarity: Rarity
    body: ArticleBody
    before: Article | None = None
