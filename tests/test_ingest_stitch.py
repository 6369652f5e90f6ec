"""Pages put in order: the two that come with the product, and small ones made for a point each."""

from pathlib import Path

import pytest

from index.corpus import digest
from index.passage import Source
from ingest.read import read
from ingest.stitch import Stitched, stitch

ARTICLES = Path(__file__).parents[1] / "ingest" / "articles"


def page(name: str) -> tuple[str, dict[str, Stitched]]:
    path = next(ARTICLES.glob(f"{name}_*.txt"))
    source = read(path, path.name)
    return source.text, {article.about.author or article.about.title: article for article in stitch(source)}


def stitched(text: str) -> list[Stitched]:
    return stitch(Source("page.txt", text, digest(text)))


def text_of(article: Stitched, text: str) -> str:
    return "\n".join(paragraph.text(text) for paragraph in article.paragraphs)


def test_the_first_page_is_six_interviews_and_a_lead() -> None:
    _, articles = page("000")
    assert list(articles) == [
        "呼和浩特：“六个行动”迈向实干新征程", "伊德尔", "肖蕾", "宝力高", "赵廷东", "廖雁渝", "于宏建",
    ]  # fmt: skip
    boss = articles["伊德尔"]
    assert (boss.about.org, boss.about.role) == ("呼和浩特市发改委", "党组书记、主任")
    assert {article.about.region for article in articles.values()} == {"呼和浩特市"}
    assert [article.about.action for article in articles.values()] == [
        "六个行动", "重大项目谋划行动", "助企行动", "就业促进行动", "节水行动", "区域合作深化行动",
        "北疆文化建设提升行动",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("page_name", "who", "joined"),
    [
        ("000", "伊德尔", "开展项目谋划储备；二是聚焦"),
        ("000", "伊德尔", "统筹协调全市重大项目谋划行动"),
        ("000", "伊德尔", "确保重大项目谋一个、成一个"),
        ("000", "肖蕾", "紧紧围绕“六个行动”要求，"),
        ("000", "宝力高", "大学生在呼就业5万人"),
        ("000", "赵廷东", "强化地下水超采区治理来控制用水总量"),
        ("000", "赵廷东", "累进加价制度"),
        ("000", "廖雁渝", "双城科技产业圈"),
        ("000", "于宏建", "8大产品体系"),
        ("002", "史卉", "对失信企业实施联合惩戒"),
        ("002", "韩成福", "是否有用水需求，争取不浪费一滴水"),
        ("002", "庞彩云", "汲取养分"),
        ("002", "庞彩云", "“三千孤儿入内蒙”"),
        ("002", "主持人语", "取得了显著成效"),
        ("002", "于妍", "项目储备是项目建设的基础和前提。重大项目大发展"),
    ],
)
def test_broken_sentences_run_on_without_a_seam(page_name: str, who: str, joined: str) -> None:
    text, articles = page(page_name)
    assert joined in text_of(articles[who], text)


@pytest.mark.parametrize(
    ("begins", "who"),
    [
        ("项目储备是项目建设的基础和前提。重大项目大发展，多项目快发展", "于妍"),
        ("在重大项目谋划行动的具体实施过程中", "于妍"),
        ("技能双提升机制。", "张捷"),
        ("完善就业服务体系。", "张捷"),
        ("二是创新区域合作方式。", "康磊"),
        ("三是进一步扩大对外开放。", "康磊"),
        ("四是建立区内帮扶协作新机制。", "康磊"),
    ],
)
def test_blocks_of_the_mixed_row_return_to_their_authors(begins: str, who: str) -> None:
    text, articles = page("002")
    owner = [
        name
        for name, article in articles.items()
        if any(paragraph.text(text).startswith(begins) for paragraph in article.paragraphs)
    ]
    assert owner == [who]


def test_numbered_points_stand_in_order() -> None:
    text, articles = page("002")
    body = text_of(articles["康磊"], text)
    assert body.index("二是创新区域合作方式") < body.index("三是进一步扩大") < body.index("四是建立区内")


