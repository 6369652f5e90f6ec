"""The keyword leg."""

import math
from pathlib import Path

import numpy as np

from index import lexical
from index.lexical import Numbered


def test_rarity_is_counted_among_the_texts_it_is_asked_for(tmp_path: Path) -> None:
    numbered = Numbered({}, [])
    for text in ("节水行动", "节水措施", "足球比赛", "足球新闻"):
        numbered.texts.append(numbered.add(text))
    lexical.build(numbered, tmp_path)
    keywords = lexical.open_keywords(tmp_path)
    everything, first_two, none = np.ones(4, bool), np.array([True, True, False, False]), np.zeros(4, bool)
    assert lexical.rarity(keywords, everything)(["节水"])["节水"] == math.log(1 + 4 / 2)
    assert lexical.rarity(keywords, first_two)(["节水", "足球"]) == {
        "节水": math.log(1 + 2 / 2),
        "足球": math.log(1 + 2 / 0.5),  # unknown there
    }
    assert lexical.rarity(keywords, none)(["足球"]) == lexical.rarity(keywords, everything)(["足球"])
