"""The route's library, made of an opened index; it takes up a new generation by itself."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.route import Library
from assistant.understanding.roster import People
from assistant.verification.meaning import nearness_by
from assistant.verify import check
from index import corpus, manifest
from index.encoder import Encoder

if TYPE_CHECKING:
    from index.generation import Index

TOP = 16
_GRACE = 60.0  # seconds until a generation that is no longer served is closed

Latest = Callable[[], tuple["Index", Library]]


def library_of(index: "Index", keyword_weight: float | None = None) -> Library:
    """What the route needs, from one generation; `keyword_weight` is for trials of another one."""
    from index import lexical
    from index.search import KEYWORD_WEIGHT, search

    weight = KEYWORD_WEIGHT if keyword_weight is None else keyword_weight

    return Library(
        articles=index.articles,
        people=People([one for one in index.articles if one.author or one.action]),
        search=lambda question, only: search(index, question, only, TOP, weight, TOP),
        rarity=lexical.rarity(index.keywords, index.home),
        body=lambda article: corpus.passages_of_article(index.corpus, article),
        source_text=lambda article: corpus.source_text(index.corpus, article),
        pages=lambda article: corpus.page_starts(index.corpus, article),
        check=partial(check, nearness=nearness_by(index.encoder)),
    )


def latest(path: Path, open_encoder: Callable[[], Encoder]) -> Latest:
    """A function that gives the served generation and its library, opened again when a sync has switched it.

    Nothing is opened before the first call, whose errors are those of `open_encoder` and of `open_index`.
    """
    lock = threading.Lock()
    encoders: list[Encoder] = []
    held: list[tuple[Index, Library]] = []

    def get() -> tuple["Index", Library]:
        with lock:
            generation = manifest.current(path)
            if not encoders:
                encoders.append(open_encoder())
            # Imported only now: Chroma's second of import goes by while the encoder is opened.
            from index.generation import open_index

            if not held or held[0][0].manifest.generation != generation:
                opened = open_index(path, encoders[0], generation)
                for old, _ in held:
                    # Whoever is searching the old one has long finished by then.
                    closing = threading.Timer(_GRACE, old.close)
                    closing.daemon = True
                    closing.start()
                held[:] = [(opened, library_of(opened))]
            return held[0]

    return get
