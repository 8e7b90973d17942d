"""From a panel of rows to the grid of units × periods that every estimator reads."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.impact.estimators.result import BoolArray, FloatArray, ImpactError, IntArray
from data.panel.exposure import event_time

NEVER = 1_000_000
COLUMNS = ("unit", "period", "value", "first_treated")


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """G units × T consecutive periods of one indicator.

    `value` is G×T with NaN where nothing was observed; `first` holds each unit's column of the first period after
    training, NEVER where it was not trained within the grid. `transition` (G) counts the periods just before that which
    are set aside, as a mixture or as touched ahead of training: their values are kept, and the mask goes with the date,
    so that dates can be dealt out anew. `periods` are the calendar labels of the T columns.
    """

    units: tuple[str, ...]
    periods: pd.PeriodIndex
    value: FloatArray
    first: IntArray
    transition: IntArray
    dropped_periods: int = 0
    notes: tuple[str, ...] = ()

    @property
    def there(self) -> BoolArray:
        """G×T: a value is there, set aside or not."""
        return ~np.isnan(self.value)

    @property
    def observed(self) -> BoolArray:
        """G×T: a value is there and counts, before or after training."""
        return self.there & ~set_aside(self.first, self.transition, self.value.shape[1])

    @property
    def outcome(self) -> FloatArray:
        """G×T values, 0 where nothing is there, so that estimates are sums of weights × outcome."""
        return np.nan_to_num(self.value)

    @property
    def scale(self) -> float:
        """Largest absolute value: what round-off is measured against."""
        return float(np.abs(self.outcome).max())

    @property
    def relative(self) -> IntArray:
        """G×T periods since training: 0 in the first trained period, negative before, very negative if never."""
        return relative_periods(self.first, self.transition, self.value.shape[1])

    @property
    def transitions(self) -> int:
        """How many values are set aside."""
        return int((self.there & ~self.observed).sum())

    @property
    def trained(self) -> BoolArray:
        """G: trained within the grid."""
        return self.first < NEVER

    @property
    def switchers(self) -> BoolArray:
        """G: seen both before and after training."""
        seen, relative = self.observed, self.relative
        return np.any(seen & (relative < 0), axis=1) & np.any(seen & (relative >= 0), axis=1)

    def keep(self, units: BoolArray) -> Design:
        """The same design with only the units marked True."""
        names = tuple(name for name, kept in zip(self.units, units, strict=True) if kept)
        own = {name: getattr(self, name)[units] for name in ("value", "first", "transition")}
        return replace(self, units=names, **own)


def relative_periods(first: IntArray, transition: IntArray, n_periods: int) -> IntArray:
    """(…, G, T) periods since training for dates `first` (…, G); those before it are counted from the transition."""
    since = np.arange(n_periods) - first[..., None]
    return since + transition[..., None] * (since < 0)


def set_aside(first: IntArray, transition: IntArray, n_periods: int) -> BoolArray:
    """(…, G, T): the periods of transition."""
    since = np.arange(n_periods) - first[..., None]
    return (since < 0) & (since >= -transition[..., None])


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


def with_comparison(design: Design, fewest: int) -> Design:
    """Only the periods with at least `fewest` units untrained and still reporting, two of them (one) seen that period.

    Estimators ask for one such unit, as published; a verdict asks for more, so that it holds without any one of them.
    The others are blanked and counted in `dropped_periods`.
    """
    untreated = design.observed & (design.relative < 0)
    usable = (still_untrained(design).sum(0) >= fewest) & (untreated.sum(0) >= min(fewest, 2))
    dropped = int((design.observed.any(0) & ~usable).sum())
    return replace(design, value=np.where(usable, design.value, np.nan), dropped_periods=dropped)


def still_untrained(design: Design) -> BoolArray:
    """G×T: the unit reports in that period or a later one, and has not been trained."""
    last = design.value.shape[1] - 1 - design.observed[:, ::-1].argmax(1)
    return (design.relative < 0) & (np.arange(design.value.shape[1]) <= last[:, None])


def read_grid(panel: pd.DataFrame) -> Design:
    """Every value of the panel on its grid, nothing left out. Raises ImpactError for a malformed panel."""
    missing = [name for name in COLUMNS if name not in panel.columns]
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
    return Design(tuple(map(str, units)), labels, value, first, transition)


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
