"""Whether a claim leaves as they are what its quotes say of whom, where, and which way round.

A claim may use other words than its quotes; it may not name others, turn a statement round, or make all of some.
"""

import itertools
import re
from collections.abc import Sequence

from assistant.attributed import SPEAKS, stands
from assistant.figures import figures
from assistant.naming import same_names
from assistant.query import THIS_YEAR
from index.fold import fold, terms
from index.passage import Article, bare
from index.patterns import compiled
from index.terms import load_terms

_SHORTEST = 6  # characters of a claim: less says nothing that could be held against a quote
_NEGATION = compiled(
    r"不(?![断仅但论同少足够一折扣]|(?:低于|高于|超过|多于|到)\d)|未(?!来)|(?<!有)没|禁|杜绝|避免|以免|免得|防止|防范|谨防|严防|并非|难以|很难|缺乏|缺少|欠缺"
)
# What turns a statement round: a claim may not have one side where its quotes have only the other.
_OPPOSITES = tuple(
    (compiled(one), compiled(other))
    for one, other in (
        ("增(?!值)", "减"),
        ("实施(?!方案|细则|意见|办法)|落实了", "制定|拟定|编制"),
        ("全面|全部", "总体(?!规划|方案|目标)|整体上|基本(?!区情|公共)|大体"),
        ("优于|高于|好于|超过|领先", "达到(?=[^，。]{0,10}水平)|相当于|持平|接近(?=[^，。]{0,10}水平)"),
        ("直接", "间接"),
        ("主动", "被动"),
        ("正面", "负面"),
        ("线上|网上", "线下|网下"),
        ("长期", "短期"),
        ("集中", "分散"),
        ("整体", "局部"),
        ("内部", "外部"),
        ("强制", "自愿"),
        ("免费", "收费|有偿"),
        ("进口", "出口"),
        ("上游", "下游"),
        ("新建", "改建"),
        ("国有", "民营"),
        ("城镇|城市", "农村|乡村"),
        ("有利于", "不利于"),
        ("增长", "下降"),
        ("提高", "降低"),
        ("扩大", "缩小"),
        ("完成", "计划"),
        ("实现", "目标"),
        ("高于|优于|好于|领先|偏高", "低于|劣于|落后|不及|偏低"),
        ("分流", "合流"),
        ("必须|务必|一律|应当", "可以?(?!能)|考虑|探索|试点"),
        (
            "全境|所有|全部|全都|全是|统统|一律|各个?地区都|各[项类]|[均皆](?!衡|匀|等)",
            "大部分|部分|符合条件|有的|一些|多数",
        ),
        ("已经?[\u4e00-\u9fff]{1,2}成|已经|完成了|建成(?!后|以后|为|投)", "将|加快|推动|打造|创建|力争|计划"),
    )
)
_NAMED = compiled(rf"[\u4e00-\u9fff]{{2,4}}?(?={SPEAKS})")
_PLACES = ("全国", "全市")
# What is called in one word of several places; plain geography.
_TOGETHER = {
    "京津冀": ("北京", "天津", "河北"),
    "京蒙": ("北京", "内蒙古自治区"),
    "呼冀": ("呼和浩特市", "河北"),
    "呼包鄂": ("呼和浩特市", "包头市", "鄂尔多斯市"),
    "俄蒙": ("俄罗斯", "蒙古国"),
    "中蒙俄": ("中国", "蒙古国", "俄罗斯"),
    "粤港澳": ("广东", "香港", "澳门"),
}
_TYING = compiled("[的和与及、]")
# Beside which others a place stands in a list says nothing of it: 中央、自治区, 自治区和国家.
_LISTED = compiled("(?:中央|国家)[、和与及]|[、和与及](?:中央|国家)")
_LACKS = compiled("不足|短缺")
_PLANS = compiled("力争|力求|目标|计划|打算")
_PLANNED = compiled("目标|计划|力争|将(?!近)|要(?!求)|打造|创建|推动|推进|加快|打算|方案|围绕")
_ANYTHING_DONE = compiled("([\u4e00-\u9fff]{2})了")
_OUGHT = "(?:(?<![主重需])要(?!求|素)|应当?|将|需要?|可以?|探索|考虑|推动|加快)"
_COMMA = compiled("[，,]")
# What says by itself that another thing follows.
_GOES_ON = compiled("而|同时|此外|另外|与此同时|相比之下|[^，。；]{0,10}(?:则|也|分别|却)")
_PAIR = 2  # characters that are too few for a name
_SAYS_SOMETHING = 4  # terms
_SENTENCE_PARTS = compiled("[，；。\\n]")
# What is made or begun, where 了 says that it is done; a state (制约了) is none.
_DONE_WITH = compiled(
    "(编印|举办|启动|建设|创建|争取|优化|设立|建立|打造|推出|开展|引进|新建|实施|制定|发放|改造|修建|培育|完成|实现|健全|完善|落实|增设|谋划|构建|搭建)了"
)
_OF_TARGET = compiled(r"\d[^，。；]{0,24}(?:的(?:总)?目标|为目标)|(?:目标|力争|计划)[^，。；]{0,6}\d")
_TO_COME = compiled("将(?!近|[^，。]{1,14}?(?:作为|纳入|列为|打造成))|下一步|接下来|今后|计划|打算")
_PLANNED_SO = compiled("要(?!求|素)|力争|争取|目标|加快|推进|推动")
_DONE = compiled(
    "了(?!解)|已|去年|过去|近年|以来|截至|全年|曾|成为|取得|达到?|增长|创新高|好于|位居|率先|完成|实现|首次|连续|提供|形成|获"
)
_ACHIEVED = compiled(
    "(?:出台|制定|建立|健全|完善|建成|开展|推出|引进|设立|打造|形成)了|由此得到|已经?[\u4e00-\u9fff]{2}"
)
# 完成 alone may be what is planned.
_COMPLETED = compiled("已经?(?:完成|建成|实现|形成)")
_DONE_BEFORE = compiled(
    f"20(?:[01]\\d|2[0-{(THIS_YEAR - 1) % 10}])年|了(?!解)|已|去年|过去|近年|以来|截至|全年|曾|创新高|好于|首次|连续"
)
_DENIED_WORD = compiled(
    "[非未不无副](?=([\u4e00-\u9fff]{2}))(?!断|仅|但|足|同|少|来|论|如|管|得不|能不|法|疑|锡|数|线)"
)
_NEAR_DENIAL = compiled("[非未不无没副][^，。]{0,3}$")
# 去年在甲之后提出, where the quote has 继去年甲之后: the year is that of the other.
_IN_THE_YEAR = compiled("(20\\d\\d年|去年|今年)[^，。]{0,4}?在([^，。]{2,12}?)之后")
_LEVELS = "国家|中央|自治区|全国|全区|全市|国际|世界|地方"
_LEVEL = compiled(_LEVELS)
_LEVEL_LAST = compiled(f"(?:{_LEVELS})$")
_BEHIND = 4  # characters behind a level that say what is of it
_OFTEN = compiled("每(?:[年月周日天]|季度|星期)|按[年月季周日]")
_EVEN_MORE = compiled("更是([\u4e00-\u9fff]{2,12})")
# Where to turn on the net is no part of these articles, and whatever a model writes of it leads elsewhere.
_LINK = compiled(r"https?:|www\.|(?:加|关注)?(?:微信|QQ)(?:号|群)?[::]?\s*[A-Za-z0-9_]|扫码|二维码", re.IGNORECASE)
_TITLE = compiled("《([^》]+)》")
_IN_QUOTES = compiled("[“‘]([^“”‘’]{2,})[”’]")  # the innermost: what somebody says has marks of its own around it
# What bounds the word behind it: 非居民用水 is not 居民用水, and 部分高校 are not all.
_BOUNDED = "(?:非|部分|少数|个别|有的|一些|多数)"
_BOUNDS = compiled(f"{_BOUNDED}([\u4e00-\u9fff]{{4}})")
_PART_OF_IT = compiled(r"\d[^，。；]*?([人元项个家])[^，。；]*[，；]其中[^，。；]*\d[^，。；]*\1")
_OF_COUNTRY = compiled("对([俄蒙])(?![蒙东])")
_WILL_BE = "(?:打造|培育|建设|创建|塑造|发展|建)(?:成为|为|成)"
_IS_SO = compiled("(?<!目标)(?<!任务)(?<!要求)是([\u4e00-\u9fff]{4})")
_TOWARDS = compiled("((?:^|[\u4e00-\u9fff，])向)([\u4e00-\u9fff]{2})")
_POSTS = compiled(r"副?(?:书记|主任|[局厅处部院校馆所市县旗会]长|秘书长|主席|研究员)")
# 市委 is not 自治区党委.
_BODIES = compiled("[市区旗县盟]委(?![员托派会])|党委|[市区旗县盟]政府|政府")
_CLAUSE = compiled("[，；：。,;\\n]")
_REPEATED = 0.6  # the share of a clause's terms that a claim must have to repeat it


