"""What the chat page shows, as text that Gradio's Markdown renders without running or fetching anything.

Every piece of text from outside is escaped: Gradio's sanitizer lets remote images, forms and overlays through, so
nothing that could become one is handed to it. Markers are links to `#cite-ANSWER-NUMBER`, opened by web/page.js.
"""

import html
import re
from collections.abc import Sequence

from assistant.answer import CUT_NOTE, LABELS, MISSING_MARK, REVIEW_NOTE, Answer, Citation, speaker

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$=])")
_MARKER = re.compile(r"\[(\d+)\]")


def plain(text: str) -> str:
    """Text that stays text in Markdown: no tag, link, image, formula or emphasis comes of it."""
    escaped = html.escape(_MARKDOWN.sub(r"\\\1", text), quote=False)
    return escaped.replace("://", "&#58;//").replace("@", "&#64;").replace("www", "w&#119;w")


def message(answer: Answer) -> str:
    """An answer as a chat message: each sentence with its marker, then where each quote stands, then the label."""
    numbers = {citation.number: citation for citation in answer.citations}
    paragraphs = [_with_links(line, answer, numbers) for line in answer.text.splitlines() if line.strip()]
    sources_: dict[str, list[str]] = {}
    for citation in answer.citations:
        place = f"{plain(speaker(citation.passage))}《{plain(citation.passage.article.title)}》"
        sources_.setdefault(place, []).append(_link(answer, citation))
    places = [f"{''.join(links)} {place}" for place, links in sources_.items()]
    if places:
        paragraphs.append("  \n".join(places))
    if answer.found:
        paragraphs.append(f"*{plain(LABELS[answer.mode])}*")
    return "\n\n".join(paragraphs)


def sources(answers: Sequence[Answer]) -> str:
    """The panel: a block for each citation of the conversation, the newest answer's first; page.js shows one."""
    blocks = []
    for answer in reversed(answers):
        blocks += [_block(answer, citation) for citation in answer.citations] or [
            f'<article id="src-{answer.id}-0" tabindex="-1">{NO_SOURCE}</article>'
        ]
    return "\n\n".join(blocks) if blocks else EMPTY_PANEL


NO_SOURCE = "这个回答没有引用原文。"
EMPTY_PANEL = "点击回答里的 [1]，这里会显示它所依据的原文，引用的句子会标出来。"


def _with_links(line: str, answer: Answer, numbers: dict[int, Citation]) -> str:
    parts, at = [], 0
    for found in _MARKER.finditer(line):
        if citation := numbers.get(int(found[1])):
            parts += [plain(line[at : found.start()]), _link(answer, citation)]
            at = found.end()
    return "".join([*parts, plain(line[at:])])


def _link(answer: Answer, citation: Citation) -> str:
    title = f"{speaker(citation.passage)}《{citation.passage.article.title}》"
    return f'[\\[{citation.number}\\]](#cite-{answer.id}-{citation.number} "{_attribute(title)}")'


def _attribute(text: str) -> str:
    return plain(text.replace('"', "”").replace("\\", "＼"))


def _block(answer: Answer, citation: Citation) -> str:
    """One citation: who, where, and the passage with the quote marked. No blank line: it would end the HTML block."""
    passage, article = citation.passage, citation.passage.article
    start, end = citation.span.start, citation.span.end
    marked = (
        (MISSING_MARK if passage.cut_start else "")
        + _text(passage.text[:start])
        + f"<mark>{_text(passage.text[start:end])}</mark>"
        + _text(passage.text[end:])
        + (MISSING_MARK if passage.cut_end else "")
    )
    notes = [CUT_NOTE] * (passage.cut_start or passage.cut_end) + [REVIEW_NOTE] * passage.needs_review
    about = "　".join(part for part in (article.action, article.region, article.published or "") if part)
    rows = [
        f"<strong>[{citation.number}] {_text(speaker(passage))}</strong>",
        f"《{_text(article.title)}》",
        f"<small>{_text(about)}</small>",
        f"<small>来源：{_text(article.source)}{_text(''.join(notes))}</small>",
        f"<blockquote>{marked}</blockquote>",
    ]
    return f'<article id="src-{answer.id}-{citation.number}" tabindex="-1">{"<br>".join(rows)}</article>'


def _text(text: str) -> str:
    """Text inside an HTML block: escaped, line breaks kept, and no scheme left to link."""
    return html.escape(text, quote=True).replace("\n", "<br>").replace("://", "&#58;//").replace("$", "&#36;")
