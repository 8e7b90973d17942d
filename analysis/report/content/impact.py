"""What training did, on one page of the report: verdict, trained beside untrained units, each unit before and after."""

from collections.abc import Sequence

import pandas as pd

from analysis.before_after import text as before_after_text
from analysis.before_after.compute import BeforeAfter
from analysis.impact.doubts import doubts
from analysis.impact.estimators.result import Impact, Interval
from analysis.impact.report import Evidence, other_assumptions
from analysis.impact.text import sensitivity_sentence
from analysis.impact.verdict import Verdict
from analysis.impact.verdict_text import STATE_LABELS, moved
from analysis.report.content.report import (
    BLANK,
    Number,
    ReportCell,
    ReportChart,
    ReportColumn,
    ReportLine,
    ReportMark,
    ReportTable,
    Section,
    number,
)
from analysis.text import wording
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import NAMES, frequency

IMPACT, MOST_DRAWN = "Dampak pelatihan", 10
CHANGE_COLUMNS = (
    ReportColumn("Indikator", 1.8), ReportColumn("Satuan", 0.95), ReportColumn("Sebelum", 1.15),
    ReportColumn("Sesudah", 1.15), ReportColumn("Perubahan", 1.4), ReportColumn("Batas bawah 95%"),
    ReportColumn("Batas atas 95%"), ReportColumn("Arah", 1.15), ReportColumn("Unit", 0.75),
)  # fmt: skip
DOUBT_COLUMNS = (ReportColumn("Pertanyaan", 1), ReportColumn("Jawaban", 3))
ASSUMPTION_COLUMNS = (
    ReportColumn("Andaian", 4), ReportColumn("Dampak"), ReportColumn("Batas bawah 95%", 1.2),
    ReportColumn("Batas atas 95%", 1.2), ReportColumn("Arah", 1.2),
)  # fmt: skip
PAIR_COLUMNS = (ReportColumn("Unit", 3), ReportColumn("Sebelum"), ReportColumn("Sesudah"), ReportColumn("Perubahan"))


def impact(evidence: Evidence | None, several: Sequence[BeforeAfter], unit: str | None) -> Section:
    """What training did, in one page: the verdict, trained beside untrained units by month, and each unit's own change.

    The verdict speaks of all units whatever `unit` is: it rests on comparing them.
    """
    if not several:
        return Section(IMPACT, ("Belum ada angka kinerja dalam data ini.",), name=IMPACT)
    drawn = [one for one in several[:1] if one.pairs]
    each = tuple(_pairs(one) for one in drawn if len(one.pairs) > MOST_DRAWN)
    table = ReportTable("Sebelum dan sesudah", CHANGE_COLUMNS, tuple(map(_changed, several)), before_after_text.CAUTION)
    if evidence is None:
        return Section(IMPACT, (), (table, *each), tuple(map(_dots, drawn)), name=IMPACT)
    charts = (*groups_chart(evidence), *map(_dots, drawn))
    return Section(
        _impact_title(evidence.verdict), _verdict(evidence.verdict, unit), (table, *each, *_grounds(evidence)),
        charts, name=IMPACT,
    )  # fmt: skip


def _grounds(evidence: Evidence) -> tuple[ReportTable, ...]:
    """What a reader would ask of the verdict, the answers, and what is not known; none where nothing was estimated."""
    rows = [(one.question, one.answer) for one in doubts(evidence.verdict)]
    if not rows:
        return ()
    rows.append(("Yang belum diketahui", _unknown(evidence)))
    return (ReportTable("Bertumpu pada apa", DOUBT_COLUMNS, tuple(rows)),)


def _unknown(evidence: Evidence) -> str:
    """What these figures cannot tell: how long it lasts, and whether it would be the same elsewhere."""
    rows = evidence.rows.dropna(subset=["value"])
    starts = rows.drop_duplicates("unit")["first_treated"].dropna()
    since = (rows["period"].max() - starts.min()).n
    others = rows.loc[rows["first_treated"].isna(), "unit"].nunique()
    elsewhere = f", dan apakah sama besar di {others} unit yang belum dilatih" if others else ""
    return (
        f"Apakah hasilnya bertahan lebih dari {since} {NAMES[frequency(starts.min())]} sesudah pelatihan pertama"
        f"{elsewhere}."
    )


def _verdict(verdict: Verdict, unit: str | None) -> tuple[str, ...]:
    """What training did, how strong the evidence is, and what it rests on."""
    whole = ("Kesimpulan ini tentang semua unit.",) if unit else ()
    return verdict.sentence, verdict.strength, f"{verdict.level.words} {verdict.basis}".strip(), *whole


def _impact_title(verdict: Verdict) -> str:
    """ "Pelatihan: IKM naik 3,9 poin di unit yang dilatih", or that nothing is seen yet."""
    if verdict.state not in ("improved", "worsened"):
        return STATE_LABELS[verdict.state]
    size = moved(verdict.estimates[0], verdict.indicator)
    return f"Sesudah pelatihan, {wording.inside(wording.short_name(verdict.indicator))} {size} di unit yang dilatih"


