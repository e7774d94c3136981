"""A small real index: two invented plans, read, cut and indexed by the real tools; its embedder counts words."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from assistant.retrieval.index import ChromaAndWords
from assistant.settings import ROOT, Settings
from assistant.wiring import Wegwijzer, assemble
from ingest.build import Model
from ingest.pipeline import Tools, ingest
from ingest.tools import real_steps
from tests.fakes import WordEmbedder
from tests.ingest.workshop import Workshop, workshop

DORP = """1 Aanmelden

Ouders melden hun kind schriftelijk aan bij de school van hun keuze.
De school beslist binnen zes weken over de toelating.
Lukt dat niet, dan noemt de school een termijn van hoogstens vier weken extra.

2 Bezwaar

Tegen een besluit over de toelaatbaarheidsverklaring kunnen ouders bezwaar maken bij het samenwerkingsverband.

3 Vervoer

De gemeente regelt het leerlingenvervoer. Ouders vragen het aan bij het loket van de gemeente.
"""
STAD = """1 Thuiszitters

Een leerling die vier weken thuiszit, wordt gemeld bij de thuiszitterstafel. De school houdt contact met de ouders.

2 Toelaten

De commissie beslist binnen acht weken over de aanvraag van de school.
"""
TODAY = date(2026, 11, 25)


def stocked(root: Path, **texts: str) -> Workshop:
    """A workshop that holds the two plans, or others."""
    made = workshop(root)
    made.stock(**(texts or {"dorp": DORP, "stad": STAD}))
    for name in ("rules.yaml", "glossary.yaml"):
        shutil.copy(ROOT / "corpus" / name, made.folders.corpus)
    return made


def indexed(shop: Workshop) -> Workshop:
    """The workshop after an ingest by the real tools."""
    report = ingest([], shop.folders, real_tools(shop))
    assert not report.failed, list(report.lines())
    return shop


def real_tools(shop: Workshop) -> Tools:
    """The real tools, but for the embedder."""
    embedder = WordEmbedder()
    return Tools(real_steps(shop.folders.corpus), Model(embedder.name, lambda: embedder), ChromaAndWords())


def settings_of(shop: Workshop) -> Settings:
    """Settings that name the folders of a workshop."""
    folders = shop.folders
    return Settings(corpus=folders.corpus, sources=folders.sources, state=folders.state, _env_file=None)


def assistant_of(shop: Workshop) -> Wegwijzer:
    """The assistant over the index of a workshop."""
    return assemble(settings_of(shop), WordEmbedder(), lambda: TODAY)
