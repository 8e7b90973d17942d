"""What stands in a report: numbers worked by hand, only what was known by the period's end, blanks left blank."""

import dataclasses
import io
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image
from pypdf import PdfReader

from analysis.before_after.compute import compare
from analysis.interfaces.command_line import main
from analysis.interfaces.report import add_options
from analysis.overview.changes.compute import changes
from analysis.overview.summary import summarise
from analysis.report.content import course
from analysis.report.content.achievement import Achievement, achievements, in_period
from analysis.report.content.build import build_report, build_survey_report, find_unit, reported_periods, units_of
from analysis.report.content.filling import Filling
from analysis.report.content.impact import impact
from analysis.report.content.message import message
from analysis.report.content.notice import notice
from analysis.report.content.plans import plan_table, read_plans
from analysis.report.content.report import Number, Report, ReportTable, text_of
from analysis.report.formats.files import WRITERS, notice_files, written
from analysis.survey.compute import satisfaction
from analysis.targets.compute import TargetPlan
from analysis.text import wording
from data import store
from data.command_line import Parser
from data.panel.as_of import as_of
from data.panel.build import panel_of
from data.panel.dataset import Dataset
from data.problems import NoAnswer, UnknownName
from data.store import remarks
from data.vocabulary.events import Event
from data.vocabulary.indicators import indicator
from data.vocabulary.periods import parse_period, period_text
from tests.analysis.office import nip, staff, trainings
from tests.analysis.report_readers import chart_values, docx_tables, drawn_values, pdf_tables, pptx_tables, xlsx_cells
from tests.data.hand_worked import came, frame
from tests.data.persons import ANI, KASI
from tests.data.store_books import kinerja_book, load_quickly

AT = datetime(2026, 11, 24, 9, 15)
ROOT = Path(__file__).resolve().parents[2]
OCTOBER = parse_period("2026-10")


