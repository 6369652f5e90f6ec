"""The name under which a file from somebody's computer is kept: its own, without what a name must not hold."""

import unicodedata

from assistant.staff.refused import Refused

SUFFIXES = (".pdf", ".docx", ".html", ".htm", ".txt", ".md")
_OLD = (".doc", ".wps", ".rtf", ".odt")
_BESIDE = (".yaml", ".yml")
# What ingest leaves alone in a folder: it would be accepted here and never indexed.
_LEFT_ALONE = ("readme.md", "thumbs.db", "desktop.ini")
_LONGEST = 200  # bytes, so that a sidecar's suffix still fits into the 255 of a file system
_NO_SIGN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # controls, direction marks, half pairs, line breaks


def file_name(given: str) -> str:
    """A safe name in one folder; raises Refused for one that would not be read as an article."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign) not in _NO_SIGN)
    name = " ".join(seen.split())
    if name.startswith((".", "~")):
        raise Refused(
            400, "hidden_name", "这是隐藏文件或临时文件，请选择文章本身。", "This is a hidden or temporary file."
        )
    stem, dot, ending = name.rpartition(".")
    suffix = f"{dot}{ending}".lower()
    if suffix in _BESIDE or name.lower() in _LEFT_ALONE:
        raise Refused(
            400,
            "no_article",
            f"“{name[:60]}”不是文章。补充说明请在上传文章之后填写。",
            "This is no article. Fill in what is known about an article after its upload.",
        )
    if suffix in _OLD:
        raise Refused(
            415,
            "old_kind",
            f"不能读取 {suffix} 文件：请在 Word 或 WPS 中另存为 .docx 再上传。",
            f"{suffix} files cannot be read: save it as .docx first.",
        )
    if suffix not in SUFFIXES or not stem.strip():
        raise Refused(
            415,
            "unknown_kind",
            "只能上传 PDF、Word（.docx）、网页（.html）、文本（.txt、.md）文件。",
            "Only .pdf, .docx, .html, .txt and .md files can be read.",
        )
    while len(f"{stem}{suffix}".encode()) > _LONGEST:
        stem = stem[:-1]
    return stem.strip() + suffix
