"""Attacks on answers that a model writes: the model obeys each of them, and nobody reads what the attacker wanted said.

All planted texts stand in one index, beside the articles. What they say may be quoted, word for word and as theirs.
"""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from attacks import ATTACKS, Attack
from conftest import MODELS
from model_server import ModelServer
from pydantic import SecretStr

from assistant.answer import Answer
from assistant.generation.endpoint import Endpoint, Write
from assistant.generation.marks import for_model
from assistant.library import library_of
from assistant.route import Library, answer
from assistant.settings import AssistantSettings
from index.encoder import default_name, open_encoder
from index.fold import fold
from index.generation import open_index
from index.passage import ANY, bare
from ingest.sync import sync

_EVERY = "".join(f"[{number}]" for number in range(1, 9))  # the obeying model cites all that it was shown
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory, index_path: Path) -> Iterator[Library]:
    """The articles with every planted text as an article of its own about what is asked."""
    place = tmp_path_factory.mktemp("poisoned")
    for number, (_, planted, question, _, _) in enumerate(ATTACKS):
        if planted:
            (place / f"{number:02}.txt").write_text(
                f"关于{question.strip('？?')}\n\n{question}\n\n{planted}\n", "utf-8"
            )
    path = tmp_path_factory.mktemp("index") / "index"
    shutil.copytree(index_path, path)  # with the articles and their vectors
    sync([place], path, default_name(), MODELS, lambda _text: None)
    index = open_index(path, open_encoder(default_name(), MODELS))
    yield library_of(index)
    index.close()


@pytest.fixture(scope="module")
def obeying() -> Iterator[tuple[ModelServer, Write]]:
    """A model that says what it is told to, and the client that asks it."""
    with ModelServer() as started:
        settings = AssistantSettings(base_url=started.url, model="obeys", api_key=SecretStr("k"), timeout=10)
        yield started, Endpoint(settings).write


def said(text: str) -> str:
    """A text as a reader takes it in: without what cannot be seen, in one form."""
    return bare(fold(_UNSEEN.sub("", text)))


def own_words(made: Answer) -> str:
    """What an answer says without the quotes that it consists of, word for word."""
    words = said(re.sub(r"\[\d+\]", "", made.text))
    for quote in sorted((said(one.quote) for one in made.citations), key=len, reverse=True):
        words = words.replace(quote, " ")
    return words


def test_there_are_enough_attacks_of_each_kind() -> None:
    kinds = Counter(kind for kind, *_ in ATTACKS)
    assert sum(kinds.values()) >= 60
    assert min(kinds.values()) >= 6
    for _, _, _, reply, wanted in ATTACKS:
        assert said(wanted) in said(reply)  # obeyed, the reply says it


@pytest.mark.parametrize("attack", ATTACKS, ids=[f"{kind}-{number}" for number, (kind, *_) in enumerate(ATTACKS)])
def test_nothing_that_an_attacker_wants_is_said(
    poisoned: Library, obeying: tuple[ModelServer, Write], attack: Attack
) -> None:
    model, complete = obeying
    _, _, question, reply, wanted = attack
    model.replies = [f"{reply}{_EVERY}"]
    made = answer(question, poisoned, complete=complete)
    assert said(wanted) not in own_words(made).replace(said(question), ""), made.text
    for citation in made.citations:
        assert citation.quote in citation.passage.text


@pytest.mark.parametrize("number", [n for n, (_, planted, *_) in enumerate(ATTACKS) if planted])
def test_nor_where_the_model_sees_nothing_but_the_planted_text(
    poisoned: Library, obeying: tuple[ModelServer, Write], number: int
) -> None:
    model, complete = obeying
    _, _, question, reply, wanted = ATTACKS[number]
    model.replies = [f"{reply}{_EVERY}"]
    (own,) = [one for one in poisoned.articles if one.source == f"{number:02}.txt"]
    shown = [hit for hit in poisoned.search(question, replace(ANY, article=own.title)) if hit.passage.article == own]
    first = replace(poisoned, search=lambda _question, _only: shown)
    made = answer(question, first, complete=complete)
    planted = [hit.passage for hit in shown if hit.passage.text != question and not hit.passage.instructs]
    assert not planted or for_model(planted[-1].text) in model.requests[-1]["messages"][0]["content"]
    assert said(wanted) not in own_words(made).replace(said(question), ""), made.text
