"""A Word document -> a Document: body paragraphs, headings and tables in order."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.passage import About
from ingest.document import Document, Finding, ReadError
from ingest.docx_style import Look, Style, W, centred, level_of, look_of, read_styles, value

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_UNPACKED = 200_000_000
_LARGE, _MAX_RATIO = 10_000_000, 200  # a larger part of a zip file that is packed tighter is a bomb
_SHORT = 60  # characters: a title is no longer
_LARGER = 1.2  # times the size of the body: a title's
# The red head of an official document and its number stand above its title.
_LETTERHEAD = re.compile(r".*文件|.*[〔\[（(](?:19|20)\d\d[〕\]）)].*号|(?:附件|秘密|机密|特急|加急).{0,6}")
_DEFAULT_TITLE = re.compile(
    r"(?:microsoft )?word\b.{0,40}|.*\.(?:docx?|wps|pdf)|(?:untitled|title|document|无标题|未命名|新建|文档).{0,20}",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[ \t\r\f\v\xa0]+")
_DELETED = {f"{W}del", f"{W}moveFrom", f"{W}txbxContent"}  # a text box is read after its paragraph
_WRAPPERS = {f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or a table; `prominent` is a look by which it could be the title."""

    text: str
    level: int = 0
    title: bool = False
    prominent: bool = False


def read_docx(data: bytes, name: str) -> Document:
    """Read a document; raises ReadError.

    Headers, footnotes, comments, deleted text and the table of contents stay out; numbers that Word adds to lists
    are not in the file.
    """
    from docx import Document as open_word

    _check(data, name)
    try:
        word: Any = open_word(io.BytesIO(data))
        styles = read_styles(word.styles.element)
        blocks, findings = _read_body(word.element.body, styles)
        title = (word.core_properties.title or "").strip()
    except Exception as error:  # the library lets those of zipfile, lxml and its own look-ups through
        kind = type(error).__name__
        raise ReadError(f"{name}: this is no readable Word document ({kind}), open it and save it as .docx.") from error
    if not blocks:
        raise ReadError(f"{name}: the document holds no text, if it is a picture run OCR on it and save the text.")
    levels = _levels(blocks)
    lines = [
        "#" * level + " " + block.text if level else block.text for block, level in zip(blocks, levels, strict=True)
    ]
    known = 1 in levels or _DEFAULT_TITLE.fullmatch(title)
    # The author in the properties is the account of a computer, not who wrote the article.
    return Document("\n\n".join(lines), About() if known else About(title=title), tuple(findings))


def _check(data: bytes, name: str) -> None:
    """Refuse what is no zip file, and what would not fit into memory."""
    if data.startswith(_OLE):
        raise ReadError(f"{name}: this is an old .doc or has a password, open it in Word or WPS and save it as .docx.")
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ReadError(
            f"{name}: this is no .docx or it is damaged, open it in Word or WPS and save it as .docx."
        ) from error
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError(f"{name}: the document has a password, open it and save it as .docx without one.")
    unpacked = sum(part.file_size for part in parts)
    tight = any(part.file_size > _LARGE and part.file_size > _MAX_RATIO * part.compress_size for part in parts)
    if unpacked > _MAX_UNPACKED or tight:
        raise ReadError(
            f"{name}: unpacked it is {unpacked / 1e6:.0f} MB, no article is so large, save its text as .txt."
        )


