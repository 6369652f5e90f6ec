"""The names of things that an answer has to speak of, because the question names them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.understanding.query import Part
from index.fold import dictionary_cut, fold
from index.passage import Hit
from index.patterns import compiled
from index.synonyms import words_beside
from index.terms import load_terms

# 六个工程, 五大任务, 四条产业带: a number that belongs to the name of a thing.
_COUNTED_NAME = compiled(
    r"(?<![哪第])[一二三四五六七八九十](?:个|项|大|条)[\u4e00-\u9fff]{2,4}?"
    "(?=[，, ]?(?:到底|究竟|又)?(?:是|有|包括|指|分别|具体|都|的?(?:全称|全名))|$)"
)
# 第三产业 is not 第二产业, and 二期 is not 三期.
_ORDINALS = compiled(
    "第(?:[一二三四五六七八九]?十[一二三四五六七八九]?|\\d+)条|第[一二三四五六七八九十](?:产业|季度|批|届)|"
    "(?<![\u4e00-\u9fff][中])(?<![这那每本上下同])[一二三四五](?:期)"
)
_CLASSES = compiled("规模以上|规上|高新技术|专精特新|国有|民营|外资")  # of firms: others are not those that are counted
_RATE = compiled("(?:失业|就业|出生|死亡|入学|升学|空置|合格|达标|覆盖|普及|参保|绿化|城镇化)率")  # one is not another
SOON = compiled("明天|后天|今晚|今早|明早|昨晚|下周|下个月")  # 明天下雨吗: of days that no article speaks of
_CALLED_SO = compiled(
    "为(?:什么|啥|何)(?:说|把|称)[^，。？]{1,12}?(?:是|称为|叫做?|比作)([\u4e00-\u9fff]{3,8})[？?]?$"
)  # 为什么说节水是持久战
_RELATED = compiled(
    "([一二三四五六七八九十][个项大条][\u4e00-\u9fff]{2})(?:和|与|跟|同)([一二三四五六七八九十][个项大条][\u4e00-\u9fff]{2})"
    "(?:之间)?(?:是|有|的)*(?:什么|啥|何|怎样的?)?(?:关系|联系)"
)  # 六个工程和六个行动啥关系
_ONE_CLAUSE = 14  # characters of a question with no story before it
_RANGE = compiled("[“‘]第[一二三四五六七八九十]到第?[一二三四五六七八九十][”’]")  # 按“第一到第四”排
_PUT_SO = compiled("(?<=要)[“‘][\u4e00-\u9fff]{2}[”’](?=[：:，, ])")  # 有两处景区要“升级”：…
# “甲、乙”里要往下压的四类: where it stands; 哪三种“合并办理”: the asker's word for what is asked for.
_OF_WHICH = compiled(
    "[“‘][^”’、]{1,8}、[^”’]{1,12}[”’](?=里|之?中|当中)|(?<=[种类样项])[“‘][\u4e00-\u9fff]{3,6}[”’](?=来|$|[，,])"
)
_COUNTS = compiled("[二两三四五六七八九十]")
_NUMBERED_THING = compiled("\\d+号(?:线|院|楼|桥|路|文件|公告)|[a-z]\\d{1,4}(?=线|次|高速|国道)")  # 地铁3号线
_THE_VERY_WORDS = compiled("原话|原文|[这那][几\\d一二三四五六七八九十]+个字|一字不差")
_NAMED_SO = compiled(
    "[\u4e00-\u9fff]{3,10}(?:行动|计划|工程|条例|大会)"
)  # “乡村振兴行动” is a name, and no words of the asker's
_EVERYDAY = 2  # characters of an everyday word
_SHORT_NAME = 5  # characters of a quoted name; longer quotes are often put in the asker's own words


def names(part: Part) -> tuple[list[str], list[str]]:
    """Names of things in a Chinese question, which an answer has to speak of: those that are quoted or Latin, and
    those with a number, which may also be a count of the asker's own."""
    text = fold(part.text)
    if not re.search("[\u4e00-\u9fff]", text) or part.in_chinese:
        return [], []
    text = _OF_WHICH.sub(" ", _PUT_SO.sub(" ", _RANGE.sub(" ", text)))
    quoted = re.findall(
        r"[“‘\"「『《](?![“‘])((?![^”’\"」』》]*(?:什么|啥|哪))[^“‘”’\"」』》]{2,30})[”’\"」』》]", text
    )
    return [*quoted, *re.findall(r"[a-z]{2,}", text), *_NUMBERED_THING.findall(text)], [
        *_COUNTED_NAME.findall(text),
        *(name for both in _RELATED.findall(text) for name in both),
    ]


