"""Cases read, and answers judged."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.route import Library, answer
from eval.cases import SETS, Case, CaseError, Place, problems, read_cases
from eval.run import is_right, run, summary

CASE = Case(
    id="a", kind="number", question="口岸有几个？", answerable="yes", slots=[["20个", "二十个"]], speaker="康磊"
)


def test_an_answer_is_right_when_it_says_all_by_the_right_speaker(library: Library) -> None:
    made = answer("内蒙古有几个对外开放口岸？", library)
    assert is_right(CASE, made)
    assert not is_right(CASE.model_copy(update={"slots": [["20个"], ["21个"]]}), made)
    assert not is_right(CASE.model_copy(update={"speaker": "张捷"}), made)
    assert not is_right(CASE.model_copy(update={"forbidden": ["4200"]}), made)
    assert not is_right(CASE.model_copy(update={"answerable": "no", "slots": []}), made)
    assert not is_right(CASE, replace(made, status=Status.NOT_IN_ARTICLES))


def test_the_summary_counts_every_case(library: Library) -> None:
    cases = [CASE, CASE.model_copy(update={"id": "b", "answerable": "no", "slots": [], "kind": "far"})]
    text = summary(run(cases, lambda _case: answer("红烧肉怎么做？", library)))
    assert "answered rightly: 0 of 1" in text
    assert "refused rightly: 1 of 1" in text


def test_every_slot_and_span_of_the_sets_stands_in_the_articles() -> None:
    root = Path(__file__).parents[1] / "ingest" / "articles"
    sources = {path.name: path.read_bytes().decode() for path in root.glob("*.txt")}
    for path in SETS.glob("*.jsonl"):
        assert list(problems(read_cases(path), sources)) == []


def test_a_span_or_slot_that_does_not_stand_there_is_told() -> None:
    source = {"a.txt": "口岸有20\n个。"}
    place = Place(source="a.txt", start=3, end=8)
    assert list(problems([CASE.model_copy(update={"spans": [place]})], source)) == []
    assert len(list(problems([CASE.model_copy(update={"spans": [place], "slots": [["21个"]]})], source))) == 1
    assert len(list(problems([CASE.model_copy(update={"spans": [place.model_copy(update={"end": 99})]})], source))) == 1


def test_a_broken_set_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text(CASE.model_dump_json() + "\n{}\n", encoding="utf-8")
    with pytest.raises(CaseError, match="line 2"):
        read_cases(path)
    path.write_text((CASE.model_dump_json() + "\n") * 2, encoding="utf-8")
    with pytest.raises(CaseError, match="line 2: the id a stands in line 1"):
        read_cases(path)
    with pytest.raises(CaseError, match="cannot be read"):
        read_cases(tmp_path / "nowhere.jsonl")
