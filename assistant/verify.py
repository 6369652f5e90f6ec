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
from index.terms import load_terms

SourceText = Callable[[str], str]

# A number with what it counts and the words that bound it: 近10亿元 is neither 10亿元 nor 近1亿元. Chinese numerals
# count when something countable follows; 一批 and 统一 state no figure.
_FIGURE = re.compile(
    r"(?:近|超|超过|约|不足|不到|至少|逾)?(?:\d[\d,.]*(?:%|‰|个?百分点|[万亿千百]+)*(?:多|余)?[\u4e00-\u9fff]?"
    r"|[一二两三四五六七八九十百千]{1,6}(?:万|亿)?(?:多|余)?(?:个|项|条|家|人|名|倍|成|座|次|件|种|元|公里))(?:以上|以下|以内|左右)?"
)
_QUOTED = re.compile(r"[“‘《「『]([^”’》」』]{2,40})[”’》」』]")
# The share of a claim's terms that its quotes must carry, and of each of its clauses'.
LOWEST_SUPPORT = 0.7
LOWEST_CLAUSE = 0.5
_SHORTEST = 6  # characters of a claim: less says nothing that could be held against a quote
_CLAUSE = re.compile(r"[，；：,;]")
_NEGATION = re.compile(r"不(?![断仅但论同少])|未(?!来)|没|禁|杜绝|避免|并非")
# What turns a statement round; a claim may not have one side where its quotes have only the other.
_OPPOSITES = (("增", "减"), ("增长", "下降"), ("提高", "降低"), ("扩大", "缩小"), ("完成", "计划"), ("实现", "目标"))
_NAMED = re.compile(r"[\u4e00-\u9fff]{2,4}?(?=说|表示|认为|提出|指出|强调|介绍)")
_PLACES = ("全国", "全区", "全市")
_POSTS = re.compile(r"书记|主任|[局厅处部院校馆所市县旗会]长|秘书长|主席|研究员")
_YEARS = re.compile(r"去年|今年|明年|20\d\d年")


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
    unsaid, phrases = figures(draft.text), {_plain(found) for found in _QUOTED.findall(draft.text)}
    # The sentence that carries most of it first, then those that carry what is still missing.
    for place in sorted(sentences, key=lambda one: -_shared(wanted, _quote(one))):
        stated, text = figures(_quote(place)), _plain(_quote(place))
        said = {phrase for phrase in phrases if phrase in text}
        if not quotes or unsaid & stated or said:
            quotes.append(place)
            unsaid, phrases = unsaid - stated, phrases - said
        if not unsaid and not phrases:
            break
    carried = "".join(_quote(one) for one in quotes)
    if unsaid or phrases or not _agrees(draft.text, carried, quotes):
        return None
    share = _share(draft.text, carried)
    weakest = min((_share(clause, carried) for clause in _CLAUSE.split(draft.text) if len(clause) > 1), default=0.0)
    return Supported(draft.text, tuple(quotes), share) if share >= LOWEST_SUPPORT and weakest >= LOWEST_CLAUSE else None


def figures(text: str) -> set[str]:
    """The figures that a text states, in the form in which they are compared."""
    return set(_FIGURE.findall(_plain(text)))


def _agrees(claim: str, quote: str, places: Sequence[tuple[Passage, Span]]) -> bool:
    """Whether a claim leaves names, posts, places, years, order of figures and polarity as its quotes have them."""
    articles = [passage.article for passage, _ in places]
    known = quote + "".join(f"{one.author}{one.role}{one.org}{one.region}{one.action}{one.title}" for one in articles)
    if len(_plain(claim)) < _SHORTEST or any(passage.cut_start and span.start == 0 for passage, span in places):
        return False
    vocabulary = load_terms()
    forms = [form for place in vocabulary.regions for form in place.forms]
    named = [*_NAMED.findall(claim), *_POSTS.findall(claim)]
    named += [place for place in (*forms, *_PLACES, *vocabulary.elsewhere) if place in claim]
    if any(name not in known for name in named) or (_POSTS.search(claim) and not _POSTS.search(quote)):
        return False
    if any(year not in quote for year in _YEARS.findall(claim)):
        return False
    if bool(_NEGATION.search(claim)) != bool(_NEGATION.search(quote)):
        return False
    return not any(_turned(claim, quote, *pair) for pair in _OPPOSITES) and _same_order(claim, quote)


def _turned(claim: str, quote: str, one: str, other: str) -> bool:
    """Whether a claim has one of two opposites where the quote has only the other."""
    says, stands = {one in claim, other in claim}, {one in quote, other in quote}
    return says == stands == {True, False} and (one in claim) != (one in quote)


def _same_order(claim: str, quote: str) -> bool:
    """Whether figures keep their neighbours: where a quote has several, each must follow the words it follows there."""
    plain, stated = _plain(claim), _plain(quote)
    if len(_FIGURE.findall(stated)) < 2:
        return True
    for found in _FIGURE.finditer(plain):
        before = re.sub(r"[为达到是共约有]+$", "", plain[: found.start()])[-4:]
        pairs = [before[i : i + 2] for i in range(len(before) - 1)]
        spots = [place.start() for place in re.finditer(re.escape(found[0]), stated)]
        near = [stated[max(0, spot - 10) : spot] for spot in spots]
        if pairs and max((sum(pair in text for pair in pairs) for text in near), default=0) * 2 < len(pairs):
            return False
    return True


def _share(text: str, quote: str) -> float:
    """The share of a text's terms that a quote carries."""
    wanted = Counter(terms(text))
    return _shared(wanted, quote) / max(1, sum(wanted.values()))


def _plain(text: str) -> str:
    return bare(fold(text))


def _quote(place: tuple[Passage, Span]) -> str:
    passage, span = place
    return passage.text_of(span)


def _shared(wanted: Counter[str], text: str) -> int:
    return sum((wanted & Counter(terms(text))).values())
