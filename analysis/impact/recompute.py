"""Every figure of the page "Dampak" from the rows it rests on, by the estimators of the page itself.

    python hitung_ulang.py    reads panel.csv and angka.csv beside it, prints each figure twice and says SAMA or BEDA

panel.csv has one row a unit and period: indikator, unit, periode, nilai, n, jp_per_pegawai, mulai_terlatih (when the
unit was first trained; empty: never), bagian_sesudah (share of that period that comes after the day of training),
dipakai (1: the verdict rests on this row) and, where there are several, kecamatan.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.impact.checks import Drift
from analysis.impact.estimators import Impact, Interval, randomise
from analysis.impact.report import Evidence, ImpactReport, compile_impact_report, course
from analysis.impact.verdict import verdict_on
from data.vocabulary.indicators import indicator
from data.vocabulary.periods import parse_period, period_text

NAMES_BY_HEADER = {
    "unit": "unit", "periode": "period", "nilai": "value", "n": "n", "jp_per_pegawai": "jp_per_pegawai",
    "mulai_terlatih": "first_treated", "bagian_sesudah": "share_after",
    "kecamatan": "kecamatan",
}  # fmt: skip
METHODS = {"imputation": "imputasi", "twfe": "efek_tetap", "cs": "callaway", "its": "runtun_waktu"}
PARTS = {"estimate": "perkiraan", "se": "galat_baku", "ci_low": "batas_bawah", "ci_high": "batas_atas", "p": "p"}
NamedFigures = dict[str, float]


def recomputed(panel: Path) -> dict[str, str]:
    """The figures of a panel.csv."""
    table = pd.read_csv(panel, encoding="utf-8-sig", dtype=dict.fromkeys(("unit", "periode", "mulai_terlatih"), str))
    rows = table[[name for name in NAMES_BY_HEADER if name in table]].rename(columns=NAMES_BY_HEADER)
    for name in ("period", "first_treated"):
        periods = [pd.NaT if pd.isna(text) else parse_period(text) for text in rows[name]]
        rows[name] = pd.Series(periods, index=rows.index, dtype=object)
    verdict = verdict_on(rows, indicator=indicator(table["indikator"].iloc[0]))
    return figures(compile_impact_report(Evidence(verdict, rows, course(verdict.design))))


def figures(dossier: ImpactReport) -> dict[str, str]:
    """Every figure to eight decimals, by its name; none where nothing could be estimated."""
    verdict = dossier.evidence.verdict
    if verdict.design is None or verdict.drift is None:
        return {}
    found: NamedFigures = {
        "terkecil_terdeteksi": verdict.minimum_detectable,
        "beda_tren_peniada": verdict.breakdown_drift,
        "uji_acak.p": randomise(verdict.design).p,
    }
    for impact in verdict.estimates:
        if impact.method in METHODS:
            found |= _interval(METHODS[impact.method], impact)
    for other in dossier.sensitivity:
        found |= _interval(f"kepekaan.{other.key}", other.found)
    found |= _drift(verdict.drift) | _by_period(dossier.evidence) | _waves(dossier.cells) | _raw_and_dose(dossier)
    return {name: _written(float(figure)) for name, figure in found.items()}


def _written(figure: float) -> str:
    """A rounded minus nought has no sign."""
    return f"{figure:.8f}".replace("-0.00000000", "0.00000000")


def _interval(name: str, found: Interval | Impact) -> NamedFigures:
    return {f"{name}.{word}": getattr(found, part) for part, word in PARTS.items()}


def _drift(drift: Drift) -> NamedFigures:
    named = {
        "beda_tren": drift.difference, "beda_tren.loncatan": drift.step, "beda_tren.terlambat": drift.late,
        "beda_tren.bertahap": drift.ramp,
    }  # fmt: skip
    return {key: figure for name, found in named.items() for key, figure in _interval(name, found).items()}


def _by_period(evidence: Evidence) -> NamedFigures:
    """Trained units as they went and as predicted, and the event study."""
    found: NamedFigures = {}
    for lag, actual, without in evidence.course.iloc[:, :3].itertuples(index=False):
        found |= {f"jalan{lag:+d}.kenyataan": actual, f"jalan{lag:+d}.tanpa_pelatihan": without}
    for row in evidence.verdict.estimates[0].event_study.itertuples(index=False):
        name = f"periode{row.period:+d}"
        found |= {f"{name}.{PARTS[part]}": getattr(row, part) for part in ("estimate", "se", "ci_low", "ci_high")}
    return found


def _waves(cells: pd.DataFrame) -> NamedFigures:
    if cells.empty:
        return {}
    named = zip(cells["group"].map(period_text), cells["period"].map(period_text), cells["estimate"], strict=True)
    return {f"gelombang.{wave}.{period}": effect for wave, period, effect in named}


def _raw_and_dose(dossier: ImpactReport) -> NamedFigures:
    raw, found = dossier.raw, _interval("dosis", dossier.dose.slope) if dossier.dose else {}
    if np.isfinite(raw.ci_low):
        named = {"perkiraan": raw.difference, "batas_bawah": raw.ci_low, "batas_atas": raw.ci_high}
        found |= {f"mentah.{name}": figure for name, figure in named.items()}
    return found


def compared(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Name, figure of the page, figure computed here."""
    page = pd.read_csv(folder / "angka.csv", dtype=str, keep_default_na=False)
    here = recomputed(folder / "panel.csv")
    for name, figure in zip(page["nama"], page["angka"], strict=True):
        yield name, figure, here.get(name, "tidak ada")


def main() -> int:
    """Print every figure twice; 1 where one differs."""
    lines = list(compared(Path(__file__).resolve().parent))
    for name, page, here in lines:
        print(f"{name:32} {page:>18} {here:>18} {'SAMA' if page == here else 'BEDA'}")
    different = sum(page != here for _, page, here in lines)
    print(f"{different} dari {len(lines)} angka berbeda." if different else f"Semua {len(lines)} angka sama.")
    return int(different > 0)


if __name__ == "__main__":
    sys.exit(main())
