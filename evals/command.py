"""The commands `wegwijzer eval …`: arguments in, a run or a table out, one line for an error."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from assistant.errors import EvalError, SettingsError, WegwijzerError

if TYPE_CHECKING:  # what these modules import takes a second, which `wegwijzer --help` need not wait for
    from assistant.settings import Settings
    from evals.cases import Case
    from evals.judges import Texts
    from evals.retrieval import Scores

app = typer.Typer(help="Measure how well passages are found.", no_args_is_help=True, pretty_exceptions_enable=False)

Questions = Annotated[Path, typer.Option("--questions", help="The questions, JSON lines.")]
Out = Annotated[Path, typer.Option("--out", help="The file to write the run to.")]
NoScope = Annotated[bool, typer.Option("--no-scope", help="Search all plans, not only the question's own.")]
NoCards = Annotated[bool, typer.Option("--no-cards", help="Leave the topic cards out.")]
Answers = Annotated[bool, typer.Option("--answers", help="Answer the questions too.")]
Many = Annotated[int, typer.Option("-k", min=1, max=50, help="Passages per question.")]
Run = Annotated[Path, typer.Option("--run", help="The run to score.")]
JudgeName = Annotated[
    Literal["either", "spans", "text"],
    typer.Option("--judge", help="Evidence is found by its place (spans), its words (text), or either of the two."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Report as JSON.")]
Only = Annotated[list[str] | None, typer.Option("--only", help="Only this row; may be repeated. Nothing is written.")]


@app.command("run")
def run_command(
    questions: Questions,
    out: Out,
    no_scope: NoScope = False,
    no_cards: NoCards = False,
    answers: Answers = False,
    k: Many = 10,
    as_json: AsJson = False,
) -> None:
    """Put questions to the assistant and write what it finds."""
    from assistant.wiring import open_assistant
    from evals.asking import Manner, collect
    from evals.runs import write_run

    with _errors_told(as_json):
        settings = _settings(no_cards)
        cases = _cases(settings, questions)
        lines = collect(_shown(cases), open_assistant(settings), Manner(not no_scope, answers, k))
        count = write_run(out, lines)
    _print({"run": str(out), "questions": count} if as_json else f"{count} questions put; the run is in {out}")


@app.command("score")
def score_command(questions: Questions, run: Run, judge: JudgeName = "either", as_json: AsJson = False) -> None:
    """Score a run: hits, recall, rank and words, per role, plan and type."""
    from evals.report import score_json, score_markdown

    with _errors_told(as_json):
        settings = _settings()
        cases, [scores] = _scored(settings, questions, [run], judge)
    _print(score_json(scores, cases) if as_json else score_markdown(scores, cases))


@app.command("compare")
def compare_command(
    before: Annotated[Path, typer.Argument(help="The run before the change.")],
    after: Annotated[Path, typer.Argument(help="The run after it.")],
    questions: Questions,
    judge: JudgeName = "either",
    as_json: AsJson = False,
) -> None:
    """Compare two runs of the same questions: means, questions won and lost, sign test."""
    from evals.comparison import compare
    from evals.report import comparison_json, comparison_markdown

    with _errors_told(as_json):
        _, [one, other] = _scored(_settings(), questions, [before, after], judge)
        changes = compare(one, other)
        if not changes:
            raise EvalError(f"{before} and {after} share no question of {questions} that has a score")
    _print({"changes": comparison_json(changes)} if as_json else comparison_markdown(changes))


@app.command("baselines")
def baselines_command(only: Only = None, as_json: AsJson = False) -> None:
    """Measure the search beside simpler ones and without each of its parts; needs an index of the originals."""
    from evals.baselines import NAMES, as_markdown, measure_all, write

    if unknown := set(only or ()) - set(NAMES):
        raise typer.BadParameter(f"no row is called {', '.join(sorted(unknown))}; there are: {', '.join(NAMES)}")
    from assistant.wiring import open_assistant

    with _errors_told(as_json):
        result = measure_all(_settings(), open_assistant, only or NAMES, _told)
        if not only:
            write(result)
    _print(result if as_json else as_markdown(result))


@app.command("bench")
def bench_command(as_json: AsJson = False) -> None:
    """Measure speed and memory: ingest, embedding, search, start; needs the originals."""
    from assistant.wiring import open_assistant
    from evals.bench import as_markdown, measure_all, write

    with _errors_told(as_json):
        result = measure_all(_settings(), open_assistant, _told)
        write(result)
    _print(result if as_json else as_markdown(result))


def _settings(no_cards: bool = False) -> Settings:
    from assistant.settings import load_settings

    return load_settings(retrieval={"cards": False}) if no_cards else load_settings()


def _cases(settings: Settings, questions: Path) -> tuple[Case, ...]:
    from evals.cases import read_cases
    from evals.sources import known_versions

    return read_cases(questions, known_versions(settings.corpus, settings.state))


def _scored(
    settings: Settings, questions: Path, runs: Iterable[Path], judge_name: Literal["either", "spans", "text"]
) -> tuple[tuple[Case, ...], list[Scores]]:
    from evals.judges import judge
    from evals.retrieval import score_run
    from evals.runs import read_run
    from evals.sources import indexed_texts, known_versions

    cases = _cases(settings, questions)
    versions: Mapping[str, str] = known_versions(settings.corpus, settings.state)
    texts: Texts = indexed_texts(settings.state)
    return cases, [score_run(cases, read_run(run, versions), judge(judge_name, texts)) for run in runs]


def _shown(cases: tuple[Case, ...]) -> Iterable[Case]:
    """The cases, with a bar that moves on a terminal."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(cases, "asking", console=console, transient=True) if console.is_terminal else cases


@contextmanager
def _errors_told(as_json: bool) -> Iterator[None]:
    """One line for an error of ours. Exits with 2 when an argument or a setting is unusable, else with 1."""
    try:
        yield
    except WegwijzerError as error:
        message = " ".join(str(error).split())
        if as_json:
            _print({"error": type(error).__name__, "message": message})
        _told(f"error: {message}")
        raise typer.Exit(2 if isinstance(error, EvalError | SettingsError) else 1) from error


def _print(content: Mapping[str, Any] | str) -> None:
    typer.echo(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1))


def _told(line: str) -> None:
    typer.echo(line, err=True)
