"""Things that the articles name and do not explain: 六个工程, 一廊两轴五带, H+回.

Who asks what such a thing is gets the words that name it, and is told that nothing more is said.
"""

import re
from collections.abc import Sequence

from assistant.lists import items, number_of
from index.fold import fold

_QUOTED = re.compile(r"[“‘「『]([^”’」』]{2,14})[”’」』]")
_COUNTED = re.compile(r"([二两三四五六七八九十])(?:个|项|大|条)[\u4e00-\u9fff]{2,4}")
_ASKS_WHAT = re.compile(
    r"是什么|是啥|是个?啥|啥东西|都在哪|各?代表|翻倍|什么是|啥是|指什么|指的|分别指|指哪|什么意思|啥意思|含义|包括|包含|内容|哪[一二两三四五六七八九十几些]|分别|具体|"
    r"啥样|什么样|[为叫](?:啥|什么)|怎么解释|what (?:is|are|does)"
)
_EXPLAINS = re.compile(r"^[”’」』]?(?:是(?!.{0,12}(?:部署|抓手|举措|要求|工程))|即|指|，?包括|，?分别|：|——)")
_RECOGNISED = 2  # characters of a name
_BESIDE = 12  # characters between a name and what is asked of it
_NUMERALS = "零一二三四五六七八九十"


def unexplained(question: str, sentences: Sequence[str]) -> str:
    """The thing that a question asks about and that these sentences only name, "" where there is none."""
    if not sentences or not _ASKS_WHAT.search(fold(question)):
        return ""
    asked = _plain(question)
    for name in _names(sentences):
        if _asks_of(_plain(name), asked):
            return "" if any(_explains(name, sentence) for sentence in sentences) or _lists(name, sentences) else name
    return ""


def _asks_of(name: str, question: str) -> bool:
    """Whether a question asks what a name stands for, rather than for something about it: the name, or its first
    four characters, and the words that ask stand side by side."""
    for said in (name, name[:4]):
        at = question.find(said)
        if at >= 0 and len(said) >= _RECOGNISED:
            after, before = question[at + len(said) :][:_BESIDE], question[:at][-_BESIDE:]
            return bool(_ASKS_WHAT.search(after) or re.search(r"(?:什么|啥)(?:是|叫)$|what (?:is|are)", before))
    return False


def _names(sentences: Sequence[str]) -> list[str]:
    """What is named in quotation marks or by a number, the longest first."""
    text = "".join(sentences)
    found = {*_QUOTED.findall(text), *(match[0] for match in _COUNTED.finditer(text))}
    return sorted(found, key=len, reverse=True)


def _explains(name: str, sentence: str) -> bool:
    return any(_EXPLAINS.match(sentence[found.end() :]) for found in re.finditer(re.escape(name), sentence))


def _lists(name: str, sentences: Sequence[str]) -> bool:
    """Whether as many things are listed as the name counts; a name without a number is taken to be listed by two."""
    counted = _COUNTED.match(name)
    wanted = _NUMERALS.index(counted[1].replace("两", "二")) if counted else 2
    numbered = sum(number_of(sentence) > 0 for sentence in sentences)
    in_a_row = max(items(_QUOTED.sub("", sentence)) for sentence in sentences)
    return numbered >= wanted or (bool(counted) and in_a_row >= wanted)


def _plain(text: str) -> str:
    return re.sub(r"[、，,\s“”‘’「」『』]", "", fold(text))
