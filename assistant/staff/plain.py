"""An answer as plain text, for the clipboard: no sign in it is meant for a program."""

from assistant.staff.document import MISSING, Document, Reply


def as_plain(document: Document) -> str:
    """The questions and answers one under the other, each with its sources and its label."""
    return "\n\n\n".join(map(_plain, document.replies)) + "\n"


def _plain(reply: Reply) -> str:
    asked = [f"问：{reply.question}", *reply.about]
    said = ["".join(f"[{one}]" if isinstance(one, int) else one for one in line) for line in reply.lines]
    missing = [MISSING + "；".join(reply.missing)] if reply.missing else []
    sources = [f"[{note.number}] {note.place}" for note in reply.notes]
    label = [reply.label, *([f"模型：{reply.model}"] if reply.model else [])]
    return "\n\n".join("\n".join(lines) for lines in (asked, [*said, *missing], sources, label) if lines)
