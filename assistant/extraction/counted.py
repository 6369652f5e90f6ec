"""Whether a sentence has the number that is asked for: with its measure, and of the thing that is counted."""

import re

from assistant.extraction.candidate import Candidate
from assistant.understanding.naming import same_names
from assistant.understanding.query import Part
from assistant.understanding.scope import region_of
from index.fold import fold, tagged_words
from index.patterns import compiled
from index.synonyms import find_synonyms, says, talk, words_beside

FIGURE = compiled(r"\d(?![\d.,]*\s*[年月日·])")  # a number that is not a date
# The share of a question's words that a sentence with a figure must carry itself: it answers nothing as a neighbour.
FIGURE_OWN = 0.35
SIDE_OWN = 0.1  # how much less it may be for the side of a comparison, whose speaker is named
_NUMBER = r"(?:\d[\d.,]*|[一二两三四五六七八九十百千万]+)\s*(?:多|余|几)?\s*(?:万|亿|千|百)?\s*(?:多|余)?"
DURATION = compiled(
    r"(?:(?<!\d)\d{1,3}|(?<![一二三四五六七八九十第])[一两二三四五六七八九十半](?=个?(?:多)?(?:小时|工作日|个月|周)))"
    r"(?:个)?(?:多)?(?:工作日|天|日|小时|个月|月|年|周)(?!\d|度)"
)
_SHARE = compiled(r"\d[\d.]*\s*%|百分之|分之[一二三四五六七八九十]|[一二三四五六七八九\d]成")
HOW_LONG = compiled("多久|多长时间|(?:几|多少)(?:天|个?小时|个?月|周|个?工作日)|(?<![近这前后])(?:几|多少)年")
# 多少人没就业: what is counted is those of whom something is not so.
_NOT_SO = compiled(
    "(?:没(?!错|记错|毛病|问题)|未)[^，。？]{1,10}?(?:的|有)[^，。？]{0,8}?(?:多少|几)|"
    "(?:多少|几)[个家人名项]?[\u4e00-\u9fff]{0,6}?(?:没(?!错|记错|毛病|问题|有$)|未|不(?!是|低于|少于|超过|到))"
)
_NOT = compiled("没|未|尚|不(?!断|仅|但|少|同|折|论|只|良)")
_CLAUSE = compiled("[，,；;。]")
# Measures that may stand for each other: 近百个企业 answers 多少家企业.
_ALIKE = (
    {"个", "家", "所", "座", "处", "件", "项", "条", "种", "样", "大", "类", "大类"},
    {"人", "名"},
    {"元", "亿元", "万元"},
    {"立方米", "吨"},
)
_COUNTED_THING = compiled(r"(?:多少|几)[个项条家人名次倍所座种件处套级度户]?[“‘'\"]?([\u4e00-\u9fff]{2,8})")
_SUM_OF = compiled(
    "([\u4e00-\u9fff]{2,8}?)的?(?:总额|金额|额度)(?:一共|总共|大约|大概)*(?:有|是|达|为)?(?:多少|几)"
)  # 技改投资的总额
_CHECKED_THING = compiled(
    r"(?:\d[\d.]*|[有共了][二两三四五六七八九十]+)[多余]?(?:[亿万]元|公里|[个项条家人名倍处座种])(?!亿|万)([\u4e00-\u9fff]{2,4})"
)
_MEASURED_THING = compiled(
    r"([\u4e00-\u9fff]{2,6})了?(?:约?为|是|有|达到?)?(?:多少|几)[亿万元钱个家处座所项条种大类]{0,2}[？?\s]*(?:来着)?$"
)
# What may stand beside 多少 without being a thing.
_NO_THING = compiled(
    r"^(?:给|[亿万]?[元人]$|公里$|平方|立方|[个项条家人名次倍所座种件处套级户](?:了|呢|啊|来着|左右)$|钱|面积|长度|时长|价格|数值|数据|数字|人数|个数|次数|总数|了|呢|啊|比例|百分|资金|经费|大类|类别|数量|左右|以上|总量|规模|口径|增幅|幅度|主体|总额|金额|额度|约为|目标|任务|指标|实际|大概|一共|总共|分别|各|能|才|就|去|来|在|到|的|是不|是吧|是吗|是么|吧|对|没|吗)"
)
_NAMED_THERE = compiled(r"[\s，,]*被?(?:点到?名|提到|列出|举出|说到)的(?=[有是]?(?:多少|几))")  # 文化形态，点名的有几种
_GROUPED = ("方面", "方向", "类别", "大类", "领域", "板块")  # of measures: words for the same grouping
# 花多少钱 too: what is spent on projects is invested.
_INVESTED = compiled(
    "(?<!技改)(?:投(?:入|下|进|出)?|(?:要|得|计划|打算|准备|预计)(?:花|砸)(?:费|掉|出)?)(?:去|来)?了?(?:多少钱|多少亿|几个亿|几亿)"
)
_OF_PLANS = compiled(r"\d+(?:个(?:专项行动|方面|方向)|项)")  # of what is done, and of no target
_DEED = compiled("(谋划|投放|培育|签约|引进|新建|开工|建成|出台|制定|举办|组织|启动|修订|发放)了?(?:多少|几)")
_DONE = compiled("已经|(?<![去来要能可])完成|实际|到现在|截至|真正?(?:建成|建好|落地|开工|办成)")
_REALLY = compiled("实际(?:完成|做到|达到|投)|完成了?(?:多少|几)")
_REACHED = compiled("完成|达到?|实现|累计|增长|新增|突破|建成|吸纳|[就创]业")
_PLAN = compiled("目标|计划|力争|将")
_WHICH_PHASE = compiled("第?几期(?=工程|[了？?，,]|$)")
_PHASE = compiled("[一二三四五六七八九十\\d]期")
_THE_MEAN = compiled("平均(?:值|数|水平)?(?:又?是|为|有)*(?:多少|几)|平均(?:值|数)呢?[？?]?$")
_COUNTS = compiled("(?:几|多少)(个方面|个方向|[个项条家名处座](?!方面|方向))")  # with their measures
_GROUPS = "个方面|个方向"
_LONG = 4  # characters of a word that has another in it
_NEAR = 16  # characters between a number and what it counts


