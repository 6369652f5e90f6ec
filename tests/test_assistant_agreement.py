"""What a claim may not change of what its quotes say, on sentences of our own."""

import re

import pytest

from assistant.generation.draft import Draft
from assistant.verification.agreement import agrees
from assistant.verification.attributed import without_speaker
from assistant.verification.dates import dated
from assistant.verify import support
from index.passage import Article, Passage, Span

ARTICLE = Article(
    "a", "架桥修路", "王工", "党组成员、副局长", "呼和浩特市交通局", "呼和浩特市", "", "2024-05-01", "a.txt"
)
QUOTE = "因为雨水偏多导致桥面受损，大部分旗县可探索分流交通，将推动甲桥2座、乙桥5座建设。"


@pytest.mark.parametrize(
    ("claim", "does"),
    [
        ("雨水偏多导致桥面受损。", True),
        ("桥面受损导致雨水偏多。", False),  # what leads to what
        ("大部分旗县可以探索分流交通。", True),
        ("旗县必须分流交通。", False),  # may is not must
        ("所有旗县都可探索分流交通。", False),  # most is not all
        ("旗县可探索合流交通。", False),
        ("呼和浩特市将推动甲桥2座建设。", True),  # the place is printed of the article
        ("包头市将推动甲桥2座建设。", False),
        ("甲桥已经建成2座。", False),  # planned is not done
        ("将推动乙桥5座、甲桥2座建设。", True),
        ("将推动甲桥5座、乙桥2座建设。", False),  # each figure is of its own thing
        ("不会推动甲桥2座建设。", False),
        ("2024年将推动甲桥2座建设。", True),  # a plan is for the year of its article
        ("2023年将推动甲桥2座建设。", False),
        ("桥面", False),  # says nothing
    ],
)
def test_whether_a_claim_leaves_it_as_it_is(claim: str, does: bool) -> None:
    quote = Passage(
        "p", ARTICLE, "body", QUOTE, (Span(0, len(QUOTE)),), "", (Span(0, len(QUOTE)),), False, False, False
    )
    assert bool(support(Draft(claim, (quote,)))) is does


def test_what_a_clause_denies_is_not_left_out() -> None:
    quote = "新桥短期内难以承担全部车流，还要修路。"
    assert not agrees("新桥短期内承担部分车流。", quote, [ARTICLE])
    assert agrees("接下来还要修路架桥。", f"{quote}接下来架桥。", [ARTICLE])


@pytest.mark.parametrize(
    ("claim", "left"),
    [
        ("王工表示，要架桥。", "要架桥。"),
        ("据呼和浩特市交通局副局长王工介绍，要架桥。", "要架桥。"),
        ("呼和浩特市交通局局长王工说，要架桥。", "呼和浩特市交通局局长王工说，要架桥。"),  # he is the deputy
        ("水务局的王工认为，要架桥。", "水务局的王工认为，要架桥。"),
        ("李工表示，要架桥。", "李工表示，要架桥。"),
    ],
)
def test_who_speaks_is_checked_by_itself(claim: str, left: str) -> None:
    assert without_speaker(claim, [ARTICLE]) == left
    assert agrees(left, "要架桥，还要修路。", [ARTICLE]) is (left == "要架桥。" and len(left) > 5)


def test_years_are_those_of_the_article() -> None:
    assert dated("去年架桥，今年修路。", ARTICLE) == "2023年架桥，2024年修路。"


