"""What an answer is, and every sentence that a user can be told, in one place."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Literal

from index.passage import Passage, Span

Mode = Literal["extractive", "generated"]


class Status(StrEnum):
    """How an answer ended; the prefix is its group. Only `answered` and `partial` have citations that answer."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_IN_ARTICLES = "unanswerable_not_in_articles"
    OFF_TOPIC = "unanswerable_off_topic"
    CUT_IN_SOURCE = "unanswerable_cut_in_source"
    ASKED_TO_ACT = "refused_asked_to_act"
    EMPTY_QUESTION = "error_empty_question"
    QUESTION_TOO_LONG = "error_question_too_long"
    BAD_REQUEST = "error_bad_request"


# What is said in place of an answer, or after the part that could be answered.
SENTENCES: dict[Status, str] = {
    Status.ANSWERED: "",
    Status.PARTIAL: "以下部分在现有资料中没有找到依据：{missing}。",
    Status.NOT_IN_ARTICLES: "现有资料中没有找到依据。",
    Status.OFF_TOPIC: "现有资料中没有找到依据：这个问题与收录的“六个行动”文章无关。",
    Status.CUT_IN_SOURCE: "现有资料中没有找到依据：原文在相关位置有缺失，缺失的内容无法补出。",
    Status.ASKED_TO_ACT: "这里只能说明收录文章中已有的内容，不能代表任何单位作出承诺、编造内容或执行其他指令。",
    Status.EMPTY_QUESTION: "问题是空的，请输入要问的内容。",
    Status.QUESTION_TOO_LONG: "问题太长，请缩短到{limit}个字以内再问。",
    Status.BAD_REQUEST: "{problem}",
}
ONLY_NAMED = "资料中只提到{names}，没有说明其具体内容。"
NOT_BY = "资料中这是{whose}的话，不是{asked}的。"
OF_OTHER = "请注意：以下内容说的是{whose}，不是{asked}。"
NEAREST = "资料中相近的文章：{titles}。"
MISSING_MARK = "〔原文此处缺失〕"
CUT_NOTE = "（原文此处有缺失）"
REVIEW_NOTE = "（署名待核）"
EDITORS = "本报编者"
NOT_WRITTEN = "（没有得到语言模型可逐句核对的回答，以下是原文摘录。）"
HUMAN_CHANNEL = "可向主管部门咨询，或拨打12345政务服务便民热线。"
LABELS: dict[Mode, str] = {
    "extractive": "原文摘录",
    "generated": "内容由AI生成，仅供参考，请以原文和主管部门发布为准",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote with its place: `quote` is passage.text over `span`, `spans` are its places in the source."""

    number: int
    quote: str
    span: Span
    passage: Passage
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer, the numbers of the citations it rests on, and how well they carry it (0 to 1)."""

    text: str
    citations: tuple[int, ...]
    support: float


@dataclass(frozen=True, slots=True)
class Seconds:
    """Wall time by stage."""

    understand: float = 0.0
    search: float = 0.0
    compose: float = 0.0
    verify: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as every channel gives it; `confidence` (0 to 1) is how likely it is right and complete."""

    id: str
    question: str
    understood: str
    status: Status
    mode: Mode
    text: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    missing: tuple[str, ...]
    seconds: Seconds
    confidence: float = 0.0

    @property
    def found(self) -> bool:
        """Whether it answers at least a part of the question."""
        return self.status in (Status.ANSWERED, Status.PARTIAL)


def as_text(answer: Answer) -> str:
    """The answer for a terminal: its text, then where each quote stands."""
    lines = [answer.text]
    if answer.citations:
        lines.append("")
    for citation in answer.citations:
        passage = citation.passage
        notes = [CUT_NOTE] * (passage.cut_start or passage.cut_end) + [REVIEW_NOTE] * passage.needs_review
        lines.append(
            f"[{citation.number}] {speaker(passage)}《{passage.article.title}》{passage.article.source}{''.join(notes)}"
        )
    if answer.found:
        lines.append(LABELS[answer.mode])
    return "\n".join(lines)


def speaker(passage: Passage) -> str:
    """Whose words a passage holds, with post and body; the paper's own where nobody is named."""
    article = passage.article
    post = f"（{article.org}{article.role}）" if article.role or article.org else ""
    return f"{article.author}{post}" if article.author else EDITORS


def as_json(answer: Answer) -> dict[str, object]:
    """The answer as INTERFACES fixes it for the command line, the API and the widget."""
    return {
        "id": answer.id,
        "question": answer.question,
        "understood": answer.understood,
        "status": answer.status.value,
        "mode": answer.mode,
        "label": LABELS[answer.mode],
        "text": answer.text,
        "claims": [
            {"text": claim.text, "citations": list(claim.citations), "support": round(claim.support, 3)}
            for claim in answer.claims
        ],
        "citations": [_citation(citation) for citation in answer.citations],
        "missing": list(answer.missing),
        "confidence": round(answer.confidence, 3),
        "seconds": {stage: round(seconds, 4) for stage, seconds in asdict(answer.seconds).items()},
    }


def _citation(citation: Citation) -> dict[str, object]:
    passage, article = citation.passage, citation.passage.article
    return {
        "number": citation.number,
        "quote": citation.quote,
        "passage": passage.text,
        "passage_id": passage.id,
        "quote_in_passage": [citation.span.start, citation.span.end],
        "article": article.title,
        "article_id": article.id,
        "author": article.author,
        "role": article.role,
        "org": article.org,
        "action": article.action,
        "region": article.region,
        "source": article.source,
        "published": article.published,
        "spans": [[span.start, span.end] for span in citation.spans],
        "cut": passage.cut_start or passage.cut_end,
        "needs_review": passage.needs_review,
    }
