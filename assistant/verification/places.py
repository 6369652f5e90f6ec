"""Where: the places, levels of government and directions that a claim names, held against its quotes.

What is told of a city is not the region's, what is told of the one level not the other's; where several articles are
cited, each clause has the places of the one that tells it.
"""

import itertools
import re
from collections.abc import Sequence

from assistant.understanding.naming import same_names
from assistant.verification.tiles import PRINTED_CLAUSE
from index.fold import fold, terms
from index.passage import Article
from index.patterns import compiled
from index.terms import load_terms

_PLACES = ("全国", "全市")
# What is called in one word of several places; plain geography.
_TOGETHER = {
    "京津冀": ("北京", "天津", "河北"),
    "京蒙": ("北京", "内蒙古自治区"),
    "呼冀": ("呼和浩特市", "河北"),
    "呼包鄂": ("呼和浩特市", "包头市", "鄂尔多斯市"),
    "俄蒙": ("俄罗斯", "蒙古国"),
    "中蒙俄": ("中国", "蒙古国", "俄罗斯"),
    "粤港澳": ("广东", "香港", "澳门"),
}
_TYING = compiled("[的和与及、]")
# Beside which others a place stands in a list says nothing of it: 中央、自治区, 自治区和国家.
_LISTED = compiled("(?:中央|国家)[、和与及]|[、和与及](?:中央|国家)")
_COMMA = compiled("[，,]")
# What says by itself that another thing follows.
_GOES_ON = compiled("而|同时|此外|另外|与此同时|相比之下|[^，。；]{0,10}(?:则|也|分别|却)")
_PAIR = 2  # characters that are too few for a name
_SAYS_SOMETHING = 4  # terms
_LEVELS = "国家|中央|自治区|全国|全区|全市|国际|世界|地方"
_LEVEL = compiled(_LEVELS)
_LEVEL_LAST = compiled(f"(?:{_LEVELS})$")
_BEHIND = 4  # characters behind a level that say what is of it
_TOWARDS = compiled("((?:^|[\u4e00-\u9fff，])向)([\u4e00-\u9fff]{2})")


def printed(articles: Sequence[Article]) -> str:
    """What is printed of articles beside their text, with the other names of their places."""
    vocabulary = load_terms()
    held = " ".join(f"{one.region} {one.org}" for one in articles)
    forms = [
        form for term in (*vocabulary.regions, *vocabulary.organisations) if term.name in held for form in term.forms
    ]
    facts = [f"{one.author} {one.org}{one.role} {one.region} {one.action} {one.title}" for one in articles]
    return " ".join(dict.fromkeys([*facts, *forms]))


def places_of(text: str) -> set[str]:
    """The places that a text names, each by its one name; 全市 and 全国 as they are."""
    vocabulary = load_terms()
    said = same_names(text)
    names = (*(place.name for place in vocabulary.regions), *vocabulary.elsewhere, *_PLACES)
    return {name for name in names if fold(name) in said}


def with_places(text: str) -> str:
    """A text with the city for 该市, where it names one before."""
    at = text.find("该市")
    said = same_names(text[:at]) if at > 0 else ""
    cities = [one.name for one in load_terms().regions if one.name.endswith("市") and fold(one.name) in said]
    return text.replace("该市", cities[0]) if len(cities) == 1 else text


def told_together(claim: str, quote: str) -> set[str]:
    """The places that a quote names in one word, where the claim names all of them."""
    said = [places for words, places in _TOGETHER.items() if words in quote]
    return {place for places in said if places_of(claim).issuperset(places) for place in places}


def names_only(claim: str, quote: str, known: str, articles: Sequence[Article]) -> bool:
    """Whether a claim names only places of its quotes; 全市 may be said of a city's article."""
    here, there = places_of(claim), places_of(known) | told_together(claim, quote)
    own = {article.region for article in articles}
    regions = {place.name for place in load_terms().regions}
    if any(not _stays(place, claim, quote) for place in regions - own):
        return False
    city = {article.region for article in articles if article.region.endswith("市")}
    if "全市" in here - there and city:
        # 全市…，占全区总量…: whoever says the one must keep the other.
        others = {
            place: re.findall(f"{place}(..)", same_names(quote)) for place in regions & places_of(quote) - city - here
        }
        kept = not any(behind in claim for words in others.values() for behind in words)
        return here - there == {"全市"} and kept
    return here <= there


