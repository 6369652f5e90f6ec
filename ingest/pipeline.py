"""The steps of ingest as LlamaIndex transformations, for its IngestionPipeline (docs/llamaindex.md).

A `Document` holds a source's text; `Stitch` makes a node of each article, `Split` one of each passage. A sync takes the
same steps without the library, whose import costs more than a sync of one article.
"""

from collections.abc import Sequence
from typing import Any

from llama_index.core.schema import BaseNode, TextNode, TransformComponent

from index.passage import Source, indexed_text
from ingest.split import split
from ingest.stitch import stitch

_KEY = "six_actions"


class Stitch(TransformComponent):
    """Documents -> a node an article, in reading order."""

    def __call__(self, nodes: Sequence[BaseNode], **_: Any) -> list[BaseNode]:
        """Read each document's text anew; its metadata needs `file_name`."""
        made: list[BaseNode] = []
        for node in nodes:
            source: Source = _source(node)
            for position, stitched in enumerate(stitch(source)):
                body = "\n".join(paragraph.text(source.text) for paragraph in stitched.paragraphs)
                made.append(_node(f"{source.digest}-{position}", body, (source, stitched, position)))
        return made


class Split(TransformComponent):
    """Nodes of `Stitch` -> a node a passage; its text is the one to embed, its id the passage's."""

    def __call__(self, nodes: Sequence[BaseNode], **_: Any) -> list[BaseNode]:
        """Split every article."""
        return [
            _node(passage.id, indexed_text(passage), passage)
            for node in nodes
            for passage in split(*node.metadata[_KEY])
        ]


def _source(node: BaseNode) -> Source:
    from index.corpus import digest

    known = node.metadata.get(_KEY)
    text = node.get_content()
    return known if isinstance(known, Source) else Source(node.metadata["file_name"], text, digest(text))


def _node(id_: str, text: str, value: object) -> TextNode:
    return TextNode(
        id_=id_,
        text=text,
        metadata={_KEY: value},
        excluded_embed_metadata_keys=[_KEY],
        excluded_llm_metadata_keys=[_KEY],
    )
