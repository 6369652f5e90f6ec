"""Files moved for a sync, as one step with it: a sync that fails or is cancelled leaves them where they were, and going
back to the generation before takes them back too.

What was moved is written down before it is moved, so that a server that was killed meanwhile can tell afterwards.
"""

import fcntl
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from assistant.staff.shelf import Shelf, unit

_OPEN = "open"


@dataclass(frozen=True, slots=True)
class Move:
    """A file, with what stands beside it, on its way within the articles folder; paths are relative to that. `name`
    is the article it is about."""

    name: str
    start: str
    end: str


class Moves:
    """The moves that are under way, and those of the newest generation."""

    def __init__(self, shelf: Shelf) -> None:
        self._folder = shelf.folder
        self._place = shelf.folder / ".moves"
        self._lock: IO[bytes] | None = None

    def move(self, name: str, start: Path, end: Path) -> Move:
        """A move that is still to be made."""
        return Move(name, start.relative_to(self._folder).as_posix(), end.relative_to(self._folder).as_posix())

    def make(self, moves: Sequence[Move], before: str) -> None:
        """Move the files; `before` is the generation that is served. Raises BlockingIOError when another server on this
        folder has moves under way, or another OSError; then nothing was moved."""
        self._place.mkdir(parents=True, exist_ok=True)
        self._hold()
        self._write(_OPEN, before, moves)
        made: list[Move] = []
        try:
            for one in moves:
                if (self._folder / one.end).exists():
                    raise FileExistsError(one.end)
                if not unit(self._folder / one.start):
                    raise FileNotFoundError(one.start)
                made.append(one)
                self._rename(one.start, one.end)
        except OSError:
            self._back(made)
            self._end()
            raise

    def undo(self) -> list[str]:
        """Take back what is under way; gives the names of files that could not be."""
        try:
            return self._back(self._read(_OPEN)[1])
        finally:
            self._end()

    def close(self, generation: str, failed: Sequence[str]) -> list[str]:
        """The moves under way belong to a generation now, but for the articles that it could not read: these are
        taken back. Gives the names of files that could not be."""
        before, moves = self._read(_OPEN)
        try:
            if generation != before:
                for old in self._place.glob("*.json"):
                    if old != self._file(_OPEN):
                        old.unlink()
                self._write(generation, before, [one for one in moves if one.name not in failed])
            return self._back([one for one in moves if one.name in failed])
        finally:
            self._end()

    def roll_back(self, generation: str) -> list[str]:
        """Take back what was moved for a generation; gives the names of files that could not be."""
        _, moves = self._read(generation)
        lost = self._back(moves)
        self._file(generation).unlink(missing_ok=True)
        return lost

    def recover(self, current: str) -> None:
        """After a crash: keep the moves under way if their sync came to its end, and take them back if not."""
        if not self._file(_OPEN).exists():
            return
        try:
            self._hold()
        except BlockingIOError:
            return  # they are another server's, which is at work
        before, _ = self._read(_OPEN)
        if before == current:
            self.undo()
        else:
            self.close(current, ())

    def _hold(self) -> None:
        """Take the folder's lock, which goes with its process."""
        lock = (self._place / ".lock").open("ab")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise
        self._lock = lock

    def _end(self) -> None:
        self._file(_OPEN).unlink(missing_ok=True)
        if self._lock:
            self._lock.close()

    def _back(self, moves: Sequence[Move]) -> list[str]:
        lost = []
        for one in reversed(moves):
            start, end = self._folder / one.start, self._folder / one.end
            if unit(end) and not (start.exists() and end.exists()):
                self._rename(one.end, one.start)
            elif not start.is_file():  # it may not have been moved yet
                lost.append(one.name)
        return lost

    def _rename(self, start: str, end: str) -> None:
        source, target = self._folder / start, self._folder / end
        target.parent.mkdir(parents=True, exist_ok=True)
        for one in reversed(unit(source)):
            one.rename(target.parent / one.name)

    def _file(self, name: str) -> Path:
        return self._place / f"{name}.json"

    def _write(self, name: str, before: str, moves: Sequence[Move]) -> None:
        new = self._place / ".new"
        new.write_text(
            json.dumps({"before": before, "moves": [asdict(one) for one in moves]}, ensure_ascii=False), "utf-8"
        )
        new.replace(self._file(name))

    def _read(self, name: str) -> tuple[str, list[Move]]:
        try:
            stored = json.loads(self._file(name).read_text("utf-8"))
            return str(stored["before"]), [Move(**one) for one in stored["moves"]]
        except (OSError, ValueError, TypeError, KeyError):
            return "", []
