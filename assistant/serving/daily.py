"""A folder with a file of JSON lines a day; a day that is over its time is deleted."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

FILES = "????-??-??.jsonl"


@dataclass
class DailyFiles:
    """Lines kept for `days` days."""

    folder: Path
    days: int
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _swept: str = ""

    def append(self, told: Mapping[str, object]) -> None:
        """Add a line to the file of today; raises OSError."""
        line = json.dumps(told, ensure_ascii=False)
        with self._lock:
            today = datetime.now(UTC)
            self._sweep(today)
            with (self.folder / f"{today:%Y-%m-%d}.jsonl").open("a", encoding="utf-8") as file:
                file.write(line + "\n")

    def _sweep(self, today: datetime) -> None:
        """Delete what is over its time, once a day."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self._swept != f"{today:%Y-%m-%d}":
            self._swept = f"{today:%Y-%m-%d}"
            oldest = f"{today - timedelta(days=self.days):%Y-%m-%d}"
            for path in self.folder.glob(FILES):
                if path.stem < oldest:
                    path.unlink(missing_ok=True)
