"""Answers that give nothing: to what cannot be asked, and to what the articles do not say."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import ABSENT, GREETING, HUMAN_CHANNEL, LIMITED, NEAREST, SENTENCES, Answer, Status, blank
from assistant.extraction.choice import Choice
from assistant.generation.marks import without_marks
from assistant.understand import LONGEST
from assistant.understanding.mixed import without_acts
from index.passage import Hit, Only
from index.patterns import compiled

_ON_TOPIC = 0.87  # cosine of the nearest passage; below it nothing in the articles is about the question
_GREETS = compiled(
    r"^[\s，。！!~～]*(?:(?:你|您)们?好|hi|hello|hey|哈喽|嗨|在吗|在不在|(?:早上|上午|中午|下午|晚上)好|(?:多谢|谢谢|感谢)(?:你|您)?|"
    r"辛苦了?|再见|拜拜|好的|(?:你|您)(?:到底)?是(?:谁|什么|啥|干(?:什么|啥)的|机器人|人工智能|真人)|"
    r"(?:你|您)(?:叫|能|会|可以)(?:做|干|回答|帮我)?(?:什么|啥|哪些)(?:名字|问题|忙)?|(?:怎么|如何|咋)(?:用|使用|提问|问)(?:这个|你)?|帮助|"
    r"who are you|what (?:can|do) you do|help|thanks|thank you|good (?:morning|afternoon|evening)|bye|goodbye)"
    r"(?:啊|呀|吗|呢|了|哦|哈|的)*[\s，,。！？!?~～.]*$",
    re.IGNORECASE,
)


def refusal(question: str) -> Answer | None:
    """The answer to what cannot be asked: no words, too many of them, or something to be done."""
    if not any(character.isalnum() for character in question):
        return replace(blank(question), status=Status.EMPTY_QUESTION, text=SENTENCES[Status.EMPTY_QUESTION])
    if len(question) > LONGEST:
        text = SENTENCES[Status.QUESTION_TOO_LONG].format(limit=LONGEST)
        return replace(blank(question), status=Status.QUESTION_TOO_LONG, text=text)
    return None if without_acts(question)[0] else replace(not_done(), question=question, understood=question.strip())


def greeting(question: str) -> Answer | None:
    """What this is and what it may be asked, for who greets, thanks or asks just that."""
    if not _GREETS.match(question):
        return None
    return replace(blank(question), status=Status.OFF_TOPIC, text=GREETING)


def not_done() -> Answer:
    """The answer to what asks for something to be done."""
    text = f"{SENTENCES[Status.ASKED_TO_ACT]}\n{HUMAN_CHANNEL}"
    return replace(blank(""), status=Status.ASKED_TO_ACT, text=text)


def not_found(choices: Sequence[Choice], hits: Sequence[Hit], only: Only, named: bool) -> Answer:
    """The answer where nothing was chosen: why, what it was looked for in, what there is, and whom to ask.

    `named` says whether the question names a person or an action of the articles.
    """
    status = _why(choices, hits, named)
    absent = dict.fromkeys(choice.absent for choice in choices if choice.absent)
    lines = [SENTENCES[status], *map(_absent, absent), *_limited(only), *_what_there_is(hits), HUMAN_CHANNEL]
    return replace(blank(""), status=status, text="\n".join(lines))


def _absent(whose: str) -> str:
    return without_marks(ABSENT.format(whose=f"“{whose}”"))


def _why(choices: Sequence[Choice], hits: Sequence[Hit], named: bool) -> Status:
    near = [choice.near for choice in choices if choice.near]
    if any(choice.cut for choice in choices):
        return Status.CUT_IN_SOURCE
    on_topic = named or any(one.coverage > 0 for one in near) or any(hit.cosine >= _ON_TOPIC for hit in hits)
    return Status.NOT_IN_ARTICLES if on_topic else Status.OFF_TOPIC


def _what_there_is(hits: Sequence[Hit]) -> list[str]:
    """The titles nearest to a question that was not answered."""
    titles = list(dict.fromkeys(f"《{hit.passage.article.title}》" for hit in hits if hit.passage.kind != "title"))[:3]
    return [without_marks(NEAREST.format(titles="、".join(titles)))] if titles else []


def _limited(only: Only) -> list[str]:
    """To what the asker limited a search that found nothing."""
    limits = [f"“{limit}”" for limit in (only.action, only.region, only.author, only.article) if limit]
    return [without_marks(LIMITED.format(limits="、".join(limits)))] if limits else []
