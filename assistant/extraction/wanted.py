"""What an answer has to speak of: the words of a question, with their weights and the words that say the same."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.extraction.candidate import Rarity
from assistant.understanding.naming import same_names, subject, without_city
from assistant.understanding.query import Part, Query
from assistant.understanding.scope import without_whole
from index.fold import dictionary_cut, fold, tagged_words, terms
from index.patterns import compiled
from index.synonyms import find_synonyms, says, talk
from index.terms import load_terms

# Parts of speech: what binds words and says nothing of its own, and what names a thing.
_BINDING = compiled(r"^(?:[dupcryfowxq]|e$|m$)")
_THING = compiled(r"^(?:n|vn|j|i|l|eng|m)")
_NOUN = compiled(r"^(?:n|j|l|eng)")
_UNKNOWN_THING = 2.0  # the weight of a thing that is asked for and that no article names
_BESIDE = 0.4  # the weight of another thing that no article names
_OTHER_WORD = 0.2  # the weight of a word that no article uses and that names no thing
_PAIR = compiled(r"[\u4e00-\u9fff]{2}")
_RARE = 3.5  # log(texts / texts with it) of a pair of characters that is no accident
_NOWHERE = "∅∅"  # a term that no text has
_NAMED = 3  # characters of a name with a number
_NUMERAL = compiled("[一二两三四五六七八九十]")
_DATE = compiled(r"\d{1,2}月\d{1,2}日")
_TIMES = compiled(r"往后|今后|将来|以后|20\d\d\s*年?|今年|去年|本年|上年|过去一年|[六6][个大]行动|(?<![个项大])行动")
# What is asked for stands right after the word that asks (哪些歌手) or right before it (网址是什么).
_FOCUS = (
    compiled(
        r"(?:哪些|哪个|哪几[个位种家]|哪[一二三四五六]?[个种家位处]|什么|啥|多少|几[个位种家])([\u4e00-\u9fff]{2,6})"
        r"(?:的([\u4e00-\u9fff]{2,4}))?"
    ),
    compiled(
        r"([\u4e00-\u9fff]{2,4}?)(?:分别|各)?(?:是|为(?!什么|啥)|有|约为|叫)?(?:(?<!为)(?:什么|啥)(?!规模|水平|程度|档次|级别|性质|主题|格局)|多少|谁|哪些|哪几(?![个项条种家位类][\u4e00-\u9fff]{2})|哪(?![一二两三四五六七八九十几些]?[个项条种家位类][\u4e00-\u9fff]{2})|几(?![个项条种家位][\u4e00-\u9fff]{2}))|"
        r"([\u4e00-\u9fff]{2,6})发(?:我|给)|列出[^，。？]*?([\u4e00-\u9fff]{2,4})[？。]?$"
    ),
    compiled("(?:怎么|怎样|如何|咋)(?:看待?|评价|理解)([\u4e00-\u9fff]{2,6})"),  # an opinion of it
)
# 温暖工程, 凤雏计划: what such a word is called by makes it a name, whatever kind of word it is.
_PROGRAMME = compiled("工程|计划|项目|基金|试点|条例|办法|平台|论坛|峰会|规划|补贴|奖|奖励|券|节")
# 都统一些什么: no 都统; 水用得越多: no 水用.
_CUT_APART = compiled(r"(?:^|(?<=[\s，,]))都|(?<=[水电气煤油])用(?=[得了着过])")
# What kind of words are asked for: an answer is of that kind and need not say so.
_KINDS = frozenset(
    [
        "地位", "位置", "类型", "类别", "种类", "程度", "档次", "性质", "角色", "形容", "描述", "比喻", "引号", "字眼",
        "原话", "原文", "表述", "提法", "说法", "措辞", "叫法", "头衔", "论文", "途径", "路径", "手段", "思路", "角度",
        "态度", "立场", "见解", "观点", "看法", "理由", "特点", "特征", "情形", "状况", "前者", "后者", "两人", "二人",
        "两位", "两者", "双方", "全名", "全称", "名叫", "余地", "字词", "词语", "成语", "名堂", "门道", "称号", "名号",
        "牌子", "环节", "城区", "展品", "方子", "药方", "招数", "法子", "主题", "话题", "议题",
        "题目", "规矩", "名头", "门路", "路数",
    ]
)  # fmt: skip
_ITS_HEAD = compiled(
    "的?(?:一把手|二把手|掌门人?|当家人?|头头|主要领导|主要负责人|分管领导)"
)  # of a body that is named
_HIS_BODY = "[\u4e00-\u9fff]{2,12}?(?:馆|校|院|局|委|中心|所|处)的(?:那位)?"  # 党校图书馆的某某
_OF_SPEAKERS = compiled("负责人|负责同志|受访")
_ABOUT_WHO = compiled(r"身份|职务|职位|职责|单位|部门|机构|工作|名字|叫|牵头|负责人?|一把手|领导|写|作者")


Compared = tuple[str, frozenset[str]]


def known(rarity: Rarity, term: str) -> bool:
    """Whether the articles have a term."""
    found = rarity((term, _NOWHERE))
    return found[term] < found[_NOWHERE]


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of a question: any of `forms` says all of it, each of `terms` its own share.

    `known` says that an article has it, `thing` that it names something; `weight` is what it counts, more the rarer.
    """

    word: str
    forms: tuple[str, ...]
    terms: tuple[tuple[str, float], ...]
    known: bool
    thing: bool
    weight: float


