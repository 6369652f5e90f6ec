"""How often the sentence that answers is ranked first, on questions of reading comprehension about other texts.

A row of questions has `question`, `context_id` and `answers`; a row of contexts `context_id`, `title` and `text`. A
sentence is right when it overlaps a place where one of the answers stands.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.extraction.candidate import Ground
from assistant.extraction.rank import ranked
from assistant.extraction.wanted import wanted
from assistant.understand import understand
from assistant.understanding.roster import People
from eval.cases import CaseError
from index.encoder import Encoder
from index.fold import terms
from index.passage import Article, Hit, Passage, Span, indexed_text, sentence_text
from index.sentences import split_sentences


@dataclass(frozen=True)
class Found:
    """How many questions were asked, and for how many the right sentence came first and in the first three."""

    questions: int
    first: int
    three: int


def rank_sentences(questions: Path, contexts: Path, encoder: Encoder) -> Found:
    """Rank the sentences of each question's own context; raises CaseError when the files cannot be read."""
    passages = {row["context_id"]: _passage(row) for row in _rows(contexts)}
    rarity = _rarity(passages.values())
    vectors: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    asked = first = three = 0
    nobody = People([])
    for row in _rows(questions):
        passage = passages[row["context_id"]]
        right = {i for i, span in enumerate(passage.sentences) if _overlaps(passage.text, span, row["answers"])}
        if not right:
            continue
        if passage.id not in vectors:
            texts = [sentence_text(passage, span) for span in passage.sentences]
            vectors[passage.id] = (
                encoder.encode([indexed_text(passage)], "passage")[0],
                encoder.encode(texts, "passage"),
            )
        whole, each = vectors[passage.id]
        vector = encoder.encode([row["question"]], "query")[0]
        hit = Hit(passage, 1.0, float(whole @ vector), 1.0, tuple((each @ vector).tolist()))
        query = understand(row["question"], [], nobody)
        part = query.parts[0]
        ground = Ground([hit], nobody, rarity, lambda _: [])
        order = [passage.sentences.index(one.span) for one in ranked(part, query, ground, wanted(part, query, rarity))]
        asked += 1
        first += order[0] in right
        three += bool(right & set(order[:3]))
    return Found(asked, first, three)


def _passage(row: Mapping[str, str]) -> Passage:
    text = row["text"]
    article = Article(row["context_id"], row["title"], "", "", "", "", "", None, "")
    sentences = split_sentences(text)
    return Passage(row["context_id"], article, "body", text, (Span(0, len(text)),), "", sentences, False, False, False)


def _overlaps(text: str, span: Span, answers: Sequence[str]) -> bool:
    for answer in answers:
        at = text.find(answer)
        while at >= 0:
            if span.start < at + len(answer) and at < span.end:
                return True
            at = text.find(answer, at + 1)
    return False


def _rarity(passages: Iterable[Passage]):  # type: ignore[no-untyped-def]  # assistant.extraction.candidate.Rarity
    counts: Counter[str] = Counter()
    total = 0
    for passage in passages:
        total += 1
        counts.update(set(terms(passage.text)))
    return lambda wanted: {term: math.log(1 + total / max(0.5, counts[term])) for term in wanted}


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise CaseError(f"{path} cannot be read ({error}): name a JSONL file.") from error
