"""The figures in a result: each number of its fields and tables under a label of its own."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from functools import singledispatch
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from analysis.impact.estimators import METHOD_NAMES, Design
from analysis.service.compute import EVERY
from analysis.stats.intervals import Share
from analysis.text import wording
from data.vocabulary.exposures import Exposure
from data.vocabulary.indicators import Indicator

DIGIT = re.compile(r"\d")
TEXTS = ("detail", "sentence", "basis")
"""Fields whose figures stand in a sentence only."""
NAMED = ("indicator", "office", "layanan", "measure", "method", "label", "name")
"""Fields that say what one of several results is about, beside the unit it is given for."""
PLACES = ("relative", "period", "tahun")
"""Columns of numbers that say what a row is about."""
NOT_SHOWN = {
    "direction", "dof", "dropped_periods", "false_alarm", "forms", "gaps", "in_days", "lag", "n_transition",
    "from_year", "line", "months", "mutu", "pass_mark", "status", "year",
}  # fmt: skip
UNITS = {
    **dict.fromkeys(("p", "p_holm", "adjusted_p", "t", "f", "f_p", "effect_size", "leverage", "gain", "gain_low",
                     "gain_high", "statistic", "x", "nrr", "bcr", "bcr_low", "bcr_high"), ""),
    **dict.fromkeys(("jp", "jp_missing", "mean_jp", "missing"), "JP"),
    **dict.fromkeys(("achievement", "achieved", "porsi_terlatih", "roi", "roi_low", "roi_high"), "%"),
    **dict.fromkeys(("benefit", "cost"), "Rp"),
}  # fmt: skip
"""Units that do not depend on what is measured."""
PERCENT = {"share", "top_share", "r2"}
LEVELS = {"before", "after", "actual", "counterfactual", "intercept", "mean", "y"}
LABELS = {
    "before": "sebelum", "after": "sesudah", "difference": "perubahan", "ci_low": "batas bawah 95%",
    "ci_high": "batas atas 95%", "low": "batas bawah", "high": "batas atas", "boot_low": "bootstrap bawah",
    "boot_high": "bootstrap atas", "effect_size": "Hedges g", "n_units": "banyak unit", "n_periods": "banyak periode",

    "n_before": "periode sebelum", "n_after": "periode sesudah", "window": "periode tiap masa", "pairs": "unit",
    "estimate": "perkiraan", "se": "galat baku", "n_treated": "unit yang sudah dilatih", "n_never": "unit pembanding",
    "n_obs": "nilai", "n_trained": "unit yang sudah dilatih", "n_controls": "pembanding", "event_study": "per periode",
    "relative": "periode sejak mulai dilatih", "actual": "kenyataan", "counterfactual": "tanpa pelatihan",
    "slope": "kemiringan", "intercept": "konstanta", "r2": "R²", "f_p": "p uji F", "f": "F", "checks": "pemeriksaan",
    "points": "titik", "statistic": "statistik", "p90_low": "p90 batas bawah", "p90_high": "p90 batas atas",
    "median_low": "median batas bawah", "median_high": "median batas atas", "n_open": "belum selesai",
    "n_wrong": "tanggal terbalik", "on_time": "tepat waktu", "returned": "dikembalikan", "open": "belum selesai",
    "arrived": "masuk", "done": "selesai", "rate": "per 1.000", "complaints": "pengaduan", "comparison": "",
    "p_holm": "p sesudah Holm", "ikm_rounded": "IKM dibulatkan", "ikm": "IKM", "n_incomplete": "tidak lengkap",
    "elements": "unsur", "lowest": "terendah", "highest": "tertinggi", "nrr": "rata-rata", "index": "indeks",
    "top_share": "jawaban terbaik", "by": "unit dan periode", "services": "layanan", "distribution": "sebaran",
    "bars": "", "population": "pengguna layanan", "needed": "sampel minimal", "share": "bagian", "n_pns": "banyak PNS",
    "n_met": "yang mencapai", "jp_missing": "JP yang kurang", "mean_jp": "rata-rata JP", "units": "unit",
    "ceiling": "PPPK", "rule": "aturan", "apart": "tidak dihitung", "people": "orang", "missing": "kurang",
    "n_above": "di atas batas", "jp": "JP", "by_form": "menurut bentuk", "by_way": "menurut cara",
    "by_field": "menurut bidang", "mix": "menurut proporsi", "trainings": "pelatihan", "places": "tempat",
    "price": "harga", "uncovered": "tidak tertutup", "costs": "biaya", "n_without_cost": "tanpa biaya",
    "per_participant": "per peserta", "per_jp": "per JP", "by_training": "", "point": "per poin", "minimum": "minimum",
    "scenario": "menutup kekurangan", "middle": "tengah", "per_person": "per PNS", "cost": "biaya",
    "per_point": "per poin", "gain": "perbaikan", "pagu": "pagu", "realisasi": "realisasi", "by_programme": "",
    "mean": "rata-rata", "achievement": "capaian", "target": "target", "realised": "realisasi",
    "invited": "diundang", "completed": "selesai", "refused": "menolak", "absent": "tidak hadir",
    "cancelled": "batal", "tested": "dites", "passed": "lulus", "detail": "",
    "sentence": "kesimpulan", "basis": "dasar",
    "minimum_detectable": "perubahan terkecil yang dapat dilihat", "breakdown_drift": "beda tren yang menghapus dampak",
    "drift": "beda tren", "carried": "diteruskan", "step": "loncatan", "breakdown": "menghapus dampak",
    "estimates": "", "comparison_units": "unit pembanding lagi", "periods": "periode lagi",
    "adjusted_p": "p sesudah Holm", "level": "tingkat bukti", "number": "",
    "gain_low": "perbaikan batas bawah", "gain_high": "perbaikan batas atas", "n_trainings": "banyak pelatihan",
    "benefit": "manfaat", "without_jp": "tanpa JP", "achieved": "capaian",
    "joined": "masuk", "left": "keluar", "others": "",
    "clustered_low": "batas bawah 95% per unit-periode", "clustered_high": "batas atas 95% per unit-periode",
    "n_clusters": "banyak unit-periode", "later": "sesudah periode terakhir yang dinilai",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or a sentence with numbers in it; `unit` None: a level or a change in what the result measures."""

    value: float | str
    unit: str | None = None
    level: bool = False

    def unit_of(self, measure: Indicator | str) -> str:
        """Its unit where the result is in that measure."""
        if self.unit is not None:
            return self.unit
        if isinstance(measure, str):
            return measure
        return measure.unit if self.level else measure.change_unit


