"""Written answers as they grow, and what is said when the model fails; over a real socket."""

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import pairwise
from typing import Any

import pytest
from conftest import QUESTION, number_of
from model_server import ModelServer, Reply
from pydantic import SecretStr

from assistant.answer import (
    BROKEN_OFF,
    INSTEAD,
    PARTLY_DECLINED,
    WHY_NOT_WRITTEN,
    WITHOUT_MODEL,
    Checks,
    Fault,
    as_json,
)
from assistant.generate import PASSAGES, REFUSAL
from assistant.generation.draft import Draft
from assistant.generation.endpoint import Complete, Endpoint, Writer
from assistant.route import Library, answer, stream
from assistant.settings import AssistantSettings
from assistant.verify import Supported, check
from index.passage import Passage


def open_endpoint(model: ModelServer, timeout: float = 20.0) -> Endpoint:
    key = SecretStr("secret-key")
    return Endpoint(AssistantSettings(base_url=model.url, model="test-model", api_key=key, timeout=timeout))


@pytest.fixture
def complete(model: ModelServer) -> Complete:
    return open_endpoint(model).complete


@pytest.fixture
def writer(model: ModelServer) -> Writer:
    return open_endpoint(model).write


def test_unknown_markers_are_struck_out_and_counted_and_numbers_follow_first_use(
    model: ModelServer, complete: Complete, library: Library
) -> None:
    number = number_of(library, "城镇新增就业6万人")
    model.replies = [
        f"总目标是城镇新增就业6万人。[99][{number}]总目标是城镇新增就业8万人。[0]总目标是大学生在呼就业5万人【{number}，0】。"
    ]
    made = answer(QUESTION, library, complete=complete)
    assert made.text == "总目标是城镇新增就业6万人。[1]\n总目标是大学生在呼就业5万人。[1]"
    assert made.checks == Checks(sentences=3, verified=2, dropped=1, struck=3)
    assert as_json(made)["checks"] == {**asdict(made.checks)}


def test_an_answer_grows_by_sentences_that_stand(model: ModelServer, writer: Writer, library: Library) -> None:
    number = number_of(library, "城镇新增就业6万人")
    sentences = ("<think>想。[1]</think>总目标是城镇新增就业6万人。", "再加9万人。", "大学生在呼就业5万人。")
    model.replies = ["".join(f"{sentence}[{number}]" for sentence in sentences)] * 2
    states = list(stream(QUESTION, library, complete=writer))
    assert [state.text for state in states[:2]] == [
        "总目标是城镇新增就业6万人。[1]",
        "总目标是城镇新增就业6万人。[1]\n大学生在呼就业5万人。[1]",
    ]
    for before, after in pairwise(states):
        assert after.text.startswith(before.text)
        assert after.citations[: len(before.citations)] == before.citations
    assert len({state.id for state in states}) == 1
    assert states[-1].text == answer(QUESTION, library, complete=writer).text


def test_the_first_sentence_is_out_while_the_model_still_writes(
    model: ModelServer, writer: Writer, library: Library
) -> None:
    number = number_of(library, "城镇新增就业6万人")
    model.replies = [Reply(f"总目标是城镇新增就业6万人。[{number}]\n另", then="silence")]
    states = stream(QUESTION, library, complete=writer)
    assert next(states).text == "总目标是城镇新增就业6万人。[1]"
    states.close()
    assert model.was_left(10)


@pytest.mark.parametrize(("then", "fault"), [("cut", Fault.CUT), ("silence", Fault.SILENT), ("length", Fault.ENDLESS)])
def test_what_stood_before_a_fault_stays_and_the_end_says_so(
    model: ModelServer, library: Library, then: str, fault: Fault
) -> None:
    number = number_of(library, "城镇新增就业6万人")
    model.replies = [Reply(f"总目标是城镇新增就业6万人。[{number}]大学生在呼就业5万", then=then)]
    made = answer(QUESTION, library, complete=open_endpoint(model, 0.5 if then == "silence" else 20.0).write)
    assert (made.mode, made.checks.fault) == ("generated", fault)
    line = BROKEN_OFF.format(why=WHY_NOT_WRITTEN[fault])
    assert made.text == f"总目标是城镇新增就业6万人。[1]\n{line}"


