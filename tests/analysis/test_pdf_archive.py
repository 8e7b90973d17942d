"""Every PDF of a report may be archived (PDF/A-2a) and read aloud (PDF/UA-1); the checker that says so can say no."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject

from analysis.report.content.notice import Lowest, Notice
from analysis.report.formats.files import notice_files, written
from tests.analysis import report_samples
from tests.analysis.pdf_archive import faults


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return next(iter(written(report_samples.report(), "pdf").values()))


def test_the_report_may_be_archived_and_read_aloud(pdf: bytes) -> None:
    assert faults(pdf) == []


def test_the_public_notice_on_paper_may_be_archived_too() -> None:
    lowest = (Lowest("Sarana dan Prasarana", "76,28", "Kursi ditambah", "sudah"),)
    notice = Notice(
        "Warga menilai baik", "Survei 2026", "86,61", "naik 0,5", "B", "Baik", "", "156", "di 9 unit", lowest
    )
    files = notice_files(replace(report_samples.report(), notice=notice))
    papers = [content for name, content in files.items() if name.endswith(".pdf")]
    assert [faults(content) for content in papers] == [[]]


def _without(name: str) -> Callable[[Any], object]:
    return lambda root: root.pop(name)


def _unembedded(root: Any) -> None:
    fonts = root["/Pages"]["/Kids"][0].get_object()["/Resources"]["/Font"]
    descriptor = next(iter(fonts.values())).get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
    for name in ("/FontFile2", "/FontFile3"):
        descriptor.get_object().pop(NameObject(name), None)


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (_without("/Metadata"), "6.6.4"), (_without("/OutputIntents"), "6.2.3"), (_without("/StructTreeRoot"), "6.7.2"),
        (_without("/Lang"), "6.7.4"), (_without("/ViewerPreferences"), "UA 7.1"), (_unembedded, "6.2.11.4"),
    ],
)  # fmt: skip
def test_the_checker_finds_what_is_missing(pdf: bytes, spoil: Callable[[Any], object], rule: str) -> None:
    writer, target = PdfWriter(clone_from=io.BytesIO(pdf)), io.BytesIO()
    spoil(writer._root_object)
    writer.write(target)
    assert any(rule in fault for fault in faults(target.getvalue()))
