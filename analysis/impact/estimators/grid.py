"""From a panel of rows to the grid of units × periods."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.impact.estimators.design import NEVER, Design, with_comparison
from analysis.impact.estimators.kecamatan import clustered
from analysis.impact.estimators.result import FloatArray, ImpactError, IntArray
from data.panel.exposure import event_time

REQUIRED = ("unit", "period", "value", "first_treated")


def build_design(panel: pd.DataFrame) -> Design:
    """Read a panel with columns unit, period (pandas Period), value, first_treated (Period or NaT).

    A column `share_after` (share of the first trained period that comes after the day of training) sets periods of
    transition aside (`data.panel.exposure.event_time`), a column `anticipation` that many periods before training.
    Rows may come in any order; periods may be months, quarters, semesters (6M) or years; values may be missing.
    Left out, and said in `notes`: units trained before their first value, and the periods in which no untrained unit
    is left. Raises ImpactError for a panel that is malformed or has nothing to compare.
    """
    design = _with_comparison(_without_always_trained(read_grid(panel)))
    _refuse_hopeless(design)
    return replace(design, notes=design.notes + _missing_note(design))


def read_grid(panel: pd.DataFrame) -> Design:
    """Every value of the panel on its grid; where a column `kecamatan` names several, as `kecamatan.clustered` has it.

    Raises ImpactError for a malformed panel.
    """
    missing = [name for name in REQUIRED if name not in panel.columns]
    if missing:
        raise ImpactError(f"Data panel tidak memuat kolom {', '.join(missing)}.")
    rows = panel[panel["value"].notna()]
    if rows.empty:
        raise ImpactError("Belum ada nilai indikator untuk dianalisis.")
    codes, units = pd.factorize(rows["unit"], sort=True)
    if (codes < 0).any():
        raise ImpactError("Ada baris tanpa nama unit; lengkapi kolom unit.")
    period = _periods(rows["period"], "period")
    column = _columns(period.asi8 - period.asi8.min(), period)
    value = _fill(codes, column, rows["value"], units, period)
    labels = pd.period_range(period.min(), periods=value.shape[1], freq=period.freq)
    timed = event_time(rows.assign(period=period, first_treated=_dates(rows["first_treated"], period)))
    first = _first_columns(timed["first_treated"], codes, len(units), period)
    ahead = rows.get("anticipation", 0)
    transition = np.zeros(len(units), dtype=int)
    transition[codes] = timed["mixed"] + ahead * timed["first_treated"].notna()
    first = np.where(first < value.shape[1] + transition, first, NEVER)
    grid = Design(tuple(map(str, units)), labels, value, first, transition)
    if "kecamatan" not in rows or rows["kecamatan"].nunique(dropna=False) < 2:
        return grid
    return clustered(grid, *_kecamatan(rows["kecamatan"], codes, len(units)))


def _kecamatan(column: pd.Series, codes: IntArray, n_units: int) -> tuple[tuple[str, ...], IntArray]:
    """The names in order, and each unit's number among them."""
    numbers, names = pd.factorize(column, sort=True)
    if (numbers < 0).any():
        raise ImpactError("Ada baris tanpa nama kecamatan; isi kolom kecamatan.")
    block = np.zeros(n_units, dtype=int)
    block[codes] = numbers
    if (block[codes] != numbers).any():
        raise ImpactError("Satu unit tercatat di lebih dari satu kecamatan; perbaiki kolom kecamatan.")
    return tuple(map(str, names)), block


def _periods(column: pd.Series, name: str) -> pd.PeriodIndex:
    try:
        periods = pd.PeriodIndex(column)
    except (ValueError, TypeError, AttributeError) as error:
        raise ImpactError(f"Kolom {name} harus berisi periode dengan satu jenis rentang waktu saja.") from error
    if name == "period" and periods.isna().any():
        raise ImpactError("Ada baris tanpa periode; lengkapi kolom periode.")
    return periods


