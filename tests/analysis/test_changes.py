"""Control charts by hand, unfinished months, the order of urgency, the words; the stated false alarms by simulation."""

import math
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.overview.changes import compute, text
from analysis.stats.control_chart import (
    FALSE_ALARM_AUTOCORRELATED,
    FALSE_ALARM_INDEPENDENT,
    ControlChart,
    apply_rules,
    control_chart,
)
from analysis.targets.compute import target_statuses
from data.panel.build import panel_of
from data.panel.dataset import Dataset, FileReport, empty_frame
from data.panel.whole_periods import whole_panel
from data.problems import NoAnswer
from data.vocabulary.indicators import Indicator, indicator
from tests.analysis.office import staff, trainings

ROOT = Path(__file__).resolve().parents[2]
IKM, MINUTES, COMPLAINTS = indicator("ikm"), indicator("lama_layanan"), indicator("pengaduan")
STEADY = [79.0, 81, 77, 79, 83, 81]
"""Mean 80, moving ranges 2, 4, 2, 4, 2: mean 2.8, so limits at 80 ± 7.448."""
LATER = date(2030, 1, 1)


def chart(values: list[float], known: Indicator = IKM, start: str = "2025-01", trained: str | None = None, freq: str = "M") -> ControlChart:  # noqa: E501  # fmt: skip
    periods = pd.period_range(start, periods=len(values), freq=freq)
    first = pd.NaT if trained is None else pd.Period(trained, freq)
    rows = pd.DataFrame({"period": periods, "value": values, "first_treated": first})
    return control_chart("Loket", rows, known)


def office(figures: dict[tuple[str, str], list[float]], trained: str | None = None, **frames: pd.DataFrame) -> Dataset:
    """Monthly kinerja rows of (unit, indicator) from 2025-01; A is trained whole on `trained`."""
    rows = [
        (unit, period, key, value)
        for (unit, key), values in figures.items()
        for period, value in zip(pd.period_range("2025-01", periods=len(values), freq="M"), values, strict=True)
        if not math.isnan(value)
    ]
    kinerja = pd.DataFrame(rows, columns=["unit", "period", "indicator", "value"]).astype({"period": object})
    kinerja = kinerja.assign(n=np.nan, file="k.xlsx", sheet="K", row=1)[empty_frame("kinerja").columns]
    done = trainings({"unit": "A", "selesai": trained, "jp": 20}) if trained else empty_frame("pelatihan")
    report = FileReport("k.xlsx", "0" * 64, ())
    return Dataset(files=(report,), kinerja=kinerja, pelatihan=done, pegawai=staff({"nip": "1", "unit": "A"}), **frames)


def register(unit: str, *days: str) -> pd.DataFrame:
    """One case a day that came and was done within the hour."""
    came = pd.to_datetime(list(days)) + pd.Timedelta(hours=8)
    rows = pd.DataFrame({"unit": unit, "layanan": "KTP", "masuk": came, "selesai": came + pd.Timedelta(minutes=30)})
    rows = rows.assign(file="l.xlsx", sheet="L", row=range(2, len(rows) + 2)).reindex(
        columns=empty_frame("layanan").columns
    )
    return rows.astype(empty_frame("layanan").dtypes.to_dict())


def working_days(first: str, last: str) -> list[str]:
    return [str(day.date()) for day in pd.bdate_range(first, last)]


def test_limits_by_hand() -> None:
    found = chart(STEADY)
    assert (found.limits.centre, found.limits.lower, found.limits.upper) == pytest.approx((80, 72.552, 87.448))
    assert (found.signal, found.rule, found.n, found.limits.n) == ("usual", None, 6, 6)


