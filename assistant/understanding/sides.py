"""What a comparison asks of each of those whom it compares, in the words that are meant for that one."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.understanding.asked import Asked, asked_for
from assistant.understanding.clauses import CLAUSE_ENDS, has_subject
from assistant.understanding.parts import of_topic, part_of
from assistant.understanding.query import CHECKS, Part
from assistant.understanding.rows import counted_or, each_in_row, heads_of_two, of_two_actions, one_and_other
from assistant.understanding.scope import YEAR, any_place, named_action, region_of, side_by_side, years
from index.fold import dictionary_cut, tagged_words, tags
from index.patterns import compiled
from index.terms import load_terms

_CLAUSE = compiled(r"[，,；;？?！!。\n]")
# What may still follow the words by which somebody is named: 市水务局|局长, 研究中|心那位专家.
_CALLED = compiled(
    r"^(?:[心院所处局委](?=[^\u4e00-\u9fff]|[和与跟同及的那专副主书]|$))?"
    r"(?:的|那边|这边|那位|那个|里|人|党组|副?(?:局长|主任|处长|院长|馆长|所长|书记|秘书长)|负责人|专家|学者|老师|研究员|领导|同志|先生|女士|教授"
    r"|长(?![期远久效足短度]))*"
)
_ASIDE = compiled(
    r"(?:那边|这边)?(?:的?(?:人|领导|负责人|(?:副|党组)?(?:局长|主任|书记)|那位|那个[^，]{0,6}的|(?:搞|做)[^，]{1,4}的(?:那?[位个])?|老师|专家|局长|主任|他|她))?(?:都|是|给)?(?:怎么|怎样|如何|咋)?(?:是)?(?:说|讲|提|列|谈|主张|建议|看|描述|介绍|解释|回应)(?:了|出|过)?的?"
    r"(?:几|哪几)?[条点个项]?(?:什么|啥|哪些)?"
)
_JOINS = compiled(r"^\s*(?:和|与|跟|同|以及|及|、|对比|相比|比)?\s*|\s*(?:和|与|跟|同|以及|及|、|对比|相比|比)?\s*$")
# 看法有什么(不同), 侧重点在哪里: how it is to be compared, and nothing that either has to say.
_MANNER = compiled(
    r"(?:各|都|分别|是)*(?:怎么|怎样|如何|咋)(?:是|样)?(?:说|讲|看|谈|提|看待|评价|论述|表述)的?|"
    r"(?:所)?(?:讲|说|提|提出|主张|建议|谈)?的?(?:说法|看法|做法|想法|提法|讲法|表述|主张|观点|态度|意见|侧重点?|着力点|关注点|重点|办法|法子)"
    r"(?:上)?(?:各|都|分别)?(?:有|是|在)?(?:何|什么|啥|哪些|哪[里儿]?)?(?=\s|$|[？?])|"
    r"(?:各自?|都|分别)*(?:有|开|出|支|提|给|拿)(?:出|了)*(?:什么|啥|哪些|何)(?:好|妙|高)?(?:药方|方子|招数?|主意|点子|良策|对策|办法)|"
    r"(?:所)?(?:开|给|拿)(?:出|了)*的(?:药方|方子|良方)(?:有|是)?(?:什么|啥|何)?|"
    r"(?:这|那)(?:一?[个件]?)?(?:事儿?|话题|问题|方面|块)上?(?=\s|$)|(?:有何|有?(?:什么|啥)|在哪[里儿]?|上?哪)\s*[？?]?\s*$"
)
_MORE = "(?:更|比较|最)?为?(?:多|少|大|小|高|低|(?<![局院处馆所部厅])长|短|早|晚|快|慢)(?:一?些|一?点儿?)?"
_WHICH_IS_MORE = compiled(
    rf"[，,\s]*(?:(?:哪[一两]?[个笔项条边家种头方样者]|谁)的?(?P<what>[\u4e00-\u9fff]{{0,8}}?){_MORE}|相?差(?:距|额)?(?:是|有)?多[少大]|(?:孰|谁)(?:高|多|大|快)(?:孰|谁)(?:低|少|小|慢))[呢啊]?\s*[？?]?\s*$"
)
_OF_EACH = compiled(
    r"[，,\s]*(?:各自?|分别)(?P<asked>[^，,。？?]{0,4}?(?:多少|多[大长高]|几[\u4e00-\u9fff]|哪[些几里儿]|什么|啥|怎么|怎样|如何|咋)[^，,。？?]{0,8})\s*[？?]?\s*$"
)
_JOINED = compiled("[，,]\\s*(?:以及|还有|(?=[和与跟同]))(?=[^，,]{4})")  # 争来的贷款，跟兑现的资金
# 哪边的更多？各多少条: the second asks all of it.
_AND_EACH = compiled(
    "[，,]?\\s*(?:[这那]?[两二][笔个项样种条者])?(?:哪[一两]?[边个家种者笔项样]|谁)[^，,。？?]{0,10}(?:更|比较)?[多少高低大小][？?，,]\\s*(?:两边|双方|两者|它们)?(?=各|分别)"
)
_AND_WHICH = compiled("[，,？?](?:哪[个边种家项]|谁)[^，,。？?]{0,4}(?:更|比较)?[多少高低大小](?:一?[些点])?[？?]?$")
_WHICH_OF_THEM = compiled(
    "^(?:论|按|就|看|比)[^，。？]{0,4}?的?[条项个]数[，,]?|[，,？?](?:哪一?[个边种家项]|谁)[^，。？]{0,4}?(?:更|比较)?[多少高低大小](?:一?[些点])?(?=[，,？?])"
)
_THESE = compiled("[这那][两二][块个项样种方]面?")
# 争来了贷款，又兑现了资金，这两笔: the two clauses before are what is compared.
_THESE_TWO = compiled("[这那]?[两二][笔个项样种条者]|它们俩?")
# 甲与乙，两笔规模各是多少
_TWO_SUMS = compiled("[，,]\\s*[这那]?[两二][笔个项样种条者]的?(?:规模|金额|数额|总额|数量)?(?=各|分别)")
# 一笔是贷款、一笔是资金，各多少
_ONE_IS = compiled(
    "[，,：:]?\\s*一(?P<of>[笔个项种条块])是(?P<first>[^，。？、]{2,10})[、，,]\\s*(?:另)?一(?P=of)是?(?P<second>[^，。？、]{2,10})"
    "[，,]\\s*(?=各|分别)"
)
# 一边为甲申报…，一边推动乙创…，各是哪个
_ON_EACH_SIDE = compiled(
    "^(?P<about>[^，。？]{2,20}[：:，,])?[^，。？]{0,10}一边(?P<first>[^，。？]{4,40})[，,](?:另)?一边(?P<second>[^，。？]{4,40})[，,]"
    "(?:各自?|分别)(?P<asked>(?:是|有|叫)[^，。？]{1,12})[？?]?$"
)
_TWO_THINGS = compiled("[这那]?[两二俩][笔个项种条块][\u4e00-\u9fff]{1,4}$")
_ALSO = compiled("^(?:又|还|也|同时|再)")
_SIDES = 2
_HOW_MUCH = compiled("多少|(?<![好这那])几[个项条家名]|多[长大高]|什么时候|何时|是谁")
_ONLY_CHECKS = compiled("(?:[是对]|没错|真的?)+(?:吗|吧|么|不[是对]?)?")
_RELATIVE = compiled(r"\bv uj\b")  # 市里兑现的专项资金: what follows 的 is its own, not that of both
# 雨多的地方和旱的地方，做法有啥区别: what is done in each.
_HOW_THEY_DIFFER = compiled(
    "(?:专家|学者)?(?:说|主张|提出|采取|建议)?(?:该|要|应该?)?[\u4e00-\u9fff]{0,2}的?(?:做法|办法|对策|措施|东西|设施|工程|水利)(?:上)?有(?:什么|啥|何|哪些)(?:区别|不同|差别|差异|不一样)[？?]?$"
)
_COUNT_OF = compiled(
    "(措施|举措|任务|办法|政策|要求)?[，,]?的?([条项个家])数上?(?=$|和|与|跟|，|,|更?[多少高])"
)  # 措施条数: how many measures
_KIND = r"\1"  # 措施 of 措施条数, which each may have in words of its own
_AND = ("和", "与", "跟", "同", "及", "以及")
_MEANS = compiled("方子|药方|办法|法子|做法|招数?(?=有|各|上|是|不|$)|主意|对策|措施|举措|路子|思路")
_COMPARES = compiled(
    r"(?:是)?(?:不是)?一回事(?:不|吗|么)?|比一比|比比|比较|对比|相比|区别|不同|不一样|一样不|一样吗|差别|差异|差在|各自|分别|差多少|异同|各(?:说|讲|有|是|提)|compare|differ|versus|\bvs\b"
)
_OF_ANOTHER = compiled(
    r"(?:怎么|怎样|如何|咋)?(?:评价|看待|看|回应|评论|反驳|点评|(?:不)?(?:赞成|赞同|同意|支持))[^，。？和与跟]{2,24}?的(?:观点|看法|主张|说法|意见|文章|建议|提法)"
)
_HIGHER_OR_LOWER = compiled("[，,]?是?(?:[高多大快升涨]了?还是[低少小慢降跌]|[低少小慢降跌]了?还是[高多大快升涨])了?")
_WHO_OF_THEM = compiled(r"(?:谁|哪一?[个位])(?:更)?(?:先|还)?(?:讲|说|提|主张|建议|谈|强调|用)(?:到|过|了|起)?")
_SAYS_OF = (
    "[^，。？和与跟、]{0,6}?(?:对(?![比照])|看待?|评价|回应|反驳|同意|赞[成同]|支持|批评|认同|认可)"
    "[^，。？和与跟、]{0,4}?"
)
_OF_YEAR = compiled("的?(?:实际|计划|目标|完成|任务)(?:人?数(?!字)|值|量)(?:与|和|跟)?")  # 上年的完成数与今年的计划数
_PAGES = compiled("(?:专家)?圆桌会?(?:栏目)?的?(?:主持人语?)?|专版的?(?:导语|开头|开场白)?|导语|主持人语?")
_WHO_MORE = compiled("[，,]?(?:哪一?[个边]|谁)[^，。？]{0,3}(?:更|比较)?[高低多少大小](?=[，,？?](?:分别|各))")
_WHO_MORE_THEN = compiled(rf"{_WHO_MORE.pattern}|[，,？?](?:哪一?[个边]|谁)更[^，。？]{{1,4}}[？?]?$")
_WHICH_MORE = compiled(
    "[，,？?](?:到底)?(?:哪一?[个年边](?:数字?)?|谁)[^，。？]{0,3}(?:更|比较)?[高低多少大小](?=[，,。？?]|$)|"
    "[，,]\\s*比[^，。？]{0,6}?(?:涨|跌|增|减|升|降|多|少|高|低)(?:了|出)?(?:没有?|吗|多少|不)?[？?]?$"
)


def sides_of(text: str, said_by: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[Part, ...]:
    """The question put to each of several people, bodies or years that it compares; a clause that names one of them
    is asked of that one alone. () where it compares nothing."""
    if of_topic(text):
        return ()
    described = one_and_other(text) if len(said_by) < _SIDES else ()  # 甲与乙…：一个点了作品，一个讲了体裁
    if two := heads_of_two(text) or of_two_actions(text) or described:
        return two
    apart = [(words, names) for words, names in said_by]
    if len(apart) > 1 and (other := _of_another(text, [words for words, _ in apart])):
        return (replace(part_of(text, "fact"), speakers=apart[0][1], must=(other,), around=text),)
    if row := each_in_row(text):
        return row
    if _WHO_OF_THEM.search(text) or (asked_for(text) == "speaker" and re.search("还是|是哪一?位|是谁", text)):
        return ()
    people = len(apart) > 1 and (
        _COMPARES.search(text) or all(words in names for words, names in apart) or "和" in text or "跟" in text
    )
    if len(apart) > 1 and not people:
        people = (
            len({names for _, names in apart}) > 1
            and len([p for p in CLAUSE_ENDS.split(text) if any(w in p for w, _ in apart)]) > 1
        )
    if people:
        parts = []
        put = _asked_of_each(text, [words for words, _ in apart])
        means: Asked = "how" if _MEANS.search(text) else "fact"
        for (words, names), said in zip(apart, put, strict=True):
            said = _WHICH_OF_THEM.sub("", _AND_WHICH.sub("", said))  # …是多少亿，谁估得高: each tells how much
            asked = asked_for(said)
            parts.append(
                replace(
                    part_of(said, means if asked in ("who", "speaker", "fact") else asked),
                    speakers=names,
                    around=text,
                    label=f"{words}的说法",
                )
            )
        return tuple(parts)
    places = side_by_side(text)
    if places:
        counted = bool(re.search("多少|几", text))  # 各多少方？谁更省水
        text = _how_much_each(_WHO_MORE_THEN.sub("", text) if counted else _WHO_MORE.sub("", text))
    if len(places) > 1 and re.search("[各和与、及]|分别", text) and "还是" not in text and not CHECKS.search(text):
        forms = [form for one in load_terms().regions for form in sorted(one.forms, key=len, reverse=True)]
        bare = _PAGES.sub(" ", re.sub("|".join(forms), " ", text))
        return tuple(
            replace(part_of(f"{place} {bare}", asked_for(text)), region=place, label=f"{place}的情况")
            for place in places
        )
    text = _HIGHER_OR_LOWER.sub(" ", text)
    both = list(dict.fromkeys(years(text)))
    if len(both) < 2 and (things := of_each_thing(text)):
        return tuple(replace(part_of(said, counted_or(said)), around=text, label=name) for name, said in things)
    if len(both) == 2 and len(YEAR.findall(text)) >= 2 and "还是" not in text and not CHECKS.search(text):
        bare = YEAR.sub(" ", _COMPARES.sub(" ", _OF_YEAR.sub(" ", _WHICH_MORE.sub("", text))))
        asked = asked_for(text)
        return tuple(
            replace(part_of(bare, asked if asked != "fact" else "number"), year=year, label=f"{year}年的情况")
            for year in both
        )
    return ()


def placed(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Parts that name different places or actions, each with its own; one that names no place has that before it."""
    if any(one.speakers for one in parts):
        return tuple(parts)  # the sides of a comparison answer each for the place that is their own
    regions = [one.region or region_of(one.text) for one in parts]
    actions = [one.action or named_action(one.text) for one in parts]
    if len(set(filter(None, regions))) > 1:
        regions = [one or next(filter(None, regions[i::-1]), "") for i, one in enumerate(regions)]
        parts = [replace(part, region=region) for part, region in zip(parts, regions, strict=True)]
    if len(set(filter(None, actions))) > 1:
        parts = [replace(part, action=action) for part, action in zip(parts, actions, strict=True)]
    return tuple(parts)


