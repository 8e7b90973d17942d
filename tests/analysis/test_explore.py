"""Jelajah's table: nothing lost or mixed, searched, sorted, pivoted and paired as a plain loop would."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.overview.explore import chart, compute
from analysis.overview.explore.compute import ORDERS, STATUSES, SearchQuestion
from analysis.text.disclosure import for_readers
from data.panel.build import panel_of
from data.panel.dataset import Dataset
from data.vocabulary.indicators import indicator
from tests.analysis.test_changes import office
from tests.data.test_panel import answers, table

IKM, MINUTES, COMPLAINTS = indicator("ikm"), indicator("lama_layanan"), indicator("pengaduan")


def made() -> Dataset:
    """Unit A is trained whole in March 2025; B has no minutes in February."""
    figures = {
        ("A", "ikm"): [80.0, 81, 82, 83], ("B", "ikm"): [70.0, 71, 72, 73],
        ("A", "lama_layanan"): [30.0, 29, 28, 27], ("B", "lama_layanan"): [40.0, math.nan, 38, 37],
    }  # fmt: skip
    return office(figures, trained="2025-03-10")


TABLE = compute.panel_table(made())


def test_every_cell_of_the_panel_is_a_row() -> None:
    panel = panel_of(made())
    assert len(TABLE) == len(panel) == 15
    assert TABLE["Nilai"].tolist() == panel["value"].tolist()
    assert set(TABLE["Indikator"]) == {"IKM", "Lama layanan"}


def test_where_a_period_stands_to_its_unit_s_training() -> None:
    of_a = TABLE[(TABLE["Unit"] == "A") & (TABLE["Kunci"] == "ikm")]
    assert of_a["Pelatihan"].tolist() == ["sebelum dilatih"] * 2 + ["sesudah dilatih"] * 2
    assert set(TABLE.loc[TABLE["Unit"] == "B", "Pelatihan"]) == {"belum dilatih"}


@given(
    st.sets(st.sampled_from(["IKM", "Lama layanan"])),
    st.sets(st.sampled_from("AB")),
    st.sets(st.sampled_from(STATUSES)),
    st.sampled_from(list(ORDERS)),
)
@settings(derandomize=True, max_examples=100)
def test_the_rows_asked_for_and_no_others(
    indicators: set[str], units: set[str], statuses: set[str], order: str
) -> None:
    found = compute.search(TABLE, SearchQuestion(tuple(indicators), tuple(units), tuple(statuses), "", order))
    wanted = [
        (row.Unit, row.Kunci, row.Periode, row.Nilai)
        for row in TABLE.itertuples(index=False)
        if (not indicators or row.Indikator in indicators)
        and (not units or row.Unit in units)
        and (not statuses or row.Pelatihan in statuses)
    ]
    assert sorted(zip(found["Unit"], found["Kunci"], found["Periode"], found["Nilai"], strict=True)) == sorted(wanted)


@pytest.mark.parametrize(
    ("words", "n"),
    [
        ("maret", 4),
        ("MARET ikm", 2),
        ("a maret ikm", 2),
        ("februari lama", 1),
        ("tidak ada", 0),
        ("", 15),
        ("2025", 15),
    ],
)
def test_each_word_is_looked_for_in_unit_indicator_and_period(words: str, n: int) -> None:
    assert len(compute.search(TABLE, SearchQuestion(words=words))) == n


def test_orders() -> None:
    newest, oldest, highest, lowest = (
        compute.search(TABLE, SearchQuestion(indicators=("IKM",), order=order)) for order in list(ORDERS)[:4]
    )
    assert (newest["Periode"].iloc[0], oldest["Periode"].iloc[0]) == ("2025-04", "2025-01")
    assert (highest["Nilai"].iloc[0], lowest["Nilai"].iloc[0]) == (83, 70)


def test_a_pivot_of_two_indicators_takes_the_first_alone_and_never_their_mean() -> None:
    wide = compute.pivoted(TABLE, "Unit", "Periode")
    assert list(wide) == ["Unit", "Januari 2025", "Februari 2025", "Maret 2025", "April 2025"]
    assert wide.set_index("Unit").loc["B", "Februari 2025"] == 71
    by_indicator = compute.pivoted(TABLE, "Periode", "Indikator")
    assert by_indicator["Periode"].tolist()[0] == "Januari 2025"
    assert by_indicator.loc[1, ["IKM", "Lama layanan"]].tolist() == [76, 29]


def test_pairs_are_of_one_unit_and_period() -> None:
    found = compute.pairs(TABLE, IKM, MINUTES)
    assert len(found) == 7
    row = found[(found["Unit"] == "B") & (found["Periode"] == "2025-03")].iloc[0]
    assert (row.iloc[3], row.iloc[4]) == (72, 38)
    assert compute.pairs(TABLE, IKM, COMPLAINTS).empty


def test_two_indicators_of_one_everyday_name_keep_their_whole_labels() -> None:
    table = compute.panel_table(office({("A", "ikm"): [80.0], ("A", "Kepuasan loket (IKM)"): [70.0]}))
    assert set(table["Indikator"]) == {IKM.label, "Kepuasan loket (IKM)"}


def test_the_picture_draws_at_most_four_units_and_says_so() -> None:
    rows = pd.DataFrame(
        {"unit": list("ABCDEF"), "period": pd.PeriodIndex(["2025-01"] * 6, freq="M"), "value": range(6)}
    )
    picture = chart.followed(rows, IKM, list("ABCDEF"), "Data contoh.")
    assert len(picture.figure.data) == 5
    assert "6 unit dipilih (4 yang pertama digambar)" in picture.subtitle


def test_points_before_and_after_training_are_told_apart() -> None:
    figure = chart.pair_scatter(compute.pairs(TABLE, IKM, MINUTES), IKM, MINUTES, "").figure
    assert [len(trace.x) for trace in figure.data] == [5, 2]


def test_what_fewer_than_five_respondents_say_is_not_for_readers() -> None:
    of = [("A", "2025-01", 4), ("A", "2025-02", 5), ("B", "2025-01", 1)]
    dataset = Dataset(skm=table("skm", [answers(unit, month, [4] * 9) for unit, month, n in of for _ in range(n)]))
    everything, told = compute.panel_table(dataset), compute.panel_table(for_readers(dataset))
    assert set(everything["n"]) == {4, 5, 1}
    assert set(zip(told["Unit"], told["Periode"], strict=True)) == {("A", "2025-02")}
    figures = made()
    assert for_readers(figures) is figures, "figures without respondents stay"
