"""Measures how well Wegwijzer finds and answers."""
