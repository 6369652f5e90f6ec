"""Things that the articles name and do not explain: 六个工程, 一廊两轴五带, H+回.

Who asks what such a thing is gets the words that name it, and is told that nothing more is said.
"""

import re
from collections.abc import Sequence

from assistant.extraction.lists import items, number_of
from index.fold import dictionary_cut, fold, numeral, tagged_words
from index.patterns import compiled
from index.terms import load_terms

_QUOTED = compiled(r"[“‘「『]([^”’」』]{2,14})[”’」』]")
_COUNTED = compiled(r"([二两三四五六七八九十])(?:个|项|大|条)[\u4e00-\u9fff]{2,4}")
_ASKS_WHAT = compiled(
    r"(?:(?!针对|[和与跟同](?:什么|啥|哪|谁)|由|请了?|归|讨论|什么时|用得)[^，。？]){0,10}?(?:具体|到底|究竟|分别|各自?|都|该|指的?|是个?|包括|包含|有|代表|叫|为|列|讲|说|由(?=哪)){0,4}"
    r"(?:什么|啥|哪[里儿一二两三四五六七八九十几些条个项座]|内容|含义|意思|怎么解释|何意|一下|出来|要翻倍|要?倍增)|[^，。？]{0,2}?是啥"
)
# In the verbs with which a name is asked for what it stands for: 是什么, 各指哪些.
_STANDS_FOR = frozenset("是指包叫代有为列说讲要翻倍出")
# What is asked of a name itself.
_OF_A_NAME = frozenset(
    "内容 含义 意思 名称 全称 名字 定义 概念 内涵 意义 行动 工程 任务 体系 格局 计划 机制 措施 故事".split()  # noqa: SIM905
)
_RELATES = compiled(
    "(?:什么|啥|何)(?:关系|区别|不同|联系)|有(?:关系|联系|区别)吗"
)  # of two things, and not what each is
_TALKS = compiled("[聊谈]|讨论|商量|研讨")  # of what, and not of what is meant
_WHAT_FOR = compiled("图(?:的是|个|的)?(?:什么|啥|哪)|为的是(?:什么|啥)")  # what it is for, and not what it is
_ASKED_BEFORE = compiled(r"(?:什么|啥)(?:是|叫)$|what (?:is|are)|(?:列出|列举|列明|说出|介绍)$")
# 是哪方面的格局？每一项具体指哪里: what its pieces stand for.
_EACH_STANDS_FOR = compiled(
    "[\\d一二三四五六七八九十]+[项个条](?:计划|行动|工程|内容)?(?:分别|各自?|都|具体)+(?:是|有|指|叫)?(?:什么|啥|哪)|"
    "(?:各自?|每一?[项个条]|分别)(?:具体|都)?(?:指|涵盖|包括|包含|对应|覆盖|位于|在)(?:的是|着)?(?:哪|什么|啥)"
)
_ASKED_IN_ENGLISH = compiled(r"what (?:is|are|does)|mean")
_LISTED = compiled(
    r"([\u4e00-\u9fff]{2})(?:都|分别|各)?(?:有哪些|叫(?:什么|啥)|在哪|[是指有]?哪[几二两三四五六七八九十][个项条家处座])"
)
_MANY = compiled(
    r"(?P<count>\d{1,2}|[二两三四五六七八九十])(?:个|项|条|大|种)(?P<thing>(?:(?!的)[\u4e00-\u9fff]){2,10}?)"
    r"(?=[，, ]?(?:请|它们)?的?(?:具体|内容|名称|名字|分别|各自?的?|都)*(?:是|有|指|包括|叫|在|由){0,2}(?:哪|什么|啥)"
    r"(?!关系|区别|不同|联系)"
    r"|[，, ]?(?:请|麻烦|能否|帮我?)*(?:把[^，。？]{0,6}?)?"
    r"(?:给我|一[条个项]{1,2}|逐[一条项]|挨个|全部?|都|能不能|能否|可以)*(?:列|念|背|报|数(?!据|量|字))"
    r"|(?:[，, ]*[这那]?[\d二两三四五六七八九十]{1,2}[项个条])?的?(?:名称|名字))"
)
# 8个专项行动，能不能一个不少地报出名字: so many things, and their names behind them.
_NAMES_OF_MANY = compiled(
    r"((?P<count>\d{1,2}|[三四五六七八九十])(?:个|项|条|大|种)(?P<thing>(?:(?![的是])[\u4e00-\u9fff]){2,10}?))"
    r"(?=[，,。；;”’\s]|和|能|请|名|分|都|逐|各)[^？]*?"
    r"(?:[报念背列][^，。？告道纸]{0,3}名|名(?:字|称|目)[^，。？]{0,8}(?:[报念背列给]|叫|是)|一个不[少落漏差][^，。？]{0,4}[报念背列说讲]|"
    r"[\d二三四五六七八九十]+[个项条](?:分别|各|逐个|都)+叫)"
)
_WHICH_OF_MANY = compiled(r"(?:是|指|有|包括|分别|都|了)哪([二两三四五六七八九十]|\d{1,2})[个项条家处种座]?")
_REST = compiled(
    r"(?:剩下|剩余|其余|另外|其他|还有)的?(?:那)?[\d一二两三四五六七八九十几]+[个项条种大](?:[\u4e00-\u9fff]{0,4}?)"
    r"(?:分别|各|都)?(?:是|叫|有|指)?(?:什么|啥|哪)|除了?.{2,20}?(?:还|另外?|以外|之外)[^，。？]{0,3}(?:什么|啥|哪)"
)
_WANTS_NAMES = compiled(
    "名[字称目](?:一个不[落漏少差]|全部?|都|逐个|挨个|完整|地|也|给我)*[报列念背数]|[报列念背][^，。？]{0,4}名[字称目]"
)
_AMONG = compiled(r"、[^，。；]{1,16}?等((?:\d+|[二两三四五六七八九十])[个项条种大][\u4e00-\u9fff]{2,4})")
_EXAMPLES_OF = compiled("[”’][“‘][^，。；”’]{2,16}[”’]等([\u4e00-\u9fff]{2,6})(?=[,，。;；]|$)")
_MEANS = compiled(
    "(?:什么|啥|何)(?:意思|含义)|含义|代表(?:什么|啥|哪)|各?是?指(?:的是)?(?:[^，。？]{0,4}的)?(?:什么|啥|哪)"
)
_EXPLAINS = compiled(r"^[”’」』]?(?:是(?!.{0,12}(?:部署|抓手|举措|要求|工程))|即|指|，?包括|，?分别|：|——)")
_DEFINE = compiled(
    r"(?:什么|啥)叫做?([\u4e00-\u9fff]{3,10}?)[？?]?$|([\u4e00-\u9fff]{3,14}?)(?:到底|究竟)?(?:是个?)?(?:什么|啥)意思|"
    r"^([\u4e00-\u9fff]{4,12}?)(?:到底|究竟)?是个?(?:什么|啥|干什么的|干嘛的|做什么的)[？?]?$"
)
# 智算是啥: a term that no dictionary has.
_TERM = compiled("^([\u4e00-\u9fff]{2,3})(?:到底|究竟)?(?:是个?|指的?是?)(?:什么|啥)(?:东西|意思)?[？?]?$")
# After a comma something else is asked, unless what follows asks of what stands before it.
_NEXT_CLAUSE = compiled(
    "[，,](?!(?:它|这|那|具体|都|分别|到底|究竟|各)*(?:是|指|有|包括|包含|什么|啥|哪|怎么|叫|代表))"
)
_DEFINED = 3  # characters of a name that is to be defined
_PAIR = 2
_RECOGNISED = 2  # characters of a name
_BESIDE = 12  # characters between a name and what is asked of it


