"""What a question costs among very many passages, against embedding it and against the project's own articles alone.

The project's articles are embedded; the crowd's vectors are drawn around their mean, because embedding that many takes
hours and the cost of a search depends on how many vectors there are. They lie as near to a question as foreign articles
do and have no clusters, which is the hardest case for a graph of neighbours.
"""

import hashlib
import itertools
import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

import numpy as np

from assistant.library import library_of
from assistant.route import Library, answer
from eval.bench import timed
from eval.foreign import read_texts
from index import encoder as encoders
from index.encoder import Encoder, Vectors
from index.generation import Index, open_index
from index.passage import ANY, Only
from ingest import sync as syncing

_SPREAD = 0.5  # length of the noise beside the mean: cosines of about .8 to a question, as foreign articles have
_FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "伟芳娜敏静强磊军洋勇艳杰娟涛明超秀霞平刚桂英建国文玉兰"
_SIGNED = 5  # every so many articles have an author
_BODIES = 500
_A_FILE = 5.9  # passages
QUESTIONS = 40
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """Median seconds of one way to ask, and of embedding the same questions."""

    name: str
    seconds: float
    embedding: float

    def __str__(self) -> str:
        return f"| {self.name} | {self.seconds * 1000:.1f} | {self.seconds / self.embedding:.2f} |"


def write_crowd(source: Path, folder: Path, passages: int) -> int:
    """Write articles made of the texts of a JSONL file until they hold about so many passages; gives their number."""
    folder.mkdir(parents=True, exist_ok=True)
    count = int(passages / _A_FILE)
    for number, text in zip(range(count), itertools.cycle(read_texts(source)), strict=False):
        head = (
            f"---\nauthor: {_author(number)}\norg: 第{number % _BODIES}研究所\n---\n" if number % _SIGNED == 0 else ""
        )
        body = text.replace("。", f"（{number}）。\n", 3).replace("\r", "")
        (folder / f"{number:06}.md").write_text(
            f"{head}# 第{number}篇 {text[:20]}\n\n{body}\n".replace("\r", ""), "utf-8"
        )
    return count


def _author(number: int) -> str:
    family, rest = number % len(_FAMILIES), number // len(_FAMILIES)
    return _FAMILIES[family] + _GIVEN[rest % len(_GIVEN)] + _GIVEN[rest // len(_GIVEN) % len(_GIVEN)]


def build(own: Path, crowd: Path | None, index: Path, models: Path, say: Callable[[str], None]) -> None:
    """Index the project's articles, then the crowd beside them, if there is one, with vectors that are drawn."""
    syncing.sync([own], index, "", models, say)
    if crowd is None:
        return
    with _drawn_vectors(index):
        syncing.sync([crowd], index, "", models, say)


@contextmanager
def _drawn_vectors(index: Path) -> Iterator[None]:
    """While it holds, a text is embedded by drawing its vector; what is built so cannot pass the check of meaning."""
    opening = encoders.open_encoder

    def open_encoder(name: str, models: Path) -> Encoder:
        opened = opening(name, models)
        served = open_index(index, opened)
        mean = np.asarray(served.passages, dtype=np.float32).mean(axis=0)
        served.close()

        def draw(texts: Sequence[str], kind: encoders.Kind) -> Vectors:
            del kind
            drawn = np.stack([mean + _noise(text, len(mean)) for text in texts])
            return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)

        return replace(opened, encode=draw)

    unchecked = nullcontext(str)
    checker = patch.object(syncing, "checker", lambda *_: unchecked)
    with patch.object(encoders, "open_encoder", open_encoder), checker:
        yield


def _noise(text: str, width: int) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    drawn = np.random.default_rng(seed).standard_normal(width).astype(np.float32)
    return np.asarray(drawn * (_SPREAD / np.linalg.norm(drawn)), dtype=np.float32)


def measure(index: Index, questions: Sequence[str], limits: Sequence[tuple[str, Only]]) -> list[Cost]:
    """What questions cost on an opened index, without a limit and with each of the named ones; timed in turn."""
    library = library_of(index)
    ways: list[tuple[str, Only]] = [("every article", ANY), *limits]
    spent: dict[str, list[float]] = {name: [] for name, _ in ways}
    embedding = []
    for round_ in range(ROUNDS):
        for question in questions:
            embed = timed(partial(index.encoder.encode, [question], "query"))
            asked = {name: timed(partial(_ask, question, library, only)) for name, only in ways}
            if round_:  # the first one warms everything up
                embedding.append(embed)
                for name, seconds in asked.items():
                    spent[name].append(seconds)
    base = statistics.median(embedding)
    return [Cost(name, statistics.median(seconds), base) for name, seconds in spent.items()]


def _ask(question: str, library: Library, only: Only) -> None:
    answer(question, library, (), only)
