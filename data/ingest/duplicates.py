"""Rows that speak of the same thing: counted once where they agree, refused all where they contradict each other."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.ingest.parsers.text import row_ranges, shown
from data.panel.attendance import HOURS_SUM
from data.panel.dataset import SOURCE_COLUMNS
from data.problems import Problem
from data.vocabulary.indicators import indicator

IDENTITY = {
    "kinerja": ("unit", "period", "indicator"),
    "pelatihan": ("nip", "whole_unit", "nama_pelatihan", "mulai"),
    "pegawai": ("nip", "mulai"),
    "evaluasi": ("nip", "kode_peserta", "nama_pelatihan", "saat"),
    "anggaran": ("tahun", "program"),
    "kejadian": ("mulai", "nama", "unit"),
    "target": ("indikator", "tahun", "unit"),
    "rtl": ("tahun", "unsur", "program", "waktu"),
}
DECIDING = {
    "kinerja": ("value",),
    "pelatihan": ("kehadiran", "jp"),
    "pegawai": ("unit",),
    "evaluasi": ("motivasi", "percaya_diri", "perilaku", "reaksi"),
    "anggaran": ("pagu", "realisasi"),
    "kejadian": ("selesai",),
    "target": ("target", "arah"),
    "rtl": ("status",),
}


def drop_duplicates(kind: str, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """The frame with agreeing rows once and contradicting rows left out, and the problems that say so.

    Rows agree when no deciding fact differs (an IKM is printed with two decimals, so two are compared); of those the
    fullest is kept, or the first of equally full ones.
    """
    if kind not in IDENTITY or frame.empty:
        return frame, []
    same = pd.Series(_codes(kind, frame), index=frame.index)
    repeated = frame[same.duplicated(keep=False)].assign(same=same)
    if repeated.empty:
        return frame, []
    if kind == "kinerja":
        repeated["value"] = repeated["value"].where(repeated["indicator"] != "ikm", repeated["value"].round(2))
    groups = repeated.groupby("same", sort=False)
    against = np.logical_or.reduce([groups[fact].transform("nunique") > 1 for fact in DECIDING[kind]])
    agreeing, contradicting = repeated[~against], repeated[against]
    kept = agreeing.loc[_fullest(agreeing)]
    twins = agreeing.drop(index=kept.index)
    problems = _contradictions(kind, contradicting) + _repetitions(twins, kept.set_index("same"))
    return frame.drop(index=[*twins.index, *contradicting.index]).reset_index(drop=True), problems


def drop_told_sums(pelatihan: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """The training rows without sums of hours whose own trainings are told too, and what must be said of those."""
    names = pelatihan["nama_pelatihan"]
    of_sums = [name for name in names.unique() if str(name).startswith(HOURS_SUM)]
    if not of_sums:
        return pelatihan, []
    days = pelatihan.assign(date=pelatihan["selesai"].fillna(pelatihan["mulai"]), place=pelatihan.index)
    days["length"] = (days["date"] - days["mulai"].fillna(days["date"])).dt.days
    sums = days[names.isin(of_sums)]
    both = sums.merge(days.dropna(subset=["nip"]), on="nip", suffixes=("", "_part"))
    inside = both["date_part"].between(both["mulai"], both["selesai"]) & (both["length_part"] < both["length"])
    parts = both[inside].groupby("place")["jp_part"].sum()
    told = sums.loc[parts.index].assign(found=parts)
    return pelatihan.drop(index=told.index).reset_index(drop=True), [*_sums_in_detail(told), *_differing_sums(told)]


def _sums_in_detail(told: pd.DataFrame) -> list[Problem]:
    """One note for all sums of a sheet that are not counted again."""
    return [
        Problem(
            str(file), str(sheet), None, None, None, None,
            f"baris {row_ranges(_rows(rows))}: jumlah JP tidak dihitung lagi, karena rinciannya ada", "note",
        )
        for (file, sheet), rows in told.groupby(["file", "sheet"], sort=False)["row"]
    ]  # fmt: skip


def _differing_sums(told: pd.DataFrame) -> list[Problem]:
    reason = "jumlah {:g} JP, tetapi rinciannya {:g} JP; yang dihitung rinciannya, periksa keduanya"
    return [
        Problem(row["file"], row["sheet"], int(row["row"]), None, None, None, reason.format(row["jp"], row["found"]),
                "warning")
        for row in told[told["jp"] != told["found"]].to_dict("records")
    ]  # fmt: skip


def _codes(kind: str, frame: pd.DataFrame) -> np.ndarray:
    """One number for all rows that speak of the same thing."""
    if kind == "pelatihan":
        whole_unit = frame["unit"].where(frame["nip"].isna())
        plain = {name: str(name).casefold() for name in frame["nama_pelatihan"].unique()}
        frame = frame.assign(whole_unit=whole_unit, nama_pelatihan=frame["nama_pelatihan"].map(plain))
    codes = np.zeros(len(frame), dtype=np.int64)
    for name in IDENTITY[kind]:
        values, distinct = pd.factorize(frame[name], use_na_sentinel=False)
        codes = codes * max(len(distinct), 1) + values
    return codes


def _fullest(rows: pd.DataFrame) -> list[int]:
    """The index of the fullest row of each group."""
    fullness = rows.notna().sum(axis=1)
    return fullness.groupby(rows["same"], sort=False).idxmax().tolist()


def _contradictions(kind: str, rows: pd.DataFrame) -> list[Problem]:
    """Each row is told the nearest other row of its group."""
    groups = rows.groupby("same", sort=False)
    others = {column: groups[column].shift(-1).fillna(groups[column].shift(1)) for column in SOURCE_COLUMNS}
    places = map(_place, *(others[column] for column in SOURCE_COLUMNS))
    return [
        _problem(row, kind, f"bertentangan dengan {place}; semuanya tidak dipakai sampai salah satunya dihapus")
        for row, place in zip(rows.to_dict("records"), places, strict=True)
    ]


def _problem(row: dict, kind: str, reason: str) -> Problem:
    column, value = (indicator(row["indicator"]).label, shown(row["value"])) if kind == "kinerja" else (None, None)
    return Problem(row["file"], row["sheet"], int(row["row"]), column, None, value, reason)


def _place(file: str, sheet: str, row: float) -> str:
    return f"baris {row:.0f} lembar “{sheet}” file {file}"


def _repetitions(twins: pd.DataFrame, kept: pd.DataFrame) -> list[Problem]:
    """One note for all rows of a sheet that repeat rows of another one."""
    original = kept.loc[twins["same"], ["file", "sheet"]].to_numpy()
    sources = twins.assign(of_file=original[:, 0], of_sheet=original[:, 1])
    by_sheet = sources.groupby(["file", "sheet", "of_file", "of_sheet"], sort=False)["row"]
    return [
        Problem(
            str(file), str(sheet), None, None, None, None,
            f"baris {row_ranges(_rows(rows))} mengulang lembar “{of_sheet}” file {of_file}; dihitung sekali", "note",
        )
        for (file, sheet, of_file, of_sheet), rows in by_sheet
    ]  # fmt: skip


def _rows(rows: pd.Series) -> Sequence[int]:
    return sorted(set(rows.tolist()))
