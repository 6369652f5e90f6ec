"""What a question points at that those before it name: two people, two things, what came before the six actions."""

import re
from collections.abc import Sequence

from assistant.understanding.naming import subject
from assistant.understanding.people import mentions
from assistant.understanding.roster import People
from assistant.understanding.scope import YEAR
from index.patterns import compiled
from index.terms import load_terms

_BOTH_PEOPLE = compiled(
    "^(?:那么?)?(?:这|那)?(?:两位(?:专家|局长|学者|作者|老师)?|两个人|两人|二人|他们?俩|她们?俩|他们两个|她们两个)(?=各|都|分别|的|谁|说|提|讲)"
)
_BOTH_THINGS = compiled(
    "^(?P<frame>[^，。？]*?)[，,]?[这那](?:两|俩)(?:样|项|个数字?|个|者)(?:又|都)?(?:各|分别)(?:自)?(?:是|为|有)?(?P<asked>多少|几[\u4e00-\u9fff]{1,2})[？?]?$"
)
_CHANGED_TO = compiled("^(?:那么?)?(?:要是|如果)?(?:换成|换作|改成|按|照|说到|论)")
_BEFORE_IT = compiled(
    "^(?:那么?)?在?(?:它|这|此)(?:之前|以前|前面)(?:的?[那一]年)?[、，,]?(?:去年|上一年|前一年|头一年)?[^，。？多几]{0,12}?(?:又|是)*(?:叫|是)(?:个|做)?(?:什么|啥|哪)[^，。？]{0,4}[？?]?$"
)
_FACING_THESE = compiled(
    "^(?:面对|针对|对于?|为|要?解决)[这那](?:些|几[个样条项]|[两二三四五六七八九十][个样条项])[^，。？]{1,6}[，,](?=[^，。？]*第?[一二三四五六七八九头][条个点项])"
    "(?:他|她)?(?:都|又)?(?:开|给|拿|提)(?:出)?(?:了)?来?的"
)
_WANTED = compiled("(?:一共|总共|大概|到底)*(?:是|有|为)?(?:了)?(?:多少|几[\u4e00-\u9fff]).*$|的?呢[？?]?$|[、？?。]")
_TWO = 2


def resolved(question: str, history: Sequence[str], people: People) -> str:
    """A question with the names of what it points at, where those before it (oldest first) leave no doubt what that is;
    any other as it is."""
    if not history:
        return question
    first, _, rest = question.partition("？")
    if _BEFORE_IT.match(first) and any(form in history[-1] for form in load_terms().all_actions.forms):
        return f"“六个行动”之前部署的叫什么？{rest}"
    named = [list(dict.fromkeys(name for _, names in mentions(one, people) for name in names)) for one in history]
    of_last_two = list(dict.fromkeys(name for names in named[-_TWO:] for name in names))
    if len(of_last_two) == _TWO and (both := _BOTH_PEOPLE.match(question)):
        return f"{'和'.join(of_last_two)}{question[both.end() :]}"
    person = next((names[0] for names in reversed(named) if len(names) == 1), "")
    if person and _FACING_THESE.match(question):
        return _FACING_THESE.sub(f"{person}说的", question)
    if len(history) >= _TWO and (both := _BOTH_THINGS.match(question)):
        things = [_thing(one, people) for one in history[-_TWO:]]
        if all(things):
            frame = _CHANGED_TO.sub("", both["frame"])
            return f"{f'{person}说' if person else ''}{frame}{'、'.join(things)}各是{both['asked']}？"
    return question


def _thing(question: str, people: People) -> str:
    """What a question for a number counts, without who says so and of which year."""
    for words, _ in mentions(question, people):
        question = re.sub(rf"{re.escape(words)}(?:说|讲|提|介绍|谈)?", "", question)
    return subject(YEAR.sub("", _WANTED.sub("", question))).replace(" ", "")
