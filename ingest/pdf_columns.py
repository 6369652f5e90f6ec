"""Pieces of lines on a PDF page -> its columns in reading order, each with its lines.

A recursive XY cut (Nagy and Seth 1984): the page is cut into horizontal bands wherever the white gutters between
columns change, a band into columns at its gutters, and each column again. So a headline across the page comes before
the columns below it, and columns are read one after the other.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.pdf_chars import GAP, Line

# Lengths in ems, the size of the text.
_TABULAR = 2.0
_NARROW = 6.0  # no column of running text is narrower
_LARGE = 1.2  # a line of that size stands over what is below it
_FULL = 0.7  # of the column's width: a line of running text, where most are
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Column:
    """Lines under each other, with the edges that their text is set to. `beside`: others stand beside it."""

    left: float
    right: float
    lines: tuple[Line, ...]
    beside: bool = False


def read_columns(pieces: Sequence[Line]) -> list[Column]:
    """The columns of a page in reading order."""
    if not pieces:
        return []
    texts = [piece for piece in pieces if not piece.table] or pieces
    em = median(piece.size for piece in texts for _ in piece.text)
    return _cut(pieces, em, min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces), _DEPTH)


def _cut(pieces: Sequence[Line], em: float, left: float, right: float, depth: int) -> list[Column]:
    columns: list[Column] = []
    for band in _bands(pieces, em):
        gutters = _gutters(band, em) if depth else []
        if not gutters:
            columns.append(_column(band, em, left, right, depth < _DEPTH))
        for part in _parts(band, gutters) if gutters else ():
            edges = min(piece.x0 for piece in part), max(piece.x1 for piece in part)
            columns += _cut(part, em, *edges, depth - 1)
    return columns


def _bands(pieces: Sequence[Line], em: float) -> list[list[Line]]:
    """Cut where the gutters end: rows that share one stay together, and so do rows that have none."""
    bands: list[list[Line]] = []
    headline = False
    for row in _rows(pieces):
        was, headline = headline, _is_headline(row, em)
        last = bands[-1] if bands else []
        shared = bool(_gaps(last + row, em)) or not (_gaps(last, em) or _gaps(row, em)) if last else False
        if last and ((was and headline) or (not was and not headline and shared)):
            bands[-1] += row
        else:
            bands.append(row)
    joined: list[list[Line]] = []
    for band in bands:  # a band whose gutters are a table's is running text again
        if joined and not any(_gutters(pieces, em) for pieces in (joined[-1], band, joined[-1] + band)):
            joined[-1] = joined[-1] + band
        else:
            joined.append(band)
    return joined


def _is_headline(row: Sequence[Line], em: float) -> bool:
    """Whether a row stands over all that is below it: large type alone in its row, perhaps set with wide spaces."""
    if any(piece.size < _LARGE * em or piece.table for piece in row):
        return False
    return len(row[0].text) > 1 if len(row) == 1 else all(len(piece.text) < 3 for piece in row)


def _rows(pieces: Sequence[Line]) -> list[list[Line]]:
    """Pieces between horizontal white that goes through; boxes of close lines touch, so their edges are cut off."""
    rows: list[list[Line]] = []
    end = float("-inf")
    for piece in sorted(pieces, key=lambda piece: piece.top + 0.15 * piece.size):
        if piece.top + 0.15 * piece.size >= end:
            rows.append([])
        rows[-1].append(piece)
        end = max(end, piece.bottom - 0.15 * piece.size)
    return rows


def _gaps(pieces: Sequence[Line], em: float) -> list[float]:
    """The middles of the vertical white that goes through all pieces."""
    gaps = []
    spans = sorted((piece.x0, piece.x1) for piece in pieces)
    end = spans[0][1]
    for start, stop in spans:
        if start - end >= GAP * em * 0.9:
            gaps.append((start + end) / 2)
        end = max(end, stop)
    return gaps


def _gutters(band: Sequence[Line], em: float) -> list[float]:
    """The gaps that have columns of running text on both sides; a table's cells are no columns."""
    gutters = _gaps(band, em)
    while gutters:
        parts = [read_lines(part, em) for part in _parts(band, gutters)]
        poor = next((at for at, lines in enumerate(parts) if not _is_column(lines, em)), None)
        if poor is None:
            widths = [_width(lines) for lines in parts]
            full = [line.x1 - line.x0 >= _FULL * w for lines, w in zip(parts, widths, strict=True) for line in lines]
            return gutters if sum(full) >= len(full) / 2 else []
        del gutters[max(0, poor - 1)]
    return []


def _parts(band: Iterable[Line], gutters: Sequence[float]) -> list[list[Line]]:
    parts: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for piece in band:
        parts[sum(gutter < piece.x0 for gutter in gutters)].append(piece)
    return parts


def _is_column(lines: Sequence[Line], em: float) -> bool:
    upright = len(lines) > 2 and all(len(line.text) == 1 for line in lines)  # a headline set from top to bottom
    return upright or (len(lines) > 1 and _width(lines) >= _NARROW * em)


def _width(lines: Sequence[Line]) -> float:
    return max(line.x1 for line in lines) - min(line.x0 for line in lines)


def read_lines(pieces: Iterable[Line], em: float) -> list[Line]:
    """The lines of one column: pieces beside each other are one. `em` is the size of its text."""
    lines: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.top + piece.bottom, piece.x0)):
        last = lines[-1] if lines else []
        beside = all(piece.x0 >= other.x1 - em / 2 or piece.x1 <= other.x0 + em / 2 for other in last)
        beside = beside and not any(other.table for other in (*last, piece))
        if last and beside and piece.top + piece.bottom - last[0].top - last[0].bottom < min(piece.size, last[0].size):
            last.append(piece)
        else:
            lines.append([piece])
    return [_joined(sorted(line, key=lambda piece: piece.x0), em) for line in lines]


def _joined(line: Sequence[Line], em: float) -> Line:
    if len(line) == 1 and line[0].table:
        return line[0]
    widest = max(line, key=lambda piece: len(piece.text))
    tabular = any(other.x0 - one.x1 >= _TABULAR * em for one, other in pairwise(line))
    text = re.sub(r"\s+", " ", " ".join(piece.text for piece in line))
    top, bottom = min(piece.top for piece in line), max(piece.bottom for piece in line)
    return replace(widest, text=text, x0=line[0].x0, x1=line[-1].x1, top=top, bottom=bottom, tabular=tabular)


def _column(pieces: Sequence[Line], em: float, left: float, right: float, beside: bool) -> Column:
    """A column with its edges; a few lines do not show them, then those around hold. A line that hangs out is none."""
    lines = read_lines(pieces, em)
    body = [line for line in lines if line.size < _LARGE * em and not line.tabular]
    if len(body) > 2:
        enough = len(body) * 0.15
        left = min(x.x0 for x in body if sum(abs(x.x0 - y.x0) < em / 2 for y in body) >= enough)
        right = max(x.x1 for x in body if sum(abs(x.x1 - y.x1) < em for y in body) >= enough)
    return Column(left, right, tuple(lines), beside)
