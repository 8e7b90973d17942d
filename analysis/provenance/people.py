"""Origins of figures about people: the yearly minimum, hours by kind, invitations, what participants learnt.

A person is a number of the table; the NIP is shown masked, and only where the page itself lists persons.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from analysis.competence.chart import KINDS
from analysis.competence.compliance import Compliance, contract_people, counted_people
from analysis.competence.participation import STEPS, Participation
from analysis.competence.sources import Competence, grouped
from analysis.learning.compute import AFTER as LATER_SIDE
from analysis.learning.compute import BEFORE as EARLIER_SIDE
from analysis.learning.compute import LATER, Learning, Paired
from analysis.provenance.methods import AFTER, BEFORE, Method
from analysis.provenance.origin import Origin, Questions, from_books
from analysis.text.wording import mask_nip
from data.panel.attendance import REFUSED, completed, invited
from data.panel.dataset import Dataset
from data.panel.employment import employed, typed

HOURS = "JP tiap orang = jumlah kolom JP pelatihannya yang selesai tahun itu"
ANSWERS = {
    "behaviour": ("perilaku", "Perilaku kerja menurut atasan", LATER),
    "motivation": ("motivasi", "Motivasi", (LATER_SIDE, *LATER)),
    "confidence": ("percaya_diri", "Percaya diri mengambil keputusan", (LATER_SIDE, *LATER)),
}
PERSONS = "rata-rata tiap orang dulu, lalu rata-rata antarorang"


def minimum(dataset: Dataset, status: Compliance) -> Questions:
    """Share at the yearly minimum, hours missing, means; the share of each unit."""
    if not status.n_pns:
        return {}
    filters, least = {"Tahun": str(status.year), "Pegawai": "PNS sepanjang tahun"}, {"minimum": status.rule.jp}
    share = Method("persen JP", f"bagian orang dengan JP sedikitnya {status.rule.jp:.0f}. {HOURS}", least)
    pns = partial(_hours, dataset, status.year, counted_people(dataset.pegawai, status.year))
    found = {
        "PNS yang mencapai JP": partial(pns, filters, "PNS yang mencapai JP", share, 100 * status.share, "%", 1),
        "JP yang masih kurang": partial(
            pns, filters, "JP yang masih kurang",
            Method("kurang JP", f"jumlah kekurangan tiap orang terhadap minimum. {HOURS}", least),
            status.jp_missing, "JP", 0,
        ),
        "Rata-rata JP PNS": partial(
            pns, filters, "Rata-rata JP PNS", Method("rata-rata JP", HOURS, {}), status.mean_jp, "JP", 1
        ),
    }  # fmt: skip
    for one in status.units:
        told = {**filters, "Unit": one.unit}
        found[f"PNS yang mencapai JP, {one.unit}"] = partial(
            pns, told, f"PNS {one.unit} yang mencapai JP", share, 100 * one.share, "%", 1, unit=one.unit
        )
    if status.ceiling:
        pppk = contract_people(dataset.pegawai, status.year)
        found["Rata-rata JP PPPK"] = partial(
            _hours, dataset, status.year, pppk, {"Tahun": str(status.year), "Pegawai": "PPPK"}, "Rata-rata JP PPPK",
            Method("rata-rata JP", HOURS, {}), status.ceiling.mean_jp, "JP", 1,
        )  # fmt: skip
    return found


def hours(
    dataset: Dataset, pelatihan: pd.DataFrame, result: Competence, kind: str, filters: Mapping[str, str]
) -> Questions:
    """Hours of each group of one breakdown, and of all; `pelatihan` are the rows that `result` was made from."""
    origin = partial(_sum_of_hours, dataset, pelatihan, kind, filters)
    table = getattr(result, kind)
    groups = {
        f"JP {KINDS[kind]}: {group}": partial(origin, f"JP {group}", jp, group)
        for group, jp in zip(table["group"], table["jp"], strict=True)
    }
    return {"JP semuanya": partial(origin, "JP semuanya", result.jp, None), **groups}


def participation(
    dataset: Dataset, pelatihan: pd.DataFrame, result: Participation, filters: Mapping[str, str]
) -> Questions:
    """Invitations and what became of them, where that may be told; `pelatihan` are the rows `result` was made from."""
    funnel, origin = result.funnel, partial(_invitations, dataset, pelatihan, filters)
    steps = {name: getattr(funnel, name) for name in STEPS}
    found = {"Diundang": partial(origin, "Diundang", float(funnel.invited), None)}
    for name, count in steps.items():
        if count is not None:
            label = STEPS[name].capitalize()
            found[label] = partial(origin, label, float(count), STEPS[name])
    if result.refusal.n:
        found["Bagian yang menolak"] = partial(_refusals, dataset, pelatihan, filters, 100 * result.refusal.value)
    return found


def learning(pelatihan: pd.DataFrame, forms: pd.DataFrame, result: Learning, filters: Mapping[str, str]) -> Questions:
    """Scores and answers before, after and their difference; none of them where fewer than five persons answered."""
    found: dict[str, Callable[[], Origin]] = {}
    if result.scores and result.scores.difference == result.scores.difference:
        found |= _sides("Nilai tes", score_rows(pelatihan), result.scores, filters)
    for row in result.by_training[~result.by_training["hidden"]].to_dict("records"):
        name, figures = str(row["nama_pelatihan"]), {key: row[key] for key in ("before", "after", "difference")}
        mine = score_rows(pelatihan[pelatihan["nama_pelatihan"] == name])
        found |= _sides(f"Nilai tes {name}", mine, Paired(name, "", "", row["n"], **figures), filters)
    for field, (column, label, later) in ANSWERS.items():
        one = getattr(result, field)
        if one and one.difference == one.difference:
            found |= _sides(label, answer_rows(forms, column, later), one, filters)
    if result.reaction and result.reaction.mean == result.reaction.mean:
        rows = persons_rows(forms.dropna(subset=["reaksi"]), "reaksi", range(int(forms["reaksi"].notna().sum())))
        method = Method("rata-rata orang", PERSONS, {})
        found["Reaksi peserta"] = partial(Origin, "Reaksi peserta", method, filters, result.reaction.mean, "", 1, rows)
    return found


def _hours(
    dataset: Dataset, year: int, people: pd.DataFrame, filters: Mapping[str, str], question: str, method: Method,
    value: float, unit_of_value: str, decimals: int, unit: str | None = None,
) -> Origin:  # fmt: skip
    chosen = people[(people["unit"] == unit) | (unit is None)].reset_index(drop=True)
    first, last = pd.Timestamp(year, 1, 1), pd.Timestamp(year, 12, 31)
    staff = typed(dataset.pegawai)
    staff = staff[employed(staff, first, last)].assign(Jenis="pegawai", jp=float("nan"))
    trainings = completed(dataset.pegawai, dataset.pelatihan)
    trainings = trainings[trainings["date"].dt.year == year].assign(Jenis="pelatihan")
    both = pd.concat([staff, trainings])[["nip", "Jenis", "jp", "file", "sheet", "row"]]
    numbers = pd.Series(range(1, len(chosen) + 1), index=chosen["nip"])
    both = both[both["nip"].isin(chosen["nip"])].assign(number=lambda rows: rows["nip"].map(numbers))
    both = both.sort_values(["number", "Jenis"], kind="stable")
    home = both["nip"].map(chosen.set_index("nip")["unit"])
    rows = from_books(both, Orang=both["number"], NIP=both["nip"].map(mask_nip), Unit=home, Jenis=both["Jenis"],
                      JP=both["jp"].astype(float))  # fmt: skip
    return Origin(question, method, filters, value, unit_of_value, decimals, rows)


def _sum_of_hours(
    dataset: Dataset, pelatihan: pd.DataFrame, kind: str, filters: Mapping[str, str], question: str, value: float,
    group: str | None,
) -> Origin:  # fmt: skip
    people = completed(dataset.pegawai, pelatihan)
    people = people.assign(group=grouped(people)[kind])
    chosen = people[(people["group"] == group) | (group is None)].dropna(subset=["jp"])
    rows = from_books(chosen, Pelatihan=chosen["nama_pelatihan"], Kelompok=chosen["group"], Nilai=chosen["jp"])
    method = Method("jumlah", "jumlah JP tiap keikutsertaan yang selesai; baris seluruh unit dihitung per orang", {})
    return Origin(question, method, filters, value, "JP", 0, rows)


def _invitations(
    dataset: Dataset, pelatihan: pd.DataFrame, filters: Mapping[str, str], question: str, value: float, kind: str | None
) -> Origin:
    calls = invited(dataset.pegawai, pelatihan)
    chosen = calls[(calls["outcome"] == kind) | (kind is None)]
    rows = from_books(chosen, Pelatihan=chosen["nama_pelatihan"])
    words = "banyaknya undangan (orang × pelatihan); kehadiran kosong dianggap selesai"
    return Origin(question, Method("banyak baris", words, {}), filters, value, "undangan", 0, rows)


def _refusals(dataset: Dataset, pelatihan: pd.DataFrame, filters: Mapping[str, str], value: float) -> Origin:
    calls = invited(dataset.pegawai, pelatihan)
    calls = calls[calls["recorded"]]
    refused = (calls["outcome"] == REFUSED).astype(int)
    rows = from_books(calls, Pelatihan=calls["nama_pelatihan"], Nilai=refused)
    method = Method("persen", "bagian undangan yang ditolak (Nilai = 1) dari yang kehadirannya tercatat", {})
    return Origin("Bagian yang menolak", method, filters, value, "%", 1, rows)


def _sides(label: str, rows: pd.DataFrame, one: Paired, filters: Mapping[str, str]) -> Questions:
    """Before, after and difference of one measure."""
    difference = Method("selisih orang", f"{PERSONS}; sesudah dikurangi sebelum", {})
    mean = Method("rata-rata orang", PERSONS, {})
    origin = partial(_pair, rows, filters)
    return {
        f"{label} sebelum": partial(origin, f"{label} sebelum pelatihan", mean, one.before, BEFORE),
        f"{label} sesudah": partial(origin, f"{label} sesudah pelatihan", mean, one.after, AFTER),
        f"{label}: perubahan": partial(origin, f"Perubahan {label}", difference, one.difference, None),
    }


def _pair(
    rows: pd.DataFrame, filters: Mapping[str, str], question: str, method: Method, value: float, side: str | None
) -> Origin:
    return Origin(question, method, filters, value, "", 1, rows[(rows["Sisi"] == side) | (side is None)])


def score_rows(pelatihan: pd.DataFrame) -> pd.DataFrame:
    """Both scores of every completed pair, each occasion by itself."""
    pairs = pelatihan.dropna(subset=["nip", "nilai_pre", "nilai_post"])
    sides = {BEFORE: "nilai_pre", AFTER: "nilai_post"}
    parts = [persons_rows(pairs, column, range(len(pairs))).assign(Sisi=side) for side, column in sides.items()]
    return pd.concat(parts, ignore_index=True)


def answer_rows(forms: pd.DataFrame, column: str, later: tuple[str, ...]) -> pd.DataFrame:
    """The answers of persons who answered about the same training before and later."""
    known = forms.dropna(subset=["nip", "nama_pelatihan", column])
    side = known["saat"].map({EARLIER_SIDE: BEFORE, **dict.fromkeys(later, AFTER)})
    known = known.assign(side=side).dropna(subset=["side"])
    both = known.groupby(["nip", "nama_pelatihan"])["side"].transform("nunique") == 2
    kept = known[both]
    return persons_rows(kept, column, kept["nama_pelatihan"]).assign(Sisi=kept["side"].to_numpy())


def persons_rows(frame: pd.DataFrame, column: str, occasions: object) -> pd.DataFrame:
    """The table of one answer a row, its person a number."""
    numbers, _ = pd.factorize(frame["nip"])
    return from_books(frame, Orang=numbers + 1, Kejadian=occasions, Nilai=frame[column].astype(float))
