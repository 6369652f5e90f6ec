"""What a claim says that its quotes do not: the words that are left when all that the quotes carry is taken away.

A restatement uses the words of what it restates, in another order, with other words around them. So each character of
a claim must stand in its quotes beside a neighbour that it has in the claim too, or belong to a word that only ties
sentences together or tells what is being told (将, 包括, 办法是), or to a word whose synonym the quotes have. What is
left is a thing, a deed or a property that the quotes do not speak of: 农业 for 工业, 较低 for 较高, 已经 for 将.
"""

import re
from collections.abc import Iterable, Sequence

from assistant.verification.figures import find_figures
from assistant.verification.same_words import FRAMING, IN_SHORT, OPPOSITE, SAME, SAYS_LESS
from index.fold import dictionary_cut, tags
from index.patterns import compiled
from index.synonyms import find_synonyms, says

_DENIES = "不没未"  # what is denied is looked at in assistant/verification/agreement.py
# What a unit already says is measured.
_MEASURED = (("面积", "平方公里|亩|平方米"), ("全长|总长|长度|长", "公里|米"), ("金额|资金额", "元"), ("重量", "吨"))
_STATING = frozenset(
    "已曾最仅只唯都全均皆不没未别勿非无必永绝从尚几约近超首率再又重免优先提前按如期立马随独单亲极很太更较越略仍刚才将正就常频每逐渐稳因致使却但虽若即"
)
_HOW_SOON = frozenset(["尽快", "尽早", "及早", "率先", "初步", "大体", "大致", "适时", "暂时", "有望"])
_PAIR = 2
_LENGTH = max(map(len, FRAMING))
_LONGEST = max(map(len, SAME))
_SHORTENED = compiled("|".join(IN_SHORT))
_ORDINAL = compiled(r"第[一二三四五六七八九十\d]+(?![个项条点,:是])")
_ALL = compiled("所有|全部|一律|普遍|任何|每[一个家位名项]|全境|唯一|只有|仅仅|必须|必定|一定|绝对|完全|彻底|永远")
_CAUSE = compiled("由于|因为|因此|因而|所以|导致|致使|归因于|得益于|源于|缘于|归咎于|的(?:结果|后果|产物|缘故)")
# 第一, where the quotes have 一是; 已取得, where they have 取得了.
_NUMBERED = compiled(
    "(?:(?<![\u4e00-\u9fff])|(?<=其中))(?:第([一二三四五六七八九])(?=[,:是项条点要])|([一二三四五六七八九])(?=要))"
)
_OUGHT_TO = compiled("(?<![对反呼])应(?=对[^,;。]{2,60}?(?:加以|予以|进行))")  # no 应对
_ALREADY = compiled("已经?(?=([^,;。]{2,16}))")
_FOREIGN = compiled(r"[^\W\d_\u3400-\u9fff]+")
_HAN = compiled(r"[\u3400-\u9fff]+")


def find_added(claim: str, known: str) -> list[str]:
    """The stretches of a claim that neither stand in `known` nor frame nor have a synonym there, both texts as
    `figures.plain` gives them."""
    claim = _OUGHT_TO.sub("", claim)
    if "就要" in known:
        claim = claim.replace("就必须", "就要")
    pairs = {known[at : at + 2] for at in range(len(known) - 1)}
    left = [
        one for one in [*_ORDINAL.findall(claim), *_ALL.findall(claim), *_CAUSE.findall(claim)] if one not in known
    ] + _turned(claim, known)
    # Words of other scripts must stand there as they are: nobody can tell what else they say.
    left += [one for one in _FOREIGN.findall(claim) if one not in known]
    claim = _NUMBERED.sub(lambda found: "" if f"{found[1] or found[2]}是" in known else found[0], claim)
    claim = _ALREADY.sub(lambda found: "" if _done(found[1], known) else found[0], claim)
    for words, units in _MEASURED:
        claim = re.sub(rf"({words})(?:达|为|约|是|有|共)*(?=\d[^,;。]{{0,8}}?(?:{units}))", "", claim)
    for _, start, end in find_figures(claim):
        claim = f"{claim[:start]}{'0' * (end - start)}{claim[end:]}"
    for run in _HAN.finditer(claim):
        text = run[0]
        held = [False] * len(text)
        for at in range(len(text) - 1):
            if text[at : at + 2] in pairs:
                held[at] = held[at + 1] = True
        for start, end in _restated(text, known):
            held[start:end] = [True] * (end - start)
        for one, others in SAYS_LESS:
            for found in re.finditer(one, text):
                if any(other in known for other in others.split()):
                    held[found.start() : found.end()] = [True] * len(found[0])
        for start, end, forms in find_synonyms(text):
            if not all(held[start:end]) and says(
                known, tuple(form for form in forms if _left_over(form, text[start:end], claim, known))
            ):
                held[start:end] = [True] * (end - start)
        tagged = list(zip(dictionary_cut(text), tags(text), strict=True))
        left += _half_known(tagged, held)
        for start, end in _gaps(held):
            rest = _unframed(text, start, end) or _accidental(tagged, start, end)
            inside = start > 0 and end < len(text) and end - start == 1
            if rest and not _ties(rest) and not (_known_alone(rest, known) and (not inside or rest in _DENIES)):
                left.append(rest)
    return left


