"""An invented region with two plans and a book, and one answer of every status: what pages and API are tried on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.domain import Answer, Chunk, Citation, Claim, Contact, Document, Hit, Notice, Page, Plan, Section, Span
from tests.fakes import ScriptedAssistant, document, plan

TODAY = date(2026, 11, 25)

REFUSAL = "Weigert een school uw kind, dan zoekt die school eerst een andere plek."
TERM = "De school beslist binnen zes weken na de aanmelding."
EXTRA = "De school mag die tijd één keer met vier weken verlengen."

BODY: tuple[tuple[tuple[str, ...], str], ...] = (
    (("1 Wie wij zijn",), "Wij zijn twaalf scholen in Dorp en Stad.\n\nSamen zorgen wij dat elk kind naar school kan."),
    (("2 Aanmelden",), "Ouders melden hun kind schriftelijk aan. Dat doen zij bij de school van hun keuze."),
    (
        ("2 Aanmelden", "2.1 Beslissen"),
        f"{TERM} {EXTRA}\n\nZij kijkt naar:\n• wat het kind nodig heeft;\n• wat zij kan.",
    ),
    (("2 Aanmelden", "2.2 Weigeren"), f"{REFUSAL}\n\nDe reden staat in een brief."),
    (("3 Wat wij willen",), "In 2027 willen wij dat elke school een stille ruimte heeft."),
)


def _filler() -> Iterator[tuple[tuple[str, ...], str]]:
    for number in range(4, 24):
        words = f"Dit is hoofdstuk {number}. Hier staat hoe de scholen samenwerken en wie waarvoor zorgt. "
        yield (f"{number} Onderwerp {number}",), "\n\n".join([words * 4] * 4)


def _plan_document(of: Plan, body: Sequence[tuple[tuple[str, ...], str]]) -> tuple[Document, tuple[Section, ...]]:
    """A document in which each section's heading stands above it, and the sections that lead through it."""
    text, sections = "Voorblad\n\n", []
    for path, words in body:
        text += f"{path[-1]}\n\n"
        sections.append(Section(of.id, path, len(text), len(text) + len(words), "regel", of.sectors))
        text += f"{words}\n\n"
    made = document(text)
    described = plan(**{**vars(of), "sha256": made.source.sha256})
    pages = (Page(1, 0, 200), Page(2, 200, 520), Page(3, 520, len(text)))
    source = type(made.source)(made.source.sha256, "dorp.txt", text, "pdf", pages)
    return Document(described, source, made.clean), tuple(sections)


DORP, DORP_OUTLINE = _plan_document(
    plan("dorp-2024", title="Samen verder", region=("Dorp", "Stad aan Zee")), (*BODY, *_filler())
)
BERG, BERG_OUTLINE = _plan_document(
    plan(
        "berg-2018",
        title="Ieder kind telt <script>alert('titel')</script>",
        samenwerkingsverband="SWV Berg",
        region=("Berg", "Dal & Beek"),
        sectors=("po",),
        valid_from=None,
        valid_until=None,
        period="2018-2022",
        website=None,
    ),
    ((("1 <b>Vet</b>",), "Tekst met <script>alert('x')</script> en <img src=x onerror=alert(1)> erin."),),
)
BOOK, BOOK_OUTLINE = _plan_document(
    plan(
        "boek-2016",
        title="Verhalen uit de klas",
        samenwerkingsverband=None,
        region=(),
        period=None,
        year=2016,
        kind="praktijk",
        website=None,
    ),
    ((("Een dag met Sam",), "Sam begint elke dag met een rondje buiten."),),
)


def span_of(words: str, where: Document = DORP) -> Span:
    """Where words stand in a source text."""
    start = where.source.text.index(words)
    return Span(start, start + len(words))


