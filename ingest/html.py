"""A web page -> a Document: the article by the containers that sites use, else by trafilatura."""

import logging
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ingest.document import BOMS, Document, Finding, ReadError
from ingest.html_blocks import Hidden, read_blocks
from ingest.html_masthead import read_masthead
from ingest.html_style import Rules, is_removed, read_rules, style_of

# Where sites keep the article, the surest first: ids with "#", classes with ".".
_CONTAINERS = (
    "#js_content",  # WeChat
    "#UCAP-CONTENT",  # the governments' common platform
    ".trs_editor_view",  # TRS, the content system of most governments
    ".TRS_UEDITOR",
    ".TRS_Editor",
    "#ozoom",  # digital newspapers
    "#zoom",
    "#Zoom",
    "#rwb_zw",  # people.cn
    ".rm_txt_con",
    ".pages_content",  # gov.cn
    "#artibody",
    ".article-content",
    ".article_content",
    ".article-body",
    ".articleContent",
    "article",
)
_ENOUGH = 30  # characters: a container with less is not the article
# trafilatura's time grows with the square of both, and so does its second opinion's with the first.
_MOST_ELEMENTS, _DEEPEST, _MANY_ELEMENTS = 20_000, 250, 3_000
_LONG = 12  # characters: a shorter line of the text may be a menu's too
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE
)
_NAMES = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}


def read_html(data: bytes, name: str) -> Document:
    """Read a page's article; raises ReadError. Nothing is fetched, no script is run."""
    tree = _parsed(_decoded(data, name), name)
    if tree is None:
        raise ReadError(f"{name}: the page is empty, save it again from the browser.")
    _strike_out(tree)
    rules = read_rules(tree)
    page, unseen = read_blocks(tree, rules)
    about = read_masthead(tree, page)
    blocks, hidden = _contained(tree, rules) or _extracted(tree, page, unseen)
    if not blocks:
        raise ReadError(
            f"{name}: the page holds no text (scripts would load it), open it in a browser and save its text as .txt."
        )
    titles = [number for number, block in enumerate(blocks[:3]) if block.lstrip("# ") == about.title]
    first = titles[-1] + 1 if titles else 0
    if about.title:
        blocks = [f"# {about.title}", *blocks[first:]]
        hidden = [replace(one, at=max(0, one.at - first) + 1) for one in hidden]
    findings = tuple(Finding("hidden", f"paragraph {one.at + 1}", one.text[:40]) for one in hidden)
    return Document("\n\n".join(blocks), about, findings)


def _decoded(data: bytes, name: str) -> str:
    """By byte order mark, the page's own word, UTF-8, GB 18030, in this order."""
    marks = [encoding for mark, encoding in BOMS if data.startswith(mark)]
    said = _CHARSET.search(data[:4096])
    declared = [_known(said[1].decode("ascii").lower())] if said and not marks else []
    # Many pages saved by an editor are UTF-8 and say GB 2312 still. Text of GB 2312 that is by chance good UTF-8
    # exists, but no longer than a few characters.
    if declared == ["gb18030"] and sum(byte >= 0x80 for byte in data) > 300 and _try(data, "utf-8") is not None:
        declared = ["utf-8"]
    for encoding in marks or [*filter(None, declared), "utf-8", "gb18030"]:
        if (text := _try(data, encoding)) is not None:
            return text.lstrip("\ufeff")
        # One broken character in a page that says what it is must not cost the page.
        mended = data.decode(encoding, errors="replace") if encoding in declared else ""
        if mended and mended.count("\ufffd") <= max(3, len(mended) // 200):
            return mended
    raise ReadError(f"{name}: the page's encoding cannot be told, save it in UTF-8.")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _known(encoding: str) -> str:
    """Python's name of a text encoding that a page declares, or ""."""
    encoding = _NAMES.get(encoding, encoding)
    try:
        b"a".decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return ""
    return encoding


def _parsed(text: str, name: str) -> Any:
    from lxml import etree, html

    # huge_tree: else the parser stops at 256 nested elements, and leaves out the rest; so it does at 2048.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        tree = html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise ReadError(f"{name}: the page's elements are nested too deeply, save its text as .txt.")
    return tree


def _strike_out(tree: Any) -> None:
    from lxml.etree import strip_elements

    strip_elements(tree, "del", "s", "strike", with_tail=False)


def _contained(tree: Any, rules: Rules) -> tuple[list[str], list[Hidden]] | None:
    """The blocks of the first known container with enough visible text, None where there is none."""
    for container in _CONTAINERS:
        value = f"normalize-space(@{'id' if container[0] == '#' else 'class'})"
        test = f"contains(concat(' ', {value}, ' '), ' {container[1:]} ')"
        found = tree.xpath(f"//*[{test}]" if container[0] in "#." else f"//{container}")
        read = [read_blocks(element, rules) for element in _outermost(found) if not _in_hidden(element, rules)]
        sizes = [_size(blocks) for blocks, _ in read]
        # Several of one size are a list of teasers.
        if sizes and max(sizes) >= _ENOUGH and max(sizes) > sum(sizes) * 0.7:
            return read[sizes.index(max(sizes))]
    return None


def _outermost(elements: Sequence[Any]) -> Iterator[Any]:
    known = set(elements)
    for element in elements:
        if not any(ancestor in known for ancestor in element.iterancestors()):
            yield element


def _in_hidden(element: Any, rules: Rules) -> bool:
    return any(
        is_removed(ancestor, style_of(ancestor, rules))
        for ancestor in element.iterancestors()
        if ancestor.tag != "body"
    )


def _size(blocks: Sequence[str]) -> int:
    return sum(map(len, blocks))


def _extracted(tree: Any, page: Sequence[str], hidden: Sequence[Hidden]) -> tuple[list[str], list[Hidden]]:
    """The page's blocks that trafilatura takes for the article; all of them where it finds none, or none in good time.

    It only chooses: its own text is normalised, and has what is hidden in it.
    """
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    count, depth = _extent(tree)
    if count > _MOST_ELEMENTS or depth > _DEEPEST:
        return list(page), list(hidden)
    found: Any = bare_extraction(tree, include_comments=False, include_tables=True, fast=count > _MANY_ELEMENTS)
    lines = [_key("".join(part.itertext())) for part in found.body.iter()] if found is not None else []
    whole = _key(found.text or "") if found is not None else ""
    known = set(lines)
    kept = [at for at, block in enumerate(page) if _is_of(block, known, whole)]
    if not kept:
        return list(page), list(hidden)
    # The numbers of blocks before a hidden text count the kept ones; what is hidden in menus is left out.
    moved = [replace(one, at=sum(at < one.at for at in kept)) for one in hidden if kept[0] <= one.at <= kept[-1] + 1]
    return [page[at] for at in kept], moved


def _extent(tree: Any) -> tuple[int, int]:
    """The number of elements and how deep they are nested."""
    from lxml.etree import iterwalk

    count = depth = deepest = 0
    for event, _ in iterwalk(tree, events=("start", "end")):
        count += event == "start"
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return count, deepest


def _is_of(block: str, lines: set[str], whole: str) -> bool:
    key = _key(block)
    if block.startswith("| "):
        return all(_key(cell) in whole for cell in block.replace("\n", "|").split("|"))
    return key in lines or (len(key) >= _LONG and key in whole)


def _key(text: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFC", text) if character.isalnum())