@pytest.mark.parametrize(("value", "signal"), [(110.0, "better"), (50.0, "worse")])
def test_a_value_beyond_the_limits(value: float, signal: str) -> None:
    """Seven values with ±30 at the end: mean range 7.17, so the limits are 19.1 from a mean 4.3 nearer to it."""
    found = chart([*STEADY, value])
    assert (found.signal, found.rule) == (signal, "beyond limits")
    assert chart([*STEADY, value], MINUTES).signal != signal, "fewer minutes are better"


def test_eight_on_one_side_and_not_seven() -> None:
    values = [81.0, 83, 79, 77] * 3 + [80.6, 80.2] * 4
    assert chart(values[:-1]).rule is None
    assert (chart(values).signal, chart(values).rule) == ("better", "eight on one side")


def test_six_in_a_row_and_not_five() -> None:
    values = [80.0, 84, 76, 80, 82, 78, 77.5, 79, 80, 81, 82, 83]
    assert chart(values[:-1]).rule is None
    assert (chart(values).signal, chart(values).rule) == ("better", "six in a row")
    assert chart(values, MINUTES).signal == "worse"


def test_limits_are_made_anew_once_six_months_followed_training() -> None:
    """Ten points up at training: judged by the months before for five months, by their own from the sixth on."""
    after = [value + 10 for value in STEADY]
    early, late = (chart([*STEADY, *after[:n]], trained="2025-07") for n in (5, 6))
    assert [phase.n for phase in early.phases] == [6]
    assert early.limits.centre == 80
    assert [(str(phase.first), phase.centre) for phase in late.phases] == [("2025-01", 80), ("2025-07", 90)]
    assert (early.signal, late.signal) == ("better", "usual")


def test_training_before_the_first_month_parts_nothing() -> None:
    assert len(chart(STEADY, trained="2024-01").phases) == 1
    assert chart(STEADY, trained="2024-01").limits.centre == 80


def test_last_month_and_the_same_month_last_year() -> None:
    found = chart([float(value) for value in range(50, 64)])
    assert (found.value, found.previous, found.year_ago) == (63, 62, 51)
    quarters = chart([70.0, 71, 72, 73, 74], freq="Q")
    assert (quarters.previous, quarters.year_ago) == (73, 70)
    assert math.isnan(chart([80.0]).previous)


def test_a_gap_is_no_last_month_and_gives_no_moving_range() -> None:
    periods = pd.PeriodIndex(["2025-01", "2025-02", "2025-03", "2025-07", "2025-08", "2025-10"], freq="M")
    rows = pd.DataFrame({"period": periods, "value": STEADY, "first_treated": pd.NaT})
    found = control_chart("Loket", rows, IKM)
    assert math.isnan(found.previous)
    assert found.limits.upper == pytest.approx(80 + 2.66 * (2 + 4 + 4) / 3)


def test_half_years_have_ranges_too() -> None:
    periods = [pd.Period(f"{year}-{month:02d}", "6M") for year in (2020, 2021, 2022) for month in (1, 7)]
    rows = pd.DataFrame({"period": pd.Series(periods), "value": STEADY, "first_treated": pd.NaT})
    assert control_chart("Loket", rows, IKM).limits.upper == pytest.approx(87.448)


def test_few_months_have_no_limits_and_that_is_said() -> None:
    found = chart([80.0, 81, 20])
    assert (found.signal, found.rule) == ("usual", None)
    assert math.isnan(found.limits.upper)
    assert (text.verdict(found), text.why(found)) == (
        "belum cukup data",
        "batas biasa belum dapat dihitung: perlu 6 nilai",
    )


@given(st.floats(25, 100), st.integers(6, 40))
@settings(derandomize=True, max_examples=100)
def test_what_never_changes_is_never_a_signal(value: float, n: int) -> None:
    assert set(chart([value] * n).signals) == {"usual"}


def test_one_complaint_where_there_were_none_is_no_signal() -> None:
    assert chart([0.0] * 12 + [1], COMPLAINTS).signal == "usual"
    assert chart([0.0] * 12 + [3], COMPLAINTS).signal == "worse"


