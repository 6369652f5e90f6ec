"""Files that can be read, and the sentence for each that cannot."""

import codecs
from pathlib import Path

import pytest

from ingest.document import ReadError
from ingest.read import MAX_BYTES, list_files, read

TEXT = "标题\n\n正文第一句。正文第二句。\r\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert read(path, "a.txt").text.lstrip("\ufeff") == TEXT


def test_newlines_stay_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("甲\r\n乙\n".encode())
    assert read(path, "a.txt").text == "甲\r\n乙\n"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", " \n\u3000\n".encode(), "empty"),
        ("a.txt", bytes(range(256)) * 8, "not a text file"),
        ("a.xyz", b"abc", "save it as"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "save it as .docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "old Word file"),
        ("a.txt", b"%PDF-1.7 and so on", "this is a .pdf file"),
        ("a.pdf", "正文。".encode(), "a.pdf"),
        ("a.md", b"\x89PNG\r\n", "picture"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_name(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError, match=says) as raised:
        read(path, name)
    assert name in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES["text"] + 1)
    with pytest.raises(ReadError, match="20 MB"):
        read(path, "large.txt")


def test_a_missing_path(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="does not exist"):
        list_files(tmp_path / "nowhere")


def test_a_folder_gives_its_articles_in_order_without_hidden_files_and_readmes(tmp_path: Path) -> None:
    of_a_page = ("b_files/style.css", "b_files/logo.txt", "b.txt.yaml", "~$letter.docx")
    for name in ("b.txt", "a.md", ".hidden.txt", "README.md", "sub/c.txt", "picture.png", *of_a_page):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("正文。")
    found = [path.relative_to(tmp_path).as_posix() for path in list_files(tmp_path).files]
    assert found == ["a.md", "b.txt", "picture.png", "sub/c.txt"]  # the picture is named when it is read


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("不属于这个文件夹。")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("正文。")
    (folder / "link.txt").symlink_to(outside)
    listed = list_files(folder)
    assert [path.name for path in listed.files] == ["a.txt"]
    assert listed.failed == ("link.txt: this link is not followed, copy the files in.",)