@pytest.mark.parametrize(
    ("who", "ends", "begins"),
    [
        ("于妍", "鼓励引导金融机构加大", ""),
        ("张捷", "从强化", "技能双提升机制。"),
        ("康磊", "与北京非首都", ""),
        ("康磊", "进行制度探索，完", ""),
        ("韩成福", "松花江流域人", "仅占全区28.1%。"),
    ],
)
def test_what_is_cut_is_marked_and_never_joined(who: str, ends: str, begins: str) -> None:
    text, articles = page("002")
    paragraphs = articles[who].paragraphs
    cut = next(i for i, paragraph in enumerate(paragraphs) if paragraph.text(text).endswith(ends))
    assert paragraphs[cut].cut_end
    if begins:
        assert paragraphs[cut + 1].text(text).startswith(begins)
        assert paragraphs[cut + 1].cut_start


def test_nothing_else_is_cut_or_in_doubt() -> None:
    cuts = 0
    for name in ("000", "002"):
        _, articles = page(name)
        for article in articles.values():
            cuts += sum(paragraph.cut_end for paragraph in article.paragraphs)
            assert all(paragraph.sure for paragraph in article.paragraphs)
    assert cuts == 5


def test_authors_of_the_round_table_have_their_posts() -> None:
    _, articles = page("002")
    posts = {
        name: (article.about.org, article.about.role) for name, article in articles.items() if article.about.author
    }
    assert posts == {
        "于妍": ("鄂尔多斯市委党校市情研究中心", "主任"),
        "史卉": ("内蒙古自治区社会科学院", "秘书长"),
        "张捷": ("内蒙古自治区宏观经济研究中心社会发展处", "副处长"),
        "韩成福": ("内蒙古自治区社会科学院社会学研究所", "副所长、研究员"),
        "康磊": ("内蒙古自治区宏观经济研究中心发展战略处", "副处长"),
        "庞彩云": ("内蒙古党校图书馆", "副馆长、副研究馆员"),
    }


def test_a_page_in_order_is_left_as_it_is() -> None:
    text = "\n\n".join(
        [
            "# 版面",
            "张三",
            "## 桥梁",
            "桥梁很重要。",
            "桥梁要多建。",
            "李四",
            "## 学校",
            "学校很重要。",
            "桥梁也说一句。",
        ]
    )
    first, second = [article for article in stitched(text) if article.paragraphs]
    assert text_of(first, text) == "桥梁很重要。\n桥梁要多建。"
    assert text_of(second, text) == "学校很重要。\n桥梁也说一句。"
    assert not any(paragraph.moved for article in (first, second) for paragraph in article.paragraphs)


def test_plain_text_is_one_article_under_its_first_line() -> None:
    text = "\ufeff春节灯会开幕\n\n灯会在广场举行。\n市民观看。\n"
    (article,) = stitched(text)
    assert article.about.title == "春节灯会开幕"
    assert text_of(article, text) == "灯会在广场举行。\n市民观看。"


def test_a_credit_line_opens_no_gate() -> None:
    first_part = ["# 版面", "张三", "## 桥梁", "桥梁建设很重要。", "来源：某某桥梁建设日报社评论部"]
    second_part = ["李四", "## 学校", "学校很重要。", "桥梁也说一句。"]
    text = "\n\n".join([*first_part, *second_part])
    first, second = [article for article in stitched(text) if article.paragraphs]
    assert text_of(second, text) == "学校很重要。\n桥梁也说一句。"
    assert first.about.author == "张三"


def test_items_and_tables_are_lines_of_their_own() -> None:
    items = ["# 管网改造", "今年的任务是：", "- 新建供水管网35公里", "- 更换老旧管网20公里和阀门"]
    text = "\n\n".join([*items, "| 指标 | 2025年 |\n|---|---|\n| 漏损率 | 8% |"])
    (article,) = stitched(text)
    assert "- 新建供水管网35公里" in text_of(article, text).split("\n")
    assert not any(paragraph.cut_end or paragraph.cut_start for paragraph in article.paragraphs)


