"""`python -m ingest …` in a process of its own: this room never imports ingest, and a file that breaks it or takes for
ever costs one process and not the server."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import BoundedSemaphore

from assistant.staff.refused import Refused
from index.settings import IndexSettings

_AT_ONCE = BoundedSemaphore(2)  # each may take gigabytes; the others wait
_PATIENCE = 60.0  # seconds
SECONDS = 120.0  # for reading one file


@dataclass(frozen=True, slots=True)
class Done:
    """How a process ended and what it said."""

    code: int
    out: str
    err: str


def command(arguments: Sequence[str]) -> list[str]:
    """The command line of an ingest."""
    return [sys.executable, "-m", "ingest", *arguments]


def environment(index: IndexSettings) -> Mapping[str, str]:
    """What an ingest sees of the environment: the server's index, and none of the assistant's keys."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONUTF8": "1",
        "INDEX_PATH": str(index.path.absolute()),
        "INDEX_ENCODER": index.encoder,
        "INDEX_MODELS": str(index.models.absolute()),
    }


def run(arguments: Sequence[str], index: IndexSettings, seconds: float = SECONDS) -> Done:
    """Run an ingest to its end; raises Refused when it takes too long or too many are at work."""
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise Refused(
            503, "busy", "正在读取别的文件，请稍等片刻再试。", "Other files are being read: try again shortly."
        )
    try:
        started = subprocess.Popen(
            command(arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env=environment(index),
            start_new_session=True,
        )
        try:
            out, err = started.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            end(started, signal.SIGKILL)
            started.communicate()
            raise Refused(
                422,
                "too_slow",
                f"读取这个文件超过了 {seconds:.0f} 秒，已停止：请把它拆小，或另存为 .txt 再上传。",
                f"Reading this file took more than {seconds:.0f} seconds: split it or save its text as .txt.",
            ) from None
        return Done(started.returncode, out, err)
    finally:
        _AT_ONCE.release()


def end(process: "subprocess.Popen[str] | subprocess.Popen[bytes]", how: signal.Signals) -> None:
    """End a process with those that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, how)
