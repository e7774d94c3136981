"""Wegwijzer's search as a LangChain retriever, for those who build chains on it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.domain import Hit, Scope


@runtime_checkable  # pydantic asks for it
class Searcher(Protocol):
    """What finds passages; `assistant.wiring.open_assistant` gives one."""

    def search(self, question: str, scope: Scope, k: int) -> list[Hit]: ...


class WegwijzerRetriever(BaseRetriever):
    """Finds passages of the plans; each document carries what a citation needs."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Searcher
    scope: Scope = Scope()
    k: int = 5

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [as_document(hit) for hit in self.searcher.search(query, self.scope, self.k)]


def as_document(hit: Hit) -> Document:
    """A passage as LangChain's document; offsets point into the stored source."""
    chunk = hit.chunk
    return Document(
        id=chunk.id,
        page_content=chunk.text,
        metadata={
            "plan": chunk.plan,
            "heading": chunk.heading,
            "kind": chunk.kind,
            "sectors": list(chunk.sectors),
            "page": chunk.page,
            "spans": [(span.start, span.end) for span in chunk.spans],
            "rank": hit.rank,
        },
    )
