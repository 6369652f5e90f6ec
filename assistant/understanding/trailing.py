"""Clauses behind a question that ask nothing new: how to answer, the same once more, of what was just asked."""

from assistant.understanding.asked import asked_for
from assistant.understanding.scope import any_place
from index.patterns import compiled

# What only tells how to answer: it is no question of its own.
_MANNER = compiled(
    r"^(?:请|麻烦|帮我?|给我?|能不能|可以|我|想)?(?:再)?(?:逐[项一个条]|一条条|一个个|一一|挨个|一个不[落漏差]|完整地?|照原样|按原[文样](?:的?(?:先后|顺序|次序))?|都|分别|全部?|具体|详细|简单)*(?:地|的|都)?"
    r"(?:列(?:出来?|举|一下|全|齐|列|明|清|示)?(?:来|出来)?|说(?:说|明|清|一下|全|明白|清楚)?|[注写标]明|讲(?:讲|一下)?|(?:考试|作业|汇报|开会|发言|报告|单位|领导|老师|孩子)?(?:里|上)?(?:要|得|等着)(?:背|用|交|考|抄|默写|引用)|比(?:比|一比)|数|写作业要用|介绍(?:一下)?|谢谢|急|在线等|给我|给个数就行|两个数都给我|[念报背数]一[念报背数]|[念报背]出?来)(?:呗|吧|看)?$"
)
_VERBATIM = compiled(
    "^(?:[他她]的?)?原[话文](?:是|又)?(?:(?:怎么|怎样|咋|如何)(?:讲|说|写)的?|(?:什么|啥))$"
)  # is quoted in any case
_NOT_ASKED = compiled("^我?(?:不是|不|没)(?:问|要问|想问)")
_DOES_IT_SAY = compiled(
    "^(?:专家|学者|文章里?|文中|报[上纸]里?|局长|领导)们?(?:有没有)?(?:说|讲|提)(?:没|没有)?(?:说|讲|提)?(?:过|到)?$|"
    "^[^，。？]{0,8}(?:局长|主任|专家|学者|负责人|那位|他|她)(?:有没有)?(?:说|讲|提)(?:到|过)*(?:没有?|吗|么)$"
)
# 局里怎么讲的, 报上咋说的: of the question before.
_SAID_WHERE = compiled(
    "^(?:局里|上面|官方|报[上纸]*[上里]?|文章里?|文中|里面|里头|原文|资料里?|版面上?|稿子里)(?:都|是|到底)?(?:怎么|怎样|咋|如何)(?:是)?(?:讲|说|提|写|介绍|规定|表述)的?$|"
    "^(?:原文|文中|文章里?|报上|里面)?[里中]?(?:是|又)?(?:怎么|怎样|咋|如何)(?:称呼|叫|称|表述)(?:的|它|这[种个项][\u4e00-\u9fff]{2,4})?$"
)
_IS_WHO = compiled(
    "^(?:那|这|他|她)?(?:个人|位)?(?:到底|究竟)?是(?:谁|哪一?[位个](?:受访者|专家|学者|局长|官员|领导|作者|嘉宾|负责人|人)?)(?:啊|呀|呢|来着)?$"
)  # 主张…的，是谁
# 其目的是什么: of what the question before speaks of.
_ABOUT_IT = compiled(
    "^(?:[建修做搞弄装干办](?:好|成|完|起来)了?(?:以后|之后|后)?)?(?:都|又)?(?:能|会|可以)?(?:起|有|发挥)到?(?:什么|啥|哪些|怎样的)(?:作用|用处|好处|效果)$|"
    "^(?:[会书片节展园馆]|活动|平台|方案|大会|项目|联盟)的?名(?:儿|字|称)?(?:又|都)?(?:是|叫)|^[谈聊讨论议探]{1,2}的(?:题目|主题|话题|内容)?是|^(?:各自|分别)|^(?:那|而)?(?:它|其)(?:们|的)?(?:之前|之后|以前|前面|后面|前身|上一)|^(?:其|它的|这样做的?|此举的?|这么做的?)(?:目的|原因|理由|意义|依据|作用|效果|好处)|^(?:又|还|也|它|其|都|具体|分别)*(?:包含|包括)(?:了)?(?:哪|什么|啥)"
)
# 这主意是哪位专家出的: of the clause before, whatever that looks like.
_THAT_IDEA = compiled(
    "^(?:出)?[这那此](?:[个条种番句些]|一)*(?:主意|点子|招儿?|想法|说法|提法|建议|主张|观点|比喻|话|意见|思路|提醒|看法|呼吁|数字?|数据)"
)
_ONE_OR_OTHER = compiled("^(?:到底|究竟)?是[^，。？是]{1,8}还是[^，。？是]{1,8}$")  # 是书记还是市长
# 出自哪篇文章, 标题叫什么: of what is asked before.
_FROM_WHICH = compiled(
    "^(?:这[句段]?话?)?(?:都|分别|又|是)?(?:出自|来自|登在|刊[在于登]+|写在|见于|在)?(?:的是)?(?:哪一?篇|什么文章)[^，]{0,6}$|^(?:文章|报道|那篇)的?(?:标题|题目|名字?)(?:是|叫)?(?:什么|啥|哪个)[^，]{0,3}$"
)
# 专家给说了哪些原因: of what is asked before.
_ITS_REASONS = compiled(
    "^(?:专家|文章|文中|他|她)?们?(?:都|给|是)*(?:说|列|讲|分析|总结|归纳|提)(?:到|出|了|过)*(?:哪[些几]|几|什么|啥)[个条点种]?(?:原因|理由|缘故)$"
)
# 是啥道理, 呼市咋规定的, 有专家提过没: the question before, once more.
_ONCE_MORE = compiled(
    "^(?:这|那)?[边儿里]?(?:到底|究竟)?(?:又|都)?(?:图(?:个|的是)?|是|为的?是?|因为)(?:个|因为)?(?:什么|啥|何|哪门子)(?:道理|原因|缘故|原理|讲究|说法|理)?$|"
    "^(?:专家|学者|局长|文章|他|她)们?(?:觉得|认为|说|讲)?(?:是|都)*(?:因为|由于)(?:什么|啥)$|"
    "^(?:专家|学者|文章|文中|他|她)们?(?:都|给|是)*(?:说|讲|分析|总结)(?:了|过)?的?(?:个|是)?(?:什么|啥|哪些)(?:原因|理由|道理)$|"
    "^(?:专家|学者)?们?(?:怎么|怎样|如何|咋)(?:规定|要求|说|讲|提|看)的?$|"
    "^(?:官方|政府|市里|上头|上面)?有(?:没有)?(?:这|此)(?:个|种|项)?(?:打算|计划|想法|安排|规矩|说法|政策|规定)(?:没有?|吗)?$|"
    "^(?:专家|学者|文章|报[上纸]|局长|领导)们?(?:里|上)?(?:说|讲|提|谈)(?:到|起)?过?(?:没有?|吗)$|"
    "^(?:有没有|有)(?:哪位|啥|什么)?(?:专家|人|局长)?(?:提|说|讲|谈)过?(?:这[茬事个点句]|这件事|这一点|类似的)?(?:儿|话)?(?:没有?|吗)$"
)
# 地理上怎么解释: of what is asked before.
_EXPLAINED = compiled(
    "^(?:专家|学者)?们?(?:从?[一-鿿]{2,4}?(?:上|角度))?(?:该|应该|要|又)?(?:怎么|怎样|如何|咋)(?:解释|理解|说明)$"
)
# 梳理了几大难处，分别是哪些
_SO_MANY = compiled("几[大个条点项种][一-鿿]{1,8}$")
_AND_WHICH = compiled("^(?:它们|这些)?(?:各自?|分别|都|具体|究竟|到底)+(?:是|有|指|叫|讲|说)*(?:哪|什么|啥)")
# 主张长期跟踪，看招了几个人: what is to be seen is no question.
_TO_SEE = compiled("^(?:看|看看|好|好让|让|以便)(?![来一])")
_THEIR_NAMES = compiled(
    "^(?:请|麻烦|再|也|顺便|另外|能不能|能否|可以)*(?:把|将)?(?:它们|这些|[这那][几\\d一二两三四五六七八九十]+[个项条])?"
    "(?:[\u4e00-\u9fff]{0,3}的)?(?:全部|所有|具体|完整)?的?名[字称目](?:一个不[落漏少差]|全部?|都|逐一?个?|一一|挨个|完整|地|也|给我)*"
    "(?:[报列念背写数]|说)(?:出来|一下|一遍|给我|上来|全|出)*$"
)
_LEVEL = compiled("(?:什么|啥|多[高大]的?|哪个?)(?:级别|等级|星级|档次|规模|程度|水平)")
_SOME_LEVEL = compiled("^是?(?:几|多少)个?[aA级星档]级?$")


