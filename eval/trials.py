"""Commands that try out a part of the product by itself: thresholds, ranking, reading order, scale, speed."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eval.robust import Change


def calibrate(given: argparse.Namespace) -> int:
    """Risk against coverage, and the likelihood that fits."""
    from dataclasses import replace

    from assistant.ask import open_latest
    from assistant.extraction.choice import LIKELY_SLOPE, LIKELY_START, NOTED, THRESHOLD
    from eval.calibrate import THRESHOLDS, ask_all, fit, measure, row
    from eval.cases import read_cases
    from eval.run import System
    from eval.systems import ours

    cases = read_cases(given.set)
    index, library = open_latest()()

    def at(threshold: float) -> System:
        return ours(index, replace(library, threshold=threshold))

    print("| threshold | coverage | risk | answered rightly | refused rightly | wrong speakers |\n" + "|---" * 6 + "|")
    for threshold in THRESHOLDS:
        print(row(measure(cases, at, threshold), THRESHOLD), flush=True)
    if found := fit(list(ask_all(cases, at(THRESHOLD))), LIKELY_START, LIKELY_SLOPE, NOTED):
        print(f"likelihood: start {found[0]:.2f}, slope {found[1]:.2f} (now {LIKELY_START}, {LIKELY_SLOPE})")
    return 0


def meaning(given: argparse.Namespace) -> int:
    """The share of true and of broken sentences below several floors."""
    from tqdm import tqdm

    from assistant.verification.meaning import FLOOR
    from eval.checker import PAIRS, read_pairs
    from eval.meaning import FLOORS, broken, nearnesses, read_inferences, row, true_pairs
    from index.encoder import open_encoder
    from index.settings import index_settings

    settings = index_settings()
    encoder = open_encoder(settings.encoder, settings.models)
    pairs, inferences = read_pairs(PAIRS), read_inferences(given.inferences)
    with tqdm(unit="quote", disable=None) as bar:
        made = list(broken(pairs, bar.update))
    columns = {"true": true_pairs(pairs)}
    columns |= {name: [(text, quote) for way, text, quote in made if way == name] for name, _, _ in made}
    columns |= {label: [] for label in ("entailment", "neutral", "contradiction")}
    for one in inferences:
        columns[one.label].append((one.hypothesis, one.premise))
    print(f"| below | {' | '.join(f'{name} ({len(some)})' for name, some in columns.items())} |")
    print("|---" * (len(columns) + 1) + "|")
    found = [nearnesses(encoder, some) for some in columns.values()]
    print("\n".join(row(floor, FLOOR, found) for floor in FLOORS))
    return 0


def sentences(given: argparse.Namespace) -> int:
    from eval.sentences import rank_sentences
    from index.encoder import open_encoder
    from index.settings import index_settings

    settings = index_settings()
    found = rank_sentences(given.questions, given.contexts, open_encoder(settings.encoder, settings.models))
    first, three = found.first / max(1, found.questions), found.three / max(1, found.questions)
    print(f"{found.questions} questions: first {first:.3f}, in the first three {three:.3f}")
    return 0


def reading(given: argparse.Namespace) -> int:
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


def scale(given: argparse.Namespace) -> int:
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


def crowd(given: argparse.Namespace) -> int:
    import tempfile

    from eval.cases import SETS, read_cases
    from eval.crowd import QUESTIONS, build, measure, write_crowd
    from index.encoder import open_encoder
    from index.generation import open_index
    from index.passage import Only
    from index.settings import index_settings

    settings = index_settings()
    own = Path("ingest/articles")
    with tempfile.TemporaryDirectory() as work:
        many, few = (given.keep or Path(work)) / "many", Path(work, "few")
        build(own, None, few, settings.models, _say)
        if not many.exists():
            folder = Path(work, "articles")
            _say(f"Writing {write_crowd(given.articles, folder, given.passages)} articles ...")
            build(own, folder, many, settings.models, _say)
        questions = [case.question for case in read_cases(SETS / "dev.jsonl")[:QUESTIONS]]
        encoder = open_encoder("", settings.models)
        print("| passages | searched | ms | x embedding |\n|---|---|---|---|")
        for path in (few, many):
            index = open_index(path, encoder)
            action = next(one.action for one in index.articles if one.action)
            author = next(one.author for one in reversed(index.articles) if one.author)
            limits = [("one action", Only(action=action)), ("one author", Only(author=author))]
            for cost in measure(index, questions, limits):
                print(f"| {index.manifest.passages} {cost}", flush=True)
            index.close()
    return 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def bench(_given: argparse.Namespace) -> int:
    from eval.bench import bench

    print("Measuring (about two minutes) ...", file=sys.stderr, flush=True)
    for ratio in bench():
        print(ratio, flush=True)
    return 0


def page(given: argparse.Namespace) -> int:
    """The staff page under load, and idle."""
    from eval.cases import SETS, read_cases
    from eval.page import load

    print(load([case.question for case in read_cases(SETS / "dev.jsonl")], given.users))
    return 0


def ablate(given: argparse.Namespace) -> int:
    """The set without one part of the product after the other, as a table."""
    import tempfile

    from tqdm import tqdm

    from assistant.ask import configured_model
    from assistant.settings import assistant_settings
    from eval.ablate import HEAD, row, variants
    from eval.ablate import ablate as each
    from eval.cases import read_cases
    from index.settings import index_settings
    from ingest.__main__ import ARTICLES

    cases, settings = read_cases(given.set), assistant_settings()
    complete = configured_model(settings)
    tried = variants(given.encoder, complete is not None)
    model = (complete, settings.model) if complete else None
    print(HEAD, flush=True)
    whole = None
    with (
        tempfile.TemporaryDirectory() as work,
        tqdm(total=len(cases) * len(tried), unit="case", disable=None) as bar,
    ):
        models = index_settings().models
        for variant, scores in each(cases, given.set, tried, [ARTICLES], models, Path(work), model, bar.update):
            whole = whole or scores
            print(row(variant.name, scores, whole), flush=True)
    if not model:
        print("\nWithout a model nothing is written, so that there is nothing to be verified: that part was not tried.")
    return 0


def robust(given: argparse.Namespace) -> int:
    """The set asked otherwise, and with foreign articles in the index, as a table."""
    import tempfile

    from tqdm import tqdm

    from assistant.ask import open_latest
    from assistant.library import library_of
    from eval.ablate import HEAD, row
    from eval.cases import read_cases
    from eval.checker import CLAIMS
    from eval.folder import read_folder
    from eval.robust import CHANGES, changed
    from eval.run import System, run
    from eval.scale import write_articles
    from eval.score import Scores, score
    from eval.systems import ours
    from index.generation import open_index
    from index.settings import index_settings
    from ingest.__main__ import ARTICLES
    from ingest.sync import sync

    cases, settings = read_cases(given.set), index_settings()
    index, library = open_latest()()
    with (
        tempfile.TemporaryDirectory() as work,
        tqdm(total=len(cases) * (len(CHANGES) + 2), unit="case", disable=None) as bar,
    ):

        def asked(name: str, system: System, change: "Change") -> Scores:
            others = [changed(case, change) for case in cases]
            told = run(others, given.set, system, Path(work, "runs"), out=Path(work, "runs", name), step=bar.update)
            return score(read_folder(told.path), others, CLAIMS)

        print(HEAD, flush=True)
        whole = asked("as it is", ours(index, library), str)
        print(row("as it is", whole, whole), flush=True)
        for name, change in CHANGES.items():
            print(row(name, asked(name, ours(index, library), change), whole), flush=True)
        print(f"Indexing {given.count} foreign articles (some minutes) ...", file=sys.stderr, flush=True)
        write_articles(given.articles, Path(work, "foreign"), given.count)
        place = Path(work, "index")
        sync([ARTICLES, Path(work, "foreign")], place, settings.encoder, settings.models, print_error)
        crowded = open_index(place, index.encoder)
        print(
            row(
                f"with {given.count} foreign articles", asked("foreign", ours(crowded, library_of(crowded)), str), whole
            )
        )
        crowded.close()
    return 0


def print_error(text: str) -> None:
    """Progress belongs on standard error."""
    print(text, file=sys.stderr, flush=True)


def load(given: argparse.Namespace) -> int:
    from eval.load import load as loaded

    missed = False
    for figure in loaded(given.widgets, given.questions):
        missed = missed or not figure.met
        print(figure, flush=True)
    return 1 if missed else 0
