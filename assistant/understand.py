"""Raw question and history -> `Query`: what is asked, of whom, where and when, without any model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.asked import Asked, asked_for, count_of, measure_of
from assistant.misprints import Known, corrected, in_latin
from assistant.naming import same_names, subject
from assistant.people import mentions
from index.fold import fold, simplified, tagged_words
from index.passage import Article
from index.synonyms import in_chinese, talk
from index.terms import Term, load_terms

LONGEST = 500  # characters of a question
_TURNS = 6  # earlier questions that a follow-up may lean on, each on the one before

_SPLIT = re.compile(r"[，,；;？?！!。\n]|以及|还有(?!什么|哪|啥)|另外| (?=[^a-z0-9])", re.IGNORECASE)
_YEAR = re.compile(
    r"(?<!\d)(20\d\d)(?:\s*年|(?![\d.,万亿千百元个项人名家倍]))|(今年|本年|this year)|"
    r"(去年|上年|过去一年|上一年|last year)|(明年|来年|next year)|(前年)"
)
_PERIOD = re.compile(r"上半年|下半年|第?[一二三四]季度|\d{1,2}月份|近[两三四五十\d]+年|十[三四五]五")
_TOWN = re.compile("[市县旗盟省州]")
_CHECKS = re.compile(r"(?:[吗么]|还是[^，。？]{1,12})[？? ]*$|对吧|是吧|对不对|是不是|没错吧|没记错|是不[？? ]*$")
_CHECKED = re.compile(
    r"(?<![\d.])(?P<number>\d[\d.]*万?)(?:多|余)?(?P<measure>个亿|亿元|万元|公里|个|项|条|家|人|名|倍|元|处|座|种|万人|万)(?P<thing>[\u4e00-\u9fff]{0,4})"
)
_FOLLOW_UP = re.compile(
    r"^(?:那|那么|第[一二三四五六七八九]|展开|详细|细说|具体|区里|市里|专家们?怎么|比|而|和|跟|还有|其中|这|那个|它|他|她|上面|刚才|该|此|都|是|继续|接着|然后|还有)"
    r"|呢[？?]?$"
)
_TWO_POSTS = re.compile(
    r"([局委厅办](?:的)?(?:局长|主任|厅长))(?:和|与|、|以及)([\u4e00-\u9fff]+?(?:局长|主任|厅长)(?:分别|各)?(?:是谁|叫什么|是哪位))"
)
# 与全国相比: what is asked is not of the nation.
_COMPARED = re.compile("(?:与|和|跟|同|比|较)(?:全国|全球|世界)(?:平均)?(?:水平)?(?:相比|比较|比|高|低)")
_ITEM = re.compile(r"第([一二三四五六七八九])(?:条|个|点|项|方面|步|招)")
_COMPARES = re.compile(
    r"比一比|比比|比较|对比|相比|区别|不同|不一样|一样不|一样吗|差别|差异|差在|各自|分别|差多少|异同|各(?:说|讲|有|是|提)|compare|differ|versus|\bvs\b"
)
_LONG = 4  # characters of a name that is looked for under misprints; shorter ones sound like other words
_NUMERALS = "一二三四五六七八九"
_SPACED = 2  # characters that stand alone between spaces
_SHORT = 10  # characters of a question that hardly stands alone
THIS_YEAR = 2025  # 今年 in the articles of 2025
# What only tells how to answer: it is no question of its own.
_MANNER = re.compile(
    r"^(?:请|麻烦|帮我?|给我?|能不能|可以|我|想)?(?:再)?(?:逐[项一]|一条条|一个个|都|分别|全部?|具体|详细|简单)?"
    r"(?:列(?:出来?|举|一下|全|列)?|说(?:说|明|一下|全)?|讲(?:讲|一下)?|比(?:比|一比)|数|写作业要用|介绍(?:一下)?|谢谢|急|在线等|给个数就行|两个数都给我)(?:呗|吧|看)?$"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One question of several asked at once: its words and the kind of thing asked for.

    `around` has the other words that were asked with it. `measure` is what a number is to be counted in ("" if not
    said), `items` how many things are asked for (0 likewise), `item` which thing of a list (0 for all), `must` has
    words that an answer cannot do without. `speakers` are those of whom one has to have said it, () if anybody may;
    `year` and `region` where the parts ask for different ones; `label` is how such a part is called. `in_chinese` has
    the words of an English question, each with the ways of saying it; `checked` the figure that it asks to have
    confirmed: number, measure, thing.
    """

    text: str
    asked: Asked
    measure: str
    items: int
    around: str = ""
    item: int = 0
    must: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    year: int | None = None
    region: str = ""
    label: str = ""
    in_chinese: tuple[tuple[str, ...], ...] = ()
    checked: tuple[str, str, str] | None = None

    @property
    def checks(self) -> bool:
        """Whether it asks if something is so: then the true words answer, whatever it takes for granted."""
        return bool(_CHECKS.search(self.text))


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood. `text` stands alone and is searched; "" and None mean that nothing was said of it.

    `person` is the one whose words are asked for, `speakers` those of whom one has to have said it. `elsewhere` has
    places that no article speaks for, `periods` spans other than a year: an answer has to name them. `gloss` is an
    English question in Chinese words, `before` the question that this one leans on.
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
    speakers: tuple[str, ...] = ()
    gloss: str = ""
    before: str = ""

    @property
    def searched(self) -> str:
        """What is searched for: an English question with its Chinese words, which the keyword leg needs."""
        return f"{self.text} {self.gloss}".strip()


