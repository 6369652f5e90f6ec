"""Limits of a search."""

import numpy as np
import pytest

from index.facets import Facets
from index.passage import Article, Only


def article(number: int, author: str, region: str, action: str) -> Article:
    return Article(f"id-{number}", f"第{number}篇", author, "", "", region, action, None, "a.txt")


ARTICLES = [
    article(0, "甲", "全区", "节水行动"),
    article(1, "乙", "全区", "助企行动"),
    article(2, "甲", "呼和浩特市", "助企行动"),
]
FACETS = Facets(ARTICLES, np.array([0, 0, 1, 2, 2, 0], dtype=np.int32))


@pytest.mark.parametrize(
    ("only", "rows"),
    [
        (Only(), [0, 1, 2, 3, 4, 5]),
        (Only(author="甲"), [0, 1, 3, 4, 5]),
        (Only(author="甲", action="助企行动"), [3, 4]),
        (Only(region="全区", article="第1篇"), [2]),
        (Only(author="乙", action="节水行动"), []),
        (Only(author="丙"), []),
    ],
)
def test_rows_within_limits(only: Only, rows: list[int]) -> None:
    assert FACETS.rows(only).tolist() == rows
