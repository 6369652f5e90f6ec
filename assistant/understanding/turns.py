"""Follow-ups: what a question takes from those before it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.understanding.asked import Asked, asked_for, measure_of
from assistant.understanding.clauses import asks_something, has_subject
from assistant.understanding.english import in_english, leans_in_english
from assistant.understanding.naming import same_names, subject
from assistant.understanding.parts import number_asked, part_of, without_item
from assistant.understanding.people import asks_for_person, find_people, mentions
from assistant.understanding.query import CHECKS, THIS_YEAR, Part
from assistant.understanding.roster import People
from assistant.understanding.scope import YEAR, name_groups, named_action, without_whole, years
from assistant.understanding.trailing import asks_for_names
from index.fold import dictionary_cut, tagged_words
from index.patterns import compiled
from index.synonyms import group_of, talk
from index.terms import load_terms

_FOLLOW_UP = compiled(
    r"^(?:[照按依据](?:照|着)?[这那]|那|那么|反过来|反之|(?:最后|头|下|接下来|后面)(?:的|那)?一?[条点项]|第[一二三四五六七八九]|展开|详细|细说|具体|举个?例|区里|市里|专家们?怎么|比|而|和|跟|还有|其中|这|那个|它|他|她|上面|刚才|该|此|都|是|继续|接着|然后|还有)"
    r"|呢[？?]?$|^[^，,]{1,10}呢[，,]|^(?:里头|里面|这里面|那里面)"
    r"|^(?:请|麻烦|再)?(?:把|将)(?:它|这些|那些)|^(?:请|麻烦)?(?:你)?(?:把|将)?第[一二三四五六七八九][条个点项]|^[“‘\"]?[一二三四五六七八九]是[”’\"]?|^与(?:之|此)|^除(?:了|开|去)?[这那](?:[一二两三四五六七八九]?[个条项点种些]|[些里]|之外|以外)|^剩下"
    r"|(?:同一|同样的|这个|这一|该|上述|此)(?:问题|方面|话题|事)|对此|就此"
    r"|^总?(?:投资|造价|工期)(?:是|要|有|为)?多少[，,]"
    # 工程总投资多少: of the one that was spoken of
    r"|^(?:工程|项目|方案|平台|活动|政策|计划|联盟|园区)的?(?:总?投资|预算|造价|工期|进度|地点|时间|规模|负责人|由谁|在哪|什么时候|啥时候|几时|何时|多[大久]|预计)"
)
_SAME_THING = compiled("(?:同一|同样的|这个|这一|该|上述|此)(?:问题|方面|话题|事)|对此|就此")
# What is counted or measured, where the thing itself stands beside it: 投资规模, 完成的人数.
_MEASURED = compiled(
    "份额|比重|占比|比例|规模|人数|数量|数额|总数|金额|额度|总额|实际|完成|做到|达到|实现|结果|目标|任务|计划|职务|职位|身份|头衔|单位|面积|长度|价格|百分之"
)
_PERSON = compiled(
    "(?<!其)[他她](?!们|人|国|日)(?:本人)?|(?:[这那该]位|该)(?:(?:副?(?:[局厅处所院馆校会部科]长|秘书长|主任|书记)|研究员|研究馆员|负责人|专家|学者|领导|官员|老师|教授|嘉宾|作者|人))?"
)
_ASKS_WHO = compiled("是?(?:谁|哪一?位)(?:来|在)?(?:写|谈|讲|说|负责|主管|分管|管|牵头|代表)")
_HE_OR_SHE = compiled("(?<!其)[他她](?!们|人|国|日)(?:本人)?")
# What stands for a thing or a part that only a question before names, and for one of several.
_WITHIN = compiled(
    "里头|里面|其中|当中|(?:它|他|她)们?的?|[这那](?:里|儿|边|头|些|个|位|块|份|种|项|话)|结尾|开头|剩下|还剩|上述|刚才"
)
# 她说了什么, 他有什么建议: all of it, and not of the thing that the last question was about.
_ALL_HE_SAYS = compiled(
    "(?:说|讲|写|谈|提)(?:了|过)?(?:些|哪些)?(?:什么|啥)[？?]?$|(?:什么|哪些|啥|何)(?:建议|主张|观点|看法|意见)[？?]?$"
)
_ONE_OF = compiled("前者|后者|[两二三]者|另(?:外)?(?:[一两]?[个位种项条]|一)|它们|他们|她们")
_POINTS = compiled(
    r"\b(?:it|its|they|them|their|he|him|his|she|her|that|this|those|these|former|latter|there)\b", re.IGNORECASE
)
_NEXT = compiled("(?:下一|接下来(?:那|的)?一?|后面(?:那|的)?一?)(?:条|个|点|项)")
_TWO = 2
_CLAUSES = compiled("[，,]")
_INTERROGATIVE = compiled("多少|几|什么|啥|哪|谁|怎么|怎样|如何|咋|何时")
_CALLED = compiled("叫个?(?:什么|啥)")
_NUMERALS = "一二两三四五六七八九十"
_SHORT = 10  # characters of a question that hardly stands alone


# What is asked of the thing that the last question was about, and need not be said by what tells it.
_MANY_THINGS = 3
_A_MEASURE = compiled("个(?!人|体|性|税|案).$")  # 那个会, cut as 那 and 个会
_ABOUT_IT = frozenset(
    ["用处", "好处", "作用", "意义", "目的", "效果", "原因", "理由", "名称", "内容", "东西", "地方", "重点"]
)
_SUCH_THINGS = compiled(
    "(?:建设|重点|具体|相关)?(?:项目|工程|措施|举措|办法|做法|任务|工作|环节|设施)|[列报念说讲][齐全清出]"
)  # of a kind that any may be
_CONFIRMS = compiled(
    "^(?:那|请问)?(?:是[^，。？]{2,8}[说讲提写]的|[他她它这那]的?)|[，,]?(?:对吗|对吧|是吗|是吧|对不对|是不是|没错吧|吗)$"
)
_NUMBERED_NAME = compiled("[“‘][一二两三四五六七八九十][\u4e00-\u9fff]{1,6}[”’]")
_ITS_HEAD = compiled("(?<!副)(?:局长|主任|书记)(?=是谁|叫|姓)")
_WHAT_IS_SO = compiled(
    "([\u4e00-\u9fff]{2,5}?)的(地方|地区|企业|人|单位)"
)  # 干旱的地方, after which 雨多的地方 is meant
_SO_IN_SHORT = compiled("([\u4e00-\u9fff]{2})(地方|地区|企业|单位)")  # 干旱地方
_TURNS_TO = compiled("^那?么?([^，,]{2,12})呢[，,][^，,]{4}")  # 那乡镇呢，年轻人为啥不乐意去
_QUOTED_NAME = compiled("[“‘]([^”’]{2,8})[”’]")
_OF_EARLIER = compiled(
    '[“”‘’"「」]|哪[二两三四五六七八九十][个项条样种类]?|(?:负责|主管)的?|是?(?:哪一?个|什么|哪家)(?:单位|部门|局|机构)'
)

_ABLE = compiled(r"\s*(?:那些?|这些?)?(?:可以|能够?|会|允许|准许)")  # 可以跟外国来往的关口: what it is for


def standing_alone(history: Sequence[str], people: People) -> str:
    """The last question of a conversation, with what it takes from those before."""
    text = ""
    for question in history:
        confirms = bool(CHECKS.search(question)) or (question.endswith(("？", "?")) and not asks_something(question))
        question = question.rstrip("？?。")
        bare = _CONFIRMS.sub(" ", question)
        asks_anew = bool(_ASKS_WHO.search(question) and mentions(question, people))  # 社科院是谁写的助企
        if (
            text
            and leans(question, people)
            and ((confirms and not has_subject(bare)) or (asked_for(question) == "speaker" and not asks_anew))
        ):
            continue  # 是他说的吗, 这话谁说的: about the answer, and no other subject
        person, own = of_whom(question, text, people) if text else ("", "")
        if person:
            text = f"{person} {own}"  # 这一点她怎么说: who 她 is stays known
            continue
        if text and not leans(question, people):
            question = _with_name(question, text, people)
        text = (
            f"{without_replaced(text, question, people)}，{question}" if text and leans(question, people) else question
        )
    return text


def _with_name(question: str, last: str, people: People) -> str:
    """A question that stands alone but for 他 or 她, with the name of whoever the last was of: 她提的第一条是什么."""
    named = list(dict.fromkeys(name for _, names in mentions(last, people) for name in names))
    if len(named) != 1 or mentions(question, people):
        return question
    return _HE_OR_SHE.sub(named[0], question, count=1)


def without_replaced(last: str, question: str, people: People) -> str:
    """The last question without the names of each kind of which the new one brings its own."""
    terms = load_terms()
    groups = (terms.actions, terms.regions, terms.organisations)
    actions, regions, bureaus = ([form for term in group for form in term.forms] for group in groups)
    said = [words for words, _ in mentions(last, people)]
    # 她的看法跟甲有什么不一样: whom 她 stands for is still compared.
    speakers = said if mentions(question, people) and not _PERSON.search(question) else []
    for words in speakers:
        last = last.replace(words, "")
    action = named_action(question)
    if action and named_action(last) not in ("", action) and not speakers:
        theirs = {one.author for one in people if one.action == action}
        for words, names in mentions(last, people):
            last = last if theirs & set(names) else last.replace(words, "")  # 那就业的呢: of whoever speaks of that
    places = [*regions, *terms.elsewhere]
    asked_of = without_whole(question)
    for kind in (actions, places, bureaus):
        same = kind is actions and action == named_action(last)
        if any(form in asked_of for form in kind) and not same:
            for form in sorted(kind, key=len, reverse=True):
                last = last.replace(form, "")
        if kind is bureaus and any(form in asked_of for form in kind):
            last = _ITS_HEAD.sub("一把手", last)  # 发改委主任是谁, 那水务局呢
    if YEAR.search(question):
        last = YEAR.sub("", last)
    return last


def of_whom(question: str, last: str, people: People) -> tuple[str, str]:
    """The one for whom 他 or 这位局长 stands in a question, as the last one names or asks for that person, and the
    question without those words: what he is asked about now stands there, and not before.

    "" for the person where the last question does not tell; "" for both where the question asks of nobody so, names
    somebody, asks who that is, or says nothing of its own.
    """
    own = _PERSON.sub(" ", question, count=1).strip()
    if own == question or asked_for(own) in ("who", "body", "speaker") or asks_for_person("fact", question, "他"):
        return "", ""
    says_something = has_subject(own) or bool(_ALL_HE_SAYS.search(own))
    if mentions(own, people) or not says_something or number_asked(question):
        return "", ""
    latest = re.split("[，。？?]", last)[-1]
    if len(latest) < len(last) and _ASKS_WHO.search(latest):
        # 甲说了什么？社科院是谁写的助企？: the one that was asked for, and not the one before.
        theirs = [name for _, names in mentions(latest, people) for name in names]
        asked = find_people(latest, people, theirs, named_action(latest) or named_action(last)) or []
        if len(asked) == 1:
            return asked[0].author, own
    named = list(dict.fromkeys(name for _, names in mentions(last, people) for name in names))
    if len(named) > 1 or not named:
        found = find_people(last, people, named, named_action(last)) if asked_for(last) in ("who", "speaker") else None
        named = [one.author for one in found or ()]
    return (named[0] if len(named) == 1 else ""), own


def leans(question: str, people: People) -> bool:
    """Whether a question takes what it lacks from the one before: by its form, or by being short and naming nothing."""
    if _FOLLOW_UP.search(question) or (in_english(question) and leans_in_english(question)):
        return True
    return (
        asks_something(question)
        and len(question) <= _SHORT
        and not in_english(question)
        and not people.named_in(question)
        and not any(form in question for form in _names())
    )


def own_things(question: str) -> tuple[str, ...]:
    """The things that a question names which has not the form of a follow-up: 四减, 地下水."""
    if quoted := tuple(_QUOTED_NAME.findall(question)):
        return quoted  # 那其中的“一控”
    if _FOLLOW_UP.search(question) or in_english(question) or without_references(question) != question:
        return ()
    left = subject(_MEASURED.sub(" ", YEAR.sub(" ", same_names(question))))
    return tuple(
        word
        for word, tag in tagged_words(left)
        if len(word) > 1 and word not in talk() and (tag[0] in "ns" or word[0] in _NUMERALS)
    )


def _names() -> list[str]:
    """The names of actions and bodies."""
    terms = load_terms()
    groups = (terms.actions, terms.organisations, (terms.all_actions,))
    return [form for group in groups for term in group for form in term.forms]


def unresolved(question: str, people: People, joined: bool, person: bool) -> bool:
    """Whether a question with others before it may need more of them than the rules took along.

    They take none (`joined` is false) where it neither has the form of a follow-up nor is short: it is left open then
    if it points somewhere or names nobody, no action and no body. And they take the last one whole, so that it stays
    open which of several is meant (后者), and who 他 is, unless they found that out (`person`).
    """
    if person:
        return False
    if joined:
        someone = bool(_PERSON.search(question)) and asked_for(question) not in ("who", "body", "speaker")
        return bool(_ONE_OF.search(question)) or someone
    if in_english(question):
        return bool(_POINTS.search(question))
    named = bool(mentions(question, people)) or any(form in question for form in _names())
    return not named or bool(_WITHIN.search(question) or _ONE_OF.search(question))


def without_references(question: str) -> str:
    """A question without the words that stand for something named before."""
    for pattern in (_PERSON, _ONE_OF, _WITHIN, _SAME_THING):
        question = pattern.sub(" ", question)
    return question


def leaning(last: str, question: str, people: People, before: Asked = "fact") -> tuple[Part, ...]:
    """The last question once more, as the new one changes it; the new one's own words have to be in an answer.

    `before` is what the last question alone asks for, which `last` may have with the ones before it.
    """
    before_it = number_asked(last)
    if item := number_asked(question) or (before_it + 1 if before_it > 0 and _NEXT.search(question) else 0):
        # 那四是呢: of the list that the third thing was of, whatever that was about.
        clauses = [clause for clause in last.split("，") if not number_asked(clause)]
        return (replace(part_of(without_item("，".join(clauses) or last), "list"), item=item),)
    if asks_for_names(question.rstrip("。？?！! ")):
        return (part_of(f"{subject(last)} 名字都列出来", "list"),)
    pieces = [piece for piece in re.split("[？?]", question) if piece.strip()]
    if len(pieces) > 1 and all(asks_something(piece) for piece in pieces):
        return tuple(part for piece in pieces for part in leaning(last, piece, people, before))
    if several := _several(question):
        parts = [part for piece in several for part in leaning(last, piece, people, before)]
        return tuple(
            replace(part, around=question, label=label.strip("，,？? "))
            for part, label in zip(parts, _CLAUSES.split(question.rstrip("？? ")), strict=False)
        )
    asked = asked_for(question)
    if asked in ("who", "body") and before == "speaker" and re.search("[他她]|这位|此人", question):
        return (part_of(last, "speaker"),)  # whose words they are is printed with the post and the body
    turned = _TURNS_TO.match(question)
    own = turned[1] if turned else question
    own = same_names(re.sub(r"^那么?|[呢？?]", " ", _SAME_THING.sub(" ", own)))
    forms = {same_names(form) for group in name_groups() for term in group for form in term.forms}
    for name in sorted(
        {*forms, *(same_names(words) for words, _ in mentions(question, people))}, key=len, reverse=True
    ):
        own = own.replace(name, " ")
    head = own.rpartition("的")[2]
    of_things = any(tag[0] in "nsl" for _, tag in tagged_words(own.removesuffix(head))) and not _ABLE.match(own)
    own = head if has_subject(head) and not of_things else own  # 那来这儿工作的大学生呢: of whom it is
    own = subject(_MEASURED.sub(" ", YEAR.sub(" ", own)))
    named = [
        one
        for one in tagged_words(own)
        if len(one[0]) > 1
        and one[0] not in talk()
        and not _A_MEASURE.match(one[0])
        and (one[1][0] in "nvijl" or one[0].isascii())
    ]
    # A verb is often another word for what the articles say; it has to be said where the question names nothing else.
    things = [word for word, tag in named if tag != "v"] or [
        word
        for word, _ in named
        if len(dictionary_cut(word)) == 1 or word[0] in _NUMERALS  # 想留 is two
    ]
    must = tuple(
        word for word in things if word not in last and word not in _ABOUT_IT and not _SUCH_THINGS.fullmatch(word)
    )
    must = must[-1:] if len(must) > _MANY_THINGS else must  # a question of its own: its words are weighed like any
    if re.search("完成|实际|结果", question) or any(year < THIS_YEAR for year in years(question)):
        last = re.sub("目标|任务|计划", " ", last)
    elif re.search("目标|任务|计划", question):
        last = YEAR.sub(" ", last)
    elif any(year >= THIS_YEAR for year in years(question)):
        last = re.sub("(?:实际)?(?:完成|达到|实现)了?", " ", last)  # 完成了多少, 今年呢: nothing is done yet
    *earlier, latest = last.split("，")
    if earlier and has_subject(latest):
        # Of the questions before the last one neither the names nor the counts have to be in an answer.
        last = "，".join([*(_OF_EARLIER.sub(" ", clause) for clause in earlier), latest])
    last = re.sub("是不是|(?:，?[对是]吗|，?对吧|，?是吧|吗)$", " ", last)  # what the new question asks is no claim
    for word in must:
        last = _without_its_like(last, word, question)
    if new := _WHAT_IS_SO.search(question):
        old = _WHAT_IS_SO.search(last) or _SO_IN_SHORT.search(last)
        if old and new[2] == old[2]:
            last = last.replace(old[0], new[0])
    if _NUMBERED_NAME.search(question):
        last = _NUMBERED_NAME.sub(" ", last)  # 那“四减”呢, after “一控”
    must = () if asked == "speaker" else must
    turned_to = re.sub("^那么?(?!种|样|些|个|位|边|里|儿|家|次|年|天)", "", question)
    part = replace(part_of(f"{last} {turned_to}", asked if asked != "fact" else before), must=must)
    measure = measure_of(question) if part.asked == "number" else ""
    return (replace(part, measure=measure or part.measure),)


def _several(question: str) -> list[str]:
    """The questions that stand in one which leans on the last, each with what they are asked of: 试点有几个，都在哪里;
    [] where it is one."""
    clauses = [clause for clause in _CLAUSES.split(question.rstrip("？? ")) if clause.strip()]
    if len(clauses) != _TWO or not all(_INTERROGATIVE.search(clause) for clause in clauses):
        return []
    first, second = clauses
    kinds = asked_for(first), asked_for(second)
    if "fact" in kinds and not (_CALLED.search(first) or _CALLED.search(second) or "什么地方" in second):
        return []
    return [first, second if has_subject(second) else f"{subject(first).strip()} {second}"]


def _without_its_like(last: str, word: str, question: str) -> str:
    """The last question without what a word of the new one stands for: 农业 where that says 工业, 一控 for 两增, and
    工业 of 工业用水 for 生态用水."""
    if place := re.search(rf"{re.escape(word)}([\u4e00-\u9fff]{{2}})", question):
        last = re.sub(rf"[\u4e00-\u9fff]{{{len(word)}}}(?={place[1]})", " ", last)
    for old, _ in tagged_words(last):
        same_end = old[-1] == word[-1] and old[0] != word[0]
        counted = old[0] in _NUMERALS and word[0] in _NUMERALS
        same_kind = any(
            one[-1] == other[-1] and one[0] != other[0] and len(one) == len(other)
            for one in group_of(old)
            for other in group_of(word)
        )
        if old != word and len(old) == len(word) > 1 and (same_end or counted or same_kind) and old not in talk():
            last = last.replace(old, " ")
    return last
