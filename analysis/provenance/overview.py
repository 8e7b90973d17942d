"""The numbers of Ringkasan, to be asked about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd

from analysis.overview import Summary
from analysis.provenance import estimate_parts, estimates, office_parts, people
from analysis.provenance.origin import MAIN, Groups, Questions, together
from analysis.provenance.panel_values import comparison
from analysis.provenance.shown import groups
from analysis.targets.compute import TargetStatus
from data.panel.build import build_panel, series
from data.panel.dataset import Dataset
from data.panel.exposure import ANY

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


def behind_overview(dataset: Dataset, panel: pd.DataFrame, found: Summary, targets: Sequence[TargetStatus]) -> Groups:
    """Every number of the page, by what shows it."""
    compared = [
        estimate_parts.compared(dataset, series(panel, one.indicator.key), one, EVERYTHING)
        for one in found.comparisons if one.pairs
    ]  # fmt: skip
    judged = [estimate_parts.judged(dataset, found.evidence, ANY, EVERYTHING, thorough=False)] if found.evidence else []
    met = [office_parts.overall(dataset, found.compliance, EVERYTHING)] if found.compliance else []
    held = [estimate_parts.held_to_targets(dataset, targets, panel, EVERYTHING)] if targets else []
    return {MAIN: partial(overview, dataset, found), **groups(*judged, *compared, *met, *held)}
