"""Results as pictures: one Chart (figure, words, table twin) from one result object."""

from analysis.charts.style import Chart

__all__ = ["Chart"]
