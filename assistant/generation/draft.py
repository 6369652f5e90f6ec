"""A reply in pieces -> the sentences in it, each as soon as it is complete, with the passages that its markers cite."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.generation.alone import SOURCES, tidied
from assistant.generation.thinking import STRAY
from index.passage import Passage
from index.patterns import compiled

_WIDEST = 20  # passages that a range may cite

_NUMBERS = r"(?:资料|来源|原文|出处|文献|[Cc]itation:?|[Ss]ource:?|\^)?\s*\d{1,6}(?:\s*[-–—~～,，、;；]\s*\d{1,6})*\s*"
_MARKER = compiled(rf"[\[［【]{{1,2}}({_NUMBERS})[\]］】]{{1,2}}")
_MARKERS = compiled(rf"(?:\s*(?:[-–—~～]\s*)?{_MARKER.pattern})*")
_FROM_TO = compiled(r"(?<=\d)\s*[\]］】]\s*[-–—~～]\s*[\[［【]\s*(?=\d)")  # [1]-[3]
_LAST = compiled(rf"(?:\s*{_MARKER.pattern})+\s*$")
_BEGUN = compiled(
    r"[\[［【]{1,2}[\^A-Za-z:资料来源原文出处献]{0,9}[\d\s\-–—~～,，、;；]*"
)  # what may still become a marker
# A full stop of English ends a sentence where another begins or a marker follows: not in 3.5, nor in No. 3.
_END = compiled(
    r"[。！？!?]+[”’」』）)\"']*|\n|(?<=[a-z\d)\]%”\"])\.(?=\s+[A-Z“\"]|\s*[\[［【])(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)"
)
# 甲[1]2、乙[2]: the next of a list that is written in one line.
_NEXT = compiled(rf"(?:\s*{_MARKER.pattern})+(?=\s*\d{{1,2}}[、.．)）]\s*[^\s\d])")
_HEADING = compiled(r"^\s*(?:#+\s|\*\*[^*\n]{1,20}\*\*\s*[：:]?\s*$)")
_UNENDED = 12  # characters of a line that is a heading where nothing ends it
_POINT = r"[-*•·]\s+|\d{1,2}[.)、]\s*(?=\D)"
_ITEM = compiled(rf"^\s*(?:{_POINT})")
_BULLET = compiled(rf"^\s*(?:{_POINT}|#+\s+)+")


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence that the model wrote, without its markers, and the passages that it cites; `struck` counts markers of
    passages that there are not, `lead` is the heading or opening that it stands under."""

    text: str
    cited: tuple[Passage, ...]
    struck: int = 0
    lead: str = ""


def drafts(pieces: Iterable[str], passages: Sequence[Passage]) -> Iterator[Draft]:
    """The sentences of a reply, each once it is complete with its markers; [n] cites the n-th of `passages`.

    Those before the first that cites anything come with it: they may be thoughts whose end is still to be told, and are
    then left out. An error that `pieces` raises comes after the sentences that were complete before it; half a sentence
    is none.
    """
    held: list[Draft] | None = []
    lead, under = "", False
    try:
        for sentence in _marked_behind(_sentences(pieces)):
            if sentence == STRAY:
                held, lead = held and [], ""
                continue
            draft = _draft(sentence, passages)
            if not any(character.isalpha() for character in draft.text):
                continue
            if SOURCES.match(draft.text):
                break  # what follows is a list of titles
            if not draft.cited and not draft.struck and _leads(sentence, draft.text):
                lead, under = draft.text.rstrip("：: "), False
                continue
            item = bool(_ITEM.match(sentence))
            if under and not item:
                lead = ""
            under = True
            draft = replace(draft, lead=lead)
            if held is None:
                yield draft
            else:
                held.append(draft)
                if draft.cited or draft.struck:
                    yield from held
                    held = None
    except Exception:
        yield from held or ()
        raise
    yield from held or ()


