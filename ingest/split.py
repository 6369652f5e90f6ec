"""An article in reading order -> passages, each knowing its exact spans and its sentences."""

import hashlib
import itertools

from index.manifest import RECIPE
from index.passage import Article, Kind, Passage, Source, Span
from index.sentences import split_sentences
from ingest.join import Paragraph
from ingest.screen import instructs
from ingest.stitch import Stitched

_NAME = 8  # characters: a longer byline says more than a name
LONGEST = 360  # characters; longer paragraphs are divided evenly where sentences end


def split(source: Source, stitched: Stitched, position: int, longest: int = LONGEST) -> list[Passage]:
    """The passages of article number `position` of a source: its fields first, then its body, of at most about
    `longest` characters.

    No passage crosses an article or a paragraph, and every character of the body is in exactly one.
    """
    about = stitched.about
    article = Article(
        id=hashlib.sha256(f"{RECIPE}\n{source.digest}\n{source.name}\n{position}".encode()).hexdigest()[:16],
        title=about.title,
        author=about.author,
        role=about.role,
        org=about.org,
        region=about.region,
        action=about.action,
        published=about.published or None,
        source=source.name,
        publisher=about.publisher,
        address=about.address,
    )
    pieces: list[tuple[Kind, Paragraph]] = [(kind, Paragraph(spans)) for kind, spans in _fields(stitched)]
    for paragraph in stitched.paragraphs:
        pieces += [("body", piece) for piece in _divide(source.text, paragraph, longest)]
    return [_passage(source, article, n, kind, piece) for n, (kind, piece) in enumerate(pieces)]


def _fields(stitched: Stitched) -> list[tuple[Kind, tuple[Span, ...]]]:
    """Title and byline stand together, so that "who wrote …" has one place to quote."""
    titles = [spans for name, spans in stitched.fields if name == "title"]
    bylines = [spans for name, spans in stitched.fields if name == "byline"]
    found: list[tuple[Kind, tuple[Span, ...]]] = [
        ("title", spans) for name, spans in stitched.fields if name == "page_heading"
    ]
    if titles and not bylines:
        found.append(("title", titles[0]))
    found += [("byline", (titles[0] if titles and n == 0 else ()) + spans) for n, spans in enumerate(bylines)]
    found += [("note", spans) for name, spans in stitched.fields if name in ("note", "credit", "introduced")]
    found += [("title", spans) for name, spans in stitched.fields if name == "section"]
    return found


def _passage(source: Source, article: Article, number: int, kind: Kind, piece: Paragraph) -> Passage:
    seam = "" if kind == "body" else " "
    text = seam.join(source.text[span.start : span.end] for span in piece.spans)
    return Passage(
        id=f"{article.id}-{number:03d}",
        article=article,
        kind=kind,
        text=text,
        spans=piece.spans,
        seam=seam,
        sentences=split_sentences(text) if kind == "body" else _field_sentences(kind, text, piece.spans, seam),
        cut_start=piece.cut_start,
        cut_end=piece.cut_end,
        needs_review=not piece.sure,
        instructs=instructs(text),
        section=piece.section,
    )


def _field_sentences(kind: Kind, text: str, spans: tuple[Span, ...], seam: str) -> tuple[Span, ...]:
    """A field is one sentence; a byline that gives the post as well stands apart from its title."""
    last = len(spans[-1])
    if kind == "byline" and len(spans) > 1 and last > _NAME:
        return (Span(0, len(text) - last - len(seam)), Span(len(text) - last, len(text)))
    return (Span(0, len(text)),)


def _divide(text: str, paragraph: Paragraph, longest: int) -> list[Paragraph]:
    """Cut a long paragraph into even parts where sentences end."""
    whole = paragraph.text(text)
    parts = -(-len(whole) // longest)
    if parts == 1:
        return [paragraph]
    borders = [0]
    ends = [sentence.end for sentence in split_sentences(whole)][:-1]
    for n in range(1, parts):
        later = [end for end in ends if end > borders[-1]]
        if later:
            borders.append(min(later, key=lambda end: abs(end - n * len(whole) / parts)))
    borders.append(len(whole))
    pieces = []
    for start, end in itertools.pairwise(borders):
        spans = _between(paragraph.spans, start, end)
        pieces.append(
            Paragraph(
                spans,
                cut_start=paragraph.cut_start and start == 0,
                cut_end=paragraph.cut_end and end == len(whole),
                doubtful=tuple(
                    block
                    for block in paragraph.doubtful
                    if any(span.start < block.end and block.start < span.end for span in spans)
                ),
                moved=paragraph.moved,
                section=paragraph.section,
            )
        )
    return pieces


def _between(spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    """The spans behind characters [start, end) of the text they make up."""
    found, at = [], 0
    for span in spans:
        a, b = max(start, at), min(end, at + len(span))
        if a < b:
            found.append(Span(span.start + a - at, span.start + b - at))
        at += len(span)
    return tuple(found)
