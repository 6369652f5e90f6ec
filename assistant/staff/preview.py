"""A file as it would go into the index: what `python -m ingest read` makes of it, in reading order, with what is found
in it and the blocks whose article is in doubt."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.staff import child
from assistant.staff.beside import (
    Block,
    Facts,
    Review,
    parse,
    read_facts,
    read_review,
    review_of,
    write_facts,
    write_review,
)
from assistant.staff.refused import Refused, Told
from assistant.staff.shelf import facts_file
from assistant.staff.told import last_line, tell
from index.passage import Finding
from index.patterns import compiled
from index.settings import IndexSettings

_FINDING = compiled(r"(?P<kind>hidden|invisible|instruction|stale): (?P<place>.*?): (?P<text>.*)")
_A_FINDING = TypeAdapter(Finding)
_MOST = 1500  # passages that are shown


class _Outside(BaseModel):
    model_config = ConfigDict(extra="ignore")


class Passage(_Outside):
    """A passage of `ingest read --json`; `spans` count characters of the text as it was read."""

    text: str
    spans: tuple[tuple[int, int], ...]
    cut_start: bool
    cut_end: bool
    needs_review: bool
    instructs: bool


class Article(_Outside):
    """An article of `ingest read --json`; what is not known is empty."""

    title: str
    author: str
    role: str
    org: str
    region: str
    action: str
    published: str | None
    publisher: str
    passages: tuple[Passage, ...]


class _File(_Outside):
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A block whose article is in doubt: where it starts, its words as far as they stand together, the article that is
    the likeliest or was chosen, and whether an editor has chosen it."""

    start: int
    text: str
    article: str
    settled: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be indexed of a file. `problem` says why nothing would; `more` counts passages that are not shown."""

    facts: Facts
    problem: Told | None = None
    articles: tuple[Article, ...] = ()
    found: tuple[Finding, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    titles: tuple[str, ...] = ()
    more: int = 0


def preview(path: Path, index: IndexSettings) -> Preview:
    """Read a file in a process of its own; raises Refused when that takes too long."""
    facts = read_facts(path)
    done = child.run(["read", str(path), "--json"], index)
    try:
        articles = _File.model_validate_json(done.out).articles if done.code == 0 else None
    except ValidationError:
        articles = None
    if articles is None:
        return Preview(facts, tell(last_line(done.err)))
    if not any(article.passages for article in articles):
        return Preview(facts, tell("there are headings but no text, check the file."))  # as a sync will say
    found = _findings(done.err)
    kept = read_review(path)
    review = _review(path, index) if any(one.needs_review for article in articles for one in article.passages) else None
    titles = tuple(dict.fromkeys(article.title for article in articles if article.passages))
    settled = tuple(kept.blocks) if kept and not any(one.kind == "stale" for one in found) else ()
    doubts = [_doubt(one, articles, True) for one in settled]
    doubts += [_doubt(one, articles, False) for one in (review.blocks if review else ())]
    shown, more = _first(articles)
    return Preview(facts, None, shown, found, tuple(sorted(doubts, key=lambda one: one.start)), titles, more)


def describe(path: Path, facts: Facts, index: IndexSettings) -> Preview:
    """Keep what is known about a file, as ingest understands it; raises Refused with what it says of a value that it
    cannot use, and then nothing is changed."""
    beside = facts_file(path)
    before = beside.read_bytes() if beside.is_file() else None
    write_facts(path, facts)
    made = preview(path, index)
    if made.problem and made.problem.en.startswith(beside.name):
        if before is None:
            beside.unlink(missing_ok=True)
        else:
            beside.write_bytes(before)
        raise Refused(422, "facts", made.problem.zh, made.problem.en)
    return made


def settle(path: Path, chosen: dict[int, str], index: IndexSettings) -> Preview:
    """Keep decisions on blocks in doubt, by their start: the title of an article, "" to leave it open again. Raises
    Refused for a block or an article that the file does not have."""
    before = preview(path, index)
    known = {doubt.start for doubt in before.doubts}
    if any(start not in known or (title and title not in before.titles) for start, title in chosen.items()):
        raise Refused(
            409,
            "changed",
            "这个文件与您看到的已经不一样：请重新打开预览再选择。",
            "This file is no longer as you saw it: open it once more.",
        )
    kept, asked = read_review(path), _review(path, index)
    known_as = asked or kept
    if known_as is None:
        return before
    blocks = {one.start: one for one in (*(kept.blocks if kept else ()), *(asked.blocks if asked else ()))}
    decided = {one.start: one.article for one in (kept.blocks if kept else ())} | chosen
    settled = [
        Block(start=start, begins=blocks[start].begins, article=title)
        for start, title in sorted(decided.items())
        if title and start in known
    ]
    write_review(path, Review(digest=known_as.digest, blocks=tuple(settled)))
    return preview(path, index)


def _review(path: Path, index: IndexSettings) -> Review | None:
    done = child.run(["read", str(path), "--review"], index)
    return review_of(parse(done.out)) if done.code == 0 else None


def _doubt(block: Block, articles: tuple[Article, ...], settled: bool) -> Doubt:
    for article in articles:
        for passage in article.passages:
            at = 0
            for start, end in passage.spans:
                if start <= block.start < end:
                    words = passage.text[at + block.start - start : at + end - start]
                    return Doubt(block.start, words, block.article, settled)
                at += end - start
    return Doubt(block.start, block.begins, block.article, settled)


def _findings(said: str) -> tuple[Finding, ...]:
    lines = (_FINDING.fullmatch(line.strip()) for line in said.splitlines())
    return tuple(_A_FINDING.validate_python(one.groupdict()) for one in lines if one)


def _first(articles: tuple[Article, ...]) -> tuple[tuple[Article, ...], int]:
    shown, room = [], _MOST
    for article in articles:
        shown.append(article.model_copy(update={"passages": article.passages[:room]}))
        room = max(0, room - len(article.passages))
    return tuple(shown), max(0, sum(len(article.passages) for article in articles) - _MOST)
