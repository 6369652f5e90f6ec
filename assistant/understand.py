"""Raw question and history -> `Query`: what is asked, of whom, where and when, without any model."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from index.fold import fold, simplified, words
from index.terms import Term, load_terms

Asked = Literal["number", "speaker", "who", "body", "when", "list", "how", "fact"]

LONGEST = 500  # characters of a question

_SAYS = "(?:讲|说|提|主张|认为|建议|谈|强调|表示|指出|呼吁)"
_ASKED: tuple[tuple[Asked, re.Pattern[str]], ...] = (
    (
        "speaker",
        re.compile(
            rf"(?:谁|哪一?位|哪个(?:专家|学者|人|局长|领导|官员))(?:专家|学者|领导|同志)?{_SAYS}|{_SAYS}(?:出|到|过)?的?(?:人)?是谁|"
            rf"出自(?:谁|哪位)|是(?:谁|哪位)[\u4e00-\u9fff]{{0,3}}{_SAYS}|who (?:said|says|proposed|suggested)"
        ),
    ),
    ("who", re.compile(r"谁|哪位|叫什么名字|什么人|什么职务|什么职位|任什么职|职务是|职位是|(?:什么|啥)官|who\b")),
    (
        "body",
        re.compile(
            r"哪个(?:部门|单位|机构|局)|在哪(?:里|儿)?(?:工作|任职|上班)|什么(?:部门|单位|机构)|"
            r"哪些(?:部门|单位)|归(?:哪|谁)管"
        ),
    ),
    ("when", re.compile(r"什么时候|何时|几月|几号|哪天|哪一天|哪年|哪一年|多久|时间是|when\b")),
    (
        "list",
        re.compile(
            r"哪些|哪几|哪[二两三四五六七八九十]|几个方面|几点|分别是|包括什么|有什么(?:措施|要求|建议|活动|内容|任务)|which\b"
        ),
    ),
    (
        "number",
        re.compile(r"多少|几[个项条家人名次倍成年月天公]|多大|多高|多长|占比|比例|百分之几|第几|how (?:many|much)\b"),
    ),
    ("how", re.compile(r"怎么|怎样|如何|为什么|为何|怎么办|how\b|why\b")),
)
# Words that ask or bind; they say nothing of what is asked about.
_ASKING = re.compile(
    "为什么|什么时候|什么样|是什么|是啥|啥意思|什么意思|意思|含义|指的是|有没有|是不是|能不能|怎么样|怎么办|怎么回事|为何|何时|多少|什么|哪些|哪几|哪个|哪里|哪位|啥|"
    "哪天|哪|谁|怎么|怎样|如何|吗|呢|吧|啊|是否|请问|分别|具体|到底|究竟|认为|觉得|表示|提出|建议|看法|观点|意见|想法|应当|应该|以及|还有|叫做|"
    "这话|这句话|那句话|这个数|我想知道|想问一下|告诉我|介绍一下|[几的了是有要在和与对会能及我你给从被把为多吨]"
)
_SPLIT = re.compile(r"[，,；;？?！!。]|以及|还有|另外")
_MEASURE = re.compile(
    r"(?:多少|几)(?P<measure>亿元|万元|平方公里|公里|个|项(?!目)|条(?![件例])|家(?!庭)|人(?![才员均])|名|次|倍|成(?![果本])|"
    r"年(?!轻)|天(?!然)|亩|吨|元|钱|岁|列|所|座|种|件|处|套|级|分|米|度|户|块)"
)
_NUMERALS = "一二三四五六七八九十"
_COUNTED = re.compile(r"哪([二三四五六七八九十])")
_YEAR = re.compile(
    r"(?<!\d)(20\d\d)(?:\s*年|(?![\d.,万亿千百元个项人名家倍]))|(今年|本年)|(去年|上年|过去一年|上一年)|(明年|来年)|(前年)"
)
_PERIOD = re.compile(r"上半年|下半年|第?[一二三四]季度|\d{1,2}月份|近[两三四五十\d]+年|十[三四五]五")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}(?:省|市|县|旗)(?![场民区容政])")
_NO_PLACE = re.compile(r"(?:全|我|本|城|都|超|该|各|盟|上|股)市$|(?:省|市|县)(?:级|里)$|国旗$|旗县")
_CHECKS = re.compile(r"(?:[吗么]|对吧|是吧|对不对|是不是|没错吧|还是[^，。？]{1,12})[？? ]*$")
_FOLLOW_UP = re.compile(
    r"^(?:那|那么|第[一二三四五六七八九]|展开|详细|具体|区里|市里|专家们?怎么|比|而|和|跟|还有|其中|这|那个|它|他|她|上面|刚才)"
    r"|呢[？?]?$"
)
_SHORT = 10  # characters of a question that hardly stands alone
THIS_YEAR = 2025  # 今年 in the articles of 2025


@dataclass(frozen=True, slots=True)
class Part:
    """One question of several asked at once: its words and the kind of thing asked for.

    `measure` is what a number is to be counted in ("" if not said), `items` how many things are asked for (0 likewise),
    `must` has words that an answer cannot do without. `person` is the one of several people whose words are asked for.
    """

    text: str
    asked: Asked
    measure: str
    items: int
    must: tuple[str, ...] = ()
    person: str = ""

    @property
    def checks(self) -> bool:
        """Whether it asks if something is so: then the true words answer, whatever it takes for granted."""
        return bool(_CHECKS.search(self.text))


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood. `text` stands alone and is searched; "" and None mean that nothing was said of it.

    `elsewhere` has places that no article speaks for, `periods` spans other than a year: an answer has to name them.
    """

    text: str
    parts: tuple[Part, ...]
    action: str
    region: str
    person: str
    year: int | None
    elsewhere: tuple[str, ...]
    periods: tuple[str, ...]
    organisation: str = ""


