"""What editors do to the index: a sync and its files go together, whether it succeeds, fails or is cancelled."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk, open_desk, plan


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_desk(tmp_path_factory.mktemp("desk")) as opened:
        yield opened


def staged(desk: Desk) -> list[str]:
    return [one["name"] for one in desk.state()["staged"]]


def removed(desk: Desk) -> dict[str, str]:
    return {one["name"]: one["id"] for one in desk.state()["removed"]}


def test_one_bad_file_stays_behind_and_an_older_one_comes_back(desk: Desk) -> None:
    good, bad = desk.upload("水渠.md", plan("水渠")), desk.upload("标题.md", "# 只有标题\n".encode())
    job = desk.change("take-in", {"ids": [good, bad]})
    assert job["state"] == "done"
    assert job["said"][0]["zh"] == "标题.md：只有标题，没有正文：请检查这个文件。"
    assert job["left"] == ["标题.md"]
    assert job["done"] == job["total"] > 0  # the texts that were embedded, as the process told while it worked
    assert desk.noted[-1] == ("take_in.done", "local", ("水渠.md",))
    assert desk.names() == ["水渠.md"]
    assert staged(desk) == ["标题.md"]
    with desk.client() as client:
        assert client.delete(f"/staff/files/staged/{bad}").status_code == 200

    newer = desk.upload("水渠.md", plan("暗渠"))
    with desk.client() as client:
        given = client.post("/staff/files/take-in", json={"ids": [newer]})
        assert (given.status_code, given.json()["error"]["code"]) == (409, "exists")
    assert (desk.folder / "水渠.md").read_bytes() == plan("水渠")
    assert desk.change("take-in", {"ids": [newer], "replace": [newer]})["report"]["updated"] == 1
    assert list(removed(desk)) == ["水渠.md"]

    state = desk.state()
    assert state["earlier"]["changed"] == ["水渠.md"]
    job = desk.change("rollback", {"generation": state["listing"]["generation"]})
    assert (job["state"], job["said"]) == ("done", [])
    assert (desk.folder / "水渠.md").read_bytes() == plan("水渠")
    assert staged(desk) == ["水渠.md"]
    assert removed(desk) == {}
    # The generation before that one is gone.
    now = desk.state()
    assert now["earlier"] is None
    with desk.client() as client:
        again = client.post("/staff/files/rollback", json={"generation": now["listing"]["generation"]})
        assert "没有更早的版本" in again.json()["error"]["message"]
        stale = client.post("/staff/files/rollback", json={"generation": state["listing"]["generation"]})
        assert stale.json()["error"]["code"] == "changed"
    assert [event for event, _, _ in desk.noted if event in ("take_in", "roll_back")] == [
        "take_in",
        "take_in",
        "roll_back",
    ]


def test_a_cancelled_job_changes_nothing_and_two_editors_take_turns(desk: Desk) -> None:
    entry = desk.upload("桥梁.txt", plan("桥梁"))
    before = desk.state()["listing"]["generation"]
    with desk.client() as client, desk.client("second") as other:
        job = client.post("/staff/files/take-in", json={"ids": [entry]}).json()
        busy = other.post("/staff/files/sync", json={})
        assert (busy.status_code, busy.json()["error"]["message"]) == (
            409, "本机用户 正在更新资料库，请等更新结束后再试。",
        )  # fmt: skip
        assert other.get(f"/staff/files/staged/{entry}").status_code == 404
        assert other.post("/staff/files/job/000000000000/cancel", json={}).status_code == 409
        assert other.post(f"/staff/files/job/{job['id']}/cancel", json={}).status_code == 200
        assert desk.state("reader")["job"] is None
        ended = desk.ended()
        assert (ended["state"], ended["said"]) == ("cancelled", [])
        assert desk.noted[-2:] == [("cancel", "王芳", ()), ("take_in.cancelled", "local", ("桥梁.txt",))]
        assert client.post(f"/staff/files/job/{job['id']}/cancel", json={}).status_code == 409
    assert desk.state()["listing"]["generation"] == before
    assert "桥梁.txt" in staged(desk)
    assert not (desk.folder / "桥梁.txt").exists()
    with desk.client() as client:
        client.delete(f"/staff/files/staged/{entry}")


def test_a_file_is_corrected_with_what_stands_beside_it(desk: Desk) -> None:
    (desk.folder / "地铁").mkdir(parents=True)
    (desk.folder / "地铁" / "二号线.txt").write_bytes(plan("车站"))
    (desk.folder / "地铁" / "二号线.txt.yaml").write_text("日期: 2025-06-12\n作者: [张三, 李四]\n", "utf-8")
    assert [file["name"] for file in desk.state()["listing"]["files"] if file["state"] == "waiting"][-1:] == [
        "地铁/二号线.txt"
    ]
    with desk.client() as client:
        entry = client.post("/staff/files/edit", json={"name": "地铁/二号线.txt"}).json()
        assert client.post("/staff/files/edit", json={"name": "地铁/二号线.txt"}).json()["id"] == entry["id"]
        made = client.get(f"/staff/files/staged/{entry['id']}").json()
        assert (made["facts"]["author"], made["facts"]["date"]) == ("张三、李四", "2025-06-12")
        known = {**made["facts"], "author": "王五"}
        made = client.put(f"/staff/files/staged/{entry['id']}/facts", json=known).json()
        assert (made["articles"][0]["author"], made["articles"][0]["published"]) == ("王五", "2025-06-12")
    job = desk.change("take-in", {"ids": [entry["id"]], "replace": [entry["id"]]})
    assert job["state"] == "done"
    (file,) = (one for one in desk.state()["listing"]["files"] if one["name"] == "地铁/二号线.txt")
    assert file["state"] == "indexed"
    assert file["articles"][0]["author"] == "王五"
    assert "张三" in (desk.folder / ".removed" / removed(desk)["地铁/二号线.txt"] / "二号线.txt.yaml").read_text(
        "utf-8"
    )


def test_the_first_article_and_the_last(tmp_path: Path) -> None:
    with open_desk(tmp_path, empty=True) as desk:
        assert desk.state()["listing"] == {"generation": "", "created": "", "files": []}
        entry = desk.upload("水塔.txt", plan("水塔"))
        assert desk.change("take-in", {"ids": [entry]})["report"]["added"] == 1
        job = desk.change("remove", {"name": "水塔.txt"})
        assert job["state"] == "failed"
        assert "一篇文章也没有" in job["said"][0]["zh"]
        assert desk.names() == ["水塔.txt"]
        assert (desk.folder / "水塔.txt").is_file()
        assert removed(desk) == {}
        with desk.client() as client:  # the running server has taken the generation up by itself
            assert client.get("/ready").json()["generation"] == desk.state()["listing"]["generation"]
            assert [one["title"] for one in client.get("/api/articles").json()] == ["水塔建设方案"]
