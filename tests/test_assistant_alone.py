"""Sentences of a reply made to stand alone: markup, openings, pronouns, what no source carries."""

import pytest

from assistant.generation.alone import named_last, says_nothing_found, stand_alone, tidied


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("目标6万人（来源：）。", "目标6万人。"),
        ("目标6万人（见资料）。", "目标6万人。"),
        ("（王工，）。", "（王工）。"),
        ("目标6万人^^。", "目标6万人。"),
        ("`“四减”是压减用水。", "“四减”是压减用水。"),
        ("> 全年6万人。", "全年6万人。"),
        ("目标<sup></sup>6万人。", "目标6万人。"),
        ("根据资料，目标6万人。", "目标6万人。"),
        ("综上所述，目标6万人。", "目标6万人。"),
        ("其中，目标6万人。", "目标6万人。"),
        ("具体包括：目标6万人。", "目标6万人。"),
        ("结果，目标6万人。", "目标6万人。"),
        ("甲局（乙处）的目标。", "甲局（乙处）的目标。"),
        ("其中一半是新人。", "其中一半是新人。"),
    ],
)
def test_litter_and_openings_are_left_out(text: str, left: str) -> None:
    assert tidied(text) == left


@pytest.mark.parametrize(
    ("text", "named", "alone"),
    [
        ("他表示，目标6万人。", "王工", "王工表示，目标6万人。"),
        ("她还指出要节水。", "王工", "王工指出要节水。"),
        ("他表示，目标6万人。", "", ""),  # nobody knows who
        ("双方都要节水。", "王工", ""),
        ("该局要节水。", "王工", ""),
        ("这一目标低于去年。", "王工", ""),
        ("其他地区要节水。", "王工", "其他地区要节水。"),
        ("目标是6万人吗？", "王工", ""),
        ("目标是6万人。", "王工", "目标是6万人。"),
    ],
)
def test_what_leans_gets_the_name_or_is_no_sentence(text: str, named: str, alone: str) -> None:
    assert stand_alone(text, named) == alone


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("很抱歉，现有资料没有提到补贴标准。", True),
        ("资料中没有说明。", True),
        ("抱歉，我无法回答这个问题。", True),
        ("现有材料中没有相关信息，建议咨询人社部门。", True),
        ("资料显示目标6万人。", False),
        ("没有目标。", False),
    ],
)
def test_who_says_that_nothing_was_found(text: str, does: bool) -> None:
    assert says_nothing_found(text) is does


def test_who_is_named_last() -> None:
    assert named_last("王工和李研都说", ["王工", "李研", ""], "") == "李研"
    assert named_last("谁也没说", ["王工"], "李研") == "李研"
