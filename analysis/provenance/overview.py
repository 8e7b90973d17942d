"""The sources of Ringkasan: every card, the verdict with its chart, and the targets."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.competence.compliance import Compliance
from analysis.overview import Summary
from analysis.provenance import books, estimates
from analysis.provenance.origin import Source
from analysis.targets.compute import TargetStatus
from data.panel.build import series
from data.panel.dataset import Dataset
from data.panel.exposure import ANY

EVERYTHING = {"Pelatihan": "semua pelatihan", "Unit": "semua unit"}


def overview(dataset: Dataset, panel: pd.DataFrame, found: Summary, targets: Sequence[TargetStatus]) -> list[Source]:
    """Whatever the page shows a figure of."""
    return [
        *(
            estimates.compared(dataset, series(panel, comparison.indicator.key), comparison, EVERYTHING)
            for comparison in found.comparisons
            if comparison.pairs
        ),
        *(estimates.judged(dataset, found.evidence, ANY, EVERYTHING, thorough=False) if found.evidence else []),
        *([_minimum(dataset, found.compliance)] if found.compliance else []),
        *([estimates.held_to_targets(dataset, targets, panel, EVERYTHING)] if targets else []),
    ]


def _minimum(dataset: Dataset, status: Compliance) -> Source:
    return books.source(books.HOURS, dataset, status, EVERYTHING, year=status.year)
