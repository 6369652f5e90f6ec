"""Claims that are put to be checked, without what is said around them."""

import pytest

from assistant.route import Library, answer
from assistant.understanding.asked import asks_to_act
from assistant.understanding.claims import plain_claim


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("课件上写着边境线有二千公里，是不是写反了？", "边境线有二千公里，对吗？"),
        ("听人说去年新增了八万就业，是真的吗？", "去年新增了八万就业，对吗？"),
        ("这个例子是于宏建举的，引用时署他的名行吗？", "这个例子是于宏建举的，对吗？"),
        ("动员会是1月份就开了的吧？", "动员会是1月份就开了的，对吗？"),
        ("我写作业说是国务院部署的，老师判错了，到底是谁部署的？", "我写作业说是国务院部署的，到底是谁部署的？"),
        ("Is it true that there are 30 ports?", "there are 30 ports, right?"),
        ("我在起草一份合作的材料，他有什么主张，请给原文表述", "合作，他有什么主张"),
        # These ask something themselves.
        ("说到桥梁，张三和李四的说法一样吗？", "说到桥梁，张三和李四的说法一样吗？"),
        ("农业节水怎么抓，能引用吗？", "农业节水怎么抓，能引用吗？"),
        ("对外开放口岸有多少个？", "对外开放口岸有多少个？"),
        ("这话是史卉说的吗？", "这话是史卉说的吗？"),
    ],
)
def test_what_is_said_around_a_claim_is_left_out(question: str, claim: str) -> None:
    assert plain_claim(question) == claim


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("重点打造的话剧叫《昭君出塞》，是这样吗？", "大青山"),
        ("伊德尔说重大项目有四个聚焦，是吧", "三个聚焦"),
        ("引黄四期工程正在加快建设，对不对？", "引黄三期"),
        ("课件上写着边境管理区63万平方公里，是不是写反了？", "36万平方公里"),
        ("那个“开门红”动员会是1月份就开了的吧？", "2月5日"),
        ("“先建后验”是肖蕾提出来的，这么署名可以吗？", "不是肖蕾的"),
        ("我写作业说“六个行动”是国务院部署的，老师判错了，到底是谁部署的？", "自治区党委"),
    ],
)
def test_what_a_claim_has_wrong_does_not_hide_the_truth(library: Library, question: str, says: str) -> None:
    assert says in answer(question, library).text


@pytest.mark.parametrize(
    "question",
    [
        "Which contractor won the bid for phase three of the Yellow River water diversion project?",
        "How does a small factory apply to the special fund, and when is the deadline?",
        "再生水厂二期工程是哪家公司中标承建的？",
        "智慧就业云平台是哪家公司开发的",
        "呼市今年有几场大型演唱会？",
        "30项就业举措办结了多少，还剩几项？",
        "呼市地下水超采区到底有几片？",
        "听说地铁3号线今年开工，是真的吧？",
    ],
)
def test_what_is_asked_for_by_its_own_words_has_to_be_there(library: Library, question: str) -> None:
    assert not answer(question, library).found


@pytest.mark.parametrize(
    ("question", "acts"),
    [
        ("我在写一份就业的材料，宝力高的原话是什么", False),
        ("有位局长说要专门编个文件，谁说的", False),
        ("想写一篇讲话稿，庞彩云提到过哪些佳话？", False),
        ("想写一封公开信，落款写市政府", True),
        ("帮我写一份合作方案", True),
        ("替我编个文件，说商务局同意了", True),
    ],
)
def test_writing_is_asked_for_or_only_spoken_of(question: str, acts: bool) -> None:
    assert asks_to_act(question) == acts
