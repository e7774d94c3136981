"""What stands in the folder of a sentence-transformers model: where the folder is, its prompts, a digest of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import ModelError

_COUNTED = ("*.onnx", "*.safetensors", "*.bin", "*.json", "*.model", "*.txt")


@dataclass(frozen=True)
class Prompts:
    """What a model wants in front of a question and of a passage."""

    query: str = ""
    passage: str = ""


def find_folder(model: Path | str) -> Path:
    """The folder of a model: the folder itself, or where the hub's cache has it. Never asks the network."""
    if Path(model).is_dir():
        return Path(model)
    if isinstance(model, Path) or model.startswith((".", "/", "~")):
        raise ModelError(f"there is no embedding model in {model}; 'wegwijzer setup' makes the embedded one")
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(model, local_files_only=True))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the embedding model {model!r} is not on this machine. Run 'hf download {model}' where the hub can be "
            "reached, or set WEGWIJZER_EMBEDDING__MODEL to a folder, or leave it empty for the embedded model"
        ) from error


def read_prompts(folder: Path, label: str) -> Prompts:
    """The prompts that a model's own configuration names; E5 models publish without, but were trained with them."""
    named: dict[str, str] = _settings(folder, "config_sentence_transformers.json").get("prompts") or {}
    query = named.get("query", "")
    passage = next((named[name] for name in ("document", "passage", "corpus") if named.get(name)), "")
    if not query and not passage and "e5-" in label.lower() and "instruct" not in label.lower():
        return Prompts("query: ", "passage: ")
    return Prompts(query, passage)


def digest(folder: Path) -> str:
    """A name for all weights and settings of a model, the same wherever the folder stands."""
    total = hashlib.sha256()
    paths = {path.relative_to(folder).as_posix(): path for pattern in _COUNTED for path in folder.rglob(pattern)}
    for relative, path in sorted(paths.items()):
        with path.open("rb") as file:
            total.update(f"{relative}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return total.hexdigest()


def is_bert(folder: Path) -> bool:
    """Whether the model is of the BERT family, to which multilingual-e5-small belongs."""
    return bool(_settings(folder, "config.json").get("model_type") == "bert")


def _settings(folder: Path, name: str) -> dict[str, Any]:
    path = folder / name
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise ModelError(f"{path} is damaged: {error}") from error
    return found if isinstance(found, dict) else {}
