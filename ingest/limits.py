"""Readers of foreign formats, run in a process of their own with limits of memory and time.

A PDF of a few megabytes can unpack to gigabytes, and a parser written in C can crash; either must cost one file, not
the sync.
"""

import atexit
import logging
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess

from ingest.document import Document, ReadError

_log = logging.getLogger(__name__)

_MEMORY = 4 << 30  # bytes of address space
_SECONDS = 300  # of processor time a file


def read_limited(reader: Callable[[bytes, str], Document], data: bytes, name: str) -> Document:
    """Run a reader, a function of a module; raises its ReadError, or one for a file that it cannot bear."""
    try:
        return _worker().submit(_run, reader, data, name).result()
    except ReadError:
        raise
    except (BrokenProcessPool, MemoryError):
        _worker.cache_clear()
        raise ReadError(
            f"{name}: reading it takes more memory or time than a file may cost, save its text as .txt."
        ) from None
    except Exception as error:  # what a library raises on a file that nobody thought of
        _log.exception("%s", name)
        raise ReadError(
            f"{name}: the file cannot be understood ({type(error).__name__}), save its text as .txt."
        ) from error


@cache
def _worker() -> ProcessPoolExecutor:
    """One process for all files; it starts once, with the first of them."""
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_prepare)
    atexit.register(pool.shutdown, wait=False, cancel_futures=True)
    return pool


def _prepare() -> None:
    """In the new process: limit its memory, and end it with the program that started it."""
    parent = parent_process()
    if parent:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ImportError, ValueError, OSError):
        pass  # a system that knows no such limit


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _run(reader: Callable[[bytes, str], Document], data: bytes, name: str) -> Document:
    _limit_time()
    try:
        return reader(data, name)
    except RecursionError:
        raise ReadError(f"{name}: its parts are nested too deeply, save its text as .txt.") from None


def _limit_time() -> None:
    """The system ends the process when it has worked longer than a file may take."""
    try:
        import resource
        import time

        spent = int(time.process_time()) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (spent + _SECONDS, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    except (ImportError, ValueError, OSError):
        pass
