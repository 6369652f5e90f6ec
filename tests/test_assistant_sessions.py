"""Sessions and failed tries, by a clock of the test's own."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.staff.accounts import add_account, change_role, list_accounts, verify
from assistant.staff.failures import MOST, Failures
from assistant.staff.sessions import Sessions

GOOD = "风吹草低见牛羊 1200"
HOUR = 3600.0


class Clock:
    """Moves when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    return tmp_path / "staff.sqlite"


@pytest.fixture
def opened(staff: Path, clock: Clock) -> Callable[[], str]:
    """Open a session of 张三; gives its token."""
    add_account(staff, "张三", "reader", GOOD)
    stored = verify(staff, "张三", GOOD)
    assert stored

    def open_one() -> str:
        made = Sessions(staff, HOUR, 4 * HOUR, clock).open("张三", stored)
        assert made
        return made.token

    return open_one


def test_a_session_ends_unused_or_after_its_longest_time(staff: Path, clock: Clock, opened: Callable[[], str]) -> None:
    sessions, token = Sessions(staff, HOUR, 4 * HOUR, clock), opened()
    for _ in range(7):  # used every half hour
        clock.now += HOUR / 2
        assert sessions.find(token)
    clock.now += HOUR / 2
    assert sessions.find(token) is None
    second = opened()
    clock.now += HOUR + 1
    assert sessions.find(second) is None


def test_a_session_outlives_a_restart_and_carries_the_role_of_now(
    staff: Path, clock: Clock, opened: Callable[[], str]
) -> None:
    token = opened()
    found = Sessions(staff, HOUR, 4 * HOUR, clock).find(token)
    assert found
    assert (found.user.name, found.user.may_edit) == ("张三", False)
    change_role(staff, "张三", "editor")
    again = Sessions(staff, HOUR, 4 * HOUR, clock).find(token)
    assert again
    assert again.user.may_edit
    assert again.mark == found.mark


def test_logging_out_ends_that_session_alone_and_no_token_is_kept(
    staff: Path, clock: Clock, opened: Callable[[], str]
) -> None:
    sessions, first, second = Sessions(staff, HOUR, 4 * HOUR, clock), opened(), opened()
    sessions.end(first)
    assert sessions.find(first) is None
    assert sessions.find(second)
    kept = b"".join(path.read_bytes() for path in staff.parent.iterdir())
    assert second.encode() not in kept
    assert GOOD.encode() not in kept
    for token in ("", second[:-1], second + " ", "' or 1=1 --", "\ud800", "x" * 100_000):
        assert sessions.find(token) is None


def test_a_person_has_so_many_sessions_and_no_more(staff: Path, clock: Clock, opened: Callable[[], str]) -> None:
    sessions, tokens = Sessions(staff, HOUR, 4 * HOUR, clock), []
    for _ in range(25):
        tokens.append(opened())
        clock.now += 1
    assert [bool(sessions.find(token)) for token in tokens] == [False] * 5 + [True] * 20
    assert list_accounts(staff)[0].sessions == 20


def test_the_sixth_try_waits_longer_each_time(staff: Path, clock: Clock) -> None:
    failures, waits = Failures(staff, clock), []
    for address in range(5):  # from anywhere
        assert failures.begin("张三", f"10.0.0.{address}") == 0
    for _ in range(7):
        wait = failures.begin("张三", "10.0.1.1")
        waits.append(round(wait))
        assert wait == failures.wait("张三", "10.9.9.9")
        clock.now += wait
        assert failures.begin("张三", "10.0.1.1") == 0
    assert waits == [60, 120, 240, 480, 900, 900, 900]
    clock.now += 24 * HOUR
    assert failures.begin("张三", "10.0.1.1") == 0
    assert failures.wait("张三", "10.0.1.1") == 0


def test_an_address_is_locked_whatever_names_it_tries(staff: Path, clock: Clock) -> None:
    failures = Failures(staff, clock)
    for number in range(20):
        assert failures.begin(f"user{number}", f"2001:db8::{number:x}") == 0
    assert failures.begin("somebody else", "2001:db8::ffff") == 60  # the same /64
    assert failures.begin("somebody else", "2001:db8:0:1::1") == 0


def test_success_forgives_the_name_and_its_own_try_alone(staff: Path, clock: Clock) -> None:
    failures = Failures(staff, clock)
    for _ in range(4):
        failures.begin("张三", "10.0.0.1")
    for number in range(14):
        failures.begin(f"user{number}", "10.0.0.1")
    for _ in range(6):  # who has an account does not get more tries at others' by it
        assert failures.begin("张三", "10.0.0.1") == 0
        failures.succeed("张三", "10.0.0.1")
    assert failures.begin("a", "10.0.0.1") == 0
    assert failures.begin("b", "10.0.0.1") == 0
    assert failures.begin("张三", "10.0.0.1") == 60
    assert failures.wait("张三", "10.0.0.2") == 0


def test_many_at_once_get_no_more_tries(staff: Path, clock: Clock) -> None:
    failures = Failures(staff, clock)
    with ThreadPoolExecutor(16) as threads:
        waits = list(threads.map(lambda _: failures.begin("张三", "10.0.0.1"), range(60)))
    assert waits.count(0.0) == 5


def test_locks_outlive_a_restart_and_the_table_is_bounded(staff: Path, clock: Clock) -> None:
    failures = Failures(staff, clock)
    for _ in range(6):
        failures.begin("张三", "10.0.0.1")
    now, rows = clock.now, MOST + 50
    with sqlite3.connect(staff) as other:  # as from ten thousand addresses
        other.executemany(
            "insert into failures values ('address', ?, 1, 0, ?)",
            ((number.to_bytes(16, "big"), now) for number in range(rows)),
        )
    assert Failures(staff, clock).begin("张三", "10.0.0.1") == 60
    failures.begin("李四", "10.0.0.2")
    with sqlite3.connect(staff) as other:
        assert other.execute("select count(*) from failures").fetchone() == (MOST,)
    assert failures.wait("张三", "10.0.0.9") == 60
    clock.now += 25 * HOUR
    failures.begin("李四", "10.0.0.2")
    with sqlite3.connect(staff) as other:
        assert other.execute("select count(*) from failures").fetchone() == (2,)
