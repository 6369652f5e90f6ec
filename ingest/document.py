"""What a reader makes of a file: its text, what is known about it, and what was found hidden in it."""

from dataclasses import dataclass, field

from index.passage import About as About
from index.passage import Finding as Finding
from index.problem import Problem


class ReadError(Problem):
    """A file cannot be read as an article; the message names the file and says what to do."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text: Markdown headings ("# " the title, "## " sections), a blank line between paragraphs, a table row
    a line of "| a | b |"; nothing else is added to what is printed."""

    text: str
    about: About = field(default_factory=About)
    findings: tuple[Finding, ...] = ()
