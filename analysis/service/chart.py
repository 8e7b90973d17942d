"""Charts of the service register: time taken, on time, returned files, backlog, and what moved after training."""

from collections.abc import Sequence
from math import isfinite

import pandas as pd

from analysis.before_after import text as before_after_text
from analysis.charts import marks, style
from analysis.charts.marks import Mark
from analysis.charts.style import Chart
from analysis.service.compute import EVERY, ServiceMove, ServiceTime
from analysis.stats.intervals import Share
from analysis.text import wording
from data.vocabulary.events import EVENTS, Event

FLAGS = {
    "on_time": ("Tepat waktu", "selesai dalam standarnya; yang belum selesai dan lewat standar dihitung terlambat"),
    "returned": ("Berkas dikembalikan", "dikembalikan karena kurang atau keliru"),
}
DECIMALS = dict.fromkeys(
    ("Median", "Batas bawah 95%", "Batas atas 95%", "P90", "P90 bawah 95%", "P90 atas 95%", "Tepat waktu (%)",
     "Dikembalikan (%)"), 1,
)  # fmt: skip


def times(results: Sequence[ServiceTime], source: str) -> Chart:
    """Median time of each group with its interval, slowest first, and its 90th percentile in words."""
    slowest = sorted(results, key=lambda one: -one.median if isfinite(one.median) else -float("inf"))
    rows = [Mark(_name(one), one.median, _took(one), one.median_low, one.median_high, one.p90) for one in slowest]
    return Chart(
        figure=marks.dots(rows, when=_months(results)),
        title=f"Terlama: {_name(slowest[0])} ({_minutes(slowest[0].median)})",
        subtitle=f"Median lama layanan (menit) dengan selang 95%; belah ketupat: persentil ke-90, {_months(results)}",
        caption=_cases(results, source),
        alt="Median lama layanan: " + marks.spoken(rows),
        data=_table(slowest),
        decimals=DECIMALS,
    )


def shares(results: Sequence[ServiceTime], flag: str, source: str) -> Chart:
    """Share of each group's cases on time or returned (`flag` of FLAGS) with its interval, worst first."""
    label, meaning = FLAGS[flag]
    worst = sorted(results, key=lambda one: _share(one, flag).value, reverse=flag == "returned")
    rows = [_share_mark(_name(one), _share(one, flag)) for one in worst]
    extreme = "terbanyak" if flag == "returned" else "terendah"
    return Chart(
        figure=marks.dots(rows, when=_months(results), shares=True),
        title=f"{label} {extreme}: {_name(worst[0])} ({wording.percent(_share(worst[0], flag).value)})",
        subtitle=f"Porsi berkas (%) {meaning}, selang 95%, {_months(results)}",
        caption=_cases(results, source),
        alt=f"{label}: " + marks.spoken(rows),
        data=_table(worst),
        decimals=DECIMALS,
    )


def backlog_chart(table: pd.DataFrame, source: str, events: Sequence[Event] = EVENTS) -> Chart:
    """Cases open at each month's end; from `service.backlog`."""
    said = [
        f"akhir {wording.period(month)}: {wording.count(n)} berkas belum selesai"
        for month, n in zip(table["period"], table["open"], strict=True)
    ]
    fig, letters = marks.course(table, "open", events, said)
    fig.update_yaxes(rangemode="tozero")
    last = table.iloc[-1]
    return Chart(
        figure=fig,
        title=f"{wording.count(last['open'])} berkas belum selesai pada akhir {wording.period(last['period'])}",
        subtitle="Berkas yang sudah masuk dan belum selesai pada akhir bulan",
        caption=style.sentence(letters, f"n = {wording.count(int(table['arrived'].sum()))} berkas masuk", source),
        alt=f"Berkas belum selesai tiap akhir bulan; terakhir {wording.count(last['open'])}.",
        data=table.set_axis(["Bulan", "Belum selesai", "Masuk", "Selesai"], axis=1),
        decimals={},
    )


def moves_table(several: Sequence[ServiceMove]) -> pd.DataFrame:
    """How each service moved after training, where both sides are known; p by Holm."""
    return pd.DataFrame(
        {
            "Layanan": one.layanan,
            "Unit": one.comparison.n_units,
            "Sebelum": one.comparison.before,
            "Sesudah": one.comparison.after,
            "Perubahan": one.comparison.difference,
            "Arah": before_after_text.direction(one.comparison),
            "Batas bawah 95%": one.comparison.ci_low,
            "Batas atas 95%": one.comparison.ci_high,
            "p (Holm)": wording.p_value(one.p_holm),
        }
        for one in several
        if one.comparison.n_units
    )


def _table(results: Sequence[ServiceTime]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Kelompok": _name(one), "n": one.n, "Belum selesai": one.n_open, "Median": one.median,
            "Batas bawah 95%": one.median_low, "Batas atas 95%": one.median_high, "P90": one.p90,
            "P90 bawah 95%": one.p90_low, "P90 atas 95%": one.p90_high, "Tepat waktu (%)": one.on_time.value * 100,
            "Dikembalikan (%)": one.returned.value * 100,
        }
        for one in results
    )  # fmt: skip


def _name(one: ServiceTime) -> str:
    names = [name for name in (one.office, one.layanan) if name != EVERY]
    return ", ".join(names) or "Semua layanan"


def _share(one: ServiceTime, flag: str) -> Share:
    found: Share = getattr(one, flag)
    return found


def _share_mark(name: str, one: Share) -> Mark:
    label = f"{wording.percent(one.value)} · n = {wording.count(one.n)}" if one.n else "tidak tercatat"
    return Mark(name, one.value * 100, label, one.ci_low * 100, one.ci_high * 100)


def _took(one: ServiceTime) -> str:
    if not isfinite(one.median):
        return "terlalu banyak yang belum selesai"
    return f"{wording.number(one.median, 0)} · p90 {wording.number(one.p90, 0)}"


def _minutes(value: float) -> str:
    return "–" if not isfinite(value) else f"{wording.number(value, 0)} menit"


def _months(results: Sequence[ServiceTime]) -> str:
    first, last = min(result.period[0] for result in results), max(result.period[1] for result in results)
    return wording.period_range(first, last)


def _cases(results: Sequence[ServiceTime], source: str) -> str:
    n, still = sum(result.n for result in results), sum(result.n_open for result in results)
    return style.sentence(
        f"n = {wording.count(n)} berkas, {wording.count(still)} belum selesai (Kaplan–Meier)", results[0].source, source
    )