def places_of_own(claim: str, quotes: Sequence[tuple[str, Article]]) -> bool:
    """Whether each clause of a claim names only places of the article whose quotes, each with its article, say most of
    it: where two are cited, what is told of the region is not the city's."""
    told: dict[str, tuple[Article, str]] = {}
    for text, article in quotes:
        told[article.id] = (article, f"{told[article.id][1] if article.id in told else ''}{text}\n")
    if len(told) == 1:
        return True
    for clause in filter(places_of, PRINTED_CLAUSE.split(claim)):
        said = same_names(clause)
        for place in places_of(clause):
            said = said.replace(fold(place), " ")
        wanted = set(terms(said))
        article, text = max(told.values(), key=lambda one: len(wanted & set(terms(one[1]))))
        there, others = places_of(text + printed([article])), {one.name for one in load_terms().regions}
        if wanted and not places_of(clause) - {"全市"} <= there:
            return False
        if not all(_stays(place, clause, text) for place in others - {article.region}):
            return False
    return True


def find_spliced(claim: str, quotes: Sequence[tuple[str, Article]]) -> list[str]:
    """Clauses that go on, as if of one thing, from one that another article tells: 市里的目标是6万人，毕业生扎堆…."""
    if len({article.id for _, article in quotes}) == 1:
        return []
    found, things = [], _things()
    for before, after in itertools.pairwise(_COMMA.split(claim)):
        if _GOES_ON.match(after) or places_of(after) or any(name in after for name in things):
            continue
        (first, last), (then, own) = (_tellers(one, quotes) for one in (before, after))
        if first and then and not (first | last) & (then | own):
            found.append(after)
    return found


def _things() -> list[str]:
    """What a clause may name to be of another thing: the actions and the bodies."""
    vocabulary = load_terms()
    return [
        form for term in (*vocabulary.actions, *vocabulary.organisations) for form in term.forms if len(form) > _PAIR
    ]


def _tellers(clause: str, quotes: Sequence[tuple[str, Article]]) -> tuple[set[str], set[str]]:
    """The articles that say most of a clause, and those that say half as much; none of a clause that says little."""
    wanted = set(terms(clause))
    said: dict[str, int] = {}
    for text, article in quotes:
        said[article.id] = max(said.get(article.id, 0), len(wanted & set(terms(text))))
    most = max(said.values(), default=0)
    if most < _SAYS_SOMETHING:
        return set(), set()
    return {one for one in said if said[one] == most}, {one for one in said if 2 * said[one] >= most}


def _stays(place: str, claim: str, quote: str) -> bool:
    """Whether another place than the article's stands in a claim beside a word that it has in the quote too: who says
    全区总量 does not say it of 全区城镇新增就业."""
    here, there = (_TYING.sub("", _LISTED.sub("", same_names(text))) for text in (claim, quote))
    if place not in here or place not in there:
        return True
    around = _around(place, there)
    return all(
        any((before and before == before_) or (behind and behind == behind_) for before_, behind_ in around)
        for before, behind in _around(place, here)
    )


def _around(place: str, text: str) -> list[tuple[str, str]]:
    """The two characters before and behind each mention of a place."""
    found = [(one.start(), one.end()) for one in re.finditer(re.escape(place), text)]
    return [(text[max(0, start - 2) : start], text[end : end + 2]) for start, end in found]


def directions(claim: str, quote: str) -> list[str]:
    """Where a claim says that something goes, if its quotes name that too."""
    return [one[2] for one in _TOWARDS.finditer(claim) if one[2] in quote and one[1] not in quote]


def of_other_level(claim: str, quote: str) -> bool:
    """Whether a claim gives to one level of government what its quotes have of another: 自治区一系列政策 for
    国家一系列政策."""
    here, there = (_LISTED.sub("", same_names(text)) for text in (claim, quote))
    for found in _LEVEL.finditer(here):
        behind = here[found.end() : found.end() + _BEHIND]
        if len(behind) < _BEHIND or found[0] + behind in there or _TYING.search(behind):
            continue
        before = [there[max(0, one.start() - _BEHIND) : one.start()] for one in re.finditer(re.escape(behind), there)]
        if before and all(_LEVEL_LAST.search(words) for words in before):
            return True
    return False
