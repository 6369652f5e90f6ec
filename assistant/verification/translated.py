"""A sentence in English held against Chinese quotes: strict, because a gloss of words is all that it goes by.

Every figure with its unit and bound, every year, every person, place and thing that the sentence names must stand in a
sentence of the quotes or be printed beside it, and every word of it must be one that the table of English words has
(index/synonyms.json) with a Chinese form there, or one that states nothing. What tells plan from result, some from all,
a denial, a cause and the way round must be there too. Whatever cannot be matched does not stand.
"""

import re
from collections.abc import Sequence

from assistant.understanding.misprints import in_latin
from assistant.verification.dates import dated
from assistant.verification.english_figures import Stated, find_stated
from assistant.verification.figures import Figure, find_figures, plain
from assistant.verification.glossed import all_known, framing, said_in, words
from assistant.verification.places import printed
from index.fold import fold
from index.passage import Passage, Span
from index.patterns import compiled

_LEAST = 2  # words and figures of a quote that a sentence says; less is hardly a sentence, and its words frame at most
Place = tuple[Passage, Span]

_YEAR = compiled(r"\b20\d\d\b")
_LAST_YEAR = compiled(r"\b(?:last|previous|past) year\b", re.I)
_THIS_YEAR = compiled(r"\bthis year\b", re.I)
_SAYS = compiled(
    r"\b(?:said|says|stated|noted|explained|introduced|believes?|suggest(?:s|ed)?|pointed out|according to|proposed)\b",
    re.I,
)
_PLANS = compiled(r"\b(?:will|aims?|(?<!the )plans?|planned|targets?|goals?|intends?|expects?|seeks?|hopes?)\b", re.I)
_DONE = compiled(
    r"\b(?:was|were|has been|have been|had|last year|achieved|reached|created|built|completed|launched|secured|"
    r"exceeded|implemented|issued|held|opened|established|introduced|"
    r"became|fulfilled|realized|attained|doubled|rose|grew|fell|has \w+ed|have \w+ed|has built|has become)\b",
    re.I,
)
_PLANNED = compiled("目标|计划|将(?!近)|力争|要(?!求)|推动|加快|推进|打造|争取")
_OVER = compiled("20(?:1\\d|2[0-4])年|过去|已|完成(?!国家)|截至|全年|近年来|再创新高|增长")
_DENIES = compiled(r"\b(?:not|no|never|none|without|nor|neither|cannot|hardly|fails?|failed|lacks?)\b|n't\b", re.I)
_DENIED = compiled("不(?![断仅但论同少])|未(?!来)|没|难以|禁|杜绝|避免")
# What needs words of its own in the quotes.
_NEEDS = (
    (compiled(r"\b(?:most|largest|biggest|highest|lowest|best|greatest|top|longest)\b", re.I), compiled("最")),
    (compiled(r"\bone of\b", re.I), compiled("之一|其中")),
    (compiled(r"\bfirst\b", re.I), compiled("首|第一|一是")),
    (compiled(r"\b(?:only|solely|unique|exclusively)\b", re.I), compiled("仅|只|唯一")),
    (compiled(r"\b(?:all|every|each|entire|whole|any|fully|always)\b", re.I), compiled("全|所有|各|每|均")),
    (compiled(r"\b(?:because|due to|thanks to|owing to|thus|lead(?:s|ing)? to|led to|caus\w+|result\w*)\b", re.I),
     compiled("导致|由于|因|使")),
    (compiled(r"\b(?:nationwide|national|country|china)\b", re.I), compiled("全国|国家|我国|中国")),
    (compiled(r"\b(?:must|guarantees?|guaranteed|promises?|promised|ensures?|ensured)\b", re.I),
     compiled("必须|保证|确保|承诺|保障")),
    (compiled(r"\b(?:already|completed|finished)\b", re.I), compiled("已|完成")),
)  # fmt: skip
# Who does what to whom cannot be told from words alone.
_DIRECTED = compiled(
    r"\b(?:from|than|versus|rather|instead|unlike|whereas|while|respectively|exceed\w*|outpac\w*)\b", re.I
)
_REGION = compiled(r"\b(?:inner mongolia(?:'s)?|(?:autonomous )?region(?:'s)?)(?! ?'?s? (?:total|average))", re.I)
_TO_BE_MADE = compiled("申报|创建|打造|争取|力争|加快|推进|推动")
_MAKING = compiled(
    r"\b(?:to be|to|should|must|needs?|being|appl(?:y|ying|ication)|creat\w+|build\w*|promot\w+|accelerat\w+|push\w*|"
    r"driv\w+|develop\w*|advanc\w+|speed\w*|key|support\w*)\b",
    re.I,
)
_IS = compiled(r"\b(?:is|are)\b", re.I)


def carried(claim: str, sentences: Sequence[Place]) -> Place | None:
    """The sentence of the quotes that carries all of an English claim, None where none does."""
    return next((one for one in sentences if _carries(claim, one)), None)


def _carries(claim: str, place: Place) -> bool:
    passage, span = place
    article = passage.article
    quote = dated(passage.text_of(span), article)
    form, beside = plain(quote), plain(printed([article]))
    if passage.cut_start and span.start == 0:
        return False
    people, rest = in_latin(claim, [article.author] if article.author else [])
    if _SAYS.search(rest) and not people:
        return False  # somebody else's words, or nobody's
    rest = _SAYS.sub(" ", rest)
    stated = find_stated(rest)
    bare = "".join(character for at, character in enumerate(rest) if not any(s.start <= at < s.end for s in stated))
    return (
        _years_fit(rest, quote, passage)
        and _same_way(claim, form)
        and _placed(rest, form, article.region)
        and all(_is_stated(one, rest, stated, form) for one in stated)
        and any(all_known(_without_years(bare), part + beside) for part in _parts(form))
        and said_in(_without_years(bare), form) + len(stated) >= _LEAST
        and _in_order(_without_years(bare), form)
    )


