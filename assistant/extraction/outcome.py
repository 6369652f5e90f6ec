"""What became of a thing, and of what kind it is: asked of by words that an answer cannot do without.

Articles that announce things say little of how far they are, what came of them, what they cost or which is best. A
sentence that only names the thing is close to such a question in every word, and no answer to it.
"""

import re
from functools import lru_cache

from assistant.understanding.asked import Facet
from assistant.understanding.naming import same_names
from index.fold import fold, tagged_words
from index.patterns import compiled
from index.synonyms import find_synonyms, says, words_beside

_EVENT = (
    r"罚(?=[\d一二三四五六七八九十百千万多钱款])|取消|停工|停办|停建|叫停|延期|推迟|作废|废止|暂停|烂尾|倒闭|破产|裁员|辞职|免职|调走|落马|去世|(?<!少)被查|撤销|失败|泡汤|"
    "禁止|强制|罚款|处罚|惩戒|惩处|没收|吊销|通报|泄露|塌|死亡|受伤|伤亡"
)
_TREAT = r"好[吃喝玩逛]|特产|美食|攻略|小吃"
_QUARREL = (
    "争(?:起来|执|吵|论不休)|吵(?:起来|架|翻)|让(?:的|了|过)?步|谁让的|点名批评|反对|否决|投票|道歉|翻脸|闹翻|唱反调"
)
_WHEN = "哪一?年|哪个?月|哪一?天|什么时候|啥时候|何时|几时|几[年月]|多[久少]年?"
_TOOK_OFFICE = "当上|上任|就任|履新|升任|接任|调[任到来]|任命|走马"
_BESIDE_HIM = "副手|前任|继任|接班人|助[手理]|秘书(?!长)|搭档|爱人|妻子|丈夫|老师|导师"
_STAR = "歌[星手]|明星|演员|艺人|大腕|乐队|歌唱家"
_FACETS = (
    Facet(  # how far it is
        compiled(
            r"(?:修|建|挖|盖|铺|推进|进行)(?:到|得|的)(?:了?哪|什么|啥|怎|咋|如何)|"
            r"(?:修|建|盖|挖|铺|装)(?:好|完|成)了?(?:没|吗|多少)|完工|竣工|投用|落成|封顶|交付使用|(?<![利运应使作多再])用上(?!的|了(?:没|吗))|动工|开工(?:了)?(?:没|吗)|批(?:下来|准)"
        ),
        compiled("建成|完工|竣工|投用|投入使用|投产|开工|动工|进展到|已(?:经)?[建完开投启批]|获批"),
    ),
    Facet(
        compiled("进[展度](?:到|得|的)?(?:了?哪|什么|啥|怎|咋|如何|是)"),
        compiled("建成|完工|竣工|投用|投入使用|投产|开工|动工|进展到|已|加快推进|正在|启动"),
    ),
    Facet(  # when it will be done
        compiled(
            "(?:哪一?年|什么时候|何时|啥时候|几月|哪天)[^，。？]{0,4}?(?:建成|完工|竣工|通车|投用|通水|开通|开馆)"
        ),
        compiled("建成|完工|竣工|投用|投入使用|通车|通水|开通|开馆|[年月]底前"),
    ),
    Facet(compiled("用上了(?:没|吗)"), compiled("上线|投用|投入使用|已")),
    Facet(  # what came of it
        compiled(
            "(?:成效|成果|成绩|效果|收获|战果|完成情况)(?:如何|怎|咋|好不好|是什么|有哪些)|"
            "(?:取得|有|见)(?:到|得)?了?(?:什么|哪些|啥|怎样的|多大)(?:成效|成果|成绩|效果|收获)"
        ),
        compiled(
            r"(?:取得|得到|形成|见|有)了?[^，。；]{0,8}(?:成效|成果|成绩|效果)|(?:成效|成果|效果)(?:显著|明显)|成绩单|已|"
            r"(?:全部|超额|圆满|顺利)完成|完成(?:了|[^好，。]{0,6}\d)|达到?\d|实现了|增长(?:了|\d)|增速|超过|累计|率先|过去|"
            "以来|位居|同比|突破|解决了|好于|创新高|全年"
        ),
    ),
    Facet(  # what it is said to be
        compiled("定性(?!为)|(?:是|说成|称为|叫做?)(?:是|一?个)?(?:什么|啥|怎样)(?:样)?的?[“‘]?工程"),
        compiled("是[^，。；]{0,8}(?:工程(?![”’])|压舱石|主力军|主战场|核心|基础|之本|举措)"),
    ),
    Facet(  # whether it succeeds
        compiled(
            "(?:能不能|能否|会不会|能|可以)(?:成功|通过|评上|选上|申上|申下来|过关|完成(?:目标|任务)?吗|实现(?:目标)?吗)|(?:成功|评上|选上|通过)了(?:吗|没)"
        ),
        compiled("成功(?!经验)|通过(?:了|审)|评上|获评|入选|已(?:经)?|完成、|全部完成"),
    ),
    Facet(
        compiled("涨价|会涨|要涨|调高|提价|(?<!增速)涨(?:[到多几了]|不涨|吗)|降价|调价|[上下]调|跌|翻.?番|翻.?倍"),
        compiled("涨|跌|[上下]调|调整[水电气房票]?价|降价|上升|下降|倍|番"),
    ),
    Facet(compiled(_EVENT), compiled(_EVENT)),
    Facet(compiled(_TREAT), compiled(_TREAT)),
    Facet(  # since when there is such a thing
        compiled(rf"(?:{_WHEN})[^，。？]{{0,6}}?(?:提出|成立|印发|创立|诞生|兴起|定名)"),
        compiled("提出|成立|印发|创立|诞生|兴起|定名"),
    ),
    Facet(  # what came before it
        compiled(
            "行动[”’]?(?:出来|推出|部署)?(?:的?(?:之前|以前|头一年|前一年|上一年|前身))|接在[^，。？]{0,8}之后|承接的?是?(?:哪|什么|啥)"
        ),
        compiled("继|之后|此前|前身|承接"),
    ),
    Facet(  # into which classes
        compiled("(?:怎么|怎样|如何|咋)分(?:档|级|类|期|批)|分(?:成|为)?几(?:档|级|期|批)"),
        compiled(r"分[档级类期批](?!管理)|第一[档级]|[一二三\d][档级期批]"),
    ),
    Facet(  # how many times as much
        compiled("(?:翻|增|涨)(?:到|成)?(?:几|多少)番|(?:几|多少)倍"),
        compiled(r"翻[一两二三四五\d]|[一两二三四五\d]+倍"),
    ),
    Facet(  # what he was before
        compiled(
            "(?:当|任|做|担任|升)[^，。？]{0,8}(?:之前|以前|前)[，,]?[^，。？]{0,4}(?:在哪|是(?:什么|啥|干)|当|任|做)|"
            "(?:之前|以前|原先|原来|曾经?)[^，。？]{0,4}(?:在哪[^，。？]{0,4}(?:任职|工作|上班)|当过|任过)"
        ),
        compiled("曾任|原任|此前|历任|调任"),
    ),
    Facet(  # of whom it consists
        compiled("由[^，。？几多]{1,10}组成|成员(?:单位)?(?:是|有|包括|都)|[几哪多][^，。？]{0,3}成员"),
        compiled("组成|成员"),
    ),
    Facet(  # what can be done there
        compiled("(?:能|可以)(?:用来)?(?:办理?|查询?|做|干)(?:到)?(?:哪些|什么|啥)"),
        compiled("可以?(?=[\u4e00-\u9fff])|能够|办理|查询|提供|功能|用于"),
    ),
    Facet(compiled(_QUARREL), compiled(_QUARREL)),
    Facet(  # since when somebody holds a post
        compiled(rf"(?:{_WHEN})[^，。？]{{0,6}}?(?:{_TOOK_OFFICE})|(?:{_TOOK_OFFICE})[^，。？]{{0,8}}?(?:{_WHEN})"),
        compiled(_TOOK_OFFICE),
    ),
    Facet(compiled(rf"[他她]的?(?:{_BESIDE_HIM})"), compiled(_BESIDE_HIM)),
    Facet(  # which star, by name
        compiled(
            rf"(?:哪一?[几些两二三]?[位个名]?|谁这样的?)(?:当红|著名|知名|大牌)?(?:{_STAR})|(?:{_STAR})(?:是?叫|是)?(?:谁|什么|啥)"
        ),
        compiled(rf"(?:{_STAR})[\u4e00-\u9fff]{{2,3}}[、，等]|等(?:{_STAR})"),
    ),
    Facet(compiled("哪一?个厅(?!堂)|厅长"), compiled("厅(?!堂)")),
    Facet(  # which firms, by name
        compiled("(?:走访|拜访|考察|调研|对接|包联|挂钩|联系)[^，。？]{0,6}?哪一?[几些两二三]?家(?:企业|公司|厂)"),
        compiled("公司|集团|[\u4e00-\u9fff]{2}厂(?!房)"),
    ),
    Facet(  # from what consideration
        compiled(
            "(?:出于|基于)(?:什么|啥|何种?|哪些)(?:样的)?(?:考虑|原因|理由|目的|动机)|"
            "(?:目标|指标|任务)[^，。？]{0,4}为(?:什么|啥|何)[^，。？]{0,6}?(?:比|低于|少于)"
        ),
        compiled("因为|由于|为了|考虑到?|基于|鉴于|出于|所以|是因|旨在|以便"),
    ),
    Facet(  # which of them is most so
        compiled(
            r"(?:哪|谁)[^，。？]{0,10}?(?:最|更|比较)(?:[高低大小多少快慢好差强弱长短热富穷缺旱](?!一?(?:级|档|等|规格))|成功|先进|严重|管用|有效|受欢迎|有名|赚钱|值)|"
            r"最[高低大小多少快慢长短热][^，。？]{0,8}(?:是|在)?哪|排(?:在|名)?第[一二三]|第一名|排名"
        ),
        compiled("最|更(?!新|换|名|改)|首位|第一|领先|首要|递[减增]|依次"),
    ),
    Facet(
        compiled("(?:哪|谁)[^，。？]{0,10}?最(?:重要|关键|要紧|优先)"),
        compiled("最(?:为)?(?:重要|关键|要紧)|首要|首位|第一位|重中之重|优先"),
    ),
    Facet(  # what it is good for
        compiled("(?:能|可以?)(?:够)?(?:用来|拿来|用于|用在)(?:做|干)?(?:什么|啥|哪)"),
        compiled("用于|用来|用作|利用|置换|使用(?!权)"),
    ),
    Facet(  # what a play or a book tells
        compiled("讲(?:的是|述|了)*(?:一?个)?(?:什么|啥|怎样的?|哪[些个])(?:样的)?(?:故事|内容|情节)|剧情"),
        compiled("讲述|故事|情节|佳话|取材|改编"),
    ),
    Facet(  # where they have gone
        compiled("(?:去|跑|流|走)(?:到|向|往)?了?哪(?:里|儿|个?地方)?(?:去)?了"),
        compiled("涌向|流向|流入|外流|流失|前往|集中于|扎堆"),
    ),
    Facet(  # who says more of it
        compiled("谁(?:说|讲|谈|写)得更?(?:具体|详细|有道理|好|对|全面)"),
        compiled("更(?:具体|详细|全面)"),
    ),
    Facet(compiled("时长"), compiled(r"\d+(?:个?小时|分钟|天|年)|时长")),
    Facet(compiled("合不合理|合理(?:吗|么|不)|公不公平|公平(?:吗|么)"), compiled("合理|公平|公道")),
    Facet(  # which of two is more
        compiled("哪[边个家]?[多少大小高低长短](?:[？?，,]|$)"),
        compiled("[高低优好强多少大小]于|最|更|相比"),
    ),
    Facet(
        compiled("哪(?:几|[二三四五六七八九十])?个?(?:村|乡|镇|街道|小区|旗县|车站)|终点|起点"),
        compiled("村(?!供)|乡|镇(?!居民|新增)|街道|旗县|站|终点|起点"),
    ),
    Facet(compiled("哪[几些一]?个?(?:旗县?|县|苏木)"), compiled("旗|县|苏木")),
    Facet(
        compiled("哪[几些一二两三四五六]?[个座]?(?:盟市|地市|城市|省份)(?!的(?:目标|任务|数据|数字|计划))"),
        compiled("[\u4e00-\u9fff]{2}[市盟省](?![场民内里区级委])|呼包鄂|京津冀|长三角|粤港澳|蒙东|城市|省区"),
    ),
    Facet(
        compiled(
            "(?:怎么|怎样|如何|咋)(?:认定|评定|评选|认证|计算|核算|验收|报销|结算|缴纳|转移|落户|入学|算(?=出|的|$))"
        ),
        compiled("认定|评定|评选|认证|阶梯|累进|计算|核算|验收|报销|结算|缴纳|转移|落户|入学"),
    ),
    Facet(  # whether it has come about
        compiled("(?<![错对提说讲写谈到过])了(?:吗|没有?)[？?]?$"),
        compiled("已|去年|过去|近年|以来|截至|完成|达到|实现|出台|制定了|启动|召开|明确了|被实践|正在|加快推进"),
    ),
    Facet(
        compiled("在哪个?(?:旗|县|区|盟|市|省|国家?)"),
        compiled("位于|地处|坐落|[旗县盟区](?:的|境内)|联动|(?:经开|高新|航空|开发)区"),
    ),
    Facet(compiled("分管|主抓"), compiled("分管|主抓")),
    Facet(
        compiled(r"(?:同比|环比|(?:比|较)(?:去年|上年|前年|往年|同期))[^，。？]{0,8}(?:多少|几|吗|没)"),
        compiled("增[长加幅速多]|减|提高|降|高于|低于|上升|好于|同比"),
    ),
    Facet(  # by how much
        compiled(r"(?:比|较|和|与|跟)[^，。？]{1,10}(?:[高低多少大小]出?|相差|差)了?(?:多少|几(?![乎何]))"),
        compiled(r"(?:[高低多少大小增减降升差]|出|相差)[^，。；]{0,6}\d|百分点|倍"),
    ),
    Facet(
        compiled(
            "(?:单个|每[个家户人名]|一[个家户])[^，。？]{0,10}?(?:最多|最高|能|可以)(?:拿|领|得|贷|申请|补|给|有)?[^，。？]{0,4}多少"
        ),
        compiled("单个|每[个家户人名]|最[高多]|上限|不超过|以内"),
    ),
    Facet(  # what has begun by now
        compiled("(?!.*还是)已经?[^，。？]{0,10}?(?:开|建|落户|办|引进|签|到位|投用|上线)[^，。？]{0,4}?了"),
        compiled("已|过去|建成|去年|以来|完成"),
    ),
    Facet(  # what one thing of several cost
        compiled(
            "花(?:的|了|掉)?(?:钱|经费|资金)[多少]|(?:哪|谁)[^，。？]{0,8}?(?:花|投|拨)(?:的|了)?(?:钱|资金|经费)"
        ),
        compiled(r"\d[\d.]*[亿万]?元"),
    ),
    Facet(  # until when
        compiled(
            "[展办开演放持]到(?:(?:什么|啥)(?:时候|时间|日子)|何时|几[月号日点时]|哪[天一])|(?:什么时候|啥时候|何时|哪天|几号)[^，。？]{0,4}?(?:结束|截止|闭幕)"
        ),
        compiled(r"\d[^，。]{0,4}至|截止|结束|为止|到\d|闭幕"),
    ),
    Facet(compiled("人均|平均每|户均|每人(?:多少|几)"), compiled("人均|平均|每人|户均|万元")),
    Facet(
        compiled(
            "(?<!为)(?:什么|啥|哪些|有何)(?:样的)?(?:条件|门槛|资格)|资格要求|(?:条件|门槛|资格)(?:是什么|有哪些|是啥)|符合什么"
        ),
        compiled(r"须|符合|应当具备|学历|年满|周岁|以上的(?:企业|人员)"),
    ),
    Facet(
        compiled(r"(?:去|到|在|上)?哪(?:里|儿)?(?:能|可以)?买|咋买|怎么买|(?:怎么|咋|如何)预约|预订"),
        compiled("售票|窗口|预约|官网|小程序|热线"),
    ),
    Facet(
        compiled("在[\u4e00-\u9fff]{0,4}哪一?[个座家][\u4e00-\u9fff]{0,4}(?:馆|剧院|剧场|体育场)"),
        compiled("(?:在|于)[^，。；]{1,12}(?:馆|院|场)"),
    ),
    Facet(
        compiled("谁(?:导演|编剧|主演|主持|作曲|设计)|(?:导演|编剧|主演|作曲|主演演员)(?:是谁|叫什么|有谁)?[？?]?$"),
        compiled("导演|编剧|主演|主持|作曲|设计师"),
    ),
    Facet(
        compiled(
            "(?:利率(?!贷款)|利息(?![低高])|年化)[^，。？]{0,6}(?:多少|几|什么|啥|怎|咋|高不高|高吗)|(?:多少|几个?点|什么|啥|多高)的?(?:利率|利息(?![低高]))"
        ),
        compiled(r"利率|利息|%"),
    ),
    Facet(  # who spoke at a meeting
        compiled(
            r"(?:谁|哪一?[位个])[^，。？]{0,8}(?:讲的?话|讲了话|致辞|发言|主持|[作做]的?(?:报告|动员))|(?:讲话|致辞|发言|主持)的?(?:人|领导)?是(?:谁|哪(?!一?[类种]))"
        ),
        compiled(r"讲话|致辞|发言|主持(?!人)|[作做](?:报告|动员)"),
    ),
)
# 再生水能喝吗, 要不要自己掏钱: what is to be so; a claim (…，对吗) is put by other words.
_WHETHER = compiled(
    "(?:会不会|能不能|可不可以|要不要|用不用|需不需要|让不让|准不准|能否|有没有(?!人(?!才)|好处|说法|办法|用|影响|作用|关系|措施|要求|规定|[提说讲写谈]|可能|必要)|是否(?:会|能|要|可以))([^，。？吗]{1,14})(?:吗|[？?]|$|，)|"
    "(?<![不对是])(?:可以|能够?|会(?![议展员场])|需要|要(?!求|素|点)|准许?|允许|支持|反对|赞成)([^，。？]{1,12}?)(?:吗|么|没有?|不)[？?]?$"
)
_WHY = compiled("(?:为什么|为啥|为何)(?:这么|那么|老是|总是|一直)([^，。？]{1,8}?)[呢啊]?[？?]?$")  # 为什么这么难抢
_WHICH = compiled("(?:[对是真准]|没错)[吗么][？?]?$|谁|什么|啥|哪|多少|怎|咋|为何|几[个项条年月]")
# 能不能一个不少地报出名字: who asks so wants to be told, and not whether it can be.
_REQUESTS = compiled(
    "(?:能不能|能否|可不可以|可以)(?:给|帮|为|跟|和|对)?我?(?:把[^，。？]{0,8}?)?(?:一个不[少落漏差]|完整|逐[一个条]|挨个|都|全部?|地|的)*"
    "(?:[报列念背]|说[全出]|数出)[^，。？]{0,6}"
)
_EMPTY = compiled(
    "(?<=[多少快慢高低大小])一?[点些]儿?|下来|起来|出来|掉|自己|个|一上来|一起|现在|以后|今年|再|还|进(?!行)|被|给|都|了|的|得|把|就|也|很多?|多少?|几|[搞弄做办]"
)
_OURS = compiled("[我咱俺]们?这|这一?行")  # 有没有我们这一行的份: of the trade that was told
_USUAL = frozenset("有是要给看做办搞弄用来去能会说讲让把被上下出到为个人事大小多少")
_GRANT = "补贴|补助|奖励|津贴|奖金|优惠"
_MONEY_GIVEN = "资金|支持|扶持|贷款|兑现|减免|发放|政策"
_GRANTED = compiled(
    rf"([\u4e00-\u9fff]{{2,12}}?)(?:有没有|还有|还要|要|(?:另|单|增)?设立?|有|给|发|享受|能领|能拿|领|拿|的)*(?:多少|什么|啥|哪些|哪一?[种类项])?(?:钱的?)?(?:{_GRANT})"
)
_ANYBODY = compiled("政府|财政|国家|市里|文章|自治区|内蒙|呼和浩特|今年|去年|现在|企业|就业|公司|政策|措施")


