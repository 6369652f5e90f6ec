"""The addresses of the widget: its loader, the page in its frame with a token, and a page to try it on.

Who may put the page into a frame is said by `frame-ancestors`, which the browser keeps; the list is that of the site.
"""

import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from starlette.exceptions import HTTPException

from assistant.answer import LABELS
from assistant.english_sentences import say_in_english
from assistant.serving.access import Access
from assistant.serving.limits import Refused
from assistant.serving.sites import DEMO, Site, is_own_machine
from assistant.staff.words import EN
from index.terms import load_terms

_HERE = Path(__file__).parent
_PARTS = ("frame.js", "ask.js", "answer.js", "source.js", "page.js")
_KINDS = {"js": "text/javascript", "css": "text/css"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors {}"
)
_DEMO_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_YEAR = "public, max-age=31536000, immutable"
_HOUR = "public, max-age=3600"


def script(*names: str) -> str:
    """Files of JavaScript as one, without indentation and lines of comment."""
    lines = "\n".join((_HERE / name).read_text("utf-8") for name in names).splitlines()
    return "\n".join(line for line in map(str.strip, lines) if line and not line.startswith("//"))


def sheet(name: str) -> str:
    """A stylesheet without indentation and comments."""
    text = re.sub(r"/\*.*?\*/", "", (_HERE / name).read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"\s*([{};,]|: )\s*", lambda found: found[1].strip(), " ".join(text.split()))


def add_widget(app: FastAPI, access: Access, writes: bool) -> None:
    """Add the widget's addresses; `writes` says whether a language model may have written what is shown."""
    templates = Environment(loader=FileSystemLoader(_HERE), autoescape=True)
    words: dict[str, dict[str, Any]] = json.loads((_HERE / "words.json").read_text("utf-8"))
    loader = script("widget.js")
    files = {
        "page.js": script(*_PARTS),
        "frame.js": script("frame.js"),
        **{name: sheet(name) for name in ("page.css", "demo.css")},
    }
    # Less than half as much for a slow phone line; a proxy in front need not do it.
    packed = {name: gzip.compress(text.encode(), mtime=0) for name, text in files.items()}
    version = hashlib.sha256("".join(files.values()).encode()).hexdigest()[:12]

    def page(template: str, policy: str, status: int = 200, **about: object) -> Response:
        html = templates.get_template(template).render(version=version, **about)
        headers = {"content-security-policy": policy, "cache-control": "no-store"}
        return Response(html, status, headers, media_type="text/html; charset=utf-8")

    @app.get("/widget.js", include_in_schema=False)
    async def load() -> Response:
        headers = {
            "cache-control": _HOUR,
            "cross-origin-resource-policy": "cross-origin",
            "access-control-allow-origin": "*",
        }
        return Response(loader, headers=headers, media_type=_KINDS["js"])

    @app.get("/widget", include_in_schema=False)
    async def open_page(request: Request, site: str = "", lang: str = "") -> Response:
        known = access.sites.find(site)
        policy = _POLICY.format(" ".join(["'self'", *known.origins]) if known else "'none'")
        spoken = lang if lang in words else "zh-CN"
        try:
            shown, token = access.open_page(request, site)
        except Refused as refused:
            own: str = words[spoken].get("errors", {}).get(refused.code, refused.message)
            message = own.replace("{n}", str(refused.retry_after))
            return page("closed.html", policy, refused.status, lang=spoken, words=words[spoken], message=message)
        english = spoken == "en"
        shown = _in_english(shown, words[spoken]) if english else shown
        config = _config(shown, site, token, words[spoken], english)
        label = words[spoken]["generated" if writes and shown.mode == "auto" else "quoted"]
        return page("page.html", policy, site=shown, lang=spoken, words=words[spoken], label=label, config=config)

    @app.post("/widget/token", include_in_schema=False)
    async def renew(request: Request, site: str = "") -> JSONResponse:
        return JSONResponse({"token": access.open_page(request, site)[1]}, headers={"cache-control": "no-store"})

    @app.get("/widget/{name}", include_in_schema=False)
    async def part(name: str, request: Request) -> Response:
        if name not in files:
            raise HTTPException(404, "没有这个文件。")
        kind = _KINDS[name.rpartition(".")[2]]
        headers = {"cache-control": _YEAR, "vary": "accept-encoding"}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(files[name], headers=headers, media_type=kind)
        return Response(packed[name], headers={**headers, "content-encoding": "gzip"}, media_type=kind)

    @app.get("/demo", include_in_schema=False)
    async def demo(request: Request, site: str = DEMO) -> Response:
        shown = access.sites.find(site)
        if shown is None:
            raise HTTPException(404, "没有登记这个网站：请在 ASSISTANT_SITES 的名单中加入它，再打开 /demo?site=名字。")
        scheme = "http" if is_own_machine(request.url.hostname or "") else "https"
        address = f"{scheme}://{request.url.netloc}"
        return page("demo.html", _DEMO_POLICY, name=site, site=shown, address=address)


def _in_english(site: Site, words: dict[str, Any]) -> Site:
    """A site whose own words stay, and whose other texts are ours in English."""
    ours = {"name": words["title"], "greeting": words["greeting"], "questions": tuple(words["questions"])}
    given = {name: text for name, text in ours.items() if name not in site.model_fields_set}
    return site.model_copy(update={**given, "human": say_in_english(site.human)})


def _config(site: Site, name: str, token: str, words: dict[str, Any], english: bool) -> Markup:
    """What the page's script is told, as JSON in an attribute with single quotes."""
    actions = list(site.actions) or [term.name for term in load_terms().actions]
    told = {"site": name, "token": token, "words": words, "accent": site.accent, "actions": actions}
    if english:
        told |= {"names": dict(EN.names), "labels": {mode: say_in_english(label) for mode, label in LABELS.items()}}
    text = json.dumps({**told, "questions": list(site.questions)}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;"))  # noqa: S704
