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
from ingest.screen import visible

Role = Literal["heading", "section", "visit", "byline", "credit", "note_name", "note_post", "body"]

_LINE = re.compile(r"[^\r\n]+")
_EDGE = "\ufeff\u3000 \t*#"
_SENTENCE_END = re.compile(r"[。！？!?…]+[”’」』）)》\"']*$")
_VISIT = re.compile(r"^[—―─-]{1,3}\s*(?:专?访|对话|采访)")
_SIGNED = re.compile(r"^(?:作者|本报记者|记者|文|撰文|特约评论员)\s*[:：/／|丨]?\s*(?P<name>[\u4e00-\u9fff·]{2,8})$")
_SEVERAL = re.compile(
    r"^(?:作者|本报记者|本报通讯员|记者|文|撰文)\s*[:：/／|丨]?\s*(?P<names>[\u4e00-\u9fff·]{2,4}(?:(?:\s+|\s*[、，,]\s*)[\u4e00-\u9fff·]{2,4}){1,5})\s*$"
)
_NAME_PARTS = re.compile(r"\s*[、，,]\s*|\s+")
_NAME = re.compile(r"^[\u4e00-\u9fff·]{2,4}$|^[\u4e00-\u9fff]+·[\u4e00-\u9fff·]+$")
_CREDIT = re.compile(
    r"^[（(【\[]?(?:(?:信息|文章|稿件|新闻)?来源|(?:发布|发文|成文|印发|更新)(?:时间|日期|机构|单位)|日期|时间|作者|记者|文号|索引号)\s*[:：]"
    r"|^[（(]?(?:19|20)\d{2}\s*(?:年|-|/|\.)\s*\d{1,2}\s*(?:月|-|/|\.)\s*\d{1,2}\s*日?(?:\s|$|[^）)]{0,12}[）)]$)"
)
_LONGEST_TITLE = 60
_LONGEST_CREDIT = 90


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


def name_of(text: str) -> str:
    """The name in a byline that holds nothing else ("于妍", "本报记者 张三"), or ""; several are parted by 、."""
    if several := _SEVERAL.match(text.strip()):
        return "、".join(_NAME_PARTS.split(several["names"].strip()))
    compact = "".join(text.split())
    if signed := _SIGNED.match(compact):
        return signed["name"]
    return compact if _NAME.match(compact) else ""


def read_layout(text: str, start: int = 0) -> list[Fragment]:
    """The lines of a page from `start` in printed order, each with its role."""
    fragments = [_fragment(match, text) for match in _LINE.finditer(text, start)]
    fragments = [fragment for fragment in fragments if fragment.text]
    for mark in (_mark_notes, _mark_visits, _mark_first_line, _mark_bylines, _mark_credits):
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
        if one.bold and name_of(one.text) and text[one.span.end : after.span.start].count("\n") == 1:
            marked[i] = replace(one, role="note_name")
            marked[i + 1] = replace(after, role="note_post")
    return marked


def _mark_visits(_text: str, fragments: Sequence[Fragment]) -> list[Fragment]:
    """`——访…` is a byline; the short line above it is the title of the interview."""
    marked = list(fragments)
    for i, fragment in enumerate(fragments):
        if fragment.role == "body" and _VISIT.match(fragment.text):
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
        if fragment.role == "body" and after_head and is_credit(fragment.text):
            marked[i] = replace(fragment, role="credit")
    return marked


def is_credit(text: str) -> bool:
    """Whether a line says where and when an article was published, or by whom, and nothing else."""
    return len(text) <= _LONGEST_CREDIT and not ends_sentence(text) and bool(_CREDIT.match(text))


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not re.search(r"[。！？；]$", text)
