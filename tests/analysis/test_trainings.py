"""Trainings side by side on the sample: each is judged as it would be alone, and pays for the others."""

from pathlib import Path

import pytest

from analysis.cost.summary import price
from analysis.cost.text import price_words
from analysis.cost.trainings import MOST_COMPARED, assess_trainings, trainings_table
from analysis.impact.checks import holm
from analysis.impact.verdict import Verdict
from data.ingest.load import load_books
from data.panel.dataset import Dataset
from data.panel.exposure import Training
from data.vocabulary.indicators import indicator

pytestmark = pytest.mark.slow
PRIMA = "Pelatihan Pelayanan Prima"


@pytest.fixture(scope="module")
def sample() -> Dataset:
    return load_books(sorted((Path(__file__).resolve().parents[2] / "data" / "sample").glob("*.xlsx")))


@pytest.fixture(scope="module")
def verdicts(sample: Dataset) -> dict[str, Verdict]:
    return assess_trainings(sample, indicator("ikm"))


def test_each_training_pays_for_the_others(verdicts: dict[str, Verdict]) -> None:
    known = {name: one for name, one in verdicts.items() if one.estimates}
    adjusted = holm(tuple(one.estimates[0].p for one in known.values()))
    assert 1 < len(verdicts) <= MOST_COMPARED
    assert [one.adjusted_p for one in known.values()] == pytest.approx(list(adjusted))


def test_the_table_holds_units_evidence_and_price(sample: Dataset, verdicts: dict[str, Verdict]) -> None:
    table = trainings_table(sample, verdicts).set_index("Pelatihan")
    assert set(table.index) == set(verdicts)
    assert table["Unit dilatih"].is_monotonic_decreasing
    row, verdict = table.loc[PRIMA], verdicts[PRIMA]
    assert verdict.design is not None
    assert row["Unit dilatih"] == verdict.design.switchers.sum()
    assert row["Rp per poin"] == price_words(price(sample, Training(nama=PRIMA), verdict))
    assert row["Rp per poin"].startswith("Rp")
    assert row["Kekuatan bukti"] in ("cukup", "kuat")


def test_without_effect_a_point_has_no_price(sample: Dataset, verdicts: dict[str, Verdict]) -> None:
    for name, verdict in verdicts.items():
        if not verdict.estimates:
            assert price(sample, Training(nama=name), verdict) is None
    assert price_words(None) == "–"
