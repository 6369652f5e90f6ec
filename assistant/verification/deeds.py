"""Planned or done: a claim tells a target as a target, a result as one, and what is to be made as no more than that."""

import re

from assistant.understanding.query import THIS_YEAR
from assistant.verification.figures import figures
from assistant.verification.tiles import PRINTED_CLAUSE, tile
from index.fold import terms
from index.patterns import compiled

_CONSIDERS = compiled("(?:还)?可(?:以)?考虑|探索|(?<![不认许])可(?=[建设修])|推动设立")
_CONSIDERED = compiled("考虑|探索|尝试|可(?:以)?|试|研究|推动")
_REPEATED = 0.6  # the share of a clause's terms that a claim must have to repeat it
_ANNOUNCED = compiled("将([\u4e00-\u9fff]{2})")
_MEANT = compiled("将|要|拟|计划|打算|下一步|接下来|今后|推动|加快|推进|目标|力争|会|应|需|方面|举措|措施|办法")
_WHO = "(?:呼和浩特市?|全市|全区|自治区|内蒙古|我[市区])"
_PLANS = compiled("力争|力求|目标|计划|打算")
_PLANNED = compiled("目标|计划|力争|将(?!近)|要(?!求)|打造|创建|推动|推进|加快|打算|方案|围绕")
_ANYTHING_DONE = compiled("([\u4e00-\u9fff]{2})了")
_OUGHT = "(?:(?<![主重需])要(?!求|素)|应当?|将|需要?|可以?|探索|考虑|推动|加快)"
_BEGINS_OUGHT = "(?:^|[，；])[^，。；]{0,6}(?<![主重需])(?:要(?!求|素)|将(?!近)|应)[^。；]*，[^，。；]{0,4}"
_STATE = compiled("制约|影响|导致|造成|加剧|面临|存在|增加|上升|下降|增大|扩大|呈现|形成")
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
_ADVISES = compiled(
    "(?<![主重需])要(?!求|素)|应|需|可|宜|建议|主张|提出|提议|认为|呼吁|希望|必须|表示|指出|强调|目标|方向|方面|措施|举措|办法|包括"
)
_DEED = (
    "(?:建立|建设|设立|实行|实施|推行|开展|推进|推动|打造|完善|健全|加强|加快|强化|制定|出台|创建|构建|探索|优化|引进|培育|"
    "深化|设置|对)"
)
_OF_PLACE = compiled(f"(?:^|[，；])(?:{_WHO}|[\u4e00-\u9fff]{{0,6}}政府)(?:今年|还|也|正在?|将|会)*({_DEED})")
_STATES = compiled(r"\d|是|有|占|为")
_WANTS = compiled(
    "(?<![主重需])要(?!求|素)|将(?!近)|应(?!用|急|对)|需(?!求)|可(?!持续)|宜|建议|主张|提出|认为|呼吁|希望|必须|表示|指出|强调|目标|方向|"
    "方面|措施|举措|办法|内容|包括|使|让|把|确保|助力|力争|争取|通过|以|计划|旨在|有助于|有利于|能够|会(?!议)|从而|进而|用于|未|不(?!断)|"
    "实现(?=.*目标)|(?:推动|促进|加快|推进|打造|持续|为了)(?![\u4e00-\u9fff]{0,2}(?:[，。；]|$))"
)
# What stands before the thing that is to become so.
_BRINGS_ABOUT = compiled("(?:使得?|让|令|把|确保|推动|助力|促进|力争|实现)[^，。；]{0,6}$")
_DEED_BEHIND = compiled("(?:不断|持续|有效|明显|进一步|逐步|更加?|全面|稳步)*([\u4e00-\u9fff]{2})$")
_PIECE = 4  # characters
_ALL_BUT = 0.75  # the share of a clause that one of the quotes has to say
_FRAMED = 6  # characters before what a clause tells
_COMPLETED = compiled("已经?(?:完成|建成|实现|形成)")
_DONE_BEFORE = compiled(
    f"20(?:[01]\\d|2[0-{(THIS_YEAR - 1) % 10}])年|了(?!解)|已|去年|过去|近年|以来|截至|全年|曾|创新高|好于|首次|连续"
)
_WILL_BE = "(?:打造|培育|建设|创建|塑造|发展|建)(?:成为|为|成)"
_IS_SO = compiled("(?<!目标)(?<!任务)(?<!要求)是([\u4e00-\u9fff]{4})")


