"""Leaves out what a model thinks aloud in its reply, as it comes in pieces."""

import re
from collections.abc import Iterable, Iterator

_CLOSE = re.compile(r"</think(?:ing)?>", re.I)
_TAG = re.compile(r"<(/?)think(?:ing)?>", re.I)
_LONGEST = len("</thinking>")
_BEGUN = re.compile(r"<[/a-z]{0,9}$", re.I)  # what may still become a tag

STRAY = "\0"
"""Stands for the end of thoughts whose beginning was not told: what came before it was not meant for a reader."""


def spoken(pieces: Iterable[str], waits: bool = False) -> Iterator[str]:
    """The pieces without <think>…</think>, wherever the stream splits a tag, and without thoughts that never end.

    Some servers tell only the end of the thoughts, because their template has begun them: it becomes STRAY. With
    `waits`, for a server that is known to do so, nothing is spoken until a tag comes or the reply is over.
    """
    held, thinking = "", False
    for piece in _from_tag(pieces) if waits else pieces:
        held += piece.replace(STRAY, "")
        while found := (_CLOSE if thinking else _TAG).search(held):
            before, held = held[: found.start()], held[found.end() :]
            if thinking:
                thinking = False
            elif found[1]:
                yield STRAY
            else:
                thinking = True
                if before:
                    yield before
        if thinking:
            held = held[-_LONGEST:]
            continue
        begun = _BEGUN.search(held)
        ready = held[: begun.start()] if begun else held
        held = held[len(ready) :]
        if ready:
            yield ready
    if held and not thinking:
        yield held


def _from_tag(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces, all of those before the first tag in one with it."""
    held: list[str] = []
    tail = ""
    waiting = True
    for piece in pieces:
        if not waiting:
            yield piece
            continue
        held.append(piece)
        tail = tail[-_LONGEST:] + piece
        if _TAG.search(tail):
            waiting = False
            yield "".join(held)
    if waiting:
        yield "".join(held)
