"""OWASP's API Security Top 10 (2023), API7 to API10: what lies around the API. The others are in test_owasp.py."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import QUESTION, Run, served
from model_server import ModelServer, Reply
from pydantic import SecretStr

from assistant.generation.endpoint import Endpoint
from assistant.serve import create_app
from assistant.settings import AssistantSettings


class Catcher:
    """A server that nobody has a reason to ask."""

    def __enter__(self) -> "Catcher":
        seen = self.seen = list[str]()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                seen.append(self.path)
                self.send_error(404)

            do_POST = do_HEAD = do_OPTIONS = do_GET

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/caught"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def filled(schema: dict[str, Any], document: dict[str, Any], text: str) -> Any:
    """A body of a schema in which every text that may be free is `text`."""
    schema = document["components"]["schemas"].get(schema.get("$ref", "").rpartition("/")[2], schema)
    if schema.get("anyOf"):
        return filled(schema["anyOf"][0], document, text)
    if schema.get("type") == "array":
        return [filled(schema["items"], document, text)]
    if schema.get("type") == "object":
        return {name: filled(one, document, text) for name, one in schema["properties"].items()}
    return schema["enum"][0] if "enum" in schema else text if schema.get("type") == "string" else False


def test_api7_ssrf_no_parameter_makes_the_server_fetch_an_address(server: str) -> None:
    with Catcher() as catcher, httpx.Client(base_url=server, timeout=60) as client:
        document = client.get("/api/openapi.json").json()
        tried = 0
        for path, methods in document["paths"].items():
            for method, about in methods.items():
                body = about.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
                whole: dict[str, Any] = filled(body, document, catcher.url) if body else {}
                # All at once, and each alone with the others as they have to be.
                for one in [whole, *({**whole, "role": "user", name: catcher.url} for name in whole)]:
                    place = path.replace("{article}", catcher.url.replace("/", "%2F"))
                    client.request(method, place, json=one or None, headers={"x-forwarded-host": catcher.url[7:]})
                    tried += 1
        for place in (
            "/widget?site=",
            "/widget?site=demo&lang=",
            "/demo?site=",
            "/widget/token?site=",
            "/?url=",
            "/en?c=",
        ):
            client.get(place + catcher.url)
            client.post(place + catcher.url)
        client.get("/demo", headers={"referer": catcher.url, "x-original-url": catcher.url, "forwarded": catcher.url})
        assert tried > 15
        assert catcher.seen == []


def test_api7_ssrf_an_article_that_names_addresses_is_read_without_them(run: Run, tmp_path: Path) -> None:
    with Catcher() as catcher:
        url = catcher.url
        head = f'<link rel=stylesheet href={url}><base href="{url}"><meta http-equiv=refresh content="0; url={url}">'
        doctype = f'<!DOCTYPE html SYSTEM "{url}" [<!ENTITY x SYSTEM "{url}">]>'
        loads = f"<img src={url}><iframe src={url}></iframe><script src={url}></script>"
        body = f"<h1>通知</h1><p>节水行动今年继续推进&x;。</p>{loads}"
        page = tmp_path / "page.html"
        page.write_text(f"{doctype}<html><head>{head}</head><body><article>{body}</article></body></html>", "utf-8")
        (tmp_path / "page.html.yaml").write_text(f"title: 通知\nurl: {url}\n", "utf-8")
        given = run("ingest", "read", str(page), "--json")
        assert "节水行动今年继续推进" in given.stdout, given.stderr
        assert catcher.seen == []


@pytest.mark.parametrize("path", ["/api/docs", "/demo", "/widget?site=demo", "/login", "/articles", "/"])
def test_api8_misconfiguration_pages_have_a_policy_and_run_nothing_inline(latest: Any, path: str) -> None:
    with served(latest, None, login="always" if path == "/login" else "auto") as address:
        given = httpx.get(address + path, headers={"accept": "text/html"})
    assert given.status_code == 200
    policy = given.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors" in policy
    scripts = re.findall(r"script-src ([^;]*)", policy)
    assert not any("unsafe" in one or "*" in one or "http" in one for one in scripts)
    if path != "/":  # Gradio's own page styles itself inline
        assert "unsafe" not in policy
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", given.text)


ODD = [
    "/api/ask%00",
    "/api/%ff%fe",
    "/api/articles/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/web/..%2fchat.py",
    "/api/articles/'",
    "/.env",
]
ODD += [
    "/web/%2e%2e/settings.py",
    "/docs",
    "/redoc",
    "/openapi.json",
    "/.git/config",
    "/config",
    "/gradio_api/info",
    "/a?%ff=%ff",
]


@pytest.mark.parametrize("path", ODD)
def test_api8_misconfiguration_odd_paths_get_a_sentence_and_headers(server: str, path: str) -> None:
    for method in ("GET", "POST", "TRACE", "PROPFIND", "OPTIONS"):
        given = httpx.request(method, server + path)
        assert given.status_code in (400, 404, 405), method
        assert not re.search('Traceback|File "|site-packages|starlette|root:', given.text)
        assert "access-control-allow-origin" not in given.headers
        if given.headers.get("content-type", "").startswith("application/json"):
            assert re.search("[\u4e00-\u9fff]", given.json()["error"]["message"])


def test_api8_misconfiguration_every_answer_has_the_headers(server: str) -> None:
    for path in ("/health", "/api/articles", "/widget.js", "/web/page.js", "/api/docs", "/metrics", "/api/none"):
        given = httpx.get(server + path)
        assert given.headers["x-content-type-options"] == "nosniff"
        assert given.headers["referrer-policy"] == "same-origin"


# What is served and stands in no document for other programs: pages, their parts, and what staff have.
UNDOCUMENTED = {
    "/api/openapi.json",
    "/api/docs",
    "/api/{rest:path}",
    "/v1/{rest:path}",
    "/web",
    "/login",
    "/logout",
    "",
}
UNDOCUMENTED |= {
    "/widget.js",
    "/widget",
    "/widget/token",
    "/widget/{name}",
    "/widget/{rest:path}",
    "/demo",
    "/articles",
    "/staff/{rest:path}",
}
UNDOCUMENTED |= {f"/staff/answers/{{answer}}{end}" for end in (".txt", ".md", ".docx", ".json")}
UNDOCUMENTED |= {"/staff/answers/{answer}/sources", "/staff/answers/{answer}/articles/{number}"}
UNDOCUMENTED |= {f"/staff/conversations/{{conversation}}{end}" for end in (".md", ".docx")}
UNDOCUMENTED |= {"/staff/files", "/staff/files/job", "/staff/files/job/{job}/cancel"}
UNDOCUMENTED |= {f"/staff/files/{verb}" for verb in ("edit", "take-in", "remove", "restore", "sync", "rollback")}
UNDOCUMENTED |= {f"/staff/files/staged/{{entry}}{end}" for end in ("", "/facts", "/decisions")}


def paths_of(routes: Any) -> set[str]:
    """The paths of routes, those of routers that were included too."""
    found: set[str] = set()
    for route in routes:
        inner = getattr(route, "original_router", None)
        found |= paths_of(inner.routes) if inner else {route.path}
    return found


def test_api9_inventory_every_route_is_in_the_document_or_in_a_list(latest: Any, tmp_path: Path) -> None:
    paths = {"staff": str(tmp_path / "staff.sqlite"), "articles": str(tmp_path / "articles")}
    app = create_app(latest, None, AssistantSettings(**paths, audit_days=0, login="always"), loopback=True)  # type: ignore[arg-type]
    documented = set(app.openapi()["paths"])
    assert paths_of(app.routes) - documented == UNDOCUMENTED
    assert not documented & UNDOCUMENTED


def test_api10_unsafe_consumption_a_model_that_sends_us_elsewhere_is_not_followed(latest: Any) -> None:
    """What is asked, and the key, go to the endpoint that was set."""
    with ModelServer() as model, ModelServer() as other:
        other.replies = ["总目标是城镇新增就业6万人。[1]"] * 8
        away = {"location": f"{other.url}/chat/completions"}
        model.replies = [Reply(raw=b"{}", status=status, headers=away) for status in (301, 302, 307, 308)]
        settings = AssistantSettings(base_url=model.url, model="m", api_key=SecretStr("k"))
        with served(latest, Endpoint(settings).write) as address:
            for _ in range(4):
                given = httpx.post(f"{address}/api/ask", json={"question": QUESTION}, timeout=60).json()
                assert given["mode"] == "extractive"
                assert given["checks"]["fault"]
                assert given["citations"]
        assert model.replies == []
        assert other.requests == []


def test_api10_unsafe_consumption_markup_and_addresses_of_a_model_reach_nobody(latest: Any) -> None:
    with ModelServer() as model:
        model.replies = [
            "<img src=x onerror=alert(1)>目标是6万人。[1] ![a](http://evil.test/?q=1) [点这里](javascript:alert(1))[1]"
        ]
        settings = AssistantSettings(base_url=model.url, model="m", api_key=SecretStr("k"))
        with served(latest, Endpoint(settings).write) as address:
            given = httpx.post(f"{address}/api/ask", json={"question": QUESTION}, timeout=60).json()
    assert not re.search("<img|evil|javascript", given["text"])
