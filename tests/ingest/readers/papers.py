"""PDFs made with reportlab: an invented plan with all that makes PDFs hard to read, and single traits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from reportlab.lib.colors import Color, black, white
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
Draw = Callable[[Canvas], None]

LEFT = (
    "De intern begeleider bespreekt met ouders welke steun in",
    "de klas al is geprobeerd en wat dat heeft opgeleverd. Samen-",
    "hang met de jeugdhulp komt in hetzelfde gesprek aan bod.",
    "",
    "Na zes schoolweken kijkt het team terug. Blijkt de steun te",
    "mager, dan vraagt de school een arrangement aan bij het",
    "loket van de streek; de aanvraag telt drie bijlagen en de",
    "handtekening van beide ouders.",
    "",
    "Een leerling die thuiszit houdt zijn plaats in de groep en",
)
RIGHT = (
    "krijgt binnen vijf schooldagen een plan voor terugkeer. De",
    "coach belt wekelijks met het gezin en noteert afspraken in",
    "het dossier van de leerling.",
    "",
    "Het loket antwoordt schriftelijk. Wie het daar niet mee eens",
    "is, stuurt binnen zes weken een brief aan de commissie van",
    "onafhankelijke leden, die beide kanten hoort voordat zij een",
    "oordeel geeft over de gevraagde plek.",
    "",
    "Vervoer valt buiten dit hoofdstuk en loopt via de gemeente.",
)
TABLE = (
    ("Stap", "Wie", "Termijn"),
    ("Aanmelden", "ouders", "tien weken vooraf"),
    ("Wegen", "loket", "drie weken"),
    ("Beslissen", "directeur", "zes weken, daarna nog vier"),
)


def pdf(path: Path, *draws: Draw, password: str | None = None, owner: str | None = None) -> Path:
    """Write a PDF of one page per drawing."""
    encrypt = None
    if password is not None:
        from reportlab.lib.pdfencrypt import StandardEncryption

        encrypt = StandardEncryption(password, ownerPassword=owner or "eigenaar", strength=128)
    canvas = Canvas(str(path), pagesize=A4, encrypt=encrypt, invariant=True)
    for draw in draws:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def lines(
    texts: Sequence[str], x: float = 60, top: float = 60, size: float = 10, font: str = "Helvetica", pitch: float = 1.3
) -> Draw:
    """Lines from `top` points below the page's edge; an empty line is a paragraph gap."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        y = HEIGHT - top
        for text in texts:
            canvas.drawString(x, y, text)
            y -= size * pitch

    return draw


def together(*draws: Draw) -> Draw:
    """Several drawings on one page."""

    def draw(canvas: Canvas) -> None:
        for each in draws:
            each(canvas)

    return draw


def coloured(inner: Draw, colour: Color, back: tuple[float, float, float, float] | None = None) -> Draw:
    """A drawing in a colour, on a dark block when `back` (x, top, width, height) is given."""

    def draw(canvas: Canvas) -> None:
        if back is not None:
            x, top, width, height = back
            canvas.setFillColor(black)
            canvas.rect(x, HEIGHT - top - height, width, height, stroke=0, fill=1)
        canvas.setFillColor(colour)
        inner(canvas)
        canvas.setFillColor(black)

    return draw


def running(number: int) -> Draw:
    """A running header and a footer with the page number."""
    return together(
        lines(["Steunplan Rivierenhof 2031"], x=60, top=30, size=8),
        lines([f"{number} | Rivierenhof"], x=WIDTH - 130, top=HEIGHT - 25, size=8),
    )


def table(rows: Sequence[Sequence[str]] = TABLE, x: float = 60, top: float = 480, widths: int = 150) -> Draw:
    """A ruled table with a filled first row in white type."""

    def draw(canvas: Canvas) -> None:
        high, y = 18, HEIGHT - top
        for place, row in enumerate(rows):
            canvas.setFillColor(Color(0.1, 0.2, 0.5) if place == 0 else white)
            canvas.rect(x, y - high, widths * len(row), high, stroke=0, fill=1)
            canvas.setFillColor(white if place == 0 else black)
            canvas.setFont("Helvetica-Bold" if place == 0 else "Helvetica", 9)
            for column, cell in enumerate(row):
                canvas.drawString(x + widths * column + 4, y - 13, cell)
                canvas.rect(x + widths * column, y - high, widths, high, stroke=1, fill=0)
            y -= high
        canvas.setFillColor(black)

    return draw


def two_columns(top: float = 130) -> Draw:
    """LEFT beside RIGHT."""
    return together(lines(LEFT, x=60, top=top, size=9), lines(RIGHT, x=315, top=top, size=9))


def plan_page(number: int) -> Draw:
    """A whole page: running lines, heading, two columns, subheading, ruled table, footnotes in small type."""
    return together(
        running(number),
        lines([f"{number} Extra steun in de klas"], top=70, size=18, font="Helvetica-Bold"),
        lines(["Wie doet wat, en wanneer"], top=105, size=13, font="Helvetica-Bold"),
        two_columns(),
        lines(["Stappen en termijnen"], top=460, size=13, font="Helvetica-Bold"),
        table(),
        lines(
            ["1 Zie ook de brochure over het loket.", "2 De commissie telt drie leden."],
            top=HEIGHT - 80,
            size=7,
        ),
    )


def scan(png: bytes, cover: float = 1.0) -> Draw:
    """A page that holds nothing but a picture over `cover` of its width."""

    def draw(canvas: Canvas) -> None:
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(BytesIO(png)), 0, 0, WIDTH * cover, HEIGHT * cover)

    return draw


def raw_pdf(path: Path, stream: str, page: str = "", catalog: str = "", objects: str = "") -> Path:
    """Write a PDF of one page from its content stream, for what reportlab cannot draw; it needs no table of objects."""
    content = (
        f"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R {catalog}>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R {page}>>endobj\n"
        f"4 0 obj<</Length {len(stream)}>>stream\n{stream}\nendstream endobj\n"
        f"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n{objects}"
        "trailer<</Root 1 0 R/Size 20>>\n%%EOF\n"
    )
    path.write_bytes(content.encode("latin-1"))
    return path
