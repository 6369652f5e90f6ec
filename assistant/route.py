"""THE ROUTE, on one screen: understand -> search -> compose -> verify -> Answer.

Where a model writes, an answer grows by sentences that were verified: `stream` gives each state of it, `answer` the
last.

What it works with comes in as a `Library`: programs build it from an opened index (assistant/library.py), tests
from a few lambdas.
"""

import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from assistant.answer import (
    FURTHER,
    HUMAN_CHANNEL,
    MEANT,
    MISSING_MARK,
    NARRATED,
    NOT_ALL_NAMED,
    NOT_BY,
    OF_OTHER,
    ONLY_NAMED,
    POINTED_AT,
    SENTENCES,
    Answer,
    Checks,
    Citation,
    Claim,
    Mode,
    Seconds,
    Status,
    blank,
)
from assistant.extract import choose
from assistant.extraction.candidate import ArticleBody, Candidate, Ground, Rarity
from assistant.extraction.choice import THRESHOLD, Choice, likelihood
from assistant.extraction.further import asks_further, further
from assistant.extraction.named import named_in_part
from assistant.extraction.wanted import known, wanted
from assistant.generate import Check, explained, generate
from assistant.generation.endpoint import Write
from assistant.generation.marks import without_marks
from assistant.generation.standalone import resolve
from assistant.refuse import greeting, not_done, not_found, refusal
from assistant.understand import understand
from assistant.understanding.english import in_english
from assistant.understanding.mixed import without_acts
from assistant.understanding.query import Query
from assistant.understanding.roster import People
from assistant.verify import SourceText, Supported, check, check_quotes
from index.fold import simplified
from index.passage import ANY, Article, Hit, Only, Passage, Span

_LITTLE = 4.0  # the weight of the things of a question that hardly says by itself what it is about
_RARE = 3.5  # log(1 + 32): in at most 3 of 100 passages


@dataclass(frozen=True)
class Library:
    """What the route asks: the articles, those of them whose authors may be asked for, the passages it finds, and the
    words around them.

    `pages` gives the characters at which the pages of an article's source begin, of a source that has pages.
    `threshold` is the evidence below which a sentence answers nothing, `check` what a written sentence has to pass.
    """

    articles: Sequence[Article]
    people: People
    search: Callable[[str, Only], Sequence[Hit]]
    rarity: Rarity
    body: ArticleBody
    source_text: SourceText
    pages: Callable[[str], Sequence[int]] = lambda _article: ()
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
    restate: Write | None = None,
) -> Generator[Answer]:
    """The states of one answer: the text of each begins with the text of the one before, the last is whole.

    With `restate` a language model writes out the follow-ups that the rules leave open.
    """
    clock = _Clock()
    if refused := refusal(question) or greeting(question):
        yield refused
        return
    begun = blank(question)
    asked, acts = without_acts(question)
    read = partial(understand, people=library.people, action=only.action, known=partial(known, library.rarity))
    before = _without_further(history) if asks_further(asked) else ()
    times = len(history) - len(before) + 1 if before else 0  # 详细说说: more of what was asked last
    query = resolve(before[-1], before[:-1], read, restate) if before else resolve(asked, history, read, restate)
    clock.lap("understand")
    reading = _look(query, library, only)
    if _names_rare(query.own, library.rarity) and not reading.says(query.own):
        # 四减是什么, after a question about something else: what is short may stand alone all the same.
        alone = _look(read(asked, ()), library, only)
        reading = alone if alone.says(query.own) else reading
    elif query.itself and not reading.says(query.own):
        # 具体要与俄方的哪个发展区对接: in its own words, of the article that the question before was about.
        alone = _look(replace(read(asked, ()), before=query.before), library, only)
        reading = alone if alone.stays() else reading
    elif reading.wanders():
        # 真干起来，常碰上的难题有哪些, in a conversation about somebody: his, if he speaks of any.
        his = _look(replace(query, person=reading.whom, text=f"{query.before}，{query.text}"), library, only)
        reading = his if his.stays() else reading
    query, hits = reading.query, reading.ground.hits
    clock.lap("search")

    def checked(made: Answer, new: int = 0) -> Answer:
        """The answer once its quotes from the `new`-th on are found to be exact."""
        clock.lap("compose")
        check_quotes(made.citations[new:], library.source_text)
        clock.lap("verify")
        whole = replace(made, id=begun.id, question=question, understood=query.text, hits=tuple(hits))
        return replace(whole, seconds=clock.seconds())

    made = blank("")
    checks = Checks()
    for written in generate(query.text, reading.shown, complete, library.check) if complete else ():
        checks = written.checks
        if written.standing:
            made = checked(explained(_cited(written.standing, "generated"), checks), len(made.citations))
            yield made
    if not made.found:
        choices = further(reading.choices, library.body, times) if times else reading.choices
        quoted = _quote(query, choices, hits, only)
        if times and quoted.found:
            quoted = replace(quoted, text=f"{FURTHER}\n{quoted.text}")
        made = checked(explained(_with_name_meant(quoted, query, (*history, asked)), checks))
    elif not acts:
        return  # all of it was told as it came
    yield checked(_beside(made, acts), len(made.citations)) if acts else made


