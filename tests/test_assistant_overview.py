"""What somebody says all in all."""

import pytest

from assistant.route import Library, answer


@pytest.mark.parametrize(
    "question", ["庞彩云有哪些观点？", "伊德尔说了什么？", "介绍一下康磊的主张", "肖蕾的采访都说了啥"]
)
def test_who_asks_what_somebody_says_gets_more_than_one_thing(question: str, library: Library) -> None:
    told = answer(question, library)
    assert len({one.passage.article.author for one in told.citations}) == 1
    assert len(told.citations) > 2
    assert not any("记者" in one.quote for one in told.citations)


@pytest.mark.parametrize("question", ["于妍多大年纪？", "肖蕾电话多少？"])
def test_what_is_printed_of_nobody_is_no_view(question: str, library: Library) -> None:
    assert not answer(question, library).citations
