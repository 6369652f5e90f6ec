"""Risk against coverage, and the ranking of sentences on other texts."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eval.calibrate import measure, row
from eval.cases import Case, CaseError
from eval.run import System
from eval.sentences import rank_sentences
from eval.systems import ours
from index.encoder import open_encoder

MODELS = Path(os.environ.get("INDEX_MODELS", Path(__file__).parents[1] / "data" / "models"))


def test_a_higher_threshold_answers_less(latest: Any) -> None:
    index, library = latest()
    cases = [
        Case(
            id="a",
            kind="number",
            question="呼和浩特谋划多少个项目？",
            answerable="yes",
            slots=[["1200个以上"]],
        ),
        Case(id="b", kind="off-topic", question="红烧肉怎么做？", answerable="no"),
    ]

    def at(threshold: float) -> System:
        return ours(index, replace(library, threshold=threshold))

    low, high = measure(cases, at, 1.5), measure(cases, at, 9.0)
    assert (low.coverage, low.risk, low.answered_rightly, low.refused_rightly) == (0.5, 0.0, 1.0, 1.0)
    assert (high.coverage, high.answered_rightly, high.refused_rightly) == (0.0, 0.0, 1.0)
    assert row(low, 1.5).startswith("| **1.50** | 0.500 |")


def test_the_sentence_that_answers_is_found_in_another_text(tmp_path: Path) -> None:
    encoder = open_encoder("", MODELS)
    context = {"context_id": "c", "title": "石桥", "text": "石桥建于1890年。桥长37米，宽6米。桥头有一棵老槐树。"}
    questions = [
        {"question": "石桥有多长？", "context_id": "c", "answers": ["37米"]},
        {"question": "石桥是谁设计的？", "context_id": "c", "answers": ["不在文中"]},  # left out: no sentence is right
    ]
    (tmp_path / "c.jsonl").write_text(json.dumps(context, ensure_ascii=False), "utf-8")
    (tmp_path / "q.jsonl").write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in questions), "utf-8")
    found = rank_sentences(tmp_path / "q.jsonl", tmp_path / "c.jsonl", encoder)
    assert (found.questions, found.first, found.three) == (1, 1, 1)
    with pytest.raises(CaseError, match="name a JSONL file"):
        rank_sentences(tmp_path / "none", tmp_path / "c.jsonl", encoder)
