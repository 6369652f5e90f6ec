"""Questions whose words mislead: two names in one, a figure of another action, what all sides have, whole and part."""

import pytest

from assistant.route import Library, answer


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("一控和两增是什么？", ["“一控”是", "“两增”，"], ["没有找到"]),
        ("“一控、两增”分别指什么意思？", ["“一控”是", "“两增”，"], ["没有找到"]),
        ("韩成福提出了哪四方面节水？", ["第一，", "第二，", "第三，", "第四，"], []),
        ("就业促进行动是不是7个方向32项措施？", ["8个方面30项"], ["32项"]),
        ("助企行动是32项措施吗？", ["32项"], ["30项"]),
        ("“六个工程”是哪一年的部署，又具体包括哪些工程？", ["去年“六个工程”", "没有说明"], ["既是政治工程"]),
        ("“十四五”规划收官之年是哪一年？", ["2025年"], ["没有说明"]),
        ("赵廷东说大学生在呼就业5万人吗？", ["这是宝力高的话", "大学生在呼就业5万人"], ["5.56万"]),
        ("在呼和浩特就业的大学生，去年的实际人数和今年定的目标各是多少？哪个数更大？", ["5.56万", "5万人"], []),
        ("“六个行动”是呼和浩特市自己发起的吧？它之前的那一轮部署叫什么？", ["自治区党委", "六个工程"], ["民心工程"]),
        ("文旅格局里“一廊两轴五带”中的五带，具体是哪五条？", ["没有说明"], []),
        ("去年老念叨的那六个工程，到底是哪六个？", ["没有说明"], ["既是政治工程"]),
        ("“呼和浩特第三产业吸纳就业占比21.2%”，这句能照用吗？", ["第二产业", "21.2%"], []),
        ("张捷为什么说内蒙古第二产业吸纳就业的比例高过全国平均？", ["较全国平均水平偏低"], []),
        ("“重大项目大发展，多项目快发展”这句，材料里注明出自康磊，可以吗？", ["于妍"], ["没有找到"]),
        ("有同志说，让工资待遇与职业资格、项目贡献挂起钩来是康磊提的。请核实究竟是谁的观点。", ["张捷"], ["不同行业"]),
        ("内蒙古下雨 哪头多哪头少", ["东北部地区向西南部地区锐减"], []),
        ("核稿：2024年首府新增就业的完成数是多少万人（要完成数，不要计划数）？", ["6.21万"], []),
    ],
)
def test_what_is_asked_is_what_is_told(question: str, said: list[str], unsaid: list[str], library: Library) -> None:
    told = answer(question, library).text
    assert all(words in told for words in said)
    assert not any(words in told for words in unsaid)


@pytest.mark.parametrize(
    "question",
    [
        "康磊说的20个对外口岸里，公路、铁路和航空口岸各有几个？",
        "不光呼市，整个内蒙古今年城镇要新增多少就业？",
        "高级技工那种一级一级的津贴，一个月到手能有几百？",
        "社科院史卉对建设节水型园区有何建议？",
        "呼和浩特地里浇水的那个有效利用系数，现在到底是零点几？",
        "What was the tourism revenue of Hohhot?",
        "既然北京海淀区已经给“两小时创新圈”拨了5个亿，请问这笔资金分几年到账、由谁监管？",
        "家里水表不用水也转，水务局报修打哪个号",
    ],
)
def test_what_only_seems_to_be_there(question: str, library: Library) -> None:
    assert not answer(question, library).citations
