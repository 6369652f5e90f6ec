"""Whether an answer says what it must and nothing that it must not. Gold: the slots and forbidden words of a case."""

from assistant.answer import Status
from eval.cases import Case
from eval.metrics.judged import Judged
from index.passage import bare


def right(judged: Judged) -> float:
    """1 when the status fits, every slot is said, every speaker is quoted and nothing forbidden is said; else 0.

    What cannot be answered is right when nothing is claimed. What the articles only name may be answered in part: with
    the word that they do not explain it.
    """
    case, answer = judged.case, judged.record.answer
    if answer is None:
        return 0.0
    if not judged.answerable:
        return float(not answer.found or (case.kind == "named" and answer.status == Status.PARTIAL))
    wanted = Status.ANSWERED if case.answerable == "yes" else Status.PARTIAL
    complete = slots(judged) == 1.0 and set(speakers(case)) <= judged.authors
    return float(answer.status == wanted and complete and not forbidden(judged))


def slots(judged: Judged) -> float | None:
    """The share of what must be said that is said: string match of any accepted form, white space aside."""
    if not judged.answerable:
        return None
    said = bare(judged.answer.text) if judged.answer else ""
    return sum(any(bare(form) in said for form in forms) for forms in judged.case.slots) / len(judged.case.slots)


def forbidden(judged: Judged) -> float | None:
    """1 when an answer says something that a right one must not say: the other year's figure, the other person's."""
    if not judged.answer or not judged.case.forbidden:
        return None
    said = bare(judged.answer.text)
    return float(any(bare(words) in said for words in judged.case.forbidden))


def length(judged: Judged) -> float | None:
    """The characters of an answer."""
    return float(len(judged.answer.text)) if judged.answer else None


def speakers(case: Case) -> list[str]:
    """Whose words a case asks for."""
    return [name for name in case.speaker.split("、") if name]
