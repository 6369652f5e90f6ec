"""Where a Chinese sentence ends. Items of a list that are parted by semicolons count as sentences."""

from index.passage import Span
from index.patterns import compiled

# Ends, with the closing quotes and brackets that belong to the sentence.
_END = compiled(r"(?:[。！？；!?;…]+[”’」』）)》〉】]*|\n+)")
_SHORTEST = 4


def split_sentences(text: str) -> tuple[Span, ...]:
    """Spans that cover `text` without gaps or overlaps, surrounding white space left out of each.

    A scrap of fewer than four characters is joined to the sentence before it.
    """
    ends = [match.end() for match in _END.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    spans: list[Span] = []
    start = 0
    for end in ends:
        piece = _trimmed(text, start, end)
        start = end
        if not len(piece):
            continue
        if spans and len(piece) < _SHORTEST:
            spans[-1] = Span(spans[-1].start, piece.end)
        else:
            spans.append(piece)
    return tuple(spans)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
