"""Answer by quoting: pick the sentences that answer, or none.

Every sentence of the passages found is a candidate. Its score adds the encoder's cosines of the sentence and of its
passage with the question and the share of the question's words, weighted by rarity, that it says (assistant/wanted.py).
It must also have what was asked for: how many -> a number with that measure; who -> somebody; when -> a date
(assistant/fit.py). A candidate that scores below THRESHOLD answers nothing: the words asked about are not there.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.asked import shows
from assistant.candidate import Candidate
from assistant.fit import alike, breaks_off, fits, lost, mistakes, names, names_each, right_place, right_time
from assistant.lists import (
    in_a_row,
    items,
    lists,
    number_of,
    numbered_list,
    one_item,
    parallel,
    whole_list,
    with_what_follows,
)
from assistant.named import explanations, unexplained
from assistant.people import asks_for_person, find_people, mentions, of_body
from assistant.understand import THIS_YEAR, Part, Query, named_action
from assistant.wanted import Rarity, Unit, carried, wanted
from index.fold import fold
from index.passage import Article, Hit, Passage, Span
from index.terms import load_terms

# The weights come from a conditional logit over the sentences of the dev questions (cross-validated: the right one is
# first for 75 %, in the first three for 90 %); `python -m eval run` counts what they get right.
PASSAGE = 0.66
NAMED = 0.18
AROUND = 0.035
BESIDE = 0.06
FITTING = 0.02
THRESHOLD = 1.48
FOREIGN = 1.4  # the threshold for questions in another language, whose cosines are lower
LOWEST_COVERAGE = 0.2
_MISSED = 4.0  # the weight of a word that no article has and that an answer cannot do without
_HALF = 0.5
WANTING = 0.4  # the share that must be said where something asked for is in no article

_FIGURE = re.compile(r"\d+(?:\.\d+)?(?![\d.]*[年月日号·\d])(?:[万亿%]|个|项|条)?")
_IS_YEAR = re.compile(r"^20\d\d$")

ArticleBody = Callable[[str], Sequence[Passage]]

_PAST = re.compile(r"去年|过去一年|上年|2024|全年|截至|完成|增长")
_PLANNED = re.compile(r"今年|2025|目标|计划|将|要|力争|下一步")
_FIRST = 8  # characters in which a sentence says what it is about


def _counted_beside(text: str) -> str:
    found = re.search(r"[几多][个项条]([\u4e00-\u9fff]{2})", text)
    return re.escape(found[1]) if found else ""


_WHY = re.compile(
    r"为什么|为啥|为何|原因|缘故|咋[^，。？办整弄搞]{0,4}(?:高|低|难|少|缺|贵|慢|差)|怎么(?:这么|那么|恁)"
)
_CAUSES = re.compile("导致|由于|因为|使得|造成|原因|制约|影响|不足|不均|是[^，。]{0,12}(?:基础|保障|主力|压舱石)")
_MEASURES = re.compile("要|应|将|通过|推进|加强|建立|完善|开展|实施|推动|优化|加快|鼓励|落实")
_SAYS_THE = r"[^，。？]{0,3}?(?:说|提|讲|主张|建议)(?!.{0,3}(?:什么|啥|哪|怎|咋|没))"


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for a part of the question: sentences in reading order, or none. `near` is the best miss,
    `unexplained` the thing asked about that they only name; `cut` says that the source breaks off at the miss;
    `not_by` is the person to whom the question gives words that are another's, `of_other` the place or year that the
    chosen figure is of, and the one that the question takes it for; `nobody` says that a person was asked for whom
    the articles do not have."""

    part: Part
    chosen: tuple[Candidate, ...]
    near: Candidate | None
    unexplained: str = ""
    cut: bool = False
    not_by: str = ""
    of_other: tuple[str, str] = ("", "")
    nobody: bool = False


