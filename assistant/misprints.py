"""Misprints by sound: a character that makes no word here is exchanged for one that sounds the same and does.

People type by sound, so a wrong character nearly always has the right pinyin (薪筹 for 薪酬, 张婕 for 张捷). Only what
no article says and no dictionary has is touched, and only where the exchange makes what the articles say.
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Collection
from functools import cache, lru_cache

from index.fold import dictionary_cut

Known = Callable[[str], bool]

# Characters that are words by themselves: no neighbour is missing beside them.
_USUAL = frozenset(
    "的了是一个不有这那里去想在时中说减省做小写话得搞正往种活配又展我你他她它们要为对与就也都所其之何共级作态挤指打因具某和跟及或但而把被从到给让向比最更很太"
    "再还只才能会可将已曾未没上下前后左右内外东南西北大多少几两三四五六七八九十百千万亿年月日号点分元块条项件种类样次人家名位者看听讲谈提问叫干弄用定"
    "方占算差怕爱帮管治修盖种养跑走来吃喝住穿玩学教读几谁见等实干拉花懂爆抓推建办开关买卖送拿放投花挣钱水电路车房地城区市县乡村局厅处科长新旧好坏高低长短快慢难易真假每各该本此谁哪怎咋啥吗呢吧啊呀嘛呗喽"
)
_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")


def corrected(text: str, known: Known, names: Collection[str]) -> str:
    """A question in simplified characters without its misprints; `known` tells whether the articles have a bigram."""
    return _RUN.sub(lambda run: _correct(run[0], known, frozenset(names)), text)


def in_latin(english: str, names: Collection[str]) -> list[str]:
    """The people whom an English text names in pinyin, in any of the usual ways of writing it."""
    said = f" {' '.join(re.findall('[a-z]+', english.lower()))} "
    found = []
    for name in names:
        syllables = [one.lower() for one in _pinyin(name)]
        given = "".join(syllables[1:])
        ways = {" ".join(syllables), "".join(syllables), f"{syllables[0]} {given}", f"{given} {syllables[0]}"}
        if any(f" {way} " in said for way in ways):
            found.append(name)
    return found


def _correct(run: str, known: Known, names: frozenset[str]) -> str:
    if all(known(run[i : i + 2]) for i in range(len(run) - 1)):
        return run
    characters = list(_name_in(run, known, names))
    at = 0
    for word in dictionary_cut("".join(characters)):
        if len(word) == 1 and word not in _USUAL:
            characters[at] = _better(characters, at, known)
        at += len(word)
    return "".join(characters)


def _better(characters: list[str], i: int, known: Known) -> str:
    """The character that sounds like the one at `i` and makes a known word with a neighbour; else that one."""
    before, after = characters[i - 1] if i else "", characters[i + 1] if i + 1 < len(characters) else ""

    def words(character: str) -> int:
        pairs = [pair for pair in (before + character, character + after) if len(pair) == 2]
        return sum(known(pair) and len(dictionary_cut(pair)) == 1 for pair in pairs)

    if any(known(pair) for pair in (before + characters[i], characters[i] + after) if len(pair) == 2):
        return characters[i]
    best = max(_alike(characters[i]), key=words, default=characters[i])
    return best if words(best) else characters[i]


def _name_in(run: str, known: Known, names: frozenset[str]) -> str:
    """A run with the people and bodies that it names by sound under their own names."""
    doubtful = [not known(run[i : i + 2]) for i in range(len(run) - 1)]
    placed = _by_place(names)
    for length in sorted({length for length, _, _ in placed}, reverse=True):
        for i in range(len(run) - length + 1):
            said = run[i : i + length]
            # A whole name and another word (呼和浩特实现) is no misprint of a longer one.
            if not any(doubtful[i : i + length - 1]) or said[:-1] in names or said[1:] in names:
                continue
            alike = Counter(name for k, one in enumerate(said) for name in placed.get((length, k, one), ()))
            for name, count in alike.items():
                if count == length - 1 and _pinyin(said) == _pinyin(name):
                    run = run[:i] + name + run[i + length :]
    return run


@lru_cache(maxsize=4)
def _by_place(names: frozenset[str]) -> dict[tuple[int, int, str], list[str]]:
    """The names by their length and each of their characters in its place."""
    found: dict[tuple[int, int, str], list[str]] = {}
    for name in names:
        for k, character in enumerate(name):
            found.setdefault((len(name), k, character), []).append(name)
    return found


@lru_cache(maxsize=4096)
def _pinyin(text: str) -> list[str]:
    # Imported only for a doubtful question, and without its table of phrases, which takes a quarter of a second.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import lazy_pinyin

    return list(lazy_pinyin(text))


def _alike(character: str) -> str:
    sound = _pinyin(character)[0]
    return _by_sound().get(sound, "")


@cache
def _by_sound() -> dict[str, str]:
    """The common characters (GB 2312, first level) by their usual reading."""
    found: dict[str, str] = {}
    for first in range(0xB0, 0xD8):
        for second in range(0xA1, 0xFF):
            try:
                character = bytes((first, second)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            found[_pinyin(character)[0]] = found.get(_pinyin(character)[0], "") + character
    return found
