"""Who was invited to which training and completed it: personal rows, and whole-unit rows spread over that day's staff.

Nothing else reads the column `kehadiran`; exposure, hours, cost and participation all count the people found here.
"""

import pandas as pd

from data.memoize import memoize
from data.panel.dataset import SOURCE_COLUMNS
from data.panel.employment import last_units, listed_spells, typed

COMPLETED, ABSENT, REFUSED, CANCELLED = "selesai", "tidak hadir", "menolak", "batal"
HOURS_SUM = "Rekap JP"
"""How a sum of hours over a period is named: it tells how much somebody learned, not when or what."""
CALL_COLUMNS = [
    "nip", "unit", "nama_pelatihan", "bidang", "bentuk", "date", "jp", "biaya", "outcome", "recorded", "alasan",
    "nilai_pre", "nilai_post",
]  # fmt: skip


def attended(pelatihan: pd.DataFrame) -> pd.Series:
    """True for rows that were attended to the end; attendance left blank counts as attended."""
    return pelatihan["kehadiran"].fillna(COMPLETED) == COMPLETED


@memoize()
def outcomes(pelatihan: pd.DataFrame) -> pd.DataFrame:
    """The rows, with the day each training ended and what became of it.

    `date`: the last day, the first where that is missing, NaT where both are. `outcome`: COMPLETED, ABSENT, REFUSED or
    CANCELLED; attendance left blank counts as completed, and `recorded` is False. `training`: the row's place.
    """
    rows = typed(pelatihan)
    return rows.drop(columns="kehadiran").assign(
        date=rows["selesai"].fillna(rows["mulai"]).dt.normalize(),
        outcome=rows["kehadiran"].fillna(COMPLETED),
        recorded=rows["kehadiran"].notna(),
        training=range(len(rows)),
    )


@memoize()
def called(spells: pd.DataFrame, pelatihan: pd.DataFrame) -> pd.DataFrame:
    """One row a person × training, with the columns of `outcomes`; `spells` as `employment.listed_spells` gives them.

    A whole-unit row counts for everyone employed in the unit that day, save those with a row of their own about the
    same training (its name, within its days), whose own attendance stands. Of two equal rows one is kept.
    """
    rows = outcomes(pelatihan)
    personal = rows[rows["nip"].notna()]
    spread = _spread(spells, pelatihan)
    people = pd.concat([personal, spread[~_told_apart(spread, personal)]], ignore_index=True)
    return people.drop_duplicates(["nip", "nama_pelatihan", "date"], ignore_index=True)


@memoize()
def invited(pegawai: pd.DataFrame, pelatihan: pd.DataFrame) -> pd.DataFrame:
    """`called` for the staff list: columns CALL_COLUMNS, and file, sheet, row where known.

    `biaya` of a whole-unit row is divided among those it counts for. `unit` is the person's last one on the staff list,
    for persons missing there the one in the training book.
    """
    people = called(listed_spells(typed(pegawai))[0], pelatihan)
    headcount = people.groupby("training")["nip"].transform("size")
    columns = [*CALL_COLUMNS, *(name for name in SOURCE_COLUMNS if name in people)]
    unit = people["nip"].map(last_units(typed(pegawai))).astype(object).fillna(people["unit"])
    return people.assign(unit=unit, biaya=people["biaya"] / headcount)[columns]


@memoize()
def completed(pegawai: pd.DataFrame, pelatihan: pd.DataFrame) -> pd.DataFrame:
    """The rows of `invited` that were attended to the end; attendance left blank counts as attended."""
    people = invited(pegawai, pelatihan)
    return people[people["outcome"] == COMPLETED].reset_index(drop=True)


def unstaffed(pegawai: pd.DataFrame, pelatihan: pd.DataFrame) -> int:
    """How many whole-unit rows found nobody on the unit's staff that day, and so count for no one."""
    spread = _spread(listed_spells(typed(pegawai))[0], pelatihan)
    return int(pelatihan["nip"].isna().sum()) - spread["training"].nunique()


def whole_unit_days(spells: pd.DataFrame, pelatihan: pd.DataFrame) -> pd.DataFrame:
    """unit and date of each training that a whole unit completed; none of which all the staff told otherwise."""
    rows, staffed = outcomes(pelatihan), _spread(spells, pelatihan)["training"]
    told_otherwise = staffed[~staffed.isin(called(spells, pelatihan)["training"])]
    whole = rows["nip"].isna() & rows["unit"].notna() & (rows["outcome"] == COMPLETED)
    return rows.loc[whole & ~rows["training"].isin(told_otherwise), ["unit", "date"]].dropna(ignore_index=True)


def without_refusals(pelatihan: pd.DataFrame) -> pd.DataFrame:
    """The rows with "tidak hadir" in the place of every refusal, for whoever may not be told who refused."""
    return pelatihan.assign(kehadiran=pelatihan["kehadiran"].replace(REFUSED, ABSENT))


@memoize()
def _spread(spells: pd.DataFrame, pelatihan: pd.DataFrame) -> pd.DataFrame:
    """Whole-unit rows, one for each member of staff employed that day."""
    rows = outcomes(pelatihan)
    staff = spells[["nip", "unit", "mulai", "selesai"]].rename(columns={"mulai": "since", "selesai": "until"})
    spread = rows[rows["nip"].isna()].drop(columns="nip").merge(staff, on="unit")
    return spread[spread["date"].between(spread["since"], spread["until"])].drop(columns=["since", "until"])


def _told_apart(spread: pd.DataFrame, personal: pd.DataFrame) -> pd.Series:
    """True for whole-unit rows of people whose own row tells of the same training: same name, days that overlap.

    Who did not complete it may have written no day at all.
    """
    sides = [
        rows.assign(name=rows["nama_pelatihan"].astype("string").str.casefold().str.split().str.join(" "))
        for rows in (spread.reset_index(), personal)
    ]
    both = sides[0].merge(sides[1], on=["nip", "name"], suffixes=("", "_own"))
    first, first_own = (both[f"mulai{side}"].fillna(both[f"date{side}"]) for side in ("", "_own"))
    overlap = (first <= both["date_own"]) & (first_own <= both["date"])
    undated = both["date_own"].isna() & (both["outcome_own"] != COMPLETED)
    return pd.Series(spread.index.isin(both.loc[overlap | undated, "index"]), spread.index)
