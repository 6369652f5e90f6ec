"""A question taken apart: several asked in one, one asked of several, one thing of a list."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked import Asked, asked_for, count_of, measure_of
from assistant.naming import same_names, subject
from assistant.query import CHECKS, Part
from assistant.scope import YEAR, named_action, only_year, periods, region_of, side_by_side, years
from assistant.sides import any_place, asked_of_each, asks_for_means, how_much_each, of_each_thing
from index.fold import numeral, tagged_words
from index.synonyms import talk
from index.terms import load_terms

_SPLIT = re.compile(
    r"[，,；;？?！!。\n]|、(?=什么时候|啥时候|何时|哪天|几月|几号|怎么|为什么|谁(?!的))|"
    r"以及|还有(?!什么|哪|啥)|另外| (?=[^a-z0-9])",
    re.IGNORECASE,
)
_CHECKED = re.compile(
    r"(?P<number>(?<![\d.])\d[\d.]*万?|(?<=[有共了])[二两三四五六七八九十]+(?=[个项条])|[一二两三四五六七八九十百千]+[百千万])(?:多|余)?(?P<measure>个亿|亿元|万元|平方公里|公里|个|项|条|家|人|名|倍|元|万?块|处|座|种|万人|万)(?P<thing>[\u4e00-\u9fff]{0,4})"
)
_CLAIMED_DATE = re.compile(
    "[\\d一二三四五六七八九十]{1,2}月(?!份?会)|\\d{1,2}[日号]|(?:春节|节|年|放假)(?:以|之)?[前后](?!复)"
)
_TWO_POSTS = re.compile(
    r"([局委厅办](?:的)?(?:局长|主任|厅长))(?:和|与|、|以及)([\u4e00-\u9fff]+?(?:局长|主任|厅长)(?:分别|各)?(?:是谁|叫什么|是哪位))"
)
# 请回答三点：数量目标、投资下限、统计要求。
_COUNTED_OUT = re.compile(
    r"(?:回答|说明|介绍|列出|给出|讲清|说清|要|求|问|查|给|报)[^，。：:]{0,4}"
    r"[二两三四五](?:点|项|个(?:问题|方面|数字?|数据|指标)|件事)[：:](?P<each>[^。？?]+)"
)
_ITEM = re.compile(
    r"(?P<last>最后)(?:的?那)?一?(?:条|个|点|项|招)|(?P<first>头|首)一?(?:条|个(?![^，。？是]{1,6}的)|点|项)|"
    r"第([一二三四五六七八九])(?:条|个|点|项|方面|步|招)|[“‘\"]([一二三四五六七八九])是[”’\"]"
)
_COMPARES = re.compile(
    r"比一比|比比|比较|对比|相比|区别|不同|不一样|一样不|一样吗|差别|差异|差在|各自|分别|差多少|异同|各(?:说|讲|有|是|提)|compare|differ|versus|\bvs\b"
)
_OF_ANOTHER = re.compile(
    r"(?:怎么|怎样|如何|咋)?(?:评价|看待|看|回应|评论|反驳|点评|(?:不)?(?:赞成|赞同|同意|支持))[^，。？和与跟]{2,24}?的(?:观点|看法|主张|说法|意见|文章|建议|提法)"
)
_HIGHER_OR_LOWER = re.compile("[，,]?是?(?:[高多大快升涨]了?还是[低少小慢降跌]|[低少小慢降跌]了?还是[高多大快升涨])了?")
_WHO_OF_THEM = re.compile(r"(?:谁|哪一?[个位])(?:更)?(?:先|还)?(?:讲|说|提|主张|建议|谈|强调|用)(?:到|过|了|起)?")
# What only tells how to answer: it is no question of its own.
_MANNER = re.compile(
    r"^(?:请|麻烦|帮我?|给我?|能不能|可以|我|想)?(?:再)?(?:逐[项一个]|一条条|一个个|一一|挨个|一个不[落漏差]|完整地?|都|分别|全部?|具体|详细|简单)*(?:地|的|都)?"
    r"(?:列(?:出来?|举|一下|全|齐|列)?(?:来|出来)?|说(?:说|明|一下|全)?|讲(?:讲|一下)?|(?:考试|作业|汇报|开会|发言|报告|单位|领导|老师|孩子)?(?:里|上)?(?:要|得|等着)(?:背|用|交|考|抄|默写|引用)|比(?:比|一比)|数|写作业要用|介绍(?:一下)?|谢谢|急|在线等|给个数就行|两个数都给我|[念报背数]一[念报背数]|[念报背]出?来)(?:呗|吧|看)?$"
)


_NOT_ASKED = re.compile("^我?(?:不是|不|没)(?:问|要问|想问)")
_SAYS_OF = (
    "[^，。？和与跟、]{0,6}?(?:对(?![比照])|看待?|评价|回应|反驳|同意|赞[成同]|支持|批评|认同|认可)"
    "[^，。？和与跟、]{0,4}?"
)
# 其目的是什么: of what the question before speaks of.
_ABOUT_IT = re.compile(
    "^(?:各自|分别)|^(?:其|它的|这样做的?|此举的?|这么做的?)(?:目的|原因|理由|意义|依据|作用|效果|好处)|^[它其]?都?(?:包含|包括)(?:哪|什么|啥)"
)
# 这主意是哪位专家出的: of the clause before, whatever that looks like.
_THAT_IDEA = re.compile(
    "^(?:出)?[这那此](?:[个条种番句些]|一)*(?:主意|点子|招儿?|想法|说法|提法|建议|主张|观点|比喻|话|意见|思路|提醒|看法|呼吁)"
)
_SUCH_A_TEXT = re.compile("^[^，。？]{0,8}(?:谈|讲|说|写|聊)[^，。？]*[那这][篇段位]的?[\u4e00-\u9fff]{0,4}$")
_HEARD = re.compile(
    "(?:听|记得|据|报[纸上]?|书上|网上|新闻里?|文章里?|有人|人家|别人)[^，。？]{0,4}[说讲写]"
)  # 听邻居说, 我记得报上说
# 史卉说新行业有观察期: what somebody is to have said, no request to tell it.
_STATED = re.compile(
    "^(?!说|讲|谈|请|麻烦|帮|给|想|能|可以|再|介绍)[^，。？]{2,16}?(?<!怎么)(?<!如何)"
    "(?:[说讲写谈](?:了|过|的是)?(?=[^说讲一][^，。？]{5})|说(?=[^说讲一的到过起][^，。？]{3}))"
)
# 局里怎么讲的, 报上咋说的: of the question before.
_SAID_WHERE = re.compile(
    "^(?:局里|上面|官方|报[上纸]*[上里]?|文章里?|文中|里面|里头|原文|资料里?|版面上?|稿子里)(?:都|是|到底)?(?:怎么|怎样|咋|如何)(?:是)?(?:讲|说|提|写|介绍|规定|表述)的?$|"
    "^(?:原文|文中|文章里?|报上|里面)?[里中]?(?:是|又)?(?:怎么|怎样|咋|如何)(?:称呼|叫|称|表述)(?:的|它|这[种个项][\u4e00-\u9fff]{2,4})?$"
)
_ONE_OR_OTHER = re.compile("^(?:到底|究竟)?是[^，。？是]{1,8}还是[^，。？是]{1,8}$")  # 是书记还是市长
# 出自哪篇文章, 标题叫什么: of what is asked before.
_FROM_WHICH = re.compile(
    "^(?:这[句段]?话?)?(?:都|分别|又|是)?(?:出自|来自|登在|刊[在于登]+|写在|见于|在)?(?:的是)?(?:哪一?篇|什么文章)[^，]{0,6}$|^(?:文章|报道|那篇)的?(?:标题|题目|名字?)(?:是|叫)?(?:什么|啥|哪个)[^，]{0,3}$"
)
# 专家给说了哪些原因: of what is asked before.
_ITS_REASONS = re.compile(
    "^(?:专家|文章|文中|他|她)?们?(?:都|给|是)*(?:说|列|讲|分析|总结|归纳|提)(?:到|出|了|过)*(?:哪[些几]|几|什么|啥)[个条点种]?(?:原因|理由|缘故)$"
)
# 是啥道理, 呼市咋规定的, 有专家提过没: the question before, once more.
_ONCE_MORE = re.compile(
    "^(?:这|那)?(?:到底|究竟)?(?:又|都)?(?:图(?:个|的是)?|是|为的?是?|因为)(?:个|因为)?(?:什么|啥|何|哪门子)(?:道理|原因|缘故|原理|讲究|说法|理)?$|"
    "^(?:专家|学者|局长|文章|他|她)们?(?:觉得|认为|说|讲)?(?:是|都)*(?:因为|由于)(?:什么|啥)$|"
    "^(?:专家|学者|文章|文中|他|她)们?(?:都|给|是)*(?:说|讲|分析|总结)(?:了|过)?的?(?:个|是)?(?:什么|啥|哪些)(?:原因|理由|道理)$|"
    "^(?:专家|学者)?们?(?:怎么|怎样|如何|咋)(?:规定|要求|说|讲|提|看)的?$|"
    "^(?:官方|政府|市里|上头|上面)?有(?:没有)?(?:这|此)(?:个|种|项)?(?:打算|计划|想法|安排|规矩|说法|政策|规定)(?:没有?|吗)?$|"
    "^(?:专家|学者|文章|报[上纸]|局长|领导)们?(?:里|上)?(?:说|讲|提|谈)(?:到|起)?过?(?:没有?|吗)$|"
    "^(?:有没有|有)(?:哪位|啥|什么)?(?:专家|人|局长)?(?:提|说|讲|谈)过?(?:这[茬事个点句]|这件事|这一点|类似的)?(?:儿|话)?(?:没有?|吗)$"
)
_IS_WHO = re.compile("^(?:那|这|他|她)?(?:个人|位)?(?:到底|究竟)?是(?:谁|哪一?位)(?:啊|呀|呢|来着)?$")  # 主张…的，是谁
_NUMBERED = re.compile(
    r"^(?:[（(][0-9一二三四五六七八九十]{1,2}[)）]|[①-⑩]|[0-9]{1,2}[.、．](?!\d))\s*"
)  # of questions
# 32项措施中，金融服务占几项: of the one kind, and not of all.
_OF_THEM = re.compile(
    "(?:其中|当中|中(?=[，, ])|里面?|里头)[，, ]?(?P<thing>[\u4e00-\u9fff]{2,6}?)(?:这一?[块类项]|方面|类)?[占有]了?"
    "(?:多少|几)[项个条家]"
)
_SET_BY = re.compile(
    "是由?(?:[\u4e00-\u9fff]{2,10}?(?:国务院|中央|党委|[市县区盟旗]委|政府|部|委|厅|局|办)|国务院)(?:统一|专门)?"
    "(?:定|部署|提出|推出|发起|搞|下达|安排)的"
)
# 地理上怎么解释: of what is asked before.
_EXPLAINED = re.compile(
    "^(?:专家|学者)?们?(?:从?[一-鿿]{2,4}?(?:上|角度))?(?:该|应该|要|又)?(?:怎么|怎样|如何|咋)(?:解释|理解|说明)$"
)
# 梳理了几大难处，分别是哪些
_SO_MANY = re.compile("几[大个条点项种][一-鿿]{1,8}$")
_AND_WHICH = re.compile("^(?:它们|这些)?(?:各自?|分别|都|具体|究竟|到底)+(?:是|有|指|叫|讲|说)*(?:哪|什么|啥)")
# 主张长期跟踪，看招了几个人: what is to be seen is no question.
_TO_SEE = re.compile("^(?:看|看看|好|好让|让|以便)(?![来一])")
_THEY = ("专家", "学者", "局长", "领导", "记者", "文章")
_NONE = re.compile("(?<!有)没有?(?:什么|啥|多少|几个)(?=[一-鿿])")  # 没啥客人
_LEVEL = re.compile("(?:什么|啥|多[高大]的?|哪个?)(?:级别|等级|星级|档次|规模|程度|水平)")
_SOME_LEVEL = re.compile("^是?(?:几|多少)个?[aA级星档]级?$")
_SEVERAL = 2
_INTERROGATIVE = re.compile("多少|(?<![好这那])几|什么|啥|哪|谁|怎么|怎样|如何|咋|为何")
_DOES_IT_SAY = re.compile(
    "^(?:专家|学者|文章里?|文中|报[上纸]里?|局长|领导)们?(?:有没有)?(?:说|讲|提)(?:没|没有)?(?:说|讲|提)?(?:过|到)?$"
)
_IN_A_ROW = 3  # numbers: two may be of one thing (几个方面、多少项)
_OF_YEAR = re.compile("的?(?:实际|计划|目标|完成|任务)(?:人?数(?!字)|值|量)(?:与|和|跟)?")  # 上年的完成数与今年的计划数
_PAGES = re.compile("(?:专家)?圆桌会?(?:栏目)?的?(?:主持人语?)?|专版的?(?:导语|开头|开场白)?|导语|主持人语?")
_WHO_MORE = re.compile("[，,]?(?:哪一?[个边]|谁)[^，。？]{0,3}(?:更|比较)?[高低多少大小](?=[，,？?](?:分别|各))")
_WHO_MORE_THEN = re.compile(rf"{_WHO_MORE.pattern}|[，,？?](?:哪一?[个边]|谁)更[^，。？]{{1,4}}[？?]?$")
_WHICH_MORE = re.compile("[，,](?:到底)?(?:哪一?[个年边]|谁)[^，。？]{0,3}(?:更|比较)?[高低多少大小](?=[，,。？?]|$)")
_OF_HIM = re.compile("^(?:那|请问)?[他她]")
_ASKING_SOMETHING = re.compile(
    "([\u4e00-\u9fff]{1,2})不\\1|还是|吗|什么|是否|有没有|哪|呢|(?:谈|讲|介绍|说)(?![的得到过起法]|$)|啥|咋|不$|没有?$|么$|能不能|会不会|要不要|还[^，]{1,8}不|做什么|概括|简述|"
    r"\b(?:is|are|does|do|did|was|were|what|tell|explain|describe)\b"
)


def parts_of(text: str, mentioned: Sequence[str] = ()) -> tuple[Part, ...]:
    """The questions that stand in one; a clause that asks nothing belongs to the next that does.

    `mentioned` has the words by which speakers are named: who is to have said it is no subject of its own.
    """
    found: list[str] = []
    waiting = ""
    text = _TWO_POSTS.sub(r"\1是谁，\2", text)
    if counted := _COUNTED_OUT.search(text):
        asked = [piece.strip() for piece in re.split("[、，；]|以及", counted["each"]) if has_subject(piece)]
        about = text[: counted.start()]
        return tuple(replace(part_of(f"{about} {one}", asked_for(one)), around=text, label=one) for one in asked)
    if asked_apart := of_topic(text):
        return asked_apart
    for piece in _SPLIT.split(_each_asked(text)):
        piece = _NUMBERED.sub("", piece.strip())
        if (
            not piece
            or _MANNER.match(piece)
            or (not found and _DOES_IT_SAY.match(piece))
            or _NOT_ASKED.match(piece)
            or (found and _SAID_WHERE.match(piece))
        ):
            continue
        if waiting and _OF_HIM.match(piece) and waiting.strip().endswith(tuple(mentioned)):
            waiting = ""  # 圆桌会里讲合作的康磊，他…: whom the question means
        either = bool(_ONE_OR_OTHER.match(piece)) and bool(found) and asked_for(found[-1]) in ("who", "speaker", "body")
        if found and (either or _FROM_WHICH.match(piece) or _ITS_REASONS.match(piece)):
            found[-1] = f"{found[-1]} {piece}"
            continue
        if (found or waiting) and _IS_WHO.match(piece):
            before = waiting.strip() or found.pop()
            found.append(f"{before} {piece}")
            waiting = ""
            continue
        if found and _ONCE_MORE.match(any_place().sub("", piece)):
            continue
        if found and (_EXPLAINED.match(piece) or (_AND_WHICH.match(piece) and _SO_MANY.search(found[-1]))):
            found[-1] = f"{found[-1]} {piece}"
            continue
        if found and asked_for(found[-1]) == "speaker" and _TO_SEE.match(piece):
            found[-1] = f"{found[-1]} {piece}"
            continue
        if found and _SOME_LEVEL.match(piece) and _LEVEL.search(found[-1]):
            continue  # 评啥级别，几个A
        if found and _ABOUT_IT.match(piece):
            found.append(f"{subject(found[-1])} {piece}")
            continue
        if found and _THAT_IDEA.match(piece) and asked_for(piece) == "speaker":
            found[-1] = f"{found[-1]} {piece}"
            continue
        elsewhere = any_place().sub(" ", piece.removeprefix("其中"))
        if found and elsewhere != piece and not has_subject(elsewhere):
            found.append(f"{_thing_of(found[-1])} {piece}")  # 其中呼市几座: of the same thing
        elif found and not has_subject(piece) and _another(found[-1], piece):
            found.append(f"{subject(found[-1])} {piece}" if measure_of(piece) else piece)
        elif (
            found
            and asked_for(piece) == "when"
            and asked_for(found[-1]) != "when"
            and has_subject(found[-1])
            and not _names_a_thing(piece)
        ):
            found.append(f"{subject(found[-1])} {piece}")  # 门票多少钱，哪天开门
        elif _names_somebody(piece, mentioned) or (
            not asks_something(piece) and not (f"{piece}？" in text.replace("?", "？") and has_subject(piece))
        ):
            waiting += piece + " "
        elif (
            found
            and not has_subject(_without(piece, (*mentioned, *_THEY)))
            and (
                (asked_for(found[-1]) == "fact" and asked_for(piece) == "speaker")
                or asked_for(piece) in (asked_for(found[-1]), "fact", "list", "how")
            )
        ):
            # 都叫什么, 一共几条, 到底是哪四样: asks the same once more.
            found[-1] = f"{found[-1]} {waiting}{piece}"
            waiting = ""
        else:
            found.append(waiting + piece)
            waiting = ""
    if not found:
        return (part_of(text, asked_for(text)),)
    if waiting:
        found[-1] = f"{found[-1]} {waiting}".strip()
    if len(found) > 1 and not has_subject(found[0]):
        found[:2] = [f"{found[0]} {found[1]}"]
    return tuple(replace(part_of(piece, asked_for(piece)), around=text if len(found) > 1 else "") for piece in found)


def of_topic(text: str) -> tuple[Part, ...]:
    """The questions that stand in a row behind a topic and a colon, each asked of it; () where none do."""
    about, colon, rest = re.sub("[:：]", "：", text).partition("：")
    pieces = [piece.strip() for piece in re.split("[、，；？?。]", rest) if piece.strip()]
    if not colon or len(pieces) < _SEVERAL or not has_subject(about) or asks_something(about) or "。" in about:
        return ()
    if not all(_INTERROGATIVE.search(piece) and asked_for(piece) != "fact" for piece in pieces):
        return ()
    parts = [part_of(f"{about} {piece}", asked_for(piece)) for piece in pieces]
    return tuple(
        replace(part, text=YEAR.sub(" ", part.text), around=text, label=piece, year=only_year(piece))
        for part, piece in zip(parts, pieces, strict=True)
    )


def _each_asked(text: str) -> str:
    """A question with commas between things that stand in a row and are each asked of: 来了多少人、目标多少."""
    clauses = re.split("([，；。？?！!\n])", text)
    return "".join(
        clause.replace("、", "，") if _asks_apart([asked_for(piece) for piece in clause.split("、")]) else clause
        for clause in clauses
    )


def _asks_apart(kinds: Sequence[Asked]) -> bool:
    """Whether what stands in a row asks for several numbers, or for a number and for somebody or a day."""
    numbers = kinds.count("number")
    return numbers == len(kinds) >= _IN_A_ROW or (
        0 < numbers < len(kinds) and {*kinds} <= {"number", "body", "when", "who"}
    )


def _without(piece: str, mentioned: Sequence[str]) -> str:
    for words in mentioned:
        piece = piece.replace(words, " ")
    return piece


def _counted_or(text: str) -> Asked:
    """What is asked of each of two things: how many wherever there is a number to ask for."""
    return "number" if re.search("多少|(?<!哪)几", text) else asked_for(text)


def _thing_of(piece: str) -> str:
    """The last noun of a question that names no place: what it counts."""
    words = tagged_words(any_place().sub(" ", subject(same_names(piece))))
    return next((word for word, tag in reversed(words) if len(word) > 1 and tag[0] in "nsjl"), piece)


def _another(last: str, piece: str) -> bool:
    """Whether a clause without a subject is yet no repetition: it is of another time, or counts in another measure."""
    counts = asked_for(last) == asked_for(piece) == "number" and measure_of(piece)
    return set(periods(piece)) > set(periods(last)) or (bool(counts) and measure_of(piece) != measure_of(last))


def has_subject(piece: str) -> bool:
    """Whether a clause says what it asks about."""
    return any(tag[0] in "nvijls" for tag in _tags_of_subject(piece))


def _names_a_thing(piece: str) -> bool:
    """Whether a clause has a noun of its own."""
    return any(tag[0] in "njls" or tag == "vn" for tag in _tags_of_subject(piece))


def _tags_of_subject(piece: str) -> list[str]:
    """The parts of speech of the words that say what a clause asks about."""
    words = tagged_words(subject(YEAR.sub(" ", same_names(piece))))
    return [tag for word, tag in words if len(word) > 1 and word not in talk()]


def part_of(text: str, asked: Asked) -> Part:
    """A part of these words, with its measure, its count and the figure that it asks to have confirmed."""
    checked = _CHECKED.search(text) if asked == "fact" and CHECKS.search(text) else None
    if checked:
        # 一共9个方面，没记错吧: the true figure is asked for.
        measure = {"个亿": "亿元", "万": "人", "块": "元", "万块": "元"}.get(
            checked["measure"], checked["measure"].lstrip("万")
        )
        thing = re.split("[对是没吧吗么不的还这那个数]", checked["thing"])[0]
        return Part(text.strip(), "number", measure, 0, checked=(checked["number"], measure, thing))
    if asked == "fact" and CHECKS.search(text):
        if claimed := _SET_BY.search(text):
            # 是国务院定的吧: which body it was is told, whoever that is.
            return Part(f"{text[: claimed.start()]}是由哪个部门部署的", "body", "", 0)
        # 二月以前就开了吧: the true date is asked for; and 有四条 may be a wrong count.
        return Part(text.strip(), "when" if _CLAIMED_DATE.search(text) else asked, measure_of(text), 0)
    of_them = _OF_THEM.search(text) if asked == "number" else None
    return Part(text.strip(), asked, measure_of(text), count_of(text), must=(of_them["thing"],) if of_them else ())


def _of_another(text: str, named: Sequence[str]) -> str:
    """The one of whom the first that is named is asked to say something (甲怎么看乙的观点): nobody's own view."""
    first, second = named[:2]
    if re.search(f"{re.escape(first)}{_SAYS_OF}{re.escape(second)}", text):
        return second
    about = _OF_ANOTHER.match(text.partition(first)[2])
    return next((words for words in named[1:] if about and words in about[0]), "")


