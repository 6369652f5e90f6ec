"""Failed tries to log in: after some, a name and an address have to wait, longer each time.

A try counts before its password is looked at, so that many at once get no more tries than one after another; the right
password takes the count back. Names and addresses are kept as hashes: somebody may have typed a password as a name.
"""

import hashlib
import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.staff.database import connected

# Tries that are free; an office may share one address.
_FREE = {"name": 5, "address": 20}
_WAITS = (60.0, 120.0, 240.0, 480.0, 900.0)  # seconds, by each try that is not free; the last for all further ones
_FORGOTTEN = 24 * 3600.0  # seconds after the last try
MOST = 10_000  # rows; those with the fewest tries go first


@dataclass(frozen=True, slots=True)
class Failures:
    """The failed tries of the staff file."""

    path: Path
    clock: Callable[[], float] = time.time

    def begin(self, name: str, address: str) -> float:
        """Count a try. Gives the seconds for which no try is taken, by whichever of the two is longer, or 0.0."""
        now = self.clock()
        with connected(self.path, write=True) as staff:
            keys = _keys(name, address)
            rows = {
                kind: staff.execute(
                    "select count, until from failures where kind = ? and key = ? and last > ?",
                    (kind, key, now - _FORGOTTEN),
                ).fetchone()
                or (0, 0.0)
                for kind, key in keys.items()
            }
            wait = max(until for _, until in rows.values()) - now
            if wait > 0:
                return float(wait)
            for kind, key in keys.items():
                count = rows[kind][0] + 1
                staff.execute(
                    "insert or replace into failures values (?, ?, ?, ?, ?)",
                    (kind, key, count, _until(kind, count, now), now),
                )
            staff.execute("delete from failures where last <= ?", (now - _FORGOTTEN,))
            if (over := staff.execute("select count(*) from failures").fetchone()[0] - MOST) > 0:
                staff.execute(
                    "delete from failures where rowid in (select rowid from failures order by count, last limit ?)",
                    (over,),
                )
        return 0.0

    def wait(self, name: str, address: str) -> float:
        """Seconds for which no try is taken, or 0.0; counts nothing."""
        now = self.clock()
        with connected(self.path) as staff:
            untils = [
                row[0]
                for kind, key in _keys(name, address).items()
                for row in staff.execute("select until from failures where kind = ? and key = ?", (kind, key))
            ]
        return max(0.0, *(until - now for until in untils)) if untils else 0.0

    def succeed(self, name: str, address: str) -> None:
        """Take back the try that succeeded: a name's tries are forgotten, an address's only by this one, so that nobody
        who has an account can go on guessing others'."""
        keys = _keys(name, address)
        with connected(self.path, write=True) as staff:
            staff.execute("delete from failures where kind = 'name' and key = ?", (keys["name"],))
            staff.execute(
                "update failures set count = count - 1, until = 0 where kind = 'address' and key = ?",
                (keys["address"],),
            )


def _until(kind: str, count: int, now: float) -> float:
    over = count - _FREE[kind]
    return now + _WAITS[min(over, len(_WAITS) - 1)] if over >= 0 else 0.0


def _keys(name: str, address: str) -> dict[str, bytes]:
    return {"name": _digest(name), "address": _digest(_network(address))}


def _network(address: str) -> str:
    """An address as one caller has it: IPv6 gives whole /64s away."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]
