"""Whether a sentence has the kind of thing that is asked for, for the place and year that are asked about.

A sentence can be close to a question in meaning and words and still not answer it: how many wants a number with that
measure, who a name with that post, when a date; what is said of a city is not said of the region.
"""

import re

from assistant.extraction.candidate import Candidate
from assistant.extraction.counted import DURATION, FIGURE, HOW_LONG, has_number
from assistant.extraction.doer import began, does_or_gets, names_body, says_word
from assistant.extraction.lists import items, names_some
from assistant.extraction.outcome import gives, grants, tells_outcome
from assistant.extraction.voices import named_speaker
from assistant.understanding.asked import shows
from assistant.understanding.naming import same_names
from assistant.understanding.people import names_another_body, names_own_body, of_body
from assistant.understanding.query import THIS_YEAR, Part, Query
from assistant.understanding.roster import People, is_expert
from assistant.understanding.scope import names_other_place, names_place
from index.fold import fold, tagged_words
from index.passage import Article
from index.patterns import compiled
from index.synonyms import says, words_beside
from index.terms import load_terms

_PAIR = "[\u4e00-\u9fff]{2}"
_DATE = compiled(r"\d{4}年|\d{1,2}月|\d{1,2}日|春节|月底|年底|季度|今年|去年|近年|定期|每[月年季]")
_POST = compiled(r"(副?)(书记|主任|局长|厅长|处长|科长|部长|院长|校长|馆长|所长|秘书长|市长|主席|会长)")
_LISTED_THING = compiled(
    rf"[二三四五六七八九十][个项大条套种]({_PAIR})|({_PAIR})[”’]?(?:包括|分别)?[是有指]?哪[二三四五六七八九十]"
)
_WHICH_THING = compiled(rf"哪[二两三四五六七八九十][个项条大种]({_PAIR})")
_PAST_MARK = compiled(r"去年|过去一年|上年|截至20\d\d年|2024年")
_PRESENT_MARK = compiled(r"今年|2025年|目标|计划|下一步|接下来|力争")
_TARGET = compiled("目标|指标|任务")
_ASKS_TARGET = compiled("(?:什么|啥|哪些|何|怎样的)目标|目标(?:是|有|为)?(?:什么|啥|哪些)")
_OF_TARGET = compiled("(?:目标|指标)(?:数|值)?(?:是|为|有|定)?(?:的|了)?(?:多少|几|[？?]?$)")
_SETS = compiled("目标|指标|任务|计划|力争|确保|争取|要|将|达到")
_RESULT = compiled("完成|实际|结果|达到|实现")
# 某局局长某某在接受记者采访时说。 says who speaks, and nothing else.
_ATTRIBUTES = compiled(r"^[^，。：“]{1,45}(?:在接受(?:本报)?(?:记者)?采访时)?(?:说|表示|介绍|指出)。$")
_OFTEN = compiled(
    r"隔(?:多久|多长时间)|(?:多久|多长时间)[^，。？]{0,8}(?:次|[一上下]回|趟|遍|评估|调度|公布|推送|检查|更新|统计)|频率|频次"
)
_EVERY = compiled("每[月年季周日天]|按[月季年]|定期|逐[月季年]|实时|随时|一次")
_WHICH = compiled(f"哪(?:些|几[个位名家所])(?:大(?![学专型数会赛])|知名|著名)?({_PAIR})")
_GIVEN_TO = compiled("(?:给|发|贷|借|分|拨|补)(?:给|到)?了?哪(?:些|几)?家(?:企业|公司|单位)?[？?]?$")  # 都给了哪几家
_BY_ITSELF = 0.5  # the share of a part's words that a sentence says which is what the part is about
_BREAKS_OFF = r".{0,5}?(?:什么|啥|哪|甚|多少)"
_WHEN_DONE = compiled(
    "(?:什么|啥)时候(?:能|会|才|要|可以|正式|就)*(上线|开通|启用|投用|完工|竣工|建成|开工|动工|挂牌|开业|开放|通车|通水|投产)"
)
_IN_WHICH = "(?:哪|什么|啥)[个些一几]{0,2}(?:方面|领域|环节|块)上?[^，。？]{0,4}?"
_ADVERBS = frozenset("都也还又就")
_BY_HOW = "(?:了|的)?(?:力度|支持|投入)"
_WHAT_IS = "(?:把|将)(?:什么|啥|哪[些样方])[^，。？]{0,4}?"
_BEFORE = 14  # characters before a name that may give the body


