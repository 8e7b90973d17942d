"""Speed and accuracy of every service, the backlog, complaints, and what moved after training."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import nan

import numpy as np
import pandas as pd
from scipy.special import chdtri

from analysis.before_after.compute import BeforeAfter, compare
from analysis.stats.intervals import Share, share
from analysis.stats.multiple_testing import holm
from analysis.stats.survival import kaplan_meier, quantile, quantile_interval
from analysis.survey.compute import forms
from analysis.text.disclosure import told_together
from data.panel.build import panel_of, series
from data.panel.dataset import Dataset, Units, inside
from data.panel.exposure import Training
from data.panel.service_cases import elapsed_minutes, minutes_taken, on_time
from data.problems import NoAnswer
from data.vocabulary.ikm import ikm_by
from data.vocabulary.indicators import IKM, indicator
from data.vocabulary.periods import commonest_frequency, frequency, period_of


def units_served(dataset: Dataset) -> pd.DataFrame:
    """The units that have cases, one row each: column unit."""
    return dataset.layanan[["unit"]].drop_duplicates()


def service_by(dataset: Dataset, units: Units, by: str) -> tuple[ServiceTime, ...]:
    """Time taken, on time and returned files by "unit" or "layanan" (none: all cases); NoAnswer without cases.

    Services of fewer than five cases are told together.
    """
    cases = inside(dataset.layanan, units)
    together = cases.assign(layanan=told_together(cases["layanan"])) if by == "layanan" else cases
    return service_times(together, [by] if by else [])


def backlog_of(dataset: Dataset, units: Units) -> pd.DataFrame:
    """Open cases at each month's end; as `service.backlog`."""
    return backlog(inside(dataset.layanan, units))


def complaints_of(dataset: Dataset, units: Units) -> Complaints | None:
    """Complaints per 1,000 cases in those units; None where the books do not carry both."""
    return complaints_per_thousand(inside(panel_of(dataset), units))


def service_moves(dataset: Dataset, units: Units, training: Training) -> tuple[ServiceMove, ...]:
    """Which service's time moved after that training."""
    rows = series(panel_of(dataset, training), "lama_layanan").drop_duplicates("unit")
    months = [pd.NaT if pd.isna(first) else first.asfreq("M", "start") for first in rows["first_treated"]]
    first = pd.Series(months, index=rows["unit"], dtype="period[M]")
    return moves(inside(dataset.layanan, units), first, share_after=_shares_after(rows, "M"))


def _shares_after(rows: pd.DataFrame, freq: str) -> pd.Series:
    """By unit, the share of its first trained period after that day; 1 where those periods have another length."""
    alike = [isinstance(first, pd.Period) and frequency(first) == freq for first in rows["first_treated"]]
    return pd.Series(np.where(alike, rows["share_after"], 1.0), index=rows["unit"])


def survey_service_moves(dataset: Dataset, units: Units, training: Training) -> tuple[ServiceMove, ...]:
    """Which service's satisfaction moved after that training, among the forms of the commonest frequency."""
    rows = forms(dataset, units, None)
    if rows.empty:
        return ()
    freq = commonest_frequency(rows["period"])
    rows = rows[rows["period"].isin([period for period in rows["period"].unique() if frequency(period) == freq])]
    begun = series(panel_of(dataset, training), IKM.key).drop_duplicates("unit")
    first = begun.set_index("unit")["first_treated"]
    days = {unit: when.start_time.date() for unit, when in first.items() if isinstance(when, pd.Period)}
    starts = pd.Series({unit: period_of(day, freq) for unit, day in days.items()}, dtype=object)
    return survey_moves(rows, starts, share_after=_shares_after(begun, freq))


SOURCE = "Register layanan unit; standar pelayanan (Undang-Undang Nomor 25 Tahun 2009, Pasal 21)"
EVERY = "Semua"


@dataclass(frozen=True, slots=True)
class ServiceTime:
    """Cases of one office unit and one service ("Semua": not split), judged at `until`.

    median, p90: Kaplan–Meier minutes with 95% intervals, NaN where too many are open. on_time counts open cases past
    their standard as late. in_days: cases dated without hours, which count no minutes. n_wrong: cases left
    out because they end before they start, or have no start.
    """

    office: str
    layanan: str
    n: int
    n_open: int
    n_wrong: int
    in_days: int
    median: float
    median_low: float
    median_high: float
    p90: float
    p90_low: float
    p90_high: float
    on_time: Share
    returned: Share
    until: pd.Timestamp
    period: tuple[pd.Period, pd.Period]
    unit: str = "menit"
    source: str = SOURCE


