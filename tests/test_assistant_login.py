"""Logging in, over a real socket and in a real browser; and what attackers try."""

import json
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import served

from assistant.staff.accounts import add_account, change_password, remove_account
from assistant.staff.login import local_path
from assistant.staff.sessions import Sessions

NAME, PASSWORD = "张三", "风吹草低见牛羊 1200"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the staff file, in which 张三 is, and the audit log."""
    path = tmp_path_factory.mktemp("room")
    add_account(path / "staff.sqlite", NAME, "editor", PASSWORD)
    return path


@pytest.fixture(scope="module")
def asking(latest: Any, room: Path) -> Iterator[str]:
    """A server that asks for a login; its only proxy is elsewhere."""
    settings = {"login": "always", "user_header": "X-Remote-User", "proxies": "10.9.9.9", "editors": "admin"}
    paths = {"staff": str(room / "staff.sqlite"), "audit": str(room / "audit"), "audit_days": 365}
    with served(latest, None, **settings, **paths, keys="a-key", origins="https://portal.test") as address:
        yield address


@pytest.fixture(autouse=True)
def clean(room: Path) -> None:
    """No failed tries of other tests."""
    with sqlite3.connect(room / "staff.sqlite") as staff:
        staff.execute("create table if not exists failures (kind)")
        staff.execute("delete from failures")


@pytest.fixture
def client(asking: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=asking, timeout=60) as made:
        yield made


@pytest.fixture
def token(room: Path) -> str:
    """That of a session of 张三, without the work of a login."""
    with sqlite3.connect(room / "staff.sqlite") as staff:
        (stored,) = staff.execute("select password from users where name = ?", (NAME,)).fetchone()
    opened = Sessions(room / "staff.sqlite", 3600, 3600).open(NAME, stored)
    assert opened
    return opened.token


def log_in(client: httpx.Client, name: str = NAME, password: str = PASSWORD, **more: str) -> httpx.Response:
    return client.post("/login", data={"name": name, "password": password, **more})


def test_in_and_out_again(client: httpx.Client) -> None:
    away = client.get("/?question=%E6%B0%B4")
    assert (away.status_code, away.headers["location"]) == (303, "/login?next=%2F%3Fquestion%3D%25E6%25B0%25B4")
    inside = log_in(client, next="/?question=%E6%B0%B4")
    assert (inside.status_code, inside.headers["location"]) == (303, "/?question=%E6%B0%B4")
    cookie = inside.headers["set-cookie"].lower()
    assert cookie.startswith("staff=")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    page = client.get("/")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert json.dumps(NAME) in page.text or NAME in page.text  # gradio's own idea of who it is
    assert client.get("/api/articles").status_code == 200
    assert NAME in client.get("/login").text
    token = client.cookies["staff"]
    out = client.post("/logout")
    assert (out.status_code, out.headers["location"]) == (303, "/login")
    assert "staff" not in client.cookies
    assert client.get("/", headers={"cookie": f"staff={token}"}).status_code == 303


OWN = ["/articles", "/staff/files", "/staff/x", "/gradio_api/queue/join", "/gradio_api/queue/data", "/assets/a.js"]
OWN += ["/gradio_api/heartbeat/x", "/theme.css", "/static/x", "/gradio_api/startup-events", "/api/articles"]


@pytest.mark.parametrize("path", OWN)
def test_what_needs_a_login_is_told_in_a_sentence(client: httpx.Client, path: str) -> None:
    for method in ("GET", "HEAD", "POST", "OPTIONS", "DELETE"):
        given = client.request(method, path)
        assert given.status_code in ((401, 404, 405) if path == "/api/articles" else (401,)), method
    assert client.get(path).json()["error"]["message"].startswith(("请先登录", "需要密钥"))


TRICKS = ["//", "//assets/x", "/./assets/x", "/%2e/", "/web/../theme.css", "/web/%2e%2e/theme.css", "/theme.css;"]
TRICKS += ["/THEME.CSS", "/Login", "/login/", "/login/huggingface", "/login%00", "/login%0a", "/web/..%2ftheme.css"]
TRICKS += ["/config", "/gradio_api/info", "/gradio_api/login_check", "/token", "/gradio_api/token", "/api/../theme.css"]


@pytest.mark.parametrize("path", TRICKS)
def test_tricks_with_paths_lead_nowhere(asking: str, path: str) -> None:
    import socket

    host = asking.removeprefix("http://")
    for name in (host, f"{host}/api/", f"{host}/web/x?", f"x@{host}", "127.0.0.1:1/health#"):
        with socket.create_connection((host.split(":")[0], int(host.split(":")[1])), 10) as raw:
            raw.sendall(f"GET {path} HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode())
            answer = b"".join(iter(lambda: raw.recv(65536), b""))
        assert answer.split(b" ", 2)[1] in (b"400", b"401", b"404", b"405"), (name, answer[:200])
        assert b"gradio" not in answer.lower()


def test_gradios_own_login_is_never_reached(client: httpx.Client) -> None:
    assert 'action="/login"' in client.get("/login").text
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
        assert client.request(method, "/login").status_code == 405
        assert client.request(method, "/logout").status_code == 405
    assert client.get("/logout").status_code == 405
    given = client.post("/login", data={"username": "a", "password": "b"})
    assert given.status_code == 400
    assert "请填写用户名和密码" in given.text
    assert client.post("/login", content=b"\xff" * 100).status_code == 400
    assert client.post("/login", json={"name": NAME, "password": PASSWORD}).status_code == 400
    assert client.post("/login", files={"name": b"x"}).status_code == 400
    assert client.post("/login", data={"name": "a", "password": "x" * 70_000}).status_code == 413


@pytest.mark.parametrize("path", ["/login", "/logout", "/staff/files", "/gradio_api/queue/join", "/api/ask", "/"])
def test_other_sites_send_no_forms(client: httpx.Client, token: str, path: str) -> None:
    client.cookies.set("staff", token)
    for origin in ("https://evil.test", "null", "https://127.0.0.1", "https://portal.test"):
        given = client.post(path, data={"name": NAME, "password": PASSWORD}, headers={"origin": origin})
        # A site that may call the API does so with a key, never with the cookie of whoever looks at it.
        assert given.status_code == (401 if (path, origin) == ("/api/ask", "https://portal.test") else 403)
        assert "set-cookie" not in given.headers
    headers = {"origin": "https://portal.test", "authorization": "Bearer a-key"}
    assert client.get("/api/articles", headers=headers).status_code == 200


def test_a_wrong_try_says_nothing_of_the_name(client: httpx.Client) -> None:
    answers = [
        log_in(client, name, "wrong", lang="en", next="/a") for name in (NAME, "nobody", "' or 1=1 --", "a,b\x07")
    ]
    assert [one.status_code for one in answers] == [401] * 4
    for answer, name in zip(answers, (NAME, "nobody", "&#x27; or 1=1 --", "a,b\x07"), strict=True):
        assert answer.text.replace(f'value="{name}"', "") == answers[1].text.replace('value="nobody"', "")
    assert 'role="alert"' in answers[0].text
    assert f'value="{NAME}"' in answers[0].text
    nasty = log_in(client, '"><script>alert(1)</script>', "wrong")
    assert "<script" not in nasty.text
    long = log_in(client, "长" * 5000, "wrong")
    assert long.status_code == 401
    assert len(long.text) < 5000


def test_after_five_tries_the_right_password_waits_too(client: httpx.Client) -> None:
    for name in (NAME, "nobody"):
        told = [log_in(client, name, "wrong") for _ in range(5)][-1]
        assert told.status_code == 429
        assert 0 < int(told.headers["retry-after"]) <= 60
        assert "登录失败次数过多，请在 " in told.text
    locked = log_in(client)
    assert locked.status_code == 429
    assert "set-cookie" not in locked.headers


def test_tries_at_once_are_no_way_around(client: httpx.Client) -> None:
    with ThreadPoolExecutor(12) as threads:
        given = list(threads.map(lambda number: log_in(client, "nobody", f"guess {number}").status_code, range(24)))
    assert given.count(401) <= 5
    assert set(given) == {401, 429}


def test_each_login_has_a_token_of_its_own(client: httpx.Client) -> None:
    planted = "x" * 43
    client.cookies.set("staff", planted, domain="127.0.0.1")
    log_in(client)
    first = client.cookies["staff"]
    assert first != planted
    log_in(client)
    second = client.cookies["staff"]
    assert second != first
    client.cookies.clear()
    for cookie, status in (
        (f"staff={second}", 200),
        (f"staff={first}", 303),  # ended by the second login
        (f"staff={planted}; staff={second}", 303),  # a tossed cookie: neither is believed
        (f"__Host-staff={second}", 303),  # over plain http nobody can have set it
        (f"Staff={second}", 303),
        ("staff=", 303),
        ("staff", 303),
        (f'staff="{second}"', 303),
        (";" * 5000, 303),
    ):
        assert client.get("/", headers={"cookie": cookie}).status_code == status, cookie[:30]


def test_who_is_removed_or_has_a_new_password_is_out_at_once(client: httpx.Client, room: Path) -> None:
    staff = room / "staff.sqlite"
    add_account(staff, "temp", "reader", PASSWORD)
    log_in(client, "temp")
    assert client.get("/").status_code == 200
    change_password(staff, "temp", "another good one 9")
    assert client.get("/").status_code == 303
    log_in(client, "temp", "another good one 9")
    assert client.get("/").status_code == 200
    remove_account(staff, "temp")
    assert client.get("/").status_code == 303
    join = {"data": [], "fn_index": 0, "session_hash": "x"}
    assert client.post("/gradio_api/queue/join", json=join).status_code == 401


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/", "/"),
        ("/articles", "/articles"),
        ("/?question=%E6%B0%B4&history=a", "/?question=%E6%B0%B4&history=a"),
        ("//evil.test", "/"),
        ("/\\evil.test", "/"),
        ("\\\\evil.test", "/"),
        ("https://evil.test", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.test", "/"),
        ("/a\r\nset-cookie: a=b", "/"),
        ("/水", "/"),
        ("", "/"),
        ("evil.test", "/"),
        ("/login", "/"),
        ("/logout?x", "/"),
        ("/" + "a" * 3000, "/"),
        ("/@evil.test", "/@evil.test"),
    ],
)
def test_one_goes_on_to_a_page_of_this_server_alone(asking: str, asked: str, given: str) -> None:
    assert local_path(asked) == given
    if asked.isprintable() and len(asked) < 100:
        shown = httpx.get(f"{asking}/login", params={"next": asked}).text
        assert f'name="next" value="{given.replace("&", "&amp;")}"' in shown


def test_a_header_from_anybody_else_is_ignored(client: httpx.Client) -> None:
    for name in ("X-Remote-User", "x-remote-user", "X_Remote_User"):
        for forged in ({}, {"x-forwarded-for": "10.9.9.9"}, {"forwarded": "for=10.9.9.9"}, {"x-real-ip": "10.9.9.9"}):
            assert client.get("/", headers={name: "admin", **forged}).status_code == 303


def test_what_is_done_is_noted_without_content(client: httpx.Client, room: Path) -> None:
    def lines() -> list[str]:
        return [line for path in sorted((room / "audit").iterdir()) for line in path.read_text("utf-8").splitlines()]

    (room / "audit").mkdir(exist_ok=True)
    before = len(lines())
    log_in(client, NAME, "wrong secret")
    log_in(client)
    question = "水务局局长是谁？"
    asked = client.post("/api/ask", json={"question": question}).json()
    client.post("/api/articles/secret%20words")
    client.post("/api/ask", json={"question": question}, headers={"cookie": "", "authorization": "Bearer a-key"})
    deadline = time.monotonic() + 30
    while len(lines()) < before + 4:  # a line is written after its answer was sent
        assert time.monotonic() < deadline
        time.sleep(0.02)
    text = "\n".join(lines())
    for secret in (
        NAME,
        "secret words",
        "wrong secret",
        PASSWORD,
        question,
        asked["text"],
        client.cookies["staff"],
        "127.0.0.1",
    ):
        assert secret not in text
        assert json.dumps(secret)[1:-1] not in text
    wrong, right, session, key = [json.loads(line) for line in lines()[before:]]
    assert (wrong["route"], wrong["status"], wrong["session"]) == ("/login", 401, "")
    assert (right["route"], right["status"]) == ("/login", 303)
    assert right["session"] == session["session"] != ""
    assert session["passages"] == [one["passage_id"] for one in asked["citations"]] == key["passages"]
    assert session["address"] == "127.0.0.0/24"
    assert key["session"] == ""
