"""The panel: the quote marked in its passage, the whole article, and what has become of it since."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import ARTICLES, MODELS

from assistant.route import Library, answer
from assistant.staff.reordered import reordered
from assistant.staff.revised import revision
from assistant.staff.sources import GONE_NOTE, REVISED_NOTE, view_article, view_source
from index.passage import Article, Passage, Span


def test_the_quote_is_marked_and_nothing_is_lost(library: Library) -> None:
    cited = answer("节水行动的四减是哪四减？", library).citations[0]
    view = view_source(cited, library)
    assert "".join(piece.text for piece in view.passage.pieces) == cited.passage.text
    assert "".join(piece.text for piece in view.passage.pieces if 1 in piece.numbers) == cited.quote
    assert "赵廷东" in view.speaker
    assert view.title == cited.passage.article.title
    assert view.revised == ""


def test_a_whole_article_in_reading_order_with_every_quote_marked(library: Library) -> None:
    made = answer("韩成福认为该怎么节水？", library)
    of = made.citations[0].passage.article
    view = view_article(made, of, library)
    assert ["".join(piece.text for piece in one.pieces) for one in view.passages] == [
        one.text for one in library.body(of.id)
    ]
    marked = {number for one in view.passages for piece in one.pieces for number in piece.numbers}
    assert marked == {one.number for one in made.citations if one.passage.article.id == of.id}


def test_passages_that_were_put_back_are_said_to_be(library: Library) -> None:
    by = {one.author: len(reordered(one, library.articles, library.body)) for one in library.articles if one.author}
    # The second row of columns of the round table all stood under the third expert.
    assert [name for name, moved in by.items() if moved] == ["于妍", "张捷", "康磊"]


def passages(*texts: str, article: Article) -> list[Passage]:
    return [
        Passage(f"{article.id}-{n}", article, "body", text, (Span(0, len(text)),), "", (), False, False, False)
        for n, text in enumerate(texts)
    ]


BEFORE = Article("a1", "节水方案", "赵廷东", "", "", "", "", None, "plan.txt")
AFTER = replace(BEFORE, id="a2")
OLD = passages("今年计划压减用水300万立方米。", "其他工作照旧。", article=BEFORE)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (["今年计划压减用水300万立方米。", "其他工作照旧，另有安排。"], None),  # this passage reads as it did
        (["今年计划压减用水\n300万立方米。"], None),  # the layout is no revision
        (["今年计划压减用水500万立方米。"], ["same", "removed", "added", "same"]),
        (["完全不相干的另一段话，讲的是博物馆。"], []),
        ([], []),
    ],
)
def test_what_became_of_a_passage(now: list[str], told: list[str] | None) -> None:
    body = passages(*now, article=AFTER)
    found = revision(OLD[0], [AFTER], lambda _: body)
    assert (None if found is None else [one.kind for one in found.changes]) == told
    assert revision(OLD[0], [BEFORE], lambda _: OLD) is None


def test_an_old_citation_opens_after_its_article_was_revised(tmp_path: Path) -> None:
    """A real page, read, asked, changed, read again."""
    from functools import partial

    from assistant.library import latest as make
    from index.encoder import open_encoder
    from ingest.sync import sync

    page = tmp_path / "articles" / "page.txt"
    page.parent.mkdir()
    text = next(ARTICLES.glob("000*.txt")).read_text("utf-8")
    page.write_text(text, "utf-8")
    index = tmp_path / "index"
    sync([page.parent], index, "", MODELS, lambda _: None)
    latest: Any = make(index, partial(open_encoder, "", MODELS))
    made = answer("2025年呼和浩特城镇新增就业的目标是多少？", latest()[1])
    cited = made.citations[0]
    assert "6万人" in cited.quote

    page.write_text(text.replace("城镇新增就业6万人", "城镇新增就业7万人"), "utf-8")
    sync([page.parent], index, "", MODELS, lambda _: None)
    library = latest()[1]
    view = view_source(cited, library)
    assert view.revised == REVISED_NOTE
    assert ("removed", "6") in [(one.kind, one.text) for one in view.changes]
    assert ("added", "7") in [(one.kind, one.text) for one in view.changes]
    assert "6万人" in "".join(piece.text for piece in view.passage.pieces)  # what was quoted then
    whole = view_article(made, cited.passage.article, library)
    assert "已修订" in whole.note

    page.write_text("另一篇文章\n\n这里说的是别的事情，与就业没有关系。\n", "utf-8")
    sync([page.parent], index, "", MODELS, lambda _: None)
    library = latest()[1]
    assert view_source(cited, library).revised == GONE_NOTE
    whole = view_article(made, cited.passage.article, library)
    assert "没有这篇文章" in whole.note
    assert any(1 in piece.numbers for one in whole.passages for piece in one.pieces)
