"""The characters of a PDF page that a reader sees, and the text that is hidden on it."""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

_Object = dict[str, Any]  # what pdfplumber tells of a character or a shape; points from the page's top left

_TINY = 2  # points
_ASIDE = 0.08  # ems
# Where a font draws a radical and a character with one glyph, PDF programs often name the radical: an article has none.
RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | str.maketrans(
    "⼾⺒⺓⺝⺟⺠⺻⺽⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "户巳幺月母民聿臼虎西见角贝车長长门青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)


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
    return {"text": text.translate(RADICALS), "x0": x0, "x1": x1, "top": top, "bottom": bottom, "size": bottom - top}
