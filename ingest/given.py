"""What a person says of a file: front matter, a sidecar file, decisions on blocks in doubt.

plan.pdf               the file
plan.pdf.yaml          what is known about it: title, date, source, author ...
plan.pdf.review.yaml   which article its doubtful blocks belong to; holds for one text only, known by its digest
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from index.corpus import digest
from index.passage import About, Finding, Settled
from index.terms import load_terms
from ingest.credits import date_in
from ingest.document import ReadError

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LONGEST = 64_000  # bytes of a sidecar
_KEYS = {
    "title": "title", "标题": "title", "author": "author", "作者": "author", "role": "role", "职务": "role",
    "org": "org", "单位": "org", "date": "published", "published": "published", "日期": "published",
    "发布日期": "published", "source": "publisher", "publisher": "publisher", "来源": "publisher", "url": "address",
    "address": "address", "网址": "address", "链接": "address", "region": "region", "地区": "region",
    "action": "action", "行动": "action",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decisions:
    """A person's decisions on a text, and what is to be said of them."""

    settled: tuple[Settled, ...] = ()
    findings: tuple[Finding, ...] = ()


def sidecar(path: Path) -> Path:
    """Where what is known about a file stands."""
    return path.with_name(path.name + ".yaml")


def review(path: Path) -> Path:
    """Where the decisions on a file stand."""
    return path.with_name(path.name + ".review.yaml")


def read_front_matter(text: str, name: str) -> tuple[About, int]:
    """What the front matter says, and where the article begins; keys that are not ours are another program's."""
    found = _FRONT.match(text)
    loaded = _loaded(found[1], name) if found and ":" in found[1] else None
    if not found or not isinstance(loaded, dict):
        return About(), 0
    known = {key: value for key, value in loaded.items() if _key(key) in _KEYS}
    # A rule above and below a line of text is no front matter.
    return (_about(known, name), found.end()) if known else (About(), 0)


def read_sidecar(path: Path) -> About:
    """What the sidecar of a file says, About() without one; raises ReadError on anything it cannot mean."""
    beside = sidecar(path)
    if not beside.is_file():
        return About()
    loaded = _loaded(_text(beside), beside.name)
    if not isinstance(loaded, dict):
        raise ReadError(f"{beside.name}: write one `key: value` a line, for example `date: 2025-06-12`.")
    unknown = [str(key) for key in loaded if _key(key) not in _KEYS]
    if unknown:
        names = ", ".join(key for key in _KEYS if key.isascii())
        raise ReadError(f"{beside.name}: `{unknown[0]}` is not a key; use {names}.")
    return _about(loaded, beside.name)


def read_decisions(path: Path, text: str) -> Decisions:
    """The decisions on a file, when they are about this very text."""
    beside = review(path)
    if not beside.is_file() or not beside.stat().st_size:
        return Decisions()  # a shell makes the file before `read --review` fills it
    loaded = _loaded(_text(beside), beside.name)
    try:
        given = loaded["digest"]
        settled = tuple(Settled(int(block["start"]), str(block["article"])) for block in loaded["blocks"])
        begins = [(one.start, str(block["begins"])) for one, block in zip(settled, loaded["blocks"], strict=True)]
    except (KeyError, TypeError, ValueError):
        raise ReadError(f"{beside.name}: make it with `python -m ingest read {path.name} --review`.") from None
    fits = all(text.startswith(words, start) for start, words in begins)
    if given != digest(text) or not fits:
        place = beside.name
        return Decisions((), (Finding("stale", place, "made for another version of this text, and not used"),))
    return Decisions(settled)


def merged(first: About, then: About) -> About:
    """Two statements on one file, the first before the second."""
    return replace(first, **{f.name: getattr(first, f.name) or getattr(then, f.name) for f in fields(About)})


def _about(loaded: Mapping[Any, Any], name: str) -> About:
    found: dict[str, str] = {}
    for key, value in loaded.items():
        field = _KEYS[_key(key)]
        if isinstance(value, list) and field == "author":
            value = "、".join(str(one) for one in value)
        if not isinstance(value, str):
            raise ReadError(f"{name}: `{key}` must be a single value.")
        text = value.strip()
        if field == "published" and text:
            text = date_in(text) or _no_date(text, name)
        if field == "action" and text:
            text = _action(text, name)
        if field == "region":
            # 包头 for 包头市: questions are asked of the name that the terms have.
            text = next((term.name for term in load_terms().regions if text in (term.name, *term.forms)), text)
        if text:
            found[field] = text
    return About(**found)


def _no_date(text: str, name: str) -> str:
    raise ReadError(f"{name}: `{text[:20]}` is not a date; write it as 2025-06-12.")


def _action(text: str, name: str) -> str:
    terms = load_terms()
    known = [*terms.actions, terms.all_actions]
    for term in known:
        if text == term.name or text in term.forms:
            return term.name
    raise ReadError(f"{name}: `{text[:20]}` is none of the actions; use {'、'.join(term.name for term in known)}.")


def _key(key: object) -> str:
    return str(key).strip().lower()


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()[: _LONGEST + 1]
        if len(data) > _LONGEST:
            raise ReadError(f"{path.name}: a file of this kind has a few lines, this one is too long.")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise ReadError(f"{path.name}: cannot be opened ({error.strerror}).") from error
    except UnicodeDecodeError:
        raise ReadError(f"{path.name}: save it in UTF-8.") from None


def _loaded(text: str, name: str) -> Any:
    import yaml

    try:
        # The base loader makes strings only: no object, no number, no date that the calendar does not have.
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = "" if line is None else f" (line {line + 1})"
        raise ReadError(f"{name}: this is not YAML{where}; write one `key: value` a line.") from None
