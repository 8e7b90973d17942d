"""Origins of money: what training cost and what for, what one point cost, how much of the budget was spent."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from analysis.competence.compliance import counted_pns
from analysis.cost.compute import Absorption, CostPerPoint, TrainingCost
from analysis.cost.summary import CostSummary
from analysis.provenance.methods import Method
from analysis.provenance.origin import Origin, Questions, from_books, together
from analysis.text import wording
from data.panel import exposure as cost
from data.panel.attendance import completed
from data.panel.build import build_panel, series
from data.panel.dataset import Dataset
from data.panel.exposure import Training
from data.vocabulary.regulations import jp_rule

TOTAL = Method("jumlah", "jumlah biaya tiap keikutsertaan yang selesai; biaya seluruh unit dibagi rata per orang", {})
EACH = Method("rasio", "jumlah biaya (Nilai) ÷ banyaknya keikutsertaan dengan biaya (Pembagi)", {"factor": 1})
BY_JP = Method("rasio", "jumlah biaya (Nilai) ÷ jumlah JP (Pembagi), pada baris yang punya keduanya", {"factor": 1})
SPENT = Method("rasio", "100 × jumlah realisasi (Nilai) ÷ jumlah pagu (Pembagi)", {"factor": 100})


POINT = "jumlah biaya di unit terlatih ÷ (banyaknya unit terlatih × perbaikan rata-rata tiap unit)"


def spent(dataset: Dataset, training: Training, summary: CostSummary, filters: Mapping[str, str]) -> Questions:
    """What `training` cost, a PNS at the yearly minimum, and a point of improvement."""
    pelatihan = cost.trainings_held(dataset, (), None, training)
    return together(
        training_costs(dataset, pelatihan, summary.costs, filters),
        minimum(dataset, summary),
        _point(dataset, training, summary.point, filters),
    )


def training_costs(
    dataset: Dataset, pelatihan: pd.DataFrame, costs: TrainingCost, filters: Mapping[str, str]
) -> Questions:
    """Total, per participant and per JP, of all trainings and of each; `pelatihan` are the rows they were made from."""
    origin = partial(_cost, dataset, pelatihan, filters)
    figures = (
        ("Biaya", TOTAL, "total"),
        ("Biaya per peserta", EACH, "per_participant"),
        ("Biaya per JP", BY_JP, "per_jp"),
    )
    found = {
        name: partial(origin, name, method, getattr(costs, field))
        for name, method, field in figures
        if getattr(costs, field) == getattr(costs, field)
    }
    for row in costs.by_training.to_dict("records"):
        for name, method, field in figures:
            if row[field] == row[field]:
                label = f"{name}, {row['nama_pelatihan']}"
                found[label] = partial(origin, label, method, row[field], nama=row["nama_pelatihan"])
    return found


def minimum(dataset: Dataset, summary: CostSummary) -> Questions:
    """What a PNS at the yearly minimum cost."""
    if summary.minimum is None or summary.minimum.per_person != summary.minimum.per_person:
        return {}
    return {
        "Biaya per PNS yang mencapai JP": partial(
            _per_person, dataset, summary.minimum.year, summary.minimum.per_person
        )
    }


def budget(anggaran: pd.DataFrame, result: Absorption) -> Questions:
    """Budget, spending and their ratio; of each programme."""
    origin = partial(_budget, anggaran)
    whole = {
        "Pagu": partial(origin, "Pagu", Method("jumlah", "jumlah pagu", {}), result.pagu, "pagu"),
        "Realisasi": partial(
            origin, "Realisasi", Method("jumlah", "jumlah realisasi", {}), result.realisasi, "realisasi"
        ),
        "Serapan": partial(origin, "Serapan", SPENT, 100 * result.share, "realisasi"),
    }
    return whole | {
        f"Serapan {row['program']}, {row['tahun']}": partial(
            origin, f"Serapan {row['program']}, {row['tahun']}", SPENT, 100 * row["share"], "realisasi",
            programme=(row["tahun"], row["program"]),
        )
        for row in result.by_programme.to_dict("records")
        if row["share"] == row["share"]
    }  # fmt: skip


def _point(dataset: Dataset, training: Training, point: CostPerPoint | None, filters: Mapping[str, str]) -> Questions:
    if point is None or not point.gain > 0:
        return {}
    label = f"Biaya per {point.indicator.change_unit} {wording.short_name(point.indicator)}"
    return {label: partial(_per_point, dataset, training, point, filters, label)}


def _per_point(
    dataset: Dataset, training: Training, point: CostPerPoint, filters: Mapping[str, str], question: str
) -> Origin:
    panel = series(build_panel(dataset, training), point.indicator.key)
    people = completed(dataset.pegawai, cost.trainings_held(dataset, (), None, training)).dropna(subset=["biaya"])
    people = people[people["unit"].isin(panel.loc[panel["first_treated"].notna(), "unit"])]
    rows = from_books(people, Pelatihan=people["nama_pelatihan"], Unit=people["unit"], Nilai=people["biaya"])
    method = Method("bagi", POINT, {"divisor": point.n_units * point.gain})
    return Origin(question, method, filters, point.per_point, "Rp", 0, rows)


def _cost(
    dataset: Dataset, pelatihan: pd.DataFrame, filters: Mapping[str, str], question: str, method: Method, value: float,
    nama: str | None = None,
) -> Origin:  # fmt: skip
    people = completed(dataset.pegawai, pelatihan).dropna(subset=["biaya"])
    people = people[(people["nama_pelatihan"] == nama) | (nama is None)]
    people = people.dropna(subset=["jp"]) if method is BY_JP else people
    divisor = people["jp"] if method is BY_JP else 1
    rows = from_books(people, Pelatihan=people["nama_pelatihan"], Nilai=people["biaya"].astype(float), Pembagi=divisor)
    return Origin(question, method, filters, value, "Rp", 0, rows)


def _per_person(dataset: Dataset, year: int, value: float) -> Origin:
    people = completed(dataset.pegawai, dataset.pelatihan)
    counted = counted_pns(dataset.pegawai, year)
    spent = people[(people["date"].dt.year == year) & people["nip"].isin(counted)]
    numbers = pd.Series(range(1, len(counted) + 1), index=counted)
    rows = from_books(spent, Orang=spent["nip"].map(numbers), Nilai=spent["biaya"].astype(float), JP=spent["jp"])
    words = "jumlah biaya (Nilai) ÷ banyaknya orang yang JP-nya mencapai minimum"
    rule = jp_rule("PNS", year)
    assert rule is not None
    method = Method("biaya per orang", words, {"minimum": rule.jp})
    return Origin("Biaya per PNS yang mencapai JP", method, {"Tahun": str(year)}, value, "Rp", 0, rows)


def _budget(
    anggaran: pd.DataFrame, question: str, method: Method, value: float, column: str,
    programme: tuple[int, str] | None = None,
) -> Origin:  # fmt: skip
    known = anggaran.dropna(subset=["pagu", "realisasi"])
    if programme:
        known = known[(known["tahun"] == programme[0]) & (known["program"] == programme[1])]
    rows = from_books(known, Tahun=known["tahun"], Program=known["program"], Nilai=known[column], Pembagi=known["pagu"])
    unit, decimals = ("%", 1) if method is SPENT else ("Rp", 0)
    return Origin(question, method, {}, value, unit, decimals, rows)
