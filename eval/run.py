"""Ask every case of a set and judge the answers; a case that fails counts as wrong."""

import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Status
from eval.cases import Case
from index.passage import bare

Ask = Callable[[Case], Answer]


@dataclass(frozen=True)
class Result:
    """A case with its answer. `right`: complete, by the right speaker and no more than that, or rightly refused.

    `misattributed`: somebody else is quoted than the one whose words were asked for.
    """

    case: Case
    answer: Answer
    right: bool
    misattributed: bool


def run(cases: Sequence[Case], ask: Ask) -> list[Result]:
    """Ask each case in order."""
    made = [(case, ask(case)) for case in cases]
    return [Result(case, answer, is_right(case, answer), is_misattributed(case, answer)) for case, answer in made]


def is_right(case: Case, answer: Answer) -> bool:
    """Whether an answer says all that it must, by whom it must, and nothing that it must not."""
    if case.answerable == "no":
        # What the articles only name is told with the word that they do not explain it: a part of an answer.
        named = case.kind == "named" and answer.status == Status.PARTIAL
        return not answer.found or named
    text = bare(answer.text)
    said = all(any(bare(form) in text for form in forms) for forms in case.slots)
    wanted = Status.ANSWERED if case.answerable == "yes" else Status.PARTIAL
    unsaid = not any(bare(words) in text for words in case.forbidden)
    return answer.status == wanted and said and unsaid and set(_speakers(case)) <= _quoted(answer)


def is_misattributed(case: Case, answer: Answer) -> bool:
    """Whether a question about one person's words is answered with words of others alone."""
    speakers = set(_speakers(case))
    return answer.found and bool(speakers) and not speakers & _quoted(answer)


def _speakers(case: Case) -> list[str]:
    return [name for name in case.speaker.split("、") if name]


def _quoted(answer: Answer) -> set[str]:
    return {citation.passage.article.author for citation in answer.citations}


def summary(results: Sequence[Result]) -> str:
    """Right answers by kind, then in all: those that can be answered and those that cannot, apart."""
    right = Counter(result.case.kind for result in results if result.right)
    total = Counter(result.case.kind for result in results)
    lines = [f"{kind:16} {right[kind]:3} of {total[kind]:3}" for kind in sorted(total)]
    for name, refused in (("answered rightly", False), ("refused rightly", True)):
        group = [result for result in results if (result.case.answerable == "no") == refused]
        count = sum(result.right for result in group)
        lines.append(f"{name}: {count} of {len(group)} ({count / max(1, len(group)):.1%})")
    lengths = [len(one.answer.text) for one in results if one.case.kind in ("fact", "number") and one.answer.found]
    lines.append(f"wrong speakers: {sum(result.misattributed for result in results)}")
    lines.append(f"characters of an answer to a fact, median: {statistics.median(lengths) if lengths else 0:.0f}")
    return "\n".join(lines)
