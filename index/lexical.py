"""The keyword leg: one bm25s index over words and character bigrams, kept in files and memory-mapped."""

import json
import logging
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.fold import terms

Keywords: TypeAlias = bm25s.BM25  # the library ships no types
_TERMS, _ENDS = "terms.npy", "ends.npy"
_REMEMBERED = 65536  # terms
_NOTHING = "∅"  # stands in for a text without terms, so that every row has one


@dataclass(frozen=True)
class Numbered:
    """The terms of texts as numbers, a row a text: what an index is built from, and kept beside it for the next one."""

    vocabulary: dict[str, int]
    texts: list[NDArray[np.int32]]

    def add(self, text: str) -> NDArray[np.int32]:
        """Number a text's terms; new ones join the vocabulary."""
        found = [self.vocabulary.setdefault(term, len(self.vocabulary)) for term in terms(text) or [_NOTHING]]
        return np.array(found, dtype=np.int32)


def build(numbered: Numbered, folder: Path) -> None:
    """Index texts in order and write the files into `folder`."""
    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it speaks of its steps otherwise
    index = bm25s.BM25(method="lucene")
    index.index(([text.tolist() for text in numbered.texts], numbered.vocabulary), show_progress=False)
    folder.mkdir(parents=True, exist_ok=True)
    index.save(str(folder), show_progress=False)
    np.save(folder / _TERMS, np.concatenate(numbered.texts))
    np.save(folder / _ENDS, np.cumsum([len(text) for text in numbered.texts]))


def read_numbered(folder: Path) -> Numbered:
    """What an index was built from."""
    vocabulary = json.loads((folder / "vocab.index.json").read_text("utf-8"))
    flat, ends = np.load(folder / _TERMS), np.load(folder / _ENDS)
    return Numbered(vocabulary, np.split(flat, ends[:-1]))


def open_keywords(folder: Path) -> Keywords:
    """Open what `build` wrote; the arrays stay on disk until they are touched."""
    opened = bm25s.BM25.load(str(folder), mmap=True, load_corpus=False)
    for name, array in opened.scores.items():
        if isinstance(array, np.memmap):
            # Mapped all the same, without the subclass whose every slice costs microseconds.
            opened.scores[name] = array.view(np.ndarray)
    return opened


def count(keywords: Keywords) -> int:
    """How many texts are indexed."""
    return int(keywords.scores["num_docs"])


def scores(keywords: Keywords, question: str) -> NDArray[np.float32]:
    """BM25 of every text for the question, shape (texts,); all zero when no term of it is known."""
    known = [term for term in terms(question) if term in keywords.vocab_dict]
    if not known:
        return np.zeros(count(keywords), dtype=np.float32)
    return np.asarray(keywords.get_scores(known), dtype=np.float32)


def rarity(keywords: Keywords, among: NDArray[np.bool_]) -> Callable[[Iterable[str]], dict[str, float]]:
    """A function from terms to log(1 + texts / texts with the term), over the texts `among` all (of all where it names
    none); it remembers what it was asked.

    A term that no text has counts as if half a text had it.
    """
    among = among if among.any() else np.ones(count(keywords), dtype=np.bool_)
    total, starts, rows = int(among.sum()), keywords.scores["indptr"], keywords.scores["indices"]

    @lru_cache(maxsize=_REMEMBERED)
    def weight(term: str) -> float:
        column = keywords.vocab_dict.get(term)
        found = 0 if column is None else int(np.count_nonzero(among[rows[starts[column] : starts[column + 1]]]))
        return math.log(1 + total / max(0.5, found))

    return lambda wanted: {term: weight(term) for term in wanted}
