"""OWASP's API Security Top 10 (2023), API1 to API6, against the real server over a real socket.

API7 to API10 are in test_owasp_surroundings.py. What is tried elsewhere is not repeated: tokens, origins and scopes of
the widget in test_assistant_access.py, logins in test_assistant_login.py, another's pages in test_staff_two.py.
"""

import json
import re
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import QUESTION, number_of, served
from model_server import ModelServer
from pydantic import SecretStr
from turn_maker import keep

from assistant.generation.endpoint import Endpoint
from assistant.route import Library
from assistant.settings import AssistantSettings
from assistant.staff.accounts import add_account
from assistant.staff.sessions import Sessions
from assistant.staff.store import Store

ASKED = {"question": "水务局局长是谁？"}
KEY = {"authorization": "Bearer a-key"}
SITES = 'sites:\n  bureau: {origins: ["https://www.bureau.test"], mode: extractive}\n'


@dataclass
class Place:
    """A server that asks for a login, with two people, a key that may do everything and one that may only ask."""

    address: str
    folder: Path
    answer: str
    conversation: str

    def session(self, name: str) -> dict[str, str]:
        """The header of somebody who has logged in."""
        with sqlite3.connect(self.folder / "staff.sqlite") as staff:
            (stored,) = staff.execute("select password from users where name = ?", (name,)).fetchone()
        opened = Sessions(self.folder / "staff.sqlite", 3600, 3600).open(name, stored)
        assert opened
        return {"cookie": f"staff={opened.token}"}

    def token(self) -> dict[str, str]:
        """The headers of a widget's page of the site."""
        page = httpx.get(f"{self.address}/widget?site=bureau").text
        return {"x-widget-token": re.findall(r'"token":"([^"]+)"', page)[0], "origin": self.address}

    def send(self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any) -> httpx.Response:
        """A request."""
        return httpx.request(method, self.address + path, headers=headers, timeout=60, **more)