def unexplained(question: str, sentences: Sequence[str]) -> str:
    """The thing that a question asks about and that these sentences only name, "" where there is none."""
    if not sentences or re.search("全称|全名", question):
        return ""
    asked = _plain(_NEXT_CLAUSE.sub("。", question))
    if (many := _MANY.search(re.sub('[”’"](?=[，, ])', "", fold(question)))) and not _lists(many[0], sentences):
        said = _plain("".join(sentences))
        if _plain(many["thing"])[-2:] in said:
            return many[0]
    if (many := _NAMES_OF_MANY.search(re.sub('[”’"](?=[，, ])', "", fold(question)))) and not _lists(
        many[1], sentences
    ):
        said = _plain("".join(sentences))
        if _plain(many["thing"])[-2:] in said and re.search(f"(?:{_ways(many['count'])})[个项条大种]", said):
            return many[1]
    if listed := _LISTED.search(asked):
        counted = rf"{listed[1]}\d+[个项条家处]|\d+[个项条家处][^，。；]{{0,5}}{listed[1]}"
        found = re.search(counted, _plain("".join(sentences)))
        if found and not _lists(found[0].removeprefix(listed[1]), sentences):
            return listed[1]
    if (which := _WHICH_OF_MANY.search(asked)) and (counted := _count_of(which[1], sentences)):
        return counted  # 内连八省区是哪八个省
    if (_REST.search(asked) or _WANTS_NAMES.search(asked)) and (rest := _AMONG.search(fold("".join(sentences)))):
        return rest[1]  # 剩下六个叫什么: of eight only two are named
    if (example := _EXAMPLES_OF.search(fold("".join(sentences)))) and _plain(example[1]) in asked:
        return ""  # “甲”“乙”等历史佳话
    for name in _names(sentences):
        if _MEANS.search(asked) and len(name) > 1 and _plain(name) in asked and name[0].isascii():
            # “H+回”型管网，H和回各是什么意思
            return "" if any(_explains(name, sentence) for sentence in sentences) else name
        if _asks_of(_plain(name), asked):
            return "" if any(_explains(name, sentence) for sentence in sentences) or _lists(name, sentences) else name
    return _undefined(fold(question), fold("".join(sentences)))