def asks_nothing(piece: str, first: bool) -> bool:
    """Whether a clause only tells how to answer, or where; before any question (`first`) 文中怎么说 asks something."""
    if _MANNER.match(piece) or _NOT_ASKED.match(piece):
        return True
    return bool(_DOES_IT_SAY.match(piece) if first else _SAID_WHERE.match(piece) or _VERBATIM.match(piece))


def asks_for_names(piece: str) -> bool:
    """Whether a clause only asks for the names of what the question before counts: 把名字一个不落地报给我."""
    return bool(_THEIR_NAMES.match(piece))


def asks_who(piece: str) -> bool:
    """Whether a clause asks only who it is that the clause before speaks of."""
    return bool(_IS_WHO.match(piece))


def about_it(piece: str) -> bool:
    """Whether a clause asks something more of what the question before is about: 其目的是什么."""
    return bool(_ABOUT_IT.match(piece))


def completes(question: str, piece: str) -> bool:
    """Whether a clause belongs to the question before, and says what is asked there: 是书记还是市长, 出自哪篇文章."""
    asked = asked_for(question)
    return bool(
        _FROM_WHICH.match(piece)
        or _ITS_REASONS.match(piece)
        or _EXPLAINED.match(piece)
        or (_ONE_OR_OTHER.match(piece) and asked in ("who", "speaker", "body"))
        or (_AND_WHICH.match(piece) and _SO_MANY.search(question))
        or (_TO_SEE.match(piece) and asked == "speaker")
        or (_THAT_IDEA.match(piece) and asked_for(piece) == "speaker")
    )


def repeats(question: str, piece: str) -> bool:
    """Whether a clause only asks once more what the question before does: 是啥道理, 几个A."""
    again = _ONCE_MORE.match(any_place().sub("", piece))
    return bool(again or (_SOME_LEVEL.match(piece) and _LEVEL.search(question)))
