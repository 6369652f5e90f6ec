"""A file -> a `Source`: its text as it stands, with what is known about it and what was found in it."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from index.corpus import digest
from index.passage import About, Source
from ingest.document import BOMS, Document, ReadError
from ingest.given import merged, read_decisions, read_front_matter, read_sidecar, review, sidecar
from ingest.limits import read_limited
from ingest.screen import classified, screen

_KINDS = {".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".docx": "docx", ".pdf": "pdf"}
SUFFIXES = tuple(_KINDS)
MAX_BYTES = {"text": 20_000_000, "html": 20_000_000, "docx": 100_000_000, "pdf": 150_000_000}
# How files of other kinds begin, whatever they are called.
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "docx"),
    (b"\xd0\xcf\x11\xe0", "doc"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
)
_LEFT_ALONE = ("__init__.py", "readme.md", "thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Folder:
    """The files of a path that may be read. `failed` has a sentence for each link that leads out of it and each folder
    that cannot be opened; the latter are `blocked`."""

    files: tuple[Path, ...]
    failed: tuple[str, ...] = ()
    blocked: tuple[Path, ...] = ()


def list_files(root: Path) -> Folder:
    """A file itself, or in name order what lies in a folder.

    Hidden files, sidecars, read-me files and what a browser saves beside a page are not articles. Raises ReadError.
    """
    if not root.exists():
        raise ReadError(f"{root} does not exist: check the path.")
    if root.is_file():
        return Folder((root,))
    found: list[Path] = []
    failed: list[str] = []
    blocked: list[Path] = []

    def note(error: OSError) -> None:
        failed.append(f"{error.filename}: this folder cannot be opened ({error.strerror}), check its rights.")
        blocked.append(Path(str(error.filename)).resolve())

    for folder, folders, names in os.walk(root, onerror=note):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for path in (Path(folder, name) for name in (*names, *links)):
            if _is_no_article(path, root):
                continue
            if path.is_dir() or root.resolve() not in path.resolve().parents:
                failed.append(f"{path.relative_to(root).as_posix()}: this link is not followed, copy the files in.")
            elif path.is_file():
                found.append(path)
    return Folder(tuple(sorted(found)), tuple(failed), tuple(blocked))


def readable() -> str:
    """The suffixes of files that can be read, in words."""
    return _listed(SUFFIXES)


def _is_no_article(path: Path, root: Path) -> bool:
    parts = path.relative_to(root).parts
    of_a_page = any(part.endswith("_files") for part in parts[:-1])  # pictures and scripts of a saved page
    beside = path.suffix.lower() in (".yaml", ".yml")
    return of_a_page or beside or path.name.lower() in _LEFT_ALONE or any(part[0] in ".~" for part in parts)


def stamp(path: Path) -> str:
    """A digest of a file's bytes and of those beside it that are read with it: the same stamp, the same `Source`."""
    import hashlib

    stamped = hashlib.sha256()
    for one in (path, sidecar(path), review(path)):
        if one == path or one.is_file():
            with one.open("rb") as file:
                stamped.update(hashlib.file_digest(file, "sha256").digest())
        stamped.update(b"|")
    return stamped.hexdigest()


def read(path: Path, name: str) -> Source:
    """Read one file under the name by which answers will cite it; raises ReadError."""
    kind = _kind(path, name)
    if not _is_unicode(name):
        shown = name.encode("utf-8", "replace").decode()
        raise ReadError(f"{shown}: the file's name is not UTF-8, rename it.")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES[kind]:
            most = MAX_BYTES[kind] / 1e6
            raise ReadError(f"{name}: {size / 1e6:.0f} MB is more than an article can be ({most:.0f} MB), split it.")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{name}: cannot be opened ({error.strerror}), check the file and its rights.") from error
    if not data.strip():
        raise ReadError(f"{name}: the file is empty, there is nothing to index.")
    _check_magic(data, kind, name)
    document = _read_text(data, name) if kind == "text" else read_limited(_reader(kind), data, name)
    text = document.text
    if not _is_unicode(text) or not text.strip("\ufeff \t\r\n\f\u3000"):
        raise ReadError(f"{name}: the file is empty, there is nothing to index.")
    if marked := classified(text):
        raise ReadError(
            f"{name}: it is marked as a state secret ({marked}) and must not be kept on this computer: delete it here "
            "and report it to whoever answers for secrets in your house."
        )
    about, start = read_front_matter(text, name) if kind == "text" else (About(), 0)
    about = merged(merged(read_sidecar(path), about), document.about)
    decisions = read_decisions(path, text)
    whole = kind in ("html", "docx")
    facts = (asdict(about), start, whole, [asdict(one) for one in decisions.settled])
    plain = facts == (asdict(About()), 0, False, [])
    return Source(
        name=name,
        text=text,
        digest=digest(text if plain else text + json.dumps(facts, ensure_ascii=False)),
        about=about,
        start=start,
        whole=whole,
        settled=decisions.settled,
        pages=document.pages,
        findings=(*decisions.findings, *document.findings, *screen(text)),
    )


def _kind(path: Path, name: str) -> str:
    suffix = path.suffix.lower()
    if suffix in (".doc", ".wps", ".rtf", ".odt"):
        raise ReadError(f"{name}: save it as .docx, {suffix} files cannot be read.")
    if suffix not in _KINDS:
        raise ReadError(f"{name}: files of this kind cannot be read, save it as {_listed(SUFFIXES)}.")
    return _KINDS[suffix]


def _check_magic(data: bytes, kind: str, name: str) -> None:
    """A file that is not what its name says is told by how it begins."""
    found = next((known for magic, known in _MAGIC if data.startswith(magic)), "")
    if found == "doc":
        raise ReadError(f"{name}: this is an old Word file or a locked one, save it as .docx without a password.")
    if found in ("rtf", "picture"):
        raise ReadError(f"{name}: this is a {found} by its content, save its text as .txt.")
    if found and found != kind:
        raise ReadError(f"{name}: this is a .{found} file by its content, give it that suffix.")


def _reader(kind: str) -> Callable[[bytes, str], Document]:
    if kind == "html":
        from ingest.html import read_html

        return read_html
    if kind == "docx":
        from ingest.docx import read_docx

        return read_docx
    from ingest.pdf import read_pdf

    return read_pdf


def _read_text(data: bytes, name: str) -> Document:
    """Byte order mark, then UTF-8, then GB 18030: guessing libraries take short Chinese texts for Korean."""
    for encoding in [encoding for mark, encoding in BOMS if data.startswith(mark)] or ["utf-8", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_prose(text):
            return Document(text)
    raise ReadError(f"{name}: this is not a text file, save it as .txt or .md in UTF-8.")


def _is_unicode(text: str) -> bool:
    """Whether a text can be stored: half a surrogate pair cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_prose(text: str) -> bool:
    """Whether decoding gave prose: binary data leaves control characters behind."""
    controls = sum(character < " " and character not in "\t\r\n\f" for character in text)
    return controls <= len(text) // 1000


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:-1]) + f" or {names[-1]}"
