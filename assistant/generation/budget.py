"""What a day may cost: a language model that writes so many answers a day, and then leaves the rest to quoting."""

import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import date, datetime

from assistant.answer import Fault
from assistant.generation.endpoint import Writer
from assistant.generation.fault import ModelError


def today() -> date:
    """The day where the server stands."""
    return datetime.now().astimezone().date()


@dataclass
class Budget:
    """`a_day` answers may be written from midnight to midnight, counted in this process; 0 sets no limit."""

    a_day: int
    day: Callable[[], date] = today
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _on: date = date.min
    _spent: int = 0

    def take(self) -> bool:
        """Whether one more may be written; counts it."""
        with self._lock:
            if (now := self.day()) != self._on:
                self._on, self._spent = now, 0
            if self.a_day and self._spent >= self.a_day:
                return False
            self._spent += 1
            return True


def ration(writer: Writer, budget: Budget) -> Writer:
    """A writer that raises ModelError (BUDGET) once the day's budget is spent: the route then quotes and says why."""

    def write(prompt: str, stop: threading.Event | None = None) -> Generator[str]:
        if not budget.take():
            raise ModelError(Fault.BUDGET, f"{budget.a_day} answers were written today")
        yield from writer(prompt, stop)

    return write