def named_in_part(name: str, sentences: Sequence[str]) -> bool:
    """Whether sentences give some of what a name counts as examples: 甲、乙等8大产品体系."""
    return any(re.search(rf"、[^，。；]{{1,16}}等[^，。；]{{0,6}}?{re.escape(name[-2:])}", one) for one in sentences)


def _count_of(many: str, sentences: Sequence[str]) -> str:
    """What is counted as so many and nowhere listed, "" where it is listed."""
    found = re.search(
        rf"(?<![、“‘\d第十])(?:{_ways(many)})(?:个|项|大|条|处)?[\u4e00-\u9fff]{{2}}",
        fold("".join(sentences)),
    )
    return "" if not found or _lists(found[0], sentences) else found[0]


def _ways(count: str) -> str:
    """A pattern of the ways in which a count may be written."""
    return count if count.isdigit() else f"{count}|{numeral(count)}"


def _undefined(question: str, said: str) -> str:
    """What a question wants defined (什么叫资源型缺水) and the sentences only use, "" where they say what it is."""
    if (term := _TERM.search(question)) and term[1] in said and len(dictionary_cut(term[1])) > 1:
        return "" if re.search(rf"{term[1]}[”’]?(?:是|即|指|：|——)|[是即]{term[1]}", said) else term[1]
    if not (found := _DEFINE.search(question)):
        return ""
    words = re.sub("^.*[说提讲谈]的", "", found[1] or found[2] or found[3])
    name = next((words[at:] for at in range(len(words) - _DEFINED + 1) if words[at:] in said), "")
    explained = re.search(
        rf"(?:^|[。；]){re.escape(name)}|{re.escape(name)}[”’]?(?:是|即|指|：|——)|[是即]{re.escape(name)}", said
    )
    return "" if not name or explained else name


def _asks_of(name: str, question: str) -> bool:
    """Whether a question asks what a name stands for, rather than for something about it: the name, or its first
    four characters, and the words that ask stand side by side."""
    forms = (name, name[:4] if _COUNTED.match(name) else name)
    said = next((one for one in forms if one in question and len(one) >= _RECOGNISED), "")
    if not said or _in_a_name(said, question):
        return False
    for at in (found.start() for found in re.finditer(re.escape(said), question)):
        after, before = question[at + len(said) :][:_BESIDE], question[:at][-_BESIDE:]
        if _RELATES.search(re.split("[，。？ ]", after)[0]) or _WHAT_FOR.search(after):
            continue
        elsewhere = re.match(
            "[^，。？]{0,4}在哪[个家]|[^，。？]{0,16}哪一?个(?:区(?!域)|市|盟|旗|县|省|国家)",
            question[at + len(said) :],
        )
        asked = _ASKS_WHAT.match(after) if not elsewhere else None
        if asked and not _does_something(asked[0]) and not _of_something_else(asked[0], after):
            return True
        if _EACH_STANDS_FOR.search(question[at + len(said) :]):
            return True
        if _ASKED_BEFORE.search(before) or _ASKED_IN_ENGLISH.search(question):
            return True
    return False


def _in_a_name(said: str, question: str) -> bool:
    """Whether a name stands in a question only at the beginning of an action's: 北疆文化 of 北疆文化建设提升行动."""
    forms = [form for one in load_terms().actions for form in one.forms if form.startswith(said) and form != said]
    return any(form in question and said not in question.replace(form, "") for form in forms)


