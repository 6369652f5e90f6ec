"""Lines in columns -> paragraphs and headings, put together over lines, columns and pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ingest.credits import name_of
from ingest.pdf_chars import Line
from ingest.pdf_columns import Column

_HEADING = 1.12  # times the size of the body
_MUCH_SMALLER = 0.75  # times the size of the headline
_PART = 1.6  # times the size of the body: a larger heading is an article's
_ALIKE = 0.05  # of a size: no difference
_LONGEST = 60  # characters of a heading; larger type beyond that is a lead
_INDENT = 1.2  # ems
_APART = 1.6  # times the usual distance of lines
_CLOSING = "”’》）)」』"


@dataclass(slots=True)
class _Block:
    """Lines that belong together. `size` is a heading's, 0 for text; `page` counts from 0; `column` is the first's."""

    size: float
    page: int
    column: Column
    lines: list[Line] = field(default_factory=list)

    def text(self) -> str:
        return join([line.text for line in self.lines])


def read_paragraphs(pages: Sequence[Sequence[Column]]) -> list[tuple[str, int]]:
    """The text of all pages as blocks, headings with their mark, each with the page that it begins on, from 0."""
    lines = [line for columns in pages for column in columns for line in column.lines]
    texts = [line for line in lines if not line.table] or lines
    body = median(line.size for line in texts for _ in line.text) if texts else 0
    blocks: list[_Block] = []
    before: Column | None = None
    for number, columns in enumerate(pages):
        for column in columns:
            pitch = _pitch(column)
            for at, line in enumerate(column.lines):
                size = line.size if line.size >= _HEADING * body and not line.table else 0
                block = blocks[-1] if blocks else None
                if (
                    block is not None
                    and bool(block.size) == bool(size)
                    and _goes_on(block, line, column, before, at, pitch)
                ):
                    block.lines.append(line)
                else:
                    blocks.append(_Block(size, number, column, [line]))
                before = column
    return [
        ("#" * level + " " * bool(level) + block.text(), block.page)
        for block, level in zip(blocks, _levels(blocks, body), strict=True)
    ]


def join(texts: Sequence[str]) -> str:
    """The texts of lines as one: without a seam in Chinese, with a space between Latin words."""
    text = ""
    for line in texts:
        text += (" " if text and _needs_space(text[-1], line[0]) else "") + line
    return text


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


def _levels(blocks: Sequence[_Block], body: float) -> list[int]:
    """A heading's level for each block, 0 for text. The largest of the first page is the title, and its like above
    another page; what stands in a column, much smaller than the headline above, is a part of that article."""
    title = _title_size(blocks)
    peers = [at for at, block in enumerate(blocks) if block.page == 0 and _is_heading(block) and _is_like(block, title)]
    levels: list[int] = []
    headline: _Block | None = None
    parts: list[float] = []  # sizes of the headings below the headline, the largest first
    for at, block in enumerate(blocks):
        if not _is_heading(block):
            levels.append(0)
        elif _is_like(block, title) and (
            at == peers[0] if block.page == 0 else len(peers) == 1 and blocks[at - 1].page < block.page
        ):
            levels.append(1)
        elif headline is not None and _is_part(block, headline, body) and not _is_signed(blocks[at + 1 : at + 2]):
            if not any(abs(size - block.size) < _ALIKE * size for size in parts):
                parts = sorted([*parts, block.size], reverse=True)
            levels.append(min(6, 3 + sum(size * (1 - _ALIKE) >= block.size for size in parts)))
        else:
            levels.append(2)
        if 0 < levels[-1] < 3:
            headline, parts = block, []
    return levels


def _is_like(block: _Block, title: float) -> bool:
    return block.size >= 0.95 * title


def _is_signed(after: Sequence[_Block]) -> bool:
    return any(name_of(block.text()) for block in after)  # a byline below a heading makes it an article's


def _is_part(block: _Block, headline: _Block, body: float) -> bool:
    """Whether a heading within a column is one of the article's whose headline stands above it."""
    if not block.column.beside or block.size >= _MUCH_SMALLER * headline.size or block.size > _PART * body:
        return False
    middle = (block.lines[0].x0 + block.lines[0].x1) / 2
    return headline.column.left <= middle <= headline.column.right or block.page > headline.page
