"""What a sync is about: the files as they are now, and how that differs from what is indexed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.manifest import Input, Manifest
from index.passage import Source
from ingest.read import ReadError, files, read


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
class Gathered:
    """The files of the next generation; `sources` has those that were read now, `failed` a sentence for each that could
    not be read."""

    inputs: tuple[Input, ...]
    sources: tuple[Source, ...]
    failed: tuple[str, ...]


def gather(roots: Sequence[Path], old: Manifest | None) -> Gathered:
    """The files under `roots` as they are now, and all others as they were.

    A file that was indexed and cannot be read now stays as it was; one that is gone is left out. Raises ReadError when
    a path neither exists nor is indexed, or when nothing could be read.
    """
    inputs: dict[str, Input] = {}
    sources: list[Source] = []
    failed: list[str] = []
    before = {one.path: one for one in old.inputs} if old else {}
    places = [root.resolve() for root in roots]
    for known, one in before.items():
        if not any(_within(known, place) for place in places):
            inputs[known] = one
    for root, place in zip(roots, places, strict=True):
        if not root.exists() and any(_within(known, place) for known in before):
            continue  # what was indexed from there is gone, and leaves the index
        for path in files(root):
            name = path.name if root.is_file() else path.relative_to(root).as_posix()
            key = str(path.resolve())
            try:
                source = read(path, name)
            except ReadError as error:
                failed.append(str(error))
                if key in before:
                    inputs[key] = before[key]
                continue
            inputs[key] = Input(key, name, source.digest)
            sources.append(source)
    if failed and not sources:
        raise ReadError(" ".join(failed))
    return Gathered(tuple(inputs.values()), tuple(sources), tuple(failed))


def _within(path: str, place: Path) -> bool:
    return Path(path) == place or place in Path(path).parents


def compare(old: Manifest | None, inputs: Sequence[Input]) -> Changes:
    """What changes between a generation and the next one's files."""
    before = {one.path: one.digest for one in old.inputs} if old else {}
    now = {one.path: one.digest for one in inputs}
    both = before.keys() & now.keys()
    updated = sum(before[path] != now[path] for path in both)
    return Changes(len(now) - len(both), updated, len(before) - len(both), len(both) - updated)
