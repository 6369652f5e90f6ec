"""The answers that were really given: grounding alone, for nobody has said what they should have been.

A sample of the journal (serving/journal.py), the same for the same journal. Where questions are not kept, none is
needed: what is looked at are sentences and their quotes.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError

from eval.cases import Case
from eval.metrics import citation, grounding
from eval.metrics.judged import Judged, Known
from eval.record import CitationRecord, PassageRecord, Record, answer_record
from index.passage import bare

SourceText = Callable[[str], str]
_SEED = 20250101
_SHOWN = 5


@dataclass(frozen=True)
class Watched:
    """What a sample of real answers is worth. Shares from 0 to 1; `revised` counts quotes whose article has changed or
    is gone since; `worst` are the answers with most that is not supported, by id."""

    answers: int
    sampled: int
    unreadable: int
    found: float
    quotes: int
    exact: int
    revised: int
    unsupported_sentences: float
    unsupported_numbers: float
    unsupported_names: float
    worst: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(
            [
                f"{self.answers} answers kept, {self.sampled} looked at, {self.unreadable} could not be read",
                f"answered: {self.found:.1%}",
                f"quotes: {self.quotes}, exact {self.exact}, their article revised since {self.revised}, "
                f"inexact {self.quotes - self.exact - self.revised}",
                f"unsupported sentences {self.unsupported_sentences:.3f}, numbers {self.unsupported_numbers:.3f}, "
                f"names {self.unsupported_names:.3f}",
                *(f"look at: {name}" for name in self.worst),
            ]
        )


def watch(stored: Sequence[Mapping[str, Any]], sample: int, source_text: SourceText) -> Watched:
    """Look at `sample` of the stored answers; `source_text` gives the text that an article's spans count in, "" where
    it is gone."""
    chosen = random.Random(_SEED).sample(list(stored), min(sample, len(stored)))  # noqa: S311
    judged, unreadable = [], 0
    for one in chosen:
        try:
            judged.append(_judged(one, source_text))
        except (ValidationError, KeyError, TypeError):
            unreadable += 1
    answered = [one for one in judged if one.answer]
    states = [_state(quote, known, one.known) for one in answered for quote, known in one.quotes]
    scored = sorted(answered, key=lambda one: -_fault(one))
    return Watched(
        answers=len(stored),
        sampled=len(chosen),
        unreadable=unreadable,
        found=len(answered) / max(1, len(judged)),
        quotes=len(states),
        exact=states.count("exact"),
        revised=states.count("revised"),
        unsupported_sentences=_mean([grounding.unsupported_sentences(one) for one in answered]),
        unsupported_numbers=_mean([grounding.unsupported_numbers(one) for one in answered]),
        unsupported_names=_mean([grounding.unsupported_names(one) for one in answered]),
        worst=tuple(one.case.id for one in scored[:_SHOWN] if _fault(one)),
    )


def _judged(stored: Mapping[str, Any], source_text: SourceText) -> Judged:
    """A stored answer as a case that asks nothing."""
    answer = answer_record(stored)
    passages = {
        one["passage_id"]: PassageRecord.model_validate(
            {**one, "id": one["passage_id"], "text": one["passage"], "source": one["article_id"]}
        )
        for one in stored["citations"]
    }
    sources = {one.source: source_text(one.source) for one in passages.values()}
    case = Case(id=str(stored["id"]), kind="live", question=answer.question, answerable="no")
    return Judged(case, Record(case=case.id, input="", answer=answer), Known(passages, sources))


def _state(quote: CitationRecord, known: PassageRecord, all_of: Known) -> Literal["exact", "revised", "inexact"]:
    """Whether a quote stands in its article now, stood in its passage then, or never did."""
    if citation.is_exact(quote, all_of.sources[known.source]):
        return "exact"
    return "revised" if bare(quote.quote) in bare(known.text) else "inexact"


def _fault(judged: Judged) -> float:
    measures = (grounding.unsupported_sentences, grounding.unsupported_numbers, grounding.unsupported_names)
    return sum(measure(judged) or 0.0 for measure in measures)


def _mean(values: Sequence[float | None]) -> float:
    told = [value for value in values if value is not None]
    return sum(told) / max(1, len(told))
