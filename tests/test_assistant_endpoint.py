"""The endpoint of a language model over a real socket: what comes through, every fault by its kind, retries, stops."""

import json
import logging
import threading
import time
import traceback
from collections.abc import Callable

import pytest
from model_server import ModelServer, Reply
from pydantic import SecretStr

from assistant.answer import WHY_NOT_WRITTEN, Fault
from assistant.generation.breaker import FAULTS, FIRST_REST, LONGEST_REST, Breaker
from assistant.generation.endpoint import LONGEST_PAUSE, Endpoint, Stopped, open_model
from assistant.generation.fault import ModelError
from assistant.generation.reply import MOST_RECEIVED
from assistant.settings import AssistantSettings

KEY = "sk-very-secret-key-0123456789"
QUICK = 0.5  # seconds of silence
SOON = 10.0  # seconds; what is waited for comes at once, where the machine is not busy

Open = Callable[..., Endpoint]


@pytest.fixture
def opened(model: ModelServer) -> Open:
    def make(breaker: Breaker | None = None, **given: object) -> Endpoint:
        told = {"base_url": model.url, "model": "m", "api_key": SecretStr(KEY), "timeout": 20.0, **given}
        return Endpoint(AssistantSettings.model_validate(told), breaker=breaker)

    return make


def test_a_reply_comes_whole_however_it_is_torn(model: ModelServer, opened: Open) -> None:
    said = "总目标是6万人。[1]\u2028𠀀“引号”\n<b>完"
    model.replies = [said, Reply(f"<think>想{said}</think>{said}", thoughts="想一想。[1]")]
    endpoint = opened()
    assert [endpoint.complete("问"), endpoint.complete("问")] == [said, said]
    assert model.requests[0]["messages"] == [{"role": "user", "content": "问"}]
    assert model.requests[0]["stream"] is True
    assert model.keys == [f"Bearer {KEY}"] * 2


def test_the_tokens_of_replies_are_added_up(model: ModelServer) -> None:
    spent: dict[str, int] = {}
    complete = open_model(AssistantSettings(base_url=model.url, model="m"), spent)
    model.replies = ["好", "好"]
    assert [complete("问"), complete("问")] == ["好", "好"]
    assert spent == {"prompt": 14, "completion": 10}
    assert model.keys == ["Bearer none"] * 2


def test_a_server_that_does_not_stream_is_read_whole(model: ModelServer) -> None:
    spent: dict[str, int] = {}
    complete = open_model(AssistantSettings(base_url=model.url, model="m"), spent)
    message = {"role": "assistant", "content": "<think>想。[1]</think>总目标是6万人。[1]"}
    whole = {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}], "usage": {"prompt_tokens": 3}}
    model.replies = [Reply(raw=json.dumps(whole).encode()), Reply(raw=b"{" + b" " * 2_000_000 + b"}")]
    assert complete("问") == "总目标是6万人。[1]"
    assert spent == {"prompt": 3, "completion": 0}
    assert model.requests[0]["stream"] is True
    with pytest.raises(ModelError) as raised:
        complete("问")
    assert raised.value.fault is Fault.ENDLESS


def test_a_server_whose_template_begins_the_thoughts_is_known_by_its_first_reply(
    model: ModelServer, opened: Open
) -> None:
    endpoint = opened()
    model.replies = [
        "想。[1]\n想完了。</think>甲。[1]",
        "再想。[1]\n</think>乙。[1]",
        "没想。[1]",
        "不再等。[1]丙。[1]",
    ]
    assert endpoint.complete("问") == "甲。[1]"
    # From now on what comes before the end of the thoughts is not even sent on.
    assert "".join(endpoint.write("问")).lstrip("\0") == "乙。[1]"
    assert [piece for piece in endpoint.write("问") if piece] == [
        "没想。[1]"
    ]  # without thoughts the reply comes at its end
    assert len(list(endpoint.write("问"))) > 1


def test_pieces_come_before_the_reply_is_over(model: ModelServer, opened: Open) -> None:
    model.replies = [Reply("一二三", then="silence")]
    pieces = opened().write("问")
    assert next(pieces) == "一二三"
    pieces.close()
    assert model.was_left(SOON)


def test_a_pause_is_told_by_a_piece_without_words(model: ModelServer, opened: Open) -> None:
    model.replies = [Reply("一二三", then="silence")]
    pieces = opened().write("问")
    assert [next(pieces), next(pieces)] == ["一二三", ""]
    pieces.close()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[{"type": "text", "text": "总目标"}, {"type": "text", "text": "是6万人。"}]', "总目标是6万人。"),
        ("7", ""),
        ('{"a": 1}', ""),
    ],
)
def test_pieces_in_parts_are_read_and_other_things_are_a_fault(
    model: ModelServer, opened: Open, content: str, said: str
) -> None:
    chunk = f'{{"choices": [{{"index": 0, "delta": {{"content": {content}}}, "finish_reason": "stop"}}]}}'
    model.replies = [Reply(raw=f"data: {chunk}\n\ndata: [DONE]\n\n".encode(), headers=EVENT)] * 2
    if said:
        assert opened().complete("问") == said
    else:
        with pytest.raises(ModelError) as raised:
            opened().complete("问")
        assert raised.value.fault is Fault.UNREADABLE


