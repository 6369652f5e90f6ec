"""The answers that were given, kept for some days: what feedback points at and what `eval watch` looks at.

A file a day; a day that is over its time is deleted. Numbers by which a person could be known are struck from
questions, and where questions are not kept at all, nothing stays of an answer that repeats them.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.answer import Answer, as_json
from assistant.serving.daily import FILES, DailyFiles
from assistant.understanding.personal import strike

_log = logging.getLogger(__name__)


@dataclass
class Journal:
    """A folder with a file of answers a day, kept for `days` days (0: nothing is kept); `questions` says whether what
    was asked is kept too."""

    folder: Path
    days: int = 30
    questions: bool = True

    def __post_init__(self) -> None:
        self._files = DailyFiles(self.folder, self.days)

    def keep(self, answer: Answer, history: list[str], action: str) -> None:
        """Keep an answer. That it cannot be kept is logged and costs nobody the answer."""
        if self.days <= 0:
            return
        now = datetime.now(UTC)
        told = {"at": now.isoformat(timespec="seconds"), **as_json(answer), "history": history, "action": action}
        try:
            self._files.append(self._without_persons(told))
        except OSError as error:
            _log.error("The answer was not kept in %s: %s", self.folder, error)

    def _without_persons(self, told: dict[str, object]) -> dict[str, object]:
        if self.questions:
            struck = {name: strike(str(told[name])) for name in ("question", "understood", "text")}
            history = [strike(str(one)) for one in told["history"]] if isinstance(told["history"], list) else []
            missing = [strike(str(one)) for one in told["missing"]] if isinstance(told["missing"], list) else []
            return {**told, **struck, "history": history, "missing": missing}
        # What was not found is told in the asker's words.
        text = "" if told["missing"] else told["text"]
        return {**told, "question": "", "understood": "", "history": [], "missing": [], "text": text}


def read_journal(folder: Path, days: int = 0) -> Iterator[dict[str, object]]:
    """The answers that are kept, oldest first; with `days`, those of as many last days. A torn line is passed over."""
    since = f"{datetime.now(UTC) - timedelta(days=days - 1):%Y-%m-%d}" if days else ""
    for path in sorted(folder.glob(FILES)):
        if path.stem >= since:
            for line in path.read_text("utf-8", errors="replace").split("\n"):
                try:
                    told = json.loads(line)
                except ValueError:
                    continue
                if isinstance(told, dict):
                    yield told