def fits(candidate: Candidate, part: Part, query: Query, claimed: bool = False) -> bool:
    """Whether a sentence can be the answer to a part of the question, whatever its score.

    `claimed` says that it has a figure which the question gives to some place or year: whose it is will be told.
    """
    sentence, passage = candidate.text, candidate.passage
    if lost(candidate, part) or attributes(sentence):
        return False
    right = right_time(candidate, part, query) and right_place(candidate, part, query)
    # 1700亿元里分给鄂尔多斯多少: the figure that is given is not the one that is asked for.
    of_city = (part.region or query.region) not in ("", load_terms().regions[0].name)
    other = of_city and part.asked == "number" and not right_place(candidate, part, query)
    told = part.checks or (claimed and not other and not query.asked_in(part, query.elsewhere))
    if (not right and not told) or not _right_source(candidate, part, query):
        return False
    titled = fold(passage.article.title) if part.asked != "speaker" else ""  # who said so is told by what he said
    if not all(says_word(word, sentence) or (fold(word) in titled and not part.checks) for word in part.must):
        return False
    if not shows(part.text, sentence) or not _names_side(part, query, sentence):
        return False
    granted = gives if part.asked == "speaker" else grants  # who said so may have said it in other words
    if not tells_outcome(part.text, sentence) or not granted(part.text, sentence):
        return False
    if part.items and part.asked not in ("number", "speaker", "who") and names_each(sentence, part):
        return True
    kinds = (*_WHICH.findall(fold(part.text)), *part.about) if part.asked == "list" else ()
    kinds = (*kinds, "企业") if _GIVEN_TO.search(part.text) else kinds
    forms = {form for kind in kinds for form in (kind, *words_beside(kind))}
    if not all(names_some(form, passage, candidate.span) for form in forms):
        return False  # 请了哪些明星: who only says 明星 names none
    match part.asked:
        case "when" | "number" if _OFTEN.search(part.text):
            return passage.kind == "body" and bool(_EVERY.search(sentence))
        case "number" if _OF_TARGET.search(part.text) and not _SETS.search(sentence):
            return False  # 全区的就业目标: a share of those who work in factories is none
        case "number":
            # A figure under a doubtful name is worse than none.
            return not passage.needs_review and has_number(candidate, part)
        case "when":
            pattern = DURATION if HOW_LONG.search(part.text) else _DATE
            return bool(pattern.search(fold(_until_told(part.text, sentence))))
        case "speaker":
            said = bool(passage.article.author or named_speaker(sentence)) or began(candidate, part)
            return passage.kind == "body" and said and not passage.needs_review
        case "who":
            return does_or_gets(candidate, part)
        case "body":
            return passage.kind == "body" and names_body(candidate, part)
    return passage.kind == "body"


def _until_told(question: str, sentence: str) -> str:
    """A sentence up to the clause with the deed whose day is asked for: in 加快上线，启动春节后服务 the day is that of
    what comes after; all of it where it has the deed in other words."""
    deed = _WHEN_DONE.search(question)
    at = sentence.find(deed[1]) if deed else -1
    return sentence[:at] + re.split("[，；。]", sentence[at:])[0] if at >= 0 else sentence


def attributes(sentence: str) -> bool:
    """Whether a sentence says who speaks, and nothing else."""
    return bool(_ATTRIBUTES.search(sentence))


def _names_side(part: Part, query: Query, sentence: str) -> bool:
    """Whether a sentence names the thing by which one side of a question for figures differs from the other: 20个口岸
    says nothing of how many are on railways."""
    if part.asked != "number" or not part.label or part.speakers or part.region or part.year:
        return True
    head = tagged_words(part.label)[-1][0]
    # 20个口岸里，铁路和航空口岸各几个: all of them are 口岸.
    label = part.label.removesuffix(head) if part.around.count(head) > 1 else part.label
    things = [word for word, tag in tagged_words(label) if len(word) > 1 and tag[0] in "nlj" and tag != "ns"]
    others = [one.label for one in query.parts if one.label != part.label]
    things = [word for word in things if not any(word in label for label in others)] or things
    if not things or any(says_word(word, sentence) for word in things):
        return True
    return says(same_names(sentence), words_beside(fold(label)))


