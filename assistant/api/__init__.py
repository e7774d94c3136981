"""Serves questions, passages and pages over HTTP."""
