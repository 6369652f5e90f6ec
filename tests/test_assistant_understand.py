"""Questions taken apart."""

import pytest

from assistant.route import Library, answer
from assistant.understand import plain, understand
from assistant.understanding.asked import Asked
from assistant.understanding.naming import same_names, subject
from assistant.understanding.roster import People
from assistant.understanding.scope import region_of
from index.passage import Article

PEOPLE = People(
    [
        Article("a", "节水有成效", "张三丰", "局长", "某市水务局", "", "", None, "a.txt"),
        Article("b", "就业有办法", "李四", "所长", "某大学经济研究所", "", "", None, "b.txt"),
    ]
)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("全市有多少座桥梁？", "number"),
        ("占比是多少？", "number"),
        ("利率降到百分之记", "number"),  # whatever stands for 几
        ("利率降了百分之三", "fact"),
        ("谁是水务局局长？", "who"),
        ("由哪个部门负责？", "body"),
        ("大会是哪天开的？", "when"),
        ("包括哪些措施？", "list"),
        ("怎样打造文化街区？", "how"),
        ("“一控”指什么？", "fact"),
        ("How many ports are there?", "number"),
    ],
)
def test_what_is_asked_for(question: str, asked: Asked) -> None:
    assert understand(question, [], PEOPLE).parts[0].asked == asked


def test_several_questions_in_one_are_parted() -> None:
    parts = understand("呼和浩特今年新建多少座桥，总投资多少亿元，由谁负责？", [], PEOPLE).parts
    assert [part.asked for part in parts] == ["number", "number", "who"]
    assert [part.measure for part in parts] == ["座", "亿元", ""]
    assert understand("一共多少项措施？", [], PEOPLE).parts[0].measure == "项"
    assert understand("花多少钱？", [], PEOPLE).parts[0].measure == "元"
    assert understand("是哪三个聚焦？", [], PEOPLE).parts[0].items == 3


def test_each_part_is_of_the_place_and_action_that_it_names() -> None:
    query = understand("内蒙古有多少座桥，其中呼和浩特有几座？", [], PEOPLE)
    assert [part.region for part in query.parts] == ["内蒙古自治区", "呼和浩特市"]
    query = understand("节水行动有几项？就业促进行动有几个方面？", [], PEOPLE)
    assert [part.action for part in query.parts] == ["节水行动", "就业促进行动"]
    query = understand("呼和浩特有多少座桥？道路投资多少钱？", [], PEOPLE)
    assert [part.region for part in query.parts] == ["", ""]


def test_who_is_to_have_said_it_is_no_question_of_its_own() -> None:
    (part,) = understand("桥梁怎么修，李四说了哪五条", [], PEOPLE).parts
    assert "桥梁" in part.text
    assert part.items == 5


def test_a_clause_that_asks_nothing_belongs_to_the_next() -> None:
    (part,) = understand("在工业节水方面，要采取哪些措施？", [], PEOPLE).parts
    assert "工业节水" in part.text


@pytest.mark.parametrize(
    ("question", "region", "year", "person"),
    [
        ("呼市去年完成多少？", "呼和浩特市", 2024, ""),
        ("内蒙古今年的目标？", "内蒙古自治区", 2025, ""),
        ("包头市2026年的目标？", "包头市", 2026, ""),
        ("张三丰怎么看？", "", None, "张三丰"),
    ],
)
def test_place_year_and_person(question: str, region: str, year: int | None, person: str) -> None:
    query = understand(question, [], PEOPLE)
    assert (query.region, query.year, query.person) == (region, year, person)


def test_a_follow_up_takes_the_last_question_along() -> None:
    query = understand("那去年呢？", ["很早的问题？", "呼和浩特城镇新增就业多少人？"], PEOPLE)
    assert query.text == "呼和浩特城镇新增就业多少人，那去年呢？"
    assert understand("节水行动采取几个方面的措施？", ["无关的问题？"], PEOPLE).text == "节水行动采取几个方面的措施？"


def test_names_are_made_the_same_on_both_sides() -> None:
    assert same_names("呼市人社局") == "呼和浩特市人力资源和社会保障局"
    assert same_names("呼和浩特市人力资源和社会保障局") == same_names("市人社局") == "人力资源和社会保障局"
    assert "内蒙古自治区" in same_names("我区")


def test_asking_words_are_left_out_of_the_subject() -> None:
    assert subject("请问口岸有多少个").split() == ["口岸有", "个"]


def test_everyday_words_are_searched_for_in_the_words_of_the_articles() -> None:
    text = "提高中欧班列运行质效"
    query = understand("拉货的火车跑得怎么样", [], PEOPLE, known=lambda pair: pair in text)
    assert query.gloss == "中欧班列"
    assert understand("中欧班列怎么样", [], PEOPLE, known=lambda pair: pair in text).gloss == ""


def test_what_somebody_said_is_no_question_of_its_own() -> None:
    (part,) = understand("张三丰说的阶梯水价，每吨多少钱？", [], PEOPLE).parts
    assert "水价" in part.text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("２０２５年投资１．５亿　Ａ级", "2025年投资1.5亿 A级"),
        ("呼 市 有 几 个 口 岸", "呼市有几个口岸"),
        ("口岸 有多 少个", "口岸 有多少个"),  # inside a word
        ("节水 目标 2025", "节水 目标 2025"),
        ("口岸有几个 边境线多长", "口岸有几个，边境线多长"),  # between clauses
        ("口岸 有几个，都 在哪", "口岸有几个，都在哪"),  # other signs part the clauses
        ("口岸有几个 边境线多长？", "口岸有几个，边境线多长？"),
        ("WTO rules 是什么", "WTO rules 是什么"),
    ],
)
def test_width_and_spaces_of_what_was_typed_change_nothing(typed: str, read: str) -> None:
    assert plain(typed) == read


def test_a_story_names_the_place_only_where_the_question_names_nothing() -> None:
    story = "我家在赤峰市开了个小店，最近生意不好做，"
    words = "新增就业目标是多少招商张三丰怎么说节水呼市"
    asked = understand(f"{story}新增就业目标是多少？", [], PEOPLE, known=lambda pair: pair in words)
    assert asked.text == "新增就业目标是多少？"
    assert asked.region == "赤峰市"
    asked = understand(f"{story}张三丰怎么说节水？", [], PEOPLE, known=lambda pair: pair in words)
    assert asked.text == "张三丰怎么说节水？"
    assert not asked.region


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("有哪些措施？", "节水行动有哪些措施？"),
        ("水务局局长是谁？", "水务局局长是谁？"),
        ("What are the measures?", "What are the measures?"),
    ],
)
def test_a_bare_question_is_about_the_action_that_was_chosen(question: str, read: str) -> None:
    assert understand(question, (), PEOPLE, "节水行动").text == read


def test_a_name_holds_no_place_and_a_park_no_region(library: Library) -> None:
    made = answer("韩成福建议农业怎么节水？", library)  # 福建
    assert made.citations[0].passage.article.author == "韩成福"
    assert region_of("那园区里头要推进哪些项目") == ""
    assert region_of("区里怎么看") == "内蒙古自治区"
