"""Periods as notebooks keep them: the Timestamp of a period's first day, with its frequency in a column beside it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from data.problems import BookError
from data.vocabulary.periods import frequency, parse_period, period_of

PERIODS = ("period", "first_treated")
MONTHS = {1: "M", 3: "Q", 6: "6M", 12: "Y"}
REQUIRED = ("unit", "period", "value", "first_treated")


def with_timestamps(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `period` (and `first_treated`) as Timestamps and a column `frequency` (M, Q, 6M or Y) behind it."""
    named = [name for name in PERIODS if name in rows]
    starts = {name: pd.to_datetime(rows[name].map(_start)).astype("datetime64[ns]") for name in named}
    frequencies = rows["period"].map(frequency).astype(object)
    dated = rows.assign(**starts)
    dated.insert(list(dated).index("period") + 1, "frequency", frequencies)
    return dated


def with_periods(frame: pd.DataFrame, required: Sequence[str] = REQUIRED) -> pd.DataFrame:
    """The frame with pandas Periods of one frequency, as every analysis reads it.

    `period` and `first_treated` may be Periods, Timestamps or texts such as 2025-10; the frequency is that of the
    Periods, else of the column `frequency`, else the shortest step between the Timestamps. BookError names a column
    that lacks, or two frequencies in one frame.
    """
    lacking = [name for name in required if name not in frame]
    if lacking:
        raise BookError(f"Tabel belum punya kolom {', '.join(lacking)}; isi kolom itu lebih dulu.")
    freq = _frequency(frame)
    dtype = pd.PeriodDtype(freq)
    periods = {name: frame[name].map(lambda day: _period(day, freq)).astype(dtype) for name in PERIODS if name in frame}
    return frame.drop(columns="frequency", errors="ignore").assign(**periods)


def _start(period: object) -> object:
    return period.start_time if isinstance(period, pd.Period) else pd.NaT


def _frequency(frame: pd.DataFrame) -> str:
    told = frame["frequency"] if "frequency" in frame else frame["period"].dropna().map(_told_frequency)
    known = set(told.dropna())
    if len(known) > 1:
        raise BookError(f"Periodenya tercampur ({', '.join(sorted(known))}); pakai satu frekuensi saja.")
    return known.pop() if known else _shortest_step(pd.to_datetime(frame["period"]))


def _told_frequency(period: object) -> str | None:
    if isinstance(period, str):
        return frequency(parse_period(period))
    return frequency(period) if isinstance(period, pd.Period) else None


def _shortest_step(days: pd.Series) -> str:
    """The frequency whose steps are no longer than the shortest between two days."""
    months = np.unique(days.dropna().dt.year * 12 + days.dropna().dt.month)
    step = int(np.diff(months).min()) if len(months) > 1 else 1
    return MONTHS[max(length for length in MONTHS if length <= step)]


def _period(day: Any, freq: str) -> Any:
    if isinstance(day, str):
        return parse_period(day)
    if isinstance(day, pd.Period) or pd.isna(day):
        return day if isinstance(day, pd.Period) else pd.NaT
    return period_of(pd.Timestamp(day).date(), freq)