def understand(question: str, history: Sequence[str], people: Collection[str], action: str = "") -> Query:
    """Understand a question; `history` has earlier questions, oldest first; `people` the names in the index."""
    question = _plain(question)
    last = _plain(history[-1]).rstrip("？?。") if history and _leans(question, people) else ""
    if last:
        last = _without_replaced(last, question, people)
    # A question that leans on the last one takes along those of its words that the new one does not replace.
    text = f"{last}，{question}" if last else question
    terms = load_terms()
    named = sorted((name for name in people if name and name in text), key=text.index)
    parts = _leaning(last, question) if last else _parts(text)
    return Query(
        text=text,
        parts=_of_each(named, text) if len(named) > 1 else parts,
        action=action or _named(text, terms.actions, names_only=True),
        region=_region(text),
        person=named[0] if len(named) == 1 else "",
        year=_year(text),
        elsewhere=_elsewhere(text),
        periods=tuple(_PERIOD.findall(text)),
        organisation=_named(text, terms.organisations),
    )


def subject(text: str) -> str:
    """A question without the words that only ask: what is left has to occur in an answer."""
    return _ASKING.sub(" ", fold(text))


def same_names(text: str) -> str:
    """Folded text in which places and bureaus have one name each, so that 呼市 and 呼和浩特 match."""
    pattern, names = _aliases()
    return pattern.sub(lambda match: names[match[0]], fold(text))


def _plain(text: str) -> str:
    return simplified(re.sub(r"\s+", " ", text).strip())


def _without_replaced(last: str, question: str, people: Collection[str]) -> str:
    """The last question without the names of each kind of which the new one brings its own."""
    terms = load_terms()
    groups = (terms.actions, terms.regions, terms.organisations)
    actions, regions, bureaus = ([form for term in group for form in term.forms] for group in groups)
    for kind in (actions, [*regions, *terms.elsewhere], bureaus, [name for name in people if name]):
        if any(form in question for form in kind):
            for form in sorted(kind, key=len, reverse=True):
                last = last.replace(form, "")
    if _YEAR.search(question):
        last = _YEAR.sub("", last)
    return last


def _of_each(named: Sequence[str], text: str) -> tuple[Part, ...]:
    """The question put to each of the people it names; a clause that names one of them is asked of that one alone."""
    parts = []
    for name in named:
        others = [other for other in named if other != name]
        pieces = [piece for piece in _SPLIT.split(text) if piece.strip()]
        own = [piece for piece in pieces if name in piece or not any(other in piece for other in others)]
        words = " ".join(own)
        for other in named:
            words = words.replace(other, " ")
        parts.append(replace(_part(words, _asked(words)), person=name))
    return tuple(parts)


