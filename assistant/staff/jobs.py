"""One job at a time: a sync or a rollback in a process of its own, with its progress, so that every editor's page can
show it and a reload loses nothing."""

import fcntl
import logging
import os
import re
import secrets
import signal
import struct
import subprocess
import tempfile
import termios
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from assistant.staff import child
from assistant.staff.job import Finished, Job, Kind, Outcome, Report, State, report_of
from assistant.staff.refused import Refused, Told
from assistant.staff.told import last_line, tell
from assistant.staff.user import LOCAL
from index.manifest import IndexMissing, current
from index.patterns import compiled
from index.settings import IndexSettings

_BAR = compiled(r"(Reading|Embedding):\s+\d+%\|.*?\|\s*(\d+)/(\d+) ")
_STAGES = (("Building a new generation", "building"), ("Encoder ready", "reading"), ("Exporting", "preparing"))
_log = logging.getLogger(__name__)


Finish = Callable[[Outcome], Finished]  # puts files where they belong after a job


class Jobs:
    """The job that is at work or was the last."""

    def __init__(self, index: IndexSettings, ended: Callable[[Job], None]) -> None:
        self._index, self._ended = index, ended
        self._lock = threading.Lock()
        self._job: Job | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._cancelled = False

    def now(self) -> Job | None:
        """The job at work, or the last one of this server."""
        return self._job

    def serving(self) -> str:
        """The generation that is served; "" when there is none."""
        try:
            return current(self._index.path)
        except IndexMissing:
            return ""

    def start(
        self,
        kind: Kind,
        by: str,
        names: Sequence[str],
        arguments: Sequence[str],
        prepare: Callable[[], None],
        finish: Finish,
    ) -> Job:
        """Start a job after `prepare`; raises Refused while another is at work, and whatever `prepare` raises."""
        with self._lock:
            if self._job and self._job.state == "running":
                own = self._job.by == LOCAL.name
                raise Refused(
                    409,
                    "busy",
                    f"{'本机用户' if own else self._job.by} 正在更新资料库，请等更新结束后再试。",
                    f"{'This machine' if own else self._job.by} is changing the index: wait until that has ended.",
                )
            prepare()
            before = self.serving()
            job = Job(secrets.token_hex(6), kind, by, tuple(names), datetime.now(UTC).isoformat(timespec="seconds"))
            self._job, self._cancelled, self._process = job, False, None
        threading.Thread(target=self._work, args=(arguments, before, finish), daemon=True).start()
        return job

    def cancel(self, job: str) -> None:
        """Stop a job; what was served before is still served. Raises Refused when it is no longer at work."""
        with self._lock:
            if not self._job or self._job.id != job or self._job.state != "running":
                raise Refused(409, "ended", "这项工作已经结束，不能取消。", "This has already ended.")
            self._cancelled = True
            if self._process:
                child.end(self._process, signal.SIGTERM)

    def stop(self) -> None:
        """End the process at work, because the server ends."""
        if self._process and self._process.poll() is None:
            child.end(self._process, signal.SIGTERM)

    def _work(self, arguments: Sequence[str], before: str, finish: Finish) -> None:
        try:
            try:
                code, out, err = self._run(arguments)
            except OSError:  # no process can be had; the files still have to go back
                _log.exception("A job of the articles page")
                code, out, err = 1, "", ""
            now = self.serving()
            # A program that says itself that it failed has switched nothing; somebody else has.
            switched = now != before and code != 1
            outcome = Outcome(switched, now, report_of(out), self._cancelled, code, last_line(err))
            finished = finish(outcome)
            said = (*_said(outcome, self._job.names if self._job else ()), *finished.said)
            done = outcome.switched or outcome.report is not None or code == 0
            state: State = "done" if done else "cancelled" if self._cancelled else "failed"
            self._close(state, outcome.report, finished.left, said)
        except Exception:
            _log.exception("A job of the articles page")
            trouble = Told("更新时出了错，请联系管理员查看服务日志。", "Something went wrong: see the server's log.")
            self._close("failed", None, (), (trouble,))

    def _close(self, state: State, report: Report | None, left: tuple[str, ...], said: tuple[Told, ...]) -> None:
        """Note how a job ended, then show it."""
        if self._job:
            ended = replace(self._job, state=state, stage="", report=report, left=left, said=said)
            try:
                self._ended(ended)
            except Exception:
                _log.exception("A job of the articles page could not be noted")
            with self._lock:
                self._job = ended

    def _run(self, arguments: Sequence[str]) -> tuple[int, str, str]:
        """Run the process on a terminal of its own, because progress is printed on nothing else."""
        ours, theirs = os.openpty()
        try:
            fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 120, 0, 0))
            with tempfile.TemporaryFile() as out:
                with self._lock:
                    if self._cancelled:
                        return 1, "", ""
                    started = subprocess.Popen(
                        child.command(arguments),
                        stdin=subprocess.DEVNULL,
                        stdout=out,
                        stderr=theirs,
                        env=child.environment(self._index),
                        start_new_session=True,
                    )
                    self._process = started
                os.close(theirs)
                theirs = -1
                err = self._follow(ours)
                code = started.wait()
                out.seek(0)
                return code, out.read().decode("utf-8", "replace"), err
        finally:
            for one in (ours, theirs):
                if one >= 0:
                    os.close(one)

    def _follow(self, terminal: int) -> str:
        """Read what is said until the process has ended, and keep the progress; gives all but the progress."""
        rest, said = b"", []
        while True:
            try:
                data = os.read(terminal, 4096)
            except OSError:  # how a terminal says that nobody holds its other end
                data = b""
            *whole, rest = re.split(rb"[\r\n]", rest + data)
            if not data and rest:
                whole, rest = [*whole, rest], b""
            for line in (part.decode("utf-8", "replace").strip() for part in whole):
                if bar := _BAR.search(line):
                    self._set(stage=bar[1].lower(), done=int(bar[2]), total=int(bar[3]))
                elif line:
                    said.append(line)
                    for sentence, stage in _STAGES:
                        if line.startswith(sentence):
                            self._set(stage=stage, done=0, total=0)
            if not data:
                return "\n".join(said)

    def _set(self, **changed: object) -> None:
        with self._lock:
            if self._job:
                self._job = replace(self._job, **changed)  # type: ignore[arg-type]


def _said(outcome: Outcome, names: Sequence[str]) -> list[Told]:
    if outcome.report:
        return [tell(sentence, names) for sentence in (*outcome.report.failed, *outcome.report.noted)]
    if outcome.switched or outcome.cancelled or outcome.code == 0:
        return []
    return [tell(outcome.last, names)]
