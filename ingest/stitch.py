"""A page's lines -> its articles in reading order, each paragraph with the exact spans it is made of.

A column break cuts sentences: a line that stops mid-sentence goes on in the next one, joined without a
seam. Where a page of several columns was read row by row, all of the second row lands under the last
author's name; `_put_back` finds such blocks by their words (ingest/topic.py) and returns them. Text that is missing
is marked (`cut_start`, `cut_end`) and never filled in.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.fold import dictionary_cut
from index.passage import Source, Span
from ingest.fields import Person, action_of, person, person_visited, region_of
from ingest.layout import Fragment, ends_sentence, name_of, read_layout
from ingest.topic import owners

_ORDINAL = re.compile(r"^[“‘]?(?:第?([一二三四五六七八九十]{1,3})(?:是|、|，|要)|其([一二三四五六七八九十])[，、是])")
_NUMERALS = "一二三四五六七八九十"
_RUNNING = 12  # characters: a shorter line need not be a sentence
_ITEM = re.compile(r"^(?:[-+•·●◆]\s|\||\d{1,2}[.)、]\s?|[（(]?[一二三四五六七八九十]{1,3}[)）、])")
_CREDIT = re.compile(r"^[（(]?(?:来源|责任编辑|责编|编辑|作者|记者|通讯员|供图|摄影|图|文|校对|审核|监制)")
# A predicate that lacks its subject: text is missing before it when a broken word stands at the seam.
_ADVERB = re.compile(r"^(?:仅|只|也|还|均|都|已|则|就|才|又|再|更|约|共|占)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Spans of the source that read on without a seam; `sure` is False where the owner is in doubt."""

    spans: tuple[Span, ...]
    cut_start: bool = False
    cut_end: bool = False
    sure: bool = True
    moved: bool = False

    def text(self, source: str) -> str:
        """What the paragraph says."""
        return "".join(source[span.start : span.end] for span in self.spans)


