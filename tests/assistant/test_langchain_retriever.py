"""The LangChain retriever."""

from __future__ import annotations

from assistant.domain import Hit, Scope
from assistant.langchain_retriever import WegwijzerRetriever
from tests import fakes


class Remembering:
    """A searcher that keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Scope, int]] = []

    def search(self, question: str, scope: Scope, k: int) -> list[Hit]:
        """Two hits."""
        self.asked.append((question, scope, k))
        return [Hit(fakes.chunk("Zes weken.", id="a", page=4), 1), Hit(fakes.chunk("Tien weken.", id="b", start=50), 2)]


def test_a_chain_gets_passages_with_what_a_citation_needs() -> None:
    documents = WegwijzerRetriever(searcher=Remembering()).invoke("hoe lang?")

    assert [document.page_content for document in documents] == ["Zes weken.", "Tien weken."]
    assert documents[0].metadata["page"] == 4
    assert documents[1].metadata["spans"] == [(50, 61)]
    assert [document.metadata["rank"] for document in documents] == [1, 2]


def test_scope_and_number_reach_the_search() -> None:
    searcher, scope = Remembering(), Scope(plans=("dorp-2024",))

    WegwijzerRetriever(searcher=searcher, scope=scope, k=3).invoke("hoe lang?")

    assert searcher.asked == [("hoe lang?", scope, 3)]
