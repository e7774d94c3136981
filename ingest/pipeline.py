"""From files to an index that serves: find, read, copy, embed, write, check, swap. Only what is new is made."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.catalogue import Catalogue, overlaps, plan_digest
from assistant.domain import Plan
from assistant.errors import UnknownPlan
from assistant.indexes import FORMAT, STORE, Manifest
from assistant.retrieval.embedding import Progress, silent
from assistant.storage import store_writer
from ingest.build import IndexWriter, Model, check_index, note_used, parts, used_vectors
from ingest.clock import StepClock
from ingest.disk import disk_full_named
from ingest.earlier import Earlier, open_earlier
from ingest.embeddings import embed, embedding_cache, forget_unused
from ingest.files import find_files, hash_files
from ingest.intake import Describe, Described, Folders, Intake, Taken, why_unknown
from ingest.report import Report, failure
from ingest.steps import Steps
from ingest.swap import building, locked, new_index_id, publish, sweep


@dataclass(frozen=True)
class Tools:
    """What an ingest works with."""

    steps: Steps
    model: Model
    writer: IndexWriter


def utc_now() -> datetime:
    """The time of day."""
    return datetime.now(UTC)


def catalogue_only(path: Path, sha256: str, catalogue: Catalogue) -> Described | None:
    """Describe no file: only those of the catalogue are taken. Raises UnknownPlan for others."""
    if catalogue.with_sha256(sha256) is None:
        raise UnknownPlan(path.name, why_unknown(path, sha256, catalogue))
    return None


def ingest(
    given: Sequence[Path],
    folders: Folders,
    tools: Tools,
    describe: Describe = catalogue_only,
    progress: Progress = silent,
    now: Callable[[], datetime] = utc_now,
    force: bool = False,
) -> Report:
    """Bring the index up to date with the files; `force` makes everything anew, save vectors.

    A file that fails is reported and the others go on. Raises CatalogueError, IngestRunning, DiskFull, ModelError or
    IndexCheckFailed when nothing could be done; the index that serves is then as it was.
    """
    with disk_full_named(folders.state), locked(folders.state):
        sweep(folders.state)
        earlier = open_earlier(folders.state, reusable=not force)
        try:
            return _Run(folders, tools, earlier, StepClock(progress)).run(given, describe, now)
        finally:
            earlier.close()


@dataclass(frozen=True)
class _Run:
    """One ingest, under the lock."""

    folders: Folders
    tools: Tools
    earlier: Earlier
    clock: StepClock

    def run(self, given: Sequence[Path], describe: Describe, now: Callable[[], datetime]) -> Report:
        """Build a new index and let it serve, if it would differ from the one that serves now."""
        with building(self.folders.state) as folder:
            with store_writer(folder / STORE) as store:
                intake = Intake(self.folders, self.tools.steps, self.earlier, store)
                problems = self._take_in(intake, given, describe)
                if not self._anything_new(intake):
                    return self._report(intake, self.earlier.manifest, problems, changed=False)
                with self.clock.step("copy"):
                    taken = list(intake.complete())
            manifest = self._build(folder, taken, intake.catalogue, now())
            with self.clock.step("swap"):
                publish(self.folders.state, folder, manifest, sound=self.earlier.flaw is None)
        return self._report(intake, manifest, problems, changed=True, notes=self._tidy())

    def _take_in(self, intake: Intake, given: Sequence[Path], describe: Describe) -> list[str]:
        """Take in all files, and what must be kept without its file. Returns what went wrong beside the files."""
        state = self.folders.state
        with self.clock.step("find"):
            files = find_files(self.folders.sources, state, given)
            hashes, errors = hash_files(files, state / "files.json")
            intake.reports += [failure(file.name, error) for file, error in errors.items()]
        at_hand = {sha256 for file, sha256 in hashes.items() if file.origin is not None}
        with self.clock.step("read", len(hashes)) as tell:
            for done, (file, sha256) in enumerate(hashes.items()):
                tell(done, len(hashes))
                intake.take(file, sha256, describe, sha256 in at_hand)
            sources_lost = not any(file.origin == "sources" for file in files)
            lost = intake.lost(sources_lost)
            for entry in lost:
                intake.keep(entry)
            intake.summarise()
        return self._problems(intake, sources_lost and any(entry.origin == "sources" for entry in lost))

    def _problems(self, intake: Intake, sources_lost: bool) -> list[str]:
        if sources_lost:
            return [f"{self.folders.sources} is missing or empty; its plans stay as the current index holds them"]
        if self.earlier.flaw and not intake.taken:
            return [f"{self.earlier.flaw}, and there is no file to build it from"]
        if self.earlier.entries and not intake.taken:
            return ["no file can be ingested any more; the current index stays"]
        return []

    def _anything_new(self, intake: Intake) -> bool:
        """Whether there is something to build, and it would differ from the current index."""
        manifest = self.earlier.manifest
        if not intake.taken or manifest is None:
            return bool(intake.taken)
        same = all(taken.same for taken in intake.taken.values())
        held = {entry.plan for entry in manifest.plans}
        return not same or held != intake.taken.keys() or manifest.embedder != self.tools.model.name

    def _build(self, folder: Path, taken: Sequence[Taken], catalogue: Catalogue, now: datetime) -> Manifest:
        """Embed, write and check. Returns the manifest of an index that may serve."""
        model, writer = self.tools.model, self.tools.writer
        chunks = [chunk for one in taken for chunk in one.chunks]
        keys = [key for one in taken for key in one.keys]
        with self.clock.step("embed", len(keys)) as tell, embedding_cache(self.folders.state, model.name) as cache:
            vectors = embed([key.text for key in keys], cache, model.load, tell)
        with self.clock.step("write"):
            writer.write(folder, chunks, keys, vectors, [card for one in taken for card in one.cards])
            note_used(folder, keys)
        with self.clock.step("check"):
            check_index(folder, writer, taken, keys, vectors)
        return Manifest(
            format=FORMAT,
            id=new_index_id(now),
            created=now,
            embedder=model.name,
            versions=self.tools.steps.versions,
            catalogue=plan_digest(catalogue.plans),
            plans=tuple(one.entry for one in taken),
            parts=parts(folder),
        )

    def _tidy(self) -> list[str]:
        """Forget vectors that no index uses. The new index serves already, so a failure is only noted."""
        try:
            forget_unused(self.folders.state, used_vectors(self.folders.state))
        except (OSError, sqlite3.Error) as error:
            return [f"the cache of vectors was not tidied ({error})"]
        return []

    def _report(
        self,
        intake: Intake,
        manifest: Manifest | None,
        problems: Sequence[str],
        changed: bool,
        notes: Sequence[str] = (),
    ) -> Report:
        plans = intake.catalogue.plans
        held = {entry.plan for entry in manifest.plans} if manifest else set()
        return Report(
            index=manifest.id if manifest else None,
            changed=changed,
            files=tuple(intake.reports),
            removed=tuple(entry.plan for entry in self.earlier.entries if entry.plan not in held),
            absent=tuple(plan.id for plan in plans if plan.id not in held),
            problems=tuple(problems),
            notes=(*_overlaps([plan for plan in plans if plan.id in held]), *self._flaw(changed), *notes),
            seconds=self.clock.all(),
        )

    def _flaw(self, changed: bool) -> list[str]:
        return [f"{self.earlier.flaw}: everything was made anew"] if changed and self.earlier.flaw else []


def _overlaps(plans: Sequence[Plan]) -> list[str]:
    return [f"{one.id} and {other.id} hold at the same time for one sector" for one, other in overlaps(plans)]
