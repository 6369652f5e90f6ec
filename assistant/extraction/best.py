"""The one sentence that answers a part of a question best, among those of the passages found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.extraction.bar import LOWEST_COVERAGE, SIDE, TOLD, Bar, least_said
from assistant.extraction.candidate import Candidate, Ground
from assistant.extraction.confirm import telling, without_claimed
from assistant.extraction.fit import breaks_off, fits, lost, names_each
from assistant.extraction.lists import head_of
from assistant.extraction.means import asks_how, describes, tells_how
from assistant.extraction.must import SOON
from assistant.extraction.outcome import says_whether
from assistant.extraction.rank import asks_why, ranked
from assistant.extraction.voices import Voices
from assistant.extraction.wanted import Unit, carried, wanted
from assistant.extraction.whole import LESS, NEAR, SIDES, TRIED
from assistant.understanding.query import Part, Query
from index.fold import tagged_words
from index.patterns import compiled

ABOUT_IT = 0.6  # the share of a question's words with which a short figure of it tells the sentence
_HALF = 0.5
_RARE = 4.5  # the weight of a thing that few sentences speak of
_OF_IT = 0.35  # the share of a topic that a view of it says
_TELLING = 4.0  # the same of one of which somebody is asked for his view
_SAID = 0.3  # the share of its name by which it is recognised
_OF_ANOTHER = 0.7  # the share of a question's words that another's sentence must carry to be what was meant
_VIEW_OF = compiled(
    "(?:对于?|就|关于)([^，。？]{2,14}?)(?:有|持|是|给|提)*(?:出|了)*(?:什么|啥|哪些|何|怎么|怎样|如何)(?:看|说|评价|建议|看法|主张|意见|想法)"
)
_WHICH_YEAR = compiled("哪一?年|何年|什么年份|what year", re.IGNORECASE)
_YEAR = compiled(r"20\d\d年")


@dataclass(frozen=True)
class Best:
    """What is chosen from for one part of a question; `units` are the words of the part."""

    part: Part
    query: Query
    ground: Ground
    bar: Bar
    units: Sequence[Unit]
    voices: Voices

    def first(self, stating: Sequence[Candidate], figures: Sequence[str], own: bool) -> Candidate | None:
        """The first sentence that carries enough and has what is asked for; `own` says that all are of one speaker."""
        part, units = self.part, self.units
        leans = bool(self.query.before) and bool(part.must)  # what it turns to has to be said in any case
        least = LOWEST_COVERAGE if leans else least_said(units, own)
        rare = [unit for unit in units if unit.known and unit.thing and (unit.weight > _RARE or _of_place(unit, part))]
        about = _VIEW_OF.search(part.text) if own else None  # 康磊对低空经济有什么建议
        topical = [unit for unit in units if about and unit.known and unit.thing and unit.word in about[1]]
        counted = rare if _counts(part) else [unit for unit in topical if unit.weight > _TELLING]
        of_it = [one for one in stating if all(carried((unit,), *_says(one)) > _SAID for unit in counted)]
        # 史卉对建设节水型园区有什么建议: one that has only 建设 of it is about something else.
        of_it = [one for one in of_it if not topical or carried(topical, *_says(one)) > _OF_IT]
        if part.around and part.asked == "list" and units:
            of_it = [
                one for one in of_it if one.own
            ]  # 都请了哪些明星, behind a question that has the rest of its words
        fitting = (one for one in of_it if self._passed(one, least, own) and fits(one, part, self.query))
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
        if best and _WHICH_YEAR.search(part.text) and not _YEAR.search(best.text):
            # 今年 tells who reads it later nothing.
            dated = (one for one in fitting if one.own >= best.own and one.evidence >= best.evidence - NEAR)
            best = next((one for one in dated if _YEAR.search(one.text)), best)
        if best is None and figures:
            sure = any(map(telling, figures))
            told = (one for one in stating if one.own >= (0.0 if sure else ABOUT_IT))
            told = (one for one in told if one.evidence >= self.bar.threshold - (TOLD if sure else 0.0))
            best = next((one for one in told if fits(one, part, self.query, claimed=True)), None)
        return best

    def _passed(self, one: Candidate, least: float, own: bool) -> bool:
        """Whether a sentence carries enough, or names as many things of the kind asked for as this speaker is to have:
        那三套机制."""
        enough = own and one.evidence >= self.bar.threshold - TOLD and one.own >= _OF_IT
        return self.bar.passed(one, self.part, least) or (
            enough and self.part.items > SIDES and names_each(one.text, self.part)
        )

    def corrected(self, speakers: Sequence[str]) -> Candidate | None:
        """The sentence that says what is true of a claim, where none says it as it was put."""
        part = self.part
        if SOON.search(part.text):
            return None  # 后天下雪吗: no other day answers
        claim = without_claimed(part, self.ground.hits)
        units = wanted(claim, self.query, self.ground.rarity)
        again = ranked(claim, self.query, self.ground, units) if len(units) > 1 else ()
        told = (one for one in again if one.own >= _OF_ANOTHER and self.bar.passed(one, claim))
        told = (one for one in told if says_whether(part.text, one.text))
        said = (one for one in told if not speakers or one.passage.article.author in speakers)
        return next((one for one in said if fits(one, claim, self.query)), None)

    def broken_off(self, stating: Sequence[Candidate], figures: bool) -> Candidate | None:
        """The sentence at which the source lost what is asked for."""
        part = self.part
        gone = next((one for one in stating[:TRIED] if breaks_off(one, part)), None)
        if gone and self.bar.passed(gone, part):
            return gone
        first = next(iter(stating), None)
        return first if first and lost(first, part) and (figures or self.bar.passed(first, part)) else None

    def by_another(
        self, everyone: Sequence[Candidate], best: Candidate | None, speakers: Sequence[str]
    ) -> Candidate | None:
        """The sentence of another that a question gives to the wrong person, where that says much more of it."""
        part = self.part
        fitting = [one for one in everyone if fits(one, part, self.query)]
        if best and max((one.own for one in fitting), default=0.0) < best.own + LESS:
            return None
        things = [unit for unit in self.units if unit.known and unit.thing]
        if best and things and all(carried((unit,), best.text) > _SAID for unit in things):
            return None  # 海绵城市, of whom the articles have 海绵示范城市
        said = (one for one in fitting if not self.voices.by(one, speakers))
        return next((one for one in said if one.own >= _OF_ANOTHER and self.bar.passed(one, part)), None)


def _tells(sentence: str) -> bool:
    """Whether a sentence tells what is done, or what is to be done in one field of several."""
    return tells_how(sentence) or bool(head_of(sentence))


def _of_place(unit: Unit, part: Part) -> bool:
    """Whether a share is asked of what a place is named for: 松花江流域的人口占几成."""
    return part.measure == "%" and tagged_words(unit.word)[0][1] == "ns"


def _counts(part: Part) -> bool:
    """Whether a part asks for a figure in the words of the articles: each rare thing that it names is then counted."""
    return part.asked == "number" and not part.in_chinese and not part.checks


def _says(one: Candidate) -> tuple[str, str]:
    return one.text, one.passage.article.title