def test_who_is_introduced_and_signs_nothing_can_be_found() -> None:
    text = "## 专家\n\n**王五**  \n某某研究院院长\n\n# 版面\n\n张三\n\n## 桥梁\n\n桥梁很重要。"
    fields = [spans for article in stitched(text) for name, spans in article.fields if name == "introduced"]
    assert ["".join(text[s.start : s.end] for s in spans) for spans in fields] == ["王五某某研究院院长"]


LONG = "今年以来，全市坚持问题导向，扎实推进各项工作，群众满意度不断提高。"


@pytest.mark.parametrize("byline", ["本报记者 张三", "张三", "□王芳 李明"])
def test_signed_articles_of_a_plain_page_are_articles(byline: str) -> None:
    page_ = f"桥梁通车了\n\n{byline}\n\n{LONG}\n\n学校开学了\n\n本报记者 赵强\n\n{LONG}\n\n{LONG}\n"
    first, second = stitched(page_)
    assert (first.about.title, second.about.title) == ("桥梁通车了", "学校开学了")
    assert second.about.author == "赵强"
    assert len(second.paragraphs) == 2


def test_reporters_named_in_the_opening_sign_their_articles() -> None:
    page_ = f"桥梁通车了\n本报讯（记者 张三）{LONG}\n{LONG}\n学校开学了\n本报讯（记者 李四）{LONG}\n"
    assert [(one.about.title, one.about.author) for one in stitched(page_)] == [
        ("桥梁通车了", "张三"),
        ("学校开学了", "李四"),
    ]


def test_sections_are_no_articles_and_give_their_text_its_context() -> None:
    page_ = f"# 节水方案\n\n## 一、总体要求\n\n{LONG}\n\n## 二、重点任务\n\n**主要目标**\n{LONG}\n- 对话协商机制\n"
    (article,) = stitched(page_)
    assert [paragraph.section for paragraph in article.paragraphs] == ["一、总体要求"] + ["二、重点任务"] * 3
    assert article.about.author == ""


@pytest.mark.parametrize(
    "last",
    [
        "附件：包头市2025年节水行动重点任务分解表",
        "数据来源：国家统计局包头调查总队",
        "详见市政府网站 https://example.org/a.html",
        "包头市水务局办公室 2025年3月5日印发",
        "节水行动正当其时，且看鹿城新作为",
        "各单位要抓好落实，确保完成全年任务。①",
    ],
)
def test_what_ends_an_article_without_a_stop_is_not_cut(last: str) -> None:
    (article,) = stitched(f"节水有成效\n\n{LONG}\n\n{last}\n")
    assert not any(paragraph.cut_start or paragraph.cut_end for paragraph in article.paragraphs)


@pytest.mark.parametrize("wrapped", ["要完善水价机制；第\n四，要加强管理", "利用系数提高到\n0.68；重复利用率要更高"])
def test_a_line_that_begins_like_an_item_may_go_on_a_sentence(wrapped: str) -> None:
    text = f"节水有成效\n\n{LONG}今年要做的工作有，{wrapped}，确保完成任务。\n"
    (article,) = stitched(text)
    assert wrapped.replace("\n", "") in text_of(article, text)


def test_a_mixed_page_that_cannot_be_told_is_doubted() -> None:
    titles = ["农业节水", "校园歌声", "企业贷款"]
    names = ["张三", "李四", "王芳"]
    heads = [
        f"# {t}\n\n本报记者 {n}\n\n{t}工作有序推进，各地各部门积极行动起来，现在全市"
        for t, n in zip(titles, names, strict=True)
    ]
    text = "\n\n".join([*heads, "上了新设备，农业节水一百方。", "会唱的歌有三百首。", "拿到了企业贷款。"])
    articles = stitched(text)
    assert len(articles) == 3
    assert not all(paragraph.sure for article in articles for paragraph in article.paragraphs)