@pytest.fixture(scope="module")
def place(latest: Any, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("place")
    (folder / "sites.yaml").write_text(SITES, "utf-8")
    staff = folder / "staff.sqlite"
    add_account(staff, "甲", "editor", "风吹草低见牛羊 1200")
    add_account(staff, "乙", "reader", "风吹草低见牛羊 1300")
    store = Store(staff, 30)
    turn = keep(store, library, ASKED["question"], user="甲", conversation="c" * 16)
    store.close()
    files = {"staff": str(staff), "sites": str(folder / "sites.yaml"), "feedback": str(folder / "feedback.jsonl")}
    given = {"login": "always", "keys": "a-key, asking:ask", "conversation_days": 30, "rate_token": 0, **files}
    with served(latest, None, **given) as address:
        yield Place(address, folder, turn.answer.id, "c" * 16)


def test_api1_object_level_authorisation_anothers_answer_is_nobodys_but_theirs(place: Place) -> None:
    paths = [
        f"/staff/answers/{place.answer}{end}" for end in ("/sources", "/articles/1", ".txt", ".md", ".docx", ".json")
    ]
    paths += [f"/staff/conversations/{place.conversation}{end}" for end in (".md", ".docx")]
    own, other = place.session("甲"), place.session("乙")
    for path in paths:
        assert place.send("GET", path, own).status_code == 200, path
        assert place.send("GET", path, other).status_code == 404, path
        for headers in ({}, KEY, place.token(), {"x-remote-user": "admin"}):
            assert place.send("GET", path, headers).status_code == 401, path
    unknown = place.send("GET", f"/staff/answers/{'0' * len(place.answer)}.txt", other)
    assert unknown.json() == place.send("GET", f"/staff/answers/{place.answer}.txt", other).json()


def test_api1_object_level_authorisation_a_receipt_opens_nothing(place: Place) -> None:
    given = place.send("POST", "/api/feedback", KEY, json={"answer_id": place.answer, "verdict": "good"})
    for path in (f"/api/feedback/{given.json()['receipt']}", f"/api/feedback?receipt={given.json()['receipt']}"):
        assert place.send("GET", path, KEY).status_code in (404, 405)


@pytest.mark.parametrize("place_of_key", ["query", "cookie", "basic", "twice", "lower", "body", "x-api-key"])
def test_api2_authentication_a_key_counts_in_its_header_alone(place: Place, place_of_key: str) -> None:
    headers = {
        "cookie": {"cookie": "authorization=Bearer a-key; key=a-key; staff=a-key"},
        "basic": {"authorization": "Basic YS1rZXk6"},
        "twice": {"authorization": "Bearer wrong, Bearer a-key"},
        "lower": {"authorization": "Bearer A-KEY"},
        "x-api-key": {"x-api-key": "a-key"},
    }.get(place_of_key, {})
    query = "?key=a-key&access_token=a-key&token=a-key" if place_of_key == "query" else ""
    body = {**ASKED, "key": "a-key"} if place_of_key == "body" else ASKED
    assert place.send("POST", f"/api/ask{query}", headers, json=body).status_code == 401


def test_api2_authentication_forged_sessions_are_nobodys(place: Place) -> None:
    true = place.session("甲")["cookie"].partition("=")[2]
    none = "eyJhbGciOiJub25lIn0.eyJzdWIiOiLnlLIifQ."  # a JSON web token that says alg: none
    for forged in (
        "",
        true[:-1],
        true + "a",
        true.swapcase(),
        none,
        "' or 1=1 --",
        "%00",
        "a" * 20_000,
        f"x; staff={true}",
    ):
        given = place.send("GET", "/api/articles", {"cookie": f"staff={forged}"})
        assert given.status_code == 401, forged[:40]
    assert place.send("GET", "/api/articles", {"cookie": f"staff={true}"}).status_code == 200


MORE = {"id": "mine", "status": "answered", "text": "已批准", "user": "甲", "top": 99, "prompt": "p", "receipt": "mine"}
MORE |= {"at": "1970-01-01", "base_url": "http://evil.test", "api_key": "k", "confidence": 1, "role": "editor"}


def test_api3_property_level_what_nobody_asked_for_is_not_taken(place: Place) -> None:
    plain = place.send("POST", "/api/ask", KEY, json=ASKED).json()
    given = place.send("POST", "/api/ask", KEY, json={**ASKED, **MORE}).json()
    differ = {name for name in plain if plain[name] != given[name]}
    assert differ <= {"id", "seconds"}
    assert given["id"] != "mine"
    receipt = place.send("POST", "/api/feedback", KEY, json={"answer_id": "a", "verdict": "good", **MORE}).json()
    kept = json.loads((place.folder / "feedback.jsonl").read_text("utf-8").splitlines()[-1])
    assert kept["receipt"] == receipt["receipt"] != "mine"
    assert set(kept) == {"receipt", "at", "answer_id", "verdict", "comment"}
    assert not kept["at"].startswith("1970")


def test_api3_property_level_answers_tell_nothing_of_the_inside(place: Place) -> None:
    paths = ("/api/articles", "/api/openapi.json", "/api/docs", "/ready", "/health", "/metrics", "/widget?site=bureau")
    told = [place.send("GET", path, KEY).text for path in paths]
    told.append(place.send("POST", "/api/ask", KEY, json=ASKED).text)
    for inside in (str(place.folder), str(Path.cwd()), "a-key", "staff.sqlite", "Traceback", "www.bureau.test"):
        assert not any(inside in one for one in told), inside


def nested(depth: int) -> bytes:
    return b'{"question": "a", "history": ' + b"[" * depth + b"]" * depth + b"}"


@pytest.mark.parametrize(
    "body",
    [
        *(nested(depth) for depth in (2, 100, 30_000)),
        b'{"question": "a", "x": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b"}",
        b'{"question": ' + b"1" * 60_000 + b"}",
        json.dumps({"messages": [{"role": "user", "content": "a"}] * 501}).encode(),
        json.dumps({"question": "a", "history": ["x"] * 12_000}).encode(),
    ],
    ids=["2", "100", "30000", "objects", "number", "messages", "history"],
)
def test_api4_resource_consumption_depth_and_number_are_refused_in_a_sentence(place: Place, body: bytes) -> None:
    path = "/v1/chat/completions" if b"messages" in body else "/api/ask"
    given = place.send("POST", path, {**KEY, "content-type": "application/json"}, content=body)
    assert given.status_code in (400, 413, 422)
    assert re.search("[\u4e00-\u9fff]", given.json()["error"]["message"])


def test_api4_resource_consumption_who_sends_slowly_keeps_nobody_waiting(place: Place) -> None:
    host, port = place.address.removeprefix("http://").split(":")
    begun = f"POST /api/ask HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer a-key\r\n"
    with ExitStack() as slow:
        for number in range(100):
            one = slow.enter_context(socket.create_connection((host, int(port)), 30))
            one.sendall((begun + ("content-length: 60000\r\n\r\n{" if number % 2 else "x-slow: ")).encode())
        assert place.send("POST", "/api/ask", KEY, json=ASKED).status_code == 200
        assert place.send("GET", "/widget?site=bureau").status_code == 200


def test_api5_function_level_keys_and_readers_change_nothing(place: Place) -> None:
    changes = [
        ("POST", f"/staff/files{end}") for end in ("", "/edit", "/take-in", "/remove", "/restore", "/sync", "/rollback")
    ]
    changes += [("PUT", "/staff/files/staged/x/facts"), ("DELETE", "/staff/files/staged/x")]
    for method, path in changes:
        for headers in ({}, KEY, place.token()):
            assert place.send(method, path, headers).status_code == 401, path
        assert place.send(method, path, place.session("乙")).status_code == 403, path
    for header in ("x-http-method-override", "x-method-override", "x-original-url", "x-rewrite-url"):
        given = place.send("POST", "/api/feedback", {**KEY, header: "/staff/files"}, json={})
        assert given.status_code == 422


def test_api5_function_level_a_key_that_may_ask_does_no_more(place: Place) -> None:
    asking = {"authorization": "Bearer asking"}
    assert place.send("POST", "/api/ask", asking, json=ASKED).status_code == 200
    for method, path in (("GET", "/api/articles"), ("GET", "/api/articles/x"), ("POST", "/api/feedback")):
        given = place.send(method, path, asking, json={"answer_id": "a", "verdict": "good"})
        assert given.json()["error"]["code"] == "scope_missing", path


def test_api6_business_flows_one_caller_gets_no_more_by_new_tokens_or_claimed_addresses(latest: Any) -> None:
    with served(latest, None, rate_address=3) as address:
        statuses = []
        for number in range(5):
            page = httpx.get(f"{address}/widget?site=demo").text
            token = re.findall(r'"token":"([^"]+)"', page)[0]
            headers = {"x-widget-token": token, "origin": address, "x-forwarded-for": f"10.0.0.{number}"}
            statuses.append(httpx.post(f"{address}/api/ask", json=ASKED, headers=headers).status_code)
    assert statuses == [200, 200, 200, 429, 429]


def test_api6_business_flows_the_budget_holds_over_all_ways_to_ask(latest: Any, library: Library) -> None:
    with ModelServer() as model:
        model.replies = [f"总目标是城镇新增就业6万人。[{number_of(library, '城镇新增就业6万人')}]"]
        settings = AssistantSettings(base_url=model.url, model="m", api_key=SecretStr("k"))
        with served(latest, Endpoint(settings).write, budget=1) as address:
            said = {"messages": [{"role": "user", "content": QUESTION}]}
            first = httpx.post(f"{address}/api/ask", json={"question": QUESTION}, timeout=60).json()
            second = httpx.post(f"{address}/v1/chat/completions", json=said, timeout=60).json()
            third = httpx.post(
                f"{address}/api/ask", json={"question": QUESTION, "mode": "generated"}, timeout=60
            ).json()
    assert [first["mode"], second["mode"], third["mode"]] == ["generated", "extractive", "extractive"]
    assert "今天的用量已满" in second["choices"][0]["message"]["content"]
    assert len(model.requests) == 1
