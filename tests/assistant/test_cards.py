"""Topic cards as files: what is read, and what is refused by file and field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.cards import load_cards
from assistant.domain import Span
from assistant.errors import CatalogueError

FRONT: dict[str, Any] = {
    "id": "dorp-2024/aanmelden",
    "plan": "dorp-2024",
    "title": "Uw kind aanmelden",
    "path": ["2 Leerlingen", "2.1 Aanmelden"],
    "sha256": "a" * 64,
    "spans": [[10, 200], [300, 420]],
    "sectors": ["vo"],
    "kind": "regel",
    "rules": ["ZP-01"],
    "terms": ["zorgplicht"],
    "questions": ["hoe geef ik mijn kind op", "wat doet school na aanmelding", "Wat vraagt de zorgplicht van ons?"],
}
BODY = "## Kort\nU meldt uw kind aan.\n\n## Precies\n1. Ouders melden schriftelijk aan.\n"


def write(folder: Path, body: str = BODY, name: str = "aanmelden", **changes: Any) -> Path:
    path = folder / "dorp-2024" / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    front = {key: value for key, value in {**FRONT, **changes}.items() if value is not None}
    path.write_text(f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n{body}", encoding="utf-8")
    return path


def test_card_is_read(tmp_path: Path) -> None:
    write(tmp_path)

    [card] = load_cards(tmp_path)

    assert (card.id, card.plan, card.kind) == ("dorp-2024/aanmelden", "dorp-2024", "regel")
    assert card.spans == (Span(10, 200), Span(300, 420))
    assert card.heading == "2 Leerlingen › 2.1 Aanmelden"
    assert card.kort == "U meldt uw kind aan."
    assert card.precies == "1. Ouders melden schriftelijk aan."


def test_cards_are_read_in_the_order_of_their_ids(tmp_path: Path) -> None:
    write(tmp_path, name="zorgplicht", id="dorp-2024/zorgplicht")
    write(tmp_path)

    assert [card.id for card in load_cards(tmp_path)] == ["dorp-2024/aanmelden", "dorp-2024/zorgplicht"]


def test_folder_that_is_not_there_holds_no_cards(tmp_path: Path) -> None:
    assert load_cards(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"id": "dorp-2024/anders"}, "id: must be dorp-2024/aanmelden", id="id is not the file's"),
        pytest.param({"plan": "stad-2024"}, "plan dorp-2024", id="plan is not the folder's"),
        pytest.param({"title": None}, "title", id="no title"),
        pytest.param({"kleur": "rood"}, "kleur", id="unknown field"),
        pytest.param({"path": []}, "path", id="no path"),
        pytest.param({"sha256": "a" * 12}, "sha256", id="short hash"),
        pytest.param({"spans": []}, "spans", id="no span"),
        pytest.param({"spans": [[20, 20]]}, "spans: a range is empty", id="empty span"),
        pytest.param({"spans": [[-1, 20]]}, "spans: a range is empty or negative", id="negative span"),
        pytest.param({"sectors": ["mbo"]}, "sectors.0", id="unknown sector"),
        pytest.param({"sectors": ["vo", "vo"]}, "sectors: 'vo' is named twice", id="sector twice"),
        pytest.param({"kind": "verhaal"}, "kind", id="unknown kind"),
        pytest.param({"questions": FRONT["questions"][:2]}, "questions", id="two questions"),
        pytest.param({"questions": [*"abcdefg"]}, "questions", id="seven questions"),
        pytest.param({"questions": ["a", "a", "b"]}, "questions: 'a' is named twice", id="question twice"),
    ],
)
def test_unusable_front_matter_is_refused(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    write(tmp_path, **changes)

    with pytest.raises(CatalogueError, match=message) as caught:
        load_cards(tmp_path)
    assert "aanmelden.md" in str(caught.value)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("## Kort\nU meldt aan.\n", id="no Precies"),
        pytest.param("## Precies\nEerst.\n\n## Kort\nDaarna.\n", id="the wrong order"),
        pytest.param("## Kort\n\n\n## Precies\nIets.\n", id="empty Kort"),
        pytest.param("Vooraf.\n## Kort\nEen.\n## Precies\nTwee.\n", id="text before Kort"),
        pytest.param("## Kort\nEen.\n## Precies\nTwee.\n## Slot\nDrie.\n", id="a third heading"),
    ],
)
def test_body_of_another_shape_is_refused(tmp_path: Path, body: str) -> None:
    write(tmp_path, body)

    with pytest.raises(CatalogueError, match=r"aanmelden\.md: body"):
        load_cards(tmp_path)


@pytest.mark.parametrize("text", ["", "geen voorwerk", "---\nid: [\n---\n" + BODY, "---\n- lijst\n---\n" + BODY])
def test_file_that_is_no_card_is_refused(tmp_path: Path, text: str) -> None:
    write(tmp_path).write_text(text, encoding="utf-8")

    with pytest.raises(CatalogueError, match=r"aanmelden\.md"):
        load_cards(tmp_path)
