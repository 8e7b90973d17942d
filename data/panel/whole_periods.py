"""Which figures are of periods that are over and fully recorded: an unfinished month is no month to compare."""

from datetime import date

import numpy as np
import pandas as pd

from data.memoize import memoize
from data.panel.build import KEYS, panel_of
from data.panel.dataset import Dataset
from data.vocabulary.holidays import days_off
from data.vocabulary.indicators import counted
from data.vocabulary.periods import first_day, last_day

USUAL_PAUSE = 5


@memoize(beside=days_off)
def whole_panel(dataset: Dataset, today: date, panel: pd.DataFrame | None = None) -> pd.DataFrame:
    """The panel without figures of a period that `today` lies in, or that a unit's register stops within.

    Where the books know of later periods than today's, none is taken for running. A register stops where more working
    days without a case are left than its pauses usually last: the 90th percentile, at least five. A figure typed in a
    kinerja sheet is of the whole period. `attrs["unfinished"]` lists the periods left out. `panel`: the
    dataset's, where it is known already.
    """
    panel = panel_of(dataset) if panel is None else panel
    starts, ends = (pd.to_datetime(panel["period"].map(end)) for end in (first_day, last_day))
    now = pd.Timestamp(today)
    partial = (starts <= now) & (ends >= now) & (starts.max() <= now)
    partial |= _cut_short(dataset, panel, ends, days_off())
    kept = panel[~partial].reset_index(drop=True)
    kept.attrs["unfinished"] = sorted(set(panel.loc[partial, "period"]), key=first_day)
    return kept


def _cut_short(dataset: Dataset, panel: pd.DataFrame, ends: pd.Series, free: tuple[date, ...]) -> pd.Series:
    """Mask of the figures counted from a register that stops before their period `ends`."""
    until = pd.to_datetime(panel["unit"].map(_recorded_until(dataset.layanan, free)))
    late = panel["indicator"].isin(counted("masuk", "selesai")) & (ends > until)
    typed = set(dataset.kinerja[KEYS].itertuples(index=False, name=None)) if late.any() else set()
    untyped = [cell not in typed for cell in panel.loc[late, KEYS].itertuples(index=False, name=None)]
    late[late] = np.array(untyped, dtype=bool)
    return late


def _recorded_until(cases: pd.DataFrame, free: tuple[date, ...]) -> dict[str, pd.Timestamp]:
    """The last day that each unit's register speaks for: its last case and a usual pause, in working days."""
    known = cases.dropna(subset=["masuk"])
    return {str(unit): _speaks_until(of_unit, free) for unit, of_unit in known.groupby("unit")["masuk"]}


def _speaks_until(arrivals: pd.Series, free: tuple[date, ...]) -> pd.Timestamp:
    days = np.unique(arrivals.to_numpy().astype("datetime64[D]"))
    pauses = np.busday_count(days[:-1], days[1:], holidays=list(free))
    usual = max(int(np.quantile(pauses, 0.9)) if len(pauses) else 0, USUAL_PAUSE)
    silent = np.busday_offset(days[-1], usual + 1, roll="backward", holidays=list(free))
    return pd.Timestamp(silent) - pd.Timedelta(days=1)