EVENT = {"content-type": "text/event-stream"}


@pytest.mark.parametrize(
    ("reply", "fault", "tries"),
    [
        (401, Fault.KEY, 1),
        (402, Fault.ACCOUNT, 1),
        (403, Fault.KEY, 1),
        (404, Fault.MODEL, 1),
        (400, Fault.REJECTED, 1),
        (Reply(raw=b'{"error": {"code": "model_not_found", "message": "no"}}', status=400), Fault.MODEL, 1),
        (Reply(raw=b'{"error": {"message": "Model Not Exist"}}', status=400), Fault.MODEL, 1),
        (Reply(raw=b'{"error": {"message": "the prompt is too long"}}', status=400), Fault.REJECTED, 1),
        (429, Fault.BUSY, 2),
        (500, Fault.FAILED, 2),
        (503, Fault.FAILED, 2),
        (Reply(raw=b"{nonsense", headers=EVENT), Fault.CUT, 2),
        (Reply(raw=b"data: {nonsense\n\n", headers=EVENT), Fault.UNREADABLE, 2),
        (Reply(raw=b"data: 5\n\n", headers=EVENT), Fault.UNREADABLE, 2),
        (Reply(raw=b'data: {"choices": [5]}\n\n', headers=EVENT), Fault.UNREADABLE, 2),
        (Reply(raw=b"data: \xff\xfe\n\n", headers=EVENT), Fault.UNREADABLE, 2),
        (Reply(raw=b'data: {"error": {"message": "boom"}}\n\n', headers=EVENT), Fault.FAILED, 2),
        (Reply(raw=b"<html>log in</html>", headers={"content-type": "text/html"}), Fault.UNREADABLE, 2),
        (Reply(raw=b'{"choices": []}'), Fault.UNREADABLE, 2),
        (Reply(raw=b'{"choices": [{"message": {}}]}'), Fault.EMPTY, 2),
        (Reply(raw=b"[]"), Fault.UNREADABLE, 2),
        (Reply(raw=b'{"error": {"message": "boom"}}'), Fault.FAILED, 2),
        (Reply(raw=b'{"choices": [{"message": {"content": "'), Fault.UNREADABLE, 2),
        (Reply("想了想。</think>"), Fault.EMPTY, 2),
        (Reply(""), Fault.EMPTY, 2),
        (Reply("<think>想"), Fault.EMPTY, 2),
        (Reply(thoughts="想", then="cut"), Fault.CUT, 2),
        (Reply(then="quiet cut"), Fault.CUT, 2),
        (Reply(then="silence"), Fault.SILENT, 1),
    ],
)
def test_a_fault_before_the_first_word(
    model: ModelServer, opened: Open, reply: int | Reply, fault: Fault, tries: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    model.replies = [reply, reply, reply]
    with pytest.raises(ModelError) as raised:
        opened(timeout=QUICK if fault is Fault.SILENT else 20.0).complete("问")
    assert raised.value.fault is fault
    assert len(model.requests) == tries
    assert KEY not in "".join(traceback.format_exception(raised.value)) + caplog.text
    assert WHY_NOT_WRITTEN[fault]


def test_every_fault_has_its_line() -> None:
    assert set(WHY_NOT_WRITTEN) == set(Fault)
    assert len(set(WHY_NOT_WRITTEN.values())) == len(Fault)


@pytest.mark.parametrize(("then", "fault"), [("cut", Fault.CUT), ("quiet cut", Fault.CUT), ("length", Fault.ENDLESS)])
def test_what_came_before_a_fault_comes_and_is_not_asked_again(
    model: ModelServer, opened: Open, then: str, fault: Fault
) -> None:
    model.replies = [Reply("总目标是6万人。[1]", then=then), "never asked"]
    came: list[str] = []
    with pytest.raises(ModelError) as raised:
        came.extend(opened().write("问"))
    assert "".join(came) == "总目标是6万人。[1]"
    assert raised.value.fault is fault
    assert len(model.requests) == 1


def test_a_second_try_helps(model: ModelServer, opened: Open) -> None:
    model.replies = [500, "好", Reply(raw=b"{}", status=429, headers={"retry-after": "1"}), "好"]
    endpoint = opened()
    assert endpoint.complete("问") == "好"
    started = time.monotonic()
    assert endpoint.complete("问") == "好"
    assert time.monotonic() - started >= 1  # as long as it was asked for


def test_nobody_is_kept_waiting_for_longer_than_is_bearable(model: ModelServer, opened: Open) -> None:
    model.replies = [Reply(raw=b"{}", status=429, headers={"retry-after": str(int(LONGEST_PAUSE) + 10)}), "好"]
    now = [0.0]
    endpoint = opened(Breaker(lambda: now[0]))
    for fault in (Fault.BUSY, Fault.RESTING):
        with pytest.raises(ModelError) as raised:
            endpoint.complete("问")
        assert raised.value.fault is fault
    now[0] = LONGEST_PAUSE + 10
    assert endpoint.complete("问") == "好"
    assert len(model.requests) == 2


def test_a_reply_without_an_end_is_ended(model: ModelServer, opened: Open) -> None:
    model.replies = [Reply(then="endless"), Reply(then="endless", pause=0.1)]
    for given, fault in (({}, Fault.ENDLESS), ({"deadline": 2.0}, Fault.SILENT)):
        length = 0
        with pytest.raises(ModelError) as raised:  # noqa: PT012
            for piece in opened(**given).write("问"):
                length += len(piece)
        assert raised.value.fault is fault
        assert 0 < length <= MOST_RECEIVED + 1000
        assert model.was_left(SOON)


def test_nobody_listens_and_a_name_that_is_none(opened: Open) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for address in (f"http://127.0.0.1:{port}/v1", "nonsense", "http://[/v1"):
        with pytest.raises(ModelError) as raised:
            opened(base_url=address).complete("问")
        assert raised.value.fault is Fault.UNREACHABLE, raised.value


@pytest.mark.parametrize("reply", [Reply(then="silence"), Reply("一二三", then="silence")])
def test_a_stop_from_elsewhere_closes_the_socket(model: ModelServer, opened: Open, reply: Reply) -> None:
    model.replies = [reply]
    stop = threading.Event()

    def stop_when_asked() -> None:
        model.wait_until_asked()
        stop.wait(0.3)
        stop.set()

    threading.Thread(target=stop_when_asked).start()
    started = time.monotonic()
    with pytest.raises(Stopped):
        for _ in opened(timeout=60.0).write("问", stop):
            pass
    assert model.was_left(SOON)
    assert time.monotonic() - started < SOON


def test_a_dead_endpoint_is_spared_and_then_tried_once(model: ModelServer, opened: Open) -> None:
    now = [0.0]
    endpoint = opened(Breaker(lambda: now[0]))

    def ask() -> Fault | None:
        try:
            endpoint.complete("问")
        except ModelError as error:
            return error.fault
        return None

    model.replies = [404] * FAULTS
    assert [ask() for _ in range(FAULTS + 2)] == [Fault.MODEL] * FAULTS + [Fault.RESTING] * 2
    assert len(model.requests) == FAULTS
    now[0] += FIRST_REST
    model.replies = [404]
    assert [ask(), ask()] == [Fault.MODEL, Fault.RESTING]  # the trial failed: twice as long
    now[0] += FIRST_REST
    assert ask() is Fault.RESTING
    now[0] += FIRST_REST
    model.replies = ["好"] * 3
    assert [ask(), ask(), ask()] == [None] * 3


def test_a_rest_has_a_bound_and_one_trial_at_a_time() -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    for _ in range(20):
        assert breaker.admits()
        breaker.failed()
        now[0] += LONGEST_REST
    admitted: list[bool] = []
    threads = [threading.Thread(target=lambda: admitted.append(breaker.admits())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(admitted) == [False] * 7 + [True]
    breaker.left()  # whoever tried went away: the next may
    assert breaker.admits()


def test_the_key_from_a_file_and_never_in_sight(
    model: ModelServer, opened: Open, tmp_path: object, caplog: pytest.LogCaptureFixture
) -> None:
    from pathlib import Path

    from index.settings import SettingsError

    caplog.set_level(logging.DEBUG)
    file = Path(str(tmp_path), "key")
    file.write_text(f"{KEY}\n")
    model.replies = ["好"]
    assert opened(api_key="", api_key_file=str(file)).complete("问") == "好"
    assert model.keys == [f"Bearer {KEY}"]
    for text, told in ((f"{KEY}\u3000{KEY}", "characters"), (None, "cannot be read")):
        file.unlink()
        if text:
            file.write_text(text)
        with pytest.raises(SettingsError, match=told) as raised:
            opened(api_key="", api_key_file=str(file))
        assert KEY not in str(raised.value)
    assert KEY not in caplog.text
    assert AssistantSettings(base_url=f"http://user:{KEY}@h.test/v1?k={KEY}").address == "http://h.test/v1"
