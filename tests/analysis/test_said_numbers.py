"""Over eight decades of size no sentence, card or title loses a sign, an order or a difference of its numbers."""

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.before_after import text as before_after_text
from analysis.before_after.compute import compare
from analysis.charts.style import Chart
from analysis.cost import text as cost_text
from analysis.cost.compute import cost_per_point
from analysis.impact import chart as impact_chart
from analysis.impact import text as impact_text
from analysis.impact.estimators.result import Interval
from analysis.impact.evidence import assess
from analysis.impact.report import compile_impact_report
from analysis.impact.tables import ENDS
from analysis.impact.verdict import Verdict, verdict_on
from analysis.impact.verdict_text import About, change_words, clear_sentence, none_sentence
from analysis.learning import text as learning_text
from analysis.learning.compute import paired
from analysis.overview.changes import text as changes_text
from analysis.regression import text as regression_text
from analysis.regression.chart import slopes_table
from analysis.regression.compute import fit_regression
from analysis.report.content import figures
from analysis.report.content.achievement import TargetPlan
from analysis.report.content.impact import assumptions_appendix
from analysis.report.content.impact import impact as report_impact
from analysis.report.content.report import text_of
from analysis.stats.control_chart import control_chart
from analysis.survey.chart import index_decimals
from analysis.targets import chart as targets_chart
from analysis.targets.compute import TargetStatus
from analysis.text import wording
from data.vocabulary.exposures import EXPOSURES
from data.vocabulary.indicators import INDICATORS, Indicator, indicator
from tests.analysis.impact_panels import several
from tests.analysis.verdict_panels import office

SCALES = st.integers(-4, 4).map(lambda power: 10.0**power)
KNOWN = st.sampled_from(INDICATORS)
ABOUT = About("Pelatihan Pelayanan Prima", ("A", "B", "C"), 3, pd.Period("2026-10", "M"))


def numbers(text: str) -> list[float]:
    """Every number of a text, whole ones too, without the signs."""
    return [
        float(found.replace(".", "").replace(",", ".").replace("−", "-"))
        for found in re.findall(r"(?<![\w,])\d[\d.]*(?:,\d+)?", text)
    ]


def pairs(changes: list[float]) -> pd.DataFrame:
    """One month before and one after for each unit, trained in the second."""
    rows = [
        {"unit": f"Unit {place}", "period": period, "value": 50.0 + place + change * after, "first_treated": "2025-02"}
        for place, change in enumerate(changes)
        for after, period in enumerate(("2025-01", "2025-02"))
    ]
    return pd.DataFrame(rows).astype({"period": "period[M]", "first_treated": "period[M]"})


@settings(max_examples=300, deadline=None)
@given(st.lists(st.floats(-1, 1), min_size=3, max_size=9, unique=True), SCALES, KNOWN)
def test_before_and_after_never_look_alike_where_a_change_is_said(changes: list[float], scale: float, one) -> None:
    result = compare(pairs([change * scale for change in changes]), one)
    said, card = before_after_text.sentence(result), before_after_text.outcome(result)
    change = next(one for one in before_after_text.cards(result) if one.label == "Perubahan rata-rata")
    if wording.movement(result.difference) == "tetap":
        return
    levels = re.search(r"\(dari (.*?) menjadi (.*?);", said)
    assert levels
    assert levels[1] != levels[2]
    assert re.search(r"rata-rata (naik|turun) (\S+)", said)[2].strip("0,") != ""  # type: ignore[index]
    assert card.change == change.value
    assert card.value != card.note.removeprefix("dari ").split(" sebelum")[0]
    assert ("membaik" in said or "memburuk" in said) == (result.ci_low > 0 or result.ci_high < 0)
    assert change.note == wording.direction(result.ci_low, result.ci_high, one)
    printed = report_impact(None, [result], None)
    row = [text_of(cell) for cell in printed.tables[0].rows[0]]
    assert row[2] != row[3]
    assert len({*row[4:7], "0"}) == 4
    drawn = printed.charts[0]
    for before, after in zip(*(line.values for line in drawn.lines), strict=True):
        texts = {wording.number(end, drawn.decimals) for end in (before, after)}
        assert len(texts) == 2 or abs(before - after) < 1e-9


@settings(max_examples=300, deadline=None)
@given(
    st.floats(-1, 1).filter(lambda x: abs(x) > 1e-3),
    st.floats(0.01, 3).filter(lambda x: abs(x - 1) > 1e-3),
    SCALES,
    KNOWN,
)
def test_a_verdict_s_numbers_keep_their_signs_and_order(centre: float, width: float, scale: float, one) -> None:
    half = abs(centre) * width * scale
    found = Interval(centre * scale, half / 2, centre * scale - half, centre * scale + half, 0.04)
    if found.ci_low <= 0 <= found.ci_high:
        between = none_sentence(found, one, half, ABOUT).split("Perubahannya, ")[1].split(", bisa saja")[0]
        assert bool(re.search("turun|lebih cepat|berkurang", between)) == (found.ci_low < -1e-12)
        assert bool(re.search("naik|lebih lama|bertambah", between)) == (found.ci_high > 1e-12)
        assert all(number > 0 for number in numbers(between))
        return
    size, low, high = numbers(change_words(found, one, "pelatihan"))
    assert 0 < low < size < high
    assert wording.direction(found.ci_low, found.ci_high, one) in clear_sentence(found, one, ABOUT)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 99), SCALES, st.sampled_from(["ikm", "lama_layanan"]))