def wanted(part: Part, query: Query, rarity: Rarity) -> tuple[Unit, ...]:
    """The units of a part of a question; names of places, people and years are checked by themselves.

    A thing that is asked for and that no article names counts double: an answer that does not speak of it is none. A
    word beside it that none uses is most often another word for what they say, and counts little.
    """
    text = same_names(part.text)
    for name in {*part.speakers, *query.speakers, query.person} - {""}:
        if f"的{fold(name)}" in text or f"的那位{fold(name)}" in text:
            text = re.sub(f"{_HIS_BODY}(?={fold(name)})", " ", text)
    for one in (query.region, *part.speakers, *query.speakers, query.person, without_city(query.organisation)):
        text = text.replace(fold(one), " ") if one else text
    focus = " ".join(
        piece
        for at, pattern in enumerate(_FOCUS)
        for match in pattern.finditer(text)
        for piece in match.groups("")
        if _may_name(piece, before=at == 1)
    )
    text = _CUT_APART.sub(" ", subject(text))
    if part.measure == "%":
        text = without_whole(text)  # 占全区的几成
    if part.measure and part.measure != "%":
        text = text.replace("钱" if part.measure == "元" else part.measure, " ")
    for place in query.elsewhere:
        if not known(rarity, fold(place)[:2]):
            text = text.replace(fold(place), " ")  # printed in short (冀), and checked by itself
    if part.asked == "speaker":
        text = _OF_SPEAKERS.sub(" ", text)
    if part.asked in ("who", "body"):
        text = _ABOUT_WHO.sub(" ", text)
    if query.organisation or query.speakers:
        text = _ITS_HEAD.sub(" ", text)
    text = _TIMES.sub(" ", text)
    nowhere = rarity((_NOWHERE,))[_NOWHERE]
    units: dict[str, Unit] = {}
    together = load_terms().all_actions.forms
    if any(form in part.text for form in together):
        units[together[0]] = _of_group(together[0], together, "n", rarity, nowhere, False)
    if part.in_chinese:
        for forms in part.in_chinese:
            folded = tuple(map(same_names, forms))
            bureau = any(folded[0] in same_names(one.name) for one in load_terms().organisations)
            if (
                not bureau
                and not _TIMES.fullmatch(folded[0])
                and folded[0] not in (fold(query.region), fold(query.person))
            ):
                units.setdefault(folded[0], _of_group(folded[0], folded, "n", rarity, nowhere, False))
        return tuple(units.values())
    for date in _DATE.findall(text):
        units.setdefault(date, _of_word(date, "n", rarity, nowhere, False))
    for name in part.must:
        # “四项行动”: a tagger takes it for a number and a common word.
        if len(name) >= _NAMED and _NUMERAL.match(name) and name in text:
            units.setdefault(name, _of_word(name, "n", rarity, nowhere, False))
    at = 0
    said = [found for found in find_synonyms(text) if not _only_longer(text[found[0] : found[1]], found[2], rarity)]
    for start, end, forms in [*said, (len(text), len(text), ())]:
        for word in _unnamed(text[at:start], rarity, nowhere):
            units.setdefault(word, _of_word(word, "n", rarity, nowhere, False))
        pieces = tagged_words(text[at:start])
        for i, (word, tag) in enumerate(pieces):
            counts = word not in talk() or (i + 1 < len(pieces) and _one_name(word, *pieces[i + 1], rarity, nowhere))
            if not _BINDING.match(tag) and (len(word) > 1 or word.isascii()) and counts:
                after = pieces[i + 1][0] if i + 1 < len(pieces) else ""
                of_name = tag[0] in "an" and bool(_PROGRAMME.fullmatch(after)) and len(dictionary_cut(word)) == 1
                unit = _of_word(word, "n" if of_name else tag, rarity, nowhere, of_name or word in focus)
                if unit.known or word not in _KINDS:
                    units.setdefault(word, unit)
        word = text[start:end]
        if forms and word not in talk():
            tag = tagged_words(word)[-1][1]
            group = _of_group(word, forms, tag, rarity, nowhere, word in focus)
            if group.known or word not in _KINDS:
                units.setdefault(forms[0], group)
        at = end
    return tuple(units.values())


