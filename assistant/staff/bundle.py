"""The evidence of one answer in one file: everything it was made from, sealed so that a change shows.

A bundle is JSON in one form only (sorted keys, two spaces a level, UTF-8, one newline at the end), so that a changed
space shows like a changed figure. `seal` is an HMAC-SHA256 of `content` by a key that only this installation has: it
says who made it. `sha256` is the digest of content and seal together: everybody can tell by it that nothing was changed
by accident, but whoever changes a file on purpose can compute it anew.
"""

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from assistant.staff.aigc import Producer, marks_of, model_of
from assistant.staff.document import label_of
from assistant.staff.store import Turn
from index.problem import Problem

if TYPE_CHECKING:
    from pydantic import TypeAdapter

VERSION = "0.1.0"
_FORMAT = "six-actions-evidence/1"
_KEY_BYTES = 32


class BundleError(Problem):
    """A bundle is not whole, or says what its own passages do not carry."""


class KeyFileError(Problem):
    """The key that seals bundles cannot be used."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a bundle says, and whether the key at hand is the one that sealed it: then nobody else made it."""

    turn: Turn
    version: str
    sealed_here: bool


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    AIGC: dict[str, str]
    format: Literal["six-actions-evidence/1"]
    label: str
    model: str
    sealed_by: str
    turn: dict[str, JsonValue]
    version: str


class _Bundle(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    content: _Content
    seal: str
    sha256: str


def seal(turn: Turn, producer: Producer, key: bytes) -> bytes:
    """The bundle of a turn: the answer with question, limits, history, passages found and their scores, citations,
    claims and checks; the model, the generation of the index, label and marks."""
    content = {
        "AIGC": marks_of([turn], turn.answer.id, producer).aigc,
        "format": _FORMAT,
        "label": label_of(turn.answer),
        "model": model_of(turn, producer),
        "sealed_by": _name(key),
        "turn": _turns().dump_python(turn, mode="json"),
        "version": VERSION,
    }
    sealed = {"content": content, "seal": _seal(content, key)}
    return _canonical({**sealed, "sha256": _digest(sealed)})


def open_bundle(data: bytes, key: bytes | None) -> Opened:
    """What a bundle says, once it is found to be as it was written. Raises BundleError with the reason."""
    try:
        given = json.loads(data)
        canonical = _canonical(given)
    except (ValueError, RecursionError):
        raise BundleError("这不是证据文件，或者已经损坏：它不是有效的 UTF-8 JSON。") from None
    try:
        bundle = _Bundle.model_validate(given)
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"])) or "最外层"
        raise BundleError(f"这不是证据文件，或者在生成之后被改动过：“{where}”缺失、多余或不是应有的值。") from None
    content, sealed = given["content"], {"content": given["content"], "seal": bundle.seal}
    if not _same(_digest(sealed), bundle.sha256):
        raise BundleError("证据文件在生成之后被改动过：内容与摘要（sha256）不符。")
    if canonical != data:
        raise BundleError("证据文件在生成之后被改动过：空格、换行、次序或字符的写法与原来不同。")
    sealed_here = key is not None and bundle.content.sealed_by == _name(key)
    if key is not None and sealed_here and not _same(_seal(content, key), bundle.seal):
        raise BundleError("证据文件不是本系统生成的，或者被改动过：封印（seal）与内容不符。")
    try:
        turn = _turns().validate_python(content["turn"])
    except ValidationError:
        raise BundleError(
            f"证据文件由 {bundle.content.version} 版生成，这一版（{VERSION}）读不懂其中的回答。"
        ) from None
    return Opened(turn, bundle.content.version, sealed_here)


def key_file(database: Path) -> Path:
    """Where the key stands: beside the staff database."""
    return database.with_name(f"{database.name}.key")


def open_key(path: Path) -> bytes:
    """The installation's key, made on first use for this user's eyes alone. Raises KeyFileError."""
    try:
        if not path.exists():
            _make_key(path)
        found = read_key(path)
    except OSError as error:
        raise KeyFileError(f"The key {path} cannot be made ({error.strerror}): make its folder writable.") from None
    if found is None:
        raise KeyFileError(f"The key {path} was deleted while it was read: try once more.")
    return found


def read_key(path: Path) -> bytes | None:
    """The installation's key, None where there is none. Raises KeyFileError."""
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise KeyFileError(f"The key {path} cannot be read ({error}): restore it from a backup.") from None
    if len(key) != _KEY_BYTES:
        raise KeyFileError(f"The key {path} has {len(key)} bytes, not {_KEY_BYTES}: restore it from a backup.")
    return key


def _make_key(path: Path) -> None:
    """Write a new key whole and then give it its name, so that nobody reads half of one and the first one stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(new, path)
        except FileExistsError:
            return  # another process was first
    finally:
        new.unlink(missing_ok=True)


def _name(key: bytes) -> str:
    """What a key is known by; it tells nothing of the key."""
    return hashlib.sha256(b"key of evidence bundles\n" + key).hexdigest()[:16]


def _seal(content: object, key: bytes) -> str:
    return hmac.new(key, _canonical(content), "sha256").hexdigest()


def _digest(sealed: object) -> str:
    return hashlib.sha256(_canonical(sealed)).hexdigest()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _canonical(told: object) -> bytes:
    """The one form of a JSON value. Raises ValueError for what has none."""
    return (json.dumps(told, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=2) + "\n").encode()


@cache
def _turns() -> "TypeAdapter[Turn]":
    from pydantic import TypeAdapter

    return TypeAdapter(Turn)
