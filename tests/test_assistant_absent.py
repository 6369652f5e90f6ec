"""Whose words a question asks for that the articles do not have."""

import pytest
from test_assistant_people import PEOPLE

from assistant.answer import Status
from assistant.extraction.absent import asked_of
from assistant.route import Library, answer
from assistant.understanding.misprints import corrected


@pytest.mark.parametrize(
    ("question", "whose"),
    [
        ("市长在大会上怎么说的", "市长"),
        ("自治区水务局怎么评价节水", "自治区水务局"),
        ("水务局局长怎么说节水", ""),
        ("市长是谁", ""),  # asks for a person, and is answered by who is who
        ("王莉霞怎么看节水行动", "王莉霞"),
        ("张三丰怎么看节水行动", ""),
        ("马斯克对助企行动有何建议", "马斯克"),
        ("韩成功怎么看农业节水", "韩成功"),
        ("高校怎么看就业", ""),
        ("企业家对这个满意吗", "企业家"),
        ("当地老百姓怎么评价", "老百姓"),
        ("企业的难处怎么看", ""),
        ("教育局怎么推进就业", "教育局"),
        ("呼和浩特市财政局有哪些支持措施", "市财政局"),
        ("水务局怎么推进节水", ""),
        ("呼和浩特市税务局怎么支持企业", "市税务局"),  # another than the 水务局
        ("内蒙古大学怎么看北疆文化", "内蒙古大学"),
        ("哪个局怎么推进节水", ""),
        ("在教育局怎么办证", ""),
    ],
)
def test_who_is_asked_and_speaks_in_no_article(question: str, whose: str) -> None:
    assert asked_of(question, PEOPLE, known=False) == whose


@pytest.mark.parametrize(
    "question", ["王莉霞怎么看节水行动？", "教育局怎么推进就业促进行动？", "老百姓怎么看六个行动？"]
)
def test_nobody_is_given_the_words_of_another(question: str, library: Library) -> None:
    told = answer(question, library)
    assert told.status == Status.NOT_IN_ARTICLES
    assert "资料中没有" in told.text
    assert not told.citations


def test_a_name_is_no_misprint() -> None:
    def known(pair: str) -> bool:
        return pair in ("长三", "三角", "文化")

    assert corrected("张三怎么看文化", known, ["于宏建"]) == "张三怎么看文化"
    assert corrected("于洪健怎么看文化", known, ["于宏建"]) == "于宏建怎么看文化"


def test_whom_a_misspelt_name_is_taken_for_is_said(library: Library) -> None:
    assert answer("张杰说就业有哪些挑战？", library).text.startswith("问题中的人名按“张捷”理解。")
    assert "理解" not in answer("張捷說就業有哪些挑戰？", library).text
    assert "理解" not in answer("水务局一把手怎么说节水？", library).text
