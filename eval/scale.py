"""What ingest costs with many articles: the share of the encoder, a re-sync, memory. Figures of one run, as ratios.

Each sync runs in a process of its own, as a user starts it, and tells what it spent.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.foreign import read_texts

_SYNC = """
import json, resource, sys, time
from pathlib import Path
from index import encoder as encoders
from ingest.sync import sync

spent = 0.0
opened = encoders.open_encoder

def open_encoder(*given):
    made = opened(*given)
    encode = made.encode
    def timed(texts, kind):
        global spent
        started = time.perf_counter()
        found = encode(texts, kind)
        spent += time.perf_counter() - started
        return found
    from dataclasses import replace
    return replace(made, encode=timed)

encoders.open_encoder = open_encoder
started = time.perf_counter()
report = sync([Path(sys.argv[1])], Path(sys.argv[2]), "", Path(sys.argv[3]), lambda text: None)
seconds = time.perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([seconds, spent, peak, report.articles, report.passages, report.embedded]))
"""


@dataclass(frozen=True)
class Cost:
    """What one sync took: seconds in all and in the encoder, and the peak of its memory in MiB."""

    seconds: float
    encoding: float
    peak: float
    articles: int
    passages: int
    embedded: int


def write_articles(source: Path, folder: Path, count: int) -> None:
    """Write the texts of a JSONL file into a folder, an article a file."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(read_texts(source)[:count]):
        title, body = text[:24].replace("\n", " "), text.replace("。", "。\n", 3)
        (folder / f"{number:05}.txt").write_text(f"# {title}\n\n{body}\n", encoding="utf-8")


def measure(folder: Path, index: Path, models: Path) -> Cost:
    """Sync a folder in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _SYNC, str(folder), str(index), str(models)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    return Cost(*json.loads(done.stdout.splitlines()[-1]))


def lines(first: Cost, again: Cost, changed: Cost, smaller: Cost) -> Sequence[str]:
    """The figures as sentences; `smaller` is the first sync of a quarter of the articles."""
    return (
        f"first sync: {first.articles} articles, {first.passages} passages, {first.embedded} texts, "
        f"{first.seconds:.1f} s, {first.encoding / first.seconds:.1%} of it in the encoder (at least 80 %)",
        f"nothing changed: {again.seconds:.2f} s, {again.seconds / first.seconds:.2%} of the first",
        f"one changed: {changed.seconds:.2f} s, {changed.seconds / first.seconds:.2%} of the first (at most 2 %)",
        f"peak memory: {first.peak:.0f} MiB with {first.articles} articles, {smaller.peak:.0f} MiB with a quarter of "
        f"them: {(first.peak - smaller.peak) / max(1, first.articles - smaller.articles):.3f} MiB an article",
    )