def _done(words: str, known: str) -> bool:
    """Whether the quotes tell of the deed of some words that it is done: 制定了, of 制定 or 在春节前制定了."""
    deeds = [words[:_PAIR], *re.findall("([\u4e00-\u9fff]{2})了", words)]
    return any(re.search(f"{re.escape(deed)}[\u4e00-\u9fff]{{0,4}}了", known) for deed in deeds)


def _left_over(other: str, word: str, claim: str, known: str) -> bool:
    """Whether the quotes, of which `known` has two forms, have another word for one of a claim more often than it has
    that word itself: where it says both, they are of two things."""
    own = claim.count(other) - (claim.count(word) if other in word else 0)
    return known.count(other) > 2 * own


def _restated(text: str, known: str) -> list[tuple[int, int]]:
    """The words of a stretch of which the quotes have another of the same sense."""
    places = ((start, start + size) for start in range(len(text)) for size in range(1, _LONGEST + 1))
    found = [(start, end) for start, end in places if any(one in known for one in SAME.get(text[start:end], ()))]
    shorts = ((one.start(), one.end()) for one in _SHORTENED.finditer(text))
    return found + [(start, end) for start, end in shorts if IN_SHORT[text[start:end]] + text[end : end + 2] in known]


def _ties(rest: str) -> bool:
    """Whether what is left is a word that by its class only ties (a preposition, a conjunction) or an adverb of manner:
    none that says when, how often, how surely, how many or whether."""
    kinds = tags(rest)
    return len(kinds) == 1 and kinds[0][0] in "pcduy" and not _STATING.intersection(rest) and rest not in _HOW_SOON


def _turned(claim: str, known: str) -> list[str]:
    """Words of a claim that its quotes have with the opposite last character alone: 春节后 for 春节前."""
    found = []
    for at in range(2, len(claim)):
        before = claim[at - 2 : at]
        if any(before + other in known for other in OPPOSITE.get(claim[at], "")) and before + claim[at] not in known:
            found.append(before + claim[at])
    return found


def _known_alone(rest: str, known: str) -> bool:
    """Whether a single character denies, or stands in `known` without its opposite."""
    return len(rest) == 1 and (rest in _DENIES or (rest in known and not set(OPPOSITE.get(rest, "")) & set(known)))


def _accidental(words: Iterable[tuple[str, str]], start: int, end: int) -> str:
    """A noun or verb in a gap that looks as if it were put together from words that frame: 用地."""
    at = 0
    for word, tag in words:
        inside = start <= at and at + len(word) <= end
        if inside and len(word) == _PAIR and tag[0] in "nvt" and word not in FRAMING and FRAMING.issuperset(word):
            return word
        at += len(word)
    return ""


def _half_known(words: Iterable[tuple[str, str]], held: Sequence[bool]) -> list[str]:
    """Nouns and names of which the quotes have a part alone: 地下水 for 天然降水, 成渝 where somebody is called 渝."""
    found, at = [], 0
    for word, tag in words:
        here = held[at : at + len(word)]
        named = (tag[0] == "n" and len(word) > _PAIR) or tag in ("nr", "ns", "nz", "nt")
        new = "".join(one if not known else " " for one, known in zip(word, here, strict=True)).split()
        # 地下水, where the quotes have 下水道: its first character frames by accident.
        begun = named and len(word) > _PAIR and not here[0] and all(here[1:]) and word[0] in FRAMING
        # 体量上, where the quotes have 质量上 and, elsewhere, 主体.
        first = at == 0 and tag == "n" and len(word) == _PAIR
        half = first and here == [False, True] and not {word, word[0]} & FRAMING
        if half or begun or (named and any(len(one) >= _PAIR and not _frames(one) for one in new)):
            found.append(word)
        at += len(word)
    return found


def _frames(piece: str) -> bool:
    """Whether a piece of a word has one of two characters or more that frames: 就业|人数, 据|介绍."""
    sizes = range(_PAIR, len(piece) + 1)
    return any(piece[at : at + size] in FRAMING for size in sizes for at in range(len(piece) - size + 1))


def _gaps(held: Sequence[bool]) -> list[tuple[int, int]]:
    found, start = [], None
    for at, one in enumerate([*held, True]):
        if not one and start is None:
            start = at
        elif one and start is not None:
            found.append((start, at))
            start = None
    return found


def _unframed(text: str, start: int, end: int) -> str:
    """What is left of a gap when the words that frame are taken away; they may begin in what is held."""
    left, at = "", start
    while at < end:
        ends = [
            first + size
            for first in range(max(0, at - _LENGTH + 1), at + 1)
            for size in range(at - first + 1, _LENGTH + 1)
            if first + size <= len(text) and text[first : first + size] in FRAMING
        ]
        if not ends:
            left += text[at]
        at = max([at + 1, *ends])
    return left
