"""What each part of the product is worth: the same cases without it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from assistant.generation.draft import Draft
from assistant.generation.endpoint import Complete
from assistant.library import library_of
from assistant.verify import Supported
from eval.cases import Case
from eval.checker import CLAIMS
from eval.compare import mcnemar
from eval.folder import read_folder
from eval.run import System, run
from eval.score import Scores, score
from eval.systems import ours
from index.encoder import open_encoder
from index.generation import open_index
from index.passage import Passage
from ingest.intake import Cut, passages_of
from ingest.sync import sync

LENGTHS = (120, 720)  # characters of the longest passage, beside the one in use


@dataclass(frozen=True)
class Variant:
    """The product with one thing changed: how sources are cut, the encoder, the keywords' weight, the verifier."""

    name: str
    cut: Cut = passages_of
    encoder: str = ""
    keyword_weight: float | None = None
    checked: bool = True


def variants(encoders: Sequence[str], with_model: bool) -> list[Variant]:
    """The product as it is, and without one part after the other; `encoders` are others to try, by name or folder."""
    found = [
        Variant("as it is"),
        Variant("without the keyword leg", keyword_weight=0.0),
        Variant("without stitching", cut=partial(passages_of, put_back=False)),
        *(Variant(f"passages of {one} characters", cut=partial(passages_of, longest=one)) for one in LENGTHS),
        *(Variant(f"encoder {Path(one).name}", encoder=one) for one in encoders),
    ]
    return [*found, Variant("without verification", checked=False)] if with_model else found


def ablate(
    cases: Sequence[Case],
    path: Path,
    tried: Sequence[Variant],
    articles: Sequence[Path],
    models: Path,
    work: Path,
    model: tuple[Complete, str] | None,
    step: Callable[[], object],
) -> Iterator[tuple[Variant, Scores]]:
    """Index `articles` as each variant does, under `work`, and ask it the cases of the set at `path`."""
    for number, variant in enumerate(tried):
        place = work / str(number)
        sync(articles, place, variant.encoder, models, lambda _text: None, cut=variant.cut)
        index = open_index(place, open_encoder(variant.encoder, models))
        library = library_of(index, variant.keyword_weight)
        library = library if variant.checked else replace(library, check=unchecked)
        system: System = ours(index, library, *(model or ()))
        told = run(cases, path, system, work, again=True, out=work / f"run-{number}", step=step)
        yield variant, score(read_folder(told.path), cases, CLAIMS)
        index.close()


def unchecked(draft: Draft, _shown: Sequence[Passage] = ()) -> Supported | None:
    """A written sentence taken as it is, with the first sentence of each passage that it cites."""
    quotes = tuple((passage, passage.sentences[0]) for passage in draft.cited)
    return Supported(draft.text, quotes, 0.0) if quotes else None


def row(name: str, scores: Scores, whole: Scores) -> str:
    """A variant as a row of a Markdown table, with the cases that flipped against the whole product."""
    before = {one.id: one.values["right"] for one in whole.rows}
    gained = sum(one.values["right"] > before[one.id] for one in scores.rows)
    lost = sum(one.values["right"] < before[one.id] for one in scores.rows)
    wrong = sum(one.values.get("misattributed", 0) > 0 for one in scores.rows)
    return (
        f"| {name} | {scores.answerable.value:.3f} | {scores.unanswerable.value:.3f} | {wrong} "
        f"| {scores.total['recall@5'].value:.3f} | {scores.total['ndcg@10'].value:.3f} "
        f"| +{gained} −{lost} | {mcnemar(gained, lost):.3f} |"
    )


HEAD = (
    "| | answered rightly | refused rightly | wrong speakers | recall@5 | nDCG@10 | cases gained and lost | p |\n"
    "|---|---|---|---|---|---|---|---|"
)
