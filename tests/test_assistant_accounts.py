"""Who may log in: names, passwords, the command line, and the file they are kept in."""

import sqlite3
import stat
import unicodedata
from pathlib import Path

import pytest
from conftest import Run

from assistant.staff.accounts import (
    Account,
    AccountError,
    add_account,
    change_password,
    change_role,
    list_accounts,
    read_name,
    remove_account,
    verify,
)
from assistant.staff.database import StaffFileError
from assistant.staff.password import WeakPassword, check_strength, fits, make_hash
from assistant.staff.sessions import Sessions

GOOD = "风吹草低见牛羊 1200"


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    return tmp_path / "data" / "staff.sqlite"


def test_a_person_is_added_changed_and_removed(staff: Path) -> None:
    add_account(staff, "张三", "reader", GOOD)
    add_account(staff, "li si", "editor", GOOD)
    assert list_accounts(staff) == [Account("li si", "editor", 0), Account("张三", "reader", 0)]
    change_role(staff, "张三", "editor")
    change_password(staff, "li si", "another good one 9")
    assert verify(staff, "li si", "another good one 9")
    assert verify(staff, "li si", GOOD) is None
    assert verify(staff, "王五", GOOD) is None
    remove_account(staff, "张三")
    assert [one.name for one in list_accounts(staff)] == ["li si"]
    for change in (remove_account, lambda path, name: change_role(path, name, "reader")):
        with pytest.raises(AccountError, match="张三"):
            change(staff, "张三")
    with pytest.raises(AccountError, match="there already"):
        add_account(staff, "li si", "reader", GOOD)


@pytest.mark.parametrize(
    "name", ["", " a", "a ", "a\nb", "a\x00", "a\u200bb", "a\u202eb", "a\u3000b", "a,b", "local", "长" * 65, "\ud800"]
)
def test_what_cannot_be_a_name(name: str) -> None:
    with pytest.raises(AccountError):
        read_name(name)


def test_names_are_one_form(staff: Path) -> None:
    apart = unicodedata.normalize("NFD", "René")
    add_account(staff, apart, "reader", GOOD)
    assert [one.name for one in list_accounts(staff)] == [unicodedata.normalize("NFC", apart)]
    change_role(staff, apart, "editor")


@pytest.mark.parametrize(
    "password",
    [
        "",
        "short 1",
        "aaaaaaaaaaaaaa",
        "1234567890",
        "0123456789012",
        "qwertyuiop",
        "Password2025",
        "张三丰19800101",
        "长" * 1001,
    ],
)
def test_passwords_that_are_guessed_first(password: str) -> None:
    with pytest.raises(WeakPassword):
        check_strength(password, "张三丰198")


def test_hashes_differ_and_hold_no_password() -> None:
    first, second = make_hash(GOOD), make_hash(GOOD)
    assert first != second
    assert GOOD not in first
    assert fits(GOOD, first)
    assert fits("风吹草低见牛羊\u3000１２００", second)  # as an input method in full width sends it
    assert not fits(GOOD + " ", first)
    assert not fits("\ud800", first)
    assert not fits(GOOD, None)


def test_a_new_password_and_a_removal_end_the_sessions(staff: Path) -> None:
    sessions = Sessions(staff, 3600, 36000)
    add_account(staff, "张三", "reader", GOOD)
    stored = verify(staff, "张三", GOOD)
    assert stored
    opened = sessions.open("张三", stored)
    assert opened
    change_password(staff, "张三", "another good one 9")
    assert sessions.find(opened.token) is None
    assert sessions.open("张三", stored) is None  # verified before, opened after the change
    again = sessions.open("张三", str(verify(staff, "张三", "another good one 9")))
    assert again
    remove_account(staff, "张三")
    assert sessions.find(again.token) is None
    add_account(staff, "张三", "editor", GOOD)
    assert sessions.find(again.token) is None  # nobody inherits what a namesake had open


def test_the_file_is_for_its_owner_and_leaves_others_tables_alone(staff: Path) -> None:
    staff.parent.mkdir()
    with sqlite3.connect(staff) as other:
        other.execute("create table conversations (id text)")
        other.execute("insert into conversations values ('kept')")
    add_account(staff, "张三", "reader", GOOD)
    with sqlite3.connect(staff) as other:
        assert other.execute("select id from conversations").fetchall() == [("kept",)]
    assert stat.S_IMODE(staff.stat().st_mode) & 0o007 == 0
    fresh = staff.with_name("fresh.sqlite")
    list_accounts(fresh)
    assert stat.S_IMODE(fresh.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    nonsense = tmp_path / "staff.sqlite"
    nonsense.write_bytes(b"no database" * 1000)
    for path in (nonsense, tmp_path, nonsense / "staff.sqlite"):
        with pytest.raises(StaffFileError, match="ASSISTANT_STAFF"):
            list_accounts(path)


def test_the_command_line(run: Run, tmp_path: Path) -> None:
    staff = {"ASSISTANT_STAFF": str(tmp_path / "staff.sqlite")}
    assert run("assistant", "user", "add", "张三", "--role", "editor", input=f"{GOOD}\n", **staff).returncode == 0
    weak = run("assistant", "user", "add", "李四", input="12345\n", **staff)
    assert (weak.returncode, weak.stdout) == (1, "")
    assert "10 to 1000 characters" in weak.stderr
    again = run("assistant", "user", "add", "张三", input="", **staff)
    assert again.returncode == 1
    assert "there already" in again.stderr
    assert run("assistant", "user", "role", "张三", "reader", **staff).returncode == 0
    assert run("assistant", "user", "password", "张三", input="another good one 9\n", **staff).returncode == 0
    assert run("assistant", "user", "list", **staff).stdout == "张三  reader  sessions: 0\n"
    assert run("assistant", "user", "remove", "张三", **staff).returncode == 0
    gone = run("assistant", "user", "remove", "张三", **staff)
    assert (gone.returncode, "user list" in gone.stderr) == (1, True)
    assert run("assistant", "user", "add", "a", "--password", GOOD, **staff).returncode == 2


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"host": "0.0.0.0"}, "user add"),
        ({"host": "::"}, "user add"),
        ({"host": "127.0.0.1", "ASSISTANT_HOSTS": "ask.example"}, "user add"),
        ({"host": "127.0.0.1", "ASSISTANT_LOGIN": "always"}, "user add"),
        ({"host": "127.0.0.1", "ASSISTANT_LOGIN": "never"}, "ASSISTANT_LOGIN"),
        ({"host": "127.0.0.1", "ASSISTANT_USER_HEADER": "X-Remote-User"}, "ASSISTANT_PROXIES"),
        ({"host": "127.0.0.1", "ASSISTANT_PROXIES": "0.0.0.0/0"}, "0.0.0.0/0"),
        ({"host": "127.0.0.1", "ASSISTANT_PROXIES": "my-proxy"}, "my-proxy"),
    ],
)
def test_a_server_without_a_way_in_or_without_a_door_is_not_started(
    run: Run, tmp_path: Path, settings: dict[str, str], told: str
) -> None:
    host = settings.pop("host")
    given = {"ASSISTANT_STAFF": str(tmp_path / "staff.sqlite"), **settings}
    done = run("assistant", "serve", "--host", host, "--port", "0", **given)
    assert done.returncode == 1
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
