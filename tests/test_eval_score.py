"""Scores, comparisons and reports of runs of a few cases."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from eval_maker import case, record, unanswerable, write_run

from eval import wording
from eval.cases import SETS, Place, read_cases
from eval.checker import CLAIMS, PAIRS, Checked, check, check_halves, compare, part_of, read_pairs, verdicts
from eval.compare import as_text as comparison_text
from eval.compare import compare as compare_runs
from eval.compare import mcnemar
from eval.folder import Folder, RunError, read_folder
from eval.report import as_csv, as_html, as_junit
from eval.score import METRICS, Scores, score
from eval.summary import as_text, wrong_answers

TRUE, NONE = case(id="true"), unanswerable(id="none")
CASES = [
    TRUE,
    case(id="half", slots=[["二三"], ["九"]], spans=[Place(source="s", start=0, end=10)]),
    NONE,
    unanswerable(id="claimed"),
]
RECORDS = [
    record(TRUE, ("a", 0, 4), hits=["a"]),
    record(CASES[1], ("a", 0, 4), hits=["b", "a"], confidence=0.6),
    record(NONE),
    record(CASES[3], ("b", 0, 4), confidence=0.2),
]

Scored = tuple[Folder, Scores]


@pytest.fixture
def scored(tmp_path: Path) -> Scored:
    folder = read_folder(write_run(tmp_path / "run", CASES, RECORDS))
    return folder, score(folder, CASES, CLAIMS)


def test_totals_count_every_case(scored: Scored) -> None:
    _, scores = scored
    assert (scores.answerable.value, scores.answerable.n) == (0.5, 2)
    assert (scores.unanswerable.value, scores.unanswerable.n) == (0.5, 2)
    assert scores.total["right"].value == 0.5
    assert scores.total["slots"].value == 0.75
    assert scores.total["recall@1"].value == 0.5
    assert scores.total["refusal_precision"].n == 1
    assert (scores.by_kind["fact"].n, scores.by_action["行动"].n) == (2, 2)
    assert scores.curve[-1].coverage == 0.75
    assert "tokens" not in scores.total
    text = as_text(scores, scores.checker)
    assert "answered rightly:   1 of   2 (50.0%" in text
    assert "last time" in text


def test_the_same_records_give_the_same_bytes(scored: Scored) -> None:
    folder, scores = scored
    assert score(read_folder(folder.path), CASES, CLAIMS).json() == scores.json()
    assert json.loads(scores.json())["rows"][0]["id"] == "true"
    assert Checked.of(json.loads(scores.json())["checker"]).pairs == scores.checker.pairs


def test_records_of_other_questions_are_refused(scored: Scored) -> None:
    folder, _ = scored
    with pytest.raises(RunError, match="1 cases have no record"):
        score(folder, [*CASES[:3], unanswerable(id="claimed", question="另一个？")], CLAIMS)
    with pytest.raises(RunError, match="1 records no case"):
        score(folder, CASES[:3], CLAIMS)


def test_what_is_wrong_is_shown_with_the_answer(scored: Scored) -> None:
    lines = list(wrong_answers(scored[0], CASES, scored[1]))
    assert [line.split()[0] for line in lines[::2]] == ["half", "claimed"]


def _run(path: Path, changed: dict[int, int], key: str) -> Scored:
    """A run like the first whose records, by position, are those of other positions."""
    records = [
        RECORDS[changed.get(at, at)].model_copy(update={"case": CASES[at].id, "input": RECORDS[at].input})
        for at in range(len(CASES))
    ]
    folder = read_folder(write_run(path, CASES, records, key))
    return folder, score(folder, CASES, CLAIMS)


def test_a_comparison_lists_what_flipped(scored: Scored, tmp_path: Path) -> None:
    worse = _run(tmp_path / "worse", {0: 2, 3: 2}, "2")  # refuses what it answered, and what cannot be answered
    found = compare_runs(scored, worse)
    assert ([one.id for one in found.lost], [one.id for one in found.gained]) == (["true"], ["claimed"])
    assert (found.lost[0].before, found.lost[0].after_status) == ("一二三四", "unanswerable_not_in_articles")
    assert found.changed == {"program": ("1", "2")}
    assert found.below == ["answered rightly: 0.0%, was 50.0%"]
    assert found.worse
    assert "lost true" in comparison_text(found)
    assert not compare_runs(scored, scored).worse
    assert json.loads(found.json())["worse"]


def test_a_wrong_speaker_is_below_any_line(scored: Scored, tmp_path: Path) -> None:
    other = _run(tmp_path / "other", {1: 3}, "2")
    assert compare_runs(scored, other).below == ["wrong speakers: 1, were 0"]


def test_runs_of_other_cases_are_not_compared(scored: Scored, tmp_path: Path) -> None:
    folder = read_folder(write_run(tmp_path / "less", CASES[:2], RECORDS[:2]))
    with pytest.raises(RunError, match="not of the same cases"):
        compare_runs(scored, (folder, score(folder, CASES[:2], CLAIMS)))


@pytest.mark.parametrize(("gained", "lost", "p"), [(0, 0, 1.0), (5, 5, 1.0), (0, 5, 0.0625), (0, 6, 0.03125)])
def test_mcnemar_is_exact(gained: int, lost: int, p: float) -> None:
    assert mcnemar(gained, lost) == pytest.approx(p)


def test_the_report_stands_alone(scored: Scored, tmp_path: Path) -> None:
    evil = case(id="evil", question="<script>alert(1)</script>")
    folder = read_folder(write_run(tmp_path / "evil", [evil], [record(evil, ("a", 0, 4))]))
    page = as_html([(folder, score(folder, [evil], CLAIMS))], [evil])
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<mark>一二三四</mark>五六七八九十" in page
    page = as_html([scored, scored], CASES, scored[1].checker)
    assert page.index('id="claimed"') < page.index('id="true"')  # worst first
    assert page.count("<svg") == 3
    assert "上次" in page
    assert 'src="http' not in page


def test_tables_for_other_programs(scored: Scored) -> None:
    folder, scores = scored
    rows = as_csv(scores).splitlines()
    assert len(rows) == 5
    assert rows[1].startswith("true,fact,行动,A,,1,")
    suite = ElementTree.fromstring(as_junit(scores, CASES, folder))  # noqa: S314
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("4", "2", "0")
    assert suite.findall("testcase")[1].find("failure") is not None


def test_a_run_that_lost_something_is_told(scored: Scored) -> None:
    folder, _ = scored
    (folder.path / "passages.jsonl").write_text("", "utf-8")
    with pytest.raises(RunError, match="has lost 2 passages"):
        score(read_folder(folder.path), CASES, CLAIMS)
    (folder.path / "sources.json").unlink()
    with pytest.raises(RunError, match="s has no characters 0 to 4"):
        score(read_folder(folder.path), CASES, CLAIMS)


def test_where_nothing_is_answered_nothing_is_best(tmp_path: Path) -> None:
    failed = RECORDS[0].model_copy(update={"answer": None, "error": "ValueError: no"})
    folder = read_folder(write_run(tmp_path / "failed", [TRUE], [failed]))
    scores = score(folder, [TRUE], CLAIMS)
    assert (scores.area, scores.calibration_error, scores.errors) == (None, None, 1)
    assert not {"forbidden", "misattributed", "exact"} & scores.total.keys()
    assert "—" in as_html([(folder, scores)], [TRUE])


def test_every_metric_and_kind_has_its_words() -> None:
    assert {metric.name for metric in METRICS} == wording.METRICS.keys()
    assert all(metric.measure for metric in METRICS)
    kinds = {one.kind for path in SETS.glob("*.jsonl") if path not in (CLAIMS, PAIRS) for one in read_cases(path)}
    assert kinds <= wording.KINDS.keys()
    assert {pair.kind for path in (CLAIMS, PAIRS) for pair in read_pairs(path)} == wording.CLAIMS.keys()


def test_the_checker_is_held_against_labels() -> None:
    pairs = read_pairs(CLAIMS)
    perfect = compare(pairs, [pair.supported for pair in pairs])
    assert (perfect.precision, perfect.recall, perfect.wrong) == (1.0, 1.0, ())
    lax: Callable[[object], bool] = lambda _pair: True  # noqa: E731
    found = check(CLAIMS, lax)
    assert (found.precision, found.recall) == (0.5, 1.0)
    assert (found.by_kind["number"], found.by_kind["copy"]) == (0.0, 1.0)
    ours = check()
    assert ours.by_kind["copy"] == 1.0
    assert ours.by_kind["number"] == 1.0  # a wrong figure never passes
    assert ours.precision > 0.95
    assert ours.recall > 0.85


def test_the_checker_is_held_against_edits_that_it_was_not_made_with() -> None:
    pairs = read_pairs(PAIRS)
    halves = check_halves()
    assert {name: half.pairs for name, half in halves.items()} == Counter(map(part_of, pairs))
    assert halves["in English"].caught > 0.95
    assert halves["in English"].recall > 0.5
    assert halves["written later"].caught > 0.99
    assert halves["written later"].recall > 0.85
    assert halves["held out"].caught > 0.95
    assert halves["held out"].recall > 0.9


def test_verdicts_are_kept_until_the_pairs_change(tmp_path: Path) -> None:
    few = tmp_path / "few.jsonl"
    rows = CLAIMS.read_text("utf-8").splitlines()[:6]
    few.write_text("\n".join(rows) + "\n", "utf-8")
    first = verdicts(few, read_pairs(few), tmp_path / "kept")
    [kept] = (tmp_path / "kept").iterdir()
    kept.write_text(json.dumps([not one for one in first]), "utf-8")
    assert verdicts(few, read_pairs(few), tmp_path / "kept") == [not one for one in first]
    kept.write_text("spoiled", "utf-8")
    assert verdicts(few, read_pairs(few), tmp_path / "kept") == first
    few.write_text("\n".join(rows[:5]) + "\n", "utf-8")
    assert verdicts(few, read_pairs(few), tmp_path / "kept") == first[:5]
