"""Whether a claim puts together what its quotes put together: the same words in other hands say something else.

A clause of a claim is tiled with the longest stretches that its quotes have. From one tile to the next a restatement
goes on in the same sentence of the quotes; it goes back only where it says that it turns that round (…的是, 由…).
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.figures import figures, find_figures
from assistant.same_words import FRAMING, SAME
from index.fold import tagged_words
from index.synonyms import words_beside

_CLAUSE = re.compile(r"[,;:。!?\n]")
_PARTED = re.compile(r"[,;:。、]")
# Words between two tiles that let the second stand before the first in the quotes.
_TURNS = re.compile("的是|由|为|因|靠|有|指|把|将|被|使|让|通过|以|对|在|包括|的|从|来自|会|将|要|应|可")
_JOINS = re.compile("和|与|及|、|并|同|跟|又|也|至|到|而")
# Words that say that what follows is what the words before it are: A是B的核心, B的核心是A.
_UNIQUE = re.compile(
    "的(?:基本)?(?:区情|国情|市情|特点|特征|短板|来源|任务|目标|核心|关键|重点|根本|基础|前提|抓手|目的|主攻方向|主战场|主力军|压舱石)$"
)
# For whom or what the next clause holds.
_TOPIC = re.compile(r"(?:对于?|针对|在)([^,;。]{2,24}?)(?:方面|上)?$|([^,;。]{2,12})(?:方面|上)$")
_INTRODUCED = re.compile("(?:针对|对于?|在)$")
_FOR_WHOM = re.compile("[,;。](?:针?对|由|对于)")
_ALIKE = re.compile("[都均皆]")
# What stands before its own list in a claim and behind it in the quotes: 目标是城镇新增就业6万人.
# Words that say that something is meant or done, of whatever it is.
_PLANS = re.compile("计划|打算|拟|建设|打造|推进|推动|开展|加快|加强|实施|创建|做好|办好|落实")
TOPICS = ("目标", "指标", "任务", "抓手", "方面")
# What lies between two things that a claim may not put together: another clause, or the other side of 和, 是 and 向.
_APART = re.compile("[,;。和是向]")
_CAUSES = re.compile("导致|造成|引发|带来|使得")
_STEADILY = re.compile("持续不断|不断")
# At the head of a clause, of whatever is meant.
_MEANT = re.compile("^(?:并且?|还|也|则|同时|此外|另外)*(?:要|应当?|需要?|须)?")
_FRONTED = re.compile("把|将|对")  # 把机制健全起来, where the quote has 健全机制
_IN_LIST = frozenset("、和与及")
_HAN = re.compile("[\u4e00-\u9fff]{2}")
_TIES = frozenset("和与及的")
_SUCH_AS = re.compile("[,、]?(?:如|例如|比如|包括)")
_ENDED = re.compile("[;。]")
# Between these a list may be left out: its end, or all of a description.
_LEFT_OUT = re.compile("[,;。]|[等的”’》]$|等(?:[重多个]*(?:方面|领域|环节|地区?|行业))$")
_SHORTEST = 2
_PLAIN_HEADING = 10  # where it states no figure and has one clause
_HEADING = 6  # characters behind a topic that do not yet tell anything of it
_COUNTED = 6  # characters in which the figure of a list follows it
_NOUN = 4  # characters of a noun that comes again
_HERE = re.compile("[我本全][区市]|自治区|内蒙|首府|呼和浩特")  # places are for agreement.py
_BARE = 6  # characters of a clause that tells no subject
_WORD = re.compile("[\u4e00-\u9fff]{2,4}")
_POINT = re.compile("[一二三四五六七八九十]是")


@dataclass(frozen=True, slots=True)
class Tile:
    """Characters [start, end) of a clause, and where they stand: the number of a sentence and the place in it."""

    start: int
    end: int
    sentence: int
    at: int


def tile(clause: str, sentences: Sequence[str]) -> list[Tile]:
    """The longest stretches of a clause, from left to right, that sentences have, each at that one of its places which
    makes the way through the sentences the straightest."""
    choices: list[list[Tile]] = []  # the places of each stretch
    start = 0
    while start < len(clause) - 1:
        size = max((_length(clause, start, sentence) for sentence in sentences), default=0)
        if size == _SHORTEST < max(_length(clause, start + 1, sentence) for sentence in sentences):
            size = 0  # 和基|础设施: the longer stretch begins one character later
        elif clause[start] in _TIES and max(_length(clause, start + 1, one) for one in sentences) >= _SHORTEST:
            size = 0  # 培育和发展优势产业, where 和发展 stands with something else
        if size >= _SHORTEST:
            words = clause[start : start + size]
            choices.append(
                [
                    Tile(start, start + size, number, found.start())
                    for number, sentence in enumerate(sentences)
                    for found in re.finditer(re.escape(words), sentence)
                ]
            )
        start += max(1, size)
    # The best way to each place of the latest tile: its cost, and the tiles along it.
    ways: list[tuple[float, list[Tile]]] = [(0.0, [])]
    for places in choices:
        ways = [min((_further(way, one) for way in ways), key=lambda way: way[0]) for one in places]
    return min(ways, key=lambda way: way[0])[1]


def _further(way: tuple[float, list[Tile]], after: Tile) -> tuple[float, list[Tile]]:
    cost, tiles = way
    return cost + _cost(tiles[-1] if tiles else None, after), [*tiles, after]


def _length(clause: str, start: int, sentence: str) -> int:
    size = 0
    while start + size < len(clause) and clause[start : start + size + 1] in sentence:
        size += 1
    return size


def _cost(before: Tile | None, after: Tile) -> float:
    """How far out of the way a tile lies: in another sentence, behind, or ahead with much between."""
    if before is None:
        return 0.0
    if before.sentence != after.sentence:
        return 3.0
    ahead = after.at - (before.at + before.end - before.start)
    return 2.0 if ahead < 0 else min(1.0, ahead / 100)


def find_crossed(claim: str, sentences: Sequence[str], printed: str) -> list[str]:
    """Where the words of a claim are put together as its quotes do not; all texts as `figures.plain` gives them."""
    crossed = [
        *_of_other_topic(claim, sentences),
        *_with_object_of_other(claim, sentences),
        *_told_of_other(claim, sentences),
    ]
    sentences = [_STEADILY.sub("持续", without_figures(one)) for one in sentences]
    for clause in _CLAUSE.split(_STEADILY.sub("持续", without_figures(claim))):
        clause = _MEANT.sub("", clause)
        tiles, found = _crossings(clause, sentences, printed)
        crossed += [
            clause[one.start : one.end] for one in tile(clause, sentences) if _counts_more(one, clause, sentences)
        ]
        # Words that several sentences have may have been taken from the wrong one.
        if found and not any(_carried_by_one(clause, one, sentences, printed) for one in sentences):
            crossed += found
        crossed += _exchanged(clause, tile(clause, sentences), sentences)
        for first, second, third in zip(tiles, tiles[1:], tiles[2:], strict=False):
            between = clause[second.end : third.start]
            # 居民和非居民都有阶梯水价, where the quotes say it of the one before they come to the other.
            together = first.sentence == second.sentence == third.sentence
            if _ALIKE.search(between) and together and first.at < third.at < second.at:
                crossed.append(f"{clause[first.start : second.end]}|{clause[third.start : third.end]}")
    return crossed


def _counts_more(one: Tile, clause: str, sentences: Sequence[str]) -> bool:
    """Whether the figure that follows a tile in a clause is, in its sentence, that of a list which goes on behind it:
    来呼就业5万人, where the quote has 来呼、留呼就业5万人."""
    rest = sentences[one.sentence][one.at + one.end - one.start :]
    counted = "#" in clause[one.end : one.end + _COUNTED] and not clause.startswith("等", one.end)
    return counted and bool(re.match(r"、[^,;。#等]{1,12}#", rest))


def _crossings(clause: str, sentences: Sequence[str], printed: str) -> tuple[list[Tile], list[str]]:
    """The tiles of a clause that say something, and the neighbours that the sentences keep apart."""
    whole = tile(clause, sentences)
    # 就业质量评估机制, where 质量 is a word of the title: it says what the two that it parts are of.
    parting = {
        one for before, one, after in zip(whole, whole[1:], whole[2:], strict=False) if _parts(before, one, after)
    }
    tiles = [one for one in whole if one in parting or not _says_nothing(clause[one.start : one.end], printed)]
    found = [
        f"{clause[before.start : before.end]}|{clause[after.start : after.end]}"
        for before, after in itertools.pairwise(tiles)
        if _crosses(before, after, clause, sentences)
        and not _names_kind(before, after, clause, sentences)
        and not (
            before.start
            and any(not _crosses(one, after, clause, sentences) for one in _elsewhere(before, clause, sentences))
        )
    ]
    return tiles, found


def _parts(before: Tile, one: Tile, after: Tile) -> bool:
    """Whether a word of two characters stands between two stretches without anything between them."""
    close = before.end == one.start and one.end == after.start
    return close and one.end - one.start == _SHORTEST < before.end - before.start


def _names_kind(before: Tile, after: Tile, clause: str, sentences: Sequence[str]) -> bool:
    """Whether two neighbours leave out a list before the word for all of it: 开展|就业服务活动, where the quote has
    开展就业助企、招聘对接等就业服务活动, and the first of the list begins as that word does."""
    if before.end != after.start or before.sentence != after.sentence:
        return False
    sentence, ended = sentences[after.sentence], before.at + before.end - before.start
    ways = (clause[start : after.end] for start in range(before.start + _SHORTEST, before.end))
    return any(re.search(f"、[^,;。]*等{re.escape(words)}", sentence[ended:]) for words in ways)


def _elsewhere(tile: Tile, clause: str, sentences: Sequence[str]) -> list[Tile]:
    """The other places of a stretch in its sentence: 培养 stands behind 人才 and before 领军人才."""
    words = clause[tile.start : tile.end].rstrip("、")  # the last of one list stands in the midst of another
    places = (found.start() for found in re.finditer(re.escape(words), sentences[tile.sentence]))
    return [replace(tile, end=tile.start + len(words), at=at) for at in places if at != tile.at]


def _carried_by_one(clause: str, sentence: str, sentences: Sequence[str], printed: str) -> bool:
    """Whether one sentence has as much of a clause as all do, and puts it together as the clause does."""
    has, have = (sum(one.end - one.start for one in tile(clause, own)) for own in ([sentence], sentences))
    return has >= have and not _crossings(clause, [sentence], printed)[1]


def _of_other_topic(claim: str, sentences: Sequence[str]) -> list[str]:
    """Clauses that a claim sets under a topic (对于服务业企业，…) of which its quotes tell something else."""
    found = []
    for topic, clause in itertools.pairwise(_CLAUSE.split(claim)):
        of = _TOPIC.match(topic)
        told = tile(clause, sentences)
        name = of and (of[1] or of[2])
        if not name or not told or name in sentences[told[0].sentence]:
            continue
        rests = [sentence.split(name, 1)[1] for sentence in sentences if name in sentence]
        # A heading tells nothing of its topic, and may be that of the next sentences.
        told_of = [re.split("[;。]", rest)[0] for rest in rests]
        if rests and all(len(one) > (_HEADING if re.search(r"[\d,]", one) else _PLAIN_HEADING) for one in told_of):
            found.append(f"{topic}|{clause}")
    return found


def _told_of_other(claim: str, sentences: Sequence[str]) -> list[str]:
    """Clauses without a subject (再创新高) that a claim lets follow another figure than its quote does."""
    found = []
    for before, clause in itertools.pairwise(_CLAUSE.split(claim)):
        for own in (_CLAUSE.split(one) for one in sentences):
            if not before or not 1 < len(clause) <= _BARE or clause not in own[1:]:
                continue
            here, there = (figures(one) for one in (before, own[own.index(clause) - 1]))
            if here and there and not here & there:
                found.append(f"{before}|{clause}")
    return found


def _exchanged(clause: str, tiles: Sequence[Tile], sentences: Sequence[str]) -> list[str]:
    """Where a clause has another noun in the place of one of its quote (北疆文化符号 for 中华文化符号), or leaves one out
    of what a figure is told of (工业投资增速 for 工业技改投资增速)."""
    found = []
    for before, after in itertools.pairwise(tiles):
        ended, between = before.at + before.end - before.start, clause[before.end : after.start]
        if before.sentence != after.sentence or after.at <= ended:
            continue
        skipped = sentences[after.sentence][ended : after.at]
        if not _WORD.fullmatch(skipped) or not _is_noun(skipped) or skipped in clause or _HERE.search(skipped):
            continue
        other = _WORD.fullmatch(between) and _is_noun(between) and not _alike(between, skipped)
        counted = not between and "#" in re.split("[,;。]", clause[after.start : after.end + _COUNTED])[0]
        if other or counted:
            found.append(f"{skipped}|{between}")
    return found


def _is_noun(word: str) -> bool:
    return word not in FRAMING and all(tag[0] in "njb" or tag == "vn" for _, tag in tagged_words(word))


def _alike(one: str, other: str) -> bool:
    """Whether two words are of one sense, or one has the other in it."""
    return one in other or other in one or other in SAME.get(one, ()) or other in words_beside(one)


def _with_object_of_other(claim: str, sentences: Sequence[str]) -> list[str]:
    """Clauses whose object stands before them and is another sentence's: 非常规水，要由交易增加, of 增加黄河水."""
    found = []
    for topic, clause in itertools.pairwise(_CLAUSE.split(claim)):
        named, told = tile(topic, sentences), tile(clause, sentences)
        if not named or len({one.sentence for one in told}) != 1 or _has_verb(topic):
            continue
        last, thing = told[-1], topic[named[-1].start : named[-1].end]
        sentence = sentences[last.sentence]
        rest = sentence[last.at + last.end - last.start :]
        word, tag = tagged_words(rest)[0] if rest else ("", "")
        follows = last.end == len(clause) and tag.startswith("n") and word not in clause
        if follows and _is_verb(clause) and thing not in sentence:
            found.append(f"{topic}|{clause}")
    return found


