"""Read books into one Dataset."""

from __future__ import annotations

from data.dataset import Dataset, FileReport, Question, SheetReport

__all__ = ["Dataset", "FileReport", "Question", "SheetReport"]