def kinerja(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    """Unit, period as text, indicator, value."""
    table = pd.DataFrame(rows, columns=["unit", "period", "indicator", "value"])
    table["period"] = pd.Series([parse_period(text) for text in table["period"]], dtype=object)
    return table.assign(n=float("nan"), file="buku.xlsx", sheet="Kinerja", row=range(2, 2 + len(rows)))


def reported(panel: pd.DataFrame, period: str, unit: str | None = None, **plans: TargetPlan) -> dict[str, Achievement]:
    return {one.indicator.key: one for one in achievements(panel, parse_period(period), unit, plans)}


@pytest.fixture(scope="module")
def october(sample: Dataset) -> Report:
    return build_report(sample, OCTOBER, printed_at=AT)


def table(report: Report, title: str) -> ReportTable:
    return next(table for section in report.sections for table in section.tables if table.title == title)


def sentences(report: Report) -> str:
    return "\n".join(sentence for section in report.sections for sentence in section.sentences)


def test_scores_are_means_of_unit_means_and_counts_are_sums() -> None:
    panel = panel_of(
        Dataset(
            kinerja=kinerja(
                ("A", "2026-07", "ikm", 80), ("A", "2026-08", "ikm", 84), ("B", "2026-09", "ikm", 90),
                ("A", "2026-07", "pengaduan", 3), ("B", "2026-07", "pengaduan", 4), ("B", "2026-10", "pengaduan", 50),
            )
        )
    )  # fmt: skip
    quarter = reported(panel, "2026-T3")
    assert quarter["ikm"].realised == pytest.approx((82 + 90) / 2)
    assert quarter["ikm"].n_units == 2
    assert quarter["pengaduan"].realised == 7
    assert reported(panel, "2026-T3", "A")["pengaduan"].realised == 3


def test_a_longer_period_stands_in_and_is_named() -> None:
    dataset = Dataset(kinerja=kinerja(("A", "2026-T4", "ikm", 81), ("A", "2026-T3", "ikm", 60)))
    one = reported(panel_of(dataset), "2026-10")["ikm"]
    assert (one.realised, one.basis) == (81, (parse_period("2026-T4"),))
    assert "Indeks Kepuasan Masyarakat (IKM): nilai Triwulan IV 2026." in sentences(
        build_report(dataset, OCTOBER, printed_at=AT)
    )


def test_a_period_that_is_not_over_says_how_many_of_its_months_it_holds() -> None:
    dataset = Dataset(
        kinerja=kinerja(
            ("A", "2026-07", "lama_layanan", 30), ("B", "2026-09", "lama_layanan", 40), ("A", "2026-T3", "ikm", 81),
            ("A", "2026-07", "volume", 5),
        )
    )  # fmt: skip
    quarter = sentences(build_report(dataset, parse_period("2026-T3"), printed_at=AT))
    assert "Volume layanan baru memuat 1 dari 3 bulan." in quarter
    assert "Lama layanan baru memuat 2 dari 3 bulan." in quarter
    assert quarter.count("baru memuat") == 2
    assert "Semua indikator" not in quarter
    two = sentences(build_report(Dataset(kinerja=dataset.kinerja[:2]), parse_period("2026"), printed_at=AT))
    assert "Semua indikator baru memuat 2 dari 12 bulan." in two


def test_a_case_done_after_the_period_was_still_open_then() -> None:
    cases = [{"unit": "A", **came("2025-05-05 08:00", "30min")}, {"unit": "A", **came("2025-05-28 08:00", "12D")}]
    panel = panel_of(as_of(Dataset(layanan=frame("layanan", cases)), parse_period("2025-05")))
    cells = zip(panel["indicator"], panel["period"].map(period_text), panel["value"], strict=True)
    assert sorted(cells) == [("lama_layanan", "2025-05", 30.0), ("volume", "2025-05", 2.0)]


def test_values_of_another_frequency_are_told_where_they_are_not_used() -> None:
    months = [("A", f"2026-0{month}", "pengaduan", 3.0) for month in (7, 8, 9)]
    quarter = Dataset(kinerja=kinerja(*months, ("B", "2026-T3", "pengaduan", 9.0), ("B", "2026-T2", "pengaduan", 9.0)))
    report = build_report(quarter, parse_period("2026-T3"), printed_at=AT)
    assert text_of(table(report, "Kinerja").rows[0][5]) == "9"
    assert "Pengaduan: 1 nilai dengan periode lain tidak dipakai, karena kebanyakan nilai per bulan." in sentences(
        report
    )
    assert "tidak dipakai" not in sentences(build_report(quarter, parse_period("2026-09"), printed_at=AT))


def test_a_whole_period_says_nothing_of_its_months(sample: Dataset, october: Report) -> None:
    quarter = build_report(sample, parse_period("2026-T3"), printed_at=AT)
    assert "baru memuat" not in sentences(quarter) + sentences(october)


def test_no_value_leaves_the_cell_blank_and_says_so() -> None:
    dataset = Dataset(kinerja=kinerja(("A", "2026-08", "ikm", 81), ("A", "2026-10", "lama_layanan", 30)))
    report = build_report(dataset, OCTOBER, printed_at=AT)
    assert [text_of(row[5]) for row in table(report, "Kinerja").rows] == ["", "30,0"]
    assert "Tidak ada nilai pada Oktober 2026: Indeks Kepuasan Masyarakat (IKM)." in sentences(report)


@pytest.mark.parametrize(
    ("key", "target", "realised", "achieved", "status"),
    [
        ("ikm", 80.0, 88.0, 110.0, "hijau"),
        ("ikm", 100.0, 80.0, 80.0, "kuning"),
        ("ikm", 100.0, 79.0, 79.0, "merah"),
        ("lama_layanan", 30.0, 24.0, 120.0, "hijau"),
        ("lama_layanan", 30.0, 36.0, 80.0, "kuning"),
        ("lama_layanan", 30.0, 60.0, 0.0, "merah"),
    ],
)
def test_achievement_follows_the_indicators_direction(
    key: str, target: float, realised: float, achieved: float, status: str
) -> None:
    one = Achievement(indicator(key), TargetPlan(target=target), realised, 1, ())
    assert one.achieved == pytest.approx(achieved)
    assert one.status == status


@pytest.mark.parametrize(("target", "realised"), [(None, 80.0), (0.0, 80.0), (80.0, float("nan"))])
def test_without_target_or_value_there_is_no_status(target: float | None, realised: float) -> None:
    assert Achievement(indicator("ikm"), TargetPlan(target=target), realised, 1, ()).status == ""


def test_periods_within_win_over_the_one_around() -> None:
    periods = pd.Series([parse_period(text) for text in ("2026-10", "2026-T4", "2026-11", "2026")], dtype=object)
    assert list(in_period(periods, OCTOBER)) == [True, False, False, False]
    assert list(in_period(periods, parse_period("2026-T4"))) == [True, True, True, False]
    assert list(in_period(periods, parse_period("2026-12"))) == [False, True, False, True]


def test_the_report_says_what_ringkasan_says(sample: Dataset, october: Report) -> None:
    found = summarise(sample)
    assert found.evidence is not None
    assert october.headline == found.evidence.verdict.sentence
    first = found.comparisons[0]
    assert table(october, "Sebelum dan sesudah").rows[0][4] == Number(first.difference, 2, signed=True)


def test_every_chart_of_a_report_says_the_unit_of_what_it_draws(october: Report) -> None:
    charts = [chart for section in october.sections for chart in section.charts]
    assert {chart.kind for chart in charts} == {"bars", "dots", "course", "multiples"}
    assert [chart.name for chart in charts if "25–100" not in chart.caption] == []


def test_numbers_in_a_report_are_the_books(sample: Dataset, october: Report) -> None:
    rows = sample.kinerja[sample.kinerja["period"] == OCTOBER]
    cells = {text_of(row[2]): row[5] for row in table(october, "Kinerja").rows}
    ikm = cells["Indeks Kepuasan Masyarakat (IKM)"]
    assert isinstance(ikm, Number)
    assert ikm.value == pytest.approx(rows.loc[rows["indicator"] == "ikm", "value"].mean())
    complaints = cells["Pengaduan"]
    assert isinstance(complaints, Number)
    assert complaints.value == rows.loc[rows["indicator"] == "pengaduan", "value"].sum()


def test_later_data_do_not_change_an_old_months_report(sample: Dataset) -> None:
    may = parse_period("2026-05")
    cut = as_of(sample, may)
    assert max(cut.kinerja["period"].map(lambda one: one.start_time)) == pd.Timestamp(2026, 5, 1)
    then = build_report(cut, may, printed_at=AT)
    assert build_report(sample, may, printed_at=AT) == then
    charts = [chart for section in then.sections for chart in section.charts if chart.name == "Grafik perjalanan"]
    assert charts[0].categories[-1] == "Mei 2026"
    assert len(charts[0].categories) == course.LENGTH


def test_a_goal_of_the_books_is_said_to_be_one(october: Report) -> None:
    assert "Target yang tidak diketik diambil dari lembar target tahun 2026." in sentences(october)
    assert table(october, "Kinerja").rows[0][7] in ("hijau", "kuning", "merah")
    assert table(october, "Anggaran").rows


def test_what_the_office_did_not_say_stays_blank(sample: Dataset) -> None:
    without = dataclasses.replace(sample, target=sample.target.iloc[:0])
    report = build_report(without, OCTOBER, printed_at=AT)
    assert table(report, "Kinerja").unfilled() == (
        "Sasaran", "Target", "Capaian (%)", "Status", "Faktor pendorong", "Faktor penghambat", "Rencana tindak lanjut",
    )  # fmt: skip
    assert "belum diisi kantor" in sentences(report)


def test_what_the_office_said_stands_in_its_row(sample: Dataset) -> None:
    said = {"ikm": TargetPlan("Warga puas", 88.0, "loket baru", "jaringan", "tambah loket")}
    row = table(
        build_report(sample, OCTOBER, filled=Filling(plans=tuple(said.items())), printed_at=AT), "Kinerja"
    ).rows[0]
    assert row[1] == "Warga puas"
    assert text_of(row[4]) == "88,00"
    assert row[7:] == ("hijau", "loket baru", "jaringan", "tambah loket")


def test_a_units_report_speaks_of_that_unit(sample: Dataset) -> None:
    unit = "Seksi Pemerintahan dan Pelayanan Publik"
    report = build_report(sample, OCTOBER, unit, printed_at=AT)
    rows = sample.kinerja.query("unit == @unit and period == @OCTOBER and indicator == 'ikm'")
    assert text_of(table(report, "Kinerja").rows[0][5]) == f"{rows['value'].iloc[0]:.2f}".replace(".", ",")
    assert "Kesimpulan ini tentang semua unit." in sentences(report)
    assert table(report, "Sebelum dan sesudah").rows[0][-1] == Number(1)
    assert [row[0] for row in table(report, "JP per unit").rows] == [unit]
    assert report.subtitle == f"Oktober 2026 · {unit}"


def test_small_units_are_pooled_and_a_small_units_report_keeps_silent() -> None:
    people = [{"nip": nip(place), "unit": "Besar"} for place in range(6)]
    people += [{"nip": nip(10 + place), "unit": f"Kecil {place % 2}"} for place in range(6)]
    dataset = Dataset(pegawai=staff(*people), pelatihan=trainings({"nip": nip(0), "jp": 24}), kinerja=kinerja(("Besar", "2025-10", "ikm", 80)))  # noqa: E501  # fmt: skip
    period = parse_period("2025-10")
    rows = table(build_report(dataset, period, printed_at=AT), "JP per unit").rows
    assert [[text_of(cell) for cell in row] for row in rows] == [
        ["Besar", "6", "1", "16,7", "100"],
        ["2 unit kecil (digabung)", "6", "0", "0,0", "120"],
        ["Kantor", "12", "1", "8,3", "220"],
    ]
    small = build_report(dataset, period, "Kecil 0", printed_at=AT)
    assert "kurang dari 5 orang" in sentences(small)
    assert "JP per unit" not in [one.title for section in small.sections for one in section.tables]
    assert "PNS mencapai minimum JP" not in sentences(small)
    assert "kekurangan" not in sentences(small)


def listed(*rows: dict) -> list[list[str]]:
    """The trainings that March's report of ten people lists."""
    dataset = Dataset(
        pegawai=staff(*({"nip": nip(place)} for place in range(10))),
        pelatihan=trainings(*rows),
        kinerja=kinerja(("Pelayanan", "2025-03", "ikm", 80)),
    )
    found = table(build_report(dataset, parse_period("2025-03"), printed_at=AT), "Pelatihan periode ini")
    return [[text_of(cell) for cell in row] for row in found.rows]


def test_trainings_of_the_period_are_listed_and_those_of_few_told_together() -> None:
    large = [{"nip": nip(place), "jp": 20, "biaya": 500_000 if place else None} for place in range(6)]
    april = {"nip": nip(2), "selesai": "2025-04-01"}
    whole = ["Pelayanan Prima", "pelayanan", "6", "120", "2.500.000"]
    assert listed(*large, april) == [whole]
    small = [{"nip": nip(place), "nama_pelatihan": f"Kecil {place % 2}", "jp": 10} for place in range(5)]
    assert listed(*large, *small) == [whole, ["2 pelatihan berpeserta sedikit (digabung)", "", "5", "50", ""]]
    assert listed(*small[:1]) == [["Kecil 0", "", "kurang dari 5", "", ""]]


def test_an_empty_dataset_gives_a_report_of_sentences() -> None:
    report = build_report(Dataset(), OCTOBER, printed_at=AT)
    assert [section.title for section in report.sections if not section.sentences] == []
    assert [table.title for section in report.sections for table in section.tables] == ["Kejadian"]
    assert all(written(report, name) for name in WRITERS)


def test_a_course_marks_what_happened_and_who_became_trained() -> None:
    panel = kinerja(*(("A", f"2025-{month:02d}", "ikm", 80.0 + month) for month in range(1, 7)))
    rows = panel.assign(first_treated=parse_period("2025-03"))
    happened = (
        Event(date(2024, 12, 31), "Sebelum grafik", ""),
        Event(date(2025, 3, 31), "Pindah kantor", "", unit="A"),
        Event(date(2025, 5, 1), "Sistem baru", ""),
    )
    chart = course.course_chart(rows, indicator("ikm"), happened)
    assert chart.key == "K1 Mar 2025: A mulai dilatih; Pindah kantor (A). K2 Mei 2025: Sistem baru."
    assert chart.alt.endswith(chart.key)
    assert [line.name for line in chart.drawn] == ["IKM", "Kejadian"]
    assert [value for value in chart.drawn[1].values if value == value] == [83.0, 85.0]
    assert [text_of(row[3]) for row in chart.table.rows][4] == "K2 Sistem baru"
    two = pd.concat([rows, rows.assign(unit="B")])
    assert course.course_chart(two, indicator("ikm"), ()).key == "K1 Mar 2025: 2 unit mulai dilatih."
    monthly = [Event(date(2025, month, 1), "Kegiatan " + "panjang " * 20, "") for month in range(1, 7)]
    crowded = course.course_chart(rows.assign(first_treated=None), indicator("ikm"), monthly)
    assert crowded.key.endswith("K2 Feb 2025: Kegiatan " + "panjang " * 20 + ". 4 tanda lain dijelaskan di XLSX.")


def test_of_many_units_those_that_changed_most_are_drawn_and_all_are_listed() -> None:
    before = [(f"Unit {place:02d}", month, 80.0) for place in range(12) for month in ("2025-01", "2025-02")]
    after = [(f"Unit {place:02d}", month, 80.0 + place) for place in range(12) for month in ("2025-03", "2025-04")]
    rows = kinerja(*((unit, month, "ikm", value) for unit, month, value in before + after))
    rows = rows.assign(first_treated=parse_period("2025-03"), porsi_terlatih=0.0, jp_per_pegawai=0.0)
    section = impact(None, [compare(rows, indicator("ikm"))], None)
    assert section.charts[0].categories == tuple(f"Unit {place:02d}" for place in range(2, 12))
    assert "10 unit yang paling berubah" in section.charts[0].caption
    assert [text_of(row[3]) for row in section.tables[1].rows] == ["0,00", *(f"+{place},00" for place in range(1, 12))]


def test_events_of_other_units_stay_out_of_a_units_report(sample: Dataset) -> None:
    unit = "Kelurahan Tambak Sarioso"
    told = table(build_report(sample, OCTOBER, unit, printed_at=AT), "Kejadian").rows
    assert {text_of(row[2]) for row in told} == {"semua unit"}


def test_events_are_those_known_by_the_periods_end() -> None:
    report = build_report(Dataset(), parse_period("2024-06"), printed_at=AT)
    assert [text_of(row[0]) for row in table(report, "Kejadian").rows] == ["13 Mei 2024"]


def test_nobody_is_named_in_a_report(sample: Dataset, october: Report) -> None:
    told = repr(dataclasses.astuple(october))
    assert [number for number in sample.pegawai["nip"] if number in told] == []


def test_units_are_found_by_name_and_unknown_ones_listed(sample: Dataset) -> None:
    known = units_of(sample)
    assert find_unit(sample, "SEMUA") is None
    assert find_unit(sample, known[0].upper()) == known[0]
    with pytest.raises(UnknownName, match=r"Unit “Entah” tidak ada di data. Yang ada: semua, "):
        find_unit(sample, "Entah")


def test_periods_to_report_on_are_the_books(sample: Dataset) -> None:
    known = panel_of(sample)["period"].unique()
    assert reported_periods(known, "M")[0] == OCTOBER
    assert reported_periods(known, "Q")[0] == parse_period("2026-T4")
    assert reported_periods(known, "6M")[-1] == parse_period("2023-S2")


def test_targets_are_read_as_typed_and_bad_ones_told() -> None:
    panel = panel_of(Dataset(kinerja=kinerja(("A", "2026-10", "ikm", 80), ("A", "2026-10", "lama_layanan", 30))))
    filled = plan_table(panel, {})
    filled.loc["ikm", ["Sasaran", "Target"]] = ["Warga puas", "88,5"]
    filled.loc["lama_layanan", "Target"] = "cepat"
    plans, refused = read_plans(filled)
    assert dict(plans)["ikm"] == TargetPlan("Warga puas", 88.5)
    assert dict(plans)["lama_layanan"] == TargetPlan()
    assert refused == ["Target Lama layanan: “cepat” bukan angka; tulis angkanya saja, misalnya 87,5."]


def test_the_whole_set_takes_less_than_six_seconds_of_processor_time(sample: Dataset) -> None:
    started = time.process_time()
    report = build_report(sample, OCTOBER, printed_at=AT)
    for name in WRITERS:
        assert written(report, name)
    assert time.process_time() - started < 6


def written_by_command(folder: Path, *options: str) -> dict[str, bytes]:
    """The files of one run at a fixed time, by name."""
    main(["report", "--month", "2026-02", "--printed-at", "2026-11-24T09:15", "--out", str(folder), *options])
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def written_elsewhere(folder: Path, *options: str) -> dict[str, bytes]:
    """The same by a process of its own, as a timetable starts one: no locale, another time zone, hashes otherwise."""
    folder.mkdir()
    bare = {"DAMPAK_HOME": os.environ["DAMPAK_HOME"], "TZ": "Asia/Jakarta", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-m", "analysis", "report", "--month", "2026-02", "--printed-at", "2026-11-24T09:15"]
    subprocess.run([*command, "--out", str(folder), *options], cwd=ROOT, env=bare, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_last_month_needs_no_date() -> None:
    asked = Parser()
    add_options(asked)
    before = asked.parse_args(["--month", "lalu"]).month
    assert before.freqstr == "M"
    assert before.end_time.date() == date.today().replace(day=1) - timedelta(days=1)


@pytest.mark.slow
def test_one_state_of_the_store_gives_the_same_bytes_in_every_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("data.store.imports.load_books", load_quickly)
    monkeypatch.setattr("data.store.remarks.now", lambda: "2026-11-20T08:00:00+00:00")
    store.import_books([kinerja_book("kinerja.csv", {"2026-01": 80.0, "2026-02": 81.0})], ANI)
    remarks.write("2026-02", "", "catatan/1", {"text": "Loket kedua dibuka."}, KASI, 0)
    first = written_by_command(tmp_path / "a", "--as-of", "1")
    store.import_books([kinerja_book("koreksi.csv", {"2026-02": 70.0})], ANI)
    monkeypatch.setattr("data.store.remarks.now", lambda: "2026-11-25T08:00:00+00:00")
    remarks.write("2026-02", "", "catatan/2", {"text": "Sesudah dicetak."}, KASI, 0)
    again, present = written_elsewhere(tmp_path / "b", "--as-of", "1"), written_by_command(tmp_path / "c")
    assert {Path(name).suffix for name in first} == {".pptx", ".docx", ".xlsx", ".pdf", ".png"}
    assert [name for name in first if again[name] != first[name]] == []
    name = "laporan-2026-02-semua-unit.docx"
    assert ["Loket kedua dibuka.", "Kasi, 20 November 2026 pukul 08.00"] in docx_tables(first[name])
    assert ["Keadaan data", "kejadian 1 di Riwayat"] in docx_tables(first[name])
    assert "Sesudah dicetak." not in str(docx_tables(present[name]))
    assert any("70,00" in row for row in docx_tables(present[name]))


def test_the_command_prints_the_paths_of_the_asked_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "templat.pptx").write_bytes(b"rusak")
    asked = ["--formats", "xlsx", "--remark", "Baik.", "--author", "Camat", "--out", str(tmp_path / "a")]
    assert main(["report", "--month", "2026-10", *asked]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [str(tmp_path / "a" / "laporan-2026-10-semua-unit.xlsx")]
    assert told.err == "Templat PPTX kantor rusak; simpan ulang dari PowerPoint. PPTX dibuat tanpa templat itu.\n"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (["--month", "2026-13"], "bukan periode"),
        (["--month", "2026-10", "--formats", "odt"], "pilih dari pptx, docx, xlsx, pdf, png"),
        (["--month", "2026-10", "--printed-at", "kemarin"], "tulis seperti 2026-11-24T09:00"),
        (["--month", "2026-10", "--unit", "Entah"], "tidak ada di data"),
        (["--month", "2026-10", "--formats", "xlsx", "--out", "README.md/x"], "tidak dapat ditulisi"),
        (["buku-hilang.xlsx", "--month", "2026-10"], "buku-hilang.xlsx"),
        (["--month", "2027-05"], "Belum ada angka untuk Mei 2027. Unggah dan simpan file bulan itu."),
        (["--month", "2026-10", "--as-of", "3"], "--as-of hanya untuk data tersimpan"),
    ],
)
def test_a_wrong_command_is_answered_in_one_sentence(
    wrong: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README.md").write_text("berkas, bukan folder")
    try:
        code = main(["report", *wrong])
    except SystemExit as ended:
        code = int(ended.code or 0)
    assert code == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert "Traceback" not in said


@pytest.fixture(scope="module")
def files(october: Report) -> dict[str, bytes]:
    return {name: next(iter(written(october, name).values())) for name in ("pptx", "docx", "xlsx", "pdf")}


def lost(report: Report, files: dict[str, bytes]) -> dict[str, list[str]]:
    """Which tables and charts of the report each format holds otherwise, row by row and value by value."""
    read = {"pdf": pdf_tables(files["pdf"]), "docx": docx_tables(files["docx"]), "pptx": pptx_tables(files["pptx"])}
    xlsx = xlsx_cells(files["xlsx"])
    found: dict[str, list[str]] = {name: [] for name in files}
    for one in [*(table for section in report.sections for table in section.tables), report.fact_table]:
        for name, shown in (("pdf", one.filled()), ("docx", one.filled()), ("pptx", one.brief().filled())):
            if any([text_of(cell) for cell in row] not in read[name] for row in shown.rows):
                found[name].append(one.title)
        if in_figures(xlsx[one.title][1 : len(one.rows) + 1]) != in_figures(one.rows):
            found["xlsx"].append(one.title)
    charts = [chart for section in report.sections for chart in section.charts]
    drawn = [[values] for chart in charts if chart.kind == "multiples" for values in drawn_values(chart)]
    if chart_values(files["pptx"]) != [*drawn, *(drawn_values(one) for one in charts if one.kind != "multiples")]:
        found["pptx"].append("charts")
    return found | {"xlsx": [*found["xlsx"], *(
        chart.name for chart in charts
        if in_figures(xlsx[chart.name][1 : len(chart.categories) + 1]) != in_figures(chart.table.rows)
    )]}  # fmt: skip


def test_all_formats_carry_every_row_and_every_drawn_number(october: Report, files: dict[str, bytes]) -> None:
    assert lost(october, files) == {name: [] for name in files}


def test_one_figure_that_differs_is_found_in_each_format(october: Report, files: dict[str, bytes]) -> None:
    first = october.sections[0]
    (unit, value, *rest), *rows = first.tables[0].rows[1:]
    other = dataclasses.replace(
        first.tables[0], rows=(first.tables[0].rows[0], (unit, dataclasses.replace(value, value=99.99), *rest), *rows)
    )  # type: ignore[type-var]
    line = dataclasses.replace(first.charts[0].lines[0], values=(1.0, *first.charts[0].lines[0].values[1:]))
    chart = dataclasses.replace(first.charts[0], lines=(line, *first.charts[0].lines[1:]))
    spoilt = dataclasses.replace(
        october, sections=(dataclasses.replace(first, tables=(other,), charts=(chart,)), *october.sections[1:])
    )
    assert lost(spoilt, files) == {
        "pdf": [other.title], "docx": [other.title], "pptx": [other.title, "charts"], "xlsx": [other.title, chart.name],
    }  # fmt: skip


def test_every_unit_and_indicator_stands_beside_the_month_before(sample: Dataset, october: Report) -> None:
    told = october.sections[0].tables[0], table(october, "Indikator lain per unit 1")
    by = sample.kinerja.set_index(["unit", "indicator", "period"])["value"]
    cells = {(text_of(row[0]), column.group, column.title): cell for one in told for row in one.rows
             for column, cell in zip(one.columns, row, strict=True)}  # fmt: skip
    groups = {"ikm": "IKM", "lama_layanan": "Lama layanan (menit)", "volume": "Volume layanan (berkas)"}
    for unit in units_of(sample):
        for key, group in groups.items():
            for month, title in ((OCTOBER, "Okt"), (OCTOBER - 1, "Sep")):
                assert cells[unit, group, title].value == pytest.approx(by[unit, key, month])


def test_units_stand_the_worst_first_with_their_tones(october: Report) -> None:
    first = october.sections[0].tables[0]
    names = [text_of(row[0]) for row in first.rows]
    assert names[:3] == ["Target 2026", "Seksi Pembangunan", "Kelurahan Genting Kalianak"]
    assert names[-1] == "Kantor"
    tones = [cell.tone for cell in first.rows[1] if isinstance(cell, Number)]
    assert tones[::3] == tones[2::3] == ["met", "missed", "near", "missed"]
    assert set(tones[1::3]) == {"quiet"}
    assert october.sections[0].title == "6 dari 36 sasaran unit meleset; 3 di Seksi Pembangunan"
    assert october.finding == "4 dari 4 target tercapai; Seksi Pembangunan meleset di 3 indikator."


def test_the_cover_holds_the_offices_figures_with_their_moves(sample: Dataset, october: Report) -> None:
    ikm = sample.kinerja[sample.kinerja["indicator"] == "ikm"].groupby("period")["value"].mean()
    first = october.figures[0]
    assert (first.name, first.value, first.target) == ("IKM", "88,66", "82,5")
    assert [move.text for move in first.moves] == ["−0,50", "+2,46"]
    assert [move.better for move in first.moves] == [False, True]
    assert first.course[-1] == pytest.approx(ikm[OCTOBER])
    assert [one.name for one in october.figures[4:]] == ["Pengaduan", "Volume layanan", "Kehadiran Apel (%)"]


def test_what_changed_is_what_the_page_of_changes_says(sample: Dataset, october: Report) -> None:
    found = changes(sample, OCTOBER, date(2026, 11, 24))
    said = [f"{wording.short_name(one.indicator)} {one.unit}" for one in (*found.worse, *found.better)]
    assert [one.subject for one in october.changes] == said[:5]
    assert [one.better for one in october.changes] == [False, True, True, True, True]


def test_an_internal_report_tells_groups_of_any_size_and_says_so(sample: Dataset, october: Report) -> None:
    inside = build_report(sample, OCTOBER, internal=True, printed_at=AT)
    assert {text_of(row[0]) for row in table(inside, "JP per unit").rows} == {*units_of(sample), "Kantor"}
    assert "2 unit kecil (digabung)" in {text_of(row[0]) for row in table(october, "JP per unit").rows}
    assert dict(inside.facts)["Versi"].startswith("internal")
    assert dict(october.facts)["Versi"].startswith("keluar")


def test_the_chat_text_is_the_reports_figures_and_names_nobody(sample: Dataset, october: Report) -> None:
    said = message(october)
    assert october.finding in said
    assert said.count("\n• ") == 3
    assert "• IKM 88,66 (target 82,5 · capaian 107,5%; −0,50 dari Sep 2026)" in said
    assert [number for number in sample.pegawai["nip"] if number in said] == []


def test_watch_prints_the_month_and_ends_with_three_where_something_got_worse(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path))
    monkeypatch.delenv("DAMPAK_DATA", raising=False)
    assert main(["watch", "--month", "2026-10"]) == 3
    assert capsys.readouterr().out.startswith("*Laporan kinerja dan pelatihan · Oktober 2026 · semua unit*")
    assert main(["watch", "--month", "2027-05"]) == 2


def test_the_public_notice_tells_the_survey_and_no_promise_of_its_own(sample: Dataset, october: Report) -> None:
    told = october.notice
    assert told is not None
    forms = sample.skm[sample.skm["period"] == parse_period("2026-T3")]
    assert (told.ikm, told.grade, told.respondents) == ("86,61", "B", str(len(forms)))
    assert [one.label for one in told.lowest] == [one.label for one in satisfaction(forms).lowest]
    states = [one.state for one in told.lowest]
    assert states == ["Sudah dikerjakan, Triwulan I 2026", "", "Direncanakan, Triwulan III 2026"]
    assert notice(satisfaction(forms[:4]), None, sample.rtl) is None
    made = notice_files(october)
    assert list(made) == ["pengumuman-skm-2026-10.png", "pengumuman-skm-2026-10-a3.pdf"]
    assert Image.open(io.BytesIO(made["pengumuman-skm-2026-10.png"])).size == (1080, 1350)
    page = PdfReader(io.BytesIO(made["pengumuman-skm-2026-10-a3.pdf"])).pages[0]
    assert [round(side) for side in page.mediabox[2:]] == [842, 1191]


def in_figures(rows: Iterable[Iterable[object]]) -> list[list[str]]:
    """Cells as text, numbers with the fifteen digits a workbook keeps."""
    plain = [[cell.value if isinstance(cell, Number) else cell for cell in row] for row in rows]
    return [[f"{cell:.14g}" if isinstance(cell, int | float) else str(cell or "") for cell in row] for row in plain]


def test_a_survey_report_has_the_chapters_and_the_surveys_numbers(sample: Dataset) -> None:
    quarter = parse_period("2026-T3")
    report = build_survey_report(sample, quarter, printed_at=AT)
    forms = sample.skm[sample.skm["period"] == quarter]
    titles = [section.title.split()[1] for section in report.sections if section.title.startswith("BAB")]
    assert titles == ["I", "II", "III", "IV", "V"]
    assert report.cards[0].value == wording.number(satisfaction(forms).ikm_rounded)
    cells = table(report, "SKM").rows
    assert [row[2] for row in cells] == [Number(forms[f"U{place}"].mean(), 3) for place in range(1, 10)]
    people = [row for row in table(report, "Responden").rows if text_of(row[1]) == "Jenis kelamin"]
    assert sum(cell.value for row in people for cell in row[3:4] if isinstance(cell, Number)) == len(forms)
    small = [row for row in table(report, "Responden").rows if text_of(row[3]) == ""]
    assert bool(small) == ("dan yang dapat dipakai menghitungnya, tidak ditampilkan" in sentences(report)) is True
    lowest = min(range(1, 10), key=lambda place: forms[f"U{place}"].mean())
    assert text_of(table(report, "Rencana tindak lanjut").rows[0][1]).startswith(f"U{lowest} ")
    assert table(report, "Rencana tindak lanjut").unfilled() == ()
    assert report.name == "laporan-skm"


def test_a_survey_report_holds_the_books_plans_and_what_became_of_earlier_ones(sample: Dataset) -> None:
    report = build_survey_report(sample, parse_period("2026-T3"), printed_at=AT)
    plans = [[text_of(cell) for cell in row] for row in table(report, "Rencana tindak lanjut").rows]
    program = "Menetapkan standar waktu tiap layanan dan memantaunya"
    assert plans[2] == ["3", "U3 Waktu Penyelesaian (86,38)", program, "–", "–", "v", "–", "Sekretaris Kecamatan"]
    assert plans[1] == ["2", "U2 Sistem, Mekanisme, dan Prosedur (86,38)", *[""] * 6]
    assert plans[3][1:4] == ["Produk Spesifikasi Jenis Pelayanan", "Memeriksa hasil layanan sebelum diserahkan", "–"]
    assert "penanggung jawab untuk Sistem, Mekanisme, dan Prosedur belum diisi kantor." in sentences(report)
    assert [row[2] for row in table(report, "Tindak lanjut lalu").rows] == ["sudah", "sudah"]
    whole_year = build_survey_report(sample, parse_period("2026"), printed_at=AT)
    assert "3 dari 3 rencana tindak lanjut" in sentences(whole_year)


def test_without_plans_in_the_books_a_survey_report_leaves_them_to_the_office(sample: Dataset) -> None:
    bare = dataclasses.replace(sample, rtl=sample.rtl[:0])
    report = build_survey_report(bare, parse_period("2026-T3"), printed_at=AT)
    assert [text_of(row[2]) for row in table(report, "Rencana tindak lanjut").rows] == ["", "", ""]
    assert "Tindak lanjut periode sebelumnya belum diisi kantor." in sentences(report)


def test_a_survey_report_is_written_in_every_format(sample: Dataset) -> None:
    report = build_survey_report(sample, parse_period("2026"), printed_at=AT)
    names = [name for kind in WRITERS for name in written(report, kind)]
    assert "laporan-skm-2026-semua-unit.docx" in names
    assert all(name.startswith("laporan-skm-2026-semua-unit") for name in names)


def test_where_nobody_was_asked_the_last_survey_before_is_named(sample: Dataset) -> None:
    with pytest.raises(NoAnswer, match=r"Tidak ada responden SKM pada Oktober 2026; .*Triwulan III 2026"):
        build_survey_report(sample, OCTOBER, printed_at=AT)


def test_without_respondents_there_is_no_survey_report(sample: Dataset) -> None:
    with pytest.raises(NoAnswer, match="Belum ada responden SKM"):
        build_survey_report(sample, parse_period("2023-12"), printed_at=AT)


def test_no_heavy_library_is_loaded_before_it_is_asked_for() -> None:
    code = (
        "import sys, analysis.report.formats.files, analysis.report.content.build, analysis.provenance.overview;"
        "import pages.parts.sections;"
        "heavy = {'pptx', 'docx', 'typst', 'openpyxl', 'scipy.optimize', 'scipy.stats', 'sklearn', 'statsmodels'};"
        "print(heavy & set(sys.modules))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"
