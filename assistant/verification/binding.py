"""Whether a claim puts together what its quotes put together: the same words in other hands say something else.

A clause of a claim is tiled with the longest stretches that its quotes have. From one tile to the next a restatement
goes on in the same sentence of the quotes; it goes back only where it says that it turns that round (…的是, 由…).
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.verification.same_words import FRAMING
from assistant.verification.tiles import CLAUSE, SHORTEST, Tile, tile, without_figures
from index.fold import tagged_words
from index.patterns import compiled

_PARTED = compiled(r"[,;:。、]")
# Words between two tiles that let the second stand before the first in the quotes.
_TURNS = compiled("的是|由|为|因|靠|有|指|把|将|被|使|让|通过|以|对|在|包括|的|从|来自|会|将|要|应|可")
_JOINS = compiled("和|与|及|、|并|同|跟|又|也|至|到|而")
# Words that say that what follows is what the words before it are: A是B的核心, B的核心是A.
_UNIQUE = compiled(
    "的(?:基本)?(?:区情|国情|市情|特点|特征|短板|来源|任务|目标|核心|关键|重点|根本|基础|前提|抓手|目的|主攻方向|主战场|主力军|压舱石)$"
)
_IS = compiled("(?:就|正|便)?是")
_INTRODUCED = compiled("(?:针对|对于?|在)$")
_FOR_WHOM = compiled("[,;。](?:针?对|由|对于)")
_ALIKE = compiled("[都均皆]")
# Words that say that something is meant or done, of whatever it is.
_PLANS = compiled("计划|打算|拟|建设|打造|推进|推动|开展|加快|加强|实施|创建|做好|办好|落实")
_REACHED = ("完成", "达到")
# What stands before its own list in a claim and behind it in the quotes: 目标是城镇新增就业6万人.
TOPICS = ("总目标", "目标", "指标", "任务", "抓手", "方面")
# What lies between two things that a claim may not put together: another clause, or the other side of 和, 是 and 向.
_APART = compiled("[,;。和是向]")
_CAUSES = compiled("导致|造成|引发|带来|使得")
_STEADILY = compiled("持续不断|不断")
# At the head of a clause, of whatever is meant.
_MEANT = compiled("^(?:并且?|还|也|则|同时|此外|另外)*(?:要|应当?|需要?|须)?")
_FRONTED = compiled("把|将|对")  # 把机制健全起来, where the quote has 健全机制
_END_ALIKE = compiled("[\u4e00-\u9fff]{0,4}([\u4e00-\u9fff]{2})[和与及][\u4e00-\u9fff]{2,6}")
_IN_LIST = frozenset("、和与及")
_OF_MANY = compiled("(?:众多|许多|其他|所有|大量|部分|主要)的$")
_HAN = compiled("[\u4e00-\u9fff]{2}")
_SUCH_AS = compiled("[,、]?(?:如|例如|比如|包括)")
_ENDED = compiled("[;。]")
# Between these a list may be left out: its end, or all of a description.
_LEFT_OUT = compiled("[,;。]|[等的”’》]$|等(?:[重多个]*(?:方面|领域|环节|地区?|行业))$")
_NOUN = 4  # characters of a noun that comes again
_THEY = compiled("(?:^|[,;。“])[他她]们?$")
_NAMES = compiled("包括|主要有|有|分别是|如下|:")
_POINT = compiled("[一二三四五六七八九十]是")


def find_crossed(claim: str, sentences: Sequence[str], printed: str) -> list[str]:
    """Where the words of a claim are put together as its quotes do not; all texts as `figures.plain` gives them."""
    crossed: list[str] = []
    sentences = [_alike(without_figures(one)) for one in sentences]
    for clause in CLAUSE.split(_alike(without_figures(claim))):
        clause = _MEANT.sub("", clause)
        tiles, found = _crossings(clause, sentences, printed)
        # Words that several sentences have may have been taken from the wrong one.
        if found and not any(_carried_by_one(clause, one, sentences, printed) for one in sentences):
            crossed += found
        for first, second, third in zip(tiles, tiles[1:], tiles[2:], strict=False):
            between = clause[second.end : third.start]
            # 居民和非居民都有阶梯水价, where the quotes say it of the one before they come to the other.
            together = first.sentence == second.sentence == third.sentence
            if _ALIKE.search(between) and together and first.at < third.at < second.at:
                crossed.append(f"{clause[first.start : second.end]}|{clause[third.start : third.end]}")
    return crossed


def _alike(text: str) -> str:
    """A text in which two words that may stand for each other beside any object are one."""
    return _STEADILY.sub("持续", text).replace("提升", "提高")


def _crossings(clause: str, sentences: Sequence[str], printed: str) -> tuple[list[Tile], list[str]]:
    """The tiles of a clause that say something, and the neighbours that the sentences keep apart."""
    whole = tile(clause, sentences)
    # 就业质量评估机制, where 质量 is a word of the title: it says what the two that it parts are of.
    parting = {
        one
        for before, one, after in zip(whole, whole[1:], whole[2:], strict=False)
        if _parts(before, one, after) and clause[one.start : one.end] not in _REACHED
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
    return close and one.end - one.start == SHORTEST < before.end - before.start


def _names_kind(before: Tile, after: Tile, clause: str, sentences: Sequence[str]) -> bool:
    """Whether two neighbours leave out a list before the word for all of it: 开展|就业服务活动, where the quote has
    开展就业助企、招聘对接等就业服务活动, and the first of the list begins as that word does."""
    if before.end != after.start or before.sentence != after.sentence:
        return False
    sentence, ended = sentences[after.sentence], before.at + before.end - before.start
    ways = (clause[start : after.end] for start in range(before.start + SHORTEST, before.end))
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


def _says_nothing(words: str, printed: str) -> bool:
    return (
        words.rstrip("将要会应") in printed  # 市水务局将
        or words in TOPICS
        or bool(_PLANS.fullmatch(words))
        or words in _REACHED
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
        told = _THEY.search(sentences[after.sentence][: after.at])  # 他们纷纷表示, of those whom another sentence names
        # 面临的挑战包括…, of a list behind the sentence that says so.
        point = _NAMES.search(between) and _POINT.match(sentences[after.sentence])
        headed = point and not _POINT.match(sentences[before.sentence])
        return clause[before.end - 1] != "、" and not told and not headed
    sentence = sentences[after.sentence]
    # 甲是…继乙之后的, where the quote has 乙是…继甲之后的: what the rest is told of is the other one.
    if before.start == 0 and clause.startswith("是", after.start) and before.at > after.at > 0:
        told_of = _PARTED.split(sentence[: after.at])[-1]
        return bool(told_of.strip("“”")) and told_of.strip("“”") != clause[before.start : before.end].strip("“”")
    ended = before.at + before.end - before.start
    # 众多的北疆品牌, where the quote has 北疆品牌在众多的地域文化中: what stands before a noun is its own.
    head = sentence[ended : ended + SHORTEST]
    if after.at < before.at and not between and _OF_MANY.search(clause[: before.end]) and _HAN.fullmatch(head):
        return not clause.startswith(head, after.start)
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
        same = _IS.fullmatch(between) and _UNIQUE.search(clause[: before.end])
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
        # 高新区的水厂, of 经开区水厂、高新区厂房: two of a list that are glued together.
        if not (turned or between) and apart == "、":
            return True
        # 长三角的产业, where the quote has 京津冀产业 and lists 长三角 elsewhere: the claim gives it to others.
        own = sentence[max(0, after.at - SHORTEST) : after.at]
        listed = "、" in (sentence[before.at - 1 : before.at], sentence[ended : ended + 1])
        others = between == "的" and listed and _HAN.fullmatch(own) and own not in clause
        ends = CLAUSE if others else _ENDED
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
    both = "、" in skipped or _two_alike(skipped, clause[after.start : after.end])
    if not between and both and not _LEFT_OUT.search(skipped) and inside:
        noun = tagged_words(clause[: before.end])[-1][1].startswith(("n", "s"))
        return noun and not re.match(r"[的等#]", clause[after.start :])
    return False


def _two_alike(skipped: str, words: str) -> bool:
    """Whether what is left out holds the end of one of two that end alike and the start of the other: of 岗位归集机制和
    服务联动机制, 岗位|联动机制."""
    found = _END_ALIKE.fullmatch(skipped)
    return found is not None and words.endswith(found[1])


def _same_again(words: str, skipped: str) -> bool:
    """Whether what comes again is the same thing: 成为各族人民 behind 内蒙古各族人民 does not say which others."""
    size = 0
    while size < min(len(words), len(skipped)) and words[-size - 1] == skipped[-size - 1]:
        size += 1
    rest = skipped[: len(skipped) - size]
    if rest.endswith("非"):
        return False  # 居民用水阶梯水价和非居民用水: the other of the two
    return bool(rest) and not _PARTED.match(rest[-1]) and _is_verb(rest)


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
