"""What relates two sides: a cause and its effect, the more and the less. A claim may relate what its quotes do.

Both sides of a claim may stand in its quotes word for word while nobody said that the one led to the other, or which of
them is the higher. All texts are as `figures.plain` gives them.
"""

import itertools
import re
from collections.abc import Sequence

from assistant.verification.figures import find_figures
from index.fold import terms
from index.patterns import compiled

_CLAUSE = compiled("[,;:。]")
# 由于甲,乙 and 甲,因此乙
_FIRST = compiled("(?P<whose>[^,]{0,6}?)(?:由于|(?<!原)(?:因为|因)(?!此|而|素|地制宜))")
# 甲之所以…，是因为…: told backwards.
_BECAUSE = compiled("(?P<whose>[^,;。]*?)之所以(?P<effect>[^,;。]+),(?:正)?是(?:因为|由于)(?P<cause>[^;。]+)。?$")
_SINCE = compiled("(?:这|那|也)?是?因为(?P<cause>.+)")
_EACH = compiled("一是(?P<first>[^，；。]{2,20})[，；]二是(?P<second>[^，；。]{2,20})[，；。](?=.*前者)")
_PART_OF = compiled(
    "(?P<one>[^,;。]{4,}?)(?:属于|是)(?P<whole>[^,;。]{4,}?)的(?:内容|一部分|组成部分|举措|措施|做法)(?=[,;。]|$)"
)
_ON_THAT = compiled("(?:面对|针对|对)(?:上述|这些|此)|为此")  # ties a sentence to the one before
_BOTH = compiled("(?P<first>[^，；。、]{2,20}?)[和与](?P<second>[^，；。、]{2,14}?)[，；。](?=.*前者)")
_THEN = compiled("因此|因而|所以|导致|致使|使得|造成|从而|进而")
# 《…》的出台,为企业…: what came into force is what the rest is owed to.
_BROUGHT = compiled("(?P<cause>[^,;。]+?)的?(?:出台|实施|施行|推行|印发|建成|设立)[,]?(?:为|使|让|推动|促进|带动)")
_OWED = compiled(
    "^(?:这|都|也)*(?:主要)?(?:得益于|源于|有赖于|归功于)(?P<cause>[^,;。]+?)的?(?:出台|实施|施行|推行|印发|建成|设立)?[。]?$"
)
_MAKES = compiled("(?:使|让|令)(?!用|得)|导致|致使|造成")
# What the next clause comes of or serves.
_GOVERNS = compiled(
    "(?:^|将|要|应|可|来)(?:通过|借助|依托|凭借|考虑到|随着|为了|为(?=避免|实现|防[止范]|提高|提升|推动|使|让|确保|增强)|围绕(?=[^,;。]*(?:目标|任务)))(?P<said>[^,;。]{4,})"
)
_APART = compiled("^(?:通过|借助|依托|围绕|还|也|又|既|而|另|同时|并)|^[^,;。]{0,12}(?:表示|指出|认为|提出|建议|强调)")
_HEAD = 20  # characters of a sentence that is but the head of others
_OWN = 0.5  # the share of a clause that another sentence may say too
_MADE = compiled("(?:使得?|让|令)(?!用|命|人)(?P<effect>[^,;。]*(?:\\d|[优好]于)[^,;。]*)")
_AIMED = compiled(
    "(?<![主重需])要(?!求|素)|通过|为了?|以便|推动|加快|建设|打造"
)  # whoever would bring it about may name it last
_PURPOSE = compiled("从而|进而")
_SO_THAT = compiled(
    "用(?:于|来)|(?:以便?|来)(?=杜绝|避免|防止|防范|提高|提升|增强|实现|推动|促进|确保|保障|打造|降低|减少)"
)
_LEADS_TO = compiled(
    "(?P<cause>[^,;。]{2,}?)[,]?(?:由此|这|从而|进而|也|又|是)*(?:导致|致使|造成|使得)(?P<effect>[^,;。]{4,})"
)
# 要甲,就得乙: 乙 is the means of 甲.
_IN_ORDER_TO = compiled("(?:要(?!求|素)|想要|为了?)")
_BY = compiled("(?:那?就)?(?:得|要靠|靠|需要|必须|要(?!求|素))|通过")
_ENDS_IN = compiled(
    "(?:来|以|从而)?(?:增加|提高|提升|降低|减少|控制|缩短|减轻|缓解|增强|推动|促进)(?![^,;。]*(?:包括|举措|办法|途径))"
)
_COMPARED = compiled("[高低优好大小多少劣]于(?!\\d(?!\\d{3}年))|领先于?|落后于?|不及|不如|胜过")
_BEFORE = compiled("[;。]|,而(?!且)")
_LOWER = compiled("(?<!比)较(?!为)(?P<right>[^,;。]{2,}?)[偏更]?[低高优好大小多少](?=[,;。的]|$)")


