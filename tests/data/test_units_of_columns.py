"""Units under headings that name an indicator: read where they are sure, asked or refused else, never supposed."""

from typing import Any

import pytest

from data.workbooks import Percent
from tests.data.made_books import Grid, kinerja, loaded

KEYS = {
    "ikm": "IKM; Nilai SKM; Indeks Kepuasan Masyarakat",
    "lama_layanan": "Lama Layanan; Waktu Penyelesaian; Rata-rata Waktu Layanan",
    "tepat_waktu": "Tepat Waktu; Selesai Tepat Waktu; Ketepatan Waktu",
    "berkas_dikembalikan": "Berkas Dikembalikan; Dikembalikan; Tingkat Kesalahan",
    "pengaduan": "Pengaduan; Jumlah Pengaduan; Keluhan Masuk",
    "volume": "Volume Layanan; Berkas Masuk; Jumlah Permohonan",
}
CELLS: dict[str, tuple[Any, ...]] = {
    "index": (81.25, 83.5, 79.75), "small": (3, 7, 12), "whole": (91, 88, 95), "over 100": (120, 131, 142),
    "text": ("3", "7", "12"), "fraction": (0.875, 0.9, 0.85), "ones": (1, 1, 1), "scale of four": (3.2, 3.1, 3.4),
    "sign": ("87,5%", "90 %", "88,25%"), "format": (Percent(87.5), Percent(90.0), Percent(88.25)),
    "worded": ("3 berkas", "7 berkas", "12 berkas"), "timed": ("45 menit", "50 menit", "65 menit"),
}  # fmt: skip
NUMBERS = {"sign": (87.5, 90, 88.25), "format": (87.5, 90, 88.25), "worded": (3, 7, 12), "timed": (45, 50, 65),
           "text": (3, 7, 12)}  # fmt: skip
BARE = {"index", "small", "whole", "over 100", "text", "fraction", "ones", "scale of four"}
COUNTS = {"small", "whole", "over 100", "text", "ones"}
SURE: dict[str, dict[str, set[str]]] = {
    "ikm": {"": {"index", "whole"}},
    "lama_layanan": {"": {"timed"}, "menit": BARE | {"timed"}, "jam": BARE | {"timed"}},
    "tepat_waktu": {"": {"index", "scale of four", "sign", "format"},
                    "%": {"index", "small", "whole", "text", "scale of four", "sign", "format"}},
    "pengaduan": {"": COUNTS, "pengaduan": COUNTS, "berkas": COUNTS},
    "volume": {"": COUNTS | {"worded"}, "berkas": COUNTS | {"worded"}},
}  # fmt: skip
SURE["berkas_dikembalikan"] = SURE["tepat_waktu"]
ALL_UNITS = ("", "%", "menit", "jam", "berkas", "pengaduan")
MONTHS = ("Januari", "Februari", "Maret")


def grids(name: str, unit: str, cells: tuple[Any, ...]) -> tuple[Grid, ...]:
    """A column of its own; an indicator a row, the unit beside it; the name over a table of months."""
    headed = f"{name} ({unit})" if unit else name
    rows = [["Asemrowo", f"{month} 2025", cell] for month, cell in zip(MONTHS, cells, strict=True)]
    return (
        [["Kelurahan", "Bulan", headed], *rows],
        [["Kelurahan", "Indikator", "Satuan", *(f"{month} 2025" for month in MONTHS)],
         ["Asemrowo", name, unit or None, *cells]],
        [[f"{headed} TAHUN 2025"], ["Kelurahan", *MONTHS], ["Asemrowo", *cells]],
    )  # fmt: skip


@pytest.mark.parametrize("unit", ALL_UNITS)
@pytest.mark.parametrize("known", KEYS)
def test_a_number_is_read_in_its_unit_or_not_at_all(monkeypatch: pytest.MonkeyPatch, known: str, unit: str) -> None:
    names = KEYS[known].split("; ")
    for at, (shape, cells) in enumerate(CELLS.items()):
        factor = 60 if unit == "jam" and shape != "timed" else 1
        wanted = [factor * number for number in NUMBERS.get(shape, cells)]
        grid = grids(names[at % 3], unit, cells)[(at // 3 + ALL_UNITS.index(unit)) % 3]
        dataset = loaded(monkeypatch, grid)
        values = [value for place, value in kinerja(dataset).items() if place[2] == known]
        doubts = dataset.questions or [each for each in dataset.problems if each.severity == "refused"]
        if shape in SURE[known].get(unit, ()):
            assert values == pytest.approx(wanted) or (known, unit) == ("pengaduan", "berkas"), grid
            assert values or doubts, grid
        else:
            assert not values, grid
            assert doubts, grid


MEANINGS = {"persen (7 berarti 7%)": [3, 7, 12], "jumlah (7 berarti 7 berkas layanan)": []}


@pytest.mark.parametrize("at", range(3))
@pytest.mark.parametrize("name", KEYS["berkas_dikembalikan"].split("; "))
def test_what_whole_numbers_of_a_share_are_is_asked_once(monkeypatch: pytest.MonkeyPatch, name: str, at: int) -> None:
    grid = grids(name, "", CELLS["small"])[at]
    (question,) = loaded(monkeypatch, grid).questions
    for answer, values in MEANINGS.items():
        answered = loaded(monkeypatch, grid, answers={question.key: answer})
        assert (list(kinerja(answered).values()), answered.questions) == (values, ())
