"""Kamus dan metode: the scale of capaian that an office chooses there counts on other pages and in the report."""

from pathlib import Path

from analysis.targets import text as targets_text
from analysis.targets.compute import chosen_scale
from tests.pages.app import visit


def target_sentence() -> str:
    """What Layanan says about the targets."""
    layanan = visit("pages/analyst/layanan.py", cetak_semua="true")
    return next(one.value for one in layanan.markdown if one.value.startswith("Target "))


def test_the_chosen_scale_counts_on_other_pages(home: Path) -> None:
    before = target_sentence()
    page = visit("pages/steward/kamus.py", cetak_semua="true")
    page.radio(key="skala_capaian").set_value("lima tingkat").run()
    assert not page.exception
    assert chosen_scale() == "lima tingkat"
    assert targets_text.scale() == (
        "sangat baik 91% atau lebih, baik 76% atau lebih, cukup 66% atau lebih, kurang 51% atau lebih, "
        "sangat kurang di bawahnya"
    )
    assert "sangat baik" in target_sentence() != before
