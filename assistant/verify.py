"""Every claim held against its quotes before it is shown."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.agreement import agrees, dated, printed, without_speaker
from assistant.answer import Citation
from assistant.draft import Draft
from index.fold import fold, terms
from index.passage import Passage, Span, bare
from index.problem import Problem

SourceText = Callable[[str], str]

# A number with what it counts and the words that bound it: 近10亿元 is neither 10亿元 nor 近1亿元. Chinese numerals
# count when something countable follows; 一批 and 统一 state no figure.
_FIGURE = re.compile(
    r"(?:近|超|超过|约|不足|不到|至少|逾)?(?:\d[\d,.]*(?:%|‰|个?百分点|[万亿千百]+)*(?:多|余)?[\u4e00-\u9fff]?"
    r"|[一二两三四五六七八九十百千]{1,6}(?:万|亿)?(?:多|余)?(?:个|项|条|家|人|名|倍|成|座|次|件|种|元|公里))(?:以上|以下|以内|左右)?"
)
_YEAR = re.compile(r"20\d\d年")
_QUOTED = re.compile(r"[“‘《「『]([^”’》」』]{2,40})[”’》」』]")
# The share of a claim's terms that its quotes must carry, and of each of its clauses'.
LOWEST_SUPPORT = 0.7
LOWEST_CLAUSE = 0.4
_ADDS = 3  # terms that a further sentence must carry to be quoted too
_CLAUSE = re.compile(r"[，；：,;]")


class InexactQuote(Problem):
    """A quote is not what stands in its source: the index is damaged or a program is wrong; nothing is shown."""


@dataclass(frozen=True, slots=True)
class Supported:
    """A claim that stands: the sentences of passages that carry it, and the share of it that they carry."""

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


def support(draft: Draft, _shown: Sequence[Passage] = ()) -> Supported | None:
    """The claim with its quotes if the cited passages carry its figures, its quoted phrases and most terms.

    A figure is carried by a sentence that states the very same one: 6万人 is not in 5.56万人, nor 10亿元 in 近10亿元.
    """
    sentences = [(passage, span) for passage in draft.cited for span in passage.sentences]
    if not sentences:
        return None
    # Who speaks is checked by itself, and no sentence need say it again.
    claim = without_speaker(dated(draft.text, draft.cited[0].article), [one.article for one in draft.cited])
    wanted = Counter(terms(claim))
    quotes: list[tuple[Passage, Span]] = []
    unsaid, phrases = figures(claim), {_plain(found) for found in _QUOTED.findall(claim)}
    # The sentence that carries most of it first, then those that carry what is still missing.
    for place in sorted(sentences, key=lambda one: -_shared(wanted, _quote(one))):
        stated, text = figures(_quote(place)), _plain(_quote(place))
        said = {phrase for phrase in phrases if phrase in text}
        before = _shared(wanted, "\n".join(map(_quote, quotes)))
        more = _shared(wanted, "\n".join(map(_quote, [*quotes, place]))) - before
        if not quotes or unsaid & stated or said or more >= _ADDS:
            quotes.append(place)
            unsaid, phrases = unsaid - stated, phrases - said
    carried = "\n".join(map(_quote, quotes))
    articles = [passage.article for passage, _ in quotes]
    torn = any(passage.cut_start and span.start == 0 for passage, span in quotes)
    if unsaid or phrases or torn or not agrees(claim, carried, articles):
        return None
    known = f"{carried}\n{printed(articles)}"
    share = _share(claim, known)
    weakest = min((_share(clause, known) for clause in _CLAUSE.split(claim) if len(clause) > 1), default=0.0)
    return Supported(draft.text, tuple(quotes), share) if share >= LOWEST_SUPPORT and weakest >= LOWEST_CLAUSE else None


def figures(text: str) -> set[str]:
    """The figures that a text states, in the form in which they are compared; years are looked at by themselves."""
    return {found for found in _FIGURE.findall(_plain(text)) if not _YEAR.fullmatch(found)}


def _share(text: str, quote: str) -> float:
    """The share of a text's terms that a quote carries."""
    wanted = Counter(terms(text))
    return _shared(wanted, quote) / max(1, sum(wanted.values()))


def _plain(text: str) -> str:
    return bare(fold(text))


def _quote(place: tuple[Passage, Span]) -> str:
    passage, span = place
    return dated(passage.text_of(span), passage.article)


def _shared(wanted: Counter[str], text: str) -> int:
    return sum((wanted & Counter(terms(text))).values())
