"""The satisfaction survey in the layouts offices use, each read completely."""

import pytest

from tests.data.made_books import ANSWERS, U_BARE, kinerja, loaded, refused, said


def test_survey_of_the_annex_with_its_foot(monkeypatch: pytest.MonkeyPatch) -> None:
    """L1: the unit and the period above, the foot below, a legend that tells U8 from U9, and a signature."""
    rows = [
        ["PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT PER RESPONDEN"],
        ["DAN PER UNSUR PELAYANAN"],
        ["UNIT PELAYANAN : Kelurahan Asemrowo"],
        ["Periode", ":", "Triwulan I 2025"],
        [],
        ["NO. RESP", "NILAI UNSUR PELAYANAN"],
        [None, *U_BARE],
        [1, *ANSWERS[0]],
        [2, *ANSWERS[1]],
        [],
        ["Σ Nilai / Unsur", 7, 6, 7, 8, 7, 7, 8, 5, 3],
        ["NRR / Unsur", "3,500", "3,000", "3,500", "4,000", "3,500", "3,500", "4,000", "2,500", "1,500"],
        ["NRR Tertimbang / Unsur", "0,389", "0,333", "0,389", "0,444", "0,389", "0,389", "0,444", "0,278", "0,167"],
        ["IKM UNIT PELAYANAN", *[None] * 8, "80,56"],
        ["Keterangan: U8 = Sarana dan Prasarana"],
        ["U9 = Penanganan Pengaduan"],
        [None, None, None, "Surabaya, 2 April 2025"],
        [None, None, None, "Lurah"],
    ]
    dataset = loaded(monkeypatch, rows)
    assert dataset.skm["unit"].unique().tolist() == ["Kelurahan Asemrowo"]
    assert dataset.skm["period"].map(str).unique().tolist() == ["2025Q1"]
    assert dataset.skm[["U7", "U8", "U9"]].to_numpy().tolist() == [[4, 2, 3], [4, 1, 2]]
    assert said(dataset, "refused") == said(dataset, "warning") == ""
    assert "baris 16–18 bukan baris data" in said(dataset, "note")
    rows[10][1] = 9
    rows[13][9] = "82,00"
    dataset = loaded(monkeypatch, rows)
    warned = {each.cell: each.reason for each in dataset.problems if each.severity == "warning"}
    assert warned == {
        "B11": "kaki tabel tidak cocok: baris-baris yang terbaca menghasilkan 7",
        "J14": "kaki tabel tidak cocok: baris-baris yang terbaca menghasilkan 80,56",
    }


def test_survey_with_a_profile_and_a_foot_whose_labels_are_split(monkeypatch: pytest.MonkeyPatch) -> None:
    """L2 and L3."""
    labelled = [*U_BARE[:7], "U8 (Sarana & Prasarana)", "U9 (Pengaduan)"]
    dataset = loaded(
        monkeypatch,
        [
            ["Unit Pelayanan", "Kelurahan Tambak Sarioso"], ["Periode", "Semester I 2025"],
            ["NO. RESPONDEN", "PROFIL", None, "NILAI UNSUR PELAYANAN", *[None] * 8],
            [None, "USIA", "JENIS KELAMIN", *labelled],
            [1, 30, "L", *ANSWERS[0]], [2, 41, "P", *ANSWERS[1]],
            ["Nilai", "/Unsur", None, 7, 6, 7, 8, 7, 7, 8, 5, 4], ["NRR /", "Unsur"], ["NRR", "tertbg/", "unsur"],
        ],
    )  # fmt: skip
    assert dataset.skm[["U8", "U9"]].to_numpy().tolist() == [[2, 3], [1, 2]]
    assert dataset.skm["period"].map(str).unique().tolist() == ["2025-01"]
    assert [(each.cell, each.severity) for each in dataset.problems if each.cell] == [("L7", "warning")]


def test_survey_by_the_names_of_the_elements_and_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """L5 without numbers: every element by its name, the period from the day of the answer."""
    names = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Sarana", "Pengaduan"]
    dataset = loaded(
        monkeypatch,
        [
            ["No", "Tanggal", "Unit", "Jenis Layanan", *names, "Saran"],
            [1, "13/01/2025", "Asemrowo", "KTP-el", *ANSWERS[0], "bagus"],
            [2, "2/2/2025", "Asemrowo", "KK", *ANSWERS[1], None],
        ],
    )
    assert dataset.skm["period"].map(str).tolist() == ["2025-01", "2025-02"]
    assert dataset.skm[["U8", "U9"]].to_numpy().tolist() == [[2, 3], [1, 2]]
    assert dataset.skm["layanan"].tolist() == ["KTP-el", "KK"]


