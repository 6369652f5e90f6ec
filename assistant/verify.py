"""Every claim held against its quotes before it is shown."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.generate import Draft
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
_QUOTED = re.compile(r"[“‘《「『]([^”’》」』]{2,40})[”’》」』]")
# The share of a claim's terms that its quotes must carry; below it the sentence speaks of something else.
LOWEST_SUPPORT = 0.5


class InexactQuote(Problem):
    """A quote is not what stands in its source: the index is damaged or a program is wrong; nothing is shown."""


@dataclass(frozen=True, slots=True)
class Supported:
    """A claim that stands: the sentences of passages that carry it, and the share of it that they carry."""

    text: str
    quotes: tuple[tuple[Passage, Span], ...]
    support: float


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


def support(draft: Draft) -> Supported | None:
    """The claim with its quotes if the cited passages carry its figures, its quoted phrases and most terms.

    A figure is carried by a sentence that states the very same one: 6万人 is not in 5.56万人, nor 10亿元 in 近10亿元.
    """
    sentences = [(passage, span) for passage in draft.cited for span in passage.sentences]
    if not sentences:
        return None
    wanted = Counter(terms(draft.text))
    quotes: list[tuple[Passage, Span]] = []
    figures, phrases = _figures(draft.text), {_plain(found) for found in _QUOTED.findall(draft.text)}
    # The sentence that carries most of it first, then those that carry what is still missing.
    for place in sorted(sentences, key=lambda one: -_shared(wanted, _quote(one))):
        stated, text = _figures(_quote(place)), _plain(_quote(place))
        said = {phrase for phrase in phrases if phrase in text}
        if not quotes or figures & stated or said:
            quotes.append(place)
            figures, phrases = figures - stated, phrases - said
        if not figures and not phrases:
            break
    if figures or phrases:
        return None
    carried = _shared(wanted, "".join(_quote(one) for one in quotes)) / max(1, sum(wanted.values()))
    return Supported(draft.text, tuple(quotes), carried) if carried >= LOWEST_SUPPORT else None


def _figures(text: str) -> set[str]:
    """The figures that a text states, in the form in which they are compared."""
    return set(_FIGURE.findall(_plain(text)))


def _plain(text: str) -> str:
    return bare(fold(text))


def _quote(place: tuple[Passage, Span]) -> str:
    passage, span = place
    return passage.text[span.start : span.end]


def _shared(wanted: Counter[str], text: str) -> int:
    return sum((wanted & Counter(terms(text))).values())
