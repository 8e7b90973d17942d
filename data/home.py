"""The folder of what this installation remembers: answers, the office's days off, the store."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """$DAMPAK_HOME, or else var/ beside the program."""
    return Path(os.environ.get("DAMPAK_HOME") or Path(__file__).resolve().parent.parent / "var")
