"""A reader that eats memory, hangs or crashes costs its file and nothing else."""

import os
import signal

import pytest

from ingest import limits
from ingest.document import Document, ReadError
from ingest.limits import read_limited


def plain(data: bytes, _name: str) -> Document:
    return Document(data.decode())


def hungry(_data: bytes, _name: str) -> Document:
    return Document("x" * (8 << 30))


def crashing(_data: bytes, _name: str) -> Document:
    os.kill(os.getpid(), signal.SIGSEGV)
    return Document("")


def endless(_data: bytes, _name: str) -> Document:
    while True:
        pass


def refusing(_data: bytes, name: str) -> Document:
    raise ReadError(f"{name}: not today.")


@pytest.mark.parametrize("reader", [hungry, crashing])
def test_a_reader_that_fails_badly_is_one_sentence_and_the_next_file_is_read(reader: object) -> None:
    with pytest.raises(ReadError, match=r"a\.pdf: .* save its text"):
        read_limited(reader, b"", "a.pdf")  # type: ignore[arg-type]
    assert read_limited(plain, "正文。".encode(), "b.pdf").text == "正文。"


def test_a_readers_own_word_comes_through() -> None:
    with pytest.raises(ReadError, match=r"a\.pdf: not today\."):
        read_limited(refusing, b"", "a.pdf")


def brief(data: bytes, name: str) -> Document:
    limits._SECONDS = 1  # in the reader's own process
    limits._limit_time()
    return endless(data, name)


def test_a_reader_that_does_not_end_is_ended() -> None:
    with pytest.raises(ReadError, match="more memory or time"):
        read_limited(brief, b"", "a.pdf")
