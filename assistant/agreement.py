"""Whether a claim leaves as they are what its quotes say of whom, where, when, how much, and which way round.

A claim may use other words than its quotes; it may not name others, turn a statement round, or make all of some.
"""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.query import THIS_YEAR
from index.fold import fold, tagged_words, terms
from index.passage import Article, bare
from index.terms import load_terms

_SHORTEST = 6  # characters of a claim: less says nothing that could be held against a quote
_NEGATION = re.compile(r"不(?![断仅但论同少足])|未(?!来)|没|禁|杜绝|避免|并非|难以|很难")
# What turns a statement round: a claim may not have one side where its quotes have only the other.
_OPPOSITES = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        ("增(?!值)", "减"),
        ("增长", "下降"),
        ("提高", "降低"),
        ("扩大", "缩小"),
        ("完成", "计划"),
        ("实现", "目标"),
        ("高于|优于|好于|领先|偏高", "低于|劣于|落后|不及|偏低"),
        ("分流", "合流"),
        ("必须|务必|一律|应当", "可以?(?!能)|考虑|探索|试点"),
        ("全境|所有|全部|一律|各个?地区都", "大部分|部分|符合条件|有的|一些|多数"),
        ("已经?[\u4e00-\u9fff]{1,2}成|已经|完成了|建成了", "将|加快|推动|打造|创建|力争|计划"),
    )
)
_SPEAKS = "说|表示|认为|指出|提出|介绍|强调|建议|提到|主张|呼吁|谈到"
_NAMED = re.compile(rf"[\u4e00-\u9fff]{{2,4}}?(?={_SPEAKS})")
_PLACES = ("全国", "全区", "全市")
_POSTS = re.compile(r"书记|主任|[局厅处部院校馆所市县旗会]长|秘书长|主席|研究员")
_YEARS = re.compile(r"明年|20\d\d年")
_LAST, _THIS = re.compile("去年|上年|过去一年|上一年"), re.compile("今年|本年(?!度)")
_PLAN = re.compile("目标|计划|将(?!近)|力争|要(?!求)")
_FIGURE = re.compile(r"\d[\d.,]*")
# Words that name somebody or something by themselves, by their part of speech or by how they end.
_NAMES = ("ns", "nr", "nt", "nz", "nrt", "s")
_ENDINGS = re.compile(r"[局厅委院校馆厂街]$|(?:产业|公司|大学|学院|中心|广场|机制|园区|开发区)$")
_JOINING = re.compile(
    "导致|造成|带来|源于|由于|因为|[是为](?=[^，。；]{0,20}(?:基础|前提|核心|关键|原因|保障))|向|引进|送出|输出|增加"
)
_CLAUSE = re.compile("[，；：。,;\\n]")
_REPEATED = 0.6  # the share of a clause's terms that a claim must have to repeat it
_ENDED = re.compile(r"[、，。；：,;:]|\d[\d.,]*[%\u4e00-\u9fff]?")  # where what a figure is of begins
_AROUND = 4  # characters before a figure that say what it is of
_SEVERAL = 2  # terms: fewer on a side of a verb say nothing of the order


def dated(text: str, article: Article) -> str:
    """A text with its 今年 and 去年 as years, by the year of its article."""
    year = int(article.published[:4]) if article.published else THIS_YEAR
    return _THIS.sub(f"{year}年", _LAST.sub(f"{year - 1}年", text))


def printed(articles: Sequence[Article]) -> str:
    """What is printed of articles beside their text, with the other names of their places."""
    vocabulary = load_terms()
    held = " ".join(f"{one.region} {one.org}" for one in articles)
    forms = [
        form for term in (*vocabulary.regions, *vocabulary.organisations) if term.name in held for form in term.forms
    ]
    facts = [f"{one.author} {one.org}{one.role} {one.region} {one.action} {one.title}" for one in articles]
    return " ".join(dict.fromkeys([*facts, *forms]))


def without_speaker(claim: str, articles: Sequence[Article]) -> str:
    """A claim without the words that say whose it is, where these name an author of its quotes with the post and body
    that are printed; else the whole claim, whose names are then looked for."""
    for article in articles:
        if not article.author:
            continue
        said = re.match(rf"([^，。]*?){re.escape(article.author)}[^，。]{{0,8}}?(?:{_SPEAKS})[，：:]?", claim)
        if said and not _left_of(said[1], article):
            return claim[said.end() :]
    return claim


