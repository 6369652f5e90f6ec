"""A new generation, looked at by another process before it is served (index/selfcheck.py)."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.problem import Problem


class CheckError(Problem):
    """A new generation does not find what is in it; it is not served."""


@contextmanager
def checker(index: Path, encoder: str, models: Path) -> Iterator[Callable[[str], None]]:
    """What checks a generation by its name; raises CheckError. The process gets ready while that is still built."""
    started = subprocess.Popen(
        [sys.executable, "-m", "index", "check", str(index)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "INDEX_ENCODER": encoder,
            "INDEX_MODELS": str(models),
        },
    )

    def check(generation: str) -> None:
        _, said = started.communicate(generation)
        if started.returncode:
            why = said.strip().splitlines() or ["it said nothing"]
            raise CheckError(
                f"The new generation did not pass its check ({why[-1]}) and is not served. "
                "Run `python -m ingest sync --rebuild`, which also checks the corpus."
            )

    with started:
        try:
            yield check
        finally:
            if started.poll() is None:
                started.kill()