def test_power_is_said_at_any_size(seed: int, scale: float, key: str) -> None:
    panel = office(noise=1)
    noise = np.random.default_rng(seed).normal(0, 0.5, len(panel))
    verdict = verdict_on(panel.assign(value=(panel["value"] + noise) * scale), indicator=indicator(key), thorough=False)
    if not verdict.estimates:
        return
    assert all(number > 0 for number in numbers(impact_text.power_sentence(verdict).split(":")[1]))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 999), SCALES, st.sampled_from(["ikm", "tepat_waktu"]))
def test_every_slope_is_printed_with_its_sign_between_its_ends(seed: int, scale: float, key: str) -> None:
    rng = np.random.default_rng(seed)
    jp = 10.0 * (np.arange(8) >= rng.integers(2, 7, 6)[:, None]) * rng.uniform(0.5, 2, (6, 1))
    rows = pd.DataFrame(
        {
            "unit": np.repeat(list("ABCDEF"), 8),
            "period": list(pd.period_range("2025-01", periods=8, freq="M")) * 6,
            "jp_per_pegawai": jp.ravel(),
            "value": scale * (rng.normal(0, 1, 48) + 0.1 * jp.ravel()),
        }
    )
    result = fit_regression(rows, x=EXPOSURES[0], y=indicator(key))
    table = slopes_table(result)
    for slope, text, ends in zip(result.slopes, table.iloc[:, 1], table["Selang kepercayaan 95%"], strict=True):
        assert text.startswith("+" if slope.slope > 0 else "−")
        low, high = ends.split(" sampai ")
        assert (low.startswith("−"), high.startswith("−")) == (slope.ci_low < 0, slope.ci_high < 0)
        assert low != high
    said = regression_text.sentence(result)
    assert ("memuat nol" in said.split(". ")[0]) == (not result.slope_of("pooled").clear)
    assert all(number > 0 for number in numbers(said.split("Tiap 10 JP")[1].replace("95%", "")))


SIZES = st.floats(-1e4, 1e4).filter(lambda x: x == 0 or abs(x) > 1e-4)


@given(st.lists(SIZES, min_size=1, max_size=6), st.integers(0, 2))
def test_decimals_are_enough_and_no_more_than_needed(values: list[float], least: int) -> None:
    distinct = sorted({0.0, *values})
    if any(after - before < 1e-7 for before, after in pairwise(distinct)):
        return
    enough = wording.fine(least, *values)
    printed = [wording.number(value, enough) for value in distinct]
    assert len(set(printed)) == len(distinct)
    if enough > least:
        assert len({wording.number(value, enough - 1) for value in distinct}) < len(distinct)


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.key)
def test_a_lone_change_never_prints_as_zero(one: Indicator) -> None:
    for power in range(-8, 5):
        assert wording.change(-(10.0**power), one).startswith("−")
        assert wording.change(10.0**power, replace(one, decimals=0)).startswith("+")


def said_number(text: str) -> float:
    """The first number of a text, with its sign, as it is printed."""
    found = re.search(r"−?\d[\d.]*(?:,\d+)?", text)
    assert found, text
    return float(found[0].replace(".", "").replace(",", ".").replace("−", "-"))


SIDE = {"atas": 1, "bawah": -1}


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 999), SCALES, KNOWN, st.floats(3, 8), st.sampled_from([-1, 1]))
def test_a_month_beyond_its_limits_is_printed_beyond_them(seed: int, scale: float, one, jump: float, way: int) -> None:
    values = np.random.default_rng(seed).normal(0, 1, 12)
    values[-1] = way * jump
    rows = pd.DataFrame({"period": pd.period_range("2025-01", periods=12, freq="M"), "value": scale * (20 + values)})
    chart = control_chart("Loket", rows.assign(first_treated=pd.NaT), replace(one, low=None, high=None))
    if chart.rule != "beyond limits":
        return
    value, why = said_number(changes_text.compared(chart)), changes_text.why(chart)
    side, low, high = re.findall(r"di (\w+) batas biasa, antara (\S+) dan (\S+)", why)[0]
    end = said_number(high if side == "atas" else low)
    assert (value - end) * SIDE[side] > 0
    assert said_number(low) < said_number(high)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(-1, 1), min_size=5, max_size=12, unique=True), SCALES)
