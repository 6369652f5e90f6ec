"""Who is meant and who is who: the authors of the articles, with their posts and bodies."""

import itertools
import re
from collections.abc import Sequence
from functools import cache, lru_cache

from assistant.understanding.asked import Asked
from assistant.understanding.naming import same_names, without_city
from assistant.understanding.roster import People, is_expert, is_of, plain_body
from assistant.understanding.scope import named
from index.passage import Article
from index.patterns import compiled
from index.terms import load_terms

_POST = compiled(
    r"(副?)(书记|主任|局长|厅长|处长|科长|部长|院长|校长|馆长|所长|秘书长|市长|主席|会长|研究馆员|研究员|教授)"
)
# 副局长的有哪两位, 哪几位是副局长: all who hold a post.
_SOME_OF_THEM = "(?:哪[些几两二三四五六七八](?:位|个?人)|都?有谁)"
_HOLDERS = compiled(
    rf"{_POST.pattern}[”’\"]?的?(?:人)?(?:分别|都|各)?(?:有|是)?{_SOME_OF_THEM}|{_SOME_OF_THEM}[^，。？]{{0,4}}(?:是|担任|任|当)[^，。？]{{0,6}}?{_POST.pattern}|"
    rf"{_SOME_OF_THEM}[^。？]{{0,24}}?(?:职务|身份|头衔)[^。？]{{0,10}}?{_POST.pattern}|(?:职务|职位|头衔|官衔)[^，。？]{{0,4}}带[“‘]?副[”’]?字的?(?:人)?(?:是|有)?{_SOME_OF_THEM}"
)
_SOME_OFFICIAL = compiled("哪[个位](?:领导|干部|负责人|明星|歌手)")
_OFFICE = compiled(r"([\u4e00-\u9fff]{2,12}?[局委厅院])(?:的)?(?:现任|正)?(?:副?(?:局长|主任|厅长|院长|书记))")
_DEPUTY = compiled("带[“‘]?副[”’]?字|副职|副手|副的|二把手|不是一把手|不是正职")
_HEAD = compiled(r"一把手|头头|正职|掌门|当家|头儿|主要负责人|(?<!副)局长|(?<!副)主任")
_EXPERT = compiled(
    r"(?<![请邀把将])(?<![请邀把将][这那哪][些几位])专家|(?<!专家)(?<![请邀把将])(?<![请邀把将][这那哪][些几位])学者|(?<!什么样的)(?<!哪类)(?<!什么)嘉宾|研究者|教授|智库"
)
_OFFICIAL = compiled(r"领导|官员|局长|负责人|受访者")
_SHORTEST = 3  # characters of a body's name by which it is recognised
_SHORT_NAMES = ("党校", "社科院")
_GENERAL_NAME = "发展研究中心"
_GENERAL = compiled(r"^(?:内蒙古|自治区|研究|发展|中心|呼和浩特)+$")
_WORDS = compiled("[\u4e00-\u9fff]{3}")
_ADDRESSED = compiled(r"([\u4e00-\u9fff])(?:局长|主任|书记|处长|所长|秘书长|馆长|研究员|老师)")
_SOMEBODY_THERE = "市?(?:来的|任职|工作的|委?的?(?:那[位个]|党校|专家|学者|老师|同志|主任|教授|研究|人(?![口才均民])))"
_NEAR = 4  # characters between a body and the name of who speaks for it


def names_another_body(before: str, person: Article, people: People) -> bool:
    """Whether the words before a person's name give the person another body than the articles do."""
    return any(piece not in plain_body(person.org) for piece in _bodies_named(before, people))


def names_own_body(before: str, person: Article, people: People) -> bool:
    """Whether the words before a person's name name the person's own body."""
    return any(of_body(person, piece) or piece in plain_body(person.org) for piece in _bodies_named(before, people))


