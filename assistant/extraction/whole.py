"""All of an answer: the list that the best sentence opens or belongs to, the item with what explains it, what stands
under a heading, as many things as are asked for."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from assistant.extraction.candidate import Candidate, Ground
from assistant.extraction.fit import fits, names_each, names_others
from assistant.extraction.lists import (
    all_under,
    head_of,
    in_a_row,
    is_heading,
    items,
    names_each_so,
    number_of,
    numbered_list,
    parallel,
    whole_list,
    with_what_follows,
)
from assistant.extraction.means import asks_how
from assistant.extraction.wanted import Unit, carried
from assistant.understanding.query import Part, Query
from index.passage import Passage
from index.patterns import compiled
from index.synonyms import words_beside

SIDES = 2
LESS = 0.25  # the share of a question that a list may carry less than the best sentence
TRIED = 8  # candidates that are looked at for a list of the right length, or for where the source breaks off
NEAR = 0.05  # how much less evidence a sentence may have that opens a list
WHOLE = 0.3  # how much less of the question the opening of a list may carry than its item, where all is asked for
_BROAD = 2  # words of a question that asks for all that is done about something
_FIELD = 8  # characters in which a sentence names its field
_ROW = 30  # characters of a sentence that does nothing but list
_COMMON = 3.0  # the weight of a word that many sentences speak of
_COUNTED_OUT = compiled("[二三四五六七八九十][个项大点条][\u4e00-\u9fff]{2,4}：一是")  # 突出了三个聚焦：一是…
_KIND = compiled(
    "(?:哪(?:些|几[个种项类条家座]|[个种项类条家座])|什么|啥)([\u4e00-\u9fff]{2})(?![\u4e00-\u9fff]{0,1}的)"
)
_HALF = 0.5
_SAYS_IT = 0.95  # the share of a question that what states it whole says
_STATES = compiled("^[^，。；]{2,12}是[^，。；]{4,}。$")
_TOLD = 0.3  # the share of the name of a thing by which a sentence speaks of it
_EACH = compiled("(?:各自?|分别|都)(?:是)?(?:怎|咋|如何)|(?:怎么|怎样|如何|咋)(?:各自|分别)")
_OF_EACH_KIND = compiled("各自|分别|各(?=要|有|该|怎|如何)|[两二三四]类")
_SEVERAL_THINGS = compiled("[几哪][几些]?(?:个?方面|条|点|项|步|样|招|手)|哪些(?:措施|举措|做法|办法|工作|安排|打算)")
_ALL = compiled(r"分别|难在|[几哪][条个点项些步样招方种类]|逐[项一条]|列[出举全]?|都|各|全部|完整|一条条")


@dataclass(frozen=True)
class Whole:
    """The best sentence of a part of a question, among the others that state what is asked, best first.

    `units` are the words of the part; `enough` tells whether a sentence carries enough of it to answer it.
    """

    part: Part
    query: Query
    ground: Ground
    best: Candidate
    stating: Sequence[Candidate]
    units: Sequence[Unit]
    enough: Callable[[Candidate], bool]

    def all_of_it(self) -> tuple[Candidate, ...]:
        """The best sentence with what belongs to it."""
        part, best, units = self.part, self.best, self.units
        article = self.ground.body(best.passage.article.id)
        if part.asked not in ("list", "how", "fact"):
            return (best,)
        if one := self._of_its_kind():
            return (one,)
        each = bool(_EACH.search(part.text))
        kind = _KIND.search(part.text) if part.asked == "list" and len(units) > 1 else None
        if kind and not names_each_so(kind[1], best.text):
            # 哪几种机制: 完善工作机制 is about them, 甲机制、乙机制和丙机制 names them.
            near = (one for one in self.stating if one.own >= best.own - LESS and one.evidence >= best.evidence - NEAR)
            named = (one for one in near if names_each_so(kind[1], one.text) and fits(one, part, self.query))
            if one := next(named, None):
                return (one,)
        if kind and re.search(rf"、[^，。；]*等{re.escape(kind[1])}", best.text):
            return (best,)  # 面临诸如甲、乙、丙等问题: it names them, and what follows is another list
        if _OF_EACH_KIND.search(part.text) and (kinds := self._each_named()):
            return kinds
        if part.items > 1 and not each and (counted := self._as_many()):
            return counted
        if part.items and items(best.text) >= part.items and not number_of(best.text) and not each:
            return (best,)
        if part.asked == "how" and asks_how(part.text) and (under := self._under_heading(article)):
            return under
        if own := self._of_its_field():
            return own
        all_of_it = bool(_ALL.search(part.text)) or (part.asked == "how" and len(units) <= _BROAD)
        all_of_it |= part.asked == "list" and bool(_COUNTED_OUT.search(best.text))
        # 哪几条难处: an item that names one thing is none of several, whatever it carries.
        one_of_them = all_of_it and part.asked == "list" and items(best.text) == 1 and not is_heading(best.text)
        listed = numbered_list(best, article) if one_of_them and number_of(best.text) else ()
        listed = listed or whole_list(best, article, partial(carried, units), WHOLE if all_of_it else 0.0)
        if not listed and all_of_it:
            listed = self._meant(parallel(best))
            listed = listed or (all_under(best, article) if part.asked == "list" else ())
        if len(listed) > 1 and part.asked == "list" and listed[0].span == best.span and not number_of(listed[1].text):
            listed = all_under(best, article) or listed  # all that one item says, where that is a list itself
        if (
            part.asked == "fact"
            and not (listed or part.speakers)
            and best.own >= _SAYS_IT
            and _STATES.search(best.text)
        ):
            return (best,)  # 项目储备是项目建设的基础和前提: no heading
        beside = listed or self._listed_beside() or self._with_the_other_thing()
        # 怎么完善服务体系, of a heading that says just that: all that stands under it.
        under = all_under(best, article) if part.asked == "how" and best.own >= _SAYS_IT else ()
        return beside or under or with_what_follows(best)

    def _under_heading(self, article: Sequence[Passage]) -> tuple[Candidate, ...]:
        """All that stands under a numbered heading which says as much of a question of how as the best sentence under
        it: 第四，建设节水型城市。 of 城里怎么节水."""
        for one in self._as_near():
            under = all_under(one, article) if number_of(one.text) else ()
            if self.best.span in [other.span for other in under]:
                return under
        return ()

    def _meant(self, alike: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Of sentences that are built alike all, or the one that a question of how is about: 工业怎么节水."""
        if self.part.asked != "how" or len(alike) < SIDES:
            return tuple(alike)
        most, *others = sorted(alike, key=lambda one: -carried(self.units, one.text))
        clearly = carried(self.units, most.text) >= carried(self.units, others[0].text) + LESS
        # 非居民用水超定额怎么办: one of them says all that is asked, and the others hardly any of it.
        alone = carried(self.units, most.text) >= _SAYS_IT and carried(self.units, others[0].text) < _HALF
        return (most,) if clearly and (alone or self._names(head_of(most.text))) else tuple(alike)

    def _of_its_field(self) -> tuple[Candidate, ...]:
        """The one sentence whose field (工业方面) a question of how names, of those that follow the best one."""
        alike = parallel(self.best) if self.part.asked == "how" and not head_of(self.best.text) else ()
        named = [one for one in alike if "方面" in one.text[:_FIELD] and self._names(head_of(one.text))]
        return tuple(named) if len(named) == 1 else ()

    def _of_its_kind(self) -> Candidate | None:
        """The one sentence of those built like the best one whose kind the question names, and not the best one's: for
        对制造业该帮什么 对于制造业企业，… instead of 对于中小微企业，…."""
        alike = [one for one in parallel(self.best) if head_of(one.text)]
        if not (head_of(self.best.text) or self.part.label) or self.part.in_chinese:
            return None
        pairs = {one.span: {"".join(pair) for pair in pairwise(head_of(one.text))} for one in alike}
        named = []
        for one in alike:
            common = set().union(*(pairs[other.span] for other in alike if other is not one))
            if any(pair in self.part.text for pair in pairs[one.span] - common):
                named.append(one)
        return named[0] if len(named) == 1 and named[0].span != self.best.span else None

    def _each_named(self) -> tuple[Candidate, ...]:
        """Of sentences that are built alike those whose kinds a question names that asks of each (制造业和服务业的难
        处), all where it names as many as there are."""
        for one in self.stating[:TRIED]:
            alike = [other for other in parallel(one) if head_of(other.text)]
            named = [other for other in alike if self._names(head_of(other.text))]
            if len(named) > 1 and self.enough(one):
                return tuple(alike if items(self.part.text) >= len(alike) else named)
        return ()

    def _names(self, head: str) -> bool:
        """Whether the question has two characters in a row of what a sentence is about, or another word for it."""
        pairs = ("".join(pair) for pair in pairwise(head))
        # What a question that leans on another turns to is its own: 城乡这一块又怎么减.
        asked = " ".join(self.part.must) if self.query.before and self.part.must else self.part.text
        return any(form in asked for form in (*pairs, *words_beside(head)))

    def _listed_beside(self) -> tuple[Candidate, ...]:
        """The list that another sentence opens which says as much of the question as the best one, where several things
        are asked for; or to which it belongs, where hardly more is asked than what is to be done."""
        part = self.part
        broad = part.asked == "how" and sum(unit.weight for unit in self.units) < _COMMON
        if not broad and not (part.asked == "list" and _SEVERAL_THINGS.search(part.text)):
            return ()
        for one in self._as_near():
            if (broad or not number_of(one.text)) and fits(one, part, self.query):
                listed = numbered_list(one, self.ground.body(one.passage.article.id))
                if len(listed) > SIDES:
                    return listed
        return ()

    def _with_the_other_thing(self) -> tuple[Candidate, ...]:
        """The best sentence and the one of its passage that speaks of the other of two things which a question joins
        (玩冰雪、办演唱会有啥安排), where the best says nothing of that."""
        things = [unit for unit in self.units if unit.known and unit.thing and unit.weight > _COMMON]
        told = [unit for unit in things if carried((unit,), self.best.text) > _TOLD]
        for other in (unit for unit in things if unit not in told):
            if any(re.search(_joined(one.word, other.word), self.part.text) for one in told):
                for one in self.stating[:TRIED]:
                    here = one.passage.id == self.best.passage.id and carried((other,), one.text) > _TOLD
                    if here and self.enough(one) and fits(one, self.part, self.query):
                        return tuple(sorted((self.best, one), key=lambda each: each.span.start))
        return ()

    def _as_near(self) -> list[Candidate]:
        """Of the first candidates those that say as much of the question as the best, with about as much evidence."""
        least = self.best.evidence - NEAR
        return [one for one in self.stating[:TRIED] if one.own >= self.best.own and one.evidence >= least]

    def _as_many(self) -> tuple[Candidate, ...]:
        """The list of as many things as are asked for, among the best candidates; () where none has that many."""
        part = self.part
        good = [one for one in self.stating if self.enough(one) and fits(one, part, self.query)][:TRIED]
        for one in good:
            if names_each(one.text, part):
                return (one,)
            if one.own < good[0].own - LESS:
                continue
            if in_a_row(one.text, part.items) and not number_of(one.text) and not names_others(one.text, part):
                return (one,)
            listed = numbered_list(one, self.ground.body(one.passage.article.id))
            if len(listed) == part.items:
                return listed
        # “四减”是压减农业、工业、城乡、生态用水: what only lists so many says few other words of the question.
        rows = (one for one in good if items(one.text) == part.items and len(one.text) <= _ROW and one.own >= LESS)
        return tuple(one for one in rows if not number_of(one.text) and not names_others(one.text, part))[:1]


def _joined(one: str, other: str) -> str:
    """A pattern for two things that stand side by side, in either order."""
    first, second = re.escape(one), re.escape(other)
    join = "[\u4e00-\u9fff]{0,2}(?:、|和|与|跟|及|以及|还有)[\u4e00-\u9fff]{0,3}?"
    return f"{first}{join}{second}|{second}{join}{first}"
