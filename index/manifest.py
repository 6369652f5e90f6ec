"""What built an index, and which generation of it is served.

    INDEX_PATH/corpus.sqlite           the truth (index/corpus.py)
    INDEX_PATH/current                 the id of the generation that is served; replaced in one step
    INDEX_PATH/generations/<id>/       manifest.json, chroma/, keywords/, passages.npy, sentences.npy

A generation's folder is complete before `current` names it and is never changed afterwards.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

# Raise when passages of the same source would come out differently, so that a sync makes them anew.
RECIPE = "2"


class IndexMissing(Exception):
    """There is no index to answer from."""


class IndexDamaged(Exception):
    """The index is there but something of it is gone."""


class IndexMismatch(Exception):
    """The index was built by another encoder or another version of this program."""


@dataclass(frozen=True)
class Input:
    """One file of a generation: where it came from, and the digests of its bytes and of its text."""

    root: str
    path: str
    name: str
    file_digest: str
    text_digest: str


@dataclass(frozen=True)
class Manifest:
    """What `manifest.json` says: everything that can change what an index answers.

    `files` has the generation's files with their sizes, by which a half deleted index is noticed.
    """

    generation: str
    created: str
    previous: str
    recipe: str
    encoder: str
    fingerprint: str
    dimensions: int
    articles: int
    passages: int
    sentences: int
    inputs: tuple[Input, ...]
    files: tuple[tuple[str, int], ...] = ()


def corpus_file(index: Path) -> Path:
    """The file of the truth."""
    return index / "corpus.sqlite"


def folder(index: Path, generation: str) -> Path:
    """The folder of a generation."""
    return index / "generations" / generation


def current(index: Path) -> str:
    """The id of the generation that is served; raises IndexMissing."""
    try:
        return (index / "current").read_text("ascii").strip()
    except FileNotFoundError:
        raise IndexMissing(f"There is no index at {index}: run `python -m ingest sync`.") from None


def switch(index: Path, generation: str) -> None:
    """Serve a generation from now on, in one atomic step."""
    new = index / ".current.new"
    new.write_text(generation + "\n", "ascii")
    new.replace(index / "current")


def write(manifest: Manifest, place: Path) -> None:
    """Write a generation's manifest into its folder."""
    (place / "manifest.json").write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), "utf-8")


def read(index: Path, generation: str) -> Manifest:
    """The manifest of a generation; raises IndexDamaged."""
    path = folder(index, generation) / "manifest.json"
    try:
        stored = json.loads(path.read_text("utf-8"))
        inputs = tuple(Input(**one) for one in stored["inputs"])
        files = tuple((name, size) for name, size in stored["files"])
        return Manifest(**{**stored, "inputs": inputs, "files": files})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IndexDamaged(
            f"The index at {index} is damaged ({path.name} of generation {generation}: {type(error).__name__}): "
            "run `python -m ingest sync` to build it again."
        ) from error


def missing_files(index: Path, manifest: Manifest) -> list[str]:
    """The files of a generation that are gone or have lost their size, and the corpus if that is gone."""
    place = folder(index, manifest.generation)
    wrong = [name for name, size in manifest.files if not _has_size(place / name, size)]
    return wrong if corpus_file(index).is_file() else [*wrong, corpus_file(index).name]


def _has_size(path: Path, size: int) -> bool:
    # SQLite files may grow when they are opened (WAL); they only have to be there.
    return path.is_file() and (path.suffix == ".sqlite3" or path.stat().st_size == size)


def check(manifest: Manifest, encoder: str, fingerprint: str) -> None:
    """Raise IndexMismatch unless this encoder and this program built the index."""
    if manifest.fingerprint != fingerprint:
        raise IndexMismatch(
            f"The index was built by the encoder {manifest.encoder} ({manifest.fingerprint}), but the settings "
            f"name {encoder} ({fingerprint}): run `python -m ingest sync` to build it anew, "
            f"or set INDEX_ENCODER={manifest.encoder}."
        )
    if manifest.recipe != RECIPE:
        raise IndexMismatch(
            f"The index was built by another version of this program (recipe {manifest.recipe}, now {RECIPE}): "
            "run `python -m ingest sync`."
        )
