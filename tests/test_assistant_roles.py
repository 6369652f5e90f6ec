"""What part something has in what is told."""

import pytest

from assistant.verification.figures import plain
from assistant.verification.roles import find_miscast

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
]


@pytest.mark.parametrize(("claim", "quote", "miscast"), TABLE)
def test_what_has_another_part_than_in_the_quote_is_found(claim: str, quote: str, miscast: bool) -> None:
    assert bool(find_miscast(plain(claim), [plain(quote)])) == miscast
