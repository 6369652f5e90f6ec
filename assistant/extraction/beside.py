"""A part of a question that found nothing for itself, where what was chosen for the others answers it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.extraction.bar import MISSED
from assistant.extraction.candidate import Candidate, Ground
from assistant.extraction.choice import Choice
from assistant.extraction.fit import fits
from assistant.extraction.outcome import tells_outcome
from assistant.extraction.rank import ranked
from assistant.extraction.wanted import Unit, carried, wanted
from assistant.understanding.asked import shows
from assistant.understanding.people import asks_for_person
from assistant.understanding.query import Part, Query
from index.patterns import compiled

_HALF = 0.5
# 在局里是什么职务, 在哪儿任职、当什么: of whoever was just named.
_HIS_POST = compiled(
    "^(?:那|他|她|这人|那人|此人|又|还|现在|目前)*(?:在(?:[局院所校厅委会]|单位|部门|机构|中心|那)(?:里头?|儿)?)?"
    "(?:是|担任|任|当|做)?(?:什么|啥|何|哪个)(?:职务|职位|职称|身份|头衔|官儿?|职)$|"
    "^(?:他们?|她们?|两人)?(?:各自?|分别|都)?(?:又)?是哪(?:一?个|家)(?:局|单位|部门|机构)的(?:人|领导)?$|"
    "^(?:他|她|那人)?在哪(?:里|儿|个单位)?(?:任职|工作|上班|做事|(?:当|做)(?:干部|领导|官))(?:[、，]?又?(?:当|任|做|是)(?:什么|啥))?$"
)
_SAME_SENTENCE = compiled(
    "^(?:那|而|在)?(?:就)?(?:同一|[这那])(?:句话?|段话?|条)(?:里面?|中|之中)"
)  # 同一句里还把它叫什么
_STATE = compiled("^(?:它|那|现在|如今|目前|已经|都)*[^，。？]{1,6}了(?:吗|没有?)$")
_THAT_ONE = compiled(
    "^(?:那|请问)?(?:[这那该]一?[位个](?:专家|学者|局长|官员|作者|人|同志)?|[他她])"
)  # of whom another part told
_WHAT_FOR = compiled(
    "^[^，。？]{0,8}?(?:能|可以?)?(?:作|做|派|有|用[在于到])(?:哪些|哪|什么|啥|何)(?:用途|用处|用场|地方|上)$|"
    "^[^，。？]{0,8}?(?:干|做|拿来)(?:什么|啥|嘛)用?$|^[^，。？]{0,6}?(?:什么|啥)用处?$"
)
_USED_FOR = compiled("用于|用来|用作")
_LITTLE = 4.0  # the weight of the words of a part that hardly says by itself what it is about
_STRANGE = 1.1  # the weight of one small word that no article has
_COUNTS = compiled("(?:多少|几)[家个人名户项](?=[\u4e00-\u9fff])")
_TOLD_BY_KIND = ("body", "number", "when")  # kinds that a sentence shows by its form
_NEAREST = 2  # candidates that are nearest to a part


def said_by_others(choice: Choice, said: Sequence[Candidate], query: Query, ground: Ground) -> Choice:
    """A part that found nothing for itself, where what was chosen for the others says it: 他是干什么的."""
    part = choice.part
    if part.speakers:
        return choice  # what one of those compared says is not what the other does
    signed = next((one for one in said if one.passage.kind in ("note", "byline")), None)
    if signed and _HIS_POST.search(part.text):
        return replace(choice, chosen=(signed,))
    units = wanted(part, query, ground.rarity)
    if said and _SAME_SENTENCE.match(part.text):
        return replace(choice, chosen=(said[0],))
    used_for = _WHAT_FOR.search(part.text)
    if used_for and (told := next((one for one in said if _USED_FOR.search(one.text)), None)):
        return replace(choice, chosen=(told,))  # 留住了能干啥用, after what is to be kept
    if told := _of_what_leans(part, said, query):
        return replace(choice, chosen=(told,))
    if told := _of_its_kind(part, said, query, ground, units):
        return replace(choice, chosen=(told,))
    if any(not unit.known and (unit.weight > MISSED or (unit.thing and unit.word in part.label)) for unit in units):
        return choice  # 城市人和农民各该怎么办: what the one is told is not said of the other
    if _THAT_ONE.match(part.text):
        units = () if part.asked == "body" else tuple(unit for unit in units if unit.known and unit.thing)
    if _STATE.match(part.text) and (state := [one for one in said if tells_outcome(part.text, one.text)]):
        return replace(choice, chosen=(state[0],))  # 已经能用了吗, of a platform that is being built
    by_itself = bool(re.search(rf"[？?！!。]\s*{re.escape(part.text)}", query.text))
    if told := _nearest_told(choice, said, query, ground, units, _STRANGE if by_itself else MISSED):
        return replace(choice, chosen=(told,))
    if by_itself and units and not any(unit.known for unit in units):
        return choice  # a question of its own, about what no article has
    # A question of its own has to be answered word by word: 明天下雨吗.
    heard = units if by_itself else [unit for unit in units if unit.known and unit.thing]
    for one in said:
        if one.passage.kind in ("note", "byline"):
            heard = []
            tells = asks_for_person(part.asked, part.text, one.passage.article.author) or part.asked == "body"
        else:
            tells = fits(replace(one, own=1.0), part, query)
        if tells and (not heard or carried(heard, one.text) >= _HALF):
            return replace(choice, chosen=(one,))
    return choice


def _of_what_leans(part: Part, said: Sequence[Candidate], query: Query) -> Candidate | None:
    """What was told for a later part that takes its subject from this one and has the share that this one asks for:
    靠工厂吃饭的人占几成？跟全国比是多还是少."""
    later = query.parts[1:] if query.parts[0].text == part.text and part.measure == "%" else ()
    if not any(one.text.split()[0] in part.text for one in later if " " in one.text):
        return None
    return next((one for one in said if fits(replace(one, own=1.0), part, query)), None)


def _of_its_kind(
    part: Part, said: Sequence[Candidate], query: Query, ground: Ground, units: Sequence[Unit]
) -> Candidate | None:
    """What was already told and has the kind that is asked for, where a part behind another names nothing that the
    articles have and nothing else is nearer to the whole question: 清单多久推送一次？收单的是哪些部门."""
    if part.asked not in _TOLD_BY_KIND or not part.around or (part.asked == "number" and not part.measure):
        return None
    if sum(unit.weight for unit in units if unit.known and unit.thing) > _LITTLE or query.parts[0].text == part.text:
        return None
    nearest = ranked(part, query, ground, units)
    bare = replace(part, text=counts[0]) if (counts := _COUNTS.search(part.text)) else part  # 多少家沾光了
    able = (one for one in nearest if shows(part.text, one.text) and tells_outcome(part.text, one.text))
    first = next((one for one in able if fits(replace(one, own=1.0), bare, query)), None)
    return next((one for one in said if first and (one.passage.id, one.span) == (first.passage.id, first.span)), None)


def _nearest_told(
    choice: Choice, said: Sequence[Candidate], query: Query, ground: Ground, units: Sequence[Unit], strange: float
) -> Candidate | None:
    """What was already told and is nearest to a part that hardly names anything of its own (采用的是什么样的方式);
    None where it names what no article has, of more weight than `strange`."""
    part = choice.part
    rest = query.text.replace(part.text, "")  # 合并的几种说法叫什么: the part before speaks of 合并 too
    own = sum(unit.weight for unit in units if unit.known)
    unknown = sum(unit.weight for unit in units if not unit.known and unit.word not in rest)
    if part.asked not in ("fact", "how", "list") or own > _LITTLE or unknown > strange:
        return None
    nearest = [(one.passage.id, one.span) for one in ranked(part, query, ground, units)[:_NEAREST]]
    return next((one for one in said if (one.passage.id, one.span) in nearest and fits(one, part, query)), None)
