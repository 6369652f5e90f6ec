"""Things that are named and not explained."""

import pytest

from assistant.named import unexplained


@pytest.mark.parametrize(
    ("question", "sentence", "name"),
    [
        ("把32项措施一条条列出来", "明确了32项措施。", "32项措施"),
        ("20个口岸全列出来", "对外开放口岸20个。", "20个口岸"),
        ("三项措施都列出来", "三项措施是修路、架桥、通水。", ""),
        ("“两重”和“两新”各指什么", "重点围绕“两重、两新”开展储备；", "两重"),
        ("两新各是啥意思", "落实国家、自治区增量政策，争取国家“两新”低息贷款。", "两新"),
        ("除了草原游，剩下六个叫什么", "推出草原游、集群游等8大产品体系。", "8大产品体系"),
        ("六个倍增计划里其余五个是什么", "大力实施京蒙协作‘六个倍增计划’。", "六个倍增计划"),
        ("除了节水，另外两个叫什么", "节水、助企、就业三个行动。", ""),
        ("措施有没有用", "明确了32项措施。", ""),
    ],
)
def test_what_is_counted_and_not_listed(question: str, sentence: str, name: str) -> None:
    assert unexplained(question, [sentence]) == name
