"""Apa yang berubah bulan ini: from a link to its unit, and with many units."""

from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.app import CRASH, visit, words
from tests.pages.test_every_page import write

PAGE = "pages/leadership/perubahan.py"


def opened(monkeypatch: pytest.MonkeyPatch, home: Path, data: str = "", **choices: str) -> AppTest:
    monkeypatch.setenv("DAMPAK_HOME", str(home))
    monkeypatch.setenv("DAMPAK_DATA", data)
    app = visit(PAGE, **choices)
    assert not app.exception
    assert CRASH not in words(app)
    return app


def test_a_link_of_perhatian_opens_its_unit_and_month(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    app = opened(
        monkeypatch, tmp_path, indikator="Berkas dikembalikan", bulan="Oktober 2026", unit="Subbagian Keuangan"
    )
    assert "Oktober 2026: 1 unit memburuk" in app.subheader[0].value.replace("\\", "")
    app.toggle(key="tabel_apa-yang-berubah").set_value(True).run()
    assert app.dataframe[0].value["Unit"].tolist() == ["Subbagian Keuangan"]
    assert app.dataframe[0].value["Tanda"].tolist() == ["memburuk"]


def test_an_indicator_of_quarters_is_asked_for_by_its_quarters(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Seksi A", f"TW {number} 2025", 80 + number] for number in range(1, 5)]
    write(tmp_path / "kinerja.xlsx", [["Unit Kerja", "Periode", "IKM"], *rows])
    app = opened(monkeypatch, tmp_path, str(tmp_path))
    assert app.selectbox[1].label == "Triwulan"
    assert app.selectbox[1].options[0] == "Triwulan IV 2025"


def test_of_many_units_six_are_drawn_and_all_are_in_the_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    months = [f"{name} 2025" for name in ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus")]
    values = [[f"Seksi {unit:02d}", month, round(rng.normal(80, 2), 2)] for unit in range(25) for month in months]
    values[7][2] = 40.0
    write(tmp_path / "kinerja.xlsx", [["Unit Kerja", "Bulan", "IKM"], *values])
    app = opened(monkeypatch, tmp_path, str(tmp_path))
    assert len(app.get("plotly_chart")) == 6
    assert len(app.dataframe[0].value) == 25
    assert app.dataframe[0].value["Unit"].iloc[0] == "Seksi 00", "the worst first"
    assert app.expander[0].label.startswith("19 unit lain")