def mentions(text: str, people: People) -> list[tuple[str, tuple[str, ...]]]:
    """Whose words a text asks for: each mention as it is written, with the names it may stand for, in order.

    A mention is a name, a bureau ("市发改委"), the body of an expert ("社科院那位"), or experts in general.
    """
    found: dict[int, tuple[str, tuple[str, ...]]] = {}
    rest = text
    for name in people.named_in(text):
        for match in re.finditer(re.escape(name), rest):
            found.setdefault(match.start(), (name, (name,)))
        rest = rest.replace(name, "□" * len(name))
    for bureau in load_terms().organisations:
        for form in bureau.forms:
            at = rest.find(form)
            if at >= 0 and (holders := people.of_body(bureau.name)):
                found[at] = (form, holders)
                rest = rest.replace(form, "□" * len(form))
    for piece in _bodies_named(rest, people):
        so_named = (names for body, names in people.experts_by_body.items() if piece in body)
        holders = tuple(dict.fromkeys(name for names in so_named for name in names))
        before = rest.partition(piece)[0] if piece in rest else ""
        place = next((one for one in load_terms().regions if before.endswith(one.forms)), None)
        if place:  # 鄂尔多斯党校, of all that are called 党校
            there = tuple(name for name in holders if place.name[:2] in people.by_name[name][-1].org)
            holders = there or holders
        wider = next((at for at, (_, names) in found.items() if set(holders) < set(names)), None)
        if holders and wider is not None:
            found[wider] = (found[wider][0], holders)  # 宏观经济研究中心社会发展处: the narrower of the two
        elif holders and not any(set(holders) <= set(names) for _, names in found.values()):
            found[rest.find(piece)] = (piece, holders)
            rest = rest.replace(piece, "□" * len(piece))
    for at, words, holders in _by_topic(rest, people):
        found[at] = (words, holders)
        rest = rest.replace(words, "□" * len(words))
    if (expert := _EXPERT.search(rest)) and not any(_all_experts(names, people) for _, names in found.values()):
        found.update({expert.start(): (expert[0], people.experts)} if people.experts else {})
    for match in _ADDRESSED.finditer(rest):
        so_called = people.by_surname.get(match[1], ())
        if len(so_called) == 1 and match.start() not in found:
            found[match.start()] = (match[0], so_called)
    alone = [names for _, names in found.values() if len(names) == 1]
    for at, (words, group) in list(found.items()):
        if len(group) > 1 and not _EXPERT.fullmatch(words) and any(set(one) < set(group) for one in alone):
            del found[at]  # 康磊在宏观经济研究中心是什么职务: the body of the one who is named
    places = sorted(found)
    for at, after in itertools.pairwise(places):
        (words, group), (_, whom) = found[at], found[after]
        if set(whom) <= set(group) and after - at - len(words) <= _NEAR:
            # 工信局的肖蕾: one and the same
            found[after] = (text[max(at, 0) : after] + found[after][0], whom)
            del found[at]
    return [found[at] for at in sorted(found)]


def _by_topic(text: str, people: People) -> list[tuple[int, str, tuple[str, ...]]]:
    """Those who are called by what they speak of (谈就业的那位, 研究节水的学者): place, words, names."""
    found = []
    for match in _topic_pattern().finditer(text):
        terms = load_terms()
        action = terms.topics.get(match["topic"], "") or named(match["topic"], terms.actions)
        theirs = [one for one in people if one.author and one.action == action]
        before = text[: match.start()]
        if _EXPERT.search(match[0]) or _ROUND_TABLE.search(before) or _AMONG_EXPERTS.search(before):
            theirs = [one for one in theirs if is_expert(one)]
        elif _OFFICIAL.search(match[0]):
            theirs = [one for one in theirs if not is_expert(one)]
        if names := tuple(dict.fromkeys(one.author for one in theirs)):
            found.append((match.start(), match[0], names))
    return found


_AMONG_EXPERTS = compiled("(?:专家|学者)们?(?:里面?|[之当]?中)[，,]?[^，。？]{0,2}$")  # 专家里，专谈节水的是哪一位


