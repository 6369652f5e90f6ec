"""Files -> a new generation of the index, checked in another process before it is served.

What changed is told by digests. A sync replaces what earlier syncs of the same path brought and leaves the
rest of the index alone. A generation is built in a folder of its own; until `current` names it nobody sees
it, so a kill at any moment leaves the old one answering and the next sync starts over from what was embedded.
"""

import fcntl
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index import manifest as manifests
from index.manifest import IndexDamaged, IndexMissing, Manifest
from index.problem import Problem
from ingest.gather import Gathered, compare, gather
from ingest.read import read

if TYPE_CHECKING:
    from index.encoder import Encoder
    from index.passage import Passage

_BATCH = 64


class SyncError(Problem):
    """A sync cannot be done; what was served is still served."""


@dataclass(frozen=True)
class Report:
    """What a sync did, in numbers of files unless said otherwise; `failed` has a sentence for each file left out."""

    generation: str
    added: int
    updated: int
    removed: int
    unchanged: int
    articles: int
    passages: int
    embedded: int
    seconds: float
    failed: tuple[str, ...] = ()

    def __str__(self) -> str:
        change = f"{self.added} added, {self.updated} updated, {self.removed} removed, {self.unchanged} unchanged"
        return (
            f"Index {self.generation}: {change}; {self.articles} articles, {self.passages} passages, "
            f"{self.embedded} texts embedded, {self.seconds:.1f} s."
        )

    def json(self) -> str:
        """The report as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def sync(
    roots: Sequence[Path],
    index: Path,
    encoder: str,
    models: Path,
    say: Callable[[str], None],
    rebuild: bool = False,
) -> Report:
    """Bring the index up to date with the files under `roots`.

    An encoder that was not prepared is prepared first. Raises SyncError, ReadError when nothing of a path can be read,
    or the errors of index.encoder and index.export.
    """
    from index.encoder import prepare

    started = time.perf_counter()
    with _only_writer(index):
        known = prepare(encoder, models, say)
        old = _served(index, say)
        gathered = gather(roots, old)
        if not gathered.inputs:
            raise SyncError("Nothing would be left in the index: name a file or a folder that can be read.")
        changes = compare(old, gathered.inputs)
        fresh = old is not None and old.fingerprint == known.fingerprint and old.recipe == manifests.RECIPE
        made, embedded = old, 0
        if made is None or not fresh or rebuild or changes.any or manifests.missing_files(index, made):
            say(f"Building a new generation from {len(gathered.inputs)} files ...")
            made, embedded = _build(index, known.name, models, gathered, old, say, check=rebuild)
        elif not manifests.serves(index, made.generation):
            manifests.switch(index, made.generation)
    return Report(
        made.generation,
        changes.added,
        changes.updated,
        changes.removed,
        changes.unchanged,
        made.articles,
        made.passages,
        embedded,
        time.perf_counter() - started,
        gathered.failed,
    )


def rollback(index: Path) -> Manifest:
    """Serve the generation before the current one again; raises SyncError when there is none."""
    with _only_writer(index):
        served = manifests.read(index, manifests.current(index))
        if not served.previous or not manifests.folder(index, served.previous).exists():
            raise SyncError("There is no earlier generation to go back to.")
        earlier = manifests.read(index, served.previous)
        manifests.switch(index, earlier.generation)
    return earlier


@contextmanager
def _only_writer(index: Path) -> Iterator[None]:
    """Hold the index's lock; a second writer is told who has it. The lock goes with its process."""
    try:
        index.mkdir(parents=True, exist_ok=True)
        opened = (index / ".lock").open("a+", encoding="ascii")
    except OSError as error:
        raise SyncError(
            f"The index cannot be written at {index} ({error.strerror}): choose another INDEX_PATH."
        ) from None
    with opened as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise SyncError(
                f"Another sync is at work on {index} (process {lock.read().strip()}): wait until it has ended."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _served(index: Path, say: Callable[[str], None]) -> Manifest | None:
    try:
        return manifests.read(index, manifests.current(index))
    except IndexMissing:
        return manifests.newest(index)
    except IndexDamaged as error:
        say(f"{error} Doing that now.")
        return manifests.newest(index)


def _build(
    index: Path,
    encoder_name: str,
    models: Path,
    gathered: Gathered,
    old: Manifest | None,
    say: Callable[[str], None],
    check: bool,
) -> tuple[Manifest, int]:
    from index import corpus
    from index.encoder import open_encoder
    from index.generation import write_generation
    from ingest.split import indexed_text

    encoder = open_encoder(encoder_name, models)
    truth = _open_truth(index, say, check)
    before = old.generation if old else ""
    passages = _passages(truth, gathered)
    embedded = _embed(truth, encoder, passages)
    created = datetime.now(UTC)
    manifest = Manifest(
        generation=f"{created:%Y%m%dT%H%M%S}-{os.urandom(2).hex()}",
        created=created.isoformat(timespec="seconds"),
        previous=before,
        recipe=manifests.RECIPE,
        encoder=encoder.name,
        fingerprint=encoder.fingerprint,
        dimensions=encoder.dimensions,
        articles=len({passage.article.id for passage in passages}),
        passages=len(passages),
        sentences=sum(len(passage.sentences) for passage in passages),
        inputs=gathered.inputs,
    )
    with truth:
        corpus.add_generation(truth, manifest.generation, passages)
    write_generation(truth, index, manifest, passages, indexed_text)
    _check_elsewhere(index, manifest.generation)
    manifests.switch(index, manifest.generation)
    _sweep(truth, index, keep={before, manifest.generation})
    truth.close()
    return manifest, embedded


def _open_truth(index: Path, say: Callable[[str], None], check: bool) -> sqlite3.Connection:
    """The corpus for writing; one that cannot be opened, or that `check` finds damaged, is set aside and made anew."""
    from index import corpus

    path = manifests.corpus_file(index)
    try:
        truth = corpus.open_corpus(path, write=True)
        if check and truth.execute("PRAGMA quick_check").fetchone() != ("ok",):
            truth.close()
            raise corpus.CorpusError(f"The index's corpus {path} is damaged.")
    except (corpus.CorpusError, sqlite3.DatabaseError) as error:
        aside = path.with_name(f"corpus.broken-{int(time.time())}.sqlite")
        for suffix in ("", "-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.rename(aside.with_name(aside.name + suffix))
        say(f"{error} It was moved to {aside.name}, and a new one is made from the files.")
        return corpus.open_corpus(path, write=True)
    return truth


def _passages(truth: sqlite3.Connection, gathered: Gathered) -> list["Passage"]:
    """The passages of all inputs, in order; what the corpus holds by the present recipe is not read again."""
    from index import corpus

    fresh = {(source.digest, source.name): source for source in gathered.sources}
    paths = {(one.digest, one.name): Path(one.path) for one in gathered.inputs}
    ordered: list[Passage] = []
    for (digest, name), path in paths.items():
        found = corpus.passages_of_source(truth, digest, name, manifests.RECIPE)
        if not found:
            from ingest.pipeline import read_sources

            source = fresh.get((digest, name)) or corpus.find_source(truth, digest, name) or read(path, name)
            found = read_sources([source])
            with truth:
                corpus.add_source(truth, source, found, manifests.RECIPE)
        ordered += found
    return ordered


def _embed(truth: sqlite3.Connection, encoder: "Encoder", passages: Sequence["Passage"]) -> int:
    """Embed what has no vector yet: passages with their context, sentences alone. Each batch is kept at once."""
    from index import corpus
    from ingest.split import indexed_text

    texts = dict.fromkeys(indexed_text(passage) for passage in passages)
    for passage in passages:
        texts.update(dict.fromkeys(passage.text_of(sentence) for sentence in passage.sentences))
    wanted = list(texts)
    known = corpus.vectors(truth, encoder.fingerprint, wanted)
    missing = [text for text, vector in zip(wanted, known, strict=True) if vector is None]
    if not missing:
        return 0
    from tqdm import tqdm

    missing.sort(key=len)
    with tqdm(total=len(missing), desc="Embedding", unit="text", disable=None) as bar:
        for at in range(0, len(missing), _BATCH):
            batch = missing[at : at + _BATCH]
            with truth:
                corpus.add_vectors(truth, encoder.fingerprint, batch, encoder.encode(batch, "passage"))
            bar.update(len(batch))
    return len(missing)


def _sweep(truth: sqlite3.Connection, index: Path, keep: set[str]) -> None:
    """Remove the generations that are not kept, and what a killed sync left half built."""
    from index import corpus

    for place in (index / "generations").glob("*"):
        if place.name not in keep:
            shutil.rmtree(place, ignore_errors=True)
    with truth:
        for (generation,) in truth.execute("SELECT DISTINCT generation FROM generation_rows").fetchall():
            if generation not in keep:
                corpus.drop_generation(truth, generation)


def _check_elsewhere(index: Path, generation: str) -> None:
    """Open the new generation in a process of its own and look a sample of its passages up in it."""
    checked = subprocess.run(
        [sys.executable, "-m", "index", "check", str(index), generation],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    if checked.returncode:
        raise SyncError(
            f"The new generation did not pass its check ({checked.stderr.strip().splitlines()[-1:] or ['no word']}); "
            "the old one is still served. Run `python -m ingest sync --rebuild`, which also checks the corpus."
        )
