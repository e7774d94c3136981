"""The rules register: read from corpus/rules.yaml, asked by id, day, sector, kind of document or old citation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Self

import yaml
from pydantic import ValidationError

from assistant.domain import Sector
from assistant.errors import CatalogueError, NotFound
from assistant.law import Article, Renumbered, Rule
from assistant.rules_file import Register
from assistant.statutes import Place, Statute, readings

FILE = "rules.yaml"


@dataclass(frozen=True)
class Rules:
    """The register, or a part of it. `events` and `governs` give the Dutch words for the names that rules use."""

    rules: tuple[Rule, ...]
    statutes: tuple[Statute, ...]
    renumbered: tuple[Renumbered, ...]
    events: Mapping[str, str]
    governs: Mapping[str, str]
    read_on: date
    texts_until: date

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def get(self, id: str) -> Rule:
        """The rule with this id. Raises NotFound."""
        found = next((rule for rule in self.rules if rule.id == id), None)
        if found is None:
            raise NotFound(f"no rule is called {id!r}")
        return found

    def in_force(self, on: date) -> Self:
        """The rules that hold on a day."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule.holds(on)))

    def for_sector(self, sector: Sector) -> Self:
        """The rules that hold for a sector."""
        return replace(self, rules=tuple(rule for rule in self.rules if sector in rule.sectors))

    def governing(self, what: str) -> Self:
        """The rules for a kind of letter or a part of an OPP, by its name in `governs`."""
        return replace(self, rules=tuple(rule for rule in self.rules if what in rule.governs))

    def by_old_citation(self, text: str) -> tuple[Renumbered, ...]:
        """Where an old reference, however written, stands now; empty where the register does not know it."""
        for asked in readings(text, self.statutes):
            listed, derived = self._touching(asked, self.renumbered), self._touching(asked, self._derived())
            found = listed if listed and asked.leden else (*listed, *derived)
            if found:
                return found
        return ()

    def _touching(self, asked: Place, moves: tuple[Renumbered, ...]) -> tuple[Renumbered, ...]:
        return tuple(move for move in moves if any(asked.touches(old) for old in readings(move.old, self.statutes)[:1]))

    def _derived(self) -> tuple[Renumbered, ...]:
        """What the rules say of where they stood, unless the table says it, and those that have ended left out."""
        listed = {move.old for move in self.renumbered}
        found: dict[str, dict[str, Article]] = {}
        for rule in self.rules:
            for article in rule.citations if rule.in_force_until is None else ():
                if article.old and article.old not in listed:
                    found.setdefault(article.old, {}).setdefault(article.text, article)
        return tuple(Renumbered(old, tuple(now.values())) for old, now in found.items())


def load_rules(path: Path) -> Rules:
    """Read the register. Raises CatalogueError naming the file, and the rule and field that are wrong."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        register = Register.model_validate(content)
    except ValidationError as error:
        raise CatalogueError(f"{path}: {_reasons(error, content)}") from error
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise CatalogueError(f"{path} cannot be read: {' '.join(str(error).split())}") from error
    return Rules(
        rules=register.rules_made(),
        statutes=register.statutes_made(),
        renumbered=register.renumbered_made(),
        events=register.events,
        governs=register.governs,
        read_on=register.read_on,
        texts_until=register.texts_until,
    )


def _reasons(error: ValidationError, content: object) -> str:
    """What is wrong in one line, with the id of the rule in place of its number."""
    return "; ".join(f"{_place(e['loc'], content)}: {e['msg']}" for e in error.errors())


def _place(path: tuple[int | str, ...], content: object) -> str:
    rules = content.get("rules") if isinstance(content, dict) else None
    names = [str(part) for part in path]
    if path[:1] == ("rules",) and len(path) > 1 and isinstance(rules, list) and isinstance(path[1], int):
        entry = rules[path[1]]
        names[:2] = [str(entry.get("id", path[1]) if isinstance(entry, dict) else path[1])]
    return ".".join(names) or "register"
