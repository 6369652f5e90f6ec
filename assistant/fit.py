"""Whether a sentence has the kind of thing that is asked for, for the place and year that are asked about.

A sentence can be close to a question in meaning and words and still not answer it: how many wants a number with that
measure, who a name with that post, when a date; what is said of a city is not said of the region.
"""

import re

from assistant.candidate import Candidate
from assistant.lists import items
from assistant.understand import THIS_YEAR, Part, Query, same_names, subject
from index.fold import fold, words
from index.passage import Article

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
_LISTED_THING = re.compile(r"([\u4e00-\u9fff]{2})[”’]?(?:是|有|指|包括|分别是)?哪[二三四五六七八九十]")
_PAST_MARK = re.compile(r"去年|过去一年|上年|截至20\d\d年|2024年")
_PRESENT_MARK = re.compile(r"今年|2025年|目标|计划|下一步|接下来|力争")
_POST_WORDS = re.compile(r"^副?(?:书记|主任|局长|厅长|处长|部长|院长|校长|馆长|所长|秘书长|市长|主席|会长)$")
_BUREAU = re.compile(r"[局委厅办]$")
_ABOUT_WHO = re.compile("职务|职位|名字|一把手|叫|写|负责|牵头|领导|主管|担任|哪里|工作|文章|单位")
# 六个工程, 五大任务, 四条产业带: a number that belongs to the name of a thing.
_COUNTED_NAME = re.compile(
    r"(?<![哪第])[一二三四五六七八九十](?:个|项|大|条)[\u4e00-\u9fff]{2,4}?(?=是|有|包括|指|分别|具体|都|$)"
)
_LED = re.compile("牵头|负责|主管")
_NEAR = 16  # characters between a number and what it counts
_TAIL = 4  # characters at which a broken-off sentence is recognised in a question
# The share of a question's words that a sentence with a figure must carry itself: it answers nothing as a neighbour.
_FIGURE_OWN = 0.4


def fits(candidate: Candidate, part: Part, query: Query) -> bool:
    """Whether a sentence can be the answer to a part of the question, whatever its score."""
    sentence, passage = candidate.text, candidate.passage
    if passage.cut_start and candidate.span.start == 0:
        # What the source lost here may be the subject: nobody may give the rest one.
        return False
    if passage.cut_end and candidate.at_cut and sentence[-_TAIL:] in part.text:
        return False  # what is asked is what would have followed
    right = _right_time(candidate, part, query) and _right_place(candidate, part, query)
    if not right and not part.checks:
        return False
    if not all(word in same_names(sentence) for word in part.must):
        return False
    if part.items and _names_each(sentence, part):
        return True
    if (named := names(part)) and not any(name in fold(sentence) for name in named):
        return False
    match part.asked:
        case "number":
            # A figure under a doubtful name is worse than none.
            return not passage.needs_review and _has_number(candidate, part)
        case "when":
            pattern = _DURATION if _HOW_LONG.search(part.text) else _DATE
            return bool(pattern.search(fold(sentence)))
        case "speaker":
            return passage.kind == "body" and bool(passage.article.author) and not passage.needs_review
        case "who":
            return _has_person(candidate, part)
        case "body":
            return "部门" in sentence or any(bool(org) and org in sentence for org in _bodies(candidate, query))
    return passage.kind == "body"


def holds(article: Article, organisation: str) -> bool:
    """Whether an article's author speaks for a body, by any of its names."""
    return bool(article.org) and fold(same_names(organisation)) in same_names(article.org)


def mistakes(question: str, person: str, organisation: str, article: Article) -> bool:
    """Whether a question gives a person a body or a post that the person's article does not."""
    titled = re.search(rf"(?:{_POST.pattern}|研究员|专家|负责人)\s*{re.escape(person)}", question)
    if not titled:
        return False
    given, held = _POST.search(titled[0]), {found[0] for found in _POST.finditer(article.role)}
    other_post = given is not None and bool(held) and given[0] not in held
    return other_post or (bool(organisation) and not holds(article, organisation))


def names(part: Part) -> list[str]:
    """Names of things in a Chinese question, which an answer has to speak of: quoted, Latin or counted ones."""
    text = fold(part.text)
    if not re.search("[\u4e00-\u9fff]", text):
        return []
    quoted = re.findall(r"[“‘\"「『《]([^”’\"」』》]{2,30})[”’\"」』》]", text)
    return [*quoted, *re.findall(r"[a-z]{2,}", text), *_COUNTED_NAME.findall(text)]


def _bodies(candidate: Candidate, query: Query) -> tuple[str, ...]:
    """What would name the body that is asked for: a person's own, otherwise a bureau."""
    org = candidate.passage.article.org
    return (org,) if query.person or _BUREAU.search(org) else ()


