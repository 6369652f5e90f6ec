"""Who may ask over HTTP: keys and their scopes, the widget's token, origins; and what is refused."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import served

from assistant.answer import HUMAN_CHANNEL, blank
from assistant.serving import tokens
from assistant.serving.access import MAX_WIDGET_BODY, Caller, read_keys
from assistant.serving.sites import Site, SitesError, read_sites

SITE = "https://www.bureau.test"
QUESTION = {"question": "水务局局长是谁？"}
SITES = f"""
sites:
  bureau: {{origins: ["{SITE}"], mode: extractive}}
  water: {{origins: ["https://water.test"], actions: [节水]}}
  closed: {{origins: ["https://closed.test"], enabled: false}}
"""


@pytest.fixture(scope="module")
def service(latest: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("sites") / "sites.yaml"
    path.write_text(SITES, "utf-8")
    with served(latest, None, sites=str(path), secret="s", rate_token=20, keys="all, some:feedback") as address:
        yield address


def token_of(service: str, site: str = "bureau") -> str:
    page = httpx.get(f"{service}/widget", params={"site": site}).text
    return str(re.findall(r'"token":"([^"]+)"', page)[0])


def ask(service: str, body: Any = QUESTION, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.post(f"{service}/api/ask", json=body, headers=named, timeout=30)


def code(given: httpx.Response) -> tuple[int, str]:
    return given.status_code, given.json()["error"]["code"]


def test_the_token_of_a_page_asks_from_the_page_and_from_its_site(service: str) -> None:
    token = token_of(service)
    for origin in (service, SITE):
        given = ask(service, x_widget_token=token, origin=origin)
        assert given.status_code == 200
        assert "赵廷东" in given.json()["text"]
        assert "access-control-allow-origin" not in given.headers


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, (403, "foreign_origin")),
        ({"origin": "https://evil.test"}, (403, "foreign_origin")),
        ({"origin": "https://water.test"}, (403, "foreign_origin")),  # listed, but not of this site
        ({"origin": "https://www.bureau.test.evil.test"}, (403, "foreign_origin")),
        ({"origin": "null"}, (403, "foreign_origin")),
        ({"origin": "OWN", "sec_fetch_site": "cross-site"}, (403, "foreign_origin")),
    ],
)
def test_a_token_is_worth_nothing_elsewhere(service: str, headers: dict[str, str], expected: tuple[int, str]) -> None:
    told = {name: value.replace("OWN", service) for name, value in headers.items()}
    assert code(ask(service, x_widget_token=token_of(service), **told)) == expected


def test_a_listed_site_may_ask_only_with_a_token_and_reach_only_what_it_needs(service: str) -> None:
    assert code(ask(service, origin=SITE)) == (403, "token_missing")
    for path in ("/", "/staff/files", "/gradio_api/queue/join", "/v1/models", "/metrics", "/web/page.js"):
        assert httpx.post(service + path, headers={"origin": SITE}).status_code == 403
    assert httpx.get(f"{service}/widget.js", headers={"origin": SITE}).status_code == 200


@pytest.mark.parametrize(
    "spoil", ["", "a.b.c.d", "bureau.9999999999.x.AAAA", "TOKEN.", "TOKENa", "a" * 5000, "水.1.2.3"]
)
def test_forged_tokens(service: str, spoil: str) -> None:
    token = spoil.replace("TOKEN", token_of(service))
    headers = [(b"origin", service.encode()), (b"x-widget-token", token.encode())]
    given = httpx.post(f"{service}/api/ask", json=QUESTION, headers=headers)
    assert given.status_code == (401 if spoil else 200)  # without one it is the machine itself that asks


def test_tokens_run_out_and_are_of_one_secret() -> None:
    now = time.time()
    made = tokens.issue(b"k", "bureau", now)
    assert tokens.read(b"k", made, now + tokens.LIFE - 1) == "bureau"
    assert tokens.read(b"k", made, now + tokens.LIFE + 1) is None
    assert tokens.read(b"other", made, now) is None
    assert tokens.read(b"k", made.replace("bureau", "water"), now) is None
    assert tokens.key_of("") != tokens.key_of("")
    assert tokens.key_of("a") == tokens.key_of("a")


def test_the_page_says_who_may_frame_it(service: str) -> None:
    def ancestors(site: str) -> tuple[int, str]:
        given = httpx.get(f"{service}/widget", params={"site": site})
        assert "x-frame-options" not in given.headers
        assert given.headers["cache-control"] == "no-store"
        return given.status_code, given.headers["content-security-policy"].split("frame-ancestors ")[1]

    assert ancestors("bureau") == (200, f"'self' {SITE}")
    assert ancestors("closed") == (503, "'self' https://closed.test")
    assert ancestors("nobody") == (403, "'none'")
    assert ancestors("<script>") == (403, "'none'")
    assert httpx.get(f"{service}/widget").status_code == 403


def test_what_a_site_offers_holds_for_its_questions(service: str) -> None:
    token = token_of(service, "water")
    given = ask(service, {"question": "有多少项措施？"}, x_widget_token=token, origin=service).json()
    assert {one["action"] for one in given["citations"]} <= {"节水行动"}
    other = {"question": "有多少项措施？", "action": "助企行动"}
    refused = ask(service, other, x_widget_token=token, origin=service)
    assert refused.status_code == 400
    assert "节水行动" in refused.json()["error"]["message"]


def test_what_a_site_offers_holds_for_what_is_read(service: str) -> None:
    told = {"x-widget-token": token_of(service, "water"), "origin": service}
    listed = httpx.get(f"{service}/api/articles", headers=told).json()
    assert {one["action"] for one in listed} <= {"节水行动", ""}
    everything = {"x-widget-token": token_of(service), "origin": service}
    other = next(
        one for one in httpx.get(f"{service}/api/articles", headers=everything).json() if one["action"] == "助企行动"
    )
    assert httpx.get(f"{service}/api/articles/{other['id']}", headers=everything).status_code == 200
    assert httpx.get(f"{service}/api/articles/{other['id']}", headers=told).status_code == 404


def test_sizes_of_what_a_widget_sends(service: str) -> None:
    told = {"x_widget_token": token_of(service), "origin": service}
    assert code(ask(service, {"question": "水" * 501}, **told))[0] == 400
    assert code(ask(service, {**QUESTION, "history": ["a" * MAX_WIDGET_BODY]}, **told)) == (413, "too_large")


def test_a_refusal_for_a_while_says_for_how_long(service: str) -> None:
    told = {"x_widget_token": token_of(service), "origin": service}
    given = (ask(service, **told) for _ in range(200))
    refused = next(one for one in given if one.status_code != 200)
    assert code(refused) == (429, "too_many")
    assert 0 < refused.json()["error"]["retry_after"] == int(refused.headers["retry-after"]) <= 60


def test_ratings_are_limited_as_questions_are(service: str) -> None:
    told = {"x-widget-token": token_of(service), "origin": service}
    rating = {"answer_id": "00ff00ff00ff00ff", "verdict": "good"}
    given = (httpx.post(f"{service}/api/feedback", json=rating, headers=told) for _ in range(200))
    assert next(given).status_code == 200
    assert code(next(one for one in given if one.status_code != 200)) == (429, "too_many")


def test_scopes_of_keys() -> None:
    keys = list(read_keys("plain, some:ask+articles ,with:colon:feedback, odd:nothing,,").values())
    everything = frozenset({"ask", "articles", "feedback"})
    assert keys == [everything, {"ask", "articles"}, {"feedback"}, everything]


def test_a_key_does_what_its_scopes_say(latest: Any) -> None:
    from fastapi.testclient import TestClient
    from test_assistant_api import NOTHING

    from assistant.api import create_api
    from assistant.settings import AssistantSettings

    settings = AssistantSettings(keys="all, some:ask", feedback="/dev/null")
    with TestClient(create_api(latest, None, settings, NOTHING, open_to_all=False)) as client:
        for key, asked, listed in (("all", 200, 200), ("some", 200, 403), ("some:ask", 401, 401)):
            headers = {"authorization": f"Bearer {key}"}
            assert client.post("/api/ask", json=QUESTION, headers=headers).status_code == asked
            assert client.get("/api/articles", headers=headers).status_code == listed
        wrong = client.get("/api/articles", headers={"authorization": "Bearer wrong"}).json()["error"]["message"]
        assert wrong != client.get("/api/articles").json()["error"]["message"]
        assert client.get("/demo").status_code == 404
        assert client.get("/widget?site=demo").status_code == 403


def test_no_secret_stands_in_what_pages_are_given(service: str) -> None:
    for path in ("/widget.js", "/widget?site=bureau", "/demo", "/demo?site=bureau"):
        given = httpx.get(service + path)
        assert given.status_code == 200
        assert not re.search(r"Bearer|some:feedback", given.text)
    assert httpx.get(f"{service}/widget/../settings.py").status_code == 404
    for name in ("page.html", "words.json", "pages.py", "..%2fsettings.py", "widget.js"):
        assert httpx.get(f"{service}/widget/{name}").status_code == 404


def test_a_site_sends_people_where_it_says() -> None:
    made = replace(blank("x"), text=f"现有资料中没有找到依据。\n{HUMAN_CHANNEL}")
    assert Caller("machine").told(made) == made
    assert Caller("widget", Site(human="请拨打本局电话。")).told(made).text.splitlines()[1] == "请拨打本局电话。"
    assert Caller("widget", Site(), english=True).told(made).text == (
        "The articles do not say this.\nPlease ask the responsible department, or call 12345 (public service line)."
    )


def test_a_name_that_yaml_takes_for_something_else_is_told(tmp_path: Path) -> None:
    path = tmp_path / "sites.yaml"
    path.write_text("sites:\n  off:\n    enabled: false\n", encoding="utf-8")
    with pytest.raises(SitesError, match="in quotes, YAML reads one as False"):
        read_sites(path)


def test_a_method_that_an_address_does_not_take_is_told_with_those_that_it_does(service: str) -> None:
    given = httpx.put(f"{service}/api/ask", json={})
    assert (given.status_code, given.headers["allow"]) == (405, "POST")
    assert httpx.put(f"{service}/api/nothing", json={}).status_code == 404


def test_a_large_body_in_chunks_is_told_as_one_that_states_its_size(service: str) -> None:
    given = httpx.post(
        f"{service}/api/ask", content=iter([b" " * 60_000] * 3), headers={"content-type": "application/json"}
    )
    assert given.status_code == 413
    assert "缩短" in given.json()["error"]["message"]
