"""kill -9 at random moments of a sync: what is served stays whole, and the next sync finishes the job."""

import multiprocessing
import random
import re
import sqlite3
import time
from pathlib import Path

from conftest import MODELS

from index import manifest, rows
from index.encoder import Encoder, open_encoder
from index.generation import open_index
from index.search import search
from ingest.sync import sync

KILLS = 50
SCHOOLS = "学校建设提速\n\n全市今年新建学校12所，新增学位9000个。\n"


def write_bridges(folder: Path, count: int) -> None:
    (folder / "bridges.txt").write_text(f"桥梁建设提速\n\n全市今年新建桥梁{count}座。\n", encoding="utf-8")


def quiet(_text: str) -> None:
    pass


def sync_folder(folder: Path, index: Path) -> None:
    sync([folder], index, "", MODELS, quiet)


def bridges_served(index: Path, encoder: Encoder) -> int:
    """How many bridges an answer would tell; everything else that is served is looked at too."""
    opened = open_index(index, encoder)
    try:
        generation = opened.manifest.generation
        assert rows.count_rows(opened.corpus, generation) == opened.manifest.passages == 4
        assert "9000个" in search(opened, "新增多少个学位？", top=1)[0].passage.text
        found = re.search(r"桥梁(\d+)座", search(opened, "新建多少座桥梁？", top=1)[0].passage.text)
        assert found
        return int(found[1])
    finally:
        opened.close()


def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    folder, index = tmp_path / "articles", tmp_path / "index"
    folder.mkdir()
    (folder / "schools.txt").write_text(SCHOOLS, encoding="utf-8")
    write_bridges(folder, 0)
    sync_folder(folder, index)
    encoder = open_encoder("", MODELS)
    # A server that has imported everything forks the syncs, so that the kills fall into their work.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["ingest.sync", "index.build", "onnxruntime"])

    def start() -> multiprocessing.process.BaseProcess:
        process = context.Process(target=sync_folder, args=(folder, index))
        process.start()
        return process

    start().join()  # the server has started
    write_bridges(folder, 1)
    begun = time.monotonic()
    start().join()
    whole = time.monotonic() - begun
    assert bridges_served(index, encoder) == 1

    chance = random.Random(20250612)
    finished = served = 1
    for number in range(2, KILLS + 2):
        write_bridges(folder, number)
        process = start()
        process.join(timeout=chance.uniform(0, whole))
        process.kill()
        process.join()
        finished += process.exitcode == 0
        now = bridges_served(index, encoder)
        # The generation of before, or the new one: nothing between, and never an older one.
        assert now in (served, number)
        served = now
    assert finished < KILLS // 2, "the kills came too late to prove anything"

    sync_folder(folder, index)
    assert bridges_served(index, encoder) == KILLS + 1
    known = manifest.read(index, manifest.current(index))
    assert manifest.missing_files(index, known) == []
    assert {path.name for path in (index / "generations").iterdir()} <= {known.generation, known.previous}
    with sqlite3.connect(manifest.corpus_file(index)) as corpus:
        assert corpus.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (left,) = corpus.execute("SELECT count(DISTINCT generation) FROM generation_rows").fetchone()
    assert left <= 2