def without_figures(text: str) -> str:
    """A text with a # for each figure."""
    for _, start, end in reversed(find_figures(text)):
        text = f"{text[:start]}#{text[end:]}"
    return text


def _says_nothing(words: str, printed: str) -> bool:
    return (
        words.rstrip("将要会应") in printed  # 市水务局将
        or words in TOPICS
        or bool(_PLANS.fullmatch(words))
        or not words.strip("#、")
        or words.strip("#") in FRAMING
        or bool(re.fullmatch(r"20\d\d年?", words))
    )


def _crosses(before: Tile, after: Tile, clause: str, sentences: Sequence[str]) -> bool:
    """Whether two neighbours in a clause are kept apart by the quotes."""
    between = clause[before.end : after.start]
    if _JOINS.search(between):
        return False
    if before.sentence != after.sentence:
        return clause[before.end - 1] != "、"
    sentence = sentences[after.sentence]
    # 甲是…继乙之后的, where the quote has 乙是…继甲之后的: what the rest is told of is the other one.
    if before.start == 0 and clause.startswith("是", after.start) and before.at > after.at > 0:
        told_of = _PARTED.split(sentence[: after.at])[-1]
        return bool(told_of.strip("“”")) and told_of.strip("“”") != clause[before.start : before.end].strip("“”")
    ended = before.at + before.end - before.start
    if after.at < ended:
        over = sentence[after.at : ended]
        own, follows = clause[after.start : after.end], sentence[ended:]
        size = next((n for n in range(len(own) - 1, _NOUN - 1, -1) if own.endswith(follows[:n])), 0)
        if size and not between and _is_verb(clause[: before.end]):
            return False  # 成为内蒙古各族人民…, where the quote has 内蒙古各族人民 before and then 成为各族人民…
        if _IN_LIST & {clause[after.start], clause[before.end - 1]} and not re.search("[,;。是]", over):
            return False  # the same list in another order
        apart = sentence[after.at + after.end - after.start : before.at]
        if clause[before.end - 1] == "等" and _SUCH_AS.fullmatch(apart):
            return False  # 桥、路等设施, where the quote has 设施，如桥、路等
        if not between and apart.endswith("的") and not re.search("[,;。、]", apart) and _is_verb(clause[: before.end]):
            return False  # 挖掘符号和形象, where the quote has 对符号和形象的挖掘
        # From the end of the second, or its last word, to the start of the first, or its first word.
        passed = sentence[after.at + after.end - after.start - 1 : before.at + 1]
        dated = between.endswith("于") and clause[after.start :].startswith("#")
        same = between == "是" and _UNIQUE.search(clause[: before.end])
        passive = clause[: before.end].endswith("被")
        passive |= bool(_FRONTED.search(clause[: before.end])) and not re.search("[,;。]", apart)
        if not between and _is_domain(after, clause, sentence, ended):
            return False
        # 减少失信企业的检查频次, where that is said of others: 对…减少检查频次，对失信企业….
        other = between == "的" and _FOR_WHOM.search(passed)
        turns = _TURNS.search(between) and not other
        turned = dated or same or passive or turns or clause[: before.end].endswith(TOPICS)
        # 桥面受损导致雨水偏多: what led to it now follows from it.
        caused = not turned and _CAUSES.search(sentence[after.at + after.end - after.start - 1 : ended])
        # 长三角的产业, where the quote has 京津冀产业 and lists 长三角 elsewhere: the claim gives it to others.
        own = sentence[max(0, after.at - _SHORTEST) : after.at]
        listed = "、" in (sentence[before.at - 1 : before.at], sentence[ended : ended + 1])
        others = between == "的" and listed and _HAN.fullmatch(own) and own not in clause
        ends = _CLAUSE if others else _ENDED
        return bool(caused or (ends if turned else _APART).search(passed))
    skipped = sentence[ended : after.at]
    # 短缺的技术 is not 具有优势的技术: what stands before a noun is its own.
    if not between and clause[before.end - 1] == "的" and skipped.endswith("的"):
        return True
    # 市区道路由交通局管护，乡村道路由各镇管护: what follows the same words again is of another.
    head = re.escape(clause[before.end - 2 : before.end])
    again = skipped.endswith(clause[before.end - 2 : before.end]) and not _same_again(clause[: before.end], skipped)
    row = rf"{head}[^,;。、]{{1,6}}、{head}"  # 统一收费、统一灌溉, where the quote has them the other way round
    if (
        again
        and not (re.search(row, clause) and re.search(row, sentence))
        and re.search("[,;、和与及]", skipped)
        and not _PARTED.match(skipped)
        and not _POINT.match(clause[before.start :])
    ):
        return True
    skipped = re.sub("[“‘][^”’]*[”’]", "", skipped)
    inside = not _PARTED.match(skipped) and not _PARTED.match(skipped[::-1])
    if not between and "、" in skipped and not _LEFT_OUT.search(skipped) and inside:
        noun = tagged_words(clause[: before.end])[-1][1].startswith(("n", "s"))
        return noun and not re.match(r"[的等#]", clause[after.start :])
    return False


