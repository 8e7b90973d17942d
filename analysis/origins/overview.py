"""The numbers of Ringkasan, to be asked about."""

from __future__ import annotations

from analysis.origins import estimates, people
from analysis.origins.origin import Questions, together
from analysis.origins.panel_values import comparison
from analysis.summary import Summary
from data.dataset import Dataset
from data.panel import build_panel, series

EVERYTHING = {"Pelatihan": "semua pelatihan", "Unit": "semua unit"}


def overview(dataset: Dataset, found: Summary) -> Questions:
    """Every card, every pair behind it, and the effect that the verdict speaks of."""
    panel = build_panel(dataset)
    parts: list[Questions] = []
    for one in found.comparisons:
        parts.append(comparison(dataset, series(panel, one.indicator.key), one, EVERYTHING))
    if found.evidence:
        parts.append(estimates.impact(dataset, found.evidence.verdict, EVERYTHING))
    if found.compliance:
        parts.append(people.minimum(dataset, found.compliance))
    return together(*parts)
