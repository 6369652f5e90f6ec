"""One writer at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.problem import Problem


class LockError(Problem):
    """Somebody else is writing, or nobody can."""


@contextmanager
def only_writer(index: Path) -> Iterator[None]:
    """Hold the index's lock; a second writer is told who has it. The lock goes with its process."""
    try:
        index.mkdir(parents=True, exist_ok=True)
        opened = (index / ".lock").open("a+", encoding="ascii")
    except OSError as error:
        raise LockError(
            f"The index cannot be written at {index} ({error.strerror}): choose another INDEX_PATH."
        ) from None
    with opened as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise LockError(
                f"Another sync is at work on {index} (process {lock.read().strip()}): wait until it has ended."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
