"""Answers that give nothing: to what cannot be asked, and to what the articles do not say."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import ABSENT, HUMAN_CHANNEL, LIMITED, NEAREST, SENTENCES, Answer, Status, blank
from assistant.choice import Choice
from assistant.marks import without_marks
from assistant.mixed import without_acts
from assistant.understand import LONGEST
from index.passage import Hit, Only

_ON_TOPIC = 0.87  # cosine of the nearest passage; below it nothing in the articles is about the question


def refusal(question: str) -> Answer | None:
    """The answer to what cannot be asked: no words, too many of them, or something to be done."""
    if not any(character.isalnum() for character in question):
        return replace(blank(question), status=Status.EMPTY_QUESTION, text=SENTENCES[Status.EMPTY_QUESTION])
    if len(question) > LONGEST:
        text = SENTENCES[Status.QUESTION_TOO_LONG].format(limit=LONGEST)
        return replace(blank(question), status=Status.QUESTION_TOO_LONG, text=text)
    return None if without_acts(question)[0] else replace(not_done(), question=question, understood=question.strip())


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
