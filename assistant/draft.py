"""A reply in pieces -> the sentences in it, each as soon as it is complete, with the passages that its markers cite."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.thinking import STRAY
from index.passage import Passage
from index.patterns import compiled

_WIDEST = 20  # passages that a range may cite

_NUMBERS = r"\s*\d{1,6}(?:\s*[-–—~～,，、;；]\s*\d{1,6})*\s*"
_MARKER = compiled(rf"[\[［【]{{1,2}}({_NUMBERS})[\]］】]{{1,2}}")
_MARKERS = compiled(rf"(?:\s*(?:[-–—~～]\s*)?{_MARKER.pattern})*")
_FROM_TO = compiled(r"(?<=\d)\s*[\]］】]\s*[-–—~～]\s*[\[［【]\s*(?=\d)")  # [1]-[3]
_BEGUN = compiled(r"[\[［【]{1,2}[\d\s\-–—~～,，、;；]*")  # what may still become a marker
# A full stop of English ends a sentence where another begins or a marker follows: not in 3.5, nor in No. 3.
_END = compiled(
    r"[。！？!?]+[”’」』）)\"']*|\n|(?<=[a-z\d)\]%”\"])\.(?=\s+[A-Z“\"]|\s*[\[［【])(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)"
)
_BULLET = compiled(r"^\s*(?:[-*•·]\s+|#+\s+|\d{1,2}[.)、]\s*(?=\D))+")


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence that the model wrote, without its markers, and the passages that it cites; `struck` counts markers of
    passages that there are not."""

    text: str
    cited: tuple[Passage, ...]
    struck: int = 0


def drafts(pieces: Iterable[str], passages: Sequence[Passage]) -> Iterator[Draft]:
    """The sentences of a reply, each once it is complete with its markers; [n] cites the n-th of `passages`.

    Those before the first that cites anything come with it: they may be thoughts whose end is still to be told, and are
    then left out. An error that `pieces` raises comes after the sentences that were complete before it; half a sentence
    is none.
    """
    held: list[Draft] | None = []
    try:
        for sentence in _sentences(pieces):
            if sentence == STRAY:
                held = held and []
                continue
            draft = _draft(sentence, passages)
            if not any(character.isalpha() for character in draft.text):
                continue
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
    ended = _END.search(text)
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
    return Draft(_BULLET.sub("", text).strip(), cited, len(numbers) - len(known))


def _numbers(marker: str) -> list[int]:
    """1, [1, 3] and [1-3] as numbers; 0, which is no passage's, for a range that is none."""
    found: list[int] = []
    for part in re.split(r"[,，、;；]", marker):
        ends = [int(digits) for digits in re.findall(r"\d+", part)]
        found += range(ends[0], ends[-1] + 1) if 0 <= ends[-1] - ends[0] < _WIDEST else [0]
    return found
