"""Whether a sentence has the kind of thing that is asked for, for the place and year that are asked about.

A sentence can be close to a question in meaning and words and still not answer it: how many wants a number with that
measure, who a name with that post, when a date; what is said of a city is not said of the region.
"""

import re

from assistant.candidate import Candidate
from assistant.lists import items
from assistant.understand import Part, Query, same_names
from index.fold import fold

_NUMBER = r"(?:\d[\d.,]*|[一二两三四五六七八九十百千万]+)\s*(?:多|余|几)?\s*(?:万|亿|千|百)?\s*(?:多|余)?"
_DATE = re.compile(r"\d{4}年|\d{1,2}月|\d{1,2}日|春节|月底|年底|季度")
_DURATION = re.compile(r"(?<!\d)\d{1,3}(?:个)?(?:多)?(?:工作日|天|日|小时|个月|月|年|周)(?!\d|度)")
_FIGURE = re.compile(r"\d(?![\d.,]*\s*[年月日·])")  # a number that is not a date
_HOW_LONG = re.compile("多久|多长时间|几天|多少天")
# Measures that may stand for each other: 近百个企业 answers 多少家企业.
_ALIKE = ({"个", "家", "所", "座", "处", "件", "项", "条", "种"}, {"人", "名"}, {"元", "亿元", "万元"})
_POST = re.compile(r"(副?)(书记|主任|局长|厅长|处长|科长|部长|院长|校长|馆长|所长|秘书长|市长|主席|会长)")
_COUNTED_THING = re.compile(r"(?:多少|几)[个项条家人名次倍所座种件处套级度户]?([\u4e00-\u9fff]{2,8})")
_MEASURED_THING = re.compile(r"([\u4e00-\u9fff]{2})了?(?:是|为|有|达|达到)?多少(?:元|钱|亿元|万元)?[？?\s]*$")
# What may stand between 多少 and the end without being a thing.
_NO_THING = re.compile(r"^(?:钱|了|呢|啊|比例|百分|数量|左右|以上)")
_THIS_YEAR = 2025


def fits(candidate: Candidate, part: Part, query: Query) -> bool:
    """Whether a sentence can be the answer to a part of the question, whatever its score."""
    sentence, passage = candidate.text, candidate.passage
    if passage.cut_start and candidate.span.start == 0:
        # What the source lost here may be the subject: nobody may give the rest one.
        return False
    if not _right_year(sentence, query) or not _right_place(candidate, part, query):
        return False
    if part.items and items(sentence) >= part.items:
        return True
    if (named := names(part)) and not any(name in fold(sentence) for name in named):
        return False
    match part.asked:
        case "number":
            return _has_number(candidate, part)
        case "when":
            pattern = _DURATION if _HOW_LONG.search(part.text) else _DATE
            return bool(pattern.search(fold(sentence)))
        case "who":
            return _has_person(candidate, part)
        case "body":
            return True
    return passage.kind == "body"


def names(part: Part) -> list[str]:
    """Latin words and quoted phrases of a Chinese question: names of things, which an answer has to speak of."""
    text = fold(part.text)
    if not re.search("[\u4e00-\u9fff]", text):
        return []
    quoted = re.findall(r"[“‘\"「『《]([^”’\"」』》]{2,30})[”’\"」』》]", text)
    return [*quoted, *re.findall(r"[a-z]{2,}", text)]


def _right_year(sentence: str, query: Query) -> bool:
    """The articles speak of 2025 and of the year before; of any other year only where it is named."""
    return query.year in (None, _THIS_YEAR, _THIS_YEAR - 1) or str(query.year) in sentence


def _right_place(candidate: Candidate, part: Part, query: Query) -> bool:
    """A city's figures and lists are not the region's, nor another city's; other statements may name the place."""
    place = candidate.passage.article.region
    if not query.region or place == query.region:
        return True
    if part.asked in ("number", "list") or _FIGURE.search(fold(candidate.text)):
        return False
    return query.region in same_names(candidate.text)


def _has_number(candidate: Candidate, part: Part) -> bool:
    sentence = fold(candidate.text)
    if _HOW_LONG.search(part.text):
        return bool(_DURATION.search(sentence))
    if re.search("电话|号码|热线", part.text):
        return bool(re.search(r"\d{5,}", sentence))
    if part.measure:
        alike = next((group for group in _ALIKE if part.measure in group), {part.measure})
        if not any(re.search(_NUMBER + re.escape(measure), sentence) for measure in alike):
            return False
    elif not re.search(r"\d", sentence):
        return False
    thing = _thing(part.text)
    return not thing or any(thing[i : i + 2] in same_names(candidate.passage.text) for i in range(len(thing) - 1))


def _thing(question: str) -> str:
    """What a number is asked of: the noun after 多少 and its measure, or the one before it; "" if neither is there."""
    text = question.rstrip("？? ")
    if (found := _COUNTED_THING.search(text)) and not _NO_THING.match(found[1]):
        return found[1][:4]
    found = _MEASURED_THING.search(text)
    return found[1] if found else ""


def _has_person(candidate: Candidate, part: Part) -> bool:
    """A name with a post; where a post is asked about, that one, and a deputy does not hold it."""
    sentence, author = candidate.text, candidate.passage.article.author
    if not author or author not in sentence:
        return False
    posts = {found[0] for found in _POST.finditer(sentence)}
    wanted = {found[0] for found in _POST.finditer(part.text)}
    return bool(wanted & posts) if wanted else candidate.passage.kind != "body" or bool(posts)
