"""500 people planted where none belong: none of them on a page, in a chart, a download, an origin, a report, a log."""

import io
import logging
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import cycle, product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from openpyxl import Workbook
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from analysis.report.content.build import build_report, build_survey_report
from analysis.report.formats.files import WRITERS, written
from data import store
from data.access import audit
from data.panel.build import panel_of
from data.region.folder import write_folder
from data.samples.workbooks import ELEMENT_HEADERS as ELEMENTS
from pages.parts import provenance
from tests.data.persons import ANI
from tests.data.planted import REMARKS, UNIT, people, planted_sheets, traces
from tests.data.store_books import MONTHS as MONTH_NAMES
from tests.pages.app import CRASH, PAGES, visit, words

PERSONS = people()
MONTHS = pd.period_range("2025-06", "2026-06", freq="M")


def planted_book() -> bytes:
    """The planted sheets, and figures of two units so that every page has something to say."""
    figures = [
        [unit, f"{MONTH_NAMES[month.month - 1]} {month.year}", 80 + place + month.month / 10]
        for place, unit in enumerate((UNIT, "Seksi Umum"))
        for month in MONTHS
    ]
    answers = [
        [UNIT, f"Triwulan {('I', 'II')[number % 2]} 2026", *[4, 3, 3, 4, 3, 4, 3, 2, 3], way(one)]
        for number, (one, way) in enumerate(zip(PERSONS, cycle(REMARKS), strict=False))
    ]
    survey = [["Unit Pelayanan", "Periode", *ELEMENTS, "Apa saran Anda untuk kami?"], *answers]
    sheets = {
        **planted_sheets(PERSONS), "Kinerja": [["Unit Kerja", "Bulan", "IKM"], *figures], "SKM": survey,
    }  # fmt: skip
    book, file = Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title[:31])
        for row in rows:
            sheet.append(row)
    book.save(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store of that book, under a file name with a person in it."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("planted")
        patch.setenv("DAMPAK_HOME", str(folder / "home"))
        patch.delenv("DAMPAK_DATA", raising=False)
        store.import_books([(f"buku {PERSONS[7].nip} a.n. {PERSONS[8].name}.xlsx", planted_book())], ANI, {})
        yield folder


def unpacked(content: Any) -> str:
    """A download as text: what it holds, whatever kind of file it is."""
    data = content() if callable(content) else content
    raw = data.encode() if isinstance(data, str) else data if isinstance(data, bytes) else data.getvalue()
    if raw.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages)
    if not zipfile.is_zipfile(io.BytesIO(raw)):
        return raw.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return "\n".join(unpacked(archive.read(name)) for name in archive.namelist())


def everything_on(app: AppTest) -> str:
    """Every element of the page as it travels to the browser, charts included."""
    return "\n".join(str(getattr(node, "proto", "")) for node in app._tree)


@pytest.mark.slow
@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_on_a_page_in_its_downloads_or_origins(
    page: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    taken: list[Any] = []
    behind: list[Callable] = []
    button = st.download_button

    def offered(label: str, data: Any, *more: Any, **options: Any) -> bool:
        taken.append(data)
        return button(label, data, *more, **options)

    monkeypatch.setattr(st, "download_button", offered)
    monkeypatch.setattr(provenance, "origin_button", lambda sources, key: behind.append(sources))
    app = visit(page)
    assert not app.exception
    assert CRASH not in words(app)
    assert traces(everything_on(app), PERSONS) == []
    assert traces("\n".join(map(unpacked, taken)), PERSONS) == []
    rows = [source.rows() for sources in behind for source in sources()]
    assert traces("\n".join(table.to_csv() for table in rows), PERSONS) == []
    assert traces(caplog.text, PERSONS) == []


@pytest.mark.slow
def test_nobody_is_in_an_export_a_report_the_history_or_the_log(office: Path) -> None:
    dataset, _ = store.dataset()
    write_folder(dataset, office / "ekspor", "Asemrowo", ANI)
    parts = [pd.read_parquet(file).to_csv() for file in (office / "ekspor").rglob("*.parquet")]
    assert len(parts) > 2
    assert traces("\n".join(parts) + str(sorted((office / "ekspor").rglob("*"))), PERSONS) == []
    told = (store.history(), store.event_log(), audit.lines(), panel_of(dataset).to_csv())
    assert traces(repr(told), PERSONS) == []
    assert dataset.skm["saran"].notna().sum() == len(PERSONS)
    for build, internal in product((build_report, build_survey_report), (False, True)):
        report = build(dataset, MONTHS[-1].asfreq("Q") - 1, None, internal=internal, printed_at=datetime(2026, 7, 1))
        # pictures are set from what the PDF is
        files = (content for name in WRITERS.keys() - {"png"} for content in written(report, name).values())
        assert traces("\n".join(map(unpacked, files)), PERSONS) == []
