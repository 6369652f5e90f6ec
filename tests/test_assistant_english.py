"""Questions in English, and what they lean on."""

import pytest

from assistant.route import Library, answer
from assistant.understanding.asked import Asked, asked_for
from assistant.understanding.english import english_leaning, english_parts, in_english, leans_in_english

NAMES = ["张三丰"]


def test_only_latin_letters_are_english() -> None:
    assert in_english("How many ports?")
    assert not in_english("GDP是多少")
    assert not in_english("2025?")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("What is the population of the town?", "number"),
        ("What's the average salary?", "number"),
        ("How high is the dam?", "number"),
        ("What is the price policy?", "fact"),
        ("In which year was it founded?", "when"),
        ("What office issues it?", "body"),
        ("Whose idea was that?", "speaker"),
        ("Which streets are protected?", "list"),
    ],
)
def test_the_kind_of_thing_that_is_asked_for(text: str, asked: Asked) -> None:
    assert asked_for(text) == asked


def test_several_questions_are_parted() -> None:
    first, second = english_parts("How many kilometers of border are there, and which ports?", NAMES)
    assert (first.asked, first.measure) == ("number", "公里")
    assert (second.asked, second.label) == ("list", "which ports")
    assert len(english_parts("In the city, how many jobs are planned and created?", NAMES)) == 1


def test_what_is_counted_has_to_be_named() -> None:
    (part,) = english_parts("How many tourists visited the town?", NAMES)
    assert "游客" in part.about
    (part,) = english_parts("What is the average salary in the town?", NAMES)
    assert "平均工资" in part.about


def test_a_person_is_no_word_to_be_found() -> None:
    (part,) = english_parts("What does Zhang Sanfeng say about saving water?", NAMES)
    assert part.text.startswith("张三丰")
    assert ["节水" in forms for forms in part.in_chinese] == [True]


@pytest.mark.parametrize(
    ("question", "does"),
    [
        ("and last year?", True),
        ("What about agriculture?", True),
        ("Who said that?", True),
        ("How long is it?", True),
        ("How many ports are there in the region as a whole?", False),
        ("Who heads the water bureau?", False),
    ],
)
def test_what_leans(question: str, does: bool) -> None:
    assert leans_in_english(question) is does


def test_a_follow_up_brings_words_that_must_be_said() -> None:
    (part,) = english_leaning("How does the city save water", "what about agriculture?", NAMES)
    assert (part.asked, part.must) == ("how", ("农业",))
    (part,) = english_leaning("How many jobs does the city plan", "and last year?", NAMES)
    assert (part.asked, part.must) == ("number", ())
    assert not any("计划" in forms for forms in part.in_chinese)


@pytest.mark.parametrize(
    ("question", "history", "says"),
    [
        ("Why is grassroots work unattractive to graduates?", [], "职业发展空间有限"),
        ("Which historical stories should be told?", [], "三千孤儿入内蒙"),
        ("and last year?", ["How many new urban jobs does Hohhot plan this year?"], "6.21万"),
        ("and the border, how long is it?", ["How many ports of entry does Inner Mongolia have?"], "4200多公里"),
        ("What is the population of Hohhot?", [], ""),
        ("What was Inner Mongolia's GDP in 2024?", [], ""),
        ("How do I apply for a visa?", [], ""),
        ("How much does it cost?", ["Will Hohhot build a second reclaimed water plant?"], ""),
    ],
)
def test_english_questions_on_the_two_pages(library: Library, question: str, history: list[str], says: str) -> None:
    made = answer(question, library, history)
    assert made.found == bool(says)
    assert says in made.text
