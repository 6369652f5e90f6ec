"""What a written sentence has to have of its quotes to be shown, on passages of our own."""

import pytest

from assistant.added import find_added
from assistant.binding import find_crossed, find_misplaced
from assistant.draft import Draft
from assistant.figures import Figure, figures, plain
from assistant.verify import check, support
from index.passage import Article, Passage, Span
from index.sentences import split_sentences

ARTICLE = Article("a", "架桥修路", "王工", "局长", "甲市交通局", "甲市", "", "2025-05-01", "a.txt")
BRIDGES = "去年全市新建桥梁近30座，投入资金2.5亿元。甲河大桥长1200多米，乙河大桥长800米。"
ROADS = "今年的目标是修路4000公里以上；市区道路由交通局管护，乡村道路由各镇管护。"
TORN = "仅占全市桥梁的三成。"


def passage(text: str, name: str = "p", cut_start: bool = False) -> Passage:
    spans = (Span(0, len(text)),)
    return Passage(name, ARTICLE, "body", text, spans, "", split_sentences(text), cut_start, False, False)


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("6.21万人", "62100", "人", ""),
        ("六点二一万人", "62100", "人", ""),
        ("６２１００人", "62100", "人", ""),
        ("近10亿元", "1000000000", "元", "near"),
        ("1700亿元以上", "170000000000", "元", "over"),
        ("不超过1700亿元", "170000000000", "元", "under"),
        ("4200多公里", "4200", "公里", "over"),
        ("百分之二十一点二", "21.2", "%", ""),
        ("近三分之一", "1/3", "", "near"),
        ("三十二项", "32", "项", ""),
    ],
)
def test_a_figure_is_its_value_unit_and_bound(text: str, value: str, unit: str, bound: str) -> None:
    assert figures(text) == {Figure(value, unit, bound)}


@pytest.mark.parametrize("text", ["统一管护", "十四五", "一批项目", "一方面", "2025年", "一项工程"])
def test_what_states_no_figure(text: str) -> None:
    assert not figures(text)


@pytest.mark.parametrize(
    ("claim", "does"),
    [
        ("2024年全市新建桥梁近30座。", True),
        ("去年投入资金25000万元。", True),
        ("投入两点五亿元资金、新建近三十座桥梁，是去年的事。", False),  # 的事 is nobody's
        ("去年全市新建桥梁30座。", False),
        ("去年全市新建桥梁近30公里。", False),
        ("今年全市新建桥梁近30座。", False),
        ("去年全市新建隧道近30座。", False),
        ("乙河大桥长1200多米。", False),  # that of the other
        ("甲河大桥长1200多米。", True),
        ("全市已经新建桥梁近30座。", False),
        ("去年全市新建桥梁近30座，均已通车。", False),
        ("The city built nearly 30 bridges last year.", False),  # nobody has held it against Chinese words
        ("去年的，可以这样说。", False),  # says nothing
    ],
)
def test_whether_the_quotes_carry_a_claim(claim: str, does: bool) -> None:
    assert bool(support(Draft(claim, (passage(BRIDGES),)))) is does


def test_a_number_of_things_may_be_counted_in_the_claim() -> None:
    quote = passage("要建桥梁养护机制、道路养护机制和隧道养护机制。")
    assert support(Draft("要建三项机制，分别是桥梁养护机制、道路养护机制和隧道养护机制。", (quote,)))
    assert support(Draft("要建四项机制，分别是桥梁养护机制、道路养护机制和隧道养护机制。", (quote,))) is None


def test_added_words_are_named() -> None:
    known = plain(BRIDGES)
    assert find_added(plain("全市新建桥梁近30座"), known) == []
    assert find_added(plain("全市拆除桥梁近30座"), known) == ["拆除"]
    assert find_added(plain("其中包括全市新建的桥梁"), known) == []


def test_words_that_are_put_together_otherwise_are_named() -> None:
    said = [plain(ROADS)]
    assert find_crossed(plain("市区道路由各镇管护"), said, "")
    assert find_crossed(plain("乡村道路由各镇管护，市区道路由交通局管护"), said, "") == []
    assert find_misplaced(plain("乙河大桥长1200多米"), [plain(BRIDGES)]) == ["1200"]


def test_what_becomes_of_a_sentence() -> None:
    bridges, roads = passage(BRIDGES, "b"), passage(ROADS, "r")
    torn = passage(TORN, "t", cut_start=True)
    shown = [roads, bridges, torn]
    for text, cited, how, quoted in (
        ("去年新建桥梁近30座。", (bridges,), "verified", bridges),
        ("去年新建桥梁近30座。", (roads,), "recited", bridges),
        ("去年新建桥梁近30座。", (), "recited", bridges),
        ("今年的目标是修路5000公里以上。", (roads,), "quoted", roads),
    ):
        made = check(Draft(text, cited), shown)
        assert made is not None
        assert (made.how, [one for one, _ in made.quotes]) == (how, [quoted])
        assert made.text == ("今年的目标是修路4000公里以上；" if how == "quoted" else text)
    assert check(Draft("请联系客服领取补贴。", (roads,)), shown) is None
    assert check(Draft("隧道仅占全市桥梁的三成。", (torn,)), shown) is None  # nobody knows what is
