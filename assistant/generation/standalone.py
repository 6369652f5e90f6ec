"""A follow-up that the rules leave open, written out in full by a language model that is not believed.

The model sees the last questions and this one, and writes one question. It is asked in the place of the other only if
nothing in it is new and nothing of the other is lost; else the question stays as it was. Answers are not shown to it:
the route knows the questions alone, and what an article says must not find its way into what is asked.
"""

import logging
import re
import secrets
import threading
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from functools import cache

from assistant.answer import Fault
from assistant.generation.endpoint import Stopped, Write, Writer
from assistant.generation.fault import ModelError
from assistant.generation.marks import for_model
from assistant.generation.thinking import STRAY
from assistant.understand import LONGEST, plain
from assistant.understanding.asked import asked_for, asks_to_act
from assistant.understanding.clauses import asks_something
from assistant.understanding.naming import same_names, subject
from assistant.understanding.query import Query
from assistant.understanding.turns import without_references
from index.fold import dictionary_cut, fold, tags
from index.patterns import compiled
from index.synonyms import talk
from prompts import render

# Whoever asks waits for the answer, which the rules would have begun by now; one line takes a model a second or two.
SECONDS = 6.0
TURNS = 6  # earlier questions that are shown, as many as the rules look at
_FAULTY = compiled(r"[<>\[\]{}［］【】〔〕|`\\*#=@]|[\x00-\x1f]|https?:|www\.|://", re.IGNORECASE)
_SENTENCES = compiled(r"[？?](?=.)|[。！!；;:：]|\.(?=\s)")
_ASKS = compiled("多少|什么|哪|谁|几|怎|如何|为何|何时|啥|咋|吗|是否|有没有")
# What is said to a model and is no question: a turn that does so is not shown, and a reply that does is none.
_COMMANDS = compiled(
    r"(?:^|[\s，。；])(?:系统|助手|用户|开发者|管理员|system|assistant|user|developer)[^，。]{0,4}[:：]"
    r"|指令|提示词|改[写成为]|(?:只|必须|一律|务必)(?:要|能|须)?(?:回[答复]|输出|写|说)|输出|(?:你|助手|模型)(?:是|要|必须|应当|只能)"
    r"|ignore|disregard|instruction|prompt|you (?:are|must)|(?:reply|answer|output|respond) ",
    re.IGNORECASE,
)
_NUMBER = compiled(r"\d+(?:\.\d+)?[^\s，。？?、,\d]?")
_NUMERAL = compiled("[第十]?[一二三四五六七八九十百千万亿两零]+[\u4e00-\u9fff]?")
_SCOPES = compiled("[不没未无非莫最每各全]|所有|全部|任何|唯一|只有|仅")
# Words that any question may have: they tie, or say that something is said.
_FRAMES = frozenset("是有为说讲提谈要会能个中里上时") | {"提到", "提出", "谈到", "可以", "一个", "方面", "内容", "关于"}
_SMALL = """
the a an of in on to for and or is are was were be been do does did has have had what which who whom whose when where
why how many much by with at from that this these those it its he him his she her they them their there about as
"""
_FRAMING_TAGS = "pcuyowxrdfq"

_log = logging.getLogger(__name__)


