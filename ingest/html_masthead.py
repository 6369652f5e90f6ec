"""What a web page says about its article: title, date, publisher, author, address."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from index.passage import About
from ingest.credits import date_in, is_signature, name_of

_DATED = re.compile(r"(?:发布|发稿|发表|印发|成文|更新)?(?:时间|日期)\s*[:：]?\s*")
_SOURCE = re.compile(r"(?:来\s*源|稿源|出处)\s*[:：]\s*(\S[^\n]{0,60})")
_AUTHOR = re.compile(r"(?:作\s*者|记者|撰文)\s*[:：]\s*(\S[^\n]{0,60})")
# What stands behind a source or an author in the same line.
_NEXT = re.compile(
    r"[|｜，。；;【\[]|\s{2,}|\s*(?:作\s*者|记者|来\s*源|稿源|(?:发布|发稿|更新)?(?:时间|日期)|(?:责任)?编辑|责编|编审|字[号体]|浏览|点击|阅读"
    r"|分享|打印|视力|访问|(?:19|20)\d\d\s*[-/年])"
)
_SITE = re.compile(r".{0,16}(?:网站?|报|政府|门户|频道|新闻|中心|委员会|[厅局社台]|客户端|平台|公众号|首页)")
_NOBODY = re.compile(r"(?:admin\w*|root|webmaster|editor|user|author|.*@.*|[-_\d\s]*|https?:.*)", re.IGNORECASE)
_SCRIPTED = re.compile(r"\b(?:ct|oriCreateTime|createTime|publish_time)\s*=\s*[\"']([\d :/-]{8,19})[\"']")
# Where sites print the author: by a class beside the title, or as WeChat does, anywhere.
_BYLINES = re.compile(r"(?:^|\s)(?:(?:article|post|news|entry)[-_]?)?author(?:[-_]?name)?(?:$|\s)", re.IGNORECASE)
_WECHAT_AUTHOR = "//*[@id='js_author_name' or contains(concat(' ', @class, ' '), ' rich_media_meta_text ')]"
_CHINA = timedelta(hours=8)
_NEAR = 8  # blocks below the title in which date, source and author are looked for
_LONGEST = 300  # characters: no title is longer
_SHORT = 80  # characters: a longer line is running text


def read_masthead(tree: Any, blocks: Sequence[str]) -> About:
    """What is known of the page's article; `blocks` are the visible blocks of the whole page."""
    meta = _meta(tree)
    title = _title(tree, meta)
    near = _near(title, blocks)
    return About(
        title=title,
        author=_person(_found(_AUTHOR, near))
        or _signed(tree, near, blocks)
        or _person(_first(meta, "author", "article:author")),
        published=_published(tree, meta, near),
        publisher=_first(meta, "contentsource", "source")
        or _found(_SOURCE, near)
        or _text(tree, "//*[@id='js_name']")
        or _first(meta, "og:site_name", "sitename"),
        address=_address(tree, meta),
    )


