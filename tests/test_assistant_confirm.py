"""What a question takes for granted."""

import pytest

from assistant.route import Library, answer


@pytest.mark.parametrize(
    ("question", "says", "told"),
    [
        ("全区今年谋划1200个项目，对吗？", "1200个以上", "呼和浩特市，不是内蒙古自治区"),
        ("6.21万人是今年的目标吗？", "6.21万人", "2024年，不是2025年"),
        ("呼和浩特今年谋划1200个项目，对吗？", "1200个以上", ""),
        ("节水措施一共9个方面，没记错吧？", "7个方面", ""),
        ("史卉提的那个以工代赈数字化平台要归集哪些数据？", "用工需求", "这是张捷的话，不是史卉的"),
        ("社科院研究员庞彩云怎么说北疆文化？", "内蒙古党校图书馆", ""),
        ("边境线有2000公里是吧？", "4200多公里", ""),
        ("于妍提出的以工代赈平台是做什么的？", "以工代赈", "这是张捷的话，不是于妍的"),
        ("肖蕾以市工信局局长的身份受访，对吗？", "党组成员、副局长", ""),
    ],
)
def test_the_true_words_come_with_whose_they_are(library: Library, question: str, says: str, told: str) -> None:
    made = answer(question, library)
    assert made.found
    assert says in made.text
    assert told in made.text
    assert ("请注意" in made.text) == ("不是内蒙古" in told or "不是2025" in told)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("两增是增什么？", "非常规水"),
        ("于妍觉得上重大项目难处在哪", "资金短缺"),
        ("“一控”是什么意思？", "控制用水总量"),
        ("哪位作者提到提炼各民族共有共享的文化符号？其目的是什么？", "情感认同"),
        ("技改投资增速是去年的成绩还是今年的任务？增速是多少？", "2倍以上"),
        ("就就业请说明两点：去年城镇新增就业人数、今年大学生在呼就业目标", "5万人"),
    ],
)
def test_what_a_question_is_after(library: Library, question: str, says: str) -> None:
    made = answer(question, library)
    assert made.status == "answered"
    assert says in made.text


@pytest.mark.parametrize(
    "question", ["肖蕾怎么看地下水超采？", "伊德尔怎么看今年的房价？", "呼和浩特今年房价涨了没有？"]
)
def test_nobody_is_given_an_opinion(library: Library, question: str) -> None:
    assert not answer(question, library).found


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("呼和浩特和包头2025年城镇新增就业目标分别是多少？", "包头"),
        ("商务局局长和财政局局长分别是谁？", "财政局"),
        ("昭君文化节还办吗？门票多少钱？", "门票"),
        ("助企行动的32项措施具体是什么？", "32项措施"),
        ("8大产品体系包括哪些？", "8大产品体系"),
        ("呼市今年计划投资多少？现在已经完成了多少投资？", "完成了多少"),
        ("助企实施方案是哪个局牵头？各条措施的责任人是谁？", "责任人"),
        ("全区口岸有几个，隔壁都有哪些国家？", "国家"),
        ("什么叫资源型缺水？", "资源型缺水"),
        ("康磊说的陆海联运是什么意思？", "陆海联运"),
        ("一廊两轴五带是谁提的？它包含哪些内容？", "一廊"),
    ],
)
def test_the_half_that_is_missing_is_named(library: Library, question: str, missing: str) -> None:
    made = answer(question, library)
    assert made.status == "partial"
    assert any(missing in one for one in made.missing)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("六个行动是哪六个？", ["重大项目谋划行动", "北疆文化建设提升行动"]),
        ("一控四减两增是什么？", ["控制用水总量", "农业、工业、城乡、生态用水", "非常规水", "黄河水"]),
        ("伊德尔说的三个聚焦是什么？", ["存量政策", "优势产业", "补短板"]),
        ("圆桌会有哪些嘉宾？", ["于妍", "史卉", "张捷", "韩成福", "康磊", "庞彩云"]),
        ("宝力高说的五个抓手是什么？", ["产业拉动", "服务助推"]),
        ("“六个行动”全部名称分别是什么？", ["重大项目谋划行动", "北疆文化建设提升行动"]),
        ("史卉针对不同企业提了哪些分类措施？", ["融资贵", "原材料成本", "消费复苏"]),
        ("张捷认为完善就业服务体系要做哪些事？", ["就业服务站", "以工代赈", "舆论引导"]),
        ("节水“四减”是哪四样，各自怎么减？", ["农业方面", "工业方面", "城乡方面", "生态方面"]),
        ("今年内蒙古就业难在哪，一条条说", ["总量压力大", "教育与市场需求脱节"]),
    ],
)
def test_a_list_is_whole(library: Library, question: str, items: list[str]) -> None:
    made = answer(question, library)
    assert made.status == "answered"
    assert all(item in made.text for item in items)


@pytest.mark.parametrize(
    ("history", "question", "says"),
    [
        (["伊德尔说的三个聚焦是什么？"], "第二条展开讲讲", "培育发展优势产业"),
        (["呼和浩特2025年大学生在呼就业目标是多少？"], "2024年呢", "5.56万人"),
        (["助企行动有多少项措施？"], "那就业的呢", "30项"),
        (["4200多公里的边境线是怎么说的？"], "这话谁说的？", "康磊"),
    ],
)
def test_a_conversation_goes_on(library: Library, history: list[str], question: str, says: str) -> None:
    assert says in answer(question, library, history=history).text


@pytest.mark.parametrize(
    ("question", "says", "speaker"),
    [
        ("How many jobs did Hohhot create in urban areas last year?", "6.21万人", "宝力高"),
        ("薪筹体系要和啥挂钩", "职业资格", "张捷"),
        ("缺钱的小企业怎么办", "融资难", "史卉"),
        ("于妍在哪个单位工作？", "市情研究中心", "于妍"),
    ],
)
def test_other_ways_of_asking(library: Library, question: str, says: str, speaker: str) -> None:
    made = answer(question, library)
    assert says in made.text
    assert speaker in {citation.passage.article.author for citation in made.citations}


def test_what_rests_on_an_amount_that_nobody_states_is_not_answered(library: Library) -> None:
    assert not answer("为什么决定给每个来呼就业的大学生发10万元安家费？", library).found
    assert answer("城镇新增就业6.21万人是怎么回事？", library).found
