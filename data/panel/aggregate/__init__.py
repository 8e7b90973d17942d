"""Records (cases, respondents, typed values) → unit × period × indicator: one expression, run by several engines."""

from data.panel.aggregate.cells import Cells, count_cells, count_folder

__all__ = ["Cells", "count_cells", "count_folder"]
