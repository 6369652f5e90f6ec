"""Files -> a new generation of the index, checked in another process before it is served.

What changed is told by digests. A sync replaces what earlier syncs of the same path brought and leaves the
rest of the index alone. A generation is built in a folder of its own; until `current` names it nobody sees
it, so a kill at any moment leaves the old one answering and the next sync starts over from what was embedded.
"""

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index import manifest as manifests
from index.manifest import IndexDamaged, IndexMissing, Input, Manifest
from index.problem import Problem
from ingest.check import CheckError, checker
from ingest.gather import compare, gather
from ingest.intake import Cut, passages_of, take_in
from ingest.lock import only_writer
from ingest.rescue import open_truth

if TYPE_CHECKING:
    from index.encoder import Encoder


class SyncError(Problem):
    """A sync cannot be done; what was served is still served."""


@dataclass(frozen=True)
class Report:
    """What a sync did, in numbers of files unless said otherwise; `failed` has a sentence for each file left out,
    `noted` for each that a person should look at."""

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
    noted: tuple[str, ...] = ()

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
    cut: Cut = passages_of,
) -> Report:
    """Bring the index up to date with the files under `roots`; `cut` makes the passages of a source.

    An encoder that was not prepared is prepared first. Raises SyncError, ReadError when nothing of a path can be read,
    or the errors of index.encoder and index.export.
    """
    from index.encoder import open_encoder, prepare

    started = time.perf_counter()
    with only_writer(index):
        known = prepare(encoder, models, say)
        old = _served(index, say)
        gathered = gather(roots, old)
        truth = open_truth(manifests.corpus_file(index), say, thorough=rebuild)
        try:
            taken = take_in(truth, gathered.files, current=old is not None and old.recipe == manifests.RECIPE, cut=cut)
            failed = gathered.failed + taken.failed
            if not taken.inputs:
                raise SyncError(" ".join(failed) or "Nothing would be left in the index: name a path that can be read.")
            changes = compare(old, taken.inputs)
            fresh = old is not None and old.fingerprint == known.fingerprint and old.recipe == manifests.RECIPE
            made, embedded = old, 0
            if made is None or not fresh or rebuild or changes.any or not _is_whole(truth, index, made):
                say(f"Building a new generation from {len(taken.inputs)} files ...")
                opened = open_encoder(known.name, models)
                made, embedded = _build(index, truth, opened, models, taken.inputs, None if rebuild else old, old)
            elif not manifests.serves(index, made.generation):
                # It may be one that was never checked.
                with checker(index, known.name, models) as check:
                    check(made.generation)
                manifests.switch(index, made.generation)
        except sqlite3.DatabaseError as error:
            raise SyncError(
                f"The index's corpus cannot be used ({error}): run `python -m ingest sync --rebuild`."
            ) from error
        finally:
            truth.close()
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
        failed,
        taken.noted,
    )


def rollback(index: Path) -> Manifest:
    """Serve the generation before the current one again; raises SyncError when there is none."""
    with only_writer(index):
        served = manifests.read(index, manifests.current(index))
        if not served.previous or not manifests.folder(index, served.previous).exists():
            raise SyncError("There is no earlier generation to go back to.")
        earlier = manifests.read(index, served.previous)
        same = (earlier.recipe, earlier.fingerprint) == (served.recipe, served.fingerprint)
        if not same or manifests.missing_files(index, earlier):
            raise SyncError(
                f"Generation {earlier.generation} is of another version or damaged: run `python -m ingest sync`."
            )
        manifests.switch(index, earlier.generation)
    return earlier


def _served(index: Path, say: Callable[[str], None]) -> Manifest | None:
    try:
        return manifests.read(index, manifests.current(index))
    except IndexMissing:
        return manifests.newest(index)
    except IndexDamaged as error:
        say(f"{error} Doing that now.")
        return manifests.newest(index)


def _is_whole(truth: sqlite3.Connection, index: Path, served: Manifest) -> bool:
    from index import rows

    return not manifests.missing_files(index, served) and rows.count_rows(truth, served.generation) == served.passages


def _build(
    index: Path,
    truth: sqlite3.Connection,
    encoder: "Encoder",
    models: Path,
    inputs: Sequence[Input],
    base: Manifest | None,
    old: Manifest | None,
) -> tuple[Manifest, int]:
    """A new generation, checked and served; `base` is one whose Chroma files may be taken over."""
    from index import rows
    from index.build import write_generation
    from ingest.embed import embed

    before = old.generation if old else ""
    created = datetime.now(UTC)
    name = f"{created:%Y%m%dT%H%M%S}-{os.urandom(2).hex()}"
    sources = dict.fromkeys((one.digest, one.name) for one in inputs)
    with truth:
        counts = rows.add_generation(truth, name, list(sources), manifests.RECIPE)
    same = old.generation if old and old.fingerprint == encoder.fingerprint and base else ""
    embedded = embed(truth, encoder, name, same)
    manifest = Manifest(
        generation=name,
        created=created.isoformat(timespec="seconds"),
        previous=before,
        recipe=manifests.RECIPE,
        encoder=encoder.name,
        fingerprint=encoder.fingerprint,
        dimensions=encoder.dimensions,
        articles=counts.articles,
        passages=counts.passages,
        sentences=counts.sentences,
        inputs=tuple(inputs),
    )
    try:
        with checker(index, encoder.name, models) as check:
            manifest = write_generation(truth, index, manifest, base)
            check(name)
    except CheckError:
        _sweep(truth, index, keep={before, old.previous if old else ""})
        raise
    manifests.switch(index, name)
    _sweep(truth, index, keep={before, name})
    return manifest, embedded


def _sweep(truth: sqlite3.Connection, index: Path, keep: set[str]) -> None:
    """Remove the generations that are not kept, and what a killed sync left half built."""
    from index import rows

    for place in (index / "generations").glob("*"):
        if place.name not in keep:
            shutil.rmtree(place, ignore_errors=True)
    with truth:
        for (generation,) in truth.execute("SELECT DISTINCT generation FROM generation_rows").fetchall():
            if generation not in keep:
                rows.drop_generation(truth, generation)
