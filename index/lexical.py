"""The keyword leg: one bm25s index over words and character bigrams, kept in files and memory-mapped."""

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.fold import terms

Keywords = bm25s.BM25


def build(texts: Sequence[str], folder: Path) -> None:
    """Index `texts` in order and write the files into `folder`."""
    index = bm25s.BM25(method="lucene")
    index.index([terms(text) or ["∅"] for text in texts], show_progress=False)
    folder.mkdir(parents=True, exist_ok=True)
    index.save(str(folder), show_progress=False)


def open_keywords(folder: Path) -> Keywords:
    """Open what `build` wrote; the arrays stay on disk until they are touched."""
    return bm25s.BM25.load(str(folder), mmap=True, load_corpus=False)


def scores(keywords: Keywords, question: str) -> NDArray[np.float32]:
    """BM25 of every text for the question, shape (texts,); all zero when no term of it is known."""
    known = [term for term in terms(question) if term in keywords.vocab_dict]
    if not known:
        return np.zeros(keywords.scores["num_docs"], dtype=np.float32)
    return np.asarray(keywords.get_scores(known), dtype=np.float32)