def printed(articles: Sequence[Article]) -> str:
    """What is printed of articles beside their text, with the other names of their places."""
    vocabulary = load_terms()
    held = " ".join(f"{one.region} {one.org}" for one in articles)
    forms = [
        form for term in (*vocabulary.regions, *vocabulary.organisations) if term.name in held for form in term.forms
    ]
    facts = [f"{one.author} {one.org}{one.role} {one.region} {one.action} {one.title}" for one in articles]
    return " ".join(dict.fromkeys([*facts, *forms]))


def agrees(claim: str, quote: str, articles: Sequence[Article]) -> bool:
    """Whether a claim leaves names, posts, places and polarity as its quotes have them."""
    known = quote + printed(articles)
    if len(bare(claim)) < _SHORTEST:
        return False
    # 第二个聚焦强调…: what stands before the word that tells is a thing that the quotes name.
    named = [name for name in _NAMED.findall(claim) if name[-2:] not in quote] + _POSTS.findall(claim)
    if any(not stands(name, known) for name in named) or (_POSTS.search(claim) and not _POSTS.search(known)):
        return False
    if not _names_only(claim, quote, known, articles):
        return False
    if any(body not in known for body in _BODIES.findall(claim)):
        return False
    if any(f"{year}{what}之后" in quote for year, what in _IN_THE_YEAR.findall(claim)):
        return False
    if any(often not in quote for often in _OFTEN.findall(claim)) or _of_other_level(claim, quote):
        return False
    if any(
        not re.search(rf"[向对给往到至朝][^，。；]{{0,4}}{re.escape(to)}", quote) for to in _directions(claim, quote)
    ):
        return False
    if _plan_as_fact(claim, quote) or _done_by_one_word(claim, quote):
        return False
    if _denied(claim, quote) or _plans_result(claim, quote) or _tells_later(claim, quote) or _half_a_word(claim, quote):
        return False
    if _LINK.search(claim) or _cuts_a_name(claim, quote) or _widens(claim, quote) or _is_already(claim, quote):
        return False
    if _PART_OF_IT.search(claim) and "其中" not in quote:
        return False  # 6.21万人，其中大学生5.56万人: that the one counts among the other nobody says
    if any(f"对{of}" not in quote for of in _OF_COUNTRY.findall(claim)):
        return False
    if "更是" in quote and any(f"更是{what}" not in quote for what in _EVEN_MORE.findall(claim)):
        return False  # 既是甲，更是乙: which of the two is more is stated
    return not any(_turned(claim, quote, *pair) for pair in _OPPOSITES)


