"""What goes wrong with a language model's endpoint, told by kind, and never with the key in it."""

import email.utils
import math
import re
import time
from collections.abc import Mapping

from assistant.answer import Fault
from index.patterns import compiled

_SAID = 200  # characters of a server's own words that are logged
_NO_MODEL = compiled(
    "model_not_found|model[^.]{0,80}(?:not (?:exist|found)|does ?n[o']t exist|unknown|invalid)|模型[^。]{0,40}不存在",
    re.IGNORECASE,
)
_BY_STATUS = {401: Fault.KEY, 402: Fault.ACCOUNT, 403: Fault.KEY, 404: Fault.MODEL, 408: Fault.SILENT, 429: Fault.BUSY}


class ModelError(Exception):
    """The language model did not answer, or not to the end; the message says what happened, for the log.

    `retry_after` is for how many seconds the server asked to be left alone.
    """

    def __init__(self, fault: Fault, detail: str, retry_after: float = 0.0) -> None:
        super().__init__(f"{fault.value}: {detail}")
        self.fault, self.retry_after = fault, retry_after


def fault_of(error: Exception, about: str, key: str) -> ModelError:
    """An error of the openai client, of httpx or of what they read, by its kind; `key` is struck from its words."""
    import httpx
    import openai

    retry_after = 0.0

    def is_one(*kinds: type[BaseException]) -> bool:
        return isinstance(error, kinds) or isinstance(error.__cause__, kinds)

    if isinstance(error, openai.APIStatusError):
        fault = _BY_STATUS.get(error.status_code, Fault.FAILED if error.status_code >= 500 else Fault.REJECTED)
        if fault is Fault.REJECTED and _NO_MODEL.search(f"{error.code} {error.message}"):
            fault = Fault.MODEL  # some servers say 400
        retry_after = _seconds(error.response.headers)
    elif is_one(httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL):
        fault = Fault.UNREACHABLE
    elif is_one(openai.APITimeoutError, httpx.TimeoutException, TimeoutError):
        fault = Fault.SILENT
    elif is_one(openai.APIConnectionError, httpx.HTTPError, OSError):
        fault = Fault.CUT
    elif isinstance(error, openai.APIResponseValidationError | ValueError | TypeError | LookupError | AttributeError):
        fault = Fault.UNREADABLE
    else:  # an error event in the stream, for one
        fault = Fault.FAILED
    cause = error.__cause__ if isinstance(error.__cause__, Exception) else error
    said = " ".join(without_key(f"{type(cause).__name__}: {cause}", key).split())
    return ModelError(fault, f"{about}: {said[:_SAID]}", retry_after)


def without_key(text: str, key: str) -> str:
    """A text with the key struck out: servers and libraries repeat what they do not like."""
    return text.replace(key, "***") if key else text


def _seconds(headers: Mapping[str, str]) -> float:
    """Retry-After in seconds, from seconds or a date; 0 where there is none."""
    given = headers.get("retry-after", "")
    try:
        seconds = float(given)
        return max(0.0, seconds) if math.isfinite(seconds) else 0.0
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(given).timestamp() - time.time())
    except ValueError:
        return 0.0
