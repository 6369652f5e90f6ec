"""Files -> the corpus: what is new or changed is read, put in order and split, one file after the other."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from index import corpus
from index.manifest import RECIPE, Input
from index.passage import Passage, Source
from ingest.document import ReadError
from ingest.gather import Found
from ingest.read import read, stamp
from ingest.split import LONGEST, split
from ingest.stitch import stitch, unused_decisions

_COMMIT = 50  # files


@dataclass(frozen=True)
class Intake:
    """The files whose passages are in the corpus now. `failed` has a sentence for each that could not be read, `noted`
    for each that a person should look at."""

    inputs: tuple[Input, ...]
    failed: tuple[str, ...]
    noted: tuple[str, ...]


Cut = Callable[[Source], Sequence[Passage]]


def passages_of(source: Source, put_back: bool = True, longest: int = LONGEST) -> list[Passage]:
    """The passages of a source, article after article (ingest/stitch.py, ingest/split.py)."""
    articles = enumerate(stitch(source, put_back))
    return [passage for position, article in articles for passage in split(source, article, position, longest)]


def take_in(truth: sqlite3.Connection, files: Sequence[Found], current: bool, cut: Cut = passages_of) -> Intake:
    """Bring the passages of all files into the corpus, as `cut` makes them of a source.

    A file that was indexed and cannot be read now stays as it was. `current` says that what was indexed was read by
    this version of the program, so that a file with the same stamp need not be read again.
    """
    from tqdm import tqdm

    inputs: list[Input] = []
    failed: list[str] = []
    noted: list[str] = []
    for number, file in enumerate(tqdm(files, desc="Reading", unit="file", delay=2, disable=None)):
        try:
            one, source = _take(truth, file, current, cut)
        except ReadError as error:
            failed.append(str(error))
            if file.known and _kept(truth, file.known, cut):
                inputs.append(file.known)
            continue
        inputs.append(one)
        if source and source.findings:
            noted.append(_note(source))
        if number % _COMMIT == _COMMIT - 1:
            truth.commit()
    truth.commit()
    return Intake(tuple(inputs), tuple(failed), tuple(noted))


def _take(truth: sqlite3.Connection, file: Found, current: bool, cut: Cut) -> tuple[Input, Source | None]:
    known = file.known
    if known and not file.asked and current and _is_in(truth, known):
        return known, None  # not asked about
    try:
        marked = stamp(file.path)
    except OSError as error:
        if known and not file.asked and _kept(truth, known, cut):
            return known, None  # a file outside the paths of this sync may well be gone: it stays until it is named
        raise ReadError(f"{file.name}: cannot be opened ({error.strerror}), check the file and its rights.") from error
    if known and current and known.stamp == marked and known.name == file.name and _is_in(truth, known):
        return known, None
    source = read(file.path, file.name)
    source = replace(source, findings=(*source.findings, *unused_decisions(source)))
    _add(truth, source, cut)
    return Input(str(file.path), file.name, source.digest, marked), source


def _kept(truth: sqlite3.Connection, known: Input, cut: Cut) -> bool:
    """Whether a file's passages are there, made again from its stored text where this version has not made them."""
    if not _is_in(truth, known) and (source := corpus.find_source(truth, known.digest, known.name)):
        with suppress(ReadError):
            _add(truth, source, cut)
    return _is_in(truth, known)


def _is_in(truth: sqlite3.Connection, known: Input) -> bool:
    return corpus.has_source(truth, known.digest, known.name, RECIPE)


def _add(truth: sqlite3.Connection, source: Source, cut: Cut) -> None:
    if corpus.has_source(truth, source.digest, source.name, RECIPE):
        corpus.add_source(truth, source, [], RECIPE)  # what was found in it may be new
    else:
        passages = cut(source)
        if not any(passage.kind == "body" for passage in passages):
            raise ReadError(f"{source.name}: there are headings but no text, check the file.")
        corpus.add_source(truth, source, passages, RECIPE)


def _note(source: Source) -> str:
    said = {
        "hidden": "text that a reader would not see was left out",
        "invisible": "invisible characters were left out",
        "instruction": "text that tries to instruct a language model; it is never shown to one",
        "stale": "a decision was not used",
    }
    kinds = dict.fromkeys(finding.kind for finding in source.findings)
    parts = []
    for kind in kinds:
        found = [finding for finding in source.findings if finding.kind == kind]
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        parts.append(f"{said[kind]} ({found[0].place}: {found[0].text}{more})")
    return f"{source.name}: {'; '.join(parts)}."
