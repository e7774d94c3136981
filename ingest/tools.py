"""The real tools of an ingest: our readers, our cleaning and cutting, the model of the settings, the real index."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from assistant.cards import Card, load_cards
from assistant.domain import CleanText, SourceText
from assistant.indexes import Versions
from assistant.retrieval.bundled_model import choose_model
from assistant.retrieval.index import ChromaAndWords
from assistant.settings import Settings
from ingest.build import Model
from ingest.chunks import CHUNKER_VERSION, chunks, keys
from ingest.clean import CLEANER_VERSION, NO_LAYOUT, clean
from ingest.layout import Layout, load_layout
from ingest.pipeline import Tools
from ingest.readers import read
from ingest.sections import sections
from ingest.steps import Steps

_HERE = Path(__file__).parent
_RUNNING = "build clock command describe disk earlier embeddings files intake pipeline progress report steps swap tools"
_OUTSIDE = {f"{name}.py" for name in _RUNNING.split()}  # decides when passages are made, not how
_SHARED = (
    "domain.py",
    "units.py",
    "sentences.py",
    "cards.py",
    "retrieval/index.py",
    "retrieval/lexical.py",
    "retrieval/vectors.py",
)


def real_tools(settings: Settings) -> Tools:
    """What `wegwijzer ingest` works with; the model is not opened yet."""
    embedding = settings.embedding
    model = choose_model(embedding.model, settings.state, batch=embedding.batch, threads=embedding.threads)
    return Tools(real_steps(settings.corpus), Model(model.name, lambda: model), ChromaAndWords())


def real_steps(corpus: Path) -> Steps:
    """The steps with digests of their own code, so that nobody needs to remember to raise a number."""
    code = [path for path in _HERE.rglob("*.py") if path.parent != _HERE or path.name not in _OUTSIDE]
    reading = [path for path in code if _HERE / "readers" in path.parents]
    layouts, cards = corpus / "layouts", corpus / "cards"
    shared = [_HERE.parent / "assistant" / name for name in _SHARED]
    versions = Versions(
        reader=_digest(reading),
        cleaner=CLEANER_VERSION,
        chunker=f"{CHUNKER_VERSION}-{_digest({*code, *shared} - {*reading})}",
        layouts=_digest(layouts.glob("*.yaml")),
        cards=_digest(cards.glob("*/*.md")),
    )
    return Steps(versions, read, _finder(layouts), _clean, sections, chunks, keys, _cards_of(cards))


def _clean(source: SourceText, layout: Layout | None) -> CleanText:
    return clean(source, layout or NO_LAYOUT)


def _finder(folder: Path) -> Callable[[str], Layout | None]:
    """Finds the layout of a file by sha256; the folder is read once, when the first file asks."""

    @cache
    def all_layouts() -> dict[str, Layout]:
        found = (load_layout(path) for path in sorted(folder.glob("*.yaml")))
        return {layout.sha256: layout for layout in found}

    return lambda sha256: all_layouts().get(sha256)


def _cards_of(folder: Path) -> Callable[[str], tuple[Card, ...]]:
    """Finds the topic cards of a plan; the folder is read once, when the first plan asks."""

    @cache
    def all_cards() -> tuple[Card, ...]:
        return load_cards(folder)

    return lambda plan: tuple(card for card in all_cards() if card.plan == plan)


def _digest(files: Iterable[Path]) -> str:
    """A short name for what files hold."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
