"""Which passages of a page were put back in order: they do not follow in the file what they follow when read."""

from collections.abc import Sequence
from itertools import pairwise

from assistant.extraction.candidate import ArticleBody
from index.passage import Article


def reordered(article: Article, articles: Sequence[Article], body: ArticleBody) -> set[str]:
    """The ids of an article's passages before or in which the text jumps: back, or over words of another article."""
    others = sorted(
        (span.start, span.end)
        for one in articles
        if one.source == article.source and one.id != article.id
        for passage in body(one.id)
        for span in passage.spans
    )
    pieces = [(passage.id, span) for passage in body(article.id) if passage.kind == "body" for span in passage.spans]
    return {
        name
        for (_, before), (name, after) in pairwise(pieces)
        if after.start < before.end or any(before.end <= start and end <= after.start for start, end in others)
    }