@dataclass(frozen=True)
class Ground:
    """What an answer is chosen from: the passages found, the authors, how rare terms are, and articles in order.

    `before` is the article that the question before was about, where this one leans on it.
    """

    hits: Sequence[Hit]
    people: Sequence[Article]
    rarity: Rarity
    body: ArticleBody
    before: Article | None = None


def choose(query: Query, ground: Ground) -> list[Choice]:
    """The sentences that answer each part of a question."""
    choices = [_choose(_with_names(part, ground.hits), query, ground) for part in query.parts]
    said = [one for choice in choices for one in choice.chosen]
    return [
        choice if choice.chosen or choice.nobody else _with_others(choice, said, query, ground) for choice in choices
    ]


def _with_others(choice: Choice, said: Sequence[Candidate], query: Query, ground: Ground) -> Choice:
    """A part that found nothing for itself, where what was chosen for the others says it: 他是干什么的, 惠及多少家."""
    part = choice.part
    units = wanted(part, query, ground.rarity)
    if any(not unit.known and unit.weight > _MISSED for unit in units):
        return choice
    heard = [unit for unit in units if unit.known and unit.thing]
    for one in said:
        note = one.passage.kind in ("note", "byline")
        tells = (
            asks_for_person(part.asked, part.text) or part.asked == "body"
            if note
            else fits(replace(one, own=1.0), part, query)
        )
        if tells and (not heard or carried(heard, one.text) >= _HALF):
            return replace(choice, chosen=(one,))
    return choice


def enough(candidate: Candidate, part: Part, least: float = LOWEST_COVERAGE) -> bool:
    """Whether a sentence carries enough of what was asked to answer it; `least` is the share that it must say."""
    threshold = FOREIGN if part.in_chinese else THRESHOLD
    return candidate.evidence >= threshold and candidate.coverage >= least


def _least(units: Sequence[Unit]) -> float:
    """The share of a question that an answer must say: more where what is asked for is in no article."""
    missed = any(not unit.known and unit.weight > _MISSED for unit in units)
    things = [unit.known for unit in units if unit.thing]
    strange = things.count(False) > 1 and things.count(False) >= things.count(True)
    return WANTING if missed or strange else LOWEST_COVERAGE


