"""The page that describes the API in Chinese, made of its OpenAPI document; no script, nothing fetched."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader

_METHODS = ("get", "post")
# What requests bring along, and the two lists of values: their types are those of the programs and speak English.
_ASKED: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "Request": (
        "一个问题。",
        {
            "question": "问题，500字以内",
            "history": "之前的问题，从早到晚，最多500个；追问时带上",
            "action": "只查某个行动",
            "region": "只查某个地区",
            "author": "只查某个人的话",
            "article": "只查某篇文章（标题）",
            "mode": "auto：有语言模型就用；extractive：只摘录原文；generated：一定要用语言模型",
        },
    ),
    "Feedback": (
        "对一个回答的反馈。",
        {
            "answer_id": "回答的 id",
            "verdict": "good 有用；wrong_answer 答得不对；wrong_citation 引用不对；missing 没有答全",
            "comment": "说明，2000字以内；电话、证件号等会被隐去",
        },
    ),
    "Chat": (
        "OpenAI 协议的请求；这里没有列出的字段不起作用。",
        {
            "model": "six-actions，或只摘录原文的 six-actions-quotes",
            "messages": "对话；最后一条 user 消息是问题，之前的 user 消息用来理解追问",
            "stream": "true：边答边发",
        },
    ),
    "Message": ("一条消息。", {"role": "谁说的；只读 user 的消息", "content": "内容：文字，或若干部分"}),
    "Part": ("消息的一部分。", {"type": "种类；只读 text", "text": "文字"}),
    "Status": (
        "回答的结果：answered 答了，partial 答了一部分，unanswerable_… 资料里没有，refused_… 和 error_… 不能答。",
        {},
    ),
    "Fault": ("语言模型没有写，或没有写完的原因。", {}),
}
_WITHIN = ("Message", "Part")  # stand within requests
_PARAMETERS = {"article": "文章的编号（article_id）"}


def add_reference(app: FastAPI) -> None:
    """Add /api/docs, and Chinese to the OpenAPI document."""
    plain = app.openapi
    app.openapi = lambda: _described(plain())  # type: ignore[method-assign]
    template = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
    made: list[str] = []

    @app.get("/api/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        if not made:
            document = app.openapi()
            page = template.get_template("reference.html.jinja")
            made.append(page.render(title=document["info"]["title"], routes=_routes(document), kinds=_kinds(document)))
        return HTMLResponse(made[0])


def _described(document: dict[str, Any]) -> dict[str, Any]:
    """The document with what each thing in it means, said in Chinese."""
    for name, (about, fields) in _ASKED.items():
        schema = document["components"]["schemas"][name]
        schema["description"] = about
        for field, meaning in fields.items():
            schema["properties"][field]["description"] = meaning
    for methods in document["paths"].values():
        for about in methods.values():
            about["responses"]["200"]["description"] = "成功"
            for parameter in about.get("parameters", ()):
                parameter["description"] = _PARAMETERS[parameter["name"]]
    return document


def _routes(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each route with the fields of what it takes and gives."""
    routes = []
    for path, methods in document["paths"].items():
        for method in _METHODS:
            if about := methods.get(method):
                asked = about.get("requestBody", {}).get("content", {})
                answers = about["responses"]
                given = answers.get("200", {}).get("content", {})
                routes.append(
                    {
                        "path": path,
                        "method": method.upper(),
                        "summary": about.get("summary", ""),
                        "asked": _parameters(about) + _fields(asked, document),
                        "given": _fields(given, document),
                        "errors": [
                            (status, one["description"])
                            for status, one in about["responses"].items()
                            if status >= "400"
                        ],
                    }
                )
    return routes


def _kinds(document: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """What is given or stands within requests, type by type: what it is, and its fields."""
    schemas = document["components"]["schemas"]
    told = [one for name, one in schemas.items() if name.endswith("Told") or name in _WITHIN]
    return [(one["description"], _properties(one)) for one in told]


def _parameters(about: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    return [(one["name"], one["description"], one["required"]) for one in about.get("parameters", ())]


def _fields(content: Mapping[str, Any], document: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    """The fields of a JSON body: name, description, whether it has to be there."""
    schema = content.get("application/json", {}).get("schema", {})
    schema = _resolved(schema.get("items", schema), document)
    return _properties(schema)


def _properties(schema: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    wanted = schema.get("required", [])
    fields = schema.get("properties", {})
    return [(name, str(about["description"]), name in wanted) for name, about in fields.items()]


def _resolved(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Mapping[str, Any] = document["components"]["schemas"][name] if name else schema
    return found
