"""The sample books: made-up, reproducible, read in full, and holding the effect that truth.json tells."""

import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest

from data.__main__ import main
from data.ingest.load import Dataset, load_books
from data.panel.build import panel_of, series
from data.panel.exposure import ANY, Training
from data.samples.office import EFFECT, OWN_COLUMN, SEED, Office, make_office
from data.samples.workbooks import FAULTS, KINERJA_BOOK, LABEL, PELATIHAN_BOOK, write_sample
from data.vocabulary.ikm import UNSUR
from data.vocabulary.indicators import INDICATORS
from data.vocabulary.periods import period_text
from tests.data.test_truth import imputed_effect

COMMITTED = Path(__file__).resolve().parents[2] / "data" / "sample"
BOOKS = (KINERJA_BOOK, PELATIHAN_BOOK)
TREATED = pd.PeriodDtype("M")


def parts(path: Path) -> dict[str, str]:
    """The parts of a workbook in canonical XML, as writers differ in how they close an empty tag."""
    with zipfile.ZipFile(path) as archive:
        return {name: ElementTree.canonicalize(archive.read(name)) for name in archive.namelist()}


@pytest.fixture(scope="module")
def office() -> Office:
    return make_office(SEED)


@pytest.fixture(scope="module")
def sample() -> Dataset:
    return load_books([COMMITTED / name for name in BOOKS])


