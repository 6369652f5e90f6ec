"""What bounds a word, and what is wanted and not yet so."""

import pytest

from assistant.understanding.naming import same_names
from assistant.verification.attributed import with_names
from assistant.verification.bounds import find_unbounded
from assistant.verification.deeds import tells_otherwise
from assistant.verification.figures import plain
from assistant.verification.places import with_places
from assistant.verification.relations import find_unrelated
from index.passage import Article


@pytest.mark.parametrize(
    ("claim", "quote", "lost"),
    [
        ("落实居民用水超定额累进加价制度。", "落实居民用水阶梯水价和非居民用水超定额累进加价制度。", True),
        ("落实居民用水阶梯水价。", "落实居民用水阶梯水价和非居民用水超定额累进加价制度。", False),
        ("我区就业人口占比为21.2%。", "我区第二产业吸纳就业人口占比为21.2%。", True),
        ("第二产业就业占比21.2%。", "我区第二产业吸纳就业人口占比为21.2%。", False),
        ("城镇就业6.21万人。", "全年城镇新增就业6.21万人，大学生就业5.56万人。", True),
        ("大学生就业5.56万人。", "全年城镇新增就业6.21万人，大学生就业5.56万人。", False),
        ("第二产业就业占全国的21.2%。", "第二产业就业占比为21.2%，较全国平均水平偏低。", True),
        ("城镇就业占全国的三分之一。", "城镇就业达到全国总量的三分之一。", False),
        ("对企业减少检查频次。", "对信用良好的企业减少检查频次。", True),
        ("对信用良好的企业减少检查。", "对信用良好的企业减少检查频次。", False),
        ("针对技能人才设立津贴。", "针对高技能人才设立津贴。", True),
        ("新兴产业难以吸纳毕业生。", "新兴产业短期内难以吸纳毕业生。", True),
        ("新兴产业短时间里难以吸纳毕业生。", "新兴产业短期内难以吸纳毕业生。", False),
        ("更强调工业节水。", "着力推进工业节水。", True),
    ],
)
def test_a_word_keeps_its_bound(claim: str, quote: str, lost: bool) -> None:
    assert bool(find_unbounded(plain(claim), [plain(quote)])) == lost


@pytest.mark.parametrize(
    ("claim", "quote", "otherwise"),
    [
        ("旅游业成为支柱产业。", "把旅游业培育成为支柱产业。", True),
        ("要让旅游业成为支柱产业。", "把旅游业培育成为支柱产业。", False),
        ("管网漏损得到有效控制。", "要有效控制管网漏损。", True),
        ("农田蓄水能力提高。", "通过土地平整，提高农田蓄水能力。", True),
        ("就业环境不断改善。", "首府就业环境不断改善。", False),  # the article tells it as so
        ("去年就业质量得到提高。", "去年就业质量提高了。", False),
    ],
)
def test_what_is_wanted_is_not_told_as_so(claim: str, quote: str, otherwise: bool) -> None:
    assert tells_otherwise(claim, quote) == otherwise


def test_what_an_expert_advises_is_nobodys_plan() -> None:
    quote = "持续推进自贸区创建，搭建合作平台。"
    assert tells_otherwise("我区将推进自贸区创建。", quote, by_experts=True)
    assert not tells_otherwise("我区将推进自贸区创建。", quote, by_experts=True, as_advice=True)
    assert not tells_otherwise("我区将推进自贸区创建。", quote)
    assert tells_otherwise("街区保留了传统风貌。", "保护历史街区，保留传统风貌。", by_experts=True)


@pytest.mark.parametrize(
    ("claim", "unrelated"),
    [
        ("水资源分布不均导致用水成本较高。", False),
        ("水资源总量不足导致用水成本较高。", True),  # another cause
        ("通过建设海绵城市，提高审批效率和服务质量。", True),  # what another sentence brings about
        ("建设海绵城市和湿地，以提高审批效率和服务质量。", True),
        ("压缩审批时间和环节，提高审批效率和服务质量。", False),
        ("建设海绵城市和湿地属于压缩审批时间的内容。", True),
    ],
)
def test_causes_means_and_ends_are_those_of_one_sentence(claim: str, unrelated: bool) -> None:
    quotes = [
        "水资源分布不均，导致用水成本较高。",
        "建设海绵城市和湿地，让雨水更好地吸收和储存，补给地下水。",
        "压缩审批时间和环节，提高审批效率和服务质量，方便企业。",
    ]
    assert bool(find_unrelated(plain(same_names(claim)), [plain(same_names(one)) for one in quotes])) == unrelated


def test_who_the_former_and_the_latter_are() -> None:
    articles = [Article(name, "", name, "", "", "", "", None, "a.txt") for name in ("王工", "李工")]
    said = "王工和李工都谈到审批：前者要求简化材料，后者主张减少事项。"
    assert with_names(said, articles) == "王工和李工都谈到审批，王工要求简化材料，李工主张减少事项。"
    assert with_names("后者主张减少事项。", articles) == "后者主张减少事项。"
    assert with_places("呼和浩特市新增就业6万人，该市要修路。") == "呼和浩特市新增就业6万人，呼和浩特市要修路。"
    assert with_places("该市要修路。") == "该市要修路。"
