"""The one panel every page, report and command reads: unit × period × indicator, with the unit's training exposure."""

from collections import Counter

import numpy as np
import pandas as pd

from data.memoize import memoize
from data.panel.aggregate.cells import Cells, count_cells
from data.panel.dataset import Dataset
from data.panel.exposure import ANY, MEASURES, Training, measure_exposure
from data.problems import UnknownName
from data.vocabulary.holidays import days_off
from data.vocabulary.indicators import INDICATORS, Indicator, indicator
from data.vocabulary.periods import NAMES, commonest_frequency, first_day, frequency, period_text

KEYS = ["unit", "period", "indicator"]
WORKLOAD, ELEMENT = "volume", "nrr_"
VALUES = [*KEYS, "value", "n"]
DOUBTS = {
    "still_open": "belum selesai, sehingga belum ikut lama layanan dan tepat waktu",
    "contradict": "selesai sebelum masuk, sehingga tidak ikut lama layanan dan tepat waktu",
    "no_time": "bertanggal tanpa jam, sehingga tidak ikut lama layanan dalam menit",
    "no_standard": "tanpa standar waktu, sehingga tidak ikut tepat waktu",
    "beyond_the_calendar": (
        "dijanjikan dalam hari kerja di tahun yang daftar hari liburnya belum ada, sehingga hanya Sabtu dan Minggu "
        "yang tidak dihitung"
    ),
    "too_coarse": "bertanggal tanpa jam, sehingga tidak ikut tepat waktu",
}


@memoize(beside=days_off)
def panel_of(dataset: Dataset, training: Training = ANY, threshold: float = 0.5) -> pd.DataFrame:
    """One row a unit, period and indicator that has a value.

    Columns: unit, period (Period; frequencies may differ between rows), indicator (catalogue key, the office's own
    header, or nrr_u1…nrr_u9), value, n (respondents or cases behind the value; NaN where unknown), porsi_terlatih
    (percent, 0–100), jp_per_pegawai (JP, cumulative), first_treated (Period of the row's frequency, or NaT),
    share_after (0–1, share of that period after the day of training; see `exposure.event_time`); kecamatan where the
    dataset knows several.
    `attrs["notes"]` lists in Indonesian everything assumed or left out. A value typed in a kinerja sheet wins over one
    computed from respondents or cases. Built once for as long as the dataset lives and the days off stay.
    """
    return with_exposure(dataset, *measured(dataset), training, threshold)


def with_exposure(
    dataset: Dataset, values: pd.DataFrame, notes: tuple[str, ...], training: Training = ANY, threshold: float = 0.5
) -> pd.DataFrame:
    """The panel of these values (unit, period, indicator, value, n) and `notes`; see `panel_of`."""
    cells = values[["unit", "period"]].drop_duplicates()
    exposure = measure_exposure(dataset.pegawai, dataset.pelatihan, cells, training, threshold)
    panel = _sorted(values.merge(exposure.table, on=["unit", "period"], how="left"))
    if dataset.kecamatan:
        panel["kecamatan"] = panel["unit"].map(dataset.kecamatan)
    panel.attrs["notes"] = [*notes, *exposure.notes]
    return panel


@memoize(beside=days_off)
def measured(dataset: Dataset) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The panel without exposure: unit, period, indicator, value, n; and in Indonesian what was left out."""
    return values_of(dataset.kinerja, count_cells(dataset, days_off()))


def values_of(kinerja: pd.DataFrame, cells: Cells) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """unit, period, indicator, value, n of the panel: a typed value wins over one counted; notes as in `measured`."""
    notes: list[str] = []
    return _prefer_typed(_typed(kinerja, notes), _counted(cells, notes), notes), tuple(notes)


def indicators_in(panel: pd.DataFrame) -> list[Indicator]:
    """The panel's indicators: the catalogue's first and in its order, then the office's own."""
    there = set(panel["indicator"].unique())
    listed = [one for one in INDICATORS if one.key in there]
    return listed + [indicator(key) for key in sorted(there - {one.key for one in listed})]


def outcomes_in(panel: pd.DataFrame) -> list[Indicator]:
    """The panel's indicators of service: all but the volume of work and the survey's single elements."""
    return [one for one in indicators_in(panel) if one.key != WORKLOAD and not one.key.startswith(ELEMENT)]


def pooled(rows: pd.DataFrame, known: Indicator, by: str = "period") -> pd.Series:
    """One value of an indicator a group: the mean of its rows, their sum where it adds up; `rows`: value and `by`."""
    each = rows.groupby(by)["value"]
    return each.sum() if known.adds_up else each.mean()


