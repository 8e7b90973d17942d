"""A dossier as tables under Indonesian headers: for the page, and one sheet each in the workbook."""

from collections.abc import Mapping

import pandas as pd

from analysis.before_after.compute import BeforeAfter
from analysis.impact.estimators import METHOD_NAMES
from analysis.impact.power import MAX_MORE, ladder
from analysis.impact.report import ImpactReport
from analysis.impact.reproduction import panel_table
from analysis.impact.verdict import Verdict
from analysis.impact.verdict_text import OUTCOME_LABELS, STATE_LABELS
from analysis.text import files, wording
from analysis.text.sentences import size
from data.vocabulary.indicators import Indicator

SPLIT_HEADERS = ["Kesimpulan", "Dampak", "Selang 95%", "p sesudah Holm", "Dasar"]
RAW = "Sebelum dan sesudah saja"
ENDS = {"estimate": "Perkiraan", "ci_low": "Batas bawah 95%", "ci_high": "Batas atas 95%"}
EVENT = {"period": "Periode sejak mulai dilatih", **ENDS, "n_units": "Unit"}
WAVES = {"group": "Mulai dilatih", "n_trained": "Unit", **ENDS}
CELLS = {
    "group": "Mulai dilatih",
    "period": "Periode",
    **ENDS,
    "n_trained": "Unit sudah dilatih",
    "n_controls": "Pembanding",
}
COURSE = {
    "relative": "Periode sejak mulai dilatih",
    "actual": "Yang terjadi",
    "counterfactual": "Perkiraan bila tidak dilatih",
    "n_units": "Unit",
}
DESIGN = {"first": "Mulai dilatih", "before": "Periode sebelum", "after": "Periode sesudah", "used": "Dipakai"}


def workbook(dossier: ImpactReport, splits: Mapping[str, Mapping[str, Verdict]], about: Mapping[str, str]) -> bytes:
    """Every number behind the page as XLSX; `splits` are verdicts by what split them, `about` what was chosen."""
    sheets = {
        "Kesimpulan": verdict_table(dossier),
        "Perkiraan": estimates_table(dossier),
        "Kepekaan": sensitivity_table(dossier),
        "Yang terjadi dan perkiraan": dossier.evidence.course.rename(columns=COURSE),
        "Dampak per periode": event_table(dossier),
        "Gelombang": waves_table(dossier),
        "Gelombang per periode": cells_table(dossier),
        "Daya": power_table(dossier.evidence.verdict),
        "Pemeriksaan": checks_table(dossier),
        "Unit yang dipakai": design_table(dossier),
        "Pasangan unit": pairs_table(dossier.raw),
        **{f"Menurut {name}": split_table(name, verdicts) for name, verdicts in splits.items()},
        "Panel": panel_table(dossier),
    }
    return files.tables_xlsx(sheets, about)


def verdict_table(dossier: ImpactReport) -> pd.DataFrame:
    """What may be said, and the figures beside it."""
    verdict, dose = dossier.evidence.verdict, dossier.dose
    rows = [
        ("Kesimpulan", STATE_LABELS[verdict.state]),
        ("Kalimat", verdict.sentence),
        ("Dasar", verdict.basis),
        ("Tingkat bukti (1–5)", verdict.level.number),
        ("Arti tingkat bukti", verdict.level.words),
        ("Perubahan terkecil yang dapat dilihat (peluang 80%)", verdict.minimum_detectable),
        ("Beda tren yang menghapus dampak, per periode", verdict.breakdown_drift),
    ]
    if verdict.needed:
        rows += [
            ("Unit pembanding lagi yang diperlukan", verdict.needed.comparison_units),
            ("Periode lagi yang diperlukan", verdict.needed.periods),
        ]
    if dose:
        slope = dose.slope
        rows += [
            ("Perubahan per 1 JP per pegawai", slope.estimate),
            ("Batas bawah 95% per JP", slope.ci_low),
            ("Batas atas 95% per JP", slope.ci_high),
        ]
    return pd.DataFrame(rows, columns=["Hal", "Isi"], dtype=object)


def estimates_table(dossier: ImpactReport) -> pd.DataFrame:
    """Every method's estimate, and the raw before–after difference last."""
    rows: list[tuple] = [
        (METHOD_NAMES[one.method], one.estimate, one.se, one.ci_low, one.ci_high, one.p, one.n_units, one.n_obs)
        for one in dossier.evidence.verdict.estimates
    ]
    raw = dossier.raw
    if raw.pairs:
        nan = float("nan")
        rows.append((RAW, raw.difference, nan, raw.ci_low, raw.ci_high, raw.p, raw.n_units, None))
    headers = ["Cara", "Perkiraan", "Galat baku", "Batas bawah 95%", "Batas atas 95%", "p", "Unit", "Unit-periode"]
    return pd.DataFrame(rows, columns=headers)


