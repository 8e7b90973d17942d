"""Kamus dan metode: the scale of capaian that an office chooses there counts on other pages and in the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.targets import text as targets_text
from analysis.targets.compute import chosen_scale

ROOT = Path(__file__).resolve().parents[2]


def opened(page: str) -> AppTest:
    """All parts of a page on the sample data."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.query_params["cetak_semua"] = "true"
    return app.switch_page(page).run()


def target_sentence() -> str:
    """What Layanan says about the targets."""
    return next(one.value for one in opened("pages/analyst/layanan.py").markdown if one.value.startswith("Target "))


def test_the_chosen_scale_counts_on_other_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DAMPAK_DATA", raising=False)
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path))
    before = target_sentence()
    page = opened("pages/steward/kamus.py")
    page.radio(key="skala_capaian").set_value("lima tingkat").run()
    assert not page.exception
    assert chosen_scale() == "lima tingkat"
    assert targets_text.scale() == (
        "sangat baik 91% atau lebih, baik 76% atau lebih, cukup 66% atau lebih, kurang 51% atau lebih, "
        "sangat kurang di bawahnya"
    )
    assert "sangat baik" in target_sentence() != before