@dataclass(frozen=True)
class _Reading:
    """A question as it is read, with what is found for it, and what is chosen of that once somebody asks."""

    query: Query
    ground: Ground
    threshold: float

    @cached_property
    def choices(self) -> list[Choice]:
        """The sentences that answer each part."""
        return choose(self.query, self.ground, self.threshold)

    @property
    def shown(self) -> list[Passage]:
        """The passages found, in the order in which a model is to see them: those that quoting quotes, which have both
        sides of a comparison; then text; then titles and bylines, which each text brings along anyway."""
        found = [hit.passage for hit in self.ground.hits]
        quoted = [one.passage for choice in self.choices for one in choice.chosen]
        return list(dict.fromkeys([*quoted, *(one for one in found if one.kind == "body"), *found]))

    def says(self, things: Sequence[str]) -> bool:
        """Whether every part is answered, and by words that name these things."""
        words = "".join(one.text for choice in self.choices for one in choice.chosen)
        return all(choice.chosen for choice in self.choices) and all(thing in words for thing in things)

    @property
    def whom(self) -> str:
        """Whom the question before names and is about, "" for nobody."""
        author = self.ground.before.author if self.ground.before else ""
        return author if author in self.query.before else ""

    def wanders(self) -> bool:
        """Whether a question that names nobody and hardly anything, behind one about somebody, has no answer of his."""
        query = self.query
        if not self.whom or query.person or query.speakers or query.organisation or query.action or query.region:
            return False
        units = [unit for part in query.parts for unit in wanted(part, query, self.ground.rarity)]
        little = sum(unit.weight for unit in units if unit.known and unit.thing) < _LITTLE
        found = [one.passage.article for choice in self.choices for one in choice.chosen]
        return little and all(one.author != self.whom for one in found)

    def stays(self) -> bool:
        """Whether every part is answered by the article that the question before was about."""
        found = [one.passage.article for choice in self.choices for one in choice.chosen]
        return self.says(()) and all(one == self.ground.before for one in found)


def _without_further(history: Sequence[str]) -> Sequence[str]:
    """A conversation without the last questions that only asked for more."""
    asked = list(history)
    while asked and asks_further(asked[-1]):
        asked.pop()
    return asked


def _look(query: Query, library: Library, only: Only) -> _Reading:
    """What is found for a question, and the question with whose words it is about."""
    hits = library.search(query.searched, only)
    # A question that leans on the one before stays with the article that that one was about.
    before = library.search(query.before, only)[:1] if query.before else ()
    about = next((hit.passage.article for hit in before), None)
    if query.of_author and about and about.author:
        query = replace(query, speakers=(about.author,))
    return _Reading(query, Ground(hits, library.people, library.rarity, library.body, about), library.threshold)


