"""What the product costs, as ratios measured in one run: machines are shared and noisy, ratios travel better.

Each pair is timed in turn, several times; the ratio is that of the medians.
"""

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

QUESTIONS = 60
CASES = 300
WRITTEN = 20
STARTS = 5
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Ratio:
    """One figure: what was measured, against what, and the most that it may be."""

    name: str
    seconds: float
    against: str
    base_seconds: float
    at_most: float

    @property
    def value(self) -> float:
        """How many times as long."""
        return self.seconds / self.base_seconds

    def __str__(self) -> str:
        verdict = "ok" if self.value <= self.at_most else "MISSED"
        return (
            f"{self.value:5.2f} x (at most {self.at_most}, {verdict})  {self.name} {self.seconds * 1000:.1f} ms, "
            f"{self.against} {self.base_seconds * 1000:.1f} ms"
        )


def bench() -> list[Ratio]:
    """Measure everything; takes about two minutes."""
    return [_question(), _writing(), _encoding(), *_evaluating(), _ask(), _start()]


def _question() -> Ratio:
    """A question by quoting, against embedding it."""
    from assistant.ask import open_latest
    from assistant.route import answer
    from eval.cases import SETS, read_cases

    index, library = open_latest()()
    asked = [case.question for case in read_cases(SETS / "dev.jsonl")][:QUESTIONS]
    whole, embedding = [], []
    for round_ in range(3):
        for question in asked:
            embed = timed(partial(index.encoder.encode, [question], "query"))
            full = timed(partial(answer, question, library))
            if round_:  # the first round warms both up
                embedding.append(embed)
                whole.append(full)
    return Ratio("a question by quoting", statistics.median(whole), "embedding it", statistics.median(embedding), 1.3)


def _writing() -> Ratio:
    """A model's first sentence being shown once it was sent, a wait of one piece of the stream included."""
    from assistant.ask import open_latest
    from eval.cases import SETS, read_cases
    from eval.writing import delays

    _, library = open_latest()()
    asked = [case.question for case in read_cases(SETS / "dev.jsonl")][:WRITTEN]
    found = delays(asked, library)
    return Ratio(
        f"{len(found)} models' first sentences shown", statistics.median(found), "a tenth of a second", 0.1, 1.0
    )


def _encoding() -> Ratio:
    """Embedding the text that is indexed, against plain fp32 sentence-transformers in its own batches."""
    from sentence_transformers import SentenceTransformer

    from assistant.ask import open_latest
    from index import rows
    from index.passage import indexed_text
    from index.settings import index_settings

    index, _ = open_latest()()
    texts = [
        indexed_text(row.passage)
        for batch in rows.rows_of_generation(index.corpus, index.manifest.generation)
        for row in batch
        if row.passage.kind == "body"
    ]
    model = SentenceTransformer(str(index_settings().models / "sentence-transformers" / index.manifest.encoder))
    prompted = ["passage: " + text for text in texts]
    ours, theirs = [], []
    for round_ in range(ROUNDS):
        own = timed(partial(index.encoder.encode, texts, "passage"))
        other = timed(partial(model.encode, prompted, normalize_embeddings=True))
        if round_:
            ours.append(own)
            theirs.append(other)
    fastest, base = statistics.median(ours), statistics.median(theirs)
    return Ratio(f"embedding {len(texts)} passages", fastest, "by sentence-transformers in fp32", base, 0.5)


def _evaluating() -> list[Ratio]:
    """Asking and scoring cases, against embedding their questions; and scoring them by the command, in seconds."""
    from assistant.ask import open_latest
    from eval.cases import SETS, read_cases
    from eval.checker import CLAIMS, check, check_halves
    from eval.folder import read_folder
    from eval.run import run
    from eval.score import score
    from eval.systems import ours

    index, library = open_latest()()
    path = SETS / "dev.jsonl"
    cases = read_cases(path)[:CASES]
    system = ours(index, library)
    system.ask(cases[0])  # what is loaded with the first question is not the run's
    check(CLAIMS)  # nor are the verdicts on the labelled pairs, which are kept until the verifier changes
    check_halves()

    def embed() -> None:
        for case in cases:
            index.encoder.encode([case.question], "query")

    with tempfile.TemporaryDirectory() as work:
        out = Path(work, "run")
        some = Path(work, "some.jsonl")
        some.write_text("".join(case.model_dump_json() + "\n" for case in cases), "utf-8")

        def evaluate() -> None:
            run(cases, some, system, Path(work), again=True, out=out)
            score(read_folder(out), cases, CLAIMS)

        base = statistics.median(timed(embed) for _ in range(3))
        asked = Ratio(f"asking and scoring {len(cases)} cases", timed(evaluate), "embedding them", base, 3.0)
        command = [sys.executable, "-m", "eval", "score", str(out)]
        seconds = statistics.median(timed(lambda: _run(command)) for _ in range(STARTS))
        return [asked, Ratio(f"eval score of {len(cases)} records", seconds, "two seconds", 2.0, 1.0)]


def _ask() -> Ratio:
    """`ask` from a shell, against importing what it must import: Chroma's engine comes with its first client."""
    imports = [sys.executable, "-c", "import chromadb, chromadb.api.rust, onnxruntime, tokenizers, bm25s, rjieba"]
    ask = [sys.executable, "-m", "assistant", "ask", "水务局局长是谁？"]
    pairs = [(timed(lambda: _run(imports)), timed(lambda: _run(ask))) for _ in range(STARTS)]
    return Ratio("ask from a shell", _median(pairs, 1), "its imports", _median(pairs, 0), 1.2)


def _start() -> Ratio:
    """The second `make run`, until its page answers, against importing gradio and chromadb."""
    imports = [sys.executable, "-c", "import gradio, chromadb"]
    pairs = [(timed(lambda: _run(imports)), _until_ready()) for _ in range(STARTS)]
    return Ratio("make run, the second time", _median(pairs, 1), "its imports", _median(pairs, 0), 1.5)


def _until_ready() -> float:
    port = free_port()
    started = time.perf_counter()
    serving = subprocess.Popen(
        ["make", "run", f"PORT={port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
    )
    try:
        until_answers(serving, port)
        return time.perf_counter() - started
    finally:
        os.killpg(serving.pid, signal.SIGTERM)
        serving.wait()


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def until_answers(serving: subprocess.Popen[bytes], port: int) -> None:
    """Wait until the page answers; raises RuntimeError when its server ends first, or after two minutes."""
    started = time.perf_counter()
    while not _answers(port):
        if serving.poll() is not None or time.perf_counter() - started > 120:
            raise RuntimeError("The server did not start.")
        time.sleep(0.02)


def _answers(port: int) -> bool:
    try:
        for path in ("/ready", "/"):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as given:
                given.read()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
    return True


def _run(command: list[str]) -> None:
    quiet = {**os.environ, "GRADIO_ANALYTICS_ENABLED": "False"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=quiet)


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _median(pairs: list[tuple[float, float]], side: int) -> float:
    return statistics.median(pair[side] for pair in pairs)
