"""The sources of Ringkasan: every card, the verdict with its chart, and the targets."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.compliance import Compliance
from analysis.control import TargetStatus
from analysis.provenance import books, estimates
from analysis.provenance.origin import Source
from analysis.summary import Summary
from data.dataset import Dataset
from data.exposure import ANY
from data.panel import series

EVERYTHING = {"Pelatihan": "semua pelatihan", "Unit": "semua unit"}


def overview(dataset: Dataset, panel: pd.DataFrame, found: Summary, targets: Sequence[TargetStatus]) -> list[Source]:
    """Whatever the page shows a figure of."""
    return [
        *(
            estimates.compared(dataset, series(panel, one.indicator.key), one, EVERYTHING)
            for one in found.comparisons
            if one.pairs
        ),
        *(estimates.judged(dataset, found.evidence, ANY, EVERYTHING, thorough=False) if found.evidence else []),
        *([_minimum(dataset, found.compliance)] if found.compliance else []),
        *([estimates.held_to_targets(dataset, targets, panel, EVERYTHING)] if targets else []),
    ]


def _minimum(dataset: Dataset, status: Compliance) -> Source:
    return books.source(books.HOURS, dataset, status, EVERYTHING, year=status.year)
