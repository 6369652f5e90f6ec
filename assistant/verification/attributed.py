"""Whose words a sentence gives: its parts, each with the one whom it names.

甲指出…，乙则提出… gives words to two people. Each part is to be carried by the passages of its own speaker: held
against those of both together it would stand with the speakers exchanged.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.passage import Article, Passage
from index.patterns import compiled
from index.terms import load_terms

SPEAKS = (
    "分析认为|分析指出|介绍说|透露|坦言|直言|提醒|写道|解释|阐述|总结|概括|判断|倡议|列举|回应|补充|说道|讲到|谈及|提及|论述|"
    "说|表示|认为|指出|提出|介绍|强调|建议|提到|主张|呼吁|谈到"
)
_OF = rf"(?:要求|称(?![为作])|[讲谈说]的(?:则|却|也)?是|{SPEAKS}|的[说看]法|的观点|看来)[，：:]?"
_OWN_POST = compiled("(?<!副)(?:研究馆员|研究员|馆长|局长|主任|处长|所长|书记|院长|教授)")
_CLAUSE = compiled("[^，；。,;\n]+[，；。,;\n]*")
_TELLS = compiled(rf"{SPEAKS}|[讲谈]")
_FROM_BEFORE = compiled("^(?:[，；,;\\s]|而|同时|此外|另外|与此同时|相比之下|但|则|并且?|其中)+")
_THEY = compiled(rf"(?<=[，；])(?:而|同时|并)?[他她](?:还|也|则|并|又|同时)*(?:{_OF})")
# Who also says so, or for his part, has not said what stands before: …，乙也主张….
_APART = compiled(rf"^(?:而|同时|此外)|[\u4e00-\u9fff](?:也|则|却)(?:{_OF}|[把将])")
_PLACE = compiled("[全我本][区市国]|内蒙|自治区|首府|呼")
_VIEWED = compiled("^从([^，]{1,10}?)(?:上|来)?看，")  # 从送出去的内容看，…
_ALL_OF_THEM = compiled("[均都皆]")
_BODY = 3  # characters of the shortest name of a bureau: 水务局


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence, and the authors of whom each must have said it; nobody where none is named."""

    text: str
    speakers: tuple[str, ...] = ()


def with_names(text: str, articles: Sequence[Article]) -> str:
    """A text with the names of the two authors whom a clause before calls 前者 and 后者."""
    authors = "|".join(re.escape(one.author) for one in articles if one.author)
    both = re.search(f"({authors})(?:和|与|、)({authors})", text) if authors else None
    if not both or not 0 < text.find("前者", both.end()) < text.find("后者"):
        return text
    return re.sub("[：:](?=前者)", "，", text).replace("前者", both[1]).replace("后者", both[2])


def by_speaker(text: str, articles: Sequence[Article]) -> list[Part]:
    """The parts of a sentence by whom among the authors of `articles`, or their bodies, its clauses name; the whole of
    it where nobody is named. A clause that only lists people gives none of them any words."""
    parts: list[Part] = []
    before = ""  # clauses that name nobody before the first that does
    for clause in _CLAUSE.findall(text):
        speakers = _named(clause, articles)
        if not speakers and parts:
            parts[-1] = Part(parts[-1].text + clause, parts[-1].speakers)
        elif not speakers:
            before += clause
        elif parts and set(parts[-1].speakers) == set(speakers):
            parts[-1] = Part(parts[-1].text + clause, speakers)
        else:
            if before and not parts and _APART.search(clause):
                parts.append(Part(before))
                before = ""
            parts.append(Part(before + (_FROM_BEFORE.sub("", clause) if parts else clause), speakers))
            before = ""
    return [Part(_THEY.sub("", part.text).rstrip("，；,;"), part.speakers) for part in parts] or [Part(text)]


def _named(clause: str, articles: Sequence[Article]) -> tuple[str, ...]:
    """The authors whose words a clause gives, by their names or by the body that it begins with."""
    authors = tuple(dict.fromkeys(one.author for one in articles if one.author and one.author in clause))
    if authors:
        return authors if len(authors) == 1 or _TELLS.search(clause) or _ALL_OF_THEM.search(clause) else ()
    head = _FROM_BEFORE.sub("", clause)
    for region in load_terms().regions:
        for form in region.forms:
            head = head.removeprefix(form)
    of_body = [one for one in articles if one.author and any(map(head.startswith, bodies_of(one)))]
    return tuple(dict.fromkeys(one.author for one in of_body))[:1]


def bodies_of(article: Article) -> list[str]:
    """The names of the bodies of which an article's author is."""
    named = (term for term in load_terms().organisations if term.name in article.org)
    return [form for term in named for form in term.forms if len(form) >= _BODY]


def said_by(speaker: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages that may give the words of somebody: those of his articles, and those that name him."""
    return tuple(one for one in passages if one.article.author == speaker or speaker in one.text)


def without_speaker(claim: str, articles: Sequence[Article]) -> str:
    """A claim without the words that say whose it is, where these name an author of its quotes with the post and body
    that are printed; else the whole claim, whose names are then looked for. A view that it opens with is left out too,
    unless it is a place's."""
    if (viewed := _VIEWED.match(claim)) and not _PLACE.search(viewed[1]):
        claim = claim[viewed.end() :]
    for article in (one for one in articles if one.author):
        claim = re.sub(rf"，[这那]?[都均]?是{re.escape(article.author)}(?:{SPEAKS})的[^，。]{{2,8}}(?=。?$)", "", claim)
        for said in re.finditer(
            rf"(?:^|(?<=，))([^，。]*?){re.escape(article.author)}[^，。不未没非更]{{0,8}}?{_OF}", claim
        ):
            promoted = any(not stands(post, article.role) for post in _OWN_POST.findall(said[1]))
            if not promoted and not _left_of(said[1], article):
                return claim[: said.start()] + claim[said.end() :]
    return claim


def _left_of(introduced: str, article: Article) -> str:
    """What is left of the words before an author's name without body, post and place as they are printed."""
    vocabulary = load_terms()
    bodies = [form for term in vocabulary.organisations if term.name in article.org for form in term.forms]
    places = [
        form for term in vocabulary.regions if term.name in f"{article.region} {article.org}" for form in term.forms
    ]
    posts = re.split("[、，]", article.role)
    for words in sorted((article.org, *bodies, *places, *posts), key=len, reverse=True):
        introduced = introduced.replace(words, "") if words else introduced
    left = re.sub("^(?:[为对]此|根据|按照|按|据|正如|如|在)|[的、市]|自治区", "", introduced)
    # 社科院 for 社会科学院: its characters in their order; a deputy is never called without his 副.
    rest = iter(re.sub("副.长", "", f"{article.org}{article.role}"))
    return "" if all(character in rest for character in left) else left


def stands(name: str, known: str) -> bool:
    """Whether a name stands in what is known; 局长 does not in 副局长."""
    return bool(re.search(rf"(?<!副){re.escape(name)}", known))
