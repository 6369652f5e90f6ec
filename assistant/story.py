"""What is told before a question and not asked about: who asks, and what happened to them."""

import re

from assistant.misprints import Known
from assistant.parts import asks_something

_CLAUSE = re.compile(r"(?:[^，,；;。？?！!\n ]|(?<![\u4e00-\u9fff]) | (?![\u4e00-\u9fff]))*[，,；;。？?！!\n ]?")
# 我家, 孩子, 昨天单位: of the asker, or of a day that no article speaks of.
_BEGINS = re.compile(
    r"\s*(?:本人|[我俺咱](?!区|市|国)|家里|家人|老家|孩子|娃|闺女|儿子|老公|老婆|老伴|爸妈|邻居|朋友|同事|"
    r"昨天|前天|前几天|前两天|上周|上个?月|周末|刚才|刚刚|今早|最近)"
)
_RUN = re.compile(r"[\u4e00-\u9fff]+")
_STRANGE = 0.2  # the share of a story's pairs of characters that the articles have, at most
_FAMILIAR = 3  # such pairs of what is asked, at least
_LEAST = 10  # characters of a story


def without_story(question: str, known: Known) -> str:
    """A question without what the asker tells of himself before it; all of it where what is left says too little.

    A story's words are in no answer, and each would count as a thing that the articles do not have. `known` tells
    whether they have a pair of characters.
    """
    clauses = [clause for clause in _CLAUSE.findall(question) if clause.strip()]
    if len(clauses) < 2 or not _BEGINS.match(question):
        return question
    told = next((i for i, one in enumerate(clauses[:-1]) if _share(one, known) > _STRANGE), len(clauses) - 1)
    story, rest = "".join(clauses[:told]), "".join(clauses[told:])
    if len(story) < _LEAST or sum(_familiar(rest, known)) < _FAMILIAR or not asks_something(rest):
        return question
    return rest.strip()


def _familiar(text: str, known: Known) -> list[bool]:
    """Of each pair of characters of a text whether the articles have it."""
    return [known(run[i : i + 2]) for run in _RUN.findall(text) for i in range(len(run) - 1)]


def _share(text: str, known: Known) -> float:
    pairs = _familiar(text, known)
    return sum(pairs) / len(pairs) if pairs else 0.0
