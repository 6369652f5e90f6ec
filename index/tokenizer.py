"""Text -> token ids by the `tokenizers` library, without its second of loading.

A unigram vocabulary of 250,000 pieces takes `tokenizers` about a second to load, most of what a question asked
from a shell may cost. Only pieces that are substrings of a text can be tokens of it, so for a few texts the library is
given just those: they are looked up in a sorted, memory-mapped table of piece digests. The segmentation is the
library's own and the same as with the whole vocabulary, except that special tokens written out in a text stay text.
For many texts the whole vocabulary is loaded.
"""

import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

Tokenize = Callable[[Sequence[str]], list[list[int]]]

FULL = "tokenizer.json"
_TABLE = "pieces.npy"
_DIGESTS = "digests.npy"
_FRAME = "frame.json"
_LARGE = 50_000  # pieces; below this the whole vocabulary loads fast enough
_FEW = 8  # texts that are tokenized by the table
_ROW = np.dtype([("digest", "<u8"), ("id", "<i4"), ("score", "<f8")])


def save_tokenizer(tokenizer: Any, folder: Path) -> None:
    """Write a `tokenizers.Tokenizer`, and for a large unigram vocabulary the table beside it."""
    tokenizer.save(str(folder / FULL), pretty=False)
    stored = json.loads((folder / FULL).read_text("utf-8"))
    vocabulary = stored["model"].get("vocab", [])
    if stored["model"].get("type") != "Unigram" or len(vocabulary) < _LARGE:
        return
    # The table carries what the model scores by; the worst piece stays in, because the library derives the
    # score of unknown characters from the worst it knows.
    rows = np.array([(_digest(piece), i, score) for i, (piece, score) in enumerate(vocabulary)], dtype=_ROW)
    rows.sort(order="digest")
    if (np.diff(rows["digest"]) == 0).any():
        return
    np.save(folder / _DIGESTS, rows["digest"])  # apart, because a search through packed rows takes ten times as long
    np.save(folder / _TABLE, rows[["id", "score"]])
    plain = tokenizer.encode("a", add_special_tokens=False).ids
    whole = tokenizer.encode("a").ids
    at = next(i for i in range(len(whole)) if whole[i : i + len(plain)] == plain)
    unknown = stored["model"]["unk_id"]
    worst = min(range(len(vocabulary)), key=lambda i: vocabulary[i][1])
    frame = {
        "normalizer": stored["normalizer"],
        "pre_tokenizer": stored["pre_tokenizer"],
        "before": whole[:at],
        "after": whole[at + len(plain) :],
        "longest": max(len(piece) for piece, _ in vocabulary),
        "unknown": [unknown, *vocabulary[unknown]],
        "worst": [worst, *vocabulary[worst]],
    }
    (folder / _FRAME).write_text(json.dumps(frame, ensure_ascii=False), "utf-8")


def open_tokenizer(folder: Path) -> Tokenize:
    """A function from texts to ids with the model's start and end tokens, neither cut nor padded."""

    @cache
    def full() -> Any:
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(folder / FULL))

    few = _table_tokenizer(folder) if (folder / _TABLE).exists() else None

    def tokenize(texts: Sequence[str]) -> list[list[int]]:
        if few and len(texts) <= _FEW:
            return few(texts)
        return [encoding.ids for encoding in full().encode_batch(list(texts))]

    return tokenize


def _table_tokenizer(folder: Path) -> Tokenize:
    from tokenizers import Tokenizer, models

    frame = json.loads((folder / _FRAME).read_text("utf-8"))
    table = np.load(folder / _TABLE, mmap_mode="r")
    digests = np.load(folder / _DIGESTS, mmap_mode="r").view(np.ndarray)
    empty: dict[str, object] = {
        "version": "1.0",
        "added_tokens": [],
        "truncation": None,
        "padding": None,
        "post_processor": None,
    }
    empty |= {"normalizer": frame["normalizer"], "pre_tokenizer": frame["pre_tokenizer"], "decoder": None}
    shell = Tokenizer.from_str(json.dumps({**empty, "model": {"type": "Unigram", "unk_id": 0, "vocab": [["?", 0.0]]}}))

    def tokenize(texts: Sequence[str]) -> list[list[int]]:
        runs = {
            run
            for text in texts
            for run, _ in shell.pre_tokenizer.pre_tokenize_str(shell.normalizer.normalize_str(text))
        }
        found: dict[str, tuple[int, float]] = {}
        for run in runs:
            hashes, starts, lengths = _substrings(run, frame["longest"])
            places = np.minimum(np.searchsorted(digests, hashes), len(digests) - 1)
            for i in np.nonzero(digests[places] == hashes)[0]:
                row = table[places[i]]
                found[run[starts[i] : starts[i] + lengths[i]]] = (int(row["id"]), float(row["score"]))
        (unknown_id, *unknown), (worst_id, *worst) = frame["unknown"], frame["worst"]
        found.pop(unknown[0], None)
        found.setdefault(worst[0], (worst_id, worst[1]))
        ids = [unknown_id, *(id_ for id_, _ in found.values())]
        vocabulary = [tuple(unknown), *((piece, score) for piece, (_, score) in found.items())]
        # Made anew for each call: threads share everything else.
        small = Tokenizer(models.Unigram(vocabulary, unk_id=0))
        small.normalizer, small.pre_tokenizer = shell.normalizer, shell.pre_tokenizer
        encoded = small.encode_batch(list(texts), add_special_tokens=False)
        return [[*frame["before"], *(ids[i] for i in one.ids), *frame["after"]] for one in encoded]

    return tokenize


_BASE = 0x9E3779B97F4A7C15  # odd, so that no character's weight vanishes modulo 2**64
_WORD = 2**64


def _digest(piece: str) -> int:
    """A polynomial hash modulo 2**64, which the hashes of all substrings of a text follow from cheaply."""
    value = 0
    for character in piece:
        value = (value * _BASE + ord(character) + 1) % _WORD
    return value


def _substrings(text: str, longest: int) -> tuple[Any, Any, Any]:
    """Hash, start and length of every substring of up to `longest` characters, as three arrays."""
    prefixes = np.zeros(len(text) + 1, dtype=np.uint64)
    value = 0
    for i, character in enumerate(text):
        value = (value * _BASE + ord(character) + 1) % _WORD
        prefixes[i + 1] = value
    hashes, starts, lengths = [], [], []
    for length in range(1, min(longest, len(text)) + 1):
        power = np.uint64(pow(_BASE, length, _WORD))
        hashes.append(prefixes[length:] - prefixes[:-length] * power)
        starts.append(np.arange(len(text) - length + 1))
        lengths.append(np.full(len(text) - length + 1, length))
    if not hashes:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(hashes), np.concatenate(starts), np.concatenate(lengths)
