"""Answer by quoting: pick the sentences that answer, or none.

Every sentence of the passages found is a candidate. Its score adds the encoder's cosine with the question and
the share of the question's words, weighted by rarity, that stand in it or right above it. It must also have what
was asked for: how many -> a number with that measure; who -> a name with a post; when -> a date. A candidate that
scores below THRESHOLD answers nothing: the words asked about are not there.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.candidate import Candidate
from assistant.fit import fits
from assistant.lists import items, lists, number_of, whole_list, with_what_follows
from assistant.named import unexplained
from assistant.understand import THIS_YEAR, Part, Query, same_names, subject
from index.fold import fold, terms
from index.passage import Hit, Passage, Span

# Weights and thresholds were chosen on eval/sets/dev.jsonl: `python -m eval run` counts what they get right.
COVERAGE = 0.17
FITTING = 0.02
THRESHOLD = 0.93
LOWEST_COVERAGE = 0.2

Rarity = Callable[[Iterable[str]], Mapping[str, float]]
ArticleBody = Callable[[str], Sequence[Passage]]

_PAST = re.compile(r"去年|过去一年|上年|2024|全年|截至|完成|增长")
_PLANNED = re.compile(r"今年|2025|目标|计划|将|要|力争|下一步")


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for a part of the question: sentences in reading order, or none. `near` is the best miss,
    `unexplained` the thing asked about that they only name."""

    part: Part
    chosen: tuple[Candidate, ...]
    near: Candidate | None
    unexplained: str = ""


def choose(query: Query, hits: Sequence[Hit], rarity: Rarity, body: ArticleBody) -> list[Choice]:
    """The sentences that answer each part of a question; `body` gives an article's passages in reading order."""
    return [_choose(part, query, hits, rarity, body) for part in query.parts]


def enough(candidate: Candidate) -> bool:
    """Whether a sentence carries enough of what was asked to answer it."""
    return candidate.evidence >= THRESHOLD and candidate.coverage >= LOWEST_COVERAGE


def _choose(part: Part, query: Query, hits: Sequence[Hit], rarity: Rarity, body: ArticleBody) -> Choice:
    weights = rarity(_wanted(part, query))
    wanted = _without_chance_pairs(weights)
    candidates = sorted(_candidates(part, query, hits, wanted), key=lambda one: -one.score)
    best = next((one for one in candidates if enough(one) and fits(one, part, query)), None)
    if best is None:
        return Choice(part, (), candidates[0] if candidates else None)
    complete = part.items and items(best.text) >= part.items and not number_of(best.text)
    if part.asked in ("list", "how", "fact") and not complete:
        listed = whole_list(best, body(best.passage.article.id), lambda text: _carried(wanted, _terms(text)))
        chosen = listed or with_what_follows(best)
    elif part.asked == "speaker":
        chosen = (best, *_signature(best, body(best.passage.article.id)))
    else:
        chosen = (best,)
    return Choice(part, chosen, best, unexplained(part.text, [one.text for one in chosen]))


def _signature(best: Candidate, article: Sequence[Passage]) -> tuple[Candidate, ...]:
    """Where it is printed whose words a sentence is: the note on its author, or the byline."""
    signed = [one for one in article if one.kind in ("note", "byline") and best.passage.article.author in one.text]
    signed.sort(key=lambda one: one.kind != "note")
    return tuple(replace(best, passage=one, span=one.sentences[-1]) for one in signed[:1])


def _candidates(part: Part, query: Query, hits: Sequence[Hit], wanted: Mapping[str, float]) -> Iterable[Candidate]:
    for hit in hits:
        passage = hit.passage
        if query.person and passage.article.author != query.person:
            continue
        above = _article_terms(passage)
        around = above | _terms(passage.text)
        for span, cosine in zip(passage.sentences, hit.sentence_cosines, strict=True):
            sentence = passage.text_of(span)
            near, context = _carried(wanted, _terms(sentence) | above), _carried(wanted, around)
            if not wanted:
                near = context = float(bool(query.person))
            coverage = (near + context) / 2
            evidence = cosine + COVERAGE * coverage
            yield Candidate(passage, span, near, coverage, evidence, evidence + _bonus(part, query, passage, span))


def _carried(wanted: Mapping[str, float], found: frozenset[str]) -> float:
    """The share of the wanted terms, by weight, that are among those found."""
    return sum(weight for term, weight in wanted.items() if term in found) / (sum(wanted.values()) or 1.0)


def _without_chance_pairs(weights: Mapping[str, float]) -> dict[str, float]:
    """Leave out pairs of characters that chance put side by side: unknown ones between two that are known."""
    order = list(weights)
    rarest = max(weights.values(), default=0.0)
    kept = {}
    for i, term in enumerate(order):
        pair = len(term) == 2 and 0 < i < len(order) - 1 and weights[term] >= rarest
        before, after = (order[i - 1], order[i + 1]) if pair else ("", "")
        straddles = pair and before[-1:] == term[0] and after[:1] == term[1]
        if not (straddles and weights[before] < rarest and weights[after] < rarest):
            kept[term] = weights[term]
    return kept


def _wanted(part: Part, query: Query) -> list[str]:
    """The terms that an answer has to carry; names of places, people and years are checked by themselves."""
    text = subject(same_names(part.text))
    for known in (query.region, query.person):
        text = text.replace(fold(known), " ") if known else text
    if part.measure:
        text = text.replace(part.measure, " ")
    if part.asked in ("who", "body"):
        text = re.sub(r"职务|职位|职责|单位|部门|机构|工作|名字|叫|牵头|负责人?|一把手|领导|写|作者", " ", text)
    text = re.sub(r"20\d\d\s*年?|今年|去年|本年|上年|过去一年|行动", " ", text)
    return list(dict.fromkeys(terms(text)))


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
