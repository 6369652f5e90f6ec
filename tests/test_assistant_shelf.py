"""Where editors' files lie: their names, their moves, and the sentences about them."""

import ast
import re
from pathlib import Path

import pytest
from conftest import ROOT

from assistant.staff.beside import ALIASES, Facts
from assistant.staff.file_name import file_name
from assistant.staff.moves import Moves
from assistant.staff.refused import Refused
from assistant.staff.shelf import Shelf, unit
from assistant.staff.told import tell


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("节水方案.pdf", "节水方案.pdf"),
        ("../../etc/plan.txt", "plan.txt"),
        ("C:\\Users\\王\\plan.docx", "plan.docx"),
        ("a\x00b\u202egpj.\nmd", "abgpj. md".replace(" ", "")),
        ("ᠮᠣᠩᠭᠣᠯ 𠮷.PDF", "ᠮᠣᠩᠭᠣᠯ 𠮷.pdf"),
        ("<img src=x onerror=alert(1)>.txt", "<img src=x onerror=alert(1)>.txt"),
    ],
)
def test_a_name_is_kept_without_what_a_name_must_not_hold(given: str, kept: str) -> None:
    assert file_name(given) == kept


def test_a_long_name_leaves_room_for_a_sidecar() -> None:
    name = file_name("长" * 300 + ".pdf")
    assert name.endswith(".pdf")
    assert len(f"{name}.review.yaml".encode()) <= 255


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (".hidden.txt", "hidden_name"), ("~$plan.docx", "hidden_name"), ("plan.pdf.yaml", "no_article"),
        ("plan.review.yml", "no_article"), ("README.md", "no_article"), ("plan.doc", "old_kind"),
        ("plan", "unknown_kind"), ("plan.exe", "unknown_kind"), (".pdf", "hidden_name"),
        ("", "unknown_kind"), ("a/..", "hidden_name"),
    ],
)  # fmt: skip
def test_a_name_that_is_no_article(given: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        file_name(given)
    assert refused.value.code == code


def test_every_sentence_of_ingest_has_its_chinese() -> None:
    """All that `raise ReadError(...)` and the sync can say is known to the table."""
    unknown = []
    for path in sorted((ROOT / "ingest").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.exc if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) else None
            if called is None or not isinstance(called.func, ast.Name) or not called.args:
                continue
            if called.func.id not in ("ReadError", "SyncError", "CheckError", "LockError"):
                continue
            said = called.args[0]
            parts = said.values if isinstance(said, ast.JoinedStr) else [said]
            words = "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in parts)
            if not isinstance(said, ast.JoinedStr | ast.Constant) or words == "7":
                continue  # what another error said
            if tell(words, ["7"]).zh.startswith("处理程序"):
                unknown.append(f"{path.name}: {words}")
    assert unknown == []
    assert tell("plan.pdf: something new.").zh == "处理程序的说明：plan.pdf: something new."


def shelf_with(folder: Path, *names: str) -> Shelf:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return Shelf(folder)


@pytest.mark.parametrize(("current", "there"), [("old", False), ("new", True)])
def test_after_a_crash_files_stand_where_the_index_says(tmp_path: Path, current: str, there: bool) -> None:
    shelf = shelf_with(tmp_path, ".staged/1/a.txt", ".staged/1/a.txt.yaml", "b.txt")
    moves = Moves(shelf)
    staged, target = tmp_path / ".staged/1/a.txt", tmp_path / "a.txt"
    moves.make([moves.move("a.txt", staged, target)], "old")
    assert len(unit(target)) == 2
    del moves  # and its lock, as with its process
    Moves(Shelf(tmp_path)).recover(current)
    assert (len(unit(target)), len(unit(staged))) == ((2, 0) if there else (0, 2))
    Moves(Shelf(tmp_path)).recover("another")
    assert len(unit(target)) == (2 if there else 0)


def test_a_crash_between_two_renames_loses_nothing(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, ".staged/1/a.txt", ".staged/1/a.txt.yaml")
    moves = Moves(shelf)
    staged, target = tmp_path / ".staged/1/a.txt", tmp_path / "a.txt"
    moves.make([moves.move("a.txt", staged, target)], "old")
    target.rename(staged)
    del moves
    Moves(shelf).recover("old")
    assert len(unit(staged)) == 2
    assert unit(target) == []


def test_moves_of_another_server_are_left_to_it(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, ".staged/1/a.txt", "b.txt")
    first, second = Moves(shelf), Moves(shelf)
    staged, target = tmp_path / ".staged/1/a.txt", tmp_path / "a.txt"
    first.make([first.move("a.txt", staged, target)], "old")
    second.recover("old")
    assert target.is_file()
    with pytest.raises(BlockingIOError):
        second.make([second.move("b.txt", tmp_path / "b.txt", tmp_path / "c.txt")], "old")
    assert first.undo() == []
    assert staged.is_file()
    second.make([second.move("b.txt", tmp_path / "b.txt", tmp_path / "c.txt")], "old")


def test_a_move_that_comes_too_late_touches_nothing(tmp_path: Path) -> None:
    """Somebody else has taken the same file in meanwhile, or discarded it."""
    moves = Moves(shelf_with(tmp_path, "a.txt"))
    for target in ("a.txt", "b.txt"):
        with pytest.raises((FileExistsError, FileNotFoundError)):
            moves.make([moves.move("a.txt", tmp_path / ".staged/1/a.txt", tmp_path / target)], "old")
        assert (tmp_path / "a.txt").read_text() == "a.txt"
        assert not (tmp_path / ".staged").exists()


def test_no_move_overwrites_a_file(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, ".staged/1/a.txt", ".staged/2/b.txt", "b.txt")
    moves = Moves(shelf)
    both = [
        moves.move(f"{one}.txt", tmp_path / f".staged/{n}/{one}.txt", tmp_path / f"{one}.txt")
        for n, one in ((1, "a"), (2, "b"))
    ]
    with pytest.raises(FileExistsError):
        moves.make(both, "old")
    assert (tmp_path / "b.txt").read_text() == "b.txt"
    assert (tmp_path / ".staged/1/a.txt").is_file()


def test_a_sidecar_has_the_keys_that_ingest_knows() -> None:
    from ingest.given import _KEYS

    ours = {name: _KEYS[name] for name in Facts.model_fields}
    assert {name: _KEYS[of] for name, of in ALIASES.items()} | ours == _KEYS


def test_every_word_of_the_page_is_there_in_both_languages_and_used() -> None:
    web = ROOT / "assistant" / "web"
    chinese, english = (web / "articles_words.js").read_text("utf-8").split("const EN = {")
    english, _, rest = english.partition("\n};")
    keys = [re.findall(r"(?:^ *|, )([a-z_]+): \"", part, re.M) for part in (chinese, english)]
    assert keys[0] == keys[1]
    assert len(keys[0]) == len(set(keys[0]))
    rest += "".join(path.read_text("utf-8") for path in web.glob("articles*") if "words" not in path.name)
    made = ("job_", "stage_", "done_", "kind_", "place_", "fact_")  # put together of two parts
    assert [key for key in keys[0] if not key.startswith(made) and f'"{key}"' not in rest] == []
