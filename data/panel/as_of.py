"""What the books held at the end of a period: the dataset and the panel as they stood then."""

import dataclasses
from datetime import date

import pandas as pd

from data.memoize import memoize
from data.panel.aggregate.cells import Cells, count_cells
from data.panel.build import values_of, with_exposure
from data.panel.dataset import Dataset
from data.vocabulary.holidays import days_off
from data.vocabulary.periods import first_day, last_day

MOST_KEPT = 2


@memoize(most=MOST_KEPT)
def as_of(dataset: Dataset, period: pd.Period) -> Dataset:
    """What the books held by the period's last day: values of periods begun by then, trainings ended by then.

    A case that came by then and was done later is still open.
    """
    after = _day_after(period)
    return dataclasses.replace(
        dataset,
        kinerja=_begun(dataset.kinerja, after),
        skm=_begun(dataset.skm, after),
        layanan=_arrived(dataset.layanan, after),
        pelatihan=dataset.pelatihan[~(pd.to_datetime(dataset.pelatihan["selesai"]) >= after)],
    )


@memoize(most=MOST_KEPT, beside=days_off)
def panel_as_of(dataset: Dataset, period: pd.Period) -> pd.DataFrame:
    """`panel_of(as_of(dataset, period))`, from what all records came to but for what came later."""
    known = as_of(dataset, period)
    cells = _cells_as_of(dataset, known, _day_after(period), days_off())
    return with_exposure(known, *values_of(known.kinerja, cells))


def _cells_as_of(dataset: Dataset, known: Dataset, after: pd.Timestamp, free: tuple[date, ...]) -> Cells:
    """What the records `known` come to; of a case done before it came, all of them are counted anew."""
    whole = count_cells(dataset, free)
    too_early = (dataset.layanan["masuk"] >= after) & (dataset.layanan["selesai"] < after)
    if too_early.any() or whole.beyond_the_calendar:
        return count_cells(known, free)
    still_open = known.layanan[["masuk", "selesai"]].isna().any(axis=1).sum()
    done = whole.doubts[whole.doubts.index < after]
    open_now = pd.DataFrame({"still_open": [still_open]}, index=[pd.NaT])
    return Cells(_begun(whole.table, after), pd.concat([done, open_now]).fillna(0), 0)


def _day_after(period: pd.Period) -> pd.Timestamp:
    return last_day(period) + pd.Timedelta(days=1)


def _arrived(layanan: pd.DataFrame, before: pd.Timestamp) -> pd.DataFrame:
    came = layanan[~(layanan["masuk"] >= before)]
    return came.assign(selesai=came["selesai"].where(came["selesai"] < before))


def _begun(frame: pd.DataFrame, before: pd.Timestamp) -> pd.DataFrame:
    return frame[_starts(frame) < before]


@memoize()
def _starts(frame: pd.DataFrame) -> pd.Series:
    """The first day of each row's period."""
    return pd.to_datetime(frame["period"].map(first_day))
