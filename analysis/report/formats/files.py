"""The report's files: which formats there are, what their files are called, and their bytes."""

from __future__ import annotations

import importlib
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace

from analysis.report.content.report import Report
from analysis.report.formats.packages import EARLIEST
from data.problems import BookError
from data.vocabulary.periods import period_text

WRITERS = {
    "pptx": ("slides", "to_pptx"),
    "docx": ("document", "to_docx"),
    "xlsx": ("workbook", "to_xlsx"),
    "pdf": ("typeset", "to_pdf"),
    "png": ("typeset", "to_pngs"),
}
MEDIA = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "png": "application/zip",
}


def stem(report: Report) -> str:
    """Kind, period and unit as a file name: "laporan-2026-10-semua-unit"."""
    unit = re.sub(r"[^a-z0-9]+", "-", (report.unit or "semua unit").casefold()).strip("-")
    return f"{report.name}-{period_text(report.period).casefold()}-{unit}"


def with_template(report: Report, template: bytes | None) -> tuple[Report, str]:
    """The report with the office's own presentation template, and a sentence where that cannot be used."""
    if template is None:
        return report, ""
    try:
        importlib.import_module("analysis.report.formats.deck_template").deck_template(template)
    except BookError as error:
        return report, str(error)
    return replace(report, template=template), ""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Several files as one, the same bytes for the same files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, EARLIEST), content)
    return target.getvalue()


def written(report: Report, name: str) -> dict[str, bytes]:
    """Every file of one format by its name; PNG makes one a sheet. A format's library is only loaded here."""
    module, function = WRITERS[name]
    write: Callable[[Report], bytes | list[bytes]] = getattr(
        importlib.import_module(f"analysis.report.formats.{module}"), function
    )
    content = write(report)
    if isinstance(content, bytes):
        return {f"{stem(report)}.{name}": content}
    return {f"{stem(report)}-{place:02d}.{name}": sheet for place, sheet in enumerate(content, 1)}
