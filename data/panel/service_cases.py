"""Was a case finished within its promised time, given in minutes (hours, calendar days) or in working days?"""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from data.vocabulary.holidays import FIRST_YEAR, LAST_YEAR, days_off

DAY_MINUTES = 24 * 60


def elapsed_minutes(layanan: pd.DataFrame, until: pd.Timestamp | None = None) -> pd.Series:
    """Minutes from arrival to completion, for open cases to `until` (None: NaN); negative where dates contradict."""
    end = layanan["selesai"] if until is None else layanan["selesai"].fillna(until)
    return (end - layanan["masuk"]).dt.total_seconds() / 60


def minutes_taken(layanan: pd.DataFrame, until: pd.Timestamp | None = None) -> pd.Series:
    """Minutes from arrival to completion as far as they are known; NaN for cases whose dates contradict.

    Between two hours, for open cases to `until` (None: NaN); else as the register types it (lama_menit). Two days
    without hours give days, not minutes: NaN.
    """
    minutes = elapsed_minutes(layanan, until)
    between = minutes.where(_has_hour(layanan["masuk"]) & (_has_hour(layanan["selesai"]) | layanan["selesai"].isna()))
    if "lama_menit" in layanan:
        between = between.fillna(layanan["lama_menit"].where(layanan["selesai"].notna()))
    return between.where(minutes >= 0)


def _has_hour(moments: pd.Series) -> pd.Series:
    return moments.notna() & (moments != moments.dt.normalize())


def on_time(
    layanan: pd.DataFrame, until: pd.Timestamp | None = None, holidays: Sequence[date] | None = None
) -> pd.Series:
    """1.0 for a case within its standard, 0.0 for a late one, NaN where that cannot be said.

    Unsaid: no standard, contradicting dates, a standard shorter than a day on one day without hours, and a case still
    open and within its standard at `until`. An open case past its standard is late. Working days are Monday to
    Friday without `holidays` (None: the days off in force), counted from the day after arrival.
    """
    free = days_off() if holidays is None else holidays
    minutes, taken = elapsed_minutes(layanan, until), minutes_taken(layanan, until)
    too_coarse = taken.isna() & (minutes == 0) & (layanan["standar_menit"] < DAY_MINUTES)
    in_minutes = _within(taken.fillna(minutes), layanan["standar_menit"]).mask(too_coarse)
    in_days = _within(working_days(layanan, free, until), layanan["standar_hari_kerja"])
    verdict = in_minutes.fillna(in_days.where(layanan["standar_menit"].isna()))
    open_and_within = layanan["selesai"].isna() & (verdict == 1)
    return verdict.mask(open_and_within).where(minutes >= 0)


def working_days(layanan: pd.DataFrame, free: Sequence[date], until: pd.Timestamp | None = None) -> pd.Series:
    """Monday to Friday without the days `free`, from the day after arrival to the day of completion.

    Open cases count to `until` (None: NaN); negative where dates contradict.
    """
    end = layanan["selesai"] if until is None else layanan["selesai"].fillna(until)
    known = (end.notna() & layanan["masuk"].notna()).to_numpy()
    first, last = (column[known].to_numpy().astype("datetime64[D]") + 1 for column in (layanan["masuk"], end))
    days = np.full(len(layanan), np.nan)
    days[known] = np.busday_count(first, last, holidays=np.array(free, dtype="datetime64[D]"))
    return pd.Series(days, index=layanan.index)


def beyond_the_calendar(layanan: pd.DataFrame) -> pd.Series:
    """Mask of the cases promised in working days that reach into years whose decreed days off are not known."""
    years = layanan[["masuk", "selesai"]].apply(lambda column: column.dt.year)
    outside = (years < FIRST_YEAR) | (years > LAST_YEAR)
    return outside.any(axis=1) & layanan["standar_hari_kerja"].notna()


def _within(taken: pd.Series, allowed: pd.Series) -> pd.Series:
    return (taken <= allowed).astype(float).where(taken.notna() & allowed.notna())
