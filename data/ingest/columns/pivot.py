"""Performance sheets whose headings name periods or targets, or whose rows name the indicator.

What was achieved becomes one row a unit, period and indicator; a target becomes a target of the unit and year; a
printed share ("Capaian", "%") only checks the two.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data.ingest.columns.cells import TableCells
from data.ingest.columns.durations import unit_in
from data.ingest.columns.kinerja import ColumnPart, FigureColumn, indicator_of, read_parts, settle_shares
from data.ingest.columns.periods import ask_year
from data.ingest.columns.shares import check_shares
from data.ingest.columns.titles import Title
from data.ingest.columns.units import heading_unit
from data.ingest.parsers.dates import MONTHS
from data.ingest.parsers.indicators import indicator_named, indicator_of_title
from data.ingest.parsers.parsing import Parsed, missing, objects, parse_distinct
from data.ingest.parsers.text import is_blank, key
from data.ingest.schemas.shared import PERIOD_NAMES
from data.ingest.tables import FigureHeading, Table, figure_headings
from data.ingest.tables.pivot import ANY_YEAR
from data.vocabulary.indicators import INDICATORS
from data.vocabulary.periods import first_day, frequency, period_of
from data.workbooks import column_name

ACHIEVED, SHARE, TARGET = "nilai yang dicapai", "persen dari target", "target"
OTHER = "indikator lain"
SAYS_SHARE = re.compile(r"%|persen|prosen", re.IGNORECASE)
SAYS_TARGET = re.compile(r"\b(?:target|rencana)\b", re.IGNORECASE)
SAYS_ACHIEVED = re.compile(r"realisasi|capaian|hasil|pengukuran|evaluasi", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([^)]*)\)")
TARGET_COLUMNS = ["indikator", "tahun", "target", "arah", "unit", "row"]


@dataclass(frozen=True, slots=True)
class Figures:
    """`achieved`: the rows' columns with period, indicator, value, n; `targets`: one row a unit, year and indicator."""

    achieved: pd.DataFrame
    targets: pd.DataFrame


def is_of_targets(cells: TableCells, title: Title) -> bool:
    """Whether a sheet whose title alone says target holds targets, as the office says; until it does, taken as such."""
    says_role = any(heading.says_role for heading in figures_in(cells.table)) or cells.named("realisasi")
    if says_role or not SAYS_TARGET.search(title.text) or SAYS_ACHIEVED.search(title.text):
        return False
    sentence = f"Judul lembar “{cells.findings.sheet}” menyebut target. Angkanya target, atau nilai yang dicapai?"
    return cells.findings.ask(f"{cells.table.layout}:target", sentence, (TARGET, ACHIEVED)) != ACHIEVED


def is_pivoted(table: Table) -> bool:
    """Whether the headings give the period of every figure; a year may still stand in each row."""
    own = set(PERIOD_NAMES) & set(table.columns)
    achieved = [heading for heading in figures_in(table) if heading.role != "target"]
    return own <= {"tahun"} and bool(achieved) and all(heading.period is not None for heading in achieved)


def figures_in(table: Table) -> list[FigureHeading]:
    """The table's headings over figures; the office may have said which heading stands for what was achieved."""
    found = figure_headings(table.headers)
    header = table.columns.get("realisasi")
    if header is None or any(heading.header == header for heading in found):
        return found
    return [*found, FigureHeading(header, "realisasi")]


