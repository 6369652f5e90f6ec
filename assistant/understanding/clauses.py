"""What one clause is: whether it asks something, and whether it says of what."""

import re
from collections.abc import Sequence

from assistant.understanding.asked import TALKED_OF, asked_for
from assistant.understanding.naming import same_names, subject
from assistant.understanding.scope import YEAR
from index.fold import tagged_words
from index.patterns import compiled
from index.synonyms import talk

CLAUSE_ENDS = compiled(
    r"[，,；;？?！!。\n]|、(?=什么时候|啥时候|何时|哪天|几月|几号|怎么|为什么|谁(?!的))|"
    r"以及|还有(?!什么|哪|啥)|另外| (?=[^a-z0-9])",
    re.IGNORECASE,
)
_SUCH_A_TEXT = compiled("^[^，。？]{0,8}(?:谈|讲|说|写|聊)[^，。？]*[那这][篇段位]的?[\u4e00-\u9fff]{0,4}$")
_HEARD = compiled(
    "(?:听|记得|据|报[纸上]?|书上|网上|新闻里?|文章里?|有人|人家|别人)[^，。？]{0,4}[说讲写]"
)  # 听邻居说, 我记得报上说
# 史卉说新行业有观察期: what somebody is to have said, no request to tell it.
_STATED = compiled(
    "^(?!说|讲|谈|请|麻烦|帮|给|想|能|可以|再|介绍)[^，。？]{2,16}?(?<!怎么)(?<!如何)"
    "(?:[说讲写谈](?:了|过|的是)?(?=[^说讲一][^，。？]{5})|说(?=[^说讲一的到过起][^，。？]{3}))"
)
_SUCH_A_PLACE = compiled("(?<![什哪那这多])[多旱涝穷富远干湿冷热][的](?:地方|地区|企业|单位)")  # 旱的地方该修什么
_NONE = compiled("(?<!有)没有?(?:什么|啥|多少|几个)(?=[一-鿿])")  # 没啥客人
_ASKING_SOMETHING = compiled(
    "([\u4e00-\u9fff]{1,2})不\\1|是[强多增好对高真快大涨升优]是[弱少减坏错低假慢小跌降劣]|[跟和与同]谁|还是|吗|什么|是否|有没有|哪|呢|(?:谈|讲|介绍|说)(?![的得到过起法]|不(?:清|明|好|准|来|出)|$)|啥|咋|不$|没有?$|么$|能不能|会不会|要不要|还[^，]{1,8}不|做什么|概括|简述|"
    r"\b(?:is|are|does|do|did|was|were|what|tell|explain|describe)\b"
)


# 顺便把网址给我一个, 麻烦把8个都念一遍
_TELL_ME = compiled(
    "^(?:顺便|麻烦|请|再|也|另外|能不能|能否|可以)*[把将][^，。？]{1,14}?(?:也|都|全部?|再)*"
    "(?:(?:给|发|告诉|报给?|念给?|列给?)(?:给)?我|[报念列数](?:出来|一下|一遍|全|上来))|"
    "^(?:网址|链接|电话|地址|名单|号码|文号|全文|附件|时间表|联系方式|邮箱)[^，。？]{0,4}(?:给|发|告诉)(?:给)?我"
)


def asks_something(text: str) -> bool:
    """Whether a clause is a question at all; 讲企业帮扶的那篇采访 only says of what the next one asks."""
    if _SUCH_A_TEXT.search(text):
        return False
    if any(_TELL_ME.match(clause.strip()) for clause in re.split("[，,。]", text)):
        return True
    text = TALKED_OF.sub(" ", _NONE.sub("没", text))
    return asked_for(text) != "fact" or bool(_ASKING_SOMETHING.search(_STATED.sub(" ", _HEARD.sub(" ", text))))


def has_subject(piece: str) -> bool:
    """Whether a clause says what it asks about."""
    return bool(_SUCH_A_PLACE.search(piece)) or any(tag[0] in "nvijls" for tag in _tags_of_subject(piece))


def names_a_thing(piece: str) -> bool:
    """Whether a clause has a noun of its own."""
    return any(tag[0] in "njls" or tag == "vn" for tag in _tags_of_subject(piece))


def _tags_of_subject(piece: str) -> list[str]:
    """The parts of speech of the words that say what a clause asks about."""
    words = tagged_words(subject(YEAR.sub(" ", same_names(piece))))
    return [tag for word, tag in words if len(word) > 1 and word not in talk()]


def names_somebody(piece: str, mentioned: Sequence[str]) -> bool:
    """Whether a clause only says by what somebody speaks of whom is meant: 讲区域合作的那个康磊."""
    who = "[^，。？]*(?:谈|讲|说|写|管)[^，。？]*的(?:那[个位])?(?:[^，。？]{2,4}[和与跟、])*"
    return any(re.fullmatch(f"{who}{re.escape(words)}", piece) for words in mentioned) and asked_for(piece) == "fact"
