"""Claims that are put to be checked: 听说边境线有二千公里，我这样写没问题吧.

What the asker says around a claim, where it was heard and what is to be done with it, is no part of what the articles
could say. Without it, and with 对吗 behind, every such question has one form.
"""

import re

from assistant.understanding.query import CHECKS
from index.patterns import compiled

_HEARD = compiled(
    r"^(?:我)?(?:听(?:人|别人|朋友|同事)?(?:说|讲)|有(?:人|同志|网友|同事|材料|的人|的同志)(?:说|讲|称|认为)|据说|我?记得|印象[里中])(?:的?是)?[，,：:]?|"
    r"^(?:我|我们|老师|同学)?(?:做|写)?(?:的)?(?:课件|讲义|培训稿|稿子|材料|报告|作业|PPT|笔记|汇报|网上|文中|文章|群里|新闻)"
    r"(?:上面?|里面?|中)?(?:都|就)?(?:写着|写了|写道|写的是|写|说的是|说|讲|提到)[，,：:]?",
    re.IGNORECASE,
)
_CHECK = compiled(
    r"[，,；;。？?\s][^，,；;。？?\s]{2,14}?(?:[吗吧么没不]|没有|[错反]了?|不[对行])[？?。]*$"
)  # the last clause, where it asks
_CHECKS_IT = compiled(
    "写|抄|引用|署|记错|弄错|搞错|说反|反了|真的|真吗|属实|是真|准确|正确|核实|核对|错没|对不对|说法|没问题|没毛病|可以吗|照用|照抄|照搬|照写|行不行|行吗|这样吗|判错|照登|照发|这么写|能登"
)
_ASKS_ITSELF = compiled("谁|什么|啥|哪|多少|几|怎|咋|何|一样|相同|不同|区别")
_WENT_WRONG = compiled(
    r"[，,](?:老师|同学|同事|编辑|领导|别人)(?:都)?(?:判|说|讲|改)(?:我)?(?:是)?(?:写|说)?(?:错|不对|反)了?(?=[，,])"
)
# 我在写一份合作的材料，…，请给原文表述: what it is for, and how it is to be told.
_PURPOSE = compiled(
    r"^(?:我|咱|我们)(?:正|正在|在|要|想|准备|打算|需要|得)*(?:写|撰写|起草|拟)(?:一?[篇封份])(?P<about>[^，。,]{0,24}?)"
    r"的?(?:材料|文章|论文|报告|稿子|发言稿|讲话稿|作文|方案)[，。,]"
)
# 对吧？我写调研报告要用。 what it is for, behind the question.
_WHAT_FOR = compiled(
    r"(?P<end>[？?])[，。,\s]*(?:我|我们|学生|孩子|单位)?(?:要|正在|在|准备)?(?:写|做|填|交|编)?[^，。？?]{0,10}(?:要用|用的|要填|要写|引用|作业|急用)[。！!]*$"
)
_VERBATIM = compiled(
    r"[，。,](?:请|麻烦)?(?:你)?(?:给|给出|提供|把|附上?|写出|引用?)(?:我)?原(?:文|话)(?:表述)?(?:给我|写出来|发我|列出来?)?[？?。]*$|"
    # 已经是…了吧？稿子里能不能这么写: what the claim is for.
    r"(?<=[？?])(?:那|我)?(?:稿子?|报道|图说|材料|标题|文中|发言稿)?(?:里|中|上)?(?:我)?(?:能不能|能否|可不可以|可以|能|敢不敢)(?:就|直接)?"
    r"(?:[这那]么|[这那]样|照着|照)(?:写|登|发|用|说|引)(?:吗|么|不)?[？?。]*$"
)
# 这话是甲说的，还是另有其人: whoever said it is asked for.
_OR_ANOTHER = compiled(
    "(?:是|出自)[^，。？是]{2,12}?(?P<says>讲|说|提|写|主张|提出|建议)(?:出来)?的(?:话)?(?:吗|么)?[，,？?\\s]*"
    "[。]?(?:还是(?:另有其人|别人|其他人|另外[^，。？]{1,4})|(?:到底|究竟)是谁(?:的(?:观点|主张|话|意见|说法|提法|建议|看法|原话)|[说讲写提]的)|(?:如果|要)?(?:不是)(?:的话)?[，,]?(?:那|又)*是谁(?:[说讲写提]的)?)[？?。]*$"
)
# “…”记成了甲的话，该归谁; 能不能署乙的名: a name that may be wrong.
_LONG_QUOTE = compiled('[“"『「]([^”"』」]{6,})[”"』」]')
_NOT_SURE_WHOSE = compiled(
    "(?:注明|标注|标明|写明|标|署名?)(?:为|成|是|出自|的是)*[^，。？]{2,16}[，,]?(?:可以|行|对|妥当?|合适|准确|没错|没问题)(?:吗|么|不|吧)|"
    "(?:印|排|放|登|署|写)在[^，。？]{2,10}(?:文章|名字|栏目?|版块|专栏|那篇|名下)(?:下面?|里面?|中|后面?)?.*(?:作者|谁)|"
    "(?:记成|当成|写成|署成|安在|算在)[^，。？]{2,10}(?:的话|名下|头上).*谁|署[^，。？]{2,8}的名.*谁|谁(?:写|说|讲|提)的[，,](?:那)?是[^，。？]{2,8}[吗么]"
)
# 这话记在甲头上合适吗？谁说的: whoever said it.
_GIVEN_TO = compiled(
    "[，,。](?:这[句段]?话)?(?:记|算|安|放|归|挂)在[^，。？]{2,10}(?:头上|名下)[^，。？]{0,6}[吗么不吧][？?，,]*(?:到底|究竟)?(?:是|该是)?谁(?:说|讲|提|写)的[？?]?$|"
    "[，,。](?:校样|稿子?|初稿|版面|标题)[上里]?(?:署|标)的?(?:名)?是[^，。？]{2,12}[，,。](?:这个?)?署名(?:有没有问题|有问题吗|对吗|对不对|没错吧)[？?]?$"
)
# 这是甲的意见吧: whether it is his.
_IS_HIS = compiled(
    "[，,](?:这|那|此)(?:都)?是(?P<who>[^，。？是]{2,12}?)的(?:意见|话|主张|观点|建议|说法|看法|提法)[，,]?(?:吧|吗|么|对吗|对吧|没错吧)[？?]*$"
)
# …，我要引用这句，请确认说话人: a claim, and what is to be held against the articles.
_TO_CONFIRM = compiled(
    "[，。；,](?:我|我们|本报)?(?:要|想|准备|打算)?(?:引用|写进|采用|照用|据此)?[^，。；]{0,10}[，,]?(?:并|请|麻烦|帮忙|帮我|再)*"
    "(?:确认|核实|核对|核一下|查证?|查对)(?:一?下)?[^，。？]{0,6}?(?:说话的?人|说话者|出处|归属|是谁说|对不对|准不准|数字)[^？]*[？?。]*$"
)
_FULL_POST = compiled("(?:是|算)(?:不是)?(?:正职|副职|一把手|正的|副的)[，,、]?还是(?:正职|副职|二把手|正的|副的)")
# 康磊不是说了嘛，…，我咋没见着他原话
_SAID_SURELY = compiled(
    "^(?P<who>[^，。？不是]{2,12})不是(?:说|讲|提|写)(?:过|了)?(?:吗|嘛|么)?[，,](?P<claim>[^？]{6,}?)[，,][^，？]{0,8}(?:没见|没找|没看|找不|看不|原话|哪儿|哪里)[^？]*[？?]?$"
)
_IN_ENGLISH = compiled(
    r"^(?:is it (?:true|correct|right)|am i (?:right|correct))(?: (?:in )?(?:to say|thinking|saying|to think))?"
    r"(?: that)? (?=\w+ \w+)",
    re.IGNORECASE,
)
_SURE_OF_IT = compiled("(?<=.{8})[，,](?:是|对|没错|没记错|不会错|没说错|没弄错)的?吧[？?\\s]*$")
_SUPPOSED = compiled(r"(?<=.{8})吧[？?\s]*$")


