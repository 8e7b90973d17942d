"""The city's parts of a month's report: its kecamatan side by side without a ranking, then each by itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from analysis.city import text
from analysis.city.chart import levels_table
from analysis.city.compute import Levels, effects, levels
from analysis.impact.estimators import ImpactError
from analysis.report.content.achievement import achievements
from analysis.report.content.figures import earlier
from analysis.report.content.report import Number, ReportCell, ReportColumn, ReportTable, Section
from analysis.report.content.units import UnitRow, unit_section
from analysis.targets.compute import TargetPlan
from analysis.text import wording
from data.panel.build import series
from data.vocabulary.indicators import Indicator

NAME = "Antarkecamatan"


def side_by_side(panel: pd.DataFrame, main: Indicator | None) -> Section:
    """Who needs support, whether training did the same everywhere, and where each kecamatan lies; by name."""
    rows = series(panel, main.key) if main else panel.head(0)
    found = levels(rows, main) if main else None
    if main is None or found is None:
        return Section(text.FEW, (), name=NAME)
    said = (*_effects(rows, main), text.levels_basis(found), text.NOT_A_RANKING)
    return Section(text.levels_sentence(found), said, (_levels(found),), name=NAME)


def without_units(section: Section) -> Section:
    """The section without tables of one row a unit: each kecamatan's units stand in its own part."""
    return replace(section, tables=tuple(table for table in section.tables if table.columns[0].title != "Unit"))


def each_kecamatan(
    units: Sequence[UnitRow], panel: pd.DataFrame, period: pd.Period, plans: Mapping[str, TargetPlan]
) -> Iterator[Section]:
    """The units of each kecamatan as an office's own report shows them, one section a kecamatan, by name."""
    for kecamatan, own in panel.groupby("kecamatan"):
        there = set(own["unit"].unique())
        rows = [row for row in units if row.unit in there]
        previous = {one.indicator.key: one.realised for one in achievements(own, earlier(period)[0], None, {})}
        section = unit_section(rows, achievements(own, period, None, plans), previous, own, period)
        tables = tuple(replace(table, title=str(kecamatan)) for table in section.tables)
        yield replace(
            section, title=f"{kecamatan}: {section.title}", name=str(kecamatan), tables=tables, charts=(), appendix=True
        )


def _effects(rows: pd.DataFrame, main: Indicator) -> tuple[str, ...]:
    try:
        return (text.effects_sentence(effects(rows, main)),)
    except ImpactError as none:
        return (str(none),)


def _levels(found: Levels) -> ReportTable:
    table, decimals = levels_table(found), wording.change_decimals(found.indicator)
    columns = tuple(ReportColumn(str(name), 3 if name == "Kecamatan" else 1) for name in table)
    rows = tuple(tuple(_cell(value, decimals) for value in row) for row in table.itertuples(index=False))
    return ReportTable(NAME, columns, rows)


def _cell(value: object, decimals: int) -> ReportCell:
    return Number(value, decimals) if isinstance(value, float) else str(value)
