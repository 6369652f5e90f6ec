"""What a run keeps: one record a case, and the passages that the records name.

A record holds the answer as INTERFACES.md gives it, less the texts of passages, which stand once in `passages.jsonl`;
with `sources.json` (the texts that spans count in) a run can be scored and read anywhere, without the index.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from eval.cases import Case
from index.passage import Hit, Passage


class _Row(BaseModel):
    """Read from a file: what is not known is passed over, so that old records can be scored by new programs."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class PassageRecord(_Row):
    """A passage that was found or cited. `spans` are its places in the source's text, [start, end) in characters."""

    id: str
    source: str
    spans: list[tuple[int, int]]
    text: str
    article: str = ""
    author: str = ""
    role: str = ""
    org: str = ""
    region: str = ""
    action: str = ""
    kind: str = "body"
    cut_start: bool = False
    cut_end: bool = False


class HitRecord(_Row):
    """A passage that was found, by its id, and the score that it was ranked by; best first."""

    passage: str
    score: float


class CitationRecord(_Row):
    """A quote: its words, the passage, its place there and its places in the source."""

    number: int
    quote: str
    passage_id: str
    quote_in_passage: tuple[int, int] | None = None
    spans: list[tuple[int, int]]


class ClaimRecord(_Row):
    """A sentence of an answer and the numbers of the citations that it rests on."""

    text: str
    citations: list[int]
    support: float = 0.0


class AnswerRecord(_Row):
    """An answer of whatever system; `seconds` by stage, `confidence` from 0 to 1."""

    question: str
    understood: str = ""
    status: str
    mode: str = ""
    text: str
    claims: list[ClaimRecord] = []
    citations: list[CitationRecord] = []
    missing: list[str] = []
    seconds: dict[str, float] = {}
    confidence: float = 0.0

    @property
    def found(self) -> bool:
        """Whether it answers at least a part of the question."""
        return self.status in ("answered", "partial")


class Record(_Row):
    """What a system made of one case. `input` is the digest of what was asked, `tokens` what a model read and wrote;
    where asking failed, `answer` is None and `error` says why."""

    case: str
    input: str
    answer: AnswerRecord | None
    hits: list[HitRecord] = []
    tokens: dict[str, int] = {}
    error: str = ""


def asked(case: Case) -> str:
    """The digest of what a case asks: with the same one, a system that did not change answers the same."""
    told = json.dumps([case.question, case.history, case.action], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def answer_record(answer: Mapping[str, Any]) -> AnswerRecord:
    """A record of an answer as INTERFACES.md gives it."""
    return AnswerRecord.model_validate(answer)


def hit_record(hit: Hit) -> HitRecord:
    """A record of a passage found."""
    return HitRecord(passage=hit.passage.id, score=round(hit.score, 5))


def passage_record(passage: Passage) -> PassageRecord:
    """A record of a passage."""
    article = passage.article
    return PassageRecord(
        id=passage.id,
        source=article.source,
        spans=[(span.start, span.end) for span in passage.spans],
        text=passage.text,
        article=article.title,
        author=article.author,
        role=article.role,
        org=article.org,
        region=article.region,
        action=article.action,
        kind=passage.kind,
        cut_start=passage.cut_start,
        cut_end=passage.cut_end,
    )
