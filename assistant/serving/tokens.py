"""The widget's pass: which site a page was opened for, and until when, signed (HMAC-SHA256).

It holds the widget's page and the API together, so that no other page can ask by a visitor's browser. It keeps no
program out that fetches the page itself: for that there are limits.
"""

import base64
import hashlib
import hmac
import secrets

LIFE = 30 * 60  # seconds
_LONGEST = 200  # characters
_NONCE = 9  # bytes


def issue(secret: bytes, site: str, now: float) -> str:
    """A token for a page of a site that is opened at `now` (seconds since 1970)."""
    claim = f"{site}.{int(now) + LIFE}.{secrets.token_urlsafe(_NONCE)}"
    return f"{claim}.{_sign(secret, claim)}"


def read(secret: bytes, token: str, now: float) -> str | None:
    """The site that a token was issued for; None where it was not issued by us or has run out."""
    if len(token) > _LONGEST or not token.isascii() or token.count(".") != 3:
        return None
    claim, _, signature = token.rpartition(".")
    if not hmac.compare_digest(signature, _sign(secret, claim)):
        return None
    site, until, _ = claim.split(".")
    return site if now < int(until) else None


def key_of(secret: str) -> bytes:
    """The key that signs: made of a setting, or new with every start, whereupon open pages fetch a new token."""
    return hashlib.sha256(secret.encode()).digest() if secret else secrets.token_bytes(32)


def _sign(secret: bytes, claim: str) -> str:
    return base64.urlsafe_b64encode(hmac.digest(secret, claim.encode(), "sha256")).rstrip(b"=").decode()
