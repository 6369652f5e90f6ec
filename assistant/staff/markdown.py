"""Answers as Markdown with real footnotes; what comes from outside is text in it and never markup."""

import re

from assistant.staff.document import ASKED_AT, MADE_AT, MISSING, PLACE, QUOTE, Document, Note, Reply, told
from index.patterns import compiled

# Signs that mean something anywhere in a line, and those that do at its beginning. Quotes stay readable as they are.
_ANYWHERE = compiled(r"([\\`*_\[\]<>#|~$^&!@{}])")
_FIRST = compiled(r"^(\s*)([-+=:]|\d+(?=[.)]))")
_SCHEME = compiled(r":(?=//)|(?<=www)\.", re.IGNORECASE)


def as_markdown(document: Document) -> str:
    """The document with its marks as front matter (YAML), a heading a question, and its notes as footnotes."""
    import yaml

    marks = document.marks
    front: dict[str, object] = {"title": document.title, "date": told(document.at), "AIGC": marks.aigc}
    if marks.models:
        front["model"] = "、".join(marks.models)
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)
    blocks = [f"---\n{head}---", f"# {escape(document.title)}", MADE_AT + told(document.at)]
    for reply in document.replies:
        blocks += _blocks(reply)
    notes = [_footnote(note) for reply in document.replies for note in reply.notes]
    return "\n\n".join([*blocks, "---", escape(document.label), *notes]) + "\n"


def escape(text: str) -> str:
    """Text that stays text in Markdown: no emphasis, link, image, tag, formula, list or heading comes of it."""
    line = _ANYWHERE.sub(r"\\\1", " ".join(text.splitlines()).strip())
    line = _SCHEME.sub(lambda found: "\\" + found[0], line)
    return _FIRST.sub(lambda found: f"{found[1]}{_begun(found[2])}", line)


def _begun(sign: str) -> str:
    """The beginning of a line that would make it a list or a heading: 1. of a number is told apart by its point."""
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def _blocks(reply: Reply) -> list[str]:
    blocks = [f"## {escape(reply.question)}"]
    blocks += map(escape, reply.about)
    blocks += ["".join(f"[^{one}]" if isinstance(one, int) else escape(one) for one in line) for line in reply.lines]
    if reply.missing:
        blocks += [MISSING, "\n".join(f"- {escape(part)}" for part in reply.missing)]
    label = escape(reply.label) + (f"（模型：{escape(reply.model)}）" if reply.model else "")
    return [*blocks, f"**{label}**  \n{ASKED_AT}{escape(reply.at)}"]


def _footnote(note: Note) -> str:
    # With a space in it no reader that has no footnotes takes it for the address of a link, and hides it.
    return f"[^{note.number}]: {QUOTE} {escape(note.quote)}  \n    {PLACE}{escape(note.place)}"
