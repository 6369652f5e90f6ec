"""Two people who log in, in two browsers: neither sees what is the other's; what they did is noted without content."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import served

from assistant.staff.accounts import add_account

PASSWORD = "风吹草低见牛羊 1200"


@pytest.fixture
def place(latest: Any, tmp_path: Path) -> Iterator[str]:
    for name in ("甲", "乙"):
        add_account(tmp_path / "staff.sqlite", name, "reader", PASSWORD)
    files = {"staff": str(tmp_path / "staff.sqlite"), "audit": str(tmp_path / "audit")}
    with served(latest, None, login="always", audit_days=1, conversation_days=1, **files) as address:
        yield address


def enter(browser: Any, place: str, name: str) -> Any:
    tab = browser.new_context(locale="zh-CN").new_page()
    tab.goto(place)
    tab.get_by_label("用户名").fill(name)
    tab.get_by_label("密码").fill(PASSWORD)
    tab.get_by_label("密码").press("Enter")
    tab.locator("#question textarea").wait_for()
    return tab


def ask(tab: Any, question: str) -> None:
    tab.locator("#question textarea").fill(question)
    tab.locator("#question textarea").press("Enter")
    tab.locator('#chat a[href^="#copy-"]').first.wait_for()


def test_neither_sees_what_is_the_others(browser: Any, place: str, tmp_path: Path) -> None:
    first, second = enter(browser, place, "甲"), enter(browser, place, "乙")
    ask(first, "水务局局长是谁？")
    ask(second, "商务局局长是谁？")
    first.wait_for_url(re.compile(r"\?c=[0-9a-f]{16}$"))
    second.locator("#list label").filter(has_text="商务局").wait_for()
    assert "水务局" not in second.locator("body").inner_text()

    # Who knows the address of a conversation, an answer or a file of somebody else's gets nothing by it.
    address, link = first.url, first.locator('#chat a[href^="#cite-"]').first.get_attribute("href")
    answer = re.fullmatch(r"#cite-([0-9a-f]+)-1", link)
    assert answer
    conversation = address.rpartition("=")[2]
    for path in (
        f"/staff/answers/{answer[1]}/sources",
        f"/staff/answers/{answer[1]}/articles/1",
        *(f"/staff/answers/{answer[1]}.{kind}" for kind in ("txt", "md", "docx", "json")),
        f"/staff/conversations/{conversation}.docx",
    ):
        assert first.request.get(place + path).status == 200, path
        assert second.request.get(place + path).status == 404, path
    second.goto(address)
    second.get_by_text("可以这样问").wait_for()
    assert "赵廷东" not in second.locator("body").inner_text()
    ask(second, "那商务局呢？")  # goes into a conversation of their own
    first.reload()
    first.locator("#chat").get_by_text("赵廷东").first.wait_for()
    assert first.locator("#chat .bot").count() == 1

    days = [path.read_text("utf-8") for path in (tmp_path / "audit").iterdir()]
    noted = [json.loads(line) for day in days for line in day.splitlines()]
    asked = [one for one in noted if one["route"] == "page/ask"]
    assert [one["status"] for one in asked][:2] == ["answered", "answered"]
    assert all(one["passages"] for one in asked[:2])
    assert len({one["session"] for one in asked}) == 2
    told = json.dumps(noted, ensure_ascii=False)
    assert not re.search("局长|甲|乙|127.0.0.1[^/]|水务", told)

    second.get_by_role("link", name="退出").click()
    second.get_by_label("用户名").wait_for()
    second.goto(place)
    second.get_by_label("用户名").wait_for()
    first.context.close()
    second.context.close()
