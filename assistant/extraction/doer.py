"""Who does something, gets it or began it: whether a sentence tells that of what a question asks after."""

import re

from assistant.extraction.candidate import Candidate
from assistant.understanding.naming import same_names
from assistant.understanding.query import Part
from assistant.understanding.roster import is_expert
from assistant.understanding.scope import names_place
from index.fold import fold
from index.patterns import compiled
from index.synonyms import group_of, says, talk

_SOMEBODY = compiled(r"部门|专人|专班|专员|单位|企业|机构|人员|专家|干部|总书记|[市区]委|党委|政府|群众|者|[局厅委办]")
_BODY = compiled(r"部门|[\u4e00-\u9fff](?:(?<![大格布结全新开])局|委|厅|办(?![法好理事得了学])|中心|党委|政府|机构)")
_DOES = compiled(r"(?:谁|哪一?位|哪个人)(?:来|去|在|给|帮|替|为)?(?![来去在给帮替为])([\u4e00-\u9fff]{2})")
_NAME_ASKED = compiled("叫(?:什么|啥)名?[字？?]*$|是谁(?![\u4e00-\u9fff]{2})|谁是|姓名|名字|何人|名谁|尊姓|贵姓|大名")
_CONCERNED = 0.6  # the share of a question's words of who says who does something or gets it
_BEGUN = compiled("(?:提出|发起|倡议|推出|部署(?!大?会))")
_BEGAN = compiled("(?:党委|政府|国务院|中央|[厅局委办])[^，。？；]{0,24}(?:部署|提出|推出|发起|倡议|启动|印发|出台)")
_GETS = compiled("[给为对让]谁|谁(?:能|可以|享受)")
_FOR = compiled("(?:^|[，。；])(?:对|为|向)[^，。；]{2,24}?(?:实行|给予|实施|提供|开展)")  # 对新产业实行…
_RECIPIENT = compiled("人才|居民|毕业生|大学生|青年|农民|职工|用户|(?:推送|报送|发放|交付|移交)(?:至|到|给)")
_DOING = compiled(
    "(?:谁|哪一?[个家]?(?:部门|单位|局))"
    "(?:的(?:计划|任务|工作|打算|事)|(?:在|来|去|要|想|打算|准备)*(?:推|管|负责|牵头|搞|办|建|抓|组织|实施|落实|创建|打造|出台|制定|举办|申报|组建|开展))"
)
_ALL_OF_IT = 0.95  # the share of a question's words of what an official says that his own body does
_BEGUN_BY = 0.5  # the share of a question's words of what tells which body began a thing: the deed has other words


def by_its_author(candidate: Candidate, part: Part) -> bool:
    """Whether a sentence in which an official tells what is done answers who does it, by whose words it is: 平台谁在推,
    of what the head of a bureau says that it does."""
    article = candidate.passage.article
    official = bool(article.org and article.author) and not is_expert(article)
    return (
        official and candidate.passage.kind == "body" and candidate.own >= _ALL_OF_IT and bool(_DOING.search(part.text))
    )


_OF_NAME = 4  # characters


def does_or_gets(candidate: Candidate, part: Part) -> bool:
    """Whether a sentence says who does something or gets it: it has the verb, and somebody."""
    if _BEGUN.search(part.text):
        return began(candidate, part)
    if by_its_author(candidate, part):
        return True
    if candidate.passage.kind != "body" or candidate.own < _CONCERNED:
        return False
    gets = bool(_GETS.search(part.text)) and bool(_RECIPIENT.search(candidate.text))
    gets |= bool(_GETS.search(part.text)) and bool(_FOR.search(candidate.text))
    if not gets and not _SOMEBODY.search(candidate.text):
        return False
    author = candidate.passage.article.author
    told = re.sub(f"^{re.escape(author)}(?:说|表示|介绍|指出)", "", candidate.text) if author else ""
    if _NAME_ASKED.search(part.text) and not (author and author in told):
        return False
    does = None if gets else _DOES.search(part.text)  # 给谁设的: who gets it, whoever set it up
    return not does or does[1] in talk() or does[1][0] in "说讲谈聊" or says_word(does[1], candidate.text)


def names_body(candidate: Candidate, part: Part) -> bool:
    """Whether a sentence names a body, and where a question asks which one began a thing, that one."""
    if _BEGUN.search(part.text):
        return began(candidate, part) or (bool(part.must) and by_its_author(candidate, part))
    # 调解中心由哪个部门主管: the body that is asked about is not the one that is asked for.
    asked_about = fold(part.text)
    others = (
        found for found in _BODY.finditer(candidate.text) if _tail(candidate.text, found.end()) not in asked_about
    )
    return any(others) or by_its_author(candidate, part)


def _tail(text: str, end: int) -> str:
    """The last characters of a name that ends there."""
    return fold(text[max(end - _OF_NAME, 0) : end])


def began(candidate: Candidate, part: Part) -> bool:
    """Whether a sentence tells which body began what a question asks after: 六个行动是谁提出的."""
    asked = bool(_BEGUN.search(part.text)) and candidate.passage.kind == "body"
    return asked and candidate.own >= _BEGUN_BY and bool(_BEGAN.search(fold(candidate.text)))


def says_word(word: str, sentence: str) -> bool:
    """Whether a sentence has a word or one that stands for it."""
    text = same_names(sentence)
    return says(text, (word, same_names(word), *group_of(word))) or names_place(word, text)
