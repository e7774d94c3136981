"""Takes files in one by one: which plan each is, whether it changed, its passages, or the reason why not."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.catalogue import Catalogue, add_plan, load_catalogue, plan_digest
from assistant.domain import CardPlace, Chunk, Key, Plan, SourceText
from assistant.errors import CatalogueError, CorruptSource, SourceError, UnknownPlan
from assistant.indexes import Origin, PlanEntry
from assistant.storage import StoreWriter
from ingest.disk import is_full
from ingest.earlier import Earlier
from ingest.files import Found, keep_copy
from ingest.report import FileReport, failure
from ingest.steps import Prepared, Steps, found_by, prepare, prepare_summary


@dataclass(frozen=True)
class Folders:
    """Where the catalogue, the originals, and all that is made stand."""

    corpus: Path
    sources: Path
    state: Path


@dataclass(frozen=True)
class Described:
    """What the user says of a file. `replace` lets it take the place of a plan with the same id."""

    plan: Plan
    replace: bool = False


Describe = Callable[[Path, str, Catalogue], Described | None]
"""Asked for each file given by name, with its sha256; None leaves it to the catalogue. Raises UnknownPlan."""


@dataclass(frozen=True)
class Taken:
    """A plan for the new index. Without chunks it is the same as in the current index."""

    plan: Plan
    entry: PlanEntry
    chunks: tuple[Chunk, ...] = ()
    keys: tuple[Key, ...] = ()
    cards: tuple[CardPlace, ...] = ()

    @property
    def same(self) -> bool:
        """Whether it is to be copied from the current index."""
        return not self.chunks


class Intake:
    """The plans taken so far, and a report on every file. A document goes to the store as soon as it is made."""

    def __init__(self, folders: Folders, steps: Steps, earlier: Earlier, writer: StoreWriter) -> None:
        self._folders, self._steps, self._earlier, self._writer = folders, steps, earlier, writer
        self.catalogue = load_catalogue(folders.corpus, folders.state)
        self.taken: dict[str, Taken] = {}
        self.reports: list[FileReport] = []

    def take(self, file: Found, sha256: str, describe: Describe, at_hand: bool) -> None:
        """Take one file; `at_hand` tells that one of our folders holds its content already."""
        started = time.monotonic()
        try:
            report = self._take(file, sha256, describe, at_hand)
        except (SourceError, CatalogueError) as error:
            report = failure(file.name, error, sha256)
        self.reports.append(replace(report, seconds=time.monotonic() - started))

    def keep(self, entry: PlanEntry) -> None:
        """Take a plan without its file, from the current index, if that still is the version of the catalogue."""
        plan = self.catalogue.plan(entry.plan)
        if plan.sha256 != entry.sha256:
            return
        same = self._earlier.unchanged(plan, entry.sha256, self._steps.versions)
        try:
            taken = Taken(plan, same) if same else self._add(self._again(plan, entry), entry.origin)
        except (SourceError, CatalogueError) as error:
            self.reports.append(failure(entry.file, error, entry.sha256))
        else:
            self.reports.append(self._accept(taken, FileReport(entry.file, "kept", message="the text stays as it was")))

    def summarise(self) -> None:
        """Let the topic cards stand in for each plan of the catalogue that has cards and no file."""
        for plan in self.catalogue.plans:
            prepared = prepare_summary(plan, self._steps) if plan.id not in self.taken else None
            if prepared is not None:
                own, source = prepared.document.plan, prepared.document.source
                same = self._earlier.unchanged(own, source.sha256, self._steps.versions)
                taken = Taken(own, same) if same else self._add(prepared, "cards")
                note = "no original; its topic cards stand in"
                self.reports.append(self._accept(taken, FileReport(source.name, "summary", message=note)))

    def lost(self, sources_lost: bool) -> list[PlanEntry]:
        """Plans of the current index whose file failed in this run, or whose whole folder is gone."""
        failed = {report.name for report in self.reports if report.outcome == "failed"}
        files = {plan.id: plan.file for plan in self.catalogue.plans}
        return [
            entry
            for entry in self._earlier.entries
            if entry.plan in files.keys() - self.taken.keys()
            and ((sources_lost and entry.origin == "sources") or failed & {entry.file, files[entry.plan]})
        ]

    def complete(self) -> Iterator[Taken]:
        """All that was taken, in the order of the catalogue; what is the same is copied to the new store."""
        for taken in sorted(self.taken.values(), key=lambda taken: self._place(taken.plan)):
            if taken.same:
                document, outline, chunks = self._earlier.document(taken.plan.id)
                self._writer.add(self._place(taken.plan), document, outline, chunks)
                sha256 = None if taken.entry.origin == "cards" else taken.entry.sha256
                keys, cards = found_by(sha256, chunks, self._steps)
                taken = replace(taken, chunks=chunks, keys=keys, cards=cards)
            yield taken

    def _take(self, file: Found, sha256: str, describe: Describe, at_hand: bool) -> FileReport:
        known = self.catalogue.with_sha256(sha256)
        if known is None and not file.given:
            return self._stranger(file, sha256)
        source = None if known else self._read(file, sha256)
        described = describe(file.path, sha256, self.catalogue) if file.given else None
        plan = self._filed(described.plan, file) if described else known
        if plan is None:
            raise UnknownPlan(file.name, "is not in the catalogue")
        if plan.id in self.taken:
            return self._second(plan, file, sha256)
        taken = self._same(plan, file, sha256)
        if taken is None:
            prepared = prepare(plan, source or self._source(file, sha256), self._steps)
            self._register(file, plan, described, at_hand)
            taken = self._add(prepared, file.origin or "added")
        else:
            self._register(file, plan, described, at_hand)
        return self._accept(taken, FileReport(file.name, "unchanged" if taken.same else "indexed"))

    def _accept(self, taken: Taken, report: FileReport) -> FileReport:
        self.taken[taken.plan.id] = taken
        return replace(report, plan=taken.plan.id, sha256=taken.entry.sha256, facts=taken.entry.facts)

    def _stranger(self, file: Found, sha256: str) -> FileReport:
        """The report on a file of our folders that is no current version of any plan. Raises UnknownPlan."""
        plan_id = self.catalogue.superseded.get(sha256)
        if plan_id:
            return FileReport(file.name, "superseded", sha256, plan_id, message="the catalogue names a newer version")
        raise UnknownPlan(file.name, why_unknown(file.path, sha256, self.catalogue))

    def _second(self, plan: Plan, file: Found, sha256: str) -> FileReport:
        """The report on a second file of one plan."""
        first = self.taken[plan.id].entry
        if first.sha256 == sha256:
            return FileReport(file.name, "duplicate", sha256, plan.id, message=f"the same as {first.file}")
        return FileReport(file.name, "superseded", sha256, plan.id, message=f"{first.file} takes its place")

    def _same(self, plan: Plan, file: Found, sha256: str) -> Taken | None:
        entry = self._earlier.unchanged(plan, sha256, self._steps.versions)
        update = {"file": file.name, "origin": file.origin or "added"}
        return Taken(plan, entry.model_copy(update=update)) if entry else None

    def _again(self, plan: Plan, entry: PlanEntry) -> Prepared:
        return prepare(plan, self._earlier.document(entry.plan)[0].source, self._steps)

    def _add(self, prepared: Prepared, origin: Origin) -> Taken:
        plan = prepared.document.plan
        self._writer.add(self._place(plan), prepared.document, prepared.sections, prepared.chunks)
        return Taken(plan, _entry(prepared, origin), prepared.chunks, prepared.keys, prepared.cards)

    def _source(self, file: Found, sha256: str) -> SourceText:
        source = self._earlier.source(sha256, self._steps.versions.reader)
        return replace(source, name=file.name) if source else self._read(file, sha256)

    def _read(self, file: Found, sha256: str) -> SourceText:
        try:
            source = replace(self._steps.read(file.path), name=file.name)
            source.text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise CorruptSource(file.name, "holds half characters (surrogates)") from error
        except OSError as error:
            if is_full(error):
                raise
            raise SourceError(file.name, f"cannot be read ({error.strerror})") from error
        if source.sha256 != sha256:
            raise SourceError(file.name, "changed while it was read; run this again")
        return source

    def _filed(self, plan: Plan, file: Found) -> Plan:
        """A described plan with the name that its file will have; None where another plan's file has that name."""
        name = file.name if file.origin else f"{plan.id}{file.path.suffix.lower()}"
        other = self.catalogue.with_file(name)
        return replace(plan, file=name if other is None or other.id == plan.id else None)

    def _register(self, file: Found, plan: Plan, described: Described | None, at_hand: bool) -> None:
        """Catalogue first: an entry without a file does no harm, a file without an entry fails every run."""
        if described is not None:
            folders = self._folders
            self.catalogue = add_plan(folders.corpus, folders.state, plan, described.replace)
        if file.given and not at_hand:
            keep_copy(file.path, self._folders.state, plan.id)

    def _place(self, plan: Plan) -> int:
        """The place of a plan in the catalogue; one that is being added comes last."""
        ids = [known.id for known in self.catalogue.plans]
        return ids.index(plan.id) if plan.id in ids else len(ids)


def why_unknown(path: Path, sha256: str, catalogue: Catalogue) -> str:
    """Why a file is no plan of the catalogue, and what to do about it."""
    if sha256 in catalogue.superseded:
        return f"is an earlier version of {catalogue.superseded[sha256]}"
    changed = catalogue.with_file(path.name)
    command = f"wegwijzer ingest {shlex.quote(str(path))}"
    if changed is None:
        return f"is not in the catalogue; add it with: {command}"
    return (
        f"differs from the version of {changed.id} in the catalogue; if it is a new version, "
        f"register it with: {command} --plan-id {changed.id} --replace"
    )


def _entry(prepared: Prepared, origin: Origin) -> PlanEntry:
    plan, source = prepared.document.plan, prepared.document.source
    return PlanEntry(
        plan=plan.id,
        sha256=source.sha256,
        file=source.name,
        origin=origin,
        described=plan_digest([plan]),
        facts=prepared.facts(),
    )
