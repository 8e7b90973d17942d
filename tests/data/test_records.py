"""Cells counted from records, against the count by pandas and against hand-worked figures."""

import subprocess
import sys
from datetime import timedelta

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from data.panel.aggregate.cells import count_cells
from data.panel.build import measured
from data.panel.dataset import Dataset
from data.vocabulary.holidays import days_off
from data.vocabulary.ikm import UNSUR
from data.vocabulary.periods import period_text
from tests.data.hand_worked import frame
from tests.data.pandas_cells import KEYS, counted

FEWEST = 40
MONDAY = pd.Timestamp("2025-03-31")
UNITS = st.sampled_from(["Kelurahan A", "Kelurahan B"])
NEVER = st.none()
TIMES = st.one_of(
    st.integers(0, 60).map(lambda days: MONDAY + timedelta(days=days)),
    st.integers(0, 60 * 24 * 60).map(lambda minutes: MONDAY + timedelta(minutes=minutes)),
    st.integers(0, 60 * 24 * 3600).map(lambda seconds: MONDAY + timedelta(seconds=seconds, microseconds=seconds % 997)),
)
CASES = st.fixed_dictionaries(
    {
        "unit": UNITS,
        "masuk": TIMES,
        "selesai": st.one_of(NEVER, TIMES),
        "standar_menit": st.one_of(NEVER, st.sampled_from([15.0, 60.0, 1440.0, 7200.0])),
        "standar_hari_kerja": st.one_of(NEVER, st.integers(0, 20).map(float)),
        "dikembalikan": st.one_of(NEVER, st.booleans()),
    }
)
SCORES = st.one_of(NEVER, st.sampled_from([1.0, 2.0, 3.0, 3.5, 4.0]))
ANSWERS = st.fixed_dictionaries(
    {"unit": UNITS, "period": st.sampled_from(["2025-01", "2025-02"])} | dict.fromkeys(UNSUR, SCORES)
)


def sorted_cells(cells: pd.DataFrame) -> pd.DataFrame:
    texts = cells.assign(period=cells["period"].map(period_text)).astype({"value": float, "n": float})
    return texts.sort_values(KEYS, ignore_index=True)


@settings(max_examples=FEWEST)
@given(st.lists(CASES, max_size=30), st.lists(ANSWERS, max_size=12))
def test_records_come_to_what_pandas_counts(cases: list[dict], answers: list[dict]) -> None:
    dataset = Dataset(layanan=frame("layanan", cases), skm=frame("skm", answers))
    expected_notes: list[str] = []
    values, notes = measured(dataset)
    found, expected = sorted_cells(values), sorted_cells(counted(dataset, expected_notes))
    pd.testing.assert_frame_equal(found, expected, rtol=0, atol=1e-9, check_dtype=False)
    assert notes == tuple(expected_notes)


def test_the_same_records_are_counted_once_as_long_as_they_live() -> None:
    dataset = Dataset(layanan=frame("layanan", [{"unit": "A", "masuk": MONDAY, "selesai": MONDAY}]))
    assert count_cells(dataset, days_off()) is count_cells(dataset, days_off())
    assert measured(dataset)[0] is measured(dataset)[0]


def test_an_office_pc_loads_no_other_engine() -> None:
    code = (
        "import sys; from data.panel.dataset import Dataset; from data.panel.build import panel_of;"
        "panel_of(Dataset());"
        "print([name for name in ('ibis', 'sqlglot', 'psycopg', 'pyspark') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
