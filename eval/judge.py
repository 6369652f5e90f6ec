"""A language model as a second judge, and how far it agrees with people: a judge that is not checked says nothing.

It is asked two things, a claim at a time: do the quotes carry it (as TREC's RAG track asks assessors: Upadhyay et al.,
"A Large-Scale Study of Relevance Assessments with LLMs", 2024), and is a nugget, a thing that must be said, in the
answer (Voorhees, TREC 2003). Its agreement is Cohen's kappa ("A coefficient of agreement for nominal scales", 1960):
with the labels of eval/sets/claims.jsonl, with our own verifier, and with the string match of slots.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.generation.endpoint import Complete
from eval.checker import Checked, Pair, compare
from eval.metrics.citation import is_carried
from eval.metrics.judged import Judged
from index.passage import bare
from prompts import render

VERDICTS, JUDGED = "verdicts.jsonl", "judge.json"
# The word that was asked for, at the beginning or alone at the end; whatever else is said is no verdict.
_SAID = re.compile(r"^\W*(是(?!否)|否|不是|yes\b|no\b)|(?:[:：]|\n)\W*(是|否|yes|no)\W*$", re.IGNORECASE)


@dataclass(frozen=True)
class Agreement:
    """`asked` verdicts, of which `unreadable` said neither yes nor no and count as no; the share of yes; kappa with the
    other judge, None where one of the two says the same of everything."""

    asked: int
    unreadable: int
    yes: float
    kappa: float | None


@dataclass(frozen=True)
class Judgement:
    """What a model said of a run, and what that is worth: `labels` is the model held against people."""

    model: str
    labels: Checked
    labelled: Agreement
    support: Agreement
    nuggets: Agreement

    @staticmethod
    def of(stored: Mapping[str, Any]) -> "Judgement":
        """What a file of a judgement says."""
        agreements = {name: Agreement(**stored[name]) for name in ("labelled", "support", "nuggets")}
        return Judgement(model=str(stored["model"]), labels=Checked.of(stored["labels"]), **agreements)

    def json(self) -> str:
        """All of it as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    def __str__(self) -> str:
        rows = (
            ("labelled claims, with people", self.labelled),
            ("claims of the run, with our verifier", self.support),
            ("nuggets of the run, with string match", self.nuggets),
        )
        lines = [
            f"judge: {self.model}, precision {self.labels.precision:.3f}, recall {self.labels.recall:.3f} on labels"
        ]
        for name, one in rows:
            kappa = "undefined" if one.kappa is None else f"{one.kappa:.3f}"
            lines.append(f"{name}: {one.asked} asked, {one.unreadable} unreadable, yes {one.yes:.3f}, kappa {kappa}")
        return "\n".join(lines)


@dataclass(frozen=True)
class Question:
    """One thing to ask the model, and what the other judge says of it."""

    prompt: str
    other: bool


def judge(
    judged: Sequence[Judged],
    pairs: Sequence[Pair],
    complete: Complete,
    model: str,
    folder: Path,
    step: Callable[[], object] = lambda: None,
) -> Judgement:
    """Ask the model about labelled pairs and about a run's claims and nuggets.

    Verdicts are kept in `folder` as they come, so that a judge who was stopped goes on. Raises fault.ModelError.
    """
    ask = _Asking(complete, model, folder / VERDICTS, step)
    labelled = [Question(_support(pair.claim, [one.text for one in pair.quotes]), pair.supported) for pair in pairs]
    verdicts = [ask(one) for one in labelled]
    support = list(_claims(judged))
    nuggets = list(_nuggets(judged))
    return Judgement(
        model=model,
        labels=compare(pairs, [bool(one) for one in verdicts]),
        labelled=_agreement(labelled, verdicts),
        support=_agreement(support, [ask(one) for one in support]),
        nuggets=_agreement(nuggets, [ask(one) for one in nuggets]),
    )


def count(judged: Sequence[Judged], pairs: Sequence[Pair]) -> int:
    """How many verdicts a run needs."""
    return len(pairs) + sum(1 for _ in _claims(judged)) + sum(1 for _ in _nuggets(judged))


def read_verdict(reply: str) -> bool | None:
    """What a reply says: 是 or 否 (yes or no) as its first or last word; None where it says neither."""
    found = _SAID.search(reply.strip())
    return (found[1] or found[2]).lower() in ("是", "yes") if found else None


def _claims(judged: Sequence[Judged]) -> Iterator[Question]:
    for one in judged:
        quotes = {quote.number: quote.quote for quote, _ in one.quotes}
        for claim in one.answer.claims if one.answer else ():
            cited = [quotes[number] for number in claim.citations if number in quotes]
            yield Question(_support(claim.text, cited), is_carried(claim, one))


def _nuggets(judged: Sequence[Judged]) -> Iterator[Question]:
    for one in judged:
        if one.answer and one.answerable:
            said = bare(one.answer.text)
            for forms in one.case.slots:
                prompt = render(
                    "judge_nugget",
                    question=one.case.question,
                    answer=one.answer.text,
                    nugget=" / ".join(forms),
                    fence=_fence(),
                )
                yield Question(prompt, any(bare(form) in said for form in forms))


def _support(claim: str, quotes: Sequence[str]) -> str:
    fence = _fence()
    shown = "\n\n".join(f"{fence}\n{quote}\n{fence}" for quote in quotes)
    return render("judge_support", claim=claim, quotes=shown, fence=fence)


def _fence() -> str:
    return f"<<{secrets.token_hex(4)}>>"


class _Asking:
    """The model with a memory: a prompt that was answered is not asked again."""

    def __init__(self, complete: Complete, model: str, path: Path, step: Callable[[], object]) -> None:
        self._complete, self._model, self._path, self._step = complete, model, path, step
        lines = path.read_text("utf-8").split("\n") if path.is_file() else []
        self._known: dict[str, bool | None] = {}
        for line in lines:
            try:
                self._known.update([json.loads(line)])
            except ValueError:
                continue  # half a line, from a kill

    def __call__(self, question: Question) -> bool | None:
        # The fence is new every time and says nothing.
        told = re.sub(r"<<[0-9a-f]{8}>>", "", question.prompt)
        key = hashlib.sha256(f"{self._model}\n{told}".encode()).hexdigest()[:16]
        if key not in self._known:
            self._known[key] = read_verdict(self._complete(question.prompt))
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps([key, self._known[key]]) + "\n")
        self._step()
        return self._known[key]


def _agreement(questions: Sequence[Question], verdicts: Sequence[bool | None]) -> Agreement:
    from sklearn.metrics import cohen_kappa_score

    said, other = [bool(one) for one in verdicts], [one.other for one in questions]
    varied = len(set(said)) > 1 and len(set(other)) > 1
    return Agreement(
        asked=len(verdicts),
        unreadable=sum(one is None for one in verdicts),
        yes=sum(said) / max(1, len(said)),
        kappa=float(cohen_kappa_score(other, said)) if varied else None,
    )