def _same_again(words: str, skipped: str) -> bool:
    """Whether what comes again is the same thing: 成为各族人民 behind 内蒙古各族人民 does not say which others."""
    size = 0
    while size < min(len(words), len(skipped)) and words[-size - 1] == skipped[-size - 1]:
        size += 1
    rest = skipped[: len(skipped) - size]
    return bool(rest) and not _PARTED.match(rest[-1]) and _is_verb(rest)


def _has_verb(words: str) -> bool:
    """Whether some words have a verb, names in quotation marks apart."""
    return any(tag == "v" for _, tag in tagged_words(re.sub("“[^”]*”", "", words)))


def _is_verb(words: str) -> bool:
    """Whether the last word of some is a verb, or a noun made of one."""
    return tagged_words(words)[-1][1].startswith("v")


def _is_domain(domain: Tile, clause: str, sentence: str, ended: int) -> bool:
    """Whether a tile that goes back only says where or for what its sentence holds: 缩短重点领域的审批时间 for 针对重点
    领域，…，缩短审批时间. No other such words may stand between them."""
    introduced = _INTRODUCED.search(sentence[: domain.at])
    rest = clause[domain.end + 1 :][:2]
    between = sentence[domain.at + domain.end - domain.start : ended]
    follows = clause[domain.end : domain.end + 1] == "的" and len(rest) > 1 and sentence.startswith(rest, ended)
    return bool(introduced) and follows and not re.search("[;。]|对|针对|方面", between)
