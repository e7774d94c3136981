"""Every setting, typed and validated once: environment `WEGWIJZER_…`, sections joined by `__`, then `.env`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent

Leg = Literal["words", "grams", "dense"]


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


class Section(BaseModel):
    """Settings of one subject; a name it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EmbeddingSettings(Section):
    """Which model embeds, and how."""

    model: str = Field("", description="A sentence-transformers model or folder; empty means the embedded e5 model.")
    batch: int = Field(8, ge=1, description="Texts embedded at once.")
    threads: int = Field(0, ge=0, description="Processor threads; 0 means all.")


class RetrievalSettings(Section):
    """How passages are found."""

    legs: Annotated[tuple[Leg, ...], NoDecode, BeforeValidator(_split)] = Field(
        ("words", "grams", "dense"), description="The legs that search, with commas; leave one out to compare."
    )
    cards: bool = Field(True, description="Whether topic cards help to find passages.")
    expand: bool = Field(True, description="Whether the glossary adds words of the field to a question.")
    word_budget: int = Field(820, ge=100, description="Words that five hits hold at most.")


class ServerSettings(Section):
    """Where the server listens."""

    host: str = Field("127.0.0.1", description="Address to bind to.")
    port: int = Field(8000, ge=0, le=65535, description="Port to bind to; 0 picks a free one.")


class Settings(BaseSettings):
    """All settings; see .env.example."""

    model_config = SettingsConfigDict(
        env_prefix="WEGWIJZER_", env_nested_delimiter="__", env_file=".env", extra="ignore", frozen=True
    )

    corpus: Path = Field(ROOT / "corpus", description="The catalogue and what belongs to it.")
    sources: Path = Field(ROOT / "corpus" / "sources", description="The folder that holds the original files.")
    state: Path = Field(ROOT / "var", description="All that is made: model, indexes, logs.")
    embedding: EmbeddingSettings = EmbeddingSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    server: ServerSettings = ServerSettings()


def load_settings(**overrides: object) -> Settings:
    """Read the settings. Raises SettingsError naming the variable that is wrong."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        lines = "; ".join(f"{_variable(e['loc'])}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"a setting is unusable: {lines}") from error


def _variable(path: tuple[int | str, ...]) -> str:
    """The environment variable behind a place in the settings; items of a list share theirs."""
    return "WEGWIJZER_" + "__".join(part for part in path if isinstance(part, str)).upper()