def _choose(part: Part, query: Query, ground: Ground) -> Choice:
    titled = part.asked == "speaker" and any(one.title and fold(one.title) in fold(part.text) for one in ground.people)
    if titled or asks_for_person(part.asked, part.text, query.person if query.person in part.text else ""):
        persons = _persons(part, query, ground)
        if persons is not None:
            persons = tuple(one for one in persons if shows(part.text, one.text))
            return Choice(part, persons, next(iter(persons), None), nobody=not persons)
    hits = ground.hits
    units = wanted(part, query, ground.rarity)
    if part.checked and _stands(part.checked, _candidates(part, query, ground, units)):
        part = replace(part, asked="fact", measure="")  # the figure is right: what is it?
    figures = [] if part.checked and part.asked == "number" else _known_figures(part.text, hits)
    if not units and not figures and not (part.speakers or query.speakers or query.person or query.action):
        return Choice(part, (), None)  # nothing is asked about
    premise = _premise(query, ground)
    speakers = part.speakers or query.speakers or ((query.person,) if query.person else ())
    everyone = sorted(_candidates(part, query, ground, units), key=lambda one: -one.score)
    candidates = [one for one in everyone if not speakers or one.passage.article.author in speakers]
    stating = [one for one in candidates if all(figure in fold(one.text) for figure in figures)]
    gone = next((one for one in stating[:_TRIED] if breaks_off(one, part)), None)
    if gone and enough(gone, part):
        return Choice(part, (), gone, cut=True)
    if stating and lost(stating[0], part) and (figures or enough(stating[0], part)):
        return Choice(part, (), stating[0], cut=True)
    least = _least(units)
    best = next((one for one in stating if enough(one, part, least) and fits(one, part, query)), None)
    if best is None and any(len(figure.rstrip("万亿%")) >= _TELLING for figure in figures):
        # 21.2那个数: a figure like this says by itself which sentence is meant.
        best = next((one for one in stating if one.evidence >= FOREIGN and fits(one, part, query)), None)
    if best is None and premise:
        return Choice(part, premise, premise[0])
    not_by = ""
    presumed = (
        len(speakers) == 1
        and len(units) > 1
        and not part.speakers
        and bool(re.search(re.escape(speakers[0]) + _SAYS_THE, query.text))
    )
    other = max((one.own for one in everyone if fits(one, part, query)), default=0.0) if presumed else 0.0
    if presumed and (best is None or other >= best.own + _LESS):
        # What the question gives to one person may be another's words.
        theirs = [one for one in everyone if one.own >= _OF_ANOTHER and enough(one, part) and fits(one, part, query)]
        best = theirs[0] if theirs else best
        not_by = speakers[0] if theirs and theirs[0].passage.article.author not in speakers else ""
    if best is None:
        near = next(iter(stating or candidates), None)
        named = bool(figures and stating)
        return Choice(part, (), near, cut=near is not None and near.at_cut and (named or enough(near, part)))
    article = ground.body(best.passage.article.id)
    if part.item:
        chosen = one_item(best, article, partial(carried, units), part.item)
        return Choice(part, chosen, best)
    if part.items > 1 and part.asked in ("list", "fact", "how") and (counted := _as_many(part, query, stating, ground)):
        return Choice(part, (*premise, *counted), best, unexplained(part.text, [one.text for one in counted]))
    complete = part.items and items(best.text) >= part.items and not number_of(best.text)
    if part.asked in ("list", "how", "fact", "number") and not complete:
        bias = WHOLE if _ALL.search(part.text) or (part.asked == "how" and len(units) <= _BROAD) else 0.0
        listed = whole_list(best, article, partial(carried, units), bias) if part.asked != "number" else ()
        if not listed and bias:
            listed = parallel(best)
        chosen = listed or (with_what_follows(best) if part.asked != "number" else (best,))
    elif part.asked == "speaker":
        chosen = (best, *_signature(best, article))
    else:
        chosen = (best,)
    if not_by:
        chosen = (*chosen, *_signature(best, article))
    name = unexplained(part.text, [one.text for one in chosen])
    if name and (told := _explained(name, best, article)):
        chosen, name = told, ""
    return Choice(part, (*premise, *chosen), best, name, not_by=not_by, of_other=_of_other(best, part, query))


def _explained(name: str, best: Candidate, article: Sequence[Passage]) -> tuple[Candidate, ...]:
    """The sentences of an article that explain what the chosen ones only name."""
    units = [replace(best, passage=one, span=span) for one in article if one.kind == "body" for span in one.sentences]
    return tuple(units[at] for at in explanations(name, [unit.text for unit in units]))


def _of_other(best: Candidate, part: Part, query: Query) -> tuple[str, str]:
    """Of which place or year a figure is, and for which it was asked to be confirmed; ("", "") where they agree."""
    region = best.passage.article.region
    if not part.checks or not re.search(r"\d", fold(best.text)):
        return "", ""
    if query.region and region and region != query.region and not right_place(best, part, query):
        return region, query.region
    if query.year and not right_time(best, part, query):
        other = THIS_YEAR - 1 if query.year == THIS_YEAR else THIS_YEAR
        return f"{other}年", f"{query.year}年"
    return "", ""


_LESS = 0.25  # the share of a question that a list may carry less than the best sentence
_COUNTS = re.compile("[二两三四五六七八九十]")
_SHORT_NAME = 5  # characters of a quoted name; longer quotes are often put in the asker's own words
_TELLING = 3  # characters of a figure that stands but once
_BROAD = 2  # words of a question that asks for all that is done about something
_TRIED = 8  # candidates whose lists are counted
WHOLE = 0.3  # how much less of the question the opening of a list may carry than its item, where all is asked for
_ALL = re.compile(r"分别|[几哪][条个点项些步样招方种类]|逐[项一条]|列[出举全]?|都|各|全部|完整|一条条")
_OF_ANOTHER = 0.7  # the share of a question's words that another's sentence must carry to be what was meant


