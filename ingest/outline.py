"""What a file contains, in reading order, for a person or as the JSON of `ingest read`."""

from collections.abc import Sequence

from index.passage import Source, Span
from ingest.split import split
from ingest.stitch import Stitched, stitch

MISSING = "〔原文此处缺失〕"
_MOVED = "〔按内容移回此处〕"
_DOUBTFUL = "〔署名待核〕"


def as_json(source: Source) -> dict[str, object]:
    """The articles of a page with fields and body passages; spans count characters of the source."""
    articles = []
    for position, stitched in enumerate(stitch(source)):
        body = [passage for passage in split(source, stitched, position) if passage.kind == "body"]
        author = stitched.author
        articles.append(
            {
                "title": stitched.title,
                "author": author.name,
                "role": author.role,
                "org": author.org,
                "region": stitched.region,
                "action": stitched.action,
                "published": None,
                "field_spans": _field_spans(stitched),
                "passages": [
                    {
                        "text": passage.text,
                        "spans": _pairs(passage.spans),
                        "cut_start": passage.cut_start,
                        "cut_end": passage.cut_end,
                        "needs_review": passage.needs_review,
                    }
                    for passage in body
                ],
            }
        )
    return {"source": source.name, "articles": articles}


def as_text(source: Source, colour: bool) -> str:
    """The same for reading on a terminal: moved, cut and doubtful blocks are marked."""
    lines = []
    for stitched in stitch(source):
        author = stitched.author
        lines.append(_paint(stitched.title, "1", colour))
        about = [f"{author.org}{author.role}　{author.name}".strip("　"), stitched.region, stitched.action]
        lines.append(_paint("　".join(part for part in about if part), "2", colour))
        for paragraph in stitched.paragraphs:
            text = paragraph.text(source.text)
            before = [_MOVED] * paragraph.moved + [_DOUBTFUL] * (not paragraph.sure) + [MISSING] * paragraph.cut_start
            after = [MISSING] * paragraph.cut_end
            marks = (_paint("".join(part), "33", colour and bool(part)) for part in (before, after))
            lines.append(text.join(marks))
        lines.append("")
    return "\n".join(lines)


def _field_spans(stitched: Stitched) -> dict[str, list[list[int]]]:
    found: dict[str, list[list[int]]] = {"title": [], "byline": []}
    for name, spans in stitched.fields:
        # An author's note is where the post of a byline is printed.
        found.setdefault("byline" if name == "note" else name, []).extend(_pairs(spans))
    return found


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\033[{code}m{text}\033[0m" if colour else text
