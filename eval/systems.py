"""What can be asked the cases: our own assistant, by quoting or with a model, on an opened index."""

import hashlib
from collections.abc import Iterable, MutableMapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import as_json
from assistant.generation.endpoint import Complete
from assistant.generation.fault import ModelError
from assistant.route import Library, answer
from eval.cases import Case
from eval.record import PassageRecord, answer_record, hit_record, passage_record
from eval.run import Made, System
from index.passage import Hit, Only

if TYPE_CHECKING:
    from index.generation import Index

KEPT = 10  # hits of a record: the depth to which retrieval is measured
# The packages whose programs, tables and prompts decide what is answered.
_DECIDING = ("assistant", "index", "prompts")


def ours(
    index: "Index",
    library: Library,
    complete: Complete | None = None,
    model: str = "",
    spent: MutableMapping[str, int] | None = None,
) -> System:
    """The assistant on an index; with `complete`, the function of the language model `model`, it writes. The tokens
    that the model reads and writes are added up in `spent`. A case to which the model does not answer is an error."""
    counted = {} if spent is None else spent

    def ask(case: Case) -> Made:
        found: list[Sequence[Hit]] = []

        def search(question: str, only: Only) -> Sequence[Hit]:
            found.append(library.search(question, only))
            return found[-1]

        counted.clear()
        failed: list[ModelError] = []

        def written(prompt: str) -> str:
            try:
                return complete(prompt) if complete else ""
            except ModelError as error:
                failed.append(error)
                raise

        only, model = Only(action=case.action), written if complete else None
        made = answer(case.question, replace(library, search=search), case.history, only, model)
        if failed:
            raise failed[0]  # what the route then quotes is not what the model is asked for
        hits = found[0] if found else ()
        passages = [hit.passage for hit in hits[:KEPT]] + [one.passage for one in made.citations]
        return Made(
            answer=answer_record(as_json(made)),
            hits=[hit_record(hit) for hit in hits[:KEPT]],
            passages=[passage_record(one) for one in passages],
            tokens=dict(counted),
        )

    def passages(sources: Iterable[str]) -> list[PassageRecord]:
        wanted = set(sources)
        return [
            passage_record(passage)
            for article in library.articles
            if article.source in wanted
            for passage in library.body(article.id)
        ]

    def source_text(source: str) -> str:
        return next((library.source_text(one.id) for one in library.articles if one.source == source), "")

    made = index.manifest
    inputs = "\n".join(sorted(f"{one.name} {one.digest}" for one in made.inputs))
    key = {
        "articles": hashlib.sha256(inputs.encode()).hexdigest()[:16],
        "recipe": made.recipe,
        "encoder": f"{made.encoder} {made.fingerprint}",
        "program": program(),
        "model": model or "none",
        "threshold": str(library.threshold),
    }
    return System("generated" if complete else "extractive", key, ask, passages, source_text)


def program() -> str:
    """A digest of every program, table and prompt that decides what is answered."""
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for folder in _DECIDING:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".py", ".json", ".md") and path.is_file():
                digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