@pytest.fixture(scope="module")
def panel(sample: Dataset) -> pd.DataFrame:
    return panel_of(sample)


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path, office: Office) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    write_sample(office, first)
    write_sample(make_office(SEED), second)
    for name in (*BOOKS, "truth.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_another_seed_writes_another_office() -> None:
    assert not make_office(1).kinerja.equals(make_office(2).kinerja)


def test_the_committed_sample_is_what_the_command_writes(tmp_path: Path) -> None:
    """Parts are compared inflated, as archives may be packed differently elsewhere."""
    assert main(["sample", "--out", str(tmp_path)]) == 0
    for name in BOOKS:
        assert parts(COMMITTED / name) == parts(tmp_path / name)
    assert (COMMITTED / "truth.json").read_text() == (tmp_path / "truth.json").read_text()


def test_the_committed_sample_is_small_and_says_what_it_is() -> None:
    assert sum(path.stat().st_size for path in COMMITTED.iterdir()) < 500_000
    for name in BOOKS:
        for sheet in openpyxl.load_workbook(COMMITTED / name):
            assert LABEL in [sheet.cell(row, 1).value for row in range(1, 5)]


def test_the_loader_reads_the_sample_in_full(sample: Dataset, office: Office) -> None:
    assert sample.is_sample
    assert sample.questions == ()
    assert [problem for problem in sample.problems if problem.severity != "note"] == []
    assert [(report.name, report.error) for report in sample.files] == [(name, None) for name in BOOKS]
    assert len(sample.pegawai) == len(office.pegawai)
    assert len(sample.pelatihan) == len(office.pelatihan)
    assert len(sample.skm) == len(office.skm)
    assert len(sample.layanan) == len(office.layanan)
    for kind in ("evaluasi", "anggaran", "kejadian", "target", "rtl"):
        assert len(getattr(sample, kind)) == len(getattr(office, kind)) > 0
    assert set(sample.target["indikator"]) <= {known.key for known in INDICATORS}
    assert sample.anggaran["realisasi"].sum() == office.anggaran["realisasi"].sum()
    assert sample.skm["usia"].notna().all()


def test_every_value_read_is_the_value_written(sample: Dataset, office: Office) -> None:
    written = office.kinerja.melt(["unit", "period"], var_name="indicator", value_name="written")
    read = sample.kinerja.assign(period=sample.kinerja["period"].astype(TREATED))
    both = written.merge(read, on=["unit", "period", "indicator"], how="outer", validate="one_to_one")
    assert set(both["indicator"]) == {known.key for known in INDICATORS} | {OWN_COLUMN}
    assert (both["written"] == both["value"]).all()
    assert sorted(sample.pelatihan["nip"].dropna()) == sorted(office.pelatihan["nip"].dropna())
    assert sample.pelatihan["jp"].sum() == office.pelatihan["jp"].sum()
    assert sample.pelatihan["biaya"].sum() == office.pelatihan["biaya"].sum()
    for name in ("mulai", "selesai"):
        assert sorted(sample.pelatihan[name]) == sorted(pd.to_datetime(office.pelatihan[name]))
    assert sample.skm[list(UNSUR)].sum().tolist() == office.skm[list(UNSUR)].sum().tolist()


def test_figures_agree_with_the_register_of_cases(panel: pd.DataFrame) -> None:
    assert [note for note in panel.attrs["notes"] if "berbeda" in note] == []


@pytest.mark.parametrize("training", [ANY, Training(bidang="Pelayanan"), Training(nama="Pelayanan Prima")])
def test_units_are_first_trained_when_the_truth_says(sample: Dataset, office: Office, training: Training) -> None:
    found = series(panel_of(sample, training), "ikm").groupby("unit")["first_treated"].first()
    trained = {unit: None if pd.isna(month) else period_text(month) for unit, month in found.items()}
    assert trained == office.truth.first_treated
    assert sum(month is None for month in trained.values()) >= 3


def test_each_indicator_moves_as_the_truth_says(panel: pd.DataFrame, office: Office) -> None:
    """Within three standard errors of the simulation; what training leaves alone stays near zero."""
    allowed = {"ikm": 1.5, "lama_layanan": 5.0, "tepat_waktu": 2.5, "berkas_dikembalikan": 1.5, "pengaduan": 2.0,
               "volume": 15.0, OWN_COLUMN: 1.5}  # fmt: skip
    for key, margin in allowed.items():
        assert imputed_effect(series(panel, key)) == pytest.approx(office.truth.mean_effect[key], abs=margin)
    better = {"ikm": 1, "lama_layanan": -1, "tepat_waktu": 1, "berkas_dikembalikan": -1, "pengaduan": -1}
    assert all(office.truth.mean_effect[key] * sign > 0 for key, sign in better.items())
    assert office.truth.mean_effect["ikm"] == EFFECT
    assert office.truth.mean_effect["volume"] == office.truth.mean_effect[OWN_COLUMN] == 0


def test_cost_and_facilities_do_not_react_to_training(sample: Dataset) -> None:
    """The survey's placebo elements against one that does react: difference of differences over trained units."""
    answers = sample.skm.assign(period=sample.skm["period"].astype(pd.PeriodDtype("Q")))
    trained = answers["unit"].map(make_office(SEED).truth.first_treated).notna()
    late = answers["period"] >= pd.Period("2026Q1", "Q")
    early = answers["period"] <= pd.Period("2024Q4", "Q")

    def reaction(element: str) -> float:
        gaps = [answers.loc[trained & when, element].mean() - answers.loc[~trained & when, element].mean()
                for when in (early, late)]  # fmt: skip
        return gaps[1] - gaps[0]

    assert abs(reaction("U4")) < 0.12
    assert abs(reaction("U9")) < 0.12
    assert reaction("U7") > 0.12


def test_staff_are_clearly_made_up(office: Office) -> None:
    assert office.pegawai["nip"].is_unique
    assert office.pegawai["nip"].str.fullmatch(r"19[789]\d0101\d{6}[12]\d{3}").all()
    assert office.pegawai["nama"].str.fullmatch(r"Pegawai Contoh \d{3}").all()
    assert set(office.pegawai["status"]) == {"PNS", "PPPK"}


def test_some_people_refuse_or_do_not_come_and_say_why(office: Office) -> None:
    absent = office.pelatihan[office.pelatihan["kehadiran"] != "selesai"]
    assert {"menolak", "tidak hadir"} <= set(absent["kehadiran"])
    assert absent["alasan"].notna().all()
    whole_unit = office.pelatihan[office.pelatihan["nip"].isna()]
    assert 0 < len(whole_unit) < len(office.pelatihan)
    assert set(office.pelatihan["bidang"]) >= {"TI", "Pelayanan", "Kepemimpinan", "Kesehatan"}


def test_the_books_have_the_habits_of_real_ones() -> None:
    kinerja = openpyxl.load_workbook(COMMITTED / KINERJA_BOOK)
    typed = [cell.value for cell in kinerja["Kinerja 2025"][7]]
    assert typed[2] == "Januari 2025"
    assert re.fullmatch(r"\d\d,\d\d", typed[3])
    assert typed[5].endswith("%")
    assert kinerja["Kinerja 2024"]["C7"].is_date
    assert "E5:F5" in {str(merged) for merged in kinerja["Kinerja 2025"].merged_cells.ranges}
    trainings = openpyxl.load_workbook(COMMITTED / PELATIHAN_BOOK)["Riwayat Pelatihan"]
    cells = [str(cell.value) for row in trainings.iter_rows() for cell in row]
    for habit in (r"\d+ JP", r"Rp[\d.]+", r"\d{8} \d{6} \d \d{3}", r"\d{1,2} [A-Z][a-z]+ 202\d", r"\d\d/\d\d/202\d"):
        assert any(re.fullmatch(habit, text) for text in cells), habit


def test_spoilt_cells_are_refused_and_no_others(tmp_path: Path) -> None:
    write_sample(make_office(SEED), tmp_path, faults=len(FAULTS))
    told = json.loads((tmp_path / "truth.json").read_text())["faults"]
    dataset = load_books([tmp_path / name for name in BOOKS])
    refused = {(p.file, p.sheet, p.cell) for p in dataset.problems if p.severity == "refused"}
    assert refused == {(fault["file"], fault["sheet"], fault["cell"]) for fault in told}
    assert len(told) == len(FAULTS)


@pytest.mark.parametrize("ending", ["xlsx", "csv", "ods"])
def test_the_mark_of_a_sample_travels_in_the_book_whatever_its_name_place_and_format(
    tmp_path: Path, ending: str
) -> None:
    kinerja, _, _ = write_sample(make_office(3, units=2, months=3), tmp_path)
    sheet = pd.read_excel(kinerja, header=None, engine="openpyxl")
    copy = tmp_path / f"kinerja kantor.{ending}"
    if ending == "csv":
        sheet.to_csv(copy, header=False, index=False)
    else:
        sheet.to_excel(copy, header=False, index=False)
    assert load_books([copy]).is_sample
    assert load_books([(copy.name, copy.read_bytes())]).is_sample, "uploaded"
    assert not load_books([("lain.csv", b"Unit Kerja,Bulan,IKM\nSeksi A,Januari 2025,81\n")]).is_sample


@pytest.mark.parametrize(("units", "months"), [(1, 1), (2, 3), (5, 13), (30, 24)])
def test_any_size_can_be_written_and_read(tmp_path: Path, units: int, months: int) -> None:
    arguments = ["sample", "--out", str(tmp_path), "--units", str(units), "--months", str(months), "--seed", "3"]
    assert main(arguments) == 0
    dataset = load_books([tmp_path / name for name in BOOKS])
    assert [problem for problem in dataset.problems if problem.severity != "note"] == []
    assert len(dataset.kinerja) == units * months * (len(INDICATORS) + 1)
    assert max(dataset.kinerja["period"]) == pd.Period("2026-10", "M")


def test_no_effect_is_no_effect(office: Office) -> None:
    still = make_office(SEED, effect=0.0)
    assert set(still.truth.mean_effect.values()) == {0.0}
    untouched = [unit for unit, month in office.truth.first_treated.items() if month is None]
    for name in ("ikm", "volume"):
        rows = [made.kinerja.loc[made.kinerja["unit"].isin(untouched), name] for made in (still, office)]
        pd.testing.assert_series_equal(*rows)


@pytest.mark.parametrize("wrong", [["--units", "0"], ["--effect", "nan"], ["--faults", "99"], ["--seed", "-1"]])
def test_impossible_wishes_are_one_sentence(tmp_path: Path, wrong: list[str], capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit) as left:
        main(["sample", "--out", str(tmp_path), *wrong])
    assert left.value.code == 2
    assert "isi " in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    assert main(["sample", "--out", str(tmp_path / "berkas")]) == 2
    assert "tidak dapat ditulisi" in capsys.readouterr().err


def test_the_books_open_in_other_readers() -> None:
    for name in BOOKS:
        sheets = pd.read_excel(io.BytesIO((COMMITTED / name).read_bytes()), sheet_name=None, engine="calamine")
        assert all(len(table) > 10 for table in sheets.values())
