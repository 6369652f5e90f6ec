"""Raw question and history -> `Query`: what is asked, of whom, where and when, without any model."""

import re
import string
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.understanding.asked import TALKED_OF, Asked, asked_for
from assistant.understanding.claims import plain_claim
from assistant.understanding.clauses import has_subject
from assistant.understanding.either import asked_whose
from assistant.understanding.english import english_leaning, english_parts, gloss_of, in_english
from assistant.understanding.intro import without_introduction
from assistant.understanding.misprints import SHORT_NAME, Known, corrected
from assistant.understanding.naming import whole_names
from assistant.understanding.parts import item_of, parts_of
from assistant.understanding.people import mentions
from assistant.understanding.personal import without_persons
from assistant.understanding.pointed import resolved
from assistant.understanding.query import Part, Query
from assistant.understanding.roster import People, is_expert
from assistant.understanding.rows import spelt_out
from assistant.understanding.scope import (
    at_home,
    elsewhere,
    name_groups,
    named,
    named_action,
    only_year,
    periods,
    region_of,
)
from assistant.understanding.sides import placed, sides_of, without_asides
from assistant.understanding.spoken import between_clauses, punctuated
from assistant.understanding.story import without_story
from assistant.understanding.supposed import before_these, without_quarrel, without_states
from assistant.understanding.turns import (
    leaning,
    leans,
    of_whom,
    own_things,
    standing_alone,
    unresolved,
    without_replaced,
)
from index.fold import dictionary_cut, fold, simplified
from index.patterns import compiled
from index.synonyms import find_synonyms, in_chinese
from index.terms import load_terms

