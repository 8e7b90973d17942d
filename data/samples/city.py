"""A made-up city: the records of several kecamatan in one folder, the effect of training in each known."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from pandas.api.types import is_object_dtype

from data.access.person import Person
from data.files import as_book_error
from data.panel.attendance import attended
from data.panel.dataset import Dataset, empty_frame
from data.region.folder import write_folder
from data.samples.office import Office, make_office
from data.vocabulary.indicators import INDICATORS

SPREAD = 1.0
RESPONDENTS = (20, 120)
SESSIONS = 2
"""Months over which a unit goes to its first training."""
TRUTH = "truth.json"


@dataclass(frozen=True, slots=True)
class KecamatanTruth:
    """The mean effect of training on IKM in one kecamatan, and when each of its units was first trained."""

    kecamatan: str
    effect: float
    first_treated: dict[str, str | None]


def city_offices(
    seed: int, *, kecamatan: int, units: int, months: int, effect: float
) -> Iterator[tuple[KecamatanTruth, Dataset]]:
    """Each kecamatan's truth and records; effects are normal around `effect` with standard deviation SPREAD.

    The same seed gives the same city. IKM beyond 100 is cut off, so the truth is the mean of what was really added.
    """
    effects = np.random.default_rng(seed).normal(effect, SPREAD if effect else 0.0, kecamatan)
    for number, own in enumerate(effects, 1):
        office = make_office(seed + number, units=units, months=months, effect=float(own))
        name = f"Kecamatan {number:0{len(str(kecamatan))}d}"
        yield KecamatanTruth(name, office.truth.mean_effect["ikm"], office.truth.first_treated), records(office, number)


def write_city(
    seed: int, folder: Path, by: Person, *, kecamatan: int, units: int, months: int, effect: float
) -> list[KecamatanTruth]:
    """Fill `folder` as `python -m data export` would, with truth.json beside; BookError where it cannot."""
    several = []
    for truth, dataset in city_offices(seed, kecamatan=kecamatan, units=units, months=months, effect=effect):
        write_folder(dataset, folder, truth.kecamatan, by)
        several.append(truth)
    written = {one.kecamatan: {"effect": one.effect, "first_treated": one.first_treated} for one in several}
    with as_book_error(folder):
        (folder / TRUTH).write_text(json.dumps({"seed": seed, "kecamatan": written}, indent=2, ensure_ascii=False))
    return several


def records(office: Office, number: int) -> Dataset:
    """The office's figures, staff and trainings as they would be read from its books.

    The last three digits of each NIP are the kecamatan's `number`: two kecamatan share nobody.
    What people completed long before their unit's first training is left out: in units this small it would count.
    """
    keys = [one.key for one in INDICATORS if one.key in office.kinerja]
    kinerja = office.kinerja.melt(["unit", "period"], keys, "indicator", "value").assign(n=np.nan)
    asked = float(np.random.default_rng([office.truth.seed, 10]).integers(*RESPONDENTS))
    kinerja["n"] = kinerja["n"].where(kinerja["indicator"] != "ikm", asked)
    return Dataset(
        is_sample=True,
        kinerja=_frame("kinerja", kinerja),
        pegawai=_frame("pegawai", _of_place(office.pegawai, number)),
        pelatihan=_frame("pelatihan", _of_place(office.pelatihan[_since_first(office)], number)),
    )


def _of_place(people: pd.DataFrame, number: int) -> pd.DataFrame:
    return people.assign(nip=people["nip"].map(lambda nip: f"{nip[:-3]}{number:03d}", na_action="ignore"))


def _since_first(office: Office) -> pd.Series:
    first = office.pelatihan["unit"].map(office.truth.first_treated)
    not_completed = ~attended(office.pelatihan)
    begin = pd.to_datetime(first.fillna("2262-01")) - pd.DateOffset(months=SESSIONS)
    return not_completed | (pd.to_datetime(office.pelatihan["selesai"]) >= begin)


def _frame(kind: str, table: pd.DataFrame) -> pd.DataFrame:
    like = empty_frame(kind)
    rows = table.reindex(columns=like.columns).reset_index(drop=True)
    rows = rows.assign(file="contoh", sheet="contoh", row=np.arange(1, 1 + len(rows)))
    texts = [str(name) for name in like if is_object_dtype(like[name])]
    rows = rows.astype({name: one for name, one in like.dtypes.items() if name not in texts})
    return rows.assign(**{name: rows[name].astype(object).where(rows[name].notna(), None) for name in texts})