def test_limits_stay_within_what_is_possible() -> None:
    assert chart([99.0, 95, 99, 96, 99, 95]).limits.upper == 100


@given(st.lists(st.integers(25, 100), min_size=1, max_size=40))
@settings(derandomize=True, max_examples=200)
def test_a_mirrored_series_turns_each_signal_and_keeps_its_rule(values: list[int]) -> None:
    series = np.array(values, dtype=float)
    centre, reach = series.mean(), 2.66 * np.abs(np.diff(series)).mean() if len(series) > 1 else math.nan
    signs, rules = apply_rules(series, centre, reach)
    turned, same = apply_rules(-series, -centre, reach)
    assert (turned == -signs).all()
    assert (same == rules).all()


def test_the_chart_of_a_month_does_not_know_the_months_after_it() -> None:
    values = np.random.default_rng(3).normal(80, 2, 24).round(2).tolist()
    dataset = office({("A", "ikm"): values}, trained="2025-09-10")
    for n in range(6, 25):
        month = pd.Period("2025-01", "M") + n - 1
        (found,) = compute.changes(dataset, month, LATER).charts
        assert replace(found, unit="Loket") == chart(values[:n], trained="2025-09")


def test_worse_comes_first_then_better_then_the_rest() -> None:
    far, near = [*STEADY * 2, 30.0], [*STEADY * 2, 60.0]
    figures = {
        ("A", "ikm"): near,
        ("B", "ikm"): far,
        ("C", "ikm"): [*STEADY * 2, 99.0],
        ("D", "ikm"): [*STEADY * 2, 80.0],
    }
    found = compute.changes(office(figures), today=LATER)
    assert [(one.unit, one.signal) for one in found.charts] == [
        ("B", "worse"),
        ("A", "worse"),
        ("C", "better"),
        ("D", "usual"),
    ]
    assert (
        text.headline(found.charts, found.period)
        == "Januari 2026: 2 unit memburuk, 1 unit membaik, 1 unit dalam variasi biasa"
    )


def test_volume_and_single_elements_are_not_judged() -> None:
    found = compute.changes(office({("A", "volume"): STEADY, ("A", "ikm"): STEADY}), today=LATER)
    assert {one.indicator.key for one in found.charts} == {"ikm"}


def test_a_unit_without_that_month_is_told_and_not_shown() -> None:
    found = compute.changes(office({("A", "ikm"): STEADY, ("B", "ikm"): [*STEADY[:5], math.nan]}), today=LATER)
    assert [one.unit for one in found.charts] == ["A"]
    assert text.notes(found) == ["Belum ada angka IKM Juni 2025: B."]


@pytest.mark.parametrize(("today", "month"), [(date(2025, 6, 1), "2025-05"), (date(2025, 6, 30), "2025-05"), (date(2025, 7, 1), "2025-06")])  # noqa: E501  # fmt: skip
def test_the_month_that_today_lies_in_is_not_over(today: date, month: str) -> None:
    assert str(compute.changes(office({("A", "ikm"): STEADY}), today=today).period) == month


def test_books_of_later_months_than_today_have_no_running_one() -> None:
    dataset = office({("A", "ikm"): STEADY})
    assert str(compute.changes(dataset, today=date(2025, 3, 5)).period) == "2025-06"
    assert len(whole_panel(dataset, date(2025, 3, 5))) == 6


@pytest.mark.parametrize(("last", "month"), [("2025-03-14", "2025-02"), ("2025-03-19", "2025-02"), ("2025-03-20", "2025-03"), ("2025-03-31", "2025-03")])  # noqa: E501  # fmt: skip
def test_a_month_that_the_register_stops_within_is_not_compared(last: str, month: str) -> None:
    """After 20 March 2025 five working days are left before Nyepi and Idulfitri, a usual pause; after the 19th six."""
    dataset = office({}, layanan=register("A", *working_days("2024-12-02", last)))
    assert str(compute.changes(dataset, today=LATER).period) == month


