"""A figure answers where it counts what is asked, in the measure that is asked for."""

import pytest

from assistant.route import Library, answer
from assistant.understanding.asked import asked_for, measure_of


@pytest.mark.parametrize(
    "question",
    [
        "没找到工作的毕业生有多少人",
        "去年有多少企业没拿到专项资金",
        "海淀区和呼和浩特签了几份协议",
        "呼和浩特地下水超采了多少",
        "失业了能领几个月的失业金",
        "近十亿贷款都给了哪些企业",
        "听说呼和浩特要给每个大学生发五万块安家费？",
        "肖蕾对韩成福的观点怎么看",
        "我家水费这个月为啥贵了这么多",
        "庞彩云怎么看短视频对北疆文化的影响",
        "就业服务站全区一共布了几个",
        "云平台有几个",
    ],
)
def test_a_figure_or_view_of_something_else_is_no_answer(library: Library, question: str) -> None:
    assert not answer(question, library).found


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("就业促进行动有多少项工作举措", "30项"),
        ("内蒙古的边境线有多长", "4200多公里"),
        ("去年为企业争取的低息贷款是十亿吗", "近10亿元"),
        ("《呼和浩特市推动新型工业化发展十条政策措施》兑现了多少专项资金", "近1亿元"),
        ("首府规划的几条产业带各叫什么？", "沿黄产业带"),
        ("区域合作深化行动内连几个省区", "八省区"),
    ],
)
def test_a_figure_of_what_is_asked_is_given(library: Library, question: str, says: str) -> None:
    assert says in answer(question, library).text


def test_papers_and_lots_are_measures_too() -> None:
    assert (asked_for("签了几份协议"), measure_of("签了几份协议")) == ("number", "份")
