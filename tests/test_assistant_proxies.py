"""Reverse proxies: what a trusted one says is believed, what anybody else says is not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import served
from starlette.requests import HTTPConnection

from assistant.staff.accounts import add_account
from assistant.staff.failures import Failures
from assistant.staff.proxies import read_proxies
from index.settings import SettingsError

NAME, PASSWORD = "张三", "风吹草低见牛羊 1200"


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The staff file, in which 张三 is."""
    path = tmp_path_factory.mktemp("staff") / "staff.sqlite"
    add_account(path, NAME, "editor", PASSWORD)
    return path


@pytest.fixture(scope="module")
def behind(latest: Any, staff: Path) -> Iterator[str]:
    """A server behind a proxy on this machine, which says who somebody is."""
    settings = {"user_header": "X-Remote-User", "proxies": "127.0.0.1, 10.0.0.0/8", "editors": "李四, 王五"}
    with served(latest, None, **settings, staff=str(staff), hosts="ask.test") as address:
        yield address


def connection(peer: str | None, *headers: tuple[str, str], scheme: str = "http") -> HTTPConnection:
    raw = [(name.encode(), value.encode()) for name, value in headers]
    client = (peer, 1) if peer else None
    return HTTPConnection({"type": "http", "headers": raw, "client": client, "scheme": scheme, "path": "/"})


@pytest.mark.parametrize(
    ("peer", "hops", "address"),
    [
        ("192.0.2.1", "203.0.113.7", "192.0.2.1"),  # nobody we trust
        ("10.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("10.0.0.1", "6.6.6.6, 203.0.113.7", "203.0.113.7"),  # the client may have written the first
        ("10.0.0.1", "6.6.6.6, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        ("10.0.0.1", "203.0.113.7:4711", "203.0.113.7"),
        ("10.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"),
        ("10.0.0.1", "::ffff:203.0.113.7", "203.0.113.7"),
        ("::ffff:10.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("10.0.0.1", "unknown", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.9", "10.0.0.9"),
        (None, "203.0.113.7", ""),
    ],
)
def test_whose_address_it_is(peer: str | None, hops: str, address: str) -> None:
    proxies = read_proxies("10.0.0.0/8")
    assert proxies.address(connection(peer, ("x-forwarded-for", hops))) == address
    parts = [("x-forwarded-for", part) for part in hops.split(",")]
    assert proxies.address(connection(peer, *parts)) == address


def test_who_is_trusted_and_what_is_https() -> None:
    proxies, told = read_proxies("10.0.0.0/8, 2001:db8::/32"), ("x-forwarded-proto", "https")
    assert proxies.secure(connection("10.1.1.1", told))
    assert proxies.secure(connection("2001:db8::1", told))
    assert proxies.secure(connection("192.0.2.1", scheme="https"))
    assert not proxies.secure(connection("192.0.2.1", told))
    assert not proxies.secure(connection("10.1.1.1"))
    assert not read_proxies("").trusts(connection("127.0.0.1"))
    for wrong in ("0.0.0.0/0", "::/0", "proxy", "10.0.0.0/33", "10.0.0.1;10.0.0.2"):
        with pytest.raises(SettingsError, match="ASSISTANT_PROXIES"):
            read_proxies(wrong)


def test_a_trusted_proxy_says_who_it_is(behind: str) -> None:
    def page(*names: bytes) -> httpx.Response:
        return httpx.get(behind, headers=[(b"x-remote-user", name) for name in names])

    assert "李四" in page("李四".encode()).text
    assert page("李四".encode()).status_code == 200
    for names in ((), (b"",), (b"a", b"b"), (b"a,b",), (b"\xff",), (b"local",), ("a\u202eb".encode(),), (b"a" * 65,)):
        assert page(*names).status_code == 303, names
    inside = httpx.get(f"{behind}/login", headers={"x-remote-user": "reader"})
    assert "退出登录" not in inside.text  # nobody can log out here of what the proxy says


def test_behind_a_proxy_with_tls_the_cookie_is_for_https_alone(behind: str) -> None:
    headers = {"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.7", "host": "ask.test"}
    with httpx.Client(base_url=behind, headers=headers, timeout=60) as client:
        cookie = client.post("/login", data={"name": NAME, "password": PASSWORD}).headers["set-cookie"]
        assert cookie.startswith("__Host-staff=")
        assert "Secure" in cookie
        token = cookie.split(";")[0]
        page = client.get("/", headers={"cookie": token})
        assert page.status_code == 200
        assert "https://ask.test" in page.text
        assert "http://ask.test" not in page.text
        out = client.post("/logout", headers={"cookie": token, "origin": "https://ask.test"})
        assert "__Host-staff=" in out.headers["set-cookie"]
        assert client.get("/", headers={"cookie": token}).status_code == 303


def test_addresses_behind_a_proxy_are_locked_one_by_one(behind: str, staff: Path) -> None:
    failures = Failures(staff)
    with httpx.Client(base_url=behind, timeout=60) as client:
        for hops in ("1.1.1.1, 203.0.113.7", "8.8.8.8,203.0.113.7:4711, 10.0.0.5", "203.0.113.7"):
            client.post("/login", data={"name": "n", "password": "wrong"}, headers={"x-forwarded-for": hops})
    for _ in range(17):
        assert failures.begin(f"other {_}", "203.0.113.7") == 0
    assert failures.begin("one more", "203.0.113.7") > 0
    assert failures.begin("one more", "1.1.1.1") == 0
