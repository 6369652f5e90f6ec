"""Passages that were found, as the command line and other programs get them."""

from collections.abc import Iterable

from index.passage import Hit


def as_rows(hits: Iterable[Hit]) -> list[dict[str, object]]:
    """Each passage with its scores, best first."""
    return [
        {
            "passage_id": hit.passage.id,
            "score": round(hit.score, 4),
            "cosine": round(hit.cosine, 4),
            "keywords": round(hit.keywords, 4),
            "kind": hit.passage.kind,
            "article": hit.passage.article.title,
            "author": hit.passage.article.author,
            "action": hit.passage.article.action,
            "source": hit.passage.article.source,
            "text": hit.passage.text,
        }
        for hit in hits
    ]
