"""What bounds a word: of whom of many, of which share, of what kind. A claim may not let go of it.

非居民用水 is not 居民用水, 部分高校 are not all, and 第二产业就业人口占比 is another share than 就业人口占比. All texts
are as `figures.plain` gives them.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.verification.figures import Figure, find_figures
from index.patterns import compiled

_SOME = "(?:非|(?:大?部分|多数|少数|个别)(?:地区)?|万元|[人户亩]均|短期内)"
_OF_SOME = compiled(_SOME)
_FOLLOWS = 12  # characters behind a bound that it may hold for
# What a statistic is of or by: without it the figure is another one.
_MEASURED = compiled(
    "新增|净增|累计|[人户亩]均|万元|单位|第[一二三123]产业|规模以上|技改|固定资产|财政|民间|年度|大部分|短期内|相对|境内"
)
_FOR = compiled("(?:对于?|针对|给)([^,;。、]{2,8})的([\u4e00-\u9fff]{2,4}?)(?=[减给实采要应进开推加予,])")
_OF_NATION = compiled(r"占全国[^,;。]{0,12}?(\d[\d./]*%?)")
_HIGH = compiled("高(?=(技能|层次|学历|水平)([\u4e00-\u9fff]{2}))")
_CLAUSE = compiled("[,;。:]")
_DEGREE = compiled("更(?:加|为)?(?:强调|看重|注重|重视|关注|侧重|关心|倾向)")


def find_unbounded(claim: str, sentences: Sequence[str]) -> list[str]:
    """What a claim says without its bound, where the quotes have it with it alone, and what it says more of than they
    do."""
    return [
        *_of_all(claim, sentences),
        *_measured_otherwise(claim, sentences),
        *_of_the_nation(claim, sentences),
        *_for_all(claim, sentences),
        *_of_any_height(claim, sentences),
        *(degree for degree in _DEGREE.findall(claim) if degree not in "\n".join(sentences)),
    ]


def _of_all(claim: str, sentences: Sequence[str]) -> Iterator[str]:
    """The longest words behind each bound that a claim has, where it has them without the bound and the quotes never
    do."""
    quotes = "\n".join(sentences)
    for bound in _OF_SOME.finditer(quotes):
        kept = "短" if bound[0] == "短期内" else bound[0][:2]
        if len(bound[0]) > 1 and kept in claim:
            continue  # it is there, perhaps with a word between
        follows = re.split("[,;。、]", quotes[bound.end() : bound.end() + _FOLLOWS])[0]
        said = next((follows[:size] for size in range(len(follows), 1, -1) if follows[:size] in claim), "")
        if said and _free(said, claim) and not _free(said, quotes):
            yield said


def _free(words: str, text: str) -> bool:
    """Whether a text has some words without a bound."""
    return text.count(words) > len(re.findall(f"{_SOME}{re.escape(words)}", text))


def _measured_otherwise(claim: str, sentences: Sequence[str]) -> Iterator[str]:
    """The words that say what a figure is of, in each clause of the quotes that states it and nowhere in the claim."""
    stated = [(figure, set(_MEASURED.findall(words))) for text in sentences for figure, words in _before_figures(text)]
    for figure, _ in _before_figures(claim):
        own = [bounds for other, bounds in stated if other == figure]
        yield from (word for word in set.intersection(*own) if word not in claim) if own else ()


def _before_figures(text: str) -> Iterator[tuple[Figure, str]]:
    """Figures, without dates, with the words of their clause before each, since the last figure."""
    last = 0
    for figure, start, end in find_figures(text):
        if figure.value.startswith("第"):
            continue
        if figure.unit not in ("月", "日"):
            yield figure, _CLAUSE.split(text[last:start])[-1]
        last = end


def _of_the_nation(claim: str, sentences: Sequence[str]) -> Iterator[str]:
    """Shares that a claim gives of the nation's whole, which no clause of the quotes with that figure names."""
    clauses = [clause for text in sentences for clause in _CLAUSE.split(text)]
    for share in _OF_NATION.findall(claim):
        if not any("全国" in clause and share in clause for clause in clauses):
            yield share


def _for_all(claim: str, sentences: Sequence[str]) -> Iterator[str]:
    """For whom something is, without what the quotes say of them: 对企业减少检查, of 对信用良好的企业减少检查."""
    for of, whom in (one for text in sentences for one in _FOR.findall(text)):
        plainly = re.compile(f"(?:对于?|针对|给){whom}")
        if of[:2] not in claim and plainly.search(claim) and not any(map(plainly.search, sentences)):
            yield whom


def _of_any_height(claim: str, sentences: Sequence[str]) -> Iterator[str]:
    quotes = "\n".join(sentences)
    for level, what in set(_HIGH.findall(quotes)):
        word = f"{level}{what}"
        if re.search(f"(?<!高){word}", claim) and not re.search(f"(?<!高){word}", quotes):
            yield word