@cache
def _topic_pattern() -> re.Pattern[str]:
    terms = load_terms()
    forms = sorted({*(form for one in terms.actions for form in one.forms), *terms.topics}, key=len, reverse=True)
    who = "专家|学者|老师|作者|教授|研究员|研究者|领导|官员|局长|负责人|同志|嘉宾|受访者"
    return re.compile(
        rf"(?:谈|讲|写|聊|说|介绍|解读|阐述|研究|负责|主管|分管|管)(?P<topic>{'|'.join(map(re.escape, forms))})"
        r"(?:问题|工作|这块|[这那]项行动|行动)?的"
        rf"(?:(?:那|这)?(?:一?[位个])?(?:{who})|(?:那|这)一?[位个](?:人)?|(?=是(?:谁|哪一?位)))"
    )


def of_body(person: Article, body: str) -> bool:
    """Whether a person speaks for a body, by any of its names."""
    return is_of(person.org, body)


def find_people(text: str, people: People, named: Sequence[str], topic: str) -> list[Article] | None:
    """The people that a question for a person means, by body, post and subject; [] where the articles have none.

    `named` has those that mentions() found; `topic` is the action that is asked about, "" if none is. None where the
    question does not say enough to tell.
    """
    if _ALL_LEADERS.search(text):
        return [one for one in people.persons if one.action and not is_expert(one)]
    if named and _ATTENDS.search(text):
        return []  # 甲说的那场会有谁到场: nobody who is named is asked for
    if len(named) == 1 and next(iter(named)) in text:
        return list(people.by_name.get(next(iter(named)), ())[-1:])
    if (headed := _OFFICE.search(text)) and not any(is_same_body(headed[1], org) for org in people.bodies):
        return []
    stems = [_stem(one.name) for one in load_terms().organisations]
    office = next((stem for stem in stems if stem in text), "") if not named else ""
    wanted = {match[0] for match in _POST.finditer(text)}
    meant = frozenset(named) or people.names
    found = [one for one in people.persons if one.author in meant and (not office or office in one.org)]
    holders = bool(_HOLDERS.search(text))
    if wanted:
        found = [one for one in found if (wanted <= _posts(one) if holders else wanted & _posts(one))]
    elif _DEPUTY.search(text):
        found = [one for one in found if "副" in one.role and (named or not is_expert(one))]
        return found if len(found) <= _ALL else None
    elif _HEAD.search(text):
        found = [one for one in found if "副" not in one.role]
    if _ROUND_TABLE.search(text):
        found = [one for one in found if is_expert(one)]
        if here := [one for one in found if one.org[:_PLACE] in text]:
            return here if len(here) <= _SOME else None  # 有个鄂尔多斯那边的
    elif _INTERVIEWED.search(text):
        found = [one for one in found if not is_expert(one)]
    titles = {one.id for one in people.titled_in(text)}
    written = [one for one in found if one.id in titles]
    if written:
        return written
    if holders and wanted:
        return found if len(found) <= _ALL else None
    many = bool(_MANY.search(text))
    if many and not wanted and (_ROUND_TABLE.search(text) or _EXPERT.search(text) or _INTERVIEWED.search(text)):
        experts = not _INTERVIEWED.search(text)
        found = [one for one in found if is_expert(one) is experts]
        return found if len(found) <= _ALL else None
    if not (named or office or topic) and (wanted or _SOME_OFFICIAL.search(text)):
        # Of a body that no author speaks for, or of none at all; a rare post tells who is meant.
        return found if wanted & _RARE_POSTS and len(found) <= _SOME else []
    if topic and len(found) > 1:
        found = [one for one in found if one.action == topic]
        if _LEADS.search(text):
            found = [one for one in found if not is_expert(one)]  # 就业促进行动谁牵头: no expert does
    if not (named or office or wanted or topic):
        return None
    together = many and (_ROUND_TABLE.search(text) or _INTERVIEWED.search(text))  # 记者采访了哪几位局长
    return found if len(found) <= (_ALL if together else _SOME) else None


