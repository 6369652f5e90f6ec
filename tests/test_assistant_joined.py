"""Sentences that give words to several people, set figures side by side or are no sentences, on passages of our own."""

from typing import Any

import pytest

from assistant.generation.draft import Draft
from assistant.route import Library
from assistant.verification.attributed import by_speaker
from assistant.verification.joined import pieces_of
from assistant.verification.meaning import FLOOR, nearness_by
from assistant.verification.reckoned import sides_of
from assistant.verify import check, support
from index.passage import Article, Passage, Span
from index.sentences import split_sentences

CITY = Article("a", "架桥", "王工", "局长", "甲市交通局", "呼和浩特市", "", "2025-05-01", "a.txt")
REGION = Article("b", "修路", "李研", "研究员", "内蒙古自治区社会科学院", "内蒙古自治区", "", "2025-05-01", "b.txt")
BRIDGES = "今年的目标是新建桥梁30座。去年全年新建桥梁35座，投入资金2亿元。要推行桥长制，把管护责任落实到人。"
ROADS = "全区有省道口20个。道路管护仍然面临资金短缺的问题。要建立道路养护基金，引导社会力量参与。"


def passage(text: str, article: Article) -> Passage:
    return Passage(
        article.id, article, "body", text, (Span(0, len(text)),), "", split_sentences(text), False, False, False
    )


CITED = (passage(BRIDGES, CITY), passage(ROADS, REGION))


@pytest.mark.parametrize(
    ("claim", "does"),
    [
        ("王工提出要推行桥长制，李研则建议建立道路养护基金。", True),
        ("李研提出要推行桥长制，王工则建议建立道路养护基金。", False),
        ("李研提出，要推行桥长制，把管护责任落实到人。", False),  # both are cited, and it is the other's
        ("王工指出，道路管护仍然面临资金短缺的问题。", False),
        ("李研指出，道路管护仍然面临资金短缺的问题。", True),
        ("王工和李研都提出要推行桥长制。", False),  # one of them does
        ("李研提到道路管护仍然面临资金短缺；王工提出推行桥长制，他还表示，要把管护责任落实到人。", True),
        ("呼和浩特市有省道口20个。", False),  # the region's
        ("全区有省道口20个，呼和浩特市要推行桥长制。", True),
        ("呼和浩特市有省道口20个，并要推行桥长制。", False),
    ],
)
def test_each_has_his_own_words_where_several_are_cited(claim: str, does: bool) -> None:
    assert bool(support(Draft(claim, CITED))) is does


@pytest.mark.parametrize(
    ("claim", "does"),
    [
        ("今年新建桥梁的目标是30座，而去年新建桥梁35座。", True),
        ("今年新建桥梁的目标是30座，低于去年新建桥梁的35座。", True),
        ("今年新建桥梁的目标是30座，高于去年新建桥梁的35座。", False),
        ("今年新建桥梁的目标是30座，高于去年新建桥梁的数量。", False),  # nobody says so, and nothing to reckon with
        ("去年新建桥梁35座，今年新建桥梁的目标是35座。", False),
        ("今年的目标是新建桥梁30座，而去年是20座。", False),
        ("今年的目标是新建桥梁30座，而去年是35座。", True),
        ("呼和浩特今年的目标是新建桥梁30座，而去年是35座。", True),
        ("新建桥梁35座，超过30座的目标。", False),  # of which year each is, it does not say
        ("王工和李研都谈到管护：前者提出要推行桥长制，后者建议建立道路养护基金。", True),
        ("王工和李研都谈到桥长制。", False),
        ("王工和李研都谈到管护：前者建议建立道路养护基金，后者提出要推行桥长制。", False),
        ("去年新建桥梁35座，比今年目标的30座多5座。", True),
        ("去年新建桥梁35座，比今年目标的30座多6座。", False),
        ("去年新建桥梁35座，共20个。", False),  # of the crossings
        ("全区有省道口20个，共20个。", True),
        ("已完成30座桥梁的新建。", False),
    ],
)
def test_figures_set_side_by_side(claim: str, does: bool) -> None:
    assert bool(support(Draft(claim, CITED))) is does


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("去年新建桥梁35座比今年的30座多5座。", ["去年新建桥梁35座", "今年新建桥梁的30座"]),
        ("去年新建桥梁35座比今年的30座多6座。", []),
        ("去年投入近10亿元，多于今年的9.5亿元。", []),  # near ten may be less
        ("去年投入近10亿元，多于今年投入的近1亿元。", ["去年投入近10亿元", "今年投入的近1亿元"]),
        ("去年投入10亿元，多于今年的1亿元以上。", []),  # more than one may be eleven
        ("去年新建桥梁35座，多于今年的30公里。", []),
        ("去年新建桥梁35座。", []),
    ],
)
def test_what_is_compared_is_reckoned(text: str, sides: list[str]) -> None:
    assert sides_of(text) == sides


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "今年呼和浩特新建桥梁的目标是30座，而去年完成了35座。",
            ["今年呼和浩特新建桥梁的目标是30座", "去年呼和浩特新建桥梁完成了35座"],
        ),
        ("新建桥梁35座。", ["新建桥梁35座"]),
        ("推进桥长制，而去年完成了35座。", []),  # of what, nobody says
    ],
)
def test_a_piece_gets_back_what_it_leaves_out(text: str, pieces: list[str]) -> None:
    assert pieces_of(text) == pieces


