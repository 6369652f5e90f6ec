"""How C's allocator keeps memory, so that a server that runs for weeks stays as large as it was after its first day."""

import ctypes
import platform

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8  # of malloc.h
_ARENAS = 2
_LARGE = 128 * 1024  # bytes; glibc's own first value, which it would raise as soon as something larger is freed


def keep_small() -> bool:
    """Let glibc keep few arenas and give back at once what is large; whether there is a glibc. Call it before threads
    are started.

    A thread gets an arena of its own, up to eight a core, and what a question leaves free in one is of no use to the
    next in another. Python's own objects do not grow: docs/decisions/widget.md has what was measured.
    """
    if platform.libc_ver()[0] != "glibc":
        return False
    set_option = ctypes.CDLL(None).mallopt
    return bool(set_option(_ARENA_MAX, _ARENAS) and set_option(_MMAP_THRESHOLD, _LARGE))
