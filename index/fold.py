"""Text made comparable, and cut into the terms that keyword search counts.

Folding never touches what is stored or quoted; it is applied to both sides of a comparison.
"""

import unicodedata
from functools import cache, lru_cache

from index.patterns import compiled

_RUN = compiled(r"[\u3400-\u9fff]+|[a-z]+|\d+(?:\.\d+)?")
_COLLOQUIAL = str.maketrans("两仨", "二三")
_CJK = compiled(r"[\u3400-\u9fff]")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Full width to half width, compatibility forms to plain ones, lower case (Unicode NFKC); traditional characters
    and variants to simplified ones (OpenCC)."""
    return simplified(unicodedata.normalize("NFKC", text).lower())


def simplified(text: str) -> str:
    """A text in simplified characters; the number of its characters may change."""
    return text if text.isascii() else str(_converter().convert(text))


def numeral(character: str) -> int:
    """The number that a Chinese numeral of one character stands for, 一 to 十, 两 and 仨 too."""
    return "一二三四五六七八九十".index(character.translate(_COLLOQUIAL)) + 1


def terms(text: str) -> list[str]:
    """Words (rjieba) of two or more characters, character bigrams, numbers and Latin words, with repeats."""
    found: list[str] = []
    for run in _RUN.findall(fold(text)):
        if not _CJK.match(run):
            found.append(run)
            continue
        found += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
        found += [word for word in _cutter().cut(run) if len(word) > 2]
    return found


@cache
def _converter():  # type: ignore[no-untyped-def]  # opencc ships no types
    import opencc

    return opencc.OpenCC("t2s")


@cache
def _cutter():  # type: ignore[no-untyped-def]  # rjieba ships no types
    import rjieba

    return rjieba


def words(text: str) -> list[str]:
    """The words of a text in order, by rjieba; punctuation left out."""
    return [word for word in _cutter().cut(text) if _RUN.match(fold(word))]


def tagged_words(text: str) -> list[tuple[str, str]]:
    """The words of a text, guessed ones too, each with its part of speech as jieba names them."""
    return [(str(word), str(tag)) for word, tag in _cutter().tag(text)]


def tags(text: str) -> list[str]:
    """The part of speech of each word of a text, as jieba's dictionary has it (nr for a person's name)."""
    return [tag for _, tag in _cutter().tag(text, False)]


def dictionary_cut(text: str) -> list[str]:
    """All of a text, punctuation too, cut by the dictionary alone: no word is guessed that it does not have."""
    return list(_cutter().cut(text, False))
