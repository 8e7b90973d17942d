import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.panel.as_of import as_of, panel_as_of
from data.panel.build import panel_of
from data.panel.dataset import Dataset
from data.vocabulary.periods import parse_period
from tests.analysis.office import staff, trainings
from tests.data.test_panel import answers, case, figure, table

UNITS = st.sampled_from(["A", "B"])
PERIODS = st.sampled_from(["2025-03", "2025-04", "2025-05", "2025-06", "2025-T1", "2025-T2", "2025"])
DAYS = st.datetimes(pd.Timestamp(2025, 2, 20), pd.Timestamp(2025, 7, 10)).map(lambda day: day.replace(second=0))
FIGURES = st.builds(figure, UNITS, PERIODS, st.integers(30, 90), st.sampled_from(["ikm", "volume", "nrr_u1"]))
ANSWERS = st.builds(answers, UNITS, PERIODS, st.lists(st.sampled_from([1, 2, 3, 4, None]), min_size=9, max_size=9))


@st.composite
def cases(draw: st.DrawFn, contradicting: bool = True) -> dict[str, object]:
    """A case that may be open, coarse, without a standard, promised in working days, or done before it came."""
    came, done = draw(DAYS), draw(st.none() | DAYS)
    if draw(st.booleans()):
        came, done = came.replace(hour=0, minute=0), done and done.replace(hour=0, minute=0)
    if done and not contradicting:
        came, done = sorted((came, done))
    standard = draw(st.sampled_from([{}, {"standar_menit": 60.0}, {"standar_hari_kerja": 3.0}]))
    return case(draw(UNITS), str(came), str(done) if done else None, **standard)


def dataset(figures: list, surveyed: list, served: list) -> Dataset:
    return Dataset(
        kinerja=table("kinerja", figures),
        skm=table("skm", surveyed),
        layanan=table("layanan", served),
        pegawai=staff({"nip": "1", "unit": "A"}, {"nip": "2", "unit": "B"}),
        pelatihan=trainings(
            {"nip": "1", "selesai": "2025-03-20", "jp": 8},
            {"unit": "B", "selesai": "2025-05-31"},
            {"nip": "3", "jp": 2},
        ),
    )


def check(books: Dataset, period: str) -> None:
    """The panel as of then is that of what was known then, its notes too."""
    then = parse_period(period)
    quick, whole = panel_as_of(books, then), panel_of(as_of(books, then))
    pd.testing.assert_frame_equal(quick, whole)
    assert quick.attrs == whole.attrs


@settings(max_examples=30)
@given(st.lists(FIGURES, max_size=8), st.lists(ANSWERS, max_size=6), st.lists(cases(), max_size=8), PERIODS)
def test_a_past_panel_is_that_of_what_was_known_then(figures: list, surveyed: list, served: list, period: str) -> None:
    check(dataset(figures, surveyed, served), period)


@settings(max_examples=20)
@given(st.lists(cases(contradicting=False), min_size=1, max_size=12), PERIODS)
def test_nothing_is_counted_anew_for_cases_that_came_before_they_were_done(served: list, period: str) -> None:
    books = dataset([], [], served)
    panel_of(books)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("data.panel.aggregate.cells.engine_in_use", None)
        panel_as_of(books, parse_period(period))
    check(books, period)


@pytest.mark.parametrize("frequency", ["M", "Q"])
def test_the_samples_past_panels_are_those_of_what_was_known_then(sample: Dataset, frequency: str) -> None:
    for period in pd.period_range("2024-03", "2026-09", freq=frequency)[::3]:
        check(sample, str(period).replace("Q", "-T"))
