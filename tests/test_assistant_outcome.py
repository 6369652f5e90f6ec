"""What became of a thing is told by sentences that say so, not by those that name it."""

import pytest

from assistant.extraction.outcome import grants, says_whether, tells_outcome
from assistant.route import Library, answer


@pytest.mark.parametrize(
    ("question", "sentence", "tells"),
    [
        ("桥修到哪儿了", "加快推进大桥建设。", False),
        ("桥修到哪儿了", "大桥已经建成。", True),
        ("申遗能批下来吗", "启动申遗。", False),
        ("申遗能批下来吗", "申遗已获批。", True),
        ("水价会涨吗", "落实阶梯水价。", False),
        ("水价会涨吗", "今年水价不涨。", True),
        ("技改投资的增速涨了几倍", "技改投资增速增长2倍。", True),
        ("音乐节取消了吗", "办好音乐节。", False),
        ("哪条产业带产值最高", "“四条产业带”快速提升。", False),
        ("哪条产业带产值最高", "沿黄产业带产值居首位。", True),
        ("比去年多多少", "新增就业6万人。", False),
        ("比去年多多少", "新增就业6万人，比上年增加2%。", True),
        ("去哪儿买话剧的票", "创作话剧。", False),
        ("话剧叫什么", "创作话剧。", True),
        ("海绵城市建好了吗", "持续建设海绵城市。", False),
        ("方案出台了吗", "制定了方案。", True),
        ("节水型企业怎么认定", "建设节水型企业。", False),
        ("哪项措施最管用", "明确了32项措施。", False),
        ("超采区都在哪几个村", "强化超采区治理。", False),
    ],
)
def test_outcomes_are_told_by_those_who_say_them(question: str, sentence: str, tells: bool) -> None:
    assert tells_outcome(question, sentence) is tells


def test_a_grant_is_given_to_what_it_is_asked_for() -> None:
    assert not grants("新能源车补贴还有吗", "通过财政补贴减轻企业负担。")
    assert grants("企业有补贴吗", "通过财政补贴减轻企业负担。")


@pytest.mark.parametrize(
    ("question", "sentence", "says"),
    [
        ("再生水能喝吗", "利用再生水。", False),
        ("雨水能浇地吗", "截留雨水用于农田灌溉。", True),
        ("会不会减少对企业的检查", "减少检查频次。", True),
        ("要讲了什么没有", "推进安装。", True),
        ("有没有人才公寓", "大学生留呼就业5万人。", False),
        ("雨污分流要不要搞", "通过雨污分流改造。", True),
        ("票为什么这么难抢", "引进演唱会。", False),
        ("动员会是1月开的对吗", "2月召开大会。", True),
    ],
)
def test_what_is_to_be_so_has_to_be_spoken_of(question: str, sentence: str, says: bool) -> None:
    assert says_whether(question, sentence) is says


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("呼和浩特市的节水行动去年成效如何？", "unanswerable_not_in_articles"),  # only plans are told
        ("呼和浩特市助企行动去年取得了哪些成效？", "unanswerable_not_in_articles"),
        ("自治区助企行动有什么成果", "unanswerable_not_in_articles"),
        ("呼和浩特市的就业促进行动去年成效如何？", "answered"),
        ("呼和浩特去年就业工作做得怎么样", "answered"),
    ],
)
def test_a_plan_is_no_result_and_this_year_is_not_the_last(question: str, status: str, library: Library) -> None:
    made = answer(question, library)
    assert made.status == status
    assert not made.found or "过去一年" in made.text


def test_a_year_named_last_is_not_that_of_what_was_asked_before_it(library: Library) -> None:
    made = answer("我区边境管理区面积多大、边境线多长？去年进出口额是多少？", library)
    assert made.status == "partial"
    assert "36万平方公里" in made.text
    assert "进出口额" in "".join(made.missing)