def tells_otherwise(claim: str, quote: str, by_experts: bool = False, as_advice: bool = False) -> bool:
    """Whether a claim tells as done, as planned or as a fact what its quotes tell in another way; `by_experts` says
    that they are the words of people who decide nothing, `as_advice` that the claim was said to be somebody's."""
    if by_experts and _done_by_one_word(claim, quote, by_experts):
        return True
    if not as_advice and (_aim_as_fact(claim, quote) or (by_experts and _advice_as_plan(claim, quote))):
        return True
    if not as_advice and _decided(claim, quote):
        return True
    ways = (_plan_as_fact, _told_as_present, _done_by_one_word, _plans_result, _tells_later, _is_already)
    return any(way(claim, quote) for way in ways)


def _advice_as_plan(claim: str, quote: str) -> bool:
    """Whether a claim tells as what is done or will be done somewhere what an expert advises: 我区将推进自贸区创建."""
    if _ADVISES.search(claim):
        return False
    told = _OF_PLACE.search(claim)
    if told is None or _STATES.search(claim):
        return False
    return not re.search(f"将{told[1]}|已|了", quote)


def _aim_as_fact(claim: str, quote: str) -> bool:
    """Whether a claim tells as so what its quotes want to bring about: 文化旅游业成为支柱产业 of 把它培育成为支柱产业,
    管网漏损得到有效控制 of 要有效控制管网漏损."""
    if _WANTS.search(claim):
        return False
    clauses = [one for one in _SENTENCE_PARTS.split(quote) if one]
    for said in filter(None, _SENTENCE_PARTS.split(claim.rstrip("。"))):
        words = re.sub("得到|获得|取得", "", said)
        tiles = [one for one in tile(words, clauses) if one.end - one.start >= _PIECE]
        if not tiles or tiles[0].start > _FRAMED or len(clauses[tiles[0].sentence]) < _PIECE:
            continue
        first = tiles[0]
        same = sum(one.end - one.start for one in tile(words, [clauses[first.sentence]]))
        if same < _ALL_BUT * len(words):
            continue
        clause, thing = clauses[first.sentence], words[first.start : first.end]
        before, behind = clause[: first.at], words[first.end :]
        if _BRINGS_ABOUT.search(before) and not _DONE_BEFORE.search(quote):
            return True
        # What is done to a thing now stands behind it.
        deed = _DEED_BEHIND.match(behind)
        if deed and before.endswith(deed[1]) and not _DONE_BEFORE.search(quote) and thing not in claim.split(said)[0]:
            return True
    return False


def _is_already(claim: str, quote: str) -> bool:
    """Whether a claim says that something is what the quotes say it is to be made."""
    return any(
        re.search(f"{_WILL_BE}[“‘]?{what}", quote) and f"是{what}" not in quote for what in _IS_SO.findall(claim)
    )


def _told_as_present(claim: str, quote: str) -> bool:
    """Whether a claim leaves out the 将 of a deed that its quotes announce: 人社局建立机制 of 人社局将建立机制."""
    if _MEANT.search(claim):
        return False
    return any(
        re.search(rf"局{deed}|{_WHO}{deed}", claim) and not re.search(rf"(?<!将){deed}", quote)
        for deed in _ANNOUNCED.findall(quote)
    )


def _decided(claim: str, quote: str) -> bool:
    """Whether a claim tells as decided what its quotes only consider: 将设置差异化指标 of 还可考虑设置差异化指标."""
    said = set(terms(claim))
    for clause in PRINTED_CLAUSE.split(quote):
        words = set(terms(_CONSIDERS.sub("", clause)))
        considered = _CONSIDERS.search(clause) and words and len(words & said) >= _REPEATED * len(words)
        if considered and not _CONSIDERED.search(claim):
            return True
    return False


def _plans_result(claim: str, quote: str) -> bool:
    """Whether a claim makes a plan of a figure that its quotes have in sentences that plan nothing."""
    if not _PLANS.search(claim):
        return False
    stating = [one for one in quote.split("\n") if figures(one) & figures(claim)]
    return bool(stating) and not any(_PLANNED.search(one) for one in stating)


def _done_by_one_word(claim: str, quote: str, by_experts: bool = False) -> bool:
    """Whether a claim tells as done with 了 what its quotes name without it: 编印了一批书籍 of 编印…等一批书籍."""
    for deed in _ANYTHING_DONE.findall(claim):
        telling = [one for one in quote.split("\n") if deed in one]
        begins = any(re.search(f"(?:^|[，；。\\n])[^，。；]{{0,4}}{deed}", one) for one in telling)
        ought = f"{_OUGHT}[^，。；]*{deed}|{_BEGINS_OUGHT}{deed}"
        planned = bool(_DONE_WITH.match(f"{deed}了")) or all(re.search(ought, one) for one in telling)
        planned |= by_experts and begins and not _STATE.match(deed)
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
