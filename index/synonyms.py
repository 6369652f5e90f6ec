"""Words that stand for each other between how people ask and how policy texts say things, from `synonyms.json`.

The groups are the project's own: words that can replace each other in a question without changing what is asked
(钱 and 资金, 找工作 and 就业), words of conversation that ask for nothing, and the Chinese words for English ones. They
carry no names and no facts.
"""

import itertools
import json
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from index.fold import fold

_SHORTEST = 3  # letters of an English word that says something
_INFLECTED = 3  # words of a phrase that may stand in other forms than in the table
_ENDINGS = (("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")), ("ing", ("", "e")))
_DENIALS = "不未没非无"


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Each word with all words of its group, itself included."""
    return {fold(word): tuple(map(fold, group)) for group in _stored()["groups"] for word in group}


@cache
def _english() -> dict[str, tuple[str, ...]]:
    return {" ".join(_latin_words(phrase)): tuple(forms) for phrase, forms in _stored()["english"].items()}


@cache
def talk() -> frozenset[str]:
    """Words of conversation: they tell how to answer or only tie a question together (请问, 具体, 那边)."""
    return frozenset(map(fold, _stored()["talk"]))


@cache
def _small_words() -> frozenset[str]:
    """English words that ask for nothing."""
    return frozenset(_stored()["small_words"])


@cache
def _stored():  # type: ignore[no-untyped-def]  # plain JSON
    return json.loads(Path(__file__).with_name("synonyms.json").read_text("utf-8"))


@cache
def _by_start() -> dict[str, list[str]]:
    """The words by their first character, the longest first: an alternation of all of them takes ten times as long."""
    found: dict[str, list[str]] = {}
    for word in sorted(_groups(), key=len, reverse=True):
        found.setdefault(word[0], []).append(word)
    return found


def find_synonyms(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """The words of a folded text that have others beside them: start, end, and all words of the group.

    The longest word wins; one that is denied (不低于 has 低于) is none.
    """
    found = []
    at = 0
    while at < len(text):
        word = next((one for one in _by_start().get(text[at], ()) if text.startswith(one, at)), "")
        if word and (not at or text[at - 1] not in _DENIALS):
            found.append((at, at + len(word), _groups()[word]))
        at += len(word) or 1
    return found


def words_beside(text: str) -> tuple[str, ...]:
    """All words of the groups that a folded text has a word of."""
    return tuple(form for _, _, forms in find_synonyms(text) for form in forms)


def group_of(word: str) -> tuple[str, ...]:
    """A folded word with those that stand for it."""
    return next((forms for start, end, forms in find_synonyms(word) if end - start == len(word)), (word,))


@lru_cache(maxsize=65536)
def says(text: str, forms: tuple[str, ...]) -> bool:
    """Whether a folded text has one of some words, and does not deny it."""
    return any(_has(text, form) for form in forms)


def _has(text: str, form: str) -> bool:
    at = text.find(form)
    while at >= 0:
        if not at or text[at - 1] not in _DENIALS:
            return True
        at = text.find(form, at + 1)
    return False


def in_chinese(english: str) -> list[tuple[str, ...]]:
    """The Chinese words for the phrases of an English text, in order, the longest phrases first looked for."""
    words = _latin_words(english)
    found: list[tuple[str, ...]] = []
    at = 0
    while at < len(words):
        for length in range(min(6, len(words) - at), 0, -1):
            if forms := _of_phrase(words[at : at + length]):
                found.append(forms)
                at += length
                break
        else:
            # What is in no table is asked for all the same: no text will say it.
            word = words[at]
            if (
                not word[0].isascii()
                or word[0].isdigit()
                or (len(word) > _SHORTEST and not _small_words().intersection(_plain_forms(word)))
            ):
                found.append((word,))
            at += 1
    return found


def _latin_words(text: str) -> list[str]:
    return re.findall(r"[a-z]+|\d[\d.,%]*|[\u4e00-\u9fff]{2,}", fold(text).replace("-", " "))


def _of_phrase(words: Sequence[str]) -> tuple[str, ...]:
    """The Chinese words for a phrase as it stands, else for the forms of its words that a dictionary lists."""
    if said := _english().get(" ".join(words)):
        return said
    if len(words) > _INFLECTED:
        return ()
    plain = (" ".join(one) for one in itertools.product(*map(_plain_forms, words)))
    return next((forms for phrase in plain if (forms := _english().get(phrase))), ())


def _plain_forms(word: str) -> list[str]:
    """A word, then what it may be a form of: stories - story, supervised - supervise, planning - plan."""
    found = [word]
    for ending, others in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST:
            found += [stem + other for other in others]
            if ending in ("ed", "ing") and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return found