def _leads(sentence: str, text: str) -> bool:
    """Whether a line that cites nothing is a heading, or opens what follows."""
    unended = sentence.endswith("\n") and len(text) <= _UNENDED and text[-1].isalnum() and not _ITEM.match(sentence)
    return bool(_HEADING.match(sentence)) or text.endswith(("：", ":")) or unended


def _marked_behind(sentences: Iterable[str]) -> Iterator[str]:
    """The sentences of a reply with each marker behind its own, also where it puts them before: [1]甲。[2]乙。"""
    before, waiting = None, ""
    for sentence in sentences:
        first = _MARKERS.match(sentence)
        if before is None and sentence != STRAY:
            before = bool(first and first.end())
        if not before or sentence == STRAY:
            yield sentence
            continue
        own = waiting + (first[0] if first else "")
        rest = sentence[first.end() :] if first else sentence
        behind = _LAST.search(rest)
        text, waiting = (rest[: behind.start()], behind[0]) if behind else (rest, "")
        yield f"{text}{own}"


def _sentences(pieces: Iterable[str]) -> Iterator[str]:
    """The sentences of a reply with their markers, and STRAY where what came before it was not meant for a reader."""
    rest = ""
    try:
        for piece in pieces:
            rest += piece
            if STRAY in rest:
                yield STRAY
                rest = rest.split(STRAY)[-1]
            # While nothing comes, a sentence with a marker waits for no other one.
            while (end := _first_end(rest)) and (_is_whole(rest, end) or (not piece and _is_marked(rest, end))):
                yield rest[:end]
                rest = rest[end:]
    except Exception:
        while (end := _first_end(rest)) and _is_marked(rest, end):
            yield rest[:end]
            rest = rest[end:]
        raise
    while rest:
        end = _first_end(rest) or len(rest)
        yield rest[:end]
        rest = rest[end:]


def _first_end(text: str) -> int:
    """Where the first sentence ends, its markers counted in; 0 where none does."""
    ended, following = _END.search(text), _NEXT.search(text)
    if following and not (ended and ended.start() < following.start()):
        return following.end()
    marked = _MARKERS.match(text, ended.end()) if ended else None
    return marked.end() if marked else 0


def _is_whole(text: str, end: int) -> bool:
    """Whether a sentence that seems to end there cannot be followed by a marker of its own."""
    following = text[end:].lstrip()
    if following:
        after_dash = following.lstrip("-–—~～ ")  # [1]-[3]
        return bool(after_dash) and not _BEGUN.fullmatch(after_dash)
    # A first marker may stand on a line of its own; after markers, the end of a line is the end.
    return text[end:].startswith("\n") and text[end - 1] in "]］】"


def _is_marked(text: str, end: int) -> bool:
    """Whether a sentence that ends there has a marker, and no other one has begun behind it."""
    return bool(_MARKER.search(text[:end])) and not _BEGUN.match(text[end:].lstrip())


def _draft(sentence: str, passages: Sequence[Passage]) -> Draft:
    sentence = _FROM_TO.sub("-", sentence)
    numbers = [number for marker in _MARKER.findall(sentence) for number in _numbers(marker)]
    known = [number for number in numbers if 1 <= number <= len(passages)]
    # What is left of a nested marker would be read as one.
    text = re.sub(r"[\[\]［］【】]", "", _MARKER.sub("", sentence)).replace("**", "")
    cited = tuple(dict.fromkeys(passages[number - 1] for number in known))
    return Draft(tidied(_BULLET.sub("", text).strip()).rstrip("；;，,"), cited, len(numbers) - len(known))


def _numbers(marker: str) -> list[int]:
    """1, [1, 3] and [1-3] as numbers; 0, which is no passage's, for a range that is none."""
    found: list[int] = []
    for part in re.split(r"[,，、;；]", marker):
        ends = [int(digits) for digits in re.findall(r"\d+", part)]
        found += range(ends[0], ends[-1] + 1) if 0 <= ends[-1] - ends[0] < _WIDEST else [0]
    return found
