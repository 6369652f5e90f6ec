"""Raw question and history -> `Query`: what is asked, of whom, where and when, without any model."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked import Asked, asked_for
from assistant.misprints import Known, corrected, in_latin
from assistant.parts import item_of, parts_of, sides_of
from assistant.people import mentions
from assistant.query import Query
from assistant.scope import elsewhere, name_groups, named, only_year, periods, region_of
from assistant.sides import without_asides
from assistant.turns import leaning, leans, standing_alone, without_replaced
from index.fold import fold, simplified
from index.passage import Article
from index.synonyms import in_chinese
from index.terms import load_terms

LONGEST = 500  # characters of a question
_TURNS = 6  # earlier questions that a follow-up may lean on, each on the one before
_LONG = 4  # characters of a name that is looked for under misprints; shorter ones sound like other words
_SPACED = 2  # characters that stand alone between spaces
_SAYS_IN_ENGLISH = re.compile(
    r"\b(?:say|says|said|think|thinks|mention|suggest|propose|recommend|argue|name|want)", re.IGNORECASE
)
_OF_TWO = re.compile(r"[是算][^，。？?]*还是[^，。？?]*")  # 是成绩还是今年的任务: the year is what is asked
_TELLS = "(?:讲|说|提|主张|认为|建议|谈|强调|表示|指出|呼吁|看|觉得|列|点名|举|口中|笔下|文中|打算|想|要|怎么|咋|评价)"


def understand(
    question: str, history: Sequence[str], people: Sequence[Article], action: str = "", known: Known = lambda _: True
) -> Query:
    """Understand a question; `history` has earlier questions, oldest first; `people` articles with their authors.

    `known` tells whether the articles have a pair of characters: what they do not have may be a misprint.
    """
    authors = {one.author for one in people if one.author}
    forms = {form for group in name_groups() for term in group for form in term.forms}
    names = authors | {form for form in forms if len(form) >= _LONG}
    question = corrected(plain(question), known, names)
    history = [corrected(plain(one), known, names) for one in history[-_TURNS:]]
    last = standing_alone(history, people) if history and leans(question, people) else ""
    before = last
    if last:
        last = without_replaced(last, question, people)
    # A question that leans on the last one takes along those of its words that the new one does not replace.
    text = f"{last}，{question}" if last else question
    foreign = in_chinese(text) if not re.search("[\u4e00-\u9fff]", text) else []
    ruled = " ".join([*in_latin(text, authors), _as_chinese(text, foreign)]) if foreign else text
    terms = load_terms()
    said_by = mentions(ruled, people)
    persons = list(dict.fromkeys(name for _, (name, *others) in said_by if not others and name in ruled))
    region = region_of(ruled)
    kinds = [asked_for(one) for one in reversed(history)]
    before_asked: Asked = next((asked for asked in kinds if asked != "fact"), "fact")
    parts = (
        leaning(last, question, people, before_asked)
        if last
        else item_of(ruled) or parts_of(without_asides(ruled, [words for words, _ in said_by]))
    )
    if sides := sides_of(ruled, said_by):
        parts = sides
    if foreign:
        parts = tuple(
            replace(part, in_chinese=tuple(foreign), asked=_asked_in_english(text, part.asked)) for part in parts
        )
    return Query(
        text=text,
        parts=parts,
        action=action or named(ruled, terms.actions, names_only=True),
        region=region,
        person=persons[0] if len(persons) == 1 else "",
        year=only_year(_OF_TWO.sub(" ", ruled)),
        elsewhere=elsewhere(ruled),
        periods=periods(ruled),
        organisation=named(ruled, terms.organisations),
        speakers=_speakers(ruled, said_by, people, region, bool(foreign and _SAYS_IN_ENGLISH.search(text))),
        gloss=ruled if foreign else "",
        before=before,
    )


def plain(text: str) -> str:
    """A question in simplified characters, with single spaces; one that is spaced out is drawn together."""
    text = simplified(re.sub(r"\s+", " ", text).strip())
    return text.replace(" ", "") if len(re.findall(r"(?:^| )[\u4e00-\u9fff](?= |$)", text)) > _SPACED else text


def _as_chinese(text: str, foreign: Sequence[tuple[str, ...]]) -> str:
    years = {"this year": "今年", "last year": "去年", "next year": "明年"}
    said = [year for english, year in years.items() if english in fold(text)]
    return " ".join([*said, *(forms[0] for forms in foreign)])


def _asked_in_english(text: str, asked: Asked) -> Asked:
    return asked_for(text) if asked_for(text) != "fact" else asked


def _speakers(
    text: str, said_by: Sequence[tuple[str, tuple[str, ...]]], people: Sequence[Article], region: str, all_: bool
) -> tuple[str, ...]:
    """Those whose words are asked for: "专家怎么看", "发改委讲的"; () where a body is only spoken of."""
    asked = [names for words, names in said_by if all_ or re.search(rf"{re.escape(words)}.{{0,6}}?{_TELLS}", text)]
    everyone = tuple(dict.fromkeys(name for names in asked for name in names))
    if region and len(everyone) > 1:
        near = {one.author for one in people if one.region == region}
        return tuple(name for name in everyone if name in near) or everyone
    return everyone