def _does_something(words: str) -> bool:
    """Whether what is asked after a name has a verb of its own before it: 圆桌会专栏想聊啥 asks for no meaning."""
    before = [(word, tag) for word, tag in tagged_words(words) if tag != "d"][:-1]
    while before and before[-1][1] in ("r", "m", "q"):
        before.pop()  # 哪|一, 个|啥
    while before and (before[-1][1] == "p" or (before[-1][1] == "v" and _STANDS_FOR & set(before[-1][0]))):
        before.pop()
    # 六个行动的动员大会是哪天: another thing is asked for, not what the name means.
    word, tag = before[-1] if before else ("", "")
    if len(before) > 1 and (tag in ("a", "ad", "nr") or (tag == "uj" and "的是" in words)):
        word, tag = before[-2]  # 聊明白, 找来的是
    return (
        _TALKS.search(words) is not None
        or (tag == "v" and not _STANDS_FOR & set(word))
        or (tag == "n" and len(word) > 1 and word not in _OF_A_NAME)
    )


def _of_something_else(words: str, after: str) -> bool:
    """Whether the word that asks is followed by a thing that is no meaning: 现在是啥进度."""
    if not words.endswith(("什么", "啥")):
        return False
    behind = tagged_words(after[len(words) :])[:1]
    return any(
        word == "人" or (tag in ("n", "vn") and len(word) > 1 and word not in _OF_A_NAME) for word, tag in behind
    )


def _names(sentences: Sequence[str]) -> list[str]:
    """What is named in quotation marks or by a number, the longest first."""
    text = "".join(sentences)
    quoted = _QUOTED.findall(text)
    pieces = [piece for name in quoted for piece in name.split("、") if len(piece) >= _RECOGNISED]
    found = {*quoted, *pieces, *(match[0] for match in _COUNTED.finditer(text))}
    return sorted(found, key=lambda name: (-len(name), text.find(name)))


def _explains(name: str, sentence: str) -> bool:
    return any(_EXPLAINS.match(sentence[found.end() :]) for found in re.finditer(re.escape(name), sentence))


def _lists(name: str, sentences: Sequence[str]) -> bool:
    """Whether as many things are listed as the name counts; a name without a number is taken to be listed by two."""
    counted = re.match(r"(\d{1,2})|([二两三四五六七八九十])", name)
    wanted = (int(counted[1]) if counted[1] else numeral(counted[2])) if counted else 2
    numbered = sum(number_of(sentence) > 0 for sentence in sentences)
    if wanted == _PAIR or any(f"、{name}" in sentence or f"{name}、" in sentence for sentence in sentences):
        # Any two things may stand side by side before it; names that stand together (一廊、两轴、五带) list nothing.
        sentences = [_from_name(name, sentence) for sentence in sentences]
    rows = [clause for sentence in sentences for clause in re.split(r"[，。；：]", sentence)] + list(sentences)
    in_a_row = max(items(row) for row in rows)
    return max(numbered, len(sentences)) >= wanted or (bool(counted) and in_a_row >= wanted)


def _from_name(name: str, sentence: str) -> str:
    """A sentence from the clause that has a quoted name on, without the quotation: “两重、两新” names two things, and
    lists neither."""
    found = re.search(rf"[“‘][^”’]*{re.escape(name)}[^”’]*[”’]", sentence)
    if not found:
        return sentence
    before = re.split("[，。；：]", sentence[: found.start()])[-1]
    return (before + sentence[found.end() :]).rstrip("；。")


def explanations(name: str, sentences: Sequence[str]) -> list[int]:
    """The places of the sentences that explain a name, or each of the names that it is put together from
    (一控、四减、两增); [] unless all are explained."""
    found = []
    for piece in re.split(r"[、，和与]", name):
        pattern = re.compile(rf"^[“‘]?{re.escape(piece)}[”’]?(?:是|[,，]|指|即|[:：])")
        at = next((i for i, sentence in enumerate(sentences) if pattern.match(fold(sentence))), -1)
        if at < 0:
            return []
        found.append(at)
        if number_of(sentences[at]) == 1 and at + 1 < len(sentences) and number_of(sentences[at + 1]) == 2:
            found.append(at + 1)
    return found


def _plain(text: str) -> str:
    return re.sub(r"[、，,\s“”‘’「」『』]", "", fold(text))
