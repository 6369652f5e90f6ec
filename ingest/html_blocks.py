"""An HTML tree -> its visible text as blocks: paragraphs, headings, table rows; what is hidden is reported."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.html_style import Rules, inherit, is_removed, look_of, style_of

_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}  # one "#" is the title's
_CELLS = ("td", "th")
_BREAKS = re.compile(
    r"h[1-6]|tr|td|th|address|article|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset"
    r"|figcaption|figure|form|header|hgroup|hr|li|main|menu|ol|p|pre|section|summary|table|t(?:body|foot|head)|ul"
)
_SKIPPED = re.compile(
    r"aside|audio|button|canvas|datalist|embed|footer|iframe|input|link|math|meta|nav|noscript|object|option|rp|script"
    r"|select|style|svg|template|textarea|title|video"
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:share\w*|bdshare\w*|social\w*|breadcrumbs?|pagination|pagebar|prev-?next|related|recommend)(?:$|[\s_-])"
)
_LINKS = re.compile(
    r"(?:上一[篇条页则]|下一[篇条页则])(?:[:：].{0,60}|没有了)?|分享(?:到|至|让更多人看到)?[:：]?|(?:【|\[)?(?:打印|关闭|返回|收藏)(?:本页|窗口|页面|顶部)?(?:】|\])?"
    r"|(?:打印|分享|关闭|收藏)(?:\s(?:打印|分享|关闭|收藏))+|扫一扫.{0,20}|【?字[号体][:：].{0,20}"
)
_BLANKS = re.compile(r"[ \t\r\n\f\v\xa0]+")
_BREAK = "\0"  # stands for a <br> within a block; no parsed page holds that character
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十\d]{1,3}[章条节]")
_ENDED = re.compile(r"[。！？；：…!?;:.][”’」』）)》\"']*$")
_RUNNING = re.compile(r"[，。；]")  # in a line of running text, hardly in a heading
# Characters of a line before a <br> that goes on after it: of running text, of any, before a short rest, and that rest.
_LONG, _LONGER, _BEFORE_REST, _REST = 20, 40, 12, 12
_MAX_SPAN = 500  # rows
_LAYOUT_PARAGRAPHS = 6  # a cell with so many is a part of the page, not of a table


@dataclass(frozen=True, slots=True)
class Hidden:
    """Text that a reader does not see; `at` is the number of blocks before it."""

    at: int
    text: str


@dataclass(slots=True)
class _Over:
    """A cell that reaches into the next rows: how many are left, and over how many columns."""

    text: str
    rows: int
    columns: int


@dataclass(slots=True)
class _Row:
    """A table's row while it is read: a cell from a row above is repeated, one over several columns is not."""

    texts: list[str] = field(default_factory=list)
    column: int = 0

    def add(self, text: str, cell: Any, over: dict[int, _Over]) -> None:
        self._repeat(over)
        rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
        if rows > 1:
            over[self.column] = _Over(text, rows - 1, columns)
        self.texts.append(text)
        self.column += columns

    def end(self, over: dict[int, _Over]) -> list[str]:
        """The row's texts, with what reaches into its end; nothing where it has no cell of its own."""
        own = bool(self.texts)
        self._repeat(over)
        while later := [column for column in over if column > self.column]:
            self.column = min(later)
            self._repeat(over)
        return self.texts if own else []

    def _repeat(self, over: dict[int, _Over]) -> None:
        while cell := over.get(self.column):
            cell.rows -= 1
            if not cell.rows:
                del over[self.column]
            self.texts.append(cell.text)
            self.column += cell.columns