def test_what_participants_learnt_keeps_its_sign_and_order(changes: list[float], scale: float) -> None:
    people = pd.DataFrame({"before": 50.0, "after": 50 + scale * np.array(changes)})
    found = paired(people, "Nilai tes", "poin", "")
    assert found
    if wording.movement(found.difference) == "tetap" or not np.isfinite(found.ci_low):
        return
    card = learning_text.measures([found])[0]
    assert str(card.change)[0] == {True: "+", False: "−"}[found.difference > 0]
    assert said_number(card.value) != said_number(card.note)
    assert card.good is (None if found.ci_low <= 0 <= found.ci_high else found.difference > 0)
    low, high = re.findall(r"selang 95%: (\S+) sampai (\S+)", card.note)[0]
    assert said_number(low) < said_number(str(card.change)) < said_number(high)


@settings(max_examples=60, deadline=None)
@given(st.floats(0.5, 1.5).filter(lambda x: abs(x - 1) > 1e-6), SCALES, KNOWN, st.sampled_from(["higher", "lower"]))
def test_a_target_missed_is_never_printed_as_met(share: float, scale: float, one, better) -> None:
    unlimited = replace(one, low=None, high=None)
    status = TargetStatus(unlimited, "Loket", 2025, scale, better, share * scale, share * scale, share * scale, 12)
    words = targets_chart.targets([status], "").alt
    mean, percent, goal = re.findall(r"Loket (\S+) \((\S+)%\), target (\S+)\.", words)[0]
    assert (said_number(mean) > said_number(goal)) == (share > 1)
    assert (said_number(percent) >= 100) == status.met


@settings(max_examples=150, deadline=None)
@given(st.floats(0.05, 20), st.floats(0.05, 0.95), SCALES, KNOWN)
def test_a_price_is_never_nothing_and_lies_between_its_ends(gain: float, width: float, scale: float, one) -> None:
    sign = 1 if one.better == "higher" else -1
    ends = sorted((sign * gain * (1 - width), sign * gain * (1 + width)))
    point = cost_per_point(scale, 3, sign * gain, *ends, one)
    middle, low, high = map(said_number, re.findall(r"Rp(\d[\d.,]*)", cost_text.price_words(point)))
    assert 0 < low < middle < high


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 99), SCALES, st.sampled_from(["ikm", "lama_layanan"]))
def test_every_way_is_drawn_and_spoken_with_its_sign(seed: int, scale: float, key: str) -> None:
    panel = office(noise=1, first=lambda unit: 10 + unit, seed=seed)
    rows = several(panel.assign(value=panel["value"] * scale), indicator=key)
    report = compile_impact_report(assess(rows, indicator(key), thorough=False))
    chart = impact_chart.forest(report, "")
    for name, estimate, low, high in chart.data[["Cara", *ENDS.values()]].itertuples(index=False):
        said = re.search(rf"{re.escape(name)} ([−+]\S+)", chart.alt.replace(";", " "))
        assert said
        assert said[1][0] == ("+" if estimate > 0 else "−")
        places = chart.decimals["Perkiraan"]
        assert low == high or wording.number(low, places) != wording.number(high, places)
    assert_gap_is_said(report.evidence.verdict)
    assert_ends_apart(impact_chart.event_study(report.evidence.verdict, ""))
    for table in (table for section in assumptions_appendix(report.evidence) for table in section.tables):
        assert all(len({text_of(cell) for cell in row[1:4]} - {"0,0"}) == 3 for row in table.rows)
    title = impact_text.event_title(report.evidence.verdict)
    assert ("belum jelas" in title) == (report.evidence.verdict.state == "none")
    assert all(number > 0 for number in numbers(title))


def assert_gap_is_said(verdict: Verdict) -> None:
    """The size beside the two lines is not nought, and their last values differ as printed."""
    assert verdict.design is not None
    notes = impact_chart.by_calendar(verdict, verdict.design, "").figure.layout.annotations
    said = [match[1] for note in notes if (match := re.search(r"<b>(\S+)</b>", note.text))]
    assert len(set(said)) == 3
    assert numbers(said[-1].lstrip("+-"))[0] > 0


def assert_ends_apart(chart: Chart) -> None:
    """Every estimate of the chart's table prints between its ends, with its sign."""
    for estimate, low, high in chart.data[list(ENDS.values())].itertuples(index=False):
        texts = [wording.number(value, chart.decimals["Perkiraan"]) for value in (low, estimate, high)]
        assert len(set(texts)) == len({low, estimate, high})
        assert texts[1].startswith("-") == (estimate < 0)


@given(st.lists(st.tuples(st.floats(26, 99), st.floats(1e-4, 0.9)), min_size=1, max_size=9))
def test_an_index_of_the_survey_prints_between_its_ends(found: list[tuple[float, float]]) -> None:
    intervals = [(index, index - half, index + half) for index, half in found]
    places = index_decimals(intervals)
    assert places >= 2
    assert all(len({wording.number(value, places) for value in one}) == 3 for one in intervals)


@settings(max_examples=300)
@given(st.floats(1, 99), st.floats(-1, 1).filter(lambda x: abs(x) > 1e-3), SCALES, KNOWN)
def test_a_move_of_the_report_is_never_printed_as_none(then: float, change: float, scale: float, one) -> None:
    move = figures.move((then + change) * scale, then * scale, "bulan lalu", one, TargetPlan())
    assert numbers(move.text)[0] > 0
    assert move.rises == (change > 0)
