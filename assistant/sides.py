"""What a comparison asks of each of those whom it compares, in the words that are meant for that one."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from index.terms import load_terms

_CLAUSE = re.compile(r"[，,；;？?！!。\n]")
# What may still follow the words by which somebody is named: 市水务局|局长, 研究中|心那位专家.
_CALLED = re.compile(
    r"^(?:[心院所处局委](?=[^\u4e00-\u9fff]|[和与跟同及的那专副主书]|$))?"
    r"(?:的|那边|这边|那位|那个|里|人|党组|副?(?:局长|主任|处长|院长|馆长|所长|书记|秘书长)|负责人|专家|学者|老师|研究员|领导|同志|先生|女士|教授"
    r"|长(?=[和与跟同及的]|$))*"
)
_ASIDE = re.compile(
    r"(?:那边|这边)?(?:的?(?:人|领导|负责人|(?:副|党组)?(?:局长|主任|书记)|那位|那个[^，]{0,6}的|老师|专家|局长|主任|他|她))?(?:都|是|给)?(?:怎么|怎样|如何|咋)?(?:是)?(?:说|讲|提|列|谈|主张|建议|看|描述|介绍|解释|回应)(?:了|出|过)?的?"
    r"(?:几|哪几)?[条点个项]?(?:什么|啥|哪些)?"
)
_JOINS = re.compile(r"^\s*(?:和|与|跟|同|以及|及|、|对比|相比|比)?\s*|\s*(?:和|与|跟|同|以及|及|、|对比|相比|比)?\s*$")
# 看法有什么(不同), 侧重点在哪里: how it is to be compared, and nothing that either has to say.
_MANNER = re.compile(
    r"(?:各|都|分别|是)*(?:怎么|怎样|如何|咋)(?:是|样)?(?:说|讲|看|谈|提|看待|评价|论述|表述)的?|"
    r"(?:所)?(?:讲|说|提|提出|主张|建议|谈)?的?(?:说法|看法|做法|想法|提法|讲法|表述|主张|观点|态度|意见|侧重点?|着力点|关注点|重点|办法|法子)"
    r"(?:上)?(?:各|都|分别)?(?:有|是|在)?(?:何|什么|啥|哪些|哪[里儿]?)?(?=\s|$|[？?])|(?:有何|有?(?:什么|啥)|在哪[里儿]?|上?哪)\s*[？?]?\s*$"
)


def asked_of_each(
    text: str, mentioned: Sequence[str], compares: re.Pattern[str], has_subject: Callable[[str], bool]
) -> list[str]:
    """The words put to each of those mentioned, in their order.

    A clause that names one of them is asked of that one alone, and one that names none of all. In one that names
    several, what follows a name is its own where each has some (甲的清单推送和乙的审批改革有何不同), and asked of all
    where not. `compares` are the words that only compare, `has_subject` tells whether words name a thing.
    """
    put: list[list[str]] = [[] for _ in mentioned]
    for clause in filter(None, map(str.strip, _CLAUSE.split(text))):
        named = sorted((clause.index(words), i) for i, words in enumerate(mentioned) if words in clause)
        ends = [clause.index(mentioned[i]) + len(mentioned[i]) for _, i in named]
        starts = [*(start for start, _ in named[1:]), len(clause)][: len(named)]
        tails = [_own(clause[end:start], compares) for end, start in zip(ends, starts, strict=True)]
        head = _own(clause[: named[0][0]], compares) if named else _MANNER.sub(" ", compares.sub(" ", clause))
        apart = len(tails) == 1 or all(map(has_subject, tails))
        for i, words in enumerate(put):
            if not named:
                words.append(head)
            elif any(i == at for _, at in named):
                own = tails[[at for _, at in named].index(i)]
                words.append(f"{head} {own if apart else ' '.join(tails)}")
    return [re.sub(r"\s+", " ", " ".join(words)).strip() for words in put]


def without_asides(text: str, mentioned: Sequence[str]) -> str:
    """A question without a clause that only says whose words are asked for: 工信局的人咋说的, 康磊说的."""
    clauses = _CLAUSE.split(text)
    kept = [
        clause
        for clause in clauses
        if not any(_ASIDE.fullmatch(clause.strip().partition(words)[2]) for words in mentioned if words in clause)
    ]
    return "，".join(kept) if any(map(str.strip, kept)) else text


def _own(words: str, compares: re.Pattern[str]) -> str:
    """The words between two names, without what belongs to either name: 的提法与自治区|研究中心专家."""
    words = _place_before().sub("", compares.sub(" ", _CALLED.sub("", words)))
    return _JOINS.sub("", _MANNER.sub(" ", _JOINS.sub("", words)))


@cache
def _place_before() -> re.Pattern[str]:
    """A place right before a name; of 呼市发改委 only 呼 stands before 市发改委."""
    forms = sorted((form for one in load_terms().regions for form in one.forms), key=len, reverse=True)
    pieces = [*forms, *(form.removesuffix("市") for form in forms if form.endswith("市"))]
    return re.compile(f"(?:{'|'.join(map(re.escape, pieces))}|市里)的?$")
