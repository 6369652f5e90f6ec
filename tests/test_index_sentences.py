"""Where sentences end."""

import pytest

from index.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲乙丙丁。戊己庚辛。", ["甲乙丙丁。", "戊己庚辛。"]),
        ("“甲乙丙丁。”某某说，戊己。", ["“甲乙丙丁。”", "某某说，戊己。"]),
        ("一是甲乙丙；二是丁戊己；三是庚辛。", ["一是甲乙丙；", "二是丁戊己；", "三是庚辛。"]),
        ("没有句号的一段", ["没有句号的一段"]),
        ("甲乙丙丁……戊己庚辛！", ["甲乙丙丁……", "戊己庚辛！"]),
        ("甲乙丙丁。好。", ["甲乙丙丁。好。"]),
        ("增长2.5%，完成。\n下一段在这里。", ["增长2.5%，完成。", "下一段在这里。"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in split_sentences(text)] == expected
