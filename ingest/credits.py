"""What lines around an article say of it: names alone, sources and dates above it, editors below it."""

import re
from dataclasses import replace
from datetime import date

from index.passage import About

_LONGEST = 90  # characters of a line of credits
_SIGNED = re.compile(
    r"^(?:作者|本报记者|本报通讯员|记者|文|撰文|特约评论员)\s*[:：/／|丨]?\s*"
    r"(?P<names>[\u4e00-\u9fff·]{2,8}(?:(?:\s+|\s*[、，,]\s*)[\u4e00-\u9fff·]{2,4}){0,5})\s*$"
)
_NAME = re.compile(r"^[\u4e00-\u9fff·]{2,4}$|^[\u4e00-\u9fff]+·[\u4e00-\u9fff·]+$")
_NO_NAME = frozenset(
    [
        "编者按",
        "编者的话",
        "摘要",
        "导语",
        "导读",
        "目录",
        "前言",
        "引言",
        "正文",
        "结语",
        "后记",
        "附件",
        "附录",
        "背景",
        "要闻",
        "评论",
        "专栏",
        "延伸阅读",
        "相关链接",
    ]
)
_PARTS = re.compile(r"\s*[、，,]\s*|\s+")
_ABOVE = re.compile(
    r"^[（(【\[]?(?:(?:信息|文章|稿件|新闻)?来源|(?:发布|发文|成文|印发|更新)(?:时间|日期|机构|单位)|日期|时间|作者|记者|文号|索引号)\s*[:：]"
    r"|^[（(]?(?:19|20)\d{2}\s*(?:年|-|/|\.)\s*\d{1,2}\s*(?:月|-|/|\.)\s*\d{1,2}\s*日?(?:\s|$|[^）)]{0,12}[）)]$)"
)
_BELOW = re.compile(r"^[（(]?(?:来源|责任编辑|责编|编辑|作者|记者|通讯员|供图|摄影|图|文|校对|审核|监制)")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})(?!\d)")
_PUBLISHER = re.compile(r"(?:来源|发布机构|发布单位)\s*[:：]\s*([^\s|丨（）()，,；;]{2,30})")
_NAMES = r"[\u4e00-\u9fff·]{2,4}(?:[\s、，,]+[\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff：:]))*"
_AUTHOR = re.compile(rf"(?:作者|记者)\s*[:：]\s*({_NAMES})")


def name_of(text: str) -> str:
    """The name in a byline that holds nothing else ("于妍", "本报记者 张三"), or ""; several are parted by 、."""
    if signed := _SIGNED.match(text.strip()):
        return "、".join(_PARTS.split(signed["names"].strip()))
    compact = "".join(text.split())
    return compact if _NAME.match(compact) and compact not in _NO_NAME else ""


def is_above(text: str) -> bool:
    """Whether a line under a title says where and when the article was published, or by whom, and nothing else."""
    return len(text) <= _LONGEST and bool(_ABOVE.match(text))


def is_below(text: str) -> bool:
    """Whether a line at the end of an article names its source, editors or photographers."""
    return bool(_BELOW.match(text))


def date_in(text: str) -> str:
    """The first date of a text as YYYY-MM-DD, or "" where there is none that the calendar has."""
    for found in _DATE.finditer(text):
        try:
            return date(*(int(part) for part in found.groups())).isoformat()
        except ValueError:
            continue
    return ""


def credits_of(line: str, known: About) -> About:
    """What a line such as "来源：内蒙古日报 2025-06-12 记者：张三" adds to what is known."""
    publisher, author = _PUBLISHER.search(line), _AUTHOR.search(line)
    return replace(
        known,
        published=known.published or date_in(line),
        publisher=known.publisher or (publisher[1] if publisher else ""),
        author=known.author or ("、".join(_PARTS.split(author[1].strip())) if author else ""),
    )
