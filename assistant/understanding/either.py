"""Who said something, where the question names people who may have: …这话是甲说的还是乙说的, …是谁写的？好像是甲."""

from assistant.understanding.asked import asked_for
from assistant.understanding.clauses import asks_something
from assistant.understanding.people import mentions
from assistant.understanding.roster import People
from assistant.understanding.supposed import claimed_of
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
_SOMEBODY = compiled(
    f"^{_SAYS}[，,、]?还是[^，。？是]{{0,8}}?(?:某[位个]|哪[位个]|一位|别的?|其他|另外的?)?"
    f"(?:专家|学者|作者|官员|局长|领导|记者|别人|人){_SAYS}[？?。呢啊呀]*$"
)


def asked_whose(question: str, people: People) -> tuple[str, tuple[str, ...]]:
    """A question that names two people (or one, and somebody) of whom one said something as one that asks who did, and
    without what its asker supposes behind it, any other as it is; and the names of those who may have, where it names
    two."""
    asks, mark, behind = question.partition("？")
    if behind and asked_for(asks) in ("speaker", "who") and not asks_something(behind):
        question = asks + mark  # …是哪位作者？像是排在甲那栏: what the asker supposes
    if claimed := claimed_of(question, people):
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
