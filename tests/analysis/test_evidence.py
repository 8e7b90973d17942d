"""From books to a verdict: turnout, drawn order, and the split by kind of unit."""

import numpy as np
import pandas as pd
import pytest

from analysis.cost.summary import summarise_cost
from analysis.impact.checks import Check
from analysis.impact.evidence import (
    assess,
    assess_fields,
    assess_indicators,
    assess_training,
    assess_unit_kinds,
    dossier,
    only_kind,
    take_up,
)
from analysis.impact.randomisation_plan import draw_waves
from data.ingest.parsers.units import kind_of
from data.panel.build import panel_of, series
from data.panel.dataset import Dataset
from data.panel.exposure import ANY, Training
from data.vocabulary.indicators import indicator
from tests.analysis.impact_panels import several
from tests.analysis.office import staff, trainings
from tests.analysis.verdict_panels import office

IKM = indicator("ikm")


def check(verdict, key: str) -> Check | None:
    return next((one for one in verdict.checks if one.key == key), None)


# turnout


def called(*kehadiran: str | None) -> Dataset:
    """One trained unit A whose people were called with these outcomes; nobody of unit B was."""
    people = [{"nip": f"a{k}", "unit": "A"} for k in range(len(kehadiran))] + [{"nip": "b", "unit": "B"}]
    rows = [{"nip": f"a{k}", "selesai": "2025-03-01", "kehadiran": what} for k, what in enumerate(kehadiran)]
    return Dataset(pegawai=staff(*people), pelatihan=trainings(*rows), files=())


TRAINED = pd.DataFrame({"unit": ["A", "B"], "first_treated": [pd.Period("2025-03", "M"), pd.NaT]}, dtype=object)


def test_turnout_counts_people_once_and_leaves_out_what_was_called_off() -> None:
    came = take_up(called("selesai", "menolak", "tidak hadir", "batal", None), ANY, TRAINED)
    assert (came.invited, came.attended) == (4, 2)


def test_without_noted_attendance_nothing_is_said() -> None:
    assert take_up(called(None, None), ANY, TRAINED) is None
    assert take_up(called("selesai"), Training(bidang="lain"), TRAINED) is None
    assert take_up(called("selesai"), ANY, TRAINED.assign(first_treated=pd.NaT)) is None


def test_the_verdict_on_books_hears_of_those_who_did_not_come(sample: Dataset) -> None:
    panel = panel_of(sample)
    came = take_up(sample, ANY, panel)
    found = check(assess_training(sample, ANY, IKM).verdict, "compliance")
    assert found.detail.startswith(f"{came.attended} dari {came.invited} yang diundang")
    assert check(assess(panel, IKM).verdict, "compliance") is None


# a drawn order


def test_a_drawn_order_that_was_followed_is_the_strongest_evidence(sample: Dataset) -> None:
    starts = series(panel_of(sample), "ikm").groupby("unit")["first_treated"].first().sort_values()
    units = list(starts.index)
    drawn = next(
        plan
        for plan in (draw_waves(units[:4] + units[-1:], waves=2, seed=seed, comparison=1) for seed in range(10_000))
        if {*plan.waves[0].units} == {*units[:2]} and {*plan.waves[1].units} == {*units[2:4]}
    )
    followed, other = assess_training(sample, ANY, IKM, plan=drawn), draw_waves(units, waves=2, seed=3)
    assert followed.lot.followed
    assert set(followed.rows["unit"]) == set(drawn.units)
    not_followed = assess_training(sample, ANY, IKM, plan=other)
    assert not not_followed.lot.followed
    assert not_followed.verdict.level.number == assess_training(sample, ANY, IKM).verdict.level.number < 5


# splits


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kelurahan Asemrowo", "Kelurahan"),
        ("Seksi Pembangunan", "Seksi"),
        ("Subbagian Keuangan", "Subbagian"),
        ("Kecamatan Asemrowo", "Kecamatan"),
        ("Loket 3", "Lainnya"),
    ],
)
def test_the_kind_of_a_unit_is_told_from_its_name(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_effects_by_kind_add_up_to_the_effect_of_all() -> None:
    """Three kinds of three trained units each, in waves, beside three untrained ones."""
    rows = office(trained=9, comparison=3, first=lambda unit: 10 + unit, noise=2)
    names = {f"Unit {k + 1:02d}": f"{('Kelurahan', 'Seksi', 'Subbagian')[k % 3]} {k}" for k in range(12)}
    panel = several(rows, unit=rows["unit"].map(names))
    whole = assess(panel, IKM, thorough=False).verdict.estimates[0]
    parts = {kind: assess(only_kind(panel, kind), IKM, thorough=False) for kind in ("Kelurahan", "Seksi", "Subbagian")}
    cells = [int((part.rows["period"] >= part.rows["first_treated"]).sum()) for part in parts.values()]
    effects = [part.verdict.estimates[0].estimate for part in parts.values()]
    assert np.average(effects, weights=cells) == pytest.approx(whole.estimate, abs=1e-9)
    assert {part.verdict.estimates[0].n_treated for part in parts.values()} == {3}


def test_each_question_of_a_split_pays_for_the_others(sample: Dataset) -> None:
    outcomes = [IKM, indicator("lama_layanan"), indicator("pengaduan")]
    by_indicator = assess_indicators(sample, ANY, outcomes)
    assert [verdict.indicator for verdict in by_indicator.values()] == outcomes
    for verdicts in (assess_fields(sample, IKM), assess_unit_kinds(sample, ANY, IKM), by_indicator):
        answered = [verdict for verdict in verdicts.values() if verdict.estimates]
        for verdict in answered:
            assert check(verdict, "multiplicity").detail.startswith(f"{len(answered)} pertanyaan")


# one road from data to every figure


def test_cost_and_dossier_take_their_effect_from_the_verdict(sample: Dataset) -> None:
    found = assess_training(sample, ANY, IKM).verdict.estimates[0]
    assert dossier(sample, ANY, IKM).evidence.verdict.estimates[0].estimate == found.estimate
    cost = summarise_cost(sample, IKM)
    assert cost.method == "imputation"
    assert cost.point is not None
