"""Which rows a search is limited to, by what is known of their articles; looked up, so that it costs the same with ten
articles and with twenty thousand."""

from collections.abc import Sequence
from functools import cached_property, reduce

import numpy as np
from numpy.typing import NDArray

from index.passage import Article, Only


class Facets:
    """The rows of a generation by action, region, author and title; `article_of` has the number of each row's
    article. The tables are made at the first limit."""

    def __init__(self, articles: Sequence[Article], article_of: NDArray[np.int32]) -> None:
        self._articles = articles
        self._article_of = article_of

    def rows(self, only: Only) -> NDArray[np.int64]:
        """The rows within the limits, in order."""
        found = [self._numbers(name, wanted) for name, wanted in _limits(only) if wanted]
        within = np.zeros(len(self._articles), dtype=np.bool_)
        within[reduce(np.intersect1d, found) if found else slice(None)] = True
        return np.flatnonzero(within[self._article_of])

    def _numbers(self, name: str, wanted: str) -> NDArray[np.int64]:
        return np.array(self._tables[name].get(wanted, ()), dtype=np.int64)

    @cached_property
    def _tables(self) -> dict[str, dict[str, list[int]]]:
        tables: dict[str, dict[str, list[int]]] = {name: {} for name, _ in _limits(Only())}
        for number, article in enumerate(self._articles):
            of = Only(article.action, article.region, article.author, article.title)
            for name, value in _limits(of):
                tables[name].setdefault(value, []).append(number)
        return tables


def _limits(only: Only) -> tuple[tuple[str, str], ...]:
    return ("action", only.action), ("region", only.region), ("author", only.author), ("article", only.article)
