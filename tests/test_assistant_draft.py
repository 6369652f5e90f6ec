"""The sentences of a reply and their markers, however the stream tears them; thoughts are left out."""

from collections.abc import Iterator

import pytest

from assistant.generation.draft import drafts
from assistant.generation.thinking import spoken
from index.passage import Article, Passage, Span


def passage(number: int) -> Passage:
    article = Article(str(number), f"题{number}", "", "", "", "", "", None, "a.txt")
    return Passage(str(number), article, "body", "一段。", (Span(0, 3),), "", (Span(0, 3),), False, False, False)


PASSAGES = [passage(number) for number in range(1, 5)]


def read(reply: str, size: int = 1) -> list[tuple[str, list[int], int]]:
    """(sentence, the numbers it cites, markers struck out) of a reply that comes `size` characters at a time."""
    pieces = [reply[at : at + size] for at in range(0, len(reply), size)]
    return [(one.text, [int(p.id) for p in one.cited], one.struck) for one in drafts(spoken(pieces), PASSAGES)]


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("目标6万人。[1]", [("目标6万人。", [1], 0)]),
        ("目标6万人[1]。", [("目标6万人。", [1], 0)]),
        ("甲。［1］乙。【2】丙。[ 3 ]", [("甲。", [1], 0), ("乙。", [2], 0), ("丙。", [3], 0)]),
        ("甲。[1, 3]乙。[1，2、3]", [("甲。", [1, 3], 0), ("乙。", [1, 2, 3], 0)]),
        ("甲。[1-3]乙。【2–3】", [("甲。", [1, 2, 3], 0), ("乙。", [2, 3], 0)]),
        ("甲[1]，乙[2]。[3][1]", [("甲，乙。", [1, 2, 3], 0)]),
        ("甲[1]-[3]。乙。[2]—[3]", [("甲。", [1, 2, 3], 0), ("乙。", [2, 3], 0)]),
        ("甲。[12345]", [("甲。", [], 1)]),
        ("甲。[１]", [("甲。", [1], 0)]),
        ("甲。 [1] [2]\n乙。\n[3]", [("甲。", [1, 2], 0), ("乙。", [3], 0)]),
        ("他说：“甲。”[1]乙！？[2]", [("他说：“甲。”", [1], 0), ("乙！？", [2], 0)]),
        ("甲。[0]乙。[5]丙。[1, 9]", [("甲。", [], 1), ("乙。", [], 1), ("丙。", [1], 1)]),
        ("甲。[3-1]乙。[1-99]丙。[3-6]", [("甲。", [], 1), ("乙。", [], 1), ("丙。", [3, 4], 2)]),
        ("甲。[99999999999999999999]", [("甲。", [], 0)]),
        ("甲。[[1]]【注】乙。[2", [("甲。", [1], 0), ("注乙。", [], 0)]),
        ("- **甲**。[1]\n2. 乙。[2]\n1.5亿元。[3]", [("甲。", [1], 0), ("乙。", [2], 0), ("1.5亿元。", [3], 0)]),
        ("没有句号[1]", [("没有句号", [1], 0)]),
        ("甲。[资料1]乙。[^2]丙。[citation:3]", [("甲。", [1], 0), ("乙。", [2], 0), ("丙。", [3], 0)]),
        ("甲（来源：[1]）。", [("甲。", [1], 0)]),
        ("[1]甲。[2]乙。[3]丙。", [("甲。", [1], 0), ("乙。", [2], 0), ("丙。", [3], 0)]),
        ("1、甲[1]2、乙[2]3、丙[3]", [("甲", [1], 0), ("乙", [2], 0), ("丙", [3], 0)]),
        ("- 甲；[1]\n- 乙。[2]", [("甲", [1], 0), ("乙。", [2], 0)]),
        ("甲乙丙丁。[1]\n参考资料：\n[1] 一文\n[2] 二文", [("甲乙丙丁。", [1], 0)]),
        ("It is 3.5% of No. 3.[1] The rest is 7. [2]", [("It is 3.5% of No. 3.", [1], 0), ("The rest is 7.", [2], 0)]),
        ("……\n\n。[1]", []),
        ("先想想。再想想。</think>甲。[1]", [("甲。", [1], 0)]),
        ("", []),
    ],
)
def test_sentences_and_markers(reply: str, expected: list[tuple[str, list[int], int]]) -> None:
    for size in (1, 2, 3, 1000):
        assert read(reply, size) == expected, size


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("<think>想[1]。</think>甲。", "甲。"),
        ("<THINK>想</Think>甲<thinking>再想</thinking>。", "甲。"),
        ("甲。<think>想个不停。[1]", "甲。"),
        ("<think>", ""),
        ("想。[1]\n想完了。</think>甲。", "甲。"),
        ("<think>一</think>二</think>甲。", "甲。"),
        ("1<2，甲<b>。", "1<2，甲<b>。"),
        ("甲。<thi", "甲。<thi"),
        ("\0甲。", "甲。"),
    ],
)
def test_thoughts_are_left_out(reply: str, said: str) -> None:
    for size in (1, 2, 5, 1000):
        pieces = [reply[at : at + size] for at in range(0, len(reply), size)]
        assert "".join(spoken(pieces)).split("\0")[-1] == said, size


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("<|im_start|>甲。[1]<|im_end|><end_of_turn>\n</s>", "甲。[1]\n"),
        ("<|im_end|>\n<|im_end|>", "\n"),
        ("<｜begin▁of▁sentence｜>甲<s>乙<｜end▁of▁sentence｜>", "甲乙"),
        ("<|im_start|><think>想<|im_end|></think>甲。<eos>", "甲。"),
        ("3<5，甲<s，乙<end_of，", "3<5，甲<s，乙<end_of，"),
        ("甲<|im_en", "甲<|im_en"),
        ("甲<start_of_turn", "甲<start_of_turn"),
    ],
)
def test_tokens_of_chat_templates_are_left_out(reply: str, said: str) -> None:
    for size in (1, 2, 5, 1000):
        pieces = [reply[at : at + size] for at in range(0, len(reply), size)]
        assert "".join(spoken(pieces)) == said, size


