"""What the current index holds already, so that it need not be made again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.catalogue import plan_digest
from assistant.domain import Chunk, Document, Plan, Section, SourceText
from assistant.errors import IndexUnusable, NoIndex
from assistant.indexes import STORE, Manifest, PlanEntry, Versions, current_index, read_manifest
from assistant.storage import Store


@dataclass(frozen=True)
class Earlier:
    """The current index as a source of results, empty where there is none. `flaw` says why it cannot be used."""

    manifest: Manifest | None = None
    store: Store | None = None
    reusable: bool = True
    flaw: str | None = None

    @property
    def entries(self) -> tuple[PlanEntry, ...]:
        """The plans that it holds."""
        return self.manifest.plans if self.manifest else ()

    def unchanged(self, plan: Plan, sha256: str, versions: Versions) -> PlanEntry | None:
        """Its entry of a plan, if making that again would give the same."""
        if self.manifest is None or not self.reusable or self.manifest.versions != versions:
            return None
        entry = self.manifest.entry(plan.id)
        same = entry is not None and entry.sha256 == sha256 and entry.described == plan_digest([plan])
        return entry if same else None

    def source(self, sha256: str, reader: str) -> SourceText | None:
        """The text of a file as this reader gave it before: PDFs and OCR are slow."""
        if self.manifest is None or not self.reusable or self.manifest.versions.reader != reader:
            return None
        entry = next((entry for entry in self.entries if entry.sha256 == sha256), None)
        return self.document(entry.plan)[0].source if entry else None

    def document(self, plan_id: str) -> tuple[Document, tuple[Section, ...], tuple[Chunk, ...]]:
        """A plan as the store holds it. Raises NotFound."""
        if self.store is None:
            raise IndexUnusable("there is no earlier index")
        return self.store.document(plan_id), self.store.outline(plan_id), tuple(self.store.chunks_of(plan_id))

    def close(self) -> None:
        """Let go of the store."""
        if self.store is not None:
            self.store.close()


def open_earlier(state: Path, reusable: bool = True) -> Earlier:
    """The current index, looked over first. With `reusable` off, nothing in it counts as unchanged."""
    try:
        folder = current_index(state)
    except NoIndex:
        return Earlier()
    try:
        manifest = read_manifest(folder)
        return Earlier(manifest, _sound_store(folder, manifest), reusable)
    except IndexUnusable as error:
        return Earlier(flaw=str(error))


def _sound_store(folder: Path, manifest: Manifest) -> Store:
    missing = [part for part in manifest.parts if not (folder / part).exists()]
    if missing:
        raise IndexUnusable(f"index {folder.name} lacks {', '.join(missing)}")
    store = Store(folder / STORE)
    try:
        store.check()
    except IndexUnusable:
        store.close()
        raise
    return store