def read_blocks(root: Any, rules: Rules) -> tuple[list[str], list[Hidden]]:
    """The blocks under an element, in order, and the text that its style hides.

    The element's own style and the body's are not asked: WeChat and others hide them until they have loaded.
    A block is one line, but for a table, which has a line a row.
    """
    from lxml.etree import iterwalk  # heavy

    blocks: list[str] = []
    hidden: list[Hidden] = []
    text: list[str] = []
    unseen: list[str] = []
    looks = [look_of(root, rules)]
    row, over = _Row(), dict[int, _Over]()
    row_at = cell_at = table_at = level = 0
    data_table = in_cell = False

    def end_block() -> None:
        parts = "".join(text).split(_BREAK)
        text.clear()
        for line in [_clean("".join(parts))] if level else _unbroken(parts):
            if line and not _LINKS.fullmatch(line):
                blocks.append("#" * level + " " + line if level and not in_cell else line)
        hide(unseen)

    def hide(parts: list[str]) -> None:
        line = _clean("".join(parts))
        parts.clear()
        if line:
            hidden.append(Hidden(len(blocks), line))

    def add(part: str | None) -> None:
        if part:
            (text if looks[-1].shown else unseen).append(part)

    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            shell = element is root or tag == "body"
            style = {} if shell else style_of(element, rules)
            skipped = not shell and _is_skipped(element, tag)
            if skipped or (not shell and is_removed(element, style)):
                walk.skip_subtree()
                if not skipped:
                    if _BREAKS.fullmatch(tag):
                        end_block()
                    hide(list(element.itertext()))
                looks.append(looks[-1])
                continue
            looks.append(inherit(looks[-1], style))
            if tag == "br":
                text.append(_BREAK)
            elif _BREAKS.fullmatch(tag):
                end_block()
            level = _HEADINGS.get(tag, level)
            if tag == "table":
                data_table, table_at = _is_data(element), len(blocks)
                over.clear()
            elif tag == "tr":
                row, row_at = _Row(), len(blocks)
            elif tag in _CELLS:
                in_cell, cell_at = data_table, len(blocks)
            add(element.text)
            continue
        if _BREAKS.fullmatch(tag):
            end_block()
        if tag in _HEADINGS:
            level = 0
        elif tag in _CELLS and in_cell:
            row.add(" ".join(blocks[cell_at:]), element, over)
            del blocks[cell_at:]
            in_cell = False
        elif tag == "tr" and data_table and any(row.end(over)):
            line = "| " + " | ".join(row.texts) + " |"
            if row_at > table_at and blocks[-1].startswith("| "):
                blocks[-1] += "\n" + line
            else:
                blocks.append(line)
            row = _Row()
        elif tag == "table":
            data_table = False
        looks.pop()
        if element is not root:
            add(element.tail)
    end_block()
    return blocks, hidden


def _clean(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _unbroken(parts: Sequence[str]) -> list[str]:
    """The lines between breaks, with those put together again that a break parts within a sentence."""
    lines: list[str] = []
    for part in parts:
        line = _clean(part)
        last = lines[-1] if lines else ""
        indented = part.lstrip(" \t\r\n").startswith(("\u3000", "\xa0"))
        if last and line and not (indented or _ENDED.search(last) or _NUMBERED.match(line)) and _goes_on(last, line):
            lines[-1] += line
        else:
            lines.append(line)
    return lines


def _goes_on(last: str, line: str) -> bool:
    if last.endswith(("，", "、")):
        return True
    if _NUMBERED.match(last) and not _RUNNING.search(last):
        return False
    if len(line) <= _REST:
        return len(last) >= _BEFORE_REST and line.endswith("。")
    return len(last) >= (_LONG if _RUNNING.search(last) else _LONGER) and _RUNNING.search(line) is not None


def _span(cell: Any, name: str) -> int:
    said = re.match(r"\s*(\d{1,4})", cell.get(name, ""))
    return min(max(1, int(said[1])), _MAX_SPAN) if said else 1


def _is_skipped(element: Any, tag: str) -> bool:
    if _SKIPPED.fullmatch(tag):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}".lower()
    return bool(_FURNITURE.search(names))


def _is_data(table: Any) -> bool:
    """Whether a table has rows to be read across; pages are laid out with tables too."""
    if any(inner is not table for inner in table.iter("table")):
        return False
    rows = [[cell for cell in row if cell.tag in _CELLS] for row in table.iter("tr")]
    if max((len(row) for row in rows), default=0) < 2:
        return False
    return all(sum(1 for _ in cell.iter("p", "div")) < _LAYOUT_PARAGRAPHS for row in rows for cell in row)
