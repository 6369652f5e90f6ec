"""What staff take away, as a document that has no format yet: questions, lines, footnotes, labels.

plain.py, markdown.py and word.py write it down. Notes are numbered through a document, so that those of a single answer
have the numbers of its citations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from assistant.answer import CUT_NOTE, LABELS, REVIEW_NOTE, Answer, Citation, speaker
from assistant.staff.aigc import PRODUCT, Marks, Producer, marks_of, model_of
from assistant.staff.store import Turn
from index.patterns import compiled

NO_QUOTES = "这个回答没有引用原文"
MISSING = "没有找到依据的部分："
ASKED_AT, MADE_AT = "回答时间：", "导出时间："
UNDERSTOOD, LIMITED = "理解为：", "只查："
QUOTE, PLACE = "原文：", "出处："
_BEIJING = timezone(timedelta(hours=8))
_MARKER = compiled(r"\[(\d+)\]")
# What neither XML nor a reader can take: control characters but for tab and line feed, halves of pairs, non-characters.
_UNREADABLE = compiled(r"[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the exact quote, and in words where it stands."""

    number: int
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A question and its answer. A line is text and, as numbers, the notes that it refers to.

    `about` says how the question was understood, where it leans on an earlier one, and what it was limited to;
    `missing` has what was not answered and is not named in the lines; `model` says who wrote it, if a model did.
    """

    question: str
    about: tuple[str, ...]
    lines: tuple[tuple[str | int, ...], ...]
    notes: tuple[Note, ...]
    missing: tuple[str, ...]
    label: str
    model: str
    at: str


@dataclass(frozen=True, slots=True)
class Document:
    """Some replies, put together at a time, and the label that holds of them all."""

    title: str
    at: datetime
    replies: tuple[Reply, ...]
    label: str
    marks: Marks


def document_of(turns: Sequence[Turn], produced: str, producer: Producer, at: datetime, title: str = "") -> Document:
    """The document of a conversation or of one answer, known by the id `produced`, made at `at`."""
    replies: list[Reply] = []
    for turn in turns:
        replies.append(_reply(turn, sum(len(reply.notes) for reply in replies), producer))
    found = [turn.answer.mode for turn in turns if turn.answer.found]
    label = LABELS["generated" if "generated" in found else "extractive"] if found else NO_QUOTES
    return Document(readable(title) or PRODUCT, at, tuple(replies), label, marks_of(turns, produced, producer))


def readable(text: str) -> str:
    """A text without the characters that no file can show; other line ends are line feeds."""
    return _UNREADABLE.sub("", "\n".join(text.splitlines()))


def told(at: datetime) -> str:
    """A time as it is read in China."""
    return f"{at.astimezone(_BEIJING):%Y-%m-%d %H:%M}（北京时间）"


def _reply(turn: Turn, before: int, producer: Producer) -> Reply:
    answer = turn.answer
    known = {citation.number: before + number for number, citation in enumerate(answer.citations, 1)}
    lines = [_line(line, known) for line in readable(answer.text).splitlines() if line.strip()]
    asked = turn.asked
    leans = bool(asked.history) and answer.understood != answer.question.strip()
    title = f"《{asked.article}》" if asked.article else ""
    limits = "、".join(filter(None, (asked.action, asked.region, title)))
    about = (UNDERSTOOD + answer.understood if leans else "", LIMITED + limits if limits else "")
    return Reply(
        question=" ".join(readable(answer.question).split()),
        about=tuple(map(readable, filter(None, about))),
        lines=tuple(lines),
        notes=tuple(Note(known[one.number], readable(one.quote), readable(place_of(one))) for one in answer.citations),
        missing=tuple(readable(part) for part in answer.missing if part not in answer.text),
        label=label_of(answer),
        model=model_of(turn, producer) if answer.mode == "generated" else "",
        at=told(datetime.fromisoformat(turn.at)),
    )


def label_of(answer: Answer) -> str:
    """What is said of where an answer's words come from."""
    return LABELS[answer.mode] if answer.found else NO_QUOTES


def place_of(citation: Citation) -> str:
    """Whose words a quote is, in which article, from where and when, and what is to be known of it."""
    passage, article = citation.passage, citation.passage.article
    notes = [CUT_NOTE] * (passage.cut_start or passage.cut_end) + [REVIEW_NOTE] * passage.needs_review
    parts = (article.publisher, article.source, article.address, article.published or "")
    return "，".join([f"{speaker(passage)}《{article.title}》", *filter(None, parts)]) + "".join(notes)


def _line(text: str, known: dict[int, int]) -> tuple[str | int, ...]:
    """A line's text and note numbers in order; what only looks like a marker stays text."""
    pieces: list[str | int] = []
    at = 0
    for found in _MARKER.finditer(text):
        if note := known.get(int(found[1])):
            pieces += [text[at : found.start()], note]
            at = found.end()
    return tuple(piece for piece in (*pieces, text[at:]) if piece != "")
