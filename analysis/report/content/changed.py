"""What changed this period beyond each unit's ordinary variation, as the page of the month's changes reckons it."""

from datetime import timedelta

import pandas as pd

from analysis.overview.changes.compute import Changes, changes
from analysis.overview.changes.text import why
from analysis.report.content.cover import ReportChange
from analysis.stats.control_chart import ControlChart
from analysis.text import wording
from data.panel.dataset import Dataset
from data.problems import NoAnswer
from data.vocabulary.periods import NAMES, frequency, last_day, period_of

MOST = 5


def changed(
    known: Dataset, panel: pd.DataFrame, period: pd.Period, unit: str | None
) -> tuple[tuple[ReportChange, ...], str]:
    """At most five changes of the period's last month, the worse ones first, and a sentence on what is not listed.

    `known` and `panel`: the data as of the period's end.
    """
    try:
        found = changes_at_end(known, panel, period)
    except NoAnswer as reason:
        return (), str(reason)
    signals = [chart for chart in (*found.worse, *found.better) if unit in (None, chart.unit)]
    return tuple(map(_change, signals[:MOST])), _rest(found, signals, unit)


def changes_at_end(known: Dataset, panel: pd.DataFrame, period: pd.Period) -> Changes:
    """The changes of the period's last month, seen the day after it; NoAnswer where no figure is of that month."""
    end = last_day(period)
    return changes(known, period_of(end.date(), "M"), (end + timedelta(days=1)).date(), panel)


def _change(chart: ControlChart) -> ReportChange:
    known, difference = chart.indicator, chart.value - chart.previous
    decimals = wording.fine(wording.change_decimals(known), chart.value, chart.previous, difference)
    since = f"{NAMES[frequency(chart.period)]} lalu"
    way = wording.changed(difference, known, decimals)
    moved = "" if pd.isna(difference) else f"{way} dari {since}; "
    return ReportChange(
        subject=f"{wording.short_name(known)} {chart.unit}",
        value=wording.measure(chart.value, known),
        detail=f"{moved}{why(chart)}",
        rises=chart.value > chart.limits.centre if pd.isna(difference) else difference > 0,
        better=chart.signal == "better",
    )


def _rest(found: Changes, signals: list[ControlChart], unit: str | None) -> str:
    charts = [chart for chart in found.charts if unit in (None, chart.unit)]
    usual = len(charts) - len(signals)
    more = f"{len(signals) - MOST} perubahan lain ada di halaman Apa yang berubah. " if len(signals) > MOST else ""
    return f"{more}{wording.count(usual)} dari {wording.count(len(charts))} angka unit dalam variasi biasa."
