"""Leaves out of a reply, as it comes in pieces, what is not said to a reader: thoughts and tokens of chat templates."""

import re
from collections.abc import Iterable, Iterator

from index.patterns import compiled

_CLOSE = compiled(r"</think(?:ing)?>", re.I)
_TAG = compiled(r"<(/?)think(?:ing)?>", re.I)
_LONGEST = len("</thinking>")
_BEGUN = compiled(r"<[/a-z]{0,9}$", re.I)  # what may still become a tag

# Tokens of chat templates that some servers let through: <|im_end|>, <end_of_turn>, </s>.
_CONTROL = compiled(r"<[|｜][^|｜<>\n]{1,40}[|｜]>|</?s>|<(?:start|end)_of_[a-z]{1,12}>|<(?:bos|eos|pad|unk)>")
_CONTROL_BEGUN = compiled(r"<(?:[|｜](?:[^|｜<>\n]{1,40}[|｜]?)?|/?s?|[a-z_]{1,21})$")

STRAY = "\0"
"""Stands for the end of thoughts whose beginning was not told: what came before it was not meant for a reader."""


def spoken(pieces: Iterable[str], waits: bool = False) -> Iterator[str]:
    """The pieces without <think>…</think> and tokens of templates, wherever the stream splits one, and without thoughts
    that never end.

    Some servers tell only the end of the thoughts, because their template has begun them: it becomes STRAY. With
    `waits`, for a server that is known to do so, nothing is spoken until a tag comes or the reply is over.
    """
    held, thinking = "", False
    words = _without_control(pieces)
    for piece in _from_tag(words) if waits else words:
        if not piece:
            yield piece  # nothing came for a while
            continue
        held += piece
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


def _without_control(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces without the tokens of chat templates, and without what STRAY is written as."""
    held = ""
    for piece in pieces:
        if not piece:
            yield piece
            continue
        held = _CONTROL.sub("", held + piece.replace(STRAY, ""))
        begun = _CONTROL_BEGUN.search(held)
        ready = held[: begun.start()] if begun else held
        held = held[len(ready) :]
        if ready:
            yield ready
    if held:
        yield held


def _from_tag(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces, all of those before the first tag in one with it."""
    held: list[str] = []
    tail = ""
    waiting = True
    for piece in pieces:
        if not (waiting and piece):
            yield piece
            continue
        held.append(piece)
        tail = tail[-_LONGEST:] + piece
        if _TAG.search(tail):
            waiting = False
            yield "".join(held)
    if waiting:
        yield "".join(held)
