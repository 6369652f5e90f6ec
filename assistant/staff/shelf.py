"""Where the files of the articles page lie. All of it is inside one folder, so that every move is one step:

    ASSISTANT_ARTICLES/plan.pdf, plan.pdf.yaml, …    what is indexed, with what stands beside it
    ASSISTANT_ARTICLES/.staged/<id>/                 uploaded and not yet taken in
    ASSISTANT_ARTICLES/.removed/<id>/                removed or replaced; can be put back
    ASSISTANT_ARTICLES/.moves/                       what was moved for a generation (moves.py)

A sync reads no hidden folder. An id is made here and names a folder only if it is one of ours.
"""

import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from assistant.staff.file_name import SUFFIXES
from assistant.staff.refused import Refused
from index.patterns import compiled

Room = Literal["staged", "removed"]
_ID = compiled(r"[0-9a-f]{12}")
_ENTRY = "entry.json"
_MOST = 200  # entries that wait in a room
_LEFT_ALONE = ("readme.md", "thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a room: `name` is its path in the articles folder, `at` when it came, in UTC, `size` in bytes.

    `edits` says that it was taken from the folder to be corrected, so that it is meant to replace what stands there.
    """

    id: str
    name: str
    by: str
    at: str
    size: int = 0
    edits: bool = False


class Shelf:
    """The folder of articles and its rooms."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()

    def open(self, room: Room, name: str, by: str, edits: bool = False) -> tuple[Entry, Path]:
        """A new entry and where its file goes; it counts once `keep` was called. Raises Refused when a room is full."""
        if room == "staged" and len(self.entries(room)) >= _MOST:
            raise Refused(
                409, "full", f"待收录的文件已有 {_MOST} 个：请先收录或放弃一些。", "Too many files are waiting."
            )
        entry = Entry(secrets.token_hex(6), name, by, datetime.now(UTC).isoformat(timespec="seconds"), edits=edits)
        place = self._place(room, entry.id)
        place.mkdir(parents=True)
        return entry, place / Path(name).name

    def keep(self, room: Room, entry: Entry, size: int = 0) -> Entry:
        """Let an entry count from now on."""
        entry = Entry(**{**asdict(entry), "size": size})
        place = self._place(room, entry.id)
        new = place / f".{_ENTRY}.new"
        new.write_text(json.dumps(asdict(entry), ensure_ascii=False), "utf-8")
        new.replace(place / _ENTRY)
        return entry

    def entries(self, room: Room) -> list[Entry]:
        """What lies in a room, the newest first; an upload under way does not count, nor what was moved on."""
        found = []
        for place in (self.folder / f".{room}").glob("*"):
            try:
                entry = Entry(**json.loads((place / _ENTRY).read_text("utf-8")))
            except (OSError, ValueError, TypeError):
                continue
            if entry.id == place.name and self.file(room, entry).is_file():
                found.append(entry)
        return sorted(found, key=lambda entry: (entry.at, entry.id), reverse=True)

    def find(self, room: Room, entry: str) -> Entry:
        """An entry by its id; raises Refused."""
        known = {one.id: one for one in self.entries(room)} if _ID.fullmatch(entry) else {}
        if entry not in known:
            raise Refused(
                404,
                "gone",
                "这个文件已经不在这里：可能已被收录、放弃或放回，请看最新的列表。",
                "This file is no longer here.",
            )
        return known[entry]

    def file(self, room: Room, entry: Entry) -> Path:
        """Where the file of an entry lies."""
        return self._place(room, entry.id) / Path(entry.name).name

    def discard(self, room: Room, entry: str) -> None:
        """Delete an entry, or what an upload that broke off has left."""
        if _ID.fullmatch(entry):
            shutil.rmtree(self._place(room, entry), ignore_errors=True)

    def articles(self) -> dict[str, Path]:
        """The files in the folder that can be articles, by their path in it."""
        found = {}
        for root, folders, names in os.walk(self.folder):
            folders[:] = sorted(one for one in folders if one[0] not in ".~" and not one.endswith("_files"))
            for name in sorted(names):
                path = Path(root, name)
                usable = path.suffix.lower() in SUFFIXES and name[0] not in ".~" and name.lower() not in _LEFT_ALONE
                if usable and path.is_file() and not path.is_symlink():
                    found[path.relative_to(self.folder).as_posix()] = path
        return found

    def article(self, name: str) -> Path:
        """A file of the folder by its path in it; only what is listed is found. Raises Refused."""
        found = self.articles().get(name)
        if found is None:
            raise Refused(
                404,
                "no_such_file",
                "文章目录里没有这个文件：可能已被移除，或者不是在这里加入的。",
                "There is no such file in the articles folder.",
            )
        return found

    def target(self, entry: Entry) -> Path:
        """Where the file of an entry stands once it is an article."""
        return self.folder / entry.name

    def edit(self, name: str, by: str) -> Entry:
        """Copy an article with what stands beside it among the staged files, to be corrected; raises Refused."""
        path = self.article(name)
        waiting = next((one for one in self.entries("staged") if one.name == name and one.edits), None)
        if waiting:
            return waiting
        entry, copy = self.open("staged", name, by, edits=True)
        for one in unit(path):
            shutil.copyfile(one, copy.with_name(one.name))
        return self.keep("staged", entry, copy.stat().st_size)

    def sweep(self) -> None:
        """Delete what uploads that a crash broke off have left behind."""
        for place in (self.folder / ".staged").glob("*"):
            if not (place / _ENTRY).is_file():
                shutil.rmtree(place, ignore_errors=True)

    def _place(self, room: Room, entry: str) -> Path:
        return self.folder / f".{room}" / entry


def unit(path: Path) -> list[Path]:
    """A file with what stands beside it and belongs to it, as far as it is there."""
    beside = (path, facts_file(path), review_file(path))
    return [one for one in beside if one.is_file()]


def facts_file(path: Path) -> Path:
    """Where what is known about a file stands."""
    return path.with_name(path.name + ".yaml")


def review_file(path: Path) -> Path:
    """Where the decisions on a file's blocks in doubt stand."""
    return path.with_name(path.name + ".review.yaml")
