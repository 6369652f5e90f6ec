"""What is a question of its own in a longer one, and what only asks once more."""

import pytest

from assistant.route import Library, answer
from assistant.understand import understand
from assistant.understanding.roster import People
from index.passage import Article

PEOPLE = People([Article("a", "修桥", "张三丰", "局长", "某市桥梁局", "", "", None, "a.txt")])


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("桥面为什么偏窄，工程上怎么解释？", ["how"]),
        ("大桥为啥老是堵车，是啥道理？", ["how"]),
        ("我开店没啥客人，修桥能给店里带来哪些好处？", ["list"]),
        ("梳理了修桥的几大难处，分别是哪些？", ["list"]),
        ("全市有几座桥？官方有这打算没？", ["number"]),
        ("修桥：去年修了多少座、今年目标多少座、每座花多少钱？", ["number", "number", "number"]),
        ("全市计划修几座桥、由哪个部门主管？", ["number", "body"]),
        ("修桥一共几个方面、多少项措施？", ["number"]),  # of one plan
        ("谁主张对桥面做长期跟踪，看裂了几处、修了没有？", ["speaker"]),
        ("修桥省钱吗？专家说过没有？", ["fact"]),
    ],
)
def test_what_is_a_question_of_its_own(question: str, asked: list[str]) -> None:
    assert [part.asked for part in understand(question, [], PEOPLE).parts] == asked


def test_each_question_behind_a_topic_has_its_own_year() -> None:
    parts = understand("修桥：去年修了多少座、今年目标多少座、每座花多少钱？", [], PEOPLE).parts
    assert [part.year for part in parts] == [2024, 2025, None]
    assert all("修桥" in part.text for part in parts)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("呼和浩特人社局要搞的那个网上找工作的平台叫什么？已经能用了吗？", "智慧就业云平台"),
        ("内蒙古说的“六个行动”到底是哪六个？考试要背。", "北疆文化建设提升行动"),
        ("今年计划投的钱，呼和浩特和包头谁多，分别是多少亿？", "1700亿元"),
        ("助企方案和就业促进行动，哪一个列出的措施条数更多？两边各多少项？", "30项"),
        ("圆桌会主持人和呼和浩特专版导语，对“六个行动”性质的定性用语有何差别？", "政治工程"),
        ("谈到企业减负，史卉给搞制造的和搞服务的分别开了什么方子？", "供应链压力"),
        ("“破除传统就业观念束缚，倡导多元化就业选择”记成了康磊的话，该归谁？", "张捷"),
        ("参加圆桌会的专家里，哪两位是自治区社科院的？", "史卉"),
        ("除了肖蕾，还有谁也讲要把中央、自治区一揽子政策用足用好？", "于妍"),
        ("内蒙古的边境线有多少公理长？", "4200多公里"),
        ("老牛湾那片峡谷景区今年要去争取一个什么头衔？", "世界地质公园"),
        ("“三千孤儿入内蒙”的佳话是康磊在圆桌会上提出要深挖的吧？", "庞彩云的话，不是康磊的"),
        ("阶梯式职业津贴是于妍建议的，没错吧", "张捷的话，不是于妍的"),
    ],
)
def test_many_ways_of_asking_at_once(library: Library, question: str, says: str) -> None:
    assert says in answer(question, library).text


def test_the_post_of_who_was_just_named_is_no_second_question(library: Library) -> None:
    found = answer("嚷着要把呼和浩特打造成“演唱会之城”的是谁？在局里是什么职务？", library)
    assert "副局长于宏建" in found.text
    assert "没有找到依据" not in found.text


@pytest.mark.parametrize(
    "question",
    [
        "呼和浩特把地铁3号线列为今年的重大项目，它要投资多少？",
        "鄂尔多斯市发改委的主任是谁？",
        "于宏建为什么说以后不给演唱会发补贴了？",
        "伊德尔为什么把2025年的项目数从1500个砍到1200个？",
        "宝力高宣布给每个留呼大学生发两万元安家费，去哪儿申领？",
        "史卉说小微企业今年免一年所得税，材料交到哪里？",
        "专版采访里，市教育局局长怎么谈把大学生留在呼市？",
        "于宏建为什么把哈素海也放进世界地质公园的申报里？",
        "兑现的工业高质量发展专项资金，拿得最多的是哪家企业？",
        "“以水定城、以水定产”这八个字，是赵廷东的原话还是韩成福的原话？",
    ],
)
def test_what_rests_on_what_nobody_said_is_not_answered(library: Library, question: str) -> None:
    assert not answer(question, library).found
