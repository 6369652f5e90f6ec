"""Where it is printed who somebody is: the notes on authors and the bylines."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.extraction.candidate import Candidate, Ground
from assistant.extraction.doer import says_word
from assistant.extraction.fit import mistakes
from assistant.extraction.outcome import grants, tells_outcome
from assistant.extraction.voices import introduces
from assistant.understanding.asked import shows
from assistant.understanding.clauses import has_subject
from assistant.understanding.people import asks_for_person, find_people, mentions, names_office
from assistant.understanding.query import Part, Query
from assistant.understanding.roster import People, is_expert
from assistant.understanding.scope import any_place, named_action, region_of
from index.passage import Article, Passage, Span
from index.patterns import compiled
from index.terms import load_terms

# 主持人是谁, after a question about somebody who is none; 负责人 and 作者 are what those are whom the notes name.
_OTHER = compiled("(?!负责人|领导人|带头人|作者|执笔|撰)[\u4e00-\u9fff]{1,3}[人者员方商]")
# Who wrote the interview is not who gave it.
_REPORTER = compiled("记者(?!采访的)[^，。？]{0,4}(?:是谁|是哪|叫|姓|的?名字)|(?:谁|哪一?位)(?:记者)?采访(?![到中])")
_REPORTED = compiled("(?:本报|通讯员|首席|见习)?记者 ?[\u4e00-\u9fff]{2,4}(?:报道)?$")
_WHO_DOES = compiled("谁(?:来|去)?(?:管|负责|牵头|承担|落实|实施|出钱|掏钱|干|办|建|搞|做|推|制定|出台)")
_COMES_FORWARD = compiled("哪一?[位个](?:负责人|领导|同志|局长|官员)?(?:出面|出来|接受采访|受访|站出来)")
_LEADS = compiled(
    "(?:是?由)?(?:谁|哪一?[个家位]?(?:部门|局|单位|人)?)(?:来|去)?(?:牵头|负责|主管|分管)(?:的|实施|落实|推进)?|"
    "(?:牵头|负责|主管)的?(?:人|部门|单位|局)?(?:是|叫)?(?:谁|哪一?[个家]?(?:部门|局|单位)?)"
)
_WROTE = compiled("(?:文章|文字|[那这]篇|稿子|一文|署名)[^，。？]{0,4}(?:是|由|出自)")
_WHAT_TITLE = compiled(
    "(?:文章|稿子|专访|访谈|报道|[那这]篇)[^，。？]{0,4}?的?(?:标题|题目|题名|名字)(?:又|到底)?(?:是|叫)(?:什么|啥|哪)|"
    "(?:文章|稿子|专访|报道|[那这]篇)(?:又|到底)?叫(?:什么|啥)(?:题目|标题|名字?)?[？?]?$"
)
# 是社科院的吗, 和是同事吗: what is left of a question whether somebody is what it says, without the names.
_WHETHER_HE_IS = compiled(
    "^(?:请问|那么?)?[和跟与、,，以及俩两人位他她们]*(?:都|真|真的|也|现在)*(?:是不是|是|在|算|属于)[^，。？说讲提哪几何]{0,16}?"
    "(?:书记|主任|[局厅处科部院校馆所]长|秘书长|研究员|教授|专家|学者|官员|记者|领导|干部|一把手|负责人|同事|院|校|中心|局|所|处|委|"
    "单位|部门|机构|地方|那边|这边)(?:的|里)?(?:人|员工|同志|工作|上班)?(?:吗|么|吧|不|[？?]$|$|[，,]对[吗吧不])[？?]*$"
)


def persons(part: Part, query: Query, ground: Ground) -> tuple[Candidate, ...] | None:
    """Where it is printed who the people are that a question asks for, () where the articles have none of them.

    None where it asks for nobody, or does not say whom it means.
    """
    if identified := _identified(part, query, ground) or _title_of(part, ground):
        return identified
    noted = _noted(part, query, ground)
    return noted or _introduced(part, ground) or noted


def _identified(part: Part, query: Query, ground: Ground) -> tuple[Candidate, ...]:
    """What is printed of those of whom a question says who they are and asks whether it is so: 甲是水务局局长吗, 甲和乙
    是同事吗; () where it asks nothing of the kind."""
    people, text = ground.people, query.text.strip()
    named = people.named_in(text)
    rest = text
    for name in named:
        rest = rest.replace(name, "")
    if not named or not _WHETHER_HE_IS.search(any_place().sub("那边", rest)):
        return ()
    if not part.speakers and (told := premise(query, ground)):
        return told
    meant = part.speakers or sorted(named, key=text.index)
    return _notes_on([people.by_name[name][-1] for name in meant if name in people.by_name], ground)


def _title_of(part: Part, ground: Ground) -> tuple[Candidate, ...]:
    """The title of the article of somebody whom a question names, where it asks for nothing else: 甲那篇叫什么题目."""
    said = mentions(part.text, ground.people) if _WHAT_TITLE.search(part.text) else []
    if len(said) != 1 or len(said[0][1]) != 1:
        return ()
    notes = _notes_on([ground.people.by_name[said[0][1][0]][-1]], ground)
    return tuple(title for note in notes for title in headline(note, ground.body(note.passage.article.id)))


def _introduced(part: Part, ground: Ground) -> tuple[Candidate, ...]:
    """The sentence of an article that gives its post to somebody who is no author, asked for by name or by post."""
    if part.asked not in ("who", "body"):
        return ()
    for hit in ground.hits:
        passage = hit.passage
        for span in passage.sentences if passage.kind == "body" else ():
            if introduces(part.text, passage.text_of(span), passage.article, ground.people.names):
                return (Candidate(passage, span, 1.0, 1.0, 1.0, 1.0),)
    return ()


def _noted(part: Part, query: Query, ground: Ground) -> tuple[Candidate, ...] | None:
    """The notes on the people that a question asks for, as `persons` gives them."""
    people = ground.people
    if leaders := _who_leads(part, people):
        return _said_to_lead(leaders[0], ground) or _notes_on(leaders, ground)
    titled = part.asked == "speaker" and bool(people.titled_in(part.text))
    claimed = bool(query.person) and part.checks and bool(_WROTE.search(part.text))
    if claimed:
        # 节水的文章是史卉写的吧: who wrote it is told, whoever that is.
        part = replace(part, text=part.text.replace(query.person, "谁"), asked="who")
        query = replace(query, text=part.text, person="")
    here = mentions(part.text, people)
    comes = _COMES_FORWARD.search(part.text) if here else None
    called = any(re.search(rf"{re.escape(words)}(?:到底|究竟)?是(?:谁|哪一?[位个])", part.text) for words, _ in here)
    topical = part.asked == "speaker" and (bool(comes) or called or any(words.endswith("的") for words, _ in here))
    if (
        not titled
        and not topical
        and not asks_for_person(part.asked, part.text, query.person if query.person in part.text else "")
    ):
        return None
    elsewhere = query.asked_in(part, query.elsewhere)
    if elsewhere and not any(place in org for place in elsewhere for org in people.bodies):
        return ()
    itself = bool(here) or names_office(part.text)
    said = here if itself else mentions(query.text, people)
    if said and not itself and part.asked == "who" and _WHO_DOES.search(part.text) and has_subject(part.text):
        return None  # 浇水谁来管, of a thing that one of those named speaks of
    if part.asked == "who" and not itself and _WHO_DOES.search(part.text) and _says_more(part.text, _WHO_DOES):
        return None  # 就业影响评估机制谁来建: of a thing, and not of an action as such
    text = part.text if itself else query.text
    found = find_people(text, people, [name for _, group in said for name in group], named_action(text))
    if found is None:
        return None
    place = region_of(part.text)
    if (
        place
        and found
        and not _names_one_of(found, part.text)
        and not any(place in f"{one.region} {one.org}" for one in found)
    ):
        return ()  # 鄂尔多斯市发改委的主任, where only the city's speaks
    if query.region and len(found) > 1:
        found = [one for one in found if one.region == query.region] or found
    if _REPORTER.search(part.text):
        return tuple(one for one in _notes_on(found, ground) if _REPORTED.search(one.text))
    return tuple(
        one
        for one in _notes_on(found, ground)
        if shows(part.text, one.text)
        and tells_outcome(part.text, one.text)
        and grants(part.text, one.text)
        and all(says_word(word, one.text) for word in part.must if _OTHER.fullmatch(word))
    )


def _who_leads(part: Part, people: People) -> list[Article]:
    """Those whose bodies see to an action, where a question asks for nothing but that: 节水行动由谁牵头."""
    action = named_action(part.text)
    if part.asked not in ("who", "body") or not action or not _LEADS.search(part.text):
        return []
    found = [one for one in people.persons if one.action == action and not is_expert(one)]
    return found if len(found) == 1 and not _says_more(part.text, _LEADS) else []


def _says_more(text: str, asks: re.Pattern[str]) -> bool:
    """Whether a text has a subject besides the action that it names and what it `asks`."""
    text = asks.sub(" ", any_place().sub(" ", text))
    for form in sorted((form for one in load_terms().actions for form in one.forms), key=len, reverse=True):
        text = text.replace(form, " ")
    return has_subject(text)


def _said_to_lead(official: Article, ground: Ground) -> tuple[Candidate, ...]:
    """The sentence of an article that says which body leads its action: 作为就业促进行动的牵头部门，市人社局….”"""
    says = re.compile(rf"{re.escape(official.action)}的?牵头")
    for passage in ground.body(official.id):
        for span in passage.sentences if passage.kind == "body" else ():
            if says.search(passage.text_of(span)):
                return (Candidate(passage, span, 1.0, 1.0, 1.0, 1.0),)
    return ()


def _names_one_of(found: Sequence[Article], text: str) -> bool:
    """Whether a text names one of the people who were found."""
    return any(one.author in text for one in found)


def premise(query: Query, ground: Ground) -> tuple[Candidate, ...]:
    """What is printed of a person to whom the question gives another post or body than the articles do, and of who
    holds it; () where the question is not mistaken."""
    people = ground.people
    own = people.by_name[query.person][0] if query.person in people.by_name else None
    if not own or not mistakes(query.text, query.person, query.organisation, own, people):
        return ()
    holders = people.of_body(query.organisation)[:1] if query.organisation else ()
    told = _notes_on(list(dict.fromkeys([own, *(people.by_name[name][0] for name in holders)])), ground)
    return told if all(shows(query.text, one.text) for one in told) else ()  # nor does it give a telephone number


def signature(best: Candidate, article: Sequence[Passage]) -> tuple[Candidate, ...]:
    """Where it is printed whose words a sentence is: the note on its author, or the byline."""
    own = [one for one in _signed(article) if best.passage.article.author in one.text]
    return tuple(replace(best, passage=one, span=one.sentences[-1]) for one in own[:1])


def headline(best: Candidate, article: Sequence[Passage]) -> tuple[Candidate, ...]:
    """The title of the article that a sentence stands in."""
    title = best.passage.article.title
    printed = (one for one in article if one.kind in ("title", "byline"))
    places = ((one, one.text.find(title)) for one in printed if title)
    return tuple(replace(best, passage=one, span=Span(at, at + len(title))) for one, at in places if at >= 0)[:1]


def _notes_on(people: Sequence[Article], ground: Ground) -> tuple[Candidate, ...]:
    places: list[Passage] = []
    for person in people:
        places += [one for one in _signed(ground.body(person.id)) if person.author in one.text][:1]
    return tuple(Candidate(one, one.sentences[-1], 1.0, 1.0, 1.0, 1.0) for one in places)


def _signed(passages: Sequence[Passage]) -> list[Passage]:
    """The notes on authors and then the bylines among passages: a note has the post too."""
    return sorted((one for one in passages if one.kind in ("note", "byline")), key=lambda one: one.kind != "note")
