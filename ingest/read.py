"""A file -> a `Source`: its text as it stands, newlines and printed oddities included."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from index.corpus import digest
from index.passage import Source
from index.problem import Problem

SUFFIXES = (".txt", ".md")
MAX_BYTES = 20_000_000
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class ReadError(Problem):
    """A file cannot be read as an article; the message names the file and says what to do."""


def files(root: Path) -> Iterator[Path]:
    """The readable files of a path: itself, or in name order those of the folder. Raises ReadError."""
    if not root.exists():
        raise ReadError(f"{root} does not exist: check the path.")
    if root.is_file():
        yield root
        return
    found = [
        path
        for path in sorted(root.rglob("*"))
        if path.is_file()
        and path.suffix.lower() in SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(root).parts)
        and path.name.lower() != "readme.md"
        and root.resolve() in path.resolve().parents  # a link out of the folder is not of the folder
    ]
    if not found:
        raise ReadError(f"{root} holds no file that can be read: put {' or '.join(SUFFIXES)} files into it.")
    yield from found


def read(path: Path, name: str) -> Source:
    """Read one file under the name by which answers will cite it; raises ReadError.

    Encodings are tried in the order byte order mark, UTF-8, GB 18030: guessing libraries take short
    Chinese texts for Korean.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise ReadError(f"{name}: files of this kind cannot be read, save it as .txt or .md in UTF-8.")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReadError(f"{name}: {size / 1e6:.0f} MB is more than an article can be (20 MB), split the file.")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{name}: cannot be opened ({error.strerror}), check the file and its rights.") from error
    text = _decoded(data, name)
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise ReadError(f"{name}: the file is empty, there is nothing to index.")
    return Source(name, text, digest(text))


def _decoded(data: bytes, name: str) -> str:
    encodings = [encoding for mark, encoding in _BOMS if data.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text
    raise ReadError(f"{name}: this is not a text file, save it as .txt or .md in UTF-8.")


def _is_text(text: str) -> bool:
    """Whether decoding gave prose: binary data leaves control characters behind."""
    controls = sum(character < " " and character not in "\t\r\n\f" for character in text)
    return controls <= len(text) // 1000
