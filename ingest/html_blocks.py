"""An HTML tree -> its visible text as blocks: paragraphs, headings, table rows; what is hidden is reported."""

import re
from dataclasses import dataclass
from typing import Any

from ingest.html_style import Rules, inherit, is_removed, look_of, style_of

_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}  # one "#" is the title's
_CELLS = ("td", "th")
_BREAKS = re.compile(
    r"h[1-6]|tr|td|th|address|article|blockquote|body|br|caption|center|dd|details|dialog|div|dl|dt|fieldset"
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
_LAYOUT_PARAGRAPHS = 6  # a cell with so many is a part of the page, not of a table


@dataclass(frozen=True, slots=True)
class Hidden:
    """Text that a reader does not see; `at` is the number of blocks before it."""

    at: int
    text: str


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
    row: list[str] = []
    row_at = cell_at = table_at = level = 0
    data_table = in_cell = False

    def end_block() -> None:
        line = _BLANKS.sub(" ", "".join(text)).strip()
        text.clear()
        if line and not _LINKS.fullmatch(line):
            blocks.append("#" * level + " " + line if level and not in_cell else line)
        hide(unseen)

    def hide(parts: list[str]) -> None:
        line = _BLANKS.sub(" ", "".join(parts)).strip()
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
                    hide(list(element.itertext()))
                looks.append(looks[-1])
                continue
            looks.append(inherit(looks[-1], style))
            if _BREAKS.fullmatch(tag):
                end_block()
            level = _HEADINGS.get(tag, level)
            if tag == "table":
                data_table, table_at = _is_data(element), len(blocks)
            elif tag == "tr":
                row, row_at = [], len(blocks)
            elif tag in _CELLS:
                in_cell, cell_at = data_table, len(blocks)
            add(element.text)
            continue
        if _BREAKS.fullmatch(tag):
            end_block()
        if tag in _HEADINGS:
            level = 0
        elif tag in _CELLS and in_cell:
            row.append(" ".join(blocks[cell_at:]))
            del blocks[cell_at:]
            in_cell = False
        elif tag == "tr" and data_table and any(row):
            line = "| " + " | ".join(row) + " |"
            if row_at > table_at and blocks[-1].startswith("| "):
                blocks[-1] += "\n" + line
            else:
                blocks.append(line)
            row = []
        elif tag == "table":
            data_table = False
        looks.pop()
        if element is not root:
            add(element.tail)
    end_block()
    return blocks, hidden


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