def lost(candidate: Candidate, part: Part) -> bool:
    """Whether what a question asks for is what the source lost at this sentence: nobody may supply it."""
    passage = candidate.passage
    text = fold(part.text if candidate.own >= _BY_ITSELF else _so_far(part))
    if passage.cut_start and candidate.span.start == 0:
        return True  # what is lost here may be the subject: nobody may give the rest one
    ends = passage.cut_end and candidate.span.end == len(passage.text)
    return breaks_off(candidate, part) or (ends and fold(candidate.text)[-4:] in text)


def _so_far(part: Part) -> str:
    """A part with what was asked before it: what comes after (又要加大什么) asks for itself."""
    own = part.text.split()[-1]
    at = part.around.find(own)
    return f"{part.text} {part.around[:at]}" if at >= 0 else f"{part.text} {part.around}"


def breaks_off(candidate: Candidate, part: Part) -> bool:
    """Whether a question asks for the very words that would have followed where the source breaks off."""
    passage = candidate.passage
    if not passage.cut_end or candidate.span.end != len(passage.text):
        return False
    # What was asked beside it counts where the part hardly says by itself what it is about.
    text, tail = fold(part.text if candidate.own >= _BY_ITSELF else _so_far(part)), fold(candidate.text)
    # 都是啥, where the source breaks off at 首都: an adverb is no end of it.
    ends = [re.escape(tail[-length:]) for length in (1, 2, 3, 4) if tail[-length:] not in _ADVERBS]
    ways = [end + _BREAKS_OFF for end in ends] + [_IN_WHICH + end + _BY_HOW for end in ends[1:]]
    ways += [_WHAT_IS + end for end in ends[1:]]
    return any(re.search(way, text) for way in ways)  # 加大什么, 在哪方面加大力度, 把什么加大


def mistakes(question: str, person: str, organisation: str, article: Article, people: People) -> bool:
    """Whether a question gives a person a body or a post that the person's article does not."""
    at = question.find(person)
    clause = re.split(r"[，。？；]", question[: max(at, 0)])[-1][-_BEFORE:]
    if at >= 0 and clause and names_another_body(clause, article, people):
        return True
    after = question[at + len(person) :][:_BEFORE] if at >= 0 else ""
    own = at >= 0 and names_own_body(clause, article, people)
    strange = bool(organisation) and not own and not of_body(article, organisation)
    called = next((one.forms for one in load_terms().organisations if one.name == organisation), ())
    if strange and re.search(rf"(?:{'|'.join(map(re.escape, called))})的?(?:那位|那个)?$", clause):
        return True  # 水务局的于宏建: of a body that is another's
    held = {found[0] for found in _POST.finditer(article.role)}
    other_post = any(held and found[0] not in held for found in _POST.finditer(after))
    if re.match("以|作为|身为|是|担?任", after) and (other_post or strange):
        return True
    titled = re.search(rf"(?:{_POST.pattern}|研究员|专家|负责人)\s*{re.escape(person)}", question)
    given = _POST.search(titled[0]) if titled else None
    return bool(given and held and given[0] not in held) or (bool(titled) and strange)


