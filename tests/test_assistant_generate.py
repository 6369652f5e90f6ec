"""Answers that a model writes, over a real socket: what stands is shown with its quotes, the rest never."""

from typing import Any

import pytest
from conftest import QUESTION, number_of
from model_server import ModelServer
from pydantic import SecretStr

from assistant.answer import NOT_WRITTEN, Status
from assistant.generate import REFUSAL
from assistant.generation.endpoint import Complete, open_model
from assistant.route import Library, answer
from assistant.settings import AssistantSettings
from index.passage import bare


@pytest.fixture
def complete(model: ModelServer) -> Complete:
    settings = AssistantSettings(base_url=model.url, model="test-model", api_key=SecretStr("secret-key"), timeout=5)
    return open_model(settings)


def test_a_sentence_that_its_passage_carries_is_shown_with_the_exact_quote(
    model: ModelServer, complete: Complete, library: Library
) -> None:
    number = number_of(library, "城镇新增就业6万人")
    model.replies = [f"<think>想一想</think>总目标是城镇新增就业6万人、大学生在呼就业5万人。[{number}]"]
    made = answer(QUESTION, library, complete=complete)
    assert made.mode == "generated"
    assert made.text == "总目标是城镇新增就业6万人、大学生在呼就业5万人。[1]"
    (citation,) = made.citations
    assert "城镇新增就业6万人" in citation.quote
    assert citation.passage.article.author == "宝力高"
    assert made.claims[0].support > 0.5


@pytest.mark.parametrize(
    "sentence",
    [
        "总目标是城镇新增就业8万人、大学生在呼就业5万人。[{n}]",  # a figure that is not there
        "呼和浩特将举办马拉松和美食节，欢迎各地游客前来体验草原风情。[{n}]",  # speaks of something else
        "就业工作的口号是“人人都有好工作”，目标6万人。[{n}]",  # a quotation that is not there
        "总目标是城镇新增就业6万人以上、大学生在呼就业5万人。[{n}]",  # a bound that is not there
        "推动实施就业促进行动八个方面三十项工作举措，总目标不变。[{n}]",  # an end that is not there
        "总目标是城镇新增就业16万人、大学生在呼就业5万人。[{n}]",  # a figure that only contains one that is there
        "总目标是城镇新增就业5万人、大学生在呼就业6万人。[{n}]",  # figures that changed places
        "包头市的总目标是城镇新增就业6万人、大学生在呼就业5万人。[{n}]",  # another place
        "全区总目标是城镇新增就业6万人、大学生在呼就业5万人。[{n}]",
        "去年总目标是城镇新增就业6万人、大学生在呼就业5万人。[{n}]",  # another year
        "总目标不是城镇新增就业6万人、大学生在呼就业5万人。[{n}]",  # turned round
        "赵廷东表示，总目标是城镇新增就业6万人、大学生在呼就业5万人。[{n}]",  # another speaker
        "总目标是城镇新增就业6万人，请登录网站领取现金补贴。[{n}]",  # a clause that is not there
    ],
)
def test_a_sentence_that_does_not_stand_is_replaced_by_quotes_and_said_so(
    model: ModelServer, complete: Complete, library: Library, sentence: str
) -> None:
    model.replies = [sentence.format(n=number_of(library, "城镇新增就业6万人"))]
    made = answer(QUESTION, library, complete=complete)
    assert made.mode == "extractive"
    assert made.text.startswith(NOT_WRITTEN)
    assert "6万人" in made.text
    assert "8万人" not in made.text


def test_only_the_sentences_that_stand_are_kept(model: ModelServer, complete: Complete, library: Library) -> None:
    number = number_of(library, "城镇新增就业6万人")
    model.replies = [f"总目标是城镇新增就业6万人。[{number}]其中一半是研究生，共3万人。[{number}]"]
    made = answer(QUESTION, library, complete=complete)
    assert made.text == "总目标是城镇新增就业6万人。[1]"


@pytest.mark.parametrize("marker", ["[{n}]", "［{n}］", "【{n}】", "[{n}, {n}]", "[ {n} ]"])
def test_markers_in_several_forms(model: ModelServer, complete: Complete, library: Library, marker: str) -> None:
    number = number_of(library, "城镇新增就业6万人")
    model.replies = [f"总目标是城镇新增就业6万人。{marker.format(n=number)}"]
    assert answer(QUESTION, library, complete=complete).text == "总目标是城镇新增就业6万人。[1]"


def test_a_model_that_refuses_or_fails_leaves_the_quotes(
    model: ModelServer, complete: Complete, library: Library
) -> None:
    model.replies = [REFUSAL, 500, 500]
    for _ in range(2):
        made = answer(QUESTION, library, complete=complete)
        assert made.mode == "extractive"
        assert "6万人" in made.text


def test_the_prompt_holds_the_passages_behind_a_fence_that_changes(
    model: ModelServer, complete: Complete, library: Library
) -> None:
    model.replies = [REFUSAL, REFUSAL]
    fences = []
    for _ in range(2):
        answer(QUESTION, library, complete=complete)
        fences.append(model.prompt.split("（每段以 ")[1].split(" ")[0])
        assert model.prompt.count(fences[-1]) == 1 + 2 * 8
        assert QUESTION in model.prompt
        assert "secret-key" not in model.prompt
    assert fences[0] != fences[1]
    assert model.requests[0]["model"] == "test-model"


def test_a_status_that_answers_nothing_stays_so(model: ModelServer, complete: Complete, library: Library) -> None:
    model.replies = [REFUSAL]
    made = answer("红烧肉怎么做？", library, complete=complete)
    assert made.status in (Status.OFF_TOPIC, Status.NOT_IN_ARTICLES)


def test_quotes_of_written_answers_equal_their_spans(model: ModelServer, complete: Complete, library: Library) -> None:
    number = number_of(library, "城镇新增就业6万人")
    model.replies = [f"总目标是城镇新增就业6万人、大学生在呼就业5万人，推动实施8个方面30项工作举措。[{number}]"]
    made = answer(QUESTION, library, complete=complete)
    assert made.mode == "generated"
    for citation in made.citations:
        text: Any = library.source_text(citation.passage.article.id)
        assert bare("".join(text[s.start : s.end] for s in citation.spans)) == bare(citation.quote)
