"""What a person says of a file: front matter, a sidecar, decisions on blocks in doubt."""

from pathlib import Path

import pytest

from index.corpus import digest
from index.passage import About
from ingest.document import ReadError
from ingest.read import read, stamp
from ingest.stitch import stitch

TEXT = "节水行动方案\n\n今年要新建供水管网35公里。\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "plan.txt"
    made.write_text(TEXT, encoding="utf-8")
    return made


def test_front_matter_is_known_and_not_part_of_the_article(path: Path) -> None:
    front = "---\ntitle: 节水方案\n日期: 2025-06-12\n来源: 内蒙古日报\ntags: [a, b]\n---\n"
    path.write_text(front + "今年要新建供水管网35公里。\n", encoding="utf-8")
    source = read(path, "plan.txt")
    assert source.about == About(title="节水方案", published="2025-06-12", publisher="内蒙古日报")
    (article,) = stitch(source)
    assert (article.about.title, article.about.published) == ("节水方案", "2025-06-12")
    (span,) = article.paragraphs[0].spans
    assert source.text[span.start : span.end] == "今年要新建供水管网35公里。"


@pytest.mark.parametrize(
    ("given", "region"), [("包头", "包头市"), ("呼市", "呼和浩特市"), ("全区", "内蒙古自治区"), ("某地", "某地")]
)
def test_a_place_is_called_by_the_name_that_questions_are_asked_of(path: Path, given: str, region: str) -> None:
    path.write_text(f"---\nregion: {given}\n---\n{TEXT}", encoding="utf-8")
    assert read(path, "plan.txt").about.region == region


def test_a_sidecar_comes_before_what_the_file_says(path: Path) -> None:
    before = read(path, "plan.txt")
    path.with_name("plan.txt.yaml").write_text(
        "date: 2025年6月12日\nauthor: [张三, 李四]\naction: 节水\nurl: https://example.org/a\n", encoding="utf-8"
    )
    source = read(path, "plan.txt")
    expected = About(author="张三、李四", published="2025-06-12", address="https://example.org/a", action="节水行动")
    assert source.about == expected
    assert source.digest != before.digest
    (article,) = stitch(source)
    assert (article.about.title, article.about.author) == ("节水行动方案", "张三、李四")


def test_a_stamp_changes_with_what_stands_beside_the_file(path: Path) -> None:
    before = stamp(path)
    path.with_name("plan.txt.yaml").write_text("date: 2025-06-12\n", encoding="utf-8")
    assert stamp(path) != before


@pytest.mark.parametrize(
    ("sidecar", "says"),
    [
        ("autor: 张三", "`autor` is not a key; use title"),
        ("date: 某日", "write it as 2025-06-12"),
        ("date: 2025-02-30", "date"),
        ("action: 造桥行动", "none of the actions"),
        ("title: [", "not YAML"),
        ("just text", "`key: value`"),
        ("title: {a: b}", "single value"),
    ],
)
def test_a_sidecar_that_cannot_be_meant(path: Path, sidecar: str, says: str) -> None:
    path.with_name("plan.txt.yaml").write_text(sidecar, encoding="utf-8")
    with pytest.raises(ReadError, match=says) as raised:
        read(path, "plan.txt")
    assert "plan.txt.yaml" in str(raised.value)
    assert "\n" not in str(raised.value)


PAGE = "\n\n".join(
    [
        "# 圆桌", "张三", "## 桥梁建设", "桥梁建设要提速，桥梁质量是桥梁建设的生命线，今年要新建一批跨河桥梁并对",
        "李四", "## 学校教育", "学校教育要优先，教师队伍是学校教育的根本，学校学位要逐年增加并且让每个",
        "桥梁检修要经常，危旧桥梁要改造，桥梁建设资金要到位。", "要坚持稳中求进，全面完成各项目标。",
    ]
)  # fmt: skip


def test_a_decision_settles_a_block_and_holds_for_its_text_alone(path: Path) -> None:
    path.write_text(PAGE, encoding="utf-8")
    last = PAGE.index("要坚持稳中求进")
    review = path.with_name("plan.txt.review.yaml")
    decided = f"blocks:\n- start: {last}\n  begins: 要坚持稳中求进\n  article: 桥梁建设\n"
    review.write_text(f"digest: {digest(PAGE)}\n{decided}", encoding="utf-8")
    source = read(path, "plan.txt")
    owner = {
        PAGE[span.start : span.end][:7]: (article.about.title, paragraph.sure)
        for article in stitch(source)
        for paragraph in article.paragraphs
        for span in paragraph.spans
    }
    assert owner["要坚持稳中求进"] == ("桥梁建设", True)
    path.write_text(PAGE + "\n", encoding="utf-8")
    changed = read(path, "plan.txt")
    assert changed.settled == ()
    assert [finding.kind for finding in changed.findings] == ["stale"]