def understand(
    question: str, history: Sequence[str], people: Sequence[Article], action: str = "", known: Known = lambda _: True
) -> Query:
    """Understand a question; `history` has earlier questions, oldest first; `people` articles with their authors.

    `known` tells whether the articles have a pair of characters: what they do not have may be a misprint.
    """
    authors = {one.author for one in people if one.author}
    forms = {form for group in _name_groups() for term in group for form in term.forms}
    names = authors | {form for form in forms if len(form) >= _LONG}
    question = corrected(plain(question), known, names)
    history = [corrected(plain(one), known, names) for one in history[-_TURNS:]]
    last = _standing_alone(history, people) if history and _leans(question, people) else ""
    before = last
    if last:
        last = _without_replaced(last, question, people)
    # A question that leans on the last one takes along those of its words that the new one does not replace.
    text = f"{last}，{question}" if last else question
    foreign = in_chinese(text) if not re.search("[\u4e00-\u9fff]", text) else []
    ruled = " ".join([*in_latin(text, authors), _as_chinese(text, foreign)]) if foreign else text
    terms = load_terms()
    said_by = mentions(ruled, people)
    persons = list(dict.fromkeys(name for _, (name, *others) in said_by if not others and name in ruled))
    region = _region(ruled)
    parts = _leaning(last, question) if last else _item_of(ruled) or _parts(ruled)
    if sides := _sides(ruled, said_by):
        parts = sides
    if foreign:
        parts = tuple(
            replace(part, in_chinese=tuple(foreign), asked=_asked_in_english(text, part.asked)) for part in parts
        )
    return Query(
        text=text,
        parts=parts,
        action=action or _named(ruled, terms.actions, names_only=True),
        region=region,
        person=persons[0] if len(persons) == 1 else "",
        year=_year(ruled),
        elsewhere=_elsewhere(ruled),
        periods=tuple(_PERIOD.findall(ruled)),
        organisation=_named(ruled, terms.organisations),
        speakers=_speakers(ruled, said_by, people, region, bool(foreign and _SAYS_IN_ENGLISH.search(text))),
        gloss=ruled if foreign else "",
        before=before,
    )


def named_action(text: str) -> str:
    """The action that a text names in any of its ways, "" for none."""
    return _named(text, load_terms().actions)


