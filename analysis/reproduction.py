"""The page's figures as a folder that anyone can compute again: panel, figures, and a script of its own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import recompute
from analysis.checks import Drift
from analysis.dossier import Dossier
from analysis.export import guarded
from analysis.impact import Impact, Interval
from analysis.impact.its import periods_a_year
from analysis.impact.randomisation import randomise
from analysis.verdict import Verdict
from data.periods import period_text

SCRIPT = "hitung_ulang.py"
METHODS = {"imputation": "imputasi", "twfe": "efek_tetap", "cs": "callaway", "its": "runtun_waktu"}
PARTS = {"estimate": "perkiraan", "se": "galat_baku", "ci_low": "batas_bawah", "ci_high": "batas_atas", "p": "p"}
ABOUT = """Hitung ulang angka halaman Dampak

1. Pasang Python 3.11 atau lebih baru, lalu: pip install numpy scipy
2. Jalankan di folder ini: python hitung_ulang.py
   Tiap angka dicetak dua kali (dari halaman, dan dihitung ulang dari panel.csv) sampai delapan angka di belakang koma.

panel.csv   satu baris satu unit pada satu periode; dipakai = 1 berarti baris itu dasar putusan
angka.csv   angka di halaman
Pembanding sintetis tidak ikut: bobotnya dipelajari dari data oleh program.

"""


def bundle(dossier: Dossier, about: dict[str, str]) -> bytes:
    """A ZIP of the panel, the page's figures, the script and a text that says how to run it and what was chosen."""
    shown = pd.DataFrame(figures(dossier).items(), columns=["nama", "angka"])
    script = Path(recompute.__file__).read_text(encoding="utf-8")
    chosen = "\n".join(f"{key}: {text}" for key, text in about.items())
    files = {
        "BACA DULU.txt": ABOUT + chosen + "\n",
        "panel.csv": panel_table(dossier).to_csv(index=False),
        "angka.csv": shown.to_csv(index=False),
        SCRIPT: script,
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def panel_table(dossier: Dossier) -> pd.DataFrame:
    """The rows that were read, one a unit and period, in the columns that `analysis.recompute` explains."""
    rows = dossier.rows.dropna(subset=["value"])
    start = rows["period"].min()
    return pd.DataFrame(
        {
            "unit": rows["unit"].map(guarded),
            "periode": rows["period"].map(period_text),
            "urutan": _order(rows["period"], start),
            "nilai": rows["value"],
            "n": rows["n"],
            "jp_per_pegawai": rows["jp_per_pegawai"],
            "mulai_terlatih": rows["first_treated"].map(period_text),
            "urutan_mulai": _order(rows["first_treated"], start),
            "dipakai": rows["used"].astype(int),
        }
    )


def _order(periods: pd.Series, start: pd.Period) -> pd.Series:
    """Place of each period counted from `start`; empty where there is none."""
    places = [(one.ordinal - start.ordinal) // start.freq.n if isinstance(one, pd.Period) else None for one in periods]
    return pd.Series(places, index=periods.index, dtype="Int64")


def figures(dossier: Dossier) -> dict[str, str]:
    """Every figure of the page, as the script writes it, by the script's name for it."""
    verdict = dossier.evidence.verdict
    design, drift = verdict.design, verdict.drift
    if design is None or drift is None:
        return {}
    found: dict[str, float] = {"periode_setahun": periods_a_year(design.periods)}
    for impact in verdict.estimates:
        if impact.method in METHODS:
            found |= _interval(METHODS[impact.method], impact)
    found |= {
        "terkecil_terdeteksi": verdict.minimum_detectable,
        "beda_tren_peniada": verdict.breakdown_drift,
        "uji_acak.p": randomise(design).p,
    }
    found |= _drift(drift) | _behind(dossier, verdict)
    return {name: recompute.written(float(figure)) for name, figure in found.items()}


def _interval(name: str, found: Interval | Impact) -> dict[str, float]:
    return {f"{name}.{word}": getattr(found, part) for part, word in PARTS.items()}


def _drift(drift: Drift) -> dict[str, float]:
    named = {"beda_tren": drift.difference, "beda_tren.diteruskan": drift.carried, "beda_tren.loncatan": drift.step}
    return {key: figure for name, found in named.items() for key, figure in _interval(name, found).items()}


def _behind(dossier: Dossier, verdict: Verdict) -> dict[str, float]:
    """The course, the event study, every wave and period, the raw comparison, dose and response."""
    found: dict[str, float] = {}
    for lag, actual, without in dossier.evidence.course.iloc[:, :3].itertuples(index=False):
        found |= {f"jalan{lag:+d}.kenyataan": actual, f"jalan{lag:+d}.tanpa_pelatihan": without}
    for row in verdict.estimates[0].event_study.itertuples(index=False):
        name = f"periode{row.period:+d}"
        found |= {f"{name}.{PARTS[part]}": getattr(row, part) for part in ("estimate", "se", "ci_low", "ci_high")}
    found |= _waves(dossier)
    if np.isfinite(dossier.raw.ci_low):
        ends = {"batas_bawah": dossier.raw.ci_low, "batas_atas": dossier.raw.ci_high}
        found |= {f"mentah.{key}": figure for key, figure in {"perkiraan": dossier.raw.difference, **ends}.items()}
    return found | (_interval("dosis", dossier.dose.slope) if dossier.dose else {})


def _waves(dossier: Dossier) -> dict[str, float]:
    if dossier.cells.empty:
        return {}
    start = dossier.rows.dropna(subset=["value"])["period"].min()
    waves, periods = (_order(dossier.cells[name], start) for name in ("group", "period"))
    named = zip(waves, periods, dossier.cells["estimate"], strict=True)
    return {f"gelombang.{wave}.{period}": effect for wave, period, effect in named}
