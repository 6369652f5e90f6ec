"""The API is what its OpenAPI document says, whatever it is sent."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import checks

from assistant.serving.contract import AnswerTold, ErrorTold, WholeArticleTold

MANY = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


def test_answers_are_as_described(server: str) -> None:
    for question in ("水务局局长是谁？", "红烧肉怎么做？", "就业目标和机场客流量各是多少？", "28.1%说的是谁？"):
        AnswerTold.model_validate(httpx.post(f"{server}/api/ask", json={"question": question}, timeout=30).json())


def test_articles_and_errors_are_as_described(server: str) -> None:
    for one in httpx.get(f"{server}/api/articles").json():
        WholeArticleTold.model_validate(httpx.get(f"{server}/api/articles/{one['id']}").json())
    for refused in (httpx.get(f"{server}/api/none"), httpx.post(f"{server}/api/ask", json={"question": ""})):
        ErrorTold.model_validate(refused.json())


def test_the_page_that_describes_it_names_every_route_and_field_in_chinese(server: str) -> None:
    page = httpx.get(f"{server}/api/docs")
    assert "script-src 'self'" in page.headers["content-security-policy"]
    document = httpx.get(f"{server}/api/openapi.json").json()
    for path, methods in document["paths"].items():
        assert path in page.text
        for about in methods.values():
            assert re.search("[\u4e00-\u9fff]", about["summary"]), path
    assert "一字不改" in page.text
    assert "retry_after" in page.text
    assert "<script" not in page.text


def undescribed(value: Any, place: str = "") -> Iterator[str]:
    """Where a type, a field, a parameter or an answer of an OpenAPI document has no Chinese description."""
    inside = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    for name, one in inside:
        within = f"{place}/{name}"
        told = re.search("/(schemas|properties|parameters|responses)/[^/]+$", within)
        if told and not re.search("[\u4e00-\u9fff]", str(one.get("description", ""))):
            yield within
        yield from undescribed(one, within)


def test_everything_in_the_document_is_described_in_chinese(server: str) -> None:
    document = httpx.get(f"{server}/api/openapi.json").json()
    assert list(undescribed(document)) == []
    schemas = document["components"]["schemas"]
    fields = {f"{name}.{field}" for name, one in schemas.items() for field in one.get("properties", ())}
    assert {"ArticleTold.author", "CitationTold.passage_id", "Request.author", "Part.text"} <= fields
    for name in ("ArticleTold", "CitationTold"):  # what is given is no limit that is asked for
        assert "只查" not in str(schemas[name])
    schemas["Request"]["properties"]["author"]["description"] = "Author"
    schemas["Message"].pop("description")
    assert sorted(undescribed(document)) == [
        "/components/schemas/Message",
        "/components/schemas/Request/properties/author",
    ]


def test_the_page_says_what_each_field_means(server: str) -> None:
    page = httpx.get(f"{server}/api/docs").text
    rows = re.findall("<tr><td><code>(.*?)</code></td><td>(.*?)</td>", page)
    assert len(rows) > 80
    assert [name for name, about in rows if not re.search("[\u4e00-\u9fff]", about)] == []


def test_whatever_fits_the_document_or_does_not_is_answered_as_it_says(server: str) -> None:
    document = schemathesis.openapi.from_url(f"{server}/api/openapi.json")
    tried = []
    for found in document.get_all_operations():
        operation = found.ok()

        def attempt(case: Any) -> None:
            case.call_and_validate(checks=CHECKS)

        positive, negative = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
        for mode in (positive, negative) if operation.body else (positive,):
            cases = operation.as_strategy(generation_mode=mode)
            MANY(given(case=cases)(attempt))()
        tried.append(operation.label)
    assert {"POST /api/ask", "POST /api/feedback", "POST /v1/chat/completions"} <= set(tried)
