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

from assistant.understand import Part, Query, same_names, subject
from index.fold import fold, terms
from index.passage import Hit, Passage, Span

# Weights and threshold: `python -m eval calibrate`, on the dev half of eval/sets/first.jsonl.
COVERAGE = 0.17
FITTING = 0.02
THRESHOLD = 0.93
LOWEST_COVERAGE = 0.2

Rarity = Callable[[Iterable[str]], Mapping[str, float]]
ArticleBody = Callable[[str], Sequence[Passage]]

_NUMBER = r"(?:\d[\d.,]*|[一二两三四五六七八九十百千]+)\s*(?:多|余|几)?\s*(?:万|亿|千|百)?\s*(?:多|余)?"
_DATE = re.compile(r"\d{4}年|\d{1,2}月|\d{1,2}日|春节|月底|年底|季度")
_DIGIT = re.compile(r"\d")
_POST = re.compile(r"书记|主任|长|研究员|馆员|委员|成员")
_ORDINAL = re.compile(
    r"(?:^|[：:，。；“‘])(?:(?P<is>[一二三四五六七八九十])是|第(?P<th>[一二三四五六七八九十])[，、是]|(?P<side>一方面|另一方面)|(?P<lead>首先|其次|再次|最后)[，、])"
)
_LIST = 40  # sentences: how far a list may reach
_HEADING = 24  # characters: up to here a sentence is taken for a heading
_ENOUGH = 60  # characters that such a heading is filled up to
_NUMERALS = "一二三四五六七八九十"
_PAST = re.compile(r"去年|过去一年|上年|2024|全年|截至|完成|增长")
_PLANNED = re.compile(r"今年|2025|目标|计划|将|要|力争|下一步")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer a part of the question: `span` is its place in the passage's text.

    `coverage` is the share of the question's words it carries, `evidence` what is held against THRESHOLD, `score`
    what candidates are ranked by.
    """

    passage: Passage
    span: Span
    coverage: float
    evidence: float
    score: float

    @property
    def text(self) -> str:
        """The sentence."""
        return self.passage.text[self.span.start : self.span.end]

    @property
    def at_cut(self) -> bool:
        """Whether the source breaks off at this sentence."""
        starts, ends = self.span.start == 0, self.span.end == len(self.passage.text)
        return (self.passage.cut_start and starts) or (self.passage.cut_end and ends)


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for a part of the question: sentences in reading order, or none. `near` is the best miss."""

    part: Part
    chosen: tuple[Candidate, ...]
    near: Candidate | None


def choose(query: Query, hits: Sequence[Hit], rarity: Rarity, body: ArticleBody) -> list[Choice]:
    """The sentences that answer each part of a question; `body` gives an article's passages in reading order."""
    return [_choose(part, query, hits, rarity, body) for part in query.parts]


def _choose(part: Part, query: Query, hits: Sequence[Hit], rarity: Rarity, body: ArticleBody) -> Choice:
    candidates = sorted(_candidates(part, query, hits, rarity), key=lambda one: -one.score)
    best = next((one for one in candidates if enough(one) and _fits(one, part, query)), None)
    if best is None:
        # A sentence that would have answered, had the source not broken off in it, is the reason to give.
        cut = (one for one in candidates if one.at_cut and enough(one))
        return Choice(part, (), next(cut, candidates[0] if candidates else None))
    units = _units(best, body(best.passage.article.id))
    if part.asked in ("list", "how", "fact") and (items := _enumeration(best, units, part.asked == "list")):
        return Choice(part, items, best)
    if part.asked in ("list", "how", "fact"):
        return Choice(part, _with_what_follows(best), best)
    return Choice(part, (best,), best)


def enough(candidate: Candidate) -> bool:
    """Whether a sentence carries enough of what was asked to answer it."""
    return candidate.evidence >= THRESHOLD and candidate.coverage >= LOWEST_COVERAGE


def _candidates(part: Part, query: Query, hits: Sequence[Hit], rarity: Rarity) -> Iterable[Candidate]:
    wanted = _wanted(part, query)
    weights = rarity(wanted)
    total = sum(weights.values()) or 1.0
    for hit in hits:
        passage = hit.passage
        if query.person and passage.article.author != query.person:
            continue
        above = _article_terms(passage)
        around = above | _terms(passage.text)
        for span, cosine in zip(passage.sentences, hit.sentence_cosines, strict=True):
            sentence = passage.text[span.start : span.end]
            own = _terms(sentence)
            near = sum(weights[term] for term in wanted if term in own or term in above) / total
            context = sum(weights[term] for term in wanted if term in around) / total
            coverage = (near + context) / 2 if wanted else float(bool(query.person))
            evidence = cosine + COVERAGE * coverage
            yield Candidate(passage, span, coverage, evidence, evidence + _bonus(part, query, passage, sentence))


def _wanted(part: Part, query: Query) -> list[str]:
    """The terms that an answer has to carry; names of places, people and years are checked by themselves."""
    text = subject(same_names(part.text))
    for known in (query.region, query.person):
        text = text.replace(fold(known), " ") if known else text
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