@memoize()
def series(panel: pd.DataFrame, key: str) -> pd.DataFrame:
    """One indicator at one frequency (its commonest), ready for analysis; empty where the panel lacks it.

    Columns: unit, period (Period dtype), value, n, porsi_terlatih, jp_per_pegawai, first_treated (same dtype, or NaT).
    `attrs["notes"]` tells in Indonesian what was left out for being of another frequency.
    """
    rows = panel[panel["indicator"] == key].drop(columns="indicator")
    frequencies = np.array([frequency(period) for period in rows["period"]], dtype=object)
    freq = commonest_frequency(rows["period"])
    fits = frequencies == freq
    kept = rows[fits].reset_index(drop=True)
    dtype = pd.PeriodDtype(freq)
    kept = kept.assign(period=kept["period"].astype(dtype), first_treated=kept["first_treated"].astype(dtype))
    left_out = Counter(frequencies[~fits]).most_common()
    kept.attrs["notes"] = [
        f"{indicator(key).label}: {count} nilai per {NAMES[other]} tidak dipakai, karena kebanyakan nilai per "
        f"{NAMES[freq]}."
        for other, count in left_out
    ]
    return kept


def find_indicator(panel: pd.DataFrame, text: str) -> Indicator:
    """The indicator of that key or header that the panel holds (capitals do not matter); UnknownName otherwise."""
    keys = sorted(panel["indicator"].unique())
    for key in keys:
        if key.casefold() == text.strip().casefold():
            return indicator(key)
    listed = ", ".join(keys) if keys else "belum ada nilai di buku mana pun"
    raise UnknownName(f"Indikator “{text}” tidak ada di data. Yang ada: {listed}.")


def panel_as_text(panel: pd.DataFrame) -> pd.DataFrame:
    """The panel with its periods written as text (2025-10, 2025-T4 …), as files keep it."""
    texts = {column: panel[column].map(period_text) for column in ("period", "first_treated")}
    return panel.assign(**texts)


def _typed(kinerja: pd.DataFrame, notes: list[str]) -> pd.DataFrame:
    """Values as typed; where two rows give one cell, the later row (later file) counts."""
    rows = kinerja[VALUES].dropna(subset=[*KEYS, "value"])
    again = rows.duplicated(KEYS, keep="last")
    repeated = again & ~rows.duplicated([*KEYS, "value"], keep="last") if again.any() else again
    if repeated.any():
        notes.append(
            f"{repeated.sum()} nilai kinerja tertulis lebih dari sekali dengan angka berbeda "
            f"({_where(rows[repeated].iloc[0])}, misalnya); yang dipakai baris terakhir."
        )
    return rows[~again]


def _counted(cells: Cells, notes: list[str]) -> pd.DataFrame:
    """What respondents and cases come to; what could not be counted is said."""
    rows = cells.table[cells.table["origin"] != "kinerja"]
    incomplete = rows["value"].isna() & (rows["indicator"] == "ikm")
    if incomplete.any():
        notes.append(
            f"IKM {incomplete.sum()} unit-periode tidak dihitung karena ada unsur yang tidak dijawab siapa pun "
            f"({_where(rows[incomplete].iloc[0])}, misalnya)."
        )
    counts = {**cells.doubts.sum(), "beyond_the_calendar": cells.beyond_the_calendar}
    notes.extend(f"{counts[which]:.0f} berkas layanan {saying}." for which, saying in DOUBTS.items() if counts[which])
    return rows.loc[rows["value"].notna(), VALUES]


def _prefer_typed(typed: pd.DataFrame, computed: pd.DataFrame, notes: list[str]) -> pd.DataFrame:
    both = typed.merge(computed, on=KEYS, suffixes=("", "_computed"))
    for key, pairs in both.groupby("indicator"):
        tolerance = 0.5 * 10.0 ** -indicator(str(key)).decimals
        gap = (pairs["value"] - pairs["value_computed"]).abs()
        if (gap > tolerance + 1e-9).any():
            notes.append(_disagreement(str(key), pairs, gap, tolerance))
    return pd.concat([typed, computed]).drop_duplicates(KEYS, ignore_index=True)


def _disagreement(key: str, pairs: pd.DataFrame, gap: pd.Series, tolerance: float) -> str:
    worst = pairs.iloc[int(gap.to_numpy().argmax())]
    known = indicator(key)
    written, counted = (
        f"{number:.{known.decimals}f}".replace(".", ",") for number in worst[["value", "value_computed"]]
    )
    return (
        f"{known.label}: {(gap > tolerance).sum()} dari {len(pairs)} nilai yang diketik berbeda dari hitungan catatan "
        f"(terjauh {_where(worst)}: tertulis {written}, terhitung {counted}); yang dipakai nilai yang diketik."
    )


def _where(row: pd.Series) -> str:
    return f"{row['unit']}, {period_text(row['period'])}"


def _sorted(panel: pd.DataFrame) -> pd.DataFrame:
    """Rows by indicator, unit, frequency and time (Periods of different frequencies do not compare)."""
    starts, kinds = panel["period"].map(first_day), panel["period"].map(frequency)
    codes = (pd.factorize(one, sort=True)[0] for one in (kinds, panel["unit"], panel["indicator"]))
    order = np.lexsort((starts.to_numpy(), *codes))
    typed = panel.astype({"value": float, "n": float, "first_treated": object})
    return typed.iloc[order][[*VALUES, *MEASURES]].reset_index(drop=True)
