"""What a search finds, and in which order."""

from dataclasses import replace
from typing import Any

import numpy as np

from index.passage import Only
from index.search import search

QUESTION = "农业怎么节水"


def test_articles_about_the_actions_are_found_behind_nearer_ones(latest: Any) -> None:
    index, _ = latest()
    culture = "北疆文化建设提升行动"
    home = np.zeros(len(index.home), dtype=np.bool_)
    home[index.facets.rows(Only(action=culture))] = True  # as if all others were about something else
    opened = replace(index, home=home)
    nearest = search(opened, QUESTION, top=5)
    assert not any(hit.passage.article.action == culture for hit in nearest)
    found = search(opened, QUESTION, top=5, at_home=3)
    assert [hit.passage.id for hit in found[:5]] == [hit.passage.id for hit in nearest]
    assert [hit.passage.article.action for hit in found[5:]] == [culture] * 3
    scores = [hit.score for hit in found]
    assert scores == sorted(scores, reverse=True)


def test_nobody_stands_behind_where_all_articles_are_about_the_actions(latest: Any) -> None:
    index, _ = latest()
    assert index.home.all()
    assert len(search(index, QUESTION, top=5, at_home=3)) == 5
