"""Answer by quoting: pick the sentences that answer, or none.

Of the sentences of the passages found (extraction/rank.py) the first is taken that has what was asked for: how many
-> a number with that measure; who -> somebody; when -> a date (fit.py, best.py). A candidate whose evidence is below
THRESHOLD (bar.py) answers nothing: the words asked about are not there. `python -m eval calibrate` shows what it costs.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.extraction.absent import asked_of
from assistant.extraction.bar import SIDE, Bar
from assistant.extraction.beside import said_by_others
from assistant.extraction.best import ABOUT_IT, Best
from assistant.extraction.candidate import Candidate, Ground, sentences_of
from assistant.extraction.choice import THRESHOLD, Choice
from assistant.extraction.confirm import (
    known_figures,
    names_unknown_place,
    of_other,
    presumes,
    stands,
    states,
    takes_for_granted,
    which_state,
)
from assistant.extraction.doer import by_its_author
from assistant.extraction.fit import fits
from assistant.extraction.lists import as_good, items, number_of, numbered_list, one_item
from assistant.extraction.must import with_names
from assistant.extraction.named import explanations, unexplained
from assistant.extraction.notes import headline, persons, premise, signature
from assistant.extraction.overview import asks_for_all, overview
from assistant.extraction.rank import ranked
from assistant.extraction.voices import Voices, has_own_voice
from assistant.extraction.wanted import carried, known, wanted
from assistant.extraction.whole import SIDES, TRIED, Whole
from assistant.understanding.query import Part, Query
from assistant.understanding.scope import names_place
from index.fold import fold, numeral
from index.passage import Passage
from index.patterns import compiled

_MENTIONED = compiled("提到|[谈讲说写][了过]|谈到|讲到|提及|说到|谈及|(?:都有|有|哪些|哪[几两二三四])[谁人位]")
_SEVERAL = compiled("都有谁|哪几|哪些人|哪[两二三四]|几位|谁和谁")
_SPOKEN = 0.95  # the share of a question's words that whoever mentions a thing says
_SAID_BY_HIM = 0.6  # the same of whoever is asked for by what he says
# 把甲叫作乙的是哪位专家, 谁在埋怨…: somebody who is told by his words, and not by a post or a deed.
_FROM = "(?:[^，。？]{0,6}[的里]|呼和浩特市?|内蒙古|圆桌会?上?|专[栏版]上?)?"
_SOMEBODY = "(?:哪一?[位个名](?:专家|学者|局长|受访者|官员|领导|作者|嘉宾|负责人|主任|同志|人)?|谁)"
_BY_HIS_WORDS = compiled(
    "有(?:一?[位个])?(?:专家|学者|局长|官员|领导|作者|受访者|人)[^，。？]{4,40}?[，, ]+"
    "[那这]?(?:个?人|位)?是(?:谁|哪一?位)|"
    f"的[，, ]?(?:那[位个]?人?)?(?:到底|究竟)?(?:是|出自){_FROM}{_SOMEBODY}[？?]?$|"
    f"(?:比方|比喻|说法|提法|话)(?:是|由|出自){_SOMEBODY}|"
    f"^(?:请问)?是?{_SOMEBODY}(?:一直|曾经?|都|也)?(?:在|老|总)?(?:把|将|埋怨|抱怨|主张|担心|指望|盼|想让|呼吁|夸|批评|点出|看好|提醒)"
)
_OF_WHAT_IS = ("how", "when", "who", "body", "list", "fact")  # what asks so takes the rest of the question to be so
_SINCE = compiled("既然[^，。？]*")
_WHO_ELSE = compiled("谁(?:也|还)|还有谁|(?:另外|其他|别的)(?:哪|的?(?:专家|学者|人))")
_HE = compiled("[他她](?!们)|此人|这个人|这位(?:专家|学者|局长|主任|作者|负责人|同志|先生|女士)?")
_MEASURES = compiled(
    "做法|支招|举措|措施|办法|对策|建议|招数?|方子|药方|(?:怎么|怎样|如何|咋|该|要)(?:干|做|办|搞|推进)"
)
_GIVEN_ITEM = compiled("[“‘]第?([一二三四五六七八九])[是、]([\u4e00-\u9fff]{3,})[”’]")
_WHAT_IT_MEANS = compiled("[一二三四五六七八九]是(?:有助于|有利于|有利|可以|能够)")
_EACH_NAME = compiled("(?:一个个|每一?个|各自?|分别)(?:都)?(?:叫|是)(?:什么|啥)名")
_WHICH_ARTICLE = compiled(
    "哪一?篇|(?:文章|报道|稿子)的?(?:标题|题目|名字?|名称)|which (?:article|report|piece)", re.IGNORECASE
)


def choose(query: Query, ground: Ground, threshold: float = THRESHOLD) -> list[Choice]:
    """The sentences that answer each part of a question."""
    chooser = _Chooser(query, ground, Bar(threshold), Voices(ground.body))
    parts = [with_names(part, ground.hits) for part in query.parts]
    choices = chooser.apart(chooser.each(parts))
    said = [one for choice in choices for one in choice.chosen]
    return [
        one if one.chosen or one.nobody or one.part.item else said_by_others(one, said, query, ground)
        for one in choices
    ]


@dataclass(frozen=True)
class _Chooser:
    """The steps of choosing, for one question; `taken` is a sentence that already answers another side of it."""

    query: Query
    ground: Ground
    bar: Bar
    voices: Voices
    taken: Candidate | None = None

    def each(self, parts: Sequence[Part]) -> list[Choice]:
        """What is chosen for each part; 他 and 此人 behind the question who said something are whoever did."""
        choices: list[Choice] = []
        for part in parts:
            made, whose = self.choose(part), choices[-1].whose if choices else ""
            he = whose and not part.speakers and part.asked != "speaker" and _HE.search(part.text)
            if he and not all(self.voices.by(one, (whose,)) for one in made.chosen):
                made = self.choose(replace(part, speakers=(whose,)))
            choices.append(made)
        return choices

    def apart(self, choices: Sequence[Choice]) -> list[Choice]:
        """Two sides of a comparison that were given the same sentence: the one that it says less of has the next best,
        where that is about as good."""
        if len(choices) != SIDES or not all(len(one.chosen) == 1 for one in choices):
            return list(choices)
        less, more = sorted(choices, key=lambda one: one.chosen[0].evidence)
        same = less.chosen[0]
        if (same.passage.id, same.span) != (more.chosen[0].passage.id, more.chosen[0].span):
            return list(choices)
        again = replace(self, taken=same).choose(less.part)
        if not again.chosen or again.chosen[0].evidence < same.evidence - SIDE:
            return list(choices)
        if not less.part.label and again.chosen[0].own < same.own:
            return list(choices)  # two questions that one sentence answers
        return [again if choice is less else choice for choice in choices]

    def choose(self, part: Part) -> Choice:
        """The sentences that answer one part."""
        known_here = bool(part.speakers or self.query.speakers or self.query.person)
        quoted = "" if known_here else self.voices.quoted_in(part.text, self.ground.hits, self.ground.people.names)
        stranger = asked_of(part.text, self.ground.people, known_here)
        if stranger:
            if not any(stranger in hit.passage.text for hit in self.ground.hits):
                return Choice(part, (), None, nobody=True, absent=stranger)
            part = part if quoted else replace(part, must=(*part.must, stranger))
        if part.asked == "who" and _BY_HIS_WORDS.search(part.text) and self._says_it_all(part):
            part = replace(part, asked="speaker")  # 要求…的是哪位局长: whoever says so
        notes = persons(part, self.query, self.ground)
        if notes is not None:
            return Choice(part, notes, next(iter(notes), None), nobody=not notes)
        query, hits = replace(self.query, person=self.query.person or quoted), self.ground.hits
        units = wanted(part, query, self.ground.rarity)
        everyone = ranked(part, query, self.ground, units)
        if part.checked and stands(part.checked, everyone):
            part = replace(part, asked="fact", measure="")  # the figure is right: what is it?
        figures: Sequence[str] = () if part.checked and part.asked == "number" else known_figures(part.text, hits)
        speakers = part.speakers or query.speakers or tuple(filter(None, (query.person,)))
        if not units and not figures and not speakers and not query.action:
            return Choice(part, (), None)  # nothing is asked about
        mistaken = premise(query, self.ground)
        if not units and not figures and len(speakers) == 1 and asks_for_all(part):
            said = tuple(one for one in self._all_said(speakers[0], quoted, everyone) if fits(one, part, query))
            if len(said) > 1 or (said and quoted):
                return Choice(part, (*mistaken, *said), said[0])
        if mistaken and not units and not figures:
            return Choice(part, mistaken, mistaken[0])  # 水务局局长宝力高说了什么: neither's words were meant
        if self.taken:
            taken = self.taken.passage.id, self.taken.span
            everyone = [one for one in everyone if (one.passage.id, one.span) != taken]
        if part.asked == "speaker":
            but = _left_out(self.query.text, self.ground.people.names)
            if but := but or (speakers if _WHO_ELSE.search(part.text) else ()):
                speakers = tuple(one for one in self.ground.people.names if one not in but)
                query = replace(query, person="", speakers=speakers)
        about = "" if stranger else quoted  # what others say of him is no view of his
        own = [one for one in everyone if not speakers or self.voices.by(one, speakers) or _names(one, about)]
        stating, figures = which_state(figures, own, part, query)
        if not part.checks and self._rests_on_nothing(part):
            return Choice(part, (), None)
        among = Best(part, self.query, self.ground, self.bar, units, self.voices)
        if gone := among.broken_off(stating, bool(figures)):
            return Choice(part, (), gone, cut=True)
        one_speaker = len(speakers) == 1 and not part.speakers
        best = among.first(stating, figures, one_speaker)
        if best is None and part.checks:
            best = among.corrected(speakers)
        if best is None and mistaken:
            return Choice(part, mistaken, mistaken[0])
        not_by = ""
        if one_speaker and (other := self._by_another(among, everyone, best, speakers[0])):
            best, not_by = other, speakers[0]
        if part.item and (best or not units):
            # 第四条是什么: of the list that the best sentence belongs to, or of any that its speaker or article has.
            own_list = [one for one in stating[:TRIED] if speakers or one.passage.article == self.ground.before]
            return self._item(among, best, own_list)
        if best is None:
            near = next(iter(stating or own), None)
            cut = near is not None and near.at_cut and (bool(figures and stating) or self.bar.passed(near, part))
            return Choice(part, (), near, cut=cut)
        chosen = self._all_of_it(among, best, stating, query)
        if not chosen:
            return Choice(part, (), best)
        whose = self.voices.of(best).name if part.asked == "speaker" or not_by else ""
        if not whose and (part.asked == "speaker" or not_by):
            return Choice(part, chosen, best, narrated=True)
        chosen = (*chosen, *self._printed_with(best, part, whose))
        day = part.asked == "when" and not part.around  # 收官之年是哪一年 wants nothing explained
        name = "" if day else unexplained(part.text, [one.text for one in chosen])
        if name and (told := _explained(name, best, self.ground.body(best.passage.article.id))):
            chosen, name = told, ""
        scope = of_other(best, part, query, bool(figures))
        return Choice(part, (*mistaken, *chosen), best, name, not_by=not_by, whose=whose, of_other=scope)

    def _says_it_all(self, part: Part) -> bool:
        """Whether somebody says nearly all that a question gives to whom it asks for."""
        asked = replace(part, asked="speaker")
        units = wanted(asked, self.query, self.ground.rarity)
        best = next(iter(ranked(asked, self.query, self.ground, units)), None)
        whole = len(units) > 1 or bool(part.must)
        return bool(best and whole and best.own >= _SAID_BY_HIM and fits(best, asked, self.query))

    def _all_said(self, name: str, quoted: str, everyone: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """What somebody says all in all, in columns and interviews of his own or, where he is `quoted`, in a report."""
        like = next((one for one in everyone if _names(one, quoted)), None)
        return self.voices.said_by(quoted, like) if like else overview(name, self.ground)

    def _by_another(
        self, among: Best, everyone: Sequence[Candidate], best: Candidate | None, speaker: str
    ) -> Candidate | None:
        """The sentence of another that a question gives to this speaker, None where it gives him none."""
        part = among.part
        says_something = len(among.units) > 1 or bool(part.must or part.checked)
        if not says_something or not presumes(among.query.text, speaker):
            return None
        claimed = known_figures(part.text, self.ground.hits)
        stated = [one for one in everyone if all(states(figure, one.text) for figure in claimed)]
        literal = [one for one in stated if any(words in fold(one.text) for words in _quoted(part.text))]
        return among.by_another(literal or stated, None if literal else best, [speaker])

    def _rests_on_nothing(self, part: Part) -> bool:
        """Whether a part takes something for granted that nobody says, or names a place that no article has."""
        granted = part.asked in _OF_WHAT_IS and takes_for_granted(part.text, self.ground.hits)
        # 既然已经拨了5个亿，由谁监管: all that is asked rests on it.
        granted |= any(takes_for_granted(one, self.ground.hits) for one in _SINCE.findall(self.query.text))
        return granted or names_unknown_place(part.text, partial(known, self.ground.rarity))

    def _item(self, among: Best, best: Candidate | None, own_list: Sequence[Candidate]) -> Choice:
        """One item of the list of the best sentence, or of one of these."""
        part = among.part
        for one in [best, *own_list] if best else own_list:
            body = self.ground.body(one.passage.article.id)
            if found := one_item(one, body, partial(carried, among.units), part.item):
                if not self._of_list(found[0], body):
                    continue  # 排在“二是创新合作方式”前面的“一是”: of another list
                if _MEASURES.search(part.text) and _WHAT_IT_MEANS.match(found[0].text):
                    continue  # 第一条举措是什么: of the points for which it matters none is one
                return Choice(part, found, one)
        return Choice(part, (), best)

    def _of_list(self, item: Candidate, body: Sequence[Passage]) -> bool:
        """Whether an item stands in the list of which a question gives another one; True where it gives none."""
        given = [(numeral(one), words) for one, words in _GIVEN_ITEM.findall(fold(self.query.text))]
        listed = numbered_list(item, body) if given else ()
        return all(any(number_of(one.text) == at and words in fold(one.text) for one in listed) for at, words in given)

    def _all_of_it(
        self, among: Best, best: Candidate, stating: Sequence[Candidate], query: Query
    ) -> tuple[Candidate, ...]:
        """All sentences of which the best one is a part, () where so many things are asked for and none is listed."""
        part = among.part
        whole = Whole(part, query, self.ground, best, stating, among.units, partial(self.bar.passed, part=part))
        chosen = whole.all_of_it()
        one_alone = part.asked == "list" and part.items > SIDES and len(chosen) == 1
        if one_alone and not _names_several(chosen[0].text, part):
            return ()
        if (elsewhere := query.asked_in(part, query.elsewhere)) and not part.checks:
            # 和天津有啥合作: of five points the one that names it.
            chosen = tuple(one for one in chosen if any(names_place(at, one.text) for at in elsewhere)) or chosen
        if part.speakers and chosen == (best,):
            chosen = as_good(best, [one for one in stating[:TRIED] if fits(one, part, query)])
        if part.asked == "speaker" and _MENTIONED.search(part.text):
            for other in _others_who(best, stating, self.bar.threshold, bool(_SEVERAL.search(part.text))):
                chosen = (*chosen, other, *signature(other, self.ground.body(other.passage.article.id)))
        return chosen

    def _printed_with(self, best: Candidate, part: Part, whose: str) -> tuple[Candidate, ...]:
        """Where it is printed whose words a sentence is, and in which article, for who asks that."""
        article = self.ground.body(best.passage.article.id)
        signed: tuple[Candidate, ...] = ()
        if not has_own_voice(best.passage.article):
            signed = tuple(filter(None, (self.voices.of(best).named_in,))) if whose else ()
        elif whose == best.passage.article.author or (part.asked in ("who", "body") and by_its_author(best, part)):
            signed = signature(best, article)
        return (*signed, *(headline(best, article) if _WHICH_ARTICLE.search(part.text) else ()))


def _names(one: Candidate, name: str) -> bool:
    return bool(name) and name in one.text


def _left_out(text: str, names: Collection[str]) -> tuple[str, ...]:
    """Those of whom a question says that it does not mean them: 除了甲，还有谁谈到…."""
    if "除" not in text:
        return ()  # a pattern for each author would have to be made
    return tuple(one for one in names if re.search(f"除(?:了|开)?[^，。？]{{0,8}}{re.escape(one)}", text))


def _quoted(text: str) -> list[str]:
    """The words that a question gives as somebody's own."""
    return re.findall("[“‘]([^”’]{6,})[”’]", fold(text))


