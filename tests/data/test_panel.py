import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.panel.build import find_indicator, panel_as_text, panel_of, series
from data.panel.dataset import Dataset, empty_frame
from data.panel.exposure import Training
from data.problems import UnknownName
from data.samples.office import make_office
from data.vocabulary.ikm import ikm_by
from data.vocabulary.periods import parse_period, period_text
from tests.analysis.office import staff, trainings

COLUMNS = [
    "unit",
    "period",
    "indicator",
    "value",
    "n",
    "porsi_terlatih",
    "jp_per_pegawai",
    "first_treated",
    "share_after",
]
FIRST_TO_LAST = [4, 4, 3, 2, 4, 3, 3, 4, 1]


def table(kind: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    """Rows of one sheet kind in the loader's shape and types."""
    like = empty_frame(kind)
    frame = pd.DataFrame(rows).reindex(columns=like.columns)
    return frame.assign(file="buku.xlsx", sheet="Lembar", row=range(2, 2 + len(rows))).astype(like.dtypes.to_dict())


def figure(unit: str, period: str, value: float, indicator: str = "ikm", n: float = np.nan) -> dict[str, object]:
    return {"unit": unit, "period": parse_period(period), "indicator": indicator, "value": value, "n": n}


def answers(unit: str, period: str, values: list[float | None]) -> dict[str, object]:
    scores = {f"U{number}": value for number, value in enumerate(values, 1)}
    return {"unit": unit, "period": parse_period(period), "layanan": "KTP", **scores}


def case(unit: str, came: str, done: str | None, **more: object) -> dict[str, object]:
    times = {"masuk": pd.Timestamp(came), "selesai": pd.Timestamp(done) if done else pd.NaT}
    return {"unit": unit, "layanan": "KK", "dikembalikan": False, **times, **more}


def values(panel: pd.DataFrame, key: str) -> dict[tuple[str, str], tuple[float, float]]:
    rows = panel[panel["indicator"] == key]
    return {(row.unit, period_text(row.period)): (round(row.value, 6), row.n) for row in rows.itertuples()}


def test_golden_panel() -> None:
    dataset = Dataset(
        pegawai=staff({"nip": "1", "unit": "A"}, {"nip": "2", "unit": "A"}, {"nip": "3", "unit": "B"}),
        pelatihan=trainings({"nip": "1", "selesai": "2025-02-10", "jp": 8}),
        kinerja=table(
            "kinerja",
            [
                figure("B", "2025-01", 78.5, n=40),
                figure("A", "2025-02", 83),
                figure("A", "2025-01", 80.25),
                figure("A", "2025-T1", 12, "Loket buka"),
            ],
        ),
    )
    assert panel_as_text(panel_of(dataset)).to_csv(index=False).splitlines() == [
        ",".join(COLUMNS),
        f"A,2025-T1,Loket buka,12.0,,50.0,4.0,2025-T1,{49 / 90}",
        f"A,2025-01,ikm,80.25,,0.0,0.0,2025-02,{18 / 28}",
        f"A,2025-02,ikm,83.0,,50.0,4.0,2025-02,{18 / 28}",
        "B,2025-01,ikm,78.5,40.0,0.0,0.0,,",
    ]


def test_an_empty_dataset_gives_an_empty_panel() -> None:
    panel = panel_of(Dataset())
    assert (list(panel.columns), len(panel)) == (COLUMNS, 0)
    assert series(panel, "ikm").empty
    with pytest.raises(UnknownName, match="belum ada nilai"):
        find_indicator(panel, "ikm")


def test_trainings_without_figures_give_an_empty_panel() -> None:
    assert panel_of(Dataset(pelatihan=trainings({"nip": "1"}))).empty


def test_respondents_become_ikm_and_nrr_by_the_annex() -> None:
    """29 forms whose element totals are 105, 101, 100, 116, 102, 105, 106, 105, 115: the index is 91.4751."""
    totals = (105, 101, 100, 116, 102, 105, 106, 105, 115)
    forms = np.array([[4] * (total - 3 * 29) + [3] * (4 * 29 - total) for total in totals]).T
    dataset = Dataset(skm=table("skm", [answers("A", "2025-T1", list(form)) for form in forms]))
    panel = panel_of(dataset)
    assert values(panel, "ikm")["A", "2025-T1"] == (round(955 / 29 / 9 * 25, 6), 29)
    assert values(panel, "nrr_u4")["A", "2025-T1"] == (4, 29)
    assert values(panel, "nrr_u3")["A", "2025-T1"] == (round(100 / 29, 6), 29)


def test_a_blank_answer_is_no_zero_and_an_element_nobody_answered_leaves_no_index() -> None:
    half = [None, *FIRST_TO_LAST[1:]]
    dataset = Dataset(
        skm=table(
            "skm",
            [
                answers("A", "2025-01", FIRST_TO_LAST),
                answers("A", "2025-01", half),
                answers("A", "2025-02", half),
            ],
        )
    )
    panel = panel_of(dataset)
    assert values(panel, "ikm") == {("A", "2025-01"): (round(28 / 9 * 25, 6), 2)}
    assert ("A", "2025-02") not in values(panel, "nrr_u1")
    assert values(panel, "nrr_u9")["A", "2025-02"] == (1, 1)
    assert panel.attrs["notes"][0].startswith("IKM 1 unit-periode tidak dihitung karena ada unsur")


def test_cases_become_monthly_service_figures() -> None:
    dataset = Dataset(
        layanan=table(
            "layanan",
            [
                case("A", "2025-01-06 08:00", "2025-01-06 08:10", standar_menit=15, dikembalikan=True),
                case("A", "2025-01-06 09:00", "2025-01-06 09:16", standar_menit=15),
                case("A", "2025-01-31 09:00", "2025-02-03 09:00", standar_hari_kerja=1),
                case("A", "2025-01-31 09:00", "2025-02-04 09:00", standar_hari_kerja=1),
                case("A", "2025-01-07 09:00", "2025-01-07 09:30"),
                case("A", "2025-01-08 09:00", None, standar_menit=15),
                case("A", "2025-01-09 09:00", "2025-01-09 08:00", standar_menit=15),
            ],
        )
    )
    panel = panel_of(dataset)
    assert values(panel, "lama_layanan") == {
        ("A", "2025-01"): (16, 3),
        ("A", "2025-02"): (3.5 * 24 * 60, 2),
    }
    assert values(panel, "tepat_waktu") == {("A", "2025-01"): (50, 2), ("A", "2025-02"): (50, 2)}
    assert values(panel, "berkas_dikembalikan") == {("A", "2025-01"): (round(100 / 7, 6), 7)}
    assert values(panel, "volume") == {("A", "2025-01"): (7, 7)}
    assert panel.attrs["notes"][:3] == [
        "1 berkas layanan belum selesai, sehingga belum ikut lama layanan dan tepat waktu.",
        "1 berkas layanan selesai sebelum masuk, sehingga tidak ikut lama layanan dan tepat waktu.",
        "1 berkas layanan tanpa standar waktu, sehingga tidak ikut tepat waktu.",
    ]


def test_a_typed_value_wins_and_only_a_difference_beyond_rounding_is_said() -> None:
    respondents = [answers("A", f"2025-0{month}", FIRST_TO_LAST) for month in (1, 2, 3)]
    exact = 28 / 9 * 25
    typed = [figure("A", "2025-01", round(exact, 2)), figure("A", "2025-02", 80)]
    panel = panel_of(Dataset(kinerja=table("kinerja", typed), skm=table("skm", respondents)))
    assert [value for value, _ in values(panel, "ikm").values()] == [round(exact, 2), 80, round(exact, 6)]
    assert panel.attrs["notes"][0] == (
        "Indeks Kepuasan Masyarakat (IKM): 1 dari 2 nilai yang diketik berbeda dari hitungan catatan "
        "(terjauh A, 2025-02: tertulis 80,00, terhitung 77,78); yang dipakai nilai yang diketik."
    )


def test_one_cell_typed_twice_counts_once_and_a_contradiction_is_said() -> None:
    same = [figure("A", "2025-01", 80), figure("A", "2025-01", 80)]
    assert not panel_of(Dataset(kinerja=table("kinerja", same))).attrs["notes"][:-1]
    other = panel_of(Dataset(kinerja=table("kinerja", [*same, figure("A", "2025-01", 81)])))
    assert values(other, "ikm") == {("A", "2025-01"): (81, pytest.approx(np.nan, nan_ok=True))}
    assert "tertulis lebih dari sekali dengan angka berbeda (A, 2025-01, misalnya)" in other.attrs["notes"][0]


def test_series_keeps_the_commonest_frequency_and_says_what_it_left_out() -> None:
    figures = [figure("A", text, 80) for text in ("2025-01", "2025-02", "2025-T1", "2025-S1", "2025")]
    rows = series(panel_of(Dataset(kinerja=table("kinerja", figures))), "ikm")
    assert rows["period"].dtype == rows["first_treated"].dtype == pd.PeriodDtype("M")
    assert len(rows) == 2
    assert sorted(note.split(": ")[1] for note in rows.attrs["notes"]) == [
        f"1 nilai per {name} tidak dipakai, karena kebanyakan nilai per bulan."
        for name in ("semester", "tahun", "triwulan")
    ]


@pytest.mark.parametrize(("text", "freq"), [("2025-T2", "Q"), ("2025-S1", "6M"), ("2025", "Y")])
def test_series_types_its_periods_whatever_their_frequency(text: str, freq: str) -> None:
    dataset = Dataset(
        pelatihan=trainings({"unit": "A", "selesai": "2025-04-02"}),
        kinerja=table("kinerja", [figure("A", text, 80), figure("B", text, 70)]),
    )
    rows = series(panel_of(dataset), "ikm")
    assert rows["period"].dtype == rows["first_treated"].dtype == pd.PeriodDtype(freq)
    assert rows["first_treated"].map(period_text).tolist() == [text, ""]


def test_an_indicator_is_found_by_key_or_by_the_offices_own_header() -> None:
    figures = [figure("A", "2025-01", 80), figure("A", "2025-01", 9, "Loket buka")]
    panel = panel_of(Dataset(kinerja=table("kinerja", figures)))
    assert find_indicator(panel, "IKM").label == "Indeks Kepuasan Masyarakat (IKM)"
    assert find_indicator(panel, "loket buka").key == "Loket buka"
    respondents = panel_of(Dataset(skm=table("skm", [answers("A", "2025-01", FIRST_TO_LAST)])))
    assert find_indicator(respondents, "nrr_u4").label == "Biaya/Tarif (U4)"
    with pytest.raises(UnknownName, match=r"“volume” tidak ada di data\. Yang ada: Loket buka, ikm"):
        find_indicator(panel, "volume")


@pytest.fixture(scope="module")
def office() -> Dataset:
    """A made-up office of known truth, as the loader would hand it over."""
    made = make_office(3)
    figures = made.kinerja.melt(["unit", "period"], var_name="indicator", value_name="value")
    return Dataset(
        pegawai=made.pegawai.astype({"mulai": "datetime64[us]", "selesai": "datetime64[us]"}),
        pelatihan=made.pelatihan.astype({"mulai": "datetime64[us]", "selesai": "datetime64[us]"}),
        kinerja=figures.astype({"period": object}).assign(n=np.nan),
        skm=made.skm.astype({"period": object}),
        layanan=made.layanan.assign(standar_hari_kerja=np.nan),
    )


def test_the_first_trained_months_of_a_made_up_office_are_recovered(office: Dataset) -> None:
    rows = series(panel_of(office), "ikm")
    found = {row.unit: period_text(row.first_treated) or None for row in rows.itertuples()}
    assert found == make_office(3).truth.first_treated


def test_no_value_of_a_made_up_office_is_lost(office: Dataset) -> None:
    panel = panel_of(office, Training(bidang="Pelayanan"))
    assert not panel.duplicated(["unit", "period", "indicator"]).any()
    merged = office.kinerja.merge(panel, on=["unit", "period", "indicator"], suffixes=("", "_panel"))
    assert len(merged) == len(office.kinerja)
    assert (merged["value"] == merged["value_panel"]).all()
    expected = ikm_by(office.skm.astype({"period": "period[Q-DEC]"})) if len(office.skm) else pd.DataFrame()
    assert len(expected) == (panel["indicator"] == "nrr_u4").sum()


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(6)), st.floats(-50, 50))
def test_order_of_rows_is_nothing_and_a_shift_of_values_shifts_only_values(order: list[int], shift: float) -> None:
    figures = [figure(unit, month, 50 + 7 * n) for n, (unit, month) in enumerate(SIX)]
    book = trainings({"unit": "A", "selesai": "2025-02-02", "jp": 5})
    plain = panel_of(Dataset(pelatihan=book, kinerja=table("kinerja", figures)))
    moved = [{**figures[place], "value": figures[place]["value"] + shift} for place in order]
    other = panel_of(Dataset(pelatihan=book, kinerja=table("kinerja", moved)))
    pd.testing.assert_frame_equal(other.assign(value=other["value"] - shift), plain)


SIX = [(unit, month) for unit in "AB" for month in ("2025-01", "2025-02", "2025-03")]
