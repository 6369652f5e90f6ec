"""Comparisons: what is asked of each side, and that each side answers for itself."""

import pytest

from assistant.parts import parts_of
from assistant.route import Library, answer
from assistant.sides import without_asides
from assistant.understand import understand
from index.passage import Article

PEOPLE = [
    Article("a", "节水有成效", "张三丰", "局长", "呼和浩特市水务局", "呼和浩特市", "", None, "a.txt"),
    Article("b", "就业有办法", "李四光", "所长", "某大学经济研究中心", "", "", None, "b.txt"),
]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("农业节水上，张三丰和李四光的侧重点有何不同？", ["农业节水上", "农业节水上"]),
        ("为了早开工，张三丰的清单推送做法与李四光提出的审批改革有什么区别", ["清单推送", "审批改革"]),
        ("市水务局局长和李四光对桥梁怎么看，比一比", ["对桥梁", "对桥梁"]),
        ("呼市水务局跟经济研究中心那位，对桥梁的看法差在哪", ["对桥梁", "对桥梁"]),
        ("张三丰说了哪些桥梁？李四光主张修几条道路？", ["桥梁", "道路"]),
    ],
)
def test_each_side_is_asked_in_its_own_words(question: str, asked: list[str]) -> None:
    parts = understand(question, [], PEOPLE).parts
    assert [part.speakers for part in parts] == [("张三丰",), ("李四光",)]
    for part, words, other in zip(parts, asked, reversed(asked), strict=True):
        assert words in part.text
        assert other == words or other not in part.text
        assert not any(left in part.text for left in ("局长", "长和", "不同", "区别", "看法", "研究", "呼市"))


def test_a_clause_that_only_says_who_speaks_asks_nothing() -> None:
    assert without_asides("从哪几方面帮，工信局的人咋说的", ["工信局"]) == "从哪几方面帮"
    assert without_asides("有哪几条，社科院那个研究水的列了几条", ["社科院"]) == "有哪几条"
    assert without_asides("工信局咋说的", ["工信局"]) == "工信局咋说的"
    assert without_asides("工信局说要修桥，修几座", ["工信局"]) == "工信局说要修桥，修几座"
    assert len(parts_of(without_asides("都修什么，张三丰说的", ["张三丰"]))) == 1


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("数字经济方面，廖雁渝和张捷各自提到什么？", ["数字经济产业联盟", "尚处于成长期"]),
        ("关于“引进来”和“送出去”，商务局局长与康磊的提法有何差异？", ["绿品", "蒙品、绿电、智算"]),
        ("呼包鄂这块，廖雁渝和康磊说法差在哪", ["呼包鄂一体化", "呼包鄂与蒙东地区协作机制"]),
    ],
)
def test_a_comparison_quotes_each_side(library: Library, question: str, says: list[str]) -> None:
    made = answer(question, library)
    assert made.status == "answered"
    assert all(one in made.text for one in says)


@pytest.mark.parametrize(
    "question", ["再生水利用上，市水务局长和韩成福说法有啥不同", "肖蕾和史卉对减轻企业负担的做法比较一下"]
)
def test_a_side_that_says_nothing_of_it_is_named(library: Library, question: str) -> None:
    made = answer(question, library)
    assert made.status == "partial"
    assert len({one.passage.article.author for one in made.citations}) == 1


def test_a_comparison_of_what_neither_speaks_of_is_refused(library: Library) -> None:
    assert not answer("于妍与张捷关于跨境电商的主张各是什么", library).found
