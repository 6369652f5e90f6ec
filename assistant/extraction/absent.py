"""Whose words a question asks for that the articles do not have: a person, a post, a body or a crowd."""

import re

from assistant.understanding.naming import same_names, without_city
from assistant.understanding.people import is_same_body
from assistant.understanding.roster import People
from assistant.understanding.scope import any_place
from assistant.understanding.view import ASKS_VIEW, name_at
from index.patterns import compiled
from index.terms import load_terms

_OFFICE_SAYS = compiled(
    "(?<![副])(市长|主席|部长|厅长|县长|旗长|区长|盟长|省长|总理|院长|校长)[^，。？]{0,14}?(?:怎么|咋|如何|怎样)?[是的]?(?:说|讲|表示|强调|要求|指出|表态|回应)"
)
_OFFICE_OF = compiled(
    "(?<![\u4e00-\u9fff])(?:呼和浩特)?(市[\u4e00-\u9fff]{2,6}[局委办])的?(?:局长|主任|负责人|副局长)[^，。？]{0,16}?"
    "(?:怎么|咋|如何|怎样)(?:说|讲|看|谈|回应|解释|表态)"
)
# Behind him who is asked for stands what is asked of him.
_BEHIND = compiled("^(?:最近|当时|曾经|曾|又|也|都|是|到底|究竟|们|自己|本人|他们)*")
_BEFORE = compiled(
    "^(?:那么?|请问|问一下|想知道|听听|当地|咱们?|我们?|广大|普通|各地?|现在|本地|有|呼和浩特的?|呼市的?|首府的?)*"
)
_CROWD = compiled(
    "(?:老百姓|百姓|市民|居民|网友|网民|群众|民众|村民|农民|牧民|农牧民|企业家?|老板|店主|商户|家长|年轻人|大学生|毕业生|"
    "学生|游客|读者|外国人|外地人|司机|工人|职工|开发商|投资者|投资商|党中央|中央|国务院)们?"
)
_HOLDER = compiled(
    "(?P<body>[\u4e00-\u9fff]{0,8}?)(?:市长|省长|县长|区长|旗长|盟长|主席|总理|总统|部长|厅长|书记|局长|主任|院长|校长)"
)
_BODY = compiled(
    "(?:(?![是哪啥在]|什么|那个|这个)[\u4e00-\u9fff]){2,8}(?:局|厅|委|委员会|公司|集团|大学|学院|协会|商会|法院|检察院|联合会)"
)
_SHORTEST = 3  # characters by which a body is known: 务局 ends 税务局 and 水务局
_NO_BODY = compiled("(?:当|结|格|布|全|大|时|变|僵)局|客厅|餐厅|大厅")
_DOES = compiled(
    "^(?:要|会|将|该|又|也|都|是|准备|打算|计划|到底|究竟|今年|下一步|接下来|近期)*"
    "(?:怎么|怎样|如何|咋|为什么|为啥|对|为|给|从|在|有(?:哪些|什么|啥|何)|的|采取|出台|推出|干|做|搞|提出)"
)


def asked_of(question: str, people: People, known: bool) -> str:
    """Of whom a question wants words or doings who is no author, "" for nobody such: the holder of a post (市教育局局长
    怎么谈), a person, a bureau or a crowd (王某怎么看, 教育局怎么推进, 市民满意吗).

    `known` says that the question was found to mean an author.
    """
    if people.named_in(question):
        return ""
    if level := _of_other_level(question, people):
        return level
    headed = _OFFICE_OF.search(question)
    if headed and not any(is_same_body(headed[1], org) for org in people.bodies):
        return headed[1]  # of a bureau whose head speaks in no article
    found = _OFFICE_SAYS.search(question)
    if found and not any(found[1] in one.role for one in people.persons):
        return found[1]
    if known:
        return ""
    return next(filter(None, (_whose(clause, people) for clause in re.split("[，。？；！,?!;]", question))), "")


def _whose(clause: str, people: People) -> str:
    """Whose words or doings a clause asks for, if they are none of the authors; "" where it asks for nobody's."""
    clause = _BEFORE.sub("", clause.strip())
    for words in (any_place().sub("", clause), clause):  # 呼和浩特市|财政局, but 内蒙古大学
        body = _BODY.match(words)
        if body and _DOES.match(words[body.end() :]) and not _NO_BODY.search(body[0]):
            return "" if _is_ours(body[0], people) else body[0]
    if not (view := ASKS_VIEW.search(clause)):
        return ""
    head = clause[: view.start()]
    if crowd := _CROWD.match(head):
        rest = _BEHIND.sub("", head[crowd.end() :])
        return crowd[0] if not rest or rest[0] in "对就给提有说" else ""
    if name := name_at(clause):
        return name
    holder = _HOLDER.match(head)
    if not holder or _is_ours(holder["body"], people) or any(holder[0] in one.org + one.role for one in people.persons):
        return ""
    return "" if any(one[1:] in holder[0] for one in people.names if len(one) > len("某某")) else holder[0]  # 廷东局长


def _is_ours(words: str, people: People) -> bool:
    """Whether some words end with the name of a body that speaks in the articles, or of one of the terms."""
    ours = any(same_names(words).endswith(same_names(form)) for one in load_terms().organisations for form in one.forms)
    return ours or any(is_same_body(words, org, _SHORTEST) for org in people.bodies)


def _of_other_level(question: str, people: People) -> str:
    """The bureau of another level than the articles have of which a question asks what it says: 自治区发改委."""
    cities = [one.name for one in load_terms().organisations if people.of_body(one.name) and one.name[:3] != "内蒙古"]
    short = "|".join(re.escape(without_city(name)) for name in cities)
    found = short and re.search(rf"((?:自治区|内蒙古|国家|省)(?:{short}))[^，。？]{{0,16}}?[说讲谈提评表介]", question)
    return found[1] if found else ""
