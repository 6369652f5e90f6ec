"""python -m eval run [SET] | bench"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Answer


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it did its job, 1 when it could not, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m eval", description="Are answers grounded, and what do they cost?")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="ask every case of a set and say how many answers are right")
    run.add_argument("set", nargs="?", type=Path, default=Path("eval/sets/first.jsonl"))
    run.add_argument("--verbose", action="store_true", help="show the answers that are wrong")
    commands.add_parser("bench", help="the product's costs as ratios")
    given = parser.parse_args(arguments)
    from index.problem import Problem

    try:
        return _run(given) if given.command == "run" else _bench()
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

        def ask(question: str) -> "Answer":
            bar.update()
            return answer(question, library)

        results = run(cases, ask)
    for result in results:
        if given.verbose and not result.right:
            print(f"{result.case.id} {result.case.kind}: {result.case.question}")
            print(f"  {result.answer.status}: {result.answer.text}")
    print(summary(results))
    return 0


def _bench() -> int:
    from eval.bench import bench

    print("Measuring (about two minutes) ...", file=sys.stderr, flush=True)
    for ratio in bench():
        print(ratio, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
