"""python -m ingest sync | read | status | rollback"""

import argparse
import json
import sys
from pathlib import Path

ARTICLES = Path("ingest/articles")


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it did its job, 1 when it could not, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m ingest", description="Articles into the index.")
    commands = parser.add_subparsers(dest="command", required=True)
    sync = commands.add_parser("sync", help="index files and folders (default: ingest/articles)")
    sync.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    sync.add_argument("--rebuild", action="store_true", help="build a new generation even if nothing changed")
    sync.add_argument("--json", action="store_true", help="the report as JSON")
    read = commands.add_parser("read", help="what one file contains, in reading order; touches no index")
    read.add_argument("file", type=Path)
    shown = read.add_mutually_exclusive_group()
    shown.add_argument("--json", action="store_true", help="as JSON, with spans")
    shown.add_argument("--text", action="store_true", help="the text that spans count in, as it was read")
    shown.add_argument("--review", action="store_true", help="the blocks in doubt, as a file to fill in")
    commands.add_parser("status", help="what is indexed")
    commands.add_parser("rollback", help="serve the generation before the current one again")
    given = parser.parse_args(arguments)
    from index.problem import Problem

    try:
        {"sync": _sync, "read": _read, "status": _status, "rollback": _rollback}[given.command](given)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("Stopped. What was served before is still served.", file=sys.stderr)
        return 1
    return 0 if not getattr(given, "failed", ()) else 1


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _sync(given: argparse.Namespace) -> None:
    from index.settings import index_settings
    from ingest.sync import sync

    settings = index_settings()
    report = sync(
        given.paths or [ARTICLES],
        settings.path,
        settings.encoder,
        settings.models,
        _say,
        rebuild=given.rebuild,
    )
    for sentence in (*report.noted, *report.failed):
        _say(sentence)
    given.failed = report.failed
    print(report.json() if given.json else report, flush=True)


def _read(given: argparse.Namespace) -> None:
    from ingest.document import ReadError
    from ingest.outline import as_json, as_review, as_text
    from ingest.read import read
    from ingest.stitch import unused_decisions

    if not given.file.is_file():
        raise ReadError(f"{given.file} is not a file: check the path.")
    source = read(given.file, given.file.name)
    for finding in (*source.findings, *unused_decisions(source)):
        _say(f"{finding.kind}: {finding.place}: {finding.text}")
    if given.json:
        print(json.dumps(as_json(source), ensure_ascii=False, indent=1))
    elif given.text:
        sys.stdout.write(source.text)
    elif given.review:
        print(as_review(source), end="")
    else:
        print(as_text(source, colour=sys.stdout.isatty()))


def _status(_given: argparse.Namespace) -> None:
    from index.corpus import open_corpus
    from index.manifest import corpus_file, current, read
    from index.rows import articles_of_generation, findings_of_generation, passages_for_review
    from index.settings import index_settings

    path = index_settings().path
    manifest = read(path, current(path))
    truth = open_corpus(corpus_file(path))
    print(
        f"Generation {manifest.generation} of {manifest.created}, encoder {manifest.encoder}: "
        f"{len(manifest.inputs)} files, {manifest.articles} articles, {manifest.passages} passages."
    )
    for article in articles_of_generation(truth, manifest.generation):
        print(f"  {article.source}  {article.title}  {article.author or '—'}  {article.action or '—'}")
    for passage in passages_for_review(truth, manifest.generation):
        print(f"  needs review: {passage.article.source}: {passage.article.author or '—'}: {passage.text[:30]}…")
    for name, finding in findings_of_generation(truth, manifest.generation):
        print(f"  {finding.kind}: {name}, {finding.place}: {finding.text}")


def _rollback(_given: argparse.Namespace) -> None:
    from index.settings import index_settings
    from ingest.sync import rollback

    print(f"Serving generation {rollback(index_settings().path).generation} again.")


if __name__ == "__main__":
    sys.exit(main())
