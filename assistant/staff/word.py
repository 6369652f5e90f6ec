"""Answers as a Word document: A4, Chinese fonts, styles by name, real footnotes, the label on every page."""

import io
from datetime import UTC
from typing import TYPE_CHECKING

from assistant.staff.document import ASKED_AT, MADE_AT, MISSING, Document, Reply, told
from assistant.staff.word_parts import Notes, add_properties

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.styles.style import ParagraphStyle

_BODY, _HEADING, _LATIN = "宋体", "黑体", "Times New Roman"
_LABEL = "回答标识"
_LONGEST = 255  # characters of a property
_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def as_word(document: Document) -> bytes:
    """The document as a .docx: a heading a question, its notes as footnotes, its marks as custom properties."""
    from docx import Document as open_template

    word = open_template()
    _lay_out(word)
    notes = Notes(word)
    word.add_paragraph(document.title, "Title")
    word.add_paragraph(MADE_AT + told(document.at), "Subtitle")
    for reply in document.replies:
        _add_reply(word, notes, reply)
    _add_footer(word, document.label)
    notes.close()
    _describe(word, document)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _add_reply(word: "Word", notes: Notes, reply: Reply) -> None:
    word.add_paragraph(reply.question, "Heading 1")
    for line in reply.about:
        word.add_paragraph(line, "Caption")
    notes_of = {note.number: note for note in reply.notes}
    for pieces in reply.lines:
        paragraph = word.add_paragraph()
        for piece in pieces:
            if isinstance(piece, int):
                notes.refer(paragraph, notes_of[piece])
            else:
                paragraph.add_run(piece)
    if reply.missing:
        word.add_paragraph(MISSING)
        for part in reply.missing:
            word.add_paragraph(part, "List Bullet")
    label = word.add_paragraph(reply.label, _LABEL)
    if reply.model:
        label.add_run(f"（模型：{reply.model}）")
    word.add_paragraph(ASKED_AT + reply.at, "Caption")


def _add_footer(word: "Word", label: str) -> None:
    """The label and the page's number at the foot of each page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{label}　　第 ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" 页")
    paragraph.alignment = 1


def _describe(word: "Word", document: Document) -> None:
    """The file's properties; what the template says of itself goes, its picture too."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    about = word.core_properties
    about.title, about.author = document.title[:_LONGEST], document.marks.producer[:_LONGEST]
    about.comments = document.label
    about.created = about.modified = document.at.astimezone(UTC).replace(tzinfo=None)
    about.language = "zh-CN"
    package = word.part.package
    for name in [name for name, one in package.rels.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del package.rels[name]
    add_properties(word, document.marks)


def _lay_out(word: "Word") -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(28)
    page.top_margin = page.bottom_margin = Mm(25)
    styles = word.styles
    styles.add_style(_LABEL, WD_STYLE_TYPE.PARAGRAPH)
    styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True).font.superscript = True
    # Name, typeface, points, points before and after.
    for name, east, size, before, after in (
        ("Normal", _BODY, 12, 0, 6),
        ("Title", _HEADING, 20, 0, 6),
        ("Subtitle", _BODY, 10.5, 0, 12),
        ("Heading 1", _HEADING, 14, 18, 6),
        ("List Bullet", _BODY, 12, 0, 3),
        (_LABEL, _BODY, 10.5, 0, 3),
        ("Caption", _BODY, 10.5, 0, 3),
        ("Footer", _BODY, 9, 0, 0),
        ("footnote text", _BODY, 9, 0, 2),
    ):
        style: ParagraphStyle = styles[name]
        _set_font(style, east)
        style.font.size, style.font.color.rgb, style.font.italic = Pt(size), RGBColor(0, 0, 0), False
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.font.bold = name in ("Heading 1", _LABEL)
    borders = styles["Title"].element.pPr.find("{*}pBdr")
    borders.getparent().remove(borders)
    # By the language of East Asian text readers choose between the shapes of signs that Chinese and Japanese share.
    for language in (styles.element.find(".//{*}rPrDefault//{*}lang"), word.settings.element.find("{*}themeFontLang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _set_font(style: "ParagraphStyle", east: str) -> None:
    """Name the typefaces themselves: those of the template's theme have no Chinese one, and win over names."""
    from docx.oxml.ns import qn

    style.font.name = _LATIN
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in _THEMED:
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:eastAsia"), east)
    fonts.set(qn("w:hint"), "eastAsia")  # quotation marks, which both scripts have, are the Chinese ones
