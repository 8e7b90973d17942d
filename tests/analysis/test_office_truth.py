"""Effects planted in made-up answers are found; where nothing was planted, nothing is found more often than stated."""

import numpy as np
import pandas as pd
import pytest

from analysis.competence.participation import outreach
from analysis.cost.compute import training_cost
from analysis.learning.compute import Paired, learning, paired
from analysis.stats.survival import kaplan_meier, quantile_interval
from data.samples import plans
from data.samples.office import Office, make_office
from tests.analysis.office import nip, staff, trainings


def motivation(effect: float, seed: int) -> Paired:
    """Thirty persons on a 1–5 form before and after."""
    rng = np.random.default_rng(seed)
    own = rng.normal(3, 0.5, 30)
    pairs = pd.DataFrame({"before": own + rng.normal(0, 0.4, 30), "after": own + effect + rng.normal(0, 0.4, 30)})
    result = paired(pairs, "Motivasi", "skala formulir", "uji")
    assert result is not None
    return result


def test_planted_motivation_is_found_and_covered() -> None:
    results = [motivation(0.4, seed) for seed in range(300)]
    assert np.mean([one.ci_low > 0 for one in results]) > 0.9
    assert 0.92 <= np.mean([one.ci_low <= 0.4 <= one.ci_high for one in results]) <= 0.98


def test_motivation_that_did_not_change_is_rarely_called_changed() -> None:
    results = [motivation(0, seed) for seed in range(300)]
    assert 0.02 <= np.mean([one.p < 0.05 for one in results]) <= 0.08


def refusals(before: float, after: float, seed: int) -> int:
    """Clear direction of the change in refusals over eighty invitations on each side of March."""
    rng = np.random.default_rng(seed)
    calls = [
        {
            "nip": nip(person),
            "selesai": day,
            "nama_pelatihan": day,
            "kehadiran": "menolak" if rng.random() < p else "selesai",
        }
        for day, p in (("2025-01-10", before), ("2025-04-10", after))
        for person in range(80)
    ]
    pegawai = staff(*({"nip": nip(person)} for person in range(80)))
    return outreach(pegawai, trainings(*calls), pd.Timestamp("2025-03-01")).direction


def test_persuasion_that_worked_is_found_and_none_is_not() -> None:
    assert np.mean([refusals(0.4, 0.1, seed) == -1 for seed in range(20)]) > 0.9
    assert np.mean([refusals(0.3, 0.3, seed) == 0 for seed in range(30)]) > 0.85


def test_the_true_median_time_is_covered_though_cases_are_open() -> None:
    """Exponential times of median 30 minutes, the books closed after a uniform 20 to 120."""
    covered = []
    for seed in range(300):
        rng = np.random.default_rng(seed)
        true, closed = rng.exponential(30 / np.log(2), 120), rng.uniform(20, 120, 120)
        low, high = quantile_interval(kaplan_meier(np.minimum(true, closed), true <= closed), 0.5)
        covered.append(low <= 30 <= high)
    assert 0.92 <= np.mean(covered) <= 0.98


OFFICES = {effect: [make_office(seed, effect=effect) for seed in range(6, 16)] for effect in (4.0, 0.0)}


def participants(office: Office) -> dict[str, tuple[float, float, float]]:
    """What the forms and scores of a made-up office say: measure → planted truth and the interval found."""
    answers = office.evaluasi.rename(columns={"kode_peserta": "nip"})
    found = learning(office.pelatihan, answers)
    measures = {
        "nilai_tes": found.scores, "motivasi": found.motivation, "percaya_diri": found.confidence,
        "perilaku": found.behaviour,
    }  # fmt: skip
    return {name: (office.truth.planted[name], one.ci_low, one.ci_high) for name, one in measures.items() if one}


@pytest.mark.parametrize("measure", ["nilai_tes", "motivasi", "percaya_diri", "perilaku"])
def test_what_training_did_to_participants_is_found_and_its_absence_is_not(measure: str) -> None:
    """Ten offices each; 95% intervals may miss once, and scores stop at 100."""
    planted = [participants(office)[measure] for office in OFFICES[4.0]]
    absent = [participants(office)[measure] for office in OFFICES[0.0]]
    assert all(low > 0 for _, low, _ in planted)
    assert sum(low - 0.5 <= truth <= high + 0.5 for truth, low, high in planted) >= 8
    assert sum(low <= 0 <= high for _, low, high in absent) >= 8


def test_persuasion_after_the_offices_outreach_is_found_and_its_absence_is_not() -> None:
    def change(office: Office) -> int:
        day = office.kejadian.set_index("nama").loc[plans.OUTREACH, "mulai"]
        return outreach(office.pegawai, office.pelatihan, pd.Timestamp(day)).direction

    assert [change(office) for office in OFFICES[4.0]].count(-1) >= 7
    assert [change(office) for office in OFFICES[0.0]].count(0) >= 9


def test_the_budget_holds_what_the_trainings_cost() -> None:
    for office in OFFICES[4.0]:
        spent = office.anggaran.set_index("program").loc[plans.TRAINING_PROGRAMME, "realisasi"].sum()
        assert spent == pytest.approx(training_cost(office.pegawai, office.pelatihan).total)
