"""Who said something, where the question names people who may have: …这话是甲说的还是乙说的, …是谁写的？好像是甲."""

import re

from assistant.understanding.asked import asked_for
from assistant.understanding.clauses import asks_something, has_subject
from assistant.understanding.people import mentions
from assistant.understanding.roster import People
from index.patterns import compiled

_BEFORE = compiled(
    "(?:——|—)?[，,：: ]*(?:这[句番段]?话|这|那|此)?(?:个|种)?"
    "(?:说法|提法|观点|主张|建议|主意|设想|想法|思路|意思)?[，,]?"
    "(?:到底|究竟)?"
    "(?:是|出自|来自|属于|算)(?:[^，。？是]{1,8}的)?$"
)
_SAYS = (
    "(?:那[位个](?:专家|学者|老师)?|的?(?:专家|学者|老师))?(?:文章|采访|口|笔下)?[里中]?"
    "(?:[说讲写提]|主张|建议|认为|强调|出|想)?(?:出|到|过)?(?:的|来的)?(?:话|主意|观点|建议|意见|主张)?"
)
_REQUEST = compiled("请(?:你|您)?(?:给出|写出|注明|说明|列出|附上|标明)")
_OR = compiled(f"^{_SAYS}[，,、]?还是(?:[^，。？是]{{1,8}}的)?$")
_END = compiled(f"^{_SAYS}[？?。呢啊呀]*$")
_STATE = "(?:完成|做到|办成|实现|达到|落实|结果|目标|计划|任务|定下?|实绩|实际|既成|要去)"
_REACHED_OR_AIMED = compiled(
    rf"^(?P<what>[^。]*?\d[^，。？]*|[^。]+？[^，。？]*)[，,]?(?:到底|究竟)?是[^，。？]{{0,8}}{_STATE}[^，。？]{{0,6}}[，,]?还是[^，。？]{{0,8}}{_STATE}"
    r"[^，。？]{0,6}[？?]?$"
)
_THAT_FIGURE = compiled("^[这那][两几]?个?(?:数字?|数目|目标|指标|人数)?$")
_WHAT = "(?P<what>[^。？?]{6,}?)"
_IS_IT = "的[，,]?(?:真|难道|应该)?是(?:[^，。？]{1,6}的)?"
_WHAT_HE_TOLD = compiled(
    "(?P<did>说|讲|提|写|介绍|主张)(?:过|出)?的(?P<what>[^，。？]{2,})[。，,？?]"
    "(?:到底|究竟|那)?是?谁(?:说|讲|提|写|介绍|主张)的(?P<rest>.*)$"
)
_HIS_IDEA = (
    "[，,](?:这|那|此)(?:个|条|种|句|番)?(?:主意|点子|想法|说法|建议|主张|观点|话|提法|招儿?)(?:真的?|应该|就|都)?是"
)
_WHO_SAID_SO = "[？?，,](?:提|说|讲|出|写)(?:这|那)?[^，。？]{0,3}的(?:人)?是"
_IS_IT_SO = compiled("(?:吧|吗|么|没错吧?|对[吗吧不]|，)*[？?]*$")
_IS_HIS = compiled(f"(?:出|说|提|讲|写|想)(?:出来)?的{_IS_IT_SO.pattern}")
_OR_WHO = compiled(
    "(?:吗|么|吧|没错吧|对吗)?[？?，,](?:如果|要是|要|假如)?(?:不是|不对)(?:他|她)?(?:的话)?[，,]?(?:那|又)*是谁[？?]?$"
)
_I_THOUGHT = compiled("(?:我)?(?:印象[里中]|记得|以为|好像|听说)(?:好像|应该)?(?:就|都)?是")
_DID_SAY = compiled(
    "(?:到底|究竟)?(?:是不是|有没有|真的?|可曾)(?:说|讲|提|写|主张|建议)(?:过|了)?(?P<what>[^。？?]{6,}?)[？?，,]"
    "(?:到底|究竟|那)?(?:是|又是)?谁(?:说|讲|提|写|主张|建议)(?:过)?的[，,？?]?(?P<rest>.*)$"
)
_SOMEBODY = compiled(
    f"^{_SAYS}[，,、]?还是[^，。？是]{{0,8}}?(?:某[位个]|哪[位个]|一位|别的?|其他|另外的?)?"
    f"(?:专家|学者|作者|官员|局长|领导|记者|别人|人){_SAYS}[？?。呢啊呀]*$"
)


