"""PDFs for the tests, with a Chinese font that every PDF program knows and no file holds."""

import io
from collections.abc import Callable
from typing import Any

WIDTH, HEIGHT, SIZE = 595, 842, 10.0


def pdf(*pages: Callable[[Any], None], **options: Any) -> bytes:
    """A PDF whose pages are drawn by these functions on a reportlab canvas, A4 with (0, 0) at the top left."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def put(canvas: Any, x: float, y: float, text: str, size: float = SIZE) -> None:
    """One line of text, `y` down from the page's top."""
    canvas.setFont("STSong-Light", size)
    canvas.drawString(x, HEIGHT - y, text)


def flow(canvas: Any, x: float, y: float, width: int, *texts: str, lines: int = 999, indent: int = 2) -> list[str]:
    """Paragraphs in lines of `width` characters, the first line of each set in by `indent`.

    What finds no room in `lines` is returned as the texts to go on with: the first goes on a paragraph, without an
    indent, and the others begin with one, which is written as two wide spaces.
    """
    rows: list[str] = []
    for number, text in enumerate(texts):
        text = ("　" * (indent if number == 0 else 2) if not text.startswith("　") else "") + text
        rows += [text[at : at + width] for at in range(0, len(text), width)]
    for number, row in enumerate(rows[:lines]):
        blank = len(row) - len(row.lstrip("　"))
        put(canvas, x + SIZE * blank, y + number * SIZE * 1.5, row[blank:])
    rest: list[str] = []
    for row in rows[lines:]:
        if rest and not row.startswith("　"):
            rest[-1] += row
        else:
            rest.append(row)
    return rest