def sensitivity_table(dossier: ImpactReport) -> pd.DataFrame:
    """The effect under other assumptions, the headline first."""
    verdict = dossier.evidence.verdict
    first = [("Angka utama", verdict.estimates[0])] if dossier.sensitivity else []
    several = first + [(one.assumption, one.found) for one in dossier.sensitivity]
    rows = [
        (name, one.estimate, one.ci_low, one.ci_high, one.p, "ya" if one.ci_low <= 0 <= one.ci_high else "tidak")
        for name, one in several
    ]
    return pd.DataFrame(rows, columns=["Andaian", *ENDS.values(), "p", "Memuat nol"])


def event_table(dossier: ImpactReport) -> pd.DataFrame:
    """The headline's event study."""
    estimates = dossier.evidence.verdict.estimates
    rows = estimates[0].event_study if estimates else pd.DataFrame()
    return rows.reindex(columns=list(EVENT)).rename(columns=EVENT)


def waves_table(dossier: ImpactReport) -> pd.DataFrame:
    """The effect of each wave of training, from Callaway & Sant'Anna's group average."""
    return dossier.waves.reindex(columns=list(WAVES)).rename(columns=WAVES)


def cells_table(dossier: ImpactReport) -> pd.DataFrame:
    """The effect of each wave in each period; no interval where the wave is a single unit."""
    return dossier.cells.reindex(columns=list(CELLS)).rename(columns=CELLS)


def checks_table(dossier: ImpactReport) -> pd.DataFrame:
    """Every check with its outcome, its figures and its meaning."""
    return pd.DataFrame(
        [
            (check.name, OUTCOME_LABELS[check.outcome], check.detail, check.meaning)
            for check in dossier.evidence.verdict.checks
        ],
        columns=["Pemeriksaan", "Hasil", "Angka", "Artinya"],
    )


def design_table(dossier: ImpactReport) -> pd.DataFrame:
    """Each unit: when it began, how often it was seen before and after, and how many of those rows the verdict uses."""
    rows = dossier.rows.dropna(subset=["value"])
    after = rows["first_treated"].notna() & (rows["period"] >= rows["first_treated"])
    sides = rows.assign(before=~after, after=after).groupby("unit")
    table = sides[["before", "after", "used"]].sum()
    table.insert(0, "first", sides["first_treated"].first())
    return table.rename(columns=DESIGN).rename_axis("Unit").reset_index()


def power_table(verdict: Verdict) -> pd.DataFrame:
    """For changes of several sizes, how many more comparison units, or periods, it would take to find them (words)."""
    if verdict.design is None:
        return pd.DataFrame()
    like = verdict.design.periods[0]
    rows = [
        (
            size(need.target, verdict.indicator),
            _more(need.comparison_units, f"{need.comparison_units} unit"),
            _more(need.periods, wording.periods(need.periods or 0, like)),
        )
        for need in ladder(verdict.design)
    ]
    return pd.DataFrame(rows, columns=["Perubahan yang dapat ditemukan", "Unit pembanding lagi", "Atau waktu lagi"])


def _more(n: int | None, words: str) -> str:
    return f"lebih dari {MAX_MORE}" if n is None else words if n else "sudah cukup"


def pairs_table(raw: BeforeAfter) -> pd.DataFrame:
    """Each trained unit's mean before and after, unadjusted."""
    rows = [(pair.unit, pair.before, pair.after, pair.after - pair.before) for pair in raw.pairs]
    return pd.DataFrame(rows, columns=["Unit", "Sebelum", "Sesudah", "Perubahan"])


def split_table(name: str, verdicts: Mapping[str, Verdict]) -> pd.DataFrame:
    """One row a bidang of training or a kind of unit: its state, effect, interval, adjusted p and trained units."""
    rows = [(part, *_split(verdict)) for part, verdict in verdicts.items()]
    return pd.DataFrame(rows, columns=[name.capitalize(), *SPLIT_HEADERS])


def _split(verdict: Verdict) -> tuple[str, ...]:
    if not verdict.estimates:
        return STATE_LABELS[verdict.state], *[wording.NONE] * 3, wording.listing(verdict.missing)
    found, indicator = verdict.estimates[0], verdict.indicator
    decimals = wording.fine(wording.change_decimals(indicator), found.estimate, found.ci_low, found.ci_high)
    between = wording.interval(found.ci_low, found.ci_high, decimals)
    effect = wording.change(found.estimate, indicator, decimals)
    return STATE_LABELS[verdict.state], effect, between, wording.p_value(verdict.adjusted_p), verdict.basis


def decimals(dossier: ImpactReport) -> dict[str, int]:
    """How many decimals the number columns show: changes and levels the indicator's, p three."""
    places = wording.change_decimals(dossier.evidence.verdict.indicator)
    figures = [*ENDS.values(), "Galat baku", "Sebelum", "Sesudah", "Perubahan"]
    return dict.fromkeys(figures, places) | {"p": 3}


def interval_decimals(rows: pd.DataFrame, indicator: Indicator) -> int:
    """Decimals at which every estimate of `rows` (columns of ENDS) keeps its sign and lies between its ends."""
    least = wording.change_decimals(indicator)
    return max((wording.fine(least, *ends) for ends in rows[list(ENDS.values())].to_numpy(float)), default=least)