def without_states(question: str) -> str:
    """A question whether a figure was reached or is aimed at (1200个项目是办成的还是目标) as one about the figure:
    the sentence that has it tells which; any other as it is."""
    if not (found := _REACHED_OR_AIMED.match(question)):
        return question
    before, mark, what = found["what"].rpartition("？")
    if mark and _THAT_FIGURE.match(what):
        return f"{before}？"  # …各是多少？这两个数是做到的还是目标: the quote of the first tells
    return f"{found['what']}？" if has_subject(found["what"]) else question


def _claimed_of(question: str, people: People) -> str:
    """A question whether one person said something, and who did (甲是不是说过…？到底谁说的), as one that asks who said
    it; "" for another."""
    for words, _ in mentions(question, people):
        name = re.escape(words)
        if found := re.match(
            f"^{_WHAT}的[，,]?(?:真|难道|应该)?是(?:[^，。？]{{1,6}}的)?{name}{_OR_WHO.pattern}", question
        ):
            return f"{found['what']}，这话是谁说的？"
        if found := re.match(f"^{_WHAT}{_HIS_IDEA}(?:[^，。？]{{1,8}}的)?{name}{_IS_HIS.pattern}", question):
            return f"{found['what']}，这话是谁说的？"
        if found := re.match(
            f"^{_WHAT}[？?，,](?:提|说|讲|出|写)(?:这|那)?[^，。？]{{0,3}}的(?:人)?是{name}{_IS_IT_SO.pattern}",
            question,
        ):
            return f"{found['what']}？这话是谁说的？"
        if found := re.match(f"^{_I_THOUGHT.pattern}{name}{_WHAT_HE_TOLD.pattern}", question):
            return f"{found['what']}是谁{found['did']}的{found['rest']}"
        if found := re.match(f"^{name}{_DID_SAY.pattern}", question):
            return f"{found['what']}，这话是谁说的？{found['rest']}"
    return ""


def asked_whose(question: str, people: People) -> tuple[str, tuple[str, ...]]:
    """A question that names two people (or one, and somebody) of whom one said something as one that asks who did, and
    without what its asker supposes behind it, any other as it is; and the names of those who may have, where it names
    two."""
    asks, mark, behind = question.partition("？")
    if behind and asked_for(asks) in ("speaker", "who") and not asks_something(behind):
        question = asks + mark  # …是哪位作者？像是排在甲那栏: what the asker supposes
    if claimed := _claimed_of(question, people):
        return claimed, ()
    if "还是" in asks and _REQUEST.match(behind):
        question = asks + mark  # …，还是作者写的？请给出姓名: what is to be told with it
    if "还是" not in question:
        return question, ()
    found = [(question.find(words), words, names) for words, names in mentions(question, people) if words in question]
    named = sorted(found)
    for i, (at, words, names) in enumerate(named):
        said = _BEFORE.sub("", question[:at])
        if said == question[:at] or len(said) < len(words):
            continue
        behind = question[at + len(words) :]
        if i + 1 < len(named):
            then, other, others = named[i + 1]
            between, rest = question[at + len(words) : then], question[then + len(other) :]
            if _OR.match(between) and _END.match(rest):
                return f"{said}，这话是谁说的？", (*names, *others)
        if _SOMEBODY.match(behind):
            return f"{said}，这话是谁说的？", ()
    return question, ()
