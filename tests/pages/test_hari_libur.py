"""Hari libur: an office's own day off is saved, counts at once on other pages, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.vocabulary.holidays import office_days
from pages.parts import cache

ROOT = Path(__file__).resolve().parents[2]


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page in an office that has changed nothing, on the sample."""
    monkeypatch.delenv("DAMPAK_DATA", raising=False)
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    return app.switch_page("pages/steward/hari_libur.py").run()


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
    assert next(button for button in page.button if button.label == "Simpan").disabled
