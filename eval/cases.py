"""Cases: questions with what must be said, by whom, or that nothing can be said."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from index.problem import Problem

SETS = Path(__file__).with_name("sets")


class CaseError(Problem):
    """A set of cases cannot be read; the message names file and line."""


class Case(BaseModel):
    """One row of a set.

    `slots` lists what an answer must say, each as a list of accepted forms; `speaker` must be among those quoted, if
    named; `forbidden` must not be said. A case that is not answerable has no slots.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: str
    question: str
    answerable: bool
    slots: list[list[str]]
    speaker: str = ""
    forbidden: list[str] = []


def read_cases(path: Path) -> list[Case]:
    """The cases of a JSONL file, in order; raises CaseError."""
    cases = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise CaseError(f"{path} cannot be read ({error.strerror}): name a file of eval/sets.") from error
    for number, line in enumerate(lines, 1):
        try:
            cases.append(Case.model_validate_json(line))
        except ValidationError as error:
            raise CaseError(f"{path.name}, line {number}: {error.errors()[0]['msg']}.") from error
    return cases
