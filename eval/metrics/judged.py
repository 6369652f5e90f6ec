"""A case with what a system made of it: what every measure looks at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from eval.cases import Case
from eval.record import AnswerRecord, CitationRecord, PassageRecord, Record

Characters = frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Known:
    """What a run knows: passages by id, and the texts of sources in which spans are counted."""

    passages: Mapping[str, PassageRecord]
    sources: Mapping[str, str]
    _characters: dict[str, Characters] = field(default_factory=dict)

    def characters(self, passage: str) -> Characters:
        """The characters of the sources that a passage holds."""
        if passage not in self._characters:
            known = self.passages.get(passage)
            self._characters[passage] = self.at((known.source, *span) for span in known.spans) if known else frozenset()
        return self._characters[passage]

    def at(self, spans: Iterable[tuple[str, int, int]]) -> Characters:
        """The characters of some spans, white space left out."""
        return frozenset(
            (source, at)
            for source, start, end in spans
            for at, character in enumerate(self.sources.get(source, "")[start:end], start)
            if not character.isspace()
        )


@dataclass(frozen=True)
class Judged:
    """A case, its record, and what the run knows."""

    case: Case
    record: Record
    known: Known

    @property
    def answer(self) -> AnswerRecord | None:
        """The answer if it answers at least a part of the question."""
        return self.record.answer if self.record.answer and self.record.answer.found else None

    @property
    def answerable(self) -> bool:
        """Whether the articles answer at least a part of the question."""
        return self.case.answerable != "no"

    @cached_property
    def gold(self) -> Characters:
        """The characters of the sources that an honest answer rests on."""
        return self.known.at((place.source, place.start, place.end) for place in self.case.spans)

    @cached_property
    def cited(self) -> Characters:
        """The characters of the sources that the answer quotes."""
        return self.known.at((known.source, *span) for quote, known in self.quotes for span in quote.spans)

    @cached_property
    def quotes(self) -> Sequence[tuple[CitationRecord, PassageRecord]]:
        """The answer's citations, each with its passage; one whose passage the run does not have is no citation."""
        cited = self.answer.citations if self.answer else ()
        return [(one, self.known.passages[one.passage_id]) for one in cited if one.passage_id in self.known.passages]

    @cached_property
    def authors(self) -> frozenset[str]:
        """Whose words are quoted."""
        return frozenset(known.author for _, known in self.quotes)

    @cached_property
    def found(self) -> Sequence[Characters]:
        """The characters of each passage that was found, best first."""
        return [self.known.characters(hit.passage) for hit in self.record.hits]

    @cached_property
    def holding(self) -> Sequence[PassageRecord]:
        """The passages of the run that hold some of the gold."""
        sources = {source for source, _ in self.gold}
        passages = (one for one in self.known.passages.values() if one.source in sources)
        return [one for one in passages if not self.gold.isdisjoint(self.known.characters(one.id))]
