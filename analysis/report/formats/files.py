"""The report's files: which formats there are, what their files are called, and their bytes."""

import importlib
import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from analysis.report.content.report import Report
from analysis.report.formats.packages import EARLIEST
from analysis.report.formats.printable import printable_report
from data.problems import BookError
from data.vocabulary.periods import period_text

logger = logging.getLogger(__name__)
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
    unit = re.sub(r"[^a-z0-9]+", "-", (report.unit or "semua unit").casefold()).strip("-") or "satu-unit"
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


def notice_files(report: Report) -> dict[str, bytes]:
    """The survey's public notice for a chat and for A3, by file name; none where the report has no survey."""
    if report.notice is None:
        return {}
    typeset, clean = importlib.import_module("analysis.report.formats.typeset"), printable_report(report)
    name = f"pengumuman-skm-{period_text(report.period).casefold()}"
    return {f"{name}.png": typeset.to_notice_picture(clean), f"{name}-a3.pdf": typeset.to_notice_paper(clean)}


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
    content = write(printable_report(report))
    if isinstance(content, bytes):
        return {f"{stem(report)}.{name}": content}
    return {f"{stem(report)}-{place:02d}.{name}": sheet for place, sheet in enumerate(content, 1)}


def each_written(report: Report, names: Iterable[str]) -> Iterator[tuple[str, dict[str, bytes], str]]:
    """Format by format its files, and a sentence where it could not be made: one that fails costs no other."""
    for name in names:
        try:
            yield name, written(report, name), ""
        except Exception as error:  # whatever a library makes of a report
            logger.error("format %s: %s", name, type(error).__name__)
            yield name, {}, f"{name.upper()} tidak dapat dibuat; format lain tetap ada. Pakai format lain dulu."
