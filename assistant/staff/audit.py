"""The audit log: that something was done, when and from where; never what was asked or answered.

A line of JSON each, a file a day. The guard notes every request that may change or ask something; whoever answers one
adds what it rests on by `cite`, and notes by `note` what is no request of its own.
"""

import ipaddress
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from starlette.requests import HTTPConnection

from assistant.serving.daily import DailyFiles
from assistant.staff.entrance import visit_of

_log = logging.getLogger(__name__)
_KEY = "assistant.cited"
_KEPT_BITS = {4: 24, 6: 48}  # of an address


@dataclass
class Audit:
    """A folder with a file of lines a day, kept for `days` days (0: nothing is kept)."""

    folder: Path
    days: int = 365

    def __post_init__(self) -> None:
        self._files = DailyFiles(self.folder, self.days)

    def note(
        self, connection: HTTPConnection, route: str, status: int | str, passages: Sequence[str] | None = None
    ) -> None:
        """Note what came of a request: `status` of HTTP or of an answer. That it cannot be kept is logged."""
        visit = visit_of(connection)
        cited = connection.scope.get(_KEY, ()) if passages is None else passages
        self._write(visit.mark, route, status, cited, shorten(visit.address))

    def note_job(self, event: str, *, user: str, files: tuple[str, ...] = ()) -> None:  # noqa: ARG002
        """Note how a change of the articles ended: `event` is KIND.STATE. That somebody asked for it is noted as a
        request; names of people and files are content and stay out."""
        kind, _, state = event.partition(".")
        if state:
            self._write("", f"articles/{kind}", state, (), "")

    def _write(self, session: str, route: str, status: int | str, passages: Sequence[str], address: str) -> None:
        if self.days <= 0:
            return
        line = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "session": session,
            "route": route,
            "status": status,
            "passages": list(passages),
            "address": address,
        }
        try:
            self._files.append(line)
        except OSError as error:
            _log.error("A request was not noted in %s: %s", self.folder, error)


def cite(connection: HTTPConnection, passages: Sequence[str]) -> None:
    """Add the ids of the passages that an answer rests on to the line of its request."""
    connection.scope[_KEY] = tuple(passages)


def shorten(address: str) -> str:
    """An address without its last bits: /24 of IPv4, /48 of IPv6; "" for what is none."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    return str(ipaddress.ip_network((parsed, _KEPT_BITS[parsed.version]), strict=False))