LONGEST = 500  # characters of a question
_TURNS = 6  # earlier questions that a follow-up may lean on, each on the one before
_LONG = 4  # characters of a name that is looked for under misprints; of shorter ones those of bureaus and cities
_TELLING = 3  # characters of an everyday word that means one thing
_SPACED = 2  # characters that stand alone between spaces
_WIDE = {ord(one) + 0xFEE0: one for one in string.ascii_letters + string.digits + "%."}
_BETWEEN = compiled(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_PLUS = compiled("(?<=[A-Za-z])加(?=[\u4e00-\u9fff])")  # H加回
_OF_WHICH = compiled("[“‘][^”’]{2,16}[”’](?:里面?|里头|之?中|当中)的?(?=[“‘])")  # “甲、乙”里的“甲”
_QUOTED_ONE = compiled("[“‘]([^一二三四五六七八九十])[”’](?!字)")  # 往外“送”
_CLAUSES = compiled(r"[，,；;。：？?！!](?=.*[\u4e00-\u9fff])")  # what parts them, but for the end
_NEIGHBOURS = 3  # characters on either side of a space of which a word may consist
_SAYS_IN_ENGLISH = compiled(
    r"\b(?:say|says|said|think|thinks|mention|suggest|propose|recommend|argue|name|want|according|view|opinion)",
    re.IGNORECASE,
)
_TOPIC_OF = compiled("^(?:谈|讲|写|聊|说|研究|负责|主管|分管|管)")
_OF_TWO = compiled(r"[是算][^，。？?]*还是[^，。？?]*")  # 是成绩还是今年的任务: the year is what is asked
_TELLS = (
    "(?:讲|说|提|主张|认为|建议|谈|强调|表示|指出|呼吁|看|觉得|列|点名|举|"
    "总结|形容|描述|希望|比作|称|口中|笔下|文中|打算|想|要|怎么|咋|评价)"
)


def understand(
    question: str, history: Sequence[str], people: People, action: str = "", known: Known = lambda _: True
) -> Query:
    """Understand a question; `history` has earlier questions, oldest first; `people` articles with their authors.

    `known` tells whether the articles have a pair of characters: what they do not have may be a misprint.
    """
    authors = people.names
    names = _spelled(authors)
    question = corrected(whole_names(without_introduction(plain(question))), known, names)
    question = plain_claim(without_states(before_these(without_quarrel(spelt_out(question)))))
    question, whole = without_story(question, known), question
    told = whole.removesuffix(question)
    question, either = asked_whose(question, people)
    history = [corrected(whole_names(without_introduction(plain(one))), known, names) for one in history[-_TURNS:]]
    question = resolved(question, history, people)
    earlier = standing_alone(history, people) if history else ""
    if action and not history and leans(question, people) and not in_english(question):
        question = f"{action}{question}"  # 有哪些措施, asked of one action alone
    he, own = of_whom(question, earlier, people) if history else ("", "")
    of_author = bool(own) and not he and asked_for(history[-1]) == "speaker"
    last = earlier if history and (of_author or leans(question, people)) else ""
    if he:
        question, last = f"{he} {own}", ""
    if last:
        last = without_replaced(last, question, people)
    # A question that leans on the last one takes along those of its words that the new one does not replace.
    text = f"{last}，{question}" if last else question
    foreign = in_english(text)
    ruled = gloss_of(text, authors) if foreign else text
    terms = load_terms()
    said_by = mentions(ruled, people)
    called = [words for words, _ in said_by]
    persons = list(dict.fromkeys(name for _, (name, *others) in said_by if not others and name in ruled))
    # Who asks for no place and of nobody by name means the place of the story.
    asked_where = _without(
        ruled, [words for words, names in said_by if all(is_expert(people.by_name[one][-1]) for one in names)]
    )
    somewhere = ruled if region_of(ruled) or said_by or asked_for(ruled) == "speaker" else f"{at_home(told)} {ruled}"
    region = region_of(somewhere) if somewhere != ruled else region_of(asked_where)
    if foreign:
        parts = english_leaning(last, question, authors) if last else english_parts(text, authors)
    else:
        parts = (
            parts_of(own)
            if of_author
            else leaning(last, question, people, _asked_before(history))
            if last
            else item_of(ruled) or parts_of(_asked_of_them(without_asides(ruled, called), called), called)
        )
    if sides := sides_of(ruled, said_by):
        words = in_chinese(text) if foreign else ()
        parts = tuple(replace(side, in_chinese=tuple(words)) for side in sides)
    parts = placed(parts)
    speakers = either or _speakers(
        TALKED_OF.sub(" ", ruled), said_by, people, region, foreign and bool(_SAYS_IN_ENGLISH.search(text))
    )
    person = persons[0] if len(persons) == 1 else ""
    if not either and (later := _later_speakers(parts, called, speakers or (person,), people)):
        parts, speakers, person = later, (), ""
    if region and "？" in ruled.rstrip("？") and _only_later(parts, region):
        # 专家说要修哪些？呼和浩特有什么安排？: the place is that of the second question.
        parts = tuple(replace(part, region=region) if region_of(part.text) else part for part in parts)
        region = ""
    year = only_year(_OF_TWO.sub(" ", ruled))
    return Query(
        text=text,
        parts=parts,
        action=action
        or named(ruled, terms.actions, names_only=True)
        or (_turned_to(question, earlier) if last else ""),
        region=region,
        person=person,
        year=year,
        elsewhere=elsewhere(_without_people(somewhere, people)),
        periods=periods(text),
        organisation=named(ruled, terms.organisations),
        speakers=speakers,
        gloss=ruled if foreign else _in_their_words(text, known),
        before=earlier,
        of_author=of_author,
        own=own_things(question) if last and not of_author else (),
        itself=bool(last) and has_subject(question),
        dated_from=next((n for n, one in enumerate(parts) if year and only_year(one.text) == year), 0),
        unresolved=bool(history) and unresolved(question, people, bool(last), bool(he or of_author)),
    )


def _without(text: str, called: Sequence[str]) -> str:
    """A text without the words by which experts are called: the one of 鄂尔多斯党校 does not speak of 鄂尔多斯."""
    for words in called:
        text = text.replace(words, " ")
    return text


def _only_later(parts: Sequence[Part], region: str) -> bool:
    """Whether the first of several questions names no place, and a later one does."""
    named_in = [region_of(part.text) == region and not part.checks for part in parts]
    whole = not any(part.speakers or part.region or part.year for part in parts)
    return whole and len(parts) > 1 and not named_in[0] and any(named_in)


def _later_speakers(
    parts: Sequence[Part], called: Sequence[str], speakers: Sequence[str], people: People
) -> tuple[Part, ...]:
    """The parts of a question of which the first asks of a city and only a later one names the experts whose words it
    asks for, that one and those behind it with these speakers: 呼市要提升哪部戏？党校那位专家又支持哪些创作; () for any
    other."""
    experts = any(speakers) and all(is_expert(people.by_name[one][-1]) for one in speakers)
    of_city = region_of(parts[0].text) in [one.name for one in load_terms().regions[1:]]
    if len(parts) < len("两问") or not experts or not of_city or any(part.speakers for part in parts):
        return ()
    first = next((n for n, part in enumerate(parts) if any(words in part.text for words in called)), 0)
    later = (replace(part, speakers=tuple(speakers)) for part in parts[first:])
    return (*parts[:first], *later) if first else ()


def _turned_to(question: str, earlier: str) -> str:
    """The action to which a question turns from another (那促就业的方案呢), "" where it does not."""
    return named_action(question) if named_action(earlier) not in ("", named_action(question)) else ""


def _without_people(text: str, people: People) -> str:
    """A text without the names of authors: 韩成福建议 names no 福建."""
    for name in people.named_in(text):
        text = text.replace(name, " ")
    return text


def _asked_of_them(text: str, called: Sequence[str]) -> str:
    """A question without the words that say by their subject whose words are asked for (圆桌会上谈开放的那位专家); all
    of it where it asks for nothing else."""
    for words in called:
        if re.search(rf"{re.escape(words)}(?:到底|究竟)?(?:叫|姓|是谁|是哪一?位)", text):
            continue  # 那个管文旅的局长叫啥: he himself is asked for
        topic = _TOPIC_OF.sub("", words.partition("的")[0])
        rest = re.sub(f"(?:圆桌会?[上里中]?的?)?{re.escape(words)}[，,]?", topic, text) if "的" in words else text
        text = rest if has_subject(rest) and asked_for(rest) not in ("who", "body") else text
    return text


@lru_cache(maxsize=4)
def _spelled(authors: frozenset[str]) -> frozenset[str]:
    """The names that are looked for under misprints."""
    forms = (form for group in name_groups() for term in group for form in term.forms)
    return authors | {form for form in forms if len(form) >= _LONG or SHORT_NAME.fullmatch(form)}


def _asked_before(history: Sequence[str]) -> Asked:
    """What kind of thing was asked for last, but for facts, which are what any question asks for."""
    return next((asked for one in reversed(history) if (asked := asked_for(one)) != "fact"), "fact")


def _in_their_words(text: str, known: Known) -> str:
    """The words of the articles for those of a question that the articles do not have: 班列 for 拉货的火车."""
    found = []
    for start, end, forms in find_synonyms(fold(text)):
        if end - start >= _TELLING and not _in_articles(text[start:end], known):
            found += [form for form in forms if _in_articles(form, known)][:1]
    return " ".join(dict.fromkeys(found))


def _in_articles(word: str, known: Known) -> bool:
    return all(known(word[i : i + 2]) for i in range(len(word) - 1))


def plain(text: str) -> str:
    """A question in simplified characters, with digits and letters of half width, without what introduces it, its
    clauses parted by commas where spaces do, and no space inside a word; one that is spaced out is drawn together."""
    text = "".join(one for one in text if unicodedata.category(one) != "Cf")  # unseen: zero width, direction
    text = simplified(re.sub(r"\s+", " ", without_persons(text.translate(_WIDE))).strip())
    text = _PLUS.sub("+", text)
    text = _OF_WHICH.sub("", _QUOTED_ONE.sub(r"\1", text))
    if len(re.findall(r"(?:^| )[\u4e00-\u9fff](?= |$)", text)) > _SPACED:
        return text.replace(" ", "")
    text = without_introduction(text)  # 您好，节水 主战场 谢谢: the comma is none of the question's
    if _CLAUSES.search(text):
        return punctuated(_BETWEEN.sub(lambda space: "，" if _parts_clauses(text, space.start()) else "", text))
    return punctuated(_BETWEEN.sub(lambda space: "" if _inside_word(text, space.start()) else " ", text))


def _parts_clauses(text: str, at: int) -> bool:
    """Whether the space at `at` stands between two clauses."""
    return between_clauses(text, at) and not _inside_word(text, at)


def _inside_word(text: str, at: int) -> bool:
    """Whether a dictionary has a word that the space at `at` cuts in two."""
    before, after = text[max(0, at - _NEIGHBOURS) : at].split(" ")[-1], text[at + 1 : at + 1 + _NEIGHBOURS]
    end = 0
    for word in dictionary_cut(before + after.split(" ")[0]):
        if end < len(before) < end + len(word):
            return True
        end += len(word)
    return False


def _speakers(
    text: str, said_by: Sequence[tuple[str, tuple[str, ...]]], people: People, region: str, all_: bool
) -> tuple[str, ...]:
    """Those whose words are asked for: "专家怎么看", "发改委讲的"; () where a body is only spoken of."""
    asked = [
        names for words, names in said_by if all_ or re.search(rf"{re.escape(words)}[^哪谁]{{0,6}}?{_TELLS}", text)
    ]
    everyone = tuple(dict.fromkeys(name for names in asked for name in names))
    if region and len(everyone) > 1:
        by_name = people.by_name
        return tuple(name for name in everyone if any(one.region == region for one in by_name[name])) or everyone
    return everyone
