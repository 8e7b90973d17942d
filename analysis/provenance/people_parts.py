"""What the pages show of refusals and of what participants learnt, made again from rows that name nobody.

Of refusals only what the page may tell: a hidden group has no row here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from analysis.competence import chart as draw
from analysis.competence.participation import (
    STEPS,
    Outreach,
    Participation,
    compared_sides,
    outreach_sides,
    told_by_group,
    told_reasons,
    told_steps,
)
from analysis.learning import compute as learning
from analysis.learning import text as learning_text
from analysis.learning.chart import answers_table
from analysis.learning.compute import TOP_SCORE, Learning, Paired, Reaction, paired, rating
from analysis.provenance.methods import AFTER, BEFORE
from analysis.provenance.origin import from_books
from analysis.provenance.people import ANSWERS, answer_rows, persons_rows, score_rows
from analysis.provenance.shown import Draw, Part
from analysis.service.compute import Share, share
from analysis.text.cards import Card
from data.panel.attendance import REFUSED as MENOLAK
from data.panel.attendance import invited
from data.panel.dataset import Dataset

Filters = Mapping[str, str]
INVITED = "Banyaknya undangan (orang × pelatihan) di tiap langkah; kehadiran kosong dianggap selesai."
REFUSED = "Bagian undangan yang ditolak (Ditolak = 1) dari yang kehadirannya tercatat, dengan selang Wilson 95%."
REASONS = "Banyaknya penolakan menurut alasannya; alasan yang disebut kurang dari 5 orang digabung."
REACHED = (
    "Bagian yang menolak (Ditolak = 1) sebelum dan sesudah kegiatan, selang Wilson 95%; selang selisihnya: Newcombe."
)
RATED = "Rata-rata nilai formulir tiap orang, lalu antarorang, dengan selang t 95%."
LEARNT = (
    "Rata-rata tiap orang dulu, lalu antarorang; perubahan: sesudah dikurangi sebelum pada orang yang sama, selang 95% "
    "dan p: uji t berpasangan; gain: perubahan dibagi ruang yang tersisa sampai 100 (Hake)."
)


def invitations(dataset: Dataset, result: Participation, filters: Filters) -> Part:
    """Invitations and what became of them, as far as that is shown."""

    def rows() -> pd.DataFrame:
        steps = told_steps(dataset.pegawai, dataset.pelatihan, result.funnel)
        each = [from_books(calls, Pelatihan=calls["nama_pelatihan"], Langkah=name) for name, calls in steps.items()]
        return pd.concat(each, ignore_index=True)

    def again(table: pd.DataFrame) -> Participation:
        counts = table["Langkah"].value_counts()
        steps = [name for name in ("invited", *STEPS, "tested", "passed") if getattr(result.funnel, name) is not None]
        told: dict[str, Any] = {name: int(counts.get(name, 0)) for name in steps}
        return replace(result, funnel=replace(result.funnel, **told))

    return Part(result, INVITED, rows, again, {"Undangan": lambda one: draw.funnel(one, "").data}, filters)


def refused(dataset: Dataset, result: Participation, filters: Filters) -> Part:
    """The share of all invitations that was refused; nothing of it where it is not shown."""

    def rows() -> pd.DataFrame:
        calls = invited(dataset.pegawai, dataset.pelatihan)
        calls = calls[calls["recorded"]]
        return from_books(calls, Ditolak=(calls["outcome"] == MENOLAK).astype(int))

    def table(one: Share) -> pd.DataFrame:
        ends = {"Porsi (%)": 100 * one.value, "Batas bawah 95%": 100 * one.ci_low, "Batas atas 95%": 100 * one.ci_high}
        return pd.DataFrame([{"Kelompok": "Semua undangan", **ends, "n": one.n}])

    return Part(result.refusal, REFUSED, rows, lambda found: share(found["Ditolak"]),
                {"Menolak": table} if result.refusal.n else {}, filters)  # fmt: skip


def refusals(dataset: Dataset, result: Participation, table: str, filters: Filters) -> Part:
    """Refusals by the shown groups of one breakdown."""
    told: pd.DataFrame = getattr(result, table)
    shown = told[~told["hidden"]]

    def rows() -> pd.DataFrame:
        calls = told_by_group(dataset.pegawai, dataset.pelatihan, table)
        return from_books(calls, Kelompok=calls["group"], Ditolak=calls["refused"].astype(int))

    return Part(shown, REFUSED, rows, partial(_by_group, list(shown["group"].astype(str))),
                {"Penolakan": draw.refusals_table}, filters)  # fmt: skip


def _by_group(order: list[str], table: pd.DataFrame) -> pd.DataFrame:
    groups = {name: share(part["Ditolak"]) for name, part in table.groupby("Kelompok")}
    rows = [(name, one.n, one.n * one.value, one.value, one.ci_low, one.ci_high, False)
            for name in order for one in [groups[name]]]  # fmt: skip
    return pd.DataFrame(rows, columns=["group", "invited", "refused", "share", "ci_low", "ci_high", "hidden"])


def reasons(dataset: Dataset, result: Participation, filters: Filters) -> Part:
    """Why invitations were refused, as far as that is shown."""

    def rows() -> pd.DataFrame:
        told = told_reasons(dataset.pegawai, dataset.pelatihan)
        return from_books(told, Alasan=told["alasan"])

    def again(table: pd.DataFrame) -> pd.DataFrame:
        return table["Alasan"].value_counts().rename_axis("alasan").reset_index(name="n")

    found = pd.DataFrame(columns=["alasan", "n"]) if result.reasons is None else result.reasons
    return Part(found, REASONS, rows, again, {"Alasan": lambda counts: counts}, filters)


def reached(dataset: Dataset, name: str, result: Outreach, filters: Filters) -> Part:
    """Refusals before and after an outreach; nothing of it where the page shows none."""

    def rows() -> pd.DataFrame:
        sides = outreach_sides(dataset.pegawai, dataset.pelatihan, result.day, result.months)
        both = pd.concat([part.assign(side=side) for side, part in zip((BEFORE, AFTER), sides, strict=True)])
        return from_books(both, Sisi=both["side"], Ditolak=both["refused"].astype(int))

    def again(table: pd.DataFrame) -> Outreach:
        before, after = (table.loc[table["Sisi"] == side, "Ditolak"] for side in (BEFORE, AFTER))
        return compared_sides(before, after, result.day, result.months)

    told = result.difference == result.difference
    return Part(result, REACHED, rows, again, {"Ajakan": lambda one: draw.outreach(one, name, "")} if told else {},
                filters)  # fmt: skip


def learnt(dataset: Dataset, result: Learning, held: pd.DataFrame, filters: Filters) -> list[Part]:
    """Each measure of the participants, and the scores of each training; none about fewer than five persons."""
    forms = learning.forms_about(dataset, held)
    measures = [
        (one, partial(answer_rows, forms, column, later), None)
        for field, (column, _, later) in ANSWERS.items()
        if (one := getattr(result, field))
    ]
    scores = [(result.scores, partial(score_rows, held), TOP_SCORE)] if result.scores else []
    told = [each for each in (*scores, *measures) if each[0].difference == each[0].difference]
    rated = [_rated(forms, result.reaction, filters)] if result.reaction else []
    trainings = [_of_training(held, row, filters) for row in _shown(result.by_training)]
    return [*rated, *(_measured(one, rows, top, filters) for one, rows, top in told), *trainings]


def _rated(forms: pd.DataFrame, one: Reaction, filters: Filters) -> Part:
    """What participants thought of the training; nothing of it where fewer than five persons said so."""
    answered = forms.dropna(subset=["reaksi"])
    rows = partial(persons_rows, answered, "reaksi", range(len(answered)))

    def again(table: pd.DataFrame) -> Reaction | None:
        return rating(table.rename(columns={"Orang": "nip", "Nilai": "reaksi"}))

    return Part(one, RATED, rows, again, {"Kartu": _reaction} if one.mean == one.mean else {}, filters)


def _reaction(one: Reaction | None) -> list[Card]:
    return [learning_text.reaction(one)] if one else []


def _shown(by_training: pd.DataFrame) -> list[Paired]:
    figures = ["before", "after", "difference", "ci_low", "ci_high", "gain"]
    return [
        Paired(str(row["nama_pelatihan"]), "poin (0–100)", "", int(row["n"]), **{name: row[name] for name in figures})
        for row in by_training[~by_training["hidden"]].to_dict("records")
    ]


def _of_training(held: pd.DataFrame, one: Paired, filters: Filters) -> Part:
    """The scores of one training; its table has no p."""
    rows = partial(score_rows, held[held["nama_pelatihan"] == one.measure])
    return Part(one, LEARNT, rows, partial(_paired, one, TOP_SCORE),
                {"Nilai tes": lambda found: answers_table([found]).drop(columns="Keterangan")}, filters)  # fmt: skip


def _measured(one: Paired, rows: partial[pd.DataFrame], top: float | None, filters: Filters) -> Part:
    draws: dict[str, Draw] = {
        "Kartu": lambda found: learning_text.measures([found]), "Ukuran": lambda found: answers_table([found]),
    }  # fmt: skip
    return Part(one, LEARNT, rows, partial(_paired, one, top), draws, filters)


def _paired(like: Paired, top: float | None, table: pd.DataFrame) -> Paired | None:
    """The measure made again; `table` has one answer a line: Orang, Kejadian, Sisi, Nilai."""
    occasions = table.groupby(["Sisi", "Orang", "Kejadian"])["Nilai"].mean()
    sides = occasions.groupby(level=["Sisi", "Orang"]).mean().unstack("Sisi")
    return paired(sides.rename(columns={BEFORE: "before", AFTER: "after"}), like.measure, like.unit, like.source, top)