def tells_outcome(question: str, sentence: str) -> bool:
    """Whether a sentence tells what a question asks of a thing's state, outcome, rank or conditions; True where the
    question asks of none of them."""
    said = fold(sentence)
    return all(one.shown.search(said) for one in _of_its_state(question))


@lru_cache(maxsize=256)  # each of its sentences is held against the same
def _of_its_state(question: str) -> tuple[Facet, ...]:
    asked = fold(question)
    return tuple(one for one in _FACETS if one.asked.search(asked))


def says_whether(question: str, sentence: str) -> bool:
    """Whether a sentence has any word of what a question asks to be so: 再生水能喝吗 wants something of drinking."""
    question = _REQUESTS.sub("", fold(question))
    found = _WHETHER.search(question) or _WHY.search(question)
    said = found[found.lastindex or 0] if found else ""
    predicate = "" if _OURS.search(said) else _EMPTY.sub("", said)
    if not predicate or (_WHICH.search(question) and not _WHY.search(question)):
        return True
    named = same_names(sentence)
    pairs = [predicate[i : i + 2] for i in range(len(predicate) - 1)] or [predicate]
    if says(named, words_beside(said)) or any(pair in named for pair in pairs):
        return True
    # 办个展 is said by 特展: a thing of one character ends the word for its kind.
    alone = tuple(
        word for word, tag in tagged_words(predicate) if len(word) == 1 and tag[0] in "nv" and word not in _USUAL
    )
    return bool(alone) and any(word.endswith(alone) for word, _ in tagged_words(named))


def gives(question: str, sentence: str) -> bool:
    """Whether a sentence speaks of money that is given, where a question does."""
    return not re.search(_GRANT, question) or bool(re.search(f"{_GRANT}|{_MONEY_GIVEN}", sentence))


def grants(question: str, sentence: str) -> bool:
    """Whether a sentence grants something to what the question asks it for: 新能源车补贴 is no 财政补贴."""
    question, sentence = fold(question), fold(sentence)
    found = _GRANTED.search(question)
    if not found:
        return True
    things = [word for word, tag in tagged_words(found[1]) if tag[0] in "nlji" and len(word) > 1]
    if not things or _ANYBODY.search(things[-1]):
        return True
    granted = re.search(f"{_GRANT}|{_MONEY_GIVEN}", sentence)
    # 给大学生的住房补贴: what it is for stands last.
    whole = [forms for start, end, forms in find_synonyms(found[1]) if things[-1] in found[1][start:end]]
    named = (things[-1], *words_beside(things[-1]), *(form for forms in whole for form in forms))  # 手艺好的工人
    return bool(granted) and says(sentence, named)
