"""Hari libur: an office's own day off is saved, counts at once on other pages, and can be taken back."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.vocabulary.holidays import office_days
from pages.parts import cache
from tests.pages.app import button, press, visit


@pytest.fixture
def page(home: Path) -> AppTest:
    """The page in an office that has changed nothing, on the sample."""
    return visit("pages/steward/hari_libur.py")


def type_in(page: AppTest, monkeypatch: pytest.MonkeyPatch, *rows: dict[str, str]) -> AppTest:
    """The page with these rows typed into its table, which AppTest cannot type into."""
    monkeypatch.setattr("streamlit.data_editor", lambda *_, **__: pd.DataFrame(rows))
    return page.run()


def key() -> str:
    """What the next script run keeps its results under."""
    cache.begin_run()
    return cache.default().key


def test_a_day_off_is_saved_and_taken_back(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    before = key()
    row = {"Tanggal": "28 Mei 2025", "Keterangan": "Hari jadi", "Libur atau masuk": "Libur"}
    page = press(type_in(page, monkeypatch, row), "Simpan")
    assert not page.exception
    assert [one.name for one in office_days()] == ["Hari jadi"]
    assert "<td>28 Mei 2025</td><td>Hari jadi</td><td>Libur</td>" in page.get("html")[0].proto.body, "what paper shows"
    assert key() != before
    press(page, "Batalkan perubahan terakhir")
    assert office_days() == ()
    assert key() == before


def test_a_wrong_row_is_told_and_cannot_be_saved(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    page = type_in(page, monkeypatch, {"Tanggal": "28/05/2025", "Keterangan": "", "Libur atau masuk": "Libur"})
    assert "keterangan belum diisi" in page.error[0].value
    assert button(page, "Simpan").disabled
