"""The settings, and the file that documents them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from assistant.errors import SettingsError
from assistant.settings import ROOT, Settings, load_settings

LINE = re.compile(r"^# (WEGWIJZER_\w+)=(.*)$", re.M)


@pytest.fixture
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """No variable of ours is set and no .env is near."""
    for name in variables(Settings):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def variables(model: type[BaseModel], prefix: str = "WEGWIJZER_") -> set[str]:
    """The environment variables that a model of settings reads."""
    found = set()
    for name, field in model.model_fields.items():
        nested = field.annotation if isinstance(field.annotation, type) else None
        inner = nested is not None and issubclass(nested, BaseModel)
        found |= variables(nested, f"{prefix}{name.upper()}__") if inner and nested else {f"{prefix}{name.upper()}"}
    return found


def documented() -> dict[str, str]:
    return dict(LINE.findall((ROOT / ".env.example").read_text(encoding="utf-8")))


def test_example_names_every_setting_and_no_other() -> None:
    assert set(documented()) == variables(Settings)


def test_example_shows_the_defaults(clean_environment: pytest.MonkeyPatch) -> None:
    defaults = load_settings()
    for name, value in documented().items():
        clean_environment.setenv(name, value)

    shown = load_settings()

    for field in ("corpus", "sources", "state"):
        assert ROOT / getattr(shown, field) == getattr(defaults, field)
    for section in ("embedding", "retrieval", "server"):
        assert getattr(shown, section) == getattr(defaults, section)


def test_every_setting_is_described() -> None:
    sections = [field.annotation for field in Settings.model_fields.values()]
    models: list[type[BaseModel]] = [
        Settings,
        *(each for each in sections if isinstance(each, type) and issubclass(each, BaseModel)),
    ]
    fields = [field for model in models for field in model.model_fields.values()]

    undescribed = [f for f in fields if not f.description and not isinstance(f.default, BaseModel)]

    assert undescribed == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("WEGWIJZER_SERVER__PORT", "acht", id="no number"),
        pytest.param("WEGWIJZER_SERVER__PORT", "70000", id="outside its range"),
        pytest.param("WEGWIJZER_RETRIEVAL__LEGS", "words,feet", id="unknown choice in a list"),
        pytest.param("WEGWIJZER_RETRIEVAL__LEG", "words", id="name that a section lacks"),
        pytest.param("WEGWIJZER_EMBEDDING__BATCH", "0", id="too small"),
    ],
)
def test_unusable_setting_is_an_error_that_names_its_variable(
    clean_environment: pytest.MonkeyPatch, name: str, value: str
) -> None:
    clean_environment.setenv(name, value)

    with pytest.raises(SettingsError, match=rf"\b{name}: "):
        load_settings()


def test_legs_are_given_with_commas(clean_environment: pytest.MonkeyPatch) -> None:
    clean_environment.setenv("WEGWIJZER_RETRIEVAL__LEGS", "words, dense")

    assert load_settings().retrieval.legs == ("words", "dense")


def test_environment_goes_before_dotenv(clean_environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("WEGWIJZER_SERVER__PORT=9000\nWEGWIJZER_STATE=elders\n")
    clean_environment.setenv("WEGWIJZER_SERVER__PORT", "9001")

    settings = load_settings()

    assert (settings.server.port, settings.state) == (9001, Path("elders"))