def _as_many(part: Part, query: Query, candidates: Sequence[Candidate], ground: Ground) -> tuple[Candidate, ...]:
    """The list of as many things as are asked for, among the best candidates; () where none has that many."""
    good = [one for one in candidates if enough(one, part) and fits(one, part, query)][:_TRIED]
    for one in good:
        if names_each(one.text, part):
            return (one,)
        if one.own < good[0].own - _LESS:
            continue
        if in_a_row(one.text, part.items) and not number_of(one.text):
            return (one,)
        listed = numbered_list(one, ground.body(one.passage.article.id))
        if len(listed) == part.items:
            return listed
    return ()


def _with_names(part: Part, hits: Sequence[Hit]) -> Part:
    """A part with the names of things that an answer must speak of."""
    quoted, counted = names(part)
    together = load_terms().all_actions.forms  # what lists the six actions need not say that they are six
    known = [
        name
        for name in (*quoted, *counted)
        if name not in together and any(name in fold(hit.passage.text) for hit in hits)
    ]
    strict = [name for name in quoted if name.isascii() or (len(name) <= _SHORT_NAME and not _COUNTS.match(name))]
    strict = [name for name in strict if name not in together]
    return replace(part, must=tuple(dict.fromkeys((*part.must, *known, *strict))))


def _persons(part: Part, query: Query, ground: Ground) -> tuple[Candidate, ...] | None:
    """Where it is printed who the people are that a question asks for; None where it does not say whom it means."""
    if query.elsewhere and not any(place in one.org for place in query.elsewhere for one in ground.people):
        return ()
    here = mentions(part.text, ground.people)
    said = here or mentions(query.text, ground.people)
    text = part.text if here else query.text
    found = find_people(text, ground.people, [name for _, group in said for name in group], named_action(text))
    if found is None:
        return None
    if query.region and len(found) > 1:
        found = [one for one in found if one.region == query.region] or found
    places = []
    for person in found:
        own = [one for one in _signed(ground.body(person.id)) if person.author in one.text]
        places += own[:1]
    return tuple(Candidate(one, one.sentences[-1], 1.0, 1.0, THRESHOLD, THRESHOLD) for one in places)


def _stands(figure: tuple[str, str, str], candidates: Iterable[Candidate]) -> bool:
    """Whether a sentence about what is asked has a figure, as number, measure and thing, as the question has it."""
    number, measure, thing = figure
    counted = re.escape(thing[:2]) if thing else "|".join(map(re.escape, alike(measure)))
    pattern = re.compile(rf"(?<![\d.]){re.escape(number)}(?![\d.])[^\d，。]{{0,3}}(?:{counted})")
    telling = len(number) >= _TELLING
    return any(pattern.search(fold(one.text)) for one in candidates if telling or one.own >= _HALF)


def _known_figures(text: str, hits: Sequence[Hit]) -> list[str]:
    """The figures of a question, with their units, that the passages found have: who asks about 21.2% wants what is
    said of that, and a figure that nobody states is what the question got wrong."""
    figures = [figure for figure in _FIGURE.findall(fold(text)) if not _IS_YEAR.match(figure)]
    return [figure for figure in figures if any(figure in fold(hit.passage.text) for hit in hits)]


def _premise(query: Query, ground: Ground) -> tuple[Candidate, ...]:
    """What is printed of a person to whom the question gives another post or body than the articles do, and of who
    holds it; () where the question is not mistaken."""
    own = next((one for one in ground.people if one.author == query.person), None) if query.person else None
    if not own or not mistakes(query.text, query.person, query.organisation, own, ground.people):
        return ()
    holders = [one for one in ground.people if query.organisation and one.author and of_body(one, query.organisation)]
    places = []
    for person in dict.fromkeys([own, *holders[:1]]):
        places += [one for one in _signed(ground.body(person.id)) if person.author in one.text][:1]
    return tuple(Candidate(one, one.sentences[-1], 1.0, 1.0, THRESHOLD, THRESHOLD) for one in places)


