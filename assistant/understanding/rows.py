"""Things that stand in a row in a question and are each asked of: actions, quoted words, the heads of two bodies."""

import re
from dataclasses import replace

from assistant.understanding.asked import Asked, asked_for
from assistant.understanding.parts import part_of
from assistant.understanding.query import CHECKS, Part
from index.patterns import compiled
from index.terms import load_terms

_TWO = 2
_INTERROGATIVE = compiled("多少|几|什么|啥|哪|谁|怎|咋|如何|何|吗|呢")
_OF_EACH_PLAN = compiled("(?:各自?|分别)[^，。？]{0,8}(?:多少|几)")
_BY_THE_COUNT = compiled("^(?:就|按|论|从|比)(措施|举措|任务|办法|政策)的?[条项个]数(?:来?[论看说比])?[，,]")
_EACH = compiled("各自?|分别")
_WHICH_HAS_MORE = compiled(
    "(?:哪一?[个边家种]|谁)的?(?:列的?|有的?|定的?)?(?:具体)?(?P<what>[\u4e00-\u9fff]{0,6}?)(?:的?[条项个]数)?(?:更|比较)?[多少](?:一?[些点])?[？?，,]"
)
_SO_MANY = compiled("(?:是|有|列了)?(?:多少|几)(?P<in>[条项个])?$")
_HOW_MANY_OF = compiled("(措施|举措|任务|办法|政策|要求)的?[条项个]数")
_HEADS_OF_TWO = compiled(  # 甲局和乙局的局长分别叫什么
    "^(?:请问)?(?P<one>[\u4e00-\u9fff]{2,12}?[局委厅办])(?:和|与|跟|同|、|以及)(?P<other>[\u4e00-\u9fff]{2,12}?[局委厅办])的?"
    "(?P<post>局长|主任|一把手|负责人|领导)(?:分别|各自?|都|又)*(?:是谁|是哪一?[位个]|(?:姓|叫)(?:什么|啥)(?:名字?)?)[？?]?$"
)
_ONE_BY_ONE = compiled("[？?，,]\\s*(?:请|麻烦)?(?:逐[项一个条]|一一|挨个)[^，。？什啥哪多几谁]{0,6}[。？?]?$")
_IN_ROW = "[^，。？：:、和与跟各哪什啥多几谁这那“”‘’]{1,10}"
# 甲、乙、丙这三种“经济”，文旅局各自办些什么
_THINGS_IN_A_ROW = compiled(
    f"^(?P<about>[^，。？、]{{2,24}}[，,：:])?(?P<names>{_IN_ROW}(?:、{_IN_ROW})+?(?:[和与跟]{_IN_ROW}?)?)"
    "(?:这?[二两三四五六](?:种|个|项|类|样|条|方面|大块?)(?P<kind>[“‘]?[\u4e00-\u9fff]{0,4}?[”’]?))?(?P<of>的[\u4e00-\u9fff]{2,8}?)?"
    "[，,]?(?P<who>[^，。？、各]{0,14}?)(?:各自?|分别)(?P<asked>[^，。？、]{0,8}?(?:多少|几|什么|啥|哪|怎|咋)[^，。？、]{0,8})[？?]?$"
)
_SOME_SAY = compiled(
    "(?:有人|有的人?|一[个位][^，。？]{0,3})(?:说|主张|提出|建议|认为)?(?:要|应该?|想)([^，。？]{4,30})[，,]"
)
_WORDS_IN_A_ROW = compiled(
    "[“‘][^”’]{2,16}[”’](?:(?:和|与|跟|、|，)?[“‘][^”’]{2,16}[”’])+(?=[^“”‘’]*(?:各自?|分别)[^“”‘’]{0,4}(?:谁|哪一?[位个]))"
)


_NUMBERED = compiled("(?<=[“‘、])[一二两三四五六七八九十][\u4e00-\u9fff](?=[、”’])")
_BY_ONE = compiled("(?:(?<=[：:，,；;])|(?<=[和、]))([\u4e00-\u9fff])的(?=(?:又|都|各|分别)*(?:是|有|指))")
# 一处景区要争…，另一处要评…，这两处分别叫什么: neither says what it is called, and each is asked of by itself.
_ONE_AND_OTHER = compiled(
    "(?<![唯哪同另])一(?P<of>[处个座条项家场种出套部])(?P<first>[^，。？]{3,30}?)(?:[，,、]|和|与|以及|还有)+(?:另|再)?(?:外)?一(?P=of)(?P<second>[^，。？]{3,30})"
    "[，,]\\s*(?:[这那]?[两俩](?P=of)?|它们)?的?(?P<names>名[称字]|全称)?(?:分别|各自?|都)(?P<asked>(?:是|叫|怎么|怎样|如何|咋|有|在)[^，。？]{1,10})[？?]?$"
)
# 要排一出话剧，还要编一套书，话剧叫啥、书编到第几辑: each question belongs to the clause that has its thing.
_EACH_THING = compiled(
    "^(?P<told>[^。？]{8,60}?)[，,。](?P<one>[^，。？、]{3,14})[、，,](?P<other>[^，。？、]{3,14})[？?]?$"
)
_ASKS_OF_IT = compiled(
    "(?P<thing>[\u4e00-\u9fff]{1,4}?)(?:是|叫|又|要|都|编|拍|办|建|开|定|写|出|做|有|该|的)*(?:多少|几|第几|什么|啥|哪|怎|咋|到)"
)


