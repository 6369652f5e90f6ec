"""Search and route as LlamaIndex's retriever and query engine; the example in the docs runs."""

import re
from typing import Any

import pytest
from conftest import MODELS, ROOT

from assistant.llamaindex import ArticleQueryEngine, ArticleRetriever

QUESTION = "内蒙古有几个对外开放口岸？"


def test_the_retriever_gives_nodes_with_scores(latest: Any) -> None:
    nodes = ArticleRetriever(latest, top=3).retrieve(QUESTION)
    assert len(nodes) == 3
    assert "20个" in nodes[0].node.get_content()
    assert nodes[0].node.metadata["author"] == "康磊"
    assert [node.score for node in nodes] == sorted((node.score for node in nodes), key=lambda score: -(score or 0))


def test_the_query_engine_gives_the_answer_with_its_quotes(latest: Any) -> None:
    response = ArticleQueryEngine(latest).query(QUESTION)
    assert "[1]" in str(response)
    assert [node.node.get_content() in str(response) for node in response.source_nodes] == [True]
    assert response.metadata is not None
    assert response.metadata["status"] == "answered"


async def _ask(engine: ArticleQueryEngine) -> str:
    return str(await engine.aquery(QUESTION))


def test_it_can_be_asked_without_blocking(latest: Any) -> None:
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    # In a thread of its own: the browser tests leave an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        assert "20个" in thread.submit(lambda: asyncio.run(_ask(ArticleQueryEngine(latest)))).result()


def test_ingest_steps_run_in_its_pipeline() -> None:
    from llama_index.core.ingestion import IngestionPipeline
    from llama_index.core.schema import Document

    from ingest.pipeline import Split, Stitch

    text = "节水有成效\n——访某市水务局局长张三丰\n全市节水百分之五。"
    document = Document(text=text, metadata={"file_name": "a.txt"})
    nodes = IngestionPipeline(transformations=[Stitch(), Split()]).run(documents=[document])
    assert [node.get_content().split("\n")[-1] for node in nodes][-1] == "全市节水百分之五。"


def test_the_example_in_the_docs_runs(index_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    page = (ROOT / "docs" / "llamaindex.md").read_text("utf-8")
    monkeypatch.setenv("INDEX_PATH", str(index_path))
    monkeypatch.setenv("INDEX_MODELS", str(MODELS))
    blocks = re.findall(r"```python\n(.*?)```", page, re.S)
    assert blocks
    for block in blocks:
        exec(compile(block, "docs/llamaindex.md", "exec"), {})  # noqa: S102
    assert "20个" in capsys.readouterr().out