def citation(n: int, words: str, where: Document = DORP, **changes: object) -> Citation:
    """A citation of words of one of the documents."""
    fields: dict[str, object] = {
        "n": n,
        "plan": where.plan.id,
        "title": where.plan.title,
        "heading": "2 Aanmelden › 2.1 Beslissen",
        "kind": "regel",
        "quote": words,
        "spans": (span_of(words, where),),
        "sha256": where.source.sha256,
        "page": 2,
    }
    return Citation(**{**fields, **changes})  # type: ignore[arg-type]


def hit(rank: int, words: str, where: Document = DORP, **changes: object) -> Hit:
    """A hit on words of one of the documents."""
    fields: dict[str, object] = {
        "id": f"{where.plan.id}-{rank}",
        "plan": where.plan.id,
        "path": ("2 Aanmelden", "2.1 Beslissen"),
        "text": words,
        "spans": (span_of(words, where),),
        "place": rank,
        "kind": "regel",
        "sectors": where.plan.sectors,
        "page": 2,
    }
    return Hit(Chunk(**{**fields, **changes}), rank, {"words": rank, "dense": rank + 1})  # type: ignore[arg-type]


HITS = (
    hit(1, TERM),
    hit(2, REFUSAL, path=("2 Aanmelden", "2.2 Weigeren")),
    hit(3, "Tekst met <script>alert('x')</script>", BERG, path=("1 <b>Vet</b>",), page=None),
    hit(4, "In 2027 willen wij dat elke school een stille ruimte heeft.", path=("3 Wat wij willen",), kind="voornemen"),
    hit(5, "Sam begint elke dag met een rondje buiten.", BOOK, path=("Een dag met Sam",), kind="praktijk"),
)
LINE = Contact("Steunpunt Dorp", "https://steunpunt-dorp.example/hulp", "012 345 67 89")

ANSWERED = Answer(
    "answered",
    f"{TERM} {EXTRA}",
    claims=(Claim(TERM, (1,)), Claim(EXTRA, (2,))),
    citations=(citation(1, TERM), citation(2, EXTRA)),
    contact=LINE,
    unused=(HITS[1],),
    trace={"index": "scripted"},
)
PARTIAL = Answer(
    "partial",
    "Dit is een deel van het antwoord.",
    claims=(
        Claim("Een school die weigert, zoekt zelf een andere plek.", (1,)),
        Claim("Er komt een stille ruimte.", (2,)),
    ),
    citations=(
        citation(1, REFUSAL, heading="2 Aanmelden › 2.2 Weigeren"),
        citation(2, HITS[3].chunk.text, heading="3 Wat wij willen", kind="voornemen"),
        citation(3, HITS[2].chunk.text, BERG, heading="1 <b>Vet</b>", page=None),
        citation(4, HITS[4].chunk.text, BOOK, heading="Een dag met Sam", kind="praktijk", page=None),
    ),
    notices=(Notice("verlopen", "Een van de plannen is verlopen."),),
)
ANSWERS = {
    "termijn": ANSWERED,
    "weigeren": PARTIAL,
    "niets": Answer("no_source", "Dit staat niet in de plannen.", contact=LINE, unused=HITS[:2]),
    "buiten": Answer("out_of_scope", "Wegwijzer gaat alleen over passend onderwijs."),
    "regio": Answer("ask_back", "Het antwoord verschilt per regio. Waar gaat uw kind naar school?"),
    "gegevens": Answer("personal_data", "Stel uw vraag opnieuw, zonder namen en nummers."),
    "nood": Answer("crisis", "Is er nu gevaar? Bel dan 112.", contact=Contact("Alarmnummer", None, "112")),
}


def assistant(**changes: object) -> ScriptedAssistant:
    """An assistant that knows all of the above."""
    fields: dict[str, object] = {
        "documents": (DORP, BERG, BOOK),
        "outlines": {"dorp-2024": DORP_OUTLINE, "berg-2018": BERG_OUTLINE, "boek-2016": BOOK_OUTLINE},
        "hits": HITS,
        "answers": ANSWERS,
    }
    return ScriptedAssistant(**{**fields, **changes})  # type: ignore[arg-type]
