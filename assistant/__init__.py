"""Wegwijzer's reading side: answers questions from an index that `ingest` wrote."""
