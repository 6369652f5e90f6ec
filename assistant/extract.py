"""Answer by quoting: pick the sentences that answer, or none.

Of the sentences of the passages found (assistant/rank.py) the first is taken that has what was asked for: how many
-> a number with that measure; who -> somebody; when -> a date (assistant/fit.py). A candidate whose evidence is below
THRESHOLD answers nothing: the words asked about are not there. `python -m eval calibrate` shows what it costs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.absent import asked_of
from assistant.candidate import Candidate, Ground
from assistant.choice import THRESHOLD, Choice
from assistant.confirm import (
    counted_otherwise,
    known_figures,
    names_unknown_place,
    of_other,
    presumes,
    stands,
    states,
    takes_for_granted,
    telling,
    without_claimed,
)
from assistant.doer import by_its_author
from assistant.fit import breaks_off, fits, lost, right_time, with_names
from assistant.lists import (
    as_good,
    head_of,
    items,
    one_item,
)
from assistant.means import asks_how, describes, tells_how
from assistant.named import explanations, unexplained
from assistant.notes import headline, persons, premise, signature
from assistant.outcome import says_whether, tells_outcome
from assistant.people import asks_for_person
from assistant.query import Part, Query
from assistant.rank import asks_why, ranked
from assistant.spoken_by import named_speaker, narrated
from assistant.wanted import Unit, carried, known, wanted
from assistant.whole import LESS, NEAR, SIDES, TRIED, Whole
from index.passage import Passage

FOREIGN = 0.08  # how much lower the threshold is for questions in another language, whose cosines are lower
SIDE = 0.08  # the same for the side of a comparison, of which little is said
TOLD = 0.14  # the same for a figure that says by itself which sentence is meant
LOWEST_COVERAGE = 0.2  # the share of a question's words that an answer must say, in its passage at least by half
WANTING = 0.4  # the same where something that is asked for is in no article

_ABOUT_IT = 0.6  # the share of a question's words with which a short figure of it tells the sentence
_MISSED = 4.0  # the weight of a word that no article has and that an answer cannot do without
_HALF = 0.5
_RARE = 4.5  # the weight of a thing that few sentences speak of
_SAID = 0.3  # the share of its name by which it is recognised
_OF_ANOTHER = 0.7  # the share of a question's words that another's sentence must carry to be what was meant
_MENTIONED = re.compile("提到|谈到|讲到|提及|说到|谈及|(?:都有|有|哪些|哪[几两二三四])[谁人位]")
_SEVERAL = re.compile("都有谁|哪几|哪些人|哪[两二三四]|几位|谁和谁")
_SPOKEN = 0.95  # the share of a question's words that whoever mentions a thing says
_OF_WHAT_IS = ("how", "when", "who", "body", "list", "fact")  # what asks so takes the rest of the question to be so
# 在局里是什么职务, 在哪儿任职、当什么: of whoever was just named.
_HIS_POST = re.compile(
    "^(?:那|他|她|这人|那人|此人|又|还|现在|目前)*(?:在(?:[局院所校厅委会]|单位|部门|机构|中心|那)(?:里头?|儿)?)?"
    "(?:是|担任|任|当|做)?(?:什么|啥|何|哪个)(?:职务|职位|职称|身份|头衔|官儿?|职)$|"
    "^(?:他|她|那人)?在哪(?:里|儿|个单位)?(?:任职|工作|上班|做事)(?:[、，]?又?(?:当|任|做|是)(?:什么|啥))?$"
)
_STATE = re.compile("^(?:它|那|现在|如今|目前|已经|都)*[^，。？]{1,6}了(?:吗|没有?)$")
_THAT_ONE = re.compile(
    "^(?:那|请问)?(?:[这那该]一?[位个](?:专家|学者|局长|官员|作者|人|同志)?|[他她])"
)  # of whom another part told
_WHAT_FOR = re.compile(
    "^[^，。？]{0,8}?(?:能|可以?)?(?:作|做|派|有|用[在于到])(?:哪些|哪|什么|啥|何)(?:用途|用处|用场|地方|上)$|"
    "^[^，。？]{0,8}?(?:干|做|拿来)(?:什么|啥|嘛)用?$|^[^，。？]{0,6}?(?:什么|啥)用处?$"
)
_WHO_ELSE = re.compile("谁(?:也|还)|还有谁|(?:另外|其他|别的)(?:哪|的?(?:专家|学者|人))")
_VIEW_OF = re.compile(
    "(?:对于?|就|关于)([^，。？]{2,14}?)(?:有|持|是|给|提)*(?:出|了)*(?:什么|啥|哪些|何|怎么|怎样|如何)(?:看|说|评价|建议|看法|主张|意见|想法)"
)
_USED_FOR = re.compile("用于|用来|用作")
_WHICH_ARTICLE = re.compile(
    "哪一?篇|(?:文章|报道|稿子)的?(?:标题|题目|名字?|名称)|which (?:article|report|piece)", re.IGNORECASE
)


def choose(query: Query, ground: Ground, threshold: float = THRESHOLD) -> list[Choice]:
    """The sentences that answer each part of a question."""
    chooser = _Chooser(query, ground, threshold)
    parts = [with_names(part, ground.hits) for part in query.parts]
    choices = chooser.apart([chooser.choose(part) for part in parts])
    said = [one for choice in choices for one in choice.chosen]
    return [choice if choice.chosen or choice.nobody else chooser.said_by_others(choice, said) for choice in choices]


@dataclass(frozen=True)
class _Chooser:
    """The steps of choosing, for one question; `taken` is a sentence that already answers another side of it."""

    query: Query
    ground: Ground
    threshold: float
    taken: Candidate | None = None

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
        if stranger := asked_of(part.text, self.ground.people, known_here):
            if not any(stranger in hit.passage.text for hit in self.ground.hits):
                return Choice(part, (), None, nobody=True, absent=stranger)
            part = replace(part, must=(*part.must, stranger))
        notes = persons(part, self.query, self.ground)
        if notes is not None:
            return Choice(part, notes, next(iter(notes), None), nobody=not notes)
        query, hits = self.query, self.ground.hits
        units = wanted(part, query, self.ground.rarity)
        everyone = ranked(part, query, self.ground, units)
        if part.checked and stands(part.checked, everyone):
            part = replace(part, asked="fact", measure="")  # the figure is right: what is it?
        figures = [] if part.checked and part.asked == "number" else known_figures(part.text, hits)
        speakers = part.speakers or query.speakers or ((query.person,) if query.person else ())
        if not units and not figures and not speakers and not query.action:
            return Choice(part, (), None)  # nothing is asked about
        if self.taken:
            taken = self.taken.passage.id, self.taken.span
            everyone = [one for one in everyone if (one.passage.id, one.span) != taken]
        if part.asked == "speaker" and speakers and _WHO_ELSE.search(part.text):
            others = tuple(one for one in self.ground.people.names if one not in speakers)
            query, speakers = replace(query, person="", speakers=others), others
        own = [one for one in everyone if not speakers or one.passage.article.author in speakers]
        stating = [one for one in own if all(states(figure, one.text) for figure in figures)]
        if figures and stating and (of_action := self._of_action(part, own, stating, figures)):
            stating, figures = of_action, []
        elif own and figures and not any(map(telling, figures)):
            # 共30项措施, and theirs are 32: the figure is another's, and the true one answers.
            otherwise = [one for one in own if all(counted_otherwise(figure, one.text) for figure in figures)]
            if not stating or (otherwise[:1] == own[:1] and own[0].own >= stating[0].own + LESS):
                stating, figures = otherwise, []
        if figures and stating and query.year_of(part) and not part.checks:
            # 2024年只有5万人: that is the target of this year, and what came of the last one answers.
            then = [
                one
                for one in own
                if right_time(one, part, query) and all(counted_otherwise(f, one.text) for f in figures)
            ]
            if then and not any(right_time(one, part, query) for one in stating):
                stating, figures = then, []
        if part.asked in _OF_WHAT_IS and not part.checks and takes_for_granted(part.text, hits):
            return Choice(part, (), None)
        if not part.checks and names_unknown_place(part.text, partial(known, self.ground.rarity)):
            return Choice(part, (), None)
        if gone := self._lost(part, stating, bool(figures)):
            return Choice(part, (), gone, cut=True)
        mistaken = premise(query, self.ground)
        one_speaker = len(speakers) == 1 and not part.speakers
        best = self._best(part, stating, units, figures, one_speaker)
        if best is None and part.checks:
            best = self._corrected(part, speakers)
        if best is None and mistaken:
            return Choice(part, mistaken, mistaken[0])
        not_by = ""
        if (
            len(speakers) == 1
            and (len(units) > 1 or part.must or part.checked)
            and not part.speakers
            and presumes(query.text, speakers[0])
        ):
            claimed = known_figures(part.text, hits)
            stated = [one for one in everyone if all(states(figure, one.text) for figure in claimed)]
            other = self._by_another(part, stated, best)
            if other and other.passage.article.author not in speakers:
                best, not_by = other, speakers[0]
        if part.item and (best or not units):
            # 第四条是什么: of the list that the best sentence belongs to, or of any that its speaker or article has.
            own_list = [one for one in stating[:TRIED] if speakers or one.passage.article == self.ground.before]
            for one in [best, *own_list] if best else own_list:
                body = self.ground.body(one.passage.article.id)
                if found := one_item(one, body, partial(carried, units), part.item):
                    return Choice(part, found, one)
            return Choice(part, (), best)
        if best is None:
            near = next(iter(stating or own), None)
            cut = near is not None and near.at_cut and (bool(figures and stating) or self._enough(near, part))
            return Choice(part, (), near, cut=cut)
        article = self.ground.body(best.passage.article.id)
        whole = Whole(part, query, self.ground, best, stating, units, partial(self._enough, part=part))
        chosen = whole.all_of_it()
        if (
            part.asked == "list"
            and part.items > SIDES
            and len(chosen) == 1
            and not _names_several(chosen[0].text, part)
        ):
            return Choice(part, (), best)  # so many are asked for, and none is listed
        if part.speakers and chosen == (best,):
            chosen = as_good(best, [one for one in stating[:TRIED] if fits(one, part, query)])
        if part.asked == "speaker" and _MENTIONED.search(part.text):
            for other in _others_who(best, stating, self.threshold, bool(_SEVERAL.search(part.text))):
                chosen = (*chosen, other, *signature(other, self.ground.body(other.passage.article.id)))
        if part.asked == "speaker" and narrated(best):
            return Choice(part, chosen, best, narrated=True)
        own_doing = part.asked in ("who", "body") and by_its_author(best, part)
        told_by = named_speaker(best.text) if part.asked == "speaker" or not_by else ""
        of_itself = told_by in ("", best.passage.article.author)  # else the sentence names another than its author
        if of_itself and (part.asked == "speaker" or not_by or own_doing):
            chosen = (*chosen, *signature(best, article))
        if _WHICH_ARTICLE.search(part.text):
            chosen = (*chosen, *headline(best, article))
        name = unexplained(part.text, [one.text for one in chosen]) if part.asked != "when" else ""
        if name and (told := _explained(name, best, article)):
            chosen, name = told, ""
        scope = of_other(best, part, query, bool(figures))
        return Choice(part, (*mistaken, *chosen), best, name, not_by=not_by, of_other=scope)

    def said_by_others(self, choice: Choice, said: Sequence[Candidate]) -> Choice:
        """A part that found nothing for itself, where what was chosen for the others says it: 他是干什么的."""
        part = choice.part
        if part.speakers:
            return choice  # what one of those compared says is not what the other does
        signed = next((one for one in said if one.passage.kind in ("note", "byline")), None)
        if signed and _HIS_POST.search(part.text):
            return replace(choice, chosen=(signed,))
        units = wanted(part, self.query, self.ground.rarity)
        used_for = _WHAT_FOR.search(part.text)
        if used_for and (told := next((one for one in said if _USED_FOR.search(one.text)), None)):
            return replace(choice, chosen=(told,))  # 留住了能干啥用, after what is to be kept
        if any(not unit.known and unit.weight > _MISSED for unit in units):
            return choice
        if _THAT_ONE.match(part.text):
            units = () if part.asked == "body" else tuple(unit for unit in units if unit.known and unit.thing)
        if _STATE.match(part.text) and (state := [one for one in said if tells_outcome(part.text, one.text)]):
            return replace(choice, chosen=(state[0],))  # 已经能用了吗, of a platform that is being built
        by_itself = re.search(rf"[？?！!。]\s*{re.escape(part.text)}", self.query.text)
        if by_itself and units and not any(unit.known for unit in units):
            return choice  # a question of its own, about what no article has
        # A question of its own has to be answered word by word: 明天下雨吗.
        heard = units if by_itself else [unit for unit in units if unit.known and unit.thing]
        for one in said:
            if one.passage.kind in ("note", "byline"):
                heard = []
                tells = asks_for_person(part.asked, part.text, one.passage.article.author) or part.asked == "body"
            else:
                tells = fits(replace(one, own=1.0), part, self.query)
            if tells and (not heard or carried(heard, one.text) >= _HALF):
                return replace(choice, chosen=(one,))
        return choice

    def _of_action(
        self, part: Part, own: Sequence[Candidate], stating: Sequence[Candidate], figures: Sequence[str]
    ) -> list[Candidate]:
        """The sentences of the action that is asked about which count otherwise, where those that state the figures are
        all of another: 就业促进行动是不是32项措施, and those are 30."""
        action = part.action or self.query.action
        if not action or any(one.passage.article.action in ("", action) for one in stating):
            return []
        of_it = (one for one in own if one.passage.article.action == action)
        return [one for one in of_it if any(counted_otherwise(figure, one.text) for figure in figures)]

    def _enough(self, candidate: Candidate, part: Part, least: float = LOWEST_COVERAGE) -> bool:
        """Whether a sentence carries enough of what was asked to answer it; `least` is the share that it must say."""
        threshold = self.threshold - (FOREIGN if part.in_chinese else 0.0) - (SIDE if part.speakers else 0.0)
        threshold -= TOLD if part.item else 0.0
        return candidate.evidence >= threshold and candidate.coverage >= least

    def _best(
        self, part: Part, stating: Sequence[Candidate], units: Sequence[Unit], figures: Sequence[str], own: bool
    ) -> Candidate | None:
        """The first sentence that carries enough and has what is asked for; `own` says that all are of one speaker."""
        leans = bool(self.query.before) and bool(part.must)  # what it turns to has to be said in any case
        least = LOWEST_COVERAGE if leans else _least(units, own)
        rare = [unit for unit in units if unit.known and unit.thing and unit.weight > _RARE]
        about = _VIEW_OF.search(part.text) if own else None  # 康磊对低空经济有什么建议
        counted = rare if _counts(part) else [unit for unit in rare if about and unit.word in about[1]]
        of_it = [one for one in stating if all(carried((unit,), *_says(one)) > _SAID for unit in counted)]
        if part.around and part.asked == "list" and units:
            of_it = [
                one for one in of_it if one.own
            ]  # 都请了哪些明星, behind a question that has the rest of its words
        fitting = (one for one in of_it if self._enough(one, part, least) and fits(one, part, self.query))
        best = next(fitting, None)
        if best and not says_whether(part.text, best.text):
            # 再生水能喝吗: only what says as much of the rest may answer in its place.
            own_least = best.own
            best = next((one for one in fitting if one.own >= own_least and says_whether(part.text, one.text)), None)
        if best and part.asked == "how" and asks_how(part.text) and describes(best.text):
            # 农业是用水大户 tells nothing of how it saves water.
            least, near = best.own - NEAR, best.evidence - NEAR
            means = (one for one in fitting if one.own >= least and one.evidence >= near and tells_how(one.text))
            best = next(means, best)
        if best and asks_why(part.text) and tells_how(best.text):
            # 为什么不下雨: what is to be done about it is no cause.
            least, near = best.own - NEAR, best.evidence - NEAR
            causes = (one for one in fitting if one.own >= least and one.evidence >= near)
            best = next((one for one in causes if not tells_how(one.text)), best)
        if best and part.speakers and part.asked == "how" and asks_how(part.text) and not _tells(best.text):
            # 对工厂用水，两人的方子有何不同: what the one would do, and not how it stands.
            enough = best.evidence - 2 * SIDE
            others = (one for one in fitting if one.own >= _HALF - SIDE and one.evidence >= enough)
            best = next((one for one in others if tells_how(one.text)), best)
        if best is None and figures:
            sure = any(map(telling, figures))
            told = (one for one in stating if one.own >= (0.0 if sure else _ABOUT_IT))
            told = (one for one in told if one.evidence >= self.threshold - (TOLD if sure else 0.0))
            best = next((one for one in told if fits(one, part, self.query, claimed=True)), None)
        return best

    def _corrected(self, part: Part, speakers: Sequence[str]) -> Candidate | None:
        """The sentence that says what is true of a claim, where none says it as it was put."""
        claim = without_claimed(part, self.ground.hits)
        units = wanted(claim, self.query, self.ground.rarity)
        again = ranked(claim, self.query, self.ground, units) if len(units) > 1 else ()
        told = (one for one in again if one.own >= _OF_ANOTHER and self._enough(one, claim))
        told = (one for one in told if says_whether(part.text, one.text))
        said = (one for one in told if not speakers or one.passage.article.author in speakers)
        return next((one for one in said if fits(one, claim, self.query)), None)

    def _lost(self, part: Part, stating: Sequence[Candidate], figures: bool) -> Candidate | None:
        """The sentence at which the source lost what is asked for."""
        gone = next((one for one in stating[:TRIED] if breaks_off(one, part)), None)
        if gone and self._enough(gone, part):
            return gone
        first = next(iter(stating), None)
        return first if first and lost(first, part) and (figures or self._enough(first, part)) else None

    def _by_another(self, part: Part, everyone: Sequence[Candidate], best: Candidate | None) -> Candidate | None:
        """The sentence of another that a question gives to the wrong person, where that says much more of it."""
        fitting = [one for one in everyone if fits(one, part, self.query)]
        if best and max((one.own for one in fitting), default=0.0) < best.own + LESS:
            return None
        said = (one for one in fitting if not narrated(one))
        return next((one for one in said if one.own >= _OF_ANOTHER and self._enough(one, part)), None)


def _names_several(sentence: str, part: Part) -> bool:
    """Whether a sentence names things in a row, or does as many as are asked for, or is told to explain none."""
    clauses = len(re.split("[，；]", sentence))
    return items(sentence) > 1 or clauses >= part.items or bool(unexplained(part.text, [sentence]))


def _tells(sentence: str) -> bool:
    """Whether a sentence tells what is done, or what is to be done in one field of several."""
    return tells_how(sentence) or bool(head_of(sentence))


def _counts(part: Part) -> bool:
    """Whether a part asks for a figure in the words of the articles: each rare thing that it names is then counted."""
    return part.asked == "number" and not part.in_chinese and not part.checks


def _says(one: Candidate) -> tuple[str, str]:
    return one.text, one.passage.article.title


def _least(units: Sequence[Unit], own: bool) -> float:
    """The share of a question that an answer must say: more where what is asked for is in no article."""
    missed = any(not unit.known and unit.weight > _MISSED for unit in units)
    things = [unit.known for unit in units if unit.thing]
    # Among the sentences of one speaker the word that is known stands in many: 夜市经济 of one who speaks of 经济.
    allowed = 1 if True in things and not own else 0
    strange = things.count(False) > allowed and things.count(False) >= things.count(True)
    return WANTING if missed or strange else LOWEST_COVERAGE


def _others_who(best: Candidate, stating: Sequence[Candidate], threshold: float, several: bool) -> list[Candidate]:
    """The best sentence of each other author who speaks of all that the best one does, or of most of it where
    `several` are asked for."""
    least = _ABOUT_IT if several else max(best.own, _SPOKEN)
    found: dict[str, Candidate] = {}
    for one in stating:
        author = one.passage.article.author
        sure = one.passage.kind == "body" and not one.passage.needs_review
        if sure and author not in ("", best.passage.article.author) and one.own >= least and one.evidence >= threshold:
            found.setdefault(author, one)
    return list(found.values())[:TRIED]


def _explained(name: str, best: Candidate, article: Sequence[Passage]) -> tuple[Candidate, ...]:
    """The sentences of an article that explain what the chosen ones only name."""
    units = [replace(best, passage=one, span=span) for one in article if one.kind == "body" for span in one.sentences]
    return tuple(units[at] for at in explanations(name, [unit.text for unit in units]))
