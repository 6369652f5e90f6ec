"""More of what was just answered."""

import pytest

from assistant.extraction.further import asks_further
from assistant.route import Library, answer


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("详细说说", True),
        ("还有吗？", True),
        ("能具体讲讲吗", True),
        ("继续", True),
        ("Go on", True),
        ("具体有哪些措施", False),
        ("详细说说第二条", False),
        ("还有哪些专家", False),
    ],
)
def test_what_asks_for_more(question: str, asks: bool) -> None:
    assert asks_further(question) is asks


def test_more_is_what_stands_behind(library: Library) -> None:
    asked = ["四减是什么？"]
    first = answer(asked[0], library).text
    more = answer("详细说说", library, asked)
    assert more.text.startswith("原文接下来写道：")
    assert "农业方面" in more.text
    again = answer("还有吗？", library, [*asked, "详细说说"])
    quotes = [one.quote for one in (*more.citations, *again.citations)]
    assert len(quotes) == len(set(quotes))
    assert not any(quote in first for quote in quotes)


def test_more_of_nothing_is_nothing(library: Library) -> None:
    assert not answer("详细说说", library, ["水务局局长是谁？"]).citations
    assert not answer("还有吗？", library, ["明天下雨吗？"]).citations
