"""Spares an endpoint that is down: after some faults in a row it is left alone for a while, then tried once."""

import threading
import time
from collections.abc import Callable

FAULTS = 3  # in a row, until an endpoint is left alone
FIRST_REST = 10.0  # seconds; doubled by each trial that fails
LONGEST_REST = 300.0


class Breaker:
    """Counts the faults of one endpoint in this process; all its methods may be called from any thread.

    Each request first asks `admits` and, if it was let through, ends with one of `worked`, `failed` and `left`.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._faults, self._rest, self._until, self._trying = 0, FIRST_REST, 0.0, False

    def admits(self) -> bool:
        """Whether a request may be made now; after a rest one alone may, until it is known how that went."""
        with self._lock:
            if self._clock() < self._until or self._trying:
                return False
            self._trying = self._faults >= FAULTS
            return True

    def worked(self) -> None:
        """The endpoint answered: all faults are forgotten."""
        with self._lock:
            self._faults, self._rest, self._until, self._trying = 0, FIRST_REST, 0.0, False

    def failed(self, rest: float = 0.0) -> None:
        """The endpoint did not answer; `rest` is for how many seconds it asked to be left alone."""
        with self._lock:
            now, tried = self._clock(), self._trying
            self._faults, self._trying = self._faults + 1, False
            if self._faults >= FAULTS:
                self._rest = min(2 * self._rest, LONGEST_REST) if tried else self._rest
                self._until = max(self._until, now + self._rest)
            if rest > 0:
                self._until = max(self._until, now + min(rest, LONGEST_REST))

    def left(self) -> None:
        """Whoever asked left before it was known how it went: nothing is counted."""
        with self._lock:
            self._trying = False