def has_number(candidate: Candidate, part: Part) -> bool:
    """Whether a sentence states a number of what a part of the question counts, in its measure."""
    sentence = fold(candidate.text).replace("千家万户", "")  # says everybody, and counts nothing
    counts = not part.about or says(same_names(sentence), part.about)
    named = _thing(part.text) if part.measure else ""
    # What is counted stands beside the figure, or has to be said in any case: less of the rest will do.
    least = FIGURE_OWN - (SIDE_OWN if part.speakers or (named and part.measure != "%") or part.must else 0.0)
    if candidate.own < least or candidate.passage.kind != "body" or not counts:
        return False
    if not part.year and _DONE.search(part.text) and _PLAN.search(sentence) and not _DONE.search(sentence):
        return False  # what is planned is not done
    if _REALLY.search(part.text) and not any(
        FIGURE.search(clause) and _REACHED.search(clause) and any(one in clause for one in alike(part.measure))
        for clause in _CLAUSE.split(sentence)
    ):
        return False  # 实际完成多少: a sum that was lent completes nothing
    if (deed := _DEED.search(part.text)) and not says(same_names(sentence), (deed[1], *words_beside(deed[1]))):
        return False  # 谋划了多少项目: a sum that some got was not planned
    if _NOT_SO.search(part.text) and not _NOT.search(sentence):
        return False
    if _THE_MEAN.search(part.text) and not re.search(r"平均[^，。；,]{0,10}\d", sentence):
        return False  # 较全国平均水平偏低 does not say how high that is
    if len(both := dict.fromkeys(_COUNTS.findall(part.text))) > 1 and not all(
        re.search(rf"\d(?:{'|'.join(map(re.escape, alike(one)))}|{_GROUPS})", sentence) for one in both
    ):
        return False  # 几个方面几项举措: 8个专项行动 says only one of them
    if HOW_LONG.search(part.text):
        # 两小时创新圈到底几个小时: its name says nothing of that.
        return any(found[0] not in fold(part.text) for found in DURATION.finditer(sentence))
    if _WHICH_PHASE.search(part.text):
        return bool(_PHASE.search(sentence))
    if "第几" in part.text:
        return bool(re.search(r"第[一二三四五六七八九十百\d]+|首[个次批位]|^[“‘]?[一二三四五六七八九]是", sentence))
    if part.measure == "%":
        return bool(_SHARE.search(sentence))
    if part.measure:
        counted = [
            found for measure in alike(part.measure) for found in re.finditer(_NUMBER + re.escape(measure), sentence)
        ]
        near = (
            _CLAUSE.split(sentence[max(0, found.start() - _NEAR) : found.start()])[-1]
            + found[0]
            # 近百个企业和项目 counts 企业.
            + re.split("[和与及、,，]", sentence[found.end() : found.end() + _NEAR])[0]
            for found in counted
            if sentence[found.start() - 1 : found.start()] not in ("“", "‘")  # “六个工程” is a name
        )
        if part.measure == "元" and _INVESTED.search(part.text):
            return any("投" in text for text in near)  # 打算投多少钱: no loan
        thing = _thing(part.text)
        if any(_speaks_of(thing, text) for text in near):
            return True
        if part.measure not in _ALIKE[0] or not thing:
            return False
        # 八省区 counts as 八个省区 does; 几个机制: a sentence that names one after the other counts them.
        in_a_row = "几" in part.text and _in_a_row(thing, sentence)
        return in_a_row or bool(re.search(f"(?!一){_NUMBER}{re.escape(thing[:2])}", sentence))
    if not FIGURE.search(sentence):
        return False
    # A figure counts what its own clause speaks of: 制定5项制度，强化超采区治理 says nothing of how much.
    named = _thing(part.text) or f"{part.text} {part.around}"
    if "目标" in part.text:
        sentence = _OF_PLANS.sub("", sentence)
    return any(FIGURE.search(clause) and _speaks_of(named, clause) for clause in _CLAUSE.split(sentence))


