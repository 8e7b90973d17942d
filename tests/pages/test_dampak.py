"""Dampak: a part for each question, each with an address; the lot is held against the data, no page claims more."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from analysis.impact import tables
from analysis.impact.evidence import dossier
from analysis.impact.randomisation_plan import draw_waves, plan_tables
from analysis.impact.reproduction import SCRIPT, bundle
from analysis.impact.verdict_text import STATE_LABELS
from data.panel.build import outcomes_in, panel_of
from data.panel.dataset import Dataset
from data.panel.exposure import ANY
from data.samples.office import make_office
from data.samples.workbooks import write_sample
from data.vocabulary.indicators import indicator
from pages.parts import impact
from tests.pages.app import CRASH, words
from tests.pages.test_every_page import opened

pytestmark = pytest.mark.usefixtures("home")
IKM = indicator("ikm")
DAMPAK = "pages/analyst/dampak.py"
CAUSAL = re.compile(r"\b(terbukti|berkat|menyebabkan|akibat pelatihan|meningkatkan|karena pelatihan(?! belum))\b")


PARTS = (
    "Apakah nyata?", "Bandingkan pelatihan", "Menurut unit", "Cara lain", "Gelombang dan dosis", "Rencana undian",
    "Unduh",
)  # fmt: skip


def part(name: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page with that part open, as its address opens it."""
    return opened(DAMPAK, None, monkeypatch, bagian=name)


@pytest.mark.parametrize("name", PARTS)
def test_each_part_opens_by_its_address_and_alone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = part(name, monkeypatch)
    assert not app.exception
    assert [tab.label for tab in app.tabs] == list(PARTS)
    assert [tab.label for tab in app.tabs if tab.children] == [name]
    assert app.header[0].value.startswith("Dampak jelas")


def test_all_parts_stand_below_each_other_for_the_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(DAMPAK, None, monkeypatch)
    next(toggle for toggle in app.toggle if toggle.label == "Cetak semua bagian").set_value(True).run()
    assert not app.exception
    assert [head.value.replace("\\", "") for head in app.header][1:] == list(PARTS)
    files = [button.label for button in app.download_button]
    assert "Unduh angka (XLSX)" in files
    assert "Unduh data dan skrip hitung ulang (ZIP)" in files


def test_the_verdict_does_not_wait_for_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr("analysis.impact.evidence.dossier", fail)
    app = opened(DAMPAK, None, monkeypatch)
    assert CRASH in words(app)
    assert app.header[0].value.startswith("Dampak jelas")


def test_the_lot_is_shown_and_can_be_held_against_what_was_done(monkeypatch: pytest.MonkeyPatch) -> None:
    page = part("Rencana undian", monkeypatch)
    drawn = page.multiselect[0].value
    assert sorted(drawn) == ["Kelurahan Asemrowo", "Kelurahan Genting Kalianak", "Seksi Pembangunan"]
    plan = draw_waves(drawn, waves=2, seed=1, comparison=1)
    assert plan.digest[:12] in words(page).replace("\\", "")
    sheet = plan_tables(plan)["Urutan"]
    assert list(sheet["Unit"]) == [*plan.waves[0].units, *plan.waves[1].units, *plan.comparison.units]
    next(toggle for toggle in page.toggle if toggle.key == "menurut_undian").set_value(True).run()
    assert not page.exception
    assert "belum dijalankan" in words(page)
    assert "belum dapat dinilai" in page.header[1].value


def test_a_lot_that_cannot_be_drawn_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    page = part("Rencana undian", monkeypatch)
    next(number for number in page.number_input if number.key == "gelombang").set_value(9).run()
    assert not page.exception
    assert any("tidak cukup untuk 9 gelombang" in alert.value for alert in page.info)


def test_the_files_hold_every_number_and_what_was_chosen(sample: Dataset) -> None:
    found = dossier(sample, ANY, IKM)
    ways = impact.splits(ANY, IKM, outcomes_in(panel_of(sample)), False)
    splits = {name: compute(sample, *arguments) for name, (compute, arguments) in ways.items()}
    book = load_workbook(io.BytesIO(tables.workbook(found, splits, {"Sumber": "contoh"})))
    verdict = found.evidence.verdict
    rows = {name: list(book[name].iter_rows(min_row=2, values_only=True)) for name in book.sheetnames}
    assert dict(rows["Kesimpulan"])["Kalimat"] == verdict.sentence
    estimates = [*(one.estimate for one in verdict.estimates), found.raw.difference]
    assert [row[1] for row in rows["Perkiraan"]] == pytest.approx(estimates, rel=1e-14)
    course = verdict.estimates[0].event_study["estimate"].tolist()
    assert [row[1] for row in rows["Dampak per periode"]] == pytest.approx(course, rel=1e-14)
    assert [row[0] for row in rows["Pemeriksaan"]] == [check.name for check in verdict.checks]
    for name, verdicts in splits.items():
        assert [row[:2] for row in rows[f"Menurut {name}"]] == [
            (part, STATE_LABELS[one.state]) for part, one in verdicts.items()
        ]
    pairs = [pair.before for pair in found.raw.pairs]
    assert [row[1] for row in rows["Pasangan unit"]] == pytest.approx(pairs, rel=1e-14)
    assert len(rows["Gelombang per periode"]) == len(found.cells)
    assert len(rows["Panel"]) == len(found.rows)
    assert ("Sumber", "contoh") in rows["Keterangan"]
    names = zipfile.ZipFile(io.BytesIO(bundle(found, {}))).namelist()
    assert {"BACA DULU.txt", "angka.csv", SCRIPT, "panel.csv", "requirements.txt"} <= set(names)


@pytest.mark.parametrize(
    "page",
    [
        "leadership/ringkasan",
        "analyst/dampak",
        "analyst/sebelum_sesudah",
        "analyst/pelatihan_kepuasan",
        "analyst/biaya",
    ],
)
def test_where_no_effect_is_seen_no_page_claims_one(
    page: str, no_effect: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = words(opened(f"pages/{page}.py", no_effect, monkeypatch))
    assert "jelas: " not in said
    assert CAUSAL.findall(said.replace("Bila karena pelatihan", "")) == []
    if page in ("leadership/ringkasan", "analyst/dampak"):
        assert "pada IKM belum terlihat" in said


@pytest.fixture(scope="module")
def no_effect(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office's books in which training changed nothing."""
    folder = tmp_path_factory.mktemp("tanpa-pengaruh")
    write_sample(make_office(4, effect=0), folder)
    return folder
