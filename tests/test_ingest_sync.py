"""Sync: what is added, updated, removed and left alone; what a failure or a kill leaves behind."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import MODELS, ROOT, Run

from index import manifest
from index.corpus import CorpusError
from ingest.check import CheckError
from ingest.document import ReadError
from ingest.lock import LockError
from ingest.sync import Report, SyncError, rollback, sync

BRIDGES = "桥梁建设提速\n\n全市今年新建桥梁37座，总投资5亿元。\n"
SCHOOLS = "学校建设提速\n\n全市今年新建学校12所，新增学位9000个。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "bridges.txt").write_text(BRIDGES, encoding="utf-8")
    (made / "schools.txt").write_text(SCHOOLS, encoding="utf-8")
    return made


def run_sync(folder: Path, index: Path, rebuild: bool = False) -> Report:
    return sync([folder], index, "", MODELS, lambda _text: None, rebuild=rebuild)


def changes(report: Report) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.removed, report.unchanged


def test_a_sync_does_only_what_changed(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    first = run_sync(folder, index)
    assert changes(first) == (2, 0, 0, 0)
    again = run_sync(folder, index)
    assert changes(again) == (0, 0, 0, 2)
    assert again.generation == first.generation
    assert again.embedded == 0

    (folder / "bridges.txt").write_text(BRIDGES.replace("37座", "38座"), encoding="utf-8")
    updated = run_sync(folder, index)
    assert changes(updated) == (0, 1, 0, 1)
    assert updated.embedded == 2  # the changed sentence, alone and with its context

    (folder / "schools.txt").unlink()
    assert changes(run_sync(folder, index)) == (0, 0, 1, 1)


def test_another_path_adds_to_the_index(folder: Path, tmp_path: Path) -> None:
    index, other = tmp_path / "index", tmp_path / "other.txt"
    other.write_text("公园建设提速\n\n全市今年新建公园8个。", encoding="utf-8")
    run_sync(folder, index)
    report = sync([other], index, "", MODELS, lambda _text: None)
    assert changes(report) == (1, 0, 0, 2)
    assert report.articles == 3


def test_a_rebuild_embeds_nothing_again(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    first = run_sync(folder, index)
    rebuilt = run_sync(folder, index, rebuild=True)
    assert rebuilt.generation != first.generation
    assert rebuilt.embedded == 0


def test_rollback_serves_the_generation_before(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    first = run_sync(folder, index)
    with pytest.raises(SyncError, match="no earlier generation"):
        rollback(index)
    (folder / "schools.txt").unlink()
    run_sync(folder, index)
    assert rollback(index).generation == first.generation == manifest.current(index)


def test_only_the_served_and_the_last_generation_are_kept(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    for number in range(4):
        (folder / "bridges.txt").write_text(BRIDGES.replace("37座", f"{number}座"), encoding="utf-8")
        run_sync(folder, index)
    kept = {path.name for path in (index / "generations").iterdir()}
    served = manifest.read(index, manifest.current(index))
    assert kept == {served.generation, served.previous}
    with sqlite3.connect(manifest.corpus_file(index)) as corpus:
        assert {name for (name,) in corpus.execute("SELECT DISTINCT generation FROM generation_rows")} == kept


def test_a_bad_file_is_named_and_the_rest_goes_in(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.txt").write_bytes(bytes(range(256)))
    report = run_sync(folder, tmp_path / "index")
    assert report.articles == 2
    assert len(report.failed) == 1
    assert "broken.txt" in report.failed[0]


def test_nothing_to_read_changes_nothing(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    first = run_sync(folder, index)
    with pytest.raises(ReadError):
        sync([tmp_path / "nowhere"], index, "", MODELS, lambda _text: None)
    assert manifest.current(index) == first.generation


def test_a_second_writer_is_told_who_is_at_work(folder: Path, tmp_path: Path) -> None:
    import fcntl

    index = tmp_path / "index"
    run_sync(folder, index)
    with (index / ".lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(LockError, match="Another sync is at work"):
            run_sync(folder, index)


def test_a_broken_corpus_is_set_aside_and_made_again(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    run_sync(folder, index)
    for path in index.glob("corpus.sqlite*"):
        path.unlink()
    manifest.corpus_file(index).write_bytes(b"no database at all, but long enough to be looked at" * 100)
    report = run_sync(folder, index, rebuild=True)
    assert report.articles == 2
    assert list(index.glob("corpus.broken-*.sqlite"))


@pytest.mark.parametrize("gone", ["chroma", "keywords", "passages.npy", "manifest.json", "manifest.json?"])
def test_a_half_deleted_index_is_built_again(folder: Path, tmp_path: Path, gone: str) -> None:
    index = tmp_path / "index"
    first = run_sync(folder, index)
    path = manifest.folder(index, first.generation) / gone.removesuffix("?")
    if gone.endswith("?"):
        path.write_text("garbage")
    elif path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    again = run_sync(folder, index)
    assert again.generation != first.generation
    assert again.embedded == 0
    served = manifest.read(index, manifest.current(index))
    assert manifest.missing_files(index, served) == []


def test_a_killed_sync_leaves_the_old_generation_and_the_next_one_finishes(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    first = run_sync(folder, index)
    (folder / "bridges.txt").write_text(BRIDGES.replace("37座", "99座"), encoding="utf-8")
    for seconds in (0.6, 1.2, 1.8, 2.4):
        started = subprocess.Popen(
            [sys.executable, "-m", "ingest", "sync", str(folder)],
            cwd=ROOT,
            env={**os.environ, "INDEX_PATH": str(index), "INDEX_MODELS": str(MODELS)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        started.send_signal(signal.SIGKILL)
        if started.wait() == 0:
            break
        assert manifest.missing_files(index, manifest.read(index, manifest.current(index))) == []
    report = run_sync(folder, index)
    assert changes(report) in {(0, 1, 0, 1), (0, 0, 0, 2)}
    assert manifest.current(index) != first.generation


def test_the_commands(run: Run, folder: Path, tmp_path: Path) -> None:
    index = {"INDEX_PATH": str(tmp_path / "index")}
    missing = run("ingest", "status", **index)
    assert (missing.returncode, missing.stdout) == (1, "")
    assert missing.stderr.count("\n") == 1
    assert "python -m ingest sync" in missing.stderr
    report = json.loads(run("ingest", "sync", str(folder), "--json", **index).stdout)
    assert report["added"] == 2
    assert "2 files, 2 articles" in run("ingest", "status", **index).stdout
    assert run("ingest", "rollback", **index).returncode == 1
    assert run("ingest", "bogus").returncode == 2


def test_read_prints_a_file_as_json_and_for_a_person(run: Run) -> None:
    path = next((ROOT / "ingest/articles").glob("002*.txt"))
    text = path.read_bytes().decode()
    stored = json.loads(run("ingest", "read", str(path), "--json").stdout)
    assert stored["source"] == path.name
    for article in stored["articles"]:
        assert set(article) >= {"title", "author", "role", "org", "region", "action", "published", "field_spans"}
        for passage in article["passages"]:
            joined = "".join(text[start:end] for start, end in passage["spans"])
            assert joined.split() == passage["text"].split()
        titles = article["field_spans"]["title"]
        assert "".join(text[start:end] for start, end in titles) == article["title"]
    shown = run("ingest", "read", str(path)).stdout
    assert "〔原文此处缺失〕" in shown
    assert "〔按内容移回此处〕" in shown


@pytest.mark.parametrize("content", [None, b"", bytes(range(256))])
def test_a_file_that_cannot_be_read_is_one_sentence(run: Run, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "odd.txt"
    if content is not None:
        path.write_bytes(content)
    for command in ("read", "sync"):
        done = run("ingest", command, str(path), INDEX_PATH=str(tmp_path / "index"))
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        assert "odd.txt" in done.stderr


def test_a_file_that_turns_unreadable_stays_as_it_was(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    run_sync(folder, index)
    (folder / "bridges.txt").write_bytes(b"")
    report = run_sync(folder, index)
    assert changes(report) == (0, 0, 0, 2)
    assert "bridges.txt" in report.failed[0]


def test_a_deleted_path_is_synced_away(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    run_sync(folder, index)
    (folder / "bridges.txt").unlink()
    report = sync([folder / "bridges.txt"], index, "", MODELS, lambda _text: None)
    assert changes(report) == (0, 0, 1, 1)


@pytest.mark.parametrize("broken", ["chroma/chroma.sqlite3", "corpus"])
def test_a_spoiled_database_is_mended_by_the_next_sync(folder: Path, tmp_path: Path, broken: str) -> None:
    index = tmp_path / "index"
    first = run_sync(folder, index)
    spoiled = manifest.corpus_file(index) if broken == "corpus" else manifest.folder(index, first.generation) / broken
    for path in spoiled.parent.glob(f"{spoiled.name}-*"):
        path.unlink()
    spoiled.write_bytes(b"garbage" * 1000)
    again = run_sync(folder, index)
    assert again.generation != first.generation
    assert again.articles == 2


def test_a_lost_manifest_forgets_no_other_path(folder: Path, tmp_path: Path) -> None:
    index, other = tmp_path / "index", tmp_path / "other.txt"
    other.write_text("公园建设提速\n\n全市今年新建公园8个。", encoding="utf-8")
    run_sync(folder, index)
    sync([other], index, "", MODELS, lambda _text: None)
    (manifest.folder(index, manifest.current(index)) / "manifest.json").unlink()
    report = sync([other], index, "", MODELS, lambda _text: None)
    assert report.articles == 3


def test_deleted_generations_and_a_spoiled_pointer_forget_nothing(folder: Path, tmp_path: Path) -> None:
    index, other = tmp_path / "index", tmp_path / "other.txt"
    other.write_text("公园建设提速\n\n全市今年新建公园8个。", encoding="utf-8")
    run_sync(folder, index)
    served = sync([other], index, "", MODELS, lambda _text: None).generation
    (index / "current").write_text("garbage")
    assert sync([other], index, "", MODELS, lambda _text: None).articles == 3
    assert manifest.current(index) == served
    shutil.rmtree(index / "generations")
    assert sync([other], index, "", MODELS, lambda _text: None).articles == 3


def test_many_files_of_one_title_pass_the_check(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in range(15):
        text = f"编者按\n\n第{number}期刊发一组文章，欢迎读者来信。"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    assert run_sync(folder, tmp_path / "index").articles == 15


def test_an_index_that_cannot_be_written_is_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("ingest", "sync", INDEX_PATH=str(tmp_path / "file"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "INDEX_PATH" in done.stderr
    asked = run("assistant", "ask", "问题在此", INDEX_PATH=str(tmp_path / "file"))
    assert (asked.returncode, asked.stderr.count("\n")) == (1, 1)


def test_an_emptied_folder_leaves_the_index(folder: Path, tmp_path: Path) -> None:
    index, other = tmp_path / "index", tmp_path / "other.txt"
    other.write_text("公园建设提速\n\n全市今年新建公园8个。", encoding="utf-8")
    run_sync(folder, index)
    sync([other], index, "", MODELS, quiet)
    for path in folder.iterdir():
        path.unlink()
    assert changes(run_sync(folder, index)) == (0, 0, 2, 1)


def test_a_text_without_words_to_look_up_passes_the_check(folder: Path, tmp_path: Path) -> None:
    (folder / "schools.txt").write_text(SCHOOLS + "\n————————\n\f\nᠮᠣᠩᠭᠣᠯ\n", encoding="utf-8")
    assert run_sync(folder, tmp_path / "index").articles == 2


def test_a_generation_that_was_never_checked_is_checked_before_it_is_served(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    served = run_sync(folder, index).generation
    (index / "current").unlink()
    spoiled = manifest.folder(index, served) / "passages.npy"
    data = bytearray(spoiled.read_bytes())
    data[200:] = bytes(len(data) - 200)
    spoiled.write_bytes(data)
    with pytest.raises(CheckError, match="did not pass its check"):
        run_sync(folder, index)
    assert not (index / "current").exists()
    run_sync(folder, index, rebuild=True)


def test_a_locked_corpus_is_not_taken_for_a_broken_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    run_sync(folder, index)
    write_changed(folder)
    monkeypatch.setattr("index.corpus.PATIENCE", 0.2)
    with sqlite3.connect(manifest.corpus_file(index), isolation_level=None) as locking:
        locking.execute("BEGIN EXCLUSIVE")
        with pytest.raises((SyncError, CorpusError), match="locked"):
            run_sync(folder, index)
        locking.execute("ROLLBACK")
    assert not list(index.glob("corpus.broken-*"))
    assert changes(run_sync(folder, index)) == (0, 1, 0, 1)


def test_an_unchanged_index_goes_back_to_no_damaged_generation(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    first = run_sync(folder, index)
    write_changed(folder)
    run_sync(folder, index)
    shutil.rmtree(manifest.folder(index, first.generation) / "chroma")
    with pytest.raises(SyncError, match="damaged"):
        rollback(index)


def test_an_encoded_name_that_nobody_can_write_is_one_files_matter(folder: Path, tmp_path: Path) -> None:
    (folder / os.fsdecode("节水.txt".encode("gbk"))).write_text("正文。", encoding="utf-8")
    report = run_sync(folder, tmp_path / "index")
    assert report.articles == 2
    assert "rename it" in report.failed[0]


def write_changed(folder: Path) -> None:
    (folder / "bridges.txt").write_text(BRIDGES.replace("37座", "38座"), encoding="utf-8")


def quiet(_text: str) -> None:
    pass