def test_a_typed_figure_is_of_the_whole_month() -> None:
    cases = register("A", *working_days("2025-01-02", "2025-03-10"))
    found = compute.changes(office({("A", "lama_layanan"): [30.0, 31, 32]}, layanan=cases), today=LATER)
    assert [(one.indicator.key, str(one.period)) for one in found.charts] == [("lama_layanan", "2025-03")]
    assert [str(period) for period in found.unfinished] == ["2025-03"]
    assert text.notes(found) == ["Maret 2025 belum selesai, jadi angkanya tidak dibandingkan."]


def test_an_unfinished_month_asked_for_is_refused_with_the_way_out() -> None:
    with pytest.raises(NoAnswer, match=r"^Juni 2025 belum selesai, .* Pakai Mei 2025\.$"):
        compute.changes(office({("A", "ikm"): STEADY}), pd.Period("2025-06", "M"), date(2025, 6, 20))
    with pytest.raises(NoAnswer, match="Januari 2020 tidak ada angkanya"):
        compute.changes(office({("A", "ikm"): STEADY}), pd.Period("2020-01", "M"), LATER)
    with pytest.raises(NoAnswer, match="unggah buku kinerja"):
        compute.changes(Dataset(), today=LATER)


def test_a_quarterly_indicator_counts_in_the_month_its_quarter_ends() -> None:
    dataset = office({("A", "lama_layanan"): [30.0] * 12})
    quarters = pd.DataFrame({"unit": "A", "period": list(pd.period_range("2025Q1", "2025Q4", freq="Q")), "indicator": "ikm", "value": 80.0})  # noqa: E501  # fmt: skip
    kinerja = pd.concat([dataset.kinerja, quarters.astype({"period": object})], ignore_index=True)
    both = Dataset(files=dataset.files, kinerja=kinerja)
    keys = {month: {one.indicator.key for one in compute.changes(both, pd.Period(month, "M"), LATER).charts} for month in ("2025-08", "2025-09")}  # noqa: E501  # fmt: skip
    assert keys == {"2025-08": {"lama_layanan"}, "2025-09": {"lama_layanan", "ikm"}}


def test_what_deserves_attention_is_beyond_limits_or_target_alone() -> None:
    drifting = [81.0, 79, 77, 83] * 3 + [79.4, 79.8] * 4
    steady = [*STEADY * 2, *STEADY, 80, 81]
    figures = {("A", "ikm"): [*steady[:-1], 40.0], ("B", "ikm"): drifting, ("C", "ikm"): steady}
    dataset = office(figures)
    goal = pd.DataFrame([("ikm", 2026, 90.0, None, "C"), ("ikm", 2025, 99.0, None, "B")], columns=["indikator", "tahun", "target", "arah", "unit"])  # noqa: E501  # fmt: skip
    found = compute.changes(dataset, today=LATER)
    assert found.worse[1].unit == "B", "worse by a run alone"
    several = compute.concerns(found, target_statuses(panel_of(dataset), goal))
    lines = text.lines(several)
    assert [line.name for line in lines] == ["A", "C"]
    assert lines[0].choices == {"indikator": IKM.label, "bulan": "Agustus 2026", "unit": "A"}
    assert [line.detail for line in lines] == ["IKM 40,00; sebelumnya 80,00", "IKM 80,13 (2026); target 90,00"]


@pytest.mark.parametrize("n", range(1, 20))
def test_every_value_of_any_chart_has_its_words(n: int) -> None:
    found = chart(np.random.default_rng(n).normal(80, 3, n).cumsum().tolist(), trained="2025-06")
    assert all(text.why(found, place) for place in range(n))
    assert text.why(found, n - 1) == text.why(found)