def test_recap_by_service_gives_one_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """L8: the index of each service, weighted by its respondents."""
    dataset = loaded(
        monkeypatch,
        [
            ["Unit Pelayanan : Kelurahan Asemrowo"],
            ["Periode : Triwulan II 2025"],
            [
                "No",
                "Jenis Layanan",
                "Jumlah Responden",
                "Persentase",
                "Total Persepsi",
                "Nilai Interval Konversi",
                "Mutu Layanan",
                "Kinerja",
            ],
            [1, "KTP-el", 30, "75%", 900, 80, "B", "Baik"],
            [2, "KK", 10, "25%", 300, 90, "A", "Sangat Baik"],
            ["Jumlah", None, 40],
        ],
    )
    assert kinerja(dataset) == {("Kelurahan Asemrowo", "2025Q2", "ikm"): 82.5}
    assert dataset.kinerja["n"].tolist() == [40]
    assert "ditimbang menurut jumlah respondennya" in said(dataset, "note")


def test_recap_by_service_and_element(monkeypatch: pytest.MonkeyPatch) -> None:
    """L4: NRR of the nine elements, the index and the number of respondents of each service."""
    names = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana"]
    dataset = loaded(
        monkeypatch,
        [
            ["Unit Pelayanan : Kelurahan Asemrowo"],
            ["NO. RES", "Jenis Layanan", "Periode Pelaksanaan", *names, "IKM", "Kategori / Mutu", "Jumlah Responden"],
            [1, "KTP-el", "Semester I 2025", *[3.2] * 9, 80, "B", 20],
            [2, "KK", "Semester I 2025", *[3.6] * 9, 90, "A", 20],
            ["Nilai Per Unsur", None, None, *[3.4] * 9],
            ["IKM IP", None, None, 85],
        ],
    )
    assert kinerja(dataset) == {("Kelurahan Asemrowo", "2025-01", "ikm"): 85}
    assert dataset.skm.empty


def test_a_survey_keeps_who_answered_and_the_remark_but_no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    head = ["Nama", "No HP", "Jenis Kelamin", "Usia", "Pendidikan", "Pekerjaan", "Unit", "Periode", "Saran"]
    rows = [
        ["Warga Satu", "0811", "laki-laki", 41.0, "S-1", "Swasta", "Asemrowo", "Triwulan I 2026", "cepat"],
        ["Warga Dua", "0812", "X", "20-30", None, "PNS", "Asemrowo", "Triwulan I 2026", None],
    ]
    elements = [f"U{n}" for n in range(1, 8)] + ["U8 (Pengaduan)", "U9 (Sarana)"]
    dataset = loaded(
        monkeypatch, [head + elements, *(row + answers for row, answers in zip(rows, ANSWERS, strict=True))]
    )
    profile = dataset.skm[["jenis_kelamin", "usia", "pendidikan", "pekerjaan"]]
    assert profile.astype(object).where(profile.notna(), None).to_numpy().tolist() == [
        ["L", "41", "S-1", "Swasta"],
        [None, "20-30", None, "PNS"],
    ]
    assert list(refused(dataset)) == ["C3"]
    assert not dataset.skm.isin(["Warga Satu", "0811"]).any(axis=None)
    assert dataset.skm["saran"].tolist() == ["cepat", None]


@pytest.mark.parametrize(
    ("means", "index"), [((3.2, 3.25, 3.3, 3.35, 3.4, 3.45, 3.5, 3.55, 3.6), 85), ((80,) * 8 + (89,), 81)]
)
@pytest.mark.parametrize("heading", ["Nilai Rata-rata", "NRR", "Nilai", "NRR Unsur"])
def test_a_published_table_of_the_elements_gives_its_index(
    monkeypatch: pytest.MonkeyPatch, means: tuple[float, ...], index: float, heading: str
) -> None:
    names = ["Persyaratan", "Sistem, Mekanisme, dan Prosedur", "Waktu Penyelesaian", "Biaya/Tarif", "Produk Layanan",
             "Kompetensi Pelaksana", "Perilaku Pelaksana", "Sarana dan Prasarana", "Penanganan Pengaduan"]  # fmt: skip
    rows = [["HASIL SURVEI KELURAHAN ASEMROWO"], ["SEMESTER I TAHUN 2025"], ["No", "Unsur Pelayanan", heading, "Mutu"]]
    rows += [[at, name, mean, "B"] for at, (name, mean) in enumerate(zip(names, means, strict=True), 1)]
    dataset = loaded(monkeypatch, [*rows, [None, "Nilai Indeks", 3.4], [None, "Jumlah Responden", 120]])
    assert kinerja(dataset) == {("Kelurahan Asemrowo", "2025-01", "ikm"): pytest.approx(index)}
    assert said(dataset, "refused") == ""
    dataset = loaded(monkeypatch, rows[:-1])
    assert kinerja(dataset) == {}
    assert "tulis kesembilan unsur" in said(dataset, "refused")
