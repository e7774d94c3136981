"""Words are counted once for each plan, and joined for any set of plans."""

from __future__ import annotations

from assistant.answering.vocabulary import Vocabulary
from assistant.answering.words import stem
from assistant.domain import Document
from tests.assistant.answering.scenes import BERG, DORP, documents


def test_words_of_a_scope_are_those_of_its_plans() -> None:
    vocabulary = Vocabulary(documents(DORP, BERG))

    assert vocabulary.of(["dorp-2024"]).knows(stem("klimrekken"))
    assert not vocabulary.of(["berg-2023"]).knows(stem("klimrekken"))
    assert vocabulary.of(["berg-2023", "dorp-2024"]).knows(stem("klimrekken"))


def test_counts_of_plans_add_up() -> None:
    vocabulary = Vocabulary(documents(DORP, BERG))
    both, one, other = (vocabulary.of(plans) for plans in (["dorp-2024", "berg-2023"], ["dorp-2024"], ["berg-2023"]))

    assert both.total == one.total + other.total
    assert both.counts["school"] == one.counts["school"] + other.counts["school"]


def test_each_document_is_read_once() -> None:
    read: list[str] = []

    def find(plan_id: str) -> Document:
        read.append(plan_id)
        return DORP

    vocabulary = Vocabulary(find)
    for _ in range(2):
        vocabulary.of(["dorp-2024"])
        vocabulary.of(["dorp-2024", "other"])

    assert sorted(read) == ["dorp-2024", "other"]


def test_plan_without_a_document_has_no_words() -> None:
    assert Vocabulary(documents()).of(["dorp-2024"]).counts == {}