def with_names(part: Part, hits: Sequence[Hit]) -> Part:
    """A part with the names of things that an answer must speak of."""
    quoted, counted = names(part)
    texts = [fold(hit.passage.text) for hit in hits] if quoted or counted else []
    counted = [_as_counted(name, texts) for name in counted]
    together = load_terms().all_actions.forms  # what lists the six actions need not say that they are six
    known = [name for name in (*quoted, *counted) if name not in together and any(name in text for text in texts)]
    strict = [
        name
        for name in quoted
        if name.isascii()
        or _NUMBERED_THING.fullmatch(name)
        or (len(name) <= _SHORT_NAME and not _COUNTS.match(name))
        or _NAMED_SO.fullmatch(name)
        or _THE_VERY_WORDS.search(part.text)
    ]
    titles = {fold(hit.passage.article.title) for hit in hits}  # 《主持人语》说的…: where it stands
    known, strict = ([name for name in some if name not in titles] for some in (known, strict))
    strict = [name for name in strict if name not in together and not _figure_of_speech(name, texts)]
    if part.checks:
        strict = [name for name in strict if not _counted_wrongly(name, texts)]
    if part.speakers and not _THE_VERY_WORDS.search(part.text):
        # Each says it in words of his own; what nobody says, neither does.
        known, strict = [], [name for name in strict if not any(name in text for text in texts)]
    called = [one for one in _CALLED_SO.findall(fold(part.text)) if any(one in fold(hit.passage.text) for hit in hits)]
    ordinals = [one.removeprefix("第") if "季度" in one else one for one in _ORDINALS.findall(part.text)]
    ordinals += _RATE.findall(part.text) if part.asked == "number" else []
    ordinals += _CLASSES.findall(part.text) if part.asked == "number" else []
    ordinals += SOON.findall(part.text) if len(part.text) <= _ONE_CLAUSE else []
    return replace(part, must=tuple(dict.fromkeys((*part.must, *known, *strict, *called, *ordinals))))


def _figure_of_speech(name: str, texts: Sequence[str]) -> bool:
    """Whether a quoted name is an everyday word that none of these texts has: 哪些“报警”用的指标; or a picture for what
    they say by another (几只“拦路虎”)."""
    if any(one in text for one in words_beside(name) for text in texts):
        return not any(name in text for text in texts)
    return len(name) == _EVERYDAY and len(dictionary_cut(name)) == 1 and not any(name in text for text in texts)


def _counted_wrongly(name: str, texts: Sequence[str]) -> bool:
    """Whether these texts have a name with another number in it: 内连八省区, where a claim has 内连十省区."""
    any_number = r"(?:[一二两三四五六七八九十]+|\d+)"
    others = re.sub(any_number, "#", re.escape(name)).replace("#", any_number)
    return others != re.escape(name) and any(re.search(others, text) for text in texts)


def _as_counted(name: str, texts: Sequence[str]) -> str:
    """A name with a number as these texts count it: 六个工程 for 六项工程."""
    ways = (f"{name[0]}{one}{name[2:]}" for one in (name[1], *"个项大条"))
    return next((way for way in ways if any(way in text for text in texts)), name)
