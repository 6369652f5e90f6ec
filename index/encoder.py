"""Text -> vectors, by onnxruntime and tokenizers alone.

`open_encoder` opens what `python -m index prepare` made (index/bundled.py, index/export.py): a folder with
`model.onnx`, `tokenizer.json` and `encoder.json`. It opens in well under a second and imports no torch.
"""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from index import bundled, export
from index.problem import Problem
from index.tokenizer import Tokenize, open_tokenizer

Vectors = NDArray[np.float32]
Kind = Literal["query", "passage"]


class EncoderError(Problem):
    """There is no encoder to use; the message ends with the command that makes one."""


@dataclass(frozen=True)
class Encoder:
    """An opened encoder.

    `encode(texts, kind)` returns float32 of shape (len(texts), dimensions), rows of length 1. `kind` picks
    the model's prompt: questions are "query", everything that is searched is "passage".
    """

    name: str
    fingerprint: str
    dimensions: int
    encode: Callable[[Sequence[str], Kind], Vectors]


def default_name() -> str:
    """The bundled model where its package exists, else the same model by its hub name."""
    return bundled.NAME if bundled.available() else f"intfloat/{bundled.NAME}"


def prepare(name: str, models: Path, say: Callable[[str], None]) -> export.Description:
    """Make the encoder `name` ("" for the default) under the folder `models`, once; later calls return at once.

    Raises bundled.BundledModelError or export.ExportError.
    """
    name = name or default_name()
    try:
        return describe(name, models)
    except EncoderError:
        pass  # not there, of an older form, or damaged: made anew
    source = name
    if name == bundled.NAME and bundled.available():
        source = str(models / "sentence-transformers" / bundled.NAME)
        say(f"Converting {bundled.NAME} from its 4-bit file (a few seconds, once) ...")
        bundled.convert(bundled.weights(), Path(source))
    elif not Path(name).is_dir():
        say(f"Loading {name} by name; this machine has no bundled encoder for it and may have to fetch it ...")
    say("Exporting the encoder for onnxruntime (about half a minute, once) ...")
    made = export.export(source, name, _folder(name, models))
    say(f"Encoder ready: {made.name}, {made.precision}, cosine to fp32 {made.cosine}.")
    return made


def describe(name: str, models: Path) -> export.Description:
    """What is known of a prepared encoder without opening it; raises EncoderError."""
    name = name or default_name()
    path = _folder(name, models) / export.DESCRIPTION
    try:
        known = export.Description(**json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        raise EncoderError(f"The encoder {name} has not been prepared: run `make setup`.") from None
    except (ValueError, TypeError):
        raise EncoderError(f"{path} is damaged or of another version: run `make setup`.") from None
    if known.form != export.FORM:
        raise EncoderError(f"The encoder {name} was prepared by another version: run `make setup`.")
    return known


def open_encoder(name: str, models: Path) -> Encoder:
    """Open a prepared encoder; raises EncoderError when it was not prepared.

    The model itself is opened in a thread, which costs nothing while the caller imports its other libraries; if it
    turns out to be damaged, `encode` raises EncoderError.
    """
    known = describe(name, models)
    folder = _folder(known.name, models)
    prompts = {"query": known.query_prompt, "passage": known.passage_prompt}
    opener = ThreadPoolExecutor(max_workers=1, thread_name_prefix="encoder")
    opening = opener.submit(lambda: (session(folder / export.MODEL), open_tokenizer(folder)))
    opener.shutdown(wait=False)

    @cache
    def many() -> Any:
        """The session for many texts; who only asks questions never opens it."""
        return session(folder / export.MODEL, threads=1)

    def encode(texts: Sequence[str], kind: Kind) -> Vectors:
        try:
            opened, tokenize = opening.result()
        except Exception as error:  # onnxruntime and tokenizers raise kinds of their own
            raise EncoderError(
                f"The encoder in {folder} cannot be opened ({type(error).__name__}): delete that folder, then run "
                "`make setup`."
            ) from error
        prompted = [prompts[kind] + text for text in texts]
        if len(prompted) == 1:
            return run(opened, tokenize, prompted, known.max_tokens)
        return run(many(), tokenize, prompted, known.max_tokens, workers=_cores())

    return Encoder(known.name, known.fingerprint, known.dimensions, encode)


def session(path: Path, threads: int = 0) -> Any:
    """An onnxruntime session on the CPU; with 0 threads, as many as there are cores."""
    import onnxruntime

    onnxruntime.set_default_logger_severity(3)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # Threads that spin between questions would take a core from everybody else.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def run(opened: Any, tokenize: Tokenize, texts: Sequence[str], max_tokens: int, workers: int = 1) -> Vectors:
    """Encode texts, at least one, each by itself: nothing is padded, and a text's vector never depends on others.

    Many texts go fastest through as many workers as there are cores, over a session of one thread.
    """

    def one(ids: list[int]) -> NDArray[np.float32]:
        row = np.array([_truncated(ids, max_tokens)], dtype=np.int64)
        (vectors,) = opened.run(None, {"input_ids": row, "attention_mask": np.ones_like(row)})
        return np.asarray(vectors[0])

    if workers == 1:
        return np.stack([one(ids) for ids in tokenize(texts)])
    with ThreadPoolExecutor(workers) as pool:
        return np.stack(list(pool.map(one, tokenize(texts))))


def _cores() -> int:
    """The processors that this process may use, where the system tells."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _truncated(ids: list[int], limit: int) -> list[int]:
    """Cut a text that is too long but keep its end token, as sentence-transformers does."""
    return ids if len(ids) <= limit else [*ids[: limit - 1], ids[-1]]


def _folder(name: str, models: Path) -> Path:
    """One folder a model; a digest keeps `a/b` and `a-b` apart."""
    plain = "".join(c if c.isalnum() or c in "-_." else "-" for c in name)[-60:]
    tag = hashlib.sha256(name.encode()).hexdigest()[:8]
    return models / f"{plain}-{tag}"