def _names_rare(things: Sequence[str], rarity: Rarity) -> bool:
    """Whether all of some things (one at least) stand in few passages."""
    return bool(things) and all(weight > _RARE for weight in rarity(things).values())


def _beside(made: Answer, acts: tuple[str, ...]) -> Answer:
    """An answer to a question beside which something was to be done, which is named as missing."""
    if not made.found:
        return not_done()
    text = f"{made.text}\n{SENTENCES[Status.ASKED_TO_ACT]}"
    return replace(made, status=Status.PARTIAL, missing=(*made.missing, *acts), text=text)


def _quote(query: Query, choices: Sequence[Choice], hits: Sequence[Hit], only: Only) -> Answer:
    """The chosen sentences, each under its number; what was asked and not found is named."""
    chosen = list(dict.fromkeys((one.passage, _words(one)) for choice in choices for one in choice.chosen))
    supported = [Supported(passage.text_of(span), ((passage, span),), 1.0) for passage, span in chosen]
    missing = tuple(dict.fromkeys(choice.part.called for choice in choices if not choice.chosen))
    only_named = tuple(dict.fromkeys(choice.unexplained for choice in choices if choice.unexplained))
    if not supported:
        named = bool(query.person or query.speakers or query.action or query.organisation)
        return not_found(choices, hits, only, named)
    made = replace(_cited(supported, "extractive"), confidence=min(map(likelihood, choices)))
    for choice in choices:
        if choice.of_other[0]:
            whose, asked = choice.of_other
            made = replace(made, text=f"{OF_OTHER.format(whose=whose, asked=asked)}\n{made.text}")
        if choice.narrated:
            made = replace(made, text=f"{NARRATED}\n{made.text}")
        if choice.not_by:
            made = replace(made, text=f"{NOT_BY.format(whose=choice.whose, asked=choice.not_by)}\n{made.text}")
    if only_named:
        quoted = [one.quote for one in made.citations]
        form = NOT_ALL_NAMED if all(named_in_part(name, quoted) for name in only_named) else ONLY_NAMED
        told = without_marks(form.format(names="、".join(f"“{name}”" for name in only_named)))
        made = replace(made, status=Status.PARTIAL, missing=only_named, text=f"{made.text}\n{told}")
    if missing:
        told = without_marks(SENTENCES[Status.PARTIAL].format(missing="；".join(missing)))
        return replace(
            made, status=Status.PARTIAL, missing=(*only_named, *missing), text=f"{made.text}\n{told}\n{HUMAN_CHANNEL}"
        )
    return made


def _with_name_meant(made: Answer, query: Query, asked: Sequence[str]) -> Answer:
    """An answer about somebody whose name nobody wrote so (张杰 for 张捷, 那位), which says whom it is about."""
    written = simplified("".join(asked))
    if not made.found or not query.person or query.person in written or in_english(asked[-1]):
        return made
    # Of a misspelt name some character is left; who is meant by 那位 has none.
    told = MEANT if any(character in written for character in query.person) else POINTED_AT
    return replace(made, text=f"{told.format(name=query.person)}\n{made.text}")


def _cited(supported: Sequence[Supported], mode: Mode) -> Answer:
    """Claims with their citations, numbered by first use."""
    numbers: dict[tuple[Passage, Span], int] = {}
    claims = []
    for one in supported:
        places = [numbers.setdefault(place, len(numbers) + 1) for place in one.quotes]
        claims.append(Claim(without_marks(one.text), tuple(places), one.support))
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


def _words(chosen: Candidate) -> Span:
    """The place of a sentence without the dash before it (——访呼和浩特市水务局局长) and without a quotation mark whose
    other half stands in another sentence."""
    text = chosen.text.lstrip("—")
    if text.startswith("“") and "”" not in text:
        text = text[1:]
    end = chosen.span.end - (text.endswith("”") and "“" not in text)
    return Span(chosen.span.end - len(text), end)


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
