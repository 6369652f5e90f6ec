"""Passages: nothing lost, nothing twice, every span exact."""

from pathlib import Path

import pytest

from index.corpus import digest
from index.passage import Passage, Source, bare, indexed_text
from ingest.layout import read_layout
from ingest.read import read
from ingest.split import LONGEST, split
from ingest.stitch import stitch

ARTICLES = Path(__file__).parents[1] / "ingest" / "articles"


def passages_of(source: Source) -> list[Passage]:
    return [passage for n, article in enumerate(stitch(source)) for passage in split(source, article, n)]


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.txt")), ids=lambda path: path.name[:3])
def test_every_character_of_the_body_is_in_exactly_one_passage(path: Path) -> None:
    source = read(path, path.name)
    passages = passages_of(source)
    for kind, roles in (("body", {"body"}), ("field", {"heading", "visit", "byline", "note_name", "note_post"})):
        covered = [
            at
            for passage in passages
            if (passage.kind == "body") == (kind == "body")
            for span in passage.spans
            for at in range(span.start, span.end)
        ]
        expected = [
            at
            for fragment in read_layout(source.text)
            if fragment.role in roles
            for at in range(fragment.span.start, fragment.span.end)
        ]
        assert sorted(covered) == expected


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.txt")), ids=lambda path: path.name[:3])
def test_text_spans_and_sentences_agree(path: Path) -> None:
    source = read(path, path.name)
    for passage in passages_of(source):
        assert passage.seam.join(source.text[s.start : s.end] for s in passage.spans) == passage.text
        assert bare("".join(passage.text[s.start : s.end] for s in passage.sentences)) == bare(passage.text)
        assert passage.kind != "body" or len(passage.text) <= LONGEST + 150


def test_a_long_paragraph_is_divided_where_sentences_end() -> None:
    text = "长文\n" + "这是一个刚好十五个字的句子啊。" * 60
    source = Source("a.txt", text, digest(text))
    body = [passage for passage in passages_of(source) if passage.kind == "body"]
    assert len(body) == 3
    assert all(passage.text.endswith("。") for passage in body)
    assert "".join(passage.text for passage in body) == text.split("\n")[1]


def test_context_is_indexed_but_not_quoted() -> None:
    text = "节水有成效\n——访某市水务局局长张三丰\n全市节水百分之五。"
    source = Source("a.txt", text, digest(text))
    body = next(passage for passage in passages_of(source) if passage.kind == "body")
    assert body.text == "全市节水百分之五。"
    assert indexed_text(body).split("\n") == ["节水有成效", "某市水务局局长张三丰", "全市节水百分之五。"]


def test_ids_follow_from_the_source() -> None:
    text = "题目\n正文在此。"
    first = passages_of(Source("a.txt", text, digest(text)))
    again = passages_of(Source("a.txt", text, digest(text)))
    other = passages_of(Source("b.txt", text, digest(text)))
    assert [one.id for one in first] == [one.id for one in again]
    assert not {one.id for one in first} & {one.id for one in other}
