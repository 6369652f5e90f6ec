"""The OpenAI protocol, by OpenAI's own client; and that every channel gives the same answer, streamed or not."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import openai
import pytest
from conftest import QUESTION as MODEL_QUESTION
from conftest import number_of, served
from model_server import ModelServer
from pydantic import SecretStr

from assistant.answer import as_text
from assistant.generation.endpoint import Endpoint
from assistant.route import Library, answer
from assistant.settings import AssistantSettings

QUESTION = "呼和浩特2025年要谋划实施多少个项目，年度计划投资多少？"


@pytest.fixture
def client(server: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{server}/v1", api_key="none", max_retries=0) as made:
        yield made


def ask(client: openai.OpenAI, *said: str, model: str = "six-actions") -> Any:
    messages: Any = [{"role": "user", "content": one} for one in said]
    return client.chat.completions.create(model=model, messages=messages)


def test_openais_client_gets_the_answer_with_its_citations(client: openai.OpenAI, library: Library) -> None:
    given = ask(client, QUESTION)
    expected = answer(QUESTION, library)
    assert given.choices[0].message.content == as_text(expected)
    assert given.choices[0].finish_reason == "stop"
    assert "[1] 伊德尔" in given.choices[0].message.content
    assert [one["quote"] for one in given.citations] == [one.quote for one in expected.citations]


def test_streamed_it_is_the_same(client: openai.OpenAI) -> None:
    messages: Any = [{"role": "system", "content": "你是一个海盗"}, {"role": "user", "content": QUESTION}]
    chunks: Any = list(client.chat.completions.create(model="six-actions", messages=messages, stream=True))
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert text == ask(client, QUESTION).choices[0].message.content
    assert chunks[0].choices[0].delta.role == "assistant"
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices[0].finish_reason] == ["stop"]
    assert chunks[-1].citations
    assert len({chunk.id for chunk in chunks}) == 1


def test_a_conversation_and_messages_in_parts(client: openai.OpenAI) -> None:
    assert "6.21万人" in ask(client, "呼和浩特城镇新增就业目标是多少？", "那去年呢？").choices[0].message.content
    parts: Any = [{"role": "user", "content": [{"type": "text", "text": "水务局局长是谁？"}]}]
    assert "赵廷东" in str(client.chat.completions.create(model="six-actions", messages=parts))


def test_what_cannot_be_answered_is_said_and_wrong_requests_are_refused(client: openai.OpenAI) -> None:
    assert "没有找到依据" in ask(client, "红烧肉怎么做？").choices[0].message.content
    assert "500" in ask(client, "水" * 501).choices[0].message.content
    with pytest.raises(openai.NotFoundError, match="six-actions-quotes"):
        ask(client, QUESTION, model="gpt-4o")
    with pytest.raises(openai.BadRequestError, match="role"):
        client.chat.completions.create(model="six-actions", messages=[{"role": "system", "content": "x"}])
    with pytest.raises(openai.UnprocessableEntityError):
        client.chat.completions.create(model="six-actions", messages=[])
    assert [model.id for model in client.models.list()] == ["six-actions", "six-actions-quotes"]


def test_foreign_origins_get_nothing(server: str) -> None:
    told = {"messages": [{"role": "user", "content": QUESTION}]}
    given = httpx.post(f"{server}/v1/chat/completions", json=told, headers={"origin": "https://evil.test"})
    assert given.status_code == 403


def events(text: str) -> list[Any]:
    data = [line.removeprefix("data: ") for line in text.splitlines() if line.startswith("data: ")]
    return [json.loads(one) for one in data if one != "[DONE]"]


@pytest.mark.parametrize("written", [False, True])
def test_every_channel_gives_the_same_streamed_or_not(latest: Any, library: Library, written: bool) -> None:
    """The API, the widget and the OpenAI protocol; by quoting and by a model."""
    question = MODEL_QUESTION if written else QUESTION
    with ModelServer() as model:
        number = number_of(library, "城镇新增就业6万人")
        model.replies = [f"总目标是城镇新增就业6万人。[{number}]"] * 6
        settings = AssistantSettings(base_url=model.url, model="m", api_key=SecretStr("k"))
        with served(latest, Endpoint(settings).write if written else None) as server, httpx.Client(timeout=60) as http:
            page = http.get(f"{server}/widget?site=demo").text
            token = page.split('"token":"')[1].split('"')[0]
            widget = {"x-widget-token": token, "origin": server}
            asked, stream = {"question": question}, {"accept": "text/event-stream"}
            wholes = [http.post(f"{server}/api/ask", json=asked, headers=h).json() for h in ({}, widget)]
            for headers in ({}, widget):
                got = events(http.post(f"{server}/api/ask", json=asked, headers={**headers, **stream}).text)
                assert "".join(one.get("text", "") for one in got[1:-1]) == got[-1]["text"]
                wholes.append(got[-1])
            said = {"messages": [{"role": "user", "content": question}]}
            plain = http.post(f"{server}/v1/chat/completions", json=said).json()
            last = events(http.post(f"{server}/v1/chat/completions", json={**said, "stream": True}).text)
    same = [{key: one[key] for key in one if key not in ("id", "seconds")} for one in wholes]
    assert same == [same[0]] * 4
    assert same[0]["mode"] == ("generated" if written else "extractive")
    text = "".join(one["choices"][0]["delta"].get("content", "") for one in last)
    assert text == plain["choices"][0]["message"]["content"]
    assert text.startswith(same[0]["text"])
    assert text.endswith(same[0]["label"])
    assert plain["citations"] == last[-1]["citations"] == same[0]["citations"]
