"""Who is meant and who is who."""

import pytest

from assistant.understanding.misprints import in_latin
from assistant.understanding.people import asks_for_person, find_people, mentions
from assistant.understanding.roster import People
from index.passage import Article


def author(name: str, org: str, role: str, title: str = "", action: str = "") -> Article:
    return Article(f"id-{name}", title, name, role, org, "", action, None, "a.txt")


PEOPLE = People(
    [
        author("张三丰", "呼和浩特市水务局", "党组书记、局长", action="节水行动"),
        author("李四光", "呼和浩特市工业和信息化局", "党组成员、副局长", action="助企行动"),
        author("王小五", "内蒙古自治区社会科学院生态研究所", "副所长、研究员", "打好持久战", "节水行动"),
        author("赵六一", "内蒙古自治区社会科学院", "秘书长", action="助企行动"),
    ]
)


def asked(question: str, action: str = "") -> list[str] | None:
    named = [name for _, names in mentions(question, PEOPLE) for name in names]
    found = find_people(question, PEOPLE, named, action)
    return None if found is None else [one.author for one in found]


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("水务局局长是谁？", ["张三丰"]),
        ("工信局局长是谁？", []),  # a deputy does not hold the post
        ("工信局副局长是谁？", ["李四光"]),
        ("水务局一把手叫什么？", ["张三丰"]),
        ("财政局局长是谁？", []),
        ("局长是谁？", []),
        ("李四光是谁？", ["李四光"]),
        ("生态研究所的专家是谁？", ["王小五"]),
        ("《打好持久战》是谁写的？", ["王小五"]),
        ("圆桌会都请了谁来谈？", ["王小五", "赵六一"]),
        ("谁参加了圆桌会？", ["王小五", "赵六一"]),
        ("李四光说的那场会有谁到场？", []),
        ("是谁？", None),
    ],
)
def test_people_are_found_by_body_and_post(question: str, people: list[str] | None) -> None:
    assert asked(question) == people


def test_a_subject_chooses_among_the_people_of_one_body() -> None:
    assert asked("社科院的专家是谁？", "节水行动") == ["王小五"]


@pytest.mark.parametrize(("question", "person"), [("张三是什么单位的？", True), ("张三说要设立什么机构来管？", False)])
def test_asking_for_the_body_of_a_person(question: str, person: bool) -> None:
    assert asks_for_person("fact", question, "张三") == person


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市水务局怎么说", [("张三丰",)]),
        ("水务局的张三丰怎么说", [("张三丰",)]),
        ("张局长怎么说", [("张三丰",)]),
        ("社科院那位怎么说", [("王小五", "赵六一")]),
        ("生态研究所怎么说", [("王小五",)]),
        ("水务局和社科院有什么不同", [("张三丰",), ("王小五", "赵六一")]),
        ("专家怎么说", [("王小五", "赵六一")]),
        ("研究节水的学者怎么说", [("王小五",)]),
        ("管节水的那位局长怎么说", [("张三丰",)]),
        ("圆桌会上谈助企的那位怎么说", [("赵六一",)]),
        ("谈节水的文章有几篇", []),
        ("怎么说", []),
    ],
)
def test_whose_words_are_asked_for(text: str, names: list[tuple[str, ...]]) -> None:
    assert [group for _, group in mentions(text, PEOPLE)] == names


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("头衔为“党组成员、副局长”的有哪几位？", ["李四光"]),
        ("受访的人里，哪几位是局长？", ["张三丰"]),
        ("圆桌会上，职务是研究员的是哪两位？", ["王小五"]),
        ("头衔为“院长”的是哪两位？", []),
        ("专家里头有两位是社科院的，都是谁？", ["王小五", "赵六一"]),
    ],
)
def test_all_who_hold_a_post(question: str, people: list[str]) -> None:
    assert asks_for_person("list", question)
    assert asked(question) == people


CROWD = [
    author(f"{family}{first}{second}", f"第{2020 + number}设计所", "工程师")
    for number, family in enumerate("赵钱孙李周吴郑王")
    for first in "甲乙丙丁戊己"
    for second in "子丑寅卯辰巳"
]


@pytest.mark.parametrize("text", ["市水务局怎么说", "张三丰怎么说", "社科院那位怎么说", "2025年怎么说", "怎么说"])
def test_hundreds_of_other_authors_change_nothing(text: str) -> None:
    assert mentions(text, People([*CROWD, *PEOPLE])) == mentions(text, PEOPLE)


def test_people_are_found_in_latin_letters_too() -> None:
    names = [one.author for one in [*CROWD, *PEOPLE]]
    for written in ("Zhang Sanfeng", "zhang san feng", "Sanfeng Zhang", "Zhangsanfeng", "ZHANG San-feng"):
        assert in_latin(f"What does {written} say?", names) == (["张三丰"], "What does   say?"), written
    assert in_latin("What does Zhang say?", names) == ([], "What does Zhang say?")
