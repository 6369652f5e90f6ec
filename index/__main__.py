"""python -m index prepare | check INDEX: the encoder made ready; the generation named on standard input checked."""

import argparse
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it did its job, 1 when it could not."""
    parser = argparse.ArgumentParser(prog="python -m index", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("prepare", help="make the encoder that INDEX_ENCODER names, once")
    check = commands.add_parser("check", help="open a generation and look a sample of its passages up in it")
    check.add_argument("index", type=Path)
    given = parser.parse_args(arguments)
    return _prepare() if given.command == "prepare" else _check(given.index)


def _prepare() -> int:
    from index.encoder import prepare
    from index.problem import Problem
    from index.settings import index_settings

    try:
        settings = index_settings()
        prepare(settings.encoder, settings.models, lambda text: print(text, file=sys.stderr, flush=True))
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _check(index: Path) -> int:
    from index.encoder import open_encoder
    from index.problem import Problem
    from index.selfcheck import problems
    from index.settings import index_settings

    try:
        settings = index_settings()
        encoder = open_encoder(settings.encoder, settings.models)
        generation = sys.stdin.read().strip()
        if not generation:
            return 1  # whoever started this has gone
        found = problems(index, generation, encoder)
    except Problem as error:
        found = [str(error)]
    for problem in found[:3]:
        print(problem, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
