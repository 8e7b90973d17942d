"""An office opens the deck and the document, changes a word and saves: nothing of the report is lost on the way."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation

from analysis.report.formats.deck_template import own_deck
from analysis.report.formats.files import written
from tests.analysis import report_samples
from tests.analysis.report_readers import chart_values, docx_tables, docx_words, pptx_tables, pptx_words

OFFICE = shutil.which("soffice")
SLIDE_NUMBER = "‹#›"
"""What stands in a deck for the number that the program writes."""


def file_of(kind: str) -> bytes:
    return next(iter(written(report_samples.report(), kind).values()))


def edited(content: bytes, kind: str) -> bytes:
    """The file after its first line was changed in the library that wrote it."""
    target = io.BytesIO()
    if kind == "pptx":
        deck = Presentation(io.BytesIO(content))
        deck.slides[0].shapes.title.text_frame.text = "Judul baru"
        deck.save(target)
    else:
        text = Document(io.BytesIO(content))
        text.paragraphs[0].text = "Judul baru"
        text.save(target)
    return target.getvalue()


def saved_by_office(content: bytes, kind: str, folder: Path) -> bytes:
    """The file as LibreOffice opens and saves it."""
    source, out = folder / f"a.{kind}", folder / "out"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [str(OFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(source)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return (out / source.name).read_bytes()


def words(content: bytes, kind: str) -> set[str]:
    told = (pptx_words if kind == "pptx" else docx_words)(content)
    return {line.strip() for line in told.replace("\v", "\n").split("\n") if line.strip()}


def tables(content: bytes, kind: str) -> list[list[str]]:
    return (pptx_tables if kind == "pptx" else docx_tables)(content)


@pytest.mark.parametrize("kind", ["pptx", "docx"])
def test_a_changed_word_loses_no_other(kind: str) -> None:
    before = file_of(kind)
    after = edited(before, kind)
    assert "Judul baru" in words(after, kind)
    assert len(words(before, kind) - words(after, kind)) == 1
    assert tables(after, kind) == tables(before, kind)
    if kind == "pptx":
        assert chart_values(after) == chart_values(before)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pptx", "docx"])
def test_what_libreoffice_saves_again_is_the_same_report(kind: str, tmp_path: Path) -> None:
    before = edited(file_of(kind), kind)
    after = saved_by_office(before, kind, tmp_path)
    assert words(before, kind) - words(after, kind) <= {SLIDE_NUMBER}
    assert [row for row in tables(before, kind) if row not in tables(after, kind)] == []
    if kind == "pptx":
        assert chart_values(after) == chart_values(before)


def test_the_decks_layouts_have_the_placeholders_that_slides_fill() -> None:
    stage = own_deck()
    numbers = {
        name: {one.placeholder_format.idx for one in layout.placeholders} for name, layout in stage.layouts.items()
    }
    assert {"Sampul", "Empat angka", "Tabel", "Grafik dan tiga butir"} <= set(numbers)
    assert {0, 13, 11, 12} <= set.intersection(*numbers.values())
    assert {20, 21, 22, 23, 16} <= numbers["Empat angka"]
    assert 14 in numbers["Tabel"]
    assert {15, 16} <= numbers["Grafik dan tiga butir"]
