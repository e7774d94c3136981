"""An invented region's plan, what a search would find in it, and a Scorer that needs no model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from assistant.answering.asked import Question
from assistant.answering.scoring import Scored, score_parts
from assistant.answering.words import Rarity
from assistant.domain import Chunk, Document, Hit, Plan, Scope, Span
from assistant.errors import NotFound
from tests.fakes import document, plan

TODAY = date(2026, 11, 25)
NOT_HERE = Span(0, 0)

TERM = "De school beslist binnen zes weken na de aanmelding of uw kind geplaatst wordt."
LONGER = "Deze termijn mag zij één keer verlengen met vier weken."
WHERE = "Ouders melden hun kind schriftelijk aan bij de school van hun keuze."
ADMISSION = f"{WHERE} {TERM} {LONGER}"
STEPS = (
    "Een aanvraag verloopt in deze stappen:\n"
    "1. De school bespreekt de aanvraag met de ouders.\n"
    "2. Twee deskundigen geven een advies.\n"
    "3. De commissie neemt een besluit en stuurt een brief."
)
COUNCIL = "De ondersteuningsplanraad telt negen leden. Ouders en leraren kiezen de leden voor drie jaar."
TRANSPORT = "De gemeente betaalt het vervoer naar school vanaf zes kilometer. De aanvraag doet u bij het loket."
PLAY = "Op het schoolplein staan twee nieuwe klimrekken. Leerlingen hebben daar zelf over meegedacht."
SECTIONS = (
    (("2 Aanmelden",), ADMISSION),
    (("3 Aanvragen", "3.1 De route"), STEPS),
    (("4 De raad",), COUNCIL),
    (("5 Vervoer",), TRANSPORT),
    (("6 Het plein",), PLAY),
)


def described(of: Plan, texts: Sequence[tuple[tuple[str, ...], str]]) -> tuple[Document, list[Chunk]]:
    """A document of these passages, and its chunks."""
    made = document("\n\n".join(text for _, text in texts), of)
    chunks = []
    for place, (path, text) in enumerate(texts):
        start = made.source.text.index(text)
        spans = (Span(start, start + len(text)),)
        chunks.append(Chunk(f"{of.id}-{place}", of.id, path, text, spans, place, "regel", of.sectors))
    return made, chunks


DORP, DORP_CHUNKS = described(plan(), SECTIONS)
BERG, BERG_CHUNKS = described(
    plan(
        "berg-2023",
        samenwerkingsverband="SWV Berg",
        publisher=None,
        region=("Berg en Beek",),
        website=None,
        period="2023-2027",
    ),
    (
        (("2 Aanmelden",), "De school beslist binnen tien weken na de aanmelding of uw kind geplaatst wordt."),
        (("5 Vervoer",), "Ouders betalen het vervoer naar school zelf."),
    ),
)


def documents(*known: Document) -> Callable[[str], Document]:
    """Documents by the id of their plan."""
    by_id = {one.plan.id: one for one in known}

    def find(plan_id: str) -> Document:
        if plan_id not in by_id:
            raise NotFound(plan_id)
        return by_id[plan_id]

    return find


def hits(*chunks: Chunk, via: Mapping[str, int] | None = None) -> list[Hit]:
    """Hits in the order given, found by every leg unless `via` says otherwise."""
    return [
        Hit(chunk, rank, via or {"dense": rank, "words": rank, "grams": rank}) for rank, chunk in enumerate(chunks, 1)
    ]


class ScriptedSearch:
    """A search that gives prepared passages in scope, and keeps what it was asked."""

    def __init__(self, *chunks: Chunk) -> None:
        self.chunks, self.asked = chunks, list[tuple[str, Scope, int]]()

    def __call__(self, question: str, scope: Scope, k: int) -> list[Hit]:
        """The passages of the plans in scope."""
        self.asked.append((question, scope, k))
        return hits(*(chunk for chunk in self.chunks if not scope.plans or chunk.plan in scope.plans))[:k]


def no_meaning(question: str, texts: Sequence[str]) -> list[float]:
    """A Scorer to which all texts are alike."""
    return [0.5] * len(texts)


def scored(question: str, *chunks: Chunk) -> list[Scored]:
    """The parts of some passages, scored by words alone."""
    rarity = Rarity.of(chunk.text for chunk in chunks)
    return score_parts(Question.of(question, rarity), hits(*chunks), no_meaning)


def passage(text: str, id: str = "dorp-2024-1", path: tuple[str, ...] = ("2 Aanmelden",)) -> Chunk:
    """A passage that stands in no document."""
    return Chunk(id, "dorp-2024", path, text, (NOT_HERE,), 0, "regel", ("vo",))
