"""What a file contains, in reading order, for a person or as the JSON of `ingest read`."""

from collections.abc import Sequence

from index.corpus import digest
from index.passage import Source, Span
from ingest.split import split
from ingest.stitch import Stitched, stitch

MISSING = "〔原文此处缺失〕"
_MOVED = "〔按内容移回此处〕"
_DOUBTFUL = "〔署名待核〕"
_BEGINS = 24  # characters by which a person knows a block


def as_json(source: Source) -> dict[str, object]:
    """The articles of a page with fields and body passages; spans count characters of the source."""
    articles = []
    for position, stitched in enumerate(stitch(source)):
        body = [passage for passage in split(source, stitched, position) if passage.kind == "body"]
        about = stitched.about
        articles.append(
            {
                "title": about.title,
                "author": about.author,
                "role": about.role,
                "org": about.org,
                "region": about.region,
                "action": about.action,
                "published": about.published or None,
                "publisher": about.publisher,
                "address": about.address,
                "field_spans": _field_spans(stitched),
                "passages": [
                    {
                        "text": passage.text,
                        "spans": _pairs(passage.spans),
                        "cut_start": passage.cut_start,
                        "cut_end": passage.cut_end,
                        "needs_review": passage.needs_review,
                        "instructs": passage.instructs,
                    }
                    for passage in body
                ],
            }
        )
    return {"source": source.name, "articles": articles}


def as_review(source: Source) -> str:
    """The blocks whose article is in doubt, as the file in which a person settles them (ingest/given.py)."""
    import yaml

    articles = stitch(source)
    doubtful = [
        {
            "start": block.start,
            "begins": source.text[block.start : block.end][:_BEGINS],
            "article": article.about.title,
        }
        for article in articles
        for paragraph in article.paragraphs
        for block in paragraph.doubtful
    ]
    if not doubtful:
        return "# Nothing in this file is in doubt.\n"
    titles = "".join(f"#   {article.about.title}\n" for article in articles if article.paragraphs)
    blocks = yaml.safe_dump(
        {"digest": digest(source.text), "blocks": doubtful}, allow_unicode=True, sort_keys=False, width=1000
    )
    return (
        f"# Blocks of {source.name} whose article is in doubt, with the likeliest. Put the right title behind each\n"
        f"# `article:`, save this as {source.name}.review.yaml beside the file, and sync again. The titles are:\n"
        f"{titles}{blocks}"
    )


def as_text(source: Source, colour: bool) -> str:
    """The same for reading on a terminal: moved, cut and doubtful blocks are marked."""
    lines = []
    for stitched in stitch(source):
        about = stitched.about
        lines.append(_paint(about.title, "1", colour))
        who = f"{about.org}{about.role}　{about.author}".strip("　")
        known = [who, about.region, about.action, about.publisher, about.published]
        lines.append(_paint("　".join(part for part in known if part), "2", colour))
        section = ""
        for paragraph in stitched.paragraphs:
            if paragraph.section != section:
                section = paragraph.section
                lines.append(_paint(section, "1", colour))
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
