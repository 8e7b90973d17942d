"""Who completed which training: personal rows, and whole-unit rows spread over the unit's staff of that day."""

from __future__ import annotations

import pandas as pd

COMPLETED = "selesai"
COLUMNS = [
    "nip", "unit", "nama_pelatihan", "bidang", "bentuk", "date", "jp", "biaya", "kehadiran", "alasan", "nilai_pre",
    "nilai_post",
]  # fmt: skip


def invited(pegawai: pd.DataFrame, pelatihan: pd.DataFrame) -> pd.DataFrame:
    """One row a person × training, whatever the attendance: columns COLUMNS.

    `date` is the day the training ended (its first day where the end is unknown; NaT where both are).
    A whole-unit row counts for everyone employed in the unit that day. A personal row about the same training and day
    goes before it, so one person's refusal stands; of two equal personal rows one is kept.
    `biaya` of a whole-unit row is divided among its staff.
    """
    pegawai, rows = typed(pegawai), typed(pelatihan)
    rows = rows.assign(date=rows["selesai"].fillna(rows["mulai"]))
    personal = rows[rows["nip"].notna()].drop(columns="unit").merge(_home(pegawai), on="nip", how="left")
    people = pd.concat([personal[COLUMNS], _spread(pegawai, rows[rows["nip"].isna()])], ignore_index=True)
    return people.drop_duplicates(["nip", "nama_pelatihan", "date"], ignore_index=True)


def completed(pegawai: pd.DataFrame, pelatihan: pd.DataFrame) -> pd.DataFrame:
    """The rows of `invited` that were attended to the end; attendance left blank counts as attended."""
    people = invited(pegawai, pelatihan)
    return people[people["kehadiran"].fillna(COMPLETED) == COMPLETED].reset_index(drop=True)


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with text keys and dates, also where it is empty or a column is wholly blank."""
    keys = frame.astype({"nip": object, "unit": object})
    return keys.assign(mulai=pd.to_datetime(keys["mulai"]), selesai=pd.to_datetime(keys["selesai"]))


def employed(pegawai: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.Series:
    """Mask of the rows of `pegawai` employed at some time from `first` to `last`; an unknown start or end is open."""
    return ~(pegawai["mulai"] > last) & ~(pegawai["selesai"] < first)


def _home(pegawai: pd.DataFrame) -> pd.DataFrame:
    """Each person's last unit."""
    return pegawai.sort_values("mulai", na_position="first").drop_duplicates("nip", keep="last")[["nip", "unit"]]


def _spread(pegawai: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Whole-unit rows, one for each member of staff employed that day."""
    staff = pegawai[["nip", "unit", "mulai", "selesai"]].drop_duplicates(["nip", "unit", "mulai"])
    spread = rows.drop(columns=["nip", "mulai", "selesai"]).reset_index(names="training").merge(staff, on="unit")
    present = spread[~(spread["mulai"] > spread["date"]) & ~(spread["selesai"] < spread["date"])]
    headcount = present.groupby("training")["nip"].transform("nunique")
    return present.assign(biaya=present["biaya"] / headcount)[COLUMNS]
