"""Lines in columns -> paragraphs and headings, put together over lines, columns and pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ingest.pdf_columns import Column, Line

_HEADING = 1.12  # times the size of the body
_LONGEST = 60  # characters of a heading; larger type beyond that is a lead
_INDENT = 1.2  # ems
_APART = 1.6  # times the usual distance of lines
_CLOSING = "”’》）)」』"


@dataclass(slots=True)
class _Block:
    """Lines that belong together. `size` is a heading's, 0 for text; `page` counts from 0."""

    size: float
    page: int
    lines: list[Line] = field(default_factory=list)

    def text(self) -> str:
        """The lines joined: without a seam in Chinese, with a space between Latin words."""
        text = self.lines[0].text
        for line in self.lines[1:]:
            text += (" " if _needs_space(text[-1], line.text[0]) else "") + line.text
        return text


def read_paragraphs(pages: Sequence[Sequence[Column]]) -> list[str]:
    """The text of all pages as blocks, headings with their mark."""
    sizes = [line.size for columns in pages for column in columns for line in column.lines for _ in line.text]
    body = median(sizes) if sizes else 0
    blocks: list[_Block] = []
    before: Column | None = None
    for number, columns in enumerate(pages):
        for column in columns:
            pitch = _pitch(column)
            for at, line in enumerate(column.lines):
                size = line.size if line.size >= _HEADING * body else 0
                block = blocks[-1] if blocks else None
                if (
                    block is not None
                    and bool(block.size) == bool(size)
                    and _goes_on(block, line, column, before, at, pitch)
                ):
                    block.lines.append(line)
                else:
                    blocks.append(_Block(size, number, [line]))
                before = column
    title = _title_size(blocks)
    return [_marked(block, at, title, blocks) for at, block in enumerate(blocks)]


def _goes_on(block: _Block, line: Line, column: Column, before: Column | None, at: int, pitch: float) -> bool:
    """Whether a line belongs to the block before it; `at` is 0 where a column begins, `before` the last line's."""
    last = block.lines[-1]
    if last.tabular or line.tabular or max(last.size, line.size) > 1.1 * min(last.size, line.size) or before is None:
        return False
    if block.size:
        return at > 0 and line.top - last.bottom < line.size
    if line.x0 - column.left >= _INDENT * line.size:
        return False
    # The line before ended early: the first word of this one would have found room.
    if before.right - last.x1 >= _first_word(line):
        return False
    if at == 0:
        return not last.text.rstrip(_CLOSING).endswith(("。", "！", "？", "…", ".", "!", "?"))
    return line.top - last.top < _APART * (pitch or 1.5 * line.size)


def _first_word(line: Line) -> float:
    """The room that a line's first word takes; punctuation may not begin a line and takes the last word with it."""
    word = 0
    while word < len(line.text) and line.text[word].isascii() and not line.text[word].isspace():
        word += 1
    return (word * 0.5 + 0.7 if word else 2) * line.size


def _pitch(column: Column) -> float:
    steps = [
        other.top - one.top for one, other in pairwise(column.lines) if other.size < 1.1 * one.size < 1.21 * other.size
    ]
    return median(steps) if len(steps) > 1 else 0


def _needs_space(last: str, first: str) -> bool:
    if not (last.isascii() and first.isascii()) or last == "-":
        return False
    return last.isalpha() or first.isalpha() or last in ",;:"  # digits run on: a number that was broken


def _title_size(blocks: Sequence[_Block]) -> float:
    return max((block.size for block in blocks if block.page == 0 and _is_heading(block)), default=0)


def _is_heading(block: _Block) -> bool:
    text = block.text()
    return block.size > 0 and len(text) <= _LONGEST and not text.endswith("。")


def _marked(block: _Block, at: int, title: float, blocks: Sequence[_Block]) -> str:
    """A block's text; the largest heading of the first page is the title, and its like above another page."""
    text = block.text()
    if not _is_heading(block):
        return text
    large = title and block.size >= 0.95 * title
    peers = [
        i for i, other in enumerate(blocks) if other.page == 0 and _is_heading(other) and other.size >= 0.95 * title
    ]
    opens = at == peers[0] if block.page == 0 else len(peers) == 1 and blocks[at - 1].page < block.page
    return ("# " if large and opens else "## ") + text
