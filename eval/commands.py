"""The commands of evaluating: ask, score, compare, report, bless."""

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from eval.folder import CASES, ROOT, Folder, RunError, find, folders, read_folder, read_run

if TYPE_CHECKING:
    from eval.checker import Checked
    from eval.run import System
    from eval.score import Scores

BLESSED = Path("eval/blessed")
_SCORES = "scores.json"
_KEPT = ("run.json", CASES, "records.jsonl", "passages.jsonl", "sources.json", _SCORES)


def run(given: argparse.Namespace) -> int:
    """Ask every case and score what came of it."""
    from tqdm import tqdm

    from eval import run as runs
    from eval.cases import read_cases
    from eval.summary import as_text, wrong_answers

    cases = read_cases(given.set)
    system = _system(given.system, given.mode)
    with tqdm(total=len(cases), unit="case", disable=None) as bar:
        told = runs.run(cases, given.set, system, ROOT, given.again, given.out, bar.update)
    folder, scores = _scored(told.path)
    if given.verbose:
        print("\n".join(wrong_answers(folder, cases, scores)))
    print(as_text(scores, _checker_before(told.path)))
    print(told)
    return 0


def score(given: argparse.Namespace) -> int:
    """Score a run by its set as it is now."""
    from eval.summary import as_text

    path = find(given.run)
    _, scores = _scored(path, given.set)
    print(scores.json() if given.json else as_text(scores, _checker_before(path)), end="" if given.json else "\n")
    return 0


def compare(given: argparse.Namespace) -> int:
    """Two runs against each other; 100 when the second is worse."""
    from eval.__main__ import WORSE
    from eval.compare import as_text
    from eval.compare import compare as held

    after = _scored(find(given.after))
    before = _scored(find(given.before) if given.before else _blessed(after[0]))
    found = held(before, after)
    print(found.json() if given.json else as_text(found), end="" if given.json else "\n")
    return WORSE if found.worse else 0


def report(given: argparse.Namespace) -> int:
    """Write a run's page, and its figures as CSV, JSON and JUnit."""
    from eval.cases import read_cases
    from eval.judge import JUDGED, Judgement
    from eval.report import SERVER, as_csv, as_html, as_junit

    runs = [_scored(find(named)) for named in given.runs]
    folder, scores = runs[0]
    if any(other.set_digest != scores.set_digest for _, other in runs):
        raise RunError("These runs are not of the same set: name runs of one set.")
    cases = read_cases(_cases_of(folder))
    before = _checker_before(folder.path)
    judged = folder.path / JUDGED
    try:
        judgement = Judgement.of(json.loads(judged.read_text("utf-8"))) if judged.is_file() else None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunError(
            f"{judged} cannot be read ({type(error).__name__}): run `python -m eval judge` again."
        ) from error
    written = {
        "report.html": as_html(runs, cases, before, judgement, given.server or SERVER),
        "report.csv": as_csv(scores),
        "report.json": scores.json(),
        "junit.xml": as_junit(scores, cases, folder),
    }
    for name, text in written.items():
        try:
            (folder.path / name).write_text(text, "utf-8")
        except OSError as error:
            raise RunError(f"{folder.path / name} cannot be written ({error.strerror}): copy the run first.") from error
        print(folder.path / name)
    return 0


def judge(given: argparse.Namespace) -> int:
    """Ask the configured model about a run, and say how far it agrees with people."""
    from tqdm import tqdm

    from assistant.ask import RequestError, configured_model
    from assistant.generation.fault import ModelError
    from assistant.settings import assistant_settings
    from eval.cases import read_cases
    from eval.checker import CLAIMS, read_pairs
    from eval.judge import JUDGED, count
    from eval.judge import judge as judged_by
    from eval.score import judge as judged_cases

    settings = assistant_settings()
    complete = configured_model(settings)
    if complete is None:
        raise RequestError("No language model is configured: set ASSISTANT_BASE_URL and ASSISTANT_MODEL.")
    folder = read_folder(find(given.run))
    judged = judged_cases(folder, read_cases(_cases_of(folder)))
    pairs = read_pairs(CLAIMS)
    try:
        with tqdm(total=count(judged, pairs), unit="verdict", disable=None) as bar:
            found = judged_by(judged, pairs, complete, settings.model, folder.path, bar.update)
    except ModelError as error:
        raise RunError(f"{error}. What was said is kept: the same command goes on.") from error
    (folder.path / JUDGED).write_text(found.json(), "utf-8")
    print(found)
    return 0


