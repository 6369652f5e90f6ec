"""What `doctor` says of a language model's endpoint, asked over a real socket, of people and of sites."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run
from model_server import ModelServer, Reply

from assistant.answer import Fault
from assistant.doctor import _MENDS, ModelUnwell, _model
from assistant.generation.fault import ModelError
from assistant.staff.accounts import add_account

KEY = "sk-very-secret-key-0123456789"


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with ModelServer() as started:
        told = {"BASE_URL": started.url, "MODEL": "m", "API_KEY": KEY, "TIMEOUT": "20"}
        for name, value in told.items():
            monkeypatch.setenv(f"ASSISTANT_{name}", value)
        yield started


def test_an_endpoint_that_answers(model: ModelServer) -> None:
    model.replies = [Reply("好", then="silence")]
    told = _model()
    assert told.startswith(f"m at {model.url}, key sk-…89; it began to answer in ")
    assert model.was_left(10)  # one sign is enough


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (401, "密钥不被接受"),
        (402, "余额不足"),
        (429, "正忙"),
        (500, "内部出错"),
        (Reply(then="silence"), "在1秒内没有回应"),
        (Reply(raw=b"<html>", headers={"content-type": "text/html"}), "一般以 /v1 结尾"),
        (Reply(then="cut"), "中途断开"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(
    model: ModelServer, monkeypatch: pytest.MonkeyPatch, reply: int | Reply, told: str
) -> None:
    model.replies = [reply]
    if isinstance(reply, Reply) and reply.then == "silence":
        monkeypatch.setenv("ASSISTANT_TIMEOUT", "1")
    with pytest.raises(ModelUnwell, match=told) as raised:
        _model()
    assert KEY not in str(raised.value)
    assert len(model.requests) == 1


@pytest.mark.parametrize("status", [404, 400])
def test_a_wrong_name_is_told_with_those_there_are(
    model: ModelServer, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setenv("ASSISTANT_MODEL", "wrong")
    model.replies = [status]
    with pytest.raises(ModelUnwell, match=r"语言模型 wrong.*那里有：m。"):
        _model()


@pytest.mark.usefixtures("model")
def test_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setenv("ASSISTANT_BASE_URL", f"http://127.0.0.1:{port}/v1")
    with pytest.raises(ModelUnwell, match="连接不上"):
        _model()


def test_every_fault_of_an_endpoint_can_be_told() -> None:
    of_a_whole_reply = {Fault.ENDLESS, Fault.RESTING, Fault.BUDGET, Fault.DECLINED, Fault.UNSUPPORTED}
    assert set(_MENDS) == set(Fault) - of_a_whole_reply
    assert str(ModelError(Fault.KEY, "m at h"))


def test_the_command_fails_with_the_sentence_and_without_the_key(model: ModelServer, run: Run) -> None:
    model.replies = [401]
    told = {"BASE_URL": model.url, "MODEL": "m", "API_KEY": KEY}
    done = run("assistant", "doctor", **{f"ASSISTANT_{name}": value for name, value in told.items()})
    assert done.returncode == 1
    assert "FAIL  model: 语言模型 m（" in done.stdout
    assert KEY not in done.stdout + done.stderr


def test_people_and_sites_are_told(run: Run, tmp_path: Path) -> None:
    sites = tmp_path / "sites.yaml"
    sites.write_text("sites:\n  water:\n    origins: [https://www.water.example.org]\n    enabled: false\n", "utf-8")
    staff = tmp_path / "staff.sqlite"
    told = run("assistant", "doctor", ASSISTANT_STAFF=str(staff), ASSISTANT_SITES=str(sites))
    assert told.returncode == 0
    assert "people: no accounts" in told.stdout
    assert not staff.exists()  # looking leaves nothing behind
    assert "sites: 1 may carry the widget, 1 of them turned off" in told.stdout
    add_account(staff, "张三", "editor", "风吹草低见牛羊 1200")
    sites.write_text("sites:\n  water:\n    origins: [http://www.water.example.org]\n", "utf-8")
    told = run("assistant", "doctor", ASSISTANT_STAFF=str(staff), ASSISTANT_SITES=str(sites))
    assert told.returncode == 1
    assert "people: 1 accounts, 1 of them editors" in told.stdout
    assert "FAIL  sites: " in told.stdout
    assert "https://" in told.stdout
