"""THE ROUTE, on one screen: understand -> search -> compose -> verify -> Answer.

Where a model writes, an answer grows by sentences that were verified: `stream` gives each state of it, `answer` the
last.

What it works with comes in as a `Library`: programs build it from an opened index (assistant/library.py), tests
from a few lambdas.
"""

import secrets
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.answer import (
    EDITORS,
    HUMAN_CHANNEL,
    MISSING_MARK,
    NEAREST,
    NOT_BY,
    OF_OTHER,
    ONLY_NAMED,
    SENTENCES,
    Answer,
    Checks,
    Citation,
    Claim,
    Mode,
    Seconds,
    Status,
)
from assistant.candidate import ArticleBody, Ground, Rarity
from assistant.choice import THRESHOLD, Choice, likelihood
from assistant.endpoint import Write
from assistant.extract import choose
from assistant.generate import Check, explained, generate
from assistant.mixed import without_acts
from assistant.query import Query
from assistant.understand import LONGEST, understand
from assistant.verify import SourceText, Supported, check, check_quotes
from assistant.wanted import known
from index.passage import ANY, Article, Hit, Only, Passage, Span


@dataclass(frozen=True)
class Library:
    """What the route asks: the articles, those of them whose authors may be asked for, the passages it finds, and the
    words around them.

    `threshold` is the evidence below which a sentence answers nothing, `check` what a written sentence has to pass.
    """

    articles: Sequence[Article]
    people: Sequence[Article]
    search: Callable[[str, Only], Sequence[Hit]]
    rarity: Rarity
    body: ArticleBody
    source_text: SourceText
    threshold: float = THRESHOLD
    check: Check = check


def answer(
    question: str,
    library: Library,
    history: Sequence[str] = (),
    only: Only = ANY,
    complete: Write | None = None,
) -> Answer:
    """Answer a question; `history` has the earlier questions, oldest first; `only` limits it to some articles.

    With `complete` a language model writes; where nothing it wrote stands, the answer quotes and says so.
    """
    *_, whole = stream(question, library, history, only, complete)
    return whole


def stream(
    question: str,
    library: Library,
    history: Sequence[str] = (),
    only: Only = ANY,
    complete: Write | None = None,
) -> Generator[Answer]:
    """The states of one answer: the text of each begins with the text of the one before, the last is whole."""
    clock = _Clock()
    if refused := refusal(question):
        yield refused
        return
    begun = blank(question)
    asked, acts = without_acts(question)
    query = understand(asked, history, library.people, only.action, partial(known, library.rarity))
    clock.lap("understand")
    hits = library.search(query.searched, only)
    # A question that leans on the one before stays with the article that that one was about.
    before = library.search(query.before, only)[:1] if query.before else ()
    clock.lap("search")

    def checked(made: Answer, new: int = 0) -> Answer:
        """The answer once its quotes from the `new`-th on are found to be exact."""
        clock.lap("compose")
        check_quotes(made.citations[new:], library.source_text)
        clock.lap("verify")
        return replace(made, id=begun.id, question=question, understood=query.text, seconds=clock.seconds())

    made = blank("")
    checks = Checks()
    for written in generate(query.text, hits, complete, library.check) if complete else ():
        checks = written.checks
        if written.standing:
            made = checked(explained(_cited(written.standing, "generated"), checks), len(made.citations))
            yield made
    if not made.found:
        about = next((hit.passage.article for hit in before), None)
        if query.of_author and about and about.author:
            query = replace(query, speakers=(about.author,))
        ground = Ground(hits, library.people, library.rarity, library.body, about)
        made = checked(explained(_quote(query, choose(query, ground, library.threshold), hits), checks))
    if acts:
        beside = _beside(made, acts)
        made = replace(beside, id=begun.id, question=question, understood=query.text, seconds=made.seconds)
    yield made


def refusal(question: str) -> Answer | None:
    """The answer to what cannot be asked: no words, too many of them, or something to be done."""
    if not any(character.isalnum() for character in question):
        return replace(blank(question), status=Status.EMPTY_QUESTION, text=SENTENCES[Status.EMPTY_QUESTION])
    if len(question) > LONGEST:
        text = SENTENCES[Status.QUESTION_TOO_LONG].format(limit=LONGEST)
        return replace(blank(question), status=Status.QUESTION_TOO_LONG, text=text)
    return None if without_acts(question)[0] else replace(_not_done(), question=question, understood=question.strip())


