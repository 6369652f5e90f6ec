"""Newspaper pages made from other articles, their columns mixed as a page of several columns is when it is turned into
text row by row: what the reading order (ingest/stitch.py) is measured on.

A page has 3 to 5 signed articles side by side. Each is cut into 2 or 3 rows, mostly in the middle of a sentence, and
some text is lost at some cuts. The first row is printed under its own headings; every later block lands under the
last article. `mixed` says in which order the later blocks are printed:

- rows: row by row, its columns from left to right, as on the page that comes with the product
- columns: row by row, but the columns of a row in any order
- blocks: all later blocks in any order
- none: nothing was mixed: each article stands whole under its heading, though text may be lost at its end
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.sentences import split_sentences

Mixed = Literal["rows", "columns", "blocks", "none"]

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英"
_SHORTEST = 25  # characters of a block
_MID_SENTENCE = 0.85  # of the cuts between rows
_LOST = 0.35  # of those lose text


@dataclass(frozen=True)
class Page:
    """A page as text. `blocks` are those that are printed under the last heading after its first row, each with
    the title of its article; `cuts` the places where a sentence was broken between two rows: the block before, the
    block after, and whether text was lost there."""

    text: str
    titles: tuple[str, ...]
    blocks: tuple[tuple[str, str], ...]
    cuts: tuple[tuple[str, str, bool], ...]


def make_page(articles: Sequence[str], mixed: Mixed, seed: int) -> Page:
    """A page of the given articles, each a text of some hundred characters."""
    chance = random.Random(seed)  # noqa: S311
    rows = chance.choice((2, 2, 3))
    cuts: list[tuple[str, str, bool]] = []
    columns = [_cut(_paragraphs(text, chance), rows, chance, cuts) for text in articles]
    titles = tuple(_title(text, number) for number, text in enumerate(articles))
    names = chance.sample([a + b for a in _SURNAMES for b in _GIVEN], len(articles))
    order = [[(row, column) for column in range(len(columns))] for row in range(1, rows)]
    if mixed == "columns":
        for row in order:
            chance.shuffle(row)
    later = [(block, titles[column]) for row in order for r, column in row for block in columns[column][r]]
    if mixed == "blocks":
        chance.shuffle(later)
    if mixed == "none" and chance.random() < _LOST:
        # The gate's hard case: a page in order on which an article's end is missing.
        cut = chance.choice(columns[:-1])
        cut[-1] = [*cut[-1][:-1], *(block[: len(block) * 2 // 3] for block in cut[-1][-1:])]
    lines = ["# 圆桌"]
    for column, (title, name) in enumerate(zip(titles, names, strict=True)):
        body = columns[column] if mixed == "none" else columns[column][:1]
        lines += [name, f"## {title}", *(block for row in body for block in row)]
    if mixed == "none":
        last = titles[-1]
        return Page("\n\n".join(lines), titles, tuple((block, last) for row in columns[-1] for block in row), ())
    lines += [block for block, _ in later]
    return Page("\n\n".join(lines), titles, tuple(later), tuple(cuts))


def _title(text: str, number: int) -> str:
    start = text.find("：") + 1 if "：" in text[:30] else 0
    return f"{text[start : start + 18].strip().strip('。，、；：！？ ')}（{number + 1}）"


def _paragraphs(text: str, chance: random.Random) -> list[str]:
    """A text without paragraphs, given some of two to five sentences."""
    made, current, size = [], "", chance.randint(80, 220)
    for sentence in split_sentences(text):
        current += text[sentence.start : sentence.end]
        if len(current) >= size and current[-1] in "。！？”":
            made.append(current)
            current, size = "", chance.randint(80, 220)
    return [*made, current] if current else made


def _cut(paragraphs: list[str], rows: int, chance: random.Random, cuts: list[tuple[str, str, bool]]) -> list[list[str]]:
    """The blocks of each row, which may be none where the article is short; broken sentences are added to `cuts`."""
    total = sum(map(len, paragraphs))
    made: list[list[str]] = []
    rest = list(paragraphs)
    for row in range(rows):
        if row == rows - 1:
            made.append(rest)
            break
        wanted = int(total / rows * chance.uniform(0.8, 1.2))
        blocks: list[str] = []
        while rest and wanted > 0:
            block = rest.pop(0)
            wanted -= len(block)
            if wanted > 0 or not rest:
                blocks.append(block)
                continue
            at = max(_SHORTEST, min(len(block) - _SHORTEST, len(block) + wanted))
            if chance.random() > _MID_SENTENCE or at > len(block) - 2 or block[at - 1] in "。！？；”":
                blocks.append(block)
                continue
            blocks.append(block[:at])
            lost = chance.randint(4, 60) if chance.random() < _LOST else 0
            if len(block) - at - lost >= _SHORTEST // 2:
                rest.insert(0, block[at + lost :])
                cuts.append((block[:at], block[at + lost :], lost > 0))
        made.append(blocks)
    return made
