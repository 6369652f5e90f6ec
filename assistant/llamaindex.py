"""Search, the whole route and the configured model as LlamaIndex's own kinds, for programs built on that library.

    retriever = ArticleRetriever(open_latest())          # nodes with scores and metadata
    engine = ArticleQueryEngine(open_latest())           # responses whose source nodes are the exact quotes

An example is in docs/llamaindex.md. Nothing else of the assistant imports this file: LlamaIndex takes 1.7 seconds.
"""

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import RESPONSE_TYPE, Response
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
from llama_index.llms.openai_like import OpenAILike

from assistant.answer import as_json
from assistant.generation.endpoint import Write
from assistant.library import Latest
from assistant.route import answer
from assistant.settings import AssistantSettings
from index.passage import ANY, Only, Passage
from index.search import search


class ArticleRetriever(BaseRetriever):
    """The passages for a question, best first, as nodes; `top` of them, of the articles that `only` allows."""

    def __init__(self, latest: Latest, top: int = 10, only: Only = ANY) -> None:
        super().__init__()
        self._latest, self._top, self._only = latest, top, only

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        index, _ = self._latest()
        hits = search(index, query_bundle.query_str, self._only, self._top)
        return [NodeWithScore(node=_node(hit.passage, hit.passage.text), score=hit.score) for hit in hits]


class ArticleQueryEngine(BaseQueryEngine):
    """The route: the response's text has markers [n], its source nodes are the quotes in that order."""

    def __init__(self, latest: Latest, complete: Write | None = None) -> None:
        super().__init__(callback_manager=None)
        self._latest, self._complete = latest, complete

    def _query(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        _, library = self._latest()
        made = answer(query_bundle.query_str, library, complete=self._complete)
        quotes = [NodeWithScore(node=_node(one.passage, one.quote), score=1.0) for one in made.citations]
        return Response(response=made.text, source_nodes=quotes, metadata=as_json(made))

    async def _aquery(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        import asyncio

        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


def open_llm(settings: AssistantSettings) -> OpenAILike:
    """The configured model as LlamaIndex has it."""
    return OpenAILike(
        model=settings.model,
        api_base=settings.base_url,
        api_key=settings.key or "none",
        is_chat_model=True,
        timeout=settings.timeout,
        max_retries=1,
        temperature=0.0,
    )


def _node(passage: Passage, text: str) -> TextNode:
    article = passage.article
    about = {
        "title": article.title,
        "author": article.author,
        "role": article.role,
        "action": article.action,
        "region": article.region,
        "source": article.source,
        "passage_id": passage.id,
    }
    return TextNode(text=text, metadata=about)