def _cuts_a_name(claim: str, quote: str) -> bool:
    """Whether a claim gives a part of a title, or of what stands in quotation marks, as a whole one: 《青山》."""
    titles = set(_TITLE.findall(quote))
    if any(name not in titles for name in _TITLE.findall(claim)):
        return True
    names = set(_IN_QUOTES.findall(quote))
    names |= {piece for name in names for piece in re.split("——|[、：·]", name)}
    outside = _IN_QUOTES.sub(" ", quote)
    return any(
        name not in names and name not in outside and any(name in whole for whole in names)
        for name in _IN_QUOTES.findall(claim)
    )


def _widens(claim: str, quote: str) -> bool:
    """Whether a claim has without its bound what the quotes have with it alone."""
    return any(_unbounded(words, claim) and not _unbounded(words, quote) for words in _BOUNDS.findall(quote))


def _unbounded(words: str, text: str) -> bool:
    """Whether a text has some words without their bound."""
    return text.count(words) > len(re.findall(f"{_BOUNDED}{words}", text))


def _is_already(claim: str, quote: str) -> bool:
    """Whether a claim says that something is what the quotes say it is to be made."""
    return any(
        re.search(f"{_WILL_BE}[“‘]?{what}", quote) and f"是{what}" not in quote for what in _IS_SO.findall(claim)
    )


def places_of(text: str) -> set[str]:
    """The places that a text names, each by its one name; 全市 and 全国 as they are."""
    vocabulary = load_terms()
    said = same_names(text)
    names = (*(place.name for place in vocabulary.regions), *vocabulary.elsewhere, *_PLACES)
    return {name for name in names if fold(name) in said}


