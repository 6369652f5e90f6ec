"""What bylines and texts say of an article: who, in what post, of which body, for which place and action."""

import re
from dataclasses import dataclass

from index.terms import Term, load_terms

_POSTS = (
    "书记|主任|局长|厅长|处长|科长|部长|院长|校长|馆长|所长|会长|市长|县长|旗长|盟长|区长|行长|镇长|乡长|主席|"
    "秘书长|董事长|总经理|经理|总裁|理事长|委员|成员|研究员|研究馆员|馆员|教授|讲师|专家|负责人|主编|编辑|"
    "调研员|巡视员|专员|工程师|经济师|会计师|院士|博士|队长|组长|站长|社长|台长|代表"
)
_LONGEST_POST = 60
_POST = rf"(?:党组|党委|党工委|机关|常务|特聘|首席|高级|一级|二级|三级|四级|兼)*(?:副|总|正)?(?:{_POSTS})"
_POST_LIST = re.compile(rf"^(?P<org>.*?)(?P<role>{_POST}(?:、{_POST})*)$")
_VISIT = re.compile(rf"^[—―─-]*\s*(?:专?访|对话|采访)\s*(?P<post>.*(?:{_POSTS}))(?P<name>[\u4e00-\u9fff·]{{2,12}})$")
_PROVINCE = re.compile("[全我本]省|省[委级直]|省政府")  # Inner Mongolia is none
_IN_PASSING = 2  # times that an article names the place that it is not about


@dataclass(frozen=True, slots=True)
class Person:
    """A person with post and body, as printed; what is not given is ""."""

    name: str
    role: str
    org: str


def person(name: str, post: str) -> Person:
    """Part a post as printed ("…水务局党组书记、局长") into body and role."""
    found = _POST_LIST.match(post.strip())
    return Person(name, found["role"], found["org"]) if found else Person(name, post.strip(), "")


def person_visited(line: str) -> Person:
    """The official that a `——访…` line names; Person("", "", "") if it cannot be told."""
    found = _VISIT.match("".join(line.split()))
    return person(found["name"], found["post"]) if found else Person("", "", "")


def is_post(text: str) -> bool:
    """Whether a line is a post and nothing else ("内蒙古自治区社会科学院秘书长")."""
    return len(text) <= _LONGEST_POST and bool(_POST_LIST.match(text.strip()))


def action_of(title: str, body: str, region: str) -> str:
    """The action an article is about, "六个行动" when it is about all of them, "" when about none.

    An article that speaks for no place of the region and of a province is about that province's 节水行动.
    """
    terms = load_terms()
    if not region and (_PROVINCE.search(title + body) or max(map(body.count, terms.elsewhere)) > _IN_PASSING):
        return ""
    counts = {term.name: 3 * title.count(term.name) + body.count(term.name) for term in terms.actions}
    best = max(counts, key=lambda name: counts[name])
    named = sum(count > 0 for count in counts.values())
    if counts[best] and (named < 4 or counts[best] > 2 * sorted(counts.values())[-2]):
        return best
    return terms.all_actions.name if named or _mentions(title + body, terms.all_actions) else ""


def region_of(org: str, title: str, body: str) -> str:
    """The place an article speaks for.

    "我区" without "我市" is the region. Else the city with which the title begins, or the speaker's where the text
    speaks of it; then whichever of region and cities the text names more often.
    """
    region, *cities = load_terms().regions
    body = body.replace("省、自治区", "")  # all of them, not this one
    if "我区" in body and "我市" not in body:
        return region.name
    counts = {city.name: sum(body.count(form) for form in _names(city)) for city in cities}
    for city in cities:
        if title.startswith(_names(city)):
            return city.name
    for city in cities:
        if org.startswith(_names(city)) and (counts[city.name] or "我市" in body):
            return city.name
    best = max(counts, key=lambda name: counts[name])
    of_region = sum((org + title + body).count(form) for form in region.forms)
    if counts[best] > of_region or (counts[best] and "我市" in body):
        return best
    return region.name if of_region else ""


def _names(city: Term) -> tuple[str, ...]:
    """What a city is called anywhere: every city's own paper calls it 我市."""
    return tuple(form for form in city.forms if form not in ("我市", "首府"))


def _mentions(text: str, term: Term) -> bool:
    return any(form in text for form in term.forms)
