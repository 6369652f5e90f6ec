"""What the articles page refuses, with the sentence for whoever asked."""

from dataclasses import dataclass

from index.problem import Problem


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence in both languages of the page."""

    zh: str
    en: str


class Refused(Problem):
    """A request cannot be done as it is; `status` is HTTP's, `code` is for programs, `told` for people."""

    def __init__(self, status: int, code: str, zh: str, en: str) -> None:
        super().__init__(zh)
        self.status, self.code, self.told = status, code, Told(zh, en)
