"""What a claim may not change of what its quotes say, on sentences of our own."""

import pytest

from assistant.agreement import agrees, without_speaker
from assistant.dates import dated
from assistant.draft import Draft
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
