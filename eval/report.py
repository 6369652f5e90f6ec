"""A run as one page that a director can read and an engineer can dig in; plus CSV, JSON and JUnit.

The page is a single file: no script, no network, ready to print.
"""

import csv
import io
import json
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

from eval.cases import Case
from eval.checker import Checked
from eval.folder import Folder
from eval.judge import Judgement
from eval.metrics.judged import Judged
from eval.score import METRICS, CaseScore, Scores, Total, judge

_TEMPLATE = Path(__file__).with_name("report.html.jinja")
SERVER = "http://127.0.0.1:7860"


@dataclass(frozen=True)
class Piece:
    """A stretch of a passage, `marked` where it is quoted."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Shown:
    """A quote as the page shows it: its passage in pieces, and what is printed of its article."""

    number: int
    pieces: list[Piece]
    article: str
    author: str
    source: str


@dataclass(frozen=True)
class CaseShown:
    """A case as the page shows it; `gold` are the words that an answer must rest on; `replay` asks it on the page,
    `command` in a shell."""

    case: Case
    score: CaseScore
    status: str
    text: str
    quotes: list[Shown]
    gold: list[str]
    replay: str
    command: str

    @property
    def right(self) -> bool:
        """Whether it is right."""
        return self.score.values["right"] == 1.0


def as_html(
    runs: Sequence[tuple[Folder, Scores]],
    cases: Sequence[Case],
    before: Checked | None = None,
    judgement: Judgement | None = None,
    server: str = SERVER,
) -> str:
    """The page on the first run, with the others beside it; `before` is what the checker was worth last time,
    `judgement` what a model said of the run.

    `server` is where the page's links ask a question again.
    """
    from jinja2 import Environment

    from eval import plots, wording

    folder, scores = runs[0]
    systems = [one.run.system for one, _ in runs]
    named = {
        name if systems.count(name) == 1 else f"{name} {number} ({one.path.name})": each
        for number, (name, (one, each)) in enumerate(zip(systems, runs, strict=True), 1)
    }
    judged = judge(folder, cases)
    shown = [_shown(one, row, server) for one, row in zip(judged, scores.rows, strict=True)]
    kinds = sorted({row.kind for row in scores.rows})
    actions = sorted({row.action for row in scores.rows if row.action})
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_TEMPLATE.read_text("utf-8")).render(
        run=folder.run,
        scores=scores,
        runs=named,
        metrics=METRICS,
        wording=wording,
        kinds=kinds,
        actions=actions,
        cells={(action, kind): _cell(scores.rows, action, kind) for action in actions for kind in kinds},
        cases=sorted(shown, key=lambda one: (_badness(one.score), one.case.id)),
        before=before,
        judgement=judgement,
        plots=(plots.risk_coverage(named), plots.reliability(scores), plots.latency(named)),
    )


def as_csv(scores: Scores) -> str:
    """A row a case, a column a metric."""
    written = io.StringIO()
    names = [metric.name for metric in METRICS]
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(["id", "kind", "action", "article", "error", *names])
    for row in scores.rows:
        values = [f"{row.values[name]:.6g}" if name in row.values else "" for name in names]
        rows.writerow([row.id, row.kind, row.action, row.article, row.error, *values])
    return written.getvalue()


def as_junit(scores: Scores, cases: Sequence[Case], folder: Folder) -> str:
    """Each case as a test, for programs that show those: not right is a failure, not asked an error."""
    records = {record.case: record for record in folder.records}
    wrong = sum(row.values["right"] < 1 and not row.error for row in scores.rows)
    suite = ElementTree.Element(
        "testsuite",
        name=_plain(f"{scores.set} {scores.system}"),
        tests=str(scores.cases),
        failures=str(wrong),
        errors=str(scores.errors),
    )
    for row, case in zip(scores.rows, cases, strict=True):
        seconds = row.values.get("seconds_total", 0.0)
        test = ElementTree.SubElement(
            suite, "testcase", name=_plain(row.id), classname=_plain(row.kind), time=f"{seconds:.4f}"
        )
        answer = records[row.id].answer
        if row.error:
            ElementTree.SubElement(test, "error", message=_plain(row.error))
        elif row.values["right"] < 1:
            found = ElementTree.SubElement(test, "failure", message=_plain(case.question))
            found.text = _plain(f"{answer.status}: {answer.text}" if answer else "")
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def _shown(judged: Judged, score: CaseScore, server: str) -> CaseShown:
    case, answer = judged.case, judged.record.answer
    gold = [judged.known.sources.get(place.source, "")[place.start : place.end] for place in case.spans]
    asked = [("history", one) for one in case.history] + [("question", case.question)]
    told = {"question": case.question, "history": case.history, "action": case.action}
    return CaseShown(
        case=case,
        score=score,
        status=answer.status if answer else "error",
        text=answer.text if answer else judged.record.error,
        quotes=[
            Shown(quote.number, _pieces(known.text, quote.quote_in_passage), known.article, known.author, known.source)
            for quote, known in judged.quotes
        ],
        gold=["".join(text.split()) for text in gold],
        replay=f"{server}/?{urlencode(asked)}",
        command=f"echo {shlex.quote(json.dumps(told, ensure_ascii=False))} | python -m assistant ask",
    )


def _pieces(text: str, quoted: tuple[int, int] | None) -> list[Piece]:
    start, end = quoted or (0, len(text))
    pieces = (Piece(text[:start], False), Piece(text[start:end], True), Piece(text[end:], False))
    return [piece for piece in pieces if piece.text]


def _badness(score: CaseScore) -> tuple[float, ...]:
    """What orders cases, worst first: a false statement before a missing one, a missing one before a right one."""
    values: Mapping[str, float] = score.values
    faults = values.get("misattributed", 0) + values.get("forbidden", 0) + (1 - values.get("exact", 1))
    answered = "exact" in values
    return (values["right"], -faults, not answered, values.get("slots", 0))


def _cell(rows: Sequence[CaseScore], action: str, kind: str) -> Total | None:
    from eval.score import shares

    held = [row for row in rows if row.action == action and row.kind == kind]
    return shares(held) if held else None


def _plain(text: str) -> str:
    """A text without characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or (ord(c) >= 0x20 and not 0xD800 <= ord(c) <= 0xDFFF))
