"""What built an index, and which generation of it is served.

    INDEX_PATH/corpus.sqlite           the truth (index/corpus.py)
    INDEX_PATH/current                 the id of the generation that is served; replaced in one step
    INDEX_PATH/generations/<id>/       manifest.json, chroma/, keywords/, passages.npy, sentences.npy

A generation's folder is complete before `current` names it and is never changed afterwards.
"""

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from index.problem import Problem

# Raise when passages of a source, or what is embedded of them, would come out differently, so that they are made anew.
RECIPE = "9"


class IndexMissing(Problem):
    """There is no index to answer from."""


class IndexDamaged(Problem):
    """The index is there but something of it is gone."""


class IndexMismatch(Problem):
    """The index was built by another encoder or another version of this program."""


@dataclass(frozen=True)
class Input:
    """One file of a generation: where it came from, the name it is cited by, and the digest of its source.

    `stamp` is a digest of the files that it was read from: with the same stamp they need not be read again.
    """

    path: str
    name: str
    digest: str
    stamp: str = ""


@dataclass(frozen=True)
class Manifest:
    """What `manifest.json` says: everything that can change what an index answers.

    `files` has the generation's files with their sizes, by which a half deleted index is noticed. `replaced` counts
    the rows that were taken out of its Chroma folder since that was built from nothing.
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
    replaced: int = 0


def corpus_file(index: Path) -> Path:
    """The file of the truth."""
    return index / "corpus.sqlite"


def folder(index: Path, generation: str) -> Path:
    """The folder of a generation."""
    return index / "generations" / generation


def current(index: Path) -> str:
    """The id of the generation that is served; raises IndexMissing."""
    try:
        return (index / "current").read_text("ascii", errors="replace").strip()[:64]
    except (FileNotFoundError, NotADirectoryError):
        raise IndexMissing(f"There is no index at {index}: run `python -m ingest sync`.") from None


def newest(index: Path) -> Manifest | None:
    """The manifest of the newest generation that can be read, for when the served one cannot."""
    for place in sorted((index / "generations").glob("*"), reverse=True):
        try:
            return read(index, place.name)
        except IndexDamaged:
            continue
    try:
        return _parse(index / "last.json")
    except (OSError, ValueError, TypeError, KeyError):
        return None


def serves(index: Path, generation: str) -> bool:
    """Whether this is the generation that is served."""
    try:
        return current(index) == generation
    except IndexMissing:
        return False


def switch(index: Path, generation: str) -> None:
    """Serve a generation from now on, in one atomic step."""
    # A copy beside the generations: what is indexed is known even when they are deleted.
    shutil.copyfile(folder(index, generation) / "manifest.json", index / "last.json")
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
        return _parse(path)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IndexDamaged(
            f"The index at {index} is damaged ({path.name} of generation {generation}: {type(error).__name__}): "
            "run `python -m ingest sync --rebuild`."
        ) from error


def missing_files(index: Path, manifest: Manifest) -> list[str]:
    """The files of a generation that are gone or spoiled, its manifest and the corpus among them."""
    place = folder(index, manifest.generation)
    wrong = [name for name, size in manifest.files if not _is_whole(place / name, size)]
    try:
        read(index, manifest.generation)
    except IndexDamaged:
        wrong.append("manifest.json")
    # Only asked for, never opened here: closing a file ends all locks that SQLite holds on it in this process.
    truth = corpus_file(index)
    return wrong if truth.is_file() and truth.stat().st_size else [*wrong, truth.name]


def _is_whole(path: Path, size: int) -> bool:
    # SQLite files may grow when they are opened (WAL).
    return _is_database(path) if path.suffix == ".sqlite3" else path.is_file() and path.stat().st_size == size


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\x00"
    except OSError:
        return False


def _parse(path: Path) -> Manifest:
    stored = json.loads(path.read_text("utf-8"))
    inputs = tuple(Input(**one) for one in stored["inputs"])
    files = tuple((name, size) for name, size in stored["files"])
    return Manifest(**{**stored, "inputs": inputs, "files": files})


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