_ALL_LEADERS = compiled(
    "(?:六个|6个|各个?|所有|全部)(?:行动的?)?(?:牵头)?(?:部门|局|行动)的?(?:负责人|一把手|牵头人|领导)"
)
_LEADS = compiled(
    "(?:谁|哪一?[个家位]?(?:部门|局|单位|人)?)(?:来|去)?(?:牵头|负责|主管|分管)|(?:牵头|负责|主管)的?(?:是|人|部门|单位|局)"
)
_ATTENDS = compiled("谁(?:到场|到会|在场|出席|见证)")
_MANY = compiled(
    "哪些|哪几|哪[二三四五六七八]|都有谁|几位|请列|[请邀找访](?:了|来|到)*(?:都)?(?:谁|哪)(?![^，。？]{0,4}(?:什么|啥))|有谁|谁[^，。？]{0,3}(?:参加|出席|发言|参与)"
)
_ROUND_TABLE = compiled("圆桌|研讨|座谈|嘉宾")
_INTERVIEWED = compiled("受访|受的访|专访|采访|答记者问")
_RARE_POSTS = frozenset(
    ["秘书长", "馆长", "副馆长", "副所长", "副处长", "研究员", "研究馆员", "教授", "会长", "副局长"]
)
_PLACE = 4  # characters of a place at the head of a body's name
_ALL = 12  # people: a list of more than that is no answer
_SOME = 3  # people: more than that were not meant


def _posts(person: Article) -> frozenset[str]:
    return _posts_in(person.role)


@lru_cache(maxsize=16384)
def _posts_in(role: str) -> frozenset[str]:
    return frozenset(match[0] for match in _POST.finditer(role))


def names_office(text: str) -> bool:
    """Whether a text names the head of a body, one of ours or not: 财政局局长."""
    return bool(_OFFICE.search(text))


def is_same_body(words: str, org: str, least: int = 2) -> bool:
    """Whether the end of some words, of so many characters at `least`, is a name of a body."""
    org = same_names(org)
    return any(same_names(words[at:]) in org for at in range(len(words) - least + 1))


def _stem(bureau: str) -> str:
    """What a bureau is for: 水务 of 呼和浩特市水务局."""
    return re.sub(r"[局委]$", "", without_city(bureau))


def _bodies_named(text: str, people: People) -> list[str]:
    """The pieces of experts' bodies that a text names, the longest first."""
    pieces: set[str] = set()
    said = plain_body(text)
    for org in people.bodies_like(said):
        for length in range(len(org), _SHORTEST - 1, -1):
            for at in range(len(org) - length + 1):
                piece = org[at : at + length]
                if piece in said and not _says_little(piece, said) and not any(piece in longer for longer in pieces):
                    pieces.add(piece)
    for short in _SHORT_NAMES:
        if short in said and any(short in org for org in people.experts_by_body):
            pieces.add(short)
    return sorted(pieces, key=lambda piece: (-len(piece), piece))


def _says_little(piece: str, said: str) -> bool:
    """Whether a piece of a body's name fits many bodies; 研究中心专家 still means one of those that are there."""
    if not _WORDS.search(piece):
        return True  # the number of a body is also part of a year
    place = any(piece in form or form in piece for one in load_terms().regions for form in one.forms)
    if place and not re.search(rf"(?:来自|从).{{0,2}}{piece}|{piece}{_SOMEBODY_THERE}", said):
        return True  # 跟鄂尔多斯一起建: the place, and nobody who works there
    general = bool(_GENERAL.match(piece)) or piece in _GENERAL_NAME
    return general and not re.search(rf"{re.escape(piece)}的?(?:专家|学者|那位)", said)


def _all_experts(names: Sequence[str], people: People) -> bool:
    return all(is_expert(one) for name in names for one in people.by_name.get(name, ()))


