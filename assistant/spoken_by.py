"""Whose words a sentence of an article is, where they are not its author's."""

import re
from collections.abc import Collection
from functools import lru_cache

from assistant.candidate import Candidate
from index.fold import tagged_words

_OPENS_INTERVIEW = re.compile("记者(?:专访|采访)了")
_POST = (
    "(?:书记|主任|局长|厅长|处长|科长|部长|院长|校长|馆长|所长|秘书长|市长|县长|区长|旗长|主席|会长|经理|董事长|"
    "教授|研究员)"
)
_TELLS = "(?:在接受[^，。]{0,12}采访时|在[^，。]{1,16}[上中时])?(?:表示|指出|介绍|认为|强调|坦言|说(?!明|法))"
_HOLDER_TELLS = re.compile(f"{_POST}([\u4e00-\u9fff·]{{2,5}}?){_TELLS}")


@lru_cache(maxsize=4096)
def named_speaker(sentence: str) -> str:
    """Whom a sentence names as its speaker (某局局长某某表示，…), "" for nobody."""
    if by_post := _HOLDER_TELLS.search(sentence):
        return by_post[1]
    names = (word for word, tag in tagged_words(sentence) if tag.startswith("nr") and len(word) > 1)
    return next((name for name in names if re.search(f"{re.escape(name)}{_TELLS}", sentence)), "")


def introduces(question: str, sentence: str, authors: Collection[str]) -> bool:
    """Whether a sentence gives the post of somebody, other than an author, whom a question names, or names the holder
    of the post that it asks for: 赤峰市水务局局长孙七表示，…"""
    for word, tag in tagged_words(sentence):
        if not tag.startswith("nr") or len(word) < len("孙七") or word in authors:
            continue
        if held := re.search(f"([\u4e00-\u9fff]{{0,20}}{_POST}){re.escape(word)}", sentence):
            office = re.search(f"[\u4e00-\u9fff]{{2,20}}{_POST}", question)
            if word in question or (office and held[1].endswith(office[0])):
                return True
    return False


def narrated(candidate: Candidate) -> bool:
    """Whether a sentence stands in the paragraph with which a reporter opens an interview: nobody says it."""
    text, span = candidate.passage.text, candidate.span
    return bool(_OPENS_INTERVIEW.search(text[text.rfind("\n", 0, span.start) + 1 :].partition("\n")[0]))
