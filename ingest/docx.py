"""A Word document -> a Document: body paragraphs, headings and tables in order."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from index.passage import About
from ingest.document import Document, Finding, ReadError
from ingest.docx_style import (
    SHORT,
    Block,
    Look,
    Style,
    W,
    centred,
    level_of,
    look_of,
    read_levels,
    read_styles,
    value,
    with_whole_title,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_UNPACKED = 200_000_000
_LARGE, _MAX_RATIO = 10_000_000, 200  # a larger part of a zip file that is packed tighter is a bomb
_LARGER = 1.2  # times the size of the body: a title's
_DEFAULT_TITLE = re.compile(
    r"(?:microsoft )?word\b.{0,40}|.*\.(?:docx?|wps|pdf)|(?:untitled|title|document|无标题|未命名|新建|文档).{0,20}",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[ \t\r\f\v\xa0]+")
_DELETED = {f"{W}del", f"{W}moveFrom", f"{W}txbxContent"}  # a text box is read after its paragraph
_WRAPPERS = {f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}


def read_docx(data: bytes, name: str) -> Document:
    """Read a document; raises ReadError.

    Notes come after the text. Headers, comments, deleted text and the table of contents stay out; numbers that Word
    adds to lists are not in the file.
    """
    from docx import Document as open_word

    _check(data, name)
    try:
        word: Any = open_word(io.BytesIO(data))
        styles = read_styles(word.styles.element)
        blocks, findings = _read_body([word.element.body, *_notes(word.part)], styles)
        title = (word.core_properties.title or "").strip()
    except Exception as error:  # the library lets those of zipfile, lxml and its own look-ups through
        kind = type(error).__name__
        raise ReadError(f"{name}: this is no readable Word document ({kind}), open it and save it as .docx.") from error
    if not blocks:
        raise ReadError(f"{name}: the document holds no text, if it is a picture run OCR on it and save the text.")
    blocks = with_whole_title(blocks)
    levels = read_levels(blocks)
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


def _notes(part: Any) -> Iterator[Any]:
    """The footnotes and then the endnotes, in order, without the rules that are drawn above them."""
    from docx.oxml import parse_xml

    for kind in ("footnote", "endnote"):
        for relation in part.rels.values():
            if relation.reltype.endswith(f"/{kind}s") and not relation.is_external:
                root: Any = parse_xml(relation.target_part.blob)
                yield from (note for note in root.iter(f"{W}{kind}") if note.get(f"{W}type", "normal") == "normal")


def _read_body(parts: Sequence[Any], styles: Mapping[str, Style]) -> tuple[list[Block], list[Finding]]:
    blocks: list[Block] = []
    findings: list[Finding] = []

    def hide(parts: list[str]) -> None:
        text = _BLANKS.sub(" ", "".join(parts).replace("\n", " ")).strip()
        parts.clear()
        if text:
            findings.append(Finding("hidden", f"paragraph {len(blocks) + 1}", text[:40]))

    def paragraph(element: Any, around: Look) -> Iterator[Block]:
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
        centre = bool(style.centred if centre is None else centre)
        strong = bool(looks) and (all(look.bold for look in looks) or all((look.size or 0) >= larger for look in looks))
        shape = (centre, strong, max((look.size or 0 for look in looks), default=0) or None)
        hide(unseen)
        for line in filter(None, (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))):
            heading = (style.level if level is None else level) if len(line) <= 2 * SHORT else 0
            yield Block(line, heading, style.title, centre or strong, shape)
        for box in boxes:
            yield from content(box, Look())

    def table(element: Any, around: Look) -> Iterator[Block]:
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
            yield Block("\n".join(lines))

    def content(parent: Any, around: Look) -> Iterator[Block]:
        for element in _children(parent, f"{W}p", f"{W}tbl"):
            yield from paragraph(element, around) if element.tag == f"{W}p" else table(element, around)

    for block in (block for part in parts for block in content(part, Look())):
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
