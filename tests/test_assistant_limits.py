"""Rates, the line and the model's daily budget: how many, how often, and that nothing grows."""

import asyncio
import os
import threading
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.generation.budget import Budget, ration
from assistant.serving.limits import MOST, Line, Rate, Refused, take
from assistant.serving.sites import Sites, SitesError

BAD_ORIGINS = (
    *("*", "https://*.test", "http://a.test", "https://a.test/", "a.test", "null", "https://", "https://a.test b"),
    *("https://A.test", "https://u@a.test", "https://a.test'", "javascript://a", "https://a.test:99999"),
)


def test_so_many_a_minute_at_once_and_then_one_by_one() -> None:
    rate = Rate(6)
    for _ in range(6):
        take([(rate, "a")], 100.0)
    with pytest.raises(Refused) as refused:
        take([(rate, "a")], 100.0)
    assert (refused.value.status, refused.value.retry_after) == (429, 11)
    take([(rate, "b")], 100.0)
    take([(rate, "a")], 110.0)
    with pytest.raises(Refused):
        take([(rate, "a")], 110.0)
    for _ in range(6):
        take([(rate, "a")], 1000.0)


def test_who_is_refused_by_one_rate_is_counted_in_none() -> None:
    narrow, wide = Rate(1), Rate(2)
    take([(narrow, "a"), (wide, "")], 0.0)
    for _ in range(5):
        with pytest.raises(Refused):
            take([(narrow, "a"), (wide, "")], 0.0)
    take([(narrow, "b"), (wide, "")], 0.0)
    with pytest.raises(Refused):
        take([(narrow, "c"), (wide, "")], 0.0)


def test_a_rate_does_not_grow() -> None:
    rate = Rate(1)
    for number in range(3 * MOST):
        take([(rate, str(number))], float(number) / 1000)
    assert len(rate) == MOST
    with pytest.raises(Refused):
        take([(rate, str(3 * MOST - 1))], 3 * MOST / 1000)
    assert len(Rate(0)) == 0
    take([(Rate(0), "a")] * 1000, 0.0)


def test_the_line_is_bounded_and_fair() -> None:
    async def scene() -> None:
        line = Line(waiting=2, quoting=1, writing=1)
        first, second, third = line.enter(written=False), line.enter(written=False), line.enter(written=False)
        with pytest.raises(Refused) as refused:
            line.enter(written=False)
        assert (refused.value.status, refused.value.retry_after > 0) == (503, True)
        assert await first.turn(1)
        assert not await second.turn(0.01)
        assert not await third.turn(0.01)
        first.leave()
        first.leave()
        assert await second.turn(1)
        assert not await third.turn(0.01)
        third.leave()  # before its turn
        line.enter(written=False).leave()
        second.leave()
        fourth = line.enter(written=False)
        assert await fourth.turn(1)
        assert await line.enter(written=True).turn(1)  # whoever quotes is in nobody's way who waits for a model
        fourth.leave()
        assert line.inside == 1

    # In a thread of its own: the browser's driver runs a loop in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(scene())).result()


def test_a_line_for_nobody_lets_in_whoever_need_not_wait() -> None:
    async def scene() -> None:
        line = Line(waiting=0, quoting=1, writing=2)
        quoting, writing = line.enter(written=False), line.enter(written=True)
        line.enter(written=True)
        for written in (False, True):
            with pytest.raises(Refused):
                line.enter(written)
        writing.leave()
        with pytest.raises(Refused):
            line.enter(written=False)
        quoting.leave()
        assert await line.enter(written=False).turn(1)
        assert line.inside == 2

    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(scene())).result()


def test_after_the_budget_of_the_day_the_answer_quotes_and_says_so(library: Any) -> None:
    from conftest import QUESTION, number_of

    from assistant.route import answer

    number = number_of(library, "城镇新增就业6万人")
    days = [date(2026, 1, 1)] * 2 + [date(2026, 1, 2)]

    def writer(prompt: str, stop: threading.Event | None = None) -> Generator[str]:
        assert prompt
        assert stop is None
        yield f"总目标是城镇新增就业6万人。[{number}]"

    write = ration(writer, Budget(1, lambda: days.pop(0)))
    first, second, third = (answer(QUESTION, library, complete=write) for _ in range(3))
    assert (first.mode, second.mode, third.mode) == ("generated", "extractive", "generated")
    assert second.text.startswith("（语言模型今天的用量已满，以下是原文摘录。）")
    assert second.citations


def test_a_list_of_sites_is_read_again_and_a_bad_one_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sites.yaml"

    def write(text: str, moment: int) -> None:
        path.write_text(text, "utf-8")
        os.utime(path, (moment, moment))

    write("sites: {a: {origins: ['https://a.test']}}", 1)
    sites = Sites(path)
    assert sites.lists("https://a.test")
    write("sites: {a: {origins: ['https://a.test'], enabled: false}}", 2)
    assert not sites.lists("https://a.test")
    assert sites.find("a")
    write("sites: [", 3)
    assert not sites.lists("https://a.test")
    write("sites: {b: {origins: ['https://b.test']}}", 4)
    assert sites.lists("https://b.test")
    assert sites.find("a") is None
    assert Sites().find("demo") is None
    assert Sites(demo=True).find("demo")


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "other: {}", "sites: [", "sites: {A: {}}", "sites: {a: {origin: x}}"),
        *("sites: {a: {accent: 'red'}}", "sites: {a: {actions: [没有]}}", "sites: {a: {name: ''}}"),
        *(f'sites: {{a: {{origins: ["{origin}"]}}}}' for origin in BAD_ORIGINS),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_at_the_start(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sites.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(SitesError, match=r"sites\.yaml"):
        Sites(path)
    with pytest.raises(SitesError):
        Sites(tmp_path / "none.yaml")
