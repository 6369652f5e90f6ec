"""Of a PDF it is known where its pages begin, from the file to the panel that shows a quote."""

from functools import partial
from pathlib import Path
from typing import Any

from conftest import MODELS
from pdf_maker import pdf, put

from assistant.answer import Citation
from assistant.library import latest
from assistant.staff.sources import view_source
from index.encoder import open_encoder
from ingest.read import read
from ingest.sync import sync

FIRST = "2025年，全市计划新建水库3座，总投资12亿元，由市水务局牵头，年内全部开工建设，确保按期完成。"
REST = "各旗县区要把这项工作列入重要日程，明确责任单位和完成时限，每季度报送一次进展情况。"
THIRD = "全市今年安排节水改造资金4500万元，重点支持工业园区的再生水管网建设，明年六月底前完工。"


def draw(canvas: Any, text: str) -> None:
    for n in range(0, len(text), 40):
        put(canvas, 72, 120 + n, text[n : n + 40])


def test_the_page_of_a_quote(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    # The second page has a picture's place only: nothing begins on it.
    path.write_bytes(
        pdf(lambda c: draw(c, FIRST + REST), lambda c: put(c, 72, 400, "　"), lambda c: draw(c, THIRD + REST))
    )
    source = read(path, path.name)
    assert len(source.pages) == 3
    assert source.text[source.pages[0] :].startswith("2025年")
    assert source.pages[1] == source.pages[2]
    assert source.text[source.pages[2] :].startswith("全市今年安排")
    assert read(next(Path("ingest/articles").glob("000*.txt")), "page.txt").pages == ()

    index = tmp_path / "index"
    sync([path], index, "", MODELS, lambda _: None)
    _, library = latest(index, partial(open_encoder, "", MODELS))()
    passages = [one for article in library.articles for one in library.body(article.id)]

    def shown(words: str) -> str:
        passage = next(one for one in passages if words in one.text)
        span = next(one for one in passage.sentences if words in passage.text_of(one))
        quoted = Citation(1, passage.text_of(span), span, passage, passage.in_source(span))
        return view_source(quoted, library).source.rpartition("　")[2]

    assert [shown("12亿元"), shown("4500万元")] == ["第1页", "第3页"]
