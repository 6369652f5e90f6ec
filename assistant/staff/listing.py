"""What is indexed, file by file, as the articles page lists it."""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index import rows
from index.corpus import CorpusError, open_corpus
from index.manifest import IndexDamaged, IndexMissing, corpus_file, current, read
from index.passage import Article, Finding

# indexed: as it should be; waiting: in the folder and not indexed; missing: indexed and no longer in the folder.
State = Literal["indexed", "waiting", "missing"]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """The beginning of a passage whose author is in doubt."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class File:
    """A file: `ours` says that it lies in the articles folder, where this page may change it."""

    name: str
    state: State
    ours: bool
    articles: tuple[Article, ...] = ()
    findings: tuple[Finding, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A generation's files; `generation` is "" where there is no index."""

    generation: str
    created: str
    files: tuple[File, ...]


def list_files(index: Path, folder: Path, present: Mapping[str, Path]) -> Listing:
    """What is indexed, and of the files `present` in `folder` those that are not; a broken index lists as none."""
    try:
        manifest = read(index, current(index))
        with closing(open_corpus(corpus_file(index))) as truth:
            articles, findings, doubtful = defaultdict(list), defaultdict(list), defaultdict(list)
            for article in rows.articles_of_generation(truth, manifest.generation):
                articles[article.source].append(article)
            for name, finding in rows.findings_of_generation(truth, manifest.generation):
                findings[name].append(finding)
            for passage in rows.passages_for_review(truth, manifest.generation):
                doubtful[passage.article.source].append(Doubtful(passage.article.author, passage.text[:60]))
    except (IndexMissing, IndexDamaged, CorpusError):
        return Listing("", "", tuple(File(name, "waiting", True) for name in present))
    real = folder.resolve()
    inside = {str(path.resolve()): name for name, path in present.items()}
    known: set[str] = set()
    files = []
    for one in manifest.inputs:
        ours = real in Path(one.path).parents
        known.add(inside.get(one.path, ""))
        files.append(
            File(
                one.name,
                "missing" if ours and one.path not in inside else "indexed",
                ours,
                tuple(articles[one.name]),
                tuple(findings[one.name]),
                tuple(doubtful[one.name]),
            )
        )
    waiting = [File(name, "waiting", True) for name in present if name not in known]
    ordered = sorted(files, key=lambda file: (not file.ours, file.name))
    return Listing(manifest.generation, manifest.created, (*waiting, *ordered))
