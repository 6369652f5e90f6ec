"""Misprints by sound: a character that makes no word here is exchanged for one that sounds the same and does.

People type by sound, so a wrong character nearly always has the right pinyin (薪筹 for 薪酬, 张婕 for 张捷). Only what
no article says and no dictionary has is touched, and only where the exchange makes what the articles say.
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from functools import cache, lru_cache, partial
from unicodedata import normalize

from assistant.understanding.confused import shaped_like, spelt, taken_for
from assistant.understanding.view import ASKS_VIEW, name_at
from index.fold import dictionary_cut
from index.patterns import compiled
from index.synonyms import find_synonyms

Known = Callable[[str], bool]

# Characters that are words by themselves: no neighbour is missing beside them.
_USUAL = frozenset(
    "京表态的了是一个不有这那里去想在时中说减省做小写话得搞正往种活配又展我你他她它们要为对与就也都所其之何共级作态挤指打因具某和跟及或但而把被从到给让向比最更很太"
    "记再还只才能会可将已曾未没上下前后左右内外东南西北大多少几两三四五六七八九十百千万亿年月日号点分元块条项件种类样次人家名位者看听讲谈提问叫干弄用定"
    "争拍攒捞搬扔领发收交付约订租借还赚赔缺补搭挖铺刷涨跌降升催卡等方占算差怕爱帮管治修盖种养跑走来吃喝住穿玩学教读几谁见等实干拉花懂爆抓推建办开关买卖送拿放投花挣钱水电路车房地城区市县乡村局厅处科长新旧好坏高低长短快慢难易真假每各该本此谁哪怎咋啥吗呢吧啊呀嘛呗喽"
    "同事国核列愿里唱请引结醒货税辑截旅商海署"
)
_QUOTED = compiled("(?<=[“‘])[\u4e00-\u9fff]{3,8}(?=[”’])")  # the name of a thing
_COUNTED_NAME = compiled("(?<=[“‘、])[一二两三四五六七八九十][一-鿿](?=[”’、])")  # “一空”
_PAIR = 2
SHORT_NAME = compiled("..[局委]|.市")  # of bureaus and cities: they sound like other words
_OFFICE = compiled("[局委厅院]$")
_RUN = compiled(r"[\u4e00-\u9fff]{2,}")
_LATIN = compiled(r"[A-Za-z]+")
_GAP = compiled(r"[^A-Za-z -]|[ -]{2}")
_PASSES = 3  # 钟欧班例: only once 中欧 is right a name with one other character is found
_SYLLABLES = 4  # of a name
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))


def corrected(text: str, known: Known, names: Collection[str]) -> str:
    """A question in simplified characters without its misprints; `known` tells whether the articles have a bigram."""
    asked = cache(known)  # each pair is asked for several times
    whole = frozenset(names)
    text = _QUOTED.sub(lambda quoted: _by_sound(quoted[0], asked), text)
    text = _COUNTED_NAME.sub(lambda name: _by_sound(name[0], asked), text)
    text = spelt(text)
    for _ in range(_PASSES):
        text, before = _RUN.sub(lambda run: _correct(run[0], asked, whole), text), text
        if text == before:
            break
    return text


def in_latin(english: str, names: Collection[str]) -> tuple[list[str], str]:
    """The people whom an English text names in pinyin, in any of the usual ways of writing it, and the text without."""
    written = _in_pinyin(frozenset(names))
    words = list(_LATIN.finditer(english))
    found: dict[str, tuple[int, int]] = {}
    for at, first in enumerate(words):
        for last in words[at : at + _SYLLABLES]:
            said = english[first.start() : last.end()]
            if _GAP.search(said):
                break
            for name in written.get(re.sub("[ -]", "", said).lower(), ()):
                found.setdefault(name, (first.start(), last.end()))
    for start, end in sorted(set(found.values()), reverse=True):
        english = f"{english[:start]} {english[end:]}"
    return list(found), english


def _correct(run: str, known: Known, names: frozenset[str]) -> str:
    if all(known(run[i : i + 2]) for i in range(len(run) - 1)):
        return run
    run = _without_doubles(run, known)
    characters = list(_name_in(run, known, names))
    cut = dictionary_cut("".join(characters))
    # 省水 is no misprint of 生水: it is another word for what the articles say.
    otherwise = _others("".join(characters))
    known = partial(_known_or_in, known, otherwise) if otherwise else known
    # 张三怎么看: somebody of whom the articles may know nothing is no misprint.
    at, named = 0, len(name_at("".join(characters))) if ASKS_VIEW.search(run) else 0
    for before, word, after in zip(["", *cut], cut, [*cut[1:], ""], strict=False):
        if len(word) == 1 and at >= named:
            beside = len(before) == 1 or len(after) == 1
            if word not in _USUAL:
                characters[at] = _better(characters, at, known)
            if beside and characters[at] == word:
                characters[at] = _between(characters, at, known)
            if len(before) == 1 and before not in _USUAL:
                _mend_second(characters, at, known)
        elif len(word) == _PAIR and at >= named and not known(word):
            characters[at : at + _PAIR] = _meant(word, known)
            if len(before) == 1 and characters[at] == word[0]:
                characters[at] = _between(characters, at, known)  # 黄|合水 for 黄河水
        at += len(word)
    return "".join(characters)


def _others(run: str) -> frozenset[str]:
    """The pairs of characters in words of a run that have others beside them."""
    return frozenset(run[i : i + 2] for start, end, _ in find_synonyms(run) for i in range(start, end - 1))


def _known_or_in(known: Known, pairs: frozenset[str], pair: str) -> bool:
    return pair in pairs or known(pair)


def _by_sound(name: str, known: Known) -> str:
    """A quoted name as the articles have it, where they have it with one character that sounds the same."""
    if all(known(name[i : i + 2]) for i in range(len(name) - 1)):
        return name
    for at, own in enumerate(name):
        for one in _alike(own):
            meant = f"{name[:at]}{one}{name[at + 1 :]}"
            if all(known(meant[i : i + 2]) for i in range(len(meant) - 1)):
                return meant
    return name


def _without_doubles(run: str, known: Known) -> str:
    """A run in which no character that makes a word with a neighbour stands twice, but where that makes a word too."""
    for i in reversed(range(len(run) - 1)):
        if run[i] != run[i + 1] or known(run[i : i + 2]) or _in_one_word(run, i) or _of_two_words(run, i):
            continue
        once = run[: i + 1] + run[i + 2 :]
        beside = [pair for pair in (once[max(0, i - 1) : i + 1], once[i : i + 2]) if len(pair) == _PAIR]
        if any(known(pair) or len(dictionary_cut(pair)) == 1 for pair in beside):
            run = once
    return run


def _of_two_words(run: str, at: int) -> bool:
    """Whether one word ends with the character at `at` and the next begins with the one behind it: 商务局局长."""
    words = [(start, start + len(word)) for start, word in _placed(dictionary_cut(run)) if len(word) > 1]
    ends = _OFFICE.search(run[at]) or any(end == at + 1 for _, end in words)
    return bool(ends) and any(start == at + 1 for start, _ in words)


def _in_one_word(run: str, at: int) -> bool:
    """Whether the dictionary has the characters at `at` and behind it in one word."""
    return any(start <= at < start + len(word) - 1 for start, word in _placed(dictionary_cut(run)))


def _between(characters: list[str], i: int, known: Known) -> str:
    """The character that is like the one at `i` and that the articles have between its two neighbours, where they have
    it with neither; else that one."""
    if not 0 < i < len(characters) - 1:
        return characters[i]
    before, own, after = characters[i - 1 : i + 2]
    if known(before + own) or known(own + after):
        return own
    for one in _alike(own) + shaped_like(own):
        both = [pair for pair in (before + one, one + after) if known(pair)]
        if len(both) == _PAIR and (own not in _USUAL or any(len(dictionary_cut(pair)) == 1 for pair in both)):
            return one
    return own


def _meant(word: str, known: Known) -> str:
    """The word of the articles for which one of two characters is so often written (保户 for 保护); else that one."""
    ways = [one + word[1] for one in taken_for(word[0])] + [word[0] + one for one in taken_for(word[1])]
    return next((way for way in ways if known(way) and len(dictionary_cut(way)) == 1), word)


def _better(characters: list[str], i: int, known: Known) -> str:
    """The character that is like the one at `i` and makes a known word with a neighbour; else that one."""
    before, after = characters[i - 1] if i else "", characters[i + 1] if i + 1 < len(characters) else ""

    def words(character: str) -> int:
        pairs = [pair for pair in (before + character, character + after) if len(pair) == _PAIR]
        return sum(known(pair) and len(dictionary_cut(pair)) == 1 for pair in pairs)

    if any(known(pair) for pair in (before + characters[i], characters[i] + after) if len(pair) == _PAIR):
        return characters[i]
    best = max(_alike(characters[i]) + shaped_like(characters[i]), key=words, default=characters[i])
    return best if words(best) else characters[i]


def _mend_second(characters: list[str], i: int, known: Known) -> None:
    """The one at `i` as what sounds like it and makes a known word with the one before, where they make none."""
    first, second = characters[i - 1], characters[i]
    if known(first + second):
        return
    pairs = (first + one for one in _alike(second))
    characters[i] = next((one[1] for one in pairs if known(one) and len(dictionary_cut(one)) == 1), second)


def _name_in(run: str, known: Known, names: frozenset[str]) -> str:
    """A run with the people and bodies that it names by sound or shape under their own names."""
    doubtful = [i for i in range(len(run) - 1) if not known(run[i : i + 2])]
    placed = _by_place(names)
    for length in _lengths(names):
        starts = {i for at in doubtful for i in range(max(0, at - length + 2), min(at, len(run) - length) + 1)}
        for i in sorted(starts):
            said = run[i : i + length]
            # With one other character the first or the last is right: most places are no name's for that alone.
            if (length, 0, said[0]) not in placed and (length, length - 1, said[-1]) not in placed:
                continue
            # A whole name and another word (呼和浩特实现) is no misprint of a longer one.
            if said[:-1] in names or said[1:] in names:
                continue
            alike = [name for k, one in enumerate(said) for name in placed.get((length, k, one), ())]
            if said not in names and (so_said := _sounding_like(said, placed)):
                run = run[:i] + so_said + run[i + length :]
                continue
            if len(alike) < length - 1:
                continue
            for name, count in Counter(alike).items():
                if (
                    count == length - 1
                    and _may_mean(said, name)
                    and (not SHORT_NAME.fullmatch(name) or _stands_alone(run, i, name))
                ):
                    run = run[:i] + name + run[i + length :]
    return run


def _sounding_like(said: str, placed: dict[tuple[int, int, str], list[str]]) -> str:
    """The name of a person with the same family name that sounds like these three characters: 于洪健 for 于宏建."""
    alike = placed.get((len(said), 0, said[0]), ()) if len(said) == len("某某某") else ()
    return next((name for name in alike if _pinyin(name) == _pinyin(said)), "")


def _may_mean(said: str, name: str) -> bool:
    """Whether a name with one other character is a misprint: that sounds or looks alike, and is not part of a word that
    makes it another body (市税务局 is not 市水务局)."""
    at = next(k for k, (one, other) in enumerate(zip(said, name, strict=True)) if one != other)
    if _OFFICE.search(name) and any(
        start <= at < start + len(word) and len(word) > 1 for start, word in _placed(dictionary_cut(said))
    ):
        return False
    return _pinyin(said[at]) == _pinyin(name[at]) or name[at] in shaped_like(said[at])


def _stands_alone(run: str, start: int, name: str) -> bool:
    """Whether what is other than in a short name at `start` is no word of its own there, nor a part of one."""
    at = next(k for k, one in enumerate(name) if run[start + k] != one) + start
    covers = next(word for begin, word in _placed(dictionary_cut(run)) if begin <= at < begin + len(word))
    return len(covers) == 1 and covers not in _USUAL


def _placed(words: list[str]) -> Iterator[tuple[int, str]]:
    at = 0
    for word in words:
        yield at, word
        at += len(word)


@lru_cache(maxsize=4)
def _lengths(names: frozenset[str]) -> list[int]:
    """How long the names are, the longest first."""
    return sorted(set(map(len, names)), reverse=True)


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
    """The usual reading of each character without its tone, ü as v; the character itself where it has none."""
    # Imported only for a doubtful question, and without its table of phrases, which takes a quarter of a second. Read
    # in its table: the common characters take a tenth of a second by the function that makes a text's pinyin.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.constants import PINYIN_DICT

    usual = "\n".join(PINYIN_DICT.get(ord(character), character).partition(",")[0] for character in text)
    return normalize("NFD", usual).replace("u\u0308", "v").translate(_TONES).split("\n")


@lru_cache(maxsize=4)
def _in_pinyin(names: frozenset[str]) -> dict[str, list[str]]:
    """The names by what they are in Latin letters, the family's first or last."""
    found: dict[str, list[str]] = {}
    for name in names:
        family, given = _pinyin(name[0])[0], "".join(_pinyin(character)[0] for character in name[1:])
        for written in {family + given, given + family}:
            found.setdefault(written.lower(), []).append(name)
    return found


def _alike(character: str) -> str:
    sound = _pinyin(character)[0]
    return _sounding().get(sound, "")


@cache
def _sounding() -> dict[str, str]:
    """The common characters (GB 2312, first level) by their usual reading."""
    rows = (bytes((first, second)) for first in range(0xB0, 0xD8) for second in range(0xA1, 0xFF))
    common = b"".join(rows).decode("gb2312", "ignore")  # the last row is not full
    found: dict[str, list[str]] = {}
    for character, sound in zip(common, _pinyin(common), strict=True):
        found.setdefault(sound, []).append(character)
    return {sound: "".join(characters) for sound, characters in found.items()}
