"""What stands under a numbered point is told of that one."""

import pytest

from assistant.verification.points import find_misheaded
from index.passage import Article, Passage, Span
from index.sentences import split_sentences

TEXT = (
    "一是打造文化地标。建设标志性文化建筑，开发特色景点。二是打造文化街区。保护和改造历史街区，保留传统风貌。"
    "三是聚焦民生谋划项目，持续完善城市设施。"
)


ARTICLE = Article("a", "标题", "甲", "", "", "", "", None, "a.txt")


def _sentences(text: str) -> list[tuple[Passage, Span]]:
    whole = Span(0, len(text))
    sentences = split_sentences(text)
    passage = Passage("a-1", ARTICLE, "body", text, (whole,), "", sentences, False, False, False)
    return [(passage, span) for span in sentences]


@pytest.mark.parametrize(
    "claim",
    [
        "打造文化地标，保护和改造历史街区。",  # told of the second point
        "甲建议打造文化街区，建设标志性文化建筑。",
        "聚焦民生谋划项目，保留传统风貌。",
        "打造文化街区，就是打造文化地标。",
    ],
)
def test_a_head_before_what_another_point_tells_is_found(claim: str) -> None:
    assert find_misheaded(claim, _sentences(TEXT))


@pytest.mark.parametrize(
    "claim",
    [
        "打造文化街区，保护和改造历史街区。",
        "打造文化地标，还要保护和改造历史街区。",  # says that another thing follows
        "打造文化地标，打造文化街区，聚焦民生谋划项目。",  # the heads in a row
        "从打造文化地标和打造文化街区着手，保护和改造历史街区。",
        "建设标志性文化建筑，保护和改造历史街区。",  # what is told of two points, under none
        "聚焦民生谋划项目，持续完善城市设施。",
    ],
)
def test_what_a_point_tells_stands_under_it_or_under_none(claim: str) -> None:
    assert not find_misheaded(claim, _sentences(TEXT))
