"""Answer by quoting: pick the sentences that answer, or none.

Every sentence of the passages found is a candidate. Its score adds the encoder's cosine with the question and
the share of the question's words, weighted by rarity, that stand in it or right above it. It must also have what
was asked for: how many -> a number with that measure; who -> a name with a post; when -> a date. A candidate that
scores below THRESHOLD answers nothing: the words asked about are not there.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.candidate import Candidate
from assistant.fit import fits, holds, mistakes
from assistant.lists import items, lists, number_of, whole_list, with_what_follows
from assistant.named import unexplained
from assistant.understand import THIS_YEAR, Part, Query, same_names, subject
from index.fold import fold, tagged_words, terms
from index.passage import Hit, Passage, Span

# Weights and thresholds were chosen on eval/sets/dev.jsonl: `python -m eval run` counts what they get right.
COVERAGE = 0.17
FITTING = 0.02
THRESHOLD = 0.94
LOWEST_COVERAGE = 0.2

# Parts of speech: what binds words and says nothing of its own, and what names a thing.
_BINDING = re.compile(r"^(?:[dupcryfowxq]|e$|m$)")
_THING = re.compile(r"^(?:n|vn|j|i|l|eng|m)")
_UNKNOWN_THING = 2.0  # the weight of a thing that no article names
_OTHER_WORD = 0.2  # the weight of a word that no article uses and that names no thing
_NOWHERE = "∅∅"  # a term that no text has
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?:[万亿%]|个|项|条)?")
_IS_YEAR = re.compile(r"^20\d\d$")

Rarity = Callable[[Iterable[str]], Mapping[str, float]]
ArticleBody = Callable[[str], Sequence[Passage]]

_PAST = re.compile(r"去年|过去一年|上年|2024|全年|截至|完成|增长")
_PLANNED = re.compile(r"今年|2025|目标|计划|将|要|力争|下一步")


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for a part of the question: sentences in reading order, or none. `near` is the best miss,
    `unexplained` the thing asked about that they only name; `cut` says that the source breaks off at the miss."""

    part: Part
    chosen: tuple[Candidate, ...]
    near: Candidate | None
    unexplained: str = ""
    cut: bool = False


def choose(query: Query, hits: Sequence[Hit], rarity: Rarity, body: ArticleBody) -> list[Choice]:
    """The sentences that answer each part of a question; `body` gives an article's passages in reading order."""
    return [_choose(part, query, hits, rarity, body) for part in query.parts]


def enough(candidate: Candidate) -> bool:
    """Whether a sentence carries enough of what was asked to answer it."""
    return candidate.evidence >= THRESHOLD and candidate.coverage >= LOWEST_COVERAGE


def _choose(part: Part, query: Query, hits: Sequence[Hit], rarity: Rarity, body: ArticleBody) -> Choice:
    wanted = _wanted(part, query, rarity)
    figures = _known_figures(part.text, hits)
    if not wanted and not figures and not (part.person or query.person or query.action):
        return Choice(part, (), None)  # nothing is asked about
    premise = _premise(part, query, hits)
    candidates = sorted(_candidates(part, query, hits, wanted), key=lambda one: -one.score)
    stating = [one for one in candidates if all(figure in fold(one.text) for figure in figures)]
    best = next((one for one in stating if enough(one) and fits(one, part, query)), None)
    if best is None and premise:
        return Choice(part, premise, premise[0])
    if best is None:
        near = next(iter(stating or candidates), None)
        named = bool(figures and stating)
        return Choice(part, (), near, cut=near is not None and near.at_cut and (named or enough(near)))
    complete = part.items and items(best.text) >= part.items and not number_of(best.text)
    if part.asked in ("list", "how", "fact") and not complete:
        listed = whole_list(best, body(best.passage.article.id), lambda text: _carried(wanted, _terms(text)))
        chosen = listed or with_what_follows(best)
    elif part.asked == "speaker":
        chosen = (best, *_signature(best, body(best.passage.article.id)))
    else:
        chosen = (best,)
    return Choice(part, (*premise, *chosen), best, unexplained(part.text, [one.text for one in chosen]))


def _known_figures(text: str, hits: Sequence[Hit]) -> list[str]:
    """The figures of a question, with their units, that the passages found have: who asks about 21.2% wants what is
    said of that, and a figure that nobody states is what the question got wrong."""
    figures = [figure for figure in _FIGURE.findall(fold(text)) if not _IS_YEAR.match(figure)]
    return [figure for figure in figures if any(figure in fold(hit.passage.text) for hit in hits)]


