"""A PDF -> a Document: what a reader sees on its pages, column by column."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from statistics import median
from typing import Any

from index.passage import About
from ingest.document import Document, Finding, ReadError
from ingest.pdf_chars import Line, read_chars, read_pieces
from ingest.pdf_columns import Column, read_columns
from ingest.pdf_paragraphs import read_paragraphs
from ingest.pdf_tables import take_tables

_MAX_PAGES = 500
_BLANK = "\n\n"
_SPARSE = 50  # characters a page: with less it is a scan
_EDGE = 0.12  # of the page's height: where running heads and page numbers stand
_REPEATED = 3  # pages that carry a line; of small type and short, two
_SHORT = 30  # characters
_NUMBER = re.compile(r"[-—–·•|\s]*(?:第\s*)?\d{1,4}\s*页?[-—–·•|\s]*")
# What browsers print around a page: when it was printed, from where, and which of how many pages it is.
_COUNT = r"(?:第?\s*\d{1,4}\s*页?[\s，,]*[/／共]\s*\d{1,4}\s*页?|[Pp]age \d{1,4} of \d{1,4})"
_STAMP = re.compile(
    r"\d{1,4}[-/.年]\s*\d{1,2}[-/.月]\s*\d{1,4}日?[\s,，]*(?:[上下]午)?\s*\d{1,2}:\d\d(?::\d\d)?\s*(?:[AP]M)?"
)
_PRINTED = re.compile(rf"[-—–·•|\s]*{_COUNT}[-—–·•|\s]*|(?:(?:https?|file)://\S+|about:blank)(?:\s+{_COUNT})?")
_DEFAULT_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint)|untitled|无标题|未命名|title|文档|slide|print).*"
    r"|.*\.(?:docx?|wps|pdf|indd|fbd|ps|txt)",
    re.IGNORECASE,
)


def read_pdf(data: bytes, name: str) -> Document:
    """Read a PDF's text; raises ReadError. Running heads, page numbers and slanted text (watermarks) stay out."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    count = _count(data, name)
    pages: list[list[list[Line]]] = []
    heights: list[float] = []
    findings: list[Finding] = []
    try:
        with pdfplumber.open(io.BytesIO(data), pages=list(range(1, count + 1))) as pdf:
            title = str(pdf.metadata.get("Title") or "").strip()
            for page in pdf.pages:
                shown, hidden = read_chars(page)
                findings += (Finding("hidden", f"page {page.page_number}", text[:40]) for text in hidden)
                pages.append([_read_pieces(page, chars) for chars in shown])
                heights.append(float(page.height))
                page.close()
    except Exception as error:  # pdfminer lets many kinds through where a file is damaged
        kind = type(error).__name__
        raise ReadError(f"{name}: this PDF is damaged ({kind}), open it and print it to a new PDF.") from error
    size = sum(len(piece.text) for page in pages for pieces in page for piece in pieces)
    if size < _SPARSE * count:
        raise ReadError(f"{name}: this PDF is a scan without text, run OCR on it first and save the text.")
    unknown = sum(piece.text.count("\ufffd") for page in pages for pieces in page for piece in pieces)
    if unknown > size * 0.2:
        raise ReadError(f"{name}: this PDF does not say which characters its fonts draw, run OCR on it first.")
    blocks = read_paragraphs(list(_page_columns(pages, heights)))
    headed = any(block.startswith("# ") for block, _ in blocks)
    about = About() if headed or _DEFAULT_TITLE.fullmatch(title) else About(title=title)
    begins = list(accumulate((len(block) + len(_BLANK) for block, _ in blocks), initial=0))
    # A page on which no block begins begins with the next that does.
    firsts = (next((n for n, (_, on) in enumerate(blocks) if on >= page), len(blocks)) for page in range(count))
    starts = tuple(begins[first] for first in firsts)
    return Document(_BLANK.join(block for block, _ in blocks), about, tuple(findings), starts)


def _count(data: bytes, name: str) -> int:
    """The number of pages, by pdfium, which does not read them; raises ReadError for what must not be opened."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
        document.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(f"{name}: this PDF has a password, save it without one.") from error
        raise ReadError(f"{name}: this is no PDF or it is damaged, open it and print it to a new PDF.") from error
    if count > _MAX_PAGES:
        raise ReadError(f"{name}: {count} pages are more than an article can have ({_MAX_PAGES}), split the PDF.")
    if not count:
        raise ReadError(f"{name}: this PDF has no pages, open it and print it to a new PDF.")
    return count


def _read_pieces(page: Any, chars: Sequence[dict[str, Any]]) -> list[Line]:
    upright = chars and not chars[0]["way"]
    running, tables = take_tables(page, chars) if upright else (chars, [])
    return read_pieces(running) + tables


def _page_columns(pages: Sequence[Sequence[Sequence[Line]]], heights: Sequence[float]) -> Iterator[list[Column]]:
    """Each page's columns, without the lines that its edges carry: running heads, page numbers, a browser's."""
    carried = Counter(
        key
        for page, height in zip(pages, heights, strict=True)
        for key in {_key(x) for x in page[0] if _at_edge(x, height)}
    )
    usual = median([piece.size for page in pages for piece in page[0] for _ in piece.text] or [0])
    for page, height in zip(pages, heights, strict=True):
        upright = []
        for piece in page[0]:
            small = 1 < sum(map(str.isalpha, piece.text)) <= _SHORT and piece.size <= 1.1 * usual
            repeated = carried[_key(piece)] >= (2 if small else _REPEATED)
            if not (_at_edge(piece, height) and (repeated or _is_furniture(piece, page[0]))):
                upright.append(piece)
        yield [column for pieces in (upright, *page[1:]) for column in read_columns(pieces)]


def _key(piece: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", piece.text), round(piece.top / 4)


def _at_edge(piece: Line, height: float) -> bool:
    return piece.bottom < _EDGE * height or piece.top > (1 - _EDGE) * height


def _is_furniture(piece: Line, page: Sequence[Line]) -> bool:
    """Whether a line at the edge is a page number, or in the row in which a browser says when it printed what."""
    row = [other for other in page if other.top < piece.bottom and other.bottom > piece.top]
    if _PRINTED.fullmatch(piece.text) or (_NUMBER.fullmatch(piece.text) and len(row) == 1):
        return True
    # Nothing is printed above it; a date below a title is when the article was published.
    first = not any(other.bottom <= piece.top for other in page)
    return first and any(_STAMP.fullmatch(other.text) for other in row)