class Until(threading.Event):
    """A stop that is set once another is, or so many seconds after it was made."""

    def __init__(self, other: threading.Event, seconds: float) -> None:
        super().__init__()
        self._other, self._at = other, time.monotonic() + seconds

    def is_set(self) -> bool:
        """Whether it is time to stop."""
        return self._other.is_set() or super().is_set() or time.monotonic() >= self._at

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for it, `timeout` seconds at the most."""
        left = max(0.0, self._at - time.monotonic())
        self._other.wait(left if timeout is None else min(timeout, left))
        return self.is_set()


def briefly(writer: Writer, stop: threading.Event | None = None, seconds: float = SECONDS) -> Write:
    """A Write that raises ModelError where it takes longer than so many seconds, and Stopped once `stop` is set.

    That its time is over is no fault of the endpoint, which a breaker would count: slow models may answer well.
    """
    stop = stop or threading.Event()

    def write(prompt: str) -> Generator[str]:
        try:
            with closing(writer(prompt, Until(stop, seconds))) as pieces:
                yield from pieces
        except Stopped:
            if stop.is_set():
                raise
            raise ModelError(Fault.SILENT, f"no whole question within {seconds:g} s") from None

    return write


def resolve(
    question: str, history: Sequence[str], understand: Callable[[str, Sequence[str]], Query], restate: Write | None
) -> Query:
    """A question understood; where the rules leave open what it leans on, as the model writes it out, if that may be
    asked in its place. Raises Stopped; a fault of the model is logged and leaves the question as it was."""
    query = understand(question, history)
    if restate is None or not query.unresolved:
        return query
    whole = write_out(question, history, restate)
    return understand(whole, ()) if whole else query


def write_out(question: str, history: Sequence[str], restate: Write) -> str:
    """The question in full; "" where the model does not say, or says what may not be asked in its place."""
    turns = [one for one in map(plain, history[-TURNS:]) if not asks_to_act(one) and not _COMMANDS.search(fold(one))]
    question = plain(question)
    if not turns:
        return ""
    fence = f"<<{secrets.token_hex(4)}>>"
    prompt = render("standalone", question=for_model(question), turns=for_model("\n".join(turns)), fence=fence)
    try:
        reply = _read(restate(prompt))
    except ModelError as error:
        _log.warning("a question was not written out: %s", error)
        return ""
    whole = plain(reply) if reply.isprintable() else ""
    return whole if whole != question and may_stand_for(whole, question, turns) else ""


def may_stand_for(whole: str, question: str, turns: Sequence[str]) -> bool:
    """Whether a question is `question` written out: one question of the same kind, that has all its own words, and no
    word, name, figure, year or scope that neither it nor the turns have."""
    if not 0 < len(whole) <= LONGEST or _FAULTY.search(whole) or _SENTENCES.search(whole):
        return False
    if asks_to_act(whole) or _COMMANDS.search(fold(whole)):
        return False
    if len(_ASKS.findall(whole)) > max(1, len(_ASKS.findall(question))):
        return False
    if asked_for(question) not in ("fact", asked_for(whole)) or asks_something(question) > asks_something(whole):
        return False
    known = "\n".join([question, *turns])
    said, asked = same_names(known), same_names(whole)
    if any(word not in asked for word in _contents(without_references(question))):
        return False
    if any(not _stands(found, said) for pattern in (_NUMBER, _NUMERAL) for found in pattern.findall(asked)):
        return False
    own = same_names(question)
    for one, other in ((asked, said), (own, asked)):
        if any(word not in other for word in _SCOPES.findall(without_asking(one))):
            return False
    return all(word in said for word in _contents(whole))


def without_asking(text: str) -> str:
    """A text without the words that ask: 有没有 denies nothing."""
    return subject(re.sub(r"([\u4e00-\u9fff])[不没]\1|是否", " ", text))


def _stands(number: str, said: str) -> bool:
    """Whether a number with what it counts stands in a text, and is not the end of another; 一个 counts nothing."""
    return number[0] == "一" or bool(re.search(rf"(?<![\d.一二三四五六七八九十百千]){re.escape(number)}", said))


def _contents(text: str) -> list[str]:
    """The words of a text that state something."""
    stated = without_asking(same_names(text))
    return [
        word
        for word, tag in zip(dictionary_cut(stated), tags(stated), strict=True)
        if any(map(str.isalnum, word)) and tag[0] not in _FRAMING_TAGS and word not in _framing()
    ]


@cache
def _framing() -> frozenset[str]:
    return _FRAMES | frozenset(_SMALL.split()) | talk()


def _read(pieces: Iterable[str]) -> str:
    """A reply to its end, or to where it is too long to be a question."""
    text = ""
    try:
        for piece in pieces:
            text = (text + piece).split(STRAY)[-1]
            if len(text) > LONGEST:
                break
    finally:
        if isinstance(pieces, Generator):
            pieces.close()  # ends the request
    return text.strip(' \r\n“”"')