def sides_of(text: str, said_by: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[Part, ...]:
    """The question put to each of several people, bodies or years that it compares; a clause that names one of them
    is asked of that one alone. () where it compares nothing."""
    if of_topic(text):
        return ()
    apart = [(words, names) for words, names in said_by]
    if len(apart) > 1 and (other := _of_another(text, [words for words, _ in apart])):
        return (replace(part_of(text, "fact"), speakers=apart[0][1], must=(other,), around=text),)
    if _WHO_OF_THEM.search(text) or (asked_for(text) == "speaker" and re.search("还是|是哪一?位|是谁", text)):
        return ()
    people = len(apart) > 1 and (
        _COMPARES.search(text) or all(words in names for words, names in apart) or "和" in text or "跟" in text
    )
    if len(apart) > 1 and not people:
        people = (
            len({names for _, names in apart}) > 1
            and len([p for p in _SPLIT.split(text) if any(w in p for w, _ in apart)]) > 1
        )
    if people:
        parts = []
        put = asked_of_each(text, [words for words, _ in apart], _COMPARES, has_subject)
        means: Asked = "how" if asks_for_means(text) else "fact"
        for (words, names), said in zip(apart, put, strict=True):
            asked = asked_for(said)
            parts.append(
                replace(
                    part_of(said, means if asked in ("who", "speaker", "fact") else asked),
                    speakers=names,
                    around=text,
                    label=f"{words}的说法",
                )
            )
        return tuple(parts)
    places = side_by_side(text)
    if places:
        counted = bool(re.search("多少|几", text))  # 各多少方？谁更省水
        text = how_much_each(_WHO_MORE_THEN.sub("", text) if counted else _WHO_MORE.sub("", text))
    if len(places) > 1 and re.search("[各和与、及]|分别", text) and "还是" not in text and not CHECKS.search(text):
        forms = [form for one in load_terms().regions for form in sorted(one.forms, key=len, reverse=True)]
        bare = _PAGES.sub(" ", re.sub("|".join(forms), " ", text))
        return tuple(
            replace(part_of(f"{place} {bare}", asked_for(text)), region=place, label=f"{place}的情况")
            for place in places
        )
    text = _HIGHER_OR_LOWER.sub(" ", text)
    both = list(dict.fromkeys(years(text)))
    if len(both) < 2 and (things := of_each_thing(text, has_subject)):
        return tuple(replace(part_of(said, _counted_or(said)), around=text, label=name) for name, said in things)
    if len(both) == 2 and len(YEAR.findall(text)) >= 2 and "还是" not in text and not CHECKS.search(text):
        bare = YEAR.sub(" ", _COMPARES.sub(" ", _OF_YEAR.sub(" ", _WHICH_MORE.sub("", text))))
        asked = asked_for(text)
        return tuple(
            replace(part_of(bare, asked if asked != "fact" else "number"), year=year, label=f"{year}年的情况")
            for year in both
        )
    return ()


def placed(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Parts that name different places or actions, each with its own; one that names no place has that before it."""
    if any(one.speakers for one in parts):
        return tuple(parts)  # the sides of a comparison answer each for the place that is their own
    regions = [one.region or region_of(one.text) for one in parts]
    actions = [one.action or named_action(one.text) for one in parts]
    if len(set(filter(None, regions))) > 1:
        regions = [one or next(filter(None, regions[i::-1]), "") for i, one in enumerate(regions)]
        parts = [replace(part, region=region) for part, region in zip(parts, regions, strict=True)]
    if len(set(filter(None, actions))) > 1:
        parts = [replace(part, action=action) for part, action in zip(parts, actions, strict=True)]
    return tuple(parts)


def number_asked(text: str) -> int:
    """Which thing of a list a text asks for (第二条: 2, 最后一条: -1), 0 if none."""
    item = _ITEM.search(text)
    if not item or item["last"]:
        return -1 if item else 0
    return 1 if item["first"] else numeral(item[3] or item[4])


def without_item(text: str) -> str:
    """A text without the number of a thing of a list."""
    return _ITEM.sub(" ", text)


def _names_somebody(piece: str, mentioned: Sequence[str]) -> bool:
    """Whether a clause only says by what somebody speaks of whom is meant: 讲区域合作的那个康磊."""
    return (
        any(
            re.fullmatch(rf"[^，。？]*(?:谈|讲|说|写|管)[^，。？]*的(?:那[个位])?{re.escape(words)}", piece)
            for words in mentioned
        )
        and asked_for(piece) == "fact"
    )


def asks_something(text: str) -> bool:
    """Whether a clause is a question at all; 讲企业帮扶的那篇采访 only says of what the next one asks."""
    if _SUCH_A_TEXT.search(text):
        return False
    text = _NONE.sub("没", text)
    return asked_for(text) != "fact" or bool(_ASKING_SOMETHING.search(_STATED.sub(" ", _HEARD.sub(" ", text))))


def item_of(text: str) -> tuple[Part, ...]:
    """A question for one thing of a list: 康磊提的第二条是什么; () where it asks for none."""
    item = _ITEM.search(text)
    if not item or not re.search(
        "是什么|是啥|怎么说|讲的|展开|具体|指什么|内容|干啥|干什么|[写说讲]的?(?:啥|什么)|规定", text[item.end() :]
    ):
        return ()
    return (replace(part_of(without_item(text), "list"), item=number_asked(text)),)
