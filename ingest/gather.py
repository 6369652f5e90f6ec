"""What a sync is about: the files as they are now, and how that differs from what is indexed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.manifest import Input, Manifest
from ingest.document import ReadError
from ingest.read import list_files, readable


@dataclass(frozen=True)
class Changes:
    """How many files a sync adds, updates, removes and leaves as they are."""

    added: int
    updated: int
    removed: int
    unchanged: int

    @property
    def any(self) -> bool:
        """Whether anything has to be done."""
        return bool(self.added or self.updated or self.removed)


@dataclass(frozen=True)
class Found:
    """A file of the next generation. `known` is what the last one had of it; `asked` is False for a file outside the
    paths of this sync, which stays as it was."""

    path: Path
    name: str
    known: Input | None
    asked: bool


@dataclass(frozen=True)
class Gathered:
    """The files of the next generation; `failed` has a sentence for each that is not one of them."""

    files: tuple[Found, ...]
    failed: tuple[str, ...]


def gather(roots: Sequence[Path], old: Manifest | None) -> Gathered:
    """The files under `roots` as they are now, and all others as they were; one that is gone is left out.

    Raises ReadError when a path neither exists nor is indexed.
    """
    found: dict[str, Found] = {}
    failed: list[str] = []
    before = {one.path: one for one in old.inputs} if old else {}
    places = [root.resolve() for root in roots]
    for known, one in before.items():
        if not any(_within(known, place) for place in places):
            found[known] = Found(Path(known), one.name, one, asked=False)
    for root, place in zip(roots, places, strict=True):
        if not root.exists() and any(_within(known, place) for known in before):
            continue  # what was indexed from there is gone, and leaves the index
        listed = list_files(root)
        failed += listed.failed
        if not listed.files and not listed.failed and not any(_within(known, place) for known in before):
            raise ReadError(f"{root} holds no file that can be read: put {readable()} files into it.")
        for known, one in before.items():
            if any(_within(known, blocked) for blocked in listed.blocked):
                found[known] = Found(Path(known), one.name, one, asked=False)
        for path in listed.files:
            name = path.name if root.is_file() else path.relative_to(root).as_posix()
            key = str(path.resolve())
            found[key] = Found(Path(key), name, before.get(key), asked=True)
    if failed and not found:
        raise ReadError(" ".join(failed))
    return Gathered(tuple(found.values()), tuple(failed))


def _within(path: str, place: Path) -> bool:
    return Path(path) == place or place in Path(path).parents


def compare(old: Manifest | None, inputs: Sequence[Input]) -> Changes:
    """What changes between a generation and the next one's files."""
    before = {one.path: (one.digest, one.name) for one in old.inputs} if old else {}
    now = {one.path: (one.digest, one.name) for one in inputs}
    both = before.keys() & now.keys()
    updated = sum(before[path] != now[path] for path in both)
    return Changes(len(now) - len(both), updated, len(before) - len(both), len(both) - updated)
