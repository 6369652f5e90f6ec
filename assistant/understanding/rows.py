"""Things that stand in a row in a question and are each asked of: actions, quoted words, the heads of two bodies."""

import re
from dataclasses import replace

from assistant.understanding.asked import Asked, asked_for
from assistant.understanding.parts import part_of
from assistant.understanding.query import CHECKS, Part
from index.patterns import compiled

_TWO = 2
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
