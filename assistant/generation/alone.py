"""Sentences of a reply made to stand alone: each is checked, and may be struck, by itself.

What a sentence leans on may have been struck before it (他表示 behind somebody else's words). So a pronoun that speaks
becomes the name it stands for, openings that state nothing are left out, and what points back to several is no sentence
alone.
"""

from collections.abc import Iterable

from assistant.verification.attributed import SPEAKS
from index.patterns import compiled

_LITTER = compiled(r"</?(?:sup|sub|b|i|u)>|<br ?/?>|\^+|`+|~~|^\s*>+\s*")
_SOURCE = "来源|出处|依据|参见|见|根据|资料|原文|引自"
_EMPTY = compiled(rf"[（(]\s*(?:{_SOURCE})*[：:]?\s*(?:资料|原文)?\s*[，,、；;]*\s*[）)]")
_TRAILING = compiled(r"[，,、；;\s]+(?=[）)])")
_OPENS = compiled(
    r"^(?:(?:根据|依据|按照|从)(?:以上|上述|所给|提供的|现有)?(?:资料|原文|材料|文章|内容)(?:显示|来看|可知|记载)?|综上(?:所述)?|总之|总的来(?:说|看)|"
    r"具体(?:来说|而言|如下)|据此|由此可见|(?:其|具体)?(?:内容|措施|做法)?(?:具体)?包括(?=[：:])|其中(?:包括|就有)?(?=[，,：:])|其中包括|结果(?=[，,])|因此|因而|所以)[，,：:]?\s*"
)
_HE = compiled(rf"^[他她](?:还|也|则|又|并|同时|随后|进一步)*(?P<told>{SPEAKS})")
# 双方都…, 该局…, 上述…: of whom or what, an earlier sentence says.
_POINTS_BACK = compiled(
    "^(?:双方|两人|二人|两位|二者|两者|前者|后者|他们|她们|它们?|上述|这些|这[一两三几]|此举|该[局市区县院所行政项机制]|其(?![他余中次]))"
)
_QUESTION = compiled("[？?][”’」』]?$")
_NO_CONTENT = compiled(
    "^(?:很?抱歉|对不起|不好意思)?[，,]?(?:现有|以上|上述|所给|提供的|给定的|已有的?)?(?:资料|原文|材料|文章|内容|信息)(?:中|里|内)?(?:均|都|并)?"
    "(?:未|没有?|不)(?:明确)?(?:提到|说明|提供|涉及|给出|提及|包含|找到|足|相关|有)|^(?:很?抱歉|对不起)[，,][^。]{0,12}(?:无法|不能|没法)(?:回答|确定)"
)
SOURCES = compiled("^(?:参考)?(?:资料|文献|来源|出处|引用|依据)(?:来源|列表|如下|文章)?[：:]?$")


def tidied(text: str) -> str:
    """A sentence without markup, empty brackets and an opening that states nothing."""
    text = _TRAILING.sub("", _EMPTY.sub("", _LITTER.sub("", text))).lstrip("）)")
    return _OPENS.sub("", text).strip()


def stand_alone(text: str, named: str) -> str:
    """A sentence with the name for 他 and 她, `named` being who was named last ("" for nobody); "" for a question and
    for what only an earlier sentence explains."""
    if _QUESTION.search(text) or _POINTS_BACK.match(text):
        return ""
    if found := _HE.match(text):
        return f"{named}{found['told']}{text[found.end() :]}" if named else ""
    return text


def says_nothing_found(text: str) -> bool:
    """Whether a sentence says that the sources do not answer, which none of them carries."""
    return bool(_NO_CONTENT.match(text))


def named_last(text: str, names: Iterable[str], before: str) -> str:
    """Whom a text names last of some names; `before` where it names none."""
    found = max(((text.rfind(name), name) for name in names if name and name in text), default=(-1, before))
    return found[1]
