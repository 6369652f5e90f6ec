"""What editors change about the index: files are taken in, removed and put back, the last change is taken back. Each is
one job, and files move with it or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.staff.job import Finished, Job, Kind, Outcome
from assistant.staff.jobs import Jobs
from assistant.staff.moves import Move, Moves
from assistant.staff.refused import Refused, Told
from assistant.staff.shelf import Entry, Shelf, unit
from index import manifest
from index.manifest import IndexDamaged, Manifest
from index.settings import IndexSettings


@dataclass(frozen=True, slots=True)
class Earlier:
    """What going back to the generation before would do: the files that would come back, leave and be as before."""

    generation: str
    created: str
    back: tuple[str, ...]
    away: tuple[str, ...]
    changed: tuple[str, ...]


class Changes:
    """The changes of one articles folder and one index."""

    def __init__(self, shelf: Shelf, index: IndexSettings, ended: Callable[[Job], None]) -> None:
        self.shelf, self.jobs, self._moves, self._index = shelf, Jobs(index, ended), Moves(shelf), index

    def recover(self) -> None:
        """Put right what a crash has left half done."""
        self._moves.recover(self.jobs.serving())
        self.shelf.sweep()

    def take_in(self, entries: Sequence[Entry], replace: Sequence[str], by: str) -> Job:
        """Move staged files into the folder and index them. Raises Refused where a file of the same name stands there
        that is not among the ids in `replace`."""
        names = [entry.name for entry in entries]
        if not entries:
            raise Refused(400, "nothing", "请先选择要收录的文件。", "Choose the files to take in first.")
        if twice := next((name for name in names if names.count(name) > 1), ""):
            raise Refused(
                409,
                "twice",
                f"选中的文件里有两个“{twice}”：请放弃其中一个。",
                f"Two of the files are called {twice}: discard one of them.",
            )
        taken = [one.name for one in entries if self.shelf.target(one).exists() and one.id not in replace]
        if taken:
            raise Refused(
                409,
                "exists",
                f"文章目录里已有“{'”“'.join(taken)}”：请确认要替换，原来的文件会移到“已移除”，可以放回。",
                f"There already is {', '.join(taken)}: confirm that it is to be replaced.",
            )
        moves = []
        for entry in entries:
            moves += self._away(self.shelf.target(entry), entry.name, by)
            moves.append(self._moves.move(entry.name, self.shelf.file("staged", entry), self.shelf.target(entry)))
        return self._sync("take_in", by, names, moves)

    def remove(self, name: str, by: str) -> Job:
        """Move an article to the removed files and index the rest."""
        return self._sync("remove", by, [name], self._away(self.shelf.article(name), name, by))

    def restore(self, entry: Entry, replace: bool, by: str) -> Job:
        """Put a removed file back and index it; raises Refused where another of that name stands there now."""
        target = self.shelf.target(entry)
        if target.exists() and not replace:
            raise Refused(
                409,
                "exists",
                f"文章目录里已有“{entry.name}”：请确认要用放回的文件替换它。",
                f"There already is {entry.name}: confirm that it is to be replaced.",
            )
        moves = self._away(target, entry.name, by)
        moves.append(self._moves.move(entry.name, self.shelf.file("removed", entry), target))
        return self._sync("restore", by, [entry.name], moves)

    def sync(self, by: str) -> Job:
        """Index the folder as it is, which somebody may have changed without this page."""
        return self._sync("sync", by, [], [])

    def earlier(self) -> Earlier | None:
        """What going back would do; None where there is nothing to go back to."""
        path = self._index.path
        try:
            served = manifest.read(path, self.jobs.serving())
            before = manifest.read(path, served.previous) if served.previous else None
        except IndexDamaged:
            return None
        if before is None:
            return None
        now, then = _files(served), _files(before)
        return Earlier(
            before.generation,
            before.created,
            tuple(then[one][0] for one in then if one not in now),
            tuple(now[one][0] for one in now if one not in then),
            tuple(now[one][0] for one in now if one in then and now[one] != then[one]),
        )

    def roll_back(self, generation: str, by: str) -> Job:
        """Serve the generation before `generation` again, the one that the editor saw; raises Refused."""
        earlier = self.earlier()
        if self.jobs.serving() != generation:
            raise Refused(
                409,
                "changed",
                "资料库刚刚又更新过：请看最新的列表，再决定要不要退回。",
                "The index has changed meanwhile: look at the list once more.",
            )
        if earlier is None:
            raise Refused(
                409, "no_earlier", "没有更早的版本可以退回。", "There is no earlier generation to go back to."
            )

        def finish(outcome: Outcome) -> Finished:
            return Finished((), _lost(self._moves.roll_back(generation)) if outcome.switched else ())

        return self.jobs.start("roll_back", by, [*earlier.back, *earlier.away], ["rollback"], lambda: None, finish)

    def _sync(self, kind: Kind, by: str, names: Sequence[str], moves: Sequence[Move]) -> Job:
        def prepare() -> None:
            try:
                self._moves.make(moves, self.jobs.serving())
            except BlockingIOError:
                raise Refused(
                    409,
                    "busy",
                    "另一个服务正在更新这个文章目录，请稍后再试。",
                    "Another server is changing this folder.",
                ) from None
            except (FileNotFoundError, FileExistsError):
                raise Refused(
                    409,
                    "gone",
                    "文件刚刚被别人移动过：请看最新的列表。",
                    "The files have been moved meanwhile: look at the list.",
                ) from None
            except OSError as error:
                raise Refused(
                    507,
                    "disk",
                    "文章目录不能写入：请管理员检查磁盘和权限。",
                    "The articles folder cannot be written to.",
                ) from error

        def finish(outcome: Outcome) -> Finished:
            if outcome.report or outcome.switched:
                said = outcome.report.failed if outcome.report else ()
                left = tuple(name for name in names if any(_is_about(one, name) for one in said))
                return Finished(left, _lost(self._moves.close(outcome.generation, left)))
            return Finished((), _lost(self._moves.undo()))

        return self.jobs.start(kind, by, names, ["sync", "--json", str(self.shelf.folder)], prepare, finish)

    def _away(self, path: Path, name: str, by: str) -> list[Move]:
        """The move of a file, or of what was left beside one, to the removed files."""
        if not unit(path):
            return []
        entry, place = self.shelf.open("removed", name, by)
        self.shelf.keep("removed", entry, path.stat().st_size if path.is_file() else 0)
        return [self._moves.move(name, path, place)]


def _files(of: Manifest) -> dict[str, tuple[str, str]]:
    return {one.path: (one.name, one.digest) for one in of.inputs}


def _is_about(sentence: str, name: str) -> bool:
    """Whether a sentence of a sync is about a file, or what stands beside it, which is named without its folder."""
    last = Path(name).name
    return sentence.startswith((f"{name}: ", f"{last}.yaml: ", f"{last}.review.yaml: "))


def _lost(names: Sequence[str]) -> tuple[Told, ...]:
    return tuple(
        Told(
            f"“{name}”没能放回原处，因为那里已经有别的文件：请看“已移除”和“待收录”。",
            f"{name} could not be moved back: look among the removed and the waiting files.",
        )
        for name in dict.fromkeys(names)
    )
