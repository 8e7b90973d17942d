"""The office's pages on one small workbook of every sheet kind, and with other events taken out."""

from pathlib import Path

import pytest

from tests.golden.office_book import book
from tests.pages.app import CRASH, words
from tests.pages.test_every_page import opened

pytestmark = pytest.mark.usefixtures("home")
FILLED = {
    "pages/leadership/ringkasan.py": ("Perlu perhatian",),
    "pages/analyst/kepuasan.py": ("IKM survei 91,48, mutu A (Sangat Baik)", "1 dari 2 rencana tindak lanjut (50,0%)"),
    "pages/analyst/kompetensi.py": (
        "5 dari 6 PNS (83,3%) mencapai 20 JP pada 2025", "29,4% undangan ditolak", "Penolakan turun sesudahnya",
    ),
    "pages/analyst/pembelajaran.py": ("Nilai tes naik 20,0 poin, 40,0% dari ruang yang tersisa", "1. Reaksi"),
    "pages/analyst/layanan.py": ("target tercapai di 1 dari 2 unit", "belum selesai; ikut dihitung"),
    "pages/analyst/biaya.py": ("Biaya pelatihan Rp7.600.000 untuk 12 keikutsertaan", "Realisasi 80,0% dari pagu"),
    "pages/steward/kamus.py": ("Ajakan ikut pelatihan",),
}  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one book of every sheet kind."""
    folder = tmp_path_factory.mktemp("kantor")
    (folder / "kantor.xlsx").write_bytes(book())
    return folder


@pytest.mark.parametrize("page", FILLED)
def test_every_section_answers_on_a_book_of_every_kind(
    page: str, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(page, office, monkeypatch, cetak_semua="true")
    shown = words(app).replace("\\", "") + "".join(str(table.value.to_csv()) for table in app.dataframe).replace(
        "\\", ""
    )
    assert not app.exception
    assert CRASH not in shown
    assert [text for text in FILLED[page] if text not in shown] == []


@pytest.mark.parametrize(
    ("page", "how"),
    [
        ("pages/analyst/sebelum_sesudah.py", "hanya dibandingkan pada periode dengan kejadian yang sama"),
        ("pages/analyst/pelatihan_kepuasan.py", "variabel boneka"),
        ("pages/analyst/dampak.py", "tidak ikut dihitung"),
    ],
)
def test_taking_events_out_is_said_under_the_answer(page: str, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(page, None, monkeypatch)
    assert "Kejadian lain diperhitungkan" not in words(app)
    app.toggle(key="tanpa_kejadian").set_value(True)
    shown = words(app.run()).replace("\\", "")
    assert not app.exception
    assert "Kejadian lain diperhitungkan" in shown
    assert how in shown
    assert "Adminduk wajib selesai 1×24 jam (13 Mei 2024)" in shown