def _of_another(text: str, named: Sequence[str]) -> str:
    """The one of whom the first that is named is asked to say something (甲怎么看乙的观点): nobody's own view."""
    first, second = named[:2]
    if re.search(f"{re.escape(first)}{_SAYS_OF}{re.escape(second)}", text):
        return second
    about = _OF_ANOTHER.match(text.partition(first)[2])
    return next((words for words in named[1:] if about and words in about[0]), "")


def _asked_of_each(text: str, mentioned: Sequence[str]) -> list[str]:
    """The words put to each of those mentioned, in their order.

    A clause that names one of them is asked of that one alone, and one that names none of all. In one that names
    several, what follows a name is its own where each has some (甲的清单推送和乙的审批改革有何不同), and asked of all
    where not.
    """
    put: list[list[str]] = [[] for _ in mentioned]
    for clause in filter(None, map(str.strip, _CLAUSE.split(text))):
        named = sorted((clause.index(words), i) for i, words in enumerate(mentioned) if words in clause)
        ends = [clause.index(mentioned[i]) + len(mentioned[i]) for _, i in named]
        starts = [*(start for start, _ in named[1:]), len(clause)][: len(named)]
        tails = [_own(clause[end:start]) for end, start in zip(ends, starts, strict=True)]
        head = _own(clause[: named[0][0]]) if named else _MANNER.sub(" ", _COMPARES.sub(" ", clause))
        both = bool(ends) and re.match(r"(?:都|均|也都)", clause[ends[-1] :].strip())  # 甲跟乙都讲…
        apart = len(tails) == 1 or (all(map(has_subject, tails)) and not both)
        for i, words in enumerate(put):
            if not named:
                words.append(head)
            elif any(i == at for _, at in named):
                own = tails[[at for _, at in named].index(i)]
                words.append(f"{head} {own if apart else ' '.join(tails)}")
    return ["，".join(re.sub(r"\s+", " ", one).strip() for one in words if one.strip()) for words in put]