def _names_several(sentence: str, part: Part) -> bool:
    """Whether a sentence names things in a row, or does as many as are asked for, or is told to explain none."""
    clauses = len(re.split("[，；]", sentence))
    if _EACH_NAME.search(part.text):
        return max(items(sentence), clauses) >= part.items
    return items(sentence) > 1 or clauses >= part.items or bool(unexplained(part.text, [sentence]))


def _others_who(best: Candidate, stating: Sequence[Candidate], threshold: float, several: bool) -> list[Candidate]:
    """The best sentence of each other author who speaks of all that the best one does, or of most of it where
    `several` are asked for."""
    least = ABOUT_IT if several else max(best.own, _SPOKEN)
    found: dict[str, Candidate] = {}
    for one in stating:
        author = one.passage.article.author
        sure = one.passage.kind == "body" and not one.passage.needs_review
        if sure and author not in ("", best.passage.article.author) and one.own >= least and one.evidence >= threshold:
            found.setdefault(author, one)
    return list(found.values())[:TRIED]


def _explained(name: str, best: Candidate, article: Sequence[Passage]) -> tuple[Candidate, ...]:
    """The sentences of an article that explain what the chosen ones only name."""
    units = sentences_of(article, best)
    return tuple(units[at] for at in explanations(name, [unit.text for unit in units]))
