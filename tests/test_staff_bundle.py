"""Evidence bundles: whole ones pass, and a change of one character anywhere does not."""

import hashlib
import json
import stat
import threading
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT
from model_server import ModelServer
from turn_maker import CUT, KEY, PARTIAL, PROJECTS, UNKNOWN, keep, whole, written

from assistant.route import Library
from assistant.staff.aigc import Producer
from assistant.staff.bundle import VERSION, BundleError, KeyFileError, key_file, open_bundle, open_key, read_key, seal
from assistant.staff.store import Store, Turn


@pytest.fixture
def turn(store: Store, library: Library) -> Turn:
    return keep(store, library, PROJECTS, history=("呼和浩特有多少个项目？",))


def canonical(told: object) -> bytes:
    """The form in which a bundle is written, by its own rule."""
    return (json.dumps(told, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def test_a_bundle_holds_all_that_an_answer_was_made_from(turn: Turn) -> None:
    data = seal(turn, Producer("某局"), KEY)
    told = json.loads(data)
    content, answer = told["content"], told["content"]["turn"]["answer"]
    assert data == canonical(told)
    assert (answer["question"], answer["understood"]) == (PROJECTS, PROJECTS)
    assert content["turn"]["asked"]["history"] == ["呼和浩特有多少个项目？"]
    assert (content["label"], content["AIGC"]["Label"], content["AIGC"]["ContentProducer"]) == ("原文摘录", "2", "某局")
    assert (content["version"], content["turn"]["generation"]) == (VERSION, turn.generation)
    assert answer["citations"][0]["quote"] in answer["citations"][0]["passage"]["text"]
    assert len(answer["hits"]) > 5
    assert {"score", "cosine", "keywords"} <= set(answer["hits"][0])
    assert whole(data) == turn


def test_the_version_is_the_product_s() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == VERSION


def test_bundles_of_every_kind_of_answer_are_whole(store: Store, library: Library, model: ModelServer) -> None:
    for question in (PARTIAL, UNKNOWN, CUT, "水务局局长是谁？", f"{PARTIAL}我的电话0471-1234567", "  "):
        made = keep(store, library, question)
        assert whole(seal(made, Producer(), KEY)) == made
    by_model = written(store, library, model)
    content = json.loads(seal(by_model, Producer(model="test-model", filing="1号"), KEY))["content"]
    assert (content["model"], content["AIGC"]["Label"]) == ("test-model（备案号：1号）", "1")
    assert whole(seal(by_model, Producer(), KEY)) == by_model


@pytest.mark.parametrize("key", [KEY, None])
def test_a_byte_changed_added_or_removed_anywhere_is_found(turn: Turn, key: bytes | None) -> None:
    """With the key and without it. A prime step, so that all kinds of places are met."""
    hits = turn.answer.hits[:2]
    data = seal(replace(turn, answer=replace(turn.answer, hits=hits)), Producer(), KEY)
    assert open_bundle(data, key)
    end = range(len(data) - 250, len(data))  # digest, seal and what is about them: every place
    places = [*range(60), *range(60, end.start, 97), *end]
    assert len(places) > 400
    for at in places:
        flipped = bytes([data[at] ^ 1])
        for changed in (
            data[:at] + flipped + data[at + 1 :],
            data[:at] + bytes([data[at] ^ 0x80]) + data[at + 1 :],
            data[:at] + b" " + data[at:],
            data[:at] + data[at : at + 1] + data[at:],
            data[:at] + data[at + 1 :],
        ):
            if changed != data:
                with pytest.raises(BundleError):
                    open_bundle(changed, key)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data + b"\n",
        lambda data: data[:-1],
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: json.dumps(json.loads(data), ensure_ascii=False, sort_keys=True).encode() + b"\n",
        lambda data: json.dumps(json.loads(data), sort_keys=True, indent=2).encode() + b"\n",
        lambda data: json.dumps(dict(reversed(json.loads(data).items())), ensure_ascii=False, indent=2).encode(),
        lambda data: data.decode().encode("utf-16"),
        lambda data: data.replace(b'{\n  "content"', b'{\n  "content": 1,\n  "content"', 1),
        lambda data: data.replace(b'"mode": "auto"', b'"mode": "aut\\u006f"', 1),
        lambda data: data.replace(b'"content"', b'"more": 1, "content"', 1),
        lambda data: data.replace("1200个".encode(), "1300个".encode(), 1),
        lambda _data: b"[" * 100_000,
        lambda _data: b"[]",
        lambda _data: b"",
        lambda _data: b"\xff\xfe\x00",
        lambda _data: b'{"content": NaN}',
    ],
)
def test_the_same_words_in_another_form_are_a_change_too(turn: Turn, change: Callable[[bytes], bytes]) -> None:
    data = seal(turn, Producer(), KEY)
    assert change(data) != data
    with pytest.raises(BundleError, match=r"改动|损坏|不是证据文件"):
        open_bundle(change(data), KEY)


def test_whoever_has_no_key_cannot_seal_what_they_changed(turn: Turn) -> None:
    told = json.loads(seal(turn, Producer(), KEY))
    told["content"]["turn"]["at"] = "2020-01-01T00:00:00+00:00"

    def digested() -> bytes:
        """The file with its digest computed anew, as everybody can."""
        sealed = {"content": told["content"], "seal": told["seal"]}
        told["sha256"] = hashlib.sha256(canonical(sealed)).hexdigest()
        return canonical(told)

    with pytest.raises(BundleError, match="封印"):
        open_bundle(digested(), KEY)
    told["content"]["sealed_by"] = "0" * 16
    assert not open_bundle(digested(), KEY).sealed_here
    assert not open_bundle(digested(), None).sealed_here


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = key_file(tmp_path / "new" / "staff.sqlite")
    assert read_key(path) is None
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(open_key(path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert set(found) == {read_key(path)}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["staff.sqlite.key"]
    for damaged in ("", "no key", "ab" * 31, "密"):
        path.write_text(damaged, "utf-8")
        with pytest.raises(KeyFileError, match="backup"):
            open_key(path)
