"""How well the reading order puts made pages (eval/pages.py) back in order."""

import itertools
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eval.foreign import read_texts
from eval.pages import Mixed, Page, make_page
from index.corpus import digest
from index.passage import Source
from ingest.stitch import Stitched, stitch

Part = Literal["tuning", "reporting"]
_LONG_ENOUGH = 450  # characters of an article that can fill rows
_SAME_NEWS = 0.4  # of the bigrams shared: the same news told twice stands on no page
_COLUMNS = (3, 3, 4, 5)


@dataclass(frozen=True)
class Reading:
    """Counts over the pages of one kind. `drifting` are the blocks printed under the last heading after its first row.

    `joined` are broken sentences put together again, `joined_wrongly` those where text was lost or another block
    was taken; `cut` are places marked as cut, `cut_rightly` those where text was lost.
    """

    pages: int = 0
    untouched: int = 0
    drifting: int = 0
    in_place: int = 0
    right: int = 0
    sure: int = 0
    sure_right: int = 0
    seams: int = 0
    joined: int = 0
    joined_wrongly: int = 0


def read_articles(path: Path, part: Part) -> list[str]:
    """Half of the articles of a JSONL file with `text` in each row: one for tuning, the other for reporting."""
    texts = [text[: text.rfind("。") + 1] for text in read_texts(path)]  # credits of web pages stand on no printed page
    texts = [text for text in dict.fromkeys(texts) if len(text) >= _LONG_ENOUGH]
    random.Random(0).shuffle(texts)  # noqa: S311
    middle = len(texts) // 2
    return texts[:middle] if part == "tuning" else texts[middle:]


def make_pages(articles: Sequence[str], mixed: Mixed, count: int, alike: bool = False) -> Iterator[Page]:
    """`count` pages from fixed seeds. `alike` takes articles on the same subject, as a round table has."""
    for seed in range(count):
        chance = random.Random(f"{mixed} {seed}")  # noqa: S311
        columns = chance.choice(_COLUMNS)
        chosen = chance.sample(articles, columns)
        if alike:
            first = Counter(itertools.pairwise(chosen[0]))
            others = chance.sample(articles, min(len(articles), 120))
            ranked = sorted(((_likeness(first, text), text) for text in others), reverse=True)
            chosen = [chosen[0], *(text for likeness, text in ranked if likeness < _SAME_NEWS)][:columns]
        yield make_page(chosen, mixed, seed)


def read_pages(pages: Iterator[Page]) -> Reading:
    """Put every page in order and count what came out right."""
    totals: Counter[str] = Counter()
    for page in pages:
        totals.update(_read_page(page))
    return Reading(**totals)


def _read_page(page: Page) -> Counter[str]:
    articles = stitch(Source("page.txt", page.text, digest(page.text)))
    placed = {block: (title, sure) for block, title, sure in _blocks(articles, page.text)}
    counts: Counter[str] = Counter(pages=1, drifting=len(page.blocks))
    for block, owner in page.blocks:
        # A block that is in no article would be lost: it counts as wrong, and as sure.
        title, sure = placed.get(block.strip(), ("", True))
        right = title == owner
        counts["right"] += right
        counts["in_place"] += owner == page.titles[-1]
        counts["sure"] += sure
        counts["sure_right"] += sure and right
    moved = any(paragraph.moved for article in articles for paragraph in article.paragraphs)
    counts["untouched"] += not moved
    for before, after, lost in page.cuts:
        followers = _followers(articles, page.text, before.strip())
        counts["seams"] += not lost
        rightly = any(after.strip().startswith(one) for one in followers) and not lost
        counts["joined"] += rightly
        counts["joined_wrongly"] += bool(followers) and not rightly
    return counts


def _blocks(articles: Sequence[Stitched], text: str) -> Iterator[tuple[str, str, bool]]:
    for article in articles:
        for paragraph in article.paragraphs:
            for span in paragraph.spans:
                yield text[span.start : span.end], article.about.title, paragraph.sure


def _followers(articles: Sequence[Stitched], text: str, block: str) -> list[str]:
    """What was joined to a block without a seam."""
    return [
        text[after.start : after.end]
        for article in articles
        for paragraph in article.paragraphs
        for before, after in itertools.pairwise(paragraph.spans)
        if text[before.start : before.end] == block
    ]


def _likeness(first: Counter[tuple[str, str]], text: str) -> float:
    other = Counter(itertools.pairwise(text))
    return (first & other).total() / max(1, min(first.total(), other.total()))
