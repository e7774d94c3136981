"""Wegwijzer's writing side: turns files into an index."""
