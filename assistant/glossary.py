"""The glossary: what a word means, in a plan or at all, and which words of the field a question points at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError

from assistant.errors import CatalogueError
from assistant.glossary_file import Entry, GlossaryFile
from assistant.phrases import Match, Phrases, stems

FILE = "glossary.yaml"
AT_MOST = 8  # expansions of one question
PER_ENTRY = 2  # of them from one entry


@dataclass(frozen=True)
class Explanation:
    """What a word means. `in_plan` is what the plan that was asked about means by it, None where that is the same."""

    term: str
    meaning: str
    in_plan: str | None
    translations: Mapping[str, str]
    checked: bool


@dataclass(frozen=True)
class Expansion:
    """Words of the field to search for beside a question, the entry they come from, and the phrase that led there."""

    words: str
    term: str
    phrase: str


class Glossary:
    """All entries, indexed once. Thread-safe."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._named = _by_phrase((name, entry) for entry in self.entries for name in entry.names)
        searched = [entry for entry in self.entries if entry.search]
        self._leading = _by_phrase((phrase, entry) for entry in searched for phrase in (*entry.names, *entry.lay))
        self._phrases = Phrases(entries[0][0] for entries in self._leading.values())

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def explain(self, term: str, plan: str | None = None) -> tuple[Explanation, ...]:
        """What a term, abbreviation or variant means; several where it means several things, empty where unknown."""
        return tuple(_explanation(entry, plan) for entry in self._meant(self._named, term, plan))

    def expansions(self, question: str, plan: str | None = None) -> tuple[Expansion, ...]:
        """What else to search for, the surest first: at most eight, and nothing that the question says itself."""
        found: list[Expansion] = []
        said, used = frozenset(stems(question)), set[str]()
        for match in self._phrases.find(question):
            for entry in self._meant(self._leading, match.phrase, plan):
                if entry.term not in used:
                    used.add(entry.term)
                    found += _new(entry, match, plan, said, found)
        return tuple(found[:AT_MOST])

    def _meant(self, index: _Index, phrase: str, plan: str | None) -> Sequence[Entry]:
        """The entries behind a phrase; where some are described for the plan, those alone."""
        entries = [entry for _, entry in index.get(_key(phrase), ()) if entry.known_in(plan)]
        return [entry for entry in entries if entry.in_plan(plan)] or entries


_Index = Mapping[tuple[str, ...], Sequence[tuple[str, Entry]]]


def _key(phrase: str) -> tuple[str, ...]:
    return tuple(sorted(stems(phrase)))


def _by_phrase(pairs: Iterable[tuple[str, Entry]]) -> _Index:
    index: dict[tuple[str, ...], list[tuple[str, Entry]]] = {}
    for phrase, entry in pairs:
        known = index.setdefault(_key(phrase), [])
        if all(entry is not other for _, other in known):
            known.append((phrase, entry))
    return index


def _new(
    entry: Entry, match: Match, plan: str | None, said: frozenset[str], found: Sequence[Expansion]
) -> list[Expansion]:
    """The words of an entry that neither the question nor an earlier expansion holds."""
    known = {_key(one.words) for one in found}
    words = [text for text in entry.words(plan) if not said.issuperset(stems(text)) and _key(text) not in known]
    return [Expansion(text, entry.term, match.phrase) for text in words[:PER_ENTRY]]


def _explanation(entry: Entry, plan: str | None) -> Explanation:
    own = entry.in_plan(plan)
    return Explanation(entry.term, entry.meaning, own.meaning if own else None, entry.translations, entry.checked)


def load_glossary(path: Path) -> Glossary:
    """Read the glossary. Raises CatalogueError naming the file, and the term and field that are wrong."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        file = GlossaryFile.model_validate(content)
    except ValidationError as error:
        raise CatalogueError(f"{path}: {_reasons(error, content)}") from error
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise CatalogueError(f"{path} cannot be read: {' '.join(str(error).split())}") from error
    return Glossary(entry.made() for entry in file.entries)


def _reasons(error: ValidationError, content: object) -> str:
    """What is wrong in one line, with the term of the entry in place of its number."""
    return "; ".join(f"{_place(e['loc'], content)}: {e['msg']}" for e in error.errors())


def _place(path: tuple[int | str, ...], content: object) -> str:
    entries = content.get("entries") if isinstance(content, dict) else None
    names = [str(part) for part in path]
    if path[:1] == ("entries",) and len(path) > 1 and isinstance(entries, list) and isinstance(path[1], int):
        entry = entries[path[1]]
        names[:2] = [str(entry.get("term", path[1]) if isinstance(entry, dict) else path[1])]
    return ".".join(names) or "glossary"
