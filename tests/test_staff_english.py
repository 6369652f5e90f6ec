"""The English page says its own sentences in English, and leaves what is quoted as it stands."""

import re

import pytest

from assistant.answer import (
    GREETING,
    HUMAN_CHANNEL,
    INSTEAD,
    LABELS,
    LIMITED,
    NEAREST,
    ONLY_NAMED,
    SENTENCES,
    WHY_NOT_WRITTEN,
    Status,
)
from assistant.english_sentences import say_in_english
from assistant.page import message
from assistant.route import Library, answer
from assistant.staff.words import EN

_CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("status", [status for status in Status if SENTENCES[status] not in ("", "{problem}")])
def test_every_sentence_has_its_english(status: Status) -> None:
    told = say_in_english(SENTENCES[status].format(missing="X", limit=500))
    assert not _CHINESE.search(told)
    assert told.endswith(".")


def test_what_is_inserted_stays() -> None:
    assert say_in_english(NEAREST.format(titles="《主持人语》")) == "Articles that come near: 《主持人语》."
    assert "“节水行动”" in say_in_english(LIMITED.format(limits="“节水行动”"))
    assert say_in_english(ONLY_NAMED.format(names="“六个工程”")).startswith("The articles mention “六个工程”")
    assert not _CHINESE.search(say_in_english(HUMAN_CHANNEL))
    assert not _CHINESE.search(say_in_english(GREETING))
    for why in WHY_NOT_WRITTEN.values():
        assert not _CHINESE.search(say_in_english(INSTEAD.format(why=why)))
    assert all("原文摘录" in say_in_english(one) or "AI" in say_in_english(one) for one in LABELS.values())


def test_a_quote_is_never_put_into_other_words(library: Library) -> None:
    made = answer("How many border ports does Inner Mongolia have?", library)
    shown = message(made, EN)
    assert made.citations[0].quote in shown
    refused = message(answer("How do I braise pork?", library), EN)
    assert not _CHINESE.search(re.sub("《.*?》", "", refused))
