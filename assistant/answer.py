"""What an answer is, and every sentence that a user can be told, in one place."""

import secrets
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Literal

from index.passage import Hit, Passage, Span

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


class Fault(StrEnum):
    """Why a language model did not write an answer, or not to its end."""

    UNREACHABLE = "unreachable"
    KEY = "key_refused"
    ACCOUNT = "account_empty"
    MODEL = "no_such_model"
    BUSY = "busy"
    REJECTED = "request_rejected"
    FAILED = "failed"
    SILENT = "timed_out"
    CUT = "cut_off"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    ENDLESS = "too_long"
    RESTING = "resting"
    BUDGET = "budget_spent"
    DECLINED = "declined"
    UNSUPPORTED = "unsupported"


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
GREETING = (
    "您好！这里根据收录的“六个行动”文章回答问题，每句话都标明出自哪篇文章、是谁说的，资料中没有的会直接说明。"
    "可以这样问：今年新增就业的目标是多少？节水行动有哪些措施？"
)
ONLY_NAMED = "资料中只提到{names}，没有说明其具体内容。"
NOT_ALL_NAMED = "资料中没有把{names}全部列出。"
NOT_BY = "资料中这是{whose}的话，不是{asked}的。"
ABSENT = "资料中没有{whose}的话。"
FURTHER = "原文接下来写道："
MEANT = "问题中的人名按“{name}”理解。"
POINTED_AT = "这里问的是“{name}”。"
NARRATED = "资料中这是报道的叙述，没有写明是谁的话。"
OF_OTHER = "请注意：以下内容说的是{whose}，不是{asked}。"
NEAREST = "资料中相近的文章：{titles}。"
LIMITED = "这次只查了{limits}的文章。"
MISSING_MARK = "〔原文此处缺失〕"
CUT_NOTE = "（原文此处有缺失）"
REVIEW_NOTE = "（署名待核）"
WROTE = "（撰文）"
UNSIGNED = "未署名文章"
WHY_NOT_WRITTEN: dict[Fault, str] = {
    Fault.UNREACHABLE: "语言模型服务连接不上",
    Fault.KEY: "语言模型服务不接受所配置的密钥",
    Fault.ACCOUNT: "语言模型服务的账户余额不足",
    Fault.MODEL: "语言模型服务中没有所配置的模型",
    Fault.BUSY: "语言模型服务正忙",
    Fault.REJECTED: "语言模型服务没有接受这个请求",
    Fault.FAILED: "语言模型服务出错",
    Fault.SILENT: "语言模型没有在规定时间内答完",
    Fault.CUT: "语言模型的回答中途断开",
    Fault.UNREADABLE: "语言模型服务的回复无法识别",
    Fault.EMPTY: "语言模型没有给出内容",
    Fault.ENDLESS: "语言模型的回答过长",
    Fault.RESTING: "语言模型服务刚才出错，暂停使用",
    Fault.BUDGET: "语言模型今天的用量已满",
    Fault.DECLINED: "语言模型认为资料不足以回答",
    Fault.UNSUPPORTED: "没有得到语言模型可逐句核对的回答",
}
INSTEAD = "（{why}，以下是原文摘录。）"
WITHOUT_MODEL = "（{why}，这次没有用语言模型作答。）"
BROKEN_OFF = "（{why}，回答到此为止。）"
PARTLY_DECLINED = "（语言模型认为，资料没有说明问题的其余部分。）"
NOT_WRITTEN = INSTEAD.format(why=WHY_NOT_WRITTEN[Fault.UNSUPPORTED])
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
class Checks:
    """What became of the `sentences` that a model wrote: `verified` as cited, `recited` under other quotes, `quoted`
    where a quote stands in their place, `dropped` the rest. `struck` counts the markers of passages that it was not
    shown; `fault` says why it did not write to the end."""

    sentences: int = 0
    verified: int = 0
    recited: int = 0
    quoted: int = 0
    dropped: int = 0
    struck: int = 0
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as every channel gives it; `confidence` (0 to 1) is how likely it is right and complete.

    `hits` are the passages that were found, the best first: what it was chosen or written from.
    """

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
    checks: Checks = Checks()
    hits: tuple[Hit, ...] = ()

    @property
    def found(self) -> bool:
        """Whether it answers at least a part of the question."""
        return self.status in (Status.ANSWERED, Status.PARTIAL)


def blank(question: str) -> Answer:
    """An answer that says nothing yet, with an id of its own."""
    status = Status.NOT_IN_ARTICLES
    return Answer(secrets.token_hex(8), question, question.strip(), status, "extractive", "", (), (), (), Seconds())


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
        if answer.mode == "generated":
            lines.append(f"    “{citation.quote}”")
    if answer.found:
        lines.append(LABELS[answer.mode])
    return "\n".join(lines)


def speaker(passage: Passage) -> str:
    """Whose words a passage holds, with post and body; an unsigned article where nobody is named.

    Who is named without a post wrote the article, and need not say what is quoted of it: a report has others speak.
    """
    article = passage.article
    post = f"（{article.org}{article.role}）" if article.role or article.org else WROTE
    return f"{article.author}{post}" if article.author else UNSIGNED


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
        "checks": asdict(answer.checks),
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