def test_usual_is_said_only_where_it_is_known() -> None:
    short, long = (compute.changes(office({("A", "ikm"): STEADY[:n] * 2}), today=LATER) for n in (1, len(STEADY)))
    assert text.nothing_to_tell(short, True).startswith("Batas biasa belum dapat dihitung")
    assert text.nothing_to_tell(long, True) == (
        "Tidak ada unit di luar kebiasaannya, dan tidak ada yang jelas meleset dari target."
    )
    assert text.nothing_to_tell(long, False) == "Tidak ada unit di luar kebiasaannya."


def test_at_most_four_lines() -> None:
    figures = {(unit, "ikm"): [*STEADY, 30.0] for unit in "ABCDEFG"}
    assert len(compute.concerns(compute.changes(office(figures), today=LATER), ())) == 4


def test_the_record_holds_the_chart_s_numbers() -> None:
    found = compute.changes(office({("A", "ikm"): [*STEADY, 50.0]}), today=LATER)
    (entry,) = text.record(found)["changes"]
    assert {key: entry[key] for key in ("unit", "indicator", "value", "previous", "signal", "rule")} == {
        "unit": "A", "indicator": "ikm", "value": 50, "previous": 81, "signal": "worse", "rule": "beyond limits",
    }  # fmt: skip
    assert math.isnan(entry["year_ago"])


def test_every_sentence_is_made_of_its_chart() -> None:
    assert text.sentence(chart([*STEADY, 50.0])) == (
        "Loket, IKM memburuk: 50,00; bulan lalu 81,00, setahun lalu –; di bawah batas biasa, antara 55,76 dan 95,66."
    )
    assert text.sentence(chart(STEADY)).endswith("IKM variasi biasa: 81,00; bulan lalu 83,00, setahun lalu –; biasanya antara 72,55 dan 87,45.")  # noqa: E501  # fmt: skip


def alarms(n: int, correlation: float, offices: int = 4000) -> float:
    """Share of stable series of `n` months, correlated from month to month, whose newest month is a signal."""
    noise = np.random.default_rng(17).normal(size=(offices, n + 30))
    for place in range(1, n + 30):
        noise[:, place] = correlation * noise[:, place - 1] + math.sqrt(1 - correlation**2) * noise[:, place]
    values = noise[:, 30:]
    reach = 2.66 * np.abs(np.diff(values)).mean(axis=1, keepdims=True)
    signs, _ = apply_rules(values, values.mean(axis=1, keepdims=True), reach)
    return float((signs[:, -1] != 0).mean())


def stated() -> list[tuple[int, float, float]]:
    """Months, correlation and percentage of each cell of the table in docs/method.md."""
    method = (ROOT / "docs/method.md").read_text(encoding="utf-8").partition("<!-- false alarms of a month -->")[2]
    rows = [
        [float(cell) for cell in re.findall(r"[\d.]+", line)]
        for line in method.splitlines()
        if re.match(r"\| \d", line)
    ]
    correlations = [0, 0.3, 0.5, 0.7]
    return [(int(row[0]), r, cell) for row in rows[:4] for r, cell in zip(correlations, row[1:], strict=True)]


@pytest.mark.parametrize(("n", "correlation", "percent"), stated())
def test_false_alarms_are_those_that_the_method_states(n: int, correlation: float, percent: float) -> None:
    spread = 3 * math.sqrt(percent * (100 - percent) / 4000)
    assert 100 * alarms(n, correlation) == pytest.approx(percent, abs=spread + 0.05)


def test_the_two_rates_told_to_readers_are_the_table_s() -> None:
    rates = {(n, r): percent / 100 for n, r, percent in stated()}
    assert max(rate for (_, r), rate in rates.items() if r == 0) == pytest.approx(FALSE_ALARM_INDEPENDENT, abs=0.002)
    assert max(rate for (_, r), rate in rates.items() if r == 0.5) == pytest.approx(
        FALSE_ALARM_AUTOCORRELATED, abs=0.005
    )
