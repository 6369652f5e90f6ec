"""How often and how many at once: rates by the generic cell rate algorithm, and a line that is bounded.

All of it is in the memory of one process, and none of it grows: a rate remembers at most `MOST` keys.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

MOST = 10_000
QUOTING = 4  # answers quoted at once: more threads that only compute keep each other, and the event loop, from running
_SMALL = 0.001  # seconds, below which a wait is but the rounding of large numbers
_BUSY = 5  # seconds after which somebody who found the line full may try again


class Refused(Exception):
    """A request is not served; `message` is for whoever asked, `retry_after` (seconds, 0: never) when to try again."""

    def __init__(self, status: int, code: str, message: str, retry_after: int = 0) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.retry_after = status, code, message, retry_after


@dataclass
class Rate:
    """So many a minute for each key, at once or spread; 0 sets no limit.

    For each key stands the moment at which its allowance is whole again. The key that was not seen for the longest
    time makes room for a new one.
    """

    per_minute: int
    _whole: OrderedDict[str, float] = field(default_factory=OrderedDict)

    def wait(self, key: str, now: float) -> float:
        """Seconds until one more is allowed for a key; 0 where it is now."""
        if not self.per_minute:
            return 0.0
        seconds = self._whole.get(key, now) + 60 / self.per_minute - now - 60
        return seconds if seconds > _SMALL else 0.0

    def take(self, key: str, now: float) -> None:
        """Count one more."""
        if self.per_minute:
            self._whole[key] = max(now, self._whole.get(key, now)) + 60 / self.per_minute
            self._whole.move_to_end(key)
            if len(self._whole) > MOST:
                self._whole.popitem(last=False)

    def __len__(self) -> int:
        return len(self._whole)


def take(wanted: Sequence[tuple[Rate, str]], now: float) -> None:
    """Count one in each of the rates, or in none of them. Raises Refused with the longest wait."""
    seconds = max((rate.wait(key, now) for rate, key in wanted), default=0.0)
    if seconds > 0:
        whole = int(seconds) + 1
        raise Refused(429, "too_many", f"问得太频繁了，请{whole}秒后再试。", whole)
    for rate, key in wanted:
        rate.take(key, now)


@dataclass
class _Turns:
    """Turns of which so many may be had at once; `inside` have theirs or wait for it."""

    at_once: int
    inside: int = 0

    def __post_init__(self) -> None:
        self.free = asyncio.Semaphore(self.at_once)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return max(0, self.inside - self.at_once)


class Line:
    """So many answers at once of each kind, and `waiting` of all kinds behind them; used from one event loop."""

    def __init__(self, waiting: int, writing: int, quoting: int = QUOTING) -> None:
        self._most = waiting
        self._quoting, self._writing = _Turns(quoting), _Turns(writing)

    @property
    def inside(self) -> int:
        """How many have a place."""
        return self._quoting.inside + self._writing.inside

    def enter(self, written: bool) -> "Place":
        """A place in the line, for an answer that a model may write or one that only quotes. Raises Refused where it is
        full. Whoever got one must leave it."""
        turns = self._writing if written else self._quoting
        if turns.inside >= turns.at_once and self._quoting.waiting + self._writing.waiting >= self._most:
            raise Refused(503, "busy", f"现在提问的人很多，请{_BUSY}秒后再试。", _BUSY)
        turns.inside += 1
        return Place(turns)


class Place:
    """A place in a line, left once."""

    def __init__(self, turns: _Turns) -> None:
        self._turns = turns
        self._waiting: asyncio.Task[bool] | None = None
        self._gone = False

    async def turn(self, seconds: float) -> bool:
        """Wait so long for one's turn, first come first served; whether it has come."""
        self._waiting = self._waiting or asyncio.ensure_future(self._turns.free.acquire())
        return bool((await asyncio.wait({self._waiting}, timeout=seconds))[0])

    def leave(self) -> None:
        """Let the next one."""
        if self._gone:
            return
        self._gone = True
        self._turns.inside -= 1
        if self._waiting and self._waiting.done():
            self._turns.free.release()
        elif self._waiting:
            self._waiting.cancel()
