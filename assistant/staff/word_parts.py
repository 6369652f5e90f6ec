"""The parts of a Word file that python-docx 1.2 does not write: footnotes and custom properties."""

import json
from typing import TYPE_CHECKING

from assistant.staff.aigc import Marks
from assistant.staff.document import PLACE, QUOTE, Note

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.oxml.text.paragraph import CT_P
    from docx.text.paragraph import Paragraph

_TEXT, _REFERENCE = "footnotetext", "footnotereference"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of every custom property (ECMA-376, part 1, 22.3.2.2)
_SEPARATORS = {-1: "separator", 0: "continuationSeparator"}  # the lines above notes, under the numbers that Word gives


class Notes:
    """The footnotes of a document as they are referred to; `close` puts them into its file."""

    def __init__(self, word: "Word") -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._make, self._qn, self._word = OxmlElement, qn, word
        self._notes = OxmlElement("w:footnotes")
        self._known: set[int] = set()
        for number, kind in _SEPARATORS.items():
            self._begin(number, kind).add_r().append(OxmlElement(f"w:{kind}"))

    def refer(self, paragraph: "Paragraph", note: Note) -> None:
        """Refer to a note at the end of a paragraph; from the second time on by a field that repeats its number."""
        if note.number in self._known:
            field = self._element("w:fldSimple", instr=f"NOTEREF _Note{note.number} \\f \\h")
            run = paragraph.add_run(str(note.number))
            field.append(run._r)
            paragraph._p.append(field)
        else:
            self._known.add(note.number)
            paragraph._p.append(self._element("w:bookmarkStart", id=note.number, name=f"_Note{note.number}"))
            run = paragraph.add_run()
            run._r.append(self._element("w:footnoteReference", id=note.number))
            paragraph._p.append(self._element("w:bookmarkEnd", id=note.number))
            self._add(note)
        run._r.style = _REFERENCE

    def close(self) -> None:
        """Add the part with the notes, its relationship, and the separators' numbers in the settings."""
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart

        document = self._word.part
        part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._notes, document.package)
        document.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        named = self._element("w:footnotePr")
        for number in _SEPARATORS:
            named.append(self._element("w:footnote", id=number))
        # The order of settings is fixed: these stand right before those of compatibility.
        self._word.settings.element.find(self._qn("w:compat")).addprevious(named)

    def _add(self, note: Note) -> None:
        from docx.text.paragraph import Paragraph

        inner = Paragraph(self._begin(note.number), self._word._body)
        mark = inner.add_run()
        mark._r.append(self._make("w:footnoteRef"))
        mark._r.style = _REFERENCE
        inner.add_run(f" {QUOTE}{note.quote}\n{PLACE}{note.place}")

    def _begin(self, number: int, kind: str = "") -> "CT_P":
        """A note with one empty paragraph, which is given."""
        note = self._element("w:footnote", **({"type": kind} if kind else {}), id=number)
        paragraph: CT_P = self._make("w:p")
        paragraph.style = _TEXT
        note.append(paragraph)
        self._notes.append(note)
        return paragraph

    def _element(self, tag: str, /, **attributes: object) -> "CT_P":
        made = self._make(tag)
        for key, value in attributes.items():
            made.set(self._qn(f"w:{key}"), str(value))
        return made


def add_properties(word: "Word", marks: Marks) -> None:
    """Add the custom properties AIGC (JSON) and Model to a document's file."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree

    given = {"AIGC": json.dumps(marks.aigc, ensure_ascii=False)}
    if marks.models:
        given["Model"] = "、".join(marks.models)
    properties = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _TYPES})
    for number, (name, value) in enumerate(given.items(), 2):  # 0 and 1 are reserved
        one = etree.SubElement(properties, f"{{{_CUSTOM}}}property", fmtid=_FORMAT, pid=str(number), name=name)
        etree.SubElement(one, f"{{{_TYPES}}}lpwstr").text = value
    data = etree.tostring(properties, xml_declaration=True, encoding="UTF-8", standalone=True)
    package = word.part.package
    part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, data, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