def _counted_in(text: str) -> str:
    """What a text counts, with its measure: 条举措 of 举措条数; "" for nothing."""
    found = _COUNT_OF.search(text)
    return f"{found[2]}{found[1] or ''}" if found else ""


def _how_much_each(text: str) -> str:
    """A question that asks which is more as one that asks how much each is; any other as it is."""
    if not (found := _WHICH_IS_MORE.search(text)):
        return text
    things = text[: found.start()].rstrip("，, 的")
    if "多少" in things:
        return things  # 各自的目标是多少，谁高
    what = found["what"] or ""
    counted = _counted_in(things)[:1] or _counted_in(what)
    return f"{_COUNT_OF.sub(_KIND, things)}分别{_COUNT_OF.sub('', what)}有多少{counted}"


def of_each_thing(text: str) -> list[tuple[str, str]]:
    """The names of two things that stand side by side, each with what is asked of it: which is more asks how much
    each is; [] where no two things are compared.

    What only the second says stands for both: 桥和路的投资哪个多, 包头和呼市的目标谁高.
    """
    text = _TWO_SUMS.sub("", text)
    if both := _ON_EACH_SIDE.match(text):
        about = both["about"] or ""
        return [(both[one], f"{about} {both[one]} {both['asked']}".strip()) for one in ("first", "second")]
    if one_is := _ONE_IS.search(text):
        head = _TWO_THINGS.sub("", text[: one_is.start()])
        text = f"{head}{one_is['first']}和{one_is['second']}{text[one_is.end() :]}"
    these_two = bool(_THESE_TWO.search(text))
    if _OF_EACH.search(shorter := _AND_WHICH.sub("", text)):
        text = _THESE.sub("", shorter)  # 甲和乙这两块，各有多少项，哪个多
    which = _AND_EACH.search(text)
    counts = _counted_in(which[0]) if which else ""
    text = _how_much_each(_AND_EACH.sub("，", _HOW_THEY_DIFFER.sub("分别怎么做", text.rstrip("。 "))))
    text = re.sub("有?多少(?=[？?]?$)", f"有多少{counts}", text) if counts else text
    if not (found := _OF_EACH.search(text)):
        return []
    asked = found["asked"].strip()
    joined = _JOINED.sub(lambda comma: "和" if comma[0].strip("，, ") else "", text[: found.start()])
    clauses = re.split("[，,]", joined.rstrip("，, 的"))
    if these_two and len(clauses) == _SIDES:
        return [(name, f"{name} {asked}") for name in (_ALSO.sub("", clause.strip()) for clause in clauses)]
    cut = [tagged_words(clause) for clause in clauses]
    if not (joins := _joins(cut)):
        # 助企和促|就业: a word that is guessed may hide what joins two.
        cut = [list(zip(dictionary_cut(clause), tags(clause), strict=True)) for clause in clauses]
        joins = _joins(cut)
    if len(joins) != 1 or re.search("[？?；;。]|还是", text[: found.start()]):
        return []
    at, join = joins[0]
    if any(_HOW_MUCH.search(clause) for clause in clauses[:at]):
        return []  # 边境线多长，其中挨着甲和挨着乙的各多少: a question before it
    words, head = cut[at], " ".join(clauses[:at] + clauses[at + 1 :])
    one, other = ("".join(word for word, _ in some) for some in (words[:join], words[join + 1 :]))
    tells_apart = any(tag[0] == "a" for _, tag in words[join + 1 :])  # 干旱的地方
    if not one or not (tells_apart or has_subject(any_place().sub(" ", other))):
        return []
    label = one
    if not has_subject(any_place().sub(" ", one)):
        one += any_place().sub("", other)
    elif "的" in other and "的" not in one and not _RELATIVE.search(" ".join(tag for _, tag in words[join + 1 :])):
        one += other[other.rindex("的") :]
    return [(label, f"{head} {one} {asked}".strip()), (other, f"{head} {other} {asked}".strip())]


