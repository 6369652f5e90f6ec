"""A page's lines -> its articles in reading order, each paragraph with the exact spans it is made of.

A column break cuts sentences: a line that stops mid-sentence goes on in the next one, joined without a seam. Where a
page of several columns was read row by row, all later rows land under the last author's name; they are
returned to their articles (ingest/columns.py). Text that is missing is marked and never filled in.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.passage import About, Finding, Source, Span
from ingest.columns import Column, owners
from ingest.credits import author_in, credits_of, name_of
from ingest.drafts import Draft, People, cut_drafts, noted
from ingest.fields import Person, action_of, person_visited, region_of
from ingest.join import Block, Paragraph, breaks_off, in_order, join
from ingest.layout import read_layout


@dataclass(frozen=True, slots=True)
class Stitched:
    """An article put in order. `about` has its title, author and the rest; `fields` the spans of title, byline, notes,
    credits and headings."""

    about: About
    fields: tuple[tuple[str, tuple[Span, ...]], ...]
    paragraphs: tuple[Paragraph, ...]


def stitch(source: Source, put_back: bool = True) -> list[Stitched]:
    """The articles of a source, in the order of the page; `put_back` is False in trials of what that is worth."""
    fragments = read_layout(source.text, source.start)
    drafts = cut_drafts(fragments, source.whole)
    people = noted(fragments)
    bodies = _put_back(drafts, source, put_back)
    signed = {name_of(line.text) for draft in drafts for line in draft.head if line.role == "byline"}
    others = {name: known for name, known in people.items() if name not in signed}
    single = sum(bool(draft.body) for draft in drafts) == 1
    return [_article(draft, body, people, others, source, single) for draft, body in zip(drafts, bodies, strict=True)]


def unused_decisions(source: Source) -> list[Finding]:
    """A person's decisions that settle nothing: no such article, or no block that a row could have carried away."""
    if not source.settled:
        return []
    drafts = cut_drafts(read_layout(source.text, source.start), source.whole)
    titles = {draft.title.text for draft in drafts if draft.title}
    movable = {line.span.start for group in _groups(drafts) for line in drafts[group[-1]].body}
    return [
        Finding("stale", f"block at {one.start}", f"“{one.title}” is no article of this page, or the block cannot move")
        for one in source.settled
        if source.whole or one.title not in titles or one.start not in movable
    ]


def _put_back(drafts: Sequence[Draft], source: Source, put_back: bool) -> list[list[Paragraph]]:
    """The paragraphs of each draft, with the blocks of mixed-up rows returned to their articles."""
    printed = iter(range(sum(len(draft.body) for draft in drafts)))
    bodies = [[Block(line, next(printed)) for line in draft.body] for draft in drafts]
    settled = {decision.start: decision.title for decision in source.settled}
    for group in _groups(drafts) if put_back and not source.whole else ():
        if not settled and not any(_breaks(drafts[n], final=n == group[-1]) for n in group):
            continue  # nothing is broken off anywhere, so no row can have gone astray
        last = group[-1]
        columns = [
            Column(title.text if (title := drafts[n].title) else "", drafts[n].text, _ends_broken(drafts[n]))
            for n in group
        ]
        decided = {
            n: number
            for n, block in enumerate(bodies[last])
            for number, column in enumerate(columns)
            if settled.get(block.fragment.span.start) == column.title
        }
        found = owners(columns, [block.fragment.text for block in bodies[last]], breaks_off, decided)
        mixed = any(owner.index != len(group) - 1 for owner in found)
        blocks, bodies[last] = bodies[last], []
        for block, owner in zip(blocks, found, strict=True):
            home = group[owner.index]
            bodies[home].append(replace(block, astray=mixed, moved=home != last, sure=owner.sure))
    return [join(in_order(body), source.whole) for body in bodies]


def _ends_broken(draft: Draft) -> bool:
    return bool(draft.body) and draft.body[-1].role == "body" and breaks_off(draft.body[-1].text)


def _breaks(draft: Draft, final: bool) -> bool:
    """Whether a line of a draft stops mid-sentence; at the very end of a page that means nothing."""
    lines = draft.body[:-1] if final else draft.body
    return any(line.role == "body" and breaks_off(line.text) for line in lines)


def _groups(drafts: Sequence[Draft]) -> Iterator[list[int]]:
    """The drafts with a body that stand under one page heading."""
    filled = [n for n, draft in enumerate(drafts) if draft.body]
    for _, group in itertools.groupby(filled, key=lambda n: drafts[n].page):
        yield list(group)


def _reporter(paragraphs: Sequence[Paragraph], text: str) -> str:
    """Who is named in the opening or at the end of an article."""
    ends = (paragraphs[0], paragraphs[-1]) if paragraphs else ()
    return next((name for one in ends if (name := author_in(one.text(text)))), "")


def _article(
    draft: Draft, paragraphs: list[Paragraph], people: People, others: People, source: Source, single: bool
) -> Stitched:
    author = Person("", "", "")
    credit = About()
    fields: list[tuple[str, tuple[Span, ...]]] = []
    note: tuple[Span, ...] = ()
    for line in draft.head:
        if line is draft.title:
            fields.append(("title", line.spans))
        elif line.role == "heading":
            fields.append(("page_heading", line.spans))
        elif line.role == "visit":
            author = person_visited(line.text)
            fields.append(("byline", line.spans))
        elif line.role == "byline":
            author, note = people.get(name_of(line.text), (Person(name_of(line.text), "", ""), ()))
            fields.append(("byline", line.spans))
        elif line.role == "credit":
            credit = credits_of(line.text, credit)
            fields.append(("credit", line.spans))
    if note:
        fields.append(("note", note))
    # Who is introduced here and signs nothing keeps a place where he can be found.
    introduced = dict.fromkeys(name_of(line.text) for line in draft.head if line.role == "note_name")
    fields += [("introduced", others[name][1]) for name in introduced if name in others]
    fields += [("section", line.spans) for line in draft.body if line.role == "section"]
    body = "\n".join(paragraph.text(source.text) for paragraph in paragraphs)
    given = source.about
    title = (given.title if single else "") or (draft.title.text if draft.title else "") or given.title or source.name
    signed = Person(given.author, given.role, given.org) if given.author and (single or not author.name) else author
    reporter = credit.author or _reporter(paragraphs, source.text)
    if not signed.name and reporter:
        signed = Person(reporter, "", "")
    region = given.region or region_of(signed.org, title, body)
    about = About(
        title=title,
        author=signed.name,
        role=signed.role,
        org=signed.org,
        published=given.published or credit.published,
        publisher=given.publisher or credit.publisher,
        address=given.address,
        region=region,
        action=given.action or action_of(title, body, region),
    )
    return Stitched(about, tuple(fields), tuple(paragraphs))