def _bonus(part: Part, query: Query, passage: Passage, sentence: str) -> float:
    """Small pushes towards the right scope: the year, plan or result, the place, and the shape of an answer."""
    article = passage.article
    bonus = 0.0
    if query.year is not None:
        past, planned = bool(_PAST.search(sentence)), bool(_PLANNED.search(sentence))
        bonus += FITTING * (past - planned) if query.year < 2025 else FITTING * (planned - past)
    if query.region:
        bonus += FITTING if article.region == query.region else 0.0
    if query.action:
        bonus += FITTING if article.action == query.action else 0.0
    if part.asked == "list":
        bonus += FITTING * min(_items(sentence) + 2 * len(_ORDINAL.findall(sentence)), 5) / 5
        bonus += 3 * FITTING if part.items and _items(sentence) >= part.items else 0.0
    if passage.kind != "body":
        bonus += FITTING if part.asked in ("who", "body") else -3 * FITTING
    return bonus


def _fits(candidate: Candidate, part: Part, query: Query) -> bool:
    """Whether a sentence has the kind of thing that is asked for, for the year and place that is asked about."""
    sentence, article = candidate.text, candidate.passage.article
    if query.year is not None and query.year not in (2024, 2025) and str(query.year) not in sentence:
        return False
    if query.region and article.region != query.region and query.region not in same_names(candidate.passage.text):
        # What is said of the region says nothing of one city, nor the other way round.
        return False
    if candidate.passage.cut_start and candidate.span.start == 0:
        # What the source lost here may be the subject: nobody may give the rest one.
        return False
    if part.items and _items(sentence) >= part.items:
        return True
    if (named := _names(part)) and not any(name in fold(sentence) for name in named):
        return False
    if part.asked == "list" and (part.items or not named) and not _lists(candidate):
        return False
    if part.asked == "number" and re.search("电话|号码|热线", part.text):
        return bool(re.search(r"\d{5,}", fold(sentence)))
    if part.asked == "number":
        if part.measure:
            return bool(re.search(_NUMBER + re.escape(part.measure), fold(sentence)))
        return bool(_DIGIT.search(sentence))
    if part.asked == "when":
        return bool(_DATE.search(sentence))
    if part.asked == "who":
        return bool(
            article.author
            and article.author in sentence
            and (candidate.passage.kind != "body" or _POST.search(sentence))
        )
    return candidate.passage.kind == "body" or part.asked == "body"


def _names(part: Part) -> list[str]:
    """Latin words and quoted phrases of a question: names of things, which an answer has to speak of."""
    text = fold(part.text)
    quoted = re.findall(r"[“‘\"「『《]([^”’\"」』》]{2,30})[”’\"」』》]", text)
    return [*quoted, *re.findall(r"[a-z]{2,}", text)] if re.search("[\u4e00-\u9fff]", text) else quoted


def _items(sentence: str) -> int:
    """How many things a sentence names in a row."""
    return 1 + len(re.findall(r"、|；|，还是|’‘|”“", sentence))


def _lists(candidate: Candidate) -> bool:
    """Whether a sentence enumerates: items in a row, or a numbered item in it or right after it."""
    passage = candidate.passage
    after = next((span for span in passage.sentences if span.start >= candidate.span.end), None)
    following = passage.text[after.start : after.end] if after else ""
    return bool(_items(candidate.text) > 1 or _number_of(candidate.text) or _number_of(following) == 1)


def _units(best: Candidate, passages: Sequence[Passage]) -> list[Candidate]:
    """Every sentence of the article's body as a candidate like `best`, in reading order."""
    return [
        replace(best, passage=passage, span=span)
        for passage in passages
        if passage.kind == "body"
        for span in passage.sentences
    ]


def _enumeration(best: Candidate, units: Sequence[Candidate], whole: bool) -> tuple[Candidate, ...]:
    """The numbered items that the best sentence opens, with that sentence; () if it opens none.

    With `whole` a sentence that is an item, or explains one, also brings the list that it belongs to.
    """
    at = next((i for i, unit in enumerate(units) if (unit.passage.id, unit.span) == (best.passage.id, best.span)), -1)
    if at < 0:
        return ()
    first = next((i for i in (at, at + 1) if i < len(units) and _number_of(units[i].text) == 1), -1)
    if first < 0 and whole and _number_of(units[at].text):
        first = next((i for i in range(at, max(-1, at - _LIST), -1) if _number_of(units[i].text) == 1), -1)
    if first < 0 or (first == at and not whole and _ORDINAL.match(units[at].text)):
        return ()
    places = [first]
    for i in range(first + 1, min(len(units), first + _LIST)):
        number = _number_of(units[i].text)
        if number == len(places) + 1:
            places.append(i)
        elif number == 1:
            break
    if len(places) < 2 or at > places[-1] + _LIST // 4:
        return ()
    return tuple(units[i] for i in sorted({*places, *([at] if at == first - 1 else [])}))


def _with_what_follows(best: Candidate) -> tuple[Candidate, ...]:
    """A sentence that is hardly more than a heading, with the ones after it that carry it out."""
    spans = best.passage.sentences
    at = spans.index(best.span)
    chosen = [best]
    while len(best.text) <= _HEADING and sum(len(one.span) for one in chosen) < _ENOUGH and at + 1 < len(spans):
        at += 1
        chosen.append(replace(best, span=spans[at]))
    return tuple(chosen)


def _number_of(sentence: str) -> int:
    """The number of the list item that a sentence is or opens, 0 if none."""
    found = _ORDINAL.search(sentence)
    if not found:
        return 0
    if numeral := found["is"] or found["th"]:
        return _NUMERALS.index(numeral) + 1
    if found["side"]:
        return 1 if found["side"] == "一方面" else 2
    return ("首先", "其次", "再次", "最后").index(found["lead"]) + 1
