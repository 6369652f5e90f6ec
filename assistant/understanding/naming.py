"""Names as they are compared: one for each place and bureau, and a question without the words that only ask."""

import re
from functools import cache, lru_cache

from index.fold import fold
from index.patterns import compiled
from index.terms import load_terms

# Words that ask, bind or make conversation; they say nothing of what is asked about.
_ASKING = compiled(
    "(?:哪|几|什么|啥)[些几五四三二两六种]?[条点个]?的?原因|原因(?=是什么|是啥|有哪|何在|在哪)|为什么|什么时候|什么时间|什么样|什么名|是什么|是啥|啥意思|什么意思|意思|含义|指的是|有没有|是不是|能不能|会不会|要不要|怎么样|怎么办|怎么回事|咋回事|"
    "为何|何时|多少|什么|哪些|哪几|哪个|哪里|哪位|啥|哪天|哪|谁|怎么|怎样|如何|咋|吗|呢|吧|啊|呀|嘛|呗|是否|请问|分别|具体|到底|究竟|认为|觉得|"
    "百分之(?=几|多少)|(?:给我|帮我)?(?:一一|逐一)?列[齐全]|各指|指的是|原话|原文表述|原句|[这那](?:件|回|个)?事儿?(?![业务项例情实故])|这话|这句话|那句话|这个数|我想知道|想问一下|告诉我|介绍一下|以及|还有|叫做|几"
)


def subject(text: str) -> str:
    """A folded question without the words that only ask: what is left has to occur in an answer."""
    return _ASKING.sub(" ", text)


_SHORT_NAME = 3  # characters of the shortest name of a bureau: 人社局


@lru_cache(maxsize=16384)
def same_names(text: str) -> str:
    """Folded text in which places and bureaus have one name each, so that 呼市 and 呼和浩特 match."""
    pattern, names = _aliases()
    return pattern.sub(lambda match: names[match[0]], fold(text))


def without_city(bureau: str) -> str:
    """A bureau's name without the place it begins with: 水务局 of 呼和浩特市水务局."""
    return next((bureau.removeprefix(one.name) for one in load_terms().regions if bureau.startswith(one.name)), bureau)


def whole_names(text: str) -> str:
    """A question in which a bureau that is called by its field has its name: 人社局 for 人社部门, 人社那边."""
    text = _in_charge().sub(lambda match: load_terms().in_charge[match[1]], text)
    return _by_field().sub(lambda match: _fields()[match[1]], text)


@cache
def _in_charge() -> re.Pattern[str]:
    """A bureau as citizens call it: 管水的部门."""
    return re.compile(
        rf"(?:主?管|负责)({'|'.join(load_terms().in_charge)})[\u4e00-\u9fff、和]{{0,4}}?(?:的(?:那个|那家|这个|那位|这位)?|那个|那家|这个)(?:部门|单位|局)"
    )


@cache
def _by_field() -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(_fields())})(?:部门|系统|那边|这边|口(?=的|负责|领导))(?:的?受访者)?")


@cache
def _fields() -> dict[str, str]:
    """The short name of each bureau by its field: 人社局 by 人社."""
    short = (form for bureau in load_terms().organisations for form in bureau.forms if len(form) == _SHORT_NAME)
    return {form[:-1]: form for form in short}


@cache
def _aliases() -> tuple[re.Pattern[str], dict[str, str]]:
    terms = load_terms()
    names = {fold(form): fold(region.name) for region in terms.regions for form in region.forms}
    for bureau in terms.organisations:
        # Without its city, which stands beside it as often as not.
        names.update(dict.fromkeys(map(fold, bureau.forms), fold(without_city(bureau.name))))
    return re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True))), names