def told_together(claim: str, quote: str) -> set[str]:
    """The places that a quote names in one word, where the claim names all of them."""
    said = [places for words, places in _TOGETHER.items() if words in quote]
    return {place for places in said if places_of(claim).issuperset(places) for place in places}


def _names_only(claim: str, quote: str, known: str, articles: Sequence[Article]) -> bool:
    """Whether a claim names only places of its quotes; 全市 may be said of a city's article."""
    here, there = places_of(claim), places_of(known) | told_together(claim, quote)
    own = {article.region for article in articles}
    regions = {place.name for place in load_terms().regions}
    if any(not _stays(place, claim, quote) for place in regions - own):
        return False
    city = {article.region for article in articles if article.region.endswith("市")}
    if "全市" in here - there and city:
        # 全市…，占全区总量…: whoever says the one must keep the other.
        others = {
            place: re.findall(f"{place}(..)", same_names(quote)) for place in regions & places_of(quote) - city - here
        }
        kept = not any(behind in claim for words in others.values() for behind in words)
        return here - there == {"全市"} and kept
    return here <= there


def places_of_own(claim: str, quotes: Sequence[tuple[str, Article]]) -> bool:
    """Whether each clause of a claim names only places of the article whose quotes, each with its article, say most of
    it: where two are cited, what is told of the region is not the city's."""
    told: dict[str, tuple[Article, str]] = {}
    for text, article in quotes:
        told[article.id] = (article, f"{told[article.id][1] if article.id in told else ''}{text}\n")
    if len(told) == 1:
        return True
    for clause in filter(places_of, _CLAUSE.split(claim)):
        said = same_names(clause)
        for place in places_of(clause):
            said = said.replace(fold(place), " ")
        wanted = set(terms(said))
        article, text = max(told.values(), key=lambda one: len(wanted & set(terms(one[1]))))
        there, others = places_of(text + printed([article])), {one.name for one in load_terms().regions}
        if wanted and not places_of(clause) - {"全市"} <= there:
            return False
        if not all(_stays(place, clause, text) for place in others - {article.region}):
            return False
    return True


def find_spliced(claim: str, quotes: Sequence[tuple[str, Article]]) -> list[str]:
    """Clauses that go on, as if of one thing, from one that another article tells: 市里的目标是6万人，毕业生扎堆…."""
    if len({article.id for _, article in quotes}) == 1:
        return []
    found = []
    for before, after in itertools.pairwise(_COMMA.split(claim)):
        if _GOES_ON.match(after) or places_of(after) or any(name in after for name in _things()):
            continue
        (first, last), (then, own) = (_tellers(one, quotes) for one in (before, after))
        if first and then and not (first | last) & (then | own):
            found.append(after)
    return found


def _things() -> list[str]:
    """What a clause may name to be of another thing: the actions and the bodies."""
    vocabulary = load_terms()
    return [
        form for term in (*vocabulary.actions, *vocabulary.organisations) for form in term.forms if len(form) > _PAIR
    ]


def _tellers(clause: str, quotes: Sequence[tuple[str, Article]]) -> tuple[set[str], set[str]]:
    """The articles that say most of a clause, and those that say half as much; none of a clause that says little."""
    wanted = set(terms(clause))
    said: dict[str, int] = {}
    for text, article in quotes:
        said[article.id] = max(said.get(article.id, 0), len(wanted & set(terms(text))))
    most = max(said.values(), default=0)
    if most < _SAYS_SOMETHING:
        return set(), set()
    return {one for one in said if said[one] == most}, {one for one in said if 2 * said[one] >= most}


def _stays(place: str, claim: str, quote: str) -> bool:
    """Whether another place than the article's stands in a claim beside a word that it has in the quote too: who says
    全区总量 does not say it of 全区城镇新增就业."""
    here, there = (_TYING.sub("", _LISTED.sub("", same_names(text))) for text in (claim, quote))
    if place not in here or place not in there:
        return True
    around = _around(place, there)
    return all(
        any((before and before == before_) or (behind and behind == behind_) for before_, behind_ in around)
        for before, behind in _around(place, here)
    )


def _around(place: str, text: str) -> list[tuple[str, str]]:
    """The two characters before and behind each mention of a place."""
    found = [(one.start(), one.end()) for one in re.finditer(re.escape(place), text)]
    return [(text[max(0, start - 2) : start], text[end : end + 2]) for start, end in found]


def _directions(claim: str, quote: str) -> list[str]:
    """Where a claim says that something goes, if its quotes name that too."""
    return [one[2] for one in _TOWARDS.finditer(claim) if one[2] in quote and one[1] not in quote]


