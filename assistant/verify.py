"""Every claim held against its quotes before it is shown."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answer import Citation
from assistant.generation.draft import Draft
from assistant.understanding.english import in_english
from assistant.understanding.naming import same_names
from assistant.verification.added import find_added
from assistant.verification.agreement import agrees
from assistant.verification.attributed import by_speaker, said_by, with_names, without_speaker
from assistant.verification.binding import find_crossed
from assistant.verification.bounds import find_unbounded
from assistant.verification.dates import dated, find_misdated, find_misframed
from assistant.verification.figures import Figure, counts_list, figures, find_figures, numbers_point, plain
from assistant.verification.joined import each_of, leans, pieces_of
from assistant.verification.meaning import FLOOR, Nearness
from assistant.verification.misplaced import find_misplaced
from assistant.verification.moved import find_moved
from assistant.verification.places import find_spliced, places_of_own, printed, told_together, with_places
from assistant.verification.points import find_misheaded
from assistant.verification.reckoned import misjudges, sides_of
from assistant.verification.relations import find_unrelated, spelled_out, without_causes
from assistant.verification.roles import find_miscast
from assistant.verification.topics import find_misfiled
from assistant.verification.translated import carried
from index.fold import terms
from index.passage import Passage, Span, bare
from index.patterns import compiled
from index.problem import Problem

SourceText = Callable[[str], str]

_YEAR = compiled(r"20\d\d年")
_REPEATS = compiled(r"(.{2,40}?)\1{2}")  # a small model that cannot stop; no sentence says the same three times
_QUOTED = compiled(r"[“‘《「『]([^”’》」』]{2,40})[”’》」』]")
_ADVISES = compiled("建议|主张|提出|呼吁|要求|希望|倡议")
_SPEAKS_OF = compiled(
    "^(?P<who>[^，。；]{2,4}?)(?:谈到|提到|讲到|说到|谈及|提及)了?(?P<what>[^，。；]{2,12}?)[，。；]?$"
)
_BOTH = compiled("([^，。]{0,12}?)(?:两人|二人)?[均都皆]")
# The share of a claim's terms that its quotes must carry: less says little beside the words that frame it.
LOWEST_SUPPORT = 0.4
# The share that a sentence must say of a claim to be quoted in its place.
NEAR = 0.5
GLOSSED = 0.8  # the support of a sentence in English: a gloss is no proof
_ADDS = 3  # terms that a further sentence must carry to be quoted too


class InexactQuote(Problem):
    """A quote is not what stands in its source: the index is damaged or a program is wrong; nothing is shown."""


@dataclass(frozen=True, slots=True)
class Supported:
    """A claim that stands: the sentences of passages that carry it, and the share of it that they carry.

    `how` says whether its own citations carry it, others do, or a quote stands in its place.
    """

    text: str
    quotes: tuple[tuple[Passage, Span], ...]
    support: float
    how: Literal["verified", "recited", "quoted"] = "verified"


def check_quotes(citations: Sequence[Citation], source_text: SourceText) -> None:
    """Raise InexactQuote unless each quote equals its spans in the source, white space aside.

    `source_text` gives the text of the source that holds an article, by the article's id.
    """
    for citation in citations:
        text = source_text(citation.passage.article.id)
        printed = "".join(text[span.start : span.end] for span in citation.spans)
        if not citation.quote or bare(printed) != bare(citation.quote):
            raise InexactQuote(
                f"The quote {citation.quote[:20]}… is not what stands in {citation.passage.article.source}: "
                "run `python -m ingest sync --rebuild`."
            )


def check(draft: Draft, shown: Sequence[Passage], nearness: Nearness | None = None) -> Supported | None:
    """What may be shown of a sentence that a model wrote from the passages `shown`, None for nothing.

    Where its own citations do not carry it, another passage that the model saw may; else, or where it is not near
    enough in meaning to what carries it, the sentence that it came nearest to is quoted in its place.
    """
    supported = support(draft) or _recited(draft, shown)
    if supported and (nearness is None or _is_near(supported, nearness)):
        return supported
    return _nearest(draft, shown)


def _recited(draft: Draft, shown: Sequence[Passage]) -> Supported | None:
    """The sentence by another passage than it cites."""
    others = (passage for passage in shown if passage not in draft.cited)
    found = next(filter(None, (support(replace(draft, cited=(passage,))) for passage in others)), None)
    return found and replace(found, how="recited")


def _is_near(supported: Supported, nearness: Nearness) -> bool:
    """Whether a sentence means about what its quotes do; one in English is carried by a gloss alone."""
    quotes = [passage.text_of(span) for passage, span in supported.quotes]
    said = without_speaker(supported.text, [passage.article for passage, _ in supported.quotes])
    speakers = {passage.article.author for passage, _ in supported.quotes}
    of_several = len([one for one in speakers if one and one in supported.text]) > 1  # like to neither's words
    return of_several or in_english(supported.text) or nearness(said, quotes) >= FLOOR


def support(draft: Draft) -> Supported | None:
    """The claim with its quotes if the cited passages carry all of it: its figures with unit and bound, its quoted
    phrases, its names and years, every word that states something, and what goes with what; what it gives to
    somebody, by his own passages. One in English is held against them by a gloss of its words
    (verification/translated.py).
    """
    sentences = _sentences(draft.cited)
    if not sentences or _REPEATS.search(draft.text) or "|" in draft.text:  # a row says less than its head
        return None
    if in_english(draft.text):
        place = carried(draft.text, sentences)
        return Supported(draft.text, (place,), GLOSSED) if place else None
    if misjudges(draft.text):
        return None
    if ways := each_of(draft.text):
        told = (_together(draft.text, [support(replace(draft, text=one)) for one in way]) for way in ways)
        return next(filter(None, told), None)
    if sides := sides_of(draft.text):
        return _together(draft.text, [support(replace(draft, text=side)) for side in sides])
    found: list[Supported | None] = []
    articles = [one.article for one in draft.cited]
    for part in by_speaker(with_names(with_places(draft.text), articles), articles):
        for speaker in part.speakers or ("",):
            own = said_by(speaker, draft.cited) if speaker else draft.cited
            others = "|".join(re.escape(one) for one in part.speakers if one != speaker)
            alone = re.sub(rf"[、和与及]?(?:{others})[、和与及]?", "", part.text) if others else part.text
            text = _BOTH.sub(r"\1", alone) if others else alone  # 甲、乙都提到: each does
            whole = None if leans(text) else _mentioned(text, own) or _carried(text, own)
            found.append(whole or _together(text, [_carried(piece, own) for piece in pieces_of(text)]))
    return _together(draft.text, found)


def _mentioned(text: str, own: Sequence[Passage]) -> Supported | None:
    """What carries that somebody speaks of a thing (甲谈到海绵城市): the first sentence of his that has the word."""
    spoken = _SPEAKS_OF.match(text)
    if spoken is None:
        return None
    his = (place for place in _sentences(own) if place[0].article.author == spoken["who"])
    said = next((place for place in his if spoken["what"] in _quote(place)), None)
    return Supported(text, (said,), 1.0) if said else None


def _together(text: str, found: Sequence[Supported | None]) -> Supported | None:
    """What carries a text of which all parts are carried."""
    standing = [one for one in found if one]
    if not standing or len(standing) < len(found):
        return None
    quotes = dict.fromkeys(quote for one in standing for quote in one.quotes)
    return Supported(text, tuple(quotes), min(one.support for one in standing))


def _carried(text: str, cited: Sequence[Passage]) -> Supported | None:
    """What carries a text in the words of nobody or of one alone."""
    sentences = _sentences(cited)
    if not sentences:
        return None
    # Who speaks is checked by itself, and no sentence need say it again.
    written = spelled_out(dated(text, cited[0].article))
    claim = without_speaker(written, [one.article for one in cited])
    quotes = choose_quotes(claim, sentences)
    by_article = [(_quote(quote), quote[0].article) for quote in quotes]
    texts, articles = [text for text, _ in by_article], [article for _, article in by_article]
    said, told = [plain(text) for text in texts], "\n".join(texts)
    beside = plain(printed(articles))
    form = plain(claim)
    if any(passage.cut_start and span.start == 0 for passage, span in quotes):
        return None
    if (
        not states_all(claim, said, beside, [plain(_quote(one)) for one in sentences])
        or not agrees(claim, told, articles, claim != written and bool(_ADVISES.search(written)))
        or not places_of_own(claim, by_article)
        or find_misdated(claim, quotes)
        or find_misframed(claim, quotes)
        or find_spliced(claim, by_article)
        or find_misheaded(claim, sentences)
    ):
        return None
    if (
        _unsaid(claim, quotes)
        or find_unrelated(_named(claim), [_named(text) for text in texts])
        or find_crossed(form, said, beside)
        or find_moved(form, said)
        or find_misplaced(form, said)
        or find_miscast(form, said)
        or find_misfiled(form, said)
        or find_unbounded(form, said)
    ):
        return None
    share = _share(claim, f"{told}\n{beside}")
    return Supported(text, tuple(quotes), share) if share >= LOWEST_SUPPORT else None


def _unsaid(claim: str, quotes: Sequence[tuple[Passage, Span]]) -> list[str]:
    """The words of a claim that its quotes, and what is printed beside them, do not say."""
    texts, articles = [_quote(quote) for quote in quotes], [passage.article for passage, _ in quotes]
    named, beside = [_named(text) for text in texts], plain(printed(articles))
    together = "".join(told_together(claim, "\n".join(texts)))
    known = f"{'。'.join([*named, *map(plain, texts)])}。{beside}。全市{together}"
    return find_added(without_causes(_named(claim), named), known)


def _nearest(draft: Draft, shown: Sequence[Passage]) -> Supported | None:
    """The whole sentence that says most of what a draft says, in its place; one that breaks off cannot stand alone."""
    wanted = Counter(terms(draft.text))
    sentences = [place for place in _sentences(draft.cited or shown) if _whole(*place)]
    if not sentences:
        return None
    place = max(sentences, key=lambda one: _shared(wanted, _quote(one)))
    text = place[0].text_of(place[1])
    near = _share(draft.text, _quote(place)) >= NEAR
    return Supported(text, (place,), 1.0, "quoted") if near else None


def _sentences(passages: Sequence[Passage]) -> list[tuple[Passage, Span]]:
    return [(passage, span) for passage in passages for span in passage.sentences]


def _whole(passage: Passage, span: Span) -> bool:
    return not (passage.cut_start and span.start == 0) and not (passage.cut_end and span.end == len(passage.text))


def choose_quotes(claim: str, sentences: Sequence[tuple[Passage, Span]]) -> list[tuple[Passage, Span]]:
    """The sentence that carries most of a claim, then those that carry what is still missing: a figure, a quoted
    phrase, a year, or several words."""
    wanted = Counter(terms(claim))
    unsaid, phrases = _stated(claim), {plain(found) for found in _QUOTED.findall(claim)}
    quotes: list[tuple[Passage, Span]] = []
    carried = 0
    for place in sorted(sentences, key=lambda one: -_shared(wanted, _quote(one))):
        stated, text = _stated(_quote(place)), plain(_quote(place))
        said = {phrase for phrase in phrases if phrase in text}
        more = _shared(wanted, "\n".join(map(_quote, [*quotes, place]))) - carried
        if not quotes or unsaid & stated or said or more >= _ADDS:
            quotes.append(place)
            carried += more
            unsaid, phrases = unsaid - stated, phrases - said
    return quotes


def states_all(claim: str, said: Sequence[str], beside: str, cited: Sequence[str]) -> bool:
    """Whether quotes, in their `plain` form, state each figure of a claim, and they or what is printed beside them each
    quoted phrase. A number of things that the claim itself or `cited`, all that it cites, lists needs no quote."""
    stated = {figure for quote in said for figure, _, _ in find_figures(quote)}
    for figure in figures(claim) - stated:
        if not counts_list(figure, claim, cited) and not any(numbers_point(figure, quote) for quote in said):
            return False
    return all(plain(phrase) in "\n".join([*said, beside]) for phrase in _QUOTED.findall(claim))


def _named(text: str) -> str:
    """A text in its `plain` form, with places and bureaus by one name each."""
    return plain(same_names(text))


def _stated(text: str) -> set[Figure | str]:
    return {*figures(text), *_YEAR.findall(plain(text))}


def _share(text: str, quote: str) -> float:
    """The share of a text's terms that a quote carries."""
    wanted = Counter(terms(text))
    return _shared(wanted, quote) / max(1, sum(wanted.values()))


def _quote(place: tuple[Passage, Span]) -> str:
    passage, span = place
    return dated(passage.text_of(span), passage.article)


def _shared(wanted: Counter[str], text: str) -> int:
    return sum((wanted & Counter(terms(text))).values())
