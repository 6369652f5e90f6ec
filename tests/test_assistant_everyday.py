"""Questions as strangers put them: what only looks like an answer is none, everyday words find the right ones."""

from collections.abc import Sequence

import pytest

from assistant.answer import Status
from assistant.route import Library, answer


@pytest.mark.parametrize(
    "question",
    [
        "六个行动里哪个最重要？",
        "话剧《大青山》讲什么故事？",
        "我能申请以工代赈吗？",
        "市里说要给企业减多少税？",
        "北疆文化的代表人物有谁？",
        "国家再生水利用的3个试点，落在呼市哪三个地方？",
        "内蒙古的人才都去哪了？",
        "韩成福和赵廷东都说农业节水，谁说得更具体？",
        "引黄三期工程哪年通水，总投资多少？",
        "整个自治区今年给毕业生就业定了多少万人的指标？我问的可不是首府。",
        "别说呼和浩特一个市，内蒙古全区今年重大项目的年度计划投资是多少亿？",
        "康磊讲往后区域之间怎么合作，一共四招，打头那一招是什么？",
        "康磊的几条对策，我手上这份是从第二条“创新区域合作方式”开始的，第一条对策是什么？",
    ],
)
def test_what_only_looks_like_an_answer_is_none(question: str, library: Library) -> None:
    assert not answer(question, library).found


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("有多少个大学生留在了呼和浩特？", "5.56万人"),
        ("六个工程和六个行动啥关系？", "继去年“六个工程”之后"),
        ("老张家开饭馆，用水超了咋收钱？", "超定额累进加价"),
        ("赵廷东想多要点黄合水，打算怎么弄？", "黄河水"),
        ("市人社局要建的三个就业机智，分别叫啥？", "就业影响评估机制"),
        ("首府和河北那边结的是哪一行的联盟？", "数字经济产业联盟"),
        ("报社为了让学者们聊怎么把这六件事干得更深，专门开了个什么栏目？", "圆桌会"),
        ("水务局的“一控、四减、两增”：控的是什么，减的是哪些？", "控制用水总量"),
        ("哪个景区冲着最高一级的工业旅游牌子去？", "伊利草原乳文化景区"),
        ("要从北京弄四样带“京”字的好东西过来，都是啥？", "‘京医’"),
    ],
)
def test_everyday_words_find_the_words_of_the_articles(question: str, said: str, library: Library) -> None:
    assert said in answer(question, library).text


@pytest.mark.parametrize(
    ("question", "said", "missing"),
    [
        ("节水行动里城市人和农民各该咋办？", "建设节水型城市", "农民"),
        ("园区基础设施三年行动要建哪几个项目？每个项目各投多少钱？", "低空试基地", "各投多少钱"),
        ("“两小时创新圈”是和北京哪个区搭伙弄的？这“两小时”又是怎么算出来的？", "海淀区", "怎么算"),
        ("截至2024年，首府的用水效率跟自治区平均水平比，是强是弱？具体差几个百分点？", "优于", "几个百分点"),
    ],
)
def test_the_part_that_nobody_tells_is_named(question: str, said: str, missing: str, library: Library) -> None:
    made = answer(question, library)
    assert made.status is Status.PARTIAL
    assert said in made.text
    assert any(missing in one for one in made.missing)


@pytest.mark.parametrize("question", ["智算是什么？", "绿电和智算是啥？"])
def test_a_term_that_is_only_named_is_said_to_be(question: str, library: Library) -> None:
    made = answer(question, library)
    assert made.status is Status.PARTIAL
    assert "“智算”，没有说明其具体内容" in made.text


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        ("是哪位作者把重大项目叫作经济的“压舱石”？原话怎么讲？", {"于妍"}),
        ("是哪位专家打比方，把重大项目说成压舱石？", {"于妍"}),
        ("专家们都是哪些单位的？", {"于妍", "张捷", "康磊", "史卉", "韩成福", "庞彩云"}),
    ],
)
def test_the_right_people_and_nobody_else(question: str, speakers: set[str], library: Library) -> None:
    made = answer(question, library)
    assert {one.passage.article.author for one in made.citations} == speakers


@pytest.mark.parametrize(
    ("history", "question", "said"),
    [
        (("呼和浩特助企行动的实施方案是谁牵头制定的？",), "那里头一共开列了多少条具体办法？", "32项"),
        (("内蒙古的国境线有多长？",), "那可以跟外国来往过货的关口呢，有几个？", "口岸20个"),
    ],
)
def test_what_a_question_turns_to_is_told(history: Sequence[str], question: str, said: str, library: Library) -> None:
    assert said in answer(question, library, tuple(history)).text


def test_what_something_costs_is_asked_of_what_was_spoken_of(library: Library) -> None:
    history = ("呼和浩特靠什么增加黄河水？", "引黄三期工程现在是什么状态？")
    assert not answer("总投资多少，哪一年完工？", library, history).found


def test_a_quoted_claim_is_put_right(library: Library) -> None:
    made = answer("稿里写“肖蕾表示，今年工业技改投资增速要增长3倍”，哪儿写错了？", library)
    assert "增长2倍以上" in made.text