@dataclass(frozen=True, slots=True)
class Complaints:
    """Complaints per 1,000 cases over the unit-months that state both, with the exact Poisson 95% interval."""

    rate: float
    ci_low: float
    ci_high: float
    complaints: int
    n: int
    period: tuple[pd.Period, pd.Period]
    unit: str = "pengaduan per 1.000 berkas"
    source: str = "WargaKu, buku pengaduan, dan register layanan unit"


@dataclass(frozen=True, slots=True)
class ServiceMove:
    """How one service's median time or index moved in the trained units; p_holm corrects for asking about every one."""

    layanan: str
    comparison: BeforeAfter
    p_holm: float


def service_times(
    layanan: pd.DataFrame,
    by: Sequence[str] = (),
    until: pd.Timestamp | None = None,
    holidays: Sequence[date] | None = None,
) -> tuple[ServiceTime, ...]:
    """One result a group of cases; `by` holds "unit", "layanan", both, or nothing for all cases together.

    Cases stand as they stood at `until` (None: the last moment any case shows). NoAnswer without cases.
    Promises in working days leave out `holidays` (None: the days off in force).
    """
    closed = until or last_moment(layanan)
    if pd.isna(closed):
        raise NoAnswer("Belum ada register layanan: unggah buku dengan kolom Tanggal Masuk dan Tanggal Selesai.")
    cases = judged_cases(layanan, closed, holidays)
    return tuple(_service_time(names, rows, closed) for names, rows in _groups(cases, by))


def judged_cases(layanan: pd.DataFrame, until: pd.Timestamp, holidays: Sequence[date] | None = None) -> pd.DataFrame:
    """The cases that had come in by `until`, as they stood then: minutes between the dates, taken (NaN where the dates
    carry no hours), met (1 on time, 0 late)."""
    seen = layanan[layanan["masuk"] <= until]
    seen = seen.assign(selesai=seen["selesai"].where(seen["selesai"] <= until))
    return seen.assign(
        layanan=seen["layanan"].fillna("Layanan tidak diisi"),
        minutes=elapsed_minutes(seen, until),
        taken=minutes_taken(seen, until),
        met=on_time(seen, until, holidays),
    )


def last_moment(layanan: pd.DataFrame) -> pd.Timestamp:
    """The last arrival or completion in the books; NaT without cases."""
    return layanan[["masuk", "selesai"]].max().max()


