"""The product without one part, and the same asked otherwise."""

import os
from pathlib import Path

import pytest

from eval.ablate import Variant, ablate, row, unchecked, variants
from eval.cases import Case, Place
from eval.robust import CHANGES, changed
from index.encoder import describe

ROOT = Path(__file__).parents[1]
MODELS = Path(os.environ.get("INDEX_MODELS", ROOT / "data" / "models"))
CASE = Case(
    id="a",
    kind="number",
    question="内蒙古有几个对外开放口岸？",
    answerable="yes",
    spans=[Place(source="002_89af4760a5497417.txt", start=1618, end=1674)],
    slots=[["20个"]],
)


def test_each_variant_is_asked_the_same(tmp_path: Path) -> None:
    tried = [one for one in variants([], with_model=False) if "stitching" in one.name or one.name == "as it is"]
    found = list(
        ablate(
            [CASE],
            Path("a.jsonl"),
            tried,
            [ROOT / "ingest" / "articles" / CASE.spans[0].source],
            MODELS,
            tmp_path,
            None,
            lambda: None,
        )
    )
    assert [variant.name for variant, _ in found] == ["as it is", "without stitching"]
    whole = found[0][1]
    assert whole.answerable.value == 1.0
    assert row("as it is", whole, whole).startswith("| as it is | 1.000 |")
    passages = [len((tmp_path / f"run-{number}" / "passages.jsonl").read_bytes()) for number in (0, 1)]
    assert passages[0] != passages[1]


def test_what_is_tried() -> None:
    names = [one.name for one in variants(["some/encoder"], with_model=True)]
    assert names[0] == "as it is"
    assert {"without the keyword leg", "without verification", "encoder encoder"} <= set(names)
    assert "without verification" not in [one.name for one in variants([], with_model=False)]
    assert Variant("as it is").checked
    assert describe("", MODELS).name  # the encoder of every variant that names none
    from assistant.generation.draft import Draft

    assert unchecked(Draft("没有出处。", ())) is None


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_leaves_the_question_in_place(name: str) -> None:
    asked = changed(CASE, CHANGES[name])
    assert asked.question != CASE.question or name == "in full width"
    assert (asked.id, asked.slots) == (CASE.id, CASE.slots)
    english = CASE.model_copy(update={"question": "How many ports are there?"})
    assert changed(english, CHANGES[name]) == english
