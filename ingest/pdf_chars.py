"""The characters of a PDF page that a reader sees, as pieces of lines, and the text that is hidden on it."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Any

_Object = dict[str, Any]  # what pdfplumber tells of a character or a shape; points from the page's top left

GAP = 0.8  # ems: wider white within a line is a gutter's, or a table's
_TINY = 2  # points
_ASIDE = 0.08  # ems
# Times the size of the line: browsers set superscripts in 0.83, Word in 0.65.
_SMALL, _RAISED = 0.86, 0.18
_MARK = frozenset("0123456789[]［］")  # of what a footnote's mark consists
# Where a font draws a radical and a character with one glyph, PDF programs often name the radical: an article has none.
RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | str.maketrans(
    "⼾⺒⺓⺝⺟⺠⺻⺽⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "户巳幺月母民聿臼虎西见角贝车長长门青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
_GLYPHS = RADICALS | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)
}  # ﬁ and the like


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column, or a piece of one; points from the page's top left. `tabular` has wide white within it, and
    a `table` is one, a line of text for each of its rows."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    tabular: bool = False
    table: bool = False


def read_chars(page: Any) -> tuple[list[list[_Object]], list[str]]:
    """The characters that a reader sees, upright ones first and then those of each other direction, and the runs of
    hidden text."""
    _mark_invisible(page)
    chars = page.chars
    unmarked = sum(char["tag"] is None for char in chars)
    # A scan with its text layer: the invisible text is what the picture shows.
    layered = (
        unmarked < len(chars) * 0.2 and sum(_area(image) for image in page.images) > 0.5 * page.width * page.height
    )
    backs = [shape for shape in (*page.rects, *page.curves) if shape["fill"] and not _is_white(shape)] + page.images
    runs = [(hidden, list(run)) for hidden, run in groupby(chars, lambda char: _is_hidden(char, page, layered, backs))]
    texts = ("".join(char["text"] for char in run).strip() for hidden, run in runs if hidden)
    shown = _once([char for hidden, run in runs if not hidden for char in run])
    turned = [[_turned(char, way, page) for char in shown if _direction(char) == way] for way in (0, 1, 2, 3)]
    return sorted(turned, key=len, reverse=True), [text for text in texts if text]


def read_pieces(chars: Iterable[_Object]) -> list[Line]:
    """Characters side by side as pieces of lines, without the marks of footnotes. Done from left to right, so that
    columns whose lines stand at other heights do not disturb each other."""
    runs: list[list[_Object]] = []
    near: dict[int, list[list[_Object]]] = defaultdict(list)
    for char in sorted(chars, key=lambda char: char["x0"]):
        middle, size = (char["top"] + char["bottom"]) / 2, char["size"]
        best, nearest = None, GAP
        around = [run for key in range(-1, 2) for run in near[int(middle // 8) + key]]
        if any(_is_mark(char, run[-1]) for run in around):
            continue
        for run in around:
            last = run[-1]
            gap = (char["x0"] - last["x1"]) / max(size, last["size"])
            small, large = sorted((size, last["size"]))
            level = abs(middle - (last["top"] + last["bottom"]) / 2) < 0.4 * large
            if level and -0.7 < gap < nearest and large < 1.6 * small:
                best, nearest = run, gap
        if char["text"].isspace():
            if best is not None:  # white does not reach over a gutter: the next gap counts from the last letter
                best[-1] = best[-1] | {"space": True}
        elif best is not None:
            best.append(char)
        else:
            runs.append([char])
            near[int(middle // 8)].append(runs[-1])
    return [_piece(run) for run in runs]


def _is_mark(char: _Object, last: _Object) -> bool:
    """Whether a character is a footnote's mark behind another one. A raised digit behind a letter is a unit's (m3), and
    behind a digit a power."""
    if char["text"] not in _MARK or (last["text"].isascii() and last["text"].isalnum()):
        return False
    size = last["size"]
    marked = char["size"] <= _SMALL * size and last["bottom"] - char["bottom"] >= _RAISED * size
    close = -0.3 * size < char["x0"] - last.get("reach", last["x1"]) < 0.4 * size
    if not (marked and close and char["top"] > last["top"] - 0.5 * size):
        return False
    last["reach"] = char["x1"]  # a mark can have more than one digit
    return True


def _mark_invisible(page: Any) -> None:
    """Have the characters that are drawn with no ink carry the tag "invisible"; pdfplumber does not tell them."""
    from pdfminer.pdfinterp import PDFPageInterpreter
    from pdfplumber.page import PDFPageAggregatorWithMarkedContent

    class Device(PDFPageAggregatorWithMarkedContent):
        def render_string(self, textstate: Any, *rest: Any) -> None:
            self.cur_tag = "invisible" if textstate.render in (3, 7) else None
            super().render_string(textstate, *rest)

    device = Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()


def _is_hidden(char: _Object, page: Any, layered: bool, backs: Sequence[_Object]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    if not (page.bbox[0] <= x <= page.bbox[2] and page.bbox[1] <= y <= page.bbox[3]) or char["size"] < _TINY:
        return True
    if char["tag"] == "invisible":
        return not layered
    return _is_white(char) and not any(
        back["x0"] <= x <= back["x1"] and back["top"] <= y <= back["bottom"] for back in backs
    )


def _once(chars: Iterable[_Object]) -> list[_Object]:
    """Bold is often printed as the same character twice, a little aside. (dedupe_chars of pdfplumber does this too, in
    a time that grows with the square of the characters.)"""
    kept = []
    seen: set[tuple[str, int, int, int]] = set()
    for char in chars:
        cell = max(char["size"], 1.0) * _ASIDE
        text, size, x, y = char["text"], round(char["size"]), int(char["x0"] / cell), int(char["top"] / cell)
        if not any((text, size, x + right, y + down) in seen for right in (-1, 0, 1) for down in (-1, 0, 1)):
            kept.append(char)
        seen.add((text, size, x, y))
    return kept


def _is_white(shape: _Object) -> bool:
    colour = shape["non_stroking_color"]
    if not isinstance(colour, tuple | list) or not colour or not all(isinstance(part, int | float) for part in colour):
        return False
    if len(colour) == 4 or shape.get("ncs") in ("Separation", "DeviceN"):  # inks
        return bool(max(colour) <= 0.02)
    return bool(min(colour) >= 0.98) and shape.get("ncs") not in ("Indexed", "Pattern")


def _area(image: _Object) -> float:
    return float((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]))


def _direction(char: _Object) -> int | None:
    """The quarter turns, against the clock, in which a character is set; None for slanted ones."""
    a, b, *_ = char["matrix"]
    if abs(b) < 0.1 * abs(a):
        return 0 if a > 0 else 2
    return (1 if b > 0 else 3) if abs(a) < 0.1 * abs(b) else None


def _piece(run: Sequence[_Object]) -> Line:
    text = run[0]["text"]
    for one, other in pairwise(run):
        latin = one["text"].isascii() and other["text"].isascii()
        white = other["x0"] - one["x1"] > 0.2 * one["size"]
        text += (" " if one.get("space") or (latin and white) else "") + other["text"]
    top, bottom = min(char["top"] for char in run), max(char["bottom"] for char in run)
    return Line(text, run[0]["x0"], max(char["x1"] for char in run), top, bottom, median(char["size"] for char in run))


def _turned(char: _Object, way: int, page: Any) -> _Object:
    """A character with its place on the page turned upright, and a sign where its font does not say what it is."""
    x0, x1, top, bottom = char["x0"], char["x1"], char["top"], char["bottom"]
    width, height = page.width, page.height
    x0, x1, top, bottom = (
        (x0, x1, top, bottom),
        (height - bottom, height - top, x0, x1),
        (width - x1, width - x0, height - bottom, height - top),
        (top, bottom, width - x1, width - x0),
    )[way]
    text = char["text"]
    if text.startswith("(cid:") or (len(text) == 1 and text < " " and not text.isspace()):
        text = "\ufffd"
    return {
        "text": text.translate(_GLYPHS),
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "size": bottom - top,
        "way": way,
    }
