"""The sources of Ringkasan: every card, the verdict with its chart, what needs attention."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.competence.compliance import Compliance
from analysis.overview.changes.compute import Changes
from analysis.overview.latest.compute import Latest
from analysis.overview.summary import Summary
from analysis.provenance import books, estimates, monitored
from analysis.provenance.origin import Filters, Source
from analysis.stats.control_chart import ControlChart
from analysis.targets.compute import TargetStatus
from data.panel.build import panel_of, series
from data.panel.dataset import Dataset
from data.panel.exposure import ANY
from data.vocabulary.indicators import Indicator

EVERYTHING = {"Pelatihan": "semua pelatihan", "Unit": "semua unit"}


def overview(
    dataset: Dataset, figures: Sequence[Latest], found: Summary, month: Changes | None, targets: Sequence[TargetStatus]
) -> list[Source]:
    """Whatever the page shows a figure of."""
    panel = panel_of(dataset)
    rows = {one.indicator: series(panel, one.indicator.key) for one in figures}
    return [
        *(estimates.judged(dataset, found.evidence, ANY, EVERYTHING, thorough=False) if found.evidence else []),
        *(monitored.of_latest(dataset, rows[one.indicator], one, EVERYTHING) for one in figures),
        *([_minimum(dataset, found.compliance)] if found.compliance else []),
        *(changed_in(dataset, month, month.worse, EVERYTHING) if month else []),
        *([estimates.held_to_targets(dataset, targets, panel, EVERYTHING)] if targets else []),
    ]


def changed_in(dataset: Dataset, month: Changes, told: Sequence[ControlChart], filters: Filters) -> list[Source]:
    """The charts of every indicator that those `told` of are about."""
    return [_changed(dataset, month, known, filters) for known in dict.fromkeys(one.indicator for one in told)]


def _changed(dataset: Dataset, month: Changes, known: Indicator, filters: Filters) -> Source:
    mine = tuple(chart for chart in month.charts if chart.indicator == known)
    part = replace(month, charts=mine, period=mine[0].period)
    return monitored.of_changes(dataset, series(panel_of(dataset), known.key), part, known, filters)


def _minimum(dataset: Dataset, status: Compliance) -> Source:
    return books.source(books.HOURS, dataset, status, EVERYTHING, year=status.year)