def backlog(layanan: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """Cases that had come in and were not done at each month's end: columns `by`, period, open, arrived, done.

    The last month runs to the last moment in the books; cases that end before they start are left out.
    """
    cases = layanan[elapsed_minutes(layanan, last_moment(layanan)) >= 0]
    if cases.empty:
        return pd.DataFrame(columns=[*by, "period", "open", "arrived", "done"])
    months = pd.period_range(cases["masuk"].min(), last_moment(cases), freq="M")
    parts = [_backlog(rows, months).assign(**names) for names, rows in _groups(cases, by)]
    return pd.concat(parts, ignore_index=True)[[*by, "period", "open", "arrived", "done"]]


def complaints_per_thousand(panel: pd.DataFrame) -> Complaints | None:
    """Complaints against volume over the unit-periods of the panel that carry both; None where none does."""
    wide = panel[panel["indicator"].isin(["pengaduan", "volume"])].pivot_table(
        index=["unit", "period"], columns="indicator", values="value", sort=False
    )
    both = wide.reindex(columns=["pengaduan", "volume"]).dropna()
    count, cases = int(both["pengaduan"].sum()), int(both["volume"].sum())
    if not cases:
        return None
    low = float(chdtri(2 * count, 0.975)) / 2 if count else 0.0
    high = float(chdtri(2 * count + 2, 0.025)) / 2
    months = both.index.get_level_values("period")
    ends = 1000 * low / cases, 1000 * high / cases
    return Complaints(1000 * count / cases, *ends, count, cases, (months.min(), months.max()))


def moves(
    layanan: pd.DataFrame, first_treated: pd.Series, window: int = 6, share_after: pd.Series | None = None
) -> tuple[ServiceMove, ...]:
    """Each service's monthly median time before and after the units' training, p corrected over services (Holm).

    first_treated: first trained month (Period M, or NaT) by unit, `share_after` that month's share after the day of
    training (None: whole), as `data.panel.exposure.event_time` reads it. Months are those of arrival; a month's median
    treats its open cases as censored. The comparison is before–after: it cannot tell training from what else changed.
    """
    months = layanan.assign(
        period=layanan["masuk"].dt.to_period("M"), taken=minutes_taken(layanan, last_moment(layanan))
    )
    known = months.dropna(subset=["taken"])
    placed = {name: _started(_medians(cases), first_treated, share_after) for name, cases in known.groupby("layanan")}
    rows = [(name, compare(one, indicator("lama_layanan"), window=window)) for name, one in placed.items()]
    corrected = _holm([comparison.p for _, comparison in rows])
    return tuple(ServiceMove(str(name), one, p) for (name, one), p in zip(rows, corrected, strict=True))


def survey_moves(
    skm: pd.DataFrame, first_treated: pd.Series, window: int = 4, share_after: pd.Series | None = None
) -> tuple[ServiceMove, ...]:
    """Each service's satisfaction index before and after the units' training, p corrected over services (Holm).

    skm: the survey's forms; first_treated: first trained period by unit, in the forms' frequency. A before–after
    comparison of the units' means over `window` periods on each side.
    """
    index = ikm_by(skm.dropna(subset=["layanan"]), ["layanan", "unit", "period"]).rename(columns={"ikm": "value"})
    index = _started(index, first_treated, share_after)
    rows = [(name, compare(one, IKM, window=window)) for name, one in index.groupby("layanan")]
    corrected = _holm([comparison.p for _, comparison in rows])
    return tuple(ServiceMove(str(name), one, p) for (name, one), p in zip(rows, corrected, strict=True))


def _groups(cases: pd.DataFrame, by: Sequence[str]) -> list[tuple[dict[str, str], pd.DataFrame]]:
    """The cases of each group and the group's names by column; all cases under no name where `by` is empty."""
    if not by:
        return [({}, cases)]
    groups = cases.groupby(list(by), sort=True)
    return [(dict(zip(by, map(str, names), strict=True)), rows) for names, rows in groups]


def _service_time(names: dict[str, str], cases: pd.DataFrame, until: pd.Timestamp) -> ServiceTime:
    timed = cases[cases["minutes"] >= 0]
    measured = timed.dropna(subset=["taken"])
    curve = kaplan_meier(measured["taken"].to_numpy(), measured["selesai"].notna().to_numpy())
    months = timed["masuk"].dt.to_period("M")
    medians, tails = quantile_interval(curve, 0.5), quantile_interval(curve, 0.9)
    return ServiceTime(
        office=names.get("unit", EVERY),
        layanan=names.get("layanan", EVERY),
        n=len(timed),
        n_open=int(timed["selesai"].isna().sum()),
        n_wrong=len(cases) - len(timed),
        in_days=int(timed["taken"].isna().sum()),
        median=quantile(curve, 0.5),
        median_low=medians[0],
        median_high=medians[1],
        p90=quantile(curve, 0.9),
        p90_low=tails[0],
        p90_high=tails[1],
        on_time=share(timed["met"]),
        returned=share(cases["dikembalikan"]),
        until=until,
        period=(months.min(), months.max()),
    )


def _backlog(cases: pd.DataFrame, months: pd.PeriodIndex) -> pd.DataFrame:
    arrived = cases["masuk"].dt.to_period("M").value_counts().reindex(months, fill_value=0)
    done = cases["selesai"].dropna().dt.to_period("M").value_counts().reindex(months, fill_value=0)
    still_open = (arrived - done).cumsum()
    return pd.DataFrame(
        {"period": months, "open": still_open.to_numpy(), "arrived": arrived.to_numpy(), "done": done.to_numpy()}
    )


def _medians(cases: pd.DataFrame) -> pd.DataFrame:
    """Monthly Kaplan–Meier medians: unit, period, value."""
    rows = [(unit, period, _median(group)) for (unit, period), group in cases.groupby(["unit", "period"])]
    return pd.DataFrame(rows, columns=["unit", "period", "value"])


def _started(table: pd.DataFrame, first_treated: pd.Series, share_after: pd.Series | None) -> pd.DataFrame:
    """The series with each unit's first trained period and its share after training, as compare() takes it."""
    share = 1.0 if share_after is None else table["unit"].map(share_after)
    return table.assign(first_treated=table["unit"].map(first_treated).astype(object), share_after=share)


def _median(cases: pd.DataFrame) -> float:
    return quantile(kaplan_meier(cases["taken"].to_numpy(), cases["selesai"].notna().to_numpy()), 0.5)


def _holm(p: list[float]) -> list[float]:
    """Holm's correction over the comparisons that could be made; NaN where one could not."""
    known = np.isfinite(p)
    corrected = np.full(len(p), nan)
    corrected[known] = holm(np.array(p)[known].tolist())
    return corrected.tolist()
