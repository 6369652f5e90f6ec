"""What a language model writes from the passages found, sentence by sentence, each checked before anybody sees it.

The model sees numbered passages and writes sentences with markers. What it wrote is only a draft: each sentence is
held against the words it cites (assistant/verify.py).
"""

import logging
import secrets
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import BROKEN_OFF, INSTEAD, PARTLY_DECLINED, WHY_NOT_WRITTEN, WITHOUT_MODEL, Answer, Checks, Fault
from assistant.generation.alone import named_last, says_nothing_found, stand_alone
from assistant.generation.context import Context, read_on, told_apart
from assistant.generation.draft import Draft, drafts
from assistant.generation.endpoint import Write
from assistant.generation.fault import ModelError
from assistant.generation.marks import for_model
from assistant.verify import Supported
from index.passage import Passage, Span
from prompts import render

REFUSAL = "资料不足"
PASSAGES = 8  # shown to the model
_LONGEST = 6000  # characters of a reply that are read
_MOST = 30  # sentences of it

_COUNTED = ("sentences", "verified", "recited", "quoted", "dropped", "struck")

_log = logging.getLogger(__name__)

Check = Callable[[Draft, Sequence[Passage]], Supported | None]
"""A sentence and all passages that the model was shown -> what of it may be shown, None for nothing."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a model has written so far: the sentences that stand, and what became of all of them."""

    standing: tuple[Supported, ...]
    checks: Checks


def generate(question: str, found: Sequence[Passage], complete: Write, check: Check) -> Generator[Written]:
    """What stands after each sentence that does, each time one more; last, with the reason, when the model is done.
    It writes from the first of the passages `found`.

    Closing it ends the request. What went wrong is logged and told by `checks.fault`.
    """
    # What speaks to a model is quoted to people like any other text, and never shown to one.
    passages = [one for one in found if not one.instructs][:PASSAGES]
    standing: list[Supported] = []
    said: set[str] = set()
    cited: set[tuple[Passage, Span]] = set()
    counts: Counter[str] = Counter()
    fault = None
    named, authors = "", {one.article.author for one in passages}
    opened: set[str] = set()  # the headings that are shown
    context = read_on(Context(), question, [one.article for one in passages])
    written = False  # quotes in the place of sentences are no written answer: they wait for one that stands
    try:
        for draft in _write(question, passages, complete) if passages else ():
            if counts["sentences"] == _MOST:
                raise ModelError(Fault.ENDLESS, f"more than {_MOST} sentences")
            counts.update(sentences=1, struck=draft.struck)
            text = stand_alone(draft.text, named)
            named = named_last(draft.text, authors, named)
            lead = "" if draft.lead in opened else draft.lead
            supported = _checked(replace(draft, text=text, lead=lead), passages, check, standing[-1:])
            # Models that are small say things again and again; a quote that is cited already adds nothing either.
            again = supported and (
                any(supported.text.rstrip("。") in one for one in said)
                or (supported.how == "quoted" and cited >= set(supported.quotes))
            )
            if supported is None or again:
                counts.update(dropped=1)
                continue
            counts.update([supported.how])
            said.add(supported.text)
            cited.update(supported.quotes)
            standing.append(told_apart(supported, context))
            context = read_on(context, standing[-1].text, [passage.article for passage, _ in supported.quotes])
            opened.add(draft.lead)
            written = written or supported.how != "quoted"
            if written:
                yield Written(tuple(standing), _checks(counts, None))
    except _Declined:
        fault = Fault.DECLINED
    except ModelError as error:
        _log.error("%s", error)
        fault = error.fault
    if not written and fault is None:
        fault = Fault.UNSUPPORTED
    yield Written(tuple(standing) if written else (), _checks(counts, fault))


def _checked(draft: Draft, shown: Sequence[Passage], check: Check, before: Sequence[Supported]) -> Supported | None:
    """What may be shown of a sentence: it and the opening that it stands under, where that stands too; else itself, by
    itself or as what goes on from the sentence shown before it."""
    if not draft.text:
        return None
    if draft.lead:
        whole = check(replace(draft, text=f"{draft.lead}：{draft.text}"), shown)
        if whole and whole.how != "quoted":
            return whole
    alone = check(draft, shown)
    if alone and alone.how != "quoted":
        return alone
    for last in before:
        if last.how != "quoted":
            # 总目标是6万人。大学生5万人: a target as well, and told as one.
            cited = dict.fromkeys((*(passage for passage, _ in last.quotes), *draft.cited))
            both = check(replace(draft, text=f"{last.text.rstrip('。')}，{draft.text}", cited=tuple(cited)), shown)
            if both and both.how != "quoted":
                return replace(both, text=draft.text)
    return alone


def explained(made: Answer, checks: Checks) -> Answer:
    """The answer with what became of the model's sentences; why it did not write, or not to the end, in one line."""
    why = WHY_NOT_WRITTEN[checks.fault] if checks.fault else ""
    text = made.text
    if checks.fault is Fault.DECLINED and made.mode == "generated":
        text = f"{text}\n{PARTLY_DECLINED}"
    elif why and made.mode == "generated":
        text = f"{text}\n{BROKEN_OFF.format(why=why)}"
    elif why and made.found:
        text = f"{INSTEAD.format(why=why)}\n{text}"
    elif why and checks.fault not in (Fault.DECLINED, Fault.UNSUPPORTED):
        text = f"{text}\n{WITHOUT_MODEL.format(why=why)}"
    return replace(made, text=text, checks=checks)


def _checks(counts: Counter[str], fault: Fault | None) -> Checks:
    return Checks(**{name: counts[name] for name in _COUNTED}, fault=fault)


class _Declined(Exception):
    """The model says that the passages do not suffice."""


def _write(question: str, passages: Sequence[Passage], complete: Write) -> Iterator[Draft]:
    """The sentences that the model writes from the passages. Raises _Declined and ModelError."""
    # A fence that no source can contain, because it is new for every question.
    fence = f"<<{secrets.token_hex(4)}>>"
    shown = "\n\n".join(
        f"{fence}\n[{n}] {for_model(_about(passage))}\n{for_model(passage.text)}\n{fence}"
        for n, passage in enumerate(passages, 1)
    )
    pieces = complete(render("answer", question=question, sources=shown, fence=fence, refusal=REFUSAL))
    try:
        declined = False
        for draft in drafts(_bounded(pieces), passages):
            if REFUSAL in draft.text:
                raise _Declined
            if says_nothing_found(draft.text) and not draft.cited:
                declined = True
                continue
            yield draft
        if declined:
            raise _Declined
    finally:
        if isinstance(pieces, Generator):
            pieces.close()  # ends the request, whatever it was that ended the reading


def _bounded(pieces: Iterable[str]) -> Iterator[str]:
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > _LONGEST:
            raise ModelError(Fault.ENDLESS, f"more than {_LONGEST} characters")
        yield piece


def _about(passage: Passage) -> str:
    article = passage.article
    who = f"{article.org}{article.role}{article.author}"
    return f"《{article.title}》{who}，{article.region}，{article.published or '日期不详'}"
