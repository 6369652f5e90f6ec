"""An article's own numbers in brackets, from a file through ingest to the prompt, the answer and the page."""

import re

import pytest
from conftest import MODELS
from model_server import ModelServer

from assistant.answer import Answer
from assistant.generation.endpoint import Endpoint
from assistant.generation.marks import for_model, without_marks
from assistant.library import library_of
from assistant.page import message
from assistant.route import Library, answer
from assistant.settings import AssistantSettings
from index.encoder import default_name, open_encoder
from index.generation import open_index
from index.passage import bare
from ingest.sync import sync

ARTICLE = """甲县节水灌溉的做法[3]

据统计[12]，2024年甲县节水灌溉面积达到8万亩[1]，比上年增加2万亩【2】。

甲县水利站建成泵站36座[4-6]，由村民轮流看护。
"""
QUESTION = "甲县节水灌溉面积达到多少万亩？"


@pytest.fixture(scope="module")
def footnotes(tmp_path_factory: pytest.TempPathFactory) -> Library:
    place = tmp_path_factory.mktemp("footnotes")
    (place / "甲县.txt").write_text(ARTICLE, "utf-8")
    path = tmp_path_factory.mktemp("index") / "index"
    sync([place], path, default_name(), MODELS, lambda _text: None)
    index = open_index(path, open_encoder(default_name(), MODELS))
    return library_of(index)


def check(made: Answer, library: Library) -> None:
    """The text holds markers for exactly the citations listed, and quotes are exact."""
    assert made.found, made
    numbers = [one.number for one in made.citations]
    marked = [int(number) for number in re.findall(r"\[(\d+)\]", made.text)]
    assert list(dict.fromkeys(marked)) == numbers == list(range(1, len(numbers) + 1))
    assert not re.findall(r"\[[^\]]*[^\d\]][^\]]*\]", made.text)  # no [4-6] either
    for one in made.citations:
        source = library.source_text(one.passage.article.id)
        assert bare("".join(source[span.start : span.end] for span in one.spans)) == bare(one.quote)
    assert message(made).count("(#cite-") == len(marked) + len(numbers)  # each marker, and each source below


def test_numbers_of_an_article_are_no_markers_of_a_quoting_answer(footnotes: Library) -> None:
    made = answer(QUESTION, footnotes)
    check(made, footnotes)
    assert "据统计［12］，2024年甲县节水灌溉面积达到8万亩［1］" in made.text
    assert "据统计[12]，2024年甲县节水灌溉面积达到8万亩[1]" in made.citations[0].quote
    check(answer("甲县水利站建成泵站多少座？", footnotes), footnotes)


def test_numbers_of_an_article_are_no_markers_of_a_written_answer(model: ModelServer, footnotes: Library) -> None:
    complete = Endpoint(AssistantSettings(base_url=model.url, model="m")).write
    model.replies = [
        "据统计〔12〕，2024年甲县节水灌溉面积达到8万亩〔1〕。[1]\n据统计[12]，比上年增加2万亩[1]。\n泵站有40座。[1]"
    ]
    made = answer(QUESTION, footnotes, complete=complete)
    check(made, footnotes)
    assert made.mode == "generated"
    assert made.checks.struck == 1  # its own [12] is a marker, of a passage that there is not
    shown = model.prompt.split("原文（每段以")[1]
    assert set(re.findall(r"[\[［【](\d+)[\]］】]", shown)) == {str(n) for n in range(1, shown.count("\n[") + 1)}
    assert "据统计〔12〕" in shown
    assert "〔4-6〕" in shown


def test_a_question_and_a_title_bring_no_markers(footnotes: Library) -> None:
    for question in ("甲县节水灌溉面积达到多少万亩[1]？甲县县长[2]是谁？", "甲县[7]的房价是多少？"):
        made = answer(question, footnotes)
        numbers = {one.number for one in made.citations}
        assert {int(number) for number in re.findall(r"\[(\d+)\]", made.text)} == numbers, made.text


@pytest.mark.parametrize(
    ("text", "printed", "shown"),
    [
        ("用水量[12]", "用水量［12］", "用水量〔12〕"),
        ("[1, 3]和[4-6]", "［1, 3］和［4-6］", "〔1, 3〕和〔4-6〕"),
        ("【2】、［3］", "【2】、［3］", "〔2〕、〔3〕"),
        ("[注]与[a1]、[]", "[注]与[a1]、[]", "[注]与[a1]、[]"),
    ],
)
def test_what_becomes_of_a_number_in_brackets(text: str, printed: str, shown: str) -> None:
    assert (without_marks(text), for_model(text)) == (printed, shown)
