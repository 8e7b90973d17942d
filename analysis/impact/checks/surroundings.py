"""What else could have moved the numbers, and how well they can show a change at all."""

from datetime import date

import numpy as np

from analysis.impact.checks.check import Check, CheckInput, Outcome
from analysis.impact.checks.selection import noise_correlation
from analysis.impact.rules import (
    AT_TOP,
    FEW_RESPONDENTS,
    GOOD_TURNOUT,
    MOST_COINCIDE,
    NEAR_TOP,
    PERSISTENT,
    POOR_TURNOUT,
    SOME_COINCIDE,
    TOO_FEW_RESPONDENTS,
)
from analysis.text import wording
from data.vocabulary.events import Event

AT_ONE_TIME = (
    "Semua unit yang sudah dilatih mulai pada satu waktu, sehingga hal lain yang terjadi pada mereka "
    "saat itu tidak dapat "
    "dipisahkan dari pelatihan."
)


def _grade(value: float, warn: float, fail: float) -> Outcome:
    """Outcome by two thresholds, the worse one further out; either direction."""
    sign = 1 if fail > warn else -1
    return "fail" if sign * (value - fail) >= 0 else "warn" if sign * (value - warn) >= 0 else "pass"


def events(case: CheckInput) -> Check:
    """Share of trained units that start in the period of something else that touches them, or in a month next to it."""
    seen = {event: _column(case, event.start) for event in case.context.events}
    shares = {event: _share_beside(case, event, column) for event, column in seen.items() if column >= 0}
    worst = max(shares, key=lambda event: shares[event], default=None)
    share = shares[worst] if worst else 0.0
    return Check(
        "events", "Kejadian lain", _grade(share, SOME_COINCIDE, MOST_COINCIDE), _event_detail(worst, share),
        "Kejadian lain yang jatuh bersamaan dengan pelatihan dapat tampak sebagai dampak pelatihan.",
    )  # fmt: skip


def dates(case: CheckInput) -> Check:
    """Warn where all trained units start at one date, or in two months next to each other: nobody can see a shock
    that came to them then and to no others."""
    n = len(np.unique(case.design.first[case.design.switchers]))
    return Check(
        "dates", "Banyaknya waktu mulai", "warn" if case.one_wave else "pass",
        AT_ONE_TIME if case.one_wave else f"Unit yang sudah dilatih mulai pada {n} waktu yang berbeda.",
        "Makin banyak waktu mulai, makin kecil peluang hal lain kebetulan selalu jatuh bersamaan dengan pelatihan.",
    )  # fmt: skip


def _share_beside(case: CheckInput, event: Event, column: int) -> float:
    design, beside = case.design, case.beside
    touched = np.array([event.unit in (None, unit) for unit in design.units])
    coincide = (abs(design.first - column) <= beside) & touched
    return float(coincide[design.switchers].mean())


def _column(case: CheckInput, day: date) -> int:
    """Column of the period that holds `day`; −1 outside the data."""
    periods = case.design.periods
    inside = (periods.start_time.date <= day) & (periods.end_time.date >= day)
    return int(inside.argmax()) if inside.any() else -1


def _event_detail(event: Event | None, share: float) -> str:
    if event is None or share == 0:
        return "Tidak ada pelatihan yang mulai bersamaan dengan kejadian lain yang tercatat."
    return (
        f"{wording.percent(share, 0)} unit yang sudah dilatih mulai di sekitar {event.label} "
        f"({wording.day(event.start)})."
    )


def ceiling(case: CheckInput) -> Check | None:
    """Level of trained units before training, close to 100 or not; None for an indicator without that bound."""
    if case.indicator.high != 100:
        return None
    level = case.level
    room = 100 - level
    return Check(
        "ceiling", "Mendekati batas nilai", _grade(room, NEAR_TOP, AT_TOP),
        f"Sebelum pelatihan rata-rata {wording.measure(level, case.indicator)}; ruang naik "
        f"{wording.number(room, 1)} poin.",
        "Di dekat nilai tertinggi hampir semua perubahan hanyalah naik turun acak.",
    )  # fmt: skip


def respondents(case: CheckInput) -> Check | None:
    """Median respondents (or files) behind one unit's value in one period; None where not recorded."""
    if not np.isfinite(case.respondents):
        return None
    return Check(
        "respondents", "Jumlah responden", _grade(case.respondents, FEW_RESPONDENTS, TOO_FEW_RESPONDENTS),
        f"Nilai tengah {wording.number(case.respondents, 0)} responden atau berkas per unit per periode.",
        "Nilai dari sedikit responden atau berkas naik turun karena kebetulan.",
    )  # fmt: skip


def persistence(case: CheckInput) -> Check:
    """Caution where noise is correlated from one period to the next; the drift is measured with it taken out."""
    correlation = noise_correlation(case.design, case.fits.shared)
    return Check(
        "autocorrelation", "Autokorelasi", "warn" if correlation >= PERSISTENT else "pass",
        f"Korelasi antarperiode {wording.number(correlation, 2)}; selang dihitung per unit sehingga tahan terhadapnya.",
        "Nilai yang mengikuti periode sebelumnya memuat lebih sedikit keterangan daripada jumlah periodenya.",
    )  # fmt: skip


def compliance(case: CheckInput) -> Check | None:
    """Share of the invited who completed the training; None where not recorded."""
    invited, attended = case.context.invited, case.context.attended
    if not invited or attended is None:
        return None
    share = attended / invited
    return Check(
        "compliance", "Kehadiran peserta", _grade(share, GOOD_TURNOUT, POOR_TURNOUT),
        f"{wording.count(attended)} dari {wording.count(invited)} yang diundang menyelesaikan pelatihan "
        f"({wording.percent(share, 0)}).",
        "Bila banyak yang tidak datang, yang terukur adalah dampak undangan, bukan dampak pelatihan.",
    )  # fmt: skip
