"""The Embedder that runs a sentence-transformers model: a folder, or a name in the hub's cache on this machine."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError
from assistant.retrieval.embedding import Progress, silent
from assistant.retrieval.model_files import Prompts, digest, find_folder, is_bert, read_prompts

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Backend = Literal["torch", "onnx"]
QUERIES_KEPT = 256


class SentenceModel:
    """An Embedder; `load` opens the model, or else the first use does. It may be used from several threads."""

    def __init__(self, model: Path | str, *, backend: Backend, batch: int = 8, threads: int = 0) -> None:
        """`threads` 0 means one per processor core."""
        self._asked, self._backend, self._batch, self._threads = model, backend, batch, threads
        self._loading, self._using = Lock(), Lock()
        self._model: SentenceTransformer | None = None
        self._queries = RecentQueries(QUERIES_KEPT)

    @cached_property
    def folder(self) -> Path:
        """The folder that holds the model. Raises ModelError when it is not on this machine."""
        return find_folder(self._asked)

    @cached_property
    def prompts(self) -> Prompts:
        """The model's own prompts."""
        return read_prompts(self.folder, str(self._asked))

    @cached_property
    def name(self) -> str:
        """The model, a digest of its files and its prompts: an index made under another name is another model's."""
        label = self.folder.name if Path(self._asked).is_dir() else self._asked
        return f"{label}@{digest(self.folder)[:12]} {self.prompts.query!r} {self.prompts.passage!r}"

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        length: int | None = self.load().get_embedding_dimension()
        if length is None:
            raise ModelError(f"{self._asked} does not say how long its vectors are")
        return length

    def load(self) -> SentenceTransformer:
        """Open the model unless it is open. Raises ModelError."""
        with self._loading:
            if self._model is None:
                self._model = self._open()
            return self._model

    def passages(self, texts: Sequence[str], progress: Progress = silent) -> NDArray[np.float32]:
        """Vectors of passages in the order given. Batches hold texts of like length, so that little is padded."""
        found = np.zeros((len(texts), self.dimension), np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        for at in range(0, len(order), self._batch):
            batch = order[at : at + self._batch]
            found[batch] = self._encode([texts[i] for i in batch], self.prompts.passage, "document")
            progress("embedding passages", at + len(batch), len(order))
        return found

    def query(self, text: str) -> NDArray[np.float32]:
        """The vector of a question; it is shared with other callers and cannot be written."""
        known = self._queries.get(text)
        if known is not None:
            return known
        vector: NDArray[np.float32] = self._encode([text], self.prompts.query, "query")[0]
        vector.setflags(write=False)
        self._queries.keep(text, vector)
        return vector

    def _encode(self, texts: list[str], prompt: str, task: str) -> NDArray[np.float32]:
        """One batch at a time: the tokenizer is not safe in two threads, and questions can pass between batches."""
        model = self.load()
        with self._using:
            vectors: NDArray[np.float32] = model.encode(
                texts,
                prompt=prompt,
                task=task,
                batch_size=len(texts),
                show_progress_bar=False,
                normalize_embeddings=True,
            )
        return vectors

    def _open(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer

        options: dict[str, Any] = {"processor_kwargs": _tokenizer_options(self.folder)}
        if self._backend == "onnx":
            options |= _onnx_options(self.folder, self._threads)
        elif self._threads:
            _limit_torch(self._threads)
        try:
            return SentenceTransformer(str(self.folder), backend=self._backend, local_files_only=True, **options)
        except Exception as error:  # torch, transformers, optimum and onnxruntime each raise their own
            raise ModelError(f"the model in {self.folder} cannot be opened: {error}") from error


class RecentQueries:
    """The vectors of the last questions, under a hash: the words of a question are not kept."""

    def __init__(self, size: int) -> None:
        self._size, self._lock = size, Lock()
        self._vectors: OrderedDict[bytes, NDArray[np.float32]] = OrderedDict()

    def get(self, text: str) -> NDArray[np.float32] | None:
        """The vector of a question asked recently."""
        key = _key(text)
        with self._lock:
            if key in self._vectors:
                self._vectors.move_to_end(key)
            return self._vectors.get(key)

    def keep(self, text: str, vector: NDArray[np.float32]) -> None:
        """Keep a vector; the one unused for longest makes room."""
        with self._lock:
            self._vectors[_key(text)] = vector
            if len(self._vectors) > self._size:
                self._vectors.popitem(last=False)


def _onnx_options(folder: Path, threads: int) -> dict[str, Any]:
    from onnxruntime import SessionOptions

    files = sorted((folder / "onnx").glob("*.onnx"))
    if len(files) != 1:
        raise ModelError(f"{folder / 'onnx'} holds {len(files)} ONNX files instead of one")
    session = SessionOptions()
    session.intra_op_num_threads = threads
    session.enable_mem_pattern = False  # for texts of all lengths it costs memory: 1,030 MB against 780 after long ones
    model = {"file_name": files[0].name, "provider": "CPUExecutionProvider", "session_options": session}
    return {"device": "cpu", "model_kwargs": model}


def _tokenizer_options(folder: Path) -> dict[str, Any]:
    """What transformers asks about every large vocabulary that it finds in a folder: whether it is Mistral's."""
    return {"fix_mistral_regex": False} if is_bert(folder) else {}


def _limit_torch(threads: int) -> None:
    import torch

    torch.set_num_threads(threads)


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8"), digest_size=16).digest()
