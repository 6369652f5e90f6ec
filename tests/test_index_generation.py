"""Opening an index that is absent, foreign, damaged or half deleted."""

import json
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from conftest import MODELS, Run

from assistant.library import latest
from index import manifest
from index.corpus import CorpusError
from index.encoder import Encoder, open_encoder
from index.generation import open_index
from index.manifest import IndexDamaged, IndexMismatch, IndexMissing
from index.passage import ANY
from index.search import search
from index.selfcheck import problems


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return open_encoder("", MODELS)


def test_no_index(encoder: Encoder, tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="python -m ingest sync"):
        open_index(tmp_path, encoder)


def test_an_index_of_another_encoder_names_both_ways_out(encoder: Encoder, index_path: Path) -> None:
    other = replace(encoder, name="some/other-model", fingerprint="0123456789abcdef")
    with pytest.raises(IndexMismatch, match="some/other-model") as raised:
        open_index(index_path, other)
    assert "python -m ingest sync" in str(raised.value)
    assert "INDEX_ENCODER=" in str(raised.value)


def test_an_index_of_another_version(encoder: Encoder, copied_index: Path) -> None:
    path = manifest.folder(copied_index, manifest.current(copied_index)) / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "recipe": "0"}))
    with pytest.raises(IndexMismatch, match="another version"):
        open_index(copied_index, encoder)


@pytest.mark.parametrize(
    "gone",
    [
        "chroma",
        "chroma/chroma.sqlite3",
        "keywords",
        "keywords/vocab.index.json",
        "passages.npy",
        "sentences.npy",
        "manifest.json",
    ],
)
def test_a_half_deleted_index_is_noticed(encoder: Encoder, copied_index: Path, gone: str) -> None:
    path = manifest.folder(copied_index, manifest.current(copied_index)) / gone
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    with pytest.raises(IndexDamaged, match="python -m ingest sync"):
        open_index(copied_index, encoder)


def test_a_file_cut_short_is_noticed(encoder: Encoder, copied_index: Path) -> None:
    path = manifest.folder(copied_index, manifest.current(copied_index)) / "sentences.npy"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(IndexDamaged, match=r"sentences\.npy"):
        open_index(copied_index, encoder)


def test_a_missing_corpus_is_noticed(encoder: Encoder, copied_index: Path) -> None:
    for path in copied_index.glob("corpus.sqlite*"):
        path.unlink()
    with pytest.raises((IndexDamaged, CorpusError), match="python -m ingest sync"):
        open_index(copied_index, encoder)


def test_a_generation_finds_what_is_in_it(encoder: Encoder, index_path: Path) -> None:
    assert problems(index_path, manifest.current(index_path), encoder) == []


def test_opening_a_generation_leaves_its_files_alone(encoder: Encoder, copied_index: Path) -> None:
    # Another process may look at them, or be killed, at any moment.
    folder = manifest.folder(copied_index, manifest.current(copied_index))
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*.bin")}
    opened = open_index(copied_index, encoder)
    assert search(opened, "节水", ANY, 3)
    opened.close()
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*.bin")} == before
    assert len(before) >= 4


def test_a_damaged_generation_does_not_pass_its_check(encoder: Encoder, copied_index: Path) -> None:
    generation = manifest.current(copied_index)
    path = manifest.folder(copied_index, generation) / "passages.npy"
    data = bytearray(path.read_bytes())
    data[200:] = bytes(len(data) - 200)
    path.write_bytes(data)
    assert problems(copied_index, generation, encoder)


def test_readers_take_up_a_new_generation_by_themselves(copied_index: Path, tmp_path: Path) -> None:
    from ingest.sync import sync

    get = latest(copied_index, partial(open_encoder, "", MODELS))
    before, _ = get()
    path = tmp_path / "new.txt"
    path.write_text("桥梁建设提速\n\n全市今年新建桥梁37座。", encoding="utf-8")
    sync([path], copied_index, "", MODELS, lambda _text: None)
    after, library = get()
    assert after.manifest.generation != before.manifest.generation
    assert any("37座" in hit.passage.text for hit in library.search("今年新建多少座桥梁？", ANY))


def test_the_check_command(run: Run, index_path: Path, tmp_path: Path) -> None:
    assert run("index", "check", str(index_path), input=manifest.current(index_path)).returncode == 0
    assert run("index", "check", str(tmp_path), input="none").returncode == 1
    assert run("index", "check", str(index_path), input="").returncode == 1
