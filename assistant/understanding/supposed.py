"""What a question supposes and asks to have put right: who said something, and whether a figure was reached."""

from assistant.understanding.clauses import has_subject
from assistant.understanding.people import mentions
from assistant.understanding.roster import People
from index.patterns import compiled

_BEFORE_THESE = compiled(
    "^(?:今年)?[^，。？]{0,4}?(?:[“‘]?六[个大]行动[”’]?|[这此]套部署)[^？，]{0,6}?[，,]?(?:那么?|是|它是)?(?:接着|承接|继)?(?:再)?"
    "(?:往前(?:推|数)?一年|上一年|前一年|头一年|去年)(?:的|里)?[^，。？多几\\d]{0,8}?(?:喊|叫|部署|提|搞|哪一?[套个项])[^，。？多几\\d]{0,8}?(?=[？?]|$)"
)
# 稿里写“…”，哪儿写错了: whether it is so.
_WHAT_IS_WRONG = compiled(
    "^(?:[^，。？“‘]{0,8}(?:写|说|称|道))?(?:的是)?[“‘](?P<what>[^”’]{8,})[”’][，,]?(?:这[句段]?话?|其中)?"
    "(?:有)?(?:哪[儿里]|哪个?地方|什么地方|哪处)?(?:写|说|弄)?错(?:了|误)?(?:吗|没有?|在哪[儿里]?)?[？?]?$"
)
_STATE = "(?:完成|做到|办成|实现|达到|落实|结果|目标|计划|任务|定下?|实绩|实际|既成|要去)"
_REACHED_OR_AIMED = compiled(
    rf"^(?P<what>[^。]*?\d[^，。？]*|[^。]+？[^，。？]*)[，,]?(?:到底|究竟)?是[^，。？]{{0,8}}{_STATE}[^，。？]{{0,6}}[，,]?还是[^，。？]{{0,8}}{_STATE}"
    r"[^，。？]{0,6}[？?]?$"
)
_THAT_FIGURE = compiled("^[这那][两几]?个?(?:数字?|数目|目标|指标|人数)?$")
_NAME = "\ue000"  # stands for whoever is named, so that a form is one pattern for all
_WHAT = "(?P<what>[^。？?]{6,}?)"
_SAYS = "(?:说|讲|提|写|主张|建议|介绍)"
_IS_IT_SO = "(?:吧|吗|么|没错吧?|对[吗吧不]|，)*[？?]*$"
_ASKED_WHO = (
    # 主张…的，是甲吗？如果不是，是谁
    (
        compiled(
            f"^{_WHAT}的[，,]?(?:真|难道|应该)?是(?:[^，。？]{{1,6}}的)?{_NAME}(?:吗|么|吧|没错吧|对吗)?[？?，,]"
            "(?:如果|要是|要|假如)?(?:不是|不对)(?:他|她)?(?:的话)?[，,]?(?:那|又)*是谁[？?]?$"
        ),
        "{what}，这话是谁说的？",
    ),
    # …，这主意是甲出的吧
    (
        compiled(
            f"^{_WHAT}[，,](?:这|那|此)(?:个|条|种|句|番)?(?:主意|点子|想法|说法|建议|主张|观点|话|提法|招儿?)(?:真的?|应该|就|都)?"
            f"是(?:[^，。？]{{1,8}}的)?{_NAME}(?:出|说|提|讲|写|想)(?:出来)?的{_IS_IT_SO}"
        ),
        "{what}，这话是谁说的？",
    ),
    # …？提这个的是甲没错吧
    (
        compiled(f"^{_WHAT}[？?，,](?:提|说|讲|出|写)(?:这|那)?[^，。？]{{0,3}}的(?:人)?是{_NAME}{_IS_IT_SO}"),
        "{what}？这话是谁说的？",
    ),
    # 我记得是甲介绍的方案。到底是谁介绍的，…
    (
        compiled(
            f"^(?:我)?(?:印象[里中]|记得|以为|好像|听说)(?:好像|应该)?(?:就|都)?是{_NAME}(?P<did>说|讲|提|写|介绍|主张)(?:过|出)?的"
            f"(?P<what>[^，。？]{{2,}})[。，,？?](?:到底|究竟|那)?是?谁{_SAYS}的(?P<rest>.*)$"
        ),
        "{what}是谁{did}的{rest}",
    ),
    # 甲是不是说过…？到底谁说的，…
    (
        compiled(
            f"^{_NAME}(?:到底|究竟)?(?:是不是|有没有|真的?|可曾){_SAYS}(?:过|了)?{_WHAT}[？?，,]"
            f"(?:到底|究竟|那)?(?:是|又是)?谁{_SAYS}(?:过)?的[，,？?]?(?P<rest>.*)$"
        ),
        "{what}，这话是谁说的？{rest}",
    ),
)


def before_these(question: str) -> str:
    """A question for what came before the six actions, by years, as one that asks so; any other as it is."""
    return _BEFORE_THESE.sub("“六个行动”之前部署的叫什么", question)


def without_quarrel(question: str) -> str:
    """A question for what is wrong with a quoted claim as one whether it is so; any other as it is."""
    found = _WHAT_IS_WRONG.match(question)
    return f"{found['what']}，对吗？" if found else question


def without_states(question: str) -> str:
    """A question whether a figure was reached or is aimed at (1200个项目是办成的还是目标) as one about the figure:
    the sentence that has it tells which; any other as it is."""
    if not (found := _REACHED_OR_AIMED.match(question)):
        return question
    before, mark, what = found["what"].rpartition("？")
    if mark and _THAT_FIGURE.match(what):
        return f"{before}？"  # …各是多少？这两个数是做到的还是目标: the quote of the first tells
    return f"{found['what']}？" if has_subject(found["what"]) else question


def claimed_of(question: str, people: People) -> str:
    """A question that supposes who said something, and asks who did, as one that only asks that; "" for another."""
    for words, _ in mentions(question, people):
        for form, asked in _ASKED_WHO:
            if found := form.match(question.replace(words, _NAME)):
                return asked.format(**found.groupdict()).replace(_NAME, words)
    return ""