def _right_time(candidate: Candidate, part: Part, query: Query) -> bool:
    """A figure belongs to the year it is stated for; other years and periods have to be named beside it.

    The year of a sentence is that of the last mark before its end in the passage: 去年 and 过去一年 reach over the
    sentences that follow them, 目标 and 计划 speak of this year.
    """
    sentence, passage = candidate.text, candidate.passage
    if not all(period in sentence for period in query.periods):
        return False
    if query.year is None:
        return True
    if query.year not in (THIS_YEAR, THIS_YEAR - 1):
        return str(query.year) in sentence
    if part.asked != "number" and not _FIGURE.search(fold(sentence)):
        return True
    if str(query.year) in sentence:
        return True
    if _PRESENT_MARK.search(sentence) or _PAST_MARK.search(sentence):
        return bool((_PRESENT_MARK if query.year == THIS_YEAR else _PAST_MARK).search(sentence))
    before = passage.text[: candidate.span.start]
    past = max((found.end() for found in _PAST_MARK.finditer(before)), default=0)
    present = max((found.end() for found in _PRESENT_MARK.finditer(before)), default=0)
    return past == present or (query.year == THIS_YEAR) == (present > past)


def _names_each(sentence: str, part: Part) -> bool:
    """Whether a sentence names as many things as are asked for, each by the word that is asked about."""
    found = _LISTED_THING.search(part.text)
    return bool(found) and items(sentence) >= part.items and sentence.count(found[1] if found else "") >= part.items


def _right_place(candidate: Candidate, part: Part, query: Query) -> bool:
    """A city's figures and lists are not the region's, nor another city's; other statements may name the place."""
    place = candidate.passage.article.region
    if query.elsewhere and part.asked in ("number", "who", "body", "when"):
        if not all(other in candidate.text for other in query.elsewhere):
            return False
    elif query.elsewhere and not any(other in candidate.passage.text for other in query.elsewhere):
        return False
    if not query.region or place == query.region:
        return True
    if part.asked in ("number", "list") or _FIGURE.search(fold(candidate.text)):
        return False
    return query.region in same_names(candidate.text)


def _has_number(candidate: Candidate, part: Part) -> bool:
    sentence = fold(candidate.text).replace("千家万户", "")  # says everybody, and counts nothing
    if candidate.own < _FIGURE_OWN or candidate.passage.kind != "body":
        return False
    if _HOW_LONG.search(part.text):
        return bool(_DURATION.search(sentence))
    if re.search("电话|号码|热线", part.text):
        return bool(re.search(r"\d{5,}", sentence))
    if part.measure:
        alike = next((group for group in _ALIKE if part.measure in group), {part.measure})
        counted = [found for measure in alike for found in re.finditer(_NUMBER + re.escape(measure), sentence)]
        near = (sentence[max(0, found.start() - _NEAR) : found.end() + _NEAR] for found in counted)
        return any(_speaks_of(_thing(part.text), text) for text in near)
    if not re.search(r"\d", sentence):
        return False
    return _speaks_of(_thing(part.text), candidate.text)


def _speaks_of(thing: str, text: str) -> bool:
    """Whether a text names a thing, by two characters of it in a row; any text does where nothing was named."""
    named = same_names(text)
    return not thing or any(thing[i : i + 2] in named for i in range(len(thing) - 1))


def _thing(question: str) -> str:
    """What a number is asked of: the noun after 多少 and its measure, or the one before it; "" if neither is there."""
    text = question.rstrip("？? ")
    if (found := _COUNTED_THING.search(text)) and not _NO_THING.match(found[1]):
        return found[1][:4]
    found = _MEASURED_THING.search(text)
    return found[1] if found else ""


def _has_person(candidate: Candidate, part: Part) -> bool:
    """A name with a post; where a post or a body is asked about, that very one: a deputy does not hold the post."""
    sentence, article = candidate.text, candidate.passage.article
    if not article.author or article.author not in sentence:
        return False
    if _LED.search(part.text) and not _BUREAU.search(article.org):
        return False
    about = _ABOUT_WHO.sub(" ", subject(same_names(part.text)).replace(article.author, " "))
    asked = [word for word in words(about) if len(word) > 1]
    others = [word for word in asked if not _POST_WORDS.match(word)]
    if asked and not others and article.author not in part.text:
        return False  # 局长是谁: of which bureau?
    known = same_names(f"{sentence}{article.org}{article.title}{article.action}{article.region}")
    if not all(word in known for word in others):
        return False
    posts = {found[0] for found in _POST.finditer(sentence)}
    wanted = {found[0] for found in _POST.finditer(part.text)}
    return bool(wanted & posts) if wanted else candidate.passage.kind != "body" or bool(posts)