def plain_claim(question: str) -> str:
    """A question that puts a claim to be checked as that claim with 对吗 behind; any other as it is."""
    if _IN_ENGLISH.match(question):
        return f"{_IN_ENGLISH.sub('', question).rstrip('?？. ')}, right?"
    question = _FULL_POST.sub("是什么职务", question)
    question = _SAID_SURELY.sub(r"\g<claim>，是\g<who>说的吗？", question)
    if (told := _TO_CONFIRM.search(question)) and not _ASKS_ITSELF.search(question[: told.start()]):
        return f"{question[: told.start()]}，对吗？"
    question = _IS_HIS.sub(r"是\g<who>提的，对吗？", question)
    question = _GIVEN_TO.sub("，这话是谁说的？", question)
    question = _OR_ANOTHER.sub(r"是谁\g<says>的", question)
    if (quoted := _LONG_QUOTE.search(question)) and _NOT_SURE_WHOSE.search(question):
        return f"“{quoted[1]}”这句话是谁说的？"
    text = question = _WHAT_FOR.sub(r"\g<end>", _VERBATIM.sub("", _PURPOSE.sub(r"\g<about>，", question)))
    text = _WENT_WRONG.sub("", text)
    found = _CHECK.search(text)
    tail = text[found.start() :] if found else ""
    if found and _CHECKS_IT.search(tail) and not _ASKS_ITSELF.search(tail):
        claim = _HEARD.sub("", text[: found.start()])
        return question if _ASKS_ITSELF.search(claim) or not claim else f"{claim}，对吗？"
    if _HEARD.match(text) and text[-1] in "?？" and not (CHECKS.search(text) or _ASKS_ITSELF.search(text)):
        return f"{_HEARD.sub('', text).rstrip('?？ ')}，对吗？"
    if text != question:
        return text
    if (sure := _SURE_OF_IT.search(text)) and not _ASKS_ITSELF.search(text):
        return f"{_HEARD.sub('', text[: sure.start()])}，对吗？"
    supposed = _SUPPOSED.search(text)
    if supposed and not re.search("[是对没错]吧|不会吧|[，,]", text[-6:]) and not _ASKS_ITSELF.search(text):
        return f"{_HEARD.sub('', text[: supposed.start()])}，对吗？"
    return question
