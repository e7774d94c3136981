"""Texts: the fixed words of an answer, from texts.yaml, by language and role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationError

from assistant.domain import Role
from assistant.errors import SettingsError

TEXTS = Path(__file__).with_name("texts.yaml")
_Line = Annotated[str, Field(min_length=1)]


class _ByRole(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    ouder: _Line
    professional: _Line


class _Languages(RootModel[dict[str, dict[str, _ByRole | _Line]]]):
    pass


class Texts:
    """The fixed texts of one language."""

    def __init__(self, texts: Mapping[str, _ByRole | str]) -> None:
        self._texts = texts

    @property
    def keys(self) -> frozenset[str]:
        """The names of all texts."""
        return frozenset(self._texts)

    def say(self, key: str, role: Role, **fields: str) -> str:
        """A text with its fields filled in. Raises KeyError for a text or a field that does not exist."""
        return Template(self._of(key, role)).substitute(fields)

    def fields(self, key: str) -> frozenset[str]:
        """The names of the fields of a text, in either role."""
        roles: tuple[Role, ...] = ("ouder", "medewerker")
        return frozenset(name for role in roles for name in Template(self._of(key, role)).get_identifiers())

    def enumerate(self, words: Sequence[str], role: Role) -> str:
        """Words in one line: a, b en c."""
        conjunction = self.say("and", role)
        return f" {conjunction} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))

    def _of(self, key: str, role: Role) -> str:
        text = self._texts[key]
        return text if isinstance(text, str) else text.ouder if role == "ouder" else text.professional


def load_texts(path: Path = TEXTS, language: str = "nl") -> Texts:
    """The texts of a language. Raises SettingsError when the file or the language is unusable."""
    try:
        languages = _Languages.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))).root
        return Texts(languages[language])
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise SettingsError(f"{path} holds no usable texts: {error}") from error
    except KeyError as error:
        raise SettingsError(f"{path} holds no texts in {language!r}") from error
