"""The tools of `python -m assistant mcp`, called by the protocol's own client over a real process."""

import os
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from conftest import MODELS, NO_MODEL, ROOT
from mcp import Client, StdioServerParameters, stdio_client

from assistant.answer import as_text
from assistant.route import Library, answer

QUESTION = "水务局局长是谁？"
Session = Callable[[Client], Coroutine[Any, Any, Any]]


@pytest.fixture
def talk(index_path: Path) -> Callable[[Session], Any]:
    """Run a function with a client that talks to a process of its own."""
    environment = {**os.environ, **NO_MODEL, "INDEX_PATH": str(index_path), "INDEX_MODELS": str(MODELS)}
    told = StdioServerParameters(command=sys.executable, args=["-m", "assistant", "mcp"], env=environment, cwd=ROOT)

    def run(session: Session) -> Any:
        async def whole() -> Any:
            with anyio.fail_after(90):
                async with Client(stdio_client(told)) as client:
                    return await session(client)

        # In a thread of its own: the browser's driver runs a loop in this one.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(anyio.run, whole).result()

    return run


def test_the_tools_answer_find_and_give_articles(talk: Callable[[Session], Any], library: Library) -> None:
    async def session(client: Client) -> Any:
        tools = (await client.list_tools()).tools
        asked = await client.call_tool("ask", {"question": QUESTION})
        found = await client.call_tool("search", {"question": QUESTION, "top": 3})
        title = asked.structured_content["citations"][0]["article"]
        whole = await client.call_tool("article", {"title": title})
        wrong = await client.call_tool("article", {"title": "没有这篇"})
        return tools, asked.structured_content, found.structured_content, whole.structured_content, wrong

    tools, asked, found, whole, wrong = talk(session)
    assert {tool.name for tool in tools} == {"ask", "search", "article"}
    assert all(tool.annotations.read_only_hint for tool in tools)
    assert asked["shown"] == as_text(answer(QUESTION, library))
    assert "赵廷东" in asked["citations"][0]["quote"]
    assert len(found["result"]) == 3
    assert whole["author"] == "赵廷东"
    assert "节水" in whole["text"]
    assert wrong.is_error
    assert "没有标题为" in wrong.content[0].text
