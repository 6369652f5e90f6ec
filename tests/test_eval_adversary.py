"""The weak model's benchmark: a model over a real socket that invents, and answers that were tampered with."""

from dataclasses import replace

from conftest import QUESTION, number_of
from model_server import ModelServer

from assistant.generation.endpoint import Endpoint
from assistant.route import Library, answer
from assistant.settings import AssistantSettings
from eval.adversary import as_lines, ask_both, judge, sample
from eval.cases import SETS, Case, read_cases

CASE = Case(id="one", kind="number", question=QUESTION, answerable="yes", slots=[["6万人"]], speaker="宝力高")


def test_what_a_model_invents_is_not_shown_and_costs_nothing(model: ModelServer, library: Library) -> None:
    number = number_of(library, "城镇新增就业6万人")
    model.replies = [
        f"总目标是城镇新增就业6万人。[{number}]其中研究生9万人。[{number}]",
        f"总目标是城镇新增就业9万人。[{number}]",
        f"总目标是大学生在呼就业5万人。[{number}]",
    ]
    write = Endpoint(AssistantSettings(base_url=model.url, model="m")).write
    first, second, third = ask_both([CASE] * 3, library, write, 600)
    assert (first.mode, first.sentences, first.shown, first.right, first.quoted_right) == (
        "generated", 2, 1, True, True,
    )  # fmt: skip
    assert (second.mode, second.fault, second.right) == ("extractive", "unsupported", True)
    assert (third.mode, third.right) == ("generated", False)  # true, and not what was asked
    assert not any(one.unsupported or one.inexact for one in (first, second, third))
    *told, asked, _, unsupported, inexact, right = as_lines([first, second, third], 3)
    assert told == ["one: right by quoting, wrong as written"]
    assert asked.startswith("asked: 3 of 3 cases")
    assert (unsupported[-1], inexact[-1]) == ("0", "0")
    assert right == "right: 2 with the model, 3 by quoting (0 better, 1 worse)"
    assert list(ask_both([CASE], library, write, -1)) == []


def test_what_does_not_stand_is_found_in_the_finished_answer(library: Library) -> None:
    made = answer(QUESTION, library)
    claim, citation = made.claims[0], made.citations[0]
    said = replace(made, claims=(replace(claim, text=claim.text.replace("6万", "9万")), *made.claims[1:]))
    assert len(judge(CASE, said, made, library).unsupported) == 1
    moved = replace(
        made, citations=(replace(citation, quote=citation.quote.replace("6万", "9万")), *made.citations[1:])
    )
    assert len(judge(CASE, moved, made, library).inexact) == 1
    sound = judge(CASE, made, made, library)
    assert (sound.unsupported, sound.inexact) == ((), ())


def test_the_sample_is_the_same_each_time() -> None:
    cases = read_cases(SETS / "dev.jsonl")
    first = [case.id for case in sample(cases, 5)]
    assert first == [case.id for case in sample(cases, 5)]
    assert len(set(first)) == 5
    assert first != [case.id for case in sample(cases, 5, seed=7)]