def figures(found: Any) -> dict[str, Figure]:
    """Every figure of a result by its label; a label that is there already is numbered."""
    named, seen = dict[str, Figure](), Counter[str]()
    for path, figure in _walked(found, ()):
        label = " · ".join(filter(None, path)) or "nilai"
        seen[label] += 1
        named[label if seen[label] == 1 else f"{label} ({seen[label]})"] = figure
    return named


Path = tuple[str, ...]
Paths = Iterator[tuple[Path, Figure]]


@singledispatch
def _walked(found: Any, path: Path) -> Paths:
    """The figures of anything else: none."""
    if is_dataclass(found):
        for field in fields(found):
            value, name = getattr(found, field.name), LABELS.get(field.name, field.name.replace("_", " "))
            if field.name in TEXTS and DIGIT.search(str(value)):
                yield (*path, name), Figure(value, "")
            elif field.name not in NOT_SHOWN:
                yield from _in_its_unit(field.name, value, (*path, name))


@_walked.register(bool | Indicator | Exposure | Design)
def _subject(_: Any, __: Path) -> Paths:
    """What a result is about is no figure."""
    yield from ()


@_walked.register(int | float | np.number)
def _number(value: float, path: Path, unit: str | None = None) -> Paths:
    """A number that is known; counts have no unit."""
    if value == value:
        yield path, Figure(float(value), "" if isinstance(value, int | np.integer) else unit)


@_walked.register
def _share(found: Share, path: Path) -> Paths:
    """A share and its interval as percentages."""
    ends = {"": found.value, LABELS["ci_low"]: found.ci_low, LABELS["ci_high"]: found.ci_high}
    for name, value in ends.items():
        yield from _number(100 * value, (*path, name), "%")
    yield from _number(found.n, (*path, "n"))


@_walked.register(Mapping)
def _mapping(found: Mapping[str, Any], path: Path) -> Paths:
    for name, one in found.items():
        yield from _walked(one, (*path, str(name)))


@_walked.register(tuple | list)
def _several(found: Sequence[Any], path: Path) -> Paths:
    for place, one in enumerate(found, 1):
        yield from _walked(one, (*path, _called(one) or str(place)))


def _in_its_unit(name: str, value: Any, path: Path) -> Paths:
    """Counts and ratios have no unit, shares are percentages."""
    if name in PERCENT and isinstance(value, float):
        yield from _number(100 * value, path, "%")
    elif name in UNITS and isinstance(value, float):
        yield from _number(value, path, UNITS[name])
    elif name in LEVELS and isinstance(value, float):
        yield from ((where, replace(figure, level=True)) for where, figure in _number(value, path))
    else:
        yield from _walked(value, path)


def _called(one: Any) -> str:
    """What one of several results is about."""
    if not is_dataclass(one):
        return ""
    given = [field.name for field in fields(one) if field.default is MISSING]
    known = [getattr(one, name) for name in (*NAMED, "unit") if name in given]
    period = getattr(one, "period", None)
    texts = [
        wording.short_name(name) if isinstance(name, Indicator) else METHOD_NAMES.get(name, str(name))
        for name in known
        if name != EVERY
    ]
    return ", ".join([*texts, *([wording.period(period)] if isinstance(period, pd.Period) else [])])


@_walked.register
def _table(table: pd.DataFrame, path: Path) -> Paths:
    """Every number of a table; the other columns say what its row is about."""
    shown = table.loc[:, [name for name in table if name not in NOT_SHOWN and not is_bool_dtype(table[name])]]
    numbers = [name for name in shown if is_numeric_dtype(shown[name]) and name not in PLACES]
    about = [", ".join(map(_text, row)) for row in shown.drop(columns=numbers).itertuples(index=False)]
    for place, row in enumerate(shown[numbers].to_dict("records")):
        named = about[place] or f"baris {place + 1}"
        for name, value in row.items():
            yield from _in_its_unit(str(name), value, (*path, named, LABELS.get(str(name), str(name))))


def _text(value: Any) -> str:
    return wording.period(value) if isinstance(value, pd.Period) else str(value)
