"""A page's lines, and what each is: heading, byline, author note or body.

The marks are those of newspaper pages turned into text: Markdown headings, `——访…` lines under the title of
an interview, bold names with the post below, a name alone beside a heading.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.passage import Span
from ingest.credits import author_in, is_above, is_below, is_signature, name_of
from ingest.fields import is_post, person_visited
from ingest.screen import visible

Role = Literal["heading", "section", "visit", "byline", "credit", "note_name", "note_post", "body"]

_LINE = re.compile(r"[^\r\n]+")
_EDGE = "\ufeff\u3000 \t\f\v*#"
# With closing quotes and brackets, and the mark of a footnote.
_SENTENCE_END = re.compile(r"[。！？!?…]+[”’」』）)》\"']*(?:[①-⑳]|\[\d{1,2}\]|\d{1,2})?$")
_LONGEST_TITLE = 60
_LONG = 25  # characters of a line of running text


@dataclass(frozen=True, slots=True)
class Fragment:
    """One line of a page, its ornaments (#, **, spaces) left out; `level` is the depth of a heading mark.

    `text` is the source's over `spans`, which leave out what is invisible; `span` reaches from the first to the last.
    """

    span: Span
    spans: tuple[Span, ...]
    text: str
    role: Role
    level: int = 0
    bold: bool = False


def ends_sentence(text: str) -> bool:
    """Whether a text ends where a sentence can end."""
    return bool(_SENTENCE_END.search(text))


def read_layout(text: str, start: int = 0) -> list[Fragment]:
    """The lines of a page from `start` in printed order, each with its role."""
    fragments = [_fragment(match, text) for match in _LINE.finditer(text, start)]
    fragments = [fragment for fragment in fragments if fragment.text.strip()]
    for mark in (_mark_notes, _mark_visits, _mark_first_line, _mark_signed_titles, _mark_bylines, _mark_credits):
        fragments = mark(text, fragments)
    return fragments


def _fragment(match: re.Match[str], text: str) -> Fragment:
    start, end = match.span()
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    raw = match.group().strip("\ufeff\u3000 \t")
    level = len(raw) - len(raw.lstrip("#"))
    heading = 0 < level <= 6 and raw[level : level + 1].isspace()
    bold = len(raw) > 4 and raw.startswith("**") and raw.endswith("**")
    spans = visible(text, Span(start, end))
    seen = "".join(text[span.start : span.end] for span in spans)
    return Fragment(Span(start, end), spans, seen, "heading" if heading else "body", level if heading else 0, bold)


def _mark_notes(text: str, fragments: Sequence[Fragment]) -> list[Fragment]:
    """A bold name and, on the very next line, the post: a note on an author."""
    marked = list(fragments)
    for i, (one, after) in enumerate(itertools.pairwise(fragments)):
        adjacent = text[one.span.end : after.span.start].count("\n") == 1
        if one.bold and adjacent and name_of(one.text) and is_post(after.text):
            marked[i] = replace(one, role="note_name")
            marked[i + 1] = replace(after, role="note_post")
    return marked


def _mark_visits(_text: str, fragments: Sequence[Fragment]) -> list[Fragment]:
    """`——访…` is a byline; the short line above it is the title of the interview."""
    marked = list(fragments)
    for i, fragment in enumerate(fragments):
        if fragment.role == "body" and person_visited(fragment.text).name:
            marked[i] = replace(fragment, role="visit")
            if i and marked[i - 1].role == "body" and _is_title(marked[i - 1].text):
                marked[i - 1] = replace(marked[i - 1], role="heading", level=2)
    return marked


def _mark_first_line(_text: str, fragments: Sequence[Fragment]) -> list[Fragment]:
    """The first line of a page is its headline when it reads like one."""
    marked = list(fragments)
    if len(marked) > 1 and marked[0].role == "body" and _is_title(marked[0].text):
        if name_of(marked[0].text) and _is_title(marked[1].text):
            return marked  # a name above a title signs it
        marked[0] = replace(marked[0], role="heading", level=1)
    return marked


def _mark_signed_titles(_text: str, fragments: Sequence[Fragment]) -> list[Fragment]:
    """On a page without heading marks, a short line between the end of a text and a byline is a title."""
    marked = list(fragments)
    for i, fragment in enumerate(fragments[:-1]):
        before = fragments[i - 1] if i else None
        begins = before is None or before.role != "body" or ends_sentence(before.text) or is_below(before.text)
        is_title = fragment.role == "body" and _is_title(fragment.text) and not name_of(fragment.text)
        if is_title and begins and fragments[i + 1].role == "body" and _signs(fragments[i + 1 :]):
            marked[i] = replace(fragment, role="heading", level=2)
    return marked


def _signs(after: Sequence[Fragment]) -> bool:
    """Whether a byline and running text follow, or an opening that names the reporter."""
    line = after[0].text
    if len(line) >= _LONG:
        return bool(author_in(line[: 2 * _LONG]))
    follows = after[1].text if len(after) > 1 else ""
    return bool(name_of(line)) and (len(follows) >= _LONG or (is_signature(line) and ends_sentence(follows)))


def _mark_bylines(_text: str, fragments: Sequence[Fragment]) -> list[Fragment]:
    """A name alone, directly above or below a heading, signs the article."""
    marked = list(fragments)
    for i, fragment in enumerate(fragments):
        beside = [marked[j].role == "heading" for j in (i - 1, i + 1) if 0 <= j < len(marked)]
        if fragment.role == "body" and name_of(fragment.text) and any(beside):
            marked[i] = replace(fragment, role="byline")
    return marked


def _mark_credits(_text: str, fragments: Sequence[Fragment]) -> list[Fragment]:
    """Lines on source, date and author between a heading and its text."""
    marked = list(fragments)
    for i, fragment in enumerate(fragments):
        after_head = i > 0 and marked[i - 1].role in ("heading", "byline", "credit")
        if fragment.role == "body" and after_head and not ends_sentence(fragment.text) and is_above(fragment.text):
            marked[i] = replace(fragment, role="credit")
    return marked


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not re.search(r"[。！？；]$", text)
