"""Whether a new generation finds what is in it: run in a process of its own before it is served."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from index import corpus, lexical, rows, store
from index.encoder import Encoder
from index.fold import terms
from index.generation import Index, open_index
from index.passage import Passage
from index.problem import Problem
from index.search import search

_SAMPLE = 60  # passages that must find themselves
_BEGINNING = 60  # characters of them that are looked up as keywords
_NEAREST = 10
_ITSELF = 0.998  # a vector with itself, in half precision
_APPROXIMATE = 0.02  # of a sample may not find themselves by vector: Chroma's graph is not exact, keywords find them
_NEW, _OLD = 50, 4  # articles that are asked for by their own words
_SENTENCES = 3
_LOST = 0.2  # of the questions may find other articles: two reports on one event are not a broken index


def problems(index: Path, generation: str, encoder: Encoder) -> list[str]:
    """What is wrong with a generation, a sentence each; empty when all is well.

    A sample of passages, evenly spread, must find themselves by vector and by keywords; the titles of new articles and
    of some others, and three sentences of each, must find their article by an ordinary search.
    """
    try:
        opened = open_index(index, encoder, generation)
    except Problem as error:
        return [str(error)]
    return [*_passages(opened), *_questions(opened)]


def _passages(opened: Index) -> Iterator[str]:
    known = opened.manifest
    sample = range(0, known.passages, max(1, known.passages // _SAMPLE))
    count = min(_NEAREST, known.passages)
    astray = []
    for row in rows.find_rows(opened.corpus, known.generation, sample):
        vector = opened.passages[row.row].astype(np.float32)
        # Copies of one text share a vector, so what must be near is the vector, not the id.
        ids = store.nearest(opened.collection, vector, count)
        near = list(rows.rows_by_passage(opened.corpus, known.generation, ids).values())
        if not near or float(np.max(opened.passages[near].astype(np.float32) @ vector)) < _ITSELF:
            astray.append(row.passage.id)
        beginning = row.passage.text[:_BEGINNING]
        if terms(beginning) and lexical.scores(opened.keywords, beginning)[row.row] <= 0:
            yield f"passage {row.passage.id} does not find itself by its words"
    if len(astray) > _APPROXIMATE * len(sample):
        yield f"{len(astray)} of {len(sample)} passages do not find themselves by vector ({astray[0]})"


def _questions(opened: Index) -> Iterator[str]:
    """Titles and sentences that do not find their article, when they are too many."""
    asked = lost = 0
    example = ""
    for passages in _chosen_articles(opened):
        article = passages[0].article
        sentences = [
            passage.text_of(sentence)
            for passage in passages
            if passage.kind == "body"
            for sentence in passage.sentences
        ]
        step = max(1, len(sentences) // _SENTENCES)
        for words in (article.title, *sentences[::step][:_SENTENCES]):
            hits = [hit.passage for hit in search(opened, words, top=_NEAREST)]
            asked += 1
            if not any(hit.article.title == article.title or words in hit.text for hit in hits):
                lost, example = lost + 1, words[:30]
    if lost > max(1.0, _LOST * asked):
        yield f"{lost} of {asked} titles and sentences do not find their article (“{example}”)"


def _chosen_articles(opened: Index) -> Iterator[Sequence[Passage]]:
    """The articles that are new in this generation, as far as they are not too many, and some of the others."""
    known = opened.manifest
    articles = rows.articles_of_generation(opened.corpus, known.generation)
    new = rows.new_articles(opened.corpus, known.generation, known.previous)
    fresh = [article.id for article in articles if article.id in new]
    others = [article.id for article in articles if article.id not in new]
    for some, most in ((fresh, _NEW), (others, _OLD)):
        step = max(1, len(some) // most)
        for article in some[::step][:most]:
            yield corpus.passages_of_article(opened.corpus, article)
