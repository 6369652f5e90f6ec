"""What two figures of a sentence say of each other: higher or lower, by how much, up or down. No quote says it, so it
is reckoned; near, over and under are bounds, and where they leave it open nothing is borne out."""

from decimal import Decimal

from assistant.understanding.query import THIS_YEAR
from assistant.verification.figures import Figure, find_figures, plain
from assistant.verification.joined import completed
from index.fold import numeral
from index.patterns import compiled

_ONE_SIDE, _OTHER_SIDE = "(?P<left>[^；。]+?)", "(?P<right>[^；。，]+?)"
_MORE, _LESS = "高于|多于|大于|超过了?", "低于|少于|小于|不及|不如"
_COMPARED = compiled(f"^{_ONE_SIDE}[，,]?(?:[都均也略要]|明显|远)*(?P<how>{_MORE}|{_LESS}){_OTHER_SIDE}。?$")
_THAN = compiled(
    f"^{_ONE_SIDE}[，,]?比{_OTHER_SIDE}(?:要|略|还)*(?P<how>[多高大少低小])(?:了|出)?(?P<by>[^；。，]{{0,8}})。?$"
)
# 甲有32项，乙有30项，前者比后者多2项
_FORMER = compiled(
    "^(?P<left>[^，。；]+)[，；](?P<right>[^，。；]+)[，；](?:前者(?:的[\u4e00-\u9fff]{2,4})?(?:比后者)?|(?P<turned>后者比前者|比前者))(?:要|略|还)*(?P<how>[多高大少低小])(?:于后者)?(?P<by>[^；。，]*)。?$"
)
_LAST_YEARS = compiled(f"(?:去年|上年|过去1年|上1年|{THIS_YEAR - 1}年)([^,;。]*\\d[^,;。]*)")
_THIS_YEARS = compiled(f"(?:今年|{THIS_YEAR}年|目标)([^,;。]*\\d[^,;。]*)")
_TREND = compiled(
    "[,;](?:今年)?(?:的)?(?:总?目标|任务|人数|数量)?(?:也|还|均|都|比去年|较去年)?(?:有所|略有|明显|稳步|进一步|不断|更|要|有)*"
    "(?:(?P<up>提高|提升|增加|增长|上升|高|多)|(?P<down>下降|减少|降低|回落|下调|低|少))了?。?$"
)
_FROM_WHERE = compiled("^从[^，]{1,8}上?[看讲说]，")
_BRACKETED = compiled("（([^（），。]*\\d[^（），。]*)）")  # 目标（6万人）低于…
_TARGET = compiled("目标|任务|计划")
_YEAR = compiled("去年|上[1一]?年|过去[1一]年|20\\d\\d年|今年")
_NUMERALS = frozenset("一二三四五六七八九十两")
_GREATER = frozenset("多高大超")
_NEAR = Decimal("0.9")


def sides_of(text: str) -> list[str]:
    """The two sides of a comparison that their figures bear out, each complete; nothing for other texts."""
    text = _BRACKETED.sub("为\\1", text)
    found = _FORMER.match(text) or _COMPARED.match(text) or _THAN.match(text)
    if not found:
        return []
    left, right = ([one for one, _, _ in find_figures(plain(found[side]))] for side in ("left", "right"))
    if _mixes_years(found["left"], found["right"]):
        return []
    there = next((one for one in right if left and one.unit == left[-1].unit), None)
    if there is None:
        return []
    here = left[-1]
    greater = (found["how"][0] in _GREATER) != bool(found.groupdict().get("turned"))
    one, other = (here, there) if greater else (there, here)
    if not _least(one) > _most(other):
        return []
    if (by := found.groupdict().get("by")) and not _differ(here, there, by):
        return []
    first = _FROM_WHERE.sub("", found["left"]).rstrip("，")
    return [first, completed(found["right"], first)]


def _mixes_years(one: str, other: str) -> bool:
    """Whether only one of two sides tells a target, and neither says of which year it is: a result is last year's."""
    targets = [bool(_TARGET.search(side)) for side in (one, other)]
    return targets[0] != targets[1] and not _YEAR.search(f"{one}{other}")


def misjudges(text: str) -> bool:
    """Whether a sentence says wrongly which way its own figures went: 去年6.21万人，今年6万人，有所提高."""
    trend = _TREND.search(plain(text))
    last, now = (pattern.search(plain(text)) for pattern in (_LAST_YEARS, _THIS_YEARS))
    if not trend or not last or not now:
        return False
    then, today = ([one for one, _, _ in find_figures(found[1])] for found in (last, now))
    pairs = [(one, other) for one in then for other in today if one.unit == other.unit]
    rises = trend["up"] is not None
    return any(_least(old) > _most(new) if rises else _most(old) < _least(new) for old, new in pairs[:1])


def _differ(here: Figure, there: Figure, by: str) -> bool:
    """Whether two figures differ by as much as some words say."""
    stated = [one for one, _, _ in find_figures(plain(by))]
    first = by.strip("了出 ")[:1]
    if not stated and first not in _NUMERALS:
        return False
    much = _value(stated[0]) if stated else Decimal(numeral(first))
    return not here.bound and not there.bound and abs(_value(here) - _value(there)) == much


def _least(figure: Figure) -> Decimal:
    value = _value(figure)
    if figure.bound == "under":
        return Decimal(0)
    return value * _NEAR if figure.bound in ("near", "about") else value


def _most(figure: Figure) -> Decimal:
    if figure.bound == "over":
        return Decimal("Infinity")
    value = _value(figure)
    return value / _NEAR if figure.bound == "about" else value


def _value(figure: Figure) -> Decimal:
    above, _, below = figure.value.removeprefix("第").rstrip("%").partition("/")
    return Decimal(above) / Decimal(below or 1)
