"""Spans of a passage's text and the places in the source behind them."""

import pytest

from index.passage import Article, Passage, Span, bare

ARTICLE = Article("a", "题", "", "", "", "", "", None, "s.txt")
#          0123456789
SOURCE = "甲乙丙\n丁戊己庚"


def passage(seam: str) -> Passage:
    spans = (Span(0, 3), Span(4, 8))
    text = seam.join(SOURCE[span.start : span.end] for span in spans)
    return Passage("p", ARTICLE, "body", text, spans, seam, (), False, False, False)


@pytest.mark.parametrize(
    ("seam", "quote", "expected"),
    [
        ("", "乙丙丁", [(1, 3), (4, 5)]),
        ("", "甲", [(0, 1)]),
        ("", "戊己", [(5, 7)]),
        ("", "甲乙丙丁戊己庚", [(0, 3), (4, 8)]),
        (" ", "丙 丁", [(2, 3), (4, 5)]),
        (" ", "丁戊", [(4, 6)]),
    ],
)
def test_a_quote_knows_its_places(seam: str, quote: str, expected: list[tuple[int, int]]) -> None:
    made = passage(seam)
    start = made.text.index(quote)
    found = made.in_source(Span(start, start + len(quote)))
    assert [(span.start, span.end) for span in found] == expected
    assert bare("".join(SOURCE[span.start : span.end] for span in found)) == bare(quote)
