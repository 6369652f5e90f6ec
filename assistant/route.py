"""THE ROUTE, on one screen: understand -> search -> compose -> verify -> Answer.

What it works with comes in as a `Library`: programs build it from an opened index (assistant/library.py), tests
from a few lambdas.
"""

import secrets
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import HUMAN_CHANNEL, NEAREST, SENTENCES, Answer, Citation, Claim, Mode, Seconds, Status
from assistant.extract import ArticleBody, Choice, Rarity, choose
from assistant.understand import LONGEST, Query, understand
from assistant.verify import SourceText, check_quotes
from index.passage import Hit


@dataclass(frozen=True)
class Library:
    """What the route asks: the names it knows, the passages it finds, and the words around them."""

    people: Collection[str]
    search: Callable[[str, str], Sequence[Hit]]
    rarity: Rarity
    body: ArticleBody
    source_text: SourceText


def answer(
    question: str, library: Library, history: Sequence[str] = (), action: str = "", mode: Mode = "extractive"
) -> Answer:
    """Answer a question; `history` has the earlier questions, oldest first; `action` limits it to one action."""
    clock = _Clock()
    blank = _blank(question)
    if not any(character.isalnum() for character in question):
        return replace(blank, status=Status.EMPTY_QUESTION, text=SENTENCES[Status.EMPTY_QUESTION])
    if len(question) > LONGEST:
        return replace(
            blank,
            status=Status.QUESTION_TOO_LONG,
            text=SENTENCES[Status.QUESTION_TOO_LONG].format(limit=LONGEST),
        )
    query = understand(question, history, library.people, action)
    clock.lap("understand")
    hits = library.search(query.text, action)
    clock.lap("search")
    choices = choose(query, hits, library.rarity, library.body)
    composed = _compose(choices, hits)
    clock.lap("compose")
    check_quotes(composed.citations, library.source_text)
    clock.lap("verify")
    return replace(composed, id=blank.id, question=question, understood=query.text, seconds=clock.seconds())


def _blank(question: str) -> Answer:
    status = Status.NOT_IN_ARTICLES
    return Answer(secrets.token_hex(8), question, question.strip(), status, "extractive", "", (), (), (), Seconds())


def _compose(choices: Sequence[Choice], hits: Sequence[Hit]) -> Answer:
    """Number the chosen sentences by first use; sentences that follow each other are quoted as one."""
    chosen = list(dict.fromkeys((one.passage.id, one.span) for choice in choices for one in choice.chosen))
    by_place = {(one.passage.id, one.span): one for choice in choices for one in choice.chosen}
    citations = []
    for number, place in enumerate(chosen, 1):
        one = by_place[place]
        citations.append(Citation(number, one.text, one.span, one.passage, one.passage.in_source(one.span)))
    claims = tuple(Claim(citation.quote, (citation.number,), 1.0) for citation in citations)
    missing = tuple(choice.part.text for choice in choices if not choice.chosen)
    lines = [f"{claim.text}[{claim.citations[0]}]" for claim in claims]
    status = Status.ANSWERED
    if not claims:
        status = _why_not(choices, hits)
        lines = [SENTENCES[status], *_what_there_is(hits), HUMAN_CHANNEL]
        missing = ()
    elif missing:
        status = Status.PARTIAL
        lines += [SENTENCES[status].format(missing="；".join(missing)), HUMAN_CHANNEL]
    return replace(
        _blank(""), status=status, text="\n".join(lines), claims=claims, citations=tuple(citations), missing=missing
    )


_AT_CUT = 0.5  # share of the question's words that a broken-off sentence has when it is what was asked about
_ON_TOPIC = 0.87  # cosine of the nearest passage; below it nothing in the articles is about the question


def _why_not(choices: Sequence[Choice], hits: Sequence[Hit]) -> Status:
    near = [choice.near for choice in choices if choice.near]
    if any(one.at_cut and one.coverage > _AT_CUT for one in near):
        return Status.CUT_IN_SOURCE
    on_topic = any(one.coverage > 0 for one in near) or any(hit.cosine >= _ON_TOPIC for hit in hits)
    return Status.NOT_IN_ARTICLES if on_topic else Status.OFF_TOPIC


def _what_there_is(hits: Sequence[Hit]) -> list[str]:
    """The titles nearest to a question that was not answered."""
    titles = list(dict.fromkeys(f"《{hit.passage.article.title}》" for hit in hits if hit.passage.kind != "title"))[:3]
    return [NEAREST.format(titles="、".join(titles))] if titles else []


class _Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """End a stage."""
        now = time.perf_counter()
        self._laps[stage] = now - self._last
        self._last = now

    def seconds(self) -> Seconds:
        """What was measured so far."""
        return Seconds(**self._laps, total=self._last - self._start)
