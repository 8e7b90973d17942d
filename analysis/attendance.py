"""Who completed which training: personal rows, and whole-unit rows spread over the unit's staff of that day."""

from __future__ import annotations

import pandas as pd

from data.dataset import SOURCE_COLUMNS
from data.once import once
from data.roster import listed_spells

COMPLETED = "selesai"
COLUMNS = [
    "nip", "unit", "nama_pelatihan", "bidang", "bentuk", "date", "jp", "biaya", "kehadiran", "alasan", "nilai_pre",
    "nilai_post",
]  # fmt: skip


@once
def invited(pegawai: pd.DataFrame, pelatihan: pd.DataFrame) -> pd.DataFrame:
    """One row a person × training, whatever the attendance: columns COLUMNS, and file, sheet, row where known.

    `date` is the day the training ended (its first day where the end is unknown; NaT where both are).
    A whole-unit row counts for everyone employed in the unit that day. A personal row about the same training and day
    goes before it, so one person's refusal stands; of two equal personal rows one is kept.
    `biaya` of a whole-unit row is divided among those it counts for. `unit` is the person's last one on the staff list,
    for persons missing there the one in the training book.
    """
    rows = _dated(pelatihan)
    personal = rows[rows["nip"].notna()]
    personal = personal.assign(unit=personal["nip"].map(_home(typed(pegawai))).astype(object).fillna(personal["unit"]))
    people = pd.concat([personal, _spread(pegawai, pelatihan)], ignore_index=True)
    people = people.drop_duplicates(["nip", "nama_pelatihan", "date"], ignore_index=True)
    headcount = people.groupby("training")["nip"].transform("size")
    columns = [*COLUMNS, *(name for name in SOURCE_COLUMNS if name in people)]
    return people.assign(biaya=people["biaya"] / headcount)[columns]


@once
def completed(pegawai: pd.DataFrame, pelatihan: pd.DataFrame) -> pd.DataFrame:
    """The rows of `invited` that were attended to the end; attendance left blank counts as attended."""
    people = invited(pegawai, pelatihan)
    return people[people["kehadiran"].fillna(COMPLETED) == COMPLETED].reset_index(drop=True)


def unstaffed(pegawai: pd.DataFrame, pelatihan: pd.DataFrame) -> int:
    """How many whole-unit rows found nobody on the unit's staff that day, and so count for no one."""
    return int(pelatihan["nip"].isna().sum()) - _spread(pegawai, pelatihan)["training"].nunique()


@once
def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with text keys and dates, also where it is empty or a column is wholly blank."""
    keys = frame.astype({"nip": object, "unit": object})
    return keys.assign(mulai=pd.to_datetime(keys["mulai"]), selesai=pd.to_datetime(keys["selesai"]))


def employed(pegawai: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.Series:
    """Mask of the rows of `pegawai` employed at some time from `first` to `last`; an unknown start or end is open."""
    return ~(pegawai["mulai"] > last) & ~(pegawai["selesai"] < first)


@once
def _dated(pelatihan: pd.DataFrame) -> pd.DataFrame:
    """The rows, typed, with the day each training ended (`date`) and its place among them (`training`)."""
    rows = typed(pelatihan)
    return rows.assign(date=rows["selesai"].fillna(rows["mulai"]).dt.normalize(), training=range(len(rows)))


def _home(pegawai: pd.DataFrame) -> pd.Series:
    """Each person's last unit, by NIP."""
    return (
        pegawai.sort_values("mulai", na_position="first").drop_duplicates("nip", keep="last").set_index("nip")["unit"]
    )


@once
def _spread(pegawai: pd.DataFrame, pelatihan: pd.DataFrame) -> pd.DataFrame:
    """Whole-unit rows, one for each member of staff employed that day."""
    rows, (staff, _) = _dated(pelatihan), listed_spells(typed(pegawai))
    spread = rows[rows["nip"].isna()].drop(columns=["nip", "mulai", "selesai"]).merge(staff, on="unit")
    return spread[spread["date"].between(spread["mulai"], spread["selesai"])]
