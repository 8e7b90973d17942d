"""Sources of figures about people: invitations, refusals, and what participants learnt, from rows that name nobody.

Of refusals only what the page may tell: a hidden group has no row here.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from analysis.competence.participation import (
    Outreach,
    Participation,
    compared_sides,
    outreach_sides,
    told_by_group,
    told_reasons,
    told_steps,
)
from analysis.learning import compute as learning
from analysis.learning.compute import AFTER as LATER_SIDE
from analysis.learning.compute import BEFORE as EARLIER_SIDE
from analysis.learning.compute import LATER, TOP_SCORE, Learning, Paired, Reaction, paired, rating
from analysis.provenance.figures import LABELS
from analysis.provenance.formulas import AFTER, BEFORE
from analysis.provenance.origin import Filters, Formula, Source
from analysis.provenance.rows import of_persons, shuffled
from analysis.stats.intervals import Share, share
from data.panel.attendance import REFUSED as MENOLAK
from data.panel.attendance import invited
from data.panel.dataset import Dataset

ANSWERS = {
    "behaviour": ("perilaku", LATER),
    "motivation": ("motivasi", (LATER_SIDE, *LATER)),
    "confidence": ("percaya_diri", (LATER_SIDE, *LATER)),
}


def invitations(dataset: Dataset, result: Participation, table: str | None, filters: Filters) -> list[Source]:
    """Invitations, what became of them, why they were refused, and by whom (`table`), as far as that is shown."""
    return [*_counted(dataset, result, filters), _refused(dataset, result, table, filters)]


def _counted(dataset: Dataset, result: Participation, filters: Filters) -> list[Source]:
    told = told_steps(dataset.pegawai, dataset.pelatihan, result.funnel)
    steps = {LABELS[name]: calls for name, calls in told.items()}
    refusals = told_reasons(dataset.pegawai, dataset.pelatihan)
    why = {str(name): calls for name, calls in refusals.groupby("alasan")}
    return [
        Source(name, {group: len(calls) for group, calls in groups.items() if len(calls)}, COUNTED,
               partial(_groups, groups), filters)
        for name, groups in (("Undangan", steps), ("Alasan menolak", why))
    ]  # fmt: skip


def _refused(dataset: Dataset, result: Participation, table: str | None, filters: Filters) -> Source:
    """The shares refused: of all invitations where that is shown, and of the shown groups of one breakdown."""
    calls = invited(dataset.pegawai, dataset.pelatihan).query("recorded")
    all_calls = {"semua undangan": calls.assign(refused=calls["outcome"] == MENOLAK)} if result.refusal.n else {}
    shown = {"semua undangan": _refusing(result.refusal)} if result.refusal.n else {}
    told: pd.DataFrame = getattr(result, table) if table else result.by_unit.iloc[:0]
    for row in told[~told["hidden"]].to_dict("records"):
        share_of_group = Share(row["share"], row["ci_low"], row["ci_high"], int(row["invited"]))
        shown[str(row["group"])] = _refusing(share_of_group)
    by_group = told_by_group(dataset.pegawai, dataset.pelatihan, table).groupby("group") if table else ()
    groups = all_calls | {str(name): part for name, part in by_group}
    return Source("Penolakan", shown, REFUSED, partial(_groups, groups), filters)


def _refusing(one: Share) -> dict[str, Any]:
    return {"": one, "ditolak": one.n * one.value}


def _groups(groups: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The invitations of each group: Kelompok, and Ditolak (1: refused) where it is known."""
    flags = {
        name: {"Ditolak": part["refused"].astype(int)} if "refused" in part else {} for name, part in groups.items()
    }
    each = [of_persons(part, Kelompok=name, **flags[name]) for name, part in groups.items()]
    return pd.concat(each, ignore_index=True) if each else pd.DataFrame(columns=["Berkas", "Lembar", "Kelompok"])


def reached(dataset: Dataset, result: Outreach, filters: Filters) -> list[Source]:
    """Refusals before and after an outreach; nothing where the page shows none."""

    sides = outreach_sides(dataset.pegawai, dataset.pelatihan, result.day, result.months)
    rows = partial(_groups, dict(zip((BEFORE, AFTER), sides, strict=True)))
    options = {"day": result.day, "months": result.months}
    told = result.difference == result.difference
    return [Source("Ajakan", _points(result), REACHED, rows, filters, options)] if told else []


def learnt(dataset: Dataset, result: Learning, held: pd.DataFrame, filters: Filters) -> list[Source]:
    """Each measure of the participants, and the scores of each training; none about fewer than five persons."""
    forms = learning.forms_about(dataset, held)
    measures = [
        _measured(one, partial(_answer_rows, forms, column, later), None, filters)
        for field, (column, later) in ANSWERS.items()
        if (one := getattr(result, field))
    ]
    scores = [_measured(result.scores, partial(_score_rows, held), TOP_SCORE, filters)] if result.scores else []
    trainings = [
        _measured(one, partial(_score_rows, held[held["nama_pelatihan"] == one.measure]), TOP_SCORE, filters)
        for one in _shown(result.by_training)
    ]
    return [*_rated(forms, result.reaction, filters), *(one for one in (*scores, *measures, *trainings) if one.figures)]


