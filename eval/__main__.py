"""python -m eval run | score | compare | report | bless | …; eval/commands.py and eval/trials.py do the work."""

import argparse
import sys
from pathlib import Path

DEV = Path("eval/sets/dev.jsonl")
WORSE = 100  # the exit status of a comparison whose second run is worse


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it did its job, 1 when it could not, 2 for wrong usage, 100 when a run is worse."""
    given = _parser().parse_args(arguments)
    from eval import commands, trials
    from index.problem import Problem

    places = {**vars(trials), **vars(commands)}
    try:
        return int(places[given.command](given))
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("Stopped. What was asked is kept: the same command goes on.", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Are answers grounded, and what do they cost?")
    commands = parser.add_subparsers(dest="command", required=True)
    _evaluating(commands)
    _trying(commands)
    return parser


def _evaluating(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    run = commands.add_parser("run", help="ask every case of a set, keep the answers, and score them")
    run.add_argument("set", nargs="?", type=Path, default=DEV)
    run.add_argument("--mode", choices=("auto", "extractive", "generated"), default="extractive")
    run.add_argument("--again", action="store_true", help="ask anew even where nothing has changed")
    run.add_argument("--out", type=Path, help="the run's folder (default: a new one under data/eval)")
    run.add_argument("--verbose", action="store_true", help="show the answers that are wrong")
    score = commands.add_parser("score", help="score a run by its set as it is now; asks nothing")
    score.add_argument("run", nargs="?", default="", help="a folder of data/eval (default: the newest)")
    score.add_argument("--set", type=Path, help="the file with the cases, if it is not where it was")
    score.add_argument("--json", action="store_true", help="all scores, case by case")
    compare = commands.add_parser("compare", help="two runs of the same cases; exit status 100 if the second is worse")
    compare.add_argument("before", nargs="?", default="", help="a run (default: the blessed one of the same set)")
    compare.add_argument("after", nargs="?", default="", help="a run (default: the newest)")
    compare.add_argument("--json", action="store_true")
    report = commands.add_parser("report", help="a run as one HTML page, CSV, JSON and JUnit, in its folder")
    report.add_argument("runs", nargs="*", default=[""], help="the run, and others to show beside it")
    report.add_argument("--server", default="", help="where the page's links ask again")
    bless = commands.add_parser("bless", help="make a run the one that later runs must not fall below")
    bless.add_argument("run", nargs="?", default="")


def _trying(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    calibrate = commands.add_parser("calibrate", help="risk against coverage at several thresholds, as a table")
    calibrate.add_argument("set", nargs="?", type=Path, default=DEV)
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


if __name__ == "__main__":
    sys.exit(main())
