"""Health in words: what is there, what is missing, and the command that mends it."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.answer import Fault
from assistant.ask import Request, open_latest, reply
from assistant.serving.sites import read_sites
from assistant.settings import AssistantSettings, assistant_settings
from assistant.staff.accounts import list_accounts
from assistant.staff.entrance import make_entrance
from index import bundled, rows
from index.encoder import describe
from index.manifest import IndexDamaged
from index.problem import Problem
from index.settings import index_settings

_PATIENCE = 10.0  # seconds that an endpoint has for the first sign of an answer
_LISTED = 12  # models that a sentence names

_MENDS: dict[Fault, str] = {
    Fault.UNREACHABLE: "连接不上：请检查地址 ASSISTANT_BASE_URL、网络，以及服务是否已经启动",
    Fault.KEY: "密钥不被接受：请检查 ASSISTANT_API_KEY 或 ASSISTANT_API_KEY_FILE",
    Fault.ACCOUNT: "账户余额不足：请充值或更换密钥",
    Fault.MODEL: "没有这个模型，或者地址不对：请检查 ASSISTANT_MODEL，以及 ASSISTANT_BASE_URL（一般以 /v1 结尾）",
    Fault.BUSY: "服务正忙或超过限额：请稍后再试",
    Fault.REJECTED: "请求没有被接受：请检查 ASSISTANT_MODEL 是否是对话模型",
    Fault.FAILED: "服务内部出错：请查看它的日志",
    Fault.SILENT: "在{seconds:.0f}秒内没有回应：本地模型可能正在加载，请稍后再试",
    Fault.CUT: "连接中途断开：请查看服务的日志，或检查中间的代理",
    Fault.UNREADABLE: "回复不是 OpenAI 兼容的流：请检查 ASSISTANT_BASE_URL（一般以 /v1 结尾）",
    Fault.EMPTY: "没有给出任何内容：请检查 ASSISTANT_MODEL 是否是对话模型",
}


class ModelUnwell(Problem):
    """The configured language model does not answer; the message says why and what to look at."""


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
    """Look at encoder, index, one question end to end, the model's endpoint if one is configured, who may log in, and
    which sites may carry the widget."""
    looks = {
        "encoder": _encoder,
        "index": _index,
        "answer": _answer,
        "model": _model,
        "people": _people,
        "sites": _sites,
    }
    return [_look(name, look) for name, look in looks.items()]


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
        f"{len(library.people.names)} named authors."
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
    seconds = _probe(settings)
    return (
        f"{settings.model} at {settings.address}, key {_masked(settings.key)}; it began to answer in {seconds:.1f} s."
    )


def _people() -> str:
    settings = assistant_settings()
    make_entrance(settings, loopback=True)  # which raises where a proxy's header is half configured
    path = Path(settings.staff)
    accounts = list_accounts(path) if path.exists() else []
    editors = sum(one.role == "editor" for one in accounts)
    by_proxy = f", and whoever a proxy names in {settings.user_header}" if settings.user_header else ""
    if not accounts and not by_proxy:
        return "no accounts; none are needed while the server listens on this machine alone."
    return f"{len(accounts)} accounts, {editors} of them editors{by_proxy}."


def _sites() -> str:
    settings = assistant_settings()
    if not settings.sites:
        return "none may carry the widget (ASSISTANT_SITES names their list)."
    known = read_sites(Path(settings.sites))
    off = sum(not one.enabled for one in known.values())
    return f"{len(known)} may carry the widget{f', {off} of them turned off' if off else ''}."


def _masked(key: str) -> str:
    return f"{key[:3]}…{key[-2:]}" if len(key) > 8 else "set" if key else "none"


def _probe(settings: AssistantSettings) -> float:
    """The seconds until the model begins to answer. Raises ModelUnwell."""
    from assistant.generation.endpoint import Endpoint
    from assistant.generation.fault import ModelError

    endpoint = Endpoint(settings)
    patience = min(_PATIENCE, settings.timeout)
    started = time.perf_counter()
    try:
        endpoint.probe(patience)
    except ModelError as error:
        why = _MENDS[error.fault].format(seconds=patience)
        # Some say "bad request" of a model that they do not have.
        known = endpoint.models(patience) if error.fault in (Fault.MODEL, Fault.REJECTED) else []
        there = f"；那里有：{'、'.join(known[:_LISTED])}" if known and settings.model not in known else ""
        about = f"{settings.model}（{settings.address}，key {_masked(settings.key)}）"
        raise ModelUnwell(f"语言模型 {about}{why}{there}。") from None
    return time.perf_counter() - started
