"""How something is done is told by what is done, and not by what a thing is."""

import pytest

from assistant.extraction.means import asks_how, describes, tells_how
from assistant.route import Library, answer


@pytest.mark.parametrize(
    ("sentence", "tells", "describing"),
    [
        ("要加快大桥建设，完善管护制度。", True, False),
        ("通过以旧换新降低能耗。", True, False),
        ("一是鼓励多样化创作。", True, False),
        ("旱区要建设小型水窖。", True, False),
        ("大桥是全市的交通枢纽，在物流中发挥着重要作用。", False, True),
        ("工厂是用电大户，是节电的主战场。", False, True),
        ("吸引力持续提升。", False, True),
        ("大桥全长三公里。", False, False),
    ],
)
def test_means_are_told_by_deeds(sentence: str, tells: bool, describing: bool) -> None:
    assert tells_how(sentence) is tells
    assert describes(sentence) is describing


@pytest.mark.parametrize(
    ("question", "means"),
    [
        ("怎么节电", True),
        ("企业如何降本", True),
        ("为什么要节电", False),
        ("王工怎么看节电", False),
        ("怎么这么贵", False),
    ],
)
def test_why_and_opinions_ask_for_no_means(question: str, means: bool) -> None:
    assert asks_how(question) is means


def test_what_a_thing_is_gives_way_to_what_is_done(library: Library) -> None:
    assert "高标准农田" in answer("种地怎么省水", library).text
    assert "重要作用" not in answer("怎么帮中小企业", library).text
