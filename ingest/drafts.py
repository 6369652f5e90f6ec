"""The articles of a page as they are printed: cut where headings stand, before anything is put back."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.passage import Span
from ingest.credits import author_in, name_of
from ingest.fields import Person, person
from ingest.layout import Fragment

_OPENING = 50  # characters in which a reporter is named
People = dict[str, tuple[Person, tuple[Span, ...]]]


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as printed: the lines above it, its body with section headings, the page heading it stands under."""

    head: tuple[Fragment, ...]
    body: tuple[Fragment, ...]
    title: Fragment | None
    page: int

    @property
    def text(self) -> str:
        """The body without its section headings."""
        return "".join(line.text for line in self.body if line.role == "body")


def cut_drafts(fragments: Sequence[Fragment], whole: bool = False) -> list[Draft]:
    """Cut a page where headings stand: a run of lines that are not body begins an article.

    On a page with a heading of the first level, deeper ones are sections of its article, unless articles are signed at
    their level. `whole` says that the file is one article whatever its headings.
    """
    drafts: list[Draft] = []
    head: list[Fragment] = []
    body: list[Fragment] = []
    page = 0

    # Where articles are signed right under headings of the first level, these are titles of one page's articles.
    all_first = 1 in _signed_levels(fragments)

    def close() -> None:
        if head or body:
            titles = [line for line in head if line.role == "heading"]
            drafts.append(Draft(tuple(head), tuple(body), titles[-1] if titles else None, page))

    for fragment in _with_sections(fragments, whole):
        in_body = fragment.role in ("body", "section")
        if not in_body and body:
            close()
            head, body = [], []
        if fragment.role == "heading" and fragment.level == 1 and not all_first:
            page += 1
        (body if in_body else head).append(fragment)
    close()
    return drafts


def noted(fragments: Sequence[Fragment]) -> People:
    """The authors that the page introduces, by name, with the spans of name and post; who comes twice keeps both."""
    people: People = {}
    for name, post in itertools.pairwise(fragments):
        if name.role == "note_name":
            key = name_of(name.text)
            who, spans = people.get(key, (person(key, post.text), ()))
            people[key] = (who, spans + name.spans + post.spans)
    return people


def _with_sections(fragments: Sequence[Fragment], whole: bool) -> list[Fragment]:
    first = next((n for n, line in enumerate(fragments) if line.role == "heading"), None)
    if first is None:
        return list(fragments)
    ranked = fragments[first].level == 1
    signed = {fragments[first].level} | _signed_levels(fragments)
    marked = []
    for n, line in enumerate(fragments):
        is_section = (
            line.role == "heading" and n > first and (whole or (ranked and line.level > 1 and line.level not in signed))
        )
        marked.append(replace(line, role="section") if is_section else line)
    return marked


def _signed_levels(fragments: Sequence[Fragment]) -> set[int]:
    return {line.level for n, line in enumerate(fragments) if line.role == "heading" and _is_signed(fragments, n)}


def _is_signed(fragments: Sequence[Fragment], heading: int) -> bool:
    """Whether a byline stands directly at a heading, with no heading nearer to it."""
    after = fragments[heading + 1] if heading + 1 < len(fragments) else None
    if after is not None and after.role == "body" and author_in(after.text[:_OPENING]):
        return True
    before = fragments[heading - 1] if heading else None
    if after is not None and after.role in ("byline", "visit"):
        beyond = fragments[heading + 2] if heading + 2 < len(fragments) else None
        # A name between two headings signs the lower one.
        return not (after.role == "byline" and beyond is not None and beyond.role == "heading")
    return before is not None and before.role == "byline"
