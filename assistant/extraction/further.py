"""More of what was answered: 详细说说, 还有吗, 继续."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.extraction.candidate import ArticleBody, Candidate, sentences_of
from assistant.extraction.choice import Choice
from index.patterns import compiled

_ASKS = compiled(
    "^(?:请|麻烦|那|能|能不能|可以|再|你|给我)*(?:详细|具体|展开|多|细)(?:地|一点|点)?(?:说|讲|谈|介绍|解释|展开)"
    "(?:说|讲|谈|一下|一些|一点|点|下|几句)*(?:吧|呗|吗|嘛)?[？?。！!]*$|"
    "^(?:那|除此之外|此外)?还有(?:吗|呢|没有|别的吗|其他的吗|其他吗|什么|更多吗)?[？?。]*$|"
    "^(?:然后|继续|接着|往下)(?:呢|说|讲)?(?:吧|呗)?[？?。]*$|"
    r"^(?:tell me )?more[?.]*$|^go on[.]*$|^(?:what|anything) else[?.]*$",
    re.IGNORECASE,
)
_STEP = 3  # sentences that are told each time


def asks_further(question: str) -> bool:
    """Whether a question asks for more of what was just answered, and names nothing."""
    return bool(_ASKS.match(question.strip()))


def further(choices: Sequence[Choice], body: ArticleBody, times: int) -> list[Choice]:
    """What stands behind the sentences that were chosen, in their articles; `times` counts how often more was asked.

    A part of which nothing more is there has no sentence.
    """
    return [_behind(choice, body, times) if choice.chosen else choice for choice in choices]


def _behind(choice: Choice, body: ArticleBody, times: int) -> Choice:
    first = choice.chosen[0]
    told = {(one.passage.id, one.span) for one in choice.chosen}
    units = [one for one in sentences_of(body(first.passage.article.id), first) if not one.passage.needs_review]
    start = next((at for at, one in enumerate(units) if (one.passage.id, one.span) in told), len(units))
    rest = [one for one in units[start:] if (one.passage.id, one.span) not in told]
    more = rest[(times - 1) * _STEP :][:_STEP]
    return replace(choice, chosen=tuple(takewhile(_whole, more)), unexplained="", not_by="", of_other=("", ""))


def _whole(one: Candidate) -> bool:
    """Whether a sentence does not lie where the source lost something."""
    return not one.at_cut
