"""Of which place, year and action a question is."""

import re
from collections.abc import Sequence
from functools import cache

from assistant.understanding.query import THIS_YEAR
from index.fold import tagged_words
from index.patterns import compiled
from index.terms import Term, load_terms

YEAR = compiled(
    r"(?<!\d)(20\d\d)(?:\s*年|(?![\d.,万亿千百元个项人名家倍公平亩吨户次米座处条所件多余立]))|"
    r"(今年|本年|新的?一年|(?<=[，,])这一年|this year)|"
    r"(去年|上年|过去一年|上一年|(?<![目往再])前一年|last year)|(明年|来年|next year)|"
    r"(前年|再往前(?:推|数)?一年|再前一年|再上一年|上上年)"
)
# Nobody who wrote before the day of asking said what is on it: 明天 and 下周 are in no article.
_PERIOD = compiled(
    r"上半年|下半年|第?[一二三四]季度|\d{1,2}月份|近[两三四五十\d]+年|十[三四五]五|(?<![的])(?<!今天[\u4e00-\u9fff]{2})明天(?!的|会|那)|后天|明早|明晚|今晚|昨[天晚](?!才?刚?[翻看听读刷见瞧])|"
    r"[本这上下](?:个?星期|周)(?!年|边|围|期)|[上下这]个?月(?!份)|本月|未来[一二三几\d]+[周天]|这几天|"
    r"\b(?:tomorrow|tonight|yesterday|(?:this|next|last) (?:week|weekend|month))\b"
)
# 全区的多少: a share of the region is asked of the city's figure.
_OF_ALL = (
    "(?:占到?了?|达到?|相当于|顶)(?:整个|全)?(?:全区|自治区|内蒙古?)|全区(?:总量)?的(?:多少|几分之几|几成|多大比例)|"
    "(?:在|放到|放在|搁)?(?:整个|全)?(?:全区|自治区|内蒙古?)的?(?:总?盘子?|总量|大盘)?(?:里头?|里面|之?中|当中)[^，。？]{0,6}?占"
)
# Whose plan it is, not where; 国家和自治区 are two of them.
_ORDERED_BY = (
    "国家(?:和|与|、)自治区|(?:内蒙古?(?:自治区)?|自治区)(?=部署的|发起的|推出的)|"
    "(?:内蒙古?)?(?:自治区)?党委(?=[^，。？]{0,4}(?:部署|提出|推|启动|搞))"
)
_NOT_ONLY = "(?:不要|不是|不光|不止|不只|不单|不仅|别说|除了|不含|而非)"
_OTHER_AREA = "[园社小郊厂景校库矿牧山辖]区里"  # 园区里头: no part of the region's name
# 京蒙协作 speaks of 北京, 俄蒙 of 俄罗斯; 新, 中, 云 and the like are too often something else.
_IN_SHORT = {
    "北京": "京", "天津": "津", "河北": "冀", "山西": "晋", "辽宁": "辽", "上海": "沪", "江苏": "苏", "浙江": "浙",
    "安徽": "皖", "福建": "闽", "江西": "赣", "山东": "鲁", "河南": "豫", "湖南": "湘", "广东": "粤",
    "广西": "桂", "海南": "琼", "重庆": "渝", "四川": "川", "贵州": "黔", "云南": "滇", "陕西": "陕", "甘肃": "甘",
    "俄罗斯": "俄", "蒙古国": "蒙",
}  # fmt: skip
_SHORTS = "".join(_IN_SHORT.values()) + "呼包"
_TOGETHER = {"呼包鄂": ("呼和浩特", "包头", "鄂尔多斯")}
_THE_CITY = compiled("(?<![城都])市里")
_TOWN = compiled("[市县旗州]|(?<![联同结])盟|省(?![水钱力电时心事油地去着了料工下])")
# 与全国相比, 哪些国家: what is asked is not of the nation.
_COMPARED = compiled(
    "(?:哪些|哪个|哪几个|什么|几个|多少个?)国家|外国 国家|"
    "(?:与|和|跟|同|比|较)(?:全国|全球|世界)(?:平均)?(?:水平)?(?:相比|比较|比|高|低)"
)


def named_action(text: str) -> str:
    """The action that a text names in any of its ways, "" for none."""
    return named(text, load_terms().actions)


def periods(text: str) -> tuple[str, ...]:
    """The spans other than a year that a text names: an answer has to name them too."""
    return tuple(_PERIOD.findall(text))