def _parts(form: str) -> list[str]:
    """A quote cut where it says something of others (对甲减少检查，对乙联合惩戒); else all of it."""
    parts = re.split("[,;](?=针?对)", form)
    return parts if len(parts) > 2 or form.startswith(("对", "针对")) else [form]


def _years_fit(text: str, quote: str, passage: Passage) -> bool:
    """Whether each year of a claim is named by the quote, or by the sentence before it in its passage."""
    before = dated(passage.text, passage.article)
    known = {*re.findall(r"20\d\d(?=年)", quote)}
    if not known and len(set(re.findall(r"20\d\d(?=年)", before))) == 1:
        known = {*re.findall(r"20\d\d(?=年)", before)}
    if _PLANNED.search(quote) and "目标" in quote and not known:
        known = {dated("今年", passage.article)[:4]}
    if not known and "全年" in quote:
        known = {dated("去年", passage.article)[:4]}
    said = {*_YEAR.findall(text)}
    said |= {dated("去年", passage.article)[:4]} if _LAST_YEAR.search(text) else set()
    said |= {dated("今年", passage.article)[:4]} if _THIS_YEAR.search(text) else set()
    return said <= known


def _same_way(claim: str, form: str) -> bool:
    """Whether a claim plans, tells what is over, denies, generalises and gives reasons only as its quote does."""
    plans, done = bool(_PLANS.search(claim)), bool(_DONE.search(claim))
    planned, over = bool(_PLANNED.search(form)), bool(_OVER.search(form))
    if (plans and not planned) or (done and not plans and (not over or "目标" in form)):
        return False
    if _IS.search(claim) and _TO_BE_MADE.search(form) and not over and not plans and not _MAKING.search(claim):
        return False  # Laoniuwan is a world geopark, of what is to apply for it
    if bool(_DENIES.search(claim)) != bool(_DENIED.search(form)) or _DIRECTED.search(_unbounded(claim)):
        return False
    return all(needed.search(form) for said, needed in _NEEDS if said.search(claim))


def _placed(text: str, form: str, own: str) -> bool:
    """Whether a claim of a city's article says nothing of the region but of its total and average."""
    if _REGION.search(text) and not own.startswith("内蒙古"):
        return False
    return not re.search("hohhot", text, re.I) or own.startswith("呼和浩特") or "呼和浩特" in form


def _unbounded(claim: str) -> str:
    return re.sub(r"\b(?:more|less|fewer|higher|lower|greater) than(?= [\d\w]*\d| one| two)", " ", claim, flags=re.I)


def _without_years(text: str) -> str:
    return _THIS_YEAR.sub(" ", _LAST_YEAR.sub(" ", _YEAR.sub(" ", text)))


def _in_order(text: str, form: str) -> bool:
    """Whether what a claim says of something stands behind it in a quote that says what it is: A is the base of B."""
    verb = _IS.search(text)
    if not verb or form.count("是") != 1:
        return True
    first, then = form.split("是")
    before = [forms for forms in words(text[: verb.start()]) if not forms[0].isascii() and not framing(forms)]
    return all(any(fold(form) in first for form in forms) for forms in before) or not any(
        fold(form) in then for forms in before for form in forms
    )


def _is_stated(one: Stated, text: str, stated: Sequence[Stated], form: str) -> bool:
    """Whether a quote states a figure, of what the words around it in the claim name."""
    places = find_figures(form)
    own = [(start, end) for figure, start, end in places if _same(one, figure)]
    if not own:
        return False
    behind = _counted(text[one.end : _edge(one, stated, text, 1)])
    beside = behind or _counted(text[_edge(one, stated, text, -1) : one.start])[::-1]
    if not beside:
        return len(places) == 1
    # The word beside it in the claim must not be nearer to another figure in the quote.
    for found in (found for word in beside[0] for found in re.finditer(re.escape(fold(word)), form)):
        gaps = {(start, end): _gap(form, found.start(), found.end(), start, end) for _, start, end in places}
        if min(gaps[place] for place in own) == min(gaps.values()) < _FAR:
            return True
    return False


_FAR = 40


def _counted(text: str) -> list[tuple[str, ...]]:
    return [forms for forms in words(_without_years(text)) if not forms[0].isascii() and not framing(forms)]


def _gap(form: str, start: int, end: int, other: int, its_end: int) -> int:
    """The characters between two stretches of a quote, more where another clause or item begins between them."""
    between = form[end:other] if end <= other else form[its_end:start]
    return len(between) + 10 * len(re.findall("[,;:。、]", between))


def _same(one: Stated, figure: Figure) -> bool:
    counts = figure.unit not in (
        "元",
        "公里",
        "平方公里",
        "立方米",
        "%",
        "亩",
        "吨",
        "里",
        "米",
        "倍",
        "个百分点",
        "年",
    )
    return (figure.value, figure.bound) == (one.value, one.bound) and (figure.unit == one.unit if one.unit else counts)


def _edge(one: Stated, stated: Sequence[Stated], text: str, step: int) -> int:
    """Where the words around a figure begin or end: at the next figure, a comma, or a word that joins."""
    if step > 0:
        after = [other.start for other in stated if other.start >= one.end]
        found = re.search(r"[,;.]|\b(?:and|with|to)\b", text[one.end :])
        return min([*after, one.end + found.start() if found else len(text), len(text)])
    before = [other.end for other in stated if other.end <= one.start]
    parts = list(re.finditer(r"[,;]|\b(?:and|with)\b", text[: one.start]))
    return max([*before, parts[-1].end() if parts else 0])
