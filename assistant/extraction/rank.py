"""The sentences of the passages found, those first that are most likely to answer.

A sentence's evidence adds the encoder's cosines of the sentence and of its passage with the question and the share of
the question's words, weighted by rarity, that it says (wanted.py). Small pushes for the right scope and shape
are added for the ranking alone.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.extraction.candidate import Candidate, Ground
from assistant.extraction.lists import items, lists
from assistant.extraction.wanted import Unit, compared, share, wanted
from assistant.understanding.people import of_body
from assistant.understanding.query import THIS_YEAR, Part, Query
from index.fold import fold
from index.passage import Article, Passage, Span
from index.patterns import compiled
from index.synonyms import words_beside

# The weights come from a conditional logit over the sentences of the dev questions (cross-validated: the right one is
# first for 75 %, in the first three for 90 %).
PASSAGE = 0.66
NAMED = 0.18
AROUND = 0.035
BESIDE = 0.06
FITTING = 0.02
AWAY = 0.2  # how much better an article must fit that is about no action; half as much if it is about the region

_UNSAID = 0.5  # what a sentence is taken to say of a question that has no words of its own
_FIRST = 8  # characters in which a sentence says what it is about
_PAST = compiled(r"去年|过去一年|上年|2024|全年|截至|完成|增长")
_PLANNED = compiled(r"今年|2025|目标|计划|将|要|力争|下一步")
_WHY = compiled(
    r"为什么|为啥|为何|干[嘛吗](?=[老总非都要还])|原因|缘故|咋[^，。？办整弄搞]{0,4}(?:高|低|难|少|缺|贵|慢|差)|怎么(?:这么|那么|恁)|(?:咋|怎么)(?:就|总|老|是)*(?:老|总|不(?!一样|同))"
)
_TROUBLE = compiled(
    "卡住|卡脖子|难住|绊住|拦路|头疼|头痛|发愁|犯愁|难处|难点|难题|困难|麻烦|痛点|瓶颈|挑战|难在|"
    "(?:难|不容易|不好|不易)[^，。？]{0,4}[，, ][^，。？]{0,12}原因|"
    "(?:难|不易)[^？]{0,24}(?:哪|几)[些几五四三二两六]?[条点个]原因"
)
_TROUBLES = compiled("问题|困难|挑战|短缺|制约|不足|压力|瓶颈")
_MATTERS = compiled(
    "意义|重要性|的作用|为(?:什么|啥|何)要(?!紧)|有多重要|(?:为(?:什么|啥|何)|说)[^，。？]{1,10}(?:重要|要紧|关键|重点)"
)
_IMPORTANT = compiled(
    "重要意义|重要抓手|有助于|有利于|(?:的|是)[^，。]{0,14}(?:基础|保障|压舱石|主力军|举措|抓手|关键|资源|之本|因素|核心|主战场)"
)
_KIND = compiled(
    "(?:哪(?:些|几[个项条种类道]?|[二两三四五六七八九十][个项条种类])|什么|啥)(?:样的)?([\u4e00-\u9fff]{2})|"
    "([\u4e00-\u9fff]{2})(?:具体|分别|都|主要)*(?:有|是|包括)(?:哪些|什么|啥)"
)
_POINTS = compiled("[二两三四五六七八九十]个?(?:方面|点|步|招)")  # of a list of sentences, not of things in a row
_NAME_FIRST = compiled("[“‘]([^”’]{2,8})[”’]")  # a sentence that begins with a name in quotation marks explains it
_CAUSES = compiled("导致|由于|因为|使得|造成|原因|制约|影响|不足|不均|是[^，。]{0,12}(?:基础|保障|主力|压舱石)")
_MEASURES = compiled("要|应|将|通过|推进|加强|建立|完善|开展|实施|推动|优化|加快|鼓励|落实")


def ranked(part: Part, query: Query, ground: Ground, units: Sequence[Unit]) -> list[Candidate]:
    """Every sentence of the passages found as a candidate, the best first; `units` are the words of the part."""
    beside = wanted(replace(part, text=part.around, measure=""), query, ground.rarity) if part.around else ()
    found = []
    for hit in ground.hits:
        passage = hit.passage
        names = compared(_names(passage.article))
        context = share(units, (compared(passage.text), names))
        away = 0.0 if passage.article.action else AWAY / 2 if passage.article.region else AWAY
        for span, cosine in zip(passage.sentences, hit.sentence_cosines, strict=True):
            sentence = passage.text_of(span)
            said = (compared(sentence), names)
            own, around = share(units, said), share(beside, said)
            if not units:
                own = context = around if beside else _UNSAID
            evidence = cosine + PASSAGE * hit.cosine + NAMED * own + AROUND * context - away
            score = evidence + BESIDE * around
            score += FITTING * (
                _scope(part, query, passage, ground.before) + _shape(part, passage, span) + _when(part, query, sentence)
            )
            if not units and query.action:
                score += FITTING * _of_action(query.action, sentence)
            found.append(Candidate(passage, span, own, (own + context) / 2, evidence, score))
    return sorted(found, key=lambda one: -one.score)


def _of_action(action: str, sentence: str) -> int:
    """A push for what tells of an action by its name, where nothing but the action is asked after."""
    return 4 * (action in sentence) + 4 * bool(re.search(rf"{re.escape(action)}(?:是|解决)", sentence))


def _names(article: Article) -> str:
    return " ".join((article.action, article.title, article.org, article.role, article.author))


def _scope(part: Part, query: Query, passage: Passage, before: Article | None) -> float:
    """Pushes for the right place, body, action and, where a question leans on another, for its article."""
    article = passage.article
    push = 0.0
    if query.region:
        push += article.region == query.region
    if query.organisation:
        push += 2 * of_body(article, query.organisation)
    if query.action:
        push += article.action == query.action
    if before and article.id == before.id:
        push += 3
    elif before and article.action and article.action == before.action:
        push += 2
    if passage.kind != "body":
        push += 1 if part.asked in ("who", "body") else -3
    return push


def _shape(part: Part, passage: Passage, span: Span) -> float:
    """Pushes for the shape of an answer: a list, a measure, a cause, a number with the thing that is counted."""
    sentence = passage.text_of(span)
    push = 0.0
    if passage.cut_end and span.end == len(passage.text):
        push -= 2  # a sentence that breaks off says less than a whole one
    if part.must and any(word in sentence[:_FIRST] for word in part.must):
        push += 4  # 那农业呢: what is said of it, not where it is named among others
    if part.asked in ("list", "number") and part.measure:
        push += 2 * bool(re.search(rf"\d{part.measure}{_counted_in(part.text)}", fold(sentence)))
    if (name := _NAME_FIRST.match(sentence)) and name[1] in part.text and not _in_a_row(name[1], part.text):
        push += 4
    field = sentence[:2] if sentence[2:4] == "方面" else ""
    # By another word (种地 for 农业) only what one of those compared says: others may tell more of it.
    said = (field, *words_beside(field)) if part.speakers else (field,)
    if field and any(form in part.text for form in said):
        push += 3
    trouble, matters, why = _asks(part.text)
    if trouble:
        push += 3 * bool(_TROUBLES.search(sentence)) + lists(passage, span)
    if matters:
        push += 3 * bool(_IMPORTANT.search(sentence))
    elif why:
        push += 2 * bool(_CAUSES.search(sentence))
    elif part.asked == "how":
        push += bool(_MEASURES.search(sentence))
    if part.asked == "list":
        push += lists(passage, span)
        push += 3 * _lists_kind(part.text, sentence)
        push += 3 * bool(part.items and items(sentence) >= part.items and not _POINTS.search(part.text))
    return push


def _in_a_row(name: str, text: str) -> bool:
    """Whether a text has a name with a number right beside another: 四减 of 一控四减两增, where all three are meant."""
    numbered = "[一二两三四五六七八九十][\u4e00-\u9fff]"
    return bool(re.search(f"{numbered}{re.escape(name)}|{re.escape(name)}{numbered}", text))


def _lists_kind(text: str, sentence: str) -> bool:
    """Whether a sentence lists things of the kind that is asked for: 绿地、湿地、蓄水池等设施 of 哪些设施."""
    named = {kind for found in _KIND.finditer(text) for kind in found.groups() if kind}
    kinds = {form for kind in named for form in (kind, *words_beside(kind))}
    return any(re.search(rf"、[^，。、；]{{1,10}}等[^，。、；]{{0,4}}{re.escape(kind)}", sentence) for kind in kinds)


@lru_cache(maxsize=1024)
def _asks(text: str) -> tuple[bool, bool, bool]:
    """Whether a question asks for troubles, for what a thing matters, and why."""
    return bool(_TROUBLE.search(text)), bool(_MATTERS.search(text)), bool(_WHY.search(text))


def asks_why(question: str) -> bool:
    """Whether a question asks for a cause or for what a thing matters."""
    _, matters, why = _asks(question)
    return matters or why


def _when(part: Part, query: Query, sentence: str) -> int:
    """A push for the year that is asked about: results for the last, plans for this one."""
    year = query.year_of(part)
    if year is None:
        return 0
    past, planned = bool(_PAST.search(sentence)), bool(_PLANNED.search(sentence))
    return past - planned if year < THIS_YEAR else planned - past


def _counted_in(text: str) -> str:
    """The thing that a question counts, as a pattern: 方面 of 几个方面."""
    found = re.search(r"[几多][个项条]([\u4e00-\u9fff]{2})", text)
    return re.escape(found[1]) if found else ""
