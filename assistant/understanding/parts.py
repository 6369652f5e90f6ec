"""A question taken apart: several asked in one, one thing of a list."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.understanding.asked import Asked, asked_for, count_of, measure_of
from assistant.understanding.clauses import CLAUSE_ENDS, asks_something, has_subject, names_a_thing, names_somebody
from assistant.understanding.naming import same_names, subject
from assistant.understanding.query import CHECKS, Part
from assistant.understanding.scope import YEAR, any_place, only_year, periods
from assistant.understanding.trailing import about_it, asks_for_names, asks_nothing, asks_who, completes, repeats
from index.fold import numeral, tagged_words
from index.patterns import compiled

_CHECKED = compiled(
    r"(?P<number>(?<![\d.])\d[\d.]*万?|(?<=[有共了])[二两三四五六七八九十]+(?=[个项条])|[一二两三四五六七八九十百千]+[百千万])(?:多|余)?(?P<measure>个亿|亿元|万元|平方公里|公里|个|项|条|家|人|名|倍|元|万?块|处|座|种|万人|万)(?P<thing>[\u4e00-\u9fff]{0,4})"
)
_CLAIMED_DATE = compiled(
    "[\\d一二三四五六七八九十]{1,2}月(?!份?会)|\\d{1,2}[日号]|(?:春节|节|年|放假)(?:以|之)?[前后](?!复)"
)
_TWO_POSTS = compiled(
    r"([局委厅办](?:的)?(?:局长|主任|厅长))(?:和|与|、|以及)([\u4e00-\u9fff]+?(?:局长|主任|厅长)(?:分别|各)?(?:是谁|叫什么|是哪位))"
)
# 请回答三点：数量目标、投资下限、统计要求。
_COUNTED_OUT = compiled(
    r"(?:回答|说明|介绍|列出|给出|讲清|说清|要|求|问|查|给|报)[^，。：:]{0,4}"
    r"[二两三四五](?:点|项|个(?:问题|方面|数字?|数据|指标)|件事)[：:](?P<each>[^。？?]+)"
)
_ITEM = compiled(
    r"(?P<last>最后)(?:的?那)?一?(?:条|个|点|项|招)|(?P<first>打头的?那?|头|首)一?(?:招|条|个(?![^，。？是]{1,6}的)|点|项)|"
    r"第([一二三四五六七八九])(?:条|个|点|项|方面|步|招)|[“‘\"]([一二三四五六七八九])是[”’\"]"
)
# 第一条和第三条各是什么, 第一、第二条是什么，第三条又是什么
_ITEMS = compiled("第([一二三四五六七八九])(?=(?:条|个|点|项|步|招)|[、和与跟]第)")
_FIRST = compiled("[头首](?=一[条点项](?:[^，。？]{0,8}[，,、和与跟又][^，。？]{0,4}第[二三四五六七八九]))")
# 第二条是创新合作方式，那排在它前面的第一条是什么: what is known is not asked for.
_OTHER_ITEM = compiled(
    "[^，。？]{0,10}从第[二三四五六七八九](?:条|个|点|项|步|招)[^，。？]{2,18}(?:开始|起)的?[，,](?=.*第[一二三四五六七八九](?:条|个|点|项|步|招))|"
    '第[一二三四五六七八九](?:条|个|点|项|步|招)?(?:举措|措施)?是(?!什么|啥|哪|指|讲|说)[^，。？什啥哪]{2,16}[，,](?=.*(?:第[一二三四五六七八九](?:条|个|点|项|步|招)|[“‘"][一二三四五六七八九]是))'
)
_FROM_FIRST_TO_LAST = compiled("从?第一[条个点项](?:起|开始)?到(?:最后|末尾?)一?[条个点项]")
_SEVERAL_ITEMS = compiled(
    "第[一二三四五六七八九](?:条|个|点|项|步|招)?[^？]{0,6}(?:各自?|分别|又|都)?(?:是|讲|说|指)(?:的是)?(?:什么|啥)"
)
_WHICH_ITEMS = compiled(
    "(?:[和与跟、]?第[一二三四五六七八九](?:条|个|点|项|步|招)?)+(?:各自?|分别|又|都)*(?:是|讲|说|指)?(?:的是)?(?:什么|啥)?"
)
# 除去头一条“总量压力大”，剩下四条是什么: the list, of which all is told.
_ALL_BUT = compiled(
    "[，,]?除(?:去|了|开|掉)?(?:头|第)?[一二三]?(?:一?[条个点项])[^，。？]{0,16}(?:以外|之外)?[，,](?=(?:剩下|剩余|其余|另外)的?[二两三四五六七八九几][条个点项])"
)
_THE_REST = compiled(
    "(?:剩下|剩余|其余|另外)的?[二两三四五六七八九几][条个点项][^，。？]{0,4}?(?:是|有|指)?(?:什么|啥|哪些|哪几[条个点项])"
)
_NUMBERED = compiled(r"^(?:[（(][0-9一二三四五六七八九十]{1,2}[)）]|[①-⑩]|[0-9]{1,2}[.、．](?!\d))\s*")  # of questions
# 32项措施中，金融服务占几项: of the one kind, and not of all.
_OF_THEM = compiled(
    "(?:其中|当中|中(?=[，, ])|里面?|里头)[，, ]?(?P<thing>[\u4e00-\u9fff]{2,6}?)(?:要|该|得|应当?)?"
    "(?:这一?[块类项]|方面|类)?[占有]了?"
    "(?:多少|几)[项个条家]"
)
_OF_A_NAME = compiled("吧(?=[，。？ ]|$)|(?:之前|以前|之后)的")  # 六个行动是市里发起的吧: six are not asked for
_SET_BY = compiled(
    "是由?(?:[\u4e00-\u9fff]{2,10}?(?:国务院|中央|党委|[市县区盟旗]委|政府|部|委|厅|局|办|市|自治区)|国务院|[市区县]里|地方)(?:自己|自行|统一|专门)*"
    "(?:定|部署|提出|推出|发起|搞|下达|安排)的"
)
_LED_BY = compiled(
    "(?:是由?|由|归)[\u4e00-\u9fff]{1,12}?(?:局|委|厅|办|部门)(?:来)?(牵头|负责|主管)的?(?=[吗吧么对是？?，, ]|$)"
)
_NAME = "[“‘]?[一二两三四五六七八九十][\u4e00-\u9fff]{1,2}?[”’]?"
_LOOSE = "[“‘]?[A-Za-z\u4e00-\u9fff]{2,5}[”’]?"  # 绿电和智算
_NAMES = compiled(
    rf"^(?P<names>{_NAME}(?:[、和与跟及]{_NAME})+|(?:{_LOOSE}、)*{_LOOSE}[和与跟]{_LOOSE})(?:分别|各自|各|都)*"
    r"(?P<asked>(?:是|指|代表)(?:的是)?(?:什么|啥|何)(?:意思)?)[，,？? ]*$"
)
_THEY = ("专家", "学者", "局长", "领导", "记者", "文章")
_SEVERAL = 2
_INTERROGATIVE = compiled("多少|(?<![好这那])几|什么|啥|哪|谁|怎么|怎样|如何|咋|为何")
_IN_A_ROW = 3  # numbers: two may be of one thing (几个方面、多少项)
_OF_SOME = compiled(
    "^(?:让|把|给|将|帮)(?!我)[^，。？多哪谁什啥怎咋]*几[个家项条位处][^，。？多哪谁什啥怎咋]*$"
)  # 让几个盟市…
# 一共几项，落实了几项: the second is of those that are done.
_DONE_OF_THEM = compiled("^(?:已经?|现在|目前|到现在)*(?:落实|完成|办结|办完|实现|落地|做完|建成|开工)了(?:多少|几)")
_HOW_FAR = compiled(
    "^(?:那|又|都|它们)?(?:一共|总共|合计|总计|大概|大约)(?:是|有|为|花了?|给了?)?多少(?:钱|元|亿|亿元|万元)?(?:呢|了)?$|"
    "^(?:那|而)?(?:去年|上年|今年|到底|究竟|实际|真正)*(?:实际)?(?:完成|做到|达到|实现|干到|办到)了?(?:多少|几)[\u4e00-\u9fff]{0,2}(?:呢|了)?$"
)
_WHAT_NAME = compiled("叫(?:个|做)?(?:什么|啥)|(?:什么|啥)名[字头称堂]")
_ITS_PIECES = compiled(
    "^(?:它|那|又|里[面头]的?|其中的?)?(?:又|具体|分别|都|各)*(?:是|有|包括|指)*哪[二两三四五六七八九十]+[个项条]|"
    "^(?:它|那|里面|其中)的?[二两三四五六七八九十]+[个项条](?:具体|分别|都|各)*(?:是|有|包括|指)(?:什么|啥|哪)"
)
_OF_ITS_OWN = compiled("[A-Za-z]|\\d[A-Za-z]")  # 哪一处要争国家5A
_TO_WHOM = compiled("^(?:那|又|都|分别|各|具体)*(?:给|发|贷|借|分|拨|补)(?:给|到)?了?(?:哪|谁)")
_ITS_MEASURE = compiled(
    "^(?:那|又|它|其)?的?总?(?P<what>投资|造价|工期|预算|占地|面积|长度|规模)(?:额|总额)?(?:又)?(?:是|要|有|为|得|大概)*"
    "(?:多少|几|多[大长久])[^，。？]{0,3}$"
)
_OF_HIM = compiled("^(?:那|请问)?[他她]")


def parts_of(text: str, mentioned: Sequence[str] = ()) -> tuple[Part, ...]:
    """The questions that stand in one; a clause that asks nothing belongs to the next that does.

    `mentioned` has the words by which speakers are named: who is to have said it is no subject of its own.
    """
    found: list[str] = []
    waiting = ""
    text = _FROM_FIRST_TO_LAST.sub("逐条", text)
    text = _TWO_POSTS.sub(r"\1是谁，\2", text)
    if counted := _COUNTED_OUT.search(text):
        asked = [piece.strip() for piece in re.split("[、，；]|以及", counted["each"]) if has_subject(piece)]
        about = text[: counted.start()]
        return tuple(replace(part_of(f"{about} {one}", asked_for(one)), around=text, label=one) for one in asked)
    if asked_apart := of_topic(text) or _each_named(text):
        return asked_apart
    before_the_end = text.rstrip("？? ").replace("?", "？")
    for piece in CLAUSE_ENDS.split(_each_asked(text)):
        piece = _NUMBERED.sub("", piece.strip())
        if not piece or asks_nothing(piece, first=not found):
            continue
        if waiting and _OF_HIM.match(piece) and waiting.strip().endswith(tuple(mentioned)):
            waiting = ""  # 圆桌会里讲合作的康磊，他…: whom the question means
        if (found or waiting) and asks_who(piece):
            before = waiting.strip() or found.pop()
            found.append(f"{before} {piece}")
            waiting = ""
            continue
        if found and _DONE_OF_THEM.match(piece):
            found.append(f"{subject(found[-1])} {piece}")
            continue
        if found and _WHAT_NAME.search(found[-1]) and _ITS_PIECES.match(piece):
            found.append(f"{subject(found[-1])} {piece}")  # 那一套叫什么？具体是哪六项
            continue
        if found and _HOW_FAR.match(piece):
            found.append(f"{_what_is_counted(found[-1])} {piece}")  # …是成绩还是任务？去年实际做到多少
            continue
        its = _ITS_MEASURE.match(piece) if found else None
        if its and its["what"] not in found[-1]:
            found.append(f"{subject(found[-1])} {piece}")  # 引黄三期哪年通水，总投资多少
            continue
        if found and _TO_WHOM.match(piece):
            found.append(f"{subject(found[-1])} {piece}")  # 贷款总共多少，都给了哪几家
            continue
        if found and completes(found[-1], piece):
            found[-1] = f"{found[-1]} {piece}"
            continue
        if found and repeats(found[-1], piece):
            continue
        if found and asks_for_names(piece):
            found.append(f"{subject(found[-1])} 名字都列出来")
            continue
        if found and about_it(piece):
            found.append(f"{subject(found[-1])} {piece}")
            continue
        elsewhere = any_place().sub(" ", piece.removeprefix("其中"))
        if found and elsewhere != piece and not has_subject(elsewhere) and not _OF_ITS_OWN.search(elsewhere):
            found.append(f"{_thing_of(found[-1])} {piece}")  # 其中呼市几座: of the same thing
        elif found and not has_subject(piece) and _another(found[-1], piece):
            found.append(f"{subject(found[-1])} {piece}" if measure_of(piece) else piece)
        elif (
            found
            and asked_for(piece) == "when"
            and asked_for(found[-1]) != "when"
            and has_subject(found[-1])
            and not names_a_thing(piece)
        ):
            found.append(f"{subject(found[-1])} {piece}")  # 门票多少钱，哪天开门
        elif (
            _OF_SOME.match(piece)
            or names_somebody(piece, mentioned)
            or (not asks_something(piece) and not (f"{piece}？" in before_the_end and has_subject(piece)))
        ):
            waiting += piece + " "
        elif (
            found
            and not has_subject(waiting)
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


def _each_named(text: str) -> tuple[Part, ...]:
    """What each of several names means that are asked after together: 一控和两增是什么."""
    if not (found := _NAMES.match(text)):
        return ()
    names = re.split("[、和与跟及]", found["names"])
    return tuple(replace(part_of(f"{name}{found['asked']}", "fact"), around=text, label=name) for name in names)


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


def _thing_of(piece: str) -> str:
    """The last noun of a question that names no place: what it counts."""
    words = tagged_words(any_place().sub(" ", subject(same_names(piece))))
    return next((word for word, tag in reversed(words) if len(word) > 1 and tag[0] in "nsjl"), piece)


def _what_is_counted(piece: str) -> str:
    """What a question counts: the words that it quotes, or all of it, without figures and years."""
    quoted = re.search("[“‘]([^”’]{4,})[”’]", piece)
    return re.sub(r"\d[\d.]*[万亿]?[个项条家人名元]?", " ", YEAR.sub(" ", quoted[1] if quoted else subject(piece)))


def _another(last: str, piece: str) -> bool:
    """Whether a clause without a subject is yet no repetition: it is of another time, or counts in another measure."""
    counts = asked_for(last) == asked_for(piece) == "number" and measure_of(piece)
    return set(periods(piece)) > set(periods(last)) or (bool(counts) and measure_of(piece) != measure_of(last))


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
        if claimed := _LED_BY.search(text):
            # 是由市商务局牵头吗: which body it is is told, whichever that is.
            return Part(f"{text[: claimed.start()]}由哪个部门{claimed[1]}", "body", "", 0)
        if claimed := _SET_BY.search(text):
            # 是国务院定的吧: which body it was is told, whoever that is.
            return Part(f"{text[: claimed.start()]}是由哪个部门部署的", "body", "", 0)
        # 二月以前就开了吧: the true date is asked for; and 有四条 may be a wrong count.
        return Part(text.strip(), "when" if _CLAIMED_DATE.search(text) else asked, measure_of(text), 0)
    of_them = _OF_THEM.search(text) if asked == "number" else None
    count = 0 if asked == "fact" and _OF_A_NAME.search(text) else count_of(text)
    return Part(text.strip(), asked, measure_of(text), count, must=(of_them["thing"],) if of_them else ())


def number_asked(text: str) -> int:
    """Which thing of a list a text asks for (第二条: 2, 最后一条: -1), 0 if none."""
    item = _ITEM.search(text)
    if not item or item["last"]:
        return -1 if item else 0
    return 1 if item["first"] else numeral(item[3] or item[4])


def without_item(text: str) -> str:
    """A text without the number of a thing of a list."""
    return _ITEM.sub(" ", text)


def item_of(text: str) -> tuple[Part, ...]:
    """A question for one thing of a list: 康磊提的第二条是什么; () where it asks for none."""
    if _ALL_BUT.search(text):
        return (replace(part_of(_THE_REST.sub("有哪几条", _ALL_BUT.sub("", text)), "list"), items=0),)
    text = _FIRST.sub("第", _OTHER_ITEM.sub("", _FROM_FIRST_TO_LAST.sub("逐条", text)))
    several = list(dict.fromkeys(_ITEMS.findall(text)))
    if len(several) > 1 and _SEVERAL_ITEMS.search(text):
        about = _WHICH_ITEMS.sub(" ", text)
        parts = (replace(part_of(about, "list"), item=numeral(one), label=f"第{one}条") for one in several)
        return tuple(replace(one, around=text) for one in parts)
    item = _ITEM.search(text)
    if not item or not re.search(
        "是什么|是啥|怎么说|讲的|展开|具体|指什么|内容|干啥|干什么|[写说讲]的?(?:啥|什么)|规定", text[item.end() :]
    ):
        return ()
    return (replace(part_of(without_item(text), "list"), item=number_asked(text)),)
