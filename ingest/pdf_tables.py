"""Ruled tables of a PDF page -> one piece each, that stands in the reading order where the table does."""

from collections.abc import Sequence
from statistics import median
from typing import Any

from ingest.pdf_chars import Line, read_pieces
from ingest.pdf_columns import read_lines
from ingest.pdf_paragraphs import join

_MAX_EDGES = 3000  # a page with more is a drawing; the search's time grows with the square
_SHORT, _LONGEST = 40, 300  # characters of a table's usual cell and of any: boxes with more are columns or articles
_FILLED = 0.5  # of a table's cells

_Box = tuple[float, float, float, float]  # x0, top, x1, bottom in points


def take_tables(page: Any, chars: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[Line]]:
    """The characters that stand in no ruled table, and the tables. `chars` are upright; the page is pdfplumber's."""
    tables: list[Line] = []
    if not 6 <= len(page.edges) <= _MAX_EDGES:
        return list(chars), tables
    left = list(chars)
    for found in page.find_tables():
        inside = [char for char in left if _holds(found.bbox, char)]
        rows = _rows([box for box in found.cells if box], inside)
        if inside and _is_table(rows):
            text = "\n".join("| " + " | ".join(row) + " |" for row in rows if any(row))
            size = median(char["size"] for char in inside)
            x0, top, x1, bottom = found.bbox
            tables.append(Line(text, x0, x1, top, bottom, size, tabular=True, table=True))
            left = [char for char in left if not _holds(found.bbox, char)]
    return left, tables


def _rows(cells: Sequence[_Box], chars: Sequence[dict[str, Any]]) -> list[list[str]]:
    """The texts of a table's rows; a cell over several rows is in each, one over several columns is once in its row."""
    texts = {cell: _text([char for char in chars if _holds(cell, char)]) for cell in cells}
    tops = sorted({top for _, top, _, _ in cells})
    rows = []
    for top in tops:
        row = [cell for cell in cells if cell[1] <= top + 0.5 < cell[3]]
        rows.append([texts[cell] for cell in sorted(row)])
    return rows


def _text(chars: Sequence[dict[str, Any]]) -> str:
    pieces = read_pieces(chars)
    if not pieces:
        return ""
    text = join([line.text for line in read_lines(pieces, median(piece.size for piece in pieces))])
    return text.replace("|", "｜")


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether boxes are a table's cells: frames around pages and rules between columns hold running text."""
    cells = [cell for row in rows for cell in row]
    filled = [cell for cell in cells if cell]
    if sum(len(row) > 1 for row in rows) < 2 or len(filled) < max(3, _FILLED * len(cells)):
        return False
    return median(map(len, filled)) <= _SHORT and max(map(len, filled)) <= _LONGEST


def _holds(box: _Box, char: dict[str, Any]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])
