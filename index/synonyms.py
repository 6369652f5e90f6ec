"""Words that stand for each other between how people ask and how policy texts say things, from `synonyms.json`.

The groups are the project's own: words that can replace each other in a question without changing what is asked
(钱 and 资金, 找工作 and 就业), words of conversation that ask for nothing, and the Chinese words for English ones. They
carry no names and no facts.
"""

import json
import re
from functools import cache, lru_cache
from pathlib import Path

from index.fold import fold

_SHORTEST = 3  # letters of an English word that says something
_DENIALS = "不未没非无"


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Each word with all words of its group, itself included."""
    return {fold(word): tuple(map(fold, group)) for group in _stored()["groups"] for word in group}


@cache
def _english() -> dict[str, tuple[str, ...]]:
    return {phrase: tuple(forms) for phrase, forms in _stored()["english"].items()}


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
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _groups()), key=len, reverse=True)))


def find_synonyms(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """The words of a folded text that have others beside them: start, end, and all words of the group.

    The longest word wins; one that is denied (不低于 has 低于) is none.
    """
    found = []
    for match in _pattern().finditer(text):
        if not match.start() or text[match.start() - 1] not in _DENIALS:
            found.append((match.start(), match.end(), _groups()[match[0]]))
    return found


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
    words = re.findall(r"[a-z]+|\d[\d.,%]*", fold(english).replace("-", " "))
    found: list[tuple[str, ...]] = []
    at = 0
    while at < len(words):
        for length in range(min(6, len(words) - at), 0, -1):
            if forms := _english().get(" ".join(words[at : at + length])):
                found.append(forms)
                at += length
                break
        else:
            # What is in no table is asked for all the same: no text will say it.
            if words[at][0].isdigit() or (len(words[at]) > _SHORTEST and words[at] not in _small_words()):
                found.append((words[at],))
            at += 1
    return found
