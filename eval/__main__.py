"""python -m eval run | calibrate | sentences | reading | scale | bench"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Answer
    from eval.cases import Case


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it did its job, 1 when it could not, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m eval", description="Are answers grounded, and what do they cost?")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="ask every case of a set and say how many answers are right")
    run.add_argument("set", nargs="?", type=Path, default=Path("eval/sets/dev.jsonl"))
    run.add_argument("--verbose", action="store_true", help="show the answers that are wrong")
    calibrate = commands.add_parser("calibrate", help="risk against coverage at several thresholds, as a table")
    calibrate.add_argument("set", nargs="?", type=Path, default=Path("eval/sets/dev.jsonl"))
    sentences = commands.add_parser("sentences", help="how often the sentence that answers comes first, on other texts")
    sentences.add_argument(
        "questions", type=Path, help="a JSONL file with question, context_id and answers in each row"
    )
    sentences.add_argument("contexts", type=Path, help="a JSONL file with context_id, title and text in each row")
    reading = commands.add_parser("reading", help="how well mixed-up pages, made from other articles, are put in order")
    reading.add_argument("articles", type=Path, help="a JSONL file with an article's text in each row")
    reading.add_argument("--part", choices=("tuning", "reporting"), default="reporting")
    reading.add_argument("--pages", type=int, default=1000, help="pages of each kind")
    scale = commands.add_parser("scale", help="what ingest costs with many articles, as ratios")
    scale.add_argument("articles", type=Path, help="a JSONL file with an article's text in each row")
    scale.add_argument("--count", type=int, default=1000)
    commands.add_parser("bench", help="the product's costs as ratios")
    given = parser.parse_args(arguments)
    from index.problem import Problem

    try:
        return {
            "run": _run,
            "calibrate": _calibrate,
            "sentences": _sentences,
            "reading": _reading,
            "scale": _scale,
            "bench": _bench,
        }[given.command](given)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1


def _run(given: argparse.Namespace) -> int:
    from tqdm import tqdm

    from assistant.ask import open_latest
    from assistant.route import answer
    from eval.cases import read_cases
    from eval.run import run, summary

    cases = read_cases(given.set)
    _, library = open_latest()()
    with tqdm(total=len(cases), unit="case", disable=None) as bar:

        def ask(case: "Case") -> "Answer":
            bar.update()
            return answer(case.question, library, case.history, case.action)

        results = run(cases, ask)
    for result in results:
        if given.verbose and not result.right:
            print(f"{result.case.id} {result.case.kind}: {' / '.join([*result.case.history, result.case.question])}")
            print(f"  {result.answer.status}: {result.answer.text}")
    print(summary(results))
    return 0


def _calibrate(given: argparse.Namespace) -> int:
    from dataclasses import replace

    from assistant.ask import open_latest
    from assistant.extract import THRESHOLD
    from assistant.route import answer
    from eval.calibrate import THRESHOLDS, measure, row
    from eval.cases import read_cases

    cases = read_cases(given.set)
    _, library = open_latest()()

    def ask(case: "Case", threshold: float) -> "Answer":
        return answer(case.question, replace(library, threshold=threshold), case.history, case.action)

    print("| threshold | coverage | risk | answered rightly | refused rightly | wrong speakers |\n" + "|---" * 6 + "|")
    for threshold in THRESHOLDS:
        print(row(measure(cases, ask, threshold), THRESHOLD), flush=True)
    return 0


def _sentences(given: argparse.Namespace) -> int:
    from eval.sentences import rank_sentences
    from index.encoder import open_encoder
    from index.settings import index_settings

    settings = index_settings()
    found = rank_sentences(given.questions, given.contexts, open_encoder(settings.encoder, settings.models))
    first, three = found.first / max(1, found.questions), found.three / max(1, found.questions)
    print(f"{found.questions} questions: first {first:.3f}, in the first three {three:.3f}")
    return 0


def _reading(given: argparse.Namespace) -> int:
    from eval.pages import Mixed
    from eval.reading import make_pages, read_articles, read_pages

    articles = read_articles(given.articles, given.part)
    print(f"{len(articles)} articles of the {given.part} half, {given.pages} pages of each kind\n")
    print(
        "| mixed | articles | blocks | last heading | right | sure | right of the sure | joined | wrongly | untouched |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    kinds: list[tuple[Mixed, bool]] = [
        ("rows", False), ("columns", False), ("blocks", False), ("none", False), ("rows", True), ("none", True),
    ]  # fmt: skip
    for mixed, alike in kinds:
        found = read_pages(make_pages(articles, mixed, given.pages, alike))
        blocks, sure = max(1, found.drifting), max(1, found.sure)
        print(
            f"| {mixed} | {'alike' if alike else 'any'} | {found.drifting} | {found.in_place / blocks:.3f} "
            f"| {found.right / blocks:.4f} | {found.sure / blocks:.3f} | {found.sure_right / sure:.4f} "
            f"| {found.joined}/{found.seams} | {found.joined_wrongly} | {found.untouched}/{found.pages} |",
            flush=True,
        )
    return 0


def _scale(given: argparse.Namespace) -> int:
    import tempfile

    from eval.scale import lines, measure, write_articles
    from index.settings import index_settings

    models = index_settings().models
    with tempfile.TemporaryDirectory() as work:
        folder, quarter = Path(work, "articles"), Path(work, "quarter")
        write_articles(given.articles, folder, given.count)
        write_articles(given.articles, quarter, given.count // 4)
        smaller = measure(quarter, Path(work, "small"), models)
        first = measure(folder, Path(work, "index"), models)
        again = measure(folder, Path(work, "index"), models)
        path = folder / "00000.txt"
        path.write_text(path.read_text("utf-8").replace("。", "，并且如此。", 1), "utf-8")
        changed = measure(folder, Path(work, "index"), models)
    print("\n".join(lines(first, again, changed, smaller)))
    return 0


def _bench(_given: argparse.Namespace) -> int:
    from eval.bench import bench

    print("Measuring (about two minutes) ...", file=sys.stderr, flush=True)
    for ratio in bench():
        print(ratio, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