def spelt_out(text: str) -> str:
    """A question for the pieces of a name by one character of each (“一控、四减”，控的是什么) with their names."""
    pieces = {name[1]: name for name in _NUMBERED.findall(text)}
    if len(pieces) < _TWO or len(found := _BY_ONE.findall(text)) < _TWO or not all(one in pieces for one in found):
        return text
    named = _BY_ONE.sub(lambda one: f"“{pieces[one[1]]}”", text)
    return next((named[one.start() :] for one in _BY_ONE.finditer(text)), text)


def one_and_other(text: str) -> tuple[Part, ...]:
    """What is asked of each of two things that a question only describes; () where it describes no two."""
    if both := _ONE_AND_OTHER.search(text):
        asked = "叫什么" if both["names"] else both["asked"]
        return tuple(
            replace(part_of(f"{said} {asked}", counted_or(f"{said} {asked}")), around=text, label=said)
            for said in (f"一{both['of']}{both['first']}", f"另一{both['of']}{both['second']}")
        )
    if not (found := _EACH_THING.match(text)) or _INTERROGATIVE.search(found["told"]):
        return ()
    clauses = [clause for clause in re.split("[，,]", found["told"]) if clause]
    asked_of = [_ASKS_OF_IT.match(found[one]) for one in ("one", "other")]
    if len(clauses) != _TWO or not all(asked_of):
        return ()
    things = [one["thing"] for one in asked_of if one]
    told = [[clause for clause in clauses if thing in clause] for thing in things]
    if any(len(one) != 1 for one in told) or told[0] == told[1]:
        return ()
    return tuple(
        replace(part_of(f"{clause} {found[one]}", asked_for(found[one])), around=text, label=found[one])
        for (clause,), one in zip(told, ("one", "other"), strict=True)
    )


def of_two_actions(text: str) -> tuple[Part, ...]:
    """What is asked of each of two actions side by side: 甲方案、乙行动，各分成几个方向; () where no two do."""
    if not (_OF_EACH_PLAN.search(text) or _BY_THE_COUNT.search(text)) or "还是" in text or CHECKS.search(text):
        return ()
    forms = {form: one.name for one in load_terms().actions for form in one.forms}
    either = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    plan = f"({either})[”’]?(?:的)?(?:行动|实施|工作)?(?:的)?(?:方案|计划)?"
    both = re.search(rf"{plan}(?:、|和|与|跟|同|以及)[^，。？、]{{0,8}}?[“‘]?{plan}(?P<rest>.*)$", text)
    if not both or forms[both[1]] == forms[both[2]]:
        return ()
    counted = _BY_THE_COUNT.search(text)
    rest = f"有多少项{counted[1]}" if counted else _HOW_MANY_OF.sub(r"\1", both["rest"])
    more = _WHICH_HAS_MORE.search(rest)
    rest = re.sub("[，,？?]+", " ", _EACH.sub("", _WHICH_HAS_MORE.sub("", rest)).strip("，,。？? "))
    if more and more["what"]:
        rest = _SO_MANY.sub(lambda found: f"有多少{found['in'] or '项'}{more['what']}", rest)
    return tuple(
        replace(part_of(f"{forms[name]} {rest}", counted_or(rest)), around=text, label=forms[name], action=forms[name])
        for name in (both[1], both[2])
    )


def heads_of_two(text: str) -> tuple[Part, ...]:
    """Who the heads of two bodies are that are asked for together (甲局和乙局的局长分别叫什么); () for another text."""
    if not (heads := _HEADS_OF_TWO.match(text)):
        return ()
    asked_who = (part_of(f"{heads[body]}的{heads['post']}是谁", "who") for body in ("one", "other"))
    return tuple(replace(one, around=text, label=one.text.partition("的")[0]) for one in asked_who)


def each_in_row(text: str) -> tuple[Part, ...]:
    """What is asked of each of several things in a row: 甲、乙、丙这三种经济各自办些什么, and who said each of several
    quoted words; () where nothing stands so."""
    text = _ONE_BY_ONE.sub("", text)
    quoted = _WORDS_IN_A_ROW.search(text)
    if quoted and asked_for(text) in ("speaker", "who") and "还是" not in text:
        names = re.findall("[“‘][^”’]+[”’]", quoted[0])
        return tuple(replace(part_of(f"{name}是谁说的", "speaker"), around=text, label=name) for name in names)
    if (claims := _SOME_SAY.findall(text)) and len(claims) == _TWO and re.search("谁|哪一?[位个]", text):
        return tuple(replace(part_of(f"{one}是谁说的", "speaker"), around=text, label=one) for one in claims)
    found = _THINGS_IN_A_ROW.match(text)
    if not found or not (found["kind"] is not None or "百分之" in found["asked"]) or CHECKS.search(text):
        return ()
    names = [name for name in re.split("[、和与跟]", found["names"]) if name]
    about = " ".join(filter(None, ((found["about"] or "").rstrip("，,：: "), found["who"])))
    kind = f"{found['kind'] or ''}{found['of'] or ''}"
    put = (f"{about} {name}{kind} {found['asked']}".strip() for name in names)
    return tuple(
        replace(part_of(said, counted_or(said)), around=text, label=f"{name}{kind}")
        for name, said in zip(names, put, strict=True)
    )


def counted_or(text: str) -> Asked:
    """What is asked of each of two things: how many wherever there is a number to ask for."""
    return "number" if re.search("多少|(?<!哪)几", text) else asked_for(text)
