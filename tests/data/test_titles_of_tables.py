"""What a title says of the figures below it: the indicator where it names one and no more; targets are not achieved."""

import pytest

from tests.data.made_books import Grid, kinerja, loaded, sheet

BODY: Grid = [["Kelurahan", "Januari", "Februari"], ["Asemrowo", 80, 81], ["Genting Kalianak", 82, 83]]
NAMES = {
    "ikm": "NILAI IKM; A. NILAI IKM; "
    "REKAPITULASI INDEKS KEPUASAN MASYARAKAT (IKM) PELAYANAN PUBLIK DI LINGKUNGAN KECAMATAN "
    "ASEMROWO KOTA SURABAYA; Laporan Hasil Survei Kepuasan Masyarakat per Kelurahan; CAPAIAN IKM S.D. TRIWULAN I; "
    "Tabel 3. Nilai SKM",
    "pengaduan": "JUMLAH PENGADUAN MASYARAKAT; Rekap Pengaduan per Bulan; "
    "LAPORAN PENGADUAN WARGA SE-KECAMATAN ASEMROWO",
    "volume": "Jumlah Permohonan Masuk; VOLUME LAYANAN TIAP KELURAHAN",
    "tepat_waktu": "PERSENTASE BERKAS TEPAT WAKTU; Ketepatan Waktu Pelayanan (%)",
}
SAYS_MORE = (
    "JUMLAH PENGADUAN YANG DITINDAKLANJUTI; PERSENTASE PENGADUAN SELESAI; INDEKS KEPUASAN PEGAWAI; SISA PENGADUAN; "
    "PENGADUAN (%); IKM TAHUN LALU; JUMLAH BERKAS TEPAT WAKTU; STANDAR WAKTU LAYANAN; VOLUME SAMPAH; TARGET IKM; "
    "JUMLAH RESPONDEN SURVEI KEPUASAN; JUMLAH BERKAS DIKEMBALIKAN; IKM DAN PENGADUAN"
)


@pytest.mark.parametrize(
    ("title", "key"), [(title, key) for key, titles in NAMES.items() for title in titles.split("; ")]
)
def test_a_title_names_the_indicator_of_the_table(monkeypatch: pytest.MonkeyPatch, title: str, key: str) -> None:
    letterhead = [["PEMERINTAH KOTA SURABAYA"], ["Jalan Asem Raya Nomor 2, telepon (031) 555"], []]
    for above in ([[f"{title} TAHUN 2025"]], [*letterhead, [title], ["TAHUN 2025"], []]):
        dataset = loaded(monkeypatch, [*above, *BODY])
        assert (set(dataset.kinerja["indicator"]), len(dataset.kinerja), dataset.questions) == ({key}, 4, ())


@pytest.mark.parametrize("title", SAYS_MORE.split("; "))
def test_a_title_that_says_more_is_asked_about_once(monkeypatch: pytest.MonkeyPatch, title: str) -> None:
    dataset = loaded(monkeypatch, [[f"{title} TAHUN 2025"], *BODY])
    (question,) = dataset.questions
    assert kinerja(dataset) == {}
    assert (
        loaded(monkeypatch, [[f"{title} TAHUN 2026"], *BODY], answers={question.key: question.options[0]}).questions
        == ()
    )


@pytest.mark.parametrize("body", [BODY, [["Kelurahan", "Bulan", "IKM"], ["Asemrowo", "Januari 2025", 80]]])
def test_targets_are_never_taken_for_what_was_achieved(monkeypatch: pytest.MonkeyPatch, body: Grid) -> None:
    for made in ([["TARGET IKM TAHUN 2025"], *body], sheet([["IKM TAHUN 2025"], *body], "Target 2025")):
        asked = loaded(monkeypatch, made)
        (question,) = asked.questions
        target, achieved = (loaded(monkeypatch, made, answers={question.key: one}) for one in question.options)
        assert kinerja(asked) == kinerja(target) == {}
        assert kinerja(achieved)["Kelurahan Asemrowo", "2025-01", "ikm"] == 80
    both = loaded(monkeypatch, [["TARGET DAN REALISASI IKM TAHUN 2025"], *body])
    assert kinerja(both)["Kelurahan Asemrowo", "2025-01", "ikm"] == 80


def test_an_answer_for_one_title_serves_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two sheets with the same headings hold different indicators."""
    first = sheet([["DATA TAHUN 2025"], *BODY], "Kepuasan warga kita")
    second = sheet([["DATA TAHUN 2025"], *BODY], "Surat masuk")
    questions = loaded(monkeypatch, first, second).questions
    assert len(questions) == 2
    answered = loaded(monkeypatch, first, second, answers={questions[1].key: "Volume layanan"})
    assert set(answered.kinerja["indicator"]) == {"volume"}
    assert len(answered.questions) == 1


def test_a_copied_sheet_whose_title_names_another_month_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    body = [["Kelurahan", "IKM"], ["Asemrowo", 80], ["Genting Kalianak", 82]]
    for title, name in (
        ("BULAN JANUARI 2025", "Februari"),
        ("TRIWULAN I TAHUN 2025", "TW II"),
        ("Mei 2025", "2025-06"),
    ):
        made = sheet([[f"LAPORAN {title}"], *body], name)
        (question,) = loaded(monkeypatch, made).questions
        assert kinerja(loaded(monkeypatch, made)) == {}
        answered = loaded(monkeypatch, made, answers={question.key: "2025-02"})
        assert kinerja(answered)["Kelurahan Asemrowo", "2025-02", "ikm"] == 80
    for title, name in (
        ("BULAN JANUARI 2025", "Jan"),
        ("TRIWULAN I TAHUN 2025", "Februari"),
        ("BULAN MEI 2025", "Rekap"),
    ):
        assert loaded(monkeypatch, sheet([[f"LAPORAN {title}"], *body], name)).questions == ()


def test_targets_belong_to_the_unit_that_their_title_names(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["Indikator", "Tahun", "Target"], ["IKM", 2025, 88], ["Tepat Waktu", 2025, 90], ["Tepat Waktu", 2026, 0.9]]
    for title, unit in (("PERJANJIAN KINERJA KELURAHAN ASEMROWO", "Kelurahan Asemrowo"), ("PERJANJIAN KINERJA", None)):
        dataset = loaded(monkeypatch, [[title], [], *rows])
        assert dataset.target[["unit", "target"]].to_numpy().tolist() == [[unit, 88], [unit, 90]]
        assert [each.cell for each in dataset.problems if each.severity == "refused"] == ["C6"]
