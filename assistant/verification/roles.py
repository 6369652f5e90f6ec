"""Who does what, to whom, for whom and by what means.

Each word of such a claim stands in its quotes, and often beside the same words; what it is there is another thing: the
one who gets a list does not send it. All texts are as `figures.plain` gives them.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.verification.same_words import SAME
from assistant.verification.tiles import CLAUSE, has_half
from index.fold import tagged_words
from index.patterns import compiled
from index.synonyms import words_beside

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
_GETS_FOR = compiled("为([^,;。]{2,6}?)(?:争取|兑现|发放|提供|引进)(?:了)?([^,;。]{4,})")
_GAINS = compiled("(.*?)(?:获得|得到|拿到|享受)(?:了)?([^,;。]{4,})$")
_PASSIVE = compiled("由([^,;。“”]{2,6}?)(?:“[^“”]*”)?(包联服务|包联|服务|承接|牵头|负责|监管|检查|引导|审批)")
_MODAL = compiled("^[^,;。]{0,12}?(?:将(?!近)|要(?!求|素)|应当?|还|并|同时)+")
_IN_ORDER_TO = compiled("(?:以便?|来)(?=[缩提增降减加推促实保][\u4e00-\u9fff])")
_TAIL = 4  # characters by which a thing is known
_DISPOSES = compiled("(?:^|[,;。“])(?:20\\d\\d年,)?([^,;。“”]{2,10}?)把([^,;。]{4})")
_DISPOSED = compiled("(?:^|[,;。“])(?:20\\d\\d年,)?([^,;。“”]{2,12}?)(?:要|应当?|需要?)?[将把]([^,;。]{4})")


def find_miscast(claim: str, sentences: Sequence[str]) -> list[str]:
    """Who does, gets or is given something in a claim, and has another part in its quotes."""
    return [
        *_sent_by_receiver(claim, sentences),
        *_done_by_object(claim, sentences),
        *_for_the_doer(claim, sentences),
        *_got_by_the_giver(claim, sentences),
        *_by_other_means(claim, sentences),
        *_by_whom_it_is_done_to(claim, sentences),
        *_deeds_exchanged(claim, sentences),
        *_disposed_by_other(claim, sentences),
    ]


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


def _got_by_the_giver(claim: str, sentences: Sequence[str]) -> list[str]:
    """Who a claim says gets something that the quotes have him get for others: 为企业争取贷款."""
    found = []
    for who, what in (one for text in sentences for one in _GETS_FOR.findall(text)):
        for clause in CLAUSE.split(claim):
            gains = _GAINS.match(clause)
            if gains and who not in gains[1] and gains[2][-_TAIL:] in what:
                found.append(clause)
    return found


def _by_other_means(claim: str, sentences: Sequence[str]) -> list[str]:
    """By or as what a claim says that something is done (以甲为抓手, 以甲提升乙) where the quotes name another thing
    there."""
    found = []
    told = [one for text in sentences for one in _BY.findall(text)]
    for means, verb in _BY.findall(claim):
        theirs = [other for other, deed in told if deed == verb]
        if theirs and not any(has_half(means, other) for other in theirs):
            found.append(f"以{means}{verb}")
    return found


def _by_whom_it_is_done_to(claim: str, sentences: Sequence[str]) -> list[str]:
    """By whom a claim says that something is done (由企业包联), where the quotes do it to them."""
    quotes = "\n".join(sentences)
    return [
        f"由{whom}{deed}"
        for whom, deed in _PASSIVE.findall(claim)
        if f"由{whom}" not in quotes and f"{deed}{whom}" in quotes
    ]


def _deeds_exchanged(claim: str, sentences: Sequence[str]) -> list[str]:
    """What a claim does with a thing (办好系列活动) where the quotes do another thing with it (参与), and this one with
    another."""
    told = [one for text in sentences for one in _deeds(text)]
    found = []
    for deed, thing in _deeds(claim):
        same = [other for other, what in told if what[-_TAIL:] == thing[-_TAIL:] or thing[-_TAIL:] in what]
        elsewhere = [what for other, what in told if other == deed]
        like = {deed, *SAME.get(deed, ()), *words_beside(deed)}
        ends, begins = re.escape(thing[-_TAIL:]), re.escape(thing[:_TAIL])
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