def _left_of(introduced: str, article: Article) -> str:
    """What is left of the words before an author's name without body, post and place as they are printed."""
    vocabulary = load_terms()
    bodies = [form for term in vocabulary.organisations if term.name in article.org for form in term.forms]
    places = [
        form for term in vocabulary.regions if term.name in f"{article.region} {article.org}" for form in term.forms
    ]
    posts = re.split("[、，]", article.role)
    for words in sorted((article.org, *bodies, *places, *posts), key=len, reverse=True):
        introduced = introduced.replace(words, "") if words else introduced
    return re.sub("^据|[的、市]|自治区", "", introduced)


def agrees(claim: str, quote: str, articles: Sequence[Article]) -> bool:
    """Whether a claim leaves names, posts, places, years, order and polarity as its quotes have them."""
    known = quote + printed(articles)
    if len(bare(claim)) < _SHORTEST:
        return False
    vocabulary = load_terms()
    forms = [form for place in vocabulary.regions for form in place.forms]
    named = [*_NAMED.findall(claim), *_POSTS.findall(claim)]
    named += [place for place in (*forms, *_PLACES, *vocabulary.elsewhere) if place in claim]
    if any(not _stands(name, known) for name in named) or (_POSTS.search(claim) and not _POSTS.search(known)):
        return False
    if any(name not in fold(known) for name in _names(claim)):
        return False
    if any(year not in quote and not _planned(year, quote, articles) for year in _YEARS.findall(claim)):
        return False
    if _denied(claim, quote):
        return False
    return not any(_turned(claim, quote, *pair) for pair in _OPPOSITES) and _in_order(claim, quote)


def _stands(name: str, known: str) -> bool:
    """Whether a name stands in what is known; 局长 does not in 副局长."""
    return bool(re.search(rf"(?<!副){re.escape(name)}", known))


def _planned(year: str, quote: str, articles: Sequence[Article]) -> bool:
    """Whether quotes that name no year speak of what is planned for the year of their articles."""
    own = all(year == dated("今年", article) for article in articles)
    return own and not _YEARS.search(quote) and bool(_PLAN.search(quote))


def _names(claim: str) -> set[str]:
    """The words of a claim that name somebody or something."""
    words = tagged_words(fold(claim))
    return {word for word, tag in words if len(word) > 1 and (tag in _NAMES or _ENDINGS.search(word))}


def _turned(claim: str, quote: str, one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether a claim has one of two opposites where the quote has only the other."""
    here, there = (
        (bool(one.search(claim)), bool(other.search(claim))),
        (bool(one.search(quote)), bool(other.search(quote))),
    )
    return here in ((True, False), (False, True)) and there == (not here[0], not here[1])


def _in_order(claim: str, quote: str) -> bool:
    """Whether figures and what verbs join keep their neighbours."""
    return _figures_in_order(claim, quote) and _sides_in_order(claim, quote)


def _denied(claim: str, quote: str) -> bool:
    """Whether a claim denies what no clause of its quotes does, or leaves out what a clause that it repeats denies."""
    if _NEGATION.search(claim):
        return not _NEGATION.search(quote)
    said = set(terms(claim))
    denying = [set(terms(clause)) for clause in _CLAUSE.split(quote) if _NEGATION.search(clause)]
    return any(len(clause & said) > _REPEATED * len(clause) for clause in denying)


def _figures_in_order(claim: str, quote: str) -> bool:
    """Whether each figure of a claim is of what it is of in the quote, not of what another figure there is of."""
    spots = _figures_with_before(quote)
    for figure, around in _figures_with_before(claim) if len(spots) > 1 else ():
        own = [_common(around, before) for one, before in spots if one == figure]
        others = [_common(around, before) for one, before in spots if one != figure]
        if max(own, default=0) < max(others, default=0):
            return False
    return True


def _figures_with_before(text: str) -> list[tuple[str, str]]:
    """The figures of a text, each with the characters before it that say what it is of."""
    plain = bare(fold(text))
    return [(found[0], _ENDED.split(plain[: found.start()])[-1][-_AROUND:]) for found in _FIGURE.finditer(plain)]


def _sides_in_order(claim: str, quote: str) -> bool:
    """Whether what stands before and after a word that joins them stands there in the quote too, not the other way
    round: what leads to what, what is the ground of what. Only what both have once is looked at."""
    for verb in (one for one in _JOINING.findall(claim) if claim.count(one) == quote.count(one) == 1):
        (left, right), (before, after) = claim.split(verb), quote.split(verb)
        same = _common(left, before) + _common(right, after)
        crossed = _common(left, after) + _common(right, before)
        if min(len(terms(left)), len(terms(right))) >= _SEVERAL and crossed > same:
            return False
    return True


def _common(one: str, other: str) -> int:
    return sum((Counter(terms(one)) & Counter(terms(other))).values())
