"""The command `wegwijzer`. Heavy modules are imported by the command that needs them, so that help comes at once."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any, Literal

import typer
from rich.console import Console

from assistant.domain import SECTORS, Answer, Hit, Scope
from assistant.errors import SettingsError, WegwijzerError
from evals.command import app as eval_app
from ingest.command import ingest_command

app = typer.Typer(
    help="Answers about passend onderwijs, with citations.", no_args_is_help=True, pretty_exceptions_enable=False
)
app.command("ingest")(ingest_command)
app.add_typer(eval_app, name="eval")

RoleName = Literal["ouder", "zorgcoordinator", "medewerker"]
Question = Annotated[str, typer.Argument(help="The question, in Dutch.")]
PlanIds = Annotated[list[str] | None, typer.Option("--plan", help="Search this plan; may be repeated.")]
SectorNames = Annotated[list[str] | None, typer.Option("--sector", help="po, vo or so; may be repeated.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def search(
    question: Question,
    plan: PlanIds = None,
    sector: SectorNames = None,
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="How many passages.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Find passages."""
    from assistant.wiring import open_assistant

    asked = _question(question)
    assistant = open_assistant(_settings())
    hits = assistant.search(asked, _scope(assistant.plans(), plan, sector), k)
    if as_json:
        from assistant.api.schemas import hit_out

        plans = {one.id: one for one in assistant.plans()}
        _print_json({"hits": [hit_out(hit, plans.get(hit.chunk.plan)).model_dump(mode="json") for hit in hits]})
    else:
        _print_hits(hits)


@app.command()
def ask(
    question: Question,
    plan: PlanIds = None,
    sector: SectorNames = None,
    role: Annotated[RoleName, typer.Option(help="Who asks.")] = "ouder",
    as_json: AsJson = False,
) -> None:
    """Answer a question with verified quotations."""
    from assistant.api.schemas import to_json
    from assistant.wiring import open_assistant

    asked = _question(question)
    assistant = open_assistant(_settings())
    answer = assistant.ask(asked, _scope(assistant.plans(), plan, sector), role)
    if as_json:
        _print_json(to_json(answer, assistant.plans()))
    else:
        _print_answer(answer)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to bind to.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to bind to; 0 picks a free one.")] = None,
) -> None:
    """Serve the pages and the API."""
    import logging

    import uvicorn

    from assistant.api.app import create_app
    from assistant.wiring import open_assistant

    settings = _settings()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    application = create_app(lambda: open_assistant(settings))
    server = settings.server
    chosen = server.port if port is None else port
    # uvicorn's own access log would print the words of a search
    uvicorn.run(application, host=host or server.host, port=chosen, access_log=False, log_level="info")


@app.command()
def setup() -> None:
    """Make the embedded model, once."""
    from assistant.retrieval.bundled_model import prepare
    from ingest.progress import shown

    settings = _settings()
    if settings.embedding.model:
        Console().print(f"the model is {settings.embedding.model}, by setting; nothing to make")
        return
    with shown() as display:
        prepare(settings.state, display.progress)


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Say what is installed and what is wrong, and how to mend it. Exit status 1 when something is wrong."""
    from dataclasses import asdict

    from assistant.doctor import examine

    findings = examine(_settings())
    if as_json:
        _print_json([asdict(finding) for finding in findings])
    else:
        console = Console(highlight=False)
        for finding in findings:
            mark = "[green]ok[/]    " if finding.ok else "[red]wrong[/] "
            console.print(f"{mark} [bold]{finding.name}[/]: {finding.detail}")
            if not finding.ok and finding.remedy:
                console.print(f"       → {finding.remedy}")
    raise typer.Exit(0 if all(finding.ok for finding in findings) else 1)


def main() -> None:
    """Run the command; an error of ours is one line on stderr and exit status 1, or 2 for an unusable setting."""
    try:
        app()
    except WegwijzerError as error:
        Console(stderr=True, highlight=False).print(f"wegwijzer: {error}", style="red", markup=False)
        sys.exit(2 if isinstance(error, SettingsError) else 1)


def _settings() -> Any:
    from assistant.settings import load_settings

    return load_settings()


def _question(text: str) -> str:
    """The question as the API would read it: nothing unseen, not empty, not too long."""
    from assistant.api.questions import read_question
    from assistant.errors import BadRequest

    try:
        return read_question(text)
    except BadRequest as error:
        raise typer.BadParameter(str(error)) from error


def _scope(plans: Any, chosen: list[str] | None, sectors: list[str] | None) -> Scope:
    known = [plan.id for plan in plans]
    unknown = [name for name in chosen or [] if name not in known]
    if unknown:
        raise typer.BadParameter(f"{', '.join(unknown)} is not in the index, which holds {', '.join(known)}")
    strange = [name for name in sectors or [] if name not in SECTORS]
    if strange:
        raise typer.BadParameter(f"{', '.join(strange)} is not a sector; there are {', '.join(SECTORS)}")
    return Scope(tuple(chosen or ()), tuple(sector for sector in SECTORS if sector in (sectors or ())))


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def _print_hits(hits: list[Hit]) -> None:
    console = Console(highlight=False)
    for hit in hits:
        via = ", ".join(f"{leg} {rank}" for leg, rank in hit.via.items())
        spans = ", ".join(f"{span.start}-{span.end}" for span in hit.chunk.spans)
        page = f", p. {hit.chunk.page}" if hit.chunk.page else ""
        console.print(f"{hit.rank}. {hit.chunk.plan} › {hit.chunk.heading}{page}", style="bold", markup=False)
        console.print(f"   {spans} · {hit.chunk.kind} · {via}", style="dim", markup=False)
        console.print(hit.chunk.text, markup=False)
        console.print()
    if not hits:
        console.print("Niets gevonden.")


def _print_answer(answer: Answer) -> None:
    console = Console(highlight=False)
    console.print(answer.text, markup=False)
    for citation in answer.citations:
        console.print(f"\n[{citation.n}] {citation.title} › {citation.heading}", style="bold", markup=False)
        console.print(f"    “{citation.quote}”", markup=False)
        console.print(f"    {citation.href}", style="dim", markup=False)
    for notice in answer.notices:
        console.print(f"\n! {notice.text}", style="yellow", markup=False)
    if answer.contact:
        console.print(f"\n→ {answer.contact.name} {answer.contact.url or ''}", markup=False)
