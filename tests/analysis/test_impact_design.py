"""Panels as offices have them: read right, or refused with the reason."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.impact.estimators import METHODS, ImpactError, build_design, estimate_effect, headline, randomise
from tests.analysis.impact_panels import noiseless, panel_of, random_panel


def rows_of(first: list[int | None], n_periods: int = 12) -> pd.DataFrame:
    return noiseless(lambda since: 2.0, first, n_periods)


def test_missing_months_and_units_that_leave_stay_empty_and_are_counted() -> None:
    rows = rows_of([4, 5, None, None])
    gone = (rows["unit"] == "Unit 02") & (rows["period"] > "2023-10")
    hole = (rows["unit"] == "Unit 03") & (rows["period"] == "2023-02")
    design = build_design(rows[~gone & ~hole])
    assert np.isnan(design.value[1, 10:]).all()
    assert np.isnan(design.value[2, 1])
    assert design.notes == ("3 pasangan unit–periode tanpa nilai dilewati, tidak diisi.",)
    assert estimate_effect(rows[~gone & ~hole]).estimate == pytest.approx(2)


def test_a_month_nobody_reported_keeps_its_place_in_time() -> None:
    rows = rows_of([4, 6, None, None])
    design = build_design(rows[rows["period"] != "2023-05"])
    assert design.value.shape == (4, 12)
    assert design.first.tolist()[:2] == [4, 6]
    assert design.notes == ()
    result = estimate_effect(rows[rows["period"] != "2023-05"])
    assert (result.n_periods, result.n_obs) == (11, 44)
    assert result.event_study.set_index("period").loc[[-1, 1], "n_units"].tolist() == [2, 2]


def test_empty_values_are_as_good_as_no_row() -> None:
    rows = random_panel(4)
    blank = pd.concat([rows, rows.assign(period=rows["period"] + 40, value=np.nan)])
    full, again = estimate_effect(rows), estimate_effect(blank)
    assert (full.estimate, full.se, full.n_periods) == (again.estimate, again.se, again.n_periods)


def test_semesters_count_as_one_step_each() -> None:
    design = build_design(random_panel(4, freq="6M"))
    months = build_design(random_panel(4, freq="M"))
    assert design.first.tolist() == months.first.tolist()
    assert str(design.periods[1]) == "2015-07"


def test_units_trained_before_their_data_are_left_out_by_name() -> None:
    result = estimate_effect(rows_of([0, 4, 6, None, None]))
    assert result.n_units == 4
    assert "1 unit tidak dipakai karena tidak punya data sebelum pelatihan: Unit 01." in result.notes


def test_training_after_the_last_value_leaves_the_unit_untrained() -> None:
    rows = rows_of([4, 6, None, None])
    later = rows["unit"] == "Unit 04"
    rows.loc[later, "first_treated"] = pd.Period("2030-01", "M")
    assert estimate_effect(rows).n_never == 2


def test_periods_without_an_untrained_unit_are_dropped_and_counted() -> None:
    result = estimate_effect(rows_of([3, 4, 6, 9, 9]))
    assert (result.dropped_periods, result.n_periods, result.n_never) == (3, 9, 0)
    assert result.n_treated == 3
    assert result.estimate == pytest.approx(2)
    assert "3 periode tidak dipakai karena tidak ada lagi unit yang belum dilatih sebagai pembanding." in result.notes


REFUSED = {
    "all at one date": (rows_of([5, 5, 5, 5]), "waktu yang sama"),
    "nobody trained": (rows_of([None, None, None]), "Belum ada unit dengan data sebelum dan sesudah"),
    "one trained": (rows_of([5, None, None, None]), "Baru satu unit yang sudah dilatih"),
    "one comparison unit": (rows_of([5, 5, 5, None]), "bertumpu pada unit Unit 04 saja; perlu 1 unit pembanding lagi"),
    "no variance": (rows_of([5, 6, None, None]).assign(value=80.0), "tidak pernah berubah"),
    "no values": (rows_of([5, 6, None, None]).assign(value=np.nan), "Belum ada nilai"),
    "no rows": (rows_of([5, 6, None, None]).iloc[:0], "Belum ada nilai"),
    "no column": (rows_of([5, 6, None, None]).drop(columns="value"), "tidak memuat kolom value"),
    "infinite": (rows_of([5, 6, None, None]).assign(value=np.inf), "bukan bilangan"),
    "no unit": (rows_of([5, 6, None, None]).assign(unit=None), "tanpa nama unit"),
}


@pytest.mark.parametrize("method", ["imputation", "twfe", "cs"])
@pytest.mark.parametrize("case", REFUSED)
def test_hopeless_designs_are_refused_in_one_sentence(case: str, method: str) -> None:
    rows, reason = REFUSED[case]
    with pytest.raises(ImpactError, match=reason) as refusal:
        estimate_effect(rows, method=method)
    assert str(refusal.value).endswith((".", "Juli)."))
    assert str(refusal.value).count(". ") == 0


@pytest.mark.parametrize("method", METHODS)
def test_any_panel_is_answered_in_full_or_refused(method: str) -> None:
    answered = 0
    for seed in range(200):
        rows = ragged_panel(seed)
        try:
            result = estimate_effect(rows, method=method)
        except ImpactError:
            continue
        answered += 1
        assert np.isfinite([result.estimate, result.se, result.ci_low, result.ci_high, result.p]).all()
        assert result.event_study.notna().all().all()
    assert answered > 10 or method == "sdid"


def ragged_panel(seed: int) -> pd.DataFrame:
    """Few units, few periods, up to 60 % of the values missing, any dates of training."""
    deal = np.random.default_rng(seed)
    value = deal.normal(0, 1, deal.integers((2, 2), (9, 14)))
    value[deal.random(value.shape) < deal.choice([0, 0.2, 0.6])] = np.nan
    return panel_of(value, [None if deal.random() < 0.4 else int(when) for when in deal.integers(0, 14, len(value))])


def test_two_values_in_one_month_are_refused_by_name() -> None:
    rows = rows_of([4, 6, None, None])
    with pytest.raises(ImpactError, match="Unit 02 punya lebih dari satu nilai pada periode 2023-03"):
        build_design(pd.concat([rows, rows[(rows["unit"] == "Unit 02") & (rows["period"] == "2023-03")]]))


def test_two_training_dates_in_one_unit_are_refused() -> None:
    rows = rows_of([4, 6, None, None])
    rows.loc[0, "first_treated"] = pd.Period("2023-09", "M")
    with pytest.raises(ImpactError, match="lebih dari satu awal pelatihan"):
        build_design(rows)


@pytest.mark.parametrize(
    ("column", "values", "reason"),
    [
        ("period", lambda rows: rows["period"].astype(str) + "?", "jenis rentang waktu"),
        ("period", lambda rows: rows["period"].where(rows.index != 3), "tanpa periode"),
        ("first_treated", lambda rows: rows["first_treated"].dt.asfreq("Q"), "berbeda jenisnya"),
    ],
)
def test_periods_that_cannot_be_placed_are_refused(column: str, values: object, reason: str) -> None:
    rows = rows_of([4, 6, None, None])
    with pytest.raises(ImpactError, match=reason):
        build_design(rows.assign(**{column: values(rows)}))  # type: ignore[operator]


def test_semesters_that_do_not_line_up_are_refused() -> None:
    rows = random_panel(4, freq="6M")
    shifted = rows["period"].where(rows["unit"] != "Unit 01", pd.Period("2015-02", "6M"))
    with pytest.raises(ImpactError, match="tidak seragam"):
        build_design(rows.assign(period=shifted).drop_duplicates(["unit", "period"]))


def test_an_unknown_method_is_named_beside_the_known_ones() -> None:
    with pytest.raises(ImpactError, match=f"Metode ajaib tidak dikenal.*{', '.join(METHODS)}"):
        estimate_effect(rows_of([4, 6, None, None]), method="ajaib")


def test_nobody_trained_reads_the_same_without_a_period_dtype() -> None:
    rows = rows_of([None, None, None]).astype({"first_treated": object})
    with pytest.raises(ImpactError, match="Belum ada unit"):
        build_design(rows)


def test_values_without_a_connected_comparison_are_counted_aloud() -> None:
    value = np.arange(40.0).reshape(5, 8) ** 1.1
    value[2:4, 6:], value[4, :6] = np.nan, np.nan
    result = estimate_effect(panel_of(value, [4, 5, None, None, None]))
    assert "4 nilai sesudah pelatihan tidak dipakai karena tidak terhubung dengan pembanding." in result.notes
    shorter = estimate_effect(panel_of(value[:4, :6], [4, 5, None, None]))
    assert result.estimate == pytest.approx(shorter.estimate)


def test_a_series_of_units_trained_at_once_says_what_it_cannot_tell_apart() -> None:
    together, apart = (
        estimate_effect(noiseless(lambda since: 2.0, [*dates, None, None], 20), method="its")
        for dates in ([10, 10, 10], [9, 10, 11])
    )
    assert sum("periode yang sama" in note for note in together.notes) == 1
    assert not any("periode yang sama" in note for note in apart.notes)


# the period of training


def late(rows: pd.DataFrame, units: tuple[str, ...]) -> pd.DataFrame:
    """The rows where those units were trained halfway through the period before, an outlier of a value."""
    chosen = rows["unit"].isin(units)
    first = [f - 1 if here else f for f, here in zip(rows["first_treated"], chosen, strict=True)]
    moved = rows.assign(first_treated=pd.Series(first, rows.index, dtype=rows["first_treated"].dtype))
    outlier = 1000.0 * (chosen & (moved["period"] == moved["first_treated"]))
    return moved.assign(value=rows["value"] + outlier, share_after=np.where(chosen, 0.5, 1.0))


def without(rows: pd.DataFrame, units: tuple[str, ...]) -> pd.DataFrame:
    """The rows of `late` without the values of the period of training."""
    moved = late(rows, units)
    mixed = moved["share_after"].eq(0.5) & (moved["period"] == moved["first_treated"])
    return moved[~mixed]


LATE = ("Unit 01", "Unit 03")


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("method", ["imputation", "twfe", "cs", "its"])
def test_a_period_of_transition_counts_on_neither_side(seed: int, method: str) -> None:
    rows = random_panel(seed, missing=0)
    aside, gone = (estimate_effect(panel, method=method) for panel in (late(rows, LATE), without(rows, LATE)))
    assert (aside.estimate, aside.se, aside.dof) == pytest.approx((gone.estimate, gone.se, gone.dof))
    assert aside.n_obs == gone.n_obs


def test_leads_are_counted_from_the_period_of_training() -> None:
    design = build_design(late(random_panel(1, missing=0), LATE))
    unit = design.units.index("Unit 01")
    start = int(design.first[unit])
    assert design.relative[unit, start - 3 : start + 2].tolist() == [-2, -1, 0, 0, 1]
    assert design.observed[unit, start - 3 : start + 2].tolist() == [True, True, False, True, True]


def test_the_transition_is_dealt_out_with_its_date() -> None:
    """With all values there the short way is taken, and agrees with the long one."""
    design = build_design(late(random_panel(2, missing=0), LATE))
    short = randomise(design, draws=60)
    assert design.transitions == 2
    assert (design.there == design.there[0]).all()
    dealt = np.random.default_rng(0).permuted(np.tile(np.arange(len(design.units)), (60, 1)), axis=1)
    by_hand = [
        headline(replace(design, first=design.first[order], transition=design.transition[order])).estimate
        for order in dealt
    ]
    assert short.estimates == pytest.approx(by_hand)
