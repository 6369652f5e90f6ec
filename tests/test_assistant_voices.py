"""Whose words a sentence is, where they are not those of its article's author."""

from functools import partial
from pathlib import Path

import pytest
from conftest import MODELS

from assistant.extraction.voices import introduces, named_speaker
from assistant.library import latest
from assistant.route import Library, answer
from index.encoder import open_encoder
from index.passage import Article

REPORT = """赤峰市节水行动见成效

赤峰市今年深入推进节水行动。赤峰市水务局局长孙七表示，全市计划压减地下水开采1.2亿立方米，力争年底前全部完成。
"""
SEVERAL = """鄂尔多斯：重大项目跑出加速度

本报记者 王海峰

伊金霍洛旗委书记贺鹏飞介绍，旗里今年谋划项目143个。“项目不能只在纸上，要落在地上。”贺鹏飞说。准格尔旗旗长杨柳则表示，准格尔旗谋划项目158个。

居民张淑芬抱怨，管网漏水修了三次都没有修好。“物业说是水务公司的事。”她说。对此，水务公司副经理赵磊回应，张淑芬所在的小区排在6月。

教授刘志强认为，短板在农业。“农业用水占六成，滴灌面积却只有三成。”他建议先在土默特右旗试行水权交易。截至2月底，已开工312个。
"""
SIGNED = """---
author: 李明
---
# 包头市就业促进行动怎么干

包头市将把城镇新增就业5万人作为今年的目标。自治区副主席赵六表示，5万人是可行的。
"""


@pytest.fixture
def reports(copied_index: Path, tmp_path: Path) -> Library:
    from ingest.sync import sync

    texts = {"a.txt": REPORT, "b.md": SIGNED, "c.txt": SEVERAL}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    sync([tmp_path / name for name in texts], copied_index, "", MODELS, lambda _text: None)
    return latest(copied_index, partial(open_encoder, "", MODELS))()[1]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("赤峰市水务局局长孙七表示，要节水。", "孙七"),
        ("市民李大妈说，水费少了一半。", "李大妈"),
        ("市人社局局长宝力高介绍，要促进就业。", "宝力高"),
        ("赵廷东是局长。", ""),
        ("要节水，要说清楚。", ""),
    ],
)
def test_who_is_named_as_the_speaker(sentence: str, speaker: str) -> None:
    assert named_speaker(sentence) == speaker


@pytest.mark.parametrize(
    ("question", "introduced"),
    [
        ("孙七是谁", True),
        ("赤峰市水务局局长是谁", True),
        ("包头市水务局局长是谁", False),
        ("赤峰市市长是谁", False),
    ],
)
def test_who_is_introduced_in_a_sentence(question: str, introduced: bool) -> None:
    article = Article("id", "节水", "", "", "", "赤峰市", "", None, "a.txt")
    assert introduces(question, "赤峰市水务局局长孙七表示，要节水。", article, ["宝力高"]) is introduced


def test_who_speaks_in_a_report_is_not_its_author(reports: Library) -> None:
    told = answer("赵廷东说要压减地下水开采1.2亿立方米吗？", reports).text
    assert "这是孙七的话" in told
    assert "孙七" in answer("谁说压减地下水开采1.2亿立方米？", reports).text
    told = answer("谁说5万人是可行的？", reports).text
    assert "赵六" in told
    assert "李明" not in told
    assert "孙七" in answer("赤峰市水务局局长是谁？", reports).text
    assert not answer("包头市水务局局长是谁？", reports).citations


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("“项目不能只在纸上，要落在地上”是谁说的？", ["贺鹏飞说"], ["王海峰"]),
        ("杨柳说项目不能只在纸上吗？", ["这是贺鹏飞的话，不是杨柳的"], []),
        ("谁建议在土默特右旗试行水权交易？", ["他建议先在", "教授刘志强认为"], ["王海峰"]),
        ("贺鹏飞说了什么？", ["143个", "落在地上"], ["158个"]),
        ("张淑芬说了什么？", ["漏水修了三次", "水务公司的事"], ["排在6月"]),
        ("“滴灌面积却只有三成”是赵廷东说的吗？", ["这是刘志强的话"], ["是王海峰"]),
        ("准格尔旗旗长是谁？", ["旗长杨柳"], []),
    ],
)
def test_each_keeps_his_own_words(question: str, said: list[str], unsaid: list[str], reports: Library) -> None:
    told = answer(question, reports).text
    assert all(words in told for words in said), told
    assert not any(words in told for words in unsaid), told


def test_what_nobody_says_is_told_by_the_reporter(reports: Library) -> None:
    assert "报道的叙述" in answer("谁说已开工312个？", reports).text
    assert not answer("王海峰怎么看重大项目？", reports).citations


def test_a_name_within_a_longer_one_is_nobody(library: Library) -> None:
    assert not library.people.named_in("于妍平是谁？")
    assert library.people.named_in("于妍平时怎么看项目") == ["于妍"]
    assert library.people.named_in("于妍说了什么？") == ["于妍"]


@pytest.mark.parametrize(
    "question", ["谁说重大项目谋划行动解决的是经济增长动力问题？", "“对深化区域合作作出明确部署”是谁说的？"]
)
def test_what_a_reporter_tells_is_said_by_nobody(question: str, library: Library) -> None:
    told = answer(question, library)
    assert "报道的叙述" in told.text
    assert len(told.citations) == 1


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("提出要与俄罗斯后贝加尔边疆区接上头的，是商务局的廖雁渝还是圆桌的某位专家？", "康磊"),
        ("雨污分流这话是赵廷东讲的还是韩成福讲的", "韩成福"),
        ("建“博物馆之城”是于宏建的主意还是庞彩云的主意？", "于宏建"),
    ],
)
def test_which_of_two_said_it(question: str, speaker: str, library: Library) -> None:
    told = answer(question, library)
    assert {one.passage.article.author for one in told.citations} == {speaker}
    assert not told.missing
