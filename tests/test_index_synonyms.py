"""Words that stand for each other."""

import json
from pathlib import Path

from index import synonyms
from index.fold import fold
from index.synonyms import find_synonyms, in_chinese, says


def test_a_word_is_found_with_the_others_of_its_group() -> None:
    ((start, end, forms),) = find_synonyms("有没有经费")
    assert (start, end) == (3, 5)
    assert {"钱", "资金"} <= set(forms)
    assert says("专项资金近1亿元", forms)


def test_what_is_denied_is_not_said() -> None:
    assert not says("不低于三成", ("低于",))
    assert says("低于三成", ("低于",))


def test_english_phrases_become_chinese_words() -> None:
    assert [forms[0] for forms in in_chinese("Who heads the water bureau?")][-1] in ("水务局", "水")
    assert ("2025",) in in_chinese("jobs in 2025")


def test_the_table_is_in_order() -> None:
    stored = json.loads(Path(synonyms.__file__).with_name("synonyms.json").read_text("utf-8"))
    words = [word for group in stored["groups"] for word in group]
    assert len(words) == len(set(words))  # a word in two groups would lose one of them
    assert all(len(group) > 1 for group in stored["groups"])
    assert all(word == word.strip() and fold(word) for word in words)
    assert all(key == key.lower() and forms for key, forms in stored["english"].items())
