"""The panel's cells as pandas alone computes them: the second opinion on every engine."""

import pandas as pd

from data.panel.build import VALUES
from data.panel.dataset import Dataset
from data.panel.service_cases import beyond_the_calendar, elapsed_minutes, minutes_taken, on_time
from data.vocabulary.ikm import UNSUR, ikm_by
from data.vocabulary.periods import frequency, period_text

KEYS = ["unit", "period", "indicator"]


def counted(dataset: Dataset, notes: list[str]) -> pd.DataFrame:
    """unit, period, indicator, value, n from respondents and cases; what was left out is added to `notes`."""
    return pd.concat([_from_skm(dataset.skm, notes), _from_layanan(dataset.layanan, notes)], ignore_index=True)


def _from_skm(skm: pd.DataFrame, notes: list[str]) -> pd.DataFrame:
    """IKM and NRR per element of each unit and period, respondents of all services pooled."""
    groups = skm.groupby(skm["period"].map(frequency), sort=False)
    tables = [ikm_by(part).rename(columns={unsur: f"nrr_{unsur.lower()}" for unsur in UNSUR}) for _, part in groups]
    if not tables:
        return _no_values()
    long = pd.concat(tables).melt(["unit", "period", "n"], var_name="indicator")[VALUES].astype({"period": object})
    incomplete = long["value"].isna() & (long["indicator"] == "ikm")
    if incomplete.any():
        notes.append(
            f"IKM {incomplete.sum()} unit-periode tidak dihitung karena ada unsur yang tidak dijawab siapa pun "
            f"({_where(long[incomplete].iloc[0])}, misalnya)."
        )
    return long.dropna(subset=["value"])


def _from_layanan(layanan: pd.DataFrame, notes: list[str]) -> pd.DataFrame:
    """Monthly service figures: time and punctuality by month of completion, volume and returns by month of arrival."""
    if layanan.empty:
        return _no_values()
    minutes, met = elapsed_minutes(layanan), on_time(layanan)
    _note_cases(layanan, minutes, met, notes)
    cases = layanan.assign(minutes=minutes_taken(layanan), tepat=100.0 * met)
    cases = cases.assign(kembali=100.0 * cases["dikembalikan"].astype(float), satu=1.0)
    figures = [
        _monthly(cases, "lama_layanan", "selesai", "minutes", "median"),
        _monthly(cases, "tepat_waktu", "selesai", "tepat", "mean"),
        _monthly(cases, "berkas_dikembalikan", "masuk", "kembali", "mean"),
        _monthly(cases, "volume", "masuk", "satu", "sum"),
    ]
    return pd.concat(figures, ignore_index=True)


def _monthly(cases: pd.DataFrame, key: str, date: str, column: str, how: str) -> pd.DataFrame:
    known = cases.dropna(subset=[date, column])
    groups = known.groupby(["unit", known[date].dt.to_period("M").rename("period")])[column]
    table = groups.agg(value=how, n="count").reset_index()
    return table.assign(period=table["period"].astype(object), indicator=key)[VALUES]


def _note_cases(layanan: pd.DataFrame, minutes: pd.Series, met: pd.Series, notes: list[str]) -> None:
    no_standard = layanan["standar_menit"].isna() & layanan["standar_hari_kerja"].isna() & minutes.notna()
    sayings = {
        "belum selesai, sehingga belum ikut lama layanan dan tepat waktu": minutes.isna(),
        "selesai sebelum masuk, sehingga tidak ikut lama layanan dan tepat waktu": minutes < 0,
        "bertanggal tanpa jam, sehingga tidak ikut lama layanan dalam menit": (minutes >= 0)
        & minutes_taken(layanan).isna(),
        "tanpa standar waktu, sehingga tidak ikut tepat waktu": no_standard,
        "dijanjikan dalam hari kerja di tahun yang daftar hari liburnya belum ada, sehingga hanya Sabtu dan Minggu "
        "yang tidak dihitung": beyond_the_calendar(layanan),
        "bertanggal tanpa jam, sehingga tidak ikut tepat waktu": met.isna() & (minutes >= 0) & ~no_standard,
    }
    notes.extend(f"{which.sum()} berkas layanan {saying}." for saying, which in sayings.items() if which.any())


def _where(row: pd.Series) -> str:
    return f"{row['unit']}, {period_text(row['period'])}"


def _no_values() -> pd.DataFrame:
    return pd.DataFrame({column: pd.Series(dtype=object) for column in VALUES})