def _premise(part: Part, query: Query, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
    """What is printed of a person to whom the question gives another post or body than the articles do, and of who
    holds it; () where the question is not mistaken."""
    person = part.person or query.person
    signed = _signed([hit.passage for hit in hits if hit.passage.article.author])
    own = [passage for passage in signed if passage.article.author == person]
    if not person or not own or not mistakes(query.text, person, query.organisation, own[0].article):
        return ()
    holders = [passage for passage in signed if query.organisation and holds(passage.article, query.organisation)]
    places = dict.fromkeys([*own[:1], *holders[:1]])
    return tuple(Candidate(one, one.sentences[-1], 1.0, 1.0, 1.0, 1.0) for one in places)


def _signature(best: Candidate, article: Sequence[Passage]) -> tuple[Candidate, ...]:
    """Where it is printed whose words a sentence is: the note on its author, or the byline."""
    own = [one for one in _signed(article) if best.passage.article.author in one.text]
    return tuple(replace(best, passage=one, span=one.sentences[-1]) for one in own[:1])


def _signed(passages: Sequence[Passage]) -> list[Passage]:
    """The notes on authors and then the bylines among passages: a note has the post too."""
    return sorted((one for one in passages if one.kind in ("note", "byline")), key=lambda one: one.kind != "note")


def _candidates(part: Part, query: Query, hits: Sequence[Hit], wanted: Mapping[str, float]) -> Iterable[Candidate]:
    for hit in hits:
        passage = hit.passage
        person = part.person or query.person
        if person and passage.article.author != person:
            continue
        above = _article_terms(passage)
        around = above | _terms(passage.text)
        for span, cosine in zip(passage.sentences, hit.sentence_cosines, strict=True):
            sentence = passage.text_of(span)
            near, context = _carried(wanted, _terms(sentence) | above), _carried(wanted, around)
            if not wanted:
                near = context = float(bool(person))
            coverage = (near + context) / 2
            evidence = cosine + COVERAGE * coverage
            yield Candidate(passage, span, near, coverage, evidence, evidence + _bonus(part, query, passage, span))


def _carried(wanted: Mapping[str, float], found: frozenset[str]) -> float:
    """The share of the wanted terms, by weight, that are among those found."""
    return sum(weight for term, weight in wanted.items() if term in found) / (sum(wanted.values()) or 1.0)


def _wanted(part: Part, query: Query, rarity: Rarity) -> dict[str, float]:
    """The terms that an answer has to carry, by weight; names of places, people and years are checked by themselves.

    A thing that no article names counts in full: an answer that does not speak of it is none. A verb or an adjective
    that none uses is most often another word for what they say.
    """
    text = subject(same_names(part.text))
    for known in (query.region, query.person):
        text = text.replace(fold(known), " ") if known else text
    if part.measure:
        text = text.replace(part.measure, " ")
    if part.asked in ("who", "body"):
        text = re.sub(r"职务|职位|职责|单位|部门|机构|工作|名字|叫|牵头|负责人?|一把手|领导|写|作者", " ", text)
    text = re.sub(r"20\d\d\s*年?|今年|去年|本年|上年|过去一年|行动", " ", text)
    weights: dict[str, float] = {}
    nowhere = rarity((_NOWHERE,))[_NOWHERE]
    for word, tag in tagged_words(text):
        parts = terms(word)
        if _BINDING.match(tag) or (len(word) == 1 and not word.isascii()):
            continue
        rare = rarity(parts)
        for term in parts:
            share = 1.0 if rare[term] < nowhere else _UNKNOWN_THING if _THING.match(tag) else _OTHER_WORD
            weight = rare[term] * share / math.sqrt(len(parts))
            weights[term] = max(weights.get(term, 0.0), weight)
    return weights


@lru_cache(maxsize=8192)
def _terms(text: str) -> frozenset[str]:
    return frozenset(terms(same_names(text)))


def _article_terms(passage: Passage) -> frozenset[str]:
    article = passage.article
    return _terms(" ".join((article.action, article.title, article.org, article.role, article.author)))


def _bonus(part: Part, query: Query, passage: Passage, span: Span) -> float:
    """Small pushes towards the right scope: the year, plan or result, the place, and the shape of an answer."""
    article, sentence = passage.article, passage.text_of(span)
    bonus = 0.0
    if query.year is not None:
        past, planned = bool(_PAST.search(sentence)), bool(_PLANNED.search(sentence))
        bonus += FITTING * (past - planned) if query.year < THIS_YEAR else FITTING * (planned - past)
    if query.region:
        bonus += FITTING if article.region == query.region else 0.0
    if query.action:
        bonus += FITTING if article.action == query.action else 0.0
    if part.asked == "list":
        bonus += FITTING if lists(passage, span) else 0.0
        bonus += 3 * FITTING if part.items and items(sentence) >= part.items else 0.0
    if passage.kind != "body":
        bonus += FITTING if part.asked in ("who", "body") else -3 * FITTING
    return bonus