def test_a_clause_that_names_nobody_belongs_to_the_one_before() -> None:
    parts = by_speaker("同样是管护，王工提出推行桥长制，落实到人，而李研主张建立基金。", [CITY, REGION])
    assert [(part.text, part.speakers) for part in parts] == [
        ("同样是管护，王工提出推行桥长制，落实到人", ("王工",)),
        ("李研主张建立基金。", ("李研",)),
    ]


POINTS = (
    "一是修建桥梁。完善配套设施，编印养护手册。二是养护道路。做优夜间养护，增设巡查车辆。培育检测队伍，举办技能比赛。"
)
MEANS = "一方面，通过架设便桥，加快建设3座大桥来增加通行能力。另一方面，通过错峰出行，积极争取资金来增加公交车辆。"
DEEDS = (
    "编印养护手册，要加大养护力度。近年来，全市出台了三项制度。按月公布巡查结果。"
    "按照市政府部署，甲市交通局牵头制定方案。还可考虑设置差异化指标。甲市交通局将建立巡查机制。"
)


@pytest.mark.parametrize(
    ("text", "claim", "does"),
    [
        (POINTS, "在养护道路方面，做优夜间养护，增设巡查车辆。", True),
        (POINTS, "在养护道路方面，编印养护手册。", False),  # of the other point
        (POINTS, "做优夜间养护，举办技能比赛。", False),  # under another head
        (POINTS, "培育检测队伍，举办技能比赛。", True),
        (MEANS, "加快建设3座大桥，增加通行能力。", True),
        (MEANS, "加快建设3座大桥，增加公交车辆。", False),
        (DEEDS, "甲市编印了养护手册。", False),
        (DEEDS, "甲市加大了养护力度。", False),
        (DEEDS, "近年来，全市出台了三项制度。", True),
        (DEEDS, "三年来，全市出台了三项制度。", False),
        (DEEDS, "近年来，编印养护手册。", False),
        (DEEDS, "按季公布巡查结果。", False),
        (DEEDS, "甲市交通局牵头制定方案。", True),
        (DEEDS, "市政府牵头制定方案。", False),
        (DEEDS, "甲市交通局将建立巡查机制。", True),
        (DEEDS, "甲市交通局建立巡查机制。", False),
        (DEEDS, "可考虑设置差异化指标。", True),
        (DEEDS, "全市将设置差异化指标。", False),
        (BRIDGES, "去年新建桥梁35座，今年的目标是30座，有所提高。", False),
        (BRIDGES, "新建桥梁30座。", False),  # a target is told as one
        (BRIDGES, "投入资金2亿元使去年新建桥梁35座。", False),
    ],
)
def test_what_goes_with_what(text: str, claim: str, does: bool) -> None:
    assert bool(support(Draft(claim, (passage(text, CITY),)))) is does


@pytest.mark.parametrize(
    ("claim", "does"),
    [
        ("王工和李研分别是甲市交通局局长和内蒙古自治区社会科学院研究员。", True),
        ("王工和李研分别是内蒙古自治区社会科学院研究员和甲市交通局局长。", False),
        ("今年和去年新建桥梁分别为35座和30座。", False),
        ("王工和李研均为局长。", False),
        ("要推行桥长制，引导社会力量参与。", False),  # two articles, told as one thing
        ("要推行桥长制，同时，全区要引导社会力量参与。", True),
        ("去年新建桥梁35座，要建立道路养护基金。", False),
    ],
)
def test_what_is_said_of_several(claim: str, does: bool) -> None:
    assert bool(support(Draft(claim, CITED))) is does


def test_what_is_no_sentence_gives_way_to_the_quote(library: Library, latest: Any) -> None:
    article = next(one.id for one in library.articles if one.author == "宝力高")
    shown = tuple(one for one in library.body(article) if "6.21万人" in one.text)
    by_words = check(Draft("大学生来呼。", shown), shown)
    drawn = check(Draft("大学生来呼。", shown), shown, nearness_by(latest()[0].encoder))
    assert by_words is not None
    assert by_words.how == "verified"
    assert drawn is not None
    assert drawn.how == "quoted"
    assert "6.21万人" in drawn.text


def test_a_sentence_is_near_to_itself(latest: Any) -> None:
    nearness = nearness_by(latest()[0].encoder)
    assert nearness("要推行桥长制。", ["要推行", "桥长制。"]) == pytest.approx(1.0, abs=1e-3)
    assert nearness("要推行桥长制。", ["图书馆周末开放。"]) < FLOOR


@pytest.mark.parametrize("text", ["桥长制桥长制桥长制。", "要推行桥长制，要推行桥长制，要推行桥长制，"])
def test_what_repeats_itself_does_not_stand(text: str) -> None:
    assert support(Draft(text, CITED)) is None