def right_time(candidate: Candidate, part: Part, query: Query) -> bool:
    """A figure belongs to the year it is stated for; other years and periods have to be named beside it.

    The year of a sentence is that of the last mark before its end in the passage: 去年 and 过去一年 reach over the
    sentences that follow them, 目标 and 计划 speak of this year.
    """
    sentence, passage = candidate.text, candidate.passage
    year = query.year_of(part)
    if not all(period in sentence for period in query.asked_in(part, query.periods)):
        return False
    if year is None and part.asked in ("list", "fact", "how") and _ASKS_TARGET.search(part.text):
        year = THIS_YEAR  # 有什么目标: what came of last year's is none
    if year is None:
        return True
    if year not in (THIS_YEAR, THIS_YEAR - 1):
        return str(year) in sentence
    if year < THIS_YEAR and _TARGET.search(part.text) and not _RESULT.search(part.text) and not part.year:
        return bool(_TARGET.search(sentence)) and str(year) in sentence  # last year's target, not its result
    if part.asked != "number" and not part.year and year == THIS_YEAR and not FIGURE.search(fold(sentence)):
        return True
    if str(year) in sentence:
        return True
    if _PRESENT_MARK.search(sentence) or _PAST_MARK.search(sentence):
        return bool((_PRESENT_MARK if year == THIS_YEAR else _PAST_MARK).search(sentence))
    before = passage.text[: candidate.span.start]
    past = max((found.end() for found in _PAST_MARK.finditer(before)), default=0)
    present = max((found.end() for found in _PRESENT_MARK.finditer(before)), default=0)
    return present >= past if year == THIS_YEAR else past > present


def names_each(sentence: str, part: Part) -> bool:
    """Whether a sentence names as many things as are asked for, each by the word that is asked about."""
    found = _LISTED_THING.search(part.text)
    return bool(found) and items(sentence) >= part.items <= sentence.count(found[found.lastindex or 0] if found else "")


def names_others(sentence: str, part: Part) -> bool:
    """Whether a sentence names some of the things that are asked about, and not so many: 六项工程 where three are
    called 工程 and six 行动."""
    if not (found := _WHICH_THING.search(part.text)):
        return False
    counted = re.search(f"[二三四五六七八九十][个项条大种]{found[1]}", sentence)
    return not counted and 0 < sentence.count(found[1]) < part.items


def right_place(candidate: Candidate, part: Part, query: Query) -> bool:
    """A city's figures and lists are not the region's, nor another city's; other statements may name the place."""
    place = candidate.passage.article.region
    elsewhere = query.asked_in(part, query.elsewhere)
    if elsewhere and part.asked == "number":
        if not all(re.search(rf"{other}(?!平均)[^,，。;；]{{0,12}}\d", fold(candidate.text)) for other in elsewhere):
            return False
    elif elsewhere and part.asked in ("who", "body", "when"):
        if not all(other in candidate.text for other in elsewhere):
            return False
    elif (elsewhere and not any(names_place(other, candidate.passage.text) for other in elsewhere)) or (
        elsewhere and names_other_place(candidate.text, elsewhere)
    ):
        return False
    region = part.region or query.region
    if part.asked == "list" and _names_all_actions(part.text) and _names_all_actions(candidate.text):
        return True  # the six are the same in the city
    if not region or place == region or (part.speakers and not part.region):
        return True
    if (
        query.speakers
        and candidate.passage.article.author in query.speakers
        and region[:2] in candidate.passage.article.org
    ):
        return True  # 鄂尔多斯党校那位: the place is the speaker's
    if part.asked in ("number", "list", "when") or (FIGURE.search(fold(candidate.text)) and not query.person):
        return False
    return names_place(region, same_names(candidate.text))


def _names_all_actions(text: str) -> bool:
    """Whether a text names the six actions together, or half of them one by one."""
    terms = load_terms()
    named = [one for one in terms.actions if any(form in text for form in one.forms)]
    return any(form in text for form in terms.all_actions.forms) or 2 * len(named) >= len(terms.actions)


def _right_source(candidate: Candidate, part: Part, query: Query) -> bool:
    """Figures of one bureau, and figures and lists of one action, are not another's."""
    article, action, bureau = candidate.passage.article, part.action or query.action, same_names(query.organisation)
    words = (part.text, *(form for forms in part.in_chinese for form in forms))
    named = any(bureau in same_names(one) for one in words)
    official = bool(article.org) and not is_expert(article) and bool(bureau) and named
    if part.asked == "number" and official and not of_body(article, bureau):
        return False
    if not action or not article.action or article.action == action or part.speakers:
        return True
    counts = part.asked in ("number", "list") or FIGURE.search(fold(part.text)) is not None
    return not counts or action.removesuffix("行动") in candidate.text