def read_figures(cells: TableCells, rows: pd.DataFrame, title: Title) -> Figures:
    """The figures of the accepted `rows`, which keep their places in the body as their index."""
    nothing = Figures(_empty(rows), pd.DataFrame(columns=TARGET_COLUMNS))
    chosen = _chosen(cells, _with_units(cells, figures_in(cells.table)))
    if chosen is None:
        cells.refuse_all("kolom nilai yang dicapai tidak pasti; jawab dulu pertanyaan tentang kolom lembar ini")
        return nothing
    if cells.named("indikator") and not any(heading.role == "realisasi" for heading in chosen):
        cells.refuse_all("tidak ada kolom nilai yang dicapai. Tambahkan kolom Realisasi, lalu unggah lagi")
    names = _names(cells, chosen, title)
    periods = _periods(cells, chosen, rows, title)
    if names is None or periods is None:
        return nothing
    long = _long(rows, chosen, names, periods, _read(cells, chosen, names, title))
    figures = {heading.header for heading in chosen}
    shares = [each for each in figures_in(cells.table) if each.role == "capaian" and each.header not in figures]
    check_shares(cells, shares, chosen, names)
    achieved = long[long["role"] == "realisasi"]
    return Figures(achieved[[*nothing.achieved.columns]], _targets(cells, long[long["role"] == "target"]))


