"""Passwords: which are good enough, and the hashes that are kept in their place.

Hashes are scrypt's (RFC 7914) with the cost that OWASP's password storage sheet names for 32 MiB: 0.3 s of a core.
"""

import hashlib
import secrets
import unicodedata

from index.problem import Problem

SHORTEST = 10
LONGEST = 1000
_DIFFERENT = 5  # characters
_COST = (2**15, 8, 3)  # n, r, p
_RUNS = (
    "0123456789",
    "9876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb",
)
_COMMON = ("password", "passw0rd", "p@ssw0rd", "admin", "welcome", "letmein", "iloveyou", "qwer1234", "woaini")


class WeakPassword(Problem):
    """A password that is too easy to guess."""

    def __init__(self) -> None:
        super().__init__(
            f"A password needs {SHORTEST} to {LONGEST} characters, {_DIFFERENT} of them different, and must not be a "
            "row of keys or digits, the name or a common word with a few characters added: choose another."
        )


def check_strength(password: str, name: str) -> None:
    """Raise WeakPassword for a password that is guessed first."""
    bare = _normal(password)
    folded = bare.casefold()
    common = any(word in folded and len(folded) - len(word) < 6 for word in (*_COMMON, name.casefold()))
    if (
        not SHORTEST <= len(bare) <= LONGEST
        or len(set(folded)) < _DIFFERENT
        or common
        or any(folded in run * 3 for run in _RUNS)
    ):
        raise WeakPassword


def make_hash(password: str) -> str:
    """`scrypt$n$r$p$salt$key`, salt and key in hexadecimal."""
    salt = secrets.token_bytes(16)
    return "$".join(["scrypt", *map(str, _COST), salt.hex(), _derive(password, salt, *_COST).hex()])


def fits(password: str, stored: str | None) -> bool:
    """Whether a password is that of a stored hash. Without one the same work is done, and the answer is no."""
    if stored is None:
        _derive(password, bytes(16), *_COST)
        return False
    _, n, r, p, salt, key = stored.split("$")
    return secrets.compare_digest(_derive(password, bytes.fromhex(salt), int(n), int(r), int(p)), bytes.fromhex(key))


def _normal(password: str) -> str:
    """One form for what different keyboards send for the same characters (NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", password)


def _derive(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    given = _normal(password).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(given, salt=salt, n=n, r=r, p=p, maxmem=2 * 128 * n * r * p, dklen=32)