def _in_a_row(thing: str, sentence: str) -> bool:
    """Whether a sentence names several of a thing in a row: 甲机制、乙机制; 统一管护、统一收费; 南部、中部产业带."""
    pairs = [re.escape(thing[i : i + 2]) for i in range(len(thing) - 1)]
    each = (way for pair in pairs for way in (rf"{pair}[”’]?(?:[、，。]|和|以及|及|等)", f"(?:^|[、，]){pair}"))
    together = any(
        re.search(f"、(?!是)[^、，。性]{{1,4}}{pair}|、[^、，。]{{1,10}}等多?[种个项类]?[^，。]{{0,4}}{pair}", sentence)
        for pair in pairs
    )
    return together or any(len(re.findall(way, sentence)) > 1 for way in each)


def alike(measure: str) -> set[str]:
    """The measures that may stand for one; 条 and 项 count measures, and 8个专项行动 are none."""
    if measure in ("条", "项"):
        return {"条", "项", "件", "大", "类"}
    return next((group for group in _ALIKE if measure in group), {measure})


def _speaks_of(thing: str, text: str) -> bool:
    """Whether a text names a thing, by two characters of it in a row or by another word for it; any text does where
    nothing was named."""
    named = same_names(text)
    if thing in _GROUPED:
        return any(one in named for one in _GROUPED)
    others = words_beside(thing)
    # 重大项目 is printed as 项目 too.
    ends = (form[-2:] for form in others if len(form) >= _LONG)
    return not thing or says(named, (*others, *ends)) or any(thing[i : i + 2] in named for i in range(len(thing) - 1))


def _thing(question: str) -> str:
    """What a number is asked of: the noun after 多少 and its measure, or the one before it; "" if neither is there."""
    text = re.sub("((?:多少|几)[个项条家])、.*", r"\1", fold(question).rstrip("？? "))  # 谋划多少个、投多少钱
    text = _NAMED_THERE.sub("", text)
    text = re.sub("(方[向面])或[^，。？ ]*", r"\1", text)  # 几个方向或方面
    found = _COUNTED_THING.search(text)
    # 几个起步: a verb counts nothing.
    if found and not _NO_THING.match(found[1]) and tagged_words(found[1])[0][1] != "v":
        # 几项管水的制度 counts 制度, 多少就业的目标 counts 就业.
        last = re.findall("[\u4e00-\u9fff]*", text[found.start(1) :])[0].split("的")[-1][:4]
        return found[1][:4] if len(last) < len("制度") or _NO_THING.match(last) else last
    if found := _SUM_OF.search(text):
        return found[1][-2:]
    if found := _CHECKED_THING.search(text):
        return found[1] if not _NO_THING.match(found[1]) else ""
    if found := _MEASURED_THING.search(text):
        # 口岸 is tagged as a place, 全区 as a thing.
        nouns = [
            word
            for word, tag in tagged_words(found[1])
            if (tag[0] in "nsj" or tag == "vn") and tag != "ns" and len(word) > 1
        ]
        nouns = [word for word in nouns if not region_of(word) and word not in talk()]
        nouns = [word for word in nouns if not re.search(f"[给为对][^，。？]{{0,12}}{re.escape(word)}的", text)]
        # 往项目里头投多少: what it is put into stands apart from the sum.
        nouns = [
            word
            for word in nouns
            if not re.search(f"[往在给对为][^，。？]{{0,6}}{re.escape(word)}(?:里|上|身上|方面)", text)
        ]
        if nouns and not _NO_THING.match(nouns[-1]):
            words = [found[1][start:end] for start, end, _ in find_synonyms(found[1])]
            return next((word for word in words if word.endswith(nouns[-1])), nouns[-1])  # 大工程, not 工程
    return ""
