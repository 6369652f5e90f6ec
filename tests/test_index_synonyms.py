"""Words that stand for each other."""

import json
from pathlib import Path

import pytest

from index import synonyms
from index.fold import fold
from index.synonyms import find_synonyms, in_chinese, says


def test_a_word_is_found_with_the_others_of_its_group() -> None:
    ((start, end, forms),) = find_synonyms("有没有经费")
    assert (start, end) == (3, 5)
    assert {"钱", "资金"} <= set(forms)
    assert says("专项资金近1亿元", forms)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("农村水价", ["农村", "水价"]),
        ("不低于三成", ["不低于"]),
        ("未低于三成", []),
        ("阶梯水价", ["阶梯水价"]),
        ("", []),
    ],
)
def test_the_longest_word_wins_and_what_is_denied_is_none(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end, _ in find_synonyms(text)] == words


def test_what_is_denied_is_not_said() -> None:
    assert not says("不低于三成", ("低于",))
    assert says("低于三成", ("低于",))


def test_english_phrases_become_chinese_words() -> None:
    assert [forms[0] for forms in in_chinese("Who heads the water bureau?")][-1] in ("水务局", "水")
    assert ("2025",) in in_chinese("jobs in 2025")


@pytest.mark.parametrize(
    ("english", "chinese"),
    [("stories", "故事"), ("supervised", "监管"), ("low-interest loans", "低息贷款"), ("permitting permits", "审批")],
)
def test_forms_of_an_english_word_and_hyphens(english: str, chinese: str) -> None:
    assert in_chinese(english)[-1][0] in (chinese, "监督")


def test_the_table_is_in_order() -> None:
    stored = json.loads(Path(synonyms.__file__).with_name("synonyms.json").read_text("utf-8"))
    words = [word for group in stored["groups"] for word in group]
    assert len(words) == len(set(words))  # a word in two groups would lose one of them
    assert all(len(group) > 1 for group in stored["groups"])
    assert all(word == word.strip() and fold(word) for word in words)
    assert all(key == key.lower() and forms for key, forms in stored["english"].items())
