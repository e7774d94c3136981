"""The Embedder of sentence-transformers: what it does around the model, and the embedded model itself."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.errors import ModelError
from assistant.retrieval.bundled_model import SENTENCES, choose_model, prepare
from assistant.retrieval.sentence_model import RecentQueries, SentenceModel
from assistant.settings import load_settings


class LengthModel:
    """Stands for a SentenceTransformer: the vector of a text is its length and 1; it keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []

    def get_embedding_dimension(self) -> int:
        return 2

    def encode(self, texts: list[str], *, prompt: str, **_: Any) -> NDArray[np.float32]:
        self.asked.append((prompt, texts))
        return np.array([[len(text), 1] for text in texts], np.float32)


class Lengths(SentenceModel):
    """A SentenceModel over a LengthModel."""

    def __init__(self, folder: Path, batch: int = 2) -> None:
        super().__init__(folder, backend="torch", batch=batch)
        self.inner, self.opened = LengthModel(), 0

    def _open(self) -> Any:
        self.opened += 1
        return self.inner


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that names prompts."""
    prompts = {"query": "vraag: ", "document": "stuk: "}
    (tmp_path / "config_sentence_transformers.json").write_text(json.dumps({"prompts": prompts}), encoding="utf-8")
    return tmp_path


def test_passages_come_back_in_their_order_though_batches_hold_like_lengths(folder: Path) -> None:
    model = Lengths(folder)

    vectors = model.passages(["aaaa", "a", "aaa", "aa", ""])

    assert vectors[:, 0].tolist() == [4, 1, 3, 2, 0]
    assert [texts for _, texts in model.inner.asked] == [["aaaa", "aaa"], ["aa", "a"], [""]]


def test_passages_and_questions_get_the_models_own_prompts(folder: Path) -> None:
    model = Lengths(folder)

    model.passages(["a"])
    model.query("b")

    assert model.inner.asked == [("stuk: ", ["a"]), ("vraag: ", ["b"])]


def test_no_passages_give_no_vectors(folder: Path) -> None:
    vectors = Lengths(folder).passages([])

    assert vectors.shape == (0, 2)
    assert vectors.dtype == np.float32


def test_progress_tells_how_many_passages_are_done(folder: Path) -> None:
    told: list[tuple[int, int]] = []

    Lengths(folder).passages(["a", "b", "c"], progress=lambda step, done, total: told.append((done, total)))

    assert told == [(2, 3), (3, 3)]


def test_model_is_opened_once_and_only_when_it_is_needed(folder: Path) -> None:
    model = Lengths(folder)
    named = model.name
    before = model.opened

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: model.load(), range(8)))

    assert (bool(named), before, model.opened) == (True, 0, 1)


def test_question_asked_again_is_not_embedded_again(folder: Path) -> None:
    model = Lengths(folder)

    first, again = model.query("hoe lang?"), model.query("hoe lang?")

    assert first is again
    assert len(model.inner.asked) == 1


def test_shared_vector_of_a_question_cannot_be_written(folder: Path) -> None:
    vector = Lengths(folder).query("hoe lang?")

    with pytest.raises(ValueError, match="read-only"):
        vector[0] = 0


def test_question_unused_for_longest_makes_room() -> None:
    recent = RecentQueries(size=2)
    vector = np.ones(2, np.float32)
    for text in ("a", "b"):
        recent.keep(text, vector)

    recent.get("a")
    recent.keep("c", vector)

    assert [recent.get(text) is not None for text in ("a", "b", "c")] == [True, False, True]


def test_words_of_a_question_are_not_kept() -> None:
    recent = RecentQueries(size=2)

    recent.keep("mijn dochter zit thuis", np.ones(2, np.float32))

    assert "dochter" not in str(vars(recent))


def test_name_changes_with_weights_and_with_prompts(folder: Path) -> None:
    names = [Lengths(folder).name]
    (folder / "model.safetensors").write_bytes(b"weights")
    names.append(Lengths(folder).name)
    (folder / "config_sentence_transformers.json").unlink()
    names.append(Lengths(folder).name)

    assert len(set(names)) == 3
    assert all(name.startswith(f"{folder.name}@") for name in names)


def test_folder_without_a_model_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds 0 ONNX files"):
        SentenceModel(tmp_path, backend="onnx").load()


@pytest.fixture(scope="module")
def embedded() -> SentenceModel:
    """The embedded model of this installation, made when it is not there."""
    settings = load_settings()
    prepare(settings.state)
    return choose_model("", settings.state)


@pytest.mark.real_model
def test_embedded_model_gives_unit_vectors_of_float32(embedded: SentenceModel) -> None:
    vectors = embedded.passages([*SENTENCES, "", "woord " * 2000])

    assert vectors.shape == (len(SENTENCES) + 2, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.real_model
def test_embedded_model_puts_a_question_nearest_to_its_answer(embedded: SentenceModel) -> None:
    questions = (
        "mag mijn kind naar speciaal onderwijs",
        "hulpplan maken met ouders",
        "les via internet bij ziekte",
        "wie geeft advies voor een tlv",
        "mijn kind gaat niet naar school, wie kan ik bellen",
        "hoe wordt het geld over de scholen verdeeld",
    )
    passages = embedded.passages(SENTENCES)

    nearest = [int((passages @ embedded.query(question)).argmax()) for question in questions]

    assert nearest == list(range(len(SENTENCES)))


@pytest.mark.real_model
def test_embedded_model_answers_several_threads_at_once(embedded: SentenceModel) -> None:
    questions = [f"Wat gebeurt er in week {n} van de aanvraag?" for n in range(24)]
    alone = [embedded.query(question) for question in questions]
    crowded = choose_model("", load_settings().state)

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(crowded.query, questions))

    assert np.stack(found) == pytest.approx(np.stack(alone), abs=1e-5)
