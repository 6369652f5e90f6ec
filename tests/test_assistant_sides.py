"""Comparisons: what is asked of each side, and that each side answers for itself."""

import pytest

from assistant.route import Library, answer
from assistant.understand import understand
from assistant.understanding.parts import parts_of
from assistant.understanding.roster import People
from assistant.understanding.sides import of_each_thing, without_asides
from index.passage import Article

PEOPLE = People(
    [
        Article("a", "节水有成效", "张三丰", "局长", "呼和浩特市水务局", "呼和浩特市", "", None, "a.txt"),
        Article("b", "就业有办法", "李四光", "所长", "某大学经济研究中心", "", "", None, "b.txt"),
    ]
)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("农业节水上，张三丰和李四光的侧重点有何不同？", ["农业节水上", "农业节水上"]),
        ("为了早开工，张三丰的清单推送做法与李四光提出的审批改革有什么区别", ["清单推送", "审批改革"]),
        ("市水务局局长和李四光对桥梁怎么看，比一比", ["对桥梁", "对桥梁"]),
        ("呼市水务局跟经济研究中心那位，对桥梁的看法差在哪", ["对桥梁", "对桥梁"]),
        ("修桥这件事，张三丰和李四光各开了什么药方？", ["修桥", "修桥"]),
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


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("桥梁和道路，哪个更长？", ["桥梁 有多少", "道路 有多少"]),
        ("桥梁的措施条数和道路的举措条数哪个多", ["桥梁的措施 有多少条", "道路的举措 有多少条"]),
        ("包头和呼和浩特的就业目标谁高？", ["包头的就业目标 有多少", "呼和浩特的就业目标 有多少"]),
        ("桥梁与道路分别有几座", ["桥梁 有几座", "道路 有几座"]),
        ("桥梁和道路，哪个花钱多", ["桥梁 花钱有多少", "道路 花钱有多少"]),
        ("桥梁和道路分别要做什么", ["桥梁 要做什么", "道路 要做什么"]),
        ("桥梁和道路由谁来建", []),
        ("是修桥还是修路，哪个多", []),
        ("桥梁有多少座", []),
    ],
)
def test_each_of_two_things_is_asked_for_itself(question: str, asked: list[str]) -> None:
    assert [said for _, said in of_each_thing(question)] == asked


def test_a_clause_that_only_says_who_speaks_asks_nothing() -> None:
    assert without_asides("“三座桥”是张三丰提的，对吗", ["张三丰"]) == "“三座桥”是张三丰提的，对吗"
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
        ("于妍和史卉对审批提速各开了什么药方？", ["加快审批速度", "优化审批流程"]),
        ("低息贷款和专项资金，工信局争取到的哪笔更大？", ["近10亿元", "近1亿元"]),
        ("呼和浩特的就业行动和节水行动各分几个方面？", ["8个方面", "7个方面"]),
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


@pytest.mark.parametrize(
    ("question", "says", "missing"),
    [
        ("包头和呼和浩特今年城镇新增就业目标谁高？", "就业6万人", "包头"),
        ("内蒙古有多少个对外口岸，其中呼和浩特有几个？", "口岸20个", "呼和浩特"),
        ("市工信局今年推动哪几个园区项目建设？各自投资多少？", "标准化厂房", "投资多少"),
    ],
)
def test_the_side_of_which_no_figure_is_given_is_named(
    library: Library, question: str, says: str, missing: str
) -> None:
    made = answer(question, library)
    assert made.status == "partial"
    assert says in made.text
    assert any(missing in one for one in made.missing)


@pytest.mark.parametrize("question", ["康磊怎么评价于妍的观点？", "张捷和宝力高对灵活就业的看法有何不同？"])
def test_nobody_is_given_a_view_of_what_he_does_not_speak_of(library: Library, question: str) -> None:
    assert answer(question, library).status.startswith("unanswerable")


def test_a_part_that_no_article_speaks_of_is_not_answered_by_the_other(library: Library) -> None:
    made = answer("康磊说要跟俄罗斯哪个地方对接？飞船怎么配合？", library)
    assert made.missing == ("飞船怎么配合",)


def test_who_of_two_said_it_is_no_comparison(library: Library) -> None:
    made = answer("于宏建和庞彩云谁说了要建标志性文化建筑？", library)
    assert {one.passage.article.author for one in made.citations} == {"庞彩云"}
