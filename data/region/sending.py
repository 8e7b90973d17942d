"""Make the file of one month that a kecamatan sends its city: only the month's records are counted."""

from datetime import UTC, date, datetime

import numpy as np
import pandas as pd

from data import __version__
from data.panel.build import VALUES
from data.panel.dataset import Dataset
from data.panel.employment import employed
from data.panel.whole_periods import whole_panel
from data.problems import BookError
from data.region.monthly_file import MADE, ROWS, SCHEMA, columns_of, ends_in, signed
from data.region.pseudonyms import PEOPLE, people
from data.vocabulary.periods import last_day, period_span, period_text
from data.vocabulary.regulations import FEWEST

NOT_OVER = "Bulan {month} belum selesai; kirim sesudah bulannya berakhir."
NOTHING = "Buku tidak memuat angka untuk bulan {month}; unggah dulu data bulan itu, lalu kirim."


def months_in(dataset: Dataset, today: date) -> list[pd.Period]:
    """The months that are over, from the first figures of the books to the last, and earlier ones with trainings."""
    days, completed = _days_of_figures(dataset), _months(_completed(dataset.pelatihan))
    span = period_span(min(_months(days)), max(_months(days))) if len(days) else []
    return sorted(month for month in completed.union(span) if last_day(month).date() < today)


def monthly_file(dataset: Dataset, month: pd.Period, kecamatan: str, key: bytes, now: datetime) -> bytes:
    """That month of these books, signed; only its records are counted. BookError where it is not over, or empty."""
    if last_day(month).date() >= now.date():
        raise BookError(NOT_OVER.format(month=period_text(month)))
    figures = _figures(dataset, month, now.date())
    told = figures[~figures["n"].between(1, FEWEST - 1)]
    rows = {"nilai": told.assign(period=told["period"].map(period_text)), **_people_of(dataset, month)}
    if month > max(_months(_days_of_figures(dataset)), default=month - 1):
        raise BookError(NOTHING.format(month=period_text(month)))
    content = {
        "skema": SCHEMA, "aplikasi": __version__, "kecamatan": kecamatan, "bulan": period_text(month),
        "dibuat": now.astimezone(UTC).strftime(MADE), "contoh": dataset.is_sample,
        "unit": sorted(set(figures["unit"])), "disamarkan": len(figures) - len(told),
        **{kind: columns_of(rows[kind], kind) for kind in ROWS},
    }  # fmt: skip
    return signed(content, key)


def _figures(dataset: Dataset, month: pd.Period, today: date) -> pd.DataFrame:
    """The panel's figures of the periods that end in the month, counted from the records that can touch them."""
    cases = dataset.layanan
    first, last = month.start_time, (month + 1).end_time
    near = cases["masuk"].between(first, last) | cases["selesai"].between(first, last)
    part = Dataset(
        layanan=cases[near],
        skm=dataset.skm[ends_in(dataset.skm["period"], month)],
        kinerja=dataset.kinerja[ends_in(dataset.kinerja["period"], month)],
    )
    panel = whole_panel(part, today)
    return panel.loc[ends_in(panel["period"], month), VALUES].reset_index(drop=True)


def _days_of_figures(dataset: Dataset) -> pd.Series:
    """The last days of all periods, and the first and last moments of cases."""
    periods = {*dataset.kinerja["period"].unique(), *dataset.skm["period"].unique()}
    cases = dataset.layanan[["masuk", "selesai"]].agg(["min", "max"]).to_numpy().ravel()
    return pd.Series([*map(last_day, periods), *cases], dtype="datetime64[us]").dropna()


def _months(days: pd.Series) -> set[pd.Period]:
    stamps = pd.to_datetime(days.dropna()).to_numpy().astype("datetime64[M]")
    return {pd.Period(str(month), "M") for month in np.unique(stamps)}


def _completed(trainings: pd.DataFrame) -> pd.Series:
    return trainings["selesai"].fillna(trainings["mulai"])


def _people_of(dataset: Dataset, month: pd.Period) -> dict[str, pd.DataFrame]:
    first, last = month.start_time, last_day(month)
    staff = dataset.pegawai[employed(dataset.pegawai, first, last)]
    completed = _completed(dataset.pelatihan).between(first, month.end_time)
    part = Dataset(pegawai=staff, pelatihan=dataset.pelatihan[completed])
    return {kind: people(part, kind) for kind in PEOPLE}
