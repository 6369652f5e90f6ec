"""Figures in one form: 6.21万, 六点二一万 and ６２１００ are one number; 近10亿元 is neither 10亿元 nor 近1亿元.

A figure is its value, the unit behind it and the words that bound it. What it is of: assistant/verification/binding.py.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from index.fold import fold
from index.passage import bare
from index.patterns import compiled

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_GREAT = {"万": 10**4, "亿": 10**8}
_NUMERAL = "零〇一二两三四五六七八九十百千万亿"
_UNITS = (
    "平方公里|立方米|公里|美元|个?百分点|小时|万元|元|个|项|条|家|人|名|倍|座|次|件|种|部|吨|亩|辑|岁|里|级|大|类|期"
)
# Chinese numerals are read where something countable follows; 一批, 统一 and 十四五 state no figure.
_CHINESE = compiled(
    rf"第?[{_NUMERAL}]+分之[{_NUMERAL}]+(?:点[{_NUMERAL}]+)?|[〇零一二三四五六七八九]{{4}}(?=年)"
    rf"|(?<![{_NUMERAL}\d.])(?!一(?:方面|[个项种条家名件大类批]))(?:[{_NUMERAL}]+点[零一二三四五六七八九]+[万亿]*|[{_NUMERAL}]*[十百千万亿][{_NUMERAL}]*|[{_NUMERAL}])"
    rf"(?=多|余|以上|(?!批|些)(?:{_UNITS}|年|月|日|天|方面|省|盟))"
)
_GREATER = compiled(r"(\d[\d,]*(?:\.\d+)?)([百千万亿]+)")
_PARTS = {"一半": "50%", "过半": "超50%", "半数": "50%"}
_BELOW = "不足|不到|低于|少于|不超过|不多于|不高于|至多|最多"
_NEAR, _ABOVE = "将近|接近|近", "超过|超|逾|不少于|不低于|至少|多于|高于"
_FIGURE = compiled(
    rf"(?P<before>{_BELOW}|{_ABOVE}|{_NEAR}|大?约)?(?P<first>第)?(?P<value>\d[\d,]*(?:\.\d+)?(?:/\d+)?)"
    rf"(?P<more>多|余)?(?P<unit>%|‰|{_UNITS}|[a-z方省盟年月日天])?(?P<after>多|余|及?以上|以下|以内|之内|左右)?"
)
_YEAR = compiled(r"20\d\d年")
_PARTS_OF_LIST = compiled("[、和与及]")
_POINT = compiled("[一二三四五六七八九十]是")
_KINDS_OF_POINTS = frozenset(
    ["方面", "要点", "问题", "意义", "挑战", "举措", "措施", "建议", "做法", "途径", "原因", "任务"]
)
_ASPECTS = compiled(r"(?<=\d)(?=方面)")  # 7方面 is 7个方面
# 人数为5.56万 is 5.56万人.
_COUNTED_PEOPLE = compiled(r"人数[^\d,;:。、]{0,4}\d+(?:\.\d+)?(?=[,;:。、]|$)")
_PLAN_OF_FIVE_YEARS = compiled("(十[一二三四五六]五[”’]?)规划(?!纲要)")
# 接近全区总量的1/3: the bound stands before what the share is of.
_BOUND_AHEAD = compiled(rf"(?P<bound>{_BELOW}|{_ABOVE}|{_NEAR})[\u4e00-\u9fff]{{2,8}}的$")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a text states: `bound` is near, over, under, about or "", `unit` what follows the number."""

    value: str
    unit: str
    bound: str


_MARKS = str.maketrans("‘’", "“”")  # what somebody quotes within his own words


def plain(text: str) -> str:
    """A text folded, without white space, its numbers in digits: the form in which claims and quotes are compared."""
    text = bare(fold(text)).replace("一部分", "部分").replace("这一天", "当天").translate(_MARKS)
    for words, share in _PARTS.items():
        text = text.replace(words, share)
    text = _GREATER.sub(lambda found: _multiplied(found[1], found[2]), text)
    text = _CHINESE.sub(lambda found: _in_digits(found[0]), text)
    text = _COUNTED_PEOPLE.sub(r"\g<0>人", text)
    text = _PLAN_OF_FIVE_YEARS.sub(r"\1", text).replace("每个月", "每月").replace("每个季度", "每季度")
    text = re.sub("第(?=[一二三四1-4]季度)", "", text)
    return _ASPECTS.sub("个", text)


def find_figures(text: str) -> list[tuple[Figure, int, int]]:
    """The figures of a text in its `plain` form, each with where it starts and ends; years are no figures."""
    found = []
    for one in _FIGURE.finditer(text):
        if _YEAR.match(text, one.start("value")):
            continue
        value = one["value"].replace(",", "")
        if "/" not in value:
            value = format(Decimal(value).normalize(), "f")
        bound = _bound(one)
        if not bound and (value.endswith("%") or "/" in value) and (ahead := _BOUND_AHEAD.search(text[: one.start()])):
            bound = _kind_of(ahead["bound"])
        found.append((Figure((one["first"] or "") + value, one["unit"] or "", bound), one.start(), one.end()))
    return found