def blank(question: str) -> Answer:
    """An answer that says nothing yet, with an id of its own."""
    status = Status.NOT_IN_ARTICLES
    return Answer(secrets.token_hex(8), question, question.strip(), status, "extractive", "", (), (), (), Seconds())


def _not_done() -> Answer:
    """The answer to what asks for something to be done."""
    text = f"{SENTENCES[Status.ASKED_TO_ACT]}\n{HUMAN_CHANNEL}"
    return replace(blank(""), status=Status.ASKED_TO_ACT, text=text)


def _beside(made: Answer, acts: tuple[str, ...]) -> Answer:
    """An answer to a question beside which something was to be done, which is named as missing."""
    if not made.found:
        return _not_done()
    text = f"{made.text}\n{SENTENCES[Status.ASKED_TO_ACT]}"
    return replace(made, status=Status.PARTIAL, missing=(*made.missing, *acts), text=text)


def _quote(query: Query, choices: Sequence[Choice], hits: Sequence[Hit]) -> Answer:
    """The chosen sentences, each under its number; what was asked and not found is named."""
    chosen = list(dict.fromkeys((one.passage, one.span) for choice in choices for one in choice.chosen))
    supported = [Supported(passage.text_of(span), ((passage, span),), 1.0) for passage, span in chosen]
    missing = tuple(choice.part.label or choice.part.text for choice in choices if not choice.chosen)
    only_named = tuple(dict.fromkeys(choice.unexplained for choice in choices if choice.unexplained))
    if not supported:
        status = _why_not(choices, hits, bool(query.person or query.action))
        lines = [SENTENCES[status], *_what_there_is(hits), HUMAN_CHANNEL]
        return replace(blank(""), status=status, text="\n".join(lines))
    made = replace(_cited(supported, "extractive"), confidence=min(map(likelihood, choices)))
    for choice in choices:
        if choice.of_other[0]:
            whose, asked = choice.of_other
            made = replace(made, text=f"{OF_OTHER.format(whose=whose, asked=asked)}\n{made.text}")
        if choice.not_by:
            whose = choice.chosen[0].passage.article.author or EDITORS
            made = replace(made, text=f"{NOT_BY.format(whose=whose, asked=choice.not_by)}\n{made.text}")
    if only_named:
        told = ONLY_NAMED.format(names="、".join(f"“{name}”" for name in only_named))
        made = replace(made, status=Status.PARTIAL, missing=only_named, text=f"{made.text}\n{told}")
    if missing:
        told = SENTENCES[Status.PARTIAL].format(missing="；".join(missing))
        return replace(
            made, status=Status.PARTIAL, missing=(*only_named, *missing), text=f"{made.text}\n{told}\n{HUMAN_CHANNEL}"
        )
    return made


def _cited(supported: Sequence[Supported], mode: Mode) -> Answer:
    """Claims with their citations, numbered by first use."""
    numbers: dict[tuple[Passage, Span], int] = {}
    claims = []
    for one in supported:
        places = [numbers.setdefault(place, len(numbers) + 1) for place in one.quotes]
        claims.append(Claim(one.text, tuple(places), one.support))
    citations = tuple(
        Citation(number, passage.text_of(span), span, passage, passage.in_source(span))
        for (passage, span), number in numbers.items()
    )
    lost = {one.number for one in citations if one.passage.cut_end and one.span.end == len(one.passage.text)}
    lines = []
    for claim in claims:
        mark = MISSING_MARK if mode == "extractive" and lost & set(claim.citations) else ""
        lines.append(claim.text + mark + "".join(f"[{number}]" for number in claim.citations))
    text = "\n".join(lines)
    # The weakest of its sentences is what an answer of a model is worth.
    sure = min(claim.support for claim in claims)
    return replace(
        blank(""),
        status=Status.ANSWERED,
        mode=mode,
        text=text,
        claims=tuple(claims),
        citations=citations,
        confidence=sure,
    )


_ON_TOPIC = 0.87  # cosine of the nearest passage; below it nothing in the articles is about the question


def _why_not(choices: Sequence[Choice], hits: Sequence[Hit], named: bool) -> Status:
    near = [choice.near for choice in choices if choice.near]
    if any(choice.cut for choice in choices):
        return Status.CUT_IN_SOURCE
    on_topic = named or any(one.coverage > 0 for one in near) or any(hit.cosine >= _ON_TOPIC for hit in hits)
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
        self._laps[stage] = self._laps.get(stage, 0.0) + now - self._last
        self._last = now

    def seconds(self) -> Seconds:
        """What was measured so far."""
        return Seconds(**self._laps, total=self._last - self._start)
