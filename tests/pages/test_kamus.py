"""Kamus dan metode: the scale of capaian that an office chooses there counts on other pages and in the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.targets import text as targets_text
from analysis.targets.compute import chosen_scale

ROOT = Path(__file__).resolve().parents[2]


def test_the_chosen_scale_counts_on_other_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DAMPAK_DATA", raising=False)
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.query_params["cetak_semua"] = "true"
    layanan = app.switch_page("pages/analyst/layanan.py").run()
    before = next(one.value for one in layanan.markdown if one.value.startswith("Target "))
    app.query_params["cetak_semua"] = "true"
    page = app.switch_page("pages/steward/kamus.py").run()
    page.radio(key="skala_capaian").set_value("lima tingkat").run()
    assert not page.exception
    assert chosen_scale() == "lima tingkat"
    assert targets_text.scale() == (
        "sangat baik 91% atau lebih, baik 76% atau lebih, cukup 66% atau lebih, kurang 51% atau lebih, "
        "sangat kurang di bawahnya"
    )
    page.query_params["cetak_semua"] = "true"
    overview = page.switch_page("pages/analyst/layanan.py").run()
    told = [one.value for one in overview.markdown if one.value.startswith("Target ")]
    assert "sangat baik" in told[0]
    assert told[0] != before