@dataclass(frozen=True, slots=True)
class Stitched:
    """An article put in order. `fields` has the spans of title, byline, notes and headings above it."""

    title: str
    author: Person
    region: str
    action: str
    fields: tuple[tuple[str, tuple[Span, ...]], ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    head: tuple[Fragment, ...]
    body: tuple[Fragment, ...]
    title: Fragment | None
    page: int


_People = dict[str, tuple[Person, tuple[Span, ...]]]


def stitch(source: Source) -> list[Stitched]:
    """The articles of a source, in the order of the page."""
    fragments = read_layout(source.text)
    drafts = _drafts(fragments)
    people = _noted(fragments)
    bodies = _put_back(drafts)
    signed = {name_of(line.text) for draft in drafts for line in draft.head if line.role == "byline"}
    others = {name: noted for name, noted in people.items() if name not in signed}
    return [_article(draft, body, people, others, source) for draft, body in zip(drafts, bodies, strict=True)]


def _drafts(fragments: Sequence[Fragment]) -> list[_Draft]:
    """Cut the page where headings stand: a run of lines that are not body begins an article."""
    drafts: list[_Draft] = []
    head: list[Fragment] = []
    body: list[Fragment] = []
    page = 0

    def close() -> None:
        if head or body:
            titles = [line for line in head if line.role == "heading"]
            drafts.append(_Draft(tuple(head), tuple(body), titles[-1] if titles else None, page))

    for fragment in fragments:
        if fragment.role != "body" and body:
            close()
            head, body = [], []
        if fragment.role == "heading" and fragment.level == 1:
            page += 1
        (body if fragment.role == "body" else head).append(fragment)
    close()
    return drafts


def _noted(fragments: Sequence[Fragment]) -> _People:
    """The authors that the page introduces, by name, with the spans of name and post."""
    return {
        name.text: (person(name.text, post.text), (name.span, post.span))
        for name, post in itertools.pairwise(fragments)
        if name.role == "note_name"
    }


def _put_back(drafts: Sequence[_Draft]) -> list[list[Paragraph]]:
    """The paragraphs of each draft, with the blocks of a mixed-up row returned to their articles."""
    bodies = [[(fragment, True, False) for fragment in draft.body] for draft in drafts]
    for group in _groups(drafts):
        # The gate: only where an article before the last breaks off mid-sentence has a row gone astray.
        if not any(drafts[i].body and _breaks_off(drafts[i].body[-1].text) for i in group[:-1]):
            continue
        last = drafts[group[-1]]
        first_row = next((n for n, f in enumerate(last.body, 1) if not ends_sentence(f.text)), 1)
        blocks = last.body[first_row:]
        known = ["".join(f.text for f in (*drafts[i].head, *drafts[i].body)) for i in group[:-1]]
        known.append("".join(f.text for f in (*last.head, *last.body[:first_row])))
        page = [fragment.text for draft in drafts for fragment in draft.body]
        returned = owners(known, [block.text for block in blocks], page)
        bodies[group[-1]] = bodies[group[-1]][:first_row]
        for block, owner in zip(blocks, returned, strict=True):
            # A block in doubt stays where it was printed, and is marked.
            home = group[owner.index] if owner.sure else group[-1]
            bodies[home].append((block, owner.sure, home != group[-1]))
    return [_joined(_in_order(body)) for body in bodies]


def _breaks_off(text: str) -> bool:
    """Whether a line stops in the middle of running text: credits, items, tables and short lines end without a stop."""
    return not (ends_sentence(text) or len(text) < _RUNNING or _CREDIT.match(text) or _ITEM.match(text))


def _groups(drafts: Sequence[_Draft]) -> Iterable[list[int]]:
    """The drafts that stand under one page heading."""
    for page in sorted({draft.page for draft in drafts}):
        yield [i for i, draft in enumerate(drafts) if draft.page == page]


def _in_order(
    body: Sequence[tuple[Fragment, bool, bool]],
) -> list[tuple[Fragment, bool, bool]]:
    """Blocks that open with 一是, 二是 … in the order of their numbers; they keep the places they hold together."""
    places = [i for i, (fragment, _, _) in enumerate(body) if _ordinal(fragment.text)]
    ordered = sorted((body[i] for i in places), key=lambda one: _ordinal(one[0].text))
    arranged = list(body)
    for place, one in zip(places, ordered, strict=True):
        arranged[place] = one
    return arranged


def _ordinal(text: str) -> int:
    found = _ORDINAL.match(text)
    numeral = (found[1] or found[2]) if found else ""
    return 1 + _NUMERALS.index(numeral) if numeral and numeral in _NUMERALS else 0


def _joined(body: Sequence[tuple[Fragment, bool, bool]]) -> list[Paragraph]:
    """Join each line to the one before it where the sentence runs on; mark what is cut."""
    paragraphs: list[Paragraph] = []
    tail = ""
    for fragment, sure, moved in body:
        one = Paragraph((fragment.span,), sure=sure, moved=moved)
        if tail and _breaks_off(tail) and not _ITEM.match(fragment.text):
            before = paragraphs[-1]
            if _runs_on(tail, fragment.text, adjacent=before.moved == moved):
                paragraphs[-1] = replace(before, spans=before.spans + one.spans, sure=before.sure and sure)
                tail = fragment.text
                continue
            paragraphs[-1] = replace(before, cut_end=True)
            one = replace(one, cut_start=not _ordinal(fragment.text))
        paragraphs.append(one)
        tail = fragment.text
    if tail and _breaks_off(tail):
        paragraphs[-1] = replace(paragraphs[-1], cut_end=True)
    return paragraphs


def _runs_on(left: str, right: str, adjacent: bool) -> bool:
    """Whether `right` continues the broken sentence `left` with nothing missing.

    A word across the seam proves it. Lines that stood next to each other are otherwise taken to run on, unless the
    right one opens a numbered point, or the left one ends in a broken word before a bare predicate.
    """
    if _ordinal(right) > 1 and left[-1] not in "；，、：":
        return False
    seam, at = len(left[-6:]), 0
    for word in dictionary_cut(left[-6:] + right[:6]):
        if at < seam < at + len(word):
            return True
        at += len(word)
    broken = len(dictionary_cut(left[-8:])[-1]) == 1 and _ADVERB.match(right)
    return adjacent and not broken


def _article(draft: _Draft, paragraphs: list[Paragraph], people: _People, others: _People, source: Source) -> Stitched:
    author = Person("", "", "")
    spans: tuple[Span, ...] = ()
    fields: list[tuple[str, tuple[Span, ...]]] = []
    for line in draft.head:
        if line is draft.title:
            fields.append(("title", (line.span,)))
        elif line.role == "heading":
            fields.append(("page_heading", (line.span,)))
        elif line.role == "visit":
            author = person_visited(line.text)
            fields.append(("byline", (line.span,)))
        elif line.role == "byline":
            author, spans = people.get(name_of(line.text), (Person(name_of(line.text), "", ""), ()))
            fields.append(("byline", (line.span,)))
    if spans:
        fields.append(("note", spans))
    # Who is introduced here and signs nothing keeps a place where he can be found.
    fields += [
        ("note", others[line.text][1]) for line in draft.head if line.role == "note_name" and line.text in others
    ]
    body = "\n".join(paragraph.text(source.text) for paragraph in paragraphs)
    title = draft.title.text if draft.title else ""
    return Stitched(
        title=title or source.name,
        author=author,
        region=region_of(author.org, title, body),
        action=action_of(title, body),
        fields=tuple(fields),
        paragraphs=tuple(paragraphs),
    )