def _leans(question: str, people: Collection[str]) -> bool:
    """Whether a question takes what it lacks from the one before: by its form, or by being short and naming nothing."""
    if _FOLLOW_UP.search(question):
        return True
    terms = load_terms()
    groups = (terms.actions, terms.organisations, (terms.all_actions,))
    known = [form for group in groups for term in group for form in term.forms]
    asks = _asked(question) != "fact" or _ASKING_SOMETHING.search(question)
    return bool(asks) and len(question) <= _SHORT and not any(name and name in question for name in (*people, *known))


def _leaning(last: str, question: str) -> tuple[Part, ...]:
    """The last question once more, as the new one changes it; the new one's own words have to be in an answer."""
    asked = _asked(question)
    own = subject(_YEAR.sub(" ", same_names(re.sub(r"^那么?|[呢？?]", " ", question))))
    names = {fold(term.name) for group in _name_groups() for term in group}
    must = tuple(word for word in words(own) if len(word) > 1 and not any(word in name for name in names))
    return (replace(_part(f"{last} {question}", asked if asked != "fact" else _asked(last)), must=must),)


def _name_groups() -> tuple[tuple[Term, ...], ...]:
    terms = load_terms()
    return terms.regions, terms.organisations, terms.actions


def _elsewhere(text: str) -> tuple[str, ...]:
    """Places that are named and for which no article speaks."""
    terms = load_terms()
    rest = text
    for term in (*terms.regions, *terms.organisations):
        for form in sorted(term.forms, key=len, reverse=True):
            rest = rest.replace(form, " ")
    known = [place for place in terms.elsewhere if place in rest]
    return (*known, *(place for place in _PLACE.findall(rest) if not _NO_PLACE.search(place)))


def _parts(text: str) -> tuple[Part, ...]:
    """The questions that stand in one; a clause that asks nothing belongs to the next that does."""
    parts: list[Part] = []
    waiting = ""
    for piece in _SPLIT.split(text):
        if not piece.strip():
            continue
        asked = _asked(piece)
        if asked == "fact" and not _ASKING_SOMETHING.search(piece):
            waiting += piece + " "
            continue
        parts.append(_part(waiting + piece, asked))
        waiting = ""
    if not parts:
        return (_part(text, _asked(text)),)
    if waiting:
        parts[-1] = _part(f"{parts[-1].text} {waiting}".strip(), parts[-1].asked)
    return tuple(parts)


_ASKING_SOMETHING = re.compile("吗|什么|是否|有没有|哪|呢|谈|讲|介绍|说")


def _asked(text: str) -> Asked:
    return next((asked for asked, pattern in _ASKED if pattern.search(fold(text))), "fact")


def _part(text: str, asked: Asked) -> Part:
    found = _MEASURE.search(text)
    measure = "元" if found and found["measure"] in ("钱", "块") else found["measure"] if found else ""
    counted = _COUNTED.search(text)
    return Part(text.strip(), asked, measure, 1 + _NUMERALS.index(counted[1]) if counted else 0)


def _named(text: str, terms: Sequence[Term], names_only: bool = False) -> str:
    """The term that a text names, the longest form first."""
    forms = [(form, term.name) for term in terms for form in ((term.name,) if names_only else term.forms)]
    return next((name for form, name in sorted(forms, key=lambda one: -len(one[0])) if form in text), "")


def _region(text: str) -> str:
    """The place that is asked about, a city before the region; "" when the question is which of them it is."""
    terms = load_terms()
    city, whole = _named(text, terms.regions[1:]), _named(text, terms.regions[:1])
    return "" if city and whole and "还是" in text else city or whole


def _year(text: str) -> int | None:
    found = _YEAR.search(text)
    if not found:
        return None
    if found[1]:
        return int(found[1])
    return THIS_YEAR + next(shift for group, shift in ((2, 0), (3, -1), (4, 1), (5, -2)) if found[group])


@cache
def _aliases() -> tuple[re.Pattern[str], dict[str, str]]:
    terms = load_terms()
    names = {fold(form): fold(region.name) for region in terms.regions for form in region.forms}
    for bureau in terms.organisations:
        # Without its city, which stands beside it as often as not.
        plain = next((bureau.name.removeprefix(r.name) for r in terms.regions if bureau.name.startswith(r.name)), "")
        names.update(dict.fromkeys(map(fold, bureau.forms), fold(plain or bureau.name)))
    return re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True))), names
