"""Cells to frames: tables found, columns parsed, every refused cell listed."""
