"""Follow-ups: what a question takes from those before it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked import asked_for
from assistant.naming import same_names, subject
from assistant.parts import asks_something, number_asked, part_of
from assistant.people import mentions
from assistant.query import THIS_YEAR, Part
from assistant.scope import YEAR, name_groups, years
from index.fold import tagged_words
from index.passage import Article
from index.synonyms import talk
from index.terms import load_terms

_FOLLOW_UP = re.compile(
    r"^(?:那|那么|第[一二三四五六七八九]|展开|详细|细说|具体|区里|市里|专家们?怎么|比|而|和|跟|还有|其中|这|那个|它|他|她|上面|刚才|该|此|都|是|继续|接着|然后|还有)"
    r"|呢[？?]?$"
)
_SHORT = 10  # characters of a question that hardly stands alone


def standing_alone(history: Sequence[str], people: Sequence[Article]) -> str:
    """The last question of a conversation, with what it takes from those before."""
    text = ""
    for question in history:
        question = question.rstrip("？?。")
        text = (
            f"{without_replaced(text, question, people)}，{question}" if text and leans(question, people) else question
        )
    return text


def without_replaced(last: str, question: str, people: Sequence[Article]) -> str:
    """The last question without the names of each kind of which the new one brings its own."""
    terms = load_terms()
    groups = (terms.actions, terms.regions, terms.organisations)
    actions, regions, bureaus = ([form for term in group for form in term.forms] for group in groups)
    said = [words for words, _ in mentions(last, people)]
    speakers = said if mentions(question, people) else []
    places = [*regions, *terms.elsewhere]
    for kind in (actions, places, bureaus):
        if any(form in question for form in kind):
            for form in sorted(kind, key=len, reverse=True):
                last = last.replace(form, "")
    for words in speakers:
        last = last.replace(words, "")
    if YEAR.search(question):
        last = YEAR.sub("", last)
    return last


def leans(question: str, people: Sequence[Article]) -> bool:
    """Whether a question takes what it lacks from the one before: by its form, or by being short and naming nothing."""
    if _FOLLOW_UP.search(question):
        return True
    terms = load_terms()
    groups = (terms.actions, terms.organisations, (terms.all_actions,))
    known = [form for group in groups for term in group for form in term.forms]
    names = [one.author for one in people if one.author]
    return (
        asks_something(question) and len(question) <= _SHORT and not any(name in question for name in (*names, *known))
    )


def leaning(last: str, question: str) -> tuple[Part, ...]:
    """The last question once more, as the new one changes it; the new one's own words have to be in an answer."""
    if item := number_asked(question):
        return (replace(part_of(last, "list"), item=item),)
    asked = asked_for(question)
    own = subject(YEAR.sub(" ", same_names(re.sub(r"^那么?|[呢？?]", " ", question))))
    names = {same_names(form) for group in name_groups() for term in group for form in term.forms}
    must = tuple(
        word
        for word, tag in tagged_words(own)
        if len(word) > 1 and word not in talk() and tag[0] in "nvijl" and not any(word in name for name in names)
    )
    if re.search("完成|实际|结果", question) or any(year < THIS_YEAR for year in years(question)):
        last = re.sub("目标|任务|计划", " ", last)
    elif re.search("目标|任务|计划", question):
        last = YEAR.sub(" ", last)
    must = () if asked == "speaker" else must
    return (replace(part_of(f"{last} {question}", asked if asked != "fact" else asked_for(last)), must=must),)
