"""Tools for programs that speak the Model Context Protocol, on standard input and output: ask, search, article."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import wraps
from typing import Annotated, Any

from pydantic import Field

from assistant.answer import as_json, as_text
from assistant.ask import Request, RequestError, configured_writer, limits, open_latest, reply
from assistant.found import as_rows
from assistant.generation.endpoint import Writer
from assistant.library import Latest
from assistant.settings import assistant_settings
from assistant.staff.bundle import VERSION
from index import corpus
from index.search import search

_INSTRUCTIONS = (
    "Answers questions about Inner Mongolia's six policy actions of 2025 (六个行动) from an indexed set of articles. "
    "Ask in Chinese. Keep the markers [n] and the label when you repeat an answer, and add nothing to it: where it "
    "says that the articles do not tell, they do not."
)
_MOST = 50  # passages
_LISTED = 20  # titles that a sentence gives

Question = Annotated[str, Field(description="The question, in Chinese, at most 500 characters")]
History = Annotated[Sequence[str], Field(description="Earlier questions, oldest first, if this one leans on them")]
Action = Annotated[str, Field(description="Only articles of this action (e.g. 节水行动); all without it")]
Top = Annotated[int, Field(ge=1, le=_MOST, description="How many passages")]
Title = Annotated[str, Field(description="Title or id of an article, as `ask` and `search` give it")]


def serve_mcp() -> None:
    """Serve the tools until standard input ends. Raises the errors of an index that cannot be opened."""
    latest = open_latest()
    latest()  # whatever is broken is told now
    from mcp.server import MCPServer
    from mcp.types import ToolAnnotations

    server = MCPServer("six-actions-assistant", instructions=_INSTRUCTIONS, version=VERSION, log_level="ERROR")
    for name, tool in make_tools(latest, configured_writer(assistant_settings())).items():
        server.add_tool(_telling(tool), name=name, annotations=ToolAnnotations(read_only_hint=True))
    server.run("stdio")


def make_tools(latest: Latest, complete: Writer | None) -> dict[str, Callable[..., Any]]:
    """The tools by name; they raise RequestError for what is not there."""

    def ask(question: Question, history: History = (), action: Action = "") -> dict[str, Any]:
        """Answer a question with the exact words it rests on; `shown` is what to show, `citations` has the quotes."""
        made = reply(Request(question=question, history=list(history), action=action), latest()[1], complete)
        return {"shown": as_text(made), **as_json(made)}

    def find(question: Question, action: Action = "", top: Top = 8) -> list[dict[str, Any]]:
        """The passages that come nearest to a question, with their scores; nothing is answered."""
        index, _ = latest()
        only = limits(Request(question=question, action=action), index.articles)
        return as_rows(search(index, question, only, top))

    def article(title: Title) -> dict[str, Any]:
        """A whole article: who wrote it, and its text."""
        index, _ = latest()
        found = next((one for one in index.articles if title in (one.id, one.title)), None)
        if found is None:
            titles = "、".join(one.title for one in index.articles[:_LISTED])
            raise RequestError(f"没有标题为“{title[:80]}”的文章，可用的有：{titles}。")
        passages = corpus.passages_of_article(index.corpus, found.id)
        return {**asdict(found), "text": "\n".join(one.text for one in passages if one.kind == "body")}

    return {"ask": ask, "search": find, "article": article}


def _telling(tool: Callable[..., Any]) -> Callable[..., Any]:
    """A tool that tells its caller what cannot be had; other errors the SDK keeps to itself."""
    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(tool)
    def telling(*given: Any, **named: Any) -> Any:
        try:
            return tool(*given, **named)
        except RequestError as problem:
            raise ToolError(str(problem)) from None

    return telling
