"""The command `wegwijzer ingest`: arguments in, a report out, one line for an error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.errors import SettingsError, WegwijzerError

if TYPE_CHECKING:  # what these modules import takes a second, which `wegwijzer --help` need not wait for
    from assistant.settings import Settings
    from ingest.describe import Metadata
    from ingest.pipeline import Tools

Paths = Annotated[list[Path] | None, typer.Argument(help="Files or folders to add to those known. None: all known.")]
PlanId = Annotated[str | None, typer.Option(help="A short id for the plan, such as dorp-2026.")]
Title = Annotated[str | None, typer.Option(help="Its title.")]
Samenwerkingsverband = Annotated[str | None, typer.Option(help="The samenwerkingsverband that made it.")]
Sectors = Annotated[list[str] | None, typer.Option("--sector", help="po, vo or so; may be repeated.")]
ValidFrom = Annotated[str | None, typer.Option(help="First day on which it holds, YYYY-MM-DD or 'unknown'.")]
ValidUntil = Annotated[str | None, typer.Option(help="Last day on which it holds, YYYY-MM-DD or 'unknown'.")]
Regions = Annotated[list[str] | None, typer.Option("--region", help="A municipality; may be repeated.")]
Period = Annotated[str | None, typer.Option(help="The period on its cover, such as 2026-2030.")]
Kind = Annotated[str | None, typer.Option(help="plan, or praktijk for a book that sets no rules.")]
Replace = Annotated[bool, typer.Option("--replace", help="Let the file or its metadata replace a plan that is known.")]
Rollback = Annotated[bool, typer.Option("--rollback", help="Let the previous index serve again.")]
Force = Annotated[bool, typer.Option("--force", help="Read and cut all files anew.")]
AsJson = Annotated[bool, typer.Option("--json", help="Report as JSON.")]


def make_command(tools: Callable[[Settings], Tools]) -> Callable[..., None]:
    """The command, working with these tools."""

    def ingest_command(
        paths: Paths = None,
        plan_id: PlanId = None,
        title: Title = None,
        samenwerkingsverband: Samenwerkingsverband = None,
        sectors: Sectors = None,
        valid_from: ValidFrom = None,
        valid_until: ValidUntil = None,
        region: Regions = None,
        period: Period = None,
        kind: Kind = None,
        replace: Replace = False,
        rollback: Rollback = False,
        force: Force = False,
        as_json: AsJson = False,
    ) -> None:
        """Bring the index up to date with the plans, or add a plan to it."""
        from ingest.describe import Metadata

        said = Metadata(
            plan_id=plan_id,
            title=title,
            samenwerkingsverband=samenwerkingsverband,
            sectors=tuple(sectors) if sectors else None,
            valid_from=valid_from,
            valid_until=valid_until,
            region=tuple(region) if region else None,
            period=period,
            kind=kind,
            replace=replace,
        )
        _run_ingest(paths or [], said, tools, rollback=rollback, force=force, as_json=as_json)

    return ingest_command


def _run_ingest(
    paths: list[Path],
    said: Metadata,
    tools: Callable[[Settings], Tools],
    rollback: bool = False,
    force: bool = False,
    as_json: bool = False,
) -> None:
    """Do what the arguments say and print it. Exits with 1 after a failure, with 2 for unusable arguments."""
    from assistant.settings import load_settings

    if rollback and (paths or said.given or force):
        raise typer.BadParameter("--rollback goes with no other argument than --json")
    if said.given and not (len(paths) == 1 and not paths[0].is_dir()):
        raise typer.BadParameter("metadata describe one file; name that file and no other")
    try:
        settings = load_settings()
        failed = _roll_back(settings, as_json) if rollback else _ingest(settings, paths, said, tools, force, as_json)
    except WegwijzerError as error:
        _print_error(error, as_json)
        raise typer.Exit(2 if isinstance(error, SettingsError) else 1) from error
    raise typer.Exit(1 if failed else 0)


def _ingest(
    settings: Settings,
    paths: list[Path],
    said: Metadata,
    tools: Callable[[Settings], Tools],
    force: bool,
    as_json: bool,
) -> bool:
    """Ingest and print the report. Returns whether anything failed."""
    from ingest.describe import describer
    from ingest.intake import Folders
    from ingest.pipeline import ingest
    from ingest.progress import shown

    folders = Folders(settings.corpus, settings.sources, settings.state)
    with shown() as display:
        ask = display.pausing(_ask) if sys.stdin.isatty() and not as_json else None
        report = ingest(paths, folders, tools(settings), describer(said, ask), display.progress, force=force)
    _print(report.as_json() if as_json else list(report.lines()))
    if not report.files and not as_json:
        typer.echo(f"put the plans in {settings.sources}, or add one: wegwijzer ingest FILE", err=True)
    return report.failed


def _roll_back(settings: Settings, as_json: bool) -> bool:
    from ingest.swap import locked, rollback

    with locked(settings.state):
        manifest = rollback(settings.state)
    line = f"index {manifest.id} of {manifest.created:%Y-%m-%d %H:%M} serves again; embedder {manifest.embedder}"
    _print({"index": manifest.id, "embedder": manifest.embedder} if as_json else [line])
    return False


def _ask(question: str) -> str:
    return str(typer.prompt(question, default="", show_default=False))


def _print(content: dict[str, Any] | list[str]) -> None:
    typer.echo("\n".join(content) if isinstance(content, list) else json.dumps(content, ensure_ascii=False, indent=1))


def _print_error(error: WegwijzerError, as_json: bool) -> None:
    message = " ".join(str(error).split())
    if as_json:
        _print({"error": type(error).__name__, "message": message})
    typer.echo(f"error: {message}", err=True)


def _real_tools(settings: Settings) -> Tools:
    from ingest.tools import real_tools

    return real_tools(settings)


ingest_command = make_command(_real_tools)