def test_a_model_without_end_is_left(model: ModelServer, writer: Writer, library: Library) -> None:
    number = number_of(library, "城镇新增就业6万人")
    first = f"总目标是城镇新增就业6万人。[{number}]"
    model.replies = [Reply(first, then="endless"), Reply(f"{first}\n" * 40, then="silence")]
    for _ in range(2):  # one that never ends a sentence, one that says the same again and again
        made = answer(QUESTION, library, complete=writer)
        assert made.text == f"{first[:-3]}[1]\n{BROKEN_OFF.format(why=WHY_NOT_WRITTEN[Fault.ENDLESS])}"
        assert model.was_left(10)


@pytest.mark.parametrize(
    ("replies", "fault"),
    [
        ([REFUSAL], Fault.DECLINED),
        ([f"{REFUSAL}。总目标是城镇新增就业6万人。[1]"], Fault.DECLINED),
        ([401], Fault.KEY),
        ([404], Fault.MODEL),
        ([500, 500], Fault.FAILED),
        ([429, 429], Fault.BUSY),
        ([Reply(then="cut")] * 2, Fault.CUT),
        (["", ""], Fault.EMPTY),
        (["天气很好。"], Fault.UNSUPPORTED),
    ],
)
def test_without_a_model_that_answers_there_are_quotes_and_one_line_why(
    model: ModelServer,
    writer: Writer,
    library: Library,
    replies: list[Any],
    fault: Fault,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    model.replies = list(replies)
    made = answer(QUESTION, library, complete=writer)
    assert (made.mode, made.checks.fault) == ("extractive", fault)
    line, quotes = made.text.split("\n", 1)
    assert line == INSTEAD.format(why=WHY_NOT_WRITTEN[fault])
    assert quotes == answer(QUESTION, library).text
    assert "secret-key" not in caplog.text + json.dumps(as_json(made))
    model.replies = list(replies)
    unanswerable = answer("红烧肉怎么做？", library, complete=writer)
    told = WITHOUT_MODEL.format(why=WHY_NOT_WRITTEN[fault])
    assert unanswerable.text.endswith(told) == (fault not in (Fault.DECLINED, Fault.UNSUPPORTED))


def test_a_refusal_after_sentences_that_stand_takes_nothing_back(
    model: ModelServer, writer: Writer, library: Library
) -> None:
    number = number_of(library, "城镇新增就业6万人")
    model.replies = [f"总目标是城镇新增就业6万人。[{number}]其余{REFUSAL}。大学生在呼就业5万人。[{number}]"]
    made = answer(QUESTION, library, complete=writer)
    assert made.text == f"总目标是城镇新增就业6万人。[1]\n{PARTLY_DECLINED}"
    assert made.checks.fault is Fault.DECLINED


@pytest.mark.parametrize("said", ["很抱歉，现有资料没有提到补贴标准。", "资料中没有说明补贴标准。"])
def test_what_the_model_does_not_find_is_told_beside_what_stands(
    model: ModelServer, writer: Writer, library: Library, said: str
) -> None:
    number = number_of(library, "城镇新增就业6万人")
    model.replies = [f"{said}总目标是城镇新增就业6万人。[{number}]", said]
    assert answer(QUESTION, library, complete=writer).text == f"总目标是城镇新增就业6万人。[1]\n{PARTLY_DECLINED}"
    alone = answer(QUESTION, library, complete=writer)
    assert (alone.mode, alone.checks.fault) == ("extractive", Fault.DECLINED)


def test_what_is_checked_against_are_all_passages_that_were_shown(
    model: ModelServer, writer: Writer, library: Library
) -> None:
    seen: list[int] = []

    def counting(draft: Draft, shown: Sequence[Passage]) -> Supported | None:
        seen.append(len(shown))
        return check(draft, shown)

    model.replies = ["总目标。[1]"]
    answer(QUESTION, replace(library, check=counting), complete=writer)
    assert seen == [PASSAGES]
