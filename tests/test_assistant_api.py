"""The HTTP API and the guard before it, over a real socket."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.answer import as_json
from assistant.route import Library, answer
from assistant.serving.guard import MAX_BODY
from assistant.serving.journal import Journal

NOTHING = Journal(Path(), days=0)
QUESTION = "呼和浩特2025年要谋划实施多少个项目，年度计划投资多少？"


@pytest.fixture
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=30) as made:
        yield made


def same(answer_: dict[str, Any]) -> dict[str, Any]:
    """An answer without what differs from one time to the next."""
    return {key: value for key, value in answer_.items() if key not in ("id", "seconds")}


def test_the_api_gives_the_answer_of_the_route(client: httpx.Client, library: Library) -> None:
    given = client.post("/api/ask", json={"question": QUESTION})
    assert given.status_code == 200
    assert same(given.json()) == same(json.loads(json.dumps(as_json(answer(QUESTION, library)))))


def test_streamed_and_unstreamed_are_the_same_answer(client: httpx.Client) -> None:
    whole = client.post("/api/ask", json={"question": QUESTION}).json()
    events = []
    with client.stream(
        "POST", "/api/ask", json={"question": QUESTION}, headers={"accept": "text/event-stream"}
    ) as given:
        assert given.headers["content-type"].startswith("text/event-stream")
        for block in given.read().decode().strip().split("\n\n"):
            name, data = block.split("\n")
            events.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    assert events[0][0] == "status"
    assert events[-1][0] == "answer"
    assert same(events[-1][1]) == same(whole)
    assert "".join(data["text"] for name, data in events if name == "delta") == whole["text"]


def test_history_action_and_mode(client: httpx.Client) -> None:
    given = client.post("/api/ask", json={"question": "那去年呢？", "history": ["呼和浩特城镇新增就业目标是多少？"]})
    assert "6.21万人" in given.json()["text"]
    only = client.post("/api/ask", json={"question": "有多少项措施？", "action": "助企行动"}).json()
    assert {citation["action"] for citation in only["citations"]} == {"助企行动"}
    assert client.post("/api/ask", json={"question": QUESTION, "mode": "generated"}).status_code == 400


def test_articles_and_their_passages(client: httpx.Client) -> None:
    articles = client.get("/api/articles").json()
    assert len(articles) == 14
    boss = next(article for article in articles if article["author"] == "伊德尔")
    whole = client.get(f"/api/articles/{boss['id']}").json()
    assert any("1700亿元" in passage["text"] for passage in whole["passages"])
    missing = client.get("/api/articles/none")
    assert missing.status_code == 404
    assert "没有这篇文章" in missing.json()["error"]["message"]


def test_feedback_gets_a_receipt(client: httpx.Client) -> None:
    given = client.post("/api/feedback", json={"answer_id": "abc", "verdict": "wrong_citation", "comment": "引错了"})
    assert given.json()["receipt"]
    assert client.post("/api/feedback", json={"answer_id": "abc", "verdict": "nonsense"}).status_code == 422


def test_health_readiness_and_metrics(client: httpx.Client) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/ready").json()["status"] == "ok"
    client.post("/api/ask", json={"question": QUESTION})
    assert 'assistant_answers_total{status="answered"}' in client.get("/metrics").text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"question": ""}', 400),
        (json.dumps({"question": "就业" * 5000}).encode(), 400),
        (b'{"question": 5}', 422),
        (b"{}", 422),
        (b"not json", 422),
        (b'{"question": "a", "history": "b"}', 422),
        (b'{"question": "a", "action": "nothing"}', 400),
        (b'{"question": "a", "author": "nobody"}', 400),
        (b'{"question": "a\\ud800b"}', 422),
        (b'{"question": "a", "history": ["\\ud800"]}', 422),
        (b"x" * (MAX_BODY + 1), 413),
    ],
)
def test_bad_requests_get_a_sentence(client: httpx.Client, body: bytes, status: int) -> None:
    given = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert given.status_code == status
    problem = given.json()["error"]
    assert any("\u4e00" <= character <= "\u9fff" for character in problem["message"])
    assert "Traceback" not in given.text


def test_what_is_no_json_is_said_to_be_none(client: httpx.Client) -> None:
    given = client.post("/api/ask", content=b"{bad", headers={"content-type": "application/json"})
    assert "JSON" in given.json()["error"]["message"]


def test_a_body_that_states_no_length_is_counted(client: httpx.Client) -> None:
    def chunks() -> Iterator[bytes]:
        yield b'{"answer_id": "a", "verdict": "good", "ignored": "'
        for _ in range(20):
            yield b"a" * 8192
        yield b'"}'

    # Without the count this is a good request: what is ignored has no limit of its own.
    try:
        given = client.post("/api/feedback", content=chunks(), headers={"content-type": "application/json"})
        assert given.status_code >= 400
    except httpx.RemoteProtocolError:
        pass  # the connection may be closed before everything was sent


def test_unknown_routes_and_methods_are_told_in_a_sentence(client: httpx.Client) -> None:
    for given in (client.get("/api/ask"), client.get("/api/nothing/here"), client.put("/api/articles")):
        assert given.status_code in (404, 405)
        assert any("\u4e00" <= character <= "\u9fff" for character in given.json()["error"]["message"])


def test_a_stream_that_cannot_begin_is_refused_before_it_does(client: httpx.Client) -> None:
    for body in ({"question": ""}, {"question": "a", "mode": "generated"}, {"question": "a", "action": "x"}):
        given = client.post("/api/ask", json=body, headers={"accept": "text/event-stream"})
        assert given.status_code == 400


@pytest.mark.parametrize("path", ["/", "/api/articles", "/health", "/web/page.js", "/gradio_api/queue/data"])
def test_foreign_origins_are_refused_everywhere(client: httpx.Client, path: str) -> None:
    given = client.get(path, headers={"origin": "https://evil.test"})
    assert given.status_code == 403
    assert "access-control-allow-origin" not in given.headers


@pytest.mark.parametrize("origin", ["http://[", "null", "file://", "http://127.0.0.1.evil.test"])
def test_odd_origins_are_foreign(client: httpx.Client, origin: str) -> None:
    assert client.get("/health", headers={"origin": origin}).status_code == 403


def test_many_questions_at_once_are_never_mixed_up(client: httpx.Client) -> None:
    from concurrent.futures import ThreadPoolExecutor

    asked = ["水务局局长是谁？", "内蒙古有几个对外开放口岸？", "节水行动的“四减”是哪四减？", QUESTION] * 12
    alone = {question: same(client.post("/api/ask", json={"question": question}).json()) for question in asked}
    with ThreadPoolExecutor(12) as threads:
        given = list(threads.map(lambda question: client.post("/api/ask", json={"question": question}), asked))
    assert [same(one.json()) for one in given] == [alone[question] for question in asked]


def test_the_servers_own_origin_is_allowed(client: httpx.Client, server: str) -> None:
    given = client.post("/api/ask", json={"question": QUESTION}, headers={"origin": server})
    assert given.status_code == 200


@pytest.mark.parametrize("host", ["evil.test", "evil.test:7860", "", "127.0.0.1.evil.test", "[", "http://[::1"])
def test_unknown_hosts_are_refused(client: httpx.Client, host: str) -> None:
    assert client.get("/health", headers={"host": host}).status_code == 400


def test_elsewhere_than_on_loopback_a_key_is_asked_for(latest: Any) -> None:
    from fastapi.testclient import TestClient

    from assistant.api import create_api
    from assistant.settings import AssistantSettings

    app = create_api(latest, None, AssistantSettings(keys="first-key, second-key"), NOTHING, open_to_all=False)
    with TestClient(app) as client:
        assert client.post("/api/ask", json={"question": QUESTION}).status_code == 401
        for key, status in (("wrong", 401), ("first-key", 200), ("second-key", 200), ("", 401)):
            headers = {"authorization": f"Bearer {key}"}
            assert client.get("/api/articles", headers=headers).status_code == status
        assert client.get("/health").status_code == 200
    without = create_api(latest, None, AssistantSettings(keys=""), NOTHING, open_to_all=False)
    with TestClient(without) as client:
        assert client.get("/api/articles", headers={"authorization": "Bearer "}).status_code == 401


def test_a_lost_index_is_told_in_a_sentence(copied_index: Any) -> None:
    from functools import partial

    from conftest import MODELS
    from fastapi.testclient import TestClient

    from assistant.api import create_api
    from assistant.library import latest as make
    from assistant.settings import AssistantSettings
    from index.encoder import open_encoder

    app = create_api(
        make(copied_index, partial(open_encoder, "", MODELS)), None, AssistantSettings(), NOTHING, open_to_all=True
    )
    with TestClient(app, raise_server_exceptions=False) as client:
        assert client.get("/ready").status_code == 200
        (copied_index / "current").unlink()
        for given in (client.get("/ready"), client.post("/api/ask", json={"question": QUESTION})):
            assert given.status_code == 503
            assert "资料库" in given.json()["error"]["message"]
            assert str(copied_index) not in given.text


def test_what_is_wrong_with_a_request_is_named(client: httpx.Client) -> None:
    def told(**given: Any) -> str:
        return str(client.post("/api/ask", **given).json()["error"]["message"])

    assert "history[0]" in told(json={"question": "节水", "history": [{"text": "甲"}]})
    assert "Content-Type" in told(content=b"")
    assert "UTF-8" in told(content='{"question": "节水"}'.encode("gbk"), headers={"content-type": "application/json"})


def test_a_path_that_climbs_is_no_address(client: httpx.Client) -> None:
    given = client.get("/static/%2e%2e/%2e%2e/README.md")
    assert given.status_code == 404
    assert given.json()["error"]["message"] == "没有这个地址。"