def plain(text: str) -> str:
    """A question in simplified characters, with single spaces; one that is spaced out is drawn together."""
    text = simplified(re.sub(r"\s+", " ", text).strip())
    return text.replace(" ", "") if len(re.findall(r"(?:^| )[\u4e00-\u9fff](?= |$)", text)) > _SPACED else text


def _standing_alone(history: Sequence[str], people: Sequence[Article]) -> str:
    """The last question of a conversation, with what it takes from those before."""
    text = ""
    for question in history:
        question = question.rstrip("？?。")
        text = (
            f"{_without_replaced(text, question, people)}，{question}"
            if text and _leans(question, people)
            else question
        )
    return text


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


_SAYS_IN_ENGLISH = re.compile(
    r"\b(?:say|says|said|think|thinks|mention|suggest|propose|recommend|argue|name|want)", re.IGNORECASE
)
_TELLS = "(?:讲|说|提|主张|认为|建议|谈|强调|表示|指出|呼吁|看|觉得|列|点名|举|口中|笔下|文中|打算|想|要|怎么|咋|评价)"


def _sides(text: str, said_by: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[Part, ...]:
    """The question put to each of several people, bodies or years that it compares; a clause that names one of them
    is asked of that one alone. () where it compares nothing."""
    apart = [(words, names) for words, names in said_by]
    people = len(apart) > 1 and (
        _COMPARES.search(text) or all(words in names for words, names in apart) or "和" in text or "跟" in text
    )
    if len(apart) > 1 and not people:
        people = (
            len({names for _, names in apart}) > 1
            and len([p for p in _SPLIT.split(text) if any(w in p for w, _ in apart)]) > 1
        )
    if people:
        parts = []
        pieces = [piece for piece in _SPLIT.split(text) if piece.strip()]
        for words, names in apart:
            others = [other for other, _ in apart if other != words]
            own = [piece for piece in pieces if words in piece or not any(other in piece for other in others)]
            said = " ".join(own)
            for other, _ in apart:
                said = said.replace(other, " ")
            said = _COMPARES.sub(" ", said)
            asked = asked_for(said)
            parts.append(
                replace(
                    _part(said, "fact" if asked in ("who", "speaker") else asked),
                    speakers=names,
                    around=text,
                    label=f"{words}的说法",
                )
            )
        return tuple(parts)
    places = _places(text)
    if len(places) > 1 and re.search("[各和与、及]|分别", text) and "还是" not in text and not _CHECKS.search(text):
        forms = [form for one in load_terms().regions for form in sorted(one.forms, key=len, reverse=True)]
        bare = re.sub("|".join(forms), " ", text)
        return tuple(
            replace(_part(f"{place} {bare}", asked_for(text)), region=place, label=f"{place}的情况") for place in places
        )
    years = list(dict.fromkeys(_years(text)))
    if len(years) == 2 and len(_YEAR.findall(text)) >= 2 and not _CHECKS.search(text):
        bare = _YEAR.sub(" ", _COMPARES.sub(" ", text))
        asked = asked_for(text)
        return tuple(
            replace(_part(bare, asked if asked != "fact" else "number"), year=year, label=f"{year}年的情况")
            for year in years
        )
    return ()


def _places(text: str) -> list[str]:
    """The places, of those that articles speak for, that stand side by side in a text."""
    found: dict[str, int] = {}
    for region in load_terms().regions:
        for form in region.forms:
            if re.search(rf"{form}(?:市|自治区)?(?:和|与|跟|、|及)|(?:和|与|跟|、|及){form}", text):
                found.setdefault(region.name, text.index(form))
    return sorted(found, key=lambda name: found[name])


def _without_replaced(last: str, question: str, people: Sequence[Article]) -> str:
    """The last question without the names of each kind of which the new one brings its own."""
    terms = load_terms()
    groups = (terms.actions, terms.regions, terms.organisations)
    actions, regions, bureaus = ([form for term in group for form in term.forms] for group in groups)
    said = [words for words, _ in mentions(last, people)]
    speakers = said if mentions(question, people) else []
    places = [*regions, *terms.elsewhere]
    for kind in (actions, places, bureaus):
        if any(form in question for form in kind):
            for form in sorted(kind, key=len, reverse=True):
                last = last.replace(form, "")
    for words in speakers:
        last = last.replace(words, "")
    if _YEAR.search(question):
        last = _YEAR.sub("", last)
    return last


def _leans(question: str, people: Sequence[Article]) -> bool:
    """Whether a question takes what it lacks from the one before: by its form, or by being short and naming nothing."""
    if _FOLLOW_UP.search(question):
        return True
    terms = load_terms()
    groups = (terms.actions, terms.organisations, (terms.all_actions,))
    known = [form for group in groups for term in group for form in term.forms]
    names = [one.author for one in people if one.author]
    asks = asked_for(question) != "fact" or _ASKING_SOMETHING.search(question)
    return bool(asks) and len(question) <= _SHORT and not any(name in question for name in (*names, *known))


def _item_of(text: str) -> tuple[Part, ...]:
    """A question for one thing of a list: 康磊提的第二条是什么; () where it asks for none."""
    item = _ITEM.search(text)
    if not item or not re.search("是什么|是啥|怎么说|讲的|展开|具体|指什么|内容", text[item.end() :]):
        return ()
    return (replace(_part(_ITEM.sub(" ", text), "list"), item=_NUMERALS.index(item[1]) + 1),)


def _leaning(last: str, question: str) -> tuple[Part, ...]:
    """The last question once more, as the new one changes it; the new one's own words have to be in an answer."""
    if item := _ITEM.search(question):
        return (replace(_part(last, "list"), item=_NUMERALS.index(item[1]) + 1),)
    asked = asked_for(question)
    own = subject(_YEAR.sub(" ", same_names(re.sub(r"^那么?|[呢？?]", " ", question))))
    names = {same_names(form) for group in _name_groups() for term in group for form in term.forms}
    must = tuple(
        word
        for word, tag in tagged_words(own)
        if len(word) > 1 and word not in talk() and tag[0] in "nvijl" and not any(word in name for name in names)
    )
    years = _years(question)
    if re.search("完成|实际|结果", question) or any(year < THIS_YEAR for year in years):
        last = re.sub("目标|任务|计划", " ", last)
    elif re.search("目标|任务|计划", question):
        last = _YEAR.sub(" ", last)
    must = () if asked == "speaker" else must
    return (replace(_part(f"{last} {question}", asked if asked != "fact" else asked_for(last)), must=must),)


def _name_groups() -> tuple[tuple[Term, ...], ...]:
    terms = load_terms()
    return terms.regions, terms.organisations, terms.actions


def _elsewhere(text: str) -> tuple[str, ...]:
    """Places that are named and for which no article speaks."""
    terms = load_terms()
    rest = text = _COMPARED.sub(" ", text)
    for term in (*terms.regions, *terms.organisations):
        for form in sorted(term.forms, key=len, reverse=True):
            rest = rest.replace(form, " ")
    listed = [place for place in terms.elsewhere if place in rest]
    towns = [town for town in _towns(text) if town not in {form for one in terms.regions for form in one.forms}]
    return (*listed, *(town for town in towns if town not in listed))


def _towns(text: str) -> list[str]:
    """The towns and provinces that a text names by their full name, without its last character: 沈阳 of 沈阳市."""
    found = []
    for match in _TOWN.finditer(text):
        for length in (2, 3):
            name = text[max(0, match.start() - length) : match.start()]
            if (
                len(name) == length
                and not name.endswith(("城", "都", "超", "股", "楼"))
                and [tag for _, tag in tagged_words(name)] == ["ns"]
            ):
                found.append(name)
    return found


def _parts(text: str) -> tuple[Part, ...]:
    """The questions that stand in one; a clause that asks nothing belongs to the next that does."""
    found: list[str] = []
    waiting = ""
    text = _TWO_POSTS.sub(r"\1是谁，\2", text)
    for piece in _SPLIT.split(text):
        piece = piece.strip()
        if not piece or _MANNER.match(piece):
            continue
        if asked_for(piece) == "fact" and not _ASKING_SOMETHING.search(piece):
            waiting += piece + " "
        elif (
            found
            and not _has_subject(piece)
            and (
                (asked_for(found[-1]) == "fact" and asked_for(piece) == "speaker")
                or asked_for(piece) in (asked_for(found[-1]), "fact", "list", "how")
            )
        ):
            # 都叫什么, 一共几条, 到底是哪四样: asks the same once more.
            found[-1] = f"{found[-1]} {waiting}{piece}"
            waiting = ""
        else:
            found.append(waiting + piece)
            waiting = ""
    if not found:
        return (_part(text, asked_for(text)),)
    if waiting:
        found[-1] = f"{found[-1]} {waiting}".strip()
    if len(found) > 1 and not _has_subject(found[0]):
        found[:2] = [f"{found[0]} {found[1]}"]
    return tuple(replace(_part(piece, asked_for(piece)), around=text if len(found) > 1 else "") for piece in found)


def _has_subject(piece: str) -> bool:
    """Whether a clause says what it asks about."""
    left = subject(_YEAR.sub(" ", same_names(piece)))
    return any(len(word) > 1 and word not in talk() and tag[0] in "nvijl" for word, tag in tagged_words(left))


_ASKING_SOMETHING = re.compile(
    "([\u4e00-\u9fff])不\\1|还是|吗|什么|是否|有没有|哪|呢|谈|讲|介绍|说|啥|咋|不$|没$|么$|能不能|会不会|要不要|还[^，]{1,8}不|做什么|概括|简述|"
    r"\b(?:is|are|does|do|did|was|were|what|tell|explain|describe)\b"
)


def _part(text: str, asked: Asked) -> Part:
    checked = _CHECKED.search(text) if asked == "fact" and _CHECKS.search(text) else None
    if checked:
        # 一共9个方面，没记错吧: the true figure is asked for.
        measure = {"个亿": "亿元", "万": "人"}.get(checked["measure"], checked["measure"].lstrip("万"))
        thing = re.split("[对是没吧吗么不的还这那个数]", checked["thing"])[0]
        return Part(text.strip(), "number", measure, 0, checked=(checked["number"], measure, thing))
    return Part(text.strip(), asked, measure_of(text), count_of(text))


def _named(text: str, terms: Sequence[Term], names_only: bool = False) -> str:
    """The term that a text names, the longest form first."""
    forms = [(form, term.name) for term in terms for form in ((term.name,) if names_only else term.forms)]
    return next((name for form, name in sorted(forms, key=lambda one: -len(one[0])) if form in text), "")


def _region(text: str) -> str:
    """The place that is asked about, a city before the region; "" when the question is which of them it is."""
    terms = load_terms()
    text = re.sub(
        rf"(?:不要|不是|别说|除了|不含|而非)(?:{'|'.join(form for one in terms.regions for form in one.forms)})",
        "",
        text,
    )
    city, whole = _named(text, terms.regions[1:]), _named(text, terms.regions[:1])
    return "" if city and whole and "还是" in text else city or whole


def _year(text: str) -> int | None:
    years = _years(text)
    return years[0] if years and len(set(years)) == 1 else None


def _years(text: str) -> list[int]:
    found = []
    for match in _YEAR.finditer(text):
        shift = next((by for group, by in ((2, 0), (3, -1), (4, 1), (5, -2)) if match[group]), 0)
        found.append(int(match[1]) if match[1] else THIS_YEAR + shift)
    return found
