"""Bylines taken apart."""

import pytest

from ingest.credits import name_of
from ingest.fields import Person, action_of, person, person_visited, region_of


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("——访某某市水务局党组书记、局长张三丰", Person("张三丰", "党组书记、局长", "某某市水务局")),
        ("——访某某县教育局党组成员、副局长李四", Person("李四", "党组成员、副局长", "某某县教育局")),
        ("—访某某旗旗长巴特尔", Person("巴特尔", "旗长", "某某旗")),
        ("——访一位不愿具名的人士", Person("", "", "")),
    ],
)
def test_an_interview_names_its_official(line: str, expected: Person) -> None:
    assert person_visited(line) == expected


@pytest.mark.parametrize(
    ("post", "role", "org"),
    [
        ("某某自治区社会科学院秘书长", "秘书长", "某某自治区社会科学院"),
        ("某某研究中心社会发展处副处长", "副处长", "某某研究中心社会发展处"),
        ("某某研究所副所长、研究员", "副所长、研究员", "某某研究所"),
        ("某某党校图书馆副馆长、副研究馆员", "副馆长、副研究馆员", "某某党校图书馆"),
        ("自由撰稿", "自由撰稿", ""),
    ],
)
def test_a_post_is_parted_into_role_and_body(post: str, role: str, org: str) -> None:
    assert person("某人", post) == Person("某人", role, org)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("于 妍", "于妍"),
        ("本报记者 张三", "张三"),
        ("作者：李四", "李四"),
        ("这是一个很长的句子。", ""),
        ("阿拉坦·其其格", "阿拉坦·其其格"),
    ],
)
def test_a_byline_is_a_name_alone(line: str, name: str) -> None:
    assert name_of(line) == name


def test_the_action_of_an_article() -> None:
    assert action_of("推动节水行动再上台阶", "节水行动是……") == "节水行动"
    six = "重大项目谋划行动、助企行动、就业促进行动、节水行动、区域合作深化行动、北疆文化建设提升行动"
    assert action_of("“六个行动”迈向新征程", six) == "六个行动"
    assert action_of("春节灯会开幕", "灯会在广场举行。") == ""


def test_the_place_an_article_speaks_for() -> None:
    assert region_of("呼和浩特市水务局", "做好节水", "我市节水工作，呼和浩特市……") == "呼和浩特市"
    assert region_of("鄂尔多斯市委党校", "全方位保障", "我区经济社会发展……") == "内蒙古自治区"
    assert region_of("", "灯会", "灯会在广场举行。") == ""