def _turned(claim: str, quote: str, one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether a claim has one of two opposites where the quote has only the other."""
    here, there = (
        (bool(one.search(claim)), bool(other.search(claim))),
        (bool(one.search(quote)), bool(other.search(quote))),
    )
    return here in ((True, False), (False, True)) and there == (not here[0], not here[1])


def _plans_result(claim: str, quote: str) -> bool:
    """Whether a claim makes a plan of a figure that its quotes have in sentences that plan nothing."""
    if not _PLANS.search(claim):
        return False
    stating = [one for one in quote.split("\n") if figures(one) & figures(claim)]
    return bool(stating) and not any(_PLANNED.search(one) for one in stating)


def _done_by_one_word(claim: str, quote: str) -> bool:
    """Whether a claim tells as done with 了 what its quotes name without it: 编印了一批书籍 of 编印…等一批书籍."""
    for deed in _ANYTHING_DONE.findall(claim):
        telling = [one for one in quote.split("\n") if deed in one]
        planned = _DONE_WITH.match(f"{deed}了") or all(re.search(f"{_OUGHT}[^，。；]*{deed}", one) for one in telling)
        if telling and planned and not any(f"{deed}了" in one or _DONE_BEFORE.search(one) for one in telling):
            return True
    return False


def _plan_as_fact(claim: str, quote: str) -> bool:
    """Whether a claim states bare figures that its quotes have as a target alone: 新增就业6万人 of 6万人的总目标."""
    stated = figures(claim)
    if not stated or _PLANNED.search(claim) or _TO_COME.search(claim):
        return False
    clauses = [one for one in _SENTENCE_PARTS.split(quote) if figures(one) & stated]
    return any(
        all(_OF_TARGET.search(one) for one in clauses if figure in figures(one))
        for figure in stated
        if any(figure in figures(one) for one in clauses)
    )


def _tells_later(claim: str, quote: str) -> bool:
    """Whether a claim tells as to come what its quotes tell as done, or as done what they do not."""
    if _TO_COME.search(claim) and not _TO_COME.search(quote) and not _PLANNED_SO.search(quote):
        return bool(_DONE.search(quote))
    if _COMPLETED.search(claim) and not _DONE_BEFORE.search(quote):
        return True
    return bool(_ACHIEVED.search(claim)) and not _DONE.search(quote)


def _half_a_word(claim: str, quote: str) -> bool:
    """Whether a claim has a word that its quotes have behind a denial alone: 常规水 for 非常规水."""
    for found in _DENIED_WORD.finditer(quote):
        word = found[1]
        plain = quote.count(word) > len(re.findall(f"[非未不无副]{re.escape(word)}", quote))
        if not plain and any(
            not _NEAR_DENIAL.search(claim[: one.start()]) for one in re.finditer(re.escape(word), claim)
        ):
            return True
    return False


def _of_other_level(claim: str, quote: str) -> bool:
    """Whether a claim gives to one level of government what its quotes have of another: 自治区一系列政策 for
    国家一系列政策."""
    here, there = (_LISTED.sub("", same_names(text)) for text in (claim, quote))
    for found in _LEVEL.finditer(here):
        behind = here[found.end() : found.end() + _BEHIND]
        if len(behind) < _BEHIND or found[0] + behind in there or _TYING.search(behind):
            continue
        before = [there[max(0, one.start() - _BEHIND) : one.start()] for one in re.finditer(re.escape(behind), there)]
        if before and all(_LEVEL_LAST.search(words) for words in before):
            return True
    return False


def _denied(claim: str, quote: str) -> bool:
    """Whether a clause denies what those it repeats do not, or a claim leaves out what one that it repeats denies."""
    clauses = [
        (set(terms(clause)), bool(_NEGATION.search(clause)), bool(_LACKS.search(clause)))
        for clause in _CLAUSE.split(quote)
    ]
    for clause in filter(_NEGATION.search, re.split("[，；：。,;、\\n]", claim)):
        shares = [(len(set(terms(clause)) & words), denies, lacks) for words, denies, lacks in clauses]
        if not any((denies or lacks) and 2 * share >= max(shares)[0] for share, denies, lacks in shares):
            return True
    said = set(terms(claim))
    denying = [words for words, denies, _ in clauses if denies]
    return not _NEGATION.search(claim) and any(len(words & said) > _REPEATED * len(words) for words in denying)
