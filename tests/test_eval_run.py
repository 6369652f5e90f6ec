"""Asking a set: records as they come, going on after a stop, taking over what has not changed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from eval_maker import PASSAGES, SOURCE, case, record

from eval.cases import SETS, Case, CaseError, Place, problems, read_cases
from eval.checker import CLAIMS, PAIRS, read_pairs
from eval.folder import RunError, find, read_folder
from eval.run import Made, System, run
from eval.systems import ours

CASES = [case(id=name, question=f"{name}？") for name in ("one", "two", "three")]
SET = Path("some.jsonl")


def system(seen: list[str], fails: Callable[[str], bool] = lambda _name: False, key: str = "1") -> System:
    """A system that quotes the truth, notes what it was asked, and fails where it is told to."""

    def ask(asked: Case) -> Made:
        seen.append(asked.id)
        if fails(asked.id):
            raise ValueError("no answer today")
        made = record(asked, ("a", 0, 4), hits=["a"])
        assert made.answer
        return Made(made.answer, made.hits, [PASSAGES["a"]], {})

    return System("ours", {"program": key}, ask, lambda _sources: [], lambda _name: SOURCE)


def test_records_stand_in_the_order_of_the_set(tmp_path: Path) -> None:
    seen: list[str] = []
    told = run(CASES, SET, system(seen), tmp_path)
    folder = read_folder(told.path)
    assert [one.case for one in folder.records] == seen == ["one", "two", "three"]
    assert folder.sources == {"s": SOURCE}
    assert (told.cases, told.kept, told.errors) == (3, 0, 0)
    assert find("", tmp_path) == find(told.path.name, tmp_path) == told.path


def test_a_run_that_was_stopped_goes_on(tmp_path: Path) -> None:
    def stop(name: str) -> bool:
        if name == "three":
            raise KeyboardInterrupt
        return False

    with pytest.raises(KeyboardInterrupt):
        run(CASES, SET, system([], stop), tmp_path)
    (stopped,) = tmp_path.iterdir()
    with pytest.raises(RunError, match="was stopped"):
        read_folder(stopped)
    # A kill in the middle of a line: what is whole is kept, the rest is asked again.
    with (stopped / "records.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"case": "thr')
    seen: list[str] = []
    told = run(CASES, SET, system(seen), tmp_path)
    assert (told.path, told.kept, seen) == (stopped, 2, ["three"])
    assert [one.case for one in read_folder(stopped).records] == ["one", "two", "three"]


def test_what_has_not_changed_is_not_asked_again(tmp_path: Path) -> None:
    first = run(CASES, SET, system([]), tmp_path)
    seen: list[str] = []
    assert run(CASES, SET, system(seen), tmp_path).path == first.path
    grown = [*CASES, case(id="four", question="four？")]
    told = run(grown, SET, system(seen), tmp_path)
    assert (told.kept, seen) == (3, ["four"])
    assert "a" in read_folder(told.path).passages
    run(CASES, SET, system(seen, key="2"), tmp_path)
    assert seen == ["four", "one", "two", "three"]
    assert run(CASES, SET, system(seen, key="2"), tmp_path, again=True, out=tmp_path / "again").kept == 0


def test_a_case_that_fails_is_recorded_and_asked_again(tmp_path: Path) -> None:
    told = run(CASES, SET, system([], lambda name: name == "two"), tmp_path)
    assert told.errors == 1
    assert "1 could not be asked" in str(told)
    failed = read_folder(told.path).records[1]
    assert (failed.answer, failed.error) == (None, "ValueError: no answer today")
    seen: list[str] = []
    better = run(CASES, SET, system(seen), tmp_path)
    assert (better.errors, better.kept, seen) == (0, 2, ["two"])


def test_what_failed_is_asked_again_in_its_place(tmp_path: Path) -> None:
    out = tmp_path / "mine"
    assert run(CASES, SET, system([], lambda name: name == "two"), tmp_path / "runs", out=out).errors == 1
    seen: list[str] = []
    told = run(CASES, SET, system(seen), tmp_path / "runs", out=out)
    assert (told.errors, told.kept, seen) == (0, 2, ["two"])
    assert [one.case for one in read_folder(out).records] == ["one", "two", "three"]


def test_a_damaged_run_is_passed_over(tmp_path: Path) -> None:
    first = run(CASES, SET, system([]), tmp_path).path
    (first / "records.jsonl").write_text("{}\n", "utf-8")
    told = run(CASES, SET, system([]), tmp_path)
    assert told.path != first
    assert "Passed over" in str(told)
    (first / "run.json").write_text("{", "utf-8")
    assert find("", tmp_path) == told.path


def test_a_set_whose_truth_is_not_there_is_not_asked(tmp_path: Path) -> None:
    place = Place(source="s", start=-1, end=3)
    wrong: list[dict[str, object]] = [{"slots": []}, {"slots": [["無"]]}, {"spans": [place]}]
    for changes in wrong:
        with pytest.raises(CaseError, match=r"some.jsonl: one: .* mend these rows"):
            run([CASES[0].model_copy(update=changes)], SET, system([]), tmp_path)


def test_a_folder_of_another_run_is_not_written_into(tmp_path: Path) -> None:
    run(CASES, SET, system([]), tmp_path / "runs", out=tmp_path / "mine")
    with pytest.raises(RunError, match="name another --out"):
        run(CASES[:1], SET, system([]), tmp_path / "runs", out=tmp_path / "mine")
    (tmp_path / "mine" / "run.json").unlink()
    with pytest.raises(RunError, match="is gone"):
        run(CASES, SET, system([]), tmp_path / "runs", out=tmp_path / "mine")
    with pytest.raises(RunError, match="cannot be written"):
        run(CASES, SET, system([]), tmp_path / "runs", out=Path("/proc/mine"))
    with pytest.raises(CaseError, match="has no cases"):
        run([], SET, system([]), tmp_path)


def test_damage_is_told_with_file_and_line(tmp_path: Path) -> None:
    path = run(CASES, SET, system([]), tmp_path).path
    records = path / "records.jsonl"
    lines = records.read_text("utf-8").splitlines(keepends=True)
    records.write_text(lines[0] + "{}\n" + lines[2], "utf-8")
    with pytest.raises(RunError, match=r"records.jsonl, line 2: case: "):
        read_folder(path)
    records.write_text("".join(lines[:2]) + lines[2][:20], "utf-8")
    with pytest.raises(RunError, match=r"line 3: half a line"):
        read_folder(path)
    records.write_text("".join(lines[:2]), "utf-8")
    with pytest.raises(RunError, match="2 records of 3 cases"):
        read_folder(path)
    (path / "run.json").write_text("{", "utf-8")
    with pytest.raises(RunError, match=r"run\.json"):
        read_folder(path)
    with pytest.raises(RunError, match="no run nowhere"):
        find("nowhere", tmp_path)
    with pytest.raises(RunError, match="no finished run"):
        find("", tmp_path / "empty")


def test_our_own_answers_are_recorded_with_what_was_found(latest: Any, tmp_path: Path) -> None:
    index, library = latest()
    asked = Case(
        id="a",
        kind="number",
        question="内蒙古有几个对外开放口岸？",
        answerable="yes",
        spans=[Place(source="002_89af4760a5497417.txt", start=1618, end=1674)],
        slots=[["20个"]],
    )
    folder = read_folder(run([asked], SET, ours(index, library), tmp_path).path)
    (made,) = folder.records
    assert made.answer
    assert "20个" in made.answer.text
    assert 0 < made.answer.confidence < 1
    assert len(made.hits) == 10
    quote = made.answer.citations[0]
    source = folder.sources[folder.passages[quote.passage_id].source]
    assert "".join(source[start:end] for start, end in quote.spans).split() == quote.quote.split()
    # Every passage of the source that holds the truth is known, found or not.
    assert sum(one.source == asked.spans[0].source for one in folder.passages.values()) > 20
    other = ours(index, replace(library, threshold=9.0))
    assert other.key != ours(index, library).key


def test_every_slot_and_span_of_the_sets_stands_in_the_articles() -> None:
    root = Path(__file__).parents[1] / "ingest" / "articles"
    sources = {path.name: path.read_bytes().decode() for path in root.glob("*.txt")}
    for path in SETS.glob("*.jsonl"):
        if path not in (CLAIMS, PAIRS):
            assert list(problems(read_cases(path), sources)) == []
    for pair in [*read_pairs(CLAIMS), *read_pairs(PAIRS)]:
        for quote in pair.quotes:
            printed = "".join(sources[place.source][place.start : place.end] for place in quote.places)
            assert "".join(printed.split()) == "".join(quote.text.split()), pair.id


def test_a_span_or_slot_that_does_not_stand_there_is_told() -> None:
    source = {"a.txt": "口岸有20\n个。"}
    told = case(slots=[["20个"]], spans=[Place(source="a.txt", start=3, end=8)])
    assert list(problems([told], source)) == []
    assert len(list(problems([told.model_copy(update={"slots": [["21个"]]})], source))) == 1
    beyond = told.model_copy(update={"spans": [Place(source="a.txt", start=3, end=99)]})
    assert len(list(problems([beyond], source))) == 1


def test_a_broken_set_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text(CASES[0].model_dump_json() + "\n{}\n", encoding="utf-8")
    with pytest.raises(CaseError, match="line 2"):
        read_cases(path)
    path.write_text((CASES[0].model_dump_json() + "\n") * 2, encoding="utf-8")
    with pytest.raises(CaseError, match="line 2: the id one stands in line 1"):
        read_cases(path)
    path.write_bytes(b"\xef\xbb\xbf" + CASES[0].model_dump_json().encode() + b"\n")
    assert [one.id for one in read_cases(path)] == ["one"]
    path.write_text(CASES[0].model_dump_json() + "\n\n\n" + CASES[1].model_dump_json(), encoding="utf-8")
    with pytest.raises(CaseError, match="line 2: the line is empty"):
        read_cases(path)
    with pytest.raises(CaseError, match="cannot be read"):
        read_cases(tmp_path / "nowhere.jsonl")
