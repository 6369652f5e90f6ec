"""Turns as they are kept: answered by the route on the two pages, written to a store and read from it again; and the
files that are made of them, opened."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from conftest import QUESTION, number_of
from docx import Document as open_word
from lxml import etree
from model_server import ModelServer

from assistant.generation.endpoint import open_model
from assistant.route import Library, answer
from assistant.settings import AssistantSettings
from assistant.staff.aigc import Producer
from assistant.staff.bundle import open_bundle
from assistant.staff.document import Document, document_of
from assistant.staff.evidence import check_evidence
from assistant.staff.store import Asked, Store, Turn, turn_of

PROJECTS = "呼和浩特2025年要谋划实施多少个项目，年度计划投资多少？"
PARTIAL = "节水行动的四减是哪四减，再生水价格是多少？"
UNKNOWN = "红烧肉怎么做？"
CUT = "内蒙古有几个对外开放口岸，边境线多长？"  # the passage that answers breaks off
NASTY = "<b>&amp;</b> *a* _b_ `c` [d](javascript:1) ![e](http://x.test/y) ~~f~~ | $g$ [^1]: h \\ # {j} www.x.cn k@x.cn"
SENTENCE = "总目标是城镇新增就业6万人、大学生在呼就业5万人。"

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def keep(
    store: Store,
    library: Library,
    question: str,
    user: str = "甲",
    conversation: str = "c1",
    history: tuple[str, ...] = (),
    complete: Any = None,
) -> Turn:
    """A turn that is kept; with `complete` a model writes it."""
    made = answer(question, library, history, complete=complete)
    store.keep(user, conversation, turn_of(made, Asked(history=history), "20260101-000000", "test-model"))
    kept = store.turn(user, made.id)
    assert kept is not None
    return kept


def written(store: Store, library: Library, model: ModelServer) -> Turn:
    """A turn that a model wrote."""
    model.replies = [f"{SENTENCE}[{number_of(library, '城镇新增就业6万人')}]"]
    settings = AssistantSettings(base_url=model.url, model="test-model")
    made = keep(store, library, QUESTION, complete=open_model(settings))
    assert made.answer.mode == "generated"
    return made


def document(*turns: Turn, producer: Producer = Producer()) -> Document:  # noqa: B008
    """The document of turns, made at 11:04 in China."""
    return document_of(turns, "the-id", producer, datetime(2026, 1, 2, 3, 4, tzinfo=UTC))


def opened(data: bytes) -> tuple[Any, zipfile.ZipFile]:
    """A Word file, by python-docx and as the archive that it is."""
    return open_word(io.BytesIO(data)), zipfile.ZipFile(io.BytesIO(data))


def notes_of(file: zipfile.ZipFile) -> dict[int, str]:
    """The footnotes of a Word file that are no separators: number and text, line breaks as such."""
    root = etree.fromstring(file.read("word/footnotes.xml"))
    texts = {}
    for note in root.iterfind(f"{W}footnote"):
        if note.get(f"{W}type") is None:
            parts = ["\n" if one.tag == f"{W}br" else one.text for one in note.iter(f"{W}t", f"{W}br")]
            texts[int(note.get(f"{W}id"))] = "".join(parts).strip()
    return texts


KEY = bytes(range(32))


def whole(data: bytes, key: bytes | None = KEY) -> Turn:
    """The turn of a bundle that is whole."""
    opened = open_bundle(data, key)
    check_evidence(opened.turn)
    return opened.turn
