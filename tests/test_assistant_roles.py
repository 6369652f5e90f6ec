"""What part something has in what is told, and of what it is told."""

import pytest

from assistant.verification.figures import plain
from assistant.verification.roles import find_miscast
from assistant.verification.topics import find_misfiled

TABLE = [
    # the one who gets a list does not send it
    ("保障部门每月将清单推送至审批部门。", "每月将清单推送至审批部门、保障部门，推动项目落地。", True),
    ("发改委每月将清单推送至审批部门。", "发改委每月将清单推送至审批部门、保障部门。", False),
    # whose doing it is
    ("市里把节水作为重要工作。", "自治区把节水作为重要工作，摆在重要位置。", True),
    ("自治区要把节水作为重要工作。", "自治区把节水作为重要工作，摆在重要位置。", False),
    # what the things of a list are called
    ("办好发展交流会等精品展。", "办好发展交流会等重大活动，打造出土文物特展等精品展。", True),
    ("办好发展交流会等活动。", "办好发展交流会等重大活动，打造出土文物特展等精品展。", False),
    # a place in a name is not where it is held
    ("在承德举办钟表联展。", "举办“钟鸣盛世——紫禁城和承德藏钟表联展”。", True),
    ("在承德举办钟表联展。", "在承德举办“钟鸣盛世——紫禁城藏钟表联展”。", False),
    # of several aims, this is none
    ("聚焦集群。", "一是聚焦政策谋划项目；二是聚焦产业谋划项目；重点推动集群发展。", True),
    ("聚焦产业。", "一是聚焦政策谋划项目；二是聚焦产业谋划项目；重点推动集群发展。", False),
    # to whom it is given
    ("对小微企业给予市场开拓支持。", "对于小微企业，解决融资问题；对于服务企业，给予市场开拓支持。", True),
    ("对服务企业给予市场开拓支持。", "对于小微企业，解决融资问题；对于服务企业，给予市场开拓支持。", False),
    # done to him, with him, by him
    ("京津冀承接甲市产业。", "甲市积极承接京津冀产业转移。", True),
    ("与海淀区联动，打造创新圈。", "联动海淀区打造创新圈。", False),
    ("工信局去年获得低息贷款10亿元。", "去年，为企业争取国家低息贷款10亿元。", True),
    ("去年企业获得国家低息贷款10亿元。", "去年，为企业争取国家低息贷款10亿元。", False),
    ("干部由企业包联服务。", "落实好干部包联服务企业机制。", True),
    # by what, and what it is done with
    ("以文化提升科技表现力。", "以科技提升文化产品表现力。", True),
    ("以科技提升表现力。", "以科技提升文化产品表现力。", False),
    ("简化审批时间。", "简化审批材料，压缩审批时间。", True),
    ("压缩审批时间。", "简化审批材料，压缩审批时间。", False),
    # what becomes what, and what is what
    ("将把昭君文化节打造为一流节庆品牌。", "办好昭君文化节，将“跨年夜”打造为一流节庆品牌。", True),
    ("将把“跨年夜”打造为一流节庆品牌。", "办好昭君文化节，将“跨年夜”打造为一流节庆品牌。", False),
    ("农业生产节水是粮食节水的核心。", "粮食生产节水是农业节水的核心。", True),
    ("打造8大精品展。", "打造特展等精品展，推出草原游、文博游等8大产品体系。", True),
    ("推出8大产品。", "打造特展等精品展，推出草原游、文博游等8大产品体系。", False),
]


@pytest.mark.parametrize(("claim", "quote", "miscast"), TABLE)
def test_what_has_another_part_than_in_the_quote_is_found(claim: str, quote: str, miscast: bool) -> None:
    said, quotes = plain(claim), [plain(quote)]
    assert bool(find_miscast(said, quotes) or find_misfiled(said, quotes)) == miscast