def figures(text: str) -> set[Figure]:
    """The figures that a text states; years are looked at by themselves."""
    return {figure for figure, _, _ in find_figures(plain(text))}


def counts_list(figure: Figure, text: str, quotes: Sequence[str]) -> bool:
    """Whether a figure only counts what is listed: behind it in the text (三项机制，分别是甲、乙和丙), before it
    (甲、乙和丙三项机制), as so many things of its kind in one clause of the quotes (甲机制、乙机制和丙机制), or as the
    points that are numbered there (一是, 二是, 三是). The quotes are in their `plain` form."""
    if not re.fullmatch(r"[2-9]|1\d", figure.value) or figure.bound:
        return False
    text = plain(text)
    if figure.value == "2" and re.search(r"(?<![\d.])2[种类个][^,;。]{0,4}(?:并存|兼有|都有|同在)", text):
        return any(re.search("[和与及]", quote) for quote in quotes)  # 两种缺水并存, of what is named with 和
    behind = re.search(rf"{figure.value}[项个条类种大][^。;]*?(?:分别(?:是|为)|包括|[:是即])([^。;]+)", text)
    if behind and figure.value in (str(len(_PARTS_OF_LIST.split(behind[1]))), str(len(behind[1].split(",")))):
        return True
    before = re.search(
        rf"(?:^|[,;:。是即从])([^,;:。]+?){figure.value}[项个条类种大](?P<kind>[\u4e00-\u9fff]{{2}})", text
    )
    if not before:
        return False
    if "等" not in before[1] and str(len(_PARTS_OF_LIST.split(before[1]))) == figure.value:
        return True
    points = [quote for quote in quotes if _POINT.match(quote)]
    if before["kind"] in _KINDS_OF_POINTS and len(points) == int(figure.value):
        return True
    clauses = [clause for quote in quotes for clause in re.split("[,;。]", quote)]
    return any(str(_listed(clause, before["kind"])) == figure.value for clause in clauses)


def _listed(clause: str, kind: str) -> int:
    """How many things of a kind a clause lists, 0 where something else stands among them."""
    items = _PARTS_OF_LIST.split(clause)
    return len(items) if all(item.endswith(kind) for item in items) else 0


def numbers_point(figure: Figure, text: str) -> bool:
    """Whether a figure is the number that a point has in a text: 第三个 for what begins with 三是 or 第三."""
    number = figure.value.removeprefix("第")
    if number == figure.value or len(number) > 1:
        return False
    return bool(
        re.match(
            f"“?(?:第[{number}{'零一二三四五六七八九'[int(number)]}]|{'零一二三四五六七八九'[int(number)]}是)", text
        )
    )


def _bound(one: re.Match[str]) -> str:
    before, after = one["before"] or "", one["after"] or ""
    if bound := _kind_of(before):
        return bound
    if after in ("以下", "以内", "之内"):
        return "under"
    if one["more"] or (after and after != "左右"):
        return "over"
    return "about" if before or after else ""


def _kind_of(words: str) -> str:
    """The bound that words before a figure set, "" for others."""
    if re.fullmatch(_NEAR, words):
        return "near"
    if re.fullmatch(_BELOW, words):
        return "under"
    return "over" if re.fullmatch(_ABOVE, words) else ""


def _multiplied(number: str, greats: str) -> str:
    value = Decimal(number.replace(",", ""))
    for great in greats:
        value *= {**_TENS, **_GREAT}[great]
    return format(value.normalize(), "f")


def _in_digits(words: str) -> str:
    """A Chinese numeral in digits, a share as % or a fraction; what is no numeral stays as it is."""
    if "分之" in words:
        below, above = words.split("分之")
        return f"{_in_digits(above)}%" if below == "百" else f"{_in_digits(above)}/{_in_digits(below)}"
    whole, _, part = words.partition("点")
    if part:
        digits = part.rstrip("万亿")
        return _multiplied(f"{_in_digits(whole)}.{_in_digits(digits)}", part[len(digits) :])
    if set(whole) <= _DIGITS.keys():
        return "".join(str(_DIGITS[one]) for one in whole)
    total, group, digit = 0, 0, 0
    for one in whole:
        if one in _DIGITS:
            if digit:
                return words  # 十四五 is a name
            digit = _DIGITS[one]
        elif one in _TENS:
            group, digit = group + (digit or 1) * _TENS[one], 0
        else:
            total, group, digit = (total + group + digit) * _GREAT[one] or _GREAT[one], 0, 0
    return str(total + group + digit)
