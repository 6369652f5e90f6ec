"""What is kept of answers, for how long, and without whose numbers."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.route import Library, answer
from assistant.serving.journal import Journal, read_journal
from assistant.understanding.personal import STRUCK, strike, without_persons

QUESTION = "内蒙古有几个对外开放口岸？"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("打13812345678找我", f"打{STRUCK}找我"),
        ("身份证15010219900101123X。", f"身份证{STRUCK}。"),
        ("卡号6222 0212 3456 7890 123", f"卡号{STRUCK}"),
        ("写信到 someone@example.com 吧", f"写信到 {STRUCK} 吧"),
        ("座机0471-6666666", f"座机{STRUCK}"),
        ("2025年谋划1200个，投资1700亿元", "2025年谋划1200个，投资1700亿元"),
    ],
)
def test_numbers_of_persons_are_struck(text: str, kept: str) -> None:
    assert strike(text) == kept


def test_a_number_of_a_person_is_not_what_is_asked() -> None:
    assert without_persons("口岸有几个？我的电话是13812345678") == "口岸有几个？"
    assert without_persons("13812345678") == "13812345678"


def test_an_answer_is_kept_with_its_citations(library: Library, tmp_path: Path) -> None:
    made = replace(answer(QUESTION, library), question=f"{QUESTION}我的电话13812345678")
    Journal(tmp_path).keep(made, ["边境线多长？"], "")
    (kept,) = read_journal(tmp_path)
    assert (kept["id"], kept["history"]) == (made.id, ["边境线多长？"])
    assert kept["question"] == f"{QUESTION}我的电话{STRUCK}"
    assert kept["citations"]


def test_without_questions_nothing_of_them_stays(library: Library, tmp_path: Path) -> None:
    made = answer(QUESTION, library)
    made = replace(made, missing=("红烧肉怎么做？",), text=f"{made.text}没有找到：红烧肉怎么做？")
    Journal(tmp_path, questions=False).keep(made, ["早前的问题"], "")
    text = next(tmp_path.iterdir()).read_text("utf-8")
    assert "红烧肉" not in text
    assert "早前的问题" not in text
    assert next(read_journal(tmp_path))["citations"]


def test_days_over_their_time_are_deleted(library: Library, tmp_path: Path) -> None:
    (tmp_path / "2025-01-01.jsonl").write_text("{}\n", "utf-8")
    Journal(tmp_path, days=0).keep(answer(QUESTION, library), [], "")
    assert len(list(tmp_path.iterdir())) == 1
    Journal(tmp_path, days=30).keep(answer(QUESTION, library), [], "")
    assert [path.name == "2025-01-01.jsonl" for path in tmp_path.iterdir()] == [False]


def test_a_torn_line_is_passed_over(library: Library, tmp_path: Path) -> None:
    Journal(tmp_path).keep(answer(QUESTION, library), [], "")
    path = next(tmp_path.iterdir())
    path.write_text('{"torn": \n' + path.read_text("utf-8"), "utf-8")
    assert len(list(read_journal(tmp_path, days=2))) == 1


def test_a_disk_that_is_full_costs_nobody_the_answer(library: Library, caplog: Any) -> None:
    Journal(Path("/dev/full/journal")).keep(replace(answer(QUESTION, library)), [], "")
    assert "was not kept" in caplog.text
