"""What a visitor is told when something fails: JSON under /api, a Dutch page elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from assistant.api.dependencies import web
from assistant.errors import BadRequest, IndexMismatch, IndexUnusable, ModelError, NotFound, NotReady, WegwijzerError

_MACHINE = ("/api/", "/healthz", "/readyz")


@dataclass(frozen=True)
class Failure:
    """One way to fail: a code for machines, a title and an explanation for people, what an operator must type."""

    status: int
    code: str
    title: str
    text: str
    command: str | None = None
    field: str | None = None


STARTING = Failure(
    503,
    "starting",
    "Wegwijzer start nog op",
    "Dit duurt meestal een paar tellen. Laad deze pagina daarna opnieuw.",
)
NO_INDEX = Failure(
    503,
    "no_index",
    "Er zijn nog geen plannen ingelezen",
    "Wegwijzer zoekt in plannen die eerst zijn ingelezen. Dat is hier nog niet gebeurd. Beheert u deze website? "
    "Lees de plannen in en laad deze pagina opnieuw:",
    command="wegwijzer ingest",
)
MISMATCH = Failure(
    503,
    "index_mismatch",
    "De plannen moeten opnieuw worden ingelezen",
    "De plannen zijn ingelezen met andere instellingen dan Wegwijzer nu gebruikt. De antwoorden zouden niet kloppen. "
    "Beheert u deze website? Lees de plannen opnieuw in en laad deze pagina opnieuw:",
    command="wegwijzer ingest",
)
NO_MODEL = Failure(
    503,
    "no_model",
    "Wegwijzer kan nog niet zoeken",
    "Het taalmodel waarmee Wegwijzer zoekt, is er niet of werkt niet. Beheert u deze website? "
    "Kijk wat er mis is en hoe u het oplost:",
    command="wegwijzer doctor",
)
NOT_FOUND = Failure(
    404,
    "not_found",
    "Deze pagina bestaat niet",
    "Misschien is het adres verkeerd, of is het plan er niet meer.",
)
NOT_ALLOWED = Failure(405, "method_not_allowed", "Dit kan hier niet", "Dit adres kent deze manier van vragen niet.")
TOO_LARGE = Failure(413, "too_large", "Dat is te veel tekst", "Uw bericht is te groot. Stel uw vraag korter.")
INVALID = Failure(
    422,
    "invalid_request",
    "Wij begrijpen dit adres niet",
    "Het adres of het formulier bevat iets dat niet kan. Begin opnieuw vanaf de eerste pagina.",
)
BROKEN = Failure(
    500,
    "internal_error",
    "Er ging iets mis bij ons",
    "Dat ligt niet aan u. Probeer het later nog eens. Blijft het misgaan? Geef dan het nummer hieronder door.",
)

_OURS: tuple[tuple[type[WegwijzerError], Failure], ...] = (
    (NotReady, STARTING),
    (NotFound, NOT_FOUND),
    (IndexMismatch, MISMATCH),
    (IndexUnusable, NO_INDEX),
    (ModelError, NO_MODEL),
)
_BY_STATUS = {404: NOT_FOUND, 405: NOT_ALLOWED, 413: TOO_LARGE}


def failure_of(error: WegwijzerError) -> Failure:
    """What to tell about one of our own errors."""
    if isinstance(error, BadRequest):
        return Failure(422, "invalid_request", "Dit kunnen we niet gebruiken", error.message, field=error.field)
    return next((failure for kind, failure in _OURS if isinstance(error, kind)), BROKEN)


def is_machine(path: str) -> bool:
    """Whether the one who asks expects JSON."""
    return path.startswith(_MACHINE)


def respond(request: Request, failure: Failure) -> Response:
    """The failure as JSON or as a page, with the number by which an operator finds it in the log."""
    number = request.scope.get("wegwijzer.request", "")
    headers = {"Retry-After": "3"} if failure is STARTING else None
    if is_machine(request.url.path):
        body = {"error": failure.code, "message": failure.text, "field": failure.field, "request": number}
        if failure.command:
            body["command"] = failure.command
        return JSONResponse(body, failure.status, headers)
    context = {"failure": failure, "number": number}
    return web(request).templates.TemplateResponse(request, "melding.html", context, failure.status, headers)


def install(app: FastAPI) -> None:
    """Let the application answer every expected failure."""
    app.add_exception_handler(WegwijzerError, _handler(lambda error: failure_of(_ours(error))))
    app.add_exception_handler(RequestValidationError, _handler(_invalid))
    app.add_exception_handler(HTTPException, _handler(_http))


def _handler(judge: Callable[[Exception], Failure]) -> Callable[[Request, Exception], Response]:
    def handle(request: Request, error: Exception) -> Response:
        return respond(request, judge(error))

    return handle


def _ours(error: Exception) -> WegwijzerError:
    assert isinstance(error, WegwijzerError)
    return error


def _invalid(error: Exception) -> Failure:
    """Name the first field that is wrong; never repeat what was in it."""
    assert isinstance(error, RequestValidationError)
    field = ".".join(str(part) for part in error.errors()[0]["loc"][1:]) or "body"
    text = f"Het veld '{field}' ontbreekt of heeft een waarde die niet kan."
    return Failure(INVALID.status, INVALID.code, INVALID.title, text, field=field)


def _http(error: Exception) -> Failure:
    assert isinstance(error, HTTPException)
    known = _BY_STATUS.get(error.status_code)
    if known or error.status_code >= 500:
        return known or BROKEN
    return Failure(error.status_code, INVALID.code, INVALID.title, INVALID.text)
