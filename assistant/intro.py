"""What a question begins or ends with and does not ask about: a greeting, who asks, what for, thanks, haste."""

import re

from assistant.query import CHECKS
from index.patterns import compiled

_START = r"(?:^|(?<=[，,。；;！!]))\s*"
_WORK = "论文|材料|报告|作业|稿子?|提纲|文章|课件|简报|总结|汇报|讲话|发言"
# 麻烦请问一下: asking alone, in any mixture.
_PLEASE = "(?:麻烦|劳驾|请|想|我|您|你|帮忙|帮我|跟您|再|能不能|可以)"
_A_BIT = "(?:一下子?|下|您|你|个事儿?|个问题)"
_ASKING = (
    f"(?:{_PLEASE}*(?:请教|请问|问问)|{_PLEASE}+(?:打听|咨询|了解|问)(?![题的答卷清政])"
    f"|(?:打听|咨询|了解|问)(?=一?下)){_A_BIT}*"
)
_ENDS = compiled(
    "(?:(?:谢谢|多谢|谢了|在线等)"
    "|(?:(?<=[？?。！!，,；;])|(?<=吗)|(?<=呢))\\s*(?:非常|十分)?(?:感谢|拜托了?|辛苦了?|急等|急用?|盼复|等回复))"
    "(?:您|你|啦|了|大家)*[！!。.～~，,\\s]*$"
    # 有几个啊，有人知道没, 蹲一个: a particle behind the question, and asking whoever reads.
    "|[，,。！!？?\\s]+(?:有(?:没有)?(?:人|谁|哪位|大佬|懂的)[^，。？?]{0,3}(?:知道|了解|清楚|懂|说说|解答)[^，。？?]{0,3}|(?:求|跪求|蹲)(?:一?个|解答|科普|解|告知|答案|指教|大神|大佬)*)"
    "[！!。.？?～~\\s]*$"
    "|(?<=[\u4e00-\u9fff])(?<![吗呢吧])[啊呀哈哦噢喔嘞哇][！!。.？?～~…\\s]*$"
    # 拟在发言稿中引用, 写稿子要用一句: what the answer is for.
    f"|[，,。！？?]\\s*(?:我们?|拟|要|想|好|准备|打算|需要?|写|做|在|放|给|领导)*(?:新闻|发言|讲话|汇报)?(?:{_WORK})[^，。？吗呢]{{0,4}}?"
    "(?:引用|使用|采用|要用|用|等着)(?:一[句下段])?[。！!\\s]*$"
)
_INTRODUCES = compiled(
    rf"{_START}(?:(?:(?:那个|这个|就是说?|话说|哎呀?|唉|诶|欸|嗯+|呃+|额|emm+|哦|哈喽|嗨)[，,。！!…\\s]+|话说(?=[\u4e00-\u9fff]))"
    rf"|(?:你好|您好|大家好|早上好|下午好|喂|急+|在吗|在不在|救急|打扰一?下?了?|不好意思)[啊呀哈]?[，,。！!：:～~\s]+"
    rf"|{_ASKING}[，,。！!：:\s]*"
    rf"|(?:[一-龥]{{0,4}}(?:作业|习题|考题|核稿|核对|核实|求证|考考你|求助|咨询)[一-龥]{{0,3}})[：:]\s*"
    rf"|(?:我们?|本人)是[^，。？?]{{1,14}}(?:学生|大[一二三四]的?|研[一二三]的?|研究生|记者|编辑|实习生|新人)[，,。]"
    rf"|(?:我们?|本人)?(?:正?在|正|要|想)?(?:写|撰写|起草|拟|准备|整理|做)(?:一?[份篇个])?[^，。？?：:]{{0,16}}?(?:{_WORK})(?:想?(?:引|引用)(?:一句|一下)?|要用|时|用)?[，,。：:]"
    # 起草汇报用：, 领导随口问了一嘴，, 材料中拟使用“…”
    rf"|[一-龥]{{0,4}}(?:{_WORK})[一-龥]{{0,2}}用[：:，,]\s*"
    r"|(?:领导|老板|同事|孩子|朋友|群众|网友|家里?人|有人)[^，。？]{0,4}?问(?:了|过|起|到|我|一下|一嘴|一句)+[，,：:]\s*"
    r"|(?:(?:帮我|给我|替我|麻烦)(?:看看|查查|查一下|看一下|瞅瞅|找找)|(?:看看|查查|瞅瞅))[，,：:]\s*"
    rf"|(?:{_WORK})(?:中|里|上)?(?:拟|想|要|打算|准备)*(?:使用|引用|采用|用)(?:了|到)?(?=[“‘])"
    r"|请(?:您|你)?(?:说明|告知|核实|核查|查明|明确)(?:一下)?[，,]?"
    r"|(?:老师|领导|主编|单位|同事)(?:让|叫|要求?)(?:我们?)?(?:去)?(?:找|查|看|读|整理)(?:一下)?)"
)
# 不是市文旅广电局的受访者, 不要区里的: whom or what the asker does not mean, and an answer need not name.
_NOT_MEANT = compiled(
    r"[，,。；;！!？?（(]\s*(?:而|并)?(?:不是|不问|别拿|别给|不含|不要(?=[市区县全内呼国省目结计去今专外]|20))"
    r"(?:(?!吗|吧|么|呢|什么|啥|谁|哪|多少|怎|咋|几)[^，,。；;！!？?（()）]){2,20}[）)]?(?=[，,。；;！!？?]|$)"
    r"|\(\s*not (?:[\w'-]+ ?){1,8}\)",
    re.IGNORECASE,
)
# （要完成数，不要计划数）: how a question is meant, and nothing that it asks.
_IN_BRACKETS = compiled(
    "[（(](?=[^（）()]*(?:要|只|别|指的?是|注意))(?![^（）()]*(?:什么|啥|谁|哪|多少|怎|咋|几|吗))[^（）()]{4,}[）)]"
)
_RATHER = compiled("^不是[问说要][^，。？]{1,10}[，,]而?是[问说要]?")  # 不是问首府，而是问全自治区：…
_LEAST = 1  # characters of a question


def without_introduction(question: str) -> str:
    """A question without them; all of it where nothing else is said.

    Their words are none of an answer's, and each would count as a thing that the articles do not have.
    """
    rest = _RATHER.sub("", question)
    while (left := _ENDS.sub("", _INTRODUCES.sub("", rest)).strip()) != rest:
        rest = left
    if not CHECKS.search(rest):  # 是甲管，不是乙管，对吗: both are asked about
        rest = _IN_BRACKETS.sub("", _NOT_MEANT.sub("", rest))
    return rest if len(rest) > _LEAST else question