def adversary(given: argparse.Namespace) -> int:
    """1 where something is shown that does not stand, 100 where quoting would have been right more often."""
    from tqdm import tqdm

    from assistant.ask import RequestError, open_latest
    from assistant.generation.endpoint import Endpoint
    from assistant.settings import assistant_settings
    from eval.__main__ import WORSE
    from eval.adversary import as_lines, ask_both, sample
    from eval.cases import read_cases

    settings = assistant_settings()
    if not settings.has_model:
        raise RequestError("No language model is configured: run `make bench-model`, or set ASSISTANT_BASE_URL.")
    _, library = open_latest()()
    cases = sample(read_cases(given.set), given.cases)
    with tqdm(total=len(cases), unit="case", disable=None) as bar:
        trials = list(ask_both(cases, library, Endpoint(settings).write, 60.0 * given.minutes, bar.update))
    print("\n".join(as_lines(trials, len(cases))))
    if any(one.unsupported or one.inexact for one in trials):
        return 1
    return WORSE if sum(one.right for one in trials) < sum(one.quoted_right for one in trials) else 0


def bless(given: argparse.Namespace) -> int:
    """Copy a run to where later runs of its set are held against it."""
    folder, scores = _scored(find(given.run))
    if scores.errors:
        raise RunError(f"{folder.path} has {scores.errors} cases that could not be asked: run it again first.")
    place = BLESSED / folder.run.set
    if place.is_dir() and (held := read_run(place)).set_path != folder.run.set_path:
        raise RunError(f"{place} is of {held.set_path}, this run of {folder.run.set_path}: name the set otherwise.")
    place.mkdir(parents=True, exist_ok=True)
    for name in _KEPT:
        shutil.copyfile(folder.path / name, place / name)
    print(f"{folder.path.name} is the line now: {place}")
    return 0


def _system(name: str, mode: str) -> "System":
    """What is asked: ours or another, with the configured model unless it shall quote."""
    from assistant.ask import RequestError, configured_model, open_latest
    from assistant.settings import assistant_settings
    from eval.systems import ours

    settings = assistant_settings()
    spent: dict[str, int] = {}
    complete = None if mode == "extractive" else configured_model(settings, spent)
    if mode == "generated" and complete is None:
        raise RequestError("No language model is configured: set ASSISTANT_BASE_URL and ASSISTANT_MODEL.")
    index, library = open_latest()()
    own = ours(index, library, complete, f"{settings.model} at {settings.base_url}" if complete else "", spent)
    if name == "ours":
        return own
    from assistant.llamaindex import open_llm
    from eval.rivals import rival

    return rival(name, index.encoder, library, own.key, open_llm(settings) if complete else None)


def _scored(path: Path, cases: Path | None = None) -> "tuple[Folder, Scores]":
    """A run with its scores, which are written beside its records."""
    from eval.cases import read_cases
    from eval.checker import CLAIMS
    from eval.score import score as scored

    folder = read_folder(path)
    scores = scored(folder, read_cases(_cases_of(folder, cases)), CLAIMS)
    try:
        (path / _SCORES).write_text(scores.json(), "utf-8")
    except OSError as error:
        print(f"The scores are not kept: {path} cannot be written ({error.strerror}).", file=sys.stderr)
    return folder, scores


def _cases_of(folder: Folder, named: Path | None = None) -> Path:
    """The set of a run as it is now; where it is gone, as it was asked."""
    path = named or Path(folder.run.set_path)
    return path if named or path.is_file() else folder.path / CASES


def _blessed(folder: Folder) -> Path:
    place = BLESSED / folder.run.set
    if not place.is_dir():
        raise RunError(f"No run of {folder.run.set} is blessed: name two runs, or `python -m eval bless` one.")
    return place


def _checker_before(path: Path) -> "Checked | None":
    """What the checker was worth in the run before this one, or else in the blessed one."""
    from eval.checker import Checked

    earlier = [one for one in folders(ROOT) if one.name < path.name]
    for place in (*earlier, *(BLESSED.glob("*") if BLESSED.is_dir() else ())):
        try:
            held = json.loads((place / _SCORES).read_text("utf-8"))["checker"]
            return Checked.of(held)
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None
