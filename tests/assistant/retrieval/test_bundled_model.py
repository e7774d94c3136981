"""How the embedded model is made: once, verified, and never half."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest

from assistant.errors import ModelError
from assistant.retrieval.bundled_model import (
    MIN_COSINE,
    STEPS,
    choose_model,
    choose_variant,
    find_weights,
    measure,
    model_folder,
    own_variant,
    prepare,
    read_made,
)
from assistant.retrieval.e5_export import Variant
from assistant.retrieval.embedding import Progress
from assistant.settings import load_settings


class Builder:
    """Writes a one-file model; keeps how often it was asked and what lay in the workshop."""

    def __init__(self, content: str = "weights") -> None:
        self.content, self.found = content, list[list[str]]()

    def __call__(self, source: Path, workshop: Path, variant: Variant, progress: Progress) -> Path:
        self.found.append(sorted(path.name for path in workshop.iterdir()))
        built = workshop / "built"
        built.mkdir()
        (built / "config.json").write_text(self.content, encoding="utf-8")
        sleep(0.01)  # long enough for a second thread to arrive
        return built


def close(folder: Path) -> float:
    return 0.995


def failing(error: BaseException) -> Callable[[Path, Path, Variant, Progress], Path]:
    def build(source: Path, workshop: Path, variant: Variant, progress: Progress) -> Path:
        (workshop / "half").write_text("half", encoding="utf-8")
        raise error

    return build


def left(state: Path) -> list[str]:
    return sorted(path.name for path in (state / "models").iterdir() if path.suffix != ".lock")


def test_model_is_made_once(tmp_path: Path) -> None:
    builder = Builder()

    folders = [prepare(tmp_path, build=builder, measure=close) for _ in range(2)]

    assert folders == [model_folder(tmp_path)] * 2
    assert len(builder.found) == 1
    assert left(tmp_path) == ["multilingual-e5-small"]


def test_finished_folder_says_what_it_was_made_of(tmp_path: Path) -> None:
    made = read_made(prepare(tmp_path, build=Builder(), measure=close))

    assert made is not None
    assert (made.variant, made.cosine) == (own_variant(), 0.995)


def test_two_at_once_make_it_once(tmp_path: Path) -> None:
    builder = Builder()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: prepare(tmp_path, build=builder, measure=close), range(2)))

    assert len(builder.found) == 1


def test_what_a_killed_run_left_is_thrown_away(tmp_path: Path) -> None:
    workshop = model_folder(tmp_path).with_suffix(".building")
    workshop.mkdir(parents=True)
    (workshop / "half").write_text("half", encoding="utf-8")
    builder = Builder()

    prepare(tmp_path, build=builder, measure=close)

    assert builder.found == [[]]
    assert left(tmp_path) == ["multilingual-e5-small"]


@pytest.mark.parametrize(
    "cosine", [pytest.param(MIN_COSINE - 0.001, id="too low"), pytest.param(float("nan"), id="no number")]
)
def test_model_that_strays_from_its_reference_is_refused_and_the_old_one_stays(tmp_path: Path, cosine: float) -> None:
    folder = prepare(tmp_path, build=Builder("old"), measure=close)
    (folder / "added.json").write_text("{}", encoding="utf-8")  # so that it no longer is what was verified

    with pytest.raises(ModelError, match="strays"):
        prepare(tmp_path, build=Builder("new"), measure=lambda _: cosine)

    assert (folder / "config.json").read_text(encoding="utf-8") == "old"
    assert left(tmp_path) == ["multilingual-e5-small"]


def test_model_whose_files_changed_is_made_again(tmp_path: Path) -> None:
    folder = prepare(tmp_path, build=Builder(), measure=close)
    (folder / "config.json").write_text("torn", encoding="utf-8")

    prepare(tmp_path, build=Builder(), measure=close)

    assert (folder / "config.json").read_text(encoding="utf-8") == "weights"


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(OSError(28, "No space left on device"), id="full disk"),
        pytest.param(RuntimeError("exporter failed"), id="exporter"),
        pytest.param(ImportError("no engine"), id="missing library"),
    ],
)
def test_failure_while_making_is_an_error_that_leaves_nothing(tmp_path: Path, error: Exception) -> None:
    with pytest.raises(ModelError, match="cannot be made"):
        prepare(tmp_path, build=failing(error), measure=close)

    assert left(tmp_path) == []


def test_interrupt_leaves_nothing_half(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        prepare(tmp_path, build=failing(KeyboardInterrupt()), measure=close)

    assert left(tmp_path) == []


def test_progress_ends_with_all_steps_done(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    prepare(tmp_path, lambda step, done, total: told.append((done, total)), build=Builder(), measure=close)

    assert told == sorted(told)
    assert told[-1] == (STEPS, STEPS)


@pytest.mark.parametrize(
    "content", [pytest.param(None, id="absent"), pytest.param("", id="empty"), pytest.param("{}", id="without facts")]
)
def test_folder_without_a_whole_statement_is_not_made(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "MADE").write_text(content, encoding="utf-8")

    assert read_made(tmp_path) is None


@pytest.mark.parametrize(
    ("machine", "flags", "variant"),
    [
        pytest.param("x86_64", {"avx2", "avx512_vnni"}, "avx512_vnni", id="server"),
        pytest.param("x86_64", {"avx2", "avx_vnni"}, "avx512_vnni", id="laptop with vnni"),
        pytest.param("x86_64", {"avx2", "avx512f"}, "avx2", id="avx512 without vnni"),
        pytest.param("AMD64", set(), "avx2", id="unknown"),
        pytest.param("arm64", set(), "arm64", id="mac"),
        pytest.param("aarch64", {"asimd"}, "arm64", id="arm server"),
    ],
)
def test_variant_follows_the_processor(machine: str, flags: set[str], variant: str) -> None:
    assert choose_variant(machine, frozenset(flags)) == variant


def test_empty_setting_means_the_embedded_model_and_another_is_taken_as_named(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()

    assert choose_model(str(other), tmp_path).folder == other
    with pytest.raises(ModelError, match=r"multilingual-e5-small; 'wegwijzer setup'"):
        _ = choose_model("", tmp_path).folder


def test_weights_are_found_in_the_installed_package() -> None:
    with find_weights().open("rb") as file:
        assert file.read(4) == b"E5S1"


@pytest.mark.real_model
def test_embedded_model_is_near_to_its_reference() -> None:
    folder = prepare(load_settings().state)

    made = read_made(folder)

    assert made is not None
    assert measure(folder) == pytest.approx(made.cosine, abs=1e-3)
    assert made.cosine >= MIN_COSINE
