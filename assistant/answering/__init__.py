"""Turns passages into verified answers."""
