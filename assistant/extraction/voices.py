"""Whose words a sentence is: its author's in a column or an interview, and in a report those of whoever is quoted.

A report names its speakers before their words (某某表示，…), behind them (“…。”某某说。), or by 他 and 她. What nobody
is named for is told by the reporter.
"""

import itertools
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.extraction.candidate import ArticleBody, Candidate, sentences_of
from assistant.understanding.naming import same_names
from assistant.understanding.scope import any_place
from index.fold import tagged_words
from index.passage import Article, Hit, Span
from index.patterns import compiled

_POST = (
    "(?:书记|主任|局长|厅长|处长|科长|部长|院长|校长|馆长|所长|秘书长|市长|县长|区长|旗长|主席|会长|经理|董事长|厂长|"
    "总会计师|副?教授|研究员|专家|负责人|市民|村民|居民|商户|店主|老板|工人|牧民|农民|学生|毕业生|游客|讲解员|传承人|"
    "同学|徒弟|商人|技术员)"
)
_VERB = (
    "(?:(?:表示|指出|介绍|认为|强调|坦言|直言|透露|告诉记者|回应|答复|否认|建议|呼吁|补充说|抱怨|要求|提醒|感慨|觉得|"
    "[说称](?!明|法|服|得|号|呼|为|作))(?:称|说|道)?|说得[^，。：]{1,6}(?=：))"
)
_WHERE = "(?:在[^，。“”]{1,20}?[上中时里后])?"
_HOW = "(?:举例|也|还|则|却|又|同时|当场|当即|明确|笑着|对记者|向记者|对此|随后|接着|都|一再|曾)*"
_TELLS = f"(?:[（(][^）)]*[）)])?{_WHERE}{_HOW}{_VERB}"
_HOLDER = compiled(f"{_POST}([\u4e00-\u9fff·]{{2,5}}?){_TELLS}")
_TELLER = compiled(f"(?:^|(?<=[。”\n]))([\u4e00-\u9fff·]{{2,5}}?){_HOW}{_VERB}[。，：]")
_PRONOUN = compiled(f"(?:^|[，；”]|同时|此外|另外)[他她]{_HOW}{_WHERE}{_HOW}{_VERB}")
_REPEATS = compiled("(?:援引|引用|转述)$")  # 援引潘小平的话说: whose words they are is another matter
_OFFICE = compiled(
    f"(?P<place>[\u4e00-\u9fff]{{2,6}}?[市盟旗县])?的?(?P<body>[\u4e00-\u9fff]{{0,12}}?)(?:的|副)?(?P<post>{_POST})"
)
_OPENS_INTERVIEW = compiled("记者(?:专访|采访)了")
_NO_NAME = compiled(
    "^[他她其此]|对此|记者|大家|他们|她们|有人|很多|不少|据|会议|方案|文件|通知|报告|数据|目前|今年|去年"
)
_SHORT = 32  # characters of a sentence that only names a speaker
_MOST = 6  # sentences of one who is quoted


@dataclass(frozen=True, slots=True)
class Heard:
    """Who says a sentence, "" where a reporter tells it, and the other sentence that names the speaker, if one does."""

    name: str
    named_in: Candidate | None = None


def has_own_voice(article: Article) -> bool:
    """Whether an article's words are its author's: a column or an interview gives the author's post, a report none."""
    return bool(article.author and (article.role or article.org))


class Voices:
    """Who says what in the articles of one search; `body` gives an article's passages in reading order."""

    def __init__(self, body: ArticleBody) -> None:
        self._body = body
        self._heard: dict[str, dict[tuple[str, Span], Heard]] = {}

    def of(self, one: Candidate) -> Heard:
        """Who says a sentence."""
        article = one.passage.article
        if has_own_voice(article):
            return Heard("" if narrated(one) else named_speaker(one.text) or article.author)
        if article.id not in self._heard:
            self._heard[article.id] = _attributed(_paragraphs(sentences_of(self._body(article.id), one)))
        return self._heard[article.id].get((one.passage.id, one.span), Heard(""))

    def by(self, one: Candidate, names: Collection[str]) -> bool:
        """Whether a sentence is one of these people's words."""
        article = one.passage.article
        if has_own_voice(article):
            return article.author in names and not narrated(one)
        return self.of(one).name in names

    def quoted_in(self, question: str, hits: Sequence[Hit], authors: Collection[str]) -> str:
        """The name of somebody whom a question names and a report among these quotes, "" for nobody."""
        reports = [hit.passage for hit in hits if not has_own_voice(hit.passage.article)]
        asked = any_place().sub(" ", question)
        likely = {word for word, tag in tagged_words(asked) if tag.startswith("nr") and len(word) > 1}
        for pattern in (_HOLDER, _TELLER):
            likely |= {found[1] for one in reports for found in pattern.finditer(one.text) if found[1] in asked}
        named = [one for one in likely if not _NO_NAME.search(one) and any(one in report.text for report in reports)]
        return max((one for one in named if one not in authors), key=len, default="")

    def said_by(self, name: str, like: Candidate) -> tuple[Candidate, ...]:
        """What somebody says in the report that a candidate is of, in order."""
        units = sentences_of(self._body(like.passage.article.id), like)
        return tuple(one for one in units if self.of(one).name == name and not _only_names(one.text))[:_MOST]


@lru_cache(maxsize=4096)
def named_speaker(sentence: str) -> str:
    """Whom a sentence names as its speaker (某局局长某某表示，…), "" for nobody."""
    return _teller(sentence, _named([sentence]))


