"""An answer as a chat message: text that Gradio's Markdown renders without running or fetching anything.

Every piece of text from outside is escaped: Gradio's sanitizer lets remote images, forms and overlays through, so
nothing that could become one is handed to it. Markers are links to `#cite-ANSWER-NUMBER`, opened by web/page.js; so are
the tools below an answer.
"""

import html

from assistant.answer import Answer, Citation, speaker
from assistant.staff.document import label_of
from assistant.staff.words import ZH, Words
from index.passage import bare
from index.patterns import compiled

VERBATIM, VERIFIED = "❞", "✓"
_MARKDOWN = compiled(r"([\\`*_{}\[\]()#+\-.!|~$=])")
_MARKER = compiled(r"\[(\d+)\]")


def plain(text: str) -> str:
    """Text that stays text in Markdown: no tag, link, image, formula or emphasis comes of it."""
    escaped = html.escape(_MARKDOWN.sub(r"\\\1", text), quote=False)
    return escaped.replace("://", "&#58;//").replace("@", "&#64;").replace("www", "w&#119;w")


def message(answer: Answer, words: Words = ZH, whole: bool = True) -> str:
    """An answer as a chat message: each sentence with its marker, then where each quote stands, the label, and when it
    is `whole` what can be done with it."""
    numbers = {citation.number: citation for citation in answer.citations}
    lines = [words.told(line) for line in answer.text.splitlines() if line.strip()]
    paragraphs = [_with_links(line, answer, numbers) for line in lines]
    sources: dict[str, list[str]] = {}
    for citation in answer.citations:
        place = f"{plain(speaker(citation.passage))}《{plain(citation.passage.article.title)}》"
        sources.setdefault(place, []).append(_link(answer, citation))
    places = [f"{''.join(links)} {place}" for place, links in sources.items()]
    if places:
        paragraphs.append("  \n".join(places))
    asked = not answer.status.startswith("error_")
    if asked:
        legend = f"　{words.support}" if answer.mode == "generated" else ""
        paragraphs.append(f"*{plain(words.told(label_of(answer)) + legend)}*")
    if whole and asked:
        tools = (f"[{plain(name)}]({place.format(id=answer.id)})" for name, place in words.answer_tools)
        paragraphs.append("　".join(tools))
    return "\n\n".join(paragraphs)


def _with_links(line: str, answer: Answer, numbers: dict[int, Citation]) -> str:
    sign = _support(line, answer)
    parts, at = [], 0
    for found in _MARKER.finditer(line):
        if citation := numbers.get(int(found[1])):
            parts += [plain(line[at : found.start()]), _link(answer, citation, sign)]
            at = found.end()
    return "".join([*parts, plain(line[at:])])


def _support(line: str, answer: Answer) -> str:
    """How a written sentence is carried: by the same words, or by words that were held against it. Quotes need no
    sign."""
    claim = next((one for one in answer.claims if line.startswith(one.text)), None)
    if answer.mode == "extractive" or not claim:
        return ""
    quotes = "".join(bare(one.quote) for one in answer.citations if one.number in claim.citations)
    return VERBATIM if bare(claim.text).rstrip("。；") in quotes else VERIFIED


def _link(answer: Answer, citation: Citation, sign: str = "") -> str:
    title = f"{speaker(citation.passage)}《{citation.passage.article.title}》"
    return f'[\\[{citation.number}\\]{sign}](#cite-{answer.id}-{citation.number} "{_attribute(title)}")'


def _attribute(text: str) -> str:
    return plain(text.replace('"', "”").replace("\\", "＼"))