def _empty(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(period=None, indicator=None, value=np.nan, n=np.nan).iloc[:0]


def _read(
    cells: TableCells, headings: Sequence[FigureHeading], names: Sequence[np.ndarray], title: Title
) -> list[np.ndarray]:
    """The figures under each heading, an element a row of the body; `names`: the indicators of the same rows."""
    units = _units(cells, title)
    columns: list[FigureColumn] = [
        (heading.header, _parts(of_heading, [unit_in(heading.header.whole) or unit for unit in units]))
        for heading, of_heading in zip(headings, names, strict=True)
    ]
    return [
        read_parts(cells, *column, is_target=heading.role == "target")
        for heading, column in zip(headings, settle_shares(cells, columns), strict=True)
    ]


def _long(
    rows: pd.DataFrame,
    headings: Sequence[FigureHeading],
    names: Sequence[np.ndarray],
    periods: Sequence[np.ndarray],
    values: Sequence[np.ndarray],
) -> pd.DataFrame:
    """One row a value; each of the arrays is of a heading, an element a row of the body."""
    parts = []
    for heading, indicators, when, of_heading in zip(headings, names, periods, values, strict=True):
        figures = {"period": when, "indicator": indicators, "value": of_heading, "n": np.full(len(when), np.nan)}
        taken = {name: each[rows.index] for name, each in figures.items()}
        own = rows if heading.unit is None else rows.assign(unit=heading.unit)
        parts.append(own.assign(**taken, role=heading.role))
    long = pd.concat(parts) if parts else _empty(rows).assign(role="")
    return long.dropna(subset=["indicator", "value", "period"]).sort_values("row", kind="stable")


def _parts(names: np.ndarray, units: Sequence[str | None]) -> list[ColumnPart]:
    """Which rows are figures of one indicator in one unit of time."""
    places: dict[tuple[str, str | None], list[int]] = {}
    for place, (name, unit) in enumerate(zip(names, units, strict=True)):
        if name is not None:
            places.setdefault((name, unit), []).append(place)
    return [ColumnPart(name, unit, np.array(of_both)) for (name, unit), of_both in places.items()]


def _units(cells: TableCells, title: Title) -> list[str | None]:
    """The unit of time, or "%", that each row names beside its indicator or with it; else the title's."""
    columns = [cells.raw(header) for name in ("satuan", "indikator") if (header := cells.named(name))]
    in_brackets = next(filter(None, map(unit_in, _IN_BRACKETS.findall(title.text))), None)
    of_title = in_brackets or ("%" if SAYS_SHARE.search(title.text) else None)
    rows = zip(*columns, strict=True) if columns else [()] * len(cells)
    return [next(filter(None, (unit_in(str(text or "")) for text in row)), of_title) for row in rows]


def has_units_across(table: Table) -> bool:
    """Whether the units stand side by side in the headings."""
    return any(heading.unit for heading in figures_in(table))


def _with_units(cells: TableCells, headings: Sequence[FigureHeading]) -> list[FigureHeading]:
    """The headings, each unit in its one spelling; without those whose unit only the office knows."""
    texts = dict.fromkeys(heading.unit for heading in headings if heading.unit)
    names = {text: heading_unit(cells, text) for text in texts}
    for text in (text for text, name in names.items() if name is None):
        cells.findings.column(text, "nama kelurahan lama; jawab dulu pertanyaan tentang unit ini", "refused")
    named = [replace(heading, unit=names[heading.unit]) if heading.unit else heading for heading in headings]
    return [new for heading, new in zip(headings, named, strict=True) if new.unit or not heading.unit]


def _chosen(cells: TableCells, headings: Sequence[FigureHeading]) -> list[FigureHeading] | None:
    """Targets, and of each period and indicator the one heading over what was achieved; None while that is open."""
    groups: dict[tuple[object, ...], list[FigureHeading]] = {}
    for heading in headings:
        groups.setdefault(heading.of, []).append(heading)
    chosen: list[FigureHeading] = []
    for group in groups.values():
        achieved = _achieved(cells, group)
        if achieved is None:
            return None
        chosen += [*achieved, *(heading for heading in group if heading.role == "target")]
    return [heading for heading in headings if any(heading.header == each.header for each in chosen)] and chosen


def _achieved(cells: TableCells, group: Sequence[FigureHeading]) -> list[FigureHeading] | None:
    """The heading over what was achieved, none where the group has none; None where only the office knows which."""
    candidates = [heading for heading in group if heading.role == "realisasi"]
    if len(candidates) > 1:
        return _asked_which(cells, candidates)
    shares = [each for each in group if each.role == "capaian" and not SAYS_SHARE.search(each.header.whole)]
    if candidates or not shares:
        return candidates
    sentence = f"Kolom “{shares[0].header.text}” lembar “{cells.findings.sheet}” berisi nilai atau persen dari target?"
    answer = cells.findings.ask(f"{cells.table.layout}:capaian", sentence, (ACHIEVED, SHARE))
    if answer is None:
        return None
    return [replace(each, role="realisasi") for each in shares if answer == ACHIEVED]


def _asked_which(cells: TableCells, candidates: Sequence[FigureHeading]) -> list[FigureHeading] | None:
    texts = [heading.header.text for heading in candidates]
    if len(set(texts)) < len(texts):
        columns = [column_name(heading.header.column) for heading in candidates]
        texts = [f"{text} (kolom {column})" for text, column in zip(texts, columns, strict=True)]
    sentence = f"Kolom mana pada lembar “{cells.findings.sheet}” yang berisi nilai yang dicapai?"
    answer = cells.findings.ask(f"{cells.table.layout}:nilai:{'|'.join(texts)}", sentence, texts)
    return None if answer is None else [candidates[texts.index(answer)]]


def _names(cells: TableCells, headings: Sequence[FigureHeading], title: Title) -> list[np.ndarray] | None:
    """Of each heading, the indicator of every row: the row's own, else the heading's, else the title's or as asked."""
    if cells.named("indikator"):
        own = cells.parse("indikator", lambda raw: _row_names(cells, raw))
        assert own is not None
        _refuse_nameless(cells, own)
        return [own] * len(headings)
    names = [_indicator(cells, heading, title) for heading in headings]
    if None in names:
        cells.refuse_all("indikatornya belum pasti. Jawab dulu pertanyaannya, atau tulis namanya di judul kolom")
        return None
    return [objects([name] * len(cells)) for name in names]


def _row_names(cells: TableCells, raw: list[Any]) -> Parsed:
    """The indicator of each row by its name and the unit beside that."""
    header = cells.named("satuan")
    units = cells.raw(header) if header else [None] * len(raw)
    pairs = [None if is_blank(cell) else (str(cell), str(unit or "")) for cell, unit in zip(raw, units, strict=True)]
    return parse_distinct(pairs, lambda pair: indicator_of(cells, *pair))


def _refuse_nameless(cells: TableCells, names: np.ndarray) -> None:
    header = cells.table.columns["indikator"]
    for place in np.flatnonzero(missing(names) & ~cells.dropped).tolist():
        cells.refuse(place, header, None, f"{header.text} kosong; isi di setiap baris")
    cells.dropped |= missing(names)


def _indicator(cells: TableCells, heading: FigureHeading, title: Title) -> str | None:
    """The indicator that the heading names, or the title, or as the office says."""
    if heading.rest:
        of_rest = filter(None, map(indicator_named, (" ".join(heading.rest), *reversed(heading.rest))))
        return next(of_rest, None) or indicator_of(cells, heading.rest[-1])
    over_all = set.intersection(*(set(header.path) for header in cells.table.headers))
    told = indicator_of_title([*title.text.splitlines(), *over_all])
    if told:
        return told
    labels = {indicator.label: indicator.key for indicator in INDICATORS}
    sentence = f"Angka pada lembar “{cells.findings.sheet}” menunjukkan indikator apa?"
    named = " ".join(word for word in key(title.text).split() if not (word.isdecimal() or word in MONTHS))
    answer = cells.findings.ask(f"{cells.table.layout}:{named}:indikator", sentence, (*labels, OTHER))
    return labels.get(answer or "")


def _periods(
    cells: TableCells, headings: Sequence[FigureHeading], rows: pd.DataFrame, title: Title
) -> list[np.ndarray] | None:
    """Of each heading, the period of every row: the heading's, else the row's, else its year; None without a year."""
    years = _years(cells, headings, rows, title)
    if years is None:
        cells.refuse_all("tahunnya belum ditulis. Tulis tahun di judul tabel, misalnya TAHUN 2025")
        return None
    own = in_years(period_of(date(ANY_YEAR, 1, 1), "Y"), years)
    if "period" in rows:
        own[rows.index] = rows["period"]
    return [own if heading.period is None else in_years(heading.period, years) for heading in headings]


def _years(cells: TableCells, headings: Sequence[FigureHeading], rows: pd.DataFrame, title: Title) -> np.ndarray | None:
    """The year of each row of the body: its own, else that of the headings, of the title, or as asked."""
    if "tahun" in rows:
        return rows["tahun"].reindex(range(len(cells))).to_numpy(dtype=object)
    named = {heading.period.year for heading in headings if heading.period is not None}
    year = named.pop() if len(named) == 1 and ANY_YEAR not in named else title.year
    if year is None and ANY_YEAR in named:
        year = ask_year(cells)
        return None if year is None else objects([year] * len(cells))
    return objects([year] * len(cells))


def in_years(period: pd.Period, years: np.ndarray) -> np.ndarray:
    """The period in each of these years, where it is in none yet."""
    if period.year != ANY_YEAR:
        return objects([period] * len(years))
    start, freq = first_day(period), frequency(period)
    moved = {year: period_of(start.replace(year=int(year)).date(), freq) for year in {*years} - {None}}
    return objects([moved.get(year) for year in years])


def _targets(cells: TableCells, long: pd.DataFrame) -> pd.DataFrame:
    """One target a unit, year and indicator; one that differs from period to period is none for the year."""
    years = [period.year for period in long["period"]]
    rows = long.assign(tahun=years, indikator=long["indicator"], target=long["value"], arah=None)
    yearly = rows[[frequency(period) == "Y" for period in long["period"]]]
    keys = ["unit", "indikator", "tahun"]
    differing = rows.groupby(keys, sort=False)["target"].nunique() if len(rows) else pd.Series(dtype=int)
    for unit, name, year in differing[differing > 1].index:
        cells.findings.whole(f"target {name} {unit} {year} berbeda tiap periode; tidak dipakai sebagai target tahunan")
    same = rows.groupby(keys, sort=False)["target"].transform("nunique") == 1 if len(rows) else slice(0)
    kept = pd.concat([yearly, rows[same]]).drop_duplicates(keys)
    return kept[TARGET_COLUMNS]
