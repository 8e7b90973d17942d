"""The satisfaction survey (SKM)."""
