"""English words by their Chinese forms, for what a model writes: stricter than a search needs."""

from index.fold import fold
from index.patterns import compiled
from index.synonyms import in_chinese
from index.terms import load_terms

# Words that state nothing, beside those of the table that ask for nothing.
_FRAMING = compiled(
    "aims|aim|aimed|overall|total|totals|sets|set|out|covers|cover|covering|reached|reaching|accounts|account|"
    "accounting|persons|year|years|city|bureau|reach|include|includes|including|used|using|take|takes|taken|make|"
    "made|become|became|into|provides|provide|also|further|held|number|relatively|play|plays|role"
)
# Words that the table of questions does not need.
_MORE = {
    **dict.fromkeys(("direction", "directions"), ("方向",)),
    **dict.fromkeys(("campaign", "campaigns"), ("行动",)),
    **dict.fromkeys(("host", "hold"), ("办好", "举办")),
    **dict.fromkeys(("premise", "premises"), ("前提",)),
    "areas": ("方面", "领域"),
    "aspects": ("方面",),
    "basic": ("基本",),
    "battlefield": ("主战场",),
    "brand": ("品牌",),
    "built": ("建设", "打造"),
    "came": ("来",),
    "class": ("一流",),
    "concentrated": ("集中",),
    "condition": ("区情", "条件"),
    "drivers": ("驱动",),
    "few": ("少数",),
    "fields": ("领域", "方面"),
    "foundation": ("基础", "本"),
    "large": ("大",),
    "main": ("主", "重点"),
    "opportunities": ("机会",),
    "paid": ("兑现", "发放"),
    "persons": ("人",),
    "pillar": ("支柱",),
    "secured": ("争取",),
    "social": ("社会",),
    "special": ("专项", "特"),
    "strengthen": ("加强", "强化"),
    "user": ("用水大户", "用户"),
}


def all_known(text: str, known: str) -> bool:
    """Whether every word of a claim has a Chinese form in what is known, or states nothing."""
    for forms in words(text):
        if forms[0].isascii():
            if not _FRAMING.fullmatch(forms[0]):
                return False
        elif not any(fold(form) in known for form in forms) and not framing(forms):
            return False
    return True


def said_in(text: str, known: str) -> int:
    """How many words of a claim that state something have a Chinese form in what is known."""
    stating = (forms for forms in words(text) if not forms[0].isascii() and not framing(forms))
    return sum(any(fold(form) in known for form in forms) for forms in stating)


def words(text: str) -> list[tuple[str, ...]]:
    """The Chinese forms of the words of a text, in order; a word that no table has by itself."""
    found = [_MORE.get(forms[0], forms) for forms in in_chinese(text)]
    # Of a place no other name will do: 京津冀 is not 天津.
    places = {form for place in load_terms().regions for form in place.forms} | set(load_terms().elsewhere)
    return [tuple(form for form in forms if form in places) or forms for forms in found]


def framing(forms: tuple[str, ...]) -> bool:
    """Whether the words of the table say only that something is there, or whose it is."""
    return bool({"计划", "市", "局", "地区", "建立", "目标", "群众"} & set(forms))
