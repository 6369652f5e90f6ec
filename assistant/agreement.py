"""Whether a claim leaves as they are what its quotes say of whom, where, and which way round.

A claim may use other words than its quotes; it may not name others, turn a statement round, or make all of some.
"""

import re
from collections.abc import Sequence

from index.fold import terms
from index.passage import Article, bare
from index.terms import load_terms

_SHORTEST = 6  # characters of a claim: less says nothing that could be held against a quote
_NEGATION = re.compile(r"不(?![断仅但论同少足一折扣])|未(?!来)|没|禁|杜绝|避免|并非|难以|很难")
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
_POSTS = re.compile(r"副?(?:书记|主任|[局厅处部院校馆所市县旗会]长|秘书长|主席|研究员)")
_CLAUSE = re.compile("[，；：。,;\\n]")
_REPEATED = 0.6  # the share of a clause's terms that a claim must have to repeat it


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
    left = re.sub("^据|[的、市]|自治区", "", introduced)
    # 社科院 for 社会科学院: its characters in their order; a deputy is never called without his 副.
    rest = iter(re.sub("副.长", "", f"{article.org}{article.role}"))
    return "" if all(character in rest for character in left) else left


def agrees(claim: str, quote: str, articles: Sequence[Article]) -> bool:
    """Whether a claim leaves names, posts, places and polarity as its quotes have them."""
    known = quote + printed(articles)
    if len(bare(claim)) < _SHORTEST:
        return False
    vocabulary = load_terms()
    forms = [form for place in vocabulary.regions for form in place.forms]
    named = [*_NAMED.findall(claim), *_POSTS.findall(claim)]
    named += [place for place in (*forms, *_PLACES, *vocabulary.elsewhere) if place in claim]
    if any(not _stands(name, known) for name in named) or (_POSTS.search(claim) and not _POSTS.search(known)):
        return False
    if _denied(claim, quote):
        return False
    return not any(_turned(claim, quote, *pair) for pair in _OPPOSITES)


def _stands(name: str, known: str) -> bool:
    """Whether a name stands in what is known; 局长 does not in 副局长."""
    return bool(re.search(rf"(?<!副){re.escape(name)}", known))


def _turned(claim: str, quote: str, one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether a claim has one of two opposites where the quote has only the other."""
    here, there = (
        (bool(one.search(claim)), bool(other.search(claim))),
        (bool(one.search(quote)), bool(other.search(quote))),
    )
    return here in ((True, False), (False, True)) and there == (not here[0], not here[1])


def _denied(claim: str, quote: str) -> bool:
    """Whether a clause denies what those it repeats do not, or a claim leaves out what one that it repeats denies."""
    clauses = [(set(terms(clause)), bool(_NEGATION.search(clause))) for clause in _CLAUSE.split(quote)]
    for clause in filter(_NEGATION.search, re.split("[，；：。,;、\\n]", claim)):
        shares = [(len(set(terms(clause)) & words), denies) for words, denies in clauses]
        if not any(denies and 2 * share >= max(shares)[0] for share, denies in shares):
            return True
    said = set(terms(claim))
    denying = [words for words, denies in clauses if denies]
    return not _NEGATION.search(claim) and any(len(words & said) > _REPEATED * len(words) for words in denying)
