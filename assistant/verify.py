"""Every claim held against its quotes before it is shown."""

from collections.abc import Callable, Sequence

from assistant.answer import Citation
from index.passage import bare

SourceText = Callable[[str], str]


class InexactQuote(Exception):
    """A quote is not what stands in its source: the index is damaged or a program is wrong; nothing is shown."""


def check_quotes(citations: Sequence[Citation], source_text: SourceText) -> None:
    """Raise InexactQuote unless each quote equals its spans in the source, white space aside.

    `source_text` gives the text of the source that holds an article, by the article's id.
    """
    for citation in citations:
        text = source_text(citation.passage.article.id)
        printed = "".join(text[span.start : span.end] for span in citation.spans)
        if not citation.quote or bare(printed) != bare(citation.quote):
            raise InexactQuote(
                f"The quote {citation.quote[:20]}… is not what stands in {citation.passage.article.source}: "
                "run `python -m ingest sync --rebuild`."
            )
