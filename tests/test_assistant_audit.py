"""The audit log: what is in a line, how long it is kept, and that losing it costs nobody an answer."""

import json
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.requests import HTTPConnection

from assistant.staff.audit import Audit, cite, shorten
from assistant.staff.entrance import Visit, remember
from assistant.staff.user import User


def request(visit: Visit | None = None) -> HTTPConnection:
    made = HTTPConnection({"type": "http", "headers": [], "path": "/"})
    if visit:
        remember(made.scope, visit)
    return made


def test_a_line_says_what_was_done_and_from_where_roughly(tmp_path: Path) -> None:
    audit = Audit(tmp_path / "audit")
    asked = request(Visit(User("张三", "editor"), "203.0.113.77", "0ac41a7e", token="secret"))
    audit.note(asked, "page/ask", "answered", ["a-1", "a-2"])
    cite(asked, ["b-1"])
    audit.note(asked, "/api/ask", 200)
    audit.note(request(), "/login", 401)
    (file,) = (tmp_path / "audit").iterdir()
    assert file.name == f"{datetime.now(UTC):%Y-%m-%d}.jsonl"
    first, second, third = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert datetime.fromisoformat(first.pop("at")) <= datetime.now(UTC)
    assert first == {
        "session": "0ac41a7e",
        "route": "page/ask",
        "status": "answered",
        "passages": ["a-1", "a-2"],
        "address": "203.0.113.0/24",
    }
    assert second["passages"] == ["b-1"]
    assert (third["session"], third["address"], third["passages"]) == ("", "", [])


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_addresses_are_shortened(address: str, short: str) -> None:
    assert shorten(address) == short


def test_what_is_over_its_time_goes_and_nothing_else(tmp_path: Path) -> None:
    today = datetime.now(UTC)
    old, kept = (tmp_path / f"{today - timedelta(days=days):%Y-%m-%d}.jsonl" for days in (366, 364))
    other = tmp_path / "notes.jsonl"
    for path in (old, kept, other):
        path.write_text("{}\n")
    Audit(tmp_path, 365).note(request(), "/login", 303)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [kept.name, other.name, f"{today:%Y-%m-%d}.jsonl"]
    )


def test_nothing_is_kept_for_no_days_and_a_lost_folder_is_only_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Audit(tmp_path / "audit", 0).note(request(), "/login", 303)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("")
    with caplog.at_level(logging.ERROR):
        Audit(tmp_path / "file").note(request(), "/login", 303)
    assert "was not noted" in caplog.text
