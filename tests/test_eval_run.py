"""Cases read, and answers judged."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.route import Library, answer
from eval.cases import SETS, Case, CaseError, read_cases
from eval.run import is_right, run, summary

CASE = Case(id="a", kind="number", question="口岸有几个？", answerable=True, slots=[["20个", "二十个"]], speaker="康磊")


def test_an_answer_is_right_when_it_says_all_by_the_right_speaker(library: Library) -> None:
    made = answer("内蒙古有几个对外开放口岸？", library)
    assert is_right(CASE, made)
    assert not is_right(CASE.model_copy(update={"slots": [["20个"], ["21个"]]}), made)
    assert not is_right(CASE.model_copy(update={"speaker": "张捷"}), made)
    assert not is_right(CASE.model_copy(update={"forbidden": ["4200"]}), made)
    assert not is_right(CASE.model_copy(update={"answerable": False, "slots": []}), made)
    assert not is_right(CASE, replace(made, status=Status.NOT_IN_ARTICLES))


def test_the_summary_counts_every_case(library: Library) -> None:
    cases = [CASE, CASE.model_copy(update={"id": "b", "answerable": False, "slots": [], "kind": "far"})]
    text = summary(run(cases, lambda _question: answer("红烧肉怎么做？", library)))
    assert "answered rightly: 0 of 1" in text
    assert "refused rightly: 1 of 1" in text


def test_every_slot_of_the_sets_stands_in_the_articles() -> None:
    root = Path(__file__).parents[1] / "ingest" / "articles"
    printed = "".join("".join(path.read_text("utf-8").split()) for path in root.glob("*.txt"))
    for path in SETS.glob("*.jsonl"):
        cases = read_cases(path)
        assert len({case.id for case in cases}) == len(cases)
        for case in cases:
            assert case.answerable == bool(case.slots)
            for forms in case.slots:
                assert any("".join(form.split()) in printed for form in forms), (case.id, forms)


def test_a_broken_set_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text(CASE.model_dump_json() + "\n{}\n", encoding="utf-8")
    with pytest.raises(CaseError, match="line 2"):
        read_cases(path)
    with pytest.raises(CaseError, match="cannot be read"):
        read_cases(tmp_path / "nowhere.jsonl")
