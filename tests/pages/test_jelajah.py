"""Jelajah as its user turns it: list, pivot and two indicators, each choice from the address."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.app import CRASH, visit, words

pytestmark = pytest.mark.usefixtures("home")
PAGE = "pages/analyst/jelajah.py"


def opened(**choices: str | list[str]) -> AppTest:
    app = visit(PAGE, **choices)
    assert not app.exception
    assert CRASH not in words(app)
    return app


def test_the_list_opens_on_the_first_indicator_newest_first() -> None:
    table = opened().dataframe[0].value
    assert set(table["Indikator"]) == {"IKM"}
    assert table["Periode"].iloc[0] == "2026-10"
    assert not {"Kunci", "Mulai"} & set(table)


def test_a_search_and_a_status_from_the_address_leave_their_rows() -> None:
    table = opened(cari="maret kelurahan", status_pelatihan=["sesudah dilatih"]).dataframe[0].value
    assert set(table["Unit"]) == {"Kelurahan Tambak Sarioso"}
    assert {period[-3:] for period in table["Periode"]} == {"-03"}


def test_nothing_found_is_one_sentence() -> None:
    assert "Tidak ada baris yang cocok" in words(opened(cari="zzz"))


def test_a_pivot_and_two_indicators() -> None:
    pivot = opened(tampilan="Pivot").dataframe[0].value
    assert pivot.shape[0] == 9
    assert "Oktober 2026" in pivot
    app = opened(tampilan="Dua indikator")
    assert list(app.dataframe[0].value)[3:] == [
        "Indeks Kepuasan Masyarakat (IKM, indeks 25–100)",
        "Lama layanan (menit)",
    ]
    assert len(app.dataframe[0].value) == 324


def test_a_large_table_is_handed_out_in_parts_that_hold_every_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.parts.explorer.MOST_ROWS", 200)
    whole = [len(opened(potongan=str(part)).dataframe[0].value) for part in (1, 2, 3)]
    assert whole == [200, 200, 23]


def test_the_units_in_the_address_are_the_rows_chosen() -> None:
    app = opened(sorot=["Kelurahan Asemrowo", "Seksi Pembangunan"])
    assert "2 unit dipilih" in words(app).replace("\\", "")
    app.button[0].click().run()
    assert app.session_state["unit"] == ["Kelurahan Asemrowo", "Seksi Pembangunan"]
