"""Repairs of broken text, one idea per file; clean.py applies them in order."""
