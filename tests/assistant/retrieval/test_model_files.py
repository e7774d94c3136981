"""What is read from the folder of a model without opening the model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import ModelError
from assistant.retrieval.model_files import Prompts, digest, find_folder, is_bert, read_prompts


def folder_with(folder: Path, **files: object) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_folder_is_its_own_place(tmp_path: Path) -> None:
    assert find_folder(tmp_path) == find_folder(str(tmp_path)) == tmp_path


def test_missing_folder_is_an_error_that_names_setup(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="wegwijzer setup"):
        find_folder(tmp_path / "none")


def test_name_that_is_not_on_this_machine_is_an_error_that_says_how_to_get_it() -> None:
    with pytest.raises(ModelError, match=r"hf download voorbeeld/bestaat-niet.*WEGWIJZER_EMBEDDING__MODEL"):
        find_folder("voorbeeld/bestaat-niet")


@pytest.mark.parametrize(
    ("prompts", "label", "expected"),
    [
        pytest.param({"query": "q: ", "document": "d: "}, "some/model", Prompts("q: ", "d: "), id="the model's own"),
        pytest.param({"query": "q: ", "passage": "p: "}, "some/model", Prompts("q: ", "p: "), id="called passage"),
        pytest.param({"query": "", "document": ""}, "some/model", Prompts(), id="empty"),
        pytest.param({}, "some/model", Prompts(), id="none"),
        pytest.param({}, "intfloat/multilingual-e5-large", Prompts("query: ", "passage: "), id="e5 without"),
        pytest.param({"query": "q: "}, "some/e5-large", Prompts("q: "), id="e5 with its own"),
        pytest.param({}, "intfloat/multilingual-e5-large-instruct", Prompts(), id="instruct e5 takes other prompts"),
    ],
)
def test_prompts_are_the_models_own(tmp_path: Path, prompts: dict[str, str], label: str, expected: Prompts) -> None:
    folder = folder_with(tmp_path, config_sentence_transformers={"prompts": prompts})

    assert read_prompts(folder, label) == expected


def test_model_without_configuration_has_no_prompts(tmp_path: Path) -> None:
    assert read_prompts(tmp_path, "some/model") == Prompts()


def test_damaged_configuration_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "config_sentence_transformers.json").write_text("{", encoding="utf-8")

    with pytest.raises(ModelError, match=r"config_sentence_transformers\.json is damaged"):
        read_prompts(tmp_path, "some/model")


def test_digest_does_not_depend_on_the_place(tmp_path: Path) -> None:
    one = folder_with(tmp_path / "one", config={"a": 1})
    other = folder_with(tmp_path / "other", config={"a": 1})

    assert digest(one) == digest(other)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        pytest.param("onnx/model.onnx", True, id="weights"),
        pytest.param("1_Pooling/config.json", True, id="settings of a part"),
        pytest.param("MADE", False, id="what is said of the model"),
        pytest.param("README.md", False, id="description"),
    ],
)
def test_digest_is_of_weights_and_settings(tmp_path: Path, name: str, changes: bool) -> None:
    folder = folder_with(tmp_path, config={"a": 1})
    before = digest(folder)

    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("x", encoding="utf-8")

    assert (digest(folder) != before) is changes


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        pytest.param({"model_type": "bert"}, True, id="bert"),
        pytest.param({"model_type": "mistral"}, False, id="mistral"),
        pytest.param([], False, id="no object"),
    ],
)
def test_family_is_read_from_the_configuration(tmp_path: Path, config: object, expected: bool) -> None:
    assert is_bert(folder_with(tmp_path, config=config)) is expected
