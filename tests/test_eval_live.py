"""Real answers looked at, and feedback made a case: through the journal that the server writes."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.route import Library, answer
from assistant.serving.journal import Journal, read_journal
from eval.adopt import AdoptError, adopt, as_case, read_feedback
from eval.cases import Place, read_cases
from eval.watch import watch

QUESTION = "内蒙古有几个对外开放口岸？"


@pytest.fixture
def stored(library: Library, tmp_path: Path) -> list[dict[str, Any]]:
    journal = Journal(tmp_path / "journal")
    for question in (QUESTION, "红烧肉怎么做？", "水务局局长是谁？"):
        journal.keep(answer(question, library), [], "")
    return list(read_journal(tmp_path / "journal"))


def test_our_answers_are_grounded(stored: list[dict[str, Any]], library: Library) -> None:
    found = watch(stored, 100, library.source_text)
    assert (found.answers, found.sampled, found.unreadable) == (3, 3, 0)
    assert found.quotes == found.exact >= 2
    assert (found.unsupported_sentences, found.worst) == (0.0, ())
    assert watch(stored, 2, library.source_text).sampled == 2
    assert "answered: 66.7%" in str(found)


def test_what_is_not_grounded_is_found(stored: list[dict[str, Any]], library: Library) -> None:
    stored[0]["claims"][0]["text"] = "内蒙古有99个对外开放口岸。"
    stored[2]["citations"][0]["quote"] = "没有这样印过"
    found = watch([*stored, {"id": "torn"}], 100, library.source_text)
    assert found.unreadable == 1
    assert found.unsupported_numbers > 0
    assert stored[0]["id"] in found.worst
    assert found.quotes - found.exact - found.revised == 1
    gone = watch(stored[:1], 100, lambda _article: "")
    assert (gone.exact, gone.revised) == (0, gone.quotes)


def test_feedback_becomes_a_case(stored: list[dict[str, Any]], library: Library, tmp_path: Path) -> None:
    given = tmp_path / "feedback.jsonl"
    lines = [{"answer_id": stored[0]["id"], "verdict": "good"}, {"answer_id": "gone", "verdict": "missing"}]
    given.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    said = read_feedback(given, {one["id"]: one for one in stored})
    assert [one.verdict for one in said] == ["good", "missing"]
    assert QUESTION in str(said[0])
    assert "no longer kept" in str(said[1])
    sources = {one.source: library.source_text(one.id) for one in library.articles}
    case = as_case(stored[0], "number", "yes", ["20个/二十个"], "", [], "")
    adopt(case, tmp_path / "adopted.jsonl", sources)
    (kept,) = read_cases(tmp_path / "adopted.jsonl")
    assert (kept.question, kept.slots) == (QUESTION, [["20个", "二十个"]])
    assert kept.spans
    with pytest.raises(AdoptError, match="already"):
        adopt(case, tmp_path / "adopted.jsonl", sources)


def test_a_case_needs_its_truth(stored: list[dict[str, Any]], library: Library, tmp_path: Path) -> None:
    sources = {one.source: library.source_text(one.id) for one in library.articles}
    wrong = as_case(stored[0], "number", "yes", ["21个"], "", [], "")
    with pytest.raises(AdoptError, match="none of \\['21个'\\] stands"):
        adopt(wrong, tmp_path / "adopted.jsonl", sources)
    with pytest.raises(AdoptError, match="quotes nothing"):
        as_case(stored[1], "fact", "yes", [], "", [], "")
    assert as_case(stored[1], "off-topic", "no", [], "", [], "").slots == []
    for given, told in (
        (("nonsense", ["20个"], ""), "is no kind"),
        (("number", [""], ""), "slot is empty"),
        (("number", ["20个"], "张捷"), "not quoted"),
    ):
        with pytest.raises(AdoptError, match=told):
            as_case(stored[0], given[0], "yes", given[1], given[2], [], "")
    with pytest.raises(AdoptError, match="kept without question"):
        as_case({"id": "x"}, "number", "yes", [], "", [], "")
    with pytest.raises(AdoptError, match="was not kept"):
        as_case({**stored[0], "question": ""}, "fact", "yes", [], "", [], "")
    beyond = as_case(stored[0], "number", "yes", ["20个"], "", [Place(source="nowhere.txt", start=0, end=4)], "")
    with pytest.raises(AdoptError, match="has no characters"):
        adopt(beyond, tmp_path / "adopted.jsonl", sources)
    (tmp_path / "broken.jsonl").write_text('{"verdict": "good"}\n', "utf-8")
    with pytest.raises(AdoptError, match="line 1"):
        read_feedback(tmp_path / "broken.jsonl", {})