def introduces(question: str, sentence: str, article: Article, authors: Collection[str]) -> bool:
    """Whether a sentence gives the post of somebody, other than an author, whom a question names, or names the holder
    of the post that it asks for: 赤峰市水务局局长孙七表示，…"""
    for name in _named([sentence]).difference(authors):
        held = re.search(f"([\u4e00-\u9fff、]{{0,30}}{_POST}){re.escape(name)}", sentence)
        if held and (name in question or _holds(held[1], question, article)):
            return True
    return False


def _holds(held: str, question: str, article: Article) -> bool:
    """Whether what is printed before a name is the post that a question asks for, of the place that it names: of
    呼伦贝尔 is the 市发改委主任 of an article about it."""
    if not (office := _OFFICE.search(question)):
        return False
    place, body, post = office["place"] or "", same_names(office["body"]), office["post"]
    here = not place or place[:2] in f"{held}{article.title}{article.region}"
    return here and body in same_names(held) and held.endswith(post) and ("副" in held[-5:]) == ("副" in office[0])


def _named(texts: Sequence[str]) -> frozenset[str]:
    """The names of the people who speak in some texts."""
    found = {match[1] for text in texts for pattern in (_HOLDER, _TELLER) for match in pattern.finditer(text)}
    for text in texts:
        found |= {word for word, tag in tagged_words(text) if tag.startswith("nr") and len(word) > 1}
    names = {re.sub(f"^{_POST}|{_HOW}{_VERB}$", "", one) for one in found if not _NO_NAME.search(one)}
    return frozenset(one for one in names if len(one) > 1 and not re.search(f"{_POST}$", one))


def _teller(sentence: str, cast: Collection[str]) -> str:
    """Who tells what stands in a sentence, "" where nobody is named for it."""
    for name in sorted(cast, key=len, reverse=True):
        told = re.search(f"{re.escape(name)}{_TELLS}", sentence)
        if told and not _REPEATS.search(sentence[: told.start()]):
            return name
    return ""


def _paragraphs(units: Sequence[Candidate]) -> list[list[Candidate]]:
    """The sentences of an article by paragraphs."""
    paragraphs: list[list[Candidate]] = []
    for one in units:
        before = paragraphs[-1][-1] if paragraphs else None
        if (
            not before
            or before.passage is not one.passage
            or "\n" in one.passage.text[before.span.end : one.span.start]
        ):
            paragraphs.append([])
        paragraphs[-1].append(one)
    return paragraphs


def _attributed(paragraphs: Sequence[Sequence[Candidate]]) -> dict[tuple[str, Span], Heard]:
    """Who says each sentence of a report."""
    cast = _named(["\n".join(one.text for one in paragraph) for paragraph in paragraphs])
    found: dict[tuple[str, Span], Heard] = {}
    last: Candidate | None = None  # the sentence that named somebody last, for whom 他 stands
    for paragraph in paragraphs:
        name = ""
        waiting: list[Candidate] = []  # quoted, and nobody named yet
        heard = Heard("")
        open_ = False
        for one in paragraph:
            text = one.text
            quoted = open_ or text.startswith("“")
            teller, pronoun = _teller(text, cast), _PRONOUN.search(text)
            if teller:
                name, last, heard = teller, one, Heard(teller)
            elif pronoun:
                # 市民老郑也有同感，他建议…: of whom this sentence names, or the one before.
                name, last = _mentioned(text[: pronoun.start()], cast, name, one, last)
                heard = Heard(name, last if last is not one else None)
            elif not open_:
                heard = Heard("")  # told by the reporter, or quoted of somebody who is named behind it
            if heard.name:
                named_in = one if teller else heard.named_in
                found.update({(before.passage.id, before.span): Heard(heard.name, named_in) for before in waiting})
                waiting = []
                found[one.passage.id, one.span] = heard if teller else Heard(heard.name, heard.named_in or last)
            elif quoted:
                waiting.append(one)
            open_ = (open_ or "“" in text) and text.count("“") + open_ > text.count("”")
            if not teller:
                name, last = _mentioned(text, cast, name, one, last)
        _join(paragraph, found)
    return found


def _join(paragraph: Sequence[Candidate], found: dict[tuple[str, Span], Heard]) -> None:
    """Give what nobody is named for, between two sentences of one speaker, to that speaker."""
    keys = [(one.passage.id, one.span) for one in paragraph]
    named = [at for at, key in enumerate(keys) if found.get(key, Heard("")).name]
    for first, then in itertools.pairwise(named):
        before = found[keys[first]]
        if before.name == found[keys[then]].name:
            for key in keys[first + 1 : then]:
                found[key] = Heard(before.name, before.named_in or paragraph[first])


def _mentioned(
    text: str, cast: Collection[str], name: str, one: Candidate, last: Candidate | None
) -> tuple[str, Candidate | None]:
    """Whom 他 stands for behind a sentence."""
    found = max(((text.rfind(each), each) for each in cast if each in text), default=(-1, ""))
    return (found[1], one) if found[1] else (name, last)


def _only_names(sentence: str) -> bool:
    """Whether a sentence names the speaker of others and says nothing: 某某局局长某某笑着说。"""
    return len(sentence) <= _SHORT and "“" not in sentence and bool(re.search(f"{_VERB}。$", sentence))


def narrated(one: Candidate) -> bool:
    """Whether a sentence stands in the paragraph with which a reporter opens an interview."""
    text, span = one.passage.text, one.span
    return bool(_OPENS_INTERVIEW.search(text[text.rfind("\n", 0, span.start) + 1 :].partition("\n")[0]))
