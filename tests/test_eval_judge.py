"""A model as judge, over a real socket: what it says is kept, and its agreement is counted."""

from pathlib import Path

import pytest
from eval_maker import case, judged, record
from model_server import ModelServer
from pydantic import SecretStr

from assistant.generation.endpoint import open_model
from assistant.generation.fault import ModelError
from assistant.settings import AssistantSettings
from eval.checker import CLAIMS, read_pairs
from eval.judge import Judgement, count, judge, read_verdict

PAIRS = [pair for pair in read_pairs(CLAIMS) if pair.supported][:2] + [
    pair for pair in read_pairs(CLAIMS) if not pair.supported
][:2]
ANSWERED = judged(case(slots=[["二三"], ["九"]]), record(case(), ("a", 0, 4)))


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("是", True),
        ("否。", False),
        ("不是", False),
        ("是的，可以", True),
        ("Yes.", True),
        ("No", False),
        ("也许", None),
        ("是否支持：否", False),
        ("不足以支持", None),
        ("结论：是", True),
    ],
)
def test_a_verdict_is_read(reply: str, said: bool | None) -> None:
    assert read_verdict(reply) is said


def test_the_judge_is_held_against_people(tmp_path: Path) -> None:
    with ModelServer() as model:
        complete = open_model(AssistantSettings(base_url=model.url, model="m", api_key=SecretStr("k"), timeout=5))
        assert count([ANSWERED], PAIRS) == 4 + 1 + 2
        model.replies = ["是", "是", "是", "否", "是", "是", "嗯"]  # one false claim passes, the last is unreadable
        found = judge([ANSWERED], PAIRS, complete, "m", tmp_path)
        assert found.labels.precision == pytest.approx(2 / 3)
        assert found.labels.recall == 1.0
        assert found.labelled.kappa == 0.5  # 3 of 4 agree, 2 by chance
        assert (found.support.asked, found.support.yes, found.support.kappa) == (1, 1.0, None)
        assert (found.nuggets.unreadable, found.nuggets.kappa) == (1, 1.0)
        assert "kappa 0.500" in str(found)
        assert PAIRS[0].claim in model.requests[0]["messages"][0]["content"]
        asked = len(model.requests)
        again = judge([ANSWERED], PAIRS, complete, "m", tmp_path)
        assert (again.json(), len(model.requests)) == (found.json(), asked)  # nothing is asked twice
        model.replies = [500, 500]
        with pytest.raises(ModelError):
            judge([ANSWERED], PAIRS, complete, "another", tmp_path)
    import json

    assert Judgement.of(json.loads(found.json())) == found
