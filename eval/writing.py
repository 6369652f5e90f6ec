"""How long after a model has sent its first sentence that sentence is shown: what verifying costs whoever waits.

The model is a server of our own that sends a sentence of the best passage with its marker, then another, at the pace
of a quick endpoint; everything between its socket and the route's first state is what is measured.
"""

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from assistant.generation.endpoint import Endpoint
from assistant.route import Library, stream
from assistant.settings import AssistantSettings
from index.passage import ANY

PACE = 0.02  # seconds a piece
_PIECE = 2  # characters


def delays(questions: Sequence[str], library: Library) -> list[float]:
    """Seconds from the last character of the model's first sentence to its being shown, for each question to which it
    is shown; the first question warms up and is left out."""
    found: list[float] = []
    said, sent = [""], [0.0]
    with _model(said, sent) as address:
        endpoint = Endpoint(AssistantSettings(base_url=address, model="m"))
        for question in questions:
            passage = next(hit.passage for hit in library.search(question, ANY) if not hit.passage.instructs)
            first = passage.text_of(passage.sentences[0]).rstrip("。")
            said[0] = f"{first}。[1]"
            states = stream(question, library, complete=endpoint.write)
            shown = next(states)
            if shown.mode == "generated":
                found.append(time.perf_counter() - sent[0])
            states.close()
    return found[1:]


@contextmanager
def _model(said: list[str], sent: list[float]) -> Iterator[str]:
    """The address of a model that streams said[0], and more after it; sent[0] is when the former was out."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.end_headers()
            try:
                self._say(said[0])
                sent[0] = time.perf_counter()
                self._say("其余的还在写" * 50)
                self._send({"delta": {}, "finish_reason": "stop"})
            except OSError:
                pass  # whoever has seen the first sentence leaves

        def _say(self, text: str) -> None:
            for at in range(0, len(text), _PIECE):
                time.sleep(PACE)
                self._send({"delta": {"content": text[at : at + _PIECE]}, "finish_reason": None})

        def _send(self, choice: dict[str, object]) -> None:
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m"}
            data = json.dumps({**chunk, "choices": [{"index": 0, **choice}]})
            self.wfile.write(f"data: {data}\n\n".encode())

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
