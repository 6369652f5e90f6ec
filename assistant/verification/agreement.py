"""Whether a claim leaves as they are what its quotes say of whom, where, and which way round.

A claim may use other words than its quotes; it may not name others, turn a statement round, or make all of some.
"""

import re
from collections.abc import Sequence

from assistant.understanding.naming import same_names
from assistant.understanding.roster import is_expert
from assistant.verification.attributed import SPEAKS, stands
from assistant.verification.deeds import tells_otherwise
from assistant.verification.places import directions, names_only, of_other_level, printed
from assistant.verification.tiles import PRINTED_CLAUSE, tile
from index.fold import terms
from index.passage import Article, bare
from index.patterns import compiled

_SHORTEST = 6  # characters of a claim: less says nothing that could be held against a quote
_NEGATION = compiled(
    r"不(?![断仅但论同少足够一折扣]|(?:低于|高于|超过|多于|到)\d)|未(?!来)|(?<!有)没|禁|杜绝|避免|以免|免得|防[止范着]|谨防|严防|并非|难以|很难|缺乏|缺少|欠缺"
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
_SHUNS = compiled("(?:杜绝|避免|防止|防范|谨防|严防|严禁|禁止)([^，；。,;]*)")
_SAID = 4  # characters that say what it is
_NO_NAMES = ("方面", "角度", "方向", "分别", "同时", "随后", "共同", "明确", "一步")  # before 提出
_LACKS = compiled("不足|短缺")
_DENIED_WORD = compiled(
    "[非未不无副](?=([\u4e00-\u9fff]{2}))(?!断|仅|但|足|同|少|来|论|如|管|得不|能不|法|疑|锡|数|线)"
)
_NEAR_DENIAL = compiled("[非未不无没副][^，。]{0,3}$")
# 去年在甲之后提出, where the quote has 继去年甲之后: the year is that of the other.
_IN_THE_YEAR = compiled("(20\\d\\d年|去年|今年)[^，。]{0,4}?在([^，。]{2,12}?)之后")
_OFTEN = compiled("每(?:[年月周日天]|季度|星期)|按[年月季周日]")
_EVEN_MORE = compiled("更是([\u4e00-\u9fff]{2,12})")
# Where to turn on the net is no part of these articles, and whatever a model writes of it leads elsewhere.
_LINK = compiled(r"https?:|www\.|(?:加|关注)?(?:微信|QQ)(?:号|群)?[::]?\s*[A-Za-z0-9_]|扫码|二维码", re.IGNORECASE)
_LEADS = compiled("(政府|党委|[市区旗县盟]委|[\u4e00-\u9fff]{2}[局厅办])(?:负责|来)?牵头(?!部门|抓总|的)")
_TITLE = compiled("《([^》]+)》")
_IN_QUOTES = compiled("[“‘]([^“”‘’]{2,})[”’]")  # the innermost: what somebody says has marks of its own around it
_PART_OF_IT = compiled(r"\d[^，。；]*?([人元项个家])[^，。；]*[，；]其中[^，。；]*\d[^，。；]*\1")
_OF_COUNTRY = compiled("对(俄蒙|[俄蒙](?![蒙东]))")
_POSTS = compiled(r"副?(?:书记|主任|[局厅处部院校馆所市县旗会]长|秘书长|主席|研究员)")
# 市委 is not 自治区党委.
_BODIES = compiled("[市区旗县盟]委(?![员托派会])|党委|[市区旗县盟]政府|政府")
_REPEATED = 0.6  # the share of a clause's terms that a claim must have to repeat it


def agrees(claim: str, quote: str, articles: Sequence[Article], as_advice: bool = False) -> bool:
    """Whether a claim leaves names, posts, places and polarity as its quotes have them; `as_advice` says that it was
    said to be somebody's."""
    known = quote + printed(articles)
    if len(bare(claim)) < _SHORTEST:
        return False
    # 第二个聚焦强调…: what stands before the word that tells is a thing that the quotes name.
    named = [name for name in _NAMED.findall(claim) if name[-2:] not in quote and name[-2:] not in _NO_NAMES]
    named += _POSTS.findall(claim)
    if any(not stands(name, known) for name in named) or (_POSTS.search(claim) and not _POSTS.search(known)):
        return False
    if not names_only(claim, quote, known, articles):
        return False
    if _led_by_other(claim, quote):
        return False
    if any(body not in known for body in _BODIES.findall(claim)):
        return False
    if any(f"{year}{what}之后" in quote for year, what in _IN_THE_YEAR.findall(claim)):
        return False
    if any(often not in quote for often in _OFTEN.findall(claim)) or of_other_level(claim, quote):
        return False
    if any(
        not re.search(rf"[向对给往到至朝][^，。；]{{0,4}}{re.escape(to)}", quote) for to in directions(claim, quote)
    ):
        return False
    if (
        _denied(claim, quote)
        or tells_otherwise(claim, quote, all(map(is_expert, articles)), as_advice)
        or _half_a_word(claim, quote)
    ):
        return False
    if _LINK.search(claim) or _cuts_a_name(claim, quote):
        return False
    if _PART_OF_IT.search(claim) and "其中" not in quote:
        return False  # 6.21万人，其中大学生5.56万人: that the one counts among the other nobody says
    if any(f"对{of}" not in quote for of in _OF_COUNTRY.findall(claim)):
        return False
    if "更是" in quote and any(f"更是{what}" not in quote for what in _EVEN_MORE.findall(claim)):
        return False  # 既是甲，更是乙: which of the two is more is stated
    return not any(_turned(claim, quote, *pair) for pair in _OPPOSITES)


def _led_by_other(claim: str, quote: str) -> bool:
    """Whether a claim says that another leads than the clause of its quotes which says who does."""
    here, there = same_names(claim), same_names(quote)
    clauses = [one for one in PRINTED_CLAUSE.split(there) if "牵头" in one]
    return bool(clauses) and any(not any(who in one for one in clauses) for who in _LEADS.findall(here))


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


def _turned(claim: str, quote: str, one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether a claim has one of two opposites where the quote has only the other."""
    here, there = (
        (bool(one.search(claim)), bool(other.search(claim))),
        (bool(one.search(quote)), bool(other.search(quote))),
    )
    return here in ((True, False), (False, True)) and there == (not here[0], not here[1])


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


def _denied(claim: str, quote: str) -> bool:
    """Whether a clause denies what those it repeats do not, or a claim leaves out what one that it repeats denies."""
    clauses = [
        (set(terms(clause)), bool(_NEGATION.search(clause)), bool(_LACKS.search(clause)))
        for clause in PRINTED_CLAUSE.split(quote)
    ]
    for clause in filter(_NEGATION.search, re.split("[，；：。,;、\\n]", claim)):
        shares = [(len(set(terms(clause)) & words), denies, lacks) for words, denies, lacks in clauses]
        if not any((denies or lacks) and 2 * share >= max(shares)[0] for share, denies, lacks in shares):
            return True
    for shunned in _SHUNS.findall(quote):
        for clause in re.split("[，；：。,;\n]", claim) if shunned else ():
            tiles = [clause[one.start : one.end] for one in tile(clause, [shunned]) if one.end - one.start >= _SAID]
            if any(words not in quote.replace(shunned, "") for words in tiles) and not _NEGATION.search(clause):
                return True  # 应越位干预, of 杜绝权力滥用和越位干预
    said = set(terms(claim))
    denying = [words for words, denies, _ in clauses if denies]
    return not _NEGATION.search(claim) and any(len(words & said) > _REPEATED * len(words) for words in denying)
