"""What the originals can tell the judges: which version of a plan is known, and its text where an index holds it."""

from __future__ import annotations

from pathlib import Path

from assistant.catalogue import load_catalogue
from assistant.errors import NoIndex
from assistant.indexes import STORE, current_index
from assistant.storage import Store
from evals.asking import versions_of


def known_versions(corpus: Path, state: Path) -> dict[str, str]:
    """The sha256 of each plan of the catalogue. Raises CatalogueError."""
    return versions_of(load_catalogue(corpus, state).plans)


def indexed_texts(state: Path) -> dict[str, str]:
    """The source texts of the current index by sha256; none where there is no index."""
    try:
        folder = current_index(state)
    except NoIndex:
        return {}
    with Store(folder / STORE) as store:
        sources = [store.document(plan.id).source for plan in store.plans()]
    return {source.sha256: source.text for source in sources}