def _signature(best: Candidate, article: Sequence[Passage]) -> tuple[Candidate, ...]:
    """Where it is printed whose words a sentence is: the note on its author, or the byline."""
    own = [one for one in _signed(article) if best.passage.article.author in one.text]
    return tuple(replace(best, passage=one, span=one.sentences[-1]) for one in own[:1])


def _signed(passages: Sequence[Passage]) -> list[Passage]:
    """The notes on authors and then the bylines among passages: a note has the post too."""
    return sorted((one for one in passages if one.kind in ("note", "byline")), key=lambda one: one.kind != "note")


def _candidates(part: Part, query: Query, ground: Ground, units: Sequence[Unit]) -> Iterable[Candidate]:
    beside = wanted(replace(part, text=part.around, measure=""), query, ground.rarity) if part.around else ()
    for hit in ground.hits:
        passage = hit.passage
        names = _names(passage.article)
        context = carried(units, passage.text, names)
        for span, cosine in zip(passage.sentences, hit.sentence_cosines, strict=True):
            sentence = passage.text_of(span)
            own = carried(units, sentence, names)
            if not units:
                own = context = carried(beside, sentence, names) if beside else _HALF
            evidence = cosine + PASSAGE * hit.cosine + NAMED * own + AROUND * context
            score = evidence + BESIDE * carried(beside, sentence, names) + _bonus(part, query, passage, span)
            if ground.before and passage.article.id == ground.before.id:
                score += 3 * FITTING
            elif ground.before and passage.article.action and passage.article.action == ground.before.action:
                score += 2 * FITTING
            yield Candidate(passage, span, own, (own + context) / 2, evidence, score)


def _names(article: Article) -> str:
    return " ".join((article.action, article.title, article.org, article.role, article.author))


def _bonus(part: Part, query: Query, passage: Passage, span: Span) -> float:
    """Small pushes towards the right scope: the year, plan or result, the place, and the shape of an answer."""
    article, sentence = passage.article, passage.text_of(span)
    bonus = 0.0
    year = part.year or query.year
    if year is not None:
        past, planned = bool(_PAST.search(sentence)), bool(_PLANNED.search(sentence))
        bonus += FITTING * (past - planned) if year < THIS_YEAR else FITTING * (planned - past)
    if query.region:
        bonus += FITTING if article.region == query.region else 0.0
    if query.organisation:
        bonus += 2 * FITTING if of_body(article, query.organisation) else 0.0
    if query.action:
        bonus += FITTING if article.action == query.action else 0.0
    if passage.cut_end and span.end == len(passage.text):
        bonus -= 2 * FITTING  # a sentence that breaks off says less than a whole one
    if part.must and any(word in sentence[:_FIRST] for word in part.must):
        bonus += 4 * FITTING  # 那农业呢: what is said of it, not where it is named among others
    if (
        part.asked in ("list", "number")
        and part.measure
        and re.search(rf"\d{part.measure}{_counted_beside(part.text)}", fold(sentence))
    ):
        bonus += 2 * FITTING
    if _WHY.search(part.text):
        bonus += 2 * FITTING * bool(_CAUSES.search(sentence))
    elif part.asked == "how" and _MEASURES.search(sentence):
        bonus += FITTING
    if part.asked == "list":
        bonus += FITTING if lists(passage, span) else 0.0
        bonus += 3 * FITTING if part.items and items(sentence) >= part.items else 0.0
    if passage.kind != "body":
        bonus += FITTING if part.asked in ("who", "body") else -3 * FITTING
    return bonus