def _may_name(piece: str, before: bool) -> bool:
    """Whether what stands before or behind the word that asks may be what is asked for: not 栏目请了 (什么), nor
    (哪个)和牛奶有关."""
    words = tagged_words(piece)
    return bool(words) and (words[-1][1] not in ("v", "ul") if before else words[0][1] not in ("p", "c"))


def _one_name(word: str, after: str, tag: str, rarity: Rarity, nowhere: float) -> bool:
    """Whether a word of conversation begins the name of a thing, as the articles have the two side by side: 数字 of
    数字经济."""
    pair = word[-1] + after[0]
    together = len(word) > 1 and len(after) > 1 and bool(_NOUN.match(tag)) and after not in talk()
    return together and _RARE < rarity((pair,))[pair] < nowhere


def _unnamed(text: str, rarity: Rarity, nowhere: float) -> list[str]:
    """Pairs of characters that the articles have and that a tagger cuts apart or takes for a verb (跨年夜)."""
    found = []
    pieces = tagged_words(text)
    whole = "".join(word for word, _ in pieces)
    loose = []
    for word, tag in pieces:
        # What the dictionary does not have was guessed.
        guessed = len(word) > 1 and len(dictionary_cut(word)) > 1
        loose += [guessed or (len(word) == 1 and not _BINDING.match(tag) and tag != "v")] * len(word)
    for i in range(len(whole) - 1):
        pair = whole[i : i + 2]
        if (
            loose[i]
            and loose[i + 1]
            and pair not in talk()
            and pair[1] not in "用于的要将是在有和为到"
            and _PAIR.fullmatch(pair)
            and _RARE < rarity((pair,))[pair] < nowhere
        ):
            found.append(pair)
    return found


def carried(units: Sequence[Unit], *texts: str) -> float:
    """The share of the units, by weight, that some texts say."""
    return share(units, [compared(text) for text in texts])


def compared(text: str) -> Compared:
    """A text as it is compared: folded, with one name for each place and bureau, and its terms."""
    return same_names(text), terms_of(text)


def share(units: Sequence[Unit], texts: Sequence[Compared]) -> float:
    """The share of the units, by weight, that some compared texts say."""
    whole = sum([unit.weight for unit in units])
    return sum([_said(unit, texts) for unit in units]) / whole if whole else 0.0


def _said(unit: Unit, texts: Sequence[Compared]) -> float:
    for text, _ in texts:
        if says(text, unit.forms):
            return unit.weight
    if not unit.known:
        return 0.0
    weights = 0.0
    for term, weight in unit.terms:
        for _, found in texts:
            if term in found:
                weights += weight
                break
    return weights


def _of_word(word: str, tag: str, rarity: Rarity, nowhere: float, focus: bool) -> Unit:
    parts = list(dict.fromkeys(terms(word)))
    rare = rarity(parts)
    weights = [rare[term] * (1.0 if rare[term] < nowhere else _unknown(tag, focus)) / len(parts) for term in parts]
    known = any(rare[term] < nowhere for term in parts)
    shares = tuple(zip(parts, weights, strict=True))
    return Unit(word, (word,), shares, known, bool(_THING.match(tag)), sum(weights))


def _of_group(word: str, forms: tuple[str, ...], tag: str, rarity: Rarity, nowhere: float, focus: bool) -> Unit:
    """A word with others beside it: as common as the most common of them."""
    parts = list(dict.fromkeys(terms(word)))
    rare = min(max(rarity(terms(form)).values(), default=nowhere) for form in forms)
    known = rare < nowhere
    weight = rare * (1.0 if known else _unknown(tag, focus)) / math.sqrt(len(parts) or 1)
    shares = tuple((term, weight) for term in parts)
    # A group of words none of which any article has stands for a thing that none speaks of: 灵活就业.
    return Unit(word, forms, shares, known, not known or bool(_THING.match(tag)), weight * len(parts))


def _only_longer(word: str, forms: tuple[str, ...], rarity: Rarity) -> bool:
    """Whether a word with others beside it is none of the articles' and one of theirs with a character more: 就业难."""
    pieces = [piece for piece in dictionary_cut(word) if 1 < len(piece) < len(word)]
    if not pieces or any(all(known(rarity, term) for term in terms(form)) for form in forms):
        return False
    return all(known(rarity, term) for piece in pieces for term in terms(piece))


def _unknown(tag: str, focus: bool) -> float:
    return (_UNKNOWN_THING if focus and _NOUN.match(tag) else _BESIDE) if _THING.match(tag) else _OTHER_WORD


@lru_cache(maxsize=16384)
def terms_of(text: str) -> frozenset[str]:
    """The terms of a text as it is compared."""
    return frozenset(terms(same_names(text)))