def _columns(offset: IntArray, period: pd.PeriodIndex) -> IntArray:
    """Ordinals count months for 6M: divide by the length of one period."""
    step = getattr(period.freq, "n", 1)
    if (offset % step).any():
        raise ImpactError("Awal periode tidak seragam; pakai satu jenis periode (mis. semester Januari dan Juli).")
    return offset // step


def _fill(codes: IntArray, column: IntArray, values: pd.Series, units: pd.Index, period: pd.PeriodIndex) -> FloatArray:
    numbers = pd.to_numeric(values, errors="coerce").to_numpy(float)
    if not np.isfinite(numbers).all():
        raise ImpactError("Ada nilai indikator yang bukan bilangan; perbaiki nilainya dahulu.")
    grid = np.full((len(units), int(column.max()) + 1), np.nan)
    grid[codes, column] = numbers
    if np.count_nonzero(~np.isnan(grid)) < len(numbers):
        twice = int(pd.DataFrame({"unit": codes, "column": column}).duplicated().to_numpy().argmax())
        raise ImpactError(f"Unit {units[codes[twice]]} punya lebih dari satu nilai pada periode {period[twice]}.")
    return grid


def _dates(first: pd.Series, period: pd.PeriodIndex) -> pd.PeriodIndex:
    """First trained periods in the frequency of the values; NaT where never trained."""
    if first.isna().all():
        return pd.PeriodIndex([pd.NaT] * len(first), freq=period.freq)
    dates = _periods(first, "first_treated")
    if dates.freq != period.freq:
        raise ImpactError("Periode pelatihan dan periode nilai berbeda jenisnya; samakan dahulu.")
    return dates


def _first_columns(first: pd.Series, codes: IntArray, n_units: int, period: pd.PeriodIndex) -> IntArray:
    """G columns of first training, one value a unit; NEVER where NaT."""
    dates = pd.PeriodIndex(first)
    offset = np.where(dates.isna(), 0, dates.asi8 - int(period.asi8.min()))
    columns = np.where(dates.isna(), NEVER, _columns(offset, period))
    result = np.full(n_units, NEVER)
    result[codes] = columns
    if (result[codes] != columns).any():
        raise ImpactError("Satu unit tercatat dengan lebih dari satu awal pelatihan; perbaiki dahulu.")
    return result


def _without_always_trained(design: Design) -> Design:
    before = np.any(design.observed & (design.relative < 0), axis=1)
    if before.all():
        return design
    names = ", ".join(name for name, kept in zip(design.units, before, strict=True) if not kept)
    note = f"{np.count_nonzero(~before)} unit tidak dipakai karena tidak punya data sebelum pelatihan: {names}."
    return replace(design.keep(before), notes=(*design.notes, note))


def _with_comparison(design: Design) -> Design:
    """Blank the periods in which every observed unit is already trained: nothing is left to compare with."""
    compared = with_comparison(design, fewest=1)
    n = compared.dropped_periods
    if not n:
        return design
    note = f"{n} periode tidak dipakai karena tidak ada lagi unit yang belum dilatih sebagai pembanding."
    return replace(compared, notes=(*design.notes, note))


def _refuse_hopeless(design: Design) -> None:
    n_switchers = int(design.switchers.sum())
    if design.dropped_periods and n_switchers == 0:
        raise ImpactError("Semua unit dilatih pada waktu yang sama, sehingga tidak ada unit pembanding.")
    if n_switchers == 0:
        raise ImpactError("Belum ada unit dengan data sebelum dan sesudah pelatihan.")
    if n_switchers == 1:
        raise ImpactError(
            "Baru satu unit yang sudah dilatih yang punya data sebelum dan sesudah; perlu paling sedikit dua."
        )
    if np.nanmin(design.value) == np.nanmax(design.value):
        raise ImpactError("Nilai indikator tidak pernah berubah, sehingga tidak ada yang dapat dibandingkan.")


def _missing_note(design: Design) -> tuple[str, ...]:
    n = int(np.count_nonzero(~design.observed[:, design.observed.any(0)]))
    return (f"{n} pasangan unit–periode tanpa nilai dilewati, tidak diisi.",) if n else ()
