"""A small real HTTP server that speaks the OpenAI protocol: a queue of replies, a history of requests.

Streams are sent in pieces that no text respects: three characters a chunk, seven bytes a write, so that markers, tags
and single characters arrive torn.
"""

import json
import select
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_AT_ONCE, _TORN = 3, 7  # characters a chunk, bytes a write


@dataclass(frozen=True)
class Reply:
    """What the server says: the chunks of `content` (and of `thoughts`, beside it), each after `pause` seconds.

    `then` is what comes after them: the proper end, a connection that is cut, or silence until the client leaves.
    `raw` is sent in place of it all, with the given status and headers.
    """

    content: str = ""
    thoughts: str = ""
    pause: float = 0.0
    then: str = "stop"  # stop | length | cut | quiet cut | silence | endless
    raw: bytes | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class ModelServer:
    """Start with `with ModelServer() as model`; put replies into `replies` (a number is an HTTP error)."""

    def __init__(self) -> None:
        self.replies: list[str | int | Reply] = []
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.sent: list[float] = []  # when each content chunk was sent, by time.perf_counter
        self._left = threading.Semaphore(0)
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._answer(200, json.dumps({"object": "list", "data": [{"id": "m", "object": "model"}]}).encode())

            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
                outer.requests.append(asked)
                outer.keys.append(self.headers["authorization"])
                reply = outer.replies.pop(0)
                if isinstance(reply, int):
                    # As some servers do, this one repeats the key that it was given.
                    told = {"error": {"message": f"no, {self.headers['authorization']}"}}
                    self._answer(reply, json.dumps(told).encode())
                elif isinstance(reply, Reply) and reply.raw is not None:
                    self._answer(reply.status, reply.raw, reply.headers)
                elif asked.get("stream"):
                    try:
                        self._stream(reply if isinstance(reply, Reply) else Reply(reply))
                    except OSError:
                        outer._left.release()
                        self.close_connection = True
                else:
                    message = {"role": "assistant", "content": reply}
                    choice = {"index": 0, "message": message, "finish_reason": "stop"}
                    whole = {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}
                    self._answer(200, json.dumps(whole).encode())

            def _answer(self, status: int, data: bytes, headers: Mapping[str, str] | None = None) -> None:
                self.send_response(status)
                for name, value in {"content-type": "application/json", **(headers or {})}.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def _stream(self, reply: Reply) -> None:
                quiet = reply.then == "quiet cut"  # ended as if nothing were missing
                self.send_response(200)
                self.send_header("content-type", "text/event-stream; charset=utf-8")
                self.send_header(*(("connection", "close") if quiet else ("transfer-encoding", "chunked")))
                self.end_headers()
                self._chunked = not quiet
                for text in _pieces(reply.thoughts):
                    self._event({"reasoning_content": text}, reply.pause)
                for text in _pieces(reply.content):
                    self._event({"content": text}, reply.pause)
                    outer.sent.append(time.perf_counter())
                while reply.then == "endless":
                    self._event({"content": "无穷无尽的话" * 100}, reply.pause)
                if reply.then == "silence":
                    self._wait_until_left()
                if reply.then in ("stop", "length"):
                    self._event({}, 0.0, reply.then)
                    if (outer.requests[-1].get("stream_options") or {}).get("include_usage"):
                        usage = {"prompt_tokens": 7, "completion_tokens": 5, "total_tokens": 12}
                        self._write(f"data: {json.dumps({'id': '1', 'choices': [], 'usage': usage})}\n\n".encode())
                    self._write(b"data: [DONE]\n\n")
                    self.wfile.write(b"0\r\n\r\n")
                else:
                    self.close_connection = True

            def _event(self, delta: dict[str, str], pause: float, finish: str | None = None) -> None:
                if pause:
                    time.sleep(pause)
                choice = {"index": 0, "delta": delta, "finish_reason": finish}
                chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
                self._write(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode())

            def _write(self, data: bytes) -> None:
                size = _TORN if len(data) < 1000 else len(data)
                for at in range(0, len(data), size):
                    torn = data[at : at + size]
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(torn), torn) if self._chunked else torn)
                    self.wfile.flush()

            def _wait_until_left(self) -> None:
                ready, _, _ = select.select([self.connection], [], [], 60)
                if ready and not self.connection.recv(1):
                    raise ConnectionResetError

            def log_message(self, *_arguments: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> "ModelServer":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def was_left(self, seconds: float) -> bool:
        """Whether a client closes a stream that is being sent to it, within so many seconds; each is told once."""
        return self._left.acquire(timeout=seconds)

    def wait_until_asked(self, seconds: float = 30.0) -> None:
        """Wait until all replies have been taken."""
        deadline = time.monotonic() + seconds
        while self.replies:
            assert time.monotonic() < deadline, "the model was not asked"
            time.sleep(0.02)

    @property
    def prompt(self) -> str:
        """The prompt of the last request."""
        return str(self.requests[-1]["messages"][-1]["content"])


def _pieces(text: str) -> list[str]:
    return [text[at : at + _AT_ONCE] for at in range(0, len(text), _AT_ONCE)]
