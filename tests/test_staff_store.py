"""Conversations: kept whole, found again, nobody reaches another's, gone when their time is over."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.route import Library, answer
from assistant.staff.store import Asked, Store, Turn, turn_of


@pytest.fixture
def turn(library: Library) -> Turn:
    return turn_of(answer("节水行动的四减是哪四减？", library), Asked(("水务局局长是谁？",), "节水行动"), "g1", "m")


def test_a_turn_comes_back_as_it_was(store: Store, turn: Turn) -> None:
    store.keep("甲", "c1", turn)
    assert store.turns("甲", "c1") == [turn]
    assert store.turn("甲", turn.answer.id) == turn
    assert turn.answer.hits
    assert turn.model == ""  # it quotes: no model wrote it


def test_a_turn_that_grows_is_one_turn(store: Store, turn: Turn) -> None:
    grown = replace(turn, answer=replace(turn.answer, text=turn.answer.text + "又一句。"))
    store.keep("甲", "c1", turn)
    store.keep("甲", "c1", grown)
    assert [one.answer.text for one in store.turns("甲", "c1")] == [grown.answer.text]


def test_nobody_reaches_anothers(store: Store, turn: Turn) -> None:
    store.keep("甲", "c1", turn)
    other = replace(turn, answer=replace(turn.answer, id="ffff"))
    store.keep("乙", "c1", other)  # who knows the id of a conversation cannot write into it
    store.rename("乙", "c1", "我的")
    store.delete("乙", "c1")
    assert store.turns("甲", "c1") == [turn]
    assert store.conversations("甲")[0].title == "节水行动的四减是哪四减？"
    assert store.turns("乙", "c1") == []
    assert store.turn("乙", turn.answer.id) is None
    assert store.turn("乙", "ffff") is None
    assert store.conversations("乙") == []


def test_conversations_are_found_by_all_words_of_question_or_answer(store: Store, turn: Turn, library: Library) -> None:
    store.keep("甲", "c1", turn)
    store.keep("甲", "c2", turn_of(answer("水务局局长是谁？", library), Asked(), "g1", ""))
    assert [one.id for one in store.conversations("甲")] == ["c2", "c1"]
    assert [one.id for one in store.conversations("甲", "压减 农业")] == ["c1"]
    assert [one.id for one in store.conversations("甲", "赵廷东")] == ["c2"]
    assert store.conversations("甲", "压减 赵廷东") == []
    assert store.conversations("甲", "%") == []  # a sign of SQL's LIKE is a sign like any other
    assert store.conversations("甲", "_") == []
    assert store.conversations("甲", "'; drop table turns; --") == []


def test_renamed_deleted_and_had_back(store: Store, turn: Turn) -> None:
    store.keep("甲", "c1", turn)
    store.rename("甲", "c1", "  节水 \n 问答 ")
    store.rename("甲", "c1", "   ")
    assert store.conversations("甲")[0].title == "节水 问答"
    store.delete("甲", "c1")
    assert store.conversations("甲") == []
    assert store.turns("甲", "c1") == []
    assert store.turn("甲", turn.answer.id) is None
    store.restore("甲", "c1")
    assert store.turns("甲", "c1") == [turn]


def test_what_is_over_its_time_is_gone(store: Store, turn: Turn, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    old = replace(turn, at=(now - timedelta(days=31)).isoformat(), answer=replace(turn.answer, id="aaaa"))
    store.keep("甲", "old", old)
    store.keep("甲", "new", turn)
    again = Store(tmp_path / "staff.sqlite", 30)  # as after a restart: the first turn kept sweeps
    again.keep("甲", "newest", replace(turn, answer=replace(turn.answer, id="bbbb")))
    assert [one.id for one in again.conversations("甲")] == ["newest", "new"]
    with sqlite3.connect(tmp_path / "staff.sqlite") as rows:
        assert rows.execute("select count(*) from turns where id = 'aaaa'").fetchone() == (0,)


def test_with_no_days_nothing_is_written_down(turn: Turn, tmp_path: Path) -> None:
    store = Store(tmp_path / "staff.sqlite", 0)
    store.keep("甲", "c1", turn)
    assert store.turns("甲", "c1") == [turn]
    assert list(tmp_path.iterdir()) == []


def test_numbers_of_persons_are_struck(store: Store, library: Library) -> None:
    asked = Asked(("我的电话13912345678，节水行动怎么样？",))
    made = answer("我是张三，身份证150102199001011234，水务局局长是谁？", library)
    store.keep("甲", "c1", turn_of(made, asked, "g1", ""))
    with sqlite3.connect(store_path := store.path) as rows:
        told = str(
            rows.execute("select * from turns").fetchall() + rows.execute("select * from conversations").fetchall()
        )
    assert "150102199001011234" not in told
    assert "13912345678" not in told
    assert "水务局局长是谁" in told
    assert store_path.is_file()


def test_a_row_of_another_form_is_passed_over(store: Store, turn: Turn) -> None:
    store.keep("甲", "c1", turn)
    with sqlite3.connect(store.path) as rows:
        rows.execute("update turns set told = '{}'")
    assert store.turns("甲", "c1") == []
    assert len(store.conversations("甲")) == 1
