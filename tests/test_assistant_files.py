"""The articles page over HTTP: who may what, what comes in, and what a file that cannot be read is told."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from desk import Desk, open_desk, plan
from pdf_maker import pdf

from assistant.staff import child
from assistant.staff.refused import Refused
from index.settings import IndexSettings


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_desk(tmp_path_factory.mktemp("desk")) as opened:
        yield opened


def test_nothing_is_written_before_the_warning_was_acknowledged(desk: Desk) -> None:
    with desk.client() as client:
        given = client.post("/staff/files", params={"name": "a.txt"}, content=b"text")
    assert given.status_code == 400
    assert "不涉密" in given.json()["error"]["message"]
    assert "a.txt" not in [one["name"] for one in desk.state()["staged"]]


CHANGES: list[tuple[str, str, Any]] = [
    ("POST", "?name=a.txt&acknowledged=true", None), ("POST", "/take-in", {"ids": []}), ("POST", "/sync", {}),
    ("POST", "/remove", {"name": "a"}), ("POST", "/restore", {"id": "a"}), ("POST", "/edit", {"name": "a"}),
    ("POST", "/rollback", {"generation": "a"}), ("POST", "/job/a/cancel", {}), ("GET", "/staged/a", None),
    ("DELETE", "/staged/a", None), ("PUT", "/staged/a/facts", {}), ("PUT", "/staged/a/decisions", {"chosen": {}}),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "content"), CHANGES)
def test_a_reader_looks_and_changes_nothing(desk: Desk, method: str, path: str, content: Any) -> None:
    with desk.client("reader") as client:
        given = client.request(method, f"/staff/files{path}", json=content)
    assert given.status_code == 403
    assert "管理员" in given.json()["error"]["message"]
    with desk.client("nobody") as client:
        assert client.request(method, f"/staff/files{path}", json=content).status_code == 401


def test_a_reader_sees_what_is_indexed_and_nothing_that_waits(desk: Desk) -> None:
    desk.upload("草稿.txt", plan("草稿"))
    state = desk.state("reader")
    assert [file["name"] for file in state["listing"]["files"] if not file["ours"]]
    assert (state["staged"], state["removed"], state["earlier"], state["may_edit"]) == ([], [], None, False)
    with desk.client("nobody") as client:
        for path in ("/articles", "/staff/files", "/staff/files/job"):
            given = client.get(path)
            assert (given.status_code, given.json()["error"]["message"]) == (401, "请先登录。")


def test_another_site_changes_nothing(desk: Desk) -> None:
    kept = [one["id"] for one in desk.state()["staged"]]
    with desk.client() as client:
        for origin in ("https://evil.test", "null"):
            for method, path, content in CHANGES:
                given = client.request(method, f"/staff/files{path}", json=content, headers={"origin": origin})
                assert given.status_code == 403, path
                assert given.json()["error"]["code"] == "foreign_origin"
    assert [one["id"] for one in desk.state()["staged"]] == kept


def test_the_page_has_a_policy_without_inline_scripts(desk: Desk) -> None:
    with desk.client() as client:
        given = client.get("/articles")
    policy = given.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "<script>" not in given.text
    assert "style=" not in given.text


def test_no_name_and_no_id_leads_out_of_the_folder(desk: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    outside = desk.folder.parent / "outside.txt"
    outside.write_bytes(plan("外面"))
    desk.folder.mkdir(exist_ok=True)
    (desk.folder / "link.txt").symlink_to(secret)
    entry = desk.upload("../../里面.txt", plan("里面"))
    (staged,) = (one for one in desk.state()["staged"] if one["id"] == entry)
    assert staged["name"] == "里面.txt"
    with desk.client() as client:
        for name in ("../outside.txt", str(outside), "link.txt", f".staged/{entry}/里面.txt", "", "."):
            for path in ("remove", "edit"):
                assert client.post(f"/staff/files/{path}", json={"name": name}).status_code == 404, name
        for one in ("%2e%2e", "..%2f..%2farticles", f"{entry}%2f..%2f{entry}", entry.upper() + "0"):
            assert client.get(f"/staff/files/staged/{one}").status_code == 404, one
            assert client.delete(f"/staff/files/staged/{one}").status_code in (404, 405), one
            assert client.post("/staff/files/restore", json={"id": one}).status_code == 404
        assert client.delete(f"/staff/files/staged/{entry}").status_code == 200
    (desk.folder / "link.txt").unlink()
    assert outside.read_bytes() == plan("外面")
    assert secret.is_file()


def leftovers(desk: Desk) -> list[str]:
    known = {one["id"] for one in desk.state()["staged"]}
    return [
        place.name for place in (desk.folder / ".staged").glob("*") if place.name not in known and any(place.iterdir())
    ]


def test_an_upload_that_breaks_off_leaves_nothing(desk: Desk) -> None:
    host, port = desk.address.removeprefix("http://").split(":")
    before = len(desk.state()["staged"])
    with socket.create_connection((host, int(port))) as half:
        half.sendall(
            f"POST /staff/files?name=half.txt&acknowledged=true HTTP/1.1\r\nHost: {host}:{port}\r\n"
            "Content-Length: 90000\r\n\r\n".encode()
            + b"x" * 40000
        )
        deadline = time.monotonic() + 10
        while not (found := list((desk.folder / ".staged").rglob("half.txt"))):
            assert time.monotonic() < deadline
            time.sleep(0.02)
    while any(path.exists() for path in found):
        assert time.monotonic() < deadline, "half an upload was kept"
        time.sleep(0.02)
    assert len(desk.state()["staged"]) == before


def test_a_body_that_is_too_large_is_refused_however_it_comes(desk: Desk) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(60):
            yield b"x" * 1_000_000

    host, port = desk.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as told:
        told.sendall(
            f"POST /staff/files?name=big.txt&acknowledged=true HTTP/1.1\r\nHost: {host}:{port}\r\n"
            "Content-Length: 60000000\r\n\r\n".encode()
        )
        assert b" 413 " in told.recv(100)
    with desk.client() as client:
        try:
            given = client.post("/staff/files", params={"name": "big.txt", "acknowledged": True}, content=pieces())
            assert given.status_code == 413
        except httpx.TransportError:
            pass  # the server hangs up on who goes on sending
    assert list((desk.folder / ".staged").rglob("big.txt")) == []


def picture(canvas: Any) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (200, 200), "gray")), 100, 300)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("scan.pdf", pdf(picture), "扫描件"),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 400, "图片"),
        ("word.pdf", b"PK\x03\x04" + b"0" * 400, ".docx"),
        ("broken.pdf", b"%PDF-1.4\nnothing of the kind", "损坏"),
        ("binary.txt", bytes(range(256)) * 20, "不是文本文件"),
        ("plan.docx", b"no document", ".docx"),
        ("heads.md", "# 只有标题\n".encode(), "没有正文"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(desk: Desk, name: str, content: bytes, says: str) -> None:
    entry = desk.upload(name, content)
    with desk.client() as client:
        made = client.get(f"/staff/files/staged/{entry}").json()
        client.delete(f"/staff/files/staged/{entry}")
    assert says in made["problem"]["zh"]
    assert made["articles"] == []


def test_what_is_known_about_a_file_is_held_to_what_ingest_understands(desk: Desk) -> None:
    entry = desk.upload("水渠.txt", plan("水渠"))
    with desk.client() as client:
        where = f"/staff/files/staged/{entry}/facts"
        for wrong in ({"date": "某日"}, {"date": "2025-02-30"}, {"action": "造桥行动"}):
            given = client.put(where, json=wrong)
            assert given.status_code == 422, wrong
            assert "“" in given.json()["error"]["message"]
        for wrong in ({"url": "javascript:alert(1)"}, {"title": "a\nb"}, {"title": "长" * 301}):
            assert client.put(where, json=wrong).status_code == 422, wrong
        known = {"title": "水渠: {方案} #1", "date": "2025年6月12日", "author": "张三", "action": "节水行动"}
        made = client.put(where, json=known).json()
        (article,) = made["articles"]
        assert (article["title"], article["published"]) == ("水渠: {方案} #1", "2025-06-12")
        assert client.put(where, json={}).json()["articles"][0]["title"] == "水渠建设方案"
        client.delete(f"/staff/files/staged/{entry}")


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(plan("水渠"))
    with pytest.raises(Refused, match="已停止"):
        child.run(["read", str(path)], IndexSettings(), seconds=0.01)  # Python itself does not start in that


def test_the_page_is_part_of_the_application_and_asks_for_a_login_where_others_reach_it(
    latest: Any, tmp_path: Path
) -> None:
    from fastapi.testclient import TestClient

    from assistant.serve import create_app
    from assistant.settings import AssistantSettings

    settings = AssistantSettings(journal_days=0, articles=str(tmp_path / "articles"))
    for loopback, status in ((True, 200), (False, 401)):
        client = TestClient(create_app(latest, None, settings, loopback), base_url="http://127.0.0.1")
        assert client.get("/articles").status_code == status
        assert client.get("/staff/files").status_code == status
