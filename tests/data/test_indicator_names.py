"""What offices call an indicator: read as the one it names, asked about where it says more, its own where it is new."""

import pytest

from tests.data.made_books import kinerja, loaded, said, sheet

UNITS = ("Asemrowo", "Genting Kalianak")
NAMED = {
    "ikm": "Hasil SKM; Nilai SKM; Skor IKM; Rata-rata IKM; Nilai IKM Unit; Indeks Kepuasan; Hasil Survei Kepuasan; "
    "SKM; Indeks SKM; Kepuasan Masyarakat; Nilai Konversi IKM; Tingkat Kepuasan Masyarakat; IKM Bulanan; IKM (25-100); "
    "1. IKM; NILAI INTERVAL KONVERSI",
    "pengaduan": "Pengaduan Masuk; Jml Pengaduan; Keluhan Masuk; Total Pengaduan; Aduan Masyarakat; "
    "Banyaknya Pengaduan; Jumlah Aduan Warga; Laporan Pengaduan; Pengaduan Diterima (buah)",
    "tepat_waktu": "Persentase Selesai Tepat Waktu; Layanan Tepat Waktu (%); Prosentase Tepat Waktu; "
    "Berkas Tepat Waktu (%); Ketepatan Waktu Layanan; Kepatuhan Waktu Layanan (%)",
    "lama_layanan": "Rata-rata Waktu Pelayanan (menit); Rerata Lama Layanan (menit); Durasi Layanan (mnt); "
    "Lama Proses (menit); Waktu Rata-rata Layanan (menit); Lama Pelayanan dalam menit",
    "volume": "Jumlah Berkas Masuk; Volume Pelayanan; Jml Permohonan; Permohonan Masuk; Berkas Diterima; Total Layanan",
    "berkas_dikembalikan": "% Berkas Dikembalikan; Persentase Pengembalian Berkas; Tingkat Kesalahan Berkas (%)",
}  # fmt: skip
SAYS_MORE = {
    "Pengaduan Selesai": "pengaduan", "Persentase Pengaduan": "pengaduan", "IKM Tahun Lalu": "ikm",
    "Kepuasan Pegawai": "ikm", "Tidak Tepat Waktu (%)": "tepat_waktu", "Jumlah Tepat Waktu": "tepat_waktu",
    "Jumlah Berkas Dikembalikan": "berkas_dikembalikan", "Standar Waktu Layanan": "lama_layanan",
}  # fmt: skip
NEW = ("Kehadiran Apel", "Jumlah Kunjungan", "Waktu Tunggu (menit)", "Jumlah Pegawai Hadir")


@pytest.mark.parametrize(("name", "key"), [(name, key) for key, names in NAMED.items() for name in names.split("; ")])
def test_a_heading_is_the_indicator_that_it_names(monkeypatch: pytest.MonkeyPatch, name: str, key: str) -> None:
    """Over a column, in a row, under a target, and as the title of a table of months."""
    share = 0.5 if key in ("tepat_waktu", "berkas_dikembalikan") else 0.0
    truth = {(f"Kelurahan {unit}", f"2025-0{month}", key): 60 + share + at + month
             for at, unit in enumerate(UNITS) for month in (1, 2, 3)}  # fmt: skip
    values = [[60 + share + at + month for month in (1, 2, 3)] for at in range(2)]
    months = ["Januari", "Februari", "Maret"]
    long = [[unit, f"{month} 2025", value] for unit, row in zip(UNITS, values, strict=True)
            for month, value in zip(months, row, strict=True)]  # fmt: skip
    grids = [
        [["Kelurahan", "Bulan", name], *long],
        [["Kelurahan", "Bulan", "Indikator", "Nilai"], *([unit, month, name, value] for unit, month, value in long)],
        [["Kelurahan", "Bulan", name, None], [None, None, "Target", "Realisasi"],
         *([unit, month, 77, value] for unit, month, value in long)],
    ]  # fmt: skip
    unit = "(menit)" if key == "lama_layanan" else ""
    grids.append([[f"{name} {unit} TAHUN 2025"], ["Kelurahan", *months],
                  *([unit, *row] for unit, row in zip(UNITS, values, strict=True))])  # fmt: skip
    for grid in grids:
        dataset = loaded(monkeypatch, grid)
        assert (kinerja(dataset), dataset.questions) == (truth, ()), grid[0]


@pytest.mark.parametrize(("name", "key"), SAYS_MORE.items())
def test_a_heading_that_says_more_is_asked_about_once(monkeypatch: pytest.MonkeyPatch, name: str, key: str) -> None:
    value = {"lama_layanan": "70 menit", "pengaduan": 70}.get(key, 70.5)
    rows = [[unit, f"{month} 2025", value] for unit in UNITS for month in ("Januari", "Februari")]
    grid = [["Kelurahan", "Bulan", name], *rows]
    open_ = loaded(monkeypatch, grid, grid)
    (question,) = open_.questions
    assert key not in set(open_.kinerja["indicator"])
    same, own = (set(loaded(monkeypatch, grid, answers={question.key: answer}).kinerja["indicator"])
                 for answer in (question.options[0], question.options[-1]))  # fmt: skip
    assert (same, own) == ({key}, {name})


def test_a_new_indicator_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    grid = [["Kelurahan", "Bulan", *NEW], ["Asemrowo", "Mei 2025", 1, 2, 3, 4]]
    dataset = loaded(monkeypatch, grid)
    assert set(dataset.kinerja["indicator"]) == set(NEW)
    assert dataset.questions == ()


@pytest.mark.parametrize(
    "head",
    [
        [["Kelurahan", "Bulan", "IKM", "Nilai SKM"]],
        [["Kelurahan", "Bulan", "IKM", "IKM"]],
        [["Kelurahan", "Bulan", "Tahun Lalu", "Tahun Ini"], [None, None, "IKM", "IKM"]],
        [["Kelurahan", "Bulan", "Sebelum", "Sesudah"], [None, None, "Nilai IKM", "Hasil SKM"]],
    ],
)
def test_of_two_columns_of_one_indicator_the_office_says_which(
    monkeypatch: pytest.MonkeyPatch, head: list[list[str | None]]
) -> None:
    grid = [*head, ["Asemrowo", "Mei 2025", 80, 81]]
    asked = loaded(monkeypatch, grid)
    (question,) = asked.questions
    assert kinerja(asked) == {}
    for option, value in zip(question.options, (80, 81), strict=False):
        answered = loaded(monkeypatch, grid, answers={question.key: option})
        assert kinerja(answered) == {("Kelurahan Asemrowo", "2025-05", "ikm"): value}
        assert "judul kolom ganda" in said(answered, "warning")


def test_a_sheet_named_after_the_survey_holds_its_index(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["TAHUN 2025"], ["Kelurahan", "Januari", "Februari", "Maret"], ["Asemrowo", 80, 81, 82]]
    for name, key in {"Hasil SKM": "ikm", "Pengaduan Masuk": "pengaduan", "Nilai IKM": "ikm"}.items():
        dataset = loaded(monkeypatch, sheet(rows, name))
        assert (set(dataset.kinerja["indicator"]), dataset.questions) == ({key}, ())
