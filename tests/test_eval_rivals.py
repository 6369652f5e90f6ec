"""Other systems on the same articles: what they make of a question is recorded like ours."""

from typing import Any

import pytest
from model_server import ModelServer
from pydantic import SecretStr

from assistant.llamaindex import open_llm
from assistant.settings import AssistantSettings
from eval.cases import Case
from eval.rivals import NeedsModel, rival

CASE = Case(id="a", kind="number", question="内蒙古有几个对外开放口岸？", answerable="no")


def test_the_plain_pipeline_shows_the_nearest_piece(latest: Any) -> None:
    index, library = latest()
    made = rival("top5", index.encoder, library, {}, None).ask(CASE)
    (quote,) = made.answer.citations
    known = {one.id: one for one in made.passages}
    start, end = quote.spans[0]
    source = next(
        library.source_text(one.id) for one in library.articles if one.source == known[quote.passage_id].source
    )
    assert source[start:end] == quote.quote == made.answer.text
    assert made.answer.claims[0].citations == [1]
    assert len(made.hits) == 10


def test_with_a_model_its_markers_and_its_sources_are_read(latest: Any) -> None:
    index, library = latest()
    with ModelServer() as model:
        llm = open_llm(AssistantSettings(base_url=model.url, model="m", api_key=SecretStr("k"), timeout=5))
        model.replies = ["口岸有20个[2]。边境线很长[1][3]。"]
        made = rival("citation-engine", index.encoder, library, {}, llm).ask(CASE)
        assert [claim.citations for claim in made.answer.claims] == [[2], [1, 3]]
        assert [one.number for one in made.answer.citations] == [1, 2, 3]
        assert "Source 2:" in model.prompt
        texts = {one.source: library.source_text(one.id) for one in library.articles}
        known = {one.id: one for one in made.passages}
        for quote in made.answer.citations:
            start, end = quote.spans[0]
            assert texts[known[quote.passage_id].source][start:end] == quote.quote
        model.replies = ["共有20个口岸。边境线很长。"]
        made = rival("top5", index.encoder, library, {}, llm).ask(CASE)
        assert [claim.citations for claim in made.answer.claims] == [[1, 2, 3, 4, 5]] * 2
        model.replies = ["资料中没有提到这一点。"]
        made = rival("top5", index.encoder, library, {}, llm).ask(CASE)
        assert (made.answer.found, made.answer.citations) == (False, [])


def test_the_citation_engine_needs_a_model(latest: Any) -> None:
    index, library = latest()
    with pytest.raises(NeedsModel, match="ASSISTANT_MODEL"):
        rival("citation-engine", index.encoder, library, {}, None)
