"""Writes multilingual-e5-small as folders that sentence-transformers opens: torch in full precision, ONNX in int8."""

from __future__ import annotations

import json
import logging
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.retrieval.e5_weights import PackedModel, Pieces, Shape

if TYPE_CHECKING:
    from torch import Tensor
    from transformers import BertModel, PreTrainedTokenizerFast

Variant = Literal["avx512_vnni", "avx2", "arm64"]
PROMPTS = {"query": "query: ", "document": "passage: "}  # E5 was trained with these; without them it ranks worse
MAX_TOKENS = 512

_LINEAR = {  # name in the packed file -> name in BertModel
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def write_torch_folder(packed: PackedModel, folder: Path) -> None:
    """Write the model as a sentence-transformers folder with torch weights in full precision, about 490 MB."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

    parts = folder.with_name(folder.name + ".parts")
    with _quiet():
        _bert(packed).save_pretrained(parts)
        _tokenizer(packed.pieces).save_pretrained(parts)
        _name_tokenizer_class(parts)
        encoder = Transformer(str(parts), max_seq_length=MAX_TOKENS, processor_kwargs={"fix_mistral_regex": False})
        modules = [encoder, Pooling(packed.shape.hidden, "mean"), Normalize()]
        model = SentenceTransformer(modules=modules, device="cpu", prompts=PROMPTS, similarity_fn_name="cosine")
        model.save(str(folder), create_model_card=False)
    shutil.rmtree(parts)


def write_onnx_folder(torch_folder: Path, folder: Path, variant: Variant) -> None:
    """Write the model as a sentence-transformers folder whose only weights are int8 ONNX, about 135 MB."""
    from sentence_transformers import SentenceTransformer, export_dynamic_quantized_onnx_model

    with _quiet():
        model = SentenceTransformer(
            str(torch_folder),
            backend="onnx",
            device="cpu",
            local_files_only=True,
            model_kwargs={"export": True, "provider": "CPUExecutionProvider"},
            processor_kwargs={"fix_mistral_regex": False},
        )
        model.save(str(folder), create_model_card=False)
        (folder / "onnx" / "model.onnx").unlink()
        export_dynamic_quantized_onnx_model(model, variant, str(folder))


def _bert(packed: PackedModel) -> BertModel:
    from transformers import BertConfig, BertModel

    shape = packed.shape
    model = BertModel(
        BertConfig(
            vocab_size=shape.vocabulary,
            hidden_size=shape.hidden,
            num_hidden_layers=shape.layers,
            num_attention_heads=shape.heads,
            intermediate_size=shape.feed_forward,
            max_position_embeddings=shape.positions,
            type_vocab_size=shape.types,
            layer_norm_eps=shape.epsilon,
            pad_token_id=packed.pieces.pad,
        )
    )
    model.load_state_dict(_state(packed))
    return model


def _state(packed: PackedModel) -> dict[str, Tensor]:
    """The tensors of BertModel. Its pooler is not in the file and not used: zeros, so that two builds are equal."""
    import torch

    shape = packed.shape
    hidden = shape.hidden
    found = {
        "embeddings.word_embeddings.weight": packed.tensor("emb.word", shape.vocabulary, hidden),
        "embeddings.position_embeddings.weight": packed.tensor("emb.pos", shape.positions, hidden),
        "embeddings.token_type_embeddings.weight": packed.tensor("emb.type", shape.types, hidden),
        "embeddings.LayerNorm.weight": packed.tensor("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": packed.tensor("emb.ln.b", hidden),
    }
    for layer in range(shape.layers):
        ours, theirs = f"l{layer}", f"encoder.layer.{layer}"
        for short, long in _LINEAR.items():
            rows, columns = _dimensions(short, shape)
            found[f"{theirs}.{long}.weight"] = packed.tensor(f"{ours}.{short}.w", rows, columns)
            found[f"{theirs}.{long}.bias"] = packed.tensor(f"{ours}.{short}.b", rows)
        for short, long in _NORMS.items():
            found[f"{theirs}.{long}.weight"] = packed.tensor(f"{ours}.{short}.w", hidden)
            found[f"{theirs}.{long}.bias"] = packed.tensor(f"{ours}.{short}.b", hidden)
    pooler = {"pooler.dense.weight": torch.zeros(hidden, hidden), "pooler.dense.bias": torch.zeros(hidden)}
    return {name: torch.from_numpy(values) for name, values in found.items()} | pooler


def _dimensions(short: str, shape: Shape) -> tuple[int, int]:
    if short == "fi":
        return shape.feed_forward, shape.hidden
    if short == "fo":
        return shape.hidden, shape.feed_forward
    return shape.hidden, shape.hidden


def _tokenizer(pieces: Pieces) -> PreTrainedTokenizerFast:
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.Unigram(list(pieces.scored), unk_id=pieces.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Replace(Regex(r"[\t\n\r\x0b\x0c]"), " "),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", pieces.bos), ("</s>", pieces.eos)],
    )
    special = {"bos_token": "<s>", "eos_token": "</s>", "cls_token": "<s>", "sep_token": "</s>"}
    special |= {"unk_token": "<unk>", "pad_token": "<pad>", "mask_token": "<mask>"}
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=MAX_TOKENS, **special)


def _name_tokenizer_class(folder: Path) -> None:
    """Name a class that transformers 4 and 5 both know; they write different ones."""
    path = folder / "tokenizer_config.json"
    settings = json.loads(path.read_text(encoding="utf-8")) | {"tokenizer_class": "PreTrainedTokenizerFast"}
    path.write_text(json.dumps(settings, indent=2), encoding="utf-8")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep back what the exporters say of their own insides; errors pass."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