def spelled_out(claim: str) -> str:
    """A claim with what 前者 and 后者 stand for: the two things that a clause before them names."""
    found = _BOTH.search(claim) or _EACH.search(claim)
    if not found or "后者" not in claim:
        return claim
    first = re.split("是指|指的是|包括|是|为", found["first"])[-1]
    return claim.replace("前者", first).replace("后者", found["second"])


def without_causes(claim: str, quotes: Sequence[str]) -> str:
    """A claim without the words of cause that its quotes bear out: those between clauses that follow each other in one
    sentence of them, in this order, where the effect states no figure. The other words of cause stay, to be looked for.
    """
    if (found := _BECAUSE.search(claim)) and _follows(found["cause"], f"{found['whose']}{found['effect']}", quotes):
        claim = f"{claim[: found.start()]}{found['cause']},{found['whose']}{found['effect']}。"
    clauses = re.split("(?<=[,;:。])", claim)
    brought = [found["cause"] for quote in quotes for found in _BROUGHT.finditer(quote)]
    for at, clause in enumerate(clauses):
        if (owed := _OWED.match(clause)) and any(owed["cause"] in cause for cause in brought):
            clauses[at] = clause[owed.start("cause") :]
            continue
        if (why := _SINCE.match(clause)) and at:
            effects = (clauses[at - 1], "".join(clauses[:at]))  # the last clause before it, or all of them
            if any(_follows(why["cause"], effect, quotes) for effect in effects):
                clauses[at] = why["cause"]  # told backwards
            continue
        first, then = _FIRST.match(clause), _THEN.search(clause)
        if first and at + 1 < len(clauses) and _follows(clause[first.end() :], clauses[at + 1], quotes):
            clauses[at] = f"{first['whose']},{clause[first.end() :]}"
        elif then:
            before = clause[: then.start()]
            before = before if len(before) > _SHORT else f"{clauses[at - 1] if at else ''}{before}"
            if _follows(before, clause[then.end() :], quotes):
                clauses[at] = f"{clause[: then.start()]},{clause[then.end() :]}"
    return "".join(clauses)


def find_unrelated(claim: str, quotes: Sequence[str]) -> list[str]:
    """Clauses of a claim that one leads to the other (从而) though its quotes say them apart, and comparisons that
    they do not make, or make the other way round."""
    found = []
    clauses = re.split("(?<=[,;:。])", claim)
    for before, after in itertools.pairwise(clauses):
        (cause, first), (effect, then) = _place(before, quotes), _place(after, quotes)
        if _PURPOSE.match(after) and cause != effect:
            found.append(after)
        if _IN_ORDER_TO.match(before) and _BY.match(after) and cause != effect:
            # Each of two sentences says by what it is done: the one's means are not the other's.
            found += [after] if all("通过" in quotes[at] for at in (cause, effect) if at >= 0) else []
        if (so := _SO_THAT.match(after)) and _told_apart(before.strip(",;"), after[so.end() :], quotes):
            found.append(after)
        if (governs := _GOVERNS.search(before)) and _APART.search(after) is None and before.endswith(","):
            found += [after] if _told_apart(governs["said"], after, quotes) else []
        means = all("通过" in quotes[at] for at in (cause, effect) if at >= 0)
        if cause != effect and min(cause, effect) >= 0 and means and _ENDS_IN.match(after) and before.endswith(","):
            found.append(after)  # 建设3个试点，增加黄河水: by what that is done, another sentence says
        if _MAKES.match(after) and cause != effect and min(cause, effect) >= 0:
            found.append(after)  # 这些措施使…, of what another sentence tells
        if _MAKES.match(after) and cause == effect and min(first) > max(then) and not _AIMED.search(claim):
            found.append(after)  # 毕业生扎堆，使就业机会集中, where the quote has them the other way round
    for part in _PART_OF.finditer(claim):
        found += [part[0]] if _told_apart(part["one"], part["whole"], quotes) else []
    for led in _LEADS_TO.finditer(claim):
        own = [one for quote in quotes for one in _LEADS_TO.finditer(quote) if _says(led["effect"], one["effect"])]
        if own and not any(_says(led["cause"], one["cause"]) for one in own):
            found.append(led[0])
    for made in _MADE.finditer(claim):
        at, _ = _place(made["effect"], quotes)
        if at >= 0 and not _MADE.search(quotes[at]) and not _THEN.search(quotes[at]):
            found.append(made[0])  # 就业促进行动使城镇新增就业…
    stated = [pair for quote in quotes for pair in _comparisons(quote)]
    return found + [
        f"{here[0]}|{here[1]}" for here in _comparisons(claim) if not any(_same(here, one) for one in stated)
    ]


