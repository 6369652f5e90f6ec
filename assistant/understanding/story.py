"""What is told beside a question and not asked about: who asks, what happened to them, where they heard of it."""

from itertools import pairwise

from assistant.understanding.clauses import asks_something
from assistant.understanding.misprints import Known
from assistant.understanding.naming import subject
from assistant.understanding.query import CHECKS
from assistant.understanding.scope import region_of
from index.fold import tagged_words
from index.patterns import compiled
from index.synonyms import talk

_CLAUSE = compiled(r"(?:[^，,；;。？?！!\n ]|(?<![\u4e00-\u9fff]) | (?![\u4e00-\u9fff]))*[，,；;。？?！!\n ]?")
_KIN = "家里|家人|老家|孩子|娃|闺女|儿子|老公|老婆|老伴|爸妈|邻居|朋友|同事"
# 我家, 孩子, 昨天单位: of the asker, or of a day that no article speaks of.
_BEGINS = compiled(
    rf"\s*(?:本人|[我俺咱](?!区|市|国|们?(?:内蒙|呼|首府|自治区|全[区市]))|{_KIN}|"
    r"昨天|前天|前几天|前两天|上周|上个?月|周末|刚才|刚刚|今早|最近)"
)
_SELF = compiled(
    rf"^(?:(?:本人|[我俺咱]们?)(?:厂|家|公司|单位|村|店)?|(?:我|俺)?(?:家|{_KIN})(?:人|里)?[上下]?|周末|最近|昨天|前天|上周)"
    r"(?:也|就|都|正|刚|快|老)*(?:是|在|住|来自|开|搞|做|干|想带|要带|带|明年|今年|去年|今天|上班|毕业|退休|种|养|天天)"
    r"|^[我俺咱]们?[^，]{2,8}的$"
)
# 我想, 我记得: what is asked, and what somebody is to have said.
_NOT_OF_SELF = compiled(
    r"^.{0,3}?(?:想|要(?!债)|记得|看[到见过了]|看[^，]{0,6}[报文新]|听|读|觉得|认为|问|查|找|需要|能|可以|该|应该|写|做[^，]{0,6}(?:题|材料|报告|研究))"
)
_HEARD = compiled(
    r"(?:^|(?<=[，,；;。 ]))(?:我)?"
    r"(?:(?:老|总|常|经常|好像|又|都|之前|以前)*(?:听(?:别人|人家|人|朋友|邻居|同事|我妈|他们)?(?:念报|读报)?(?:说|讲|到)|据说)"
    r"|(?:老是?|总是?|天天|经常|到处)(?:在|都)*(?:[说讲提]|看到|看见))(?:是|啊)?[，,]?"
)
_ASKS = compiled(r"^(?:我|就|那|还)*(?:想|要)?(?:请)?(?:问|打听|咨询)|^听")
_ALSO_IS = compiled("(?:也|就|大小|好歹)(?:算|属于|是)[^，。？吗]{1,8}[吧啊呢]?[，。！；,]?$")  # 也算服务业吧
_OF_IT = compiled(
    "这[种类样](?:[大小老新穷]?的|情况)|这个?情况|[咱我俺]们?这一?行|这一?行(?:当|业)?的?(?:份|事)"
)  # what was told is what is asked about
_WANTS = compiled("(?:就|还|也|我)*想(?:知道|问|了解|打听|咨询|弄清|搞清)")  # 想知道浇地省水这件事: of what is asked
_HERE = compiled("[我咱俺]们?(?:这|那)(?:边|儿|里|块儿?)|当地|本地")
_RUN = compiled(r"[\u4e00-\u9fff]+")
_STRANGE = 0.2  # the share of a story's pairs of characters that the articles have, at most
_FAMILIAR = 3  # such pairs of what is asked, at least
_LEAST = 10  # characters of a story
_OF_SELF = 18  # characters of a clause in which the asker tells who he is
_THINGS = 2  # words for things that a question names which needs no story


def without_story(question: str, known: Known) -> str:
    """A question without what the asker tells of himself before it; all of it where what is left says too little.

    A story's words are in no answer, and each would count as a thing that the articles do not have. `known` tells
    whether they have a pair of characters.
    """
    clauses = [clause for clause in _CLAUSE.findall(question) if clause.strip()]
    if len(clauses) < 2 or not _BEGINS.match(question):
        return _without_hearsay(question)
    told = 0
    of_self = [_of_self(*two) for two in pairwise(clauses)]
    for at, clause in enumerate(clauses[1:-1], 1):
        of_self[at] |= of_self[at - 1] and bool(_ALSO_IS.match(clause))
    for at, clause in enumerate(clauses[:-1]):
        telling = of_self[at] or (_share(clause, known) <= _STRANGE and not _is_topic(clause))
        if not telling or _WANTS.match(clause):
            break
        told = at + 1
    while told:
        story, rest = "".join(clauses[:told]), "".join(clauses[told:])
        enough = sum(_familiar(rest, known)) >= _FAMILIAR and _names_things(rest) and not _OF_IT.search(rest)
        if (len(story) >= _LEAST or any(of_self[:told])) and enough and asks_something(rest):
            here = region_of(story)
            return _without_hearsay(_HERE.sub(here, rest.strip()) if here else rest.strip())
        told -= 1
    return _without_hearsay(question)


def _of_self(clause: str, following: str) -> bool:
    """Whether a clause tells who asks, whatever its words: 我是开小厂的, 我家孩子明年毕业."""
    clause = clause.strip("，,；;。 ")
    if not _SELF.match(clause) or len(clause) > _OF_SELF or _NOT_OF_SELF.match(clause):
        return False
    return not asks_something(clause) or bool(_ASKS.match(following))


def _is_topic(clause: str) -> bool:
    """Whether a clause only names a thing (咱往外头送的好东西), of which the next may ask."""
    head, of, thing = clause.strip("，,；;。 ").rpartition("的")
    return bool(of and thing and head) and "是" not in head and all(tag[0] in "na" for _, tag in tagged_words(thing))


def _names_things(text: str) -> bool:
    """Whether a text says by itself what it asks about."""
    words = tagged_words(subject(text))
    return sum(len(word) > 1 and word not in talk() and tag[0] in "nvjls" for word, tag in words) >= _THINGS


def _without_hearsay(question: str) -> str:
    """A question without 听说 before what it then asks about; a claim that is put to be checked keeps it."""
    first, comma, rest = question.partition("，")
    if not comma or CHECKS.search(question) or not asks_something(rest):
        return question
    return _HEARD.sub("", first) + comma + _HEARD.sub("", rest)


def _familiar(text: str, known: Known) -> list[bool]:
    """Of each pair of characters of a text whether the articles have it."""
    return [known(run[i : i + 2]) for run in _RUN.findall(text) for i in range(len(run) - 1)]


def _share(text: str, known: Known) -> float:
    pairs = _familiar(text, known)
    return sum(pairs) / len(pairs) if pairs else 0.0
