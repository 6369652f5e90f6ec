"""Lists in running text: 一是…二是…, 第一，第二，, 一方面…另一方面…, and rows of 、."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.extraction.candidate import Candidate, sentences_of
from index.fold import fold, numeral
from index.passage import Passage, Span
from index.patterns import compiled

Carries = Callable[[str], float]

_ORDINAL = compiled(
    r"(?:^|[：:，。；“‘])(?:(?P<is>[一二三四五六七八九十])是|第(?P<th>[一二三四五六七八九十])[，、是]|"
    r"(?P<side>一方面|另一方面)|(?P<lead>首先|其次|再次|最后)[，、])"
)
_PARALLEL = compiled(
    r"(?P<about>(?:对于|针对|对))|(?P<field>[\u4e00-\u9fff]{1,6}方面)|(?P<on>[\u4e00-\u9fff]{1,4}上，)"
)
_EXAMPLES = compiled("如|等(?!级)|包括|：|《")
_FIELDS = ("方面", "领域", "行业", "环节")  # 在消费复苏和市场开拓方面
_REACH = 40  # sentences: how far a list may reach
_EXPLAINED = 3  # sentences that explain an item and are quoted with it
_SAYING = 10  # characters: a shorter sentence only says who spoke
_HEADING = 24  # characters: up to here a sentence is taken for a heading
_HALF = 0.5  # the share of a question that a sentence says which is quoted beside the best one
_ALIKE = 0.02  # how much less evidence it may have
_BESIDE = 3  # sentences that are quoted together
_MANY = 4  # things named in a row: a list in a sentence
_UNDER = 9  # sentences under a heading
_FILLED = 60  # characters that such a heading is filled up to


def number_of(sentence: str) -> int:
    """The number of the list item that a sentence is or opens, 0 if none."""
    return _ordinal(sentence)[1]


def _ordinal(sentence: str) -> tuple[str | None, int]:
    """The way in which a sentence is numbered (the group of _ORDINAL) and its number; (None, 0) if it is not."""
    found = _ORDINAL.search(sentence)
    if not found:
        return None, 0
    if printed := found["is"] or found["th"]:
        return found.lastgroup, numeral(printed)
    order = ("一方面", "另一方面") if found["side"] else ("首先", "其次", "再次", "最后")
    return found.lastgroup, order.index(found["side"] or found["lead"]) + 1


def items(sentence: str) -> int:
    """How many things a sentence names in a row."""
    return 1 + len(re.findall(r"、|；|，还是|’‘|”“", sentence.rstrip("；。")))


def in_a_row(sentence: str, count: int) -> bool:
    """Whether a sentence, or a clause of it, names just so many things in a row."""
    clauses = sentence.rstrip("；。").count("；") + 1
    return count in (clauses, *(items(clause) for clause in re.split(r"[，。；：]", sentence)))


def names_each_so(kind: str, sentence: str) -> bool:
    """Whether a sentence names several in a row that end with the word for their kind: 甲机制、乙机制和丙机制."""
    return bool(re.search(rf"{re.escape(kind)}[”’]?(?:、|和|与|及)[^，。；、]{{2,10}}{re.escape(kind)}", sentence))


def lists(passage: Passage, sentence: Span) -> int:
    """How plainly a sentence enumerates: 2 for many things in a row or what opens a list, 1 for some in a row or an
    item, 0 for none."""
    text = passage.text_of(sentence)
    after = next((span for span in passage.sentences if span.start >= sentence.end), None)
    following = passage.text_of(after) if after else ""
    alike = _PARALLEL.match(following) if text.endswith("。") and not _PARALLEL.match(text) else None
    if items(text) >= _MANY or number_of(following) == 1 or (alike and not alike["on"]):
        return 2
    return int(items(text) > 1 or number_of(text) > 0)


def names_some(kind: str, passage: Passage, sentence: Span) -> bool:
    """Whether a sentence names some of a kind, in the clause that speaks of it, or speaks of something else: 企业 only
    stands in 为企业争取贷款."""
    text = fold(passage.text_of(sentence))
    quoted = re.compile(rf"[“‘《][^”’》]*{kind}|{kind}[^”’》]?[“‘《]")
    clauses = [clause for clause in re.split("[,，。；;](?!如|例如|比如|包括|分别|即)", text) if kind in clause]
    joined = re.compile(rf"[\u4e00-\u9fff]{{2}}[和与][\u4e00-\u9fff]{{2,8}}{kind}") if kind in _FIELDS else quoted
    named = any(
        items(one) > 1 or number_of(one) or _EXAMPLES.search(one) or quoted.search(one) or joined.search(one)
        for one in clauses
    )
    return named or not clauses or lists(passage, sentence) > 1


def whole_list(best: Candidate, body: Sequence[Passage], carries: Carries, bias: float = 0.0) -> tuple[Candidate, ...]:
    """The list that the best sentence opens, or the item of a list that it is; () where it is neither.

    `body` has the article's passages in reading order. `carries` gives the share of the question that a text carries:
    it tells whether the question is about the list or about one item of it; `bias` speaks for the list.
    """
    units, at = _in_order(best, body)
    if at < 0:
        return ()
    if number_of(best.text):
        opening = _ORDINAL.split(best.text, maxsplit=1)[0]
        if number_of(best.text) == 1 and carries(opening) + bias >= carries(best.text[len(opening) :]):
            return _from(units, at)
        return _opened_before(units, at, carries, bias) or _item(units, at)
    if at + 1 < len(units) and number_of(units[at + 1].text) == 1:
        return (best, *_from(units, at + 1))
    return ()


def numbered_list(candidate: Candidate, body: Sequence[Passage]) -> tuple[Candidate, ...]:
    """The numbered items of the list that a sentence opens or belongs to; () where there is none."""
    units, at = _in_order(candidate, body)
    if at < 0:
        return ()
    way, number = _ordinal(candidate.text)
    if not number:
        return _from(units, at + 1) if at + 1 < len(units) and number_of(units[at + 1].text) == 1 else ()
    for i in range(at, max(-1, at - _REACH), -1):
        if _ordinal(units[i].text) == (way, 1):
            return _from(units, i)
    return ()


def one_item(best: Candidate, body: Sequence[Passage], carries: Carries, number: int) -> tuple[Candidate, ...]:
    """The item of a list that has this number (-1: the last), with what explains it; () where there is none."""
    listed = whole_list(best, body, carries)
    if not any(number_of(one.text) == number for one in listed):
        listed = numbered_list(best, body)
    number = max((number_of(one.text) for one in listed), default=0) if number < 0 else number
    # Where the source lost the first item, each of the others is found by itself.
    item = next((one for one in (*listed, best) if number_of(one.text) == number), None)
    if item is None:
        return ()
    units = [replace(item, span=span) for span in item.passage.sentences]
    return _item(units, next(i for i, unit in enumerate(units) if unit.span == item.span))


def parallel(best: Candidate) -> tuple[Candidate, ...]:
    """The sentences around one that are built like it (对于…；对于…；对于…, …方面…；…方面…), or that follow what
    opens them; () where there are none."""
    spans = best.passage.sentences
    at = spans.index(best.span)
    texts = [best.passage.text_of(span) for span in spans]
    head = _PARALLEL.match(texts[at])
    if not head and at + 1 < len(texts) and best.text.endswith("。"):
        following = _PARALLEL.match(texts[at + 1])
        opened = parallel(replace(best, span=spans[at + 1])) if following and not following["on"] else ()
        return (best, *opened) if opened else ()
    if not head:
        return ()
    first = last = at
    while first and (found := _PARALLEL.match(texts[first - 1])) and found.lastgroup == head.lastgroup:
        first -= 1
    while last + 1 < len(spans) and (found := _PARALLEL.match(texts[last + 1])) and found.lastgroup == head.lastgroup:
        last += 1
    return tuple(replace(best, span=span) for span in spans[first : last + 1]) if last > first else ()


def head_of(sentence: str) -> str:
    """What a sentence that is built like others beside it is about (工业 of 工业方面要…, 企业 of 对于企业，…), "" for
    another sentence."""
    found = _PARALLEL.match(sentence)
    if not found:
        return ""
    return re.split("[，,]", sentence[found.end() :])[0] if found["about"] else re.sub("方面$|上，$", "", found[0])


def as_good(best: Candidate, others: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """A sentence with those of its passage that say as much of the question with about as much evidence."""
    near = [one for one in others if one.passage.id == best.passage.id and one.own >= max(best.own, _HALF)]
    near = [one for one in near if one.evidence >= best.evidence - _ALIKE][:_BESIDE]
    return tuple(sorted(near, key=lambda one: one.span.start)) if best in near else (best,)


def with_what_follows(best: Candidate) -> tuple[Candidate, ...]:
    """A sentence that is hardly more than a heading, with the ones after it that carry it out."""
    spans = best.passage.sentences
    at = spans.index(best.span)
    chosen = [best]
    heading = is_heading(best.text)
    while heading and sum(len(one.span) for one in chosen) < _FILLED and at + 1 < len(spans):
        at += 1
        if number_of(best.passage.text_of(spans[at])) > 1:
            break
        chosen.append(replace(best, span=spans[at]))
    return tuple(chosen)


def all_under(best: Candidate, body: Sequence[Passage]) -> tuple[Candidate, ...]:
    """A heading with all that stands under it, to the next number or the end of its paragraph; () for another sentence.

    A paragraph may go on in the next passage: then the source goes on without a break.
    """
    units, at = _in_order(best, body)
    opens = best.span.start == 0 or number_of(best.text) > 0
    if at < 0 or not opens or not is_heading(best.text):
        return ()
    chosen = [units[at]]
    for unit in units[at + 1 : at + 1 + _UNDER]:
        before = chosen[-1].passage
        goes_on = unit.passage.id == before.id or unit.passage.spans[0].start == before.spans[-1].end
        if not goes_on or number_of(unit.text) or unit.at_cut:
            break
        chosen.append(unit)
    return tuple(chosen) if len(chosen) > 1 else ()


def is_heading(sentence: str) -> bool:
    """Whether a sentence only says what those after it are about."""
    return len(sentence) <= _HEADING and sentence.endswith("。") and items(sentence) == 1


def _in_order(best: Candidate, body: Sequence[Passage]) -> tuple[list[Candidate], int]:
    """The sentences of an article in reading order, and the place of one among them, -1 if it is not there."""
    units = sentences_of(body, best)
    at = next((i for i, unit in enumerate(units) if (unit.passage.id, unit.span) == (best.passage.id, best.span)), -1)
    return units, at


def _from(units: Sequence[Candidate], first: int) -> tuple[Candidate, ...]:
    """The numbered items from number one on, without what explains them; () if there is only one."""
    places = [first]
    way, _ = _ordinal(units[first].text)
    for i in range(first + 1, min(len(units), first + _REACH)):
        its_way, number = _ordinal(units[i].text)
        if its_way != way:
            continue
        if number != len(places) + 1:
            break  # another list
        places.append(i)
    return tuple(units[i] for i in places) if len(places) > 1 else ()


def _opened_before(units: Sequence[Candidate], at: int, carries: Carries, bias: float) -> tuple[Candidate, ...]:
    """The list that an item belongs to, where the question is about what opens it rather than about the item."""
    way, number = _ordinal(units[at].text)
    if number < 2:
        return ()
    for i in range(at - 1, max(-1, at - _REACH), -1):
        its_way, its_number = _ordinal(units[i].text)
        if its_way == way and its_number == 1:
            opening = _ORDINAL.split(units[i].text, maxsplit=1)[0] or (units[i - 1].text if i else "")
            return _from(units, i) if carries(opening) + bias > carries(units[at].text) else ()
    return ()


def _item(units: Sequence[Candidate], at: int) -> tuple[Candidate, ...]:
    """One item with the sentences that explain it, up to the next number or the end of its paragraph."""
    chosen = [units[at]]
    for unit in units[at + 1 : at + 1 + _EXPLAINED]:
        if number_of(unit.text) or unit.passage.id != units[at].passage.id or len(unit.span) < _SAYING:
            break
        chosen.append(unit)
    return tuple(chosen)