_SHORT = 4


def _says(one: str, other: str) -> bool:
    """Whether one text says half of what another does, or the other of the one."""
    words, others = set(terms(one)), set(terms(other))
    return 2 * len(words & others) > min(len(words), len(others))


def _told_apart(one: str, other: str, quotes: Sequence[str]) -> bool:
    """Whether one sentence tells the one and another the other, each without much of what it does not tell."""
    words, others = set(terms(one)), set(terms(other))
    (here, _), (there, _) = _place(one, quotes), _place(other, quotes)
    if min(here, there) < 0 or here == there or len(quotes[here]) < _HEAD:
        return False
    mixed = (len(words & set(terms(quotes[there]))) / len(words), len(others & set(terms(quotes[here]))) / len(others))
    return max(mixed) < _OWN


def _follows(cause: str, effect: str, quotes: Sequence[str]) -> bool:
    """Whether an effect that states no figure stands in the clause behind that of its cause."""
    if find_figures(effect):
        return False
    (first, clauses), (then, others) = _place(cause, quotes), _place(effect, quotes)
    if first != then and min(first, then) >= 0 and _ON_THAT.match(quotes[then]):
        return True
    return first == then >= 0 and max(clauses) < max(others) and min(others) - max(clauses) <= 1


def _place(words: str, quotes: Sequence[str]) -> tuple[int, list[int]]:
    """The number of the sentence that says most of some words, -1 for none, and those of its clauses that say any."""
    wanted = set(terms(words))
    shares = [len(wanted & set(terms(quote))) for quote in quotes]
    if not any(shares):
        return -1, [0]
    best = shares.index(max(shares))
    said = [len(wanted & set(terms(clause))) for clause in _CLAUSE.split(quotes[best])]
    return best, [at for at, share in enumerate(said) if share and 2 * share >= max(said)] or [0]


def _comparisons(text: str) -> list[tuple[str, str]]:
    """The two sides of each comparison of a text, what is compared first."""
    found = []
    for one in _COMPARED.finditer(text):
        found.append(
            (
                _BEFORE.split(text[: one.start()])[-1],
                re.split("的(?:指标|是|有|方面)|[,;:。]", text[one.end() :])[0],
            )
        )
    for one in _LOWER.finditer(text):
        found.append((_BEFORE.split(text[: one.start()])[-1], one["right"]))
    return found


def _swapped(here: tuple[str, str], there: tuple[str, str]) -> bool:
    """Whether one side of a comparison says what only the other side of another says."""
    left, right = set(terms(there[0])), set(terms(there[1]))
    return bool(set(terms(here[0])) & (right - left) or set(terms(here[1])) & (left - right))


def _same(here: tuple[str, str], there: tuple[str, str]) -> bool:
    """Whether two comparisons share something on each side, or what comes first stands behind: 较全国偏低的是甲."""
    sides = [(set(terms(one)), set(terms(other))) for one, other in zip(here, there, strict=True)]
    first = not sides[0][0] or bool(sides[0][0] & sides[0][1])
    return first and bool(sides[1][0] & sides[1][1]) and not _swapped(here, there)
