"""What part something has in what is told: who does it, for whom, where, and of what kind a thing is.

Each word of such a claim stands in its quotes, and often beside the same words; what it is there is another thing: the
one who gets a list does not send it, and the place in the name of an exhibition is not where it is held. All texts are
as `figures.plain` gives them.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from assistant.verification.places import places_of
from assistant.verification.same_words import SAME
from assistant.verification.tiles import CLAUSE, Tile, tile
from index.fold import tagged_words, terms
from index.patterns import compiled
from index.synonyms import words_beside

# For whom or what the next clause holds.
_TOPIC = compiled(r"(?:对于?|针对|在|就)([^,;。]{2,24}?)(?:方面|上)?$|([^,;。]{2,12})(?:方面|上)$")
_TOPIC_WITHIN = compiled("([^,;。]{2,6}?(?:方面|上))([^,;。]{4,})$")  # 质量上聚焦…
_PLAIN_HEADING = 10  # where it states no figure and has one clause
_HEADING = 6  # characters behind a topic that do not yet tell anything of it
_FOR = compiled("(?:^|[,;。])(?:对于?|针对)([^,;。]{2,16}),")
_SAYS = 4  # characters of a stretch that tells something
_ACTS = compiled("^([^,;。将把]{3,10}?)(?:每[月年季周]|定期|按月|及时)*[将把]")
_GETS = compiled("(?:至|给|向|往|到)[^,;。]{0,24}$")
_DOES_TO = compiled(
    "(?:^|[,;。“])(?:20\\d\\d年,?)?([^,;。“”]{2,12}?)(?:也|还|积极|共同|主动|将|要|应当?|会|可以?|需要?)*"
    "(承接|联动|联合|引导|服务|包联|走进|邀请|支持|帮扶|鼓励|检查|惩戒|吸引|引进|带动)"
)
_TOGETHER = compiled("[与同跟]|(?<!呼)和")  # 与海淀区联动: of both
_WITH = compiled("(?<!成)(为|由|向|给)([^,;。“”、]{2,6}?)(?=争取|“|提供|推送|承担|负责|组织|实施|建设|包联|服务)")
_LIKE = {"给": "为|向", "向": "至|给|到", "为": "给|替"}
_BY = compiled("以([^,;。为]{2,40}?)(为[\u4e00-\u9fff]{2}|提升|提高|推动|带动|促进)")
_COUNTED = compiled("(\\d{1,3}[大项个条类种])([\u4e00-\u9fff]{2,4})")
_PASSIVE = compiled("由([^,;。“”]{2,6}?)(?:“[^“”]*”)?(包联服务|包联|服务|承接|牵头|负责|监管|检查|引导|审批)")
_MADE = compiled("[将把]([^,;。]{2,24}?)(?:打造|培育|建设|建|作|塑造)(?:成为|为|成)([^,;。]{4})")
_MODAL = compiled("^[^,;。]{0,12}?(?:将(?!近)|要(?!求|素)|应当?|还|并|同时)+")
_IN_ORDER_TO = compiled("(?:以便?|来)(?=[缩提增降减加推促实保][\u4e00-\u9fff])")
_TAIL = 4  # characters by which a thing is known
_NEAR = 14  # characters around a figure that may say what it counts
_WHAT_IS = compiled("([^,;。是]{2,16})是([^,;。]{2,16})的(核心|基础|前提|关键|主体|重点|保障|根本)")
_DISPOSES = compiled("(?:^|[,;。“])(?:20\\d\\d年,)?([^,;。“”]{2,10}?)把([^,;。]{4})")
_DISPOSED = compiled("(?:^|[,;。“])(?:20\\d\\d年,)?([^,;。“”]{2,12}?)(?:要|应当?|需要?)?[将把]([^,;。]{4})")
_SUCH = compiled("([^、,;。等]{2,})等(?:[一\\d]*[批大项个]|各类|多[项个种])*([\u4e00-\u9fff]{2,10})(?=[,;。、]|$)")
_LAST = 4  # characters by which the last of a list is known
_HELD = compiled("在([^,;。“”]{2,16}?)(?:举办|举行|召开|开展|展出|上演)")
_IN_MARKS = compiled("“[^“”]*”")
_AT = compiled("(聚焦|围绕|瞄准)([^,;。、]{2,14})")
_PAIR = compiled("[\u4e00-\u9fff]{2}")


def find_miscast(claim: str, sentences: Sequence[str]) -> list[str]:
    """What has another part in a claim than in its quotes."""
    return [
        *_of_other_topic(claim, sentences),
        *_for_others(claim, sentences),
        *_sent_by_receiver(claim, sentences),
        *_done_by_object(claim, sentences),
        *_for_the_doer(claim, sentences),
        *_by_other_means(claim, sentences),
        *_counts_other(claim, sentences),
        *_turned_round(claim, sentences),
        *_by_whom_it_is_done_to(claim, sentences),
        *_made_of_other(claim, sentences),
        *_deeds_exchanged(claim, sentences),
        *_disposed_by_other(claim, sentences),
        *_of_other_kind(claim, sentences),
        *_held_in_a_name(claim, sentences),
        *_aimed_otherwise(claim, sentences),
    ]


def _of_other_topic(claim: str, sentences: Sequence[str]) -> list[str]:
    """Clauses that a claim sets under a topic (对于服务业企业，…) of which its quotes tell something else."""
    found = []
    clauses = CLAUSE.split(claim)
    within = [(one[1], one[2]) for one in map(_TOPIC_WITHIN.match, clauses) if one]
    for topic, clause in [*itertools.pairwise(clauses), *within]:
        of = _TOPIC.match(topic)
        told = tile(clause, sentences)
        name = of and (of[1] or of[2])
        if not name or not told or places_of(name) or name in sentences[max(told, key=_size).sentence]:
            continue
        rests = [sentence.split(name, 1)[1] for sentence in sentences if name in sentence]
        # A heading tells nothing of its topic, and may be that of the next sentences.
        told_of = [re.split("[;。]", rest)[0] for rest in rests]
        if rests and all(len(one) > (_HEADING if re.search(r"[\d,]", one) else _PLAIN_HEADING) for one in told_of):
            found.append(f"{topic}|{clause}")
    return found


def _for_others(claim: str, sentences: Sequence[str]) -> list[str]:
    """What a clause gives to those whom it names (对中小微企业…) and the quotes, telling of each apart, to others."""
    told = dict(itertools.chain.from_iterable(map(_told_for, sentences)))
    found = []
    for clause in CLAUSE.split(claim) if len(told) > 1 else ():
        named = [name for name in told if re.search(f"(?:对于?|针对|给){re.escape(name)}", clause)]
        if len(named) != 1:
            continue
        own, others = told[named[0]], [text for name, text in told.items() if name != named[0]]
        for one in tile(clause, others):
            words = clause[one.start : one.end]
            if _size(one) >= _SAYS and words not in own and words not in named[0]:
                found.append(f"{named[0]}|{words}")
    return found


def _told_for(sentence: str) -> Iterator[tuple[str, str]]:
    """For whom a sentence says something, and what: 对于中小微企业,重点解决….."""
    parts = _FOR.split(sentence)
    return zip(parts[1::2], parts[2::2], strict=True)


def _sent_by_receiver(claim: str, sentences: Sequence[str]) -> list[str]:
    """Who a claim says sends something, and only gets it in the quotes: 推送至审批部门、保障部门."""
    found = []
    for clause in CLAUSE.split(claim):
        name = one[1] if (one := _ACTS.match(clause)) else ""
        places = [(text, at.start()) for text in sentences for at in re.finditer(re.escape(name), text)] if name else []
        if places and all(_GETS.search(text[:at]) for text, at in places):
            found.append(clause)
    return found


def _done_by_object(claim: str, sentences: Sequence[str]) -> list[str]:
    """Who a claim says does something to others, where the quotes do it to him: 京津冀承接…, of 承接京津冀…."""
    found = []
    quotes = "\n".join(sentences)
    for names, deed in _DOES_TO.findall(claim):
        for name in names.split("、") if not _TOGETHER.search(names) else ():
            done_to = re.search(f"{deed}[^,;。]{{0,2}}{re.escape(name)}", quotes)
            if done_to and not re.search(f"{re.escape(name)}[^,;。]*{deed}", quotes):
                found.append(f"{name}{deed}")
    return found


def _for_the_doer(claim: str, sentences: Sequence[str]) -> list[str]:
    """For whom, by whom or with whom a claim says that something is done, where the quotes name those so that do it."""
    found = []
    quotes = "\n".join(sentences)
    for how, whom in _WITH.findall(claim):
        told = re.search(f"(?:{how}|{_LIKE.get(how, how)})[^,;。]{{0,8}}{re.escape(whom)}", quotes)
        others = [name for name in re.findall(f"{how}([^,;。]{{2,4}})", quotes) if name[:2] != whom[:2]]
        if (
            whom in quotes
            and not told
            and others
            and re.search(f"(?:^|[,;。“])[^,;。]{{0,4}}{re.escape(whom)}", quotes)
        ):
            found.append(f"{how}{whom}")
    return found


def _by_other_means(claim: str, sentences: Sequence[str]) -> list[str]:
    """By or as what a claim says that something is done (以甲为抓手, 以甲提升乙) where the quotes name another thing
    there."""
    found = []
    told = [one for text in sentences for one in _BY.findall(text)]
    for means, verb in _BY.findall(claim):
        theirs = [other for other, deed in told if deed == verb]
        if theirs and not any(_shared(means, other) for other in theirs):
            found.append(f"以{means}{verb}")
    return found


def _shared(one: str, other: str) -> bool:
    words = set(terms(one))
    return 2 * len(words & set(terms(other))) >= len(words)


def _counts_other(claim: str, sentences: Sequence[str]) -> list[str]:
    """What a claim counts (8大精品展) where the quotes count another thing by this figure and name this one apart."""
    found = []
    quotes = "\n".join(sentences)
    for figure, thing in _COUNTED.findall(claim):
        places = [at.start() for at in re.finditer(rf"(?<!\d){figure}", quotes)]
        around = [quotes[max(0, at - _NEAR) : at + len(figure) + _NEAR] for at in places]
        near = any(pair in text for text in around for pair in (thing[:2], thing[-2:]))
        if places and not near and thing[-2:] in quotes:
            found.append(f"{figure}{thing}")
    return found


def _turned_round(claim: str, sentences: Sequence[str]) -> list[str]:
    """Clauses that say what is what (甲是乙的核心) with words of the two sides exchanged."""
    found = []
    for one, other, of in _WHAT_IS.findall(claim):
        for text in sentences:
            for first, second, whose in _WHAT_IS.findall(text):
                here, there = set(terms(one)), set(terms(first))
                behind, then = set(terms(other)), set(terms(second))
                if whose == of and (here - there) & (then - behind) and (behind - then) & (there - here):
                    found.append(f"{one}是{other}的{of}")
    return found


def _by_whom_it_is_done_to(claim: str, sentences: Sequence[str]) -> list[str]:
    """By whom a claim says that something is done (由企业包联), where the quotes do it to them."""
    quotes = "\n".join(sentences)
    return [
        f"由{whom}{deed}"
        for whom, deed in _PASSIVE.findall(claim)
        if f"由{whom}" not in quotes and f"{deed}{whom}" in quotes
    ]


def _made_of_other(claim: str, sentences: Sequence[str]) -> list[str]:
    """What a claim says is made into something (把甲打造为国内一流品牌) where the quotes make that of another thing."""
    told = [one for text in sentences for one in _MADE.findall(text)]
    found = []
    for thing, what in _MADE.findall(claim):
        theirs = [other for other, made in told if made == what]
        if theirs and not any(_shared(thing, other) or _shared(other, thing) for other in theirs):
            found.append(f"{thing}|{what}")
    return found


def _deeds_exchanged(claim: str, sentences: Sequence[str]) -> list[str]:
    """What a claim does with a thing (办好系列活动) where the quotes do another thing with it (参与), and this one with
    another."""
    told = [one for text in sentences for one in _deeds(text)]
    found = []
    for deed, thing in _deeds(claim):
        same = [other for other, what in told if what[-_TAIL:] == thing[-_TAIL:] or thing[-_TAIL:] in what]
        elsewhere = [what for other, what in told if other == deed]
        like = {deed, *SAME.get(deed, ()), *words_beside(deed)}
        ends, begins = re.escape(thing[-_TAIL:]), re.escape(thing[:2])
        if any(re.search(f"{deed}(?:[^,;。]*{ends}|[^,;。]{{0,3}}{begins})", text) for text in sentences):
            continue
        if same and elsewhere and not any(other in like or deed in SAME.get(other, ()) for other in same):
            found.append(f"{deed}|{thing}")
    return found


def _deeds(text: str) -> Iterator[tuple[str, str]]:
    """The verbs with which the clauses of a text begin, each with what it is done with."""
    for clause in re.split("[,;:。、]|和(?=[^,;。、]*$)", text):
        words = tagged_words(_MODAL.sub("", clause))
        if len(words) > 1 and words[0][1].startswith("v") and len(words[0][0]) > 1:
            rest = _IN_ORDER_TO.split("".join(word for word, _ in words[1:]))[0].strip("“”")
            if len(rest) >= _TAIL:
                yield words[0][0], rest


def _disposed_by_other(claim: str, sentences: Sequence[str]) -> list[str]:
    """Who a claim says makes something of a thing (甲把节水作为…) where the quotes name another."""
    own = [one.groups() for text in sentences for one in _DISPOSES.finditer(text)]
    found = []
    for who, what in (one.groups() for one in _DISPOSED.finditer(claim)):
        theirs = [name for name, thing in own if thing == what]
        if who and theirs and not any(name in who or who in name for name in theirs):
            found.append(f"{who}|{what}")
    return found


def _of_other_kind(claim: str, sentences: Sequence[str]) -> list[str]:
    """What a claim calls a list by (…等精品展), where the quotes call this one otherwise and another so."""
    lists = [one.groups() for text in sentences for one in _SUCH.finditer(text)]
    found = []
    for item, kind in (one.groups() for one in _SUCH.finditer(claim)):
        own = [theirs for other, theirs in lists if other[-_LAST:] == item[-_LAST:]]
        if own and not any(kind in one or one in kind for one in own) and any(kind in one for _, one in lists):
            found.append(f"{item}|{kind}")
    return found


def _held_in_a_name(claim: str, sentences: Sequence[str]) -> list[str]:
    """Where a claim says that something is held, of a place that the quotes have in a name alone."""
    outside = "\n".join(_IN_MARKS.sub("", text) for text in sentences)
    inside = "\n".join(sentences)
    return [place for place in _HELD.findall(claim) if place in inside and place not in outside]


def _aimed_otherwise(claim: str, sentences: Sequence[str]) -> list[str]:
    """What a claim says is aimed at (聚焦产业集群), where the quotes say of several things that they are, and not of
    this."""
    found = []
    for verb, thing in _AT.findall(claim):
        aims = [aim for text in sentences for other, aim in _AT.findall(text) if other == verb]
        pairs = _PAIR.findall(thing)
        if len(aims) > 1 and pairs and not any(pair in aim for aim in aims for pair in pairs):
            found.append(f"{verb}{thing}")
    return found


def _size(one: Tile) -> int:
    return one.end - one.start
