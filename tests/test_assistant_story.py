"""What is told before a question and not asked about."""

import pytest

from assistant.understanding.story import without_story

TEXT = "呼和浩特市城镇新增就业目标。企业投资项目实行先建后验。交通局修桥三座，桥梁养护。"


def known(pair: str) -> bool:
    return pair in TEXT


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("我家孩子刚上班，吃饭的时候聊起来，大家都说不清，", "新增就业目标是多少？"),
        ("昨天单位念了一篇报道，回来翻了半天没翻着，", "交通局修桥几座"),
        # What the articles speak of, and what is needed to know what is asked, stays.
        ("", "我手上这个投资项目想走先建后验，交通局修桥归谁管"),
        ("", "我开了个小饭馆，贷不到款，有没有人管管"),
        ("", "交通局修桥三座，昨天单位念了一篇报道，目标是多少"),
        ("", "我说两句，新增就业目标是多少"),
        ("", "我家孩子刚上班，吃饭的时候聊起来，新增就业不少"),
        ("", "新增就业目标是多少"),
    ],
)
def test_a_story_is_left_out_where_enough_is_asked_without_it(told: str, asked: str) -> None:
    assert without_story(told + asked, known) == asked
