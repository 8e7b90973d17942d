"""Sentences say the result's own numbers, direction and doubt."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.before_after import text as before_after_text
from analysis.before_after.compute import compare
from analysis.regression import text as regression_text
from analysis.regression.compute import fit_regression
from analysis.text import sentences, wording
from data.panel.exposure import ANY, Training
from data.vocabulary.exposures import EXPOSURES
from data.vocabulary.indicators import INDICATORS, indicator

IKM, MINUTES = indicator("ikm"), indicator("lama_layanan")


def pairs(changes: list[float], level: float = 80.0) -> pd.DataFrame:
    """One period before and one after for each unit, trained in the second."""
    rows = [
        {"unit": f"Unit {place}", "period": period, "value": level + place + change * after, "first_treated": "2025-02"}
        for place, change in enumerate(changes)
        for after, period in enumerate(("2025-01", "2025-02"))
    ]
    frame = pd.DataFrame(rows, columns=["unit", "period", "value", "first_treated"])
    return frame.astype({"period": "period[M]", "first_treated": "period[M]"})


def test_a_sure_change_is_said_with_its_direction() -> None:
    said = before_after_text.sentence(compare(pairs([4, 5, 6]), IKM))
    assert said == (
        "Sesudah pelatihan, IKM rata-rata naik 5,00 poin (dari 81,00 menjadi 86,00; 3 unit). "
        "Selang kepercayaan 95% antara naik 2,52 dan 7,48 poin tidak memuat nol: nilainya membaik."
    )


def test_a_rise_of_service_time_is_a_worsening() -> None:
    said = before_after_text.sentence(compare(pairs([4, 5, 6]), MINUTES))
    assert "naik 5,0 menit" in said
    assert said.endswith("nilainya memburuk.")


def test_an_unsure_change_is_said_to_be_unsure() -> None:
    said = before_after_text.sentence(compare(pairs([-4, 5, 6]), IKM))
    assert said.endswith("memuat nol: bisa saja kebetulan.")
    assert "membaik" not in said


@pytest.mark.parametrize(("changes", "words"), [([1, 2], before_after_text.TOO_FEW), ([], "Belum ada unit")])
def test_too_few_units_get_no_interval(changes: list[float], words: str) -> None:
    said = before_after_text.sentence(compare(pairs(changes), IKM))
    assert words in said
    assert "sampai" not in said


@given(
    st.lists(st.floats(-20, 20).map(lambda x: round(x, 3)), min_size=3, max_size=9, unique=True),
    st.sampled_from(INDICATORS),
)
def test_no_sentence_contradicts_its_numbers(changes: list[float], one) -> None:
    result = compare(pairs(changes), one)
    said, card = before_after_text.sentence(result), before_after_text.outcome(result)
    assert wording.movement(result.difference) in said
    sure = result.ci_low > 0 or result.ci_high < 0
    assert ("bisa saja kebetulan" in said) != sure
    assert ("membaik" in said or "memburuk" in said) == sure
    if sure:
        better = (result.difference > 0) == (one.better == "higher")
        assert said.endswith("nilainya membaik." if better else "nilainya memburuk.")
        assert card.good is better
    else:
        assert card.good is None
    assert not re.search(r"\d\.\d\d\b(?!\d)", said), "a decimal point is English"


def trained_series(slope: float) -> pd.DataFrame:
    """Four units over four months; JP grows by ten a month and the value by `slope` a JP, units a little apart."""
    rows = [
        {"unit": unit, "period": pd.Period("2025-01", "M") + month, "jp_per_pegawai": 10.0 * month}
        | {"value": 70 + slope * 10 * month + 0.02 * place * month, "first_treated": pd.NaT, "porsi_terlatih": 0.0}
        for place, unit in enumerate("ABCD")
        for month in range(4)
    ]
    return pd.DataFrame(rows).astype({"period": "period[M]", "first_treated": "period[M]"})


@pytest.mark.parametrize(
    ("slope", "one", "words"),
    [
        (0.2, IKM, "Tiap 10 JP tambahan per pegawai beriringan dengan IKM yang lebih tinggi 2,03 poin"),
        (-0.2, MINUTES, "beriringan dengan Lama layanan yang lebih rendah 1,97 menit"),
    ],
)
def test_a_coefficient_is_said_for_ten_hours(slope: float, one, words: str) -> None:
    result = fit_regression(trained_series(slope), x=EXPOSURES[0], y=one)
    assert words in regression_text.sentence(result)


def test_a_refused_regression_says_why() -> None:
    result = fit_regression(trained_series(0.2).head(5), x=EXPOSURES[0], y=IKM)
    assert regression_text.sentence(result) == result.refusal
    assert regression_text.title(result) == "Hubungan pelatihan dan IKM belum terlihat"


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (ANY, "semua pelatihan"),
        (Training(bidang="TI"), "bidang TI"),
        (Training(nama="Prima"), "Prima"),
        (Training(bentuk="Magang"), "bentuk Magang"),
    ],
)
def test_trainings_are_named(chosen: Training, words: str) -> None:
    assert sentences.training(chosen) == words