def asks_for_person(asked: Asked, text: str, person: str = "") -> bool:
    """Whether a question is for a person or a person's post, rather than for those who do or get something.

    `person` is the one whom it names, "" for nobody.
    """
    if person and re.search(rf"{re.escape(person)}(?:到底|究竟)?是{_WORKS_ON}|研究(?:方向|领域)", text):
        return True  # and not 某某提出的平台是做什么的
    if (person and _ABOUT.search(text)) or _HOLDERS.search(text) or _OF_BODY.search(text):
        return True
    if asked == "speaker" or (person and _NAME_OF.search(text)):
        return False
    if asked == "who":
        return not _ACTS.search(text) and not _EACH_BY.search(text)
    return bool(_CALLED.search(text)) and bool(_SOMEONE.search(text)) and not _THING_CALLED.search(text)


_WORKS_ON = "(?:研究|搞|做|干)(?:什么|啥|哪)[^，。？]{0,4}的"
_OF_BODY = compiled(
    "(?:专家|学者|嘉宾|受访者)们?(?:都|分别|各)*(?:是|来自|在)(?:些)?(?:哪|什么|啥)[些几一]?[个家]?(?:单位|部门|机构|院校|里|儿)+(?:的|来的|工作|任职)?[？?]?$|"
    "[两二三四几]个?位?(?:是|来自)[^，。？]{2,16}(?:院|校|中心|局|所|处)的?[，, ]+(?:都|分别)?(?:是)?(?:哪|谁)|"
    "哪[些几一两二三四五]?[位个]?(?:个?人|专家|学者|作者)?(?:都|分别)?"
    "(?:是[^，。？]{2,16}(?:院|校|中心|局|所|处)的|来自[^，。？]{2,16}(?:院|校|中心|局|所|处)的?)[？?]?$"
)
_NAME_OF = compiled("[，, ]叫(?:什么|啥|甚)")  # 肖蕾说要办个展，叫什么: somebody named has a name
_ABOUT = compiled(
    r"(?<![由归被让请])哪(?:个|里|儿)?(?:单位|部门|机构)(?![^，。？]{0,3}(?:管|负责|牵头|主办|承办))|是(?:什么|啥)(?:单位|部门|机构)|在哪(?:里|儿)?(?:工作|任职|上班)|是哪(?:里|儿)的(?!什么|啥)|的?(?:职务|职位|头衔|职称|身份|单位)(?:是什么|是啥|该?应?该?(?:怎么|怎样|如何|咋)(?:规范)?(?:写|称呼|表述)|[？?]?$)"
)
_ACTS = compiled(
    r"(?:代表(?:性)?|历史|传奇|典型|著名)(?:的)?(?:人物|名人)|传承人|英雄|模范|(?:谁|哪一?[位个][^，。？的]{0,6}?)(?:签[发批署]?|审[批定]|批[准示]|拍板|督办|带队|剪彩)的?|[由归被]谁|谁[^，。？是]{2,12}[多少高低大小快慢](?:一?[些点])?[？?呢]*$|[给对向跟和与替][^，。？]{0,2}谁|谁(?:的)?(?:指示|要求|责任)|责任人"
)
_EACH_BY = compiled(
    "每一?[项条个](?:[^，。？]{0,6}?)(?:由|归|是|让|都)*(?:谁|哪一?[位个])"
)  # 每一项由谁盯着: of measures
_CALLED = compiled(
    r"叫个?(?:什么|啥|甚)|(?:哪个|什么|啥)(?:单位|部门|机构)|名字|嘉宾|来自哪|任职|几个人|(?:有|哪|是|请了|来了)几位|几位[？?]?$|哪些人|哪[些几二三四五六七八]位?(?:专家|学者|嘉宾|局长)"
)
_THING_CALLED = compiled(
    "(?:平台|系统|圈|联盟|项目|工程|计划|机制|剧|节|展|活动|行动|集群|园|区|方案|条例|政策|文件|文章|品牌|词|中心|馆|城)"
    "(?:(?:到底|究竟|都|分别)?叫(?:什么|啥|甚)|[，,]?(?:它们)?的?名[字称])"
)
_SOMEONE = compiled(
    r"头头|专家|学者|嘉宾|老师|局长|主任|处长|一把手|负责人|领导|那位|那个人|发言|署名|作者|[他她](?![们])"
)