def _read_body(body: Any, styles: Mapping[str, Style]) -> tuple[list[_Block], list[Finding]]:
    blocks: list[_Block] = []
    findings: list[Finding] = []

    def hide(parts: list[str]) -> None:
        text = _BLANKS.sub(" ", "".join(parts).replace("\n", " ")).strip()
        parts.clear()
        if text:
            findings.append(Finding("hidden", f"paragraph {len(blocks) + 1}", text[:40]))

    def paragraph(element: Any, around: Look) -> Iterator[_Block]:
        style = _style_of(element, styles)
        if re.match(r"toc \d|目录 ?\d", style.name):
            return
        properties = element.find(f"{W}pPr")
        base = look_of(properties).over(style.look).over(around).over(styles[""].look)
        shown: list[tuple[str, Look]] = []
        unseen: list[str] = []
        boxes: list[Any] = []
        for run in element.iter(f"{W}r"):
            if any(above.tag in _DELETED for above in _between(run, element)):
                continue
            own = run.find(f"{W}rPr")
            named = styles.get(value(own, "rStyle") or "", Style()).look if own is not None else Look()
            look = look_of(own).over(named).over(base)
            if look.shown:
                shown.append((run.text, look))
            else:
                unseen.append(run.text)
            boxes += (box for box in run.iter(f"{W}txbxContent") if not _is_copy(box, run))
        level = level_of(properties)
        centre = centred(properties)
        text = "".join(part for part, _ in shown)
        looks = [look for part, look in shown if part.strip()]
        larger = _LARGER * (styles[""].look.size or 21)
        prominent = (style.centred if centre is None else centre) or (
            bool(looks) and (all(look.bold for look in looks) or all((look.size or 0) >= larger for look in looks))
        )
        hide(unseen)
        for line in filter(None, (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))):
            heading = (style.level if level is None else level) if len(line) <= 2 * _SHORT else 0
            yield _Block(line, heading, style.title, bool(prominent))
        for box in boxes:
            yield from content(box, Look())

    def table(element: Any, around: Look) -> Iterator[_Block]:
        # A table's style can set white text on dark: what stands behind it is not known then.
        named = value(element.find(f"{W}tblPr"), "tblStyle") if element.find(f"{W}tblPr") is not None else None
        behind = (
            Look(backed=True)
            if named and styles.get(named, Style()).name not in ("table grid", "normal table")
            else around
        )
        rows = [_cells(row) for row in _children(element, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]
        is_data = max(map(len, rows), default=0) > 1 and element.find(f".//{W}tbl") is None
        lines = []
        for row in rows:
            cells = []
            for cell in row:
                inside = content(cell, look_of(cell.find(f"{W}tcPr")).over(behind))
                if is_data:
                    cells.append(" ".join(block.text for block in inside))
                else:
                    yield from inside
            if any(cells):
                lines.append("| " + " | ".join(cells) + " |")
        if lines:
            yield _Block("\n".join(lines))

    def content(parent: Any, around: Look) -> Iterator[_Block]:
        for element in _children(parent, f"{W}p", f"{W}tbl"):
            yield from paragraph(element, around) if element.tag == f"{W}p" else table(element, around)

    for block in content(body, Look()):
        blocks.append(block)  # one by one: `hide` counts them while they come
    return blocks, findings


def _style_of(paragraph: Any, styles: Mapping[str, Style]) -> Style:
    properties = paragraph.find(f"{W}pPr")
    return styles.get((value(properties, "pStyle") if properties is not None else None) or "", Style())


def _children(parent: Any, *tags: str) -> Iterator[Any]:
    """The children with these tags, also those in content controls and insertions, in order."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, *tags)


def _cells(row: Any) -> list[Any]:
    """A row's cells; one that goes on from the row above is not read again."""
    merged = [(cell, cell.find(f"{W}tcPr/{W}vMerge")) for cell in _children(row, f"{W}tc")]
    return [cell for cell, merge in merged if merge is None or merge.get(f"{W}val") == "restart"]


def _between(element: Any, top: Any) -> Iterator[Any]:
    for above in element.iterancestors():
        if above is top:
            return
        yield above


def _is_copy(box: Any, run: Any) -> bool:
    """Whether a text box is in another one, or the copy of one that is kept for old programs."""
    return any(above.tag.endswith("}Fallback") or above.tag == f"{W}txbxContent" for above in _between(box, run))


def _levels(blocks: Sequence[_Block]) -> list[int]:
    """The heading level of each block: 1 for the title, 2 and more for what stands below it, 0 for text."""
    levels = [min(6, block.level + 1) if block.level else 0 for block in blocks]
    named = [at for at, block in enumerate(blocks) if block.title]
    tops = [at for at, block in enumerate(blocks) if block.level == 1]
    first = next((at for at, block in enumerate(blocks) if not _LETTERHEAD.fullmatch(block.text)), 0)
    head = blocks[first]
    if named:
        levels[named[0]] = 1
    elif tops == [first]:
        return [1 if at == first else max(2, block.level) if block.level else 0 for at, block in enumerate(blocks)]
    elif not head.level and head.prominent and len(head.text) <= _SHORT and not head.text.endswith(("。", "：", "；")):
        levels[first] = 1
    return levels