def _rated(forms: pd.DataFrame, one: Reaction | None, filters: Filters) -> list[Source]:
    """What participants thought of the training; nothing where fewer than five persons said so."""
    answered = forms.dropna(subset=["reaksi"])
    rows = partial(_persons_rows, answered, "reaksi", range(len(answered)))
    return [Source("Reaksi peserta", one, RATED, rows, filters)] if one and one.mean == one.mean else []


def _shown(by_training: pd.DataFrame) -> list[Paired]:
    figures = ["before", "after", "difference", "ci_low", "ci_high", "gain"]
    return [
        Paired(str(row["nama_pelatihan"]), "", "", int(row["n"]), **{name: row[name] for name in figures})
        for row in by_training[~by_training["hidden"]].to_dict("records")
    ]


def _measured(one: Paired, rows: partial[pd.DataFrame], top: float | None, filters: Filters) -> Source:
    shown = one if one.difference == one.difference else None
    return Source(one.measure, shown, LEARNT, rows, filters, {"top": top})


def _score_rows(pelatihan: pd.DataFrame) -> pd.DataFrame:
    """Both scores of every completed pair, each occasion by itself."""
    pairs = pelatihan.dropna(subset=["nip", "nilai_pre", "nilai_post"])
    sides = {BEFORE: "nilai_pre", AFTER: "nilai_post"}
    long = pd.concat([pairs.assign(Sisi=side, Nilai=pairs[column]) for side, column in sides.items()])
    return _persons_rows(long.reset_index(drop=True), "Nilai", [*range(len(pairs))] * 2, ["Sisi"])


def _answer_rows(forms: pd.DataFrame, column: str, later: tuple[str, ...]) -> pd.DataFrame:
    """The answers of persons who answered about the same training before and later."""
    known = forms.dropna(subset=["nip", "nama_pelatihan", column])
    side = known["saat"].map({EARLIER_SIDE: BEFORE, **dict.fromkeys(later, AFTER)})
    known = known.assign(side=side).dropna(subset=["side"])
    kept = known[known.groupby(["nip", "nama_pelatihan"])["side"].transform("nunique") == 2]
    return _persons_rows(kept.assign(Sisi=side), column, kept["nama_pelatihan"], ["Sisi"])


def _persons_rows(
    frame: pd.DataFrame, column: str, occasions: Sequence[Any] | pd.Series, more: Sequence[str] = ()
) -> pd.DataFrame:
    """The table of one answer a row, its person and its training a number."""
    mixed = shuffled(frame.assign(occasion=occasions))
    numbers = {name: pd.factorize(mixed[of])[0] + 1 for name, of in (("Orang", "nip"), ("Kejadian", "occasion"))}
    return of_persons(mixed, **numbers, Nilai=mixed[column].astype(float), **{name: mixed[name] for name in more})


def _paired(rows: pd.DataFrame, top: float | None) -> Paired | None:
    """`rows` has one answer a line: Orang, Kejadian, Sisi, Nilai."""
    occasions = rows.groupby(["Sisi", "Orang", "Kejadian"])["Nilai"].mean()
    sides = occasions.groupby(level=["Sisi", "Orang"]).mean().unstack("Sisi")
    return paired(sides.rename(columns={BEFORE: "before", AFTER: "after"}), "", "", "", top)


def _points(found: Outreach) -> dict[str, Any]:
    """Both shares and their difference, in percent."""
    ends = {"perubahan": found.difference, "batas bawah 95%": found.ci_low, "batas atas 95%": found.ci_high}
    points = {name: 100 * value for name, value in ends.items()}
    return {BEFORE: found.before, AFTER: found.after, "": points, "undangan": found.before.n + found.after.n}


def _sides(rows: pd.DataFrame, day: pd.Timestamp, months: int) -> dict[str, Any]:
    before, after = (rows.loc[rows["Kelompok"] == side, "Ditolak"] for side in (BEFORE, AFTER))
    return _points(compared_sides(before, after, day, months))


COUNTED = Formula(
    "banyaknya undangan",
    "Banyaknya undangan (orang × pelatihan) tiap kelompok; kehadiran kosong dianggap selesai; alasan yang disebut "
    "kurang dari 5 orang digabung.",
    lambda rows: rows["Kelompok"].value_counts().to_dict(),
)
REFUSED = Formula(
    "bagian yang menolak",
    "Bagian undangan yang ditolak (Ditolak = 1) dari yang kehadirannya tercatat, dengan selang Wilson 95%.",
    lambda rows: {str(name): _refusing(share(flags)) for name, flags in rows.groupby("Kelompok")["Ditolak"]},
)
REACHED = Formula(
    "penolakan sebelum dan sesudah ajakan",
    "Bagian yang menolak (Ditolak = 1) sebelum dan sesudah kegiatan, selang Wilson 95%; selang selisihnya: Newcombe.",
    _sides,
)
RATED = Formula(
    "reaksi peserta",
    "Rata-rata nilai formulir tiap orang, lalu antarorang, dengan selang t 95%.",
    lambda rows: rating(rows.rename(columns={"Orang": "nip", "Nilai": "reaksi"})),
)
LEARNT = Formula(
    "sebelum dan sesudah pada orang yang sama",
    "Rata-rata tiap orang dulu, lalu antarorang; perubahan: sesudah dikurangi sebelum pada orang yang sama, selang 95% "
    "dan p: uji t berpasangan; gain: perubahan dibagi ruang yang tersisa sampai 100 (Hake).",
    _paired,
)