def named(text: str, terms: Sequence[Term], names_only: bool = False) -> str:
    """The term that a text names, the longest form first."""
    forms = [(form, term.name) for term in terms for form in ((term.name,) if names_only else term.forms)]
    return next((name for form, name in sorted(forms, key=lambda one: -len(one[0])) if form in text), "")


def region_of(text: str) -> str:
    """The place that is asked about, a city before the region; "" when the question is which of them it is."""
    terms = load_terms()
    forms = "|".join(form for one in terms.regions for form in one.forms)
    text = re.sub(
        rf"{_OF_ALL}|{_ORDERED_BY}|{_OTHER_AREA}|{_NOT_ONLY}(?:{forms})",
        "",
        text,
    )
    city, whole = named(text, terms.regions[1:]), named(text, terms.regions[:1])
    if not city and not whole and (pages := [place for words, place in terms.pages.items() if words in text]):
        return pages[0] if len(set(pages)) == 1 else ""
    if not city and not whole and _THE_CITY.search(text):
        return terms.regions[1].name  # whose bureaus the articles are of
    return "" if city and whole and "还是" in text else city or whole


def without_whole(text: str) -> str:
    """A text without the region of which a share is asked: 占整个自治区的多少 is asked of the city."""
    return re.sub(_OF_ALL, " ", text)


def only_year(text: str) -> int | None:
    """The year that a text names, None if it names none or several."""
    found = years(text)
    return found[0] if found and len(set(found)) == 1 else None


def years(text: str) -> list[int]:
    """The years that a text names, in order, with repeats."""
    found = []
    for match in YEAR.finditer(text):
        shift = next((by for group, by in ((2, 0), (3, -1), (4, 1), (5, -2)) if match[group]), 0)
        found.append(int(match[1]) if match[1] else THIS_YEAR + shift)
    return found


def elsewhere(text: str) -> tuple[str, ...]:
    """Places that are named and for which no article speaks."""
    terms = load_terms()
    rest = text = _COMPARED.sub(" ", text).replace("其中国", "其中 国")
    for term in (*terms.regions, *terms.organisations):
        for form in sorted(term.forms, key=len, reverse=True):
            rest = rest.replace(form, " ")
    listed = [place for place in terms.elsewhere if place in rest]
    towns = [town for town in _towns(text) if town not in {form for one in terms.regions for form in one.forms}]
    return (*listed, *(town for town in towns if town not in listed))


def at_home(text: str) -> str:
    """What somebody tells of himself with the city in place of its district: who lives in 赛罕区 asks of 呼和浩特."""
    for district, region in load_terms().districts.items():
        text = text.replace(district, region)
    return text


def names_place(place: str, text: str) -> bool:
    """Whether a text names a place, or has it in short beside another: 冀 of 呼冀, 京 of 与京, 包头 of 呼包鄂."""
    short = _IN_SHORT.get(place, "")
    if place == "全国" and "国内" in text:
        return True
    if any(name in text and place.removesuffix("市") in places for name, places in _TOGETHER.items()):
        return True
    return place in text or bool(
        short and re.search(f"{short}(?:[资技医师]|[{_SHORTS}])|[与对跟{_SHORTS}]{short}", text)
    )


def names_other_place(text: str, places: Sequence[str]) -> bool:
    """Whether a text names some province or city beyond the region, and none of these: what is done with 北京 is not
    done with 天津."""
    if any(names_place(one, text) for one in places):
        return False
    return any(names_place(one, text) for one in _IN_SHORT)


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


def side_by_side(text: str) -> list[str]:
    """The places, of those that articles speak for, that stand side by side in a text."""
    found: dict[str, int] = {}
    for region in load_terms().regions:
        for form in region.forms:
            if form in text and re.search(
                rf"{form}(?:市|自治区)?(?:整体|全域|总体|本级)?(?:和|与|跟|、|及)|(?:和|与|跟|、|及){form}", text
            ):
                found.setdefault(region.name, text.index(form))
    pages = {place: text.index(words) for words, place in load_terms().pages.items() if words in text}
    if len(pages) > 1:
        found = {**pages, **found}  # 专版的导语和圆桌的主持人语
    return sorted(found, key=lambda name: found[name])


def name_groups() -> tuple[tuple[Term, ...], ...]:
    """The places, bureaus and actions, of which a new question replaces those of the last."""
    terms = load_terms()
    return terms.regions, terms.organisations, terms.actions


@cache
def any_place() -> re.Pattern[str]:
    """Places, those too that no article speaks for."""
    terms = load_terms()
    forms = [*(form for one in terms.regions for form in one.forms), *terms.elsewhere]
    words = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    return re.compile(rf"(?:{words})(?!议)")  # 韩成福建议 names no 福建
