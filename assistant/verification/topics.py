"""Of what something is told: its topic, the group it holds for, what a thing is and is made into, where it is held.

The place in the name of an exhibition is not where that is held, and one of the 精品展 is none of the 8大产品体系. All
texts are as `figures.plain` gives them.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from assistant.verification.places import places_of
from assistant.verification.tiles import CLAUSE, has_half, tile
from index.fold import terms
from index.patterns import compiled

# For whom or what the next clause holds.
TOPIC = compiled(r"(?:对于?|针对|在|就)([^,;。]{2,24}?)(?:方面|上)?$|([^,;。]{2,12})(?:方面|上)$")
_TOPIC_WITHIN = compiled("([^,;。]{2,6}?(?:方面|上))([^,;。]{4,})$")  # 质量上聚焦…
_PLAIN_HEADING = 10  # where it states no figure and has one clause
_HEADING = 6  # characters behind a topic that do not yet tell anything of it
_FOR = compiled("(?:^|[,;。])(?:对于?|针对)([^,;。]{2,16}),")
_SAYS = 4  # characters of a stretch that tells something
_COUNTED = compiled("(\\d{1,3}[大项个条类种])([\u4e00-\u9fff]{2,4})")
_MADE = compiled("[将把]([^,;。]{2,24}?)(?:打造|培育|建设|建|作|塑造)(?:成为|为|成)([^,;。]{4})")
_NEAR = 14  # characters around a figure that may say what it counts
_WHAT_IS = compiled("([^,;。是]{2,16})是([^,;。]{2,16})的(核心|基础|前提|关键|主体|重点|保障|根本)")
_SUCH = compiled("([^、,;。等]{2,})等(?:[一\\d]*[批大项个]|各类|多[项个种])*([\u4e00-\u9fff]{2,10})(?=[,;。、]|$)")
_LAST = 4  # characters by which the last of a list is known
_HELD = compiled("在([^,;。“”]{2,16}?)(?:举办|举行|召开|开展|展出|上演)")
_IN_MARKS = compiled("“[^“”]*”")
_AT = compiled("(聚焦|围绕|瞄准)([^,;。、]{2,14})")
_PAIR = compiled("[\u4e00-\u9fff]{2}")


def find_misfiled(claim: str, sentences: Sequence[str]) -> list[str]:
    """What a claim tells of another topic, group, kind, place or aim than its quotes do."""
    return [
        *_of_other_topic(claim, sentences),
        *_for_others(claim, sentences),
        *_counts_other(claim, sentences),
        *_turned_round(claim, sentences),
        *_made_of_other(claim, sentences),
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
        of = TOPIC.match(topic)
        told = tile(clause, sentences)
        name = of and (of[1] or of[2])
        if not name or not told or places_of(name) or name in sentences[max(told, key=attrgetter("size")).sentence]:
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
            if one.size >= _SAYS and words not in own and words not in named[0]:
                found.append(f"{named[0]}|{words}")
    return found


def _told_for(sentence: str) -> Iterator[tuple[str, str]]:
    """For whom a sentence says something, and what: 对于中小微企业,重点解决….."""
    parts = _FOR.split(sentence)
    return zip(parts[1::2], parts[2::2], strict=True)


def _counts_other(claim: str, sentences: Sequence[str]) -> list[str]:
    """What a claim counts (8大精品展) where the quotes count another thing by this figure and name this one apart."""
    found = []
    quotes = "\n".join(sentences)
    for figure, thing in _COUNTED.findall(claim):
        places = [at.start() for at in re.finditer(rf"(?<!\d){figure}", quotes)]
        around = [CLAUSE.split(quotes[:at])[-1][-_NEAR:] + quotes[at : at + len(figure) + _NEAR] for at in places]
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


def _made_of_other(claim: str, sentences: Sequence[str]) -> list[str]:
    """What a claim says is made into something (把甲打造为国内一流品牌) where the quotes make that of another thing."""
    told = [one for text in sentences for one in _MADE.findall(text)]
    found = []
    for thing, what in _MADE.findall(claim):
        theirs = [other for other, made in told if made == what]
        if theirs and not any(has_half(thing, other) or has_half(other, thing) for other in theirs):
            found.append(f"{thing}|{what}")
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