def groups_chart(evidence: Evidence) -> tuple[ReportChart, ...]:
    """Trained units' mean beside that of the untrained, period by period; none without both."""
    rows, known = evidence.rows.dropna(subset=["value"]), evidence.verdict.indicator
    trained = rows["first_treated"].notna()
    means = rows.groupby([trained, "period"])["value"].mean().unstack(0)
    if not {True, False} <= set(means.columns):
        return ()
    counts = rows.groupby(trained)["unit"].nunique()
    names = {False: f"belum dilatih ({counts[False]} unit)", True: f"dilatih ({counts[True]} unit)"}
    first, last = means.index[0], means.index[-1]
    return (
        ReportChart(
            name="Grafik dua kelompok",
            title=f"{wording.short_name(known)} unit yang dilatih dan yang belum, tiap {NAMES[frequency(first)]}",
            kind="course",
            categories=tuple(map(wording.short_period, means.index)),
            lines=tuple(ReportLine(names[group], tuple(map(float, means[group]))) for group in (False, True)),
            decimals=known.decimals,
            caption=f"{wording.labelled(known)}, rata-rata unit, {wording.period_range(first, last)}.",
            marks=_starts(rows, list(means.index)),
        ),
    )


def _starts(rows: pd.DataFrame, periods: list[pd.Period]) -> tuple[ReportMark, ...]:
    """The periods in which units became trained, by how many."""
    first = rows.drop_duplicates("unit")["first_treated"].dropna()
    counts = first[first.isin(periods)].value_counts().sort_index()
    return tuple(
        ReportMark(periods.index(start), f"P{place}", f"{count} unit mulai dilatih")
        for place, (start, count) in enumerate(zip(counts.index, counts, strict=True), 1)
    )


def assumptions_appendix(evidence: Evidence | None) -> tuple[Section, ...]:
    """The appendix that an auditor reads: the effect with one assumption changed at a time; none without an effect."""
    several = other_assumptions(evidence) if evidence else ()
    if evidence is None or not several:
        return ()
    verdict = evidence.verdict
    first, known = verdict.estimates[0], verdict.indicator
    rows = (_assumed("Angka utama", first, known), *(_assumed(one.assumption, one.found, known) for one in several))
    changed = wording.labelled_change(known)
    note = f"Dampak pada {changed}. Satu andaian diubah setiap kali; kesimpulan laporan memakai angka utama."
    table = ReportTable("Dampak dengan andaian lain", ASSUMPTION_COLUMNS, tuple(rows), note)
    said = sensitivity_sentence(several, first)
    return (Section("Kepekaan dampak", (said,), (table,), appendix=True),)


def _assumed(name: str, found: Interval | Impact, indicator: Indicator) -> tuple[ReportCell, ...]:
    sizes = (found.estimate, found.ci_low, found.ci_high)
    decimals = wording.fine(wording.change_decimals(indicator), *sizes)
    said = wording.direction(found.ci_low, found.ci_high, indicator)
    return name, *(number(size, decimals, signed=True) for size in sizes), said


def _changed(one: BeforeAfter) -> tuple[ReportCell, ...]:
    known = one.indicator
    decimals, level_decimals = before_after_text.change_decimals(one), before_after_text.level_decimals(one)
    changes = (number(value, decimals, signed=True) for value in (one.difference, one.ci_low, one.ci_high))
    levels = (number(value, level_decimals) for value in (one.before, one.after))
    direction = before_after_text.direction(one) if one.n_units else BLANK
    return known.label, known.unit, *levels, *changes, direction, Number(one.n_units)


def _pairs(one: BeforeAfter) -> ReportTable:
    """Every unit before and after, where they are too many to be drawn."""
    levels = _pair_decimals(one)
    changes = max(levels, wording.change_decimals(one.indicator))
    rows = (
        (pair.unit, number(pair.before, levels), number(pair.after, levels),
         number(pair.after - pair.before, changes, signed=True))
        for pair in one.pairs
    )  # fmt: skip
    return ReportTable(f"{wording.short_name(one.indicator)} per unit", PAIR_COLUMNS, tuple(rows))


def _pair_decimals(one: BeforeAfter) -> int:
    """Decimals at which no unit's value before looks like the one after, where they differ."""
    return max(wording.fine(one.indicator.decimals, pair.before, pair.after) for pair in one.pairs)


def _dots(one: BeforeAfter) -> ReportChart:
    """The units that changed most, all where they are few, in the order of the pairs."""
    most = sorted(one.pairs, key=lambda pair: -abs(pair.after - pair.before))[:MOST_DRAWN]
    pairs = [pair for pair in one.pairs if pair in most]
    some = f" Digambar {MOST_DRAWN} unit yang paling berubah; semuanya ada di tabel."
    return ReportChart(
        name="Grafik per unit",
        title=before_after_text.title(one),
        kind="dots",
        categories=tuple(pair.unit for pair in pairs),
        lines=(
            ReportLine("Sebelum", tuple(pair.before for pair in pairs)),
            ReportLine("Sesudah", tuple(pair.after for pair in pairs)),
        ),
        decimals=_pair_decimals(one),
        caption=(
            f"{wording.labelled(one.indicator)}; {before_after_text.sample(one)}"
            f"{some if len(pairs) < len(one.pairs) else BLANK}"
        ),
    )
