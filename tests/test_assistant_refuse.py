"""What is said where nothing is found, and who began what others speak of."""

import pytest

from assistant.answer import Status
from assistant.route import Library, answer
from index.passage import Only


def test_a_limited_search_that_finds_nothing_says_what_it_was_limited_to(library: Library) -> None:
    made = answer("新增就业的目标是多少？", library, only=Only(action="节水行动", region="呼和浩特市"))
    assert made.status == Status.NOT_IN_ARTICLES
    assert "只查了“节水行动”、“呼和浩特市”的文章" in made.text
    assert "只查了" not in answer("新增就业的经费预算是多少？", library).text


@pytest.mark.parametrize("question", ["你好", "谢谢！", "您能回答哪些问题？", "Hello", "你是谁？"])
def test_who_greets_is_told_what_may_be_asked(library: Library, question: str) -> None:
    made = answer(question, library)
    assert made.status == Status.OFF_TOPIC
    assert "可以这样问" in made.text
    assert "没有找到" not in made.text


def test_a_greeting_before_a_question_is_no_question(library: Library) -> None:
    assert answer("你好，水务局局长是谁？", library).citations


@pytest.mark.parametrize("question", ["六个行动是谁提出的？", "“六个行动”是谁发起的"])
def test_who_began_a_programme_is_the_body_that_did(library: Library, question: str) -> None:
    made = answer(question, library)
    assert made.found
    assert "自治区党委" in made.text


def test_a_quote_begins_with_a_word(library: Library) -> None:
    made = answer("水务局局长是谁？", library)
    assert made.citations[0].quote.startswith("访呼和浩特市水务局")
    assert made.text.startswith(made.citations[0].quote)
