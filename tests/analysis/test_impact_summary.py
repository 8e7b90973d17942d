"""The record and the sentences of `python -m analysis impact`: keys, numbers, refusals."""

import json
from dataclasses import fields

import numpy as np
import pandas as pd
import pytest

from analysis.impact.estimators import METHODS, Impact, ImpactError, dose_response
from analysis.impact.evidence import assess
from analysis.impact.power import smallest_worth
from analysis.impact.report import compile_impact_report
from analysis.impact.summary import ALL, ImpactSummary, impact_record, impact_sentences, summarise_impact
from analysis.interfaces.records import to_json
from data.panel.build import series
from data.vocabulary.indicators import indicator
from data.vocabulary.periods import period_text
from tests.analysis.impact_panels import random_panel, several
from tests.analysis.verdict_panels import office

IKM = indicator("ikm")


def summary_of(panel: pd.DataFrame, method: str = ALL) -> ImpactSummary:
    return summarise_impact(compile_impact_report(assess(panel, IKM)), method)


@pytest.fixture(scope="module")
def panel() -> pd.DataFrame:
    return several(random_panel(20, missing=0))


def test_all_methods_stand_beside_the_verdict(panel: pd.DataFrame) -> None:
    summary = summary_of(panel)
    verdict = assess(panel, IKM).verdict
    record = json.loads(to_json(impact_record(summary)))
    assert record.keys() >= {field.name for field in fields(Impact)}
    assert (record["state"], record["sentence"]) == (verdict.state, verdict.sentence)
    assert [check["name"] for check in record["checks"]] == [check.name for check in verdict.checks]
    assert [one["method"] for one in record["estimates"]] == [one.method for one in verdict.estimates]
    assert {*record["refused"], *(one["method"] for one in record["estimates"])} == set(METHODS)
    assert record["estimate"] == verdict.estimates[0].estimate
    assert record["event_study"] == verdict.estimates[0].event_study.to_dict("records")


@pytest.mark.parametrize("method", ["imputation", "twfe", "cs"])
def test_one_method_is_the_same_as_among_all(panel: pd.DataFrame, method: str) -> None:
    alone, among = summary_of(panel, method), summary_of(panel)
    assert list(alone.estimates) == [method]
    assert alone.estimates[method].estimate == among.estimates[method].estimate
    assert impact_record(alone)["estimate"] == alone.estimates[method].estimate
    assert impact_record(alone)["method"] == method


def test_a_method_that_refuses_gives_null_and_its_reason(panel: pd.DataFrame) -> None:
    record = json.loads(to_json(impact_record(summary_of(panel, "sdid"))))
    assert (record["estimate"], record["ci_low"], record["event_study"], record["estimates"]) == (None, None, [], [])
    assert record["refused"]["sdid"].startswith("Perlu paling sedikit")
    assert record["method"] == "sdid"


def test_sentences_hold_the_verdict_the_checks_and_the_figures(panel: pd.DataFrame) -> None:
    summary = summary_of(panel)
    text = impact_sentences(summary)
    assert text[0] == summary.verdict.sentence
    assert sum(line.startswith("Imputasi (angka utama): ") for line in text) == 1
    assert any("(lolos)" in line for line in text)


def test_without_comparison_there_is_no_figure_in_the_text() -> None:
    rows = random_panel(1, missing=0)
    everyone = rows.assign(first_treated=pd.Period("2023-06", "M"))
    summary = summary_of(several(everyone))
    assert impact_record(summary)["estimate"] is None
    assert impact_sentences(summary)[0].startswith("Dampak pelatihan belum dapat dinilai:")
    assert not any("selang" in line for line in impact_sentences(summary))


def test_the_record_holds_all_that_stands_behind_the_verdict(panel: pd.DataFrame) -> None:
    doses = panel.assign(jp_per_pegawai=np.random.default_rng(1).uniform(0, 30, len(panel)))
    record = json.loads(to_json(impact_record(summary_of(doses))))
    dossier = compile_impact_report(assess(doses, IKM))
    verdict = dossier.evidence.verdict
    assert (record["breakdown_drift"], record["level"]["number"]) == (verdict.breakdown_drift, verdict.level.number)
    assert record["needed"]["target"] == smallest_worth(IKM, 0) != abs(record["estimate"])
    assert record["drift"]["difference"]["estimate"] == verdict.drift.difference.estimate
    assert record["dose_response"]["estimate"] == dose_response(series(doses, "ikm")).slope.estimate
    assert record["before_after"]["difference"] == dossier.raw.difference
    table = dossier.cells
    assert [(one["group"], one["period"]) for one in record["group_time"]] == [
        (period_text(group), period_text(period)) for group, period in zip(table["group"], table["period"], strict=True)
    ]
    assert [one["estimate"] for one in record["group_time"]] == table["estimate"].tolist()
    assert [one["estimate"] for one in record["groups"]] == dossier.waves["estimate"].tolist()
    assert record["lot"] is None


def test_doses_that_never_differ_are_refused_with_the_reason(panel: pd.DataFrame) -> None:
    record = impact_record(summary_of(panel))
    assert record["dose_response"] is None
    assert record["unanswered"]["dose"].startswith("JP per pegawai tidak cukup berbeda")


def test_a_panel_that_cannot_be_read_is_refused() -> None:
    rows = several(random_panel(1))
    with pytest.raises(ImpactError, match="lebih dari satu nilai"):
        assess(pd.concat([rows, rows.iloc[:1]]), IKM)


INSUFFICIENT = {
    "nobody trained": office(trained=0, comparison=9),
    "two trained": office(trained=2),
    "one comparison unit": office(comparison=1),
    "all at once, nobody left": office(comparison=0),
    "one month": office(periods=1, first=0),
    "two months before": office(first=2),
    "two months after": office(periods=14),
    "no variation": office().assign(value=80.0),
    "no value": office().assign(value=np.nan),
    "one value": office().assign(value=[80.0] + [np.nan] * (9 * 24 - 1)),
    "one unit": office(trained=1, comparison=0),
}


@pytest.mark.parametrize("rows", INSUFFICIENT.values(), ids=INSUFFICIENT.keys())
def test_an_insufficient_record_has_every_key_and_says_what_is_missing(rows: pd.DataFrame, panel: pd.DataFrame) -> None:
    full = json.loads(to_json(impact_record(summary_of(panel))))
    record = json.loads(to_json(impact_record(summary_of(several(rows)))))
    seen = rows.dropna(subset=["value"])
    assert record.keys() == full.keys()
    assert (record["state"], record["checks"], record["sensitivity"]) == ("insufficient", [], [])
    assert record["missing"]
    assert all(need in record["sentence"] for need in record["missing"])
    assert {*record["refused"], *(one["method"] for one in record["estimates"])} == set(METHODS)
    assert all(record["refused"].values())
    if record["method"] in record["refused"]:
        assert (record["estimate"], record["p"], record["event_study"]) == (None, None, [])
        assert (record["n_units"], record["n_obs"]) == (seen["unit"].nunique(), len(seen))
    assert record["before_after"].keys() == full["before_after"].keys()
    assert record["level"].keys() == full["level"].keys()
