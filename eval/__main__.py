"""python -m eval run | score | compare | report | bless | …

Each command is a function of its name in eval/commands.py, eval/live.py or eval/trials.py.
"""

import argparse
import importlib
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

DEV = Path("eval/sets/dev.jsonl")
SYSTEMS = ("ours", "top5", "citation-engine")
WORSE = 100  # the exit status of a comparison whose second run is worse


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it did its job, 1 when it could not, 2 for wrong usage, 100 when a run is worse."""
    given = _parser().parse_args(arguments)
    from index.problem import Problem

    try:
        return int(getattr(importlib.import_module(f"eval.{given.place}"), given.command)(given))
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
    _living(commands)
    _trying(commands)
    return parser


def _command(commands: "Commands", place: str, name: str, about: str) -> argparse.ArgumentParser:
    made = commands.add_parser(name, help=about, description=about)
    made.set_defaults(place=place)
    return made


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1")
    return int(text)


def _evaluating(commands: "Commands") -> None:
    add = partial(_command, commands, "commands")
    run = add("run", "ask every case of a set, keep the answers, and score them")
    run.add_argument("set", nargs="?", type=Path, default=DEV)
    run.add_argument("--mode", choices=("auto", "extractive", "generated"), default="extractive")
    run.add_argument("--system", choices=SYSTEMS, default=SYSTEMS[0], help="what is asked (default: ours)")
    run.add_argument("--again", action="store_true", help="ask anew even where nothing has changed")
    run.add_argument("--out", type=Path, help="the run's folder (default: a new one under data/eval)")
    run.add_argument("--verbose", action="store_true", help="show the answers that are wrong")
    score = add("score", "score a run by its set as it is now; asks nothing")
    score.add_argument("run", nargs="?", default="", help="a folder of data/eval (default: the newest)")
    score.add_argument("--set", type=Path, help="the file with the cases, if it is not where it was")
    score.add_argument("--json", action="store_true", help="all scores, case by case")
    compare = add("compare", "two runs of the same cases; exit status 100 if the second is worse")
    compare.add_argument("before", nargs="?", default="", help="a run (default: the blessed one of the same set)")
    compare.add_argument("after", nargs="?", default="", help="a run (default: the newest)")
    compare.add_argument("--json", action="store_true")
    report = add("report", "a run as one HTML page, CSV, JSON and JUnit, in its folder")
    report.add_argument("runs", nargs="*", default=[""], help="the run, and others to show beside it")
    report.add_argument("--server", default="", help="where the page's links ask again")
    adversary = add("adversary", "is anything shown of what the configured model invents, and any right answer lost?")
    adversary.add_argument("set", nargs="?", type=Path, default=DEV)
    adversary.add_argument("--cases", type=_positive, default=24)
    adversary.add_argument("--minutes", type=_positive, default=20, help="no case is begun after that")
    bless = add("bless", "make a run the one that later runs must not fall below")
    bless.add_argument("run", nargs="?", default="")
    judge = add("judge", "ask the configured model about a run's claims, and how well it agrees with people")
    judge.add_argument("run", nargs="?", default="")


def _living(commands: "Commands") -> None:
    add = partial(_command, commands, "live")
    watch = add("watch", "the answers that were really given: are they grounded?")
    watch.add_argument("--days", type=_positive, default=0, help="of the last days only")
    watch.add_argument("--sample", type=_positive, default=500, help="answers to look at")
    adopt = add("adopt", "make a case of what somebody said of an answer; without an id, list what was said")
    adopt.add_argument("answer", nargs="?", default="", help="the answer's id")
    adopt.add_argument("--kind", default="fact", help="the kind of question (eval/sets/README.md)")
    adopt.add_argument("--answerable", choices=("yes", "partial", "no"), default="yes")
    adopt.add_argument("--slot", action="append", default=[], help="what must be said; other forms after a /")
    adopt.add_argument("--span", action="append", default=[], help="where it stands: SOURCE:START:END")
    adopt.add_argument("--speaker", default="")
    adopt.add_argument("--note", default="")
    adopt.add_argument("--to", type=Path, default=Path("eval/sets/adopted.jsonl"))


def _trying(commands: "Commands") -> None:
    add = partial(_command, commands, "trials")
    ablate = add("ablate", "what each part of the product is worth: the set without it, as a table")
    ablate.add_argument("set", nargs="?", type=Path, default=DEV)
    ablate.add_argument("--encoder", action="append", default=[], help="another model to try, a name or a folder")
    robust = add("robust", "what is lost with foreign articles, other wordings and attacks, as a table")
    robust.add_argument("articles", type=Path, help="a JSONL file with a foreign article's text in each row")
    robust.add_argument("set", nargs="?", type=Path, default=DEV)
    robust.add_argument("--count", type=int, default=1000)
    calibrate = add("calibrate", "risk against coverage at several thresholds, as a table")
    calibrate.add_argument("set", nargs="?", type=Path, default=DEV)
    meaning = add("meaning", "what a floor under the nearness to the quotes keeps out, as a table")
    meaning.add_argument("inferences", type=Path, help="JSONL with premise, hypothesis and label in each row")
    sentences = add("sentences", "how often the sentence that answers comes first, on other texts")
    sentences.add_argument("questions", type=Path, help="JSONL with question, context_id and answers in each row")
    sentences.add_argument("contexts", type=Path, help="a JSONL file with context_id, title and text in each row")
    reading = add("reading", "how well mixed-up pages, made from other articles, are put in order")
    reading.add_argument("articles", type=Path, help="a JSONL file with an article's text in each row")
    reading.add_argument("--part", choices=("tuning", "reporting"), default="reporting")
    reading.add_argument("--pages", type=int, default=1000, help="pages of each kind")
    scale = add("scale", "what ingest costs with many articles, as ratios")
    scale.add_argument("articles", type=Path, help="a JSONL file with an article's text in each row")
    scale.add_argument("--count", type=int, default=1000)
    crowd = add("crowd", "what a question costs among very many passages, as ratios")
    crowd.add_argument("articles", type=Path, help="a JSONL file with an article's text in each row")
    crowd.add_argument("--passages", type=int, default=100_000)
    crowd.add_argument("--keep", type=Path, help="keep the index in this folder, or use the one that is there")
    load = add("load", "many widgets at once: bytes, waits, failures, memory over many questions")
    load.add_argument("--widgets", type=_positive, default=200, help="that ask at the same moment")
    load.add_argument("--questions", type=_positive, default=10_000, help="over which memory is looked at")
    add("bench", "the product's costs as ratios")
    page = add("page", "the staff page with many users asking at once, and with none")
    page.add_argument("--users", type=_positive, default=50)


if __name__ == "__main__":
    sys.exit(main())
