"""What a reader makes of a file: its text, what is known about it, and what was found hidden in it."""

import codecs
from dataclasses import dataclass, field

from index.passage import About as About
from index.passage import Finding as Finding
from index.problem import Problem

# Byte order marks, and the encodings that they announce.
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class ReadError(Problem):
    """A file cannot be read as an article; the message names the file and says what to do."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text: Markdown headings ("# " the title, "## " sections), a blank line between paragraphs, a table row
    a line of "| a | b |"; nothing else is added to what is printed. `pages` are the characters at which
    the pages of a file begin, if it has pages."""

    text: str
    about: About = field(default_factory=About)
    findings: tuple[Finding, ...] = ()
    pages: tuple[int, ...] = ()
