"""Other systems on the same work: the same articles, encoder and model, put together as LlamaIndex's guides do.

`top5` cuts each file into pieces, finds the five nearest and lets the model answer from them; its sources are all five.
Without a model it shows the nearest piece. `citation-engine` is LlamaIndex's CitationQueryEngine, which needs a model.
Neither reads a page in columns, and neither knows who speaks.
"""

import re
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.core.schema import NodeWithScore, TextNode

from assistant.answer import Status
from assistant.generation.draft import drafts
from assistant.route import Library
from eval.cases import Case
from eval.metrics.citation import quoted
from eval.record import AnswerRecord, CitationRecord, ClaimRecord, HitRecord, PassageRecord
from eval.run import Made, System
from index.encoder import Encoder
from index.problem import Problem

if TYPE_CHECKING:
    from llama_index.llms.openai_like import OpenAILike

TOP = 5
_DEPTH = 10  # pieces that retrieval is measured on
_PIECE, _OVERLAP = 512, 50  # characters
# How the engines' models say that they do not know; there is no status to ask.
_UNKNOWN = re.compile(
    r"未提及|没有提[到及]|无法(?:回答|确定|得知)|资料不足|不包含|not (?:mention|contain|provid)|none of the sources",
    re.IGNORECASE,
)


class NeedsModel(Problem):
    """A system cannot be asked without a language model."""


class _Embedding(BaseEmbedding):
    """Our encoder as LlamaIndex wants it."""

    encoder: Any

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(one) for one in self.encoder.encode([query], "query")[0]]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(one) for one in row] for row in self.encoder.encode(texts, "passage")]


def rival(name: str, encoder: Encoder, library: Library, key: dict[str, str], llm: "OpenAILike | None") -> System:
    """The system `top5` or `citation-engine` on the library's sources; `key` is that of ours. Raises NeedsModel."""
    if name == "citation-engine" and llm is None:
        raise NeedsModel("CitationQueryEngine needs a model: set ASSISTANT_BASE_URL and ASSISTANT_MODEL.")
    texts = {one.source: library.source_text(one.id) for one in library.articles}
    splitter = SentenceSplitter(
        chunk_size=_PIECE,
        chunk_overlap=_OVERLAP,
        tokenizer=list,  # characters: LlamaIndex's own counts tokens of another model
        chunking_tokenizer_fn=partial(re.findall, r"[^。！？]+[。！？]?"),
        id_func=lambda number, document: f"{document.metadata['source']}-{number}",
    )
    pieces = splitter.get_nodes_from_documents(
        [
            Document(
                text=text,
                metadata={"source": source},
                excluded_embed_metadata_keys=["source"],
                excluded_llm_metadata_keys=["source"],
            )
            for source, text in texts.items()
        ]
    )
    index = VectorStoreIndex(pieces, embed_model=_Embedding(encoder=encoder))
    known = {piece.node_id: _piece(piece) for piece in pieces if isinstance(piece, TextNode)}
    ask = partial(_ask, index=index, known=known, texts=texts, answer=_answering(name, index, llm))
    return System(
        f"{name}-{'generated' if llm else 'extractive'}",
        {**key, "system": name, "pieces": f"{_PIECE}/{_OVERLAP}"},
        ask,
        lambda sources: [one for one in known.values() if one.source in set(sources)],
        lambda source: texts.get(source, ""),
    )


# A question -> the reply, the pieces given to the model, and whether the reply cites them by [n] or rests on them all.
Reply = Callable[[str], tuple[str, Sequence[NodeWithScore], bool]]


def _answering(name: str, index: VectorStoreIndex, llm: "OpenAILike | None") -> Reply:
    if llm is None:
        return lambda question: _nearest(index, question)
    engine = (
        CitationQueryEngine.from_args(index, llm=llm, similarity_top_k=TOP)
        if name == "citation-engine"
        else index.as_query_engine(similarity_top_k=TOP, llm=llm)
    )

    def answer(question: str) -> tuple[str, Sequence[NodeWithScore], bool]:
        response = engine.query(question)
        return str(response), response.source_nodes, name == "citation-engine"

    return answer


def _nearest(index: VectorStoreIndex, question: str) -> tuple[str, Sequence[NodeWithScore], bool]:
    nodes = index.as_retriever(similarity_top_k=1).retrieve(question)
    return nodes[0].node.get_content(), nodes, False


def _ask(
    case: Case, index: VectorStoreIndex, known: dict[str, PassageRecord], texts: dict[str, str], answer: Reply
) -> Made:
    started = time.perf_counter()
    reply, nodes, marked = answer(case.question)
    seconds = time.perf_counter() - started
    found = index.as_retriever(similarity_top_k=_DEPTH).retrieve(case.question)
    cited = [known.get(node.node.node_id) or _chunk(node, texts) for node in nodes]
    claims = _claims(reply, cited, marked)
    used = [number for number in range(1, len(cited) + 1) if any(number in claim.citations for claim in claims)]
    refused = bool(_UNKNOWN.search(reply)) or not claims
    made = AnswerRecord(
        question=case.question,
        status=Status.NOT_IN_ARTICLES if refused else Status.ANSWERED,
        mode="generated" if marked else "",
        text=reply,
        claims=[] if refused else claims,
        citations=[] if refused else [_citation(number, cited[number - 1]) for number in used],
        seconds={"total": seconds},
        confidence=float(found[0].score or 0.0) if found else 0.0,
    )
    hits = [HitRecord(passage=node.node.node_id, score=float(node.score or 0.0)) for node in found]
    return Made(made, hits, [*(known[hit.passage] for hit in hits), *cited], {})


def _claims(reply: str, cited: Sequence[PassageRecord], marked: bool) -> list[ClaimRecord]:
    """The sentences of a reply with the pieces they cite: by their markers, or else all of them."""
    numbers = {quoted(_citation(number, one), one): number for number, one in enumerate(cited, 1)}
    if marked:
        said = drafts(reply, list(numbers))
        return [ClaimRecord(text=one.text, citations=[numbers[piece] for piece in one.cited]) for one in said]
    if any(one.text == reply for one in cited):
        return [ClaimRecord(text=reply, citations=list(numbers.values()))]
    return [ClaimRecord(text=one.text, citations=list(numbers.values())) for one in drafts(reply, [])]


def _piece(node: TextNode) -> PassageRecord:
    start = node.start_char_idx or 0
    end = node.end_char_idx or start + len(node.text)
    return PassageRecord(id=node.node_id, source=str(node.metadata["source"]), spans=[(start, end)], text=node.text)


def _chunk(node: NodeWithScore, texts: dict[str, str]) -> PassageRecord:
    """A numbered chunk of the citation engine, found again in its source."""
    source = str(node.node.metadata["source"])
    text = re.sub(r"^Source \d+:\n", "", node.node.get_content()).rstrip("\n")
    start = max(0, texts[source].find(text))
    return PassageRecord(id=node.node.node_id, source=source, spans=[(start, start + len(text))], text=text)


def _citation(number: int, piece: PassageRecord) -> CitationRecord:
    return CitationRecord(
        number=number,
        quote=piece.text,
        passage_id=piece.id,
        quote_in_passage=(0, len(piece.text)),
        spans=piece.spans,
    )
