"""Ringkasan's numbers, and the words of the glossary."""

from datetime import date

import pandas as pd
import pytest

from analysis.competence import text as competence_text
from analysis.impact.evidence import assess, assess_training
from analysis.overview.summary import summarise
from analysis.stewardship import glossary
from data.panel.dataset import Dataset, empty_frame
from data.panel.exposure import ANY
from data.samples.truth import simulate_panel
from data.vocabulary.holidays import OfficeDay, change_office_days
from data.vocabulary.indicators import INDICATORS, indicator
from tests.analysis.office import staff, trainings
from tests.data.persons import ANI
from tests.data.test_panel import case, table

MEASURED = ("volume", "tepat_waktu", "ikm", "Nilai Apel")


def office(months: int = 12) -> Dataset:
    """Four units, one of them trained in the seventh month by a whole-unit training; four indicators."""
    kinerja = pd.DataFrame(
        {"unit": unit, "period": pd.Period("2025-01", "M") + month, "indicator": key, "value": 70.0 + place + month}
        for place, unit in enumerate("ABCD")
        for month in range(months)
        for key in MEASURED
    )
    training = {"unit": "A", "nama_pelatihan": "Prima", "bidang": "Pelayanan", "selesai": "2025-07-03", "jp": 20.0}
    pelatihan = pd.DataFrame([training | {"kehadiran": "selesai"}]).astype({"selesai": "datetime64[us]"})
    staff = {"nip": "198001012006041001", "status": "PNS", "unit": "A"}
    return Dataset(
        kinerja=pd.concat([empty_frame("kinerja"), kinerja]),
        pelatihan=pd.concat([empty_frame("pelatihan"), pelatihan]),
        pegawai=pd.concat([empty_frame("pegawai"), pd.DataFrame([staff])]),
    )


def test_the_summary_takes_the_catalogues_indicators_first_and_leaves_out_the_workload() -> None:
    found = summarise(office())
    assert [result.indicator.key for result in found.comparisons] == ["ikm", "tepat_waktu", "Nilai Apel"]
    assert found.comparisons[0].n_units == 1
    assert found.comparisons[0].difference == 6
    assert found.compliance is not None
    assert (found.compliance.year, found.compliance.n_pns) == (2025, 1)


def test_a_summary_of_nothing_is_empty() -> None:
    found = summarise(Dataset())
    assert (found.evidence, found.comparisons, found.compliance) == (None, (), None)


def test_the_summarys_verdict_is_the_full_verdicts() -> None:
    quick = summarise(office()).evidence
    full = assess_training(office(), ANY, indicator("ikm"))
    assert quick is not None
    assert (quick.verdict.state, quick.verdict.sentence) == (full.verdict.state, full.verdict.sentence)
    assert full.verdict.state == "insufficient"
    assert full.course.empty


@pytest.mark.usefixtures("home")
def test_a_changed_day_off_changes_what_was_summarised_and_weighed_before() -> None:
    """Tuesday 27 to Friday 30 May 2025, where 29 and 30 are decreed off: one working day, none once the 28th is off."""
    promised = {"standar_hari_kerja": 0.0}
    books = Dataset(
        layanan=table(
            "layanan",
            [case("A", "2025-04-07", "2025-04-07", **promised), case("A", "2025-05-27", "2025-05-30", **promised)],
        ),
        pelatihan=trainings({"unit": "A", "selesai": "2025-05-10"}),
        pegawai=staff({"nip": "1", "unit": "A"}),
    )
    assert on_time(books) == (0.0, [100.0, 0.0])
    change_office_days((), [OfficeDay(date(2025, 5, 28), "Hari jadi", off=True)], ANI)
    assert on_time(books) == (100.0, [100.0, 100.0])


def on_time(books: Dataset) -> tuple[float, list[float]]:
    """Percent on time after training as the summary says it, and month by month as the verdict reads it."""
    punctual = indicator("tepat_waktu")
    (after,) = [one.after for one in summarise(books).comparisons if one.indicator == punctual]
    return after, assess_training(books, ANY, punctual).rows["value"].tolist()


def test_elements_training_cannot_move_stand_beside_the_verdict() -> None:
    panel = simulate_panel(2, effect=6.0)[["unit", "period", "value", "first_treated"]].assign(n=30.0)
    still = panel.assign(value=80 + panel.groupby("unit").cumcount() % 3)
    both = pd.concat([panel.assign(indicator="ikm"), still.assign(indicator="nrr_u9")])
    checks = {check.key: check for check in assess(both, indicator("ikm")).verdict.checks}
    assert "Sarana dan prasarana (U9)" in checks["placebo_outcomes"].detail
    alone = {check.key for check in assess(panel.assign(indicator="ikm"), indicator("ikm")).verdict.checks}
    assert "placebo_outcomes" not in alone


def test_the_share_of_trained_pns_is_never_judged_by_colour() -> None:
    found = summarise(office()).compliance
    assert found is not None
    card = competence_text.card(found)
    assert (card.value, card.good) == ("100,0%", None)
    assert "PPPK tidak wajib 20 JP" in card.note


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.key)
def test_every_indicator_of_the_catalogue_is_explained(one) -> None:
    entries = {entry.term: entry for entry in glossary.sections()["Indikator"]}
    assert one.definition == entries[one.label].meaning
    assert one.formula in entries[one.label].details
    assert ("makin rendah" in entries[one.label].details) == (one.better == "lower")
