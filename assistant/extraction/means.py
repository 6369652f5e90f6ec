"""Whether a sentence tells how something is done, or only what a thing is and is worth.

Asked how farming saves water, 农业是用水大户 is close in every word and tells nothing.
"""

from assistant.extraction.rank import asks_why
from index.patterns import compiled

# A clause that begins with what is done, or with what it is done by.
_DEEDS = (
    "通过|围绕|聚焦|以[^，]{2,20}为|推[进动行广出]?|加[强快大]|建[立设成]|完善|健全|开展|实施|优化|鼓励|落实|提[升高]|强化|支持|引[导进]|打造|"
    "培育|深化|扩大|拓[宽展]|解决|缓解|减[少轻]|发展|构建|用[好足活]|谋[划深]|抓|做|创[建新]|利用|整合|组织|完成|争取|保障|促进|降低|设[立置]|"
    "制定|出台|盘活|承接|举办|办好|挖掘|繁荣|弘扬"
)
_DONE = compiled(
    r"(?:^|[，；：。“])(?:[一二三四五六七八九十]是|第[一二三四五六七八九十][，、]|一方面，|另一方面，|同时，?|还|也|并|再|要|将|应|需|须|可|"
    rf"必须|应当|重点|着力|大力|积极|持续|不断|进一步|全面|突出|切实)*(?:{_DEEDS})|[^，]{{1,12}}(?:要(?![求素件])|将|应当?|需要?|可)(?:{_DEEDS})"
)
_WHAT_IT_IS = compiled(
    "(?:^|，)[^，“]{0,16}?(?<![还就都只也正但可总要先若凡不于一二三四五六七八九十])是(?!否)|发挥着|不断改善|持续提升。"
)
_FROM_WHAT = compiled("(?:怎么|怎样|如何|咋)(?:来的?|形成|产生|构成|组成)")  # 水资源是怎么来的
_OPINION = compiled("(?:怎么|如何|怎样|咋)(?:看待?|评价|理解|说|讲|谈)")


def asks_how(question: str) -> bool:
    """Whether a question of how asks by what means, and not why or what somebody thinks."""
    return not asks_why(question) and not _OPINION.search(question) and not _FROM_WHAT.search(question)


def tells_how(sentence: str) -> bool:
    """Whether a sentence tells what is done."""
    return bool(_DONE.search(sentence)) and not describes(sentence)


def describes(sentence: str) -> bool:
    """Whether a sentence tells what a thing is or how it stands."""
    return bool(_WHAT_IT_IS.search(sentence))