@pytest.mark.parametrize(
    ("quote", "claim", "does"),
    [
        ("市里为桥梁企业争取国家低息贷款近3亿元。", "市里为桥梁企业争取国家低息贷款近3亿元。", True),
        ("市里为桥梁企业争取国家低息贷款近3亿元。", "市里为桥梁企业争取国家无息贷款近3亿元。", False),
        ("要用好国家一系列利好政策，多修乡村道路。", "要用好自治区一系列利好政策，多修乡村道路。", False),
        ("桥梁投资增速增长2倍以上，开工8座。", "桥梁投资增速增长2倍以上。", True),
        ("桥梁投资增速增长2倍以上，开工8座。", "桥梁投资增长2倍以上。", False),  # its rate is not it
        ("全年新来司机、留市司机5.56万人，再创新高。", "全年新来司机5.56万人，再创新高。", False),  # the sum of both
        ("近年来，市里围绕架桥制定了一系列办法。", "市里将围绕架桥制定一系列办法。", False),  # done is not to come
        (
            "通过出台《桥梁条例》，制定5项制度来控制超载。",
            "市里出台了《桥梁条例》。",
            False,
        ),  # how it is done is not done
        ("通过出台《桥梁条例》，制定5项制度来控制超载。", "要通过出台《桥梁条例》来控制超载。", True),
        ("加快架桥，以此来增加非机动车道。", "加快架桥，以增加机动车道。", False),  # half a word
        ("通过财政补贴直接减轻车队负担。", "通过财政补贴间接减轻车队负担。", False),
        ("“五座桥”是市里继去年“五条路”之后的又一部署。", "“五座桥”是市里继去年“五条路”之后的又一部署。", True),
        ("“五座桥”是市里继去年“五条路”之后的又一部署。", "“五条路”是市里继去年“五座桥”之后的又一部署。", False),
        ("“五座桥”是市里继去年“五条路”之后的又一部署。", "“五座桥”是市里去年在“五条路”之后的又一部署。", False),
        ("要避免桥面积水，多修排水沟。", "要多修排水沟，以免桥面积水。", True),
        ("甲桥桥面狭窄，导致早晚高峰车流不畅。", "早晚高峰车流之所以不畅，是因为甲桥桥面狭窄。", True),
        ("甲桥桥面狭窄，导致早晚高峰车流不畅。", "甲桥桥面之所以狭窄，是因为早晚高峰车流不畅。", False),
        ("争取把甲桥纳入自治区、国家规划。", "争取把甲桥纳入国家和自治区规划。", True),
        ("桥梁技改投资增速增长2倍以上，开工8座。", "桥梁投资增速增长2倍以上。", False),  # of which growth it is
        ("提炼各族共有共享的中华桥梁符号和形象。", "提炼各族共有共享的民间桥梁符号和形象。", False),
        ("车辆集中于少数桥梁，司机扎堆涌向市中心。", "司机扎堆涌向市中心，使车辆集中于少数桥梁。", False),
        (
            "自觉寻找乡村桥梁与时代的契合点，推动中华优秀传统桥梁焕发新的生机。",
            "推动乡村优秀传统桥梁焕发新的生机。",
            False,
        ),
        (
            "明确各地桥梁的核心价值，让甲市大桥在众多的各地桥梁中脱颖而出。",
            "让各地桥梁从众多的甲市大桥中脱颖而出。",
            False,
        ),
        ("设计城市下水道时，进一步改善水生态环境质量。", "设计城市下水道时，进一步改善地下水环境质量。", False),
        ("截至年底，桥梁各项指标全面优于自治区平均水平。", "截至年底，桥梁各项指标总体优于自治区平均水平。", False),
        ("甲桥桥面狭窄，所以早晚高峰车流不畅。", "早晚高峰车流不畅，因为甲桥桥面狭窄。", True),
        ("甲桥桥面狭窄，所以早晚高峰车流不畅。", "甲桥桥面狭窄，因为早晚高峰车流不畅。", False),
        ("通过加宽桥面来增加车道。通过植树来增加树荫。", "要增加车道和增加树荫，前者靠加宽桥面，后者靠植树。", True),
        ("司机们开了会。他们纷纷表示，要遵守桥梁限速。", "司机们纷纷表示，要遵守桥梁限速。", True),
        ("年降水量少且集中，年际变化大，桥面易损。", "年降水量少且集中，年内变化大，桥面易损。", False),
        ("春节前，市里制定了架桥方案，明确了32项措施。", "春节前，市里实施架桥方案，落实了32项措施。", False),
        (
            "排演话剧《大桥头》，举办“甲桥百年——桥与人展”。",
            "排演话剧《桥头》。",
            False,
        ),  # a part of a title is no title
        ("排演话剧《大桥头》，举办“甲桥百年——桥与人展”。", "举办“人展”。", False),
        ("排演话剧《大桥头》，举办“甲桥百年——桥与人展”。", "举办“甲桥百年”展。", True),
        ("部分桥梁设计陈旧，护栏不足。", "桥梁设计陈旧，护栏不足。", False),  # not all of them
        ("部分桥梁设计陈旧，护栏不足。", "部分桥梁设计陈旧。", True),
        ("落实公交车辆通行优惠和非公交车辆超限累进加价制度。", "落实公交车辆超限累进加价制度。", False),
        ("将甲桥夜游打造为国内一流景观品牌。", "甲桥夜游是国内一流景观品牌。", False),  # is to be made so
        ("我市有20座边境桥梁，外接俄蒙。", "我市有20座对俄桥梁。", False),
        ("推动东区桥梁检修、西区道路拓宽。", "推动西区桥梁检修。", False),  # of two of a list
        ("要多修乡村道路，少占耕地。", "要多修乡村道路，少占耕地，详情见http://a.example/x。", False),
        ("要多修乡村道路，少占耕地。", "呼和浩特市交通局副局长王工表示，要多修乡村道路，少占耕地。", True),
        ("要多修乡村道路，少占耕地。", "呼和浩特市交通局局长王工表示，要多修乡村道路，少占耕地。", False),
    ],
)
def test_one_small_thing_that_a_claim_changes(quote: str, claim: str, does: bool) -> None:
    spans = tuple(Span(one.start(), one.end()) for one in re.finditer("[^。]+。", quote))
    passage = Passage("p", ARTICLE, "body", quote, spans, "", (Span(0, len(quote)),), False, False, False)
    assert bool(support(Draft(claim, (passage,)))) is does
