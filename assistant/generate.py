"""Answer by an OpenAI-compatible language model, reached through LlamaIndex's LLM interface.

The model sees numbered passages and writes sentences with markers. What it wrote is only a draft: each sentence is
held against the words it cites (assistant/verify.py) before anybody sees it.
"""

import re
import secrets
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.settings import AssistantSettings
from index.passage import Hit, Passage
from prompts import render

if TYPE_CHECKING:
    from llama_index.llms.openai_like import OpenAILike

REFUSAL = "资料不足"
PASSAGES = 8  # shown to the model
_LONGEST = 6000  # characters of a reply that are looked at
_MOST = 30  # sentences of it

Complete = Callable[[str], str]

_THINKING = re.compile(r"<think>.*?(?:</think>|$)", re.S)
_MARKERS = re.compile(r"[\[［【]\s*(\d+(?:\s*[-–—,，、]\s*\d+)*)\s*[\]］】]")
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”’」』）)]*(?:\s*[\[［【][\d\s,，、\-–—]+[\]］】])*")


class ModelError(Exception):
    """The language model did not answer; the message says what happened, for the log."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence that the model wrote, without its markers, and the passages that it cites."""

    text: str
    cited: tuple[Passage, ...]


def open_llm(settings: AssistantSettings) -> "OpenAILike":
    """The configured model as LlamaIndex has it."""
    from llama_index.llms.openai_like import OpenAILike

    return OpenAILike(
        model=settings.model,
        api_base=settings.base_url,
        api_key=settings.api_key.get_secret_value() or "none",
        is_chat_model=True,
        timeout=settings.timeout,
        max_retries=1,
        temperature=0.0,
    )


def open_model(settings: AssistantSettings, spent: MutableMapping[str, int] | None = None) -> Complete:
    """A function from a prompt to the model's reply; it raises ModelError.

    The tokens that the server says it read and wrote are added up in `spent`.
    """
    from llama_index.core.llms import ChatMessage

    model = open_llm(settings)

    def complete(prompt: str) -> str:
        try:
            reply = model.chat([ChatMessage(role="user", content=prompt)])
        except Exception as error:  # the client raises many kinds; to the reader they are one
            raise ModelError(f"{settings.model} at {settings.base_url}: {type(error).__name__}: {error}") from error
        if spent is not None and (usage := getattr(reply.raw, "usage", None)):
            spent["prompt"] = spent.get("prompt", 0) + usage.prompt_tokens
            spent["completion"] = spent.get("completion", 0) + usage.completion_tokens
        return _THINKING.sub("", reply.message.content or "")

    return complete


def generate(question: str, hits: Sequence[Hit], complete: Complete) -> list[Draft]:
    """The sentences that the model writes from the passages found, [] when it says that they do not suffice."""
    # What speaks to a model is quoted to people like any other text, and never shown to one.
    passages = [hit.passage for hit in hits if not hit.passage.instructs][:PASSAGES]
    if not passages:
        return []
    # A fence that no source can contain, because it is new for every question.
    fence = f"<<{secrets.token_hex(4)}>>"
    shown = "\n\n".join(
        f"{fence}\n[{n}] {_about(passage)}\n{passage.text}\n{fence}" for n, passage in enumerate(passages, 1)
    )
    reply = complete(render("answer", question=question, sources=shown, fence=fence, refusal=REFUSAL))
    if REFUSAL in reply:
        return []
    return drafts(reply, passages)


def _about(passage: Passage) -> str:
    article = passage.article
    who = f"{article.org}{article.role}{article.author}"
    return f"《{article.title}》{who}，{article.region}，{article.published or '日期不详'}"


def drafts(reply: str, passages: Sequence[Passage]) -> list[Draft]:
    """The sentences of a reply; [n] cites the n-th of `passages`."""
    made = []
    for found in _SENTENCE.finditer(reply[:_LONGEST]):
        numbers = [number for marker in _MARKERS.findall(found[0]) for number in _numbers(marker)]
        # What is left of a nested marker would be read as one.
        text = re.sub(r"[\[\]［］【】]", "", _MARKERS.sub("", found[0])).strip()
        cited = tuple(dict.fromkeys(passages[n - 1] for n in numbers if 1 <= n <= len(passages)))
        if text:
            made.append(Draft(text, cited))
    return made[:_MOST]


def _numbers(marker: str) -> list[int]:
    """[1], [1, 3] and [1-3] as numbers."""
    found: list[int] = []
    for part in re.split(r"[,，、]", marker):
        ends = [int(digit) for digit in re.findall(r"\d+", part)]
        found += range(ends[0], ends[-1] + 1) if ends and ends[-1] - ends[0] < PASSAGES else []
    return found
