"""The city's parts of a month's report: its kecamatan side by side without a ranking, then each by itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from analysis.city import text
from analysis.city.chart import levels_decimals, levels_table
from analysis.city.compute import Levels, effects, levels
from analysis.impact.estimators import ImpactError
from analysis.report.content.achievement import achievements
from analysis.report.content.figures import earlier
from analysis.report.content.report import Number, ReportColumn, ReportTable, Section
from analysis.report.content.units import UnitRow, unit_section
from analysis.targets.compute import TargetPlan
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
    return Section(text.levels_sentence(found).rstrip("."), said, (_levels(found),), name=NAME)


def without_units(section: Section) -> Section:
    """The section without tables of one row a unit: each kecamatan's units stand in its own part."""
    return replace(section, tables=tuple(table for table in section.tables if table.columns[0].title != "Unit"))


def each_kecamatan(
    units: Sequence[UnitRow], panel: pd.DataFrame, period: pd.Period, plans: Mapping[str, TargetPlan]
) -> Iterator[Section]:
    """The units of each kecamatan as an office's own report shows them, one section a kecamatan, by name."""
    for kecamatan, own in panel.groupby("kecamatan"):
        there = set(own["unit"].unique())
        rows = [replace(row, unit=row.unit.removesuffix(f", {kecamatan}")) for row in units if row.unit in there]
        previous = {one.indicator.key: one.realised for one in achievements(own, earlier(period)[0], None, {})}
        section = unit_section(rows, achievements(own, period, None, plans), previous, period)
        tables = tuple(replace(table, title=str(kecamatan)) for table in section.tables)
        yield replace(section, title=f"{kecamatan}: {section.title}", name=str(kecamatan), tables=tables, appendix=True)


def _effects(rows: pd.DataFrame, main: Indicator) -> tuple[str, ...]:
    try:
        return (text.effects_sentence(effects(rows, main)),)
    except ImpactError as none:
        return (str(none),)


def _levels(found: Levels) -> ReportTable:
    table, decimals = levels_table(found), levels_decimals(found.indicator)
    columns = tuple(ReportColumn(str(name), {"Kecamatan": 2, "Letak": 3}.get(str(name), 1)) for name in table)
    rows = tuple(
        tuple(Number(value, decimals[name]) if name in decimals else str(value) for name, value in row.items())
        for row in table.to_dict("records")
    )
    return ReportTable(NAME, columns, rows)
