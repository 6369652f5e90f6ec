"""When: the years of a claim held against those that its quotes name, stand under or plan for."""

from collections import Counter
from collections.abc import Sequence

from assistant.understanding.query import THIS_YEAR
from assistant.verification.figures import figures
from index.fold import terms
from index.passage import Article, Passage, Span
from index.patterns import compiled

_CLAUSE = compiled("[，；,;]")
_YEAR = compiled(r"明年|前年|20\d\d年")
_LAST, _THIS = compiled("去年|上年|过去一年|上一年"), compiled("今年|本年(?!度)")
_PLAN = compiled("目标|计划|将(?!近)|力争|要(?!求)")
_LATER = compiled("接下来|下一步|今后|未来|目标|计划")
_SPAN = compiled(
    r"(?:过去|近|最近|未来)[一二两三四五几\d]+年|(?<![\d一二三四五六七八九十])[一二两三四五六七八九\d]{1,2}年来|一直以来|长期以来|近年来|近些年来?|多年来|自20\d\d年起|"
    "[一二三四]季度|上半年|下半年|年底|月底|按[年季月周日]|每[年季月周日]|下一步|接下来|今后|当前|春节(?:过|之|以)?[前后]"
)
_SAME_SPANS = (
    ("近年来", "近些年", "近些年来", "多年来"),
    ("一直以来", "长期以来"),
    ("春节后", "春节过后", "春节之后", "春节以后"),
    ("春节前", "春节之前", "春节以前"),
)
_TO_COME = frozenset(["下一步", "接下来", "今后"])
_FRAMED_CLAUSE = compiled("[，；：:,;。]")
_TOLD = 6  # characters of a clause that tells something beside its time
_ABOUT_NOW = (THIS_YEAR - 1, THIS_YEAR)
_WHOLE = compiled(r"全年(?=[^，。；]*\d)")  # a figure for all of a year that nobody plans is of the year that is over


def dated(text: str, article: Article) -> str:
    """A text with its 今年 and 去年 as years, by the year of its article."""
    year = _year_of(article)
    return _THIS.sub(f"{year}年", _LAST.sub(f"{year - 1}年", text))


def find_misdated(claim: str, quotes: Sequence[tuple[Passage, Span]]) -> list[str]:
    """The years of a claim that are not those of what it says there; the claim is as `dated` gives it.

    A year rules until the next one. What it rules must be said by a sentence that names it, that stands behind one that
    does, that has a figure for all of the year before, or that plans without naming another; each clause with a figure
    by a sentence with that figure.
    """
    years = list(_YEAR.finditer(claim))
    starts = [0, *(year.start() for year in years[1:]), len(claim)]
    found = []
    for year, start, end in zip(years, starts, starts[1:], strict=False):
        ruled = claim[start:end].replace(year[0], "")
        counting = [clause for clause in _CLAUSE.split(ruled) if figures(clause) and not _LATER.search(clause)]
        for words in (ruled, *counting):
            told = [quote for quote in quotes if figures(quote[0].text_of(quote[1])) & figures(words)]
            if not any(_is_of(year[0], quote, quotes) for quote in _telling(words, told or quotes)):
                found.append(year[0])
    return found


def _telling(words: str, quotes: Sequence[tuple[Passage, Span]]) -> list[tuple[Passage, Span]]:
    """The quotes that say most of some words: several may carry them, and the year may be that of any."""
    wanted = Counter(terms(words))
    shares = [sum((wanted & Counter(terms(passage.text_of(span)))).values()) for passage, span in quotes]
    return [quote for quote, share in zip(quotes, shares, strict=True) if share and 2 * share >= max(shares)]


def year_told(quotes: Sequence[tuple[Passage, Span]]) -> int | None:
    """The one year of which all of some quotes with figures tell, None where they tell of several or of none known."""
    stating = [quote for quote in quotes if figures(quote[0].text_of(quote[1]))]
    told = {year for quote in stating for year in _ABOUT_NOW if _is_of(f"{year}年", quote, quotes)}
    return told.pop() if len(told) == 1 else None


def find_misframed(claim: str, quotes: Sequence[tuple[Passage, Span]]) -> list[str]:
    """Spans of time that a clause is set in (三年来, 一季度, 下一步) and that the sentence which tells it has not."""
    found = []
    for frame, clause in _framed(claim):
        forms = next((forms for forms in _SAME_SPANS if frame in forms), (frame,))
        telling = _telling(clause, quotes)
        planned = frame in _TO_COME and any(_PLAN.search(place[0].text_of(place[1])) for place in telling)
        if (
            telling
            and not planned
            and not any(form in place[0].text_of(place[1]) for place in telling for form in forms)
        ):
            found.append(frame)
    return found


def _framed(claim: str) -> list[tuple[str, str]]:
    """Each span of time of a claim with what it frames: its own clause, or the next where it stands alone."""
    clauses = [one for one in _FRAMED_CLAUSE.split(claim) if one]
    found = []
    for at, clause in enumerate(clauses):
        for frame in _SPAN.findall(clause):
            rest = clause.replace(frame, "")
            found.append((frame, rest if len(rest) >= _TOLD else "".join(clauses[at + 1 : at + 2])))
    return found


def _is_of(year: str, quote: tuple[Passage, Span], quotes: Sequence[tuple[Passage, Span]]) -> bool:
    passage, span = quote
    text = dated(passage.text_of(span), passage.article)
    if named := _YEAR.findall(text):
        return year in named
    now = _year_of(passage.article)
    if _PLAN.search(text):
        return year == f"{now}年"
    if _WHOLE.search(text):
        return year == f"{now - 1}年"
    return year in _years_before(passage, span, quotes)[-1:]


def _years_before(passage: Passage, span: Span, quotes: Sequence[tuple[Passage, Span]]) -> list[str]:
    """The years named before a sentence, in its passage and in what else is quoted of its article."""
    place = passage.in_source(span)[0].start
    said = [(passage, one) for one in passage.sentences]
    said += [(one, part) for one, part in quotes if one.article == passage.article]
    before = sorted({(one.in_source(part)[0].start, dated(one.text_of(part), one.article)) for one, part in said})
    return [year for at, text in before if at < place for year in _YEAR.findall(text)]


def _year_of(article: Article) -> int:
    return int(article.published[:4]) if article.published else THIS_YEAR