def _joins(cut: Sequence[Sequence[tuple[str, str]]]) -> list[tuple[int, int]]:
    """Where two things are joined in clauses that are cut into tagged words: numbers of the clause and of the word."""
    return [
        (n, i) for n, words in enumerate(cut) for i, (word, tag) in enumerate(words) if word in _AND and tag in "cp"
    ]


def without_asides(text: str, mentioned: Sequence[str]) -> str:
    """A question without a clause that only says whose words are asked for: 工信局的人咋说的, 康磊说的."""
    clauses = _CLAUSE.split(text)
    kept = [
        clause
        for clause in clauses
        if re.search("哪|谁", clause)
        or not any(_ASIDE.fullmatch(clause.strip().partition(words)[2]) for words in mentioned if words in clause)
    ]
    if len(kept) == len(clauses):
        return text
    # “…”是康磊提的，对吗: without that clause nothing is asked.
    return "，".join(kept) if any(one.strip() and not _ONLY_CHECKS.fullmatch(one.strip()) for one in kept) else text


def _own(words: str) -> str:
    """The words between two names, without what belongs to either name: 的提法与自治区|研究中心专家."""
    words = _place_before().sub("", _COMPARES.sub(" ", _CALLED.sub("", words)))
    return _JOINS.sub("", _MANNER.sub(" ", _JOINS.sub("", words)))


@cache
def _place_before() -> re.Pattern[str]:
    """A place right before a name; of 呼市发改委 only 呼 stands before 市发改委."""
    forms = sorted((form for one in load_terms().regions for form in one.forms), key=len, reverse=True)
    pieces = [*forms, *(form.removesuffix("市") for form in forms if form.endswith("市"))]
    return re.compile(f"(?:{'|'.join(map(re.escape, pieces))}|市里)的?$")
