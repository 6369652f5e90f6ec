"""What a question begins with and does not ask about."""

import pytest

from assistant.asked import asked_for, asks_to_act, count_of, shows
from assistant.confirm import presumes
from assistant.intro import without_introduction
from assistant.named import unexplained
from assistant.naming import whole_names
from assistant.parts import parts_of
from assistant.sides import without_asides


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("想请教，张三丰认为桥要修在哪里？", "张三丰认为桥要修在哪里？"),
        ("你好，我是桥梁学院大二的，老师让找张三丰的采访，他想修什么？", "张三丰的采访，他想修什么？"),
        ("我们在起草一份桥梁合作的材料，张三丰是什么主张？", "张三丰是什么主张？"),
        ("写论文想引一句：张三丰怎么形容桥？", "张三丰怎么形容桥？"),
        ("我是个体户，能享受什么政策？", "我是个体户，能享受什么政策？"),
        ("你好", "你好"),
    ],
)
def test_introductions_are_left_out(question: str, left: str) -> None:
    assert without_introduction(question) == left


def test_who_is_writing_something_asks_for_no_act() -> None:
    assert not asks_to_act("我们在起草一份材料，张三丰是什么主张？")
    assert asks_to_act("帮我起草一份材料")


def test_words_in_quotation_marks_are_no_number() -> None:
    question = "他提的要求，引号里那八个字是什么？"
    assert (asked_for(question), count_of(question)) == ("fact", 0)
    assert shows(question, "秉持“勇挑重担、再立新功”的要求")
    assert not shows(question, "秉持勇挑重担的要求")


@pytest.mark.parametrize("aside", ["水务局领导怎么说", "水务局局长是怎么讲的", "水务局那边负责人怎么描述的"])
def test_who_is_to_have_said_it_is_no_question_of_its_own(aside: str) -> None:
    assert without_asides(f"水价怎么加？{aside}", ["水务局"]) == "水价怎么加"


def test_whose_view_it_is_belongs_to_what_is_asked() -> None:
    assert len(parts_of("按照张三丰的说法，桥摆在多高的位置？")) == 1
    assert len(parts_of("研究桥的那位研究员说，修桥的核心是什么？")) == 1


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("人社部门怎么看？", "人社局怎么看？"),
        ("工信部门受访者希望什么？", "工信局希望什么？"),
        ("工信部怎么看？", "工信部怎么看？"),
    ],
)
def test_bureaus_called_by_their_field_have_their_name(called: str, name: str) -> None:
    assert whole_names(called) == name


def test_what_is_asked_after_a_comma_is_no_definition() -> None:
    said = ["围绕大桥持续发力，为实现“修桥铺路”目标发挥作用。"]
    assert unexplained("为了“修桥铺路”，张三丰要在哪一类项目上用劲？", said) == ""
    assert unexplained("“修桥铺路”，指的是什么？", said) == "修桥铺路"


def test_whether_somebody_speaks_of_a_thing_is_asked_and_not_presumed() -> None:
    assert presumes("张三丰说的那座桥多长", "张三丰")
    assert not presumes("张三丰 说没说那座桥多长", "张三丰")
