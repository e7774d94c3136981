"""Every error that Wegwijzer raises.

WegwijzerError
├── SettingsError            a setting is unusable
├── CatalogueError           corpus/plans.yaml or a layout is unusable
├── SourceError              one file cannot be ingested; the others go on
│   ├── UnknownPlan          not in the catalogue, and its metadata lacks
│   ├── UnsupportedFormat    no reader takes it, or its content is not what its name says
│   ├── EmptySource          it holds no text
│   ├── ScannedSource        it holds pictures of text, and OCR is not installed
│   ├── EncryptedSource      it needs a password
│   ├── CorruptSource        its own library cannot read it
│   └── OversizedSource      it is larger, or unpacks to more, than a plan can be
├── ModelError               the embedding model is absent or not what was asked for
├── IndexUnusable            no usable index
│   ├── NoIndex              none has been built
│   ├── IndexMismatch        it was built by another embedder, chunker or layout of files
│   └── IndexCheckFailed     a new index failed its checks and was not swapped in
├── IngestRunning            another ingest holds the lock
├── DiskFull                 there is no room to write
├── NotFound                 an id names nothing
├── EvalError                a file of questions, or of a run, is unusable
├── NotReady                 the assistant is still being opened
└── BadRequest               what a visitor sent is unusable
"""

from __future__ import annotations


class WegwijzerError(Exception):
    """The root of all errors that Wegwijzer raises; its text is a sentence in English that a user can act on."""


class SettingsError(WegwijzerError):
    """A setting is unusable."""


class CatalogueError(WegwijzerError):
    """The catalogue of plans, or a plan's layout, is unusable."""


class SourceError(WegwijzerError):
    """One file cannot be ingested. The message starts with the file's name."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason = name, reason


class UnknownPlan(SourceError):
    """The file is not in the catalogue and its metadata lacks."""


class UnsupportedFormat(SourceError):
    """No reader takes the file, or its content is not what its name says."""


class EmptySource(SourceError):
    """The file holds no text."""


class ScannedSource(SourceError):
    """The file holds pictures of text and no OCR is installed."""


class EncryptedSource(SourceError):
    """The file needs a password."""


class CorruptSource(SourceError):
    """The file's own library cannot read it."""


class OversizedSource(SourceError):
    """The file is larger, or unpacks to more, than a plan can be."""


class ModelError(WegwijzerError):
    """The embedding model is absent or not what was asked for."""


class IndexUnusable(WegwijzerError):
    """There is no usable index."""


class NoIndex(IndexUnusable):
    """No index has been built."""


class IndexMismatch(IndexUnusable):
    """The index was built by another embedder, chunker or format."""


class IndexCheckFailed(IndexUnusable):
    """A new index failed its checks and was not swapped in."""


class IngestRunning(WegwijzerError):
    """Another ingest holds the lock."""


class DiskFull(WegwijzerError):
    """There is no room to write."""


class NotFound(WegwijzerError):
    """An id names nothing."""


class EvalError(WegwijzerError):
    """A file of questions, or of a run, is unusable. The message starts with the file and the line."""


class NotReady(WegwijzerError):
    """The assistant is still being opened; ask again in a moment."""


class BadRequest(WegwijzerError):
    """What a visitor sent is unusable. The message is Dutch, for the visitor, and repeats none of their words."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message
