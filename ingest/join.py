"""The blocks of an article -> paragraphs: numbered points in order, broken sentences joined, what is cut marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.fold import dictionary_cut
from index.passage import Span
from ingest.columns import runs_over
from ingest.credits import is_below
from ingest.layout import Fragment, ends_sentence

_ORDINAL = re.compile(r"^[“‘]?(?:第?([一二三四五六七八九十]{1,3})(?:是|、|，|要)|其([一二三四五六七八九十])[，、是])")
_NUMERALS = "一二三四五六七八九十"
_RUNNING = 12  # characters: a shorter line need not be a sentence
_UNBROKEN = 20  # characters: a longer line without any stop is a sentence all the same
_LONG = 30  # characters of a first sentence that is still short
_WHOLE = re.compile(r"[。！？；].|.{40}")  # what stands last and is short may be a signature, a date or a slogan
_INNER_END = re.compile("[。！？].")
_INNER = re.compile("[，。；：！？、]")
_PLAIN_END = re.compile(r"[A-Za-z]$|(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?:印发)?$")
_ITEM = re.compile(r"^(?:[-+•·●◆]\s|\||\d{1,2}[.)、](?!\d)\s?|[（(]?[一二三四五六七八九十]{1,3}[)）、])")
# A predicate that lacks its subject: text is missing before it when a broken word stands at the seam.
_ADVERB = re.compile(r"^(?:仅|只|也|还|均|都|已|则|就|才|又|再|更|约|共|占)")


@dataclass(frozen=True, slots=True)
class Block:
    """A line of an article's body. `printed` numbers the lines of the page; `astray` says that it was printed in a
    mixed-up row, `moved` that it stood under another article there, `sure` is False where its owner is in doubt."""

    fragment: Fragment
    printed: int
    astray: bool = False
    moved: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Spans of the source that read on without a seam. `doubtful` are those of its blocks whose owner is in doubt.

    `section` is the heading of the part of the article that it stands in, or "".
    """

    spans: tuple[Span, ...]
    cut_start: bool = False
    cut_end: bool = False
    doubtful: tuple[Span, ...] = ()
    moved: bool = False
    section: str = ""

    @property
    def sure(self) -> bool:
        """Whether nothing of it is in doubt."""
        return not self.doubtful

    def text(self, source: str) -> str:
        """What the paragraph says."""
        return "".join(source[span.start : span.end] for span in self.spans)


def breaks_off(text: str) -> bool:
    """Whether a line stops in the middle of running text: credits, items, tables and short lines end without a stop."""
    if ends_sentence(text) or len(text) < _RUNNING or is_below(text) or _ITEM.match(text):
        return False
    framed = text[0] in "（(【[" and text[-1] in "）)】]"
    return not (framed or _PLAIN_END.search(text)) and (len(text) >= _UNBROKEN or bool(_INNER.search(text)))


def in_order(blocks: Sequence[Block]) -> list[Block]:
    """Blocks of a mixed-up row that open with 一是, 二是 … in the order of their numbers, in the places they hold.

    A number that comes twice belongs to two lists, which are left as they are printed.
    """
    places = [n for n, block in enumerate(blocks) if block.astray and _ordinal(block.fragment.text)]
    numbers = [_ordinal(blocks[n].fragment.text) for n in places]
    arranged = list(blocks)
    if len(set(numbers)) == len(numbers):
        ordered = sorted(places, key=lambda n: _ordinal(blocks[n].fragment.text))
        for place, n in zip(places, ordered, strict=True):
            arranged[place] = blocks[n]
    return arranged


def join(blocks: Sequence[Block], whole: bool = False) -> list[Paragraph]:
    """Join each line to the one before it where the sentence runs on; mark what is cut.

    In a `whole` file each line is a paragraph as its author made it: nothing is joined or cut.
    """
    paragraphs: list[Paragraph] = []
    before: Block | None = None  # the line that the next one may continue
    section = ""
    for block in blocks:
        text = block.fragment.text
        if block.fragment.role == "section":
            section = text
            continue
        doubtful = () if block.sure else (block.fragment.span,)
        one = Paragraph(block.fragment.spans, doubtful=doubtful, moved=block.moved, section=section)
        broken_number = before is not None and before.fragment.text.endswith("第")
        if not whole and before and breaks_off(before.fragment.text) and (broken_number or not _ITEM.match(text)):
            last = paragraphs[-1]
            if _runs_on(before, block):
                paragraphs[-1] = replace(last, spans=last.spans + one.spans, doubtful=last.doubtful + doubtful)
                before = block
                continue
            paragraphs[-1] = replace(last, cut_end=True)
            one = replace(one, cut_start=not _ordinal(text))
        if not whole and before and _opens_paragraph(before, block):
            last = paragraphs[-1]
            paragraphs[-1] = replace(last, spans=last.spans + one.spans, doubtful=last.doubtful + doubtful)
        else:
            paragraphs.append(one)
        before = block
    if not whole and before and breaks_off(before.fragment.text) and _WHOLE.search(before.fragment.text):
        paragraphs[-1] = replace(paragraphs[-1], cut_end=True)
    return paragraphs


def _opens_paragraph(before: Block, after: Block) -> bool:
    """Whether a column ended after the first, short sentence of a paragraph that goes on in the next row."""
    text = before.fragment.text
    return (
        after.astray and not before.astray and ends_sentence(text) and len(text) < _LONG and not _INNER_END.search(text)
    )


def _runs_on(before: Block, after: Block) -> bool:
    """Whether a line continues the broken one with nothing missing.

    A word across the seam proves it. Lines that were printed one after the other, outside a mixed-up row, are
    otherwise taken to run on, unless the right one opens a numbered point, or the left one ends in a broken word
    before a bare predicate.
    """
    left, right = before.fragment.text, after.fragment.text
    if _ordinal(right) > 1 and left[-1] not in "；，、：第":
        return False
    if runs_over(left, right):
        return True
    adjacent = after.printed == before.printed + 1 and not after.astray
    broken = len(dictionary_cut(left[-8:])[-1]) == 1 and _ADVERB.match(right)
    return adjacent and not broken


def _ordinal(text: str) -> int:
    found = _ORDINAL.match(text)
    numeral = (found[1] or found[2]) if found else ""
    return 1 + _NUMERALS.index(numeral) if numeral and numeral in _NUMERALS else 0
