"""Bylines taken apart."""

import pytest

from ingest.credits import author_in, name_of
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
    assert action_of("推动节水行动再上台阶", "节水行动是……", "") == "节水行动"
    six = "重大项目谋划行动、助企行动、就业促进行动、节水行动、区域合作深化行动、北疆文化建设提升行动"
    assert action_of("“六个行动”迈向新征程", six, "") == "六个行动"
    assert action_of("春节灯会开幕", "灯会在广场举行。", "呼和浩特市") == ""
    assert action_of("节水行动见成效", "省水利厅汇报了全省节水行动的进展。", "") == ""
    assert action_of("节水行动见成效", "我区节水行动学习外省经验，全省通办。", "内蒙古自治区") == "节水行动"


def test_the_place_an_article_speaks_for() -> None:
    assert region_of("呼和浩特市水务局", "做好节水", "我市节水工作，呼和浩特市……") == "呼和浩特市"
    assert region_of("鄂尔多斯市委党校", "全方位保障", "我区经济社会发展……") == "内蒙古自治区"
    assert region_of("", "灯会", "灯会在广场举行。") == ""


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("张三 李四", "张三、李四"),
        ("王 芳", "王芳"),
        ("□本报记者 张三 通讯员 李四", "张三、李四"),
        ("记者 张三 通讯员 李四 报道", "张三、李四"),
        ("本报记者 欧阳娜娜 摄影报道", "欧阳娜娜"),
        ("文／图 本报记者 张三", "张三"),
        ("（本报记者 刘宏章）", "刘宏章"),
        ("新华社记者 李云平 魏婧宇", "李云平、魏婧宇"),
        ("包头日报记者：张三", "张三"),
        ("巴特尔·其其格", "巴特尔·其其格"),
        ("实施方案", ""),
        ("高质量", ""),
        ("文化", ""),
        ("推进滴灌", ""),
        ("文艺创作", ""),
        ("编者按", ""),
        ("记者", ""),
    ],
)
def test_bylines_are_names_and_no_short_headings(line: str, names: str) -> None:
    assert name_of(line) == names


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        ("本报呼和浩特6月12日讯（记者 张三）今年以来，全市", "张三"),
        ("包头3月1日电（记者张三）今年", "张三"),
        ("活动将持续到月底。（记者 王强）", "王强"),
        ("全市（含旗县）今年新增就业6万人。", ""),
    ],
)
def test_a_reporter_named_in_the_text(lead: str, name: str) -> None:
    assert author_in(lead) == name


@pytest.mark.parametrize(
    ("title", "body", "region"),
    [
        ("乌海市助企行动实施方案", "2025年，全市培育企业20户。", "乌海市"),
        ("今年节水这样干", "包头市水务局介绍，包头市将……自治区要求……包头……", "包头市"),
        ("我市推进节水", "我市要节水。呼伦贝尔市水利局负责。", "呼伦贝尔市"),
        ("关于节水的通知", "各省、自治区、直辖市人民政府：", ""),
    ],
)
def test_every_citys_article_is_its_own(title: str, body: str, region: str) -> None:
    assert region_of("", title, body) == region
