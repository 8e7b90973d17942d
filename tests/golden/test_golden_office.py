"""The answers to one workbook with every sheet kind, worked out by hand in answers.csv."""

import csv
from pathlib import Path

import pytest

from analysis.competence import compliance, participation, sources
from analysis.cost import compute as cost
from analysis.cost.compute import cost_of_minimum, training_cost
from analysis.learning import compute as learning
from analysis.service import compute as service
from analysis.survey import compute as survey
from analysis.targets import compute as targets
from data.panel.dataset import Dataset
from data.panel.exposure import ANY
from tests.golden.office_book import KINDS, A, B, dataset

ROWS = list(csv.DictReader(Path(__file__).with_name("answers.csv").read_text("utf-8").splitlines(), delimiter=";"))
ANSWERS = {row["key"]: float(row["answer"].replace(",", ".")) for row in ROWS}
DATASET = dataset()


def computed(data: Dataset) -> dict[str, float]:
    """Every key of answers.csv as the program answers it."""
    return {
        **_survey(data), **_hours(data), **_participation(data), **_learning(data), **_service(data), **_money(data)
    }  # fmt: skip


def _survey(data: Dataset) -> dict[str, float]:
    result = survey.survey(data)
    others = {name: survey.satisfaction(data.skm, weight).ikm for name, weight in (("0111", "0.111"), ("011", "0.11"))}
    nrr = {element.key: element.nrr for element in result.elements}
    return {
        "skm.ikm": result.ikm, "skm.ikm_0111": others["0111"], "skm.ikm_011": others["011"], "skm.n": result.n,
        "skm.nrr_u3": nrr["U3"], "skm.top_share": result.top_share,
    }  # fmt: skip


def _hours(data: Dataset) -> dict[str, float]:
    met = compliance.hours(data, 2025)
    mix = sources.sources_of_hours(data, (), 2025).mix.set_index("group")["share"]
    assert met.ceiling
    return {
        "hours.n_pns": met.n_pns, "hours.n_met": met.n_met, "hours.share": met.share, "hours.missing": met.jp_missing,
        "hours.joined": met.apart.joined, "hours.pppk": met.ceiling.n, "mix.formal": mix.iloc[0],
        "mix.job": mix.iloc[1],
    }  # fmt: skip


def _participation(data: Dataset) -> dict[str, float]:
    calls = participation.attendance(data, None)
    change = participation.after_outreach(data, participation.outreaches(data)["Ajakan ikut pelatihan"])
    return {
        "calls.invited": calls.n, "calls.refused": calls.refusal.value, "outreach.before": change.before.value,
        "outreach.after": change.after.value, "outreach.high": change.ci_high,
    }  # fmt: skip


def _learning(data: Dataset) -> dict[str, float]:
    found = learning.learned(data, (), ANY)
    assert found.scores
    assert found.motivation
    assert found.confidence
    assert found.behaviour
    assert found.reaction
    return {
        "scores.difference": found.scores.difference, "scores.low": found.scores.ci_low,
        "scores.gain": found.scores.gain,
        "motivation.difference": found.motivation.difference, "motivation.low": found.motivation.ci_low,
        "confidence.difference": found.confidence.difference, "behaviour.difference": found.behaviour.difference,
        "reaction.mean": found.reaction.mean,
    }  # fmt: skip


def _service(data: Dataset) -> dict[str, float]:
    by_unit = {one.office: one for one in service.service_by(data, (), "unit")}
    complaints = service.complaints_of(data, ())
    assert complaints
    one = by_unit[A]
    return {
        "service.median": one.median, "service.on_time": one.on_time.value, "service.returned": one.returned.value,
        "service.open": one.n_open, "days.on_time": by_unit[B].on_time.value, "complaints.rate": complaints.rate,
        "complaints.low": complaints.ci_low,
    }  # fmt: skip


def _money(data: Dataset) -> dict[str, float]:
    costs = training_cost(data.pegawai, data.pelatihan)
    minimum = cost_of_minimum(data.pegawai, data.pelatihan, 2025)
    return {
        "cost.total": costs.total, "cost.per_participant": costs.per_participant, "cost.per_jp": costs.per_jp,
        "cost.per_person": minimum.per_person, "budget.share": cost.budget(data).share,
        "follow_up.share": float((data.rtl["status"] == "sudah").mean()),
    }  # fmt: skip


@pytest.mark.parametrize("key", ANSWERS)
def test_every_answer_is_the_one_worked_out_by_hand(key: str) -> None:
    assert COMPUTED[key] == pytest.approx(ANSWERS[key], abs=6e-5, rel=1e-6)


def test_the_table_of_answers_is_complete() -> None:
    assert set(COMPUTED) == set(ANSWERS)
    assert all(row["how"] for row in ROWS)


def test_every_kind_is_read_in_full_as_what_it_is() -> None:
    (report,) = DATASET.files
    assert [(sheet.kind, sheet.accepted, sheet.refused) for sheet in report.sheets] == [
        (kind, len(rows) - 1, 0) for kind, rows in KINDS.items()
    ]
    assert [problem for problem in DATASET.problems if problem.severity == "refused"] == []
    assert DATASET.questions == ()


def test_targets_of_the_office_and_of_one_unit() -> None:
    """A: 80, 82, 80, 82, and 75 from the register: mean 79,8, ranges 13 ÷ 4 ÷ 1,128 = 2,8812 × 6,6201 ÷ √5 = 8,53.

    Capaian: 79,8 ÷ 70 = 114 percent, and of 2 complaints against 1 (1 + (1 − 2)) × 100 = 0.

    Complaints: 2 a month, so √2 × 9,2187 ÷ √4 = 6,52 by Poisson's law, though the four counts are equal; widened by
    √(1,25 ÷ 0,75) because four months cannot rule out that they resemble each other: 8,42.
    """
    judged = {(one.indicator.key, one.office): one for one in targets.targets(DATASET, 2025)}
    assert {key: (round(one.achieved, 1), one.standing) for key, one in judged.items()} == {
        ("tepat_waktu", A): (114.0, "jelas di atas target"), ("tepat_waktu", B): (88.0, "belum pasti"),
        ("pengaduan", A): (0.0, "belum pasti"), ("pengaduan", B): (0.0, "belum pasti"),
    }  # fmt: skip
    assert judged["tepat_waktu", A].low == pytest.approx(79.8 - 8.53, abs=0.01)
    assert judged["pengaduan", A].high == pytest.approx(2 + 8.415, abs=0.01)


COMPUTED = computed(DATASET)