def test_what_was_cited_before_the_end_of_thoughts_came_had_been_shown() -> None:
    assert read("甲。[1]乙。丙。</think>丁。[2]") == [("甲。", [1], 0), ("乙。", [], 0), ("丁。", [2], 0)]
    assert read("甲。[1]乙。丙。</think>丁。[2]", 1000) == [("丁。", [2], 0)]


def test_sentences_without_a_marker_come_with_the_first_that_has_one_or_at_the_end() -> None:
    given: list[str] = []

    def pieces() -> Iterator[str]:
        for piece in ("甲。", "乙。", "丙。[1]", "丁"):
            given.append(piece)
            yield piece

    assert [(one.text, len(given)) for one in drafts(pieces(), PASSAGES)][:3] == [("甲。", 4), ("乙。", 4), ("丙。", 4)]
    assert [text for text, _, _ in read("甲。乙。")] == ["甲。", "乙。"]


def test_a_sentence_comes_as_soon_as_it_is_whole_and_no_marker_leaks() -> None:
    given: list[str] = []

    def pieces() -> Iterator[str]:
        for piece in ("目标", "6万人", "。", "[", "1", "]", "[2", "]", "其", "余不详。[3]\n", "完"):
            given.append(piece)
            yield piece

    came = [(one.text, [int(p.id) for p in one.cited], len(given)) for one in drafts(pieces(), PASSAGES)]
    assert came == [("目标6万人。", [1, 2], 9), ("其余不详。", [3], 10), ("完", [], 11)]


def test_what_was_whole_before_an_error_stays_and_the_rest_does_not() -> None:
    def pieces() -> Iterator[str]:
        yield "目标6万人。[1]其余5"
        raise OSError

    came: list[str] = []
    with pytest.raises(OSError):  # noqa: PT011
        came.extend(one.text for one in drafts(pieces(), PASSAGES))
    assert came == ["目标6万人。"]


@pytest.mark.parametrize("end", ["目标6万人。[1]", "目标6万人[1]。", "目标6万人[1]。\n"])
def test_a_sentence_with_its_marker_is_not_lost_with_the_stream(end: str) -> None:
    def pieces() -> Iterator[str]:
        yield end
        raise OSError

    came: list[str] = []
    with pytest.raises(OSError):  # noqa: PT011
        came.extend(one.text for one in drafts(spoken(pieces()), PASSAGES))
    assert came == ["目标6万人。"]


def test_a_sentence_with_its_marker_does_not_wait_for_the_next_piece() -> None:
    given: list[str] = []

    def pieces() -> Iterator[str]:
        for piece in ("目标6万人", "[1]。", "", "其余", "", "不详。", "", "[2]", ""):
            given.append(piece)
            yield piece

    came = [(one.text, [int(p.id) for p in one.cited], len(given)) for one in drafts(spoken(pieces()), PASSAGES)]
    assert came == [("目标6万人。", [1], 3), ("其余不详。", [2], 9)]


@pytest.mark.parametrize(
    ("reply", "leads"),
    [
        ("目标包括：\n1. 甲；[1]\n2. 乙。[1]\n丙。[2]", [("甲", "目标包括"), ("乙。", "目标包括"), ("丙。", "")]),
        ("### 目标\n甲。[1]\n**王工**\n- 乙。[2]", [("甲。", "目标"), ("乙。", "王工")]),
        ("目标：甲。[1]乙。[1]", [("目标：甲。", ""), ("乙。", "")]),
        ("总体目标\n甲。[1]", [("甲。", "总体目标")]),
        ("- 甲乙丙\n- 丁。[1]", [("甲乙丙", ""), ("丁。", "")]),
    ],
)
def test_an_opening_goes_with_what_stands_under_it(reply: str, leads: list[tuple[str, str]]) -> None:
    for size in (1, 3, 1000):
        pieces = [reply[at : at + size] for at in range(0, len(reply), size)]
        assert [(one.text, one.lead) for one in drafts(pieces, PASSAGES)] == leads, size
