"""The commands, as a shell gives them."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import Run
from eval_maker import case, record, unanswerable, write_run

ROWS = [
    {
        "id": "ports",
        "kind": "number",
        "question": "内蒙古有几个对外开放口岸？",
        "answerable": "yes",
        "slots": [["20个"]],
        "spans": [{"source": "002_89af4760a5497417.txt", "start": 1618, "end": 1674}],
    },
    {"id": "meat", "kind": "off-topic", "question": "红烧肉怎么做？", "answerable": "no"},
]


@pytest.fixture
def some(tmp_path: Path) -> Path:
    path = tmp_path / "some.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), "utf-8")
    return path


def test_run_score_report(run: Run, some: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("eval", "run", str(some), "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert "answered rightly:   1 of   1" in done.stdout
    again = run("eval", "run", str(some), "--out", str(out))
    assert "2 cases, 2 of them from before" in again.stdout
    first, second = (run("eval", "score", str(out), "--json").stdout for _ in range(2))
    assert first == second
    assert json.loads(first)["cases"] == 2
    done = run("eval", "report", str(out), "--server", "https://example.org")
    assert done.returncode == 0, done.stderr
    assert "https://example.org/?question=" in (out / "report.html").read_text("utf-8")
    assert {"report.csv", "report.json", "junit.xml"} <= {path.name for path in out.iterdir()}


def test_a_worse_run_exits_with_100(run: Run, tmp_path: Path) -> None:
    asked = [case(id="a"), unanswerable(id="b")]
    good = write_run(tmp_path / "good", asked, [record(asked[0], ("a", 0, 4)), record(asked[1])])
    bad = write_run(tmp_path / "bad", asked, [record(asked[0]), record(asked[1])])
    assert run("eval", "compare", str(good), str(good)).returncode == 0
    worse = run("eval", "compare", str(good), str(bad))
    assert (worse.returncode, worse.stdout.splitlines()[-1]) == (100, "worse")
    assert json.loads(run("eval", "compare", str(good), str(bad), "--json").stdout)["worse"]
    (tmp_path / "more").mkdir()
    other = write_run(tmp_path / "more" / "other", asked[:1], [record(asked[0])])
    done = run("eval", "compare", str(good), str(other))
    assert (done.returncode, "not of the same cases" in done.stderr) == (1, True)


def test_what_cannot_be_done_is_told_in_one_line(run: Run, some: Path, tmp_path: Path) -> None:
    for arguments, told in (
        (["run", str(tmp_path / "none.jsonl")], "cannot be read"),
        (["run", str(some), "--mode", "generated"], "ASSISTANT_MODEL"),
        (["run", str(some), "--system", "citation-engine"], "needs a model"),
        (["score", str(tmp_path / "none")], "no run"),
        (["judge", str(tmp_path / "none")], "ASSISTANT_MODEL"),
        (["adopt", "nobody"], "No answer nobody is kept"),
        (["adopt", "nobody", "--span", "a"], "No answer nobody is kept"),
        (["watch"], "No answers are kept"),
    ):
        done = run("eval", *arguments, ASSISTANT_JOURNAL=str(tmp_path / "journal"))
        assert done.returncode == 1, arguments
        assert told in done.stderr, done.stderr
        assert "Traceback" not in done.stderr
    assert run("eval", "nothing").returncode == 2


def test_a_run_can_be_scored_where_its_set_is_gone(run: Run, some: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("eval", "run", str(some), "--out", str(out))
    some.unlink()
    done = run("eval", "score", str(out))
    assert (done.returncode, "answered rightly:   1 of   1" in done.stdout) == (0, True), done.stderr


def test_a_model_that_is_down_is_no_answer(run: Run, some: Path, tmp_path: Path) -> None:
    down = {"ASSISTANT_BASE_URL": "http://127.0.0.1:9/v1", "ASSISTANT_MODEL": "m", "ASSISTANT_TIMEOUT": "1"}
    done = run("eval", "run", str(some), "--out", str(tmp_path / "out"), "--mode", "generated", **down)
    assert "2 could not be asked" in done.stdout, done.stderr


def test_a_half_written_run_is_told(run: Run, some: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("eval", "run", str(some), "--out", str(out))
    records = out / "records.jsonl"
    records.write_bytes(records.read_bytes()[:-9])
    done = run("eval", "score", str(out))
    assert (done.returncode, "line 2: half a line" in done.stderr) == (1, True)
    shutil.rmtree(out)


def test_the_blessed_line_is_of_the_set_as_it_is(run: Run) -> None:
    root = Path(__file__).parents[1]
    done = run("eval", "compare", str(root / "eval/blessed/dev"), str(root / "eval/blessed/dev"))
    assert done.returncode == 0, done.stderr
