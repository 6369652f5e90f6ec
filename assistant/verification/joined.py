"""A sentence that sets side by side what two others say: its pieces, each of which can be held against quotes alone.

今年的目标是6万人，而去年完成了6.21万人: neither sentence of the articles has both. A piece leans on the one before
it for what it leaves out, and gets it back (whose figure, where, when), or two half truths would make a false whole.
What a sentence finds out by comparing two figures: assistant/verification/reckoned.py.
"""

import re

from assistant.verification.places import places_of
from index.patterns import compiled
from index.terms import load_terms

_BETWEEN = compiled(
    "[；;]|[，,](?:而|则|同时|此外|另外|与此同时|相比之下)+(?=[^，。；]{4})|[，,](?=[^，。；]{2,16}则)|[，,](?=(?:20\\d\\d年|去年|今年|过去一年|上一年)[^，。；]{4})"
)
_TIME = compiled("20\\d\\d年|去年|今年|过去一年|上一年|上年")
_HERE = compiled("我区|全区|我市|全市|本市|本区")
_FIGURE_ALONE = compiled(
    "^(?:[^，。；]{2,12}的(?=则))?(?:则|也|还|仅|共|约|近|超|全年|实际|已经?|其|的|了|完成|实现|达到?|增至|有|为|是)*[\\d一二两三四五六七八九十](?![是要、，])"
)
# What is told of a thing and not the thing: 新增就业的目标是…, 新增就业完成了….
_TOLD = compiled("(?:的)?(?:总|年度)?(?:目标|任务|数量|人数)?(?:是|为|达到?|完成|实现|定为|有)")
_RESPECTIVELY = compiled(
    "^(?P<head>[^，；]*，)?(?P<one>[^，；。和与及、]{2,16})[和与及、](?P<other>[^，；。和与及、]{2,16}?)"
    "(?P<of>(?:的?(?:[两二]个?[项个]?)?(?:总?目标|任务|指标|人数|数量|占比|负责人|局长|主任|职务|措施|举措)))?(?:的)?分别"
    "(?P<verb>就?是|为|达到?|有|指|叫|任|担任|完成)?(?P<said>[^，；]+)$"
)
_FRAME = compiled("^[从就对在][^，]{1,10}(?:来看|来说|而言|方面|上)$")
_FIGURE = compiled("(?:近|约|超)?\\d")
_FIGURE_FIRST = compiled(
    "^(?:[^\\d，。；]{2,6}市?|全[市区])?\\d[\\d.]*[万亿]?[\u4e00-\u9fff]{1,2}(?:以上)?的([\u4e00-\u9fff]{2,10}?)(?:目标|任务)?$"
)
_SET = compiled("^[^，。；]{2,16}?(?:提出|设定|确定|制定|定下)的")  # 人社局提出的|城镇新增就业


def pieces_of(text: str) -> list[str]:
    """The pieces of a sentence, each complete; none where one cannot be completed; itself where it is one piece."""
    pieces = _pieces(text)
    whole = [completed(piece, pieces[0]) if at else piece for at, piece in enumerate(pieces)]
    return whole if all(whole) else []


def leans(text: str) -> bool:
    """Whether only an earlier piece says what a figure is of: 目标是6万人，而去年为6.21万人."""
    return any(_FIGURE_ALONE.match(_TIME.sub("", piece)) for piece in _pieces(text)[1:])


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in filter(str.strip, _BETWEEN.split(text.rstrip("。"))):
        if pieces and _FRAME.match(pieces[-1]):
            pieces[-1] += f"，{piece}"
        else:
            pieces.append(piece)
    return pieces or [text]


def each_of(text: str) -> list[list[str]]:
    """The ways of reading a sentence that says something of two things one by one (甲和乙分别是…和…), each as the two
    sentences that it stands for; nothing for other texts."""
    found = _RESPECTIVELY.match(text.rstrip("。"))
    if not found:
        return []
    head, said, of, verb = found["head"] or "", found["said"], found["of"] or "", found["verb"] or ""
    ways = []
    for at in (one.start() for one in re.finditer("[和与及、]", said)):
        first, second = said[:at], said[at + 1 :]
        shared = re.search("的[^的]+$", second)  # 甲局和乙局的局长
        for one in (first, first + shared[0]) if shared else (first,):
            ways.append([f"{head}{found['one']}{of}{verb}{one}", f"{head}{found['other']}{of}{verb}{second}"])
    return ways


def completed(piece: str, first: str) -> str:
    """A piece with what it leaves out of the first: its time, its place and, where it is a figure alone, what that is
    of; nothing where the first does not say."""
    time = _TIME.search(piece) or _TIME.search(first)
    when, rest = time[0] if time else "", _TIME.sub("", piece, count=1)
    whose = _subject(first) if _FIGURE_ALONE.match(_TIME.sub("", piece)) else None
    if whose == "":
        return ""
    whose = "" if whose is None or rest.startswith(whose) else whose
    own = places_of(piece) - places_of(first)
    if own and not _FIGURE_ALONE.match(rest) and not _TIME.search(piece):
        when = ""  # what is told of another place has a time of its own
    where = "" if places_of(piece) or _HERE.search(piece) else "".join(sorted(places_of(first) - places_of(whose)))
    return f"{when}{where}{whose}{rest}"


def _subject(piece: str) -> str:
    """What a piece tells of, without its time: what stands before the words that tell it, or before its figure."""
    text = _TIME.sub("", piece)
    if found := _FIGURE_FIRST.match(text):
        return found[1]  # 6万人的城镇新增就业目标
    told, figure = _TOLD.search(text), _FIGURE.search(text)
    owner = text[: told.start()].strip("的") if told else ""
    if told and figure and (not owner or any(owner in place.forms for place in load_terms().regions)):
        return text[told.end() : figure.start()]  # 呼和浩特的目标是城镇新增就业6万人
    first = told or figure
    return _SET.sub("", text[: first.start()]) if first else ""
