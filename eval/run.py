"""Ask every case of a set and say how many answers are right; a case that fails counts as wrong."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from eval.cases import Case

Ask = Callable[[str], Answer]


@dataclass(frozen=True)
class Result:
    """A case with its answer, and whether that is right: complete, by the right speaker, or rightly refused."""

    case: Case
    answer: Answer
    right: bool


def run(cases: Sequence[Case], ask: Ask) -> list[Result]:
    """Ask each case in order."""
    return [Result(case, made, is_right(case, made)) for case in cases for made in [ask(case.question)]]


def is_right(case: Case, answer: Answer) -> bool:
    """Whether an answer says all that it must, by whom it must, and nothing that it must not."""
    if not case.answerable:
        return not answer.found
    said = all(any(form in answer.text for form in forms) for forms in case.slots)
    speakers = {citation.passage.article.author for citation in answer.citations}
    by_whom = not case.speaker or case.speaker in speakers
    return answer.found and said and by_whom and not any(words in answer.text for words in case.forbidden)


def summary(results: Sequence[Result]) -> str:
    """Right answers by kind, then in all: those that can be answered and those that cannot, apart."""
    right = Counter(result.case.kind for result in results if result.right)
    total = Counter(result.case.kind for result in results)
    lines = [f"{kind:8} {right[kind]:3} of {total[kind]:3}" for kind in total]
    for name, answerable in (("answered rightly", True), ("refused rightly", False)):
        group = [result for result in results if result.case.answerable == answerable]
        lines.append(f"{name}: {sum(result.right for result in group)} of {len(group)}")
    return "\n".join(lines)
