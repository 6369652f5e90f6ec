"""Misprints by sound and by shape."""

import pytest

from assistant.understanding.misprints import corrected, in_latin

TEXT = "完善薪酬体系，加强知识产权保护，与俄罗斯合作，张三丰，开展水权交易，建设高标准农田，优化生态，市水务局"
NAMES = ["张三丰", "呼和浩特", "市水务局", "水务局", "呼市"]


def known(pair: str) -> bool:
    return pair in TEXT


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("薪筹体系", "薪酬体系"),
        ("知识产全", "知识产权"),
        ("张三峰怎么说", "张三丰怎么说"),
        ("呼合浩特", "呼和浩特"),
        ("俄罗丝", "俄罗斯"),
        ("薪酬体系", "薪酬体系"),  # nothing is wrong
        ("公积金怎么提取", "公积金怎么提取"),  # a word of the dictionary stays, though no article has it
        ("咋保户", "咋保护"),  # a word, but not here: 户 is often written for 护
        ("怎么合做", "怎么合作"),
        ("水全交易", "水权交易"),  # the articles have it with both neighbours
        ("高标淮农田", "高标准农田"),  # by shape
        ("呼和浩待", "呼和浩特"),
        ("优化生太", "优化生态"),  # the second of two that make no word
        ("市水物局", "市水务局"),
        ("市税务局", "市税务局"),  # another body
        ("水物局", "水务局"),
        ("税务局", "税务局"),
        ("湖市有几座桥", "呼市有几座桥"),
        ("江湖市场", "江湖市场"),
        ("薪酬酬体系", "薪酬体系"),  # typed twice
        ("由那个部门牵头", "由哪个部门牵头"),
        ("那个部门怎么样", "那个部门怎么样"),
        ("干什什么", "干什么"),
        ("天天看看", "天天看看"),
        ("公告在哪看", "公告在哪看"),
        ("这是什么", "这是什么"),
        ("GDP 2025", "GDP 2025"),
    ],
)
def test_only_what_makes_no_word_is_exchanged(typed: str, meant: str) -> None:
    assert corrected(typed, known, NAMES) == meant


@pytest.mark.parametrize("text", ["What does Zhang Sanfeng say?", "zhang san feng", "Sanfeng Zhang", "ZhangSanfeng"])
def test_people_are_known_in_latin_letters(text: str) -> None:
    assert in_latin(text, NAMES)[0] == ["张三丰"]


def test_nobody_is_found_in_other_words() -> None:
    assert in_latin("What about sanitation?", NAMES) == ([], "What about sanitation?")
