"""Feedback -> a case: what somebody said of an answer becomes a question that is asked from then on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from eval.cases import Case, Place, problems, read_cases
from eval.wording import KINDS
from index.problem import Problem

ADOPTED = Path("eval/sets/adopted.jsonl")


class AdoptError(Problem):
    """A case cannot be made of an answer; the message says what is missing."""


@dataclass(frozen=True)
class Said:
    """What somebody said of an answer: the verdict, the comment, and the answer if it is still kept."""

    answer_id: str
    verdict: str
    comment: str
    answer: Mapping[str, Any] | None

    def __str__(self) -> str:
        question = self.answer["question"] if self.answer else "(no longer kept)"
        told = f"{self.answer_id}  {self.verdict}  {question}  {self.comment}".rstrip()
        return "".join(one if one.isprintable() else " " for one in told)


def read_feedback(path: Path, answers: Mapping[str, Mapping[str, Any]]) -> list[Said]:
    """What was said, oldest first, each with the answer it is about; a line that cannot be read is told."""
    found = []
    lines = path.read_text("utf-8").rstrip("\n").split("\n") if path.is_file() else []
    for number, line in enumerate(lines, 1):
        try:
            told = json.loads(line)
            name = str(told["answer_id"])
            found.append(Said(name, str(told["verdict"]), str(told.get("comment", "")), answers.get(name)))
        except (ValueError, KeyError, TypeError) as error:
            raise AdoptError(f"{path}, line {number}: not a line of feedback: mend or delete it.") from error
    return found


def as_case(
    answer: Mapping[str, Any],
    kind: str,
    answerable: Literal["yes", "partial", "no"],
    slots: Sequence[str],
    speaker: str,
    spans: Sequence[Place],
    note: str,
) -> Case:
    """A case that asks what an answer was asked.

    `slots` are what must be said, each with its forms joined by /; where none are given, the words that the answer
    quoted. `spans` are where they stand, as a rule where it quoted. Raises AdoptError.
    """
    lacking = [name for name in ("question", "history", "action", "citations") if name not in answer]
    if lacking:
        raise AdoptError(f"{answer.get('id', 'This answer')} was kept without {', '.join(lacking)}: it is no case.")
    if kind not in KINDS:
        raise AdoptError(f"{kind} is no kind of question; there are {', '.join(KINDS)}.")
    if not all(form.strip() for slot in slots for form in slot.split("/")):
        raise AdoptError("A slot is empty: say the words that an answer must say.")
    authors = {one["author"] for one in answer["citations"]}
    if not spans and not set(filter(None, speaker.split("、"))) <= authors:
        raise AdoptError(f"{speaker} is not quoted by this answer: give the --span of the words, too.")
    if not answer["question"]:
        raise AdoptError(f"{answer['id']}: the question was not kept (ASSISTANT_JOURNAL_QUESTIONS).")
    quotes = answer["citations"]
    places = list(spans) or [
        Place(source=one["source"], start=start, end=end) for one in quotes for start, end in one["spans"]
    ]
    forms = [form.split("/") for form in slots] or [[one["quote"]] for one in quotes]
    if answerable != "no" and not forms:
        raise AdoptError(f"{answer['id']} quotes nothing: say what must be said, --slot WORDS, and where, --span.")
    return Case(
        id=f"adopted-{answer['id']}",
        kind=kind,
        question=answer["question"],
        history=answer["history"],
        action=answer["action"],
        answerable=answerable,
        spans=[] if answerable == "no" else places,
        slots=[] if answerable == "no" else forms,
        speaker="" if answerable == "no" else speaker,
        note=note,
    )


def adopt(case: Case, path: Path, sources: Mapping[str, str]) -> None:
    """Add a case to a set. Raises AdoptError where it is there already or its words do not stand in its spans."""
    if path.is_file() and case.id in {one.id for one in read_cases(path)}:
        raise AdoptError(f"{case.id} stands in {path} already: edit it there.")
    if wrong := list(problems([case], sources)):
        raise AdoptError("; ".join(wrong) + ": name them with --slot and --span SOURCE:START:END.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        torn = path.is_file() and not path.read_bytes().endswith(b"\n")
        with path.open("a", encoding="utf-8") as file:
            file.write("\n" * torn + case.model_dump_json() + "\n")
    except OSError as error:
        raise AdoptError(f"{path} cannot be written ({error.strerror}): name another file with --to.") from error
