"""Health in words: what is there, what is missing, and the command that mends it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from assistant.ask import Request, open_latest, reply
from assistant.settings import assistant_settings
from index import bundled, rows
from index.encoder import describe
from index.manifest import IndexDamaged
from index.problem import Problem
from index.settings import index_settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it is well, and a sentence about it."""

    name: str
    well: bool
    sentence: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.well else 'FAIL'}  {self.name}: {self.sentence}"

    def as_json(self) -> dict[str, object]:
        """The finding as JSON."""
        return asdict(self)


def examine() -> list[Finding]:
    """Look at encoder, index, one question end to end, and the model endpoint's settings."""
    return [_look("encoder", _encoder), _look("index", _index), _look("answer", _answer), _look("model", _model)]


def _look(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, look())
    except Problem as problem:
        return Finding(name, False, str(problem))


def _encoder() -> str:
    settings = index_settings()
    known = describe(settings.encoder, settings.models)
    about = f"{known.name}, {known.precision}, {known.dimensions} dimensions, cosine to fp32 at least {known.cosine}."
    calibrated = known.name.split("/")[-1] == bundled.NAME
    return about if calibrated else f"{about} What counts as an answer was calibrated on {bundled.NAME}, not on it."


def _index() -> str:
    index, library = open_latest()()
    made = index.manifest
    return (
        f"generation {made.generation}, {len(made.inputs)} files, {made.articles} articles, {made.passages} passages, "
        f"{len({one.author for one in library.people} - {''})} named authors."
    )


def _answer() -> str:
    index, library = open_latest()()
    title = rows.find_rows(index.corpus, index.manifest.generation, [0])[0].passage.article.title
    made = reply(Request(question=title), library, None)
    if not made.citations:
        raise IndexDamaged("An article is not found by its own title: run `python -m ingest sync --rebuild`.")
    return f"an article's title was found in {made.seconds.total * 1000:.0f} ms, and its quote equals its source."


def _model() -> str:
    settings = assistant_settings()
    if not settings.has_model:
        return "none configured; answers quote (ASSISTANT_BASE_URL and ASSISTANT_MODEL name one)."
    key = settings.api_key.get_secret_value()
    masked = f"{key[:3]}…{key[-2:]}" if len(key) > 8 else "set" if key else "none"
    return f"{settings.model} at {settings.base_url}, key {masked}."