def _meta(tree: Any) -> dict[str, str]:
    """The page's <meta> values by lower-case name; the first of a name counts."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        value = " ".join(element.get("content", "").split())
        for key in ("name", "property", "itemprop"):
            if value and (name := element.get(key)):
                meta.setdefault(name.lower(), value)
    return meta


def _first(meta: dict[str, str], *names: str) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _text(tree: Any, path: str) -> str:
    found = tree.xpath(path)
    text: str = "".join(found[0].itertext()) if found else ""
    return " ".join(text.split())


def _title(tree: Any, meta: dict[str, str]) -> str:
    """The heading that agrees with the page's title; a site's logo is often an <h1> too."""
    if named := _text(tree, "//*[@id='activity-name']") or _first(meta, "articletitle"):
        return named
    sites = {value for value in (_first(meta, "og:site_name"), _first(meta, "sitename")) if value}
    announced = [
        _without_site(text[:_LONGEST], sites) for text in (_first(meta, "og:title"), _text(tree, "//title")) if text
    ]
    headings = [" ".join("".join(element.itertext()).split()) for element in tree.iter("h1")]
    headings = [heading for heading in headings if 0 < len(heading) <= 120]
    for heading in headings:
        if any(heading in text or text in heading for text in announced if text):
            return heading
    if len(headings) == 1 and not any(announced):
        return headings[0]
    return next((text for text in announced if text), "")


def _without_site(title: str, sites: Iterable[str]) -> str:
    """A page's title without the site's names behind it."""
    while match := re.search(r"\s*(?:[_|｜]|--+|(?<!—)—(?!—)|\s[-–]\s|[-–](?=[^-–]*$))\s*([^_|｜]*?)\s*$", title):
        mark, tail = match[0].strip()[:1], match[1]
        if not title[: match.start()] or not (mark in "_|｜" or tail in sites or _SITE.fullmatch(tail)):
            break
        title = title[: match.start()]
    return title.strip()


def _near(title: str, blocks: Sequence[str]) -> list[str]:
    """The short lines beside the title; where it is not printed, the first ones that name a source or a date."""
    at = next((i for i, block in enumerate(blocks) if title and title in block and len(block) < len(title) + 20), None)
    if at is None:
        at = next((i for i, block in enumerate(blocks) if len(block) <= _SHORT and _SOURCE.search(block)), None)
    if at is None:
        return []
    return [block for block in blocks[max(0, at - 2) : at + _NEAR] if len(block) <= _SHORT]


def _found(pattern: re.Pattern[str], lines: Iterable[str]) -> str:
    for line in lines:
        for match in pattern.finditer(line):
            if value := _NEXT.split(match[1], maxsplit=1)[0].strip("《》【】()（） 　:："):
                return value
    return ""


def _signed(tree: Any, near: Sequence[str], blocks: Sequence[str]) -> str:
    """The names that are printed as the author's: in an element of that kind, or as "本报记者 …" near the title."""
    marked = [(element, near) for element in tree.xpath("//*[@class]") if _BYLINES.search(element.get("class"))]
    marked = [(element, blocks) for element in tree.xpath(_WECHAT_AUTHOR)] + marked
    for element, lines in marked:
        text = " ".join("".join(element.itertext()).split())
        # What no block holds is hidden.
        if text and any(text in line for line in lines) and (name := name_of(text)):
            return name
    return next((name_of(line) for line in near if is_signature(line)), "")


def _person(text: str) -> str:
    return "" if _NOBODY.fullmatch(text) or _SITE.fullmatch(text) else text


def _published(tree: Any, meta: dict[str, str], near: Sequence[str]) -> str:
    names = "article:published_time pubdate publishdate publish_date publishtime datepublished og:release_date date"
    texts = [meta[name] for name in names.split() if name in meta]
    texts.append(_text(tree, "//*[@id='publish_time']"))
    texts += [line[match.end() :][:30] for line in near for match in _DATED.finditer(line)]
    # A date without a word before it is the page's where the line is no sentence.
    texts += [line for line in near if not re.search(r"[。，；]", line) and line != (near[0] if near else "")]
    texts += [_stamp(text) for script in tree.iter("script") for text in _SCRIPTED.findall(script.text or "")]
    return next(filter(None, map(date_in, texts)), "")


def _stamp(text: str) -> str:
    """A script's time as a date in China: WeChat pages carry seconds since 1970."""
    if re.fullmatch(r"1\d{9}", text):
        return (datetime.fromtimestamp(int(text), UTC) + _CHINA).date().isoformat()
    return text


def _address(tree: Any, meta: dict[str, str]) -> str:
    links: list[str] = [
        element.get("href", "") for element in tree.iter("link") if element.get("rel", "").lower() == "canonical"
    ]
    for link in (*links, _first(meta, "og:url")):
        link = link.strip()
        try:
            parts = urlsplit(link)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc and re.fullmatch(r"[^\s\"'<>\\]{1,2000}", link):
            return link
    return ""
